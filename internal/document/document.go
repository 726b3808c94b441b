// Package document turns the bytes of a published file into one Document:
// normalised text, and the paragraphs and tables it is made of, each with its
// place. It knows how files are built and nothing about what they say.
package document

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// Document is one file, read.
type Document struct {
	Name      string
	SHA256    string // lower-case hex of the original bytes
	MediaType string
	Bytes     int
	Pages     int // 0 for formats without pages

	// Text is the normalised text: LF line ends, no byte-order mark, no
	// control characters but tab and LF. All spans count its code points.
	Text   string
	Blocks []Block

	// Parts lists the files that the document is put together from; nil for a
	// single file.
	Parts []Part

	// Omitted lists what the file holds that is left out of Text on purpose.
	Omitted []Omission
}

// Omission is a part of a file that is not read: 隐藏的工作表, 脚注.
type Omission struct {
	What string `json:"what"` // what was left out, with its name or number
	Why  string `json:"why"`
}

// Block is a paragraph or a table. Exactly one of the two is meant: Table is
// nil for a paragraph.
type Block struct {
	Span
	Page  int // 1-based, 0 for formats without pages
	Table *Table
}

// Span is a range of code points of Document.Text.
type Span struct {
	Start, End int
}

// Table is a table by rows. Cells cover what they cover in print: a cell that
// spans rows or columns appears once, at its upper left, with its spans.
type Table struct {
	Name      string // what the file calls it: a sheet's name; "" mostly
	Continues bool   // goes on with the table before it, behind a page break
	Rows      [][]Cell
}

// Width returns the number of columns of the table's grid.
func (t *Table) Width() int {
	width := 0
	for _, row := range t.Rows {
		for _, c := range row {
			width = max(width, c.Col+c.Cols)
		}
	}
	return width
}

// Grid returns for each row and column of the table the cell that covers it,
// nil where none does. A cell that spans rows or columns stands in each.
func (t *Table) Grid() [][]*Cell {
	width := t.Width()
	grid := make([][]*Cell, len(t.Rows))
	for r := range grid {
		grid[r] = make([]*Cell, width)
	}
	for r, row := range t.Rows {
		for i := range row {
			c := &row[i]
			for y := r; y < min(r+c.Rows, len(grid)); y++ {
				for x := c.Col; x < c.Col+c.Cols; x++ {
					if grid[y][x] == nil {
						grid[y][x] = c
					}
				}
			}
		}
	}
	return grid
}

// Cell is one cell of a table.
type Cell struct {
	Span
	Text string
	// Col is the column of the grid the cell begins in, from 0; Cols and Rows
	// are how many columns and rows it covers, at least 1.
	Col, Cols, Rows int
	// Continued is true for the empty cell that stands for a cell above it
	// reaching down (a vertically merged cell written out by a converter).
	Continued bool
}

// Error says why a file cannot be read, in a sentence a person can act on.
type Error struct {
	Name   string // the file
	Reason string // what is wrong with it
	Remedy string // what to do about it
}

func (e *Error) Error() string {
	if e.Remedy == "" {
		return fmt.Sprintf("%s：%s。", e.Name, e.Reason)
	}
	return fmt.Sprintf("%s：%s。%s。", e.Name, e.Reason, e.Remedy)
}

// Read reads data, the bytes of the file called name, within DefaultLimits.
// The format is decided by the bytes, not by the name. Every failure but the
// end of ctx is an *Error.
func Read(ctx context.Context, name string, data []byte) (*Document, error) {
	return DefaultLimits.Read(ctx, name, data)
}

// Read reads data, the bytes of the file called name, within the limits.
func (l Limits) Read(ctx context.Context, name string, data []byte) (*Document, error) {
	if int64(len(data)) > l.Bytes {
		return nil, l.tooLarge(name, int64(len(data)))
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	in := &input{ctx: ctx, name: name, data: data, limits: l}
	f, err := in.format()
	if err != nil {
		return nil, err
	}
	d, err := f.read(in)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	d.Name, d.SHA256, d.Bytes = name, hex.EncodeToString(sum[:]), len(data)
	if len(d.Blocks) == 0 {
		return nil, &Error{name, "文件里没有文字", "请确认上传的是部门决算的正文"}
	}
	return d, nil
}
