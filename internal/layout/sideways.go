package layout

import (
	"math"
	"slices"
	"strings"
)

// joinSideways puts the columns that a spreadsheet prints on pages of their own
// back beside the columns that they belong to. A table of n pages is followed
// by n pages with the same rows at the same heights, but no names, as often as
// it takes. What is printed above them comes along.
func joinSideways(all [][]element) {
	for p := 0; p < len(all); p++ {
		first := onlyTable(all[p])
		if first == nil || unnamed(first) {
			continue
		}
		n := 1
		for p+n < len(all) {
			next := onlyTable(all[p+n])
			if next == nil || unnamed(next) || !first.like(next) || titled(all[p+n], nil) {
				break
			}
			n++
		}
		for q := p + n; beside(all, p, q, n); q += n {
			for i := range n {
				takeOver(all, p+i, q+i)
			}
		}
	}
}

// onlyTable returns the ruled table of a page that has one table.
func onlyTable(page []element) *Table {
	var t *Table
	for _, e := range page {
		if e.table != nil {
			if t != nil {
				return nil
			}
			t = e.table
		}
	}
	if t != nil && t.columns != nil {
		return nil
	}
	return t
}

// beside reports whether n pages from q on hold nothing but more columns of the
// tables of the n pages from p on.
func beside(all [][]element, p, q, n int) bool {
	if q+n > len(all) {
		return false
	}
	for i := range n {
		left, right := onlyTable(all[p+i]), onlyTable(all[q+i])
		if right == nil || !unnamed(right) || !sameRows(left, right) || titled(all[q+i], all[p+i]) {
			return false
		}
	}
	return true
}

// unnamed reports whether a table has no column of names.
func unnamed(t *Table) bool {
	begun := false // the rows of figures
	for y, row := range t.Rows {
		for _, c := range row {
			begun = begun || isFigure(c.Text)
			if c.Text != "" && !isFigure(c.Text) && (begun || y > 3) {
				return false
			}
		}
	}
	return len(t.Rows) > 2
}

// sameRows reports whether the rows of b stand at the heights of those of a,
// some of them together: cells of the heading.
func sameRows(a, b *Table) bool {
	_, ok := rowsAt(a, b)
	return ok
}

// rowsAt returns the numbers of the lines of a at which the lines of b stand.
func rowsAt(a, b *Table) ([]int, bool) {
	var at []int
	for _, y := range b.lattice.ys {
		k := slices.IndexFunc(a.lattice.ys, func(o float64) bool { return math.Abs(o-y) < 1.5 })
		if k < 0 {
			return nil, false
		}
		at = append(at, k)
	}
	n := len(a.lattice.ys) - 1
	return at, at[0] == 0 && at[len(at)-1] == n && len(at) >= n-2
}

// titled reports whether a page has the title of a table that the other page
// has not.
func titled(page, other []element) bool {
	text := func(e element) string { return strings.ReplaceAll(e.line.text(), " ", "") }
	return slices.ContainsFunc(page, func(e element) bool {
		return e.line != nil && titleLine.MatchString(text(e)) && !slices.ContainsFunc(other, func(o element) bool {
			return o.line != nil && text(o) == text(e)
		})
	})
}

// takeOver puts the columns on page q beside those on page p, and the lines
// above them that page p has not above its own.
func takeOver(all [][]element, p, q int) {
	k := slices.IndexFunc(all[p], func(e element) bool { return e.table != nil })
	left, right := all[p][k].table, onlyTable(all[q])
	left.append(right)
	var moved, kept []element
	for _, e := range all[q] {
		switch {
		case e.line == nil || slices.ContainsFunc(all[p], func(o element) bool { return o.line != nil && o.line.text() == e.line.text() }):
		case e.line.base < right.lattice.y0:
			e.line.page = p + 1
			moved = append(moved, e)
		default:
			kept = append(kept, e)
		}
	}
	all[p] = slices.Insert(all[p], k, moved...)
	all[q] = kept
}

// append adds the columns of another table at the right.
func (t *Table) append(o *Table) {
	at, _ := rowsAt(t, o)
	w := t.lattice.columns()
	for y, row := range o.Rows {
		if y+1 >= len(at) || at[y] >= len(t.Rows) {
			break
		}
		for _, c := range row {
			c.Col += w
			c.Rows = at[min(y+c.Rows, len(at)-1)] - at[y]
			t.Rows[at[y]] = append(t.Rows[at[y]], c)
		}
	}
	shift := t.lattice.x1 - o.lattice.x0
	for _, x := range o.lattice.xs[1:] {
		t.lattice.xs = append(t.lattice.xs, x+shift)
	}
	t.lattice.x1 = o.lattice.x1 + shift
}
