package layout

import (
	"cmp"
	"math"
	"slices"

	"mingzhang/internal/pdf"
)

// Distances in points within which drawn lines count as one, as touching, or
// as too short to rule anything.
const (
	sameLine  = 2.0
	gapInLine = 3.0
	touching  = 3.0
	shortest  = 4.0
)

// What no table comes near: whole lines on a page, and cells of one grid. They
// bound what a page of drawings costs.
const (
	mostRules = 3000
	mostCells = 20_000
)

// lattice is a table by its ruling lines: the positions of its columns and
// rows, and which lines are drawn between neighbours.
type lattice struct {
	xs, ys  []float64
	across  []pdf.Rule // horizontal
	upright []pdf.Rule // vertical
	x0, y0  float64
	x1, y1  float64
}

// mergeRules joins collinear pieces into whole lines and drops what is too
// short to be one.
func mergeRules(rules []pdf.Rule) []pdf.Rule {
	sorted := slices.Clone(rules)
	slices.SortStableFunc(sorted, func(a, b pdf.Rule) int {
		if a.Vertical != b.Vertical {
			if a.Vertical {
				return 1
			}
			return -1
		}
		return cmp.Compare(a.At, b.At)
	})
	var out []pdf.Rule
	for i := 0; i < len(sorted); {
		// A group of lines of one direction no further apart than sameLine.
		k := i + 1
		for k < len(sorted) && sorted[k].Vertical == sorted[i].Vertical && sorted[k].At-sorted[k-1].At <= sameLine && sorted[k].At-sorted[i].At <= 2*sameLine {
			k++
		}
		group := slices.Clone(sorted[i:k])
		slices.SortFunc(group, func(a, b pdf.Rule) int { return cmp.Compare(a.From, b.From) })
		cur := group[0]
		weight, sum := cur.To-cur.From+0.01, cur.At*(cur.To-cur.From+0.01)
		flush := func() {
			if cur.To-cur.From >= shortest {
				cur.At = sum / weight
				out = append(out, cur)
			}
		}
		for _, g := range group[1:] {
			if g.From <= cur.To+gapInLine {
				cur.To = max(cur.To, g.To)
				w := g.To - g.From + 0.01
				weight, sum = weight+w, sum+g.At*w
				continue
			}
			flush()
			cur = g
			weight, sum = g.To-g.From+0.01, g.At*(g.To-g.From+0.01)
		}
		flush()
		i = k
	}
	return out
}

// lattices finds the tables among merged rules: sets of lines that touch each other,
// with at least two across. The sides may be open.
func lattices(rules []pdf.Rule) []*lattice {
	set := newSets(len(rules))
	for i, a := range rules {
		for k := i + 1; k < len(rules); k++ {
			if cross(a, rules[k]) {
				set.join(i, k)
			}
		}
	}
	groups := map[int]*lattice{}
	var order []int
	for i, r := range rules {
		root := set.find(i)
		l := groups[root]
		if l == nil {
			l = &lattice{}
			groups[root] = l
			order = append(order, root)
		}
		if r.Vertical {
			l.upright = append(l.upright, r)
		} else {
			l.across = append(l.across, r)
		}
	}
	var out []*lattice
	for _, root := range order {
		l := groups[root]
		// A page may cut a row so that one line is left to hold it together.
		if (len(l.across) >= 2 && len(l.upright) >= 1 || len(l.across) == 1 && len(l.upright) >= 3) && l.measure() {
			out = append(out, l)
		}
	}
	out = joinNested(out)
	slices.SortFunc(out, func(a, b *lattice) int { return cmp.Compare(a.y0, b.y0) })
	return out
}

func cross(a, b pdf.Rule) bool {
	if a.Vertical == b.Vertical {
		// Pieces of one line that were drawn apart.
		return math.Abs(a.At-b.At) <= sameLine && a.From <= b.To+touching && b.From <= a.To+touching
	}
	return a.At >= b.From-touching && a.At <= b.To+touching && b.At >= a.From-touching && b.At <= a.To+touching
}

// owns reports whether the rule is one of the table's lines or lies within it.
func (l *lattice) owns(r pdf.Rule) bool {
	x0, x1, y0, y1 := r.From, r.To, r.At, r.At
	if r.Vertical {
		x0, x1, y0, y1 = r.At, r.At, r.From, r.To
	}
	return x0 >= l.x0-touching && x1 <= l.x1+touching && y0 >= l.y0-touching && y1 <= l.y1+touching
}

// measure sets the grid lines; false when the lines enclose nothing.
func (l *lattice) measure() bool {
	for _, r := range l.across {
		l.ys = append(l.ys, r.At)
	}
	for _, r := range l.upright {
		l.xs = append(l.xs, r.At)
	}
	l.xs, l.ys = distinct(l.xs), distinct(l.ys)
	l.x0, l.x1 = l.xs[0], l.xs[len(l.xs)-1]
	l.y0, l.y1 = l.ys[0], l.ys[len(l.ys)-1]
	// A frame open at a side still ends where its lines end.
	for _, r := range l.across {
		l.x0, l.x1 = min(l.x0, r.From), max(l.x1, r.To)
	}
	for _, r := range l.upright {
		l.y0, l.y1 = min(l.y0, r.From), max(l.y1, r.To)
	}
	l.xs, l.ys = outer(l.xs, l.x0, l.x1, l.across), outer(l.ys, l.y0, l.y1, l.upright)
	return len(l.xs) >= 2 && len(l.ys) >= 2 && l.columns()*l.rows() <= mostCells
}

