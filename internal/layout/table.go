package layout

import (
	"strings"

	"mingzhang/internal/pdf"
)

// Table is a ruled table of one page.
type Table struct {
	Page int // from 1
	Rows [][]Cell
	// Continues says that the table goes on with the one before it, behind a
	// page break: the same columns and nothing printed in between.
	Continues bool

	lattice *lattice
	// Of a table without a grid of lines.
	columns []column
	headed  bool
}

// Cell is a cell of a table: the column it begins in and how far it reaches.
type Cell struct {
	Text            string // printed lines joined
	Col, Cols, Rows int

	free float64 // room beside the last printed line, in characters
}

// table puts characters into the cells of the lattice, by the middle of their
// ink, so that a figure set higher or lower than its row stays in its row.
func (l *lattice) table(chars []pdf.Char, page int) *Table {
	set := l.cells()
	held := map[int][]pdf.Char{}
	for _, c := range chars {
		if at := l.cellAt(spot(c)); at >= 0 {
			root := set.find(at)
			held[root] = append(held[root], c)
		}
	}
	w, h := l.columns(), l.rows()
	t := &Table{Page: page, lattice: l}
	for y := range h {
		var row []Cell
		for x := range w {
			root := set.find(y*w + x)
			if root != y*w+x {
				continue
			}
			cell := Cell{Col: x, Cols: 1, Rows: 1}
			for x+cell.Cols < w && set.find(y*w+x+cell.Cols) == root {
				cell.Cols++
			}
			for y+cell.Rows < h && set.find((y+cell.Rows)*w+x) == root {
				cell.Rows++
			}
			cell.Text = cellText(held[root])
			cell.free = free(held[root], l.xs[x], l.xs[x+cell.Cols])
			row = append(row, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	t.squash()
	return t
}

// spot is where a character belongs: the middle of its ink, or of the cell that
// it is clipped to.
func spot(c pdf.Char) (x, y float64) {
	if b := c.Clip; b != nil {
		return (b.X0 + b.X1) / 2, (b.Y0 + b.Y1) / 2
	}
	return (c.X0 + c.X1) / 2, (c.Y0 + c.Y1) / 2
}

// free returns how many characters have room beside the last line of a cell.
func free(chars []pdf.Char, x0, x1 float64) float64 {
	lines := linesOf(chars)
	if len(lines) == 0 {
		return 0
	}
	last := lines[len(lines)-1]
	return (x1 - x0 - (last.x1 - last.x0)) / last.em
}

// cellText joins the printed lines of a cell: without a blank but between
// Latin words.
func cellText(chars []pdf.Char) string {
	var b strings.Builder
	var last rune
	for _, l := range append(linesOf(upright(chars, 0)), sideways(chars)...) {
		s := squeeze(l.text())
		first := []rune(s)[0]
		if b.Len() > 0 && latin(last) && latin(first) {
			b.WriteByte(' ')
		}
		b.WriteString(s)
		last = l.chars[len(l.chars)-1].Rune
	}
	return b.String()
}

func latin(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// squeeze drops the blanks that only spread the characters of a cell.
func squeeze(s string) string {
	runes := []rune(s)
	out := runes[:0]
	for i, r := range runes {
		if r == ' ' && i > 0 && i+1 < len(runes) && !(latin(runes[i-1]) && latin(runes[i+1])) && (wide(runes[i-1]) || wide(runes[i+1])) {
			continue
		}
		out = append(out, r)
	}
	return strings.TrimSpace(string(out))
}

// squash drops rows that no cell begins in: lines drawn twice a little apart.
func (t *Table) squash() {
	for y := 0; y < len(t.Rows); y++ {
		if len(t.Rows[y]) > 0 || y == 0 {
			continue
		}
		for k := range y {
			for i := range t.Rows[k] {
				if c := &t.Rows[k][i]; k+c.Rows > y {
					c.Rows--
				}
			}
		}
		t.Rows = append(t.Rows[:y], t.Rows[y+1:]...)
		y--
	}
}

func (t *Table) blank() bool {
	for _, row := range t.Rows {
		for _, c := range row {
			if c.Text != "" {
				return false
			}
		}
	}
	return true
}
