package document

import (
	"strings"
	"unicode/utf8"
)

// builder puts a document together piece by piece: it writes the text that all
// spans count in, and the block that each piece is. A paragraph is a line of
// the text; a row of a table is a line with a tab between its cells.
type builder struct {
	text    strings.Builder
	n       int // code points written
	page    int // of what is written next, 0 for formats without pages
	blocks  []Block
	omitted []Omission
	cells   int
}

// box is a cell of a table before it has its place in the text: where it
// begins, counted in columns of the grid, and how far it reaches.
type box struct {
	text       string // paragraphs separated by LF
	col        int
	cols, rows int // 0 means 1
	continued  bool
}

func (b *builder) write(s string) Span {
	start := b.n
	b.text.WriteString(s)
	b.n += utf8.RuneCountInString(s)
	return Span{start, b.n}
}

// paragraph adds text as one paragraph a line; blank lines are left out.
func (b *builder) paragraph(text string) {
	for s := range strings.SplitSeq(normalise(text), "\n") {
		if s = strings.TrimSpace(s); s != "" {
			b.blocks = append(b.blocks, Block{Span: b.write(s), Page: b.page})
			b.write("\n")
		}
	}
}

// table adds a table of rows. name is what the format calls it (a sheet's
// name), continues says that it goes on with the table before it.
func (b *builder) table(name string, continues bool, rows [][]box) {
	t := &Table{Name: name, Continues: continues}
	start := b.n
	for _, row := range rows {
		var cells []Cell
		for i, c := range row {
			if i > 0 {
				b.write("\t")
			}
			text := cellText(c.text)
			cells = append(cells, Cell{
				Span: b.write(text), Text: text, Continued: c.continued,
				Col: c.col, Cols: max(c.cols, 1), Rows: max(c.rows, 1),
			})
		}
		b.write("\n")
		t.Rows = append(t.Rows, cells)
		b.cells += len(cells)
	}
	if len(t.Rows) == 0 {
		return
	}
	b.blocks = append(b.blocks, Block{Span: Span{start, b.n - 1}, Page: b.page, Table: t})
	b.write("\n") // a blank line behind a table
}

// cellText is the text of a cell: trimmed lines, no blank ones, no tabs.
func cellText(s string) string {
	if !strings.ContainsAny(s, "\n\r\t") {
		return strings.TrimSpace(normalise(s))
	}
	var lines []string
	for l := range strings.SplitSeq(normalise(s), "\n") {
		if l = strings.TrimSpace(strings.ReplaceAll(l, "\t", " ")); l != "" {
			lines = append(lines, l)
		}
	}
	return strings.Join(lines, "\n")
}

// omit declares what of the file is left out of the text, and why.
func (b *builder) omit(what, why string) {
	b.omitted = append(b.omitted, Omission{what, why})
}
