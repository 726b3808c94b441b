// Package layout finds what the printed pages of a document show: running text
// in reading order, its wrapped lines joined to paragraphs again, and tables
// by their ruling lines. It knows how pages are set and nothing about what
// they say.
package layout

import (
	"cmp"
	"context"
	"math"
	"slices"

	"mingzhang/internal/pdf"
)

// Block is a paragraph or, when Table is not nil, a table.
type Block struct {
	Page  int // from 1; of its beginning
	Text  string
	Table *Table
}

// Result is what a document shows.
type Result struct {
	Blocks []Block
	// Dropped counts the lines left out because they belong to the page and
	// not to the text: page numbers, running titles.
	Dropped int
}

// element is a line or a table of a page.
type element struct {
	line  *line
	table *Table
}

func (e element) top() float64 {
	switch {
	case e.table != nil:
		return e.table.lattice.y0
	case e.line.aside:
		return math.Inf(1)
	}
	return e.line.base
}

// Read reads the pages in order. It fails only with the error of ctx.
func Read(ctx context.Context, pages []pdf.Page) (Result, error) {
	all := make([][]element, len(pages))
	for i, p := range pages {
		if err := ctx.Err(); err != nil {
			return Result{}, err
		}
		var open *Table
		if i > 0 {
			open = lastTable(all[i-1], pages[i-1])
		}
		all[i] = elements(p, i+1, open)
	}
	dropped := dropRunning(all, pages)
	joinSideways(all)
	takeRests(all, pages)
	blocks := join(all, pages)
	return Result{Blocks: blocks, Dropped: dropped}, nil
}

// lastTable returns the table that a page ends with, nil when text follows one.
func lastTable(elems []element, p pdf.Page) *Table {
	for i := len(elems) - 1; i >= 0; i-- {
		if t := elems[i].table; t != nil {
			return t
		}
		if l := elems[i].line; l.base < (1-edge)*p.Height && !l.aside {
			return nil
		}
	}
	return nil
}

// elements returns the lines and tables of a page from the top down; open is
// the table that the page before ends with.
func elements(p pdf.Page, number int, open *Table) []element {
	var out []element
	rest := p.Chars
	rules := mergeRules(p.Rules)
	if len(rules) > mostRules {
		rules = nil // a drawing
	}
	for _, l := range lattices(rules) {
		if l.columns() < 2 {
			continue // a frame around text, or rules that a side line joins
		}
		var inside, outside []pdf.Char
		for _, c := range rest {
			if l.cellAt(spot(c)) >= 0 {
				inside = append(inside, c)
			} else {
				outside = append(outside, c)
			}
		}
		l.addRows(inside)
		t := l.table(inside, number)
		if t.blank() || t.frame() {
			if t.blank() {
				rest = outside
			}
			continue
		}
		rest = outside
		rules = slices.DeleteFunc(rules, func(r pdf.Rule) bool { return l.owns(r) })
		out = append(out, element{table: t})
	}
	rest = slices.DeleteFunc(slices.Clone(rest), func(c pdf.Char) bool { return c.Clip != nil })
	tables, lines := looseTables(p, linesOf(upright(rest, 0)), rules, number, open)
	lines = append(lines, sideways(rest)...)
	for _, t := range tables {
		out = append(out, element{table: t})
	}
	for _, l := range lines {
		l.page = number
		out = append(out, element{line: &l})
	}
	slices.SortStableFunc(out, func(a, b element) int { return cmp.Compare(a.top(), b.top()) })
	return titlesFirst(out)
}

// titlesFirst puts what is printed beside a table, its title or its unit of
// measure, before it.
func titlesFirst(elems []element) []element {
	for k := 0; k < len(elems); k++ {
		t := elems[k].table
		if t == nil {
			continue
		}
		for i := k + 1; i < len(elems); i++ {
			if l := elems[i].line; l != nil && !l.aside && l.base < t.lattice.y1 && (l.x1 <= t.lattice.x0+touching || l.x0 >= t.lattice.x1-touching) {
				e := elems[i]
				elems = slices.Insert(slices.Delete(elems, i, i+1), k, e)
				k++
			}
		}
	}
	return elems
}

