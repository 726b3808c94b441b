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
	if len(ends) < 2 {
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

// withHeads adds the columns in which only a heading stands, and widens the
// others by their headings: heads are the lines of the heading. Headings of
// several columns add none; the lowest ones come first.
func withHeads(cols []column, heads [][]fragment, em float64) []column {
	headed := make([]bool, len(cols))
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
			cols, headed = adopt(cols, headed, heads[i:])
		}
	}
	return cols
}

// adopt joins a heading that stands beside the ink of its cells (at the middle
// of a column whose figures stand at its right) with its cells.
func adopt(cols []column, headed []bool, heads [][]fragment) ([]column, []bool) {
	bodied := func(k int) bool { return k >= 0 && k < len(cols) && !headed[k] }
	only := func(k int) bool { // nothing but headings
		for _, row := range heads {
			for _, f := range row {
				if f.x0 == cols[k].x0 && f.x1 == cols[k].x1 {
					return true
				}
			}
		}
		return false
	}
	for k := 0; k < len(cols); k++ {
		if !headed[k] || !only(k) {
			continue
		}
		with := -1
		switch {
		case bodied(k+1) && bodied(k-1):
			// The nearer one.
			with = k + 1
			if cols[k].x0-cols[k-1].x1 < cols[k+1].x0-cols[k].x1 {
				with = k - 1
			}
		case bodied(k + 1):
			with = k + 1
		case bodied(k - 1):
			with = k - 1
		default:
			continue
		}
		a, b := min(k, with), max(k, with)
		cols[a] = column{cols[a].x0, cols[b].x1}
		headed[a] = true
		cols, headed = slices.Delete(cols, b, b+1), slices.Delete(headed, b, b+1)
	}
	return cols, headed
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
