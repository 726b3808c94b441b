package layout

import (
	"cmp"
	"math"
	"slices"
)

// column is a column of a table without rules: from where to where its cells
// are inked.
type column struct{ x0, x1 float64 }

func (c column) middle() float64 { return (c.x0 + c.x1) / 2 }

// mostFragments is more than the cells of any page.
const mostFragments = 4000

// columnsOf finds the columns of rows of fragments: what blanks from top to
// bottom separate. A few cells that reach over several columns (合计 below
// codes and names) do not hide a blank.
func columnsOf(rows [][]fragment, em float64) []column {
	var all []fragment
	var ends []float64
	for _, row := range rows {
		all = append(all, row...)
	}
	for _, f := range all {
		ends = append(ends, f.x0, f.x1)
	}
	slices.Sort(ends)
	ends = slices.Compact(ends)
	if len(ends) < 2 || len(all) > mostFragments {
		return nil
	}
	few := 0
	if n := len(rows); n >= 3 {
		few = 1 + n/8
	}
	// cover lists the fragments over each stretch between two ends.
	cover := make([][]int, len(ends)-1)
	for k, f := range all {
		i, _ := slices.BinarySearch(ends, f.x0)
		for ; i < len(cover) && ends[i+1] <= f.x1; i++ {
			cover[i] = append(cover[i], k)
		}
	}
	free := make([]bool, len(cover))
	for i, c := range cover {
		free[i] = len(c) <= few && !slices.ContainsFunc(c, func(k int) bool { return all[k].figure() })
	}
	for again := true; again; {
		again = false
		for i := 0; i < len(free); i++ {
			if !free[i] {
				continue
			}
			k := i
			for k+1 < len(free) && free[k+1] {
				k++
			}
			for at := i; at <= k; at++ {
				if slices.ContainsFunc(cover[at], func(n int) bool { return all[n].x0 >= ends[i] || all[n].x1 <= ends[k+1] }) {
					free[at], again = false, true
				}
			}
			i = k
		}
	}
	var out []column
	for i := 0; i < len(free); i++ {
		if free[i] {
			continue
		}
		if n := len(out); n > 0 && ends[i]-out[n-1].x1 < 0.25*em {
			out[n-1].x1 = ends[i+1]
		} else {
			out = append(out, column{ends[i], ends[i+1]})
		}
	}
	return out
}

// place returns which columns a fragment stands in: one, or those that it
// reaches over.
func place(f fragment, cols []column) (first, count int) {
	first = -1
	best, bestOver := 0, math.Inf(-1)
	for i, c := range cols {
		over := min(f.x1, c.x1) - max(f.x0, c.x0)
		if over > bestOver {
			best, bestOver = i, over
		}
		if over > 0.25*f.em {
			if first < 0 {
				first = i
			}
			count = i - first + 1
		}
	}
	if count == 0 || f.figure() {
		return best, 1
	}
	return first, count
}

// joinDashes joins columns of nothing but dashes with the figures whose cells
// they fill: dashes may stand at the left of a cell and figures at its right.
func joinDashes(cols []column, body [][]fragment) []column {
	type use struct{ dashes, others bool }
	for i := 0; i+1 < len(cols); i++ {
		both, a, b := false, use{}, use{}
		for _, row := range body {
			left, right := false, false
			for _, f := range row {
				first, count := place(f, cols)
				is := dash.MatchString(f.text)
				if first <= i && i < first+count {
					left, a.dashes, a.others = true, a.dashes || is, a.others || !is
				}
				if first <= i+1 && i+1 < first+count {
					right, b.dashes, b.others = true, b.dashes || is, b.others || !is
				}
			}
			both = both || left && right
		}
		if !both && a.dashes != b.dashes && a.others != b.others {
			cols[i] = column{cols[i].x0, cols[i+1].x1}
			cols = slices.Delete(cols, i+1, i+2)
			i--
		}
	}
	return cols
}

