package document

import "strings"

// flow is what stands one below the other: in a body, a cell, a text box.
type flow []piece

// piece is a paragraph or a table of a flow.
type piece struct {
	text  string
	table *grid
}

// grid is a table before it has its place in the text. Its cells are flows:
// only the whole table shows whether it is one or merely arranges the page.
type grid struct {
	rows  [][]slot
	frame bool // arranges the page: its cells are read one after the other
}

// slot is a cell of a grid.
type slot struct {
	col, cols, rows int
	content         flow
}

func (g *grid) width() int {
	width := 0
	for _, row := range g.rows {
		for _, s := range row {
			width = max(width, s.col+s.cols)
		}
	}
	return width
}

// text returns the text of a cell, a line a paragraph, and the tables in it
// that have to stand on their own. A table of one column goes into the text:
// its figures have their labels in the cells beside it.
func (f flow) text() (text string, tables []*grid) {
	var lines []string
	for _, p := range f {
		switch {
		case p.table == nil:
			lines = append(lines, p.text)
		case p.table.width() <= 1:
			for _, row := range p.table.rows {
				for _, s := range row {
					inner, more := s.content.text()
					lines, tables = append(lines, inner), append(tables, more...)
				}
			}
		default:
			tables = append(tables, p.table)
		}
	}
	return strings.Join(lines, "\n"), tables
}

// flow adds a flow to the document. A table in a cell of another comes behind
// that one, so that its rows keep their figures beside their labels.
func (b *builder) flow(f flow) {
	for _, p := range f {
		if p.table == nil {
			b.paragraph(p.text)
		} else {
			b.grid(p.table)
		}
	}
}

func (b *builder) grid(g *grid) {
	if g.frame || len(g.rows) == 1 && len(g.rows[0]) == 1 {
		for _, row := range g.rows {
			for _, s := range row {
				b.flow(s.content)
			}
		}
		return
	}
	var nested []*grid
	rows := make([][]box, len(g.rows))
	n, blank := 0, true
	for r, row := range g.rows {
		rows[r] = make([]box, len(row))
		for i, s := range row {
			text, tables := s.content.text()
			nested = append(nested, tables...)
			rows[r][i] = box{text: text, col: s.col, cols: s.cols, rows: min(s.rows, len(g.rows)-r)}
			blank = blank && strings.TrimSpace(text) == ""
		}
		n += len(row)
	}
	if !blank {
		b.table("", false, rows)
		// What counts is the grid that the table fills, however few its cells.
		b.cells += max(0, len(g.rows)*g.width()-n)
	}
	for _, t := range nested {
		b.grid(t)
	}
}