// frame reports whether the table is a box drawn around running text.
func (t *Table) frame() bool {
	n := 0
	for _, row := range t.Rows {
		n += len(row)
	}
	return n < 2
}

// join puts the elements of all pages together to blocks.
func join(all [][]element, pages []pdf.Page) []Block {
	var out []Block
	m := measure(all, pages)
	var last *line // the line the open paragraph ends with
	for i, elems := range all {
		for k, e := range elems {
			if e.table != nil {
				before := continued(all, i, k)
				if e.table.Continues = before != nil && e.table.adapt(before); e.table.Continues && before.Page != e.table.Page {
					mend(before, e.table)
				}
				out = append(out, Block{Page: i + 1, Table: e.table})
				last = nil
				continue
			}
			text := e.line.text()
			if e.line.aside {
				out = append(out, Block{Page: i + 1, Text: text})
				last = nil
				continue
			}
			if last != nil && m.goesOn(out[len(out)-1].Text, last, e.line) {
				b := &out[len(out)-1]
				b.Text = glue(b.Text, text)
			} else {
				out = append(out, Block{Page: i + 1, Text: text})
			}
			last = e.line
		}
	}
	return out
}

// glue joins two lines of a paragraph; only Latin words need a blank.
func glue(a, b string) string {
	x, y := []rune(a), []rune(b)
	if len(x) > 0 && len(y) > 0 && latin(x[len(x)-1]) && latin(y[0]) {
		return a + " " + b
	}
	return a + b
}

// continued returns the table that all[i][k] goes on with, nil when it is one
// of its own.
func continued(all [][]element, i, k int) *Table {
	var before *Table
	switch {
	case k > 0:
		before = all[i][k-1].table
		if before != nil && all[i][k].table.lattice.y0-before.lattice.y1 > 2*touching {
			return nil
		}
	case i > 0:
		for p := i - 1; p >= 0 && before == nil; p-- {
			if n := len(all[p]); n > 0 {
				before = all[p][n-1].table
				break
			}
		}
	}
	if before == nil || !before.like(all[i][k].table) {
		return nil
	}
	return before
}

// like reports whether two tables have the same columns.
func (t *Table) like(o *Table) bool {
	if t.columns == nil && o.columns == nil {
		return sameColumns(t.lattice, o.lattice)
	}
	if len(t.columns) != len(o.columns) {
		return false
	}
	for i, c := range t.columns {
		if d := o.columns[i]; c.x0 > d.x1 || d.x0 > c.x1 {
			return false
		}
	}
	return true
}

// adapt counts the table's columns as the table that it goes on with does: a
// page with nothing but a last row may lack some of the lines. It reports
// whether each of its lines is one of that table's.
func (t *Table) adapt(before *Table) bool {
	if t.columns != nil || len(t.lattice.xs) == len(before.lattice.xs) {
		return true
	}
	var at []int
	for _, x := range t.lattice.xs {
		k := slices.IndexFunc(before.lattice.xs, func(o float64) bool { return math.Abs(o-x) <= sameColumn })
		if k < 0 {
			return false
		}
		at = append(at, k)
	}
	for y := range t.Rows {
		for i := range t.Rows[y] {
			c := &t.Rows[y][i]
			from, to := at[c.Col], at[c.Col+c.Cols]
			c.Col, c.Cols = from, to-from
		}
	}
	t.lattice.xs = before.lattice.xs
	return true
}

// sameColumn is how far apart, in points, lines of the same column are on two
// pages.
const sameColumn = 4.0

// sameColumns reports whether two tables have the same columns; the second may
// lack some of the lines.
func sameColumns(a, b *lattice) bool {
	if math.Abs(a.x0-b.x0) > sameColumn || math.Abs(a.x1-b.x1) > sameColumn {
		return false
	}
	few, many := a.xs, b.xs
	if len(few) > len(many) {
		few, many = many, few
	}
	for _, x := range few {
		if !slices.ContainsFunc(many, func(o float64) bool { return math.Abs(o-x) <= sameColumn }) {
			return false
		}
	}
	return len(few) >= 3 || len(few) == len(many)
}