// outer adds the ends of open sides as grid lines: tables without a left or
// right border are common in print, and a page may cut a row. An open side is
// wider than a line drawn too far, or most lines reach to its end.
func outer(at []float64, from, to float64, lines []pdf.Rule) []float64 {
	open := func(gap float64, reaches func(pdf.Rule) bool) bool {
		n := 0
		for _, r := range lines {
			if reaches(r) {
				n++
			}
		}
		return gap > 12 || gap > shortest && n >= 2 && 2*n >= len(lines)
	}
	first, last := at[0], at[len(at)-1]
	if open(first-from, func(r pdf.Rule) bool { return r.From-from < sameLine }) {
		at = append([]float64{from}, at...)
	}
	if open(to-last, func(r pdf.Rule) bool { return to-r.To < sameLine }) {
		at = append(at, to)
	}
	return at
}

func distinct(at []float64) []float64 {
	slices.Sort(at)
	var out []float64
	for _, v := range at {
		if len(out) == 0 || v-out[len(out)-1] > sameLine {
			out = append(out, v)
		}
	}
	return out
}

// joinNested drops lattices that lie within a cell of another: frames around
// words and boxes to tick.
func joinNested(all []*lattice) []*lattice {
	var out []*lattice
	for i, a := range all {
		inside := false
		for k, b := range all {
			inside = inside || i != k && a.x0 >= b.x0-touching && a.x1 <= b.x1+touching && a.y0 >= b.y0-touching && a.y1 <= b.y1+touching &&
				(a.x1-a.x0)*(a.y1-a.y0) < (b.x1-b.x0)*(b.y1-b.y0)
		}
		if !inside {
			out = append(out, a)
		}
	}
	return out
}

// drawn returns which share of [from:to] a line at this place covers.
func drawn(lines []pdf.Rule, at, from, to float64) float64 {
	covered := 0.0
	for _, r := range lines {
		if math.Abs(r.At-at) <= sameLine {
			covered += max(0, min(r.To, to)-max(r.From, from))
		}
	}
	return covered / max(to-from, 0.1)
}

// border is the share of the border between two neighbouring grid cells that
// must be drawn for them to be two cells.
const border = 0.6

func (l *lattice) columns() int { return len(l.xs) - 1 }
func (l *lattice) rows() int    { return len(l.ys) - 1 }

// cells joins grid cells without a line between them.
func (l *lattice) cells() *sets {
	w, h := l.columns(), l.rows()
	set := newSets(w * h)
	for y := range h {
		for x := range w {
			if x+1 < w && drawn(l.upright, l.xs[x+1], l.ys[y], l.ys[y+1]) < border {
				set.join(y*w+x, y*w+x+1)
			}
			if y+1 < h && drawn(l.across, l.ys[y+1], l.xs[x], l.xs[x+1]) < border {
				set.join(y*w+x, (y+1)*w+x)
			}
		}
	}
	return set
}

// cellAt returns the grid cell that holds the point, -1 when none does.
func (l *lattice) cellAt(x, y float64) int {
	if x < l.x0 || x > l.x1 || y < l.y0 || y > l.y1 {
		return -1
	}
	return between(l.ys, y)*l.columns() + between(l.xs, x)
}

func between(at []float64, v float64) int {
	i, _ := slices.BinarySearch(at, v)
	return min(max(i-1, 0), len(at)-2)
}

// sets is a union-find structure.
type sets struct{ parent []int }

func newSets(n int) *sets {
	s := &sets{make([]int, n)}
	for i := range s.parent {
		s.parent[i] = i
	}
	return s
}

func (s *sets) find(i int) int {
	for s.parent[i] != i {
		s.parent[i] = s.parent[s.parent[i]]
		i = s.parent[i]
	}
	return i
}

// join keeps the smaller member as the root.
func (s *sets) join(a, b int) {
	a, b = s.find(a), s.find(b)
	if a > b {
		a, b = b, a
	}
	s.parent[b] = a
}

// addRows adds the lines between rows that a table is ruled without: where
// whole figures stand below each other in one cell. Names that reach past the
// middle between two rows leave it as it is.
func (l *lattice) addRows(chars []pdf.Char) {
	edges := spans(l.xs)
	for y := l.rows() - 1; y >= 0; y-- {
		var held []pdf.Char
		for _, c := range chars {
			if at := l.cellAt(spot(c)); at >= 0 && at/l.columns() == y {
				held = append(held, c)
			}
		}
		var lines [][]fragment
		for _, line := range linesOf(held) {
			lines = append(lines, marked(cut(line.fragments(), edges, 0)))
		}
		if !severalFigures(lines) {
			continue
		}
		heads, body := region{}.split(lines)
		rows, plain := rowsOf(body)
		if !plain {
			continue
		}
		if len(heads) > 0 {
			rows = append([][]fragment{slices.Concat(heads...)}, rows...)
		}
		var at []float64
		for i := 1; i < len(rows); i++ {
			_, end := extent(rows[i-1])
			begin, _ := extent(rows[i])
			if end > begin+1 {
				return
			}
			at = append(at, (end+begin)/2)
		}
		l.ys = slices.Insert(l.ys, y+1, at...)
		for _, v := range at {
			l.across = append(l.across, pdf.Rule{At: v, From: l.x0, To: l.x1})
		}
	}
}

// extent returns from where to where the ink of fragments reaches down a page.
func extent(row []fragment) (y0, y1 float64) {
	y0, y1 = math.Inf(1), math.Inf(-1)
	for _, f := range row {
		for _, c := range f.chars {
			y0, y1 = min(y0, c.Y0), max(y1, c.Y1)
		}
	}
	return y0, y1
}
