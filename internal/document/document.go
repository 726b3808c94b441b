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

// MaxBytes is the largest input that is read. Published 部门决算 are well
// under 20 MB even as scanned PDF; the limit keeps a mistaken upload cheap.
const MaxBytes = 64 << 20

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
	Rows [][]Cell
}

// Cell is one cell of a table.
type Cell struct {
	Span
	Text string
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

// TooLarge is the error for an input over MaxBytes; size is in bytes.
func TooLarge(name string, size int64) error {
	return &Error{name, fmt.Sprintf("文件有 %.1f MB，超过 %d MB 的上限", float64(size)/(1<<20), MaxBytes>>20),
		"部门决算通常不到 20 MB，请确认没有选错文件"}
}

// Read reads data, the bytes of the file called name. The format is decided
// by the bytes, not by the name. Every failure is an *Error.
func Read(ctx context.Context, name string, data []byte) (*Document, error) {
	if len(data) > MaxBytes {
		return nil, TooLarge(name, int64(len(data)))
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	text, mediaType, err := decode(name, data)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	d := &Document{
		Name: name, SHA256: hex.EncodeToString(sum[:]), MediaType: mediaType,
		Bytes: len(data), Text: normalise(text),
	}
	d.Blocks = plainBlocks(d.Text)
	if len(d.Blocks) == 0 {
		return nil, &Error{name, "文件里没有文字", "请确认上传的是部门决算的正文"}
	}
	return d, nil
}
