package document

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
)

// packedCell is a cell as Layout writes it: start, length, column, columns,
// rows, and 1 for a continued cell. Its text is the document's.
type packedCell [6]int

type packedBlock struct {
	Start     int            `json:"s"`
	End       int            `json:"e"`
	Page      int            `json:"p,omitempty"`
	Name      string         `json:"n,omitempty"`
	Continues bool           `json:"c,omitempty"`
	Rows      [][]packedCell `json:"r,omitempty"`
}

// Layout returns the blocks of the document packed, for Restore.
func (d *Document) Layout() ([]byte, error) {
	blocks := make([]packedBlock, 0, len(d.Blocks))
	for _, b := range d.Blocks {
		p := packedBlock{Start: b.Start, End: b.End, Page: b.Page}
		if b.Table != nil {
			p.Name, p.Continues, p.Rows = b.Table.Name, b.Table.Continues, [][]packedCell{}
			for _, row := range b.Table.Rows {
				cells := []packedCell{}
				for _, c := range row {
					continued := 0
					if c.Continued {
						continued = 1
					}
					cells = append(cells, packedCell{c.Start, c.End - c.Start, c.Col, c.Cols, c.Rows, continued})
				}
				p.Rows = append(p.Rows, cells)
			}
		}
		blocks = append(blocks, p)
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if err := json.NewEncoder(z).Encode(blocks); err != nil {
		return nil, err
	}
	err := z.Close()
	return b.Bytes(), err
}

// Restore returns the document of a text and its packed layout. A layout that
// does not fit the text is an error.
func Restore(text string, layout []byte) (*Document, error) {
	z, err := gzip.NewReader(bytes.NewReader(layout))
	if err != nil {
		return nil, fmt.Errorf("document layout: %w", err)
	}
	var blocks []packedBlock
	if err := json.NewDecoder(io.LimitReader(z, 256<<20)).Decode(&blocks); err != nil {
		return nil, fmt.Errorf("document layout: %w", err)
	}
	runes := []rune(text)
	d := &Document{Text: text}
	within := func(s Span) bool { return s.Start >= 0 && s.Start <= s.End && s.End <= len(runes) }
	for _, p := range blocks {
		b := Block{Span: Span{p.Start, p.End}, Page: p.Page}
		if !within(b.Span) {
			return nil, fmt.Errorf("document layout: block %d–%d outside %d characters", p.Start, p.End, len(runes))
		}
		if p.Rows != nil {
			b.Table = &Table{Name: p.Name, Continues: p.Continues}
			for _, row := range p.Rows {
				var cells []Cell
				for _, c := range row {
					s := Span{c[0], c[0] + c[1]}
					if !within(s) {
						return nil, fmt.Errorf("document layout: cell %d–%d outside %d characters", s.Start, s.End, len(runes))
					}
					cells = append(cells, Cell{Span: s, Text: string(runes[s.Start:s.End]), Col: c[2], Cols: c[3], Rows: c[4], Continued: c[5] == 1})
				}
				b.Table.Rows = append(b.Table.Rows, cells)
			}
		}
		d.Blocks = append(d.Blocks, b)
	}
	return d, nil
}
