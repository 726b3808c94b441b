package document

import "slices"

// table adds the rows from up to to as a table. Its columns are those in
// which a text begins: others only space out.
func (l *sheetLayout) table(from, to int) error {
	g := &sheetGrid{rows: l.rows[from:to]}
	for _, r := range g.rows {
		for _, c := range r.cells {
			g.cols = append(g.cols, c.col)
		}
	}
	slices.Sort(g.cols)
	g.cols = slices.Compact(g.cols)
	if len(g.rows)*len(g.cols) > l.limit-l.b.cells {
		return errCells
	}
	g.owners = make([]int32, len(g.rows)*len(g.cols))
	for _, m := range l.merges {
		g.merge(m)
	}
	l.b.table(l.name, false, g.boxes())
	return nil
}

// sheetGrid is the part of a sheet that is a table: the rows and the columns
// that are kept, and which merged cell covers which place.
type sheetGrid struct {
	rows   []sheetRow
	cols   []int
	merges []area  // counted in kept rows and columns
	owners []int32 // for each place 1 + the index of its merged cell
}

// spanOf returns the kept rows or columns that i covers.
func spanOf(n int, at func(int) int, i interval) interval {
	find := func(v int) int {
		lo, hi := 0, n
		for lo < hi {
			if mid := (lo + hi) / 2; at(mid) < v {
				lo = mid + 1
			} else {
				hi = mid
			}
		}
		return lo
	}
	return interval{find(i.first), find(i.last+1) - 1}
}

// merge puts a merged cell into the grid. Of overlapping ones the first wins,
// so that each place is filled once.
func (g *sheetGrid) merge(m area) {
	rows := spanOf(len(g.rows), func(i int) int { return g.rows[i].index }, m.rows)
	cols := spanOf(len(g.cols), func(i int) int { return g.cols[i] }, m.cols)
	if rows.first > rows.last || cols.first > cols.last {
		return
	}
	width := len(g.cols)
	owner := int32(len(g.merges) + 1)
	last := cols.first
	for x := cols.first; x <= cols.last && g.owners[rows.first*width+x] == 0; x++ {
		last = x + 1
	}
	cols.last = last - 1
	if cols.last < cols.first {
		return
	}
	y := rows.first
	for ; y <= rows.last; y++ {
		line := g.owners[y*width+cols.first : y*width+cols.last+1]
		if slices.ContainsFunc(line, func(o int32) bool { return o != 0 }) {
			break
		}
		for i := range line {
			line[i] = owner
		}
	}
	rows.last = y - 1
	g.merges = append(g.merges, area{rows, cols})
}

func (g *sheetGrid) boxes() [][]box {
	out := make([][]box, len(g.rows))
	for y, r := range g.rows {
		texts := r.cells
		for x, col := range g.cols {
			text := ""
			if len(texts) > 0 && texts[0].col == col {
				text, texts = texts[0].text, texts[1:]
			}
			cell := box{text: text, col: x}
			if owner := g.owners[y*len(g.cols)+x]; owner > 0 {
				m := g.merges[owner-1]
				if m.rows.first != y || m.cols.first != x {
					continue
				}
				cell.cols, cell.rows = m.cols.last-m.cols.first+1, m.rows.last-m.rows.first+1
			}
			out[y] = append(out[y], cell)
		}
	}
	return out
}