// withHeads adds the columns in which only a heading stands, and widens the
// others by their headings: heads are the lines of the heading. Headings of
// several columns add none; the lowest ones come first. It reports whether it
// is plain which heading is whose.
func withHeads(cols []column, heads [][]fragment, em float64) (_ []column, headed []bool, sure bool) {
	sure = true
	headed = make([]bool, len(cols))
	for i := len(heads) - 1; i >= 0; i-- {
		leaf := i == len(heads)-1
		for _, f := range heads[i] {
			over := overlapped(f, cols)
			leaf = leaf || len(over) == 1 && !headed[over[0]]
		}
		was := slices.Clone(headed)
		for _, f := range heads[i] {
			over := overlapped(f, cols)
			switch len(over) {
			case 0:
				k, _ := slices.BinarySearchFunc(cols, f.x0, func(c column, x float64) int { return cmp.Compare(c.x0, x) })
				if k > 0 && k < len(cols) && headed[k-1] && headed[k] && !leaf {
					continue
				}
				cols, headed = slices.Insert(cols, k, column{f.x0, f.x1}), slices.Insert(headed, k, true)
				was = slices.Insert(was, k, false)
			case 1:
				k := over[0]
				if was[k] && !leaf {
					continue
				}
				headed[k] = true
				// As far as that does not reach a neighbour.
				x0, x1 := min(cols[k].x0, f.x0), max(cols[k].x1, f.x1)
				if k > 0 {
					x0 = max(x0, min(cols[k].x0, cols[k-1].x1+0.35*em))
				}
				if k+1 < len(cols) {
					x1 = min(x1, max(cols[k].x1, cols[k+1].x0-0.35*em))
				}
				cols[k] = column{x0, x1}
			}
		}
		if i == len(heads)-1 || leaf {
			var ok bool
			if cols, headed, ok = adopt(cols, headed, heads[i:]); !ok {
				sure = false
			}
		}
	}
	return cols, headed, sure
}

// adopt joins headings that stand beside the ink of their cells (at the middle
// of a column whose figures stand at its right) with their cells: in order,
// where there are as many headings as columns without one. ok is false when
// there are not, so that nothing tells which is whose.
func adopt(cols []column, headed []bool, heads [][]fragment) (_ []column, _ []bool, ok bool) {
	alone := make([]bool, len(cols)) // nothing but a heading
	for k, c := range cols {
		for _, row := range heads {
			alone[k] = alone[k] || slices.ContainsFunc(row, func(f fragment) bool { return f.x0 == c.x0 && f.x1 == c.x1 })
		}
	}
	var out []column
	var has []bool
	for k := 0; k < len(cols); {
		if headed[k] && !alone[k] {
			out, has = append(out, cols[k]), append(has, true)
			k++
			continue
		}
		to, words, cells := k, 0, 0
		for ; to < len(cols) && (alone[to] || !headed[to]); to++ {
			if alone[to] {
				words++
			} else {
				cells++
			}
		}
		switch {
		case words == 0 || cells == 0:
			out, has = append(out, cols[k:to]...), append(has, headed[k:to]...)
		case words == cells && paired(alone[k:to]):
			for i := k; i < to; i += 2 {
				out, has = append(out, column{cols[i].x0, cols[i+1].x1}), append(has, true)
			}
		default:
			return cols, headed, false
		}
		k = to
	}
	return out, has, true
}

// paired reports whether headings and cells lie side by side two by two.
func paired(alone []bool) bool {
	for i := 0; i+1 < len(alone); i += 2 {
		if alone[i] == alone[i+1] {
			return false
		}
	}
	return true
}

func overlapped(f fragment, cols []column) []int {
	var over []int
	for i, c := range cols {
		if min(f.x1, c.x1)-max(f.x0, c.x0) > 0 {
			over = append(over, i)
		}
	}
	return over
}
