package layout

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"mingzhang/internal/pdf"
)

// looseTables finds the tables that no grid of lines is drawn around: by rules
// from side to side, or by figures that stand below each other. It returns
// them and the lines that are left. open is the table that the page before ends
// with.
func looseTables(page pdf.Page, lines []line, rules []pdf.Rule, number int, open *Table) ([]*Table, []line) {
	pieces := page.Rules
	slices.SortStableFunc(lines, func(a, b line) int { return cmp.Compare(a.base, b.base) })
	var out []*Table
	for _, r := range ruledRegions(rules) {
		within := func(l line) bool { return l.x0 > r.x0-6 && l.x1 < r.x1+6 }
		bottom := r.ys[len(r.ys)-1]
		// A table that goes on on the next page has no rule at its end.
		if at := slices.IndexFunc(lines, func(l line) bool { return l.base > bottom+1 && within(l) }); at >= 0 && lines[at].base-bottom < 4*lines[at].em {
			if a, b := figureRegion(page, lines, cellsIn(lines), at); a >= 0 && a-at < 2 && !slices.ContainsFunc(lines[at:b], func(l line) bool { return !within(l) }) {
				bottom = lines[b-1].base
			}
		}
		var inside, outside []line
		for _, l := range lines {
			if l.base > r.ys[0] && l.base <= bottom+1 && within(l) {
				inside = append(inside, l)
			} else {
				outside = append(outside, l)
			}
		}
		r.edges = edgesOf(r, pieces)
		if t := r.table(inside, number); t != nil {
			out = append(out, t)
			lines = outside
		}
	}
	cells := cellsIn(lines)
	for from := 0; from < len(lines); {
		a, b := figureRegion(page, lines, cells, from)
		if a < 0 {
			break
		}
		r := region{x0: math.Inf(1), x1: math.Inf(-1)}
		for _, l := range lines[a:b] {
			r.x0, r.x1 = min(r.x0, l.x0), max(r.x1, l.x1)
		}
		top := a
		for top > from && lines[top].base-lines[top-1].base < 4.5*lines[top].em && cellLike(page, lines[top-1], cells[top-1]) {
			top--
		}
		t := r.goOn(open, lines[:top], lines[top:b], page, number)
		if t != nil {
			a = top
		} else {
			t = r.table(slices.Clone(lines[a:b]), number)
		}
		if t == nil {
			from = b
			continue
		}
		out = append(out, t)
		lines, cells = slices.Delete(lines, a, b), slices.Delete(cells, a, b)
		from = a
	}
	return out, lines
}

// region is a part of a page that may be a table.
type region struct {
	x0, x1 float64
	ys     []float64  // the rules from side to side
	parts  []pdf.Rule // shorter rules
	edges  []float64  // the columns' edges, where rules drawn cell by cell tell them
}

// ruledRegions returns the parts of a page between rules of one length.
func ruledRegions(rules []pdf.Rule) []region {
	const near, shortestSide = 8, 100
	var out []region
	used := make([]bool, len(rules))
	for i, r := range rules {
		if used[i] || r.Vertical || r.To-r.From < shortestSide {
			continue
		}
		reg := region{x0: r.From, x1: r.To, ys: []float64{r.At}}
		used[i] = true
		for k := i + 1; k < len(rules); k++ {
			o := rules[k]
			if o.Vertical {
				continue
			}
			if math.Abs(o.From-r.From) < near && math.Abs(o.To-r.To) < near {
				reg.ys = append(reg.ys, o.At)
				used[k] = true
			} else if o.From > r.From-near && o.To < r.To+near {
				reg.parts = append(reg.parts, o)
			}
		}
		slices.Sort(reg.ys)
		if len(reg.ys) >= 2 {
			out = append(out, reg)
		}
	}
	return out
}

// edgesOf returns the edges of the columns when the rules of the region are
// drawn in pieces, one a cell, that end at the same places.
func edgesOf(r region, pieces []pdf.Rule) []float64 {
	const near = 1.5
	var at []float64
	for _, y := range r.ys {
		var own []float64
		for _, p := range pieces {
			if !p.Vertical && math.Abs(p.At-y) < sameLine && p.To-p.From > shortest && p.From > r.x0-near && p.To < r.x1+near {
				own = append(own, p.From, p.To)
			}
		}
		slices.Sort(own)
		for i, v := range own {
			if i == 0 || v-own[i-1] > near {
				at = append(at, v)
			}
		}
	}
	slices.Sort(at)
	var edges []float64
	for i := 0; i < len(at); {
		k := i
		for k < len(at) && at[k]-at[i] < 2*near {
			k++
		}
		if n := k - i; n >= 2 && 2*n >= len(r.ys) {
			edges = append(edges, at[i+n/2])
		}
		i = k
	}
	if len(edges) < 3 {
		return nil
	}
	return edges
}

// spans returns the columns between edges.
func spans(edges []float64) []column {
	var out []column
	for i := 1; i < len(edges); i++ {
		out = append(out, column{edges[i-1], edges[i]})
	}
	return out
}

// table reads the lines of the region as a table, nil when they are none.
func (r region) table(lines []line, number int) *Table {
	const most = 500 // lines of one page
	if len(lines) == 0 || len(lines) > most {
		return nil
	}
	var rows [][]fragment
	var sizes []float64
	for _, l := range lines {
		row := spread(l.fragments())
		if r.edges != nil {
			row = cut(l.fragments(), spans(r.edges), 0.15)
		}
		rows = append(rows, marked(row))
		if !l.plain {
			sizes = append(sizes, l.em)
		}
	}
	size := median(sizes)
	if size == 0 {
		size = lines[0].em
	}
	heads, body := r.split(rows)
	body, plain := r.bands(body)
	if !plain {
		return nil
	}
	cols := spans(r.edges)
	over, under := heads, body
	if cols == nil {
		// The numbers of the columns stand at their middles, as headings do.
		if len(body) > 0 && numbered(body[0]) {
			over, under = append(slices.Clone(heads), body[0]), body[1:]
		}
		cols = columnsOf(under, size)
		if len(under) == 0 {
			cols = columnsOf(over[len(over)-1:], size)
		}
		cols = joinDashes(cols, under)
		for i := range heads {
			heads[i] = cut(heads[i], cols, 0.3)
			over[i] = heads[i]
		}
		var headed []bool
		if cols, headed, plain = withHeads(cols, over, size); !plain || len(over) > 0 && !allHeaded(cols, headed, under) {
			return nil
		}
		cols = pruneColumns(cols, over, under)
	}
	if !r.sure(heads, body, cols) {
		return nil
	}
	if r.edges == nil && len(heads) > 1 {
		cols = cellsOf(cols, over, under, size)
	}
	t := &Table{Page: number}
	if t.Rows, plain = headCells(heads, cols, r); !plain {
		return nil
	}
	for _, row := range body {
		t.Rows = append(t.Rows, bodyCells(row, cols))
	}
	t.lattice = &lattice{x0: r.x0, x1: r.x1, y0: lines[0].y0, y1: lines[len(lines)-1].y1}
	if len(r.ys) > 0 {
		t.lattice.y0, t.lattice.y1 = r.ys[0], r.ys[len(r.ys)-1]
	}
	t.columns, t.headed = cols, len(heads) > 0
	return t
}

// numbered reports whether a row numbers the columns: 1, 2, 3.
func numbered(row []fragment) bool {
	next := 1
	for _, f := range row {
		switch f.text {
		case strconv.Itoa(next):
			next++
		case "栏次", "行次":
		default:
			return false
		}
	}
	return next > 3
}

// goOn reads the lines as more rows of the table that the page before ends
// with, nil when they are not at the page's top or do not fit its columns.
func (r region) goOn(open *Table, above, lines []line, page pdf.Page, number int) *Table {
	if open == nil || open.columns == nil || slices.ContainsFunc(above, func(l line) bool { return l.base > edge*page.Height }) {
		return nil
	}
	var rows [][]fragment
	for _, l := range lines {
		rows = append(rows, marked(spread(l.fragments())))
	}
	if heads, _ := r.split(rows); len(heads) > 0 {
		return nil
	}
	t := &Table{Page: number, columns: open.columns, lattice: &lattice{x0: r.x0, x1: r.x1, y0: lines[0].y0, y1: lines[len(lines)-1].y1}}
	rows, plain := rowsOf(rows)
	if !plain {
		return nil
	}
	for _, row := range rows {
		for _, f := range row {
			first, count := place(f, open.columns)
			if c := open.columns[first]; f.figure() && (min(f.x1, c.x1) < max(f.x0, c.x0)) || count > 2 {
				return nil
			}
		}
		t.Rows = append(t.Rows, bodyCells(row, open.columns))
	}
	return t
}

// split parts the heading from the body: it ends at the last rule from side to
// side above the first figures, or where there is none at the figures.
func (r region) split(rows [][]fragment) (heads, body [][]fragment) {
	first := slices.IndexFunc(rows, func(l []fragment) bool { return tabular(l) || figures(l) > 0 && precise(l) > 0 })
	if first < 0 {
		first = len(rows)
	}
	k := first
	if len(r.ys) >= 2 {
		limit := math.Inf(1)
		if first < len(rows) {
			limit = rows[first][0].base
		}
		found := false
		for i, y := range r.ys[1:] {
			if y < limit && (first < len(rows) || i == 0) {
				k, found = 0, true
				for k < len(rows) && rows[k][0].base <= y+1 {
					k++
				}
			}
		}
		if found {
			return rows[:k], rows[k:]
		}
		if len(r.ys) >= 4 { // each row has its rule: no heading
			return nil, rows
		}
	}
	// The first row's name may begin above its figures.
	for k > 0 && k < len(rows) && rows[k][0].base-rows[k-1][0].base < 1.6*em(rows[first]) && (firstRow.MatchString(rows[k-1][0].text) ||
		rows[first][0].base-rows[k-1][0].base < 0.95*em(rows[first]) && len(rows[k-1]) == 1 && rows[k-1][0].x0 < rows[first][0].x1) {
		k--
	}
	return rows[:k], rows[k:]
}

// firstRow matches what a first row begins with.
var firstRow = regexp.MustCompile(`^([一二三四五六七八九十]+、|\d{3,7}$)`)

// bands groups the lines of the body to rows, none of which crosses a rule.
func (r region) bands(lines [][]fragment) (_ [][]fragment, plain bool) {
	if len(r.ys) == 0 {
		return rowsOf(lines)
	}
	var out [][]fragment
	for from := 0; from < len(lines); {
		to := from + 1
		for to < len(lines) && r.band(lines[to][0].base) == r.band(lines[from][0].base) {
			to++
		}
		band := lines[from:to]
		if severalFigures(band) || len(r.ys) < 4 && r.edges == nil {
			rows, plain := rowsOf(band)
			if !plain {
				return nil, false
			}
			out = append(out, rows...)
		} else {
			var row []fragment
			for _, l := range band {
				row = append(row, l...)
			}
			out = append(out, row)
		}
		from = to
	}
	return out, true
}

func (r region) band(y float64) int {
	i, _ := slices.BinarySearch(r.ys, y-1)
	return i
}

// severalFigures reports whether whole figures stand below each other.
func severalFigures(lines [][]fragment) bool {
	for i, a := range lines {
		for _, b := range lines[i+1:] {
			for _, f := range a {
				for _, g := range b {
					if f.precise() && g.precise() && f.x0 < g.x1 && g.x0 < f.x1 {
						return true
					}
				}
			}
		}
	}
	return false
}

func bodyCells(row []fragment, cols []column) []Cell {
	held := make([][]pdf.Char, len(cols))
	reach := make([]int, len(cols))
	for _, f := range row {
		first, count := place(f, cols)
		held[first] = append(held[first], f.chars...)
		reach[first] = max(reach[first], count)
	}
	var out []Cell
	for x := 0; x < len(cols); x++ {
		c := Cell{Col: x, Cols: 1, Rows: 1, Text: cellText(held[x])}
		for c.Cols < reach[x] && held[x+c.Cols] == nil {
			c.Cols++
		}
		c.free = free(held[x], cols[x].x0, cols[x].x1)
		out = append(out, c)
		x += c.Cols - 1
	}
	return out
}

// pruneColumns drops columns without a heading in which only a name or two
// float between two columns that these rows leave empty: 合计 set at the middle
// of codes and names.
func pruneColumns(cols []column, heads, body [][]fragment) []column {
	for i := 1; i+1 < len(cols); i++ {
		n, other := 0, false
		for _, row := range heads {
			for _, f := range row {
				first, count := place(f, cols)
				other = other || count == 1 && first == i
			}
		}
		for _, row := range body {
			mine, beside := false, false
			for _, f := range row {
				first, count := place(f, cols)
				if first == i && count == 1 {
					mine = true
					other = other || f.figure()
				}
				beside = beside || first <= i-1 && first+count > i-1 || first == i+1
			}
			if mine {
				n++
				other = other || beside
			}
		}
		if other || n > 1+len(body)/8 || len(heads) == 0 {
			continue
		}
		// The words reach over both neighbours from now on.
		cols[i-1].x1 = max(cols[i-1].x1, cols[i].middle()-0.1)
		cols[i+1].x0 = min(cols[i+1].x0, cols[i].middle()+0.1)
		cols = slices.Delete(cols, i, i+1)
		i--
	}
	return cols
}

// allHeaded reports whether every column with figures has a heading.
func allHeaded(cols []column, headed []bool, body [][]fragment) bool {
	for _, row := range body {
		for _, f := range row {
			if first, _ := place(f, cols); f.precise() && !headed[first] {
				return false
			}
		}
	}
	return true
}

func figures(l []fragment) int {
	n := 0
	for _, f := range l {
		if f.figure() {
			n++
		}
	}
	return n
}

func precise(l []fragment) int {
	n := 0
	for _, f := range l {
		if f.precise() {
			n++
		}
	}
	return n
}

// tabular reports whether a line is a row of figures.
func tabular(l []fragment) bool {
	return len(l) >= 2 && (precise(l) >= 1 && figures(l) >= 1 && len(l) > figures(l) || figures(l) >= 2 && (precise(l) > 0 || figures(l) >= 3))
}

// sure reports whether what was found is a table beyond doubt.
func (r region) sure(heads, body [][]fragment, cols []column) bool {
	if len(cols) < 2 {
		return false
	}
	numeric, rows, most := 0, 0, 0
	for i := range cols {
		figs, words, exacts := 0, 0, 0
		var left, right []float64
		for _, row := range body {
			for _, f := range row {
				if first, count := place(f, cols); first != i || count > 1 {
					continue
				}
				switch {
				case f.precise():
					exacts++
					figs++
					left, right = append(left, f.x0), append(right, f.x1)
				case f.figure():
					figs++
				default:
					words++
				}
			}
		}
		if figs > 2*words && (exacts >= 1 || figs >= 2) && (len(r.ys) > 1 || lined(left, right)) {
			numeric++
			most = max(most, exacts)
		}
	}
	for _, row := range body {
		if figures(row) > 0 {
			rows++
		}
	}
	if len(r.ys) >= 2 {
		return numeric >= 1 && rows >= 1 || len(r.ys) >= 3 && len(cols) >= 3 && len(heads) > 0 && rows == 0
	}
	return numeric >= 2 && rows >= 3 && most >= 2 || numeric >= 4 && len(heads) > 0 && rows >= 1 || numeric == 1 && most >= 4 && len(heads) > 0
}

// lined reports whether figures stand below each other: by their ends, their
// beginnings or their middles.
func lined(left, right []float64) bool {
	if len(left) < 2 {
		return true
	}
	var middle []float64
	for i := range left {
		middle = append(middle, (left[i]+right[i])/2)
	}
	for _, at := range [][]float64{right, left, middle} {
		m := median(slices.Clone(at))
		n := 0
		for _, v := range at {
			if math.Abs(v-m) < 3 {
				n++
			}
		}
		if 4*n >= 3*len(at) {
			return true
		}
	}
	return false
}

var (
	unitLine  = regexp.MustCompile(`单\s*位\s*[：:]|公开\s*\d+\s*表|编制(单位|部门)|部门\s*[：:]`)
	titleLine = regexp.MustCompile(`^[^，。]*表\s*([（(].*[）)])?$`)
)

// cellsIn cuts lines into what would be cells.
func cellsIn(lines []line) [][]fragment {
	cells := make([][]fragment, len(lines))
	for i, l := range lines {
		cells[i] = marked(spread(l.fragments()))
	}
	return cells
}

// figureRegion returns the next lines a..b among those from "from" that may be
// a table without rules: rows of figures, what stands between them, and the
// headings above. a is -1 when there are none.
func figureRegion(page pdf.Page, lines []line, cells [][]fragment, from int) (a, b int) {
	row := func(i int) bool {
		return tabular(cells[i]) && !pageNumber.MatchString(strings.TrimSpace(lines[i].text()))
	}
	for a = from; a < len(lines) && !row(a); a++ {
	}
	if a == len(lines) {
		return -1, -1
	}
	near := func(i, k int) bool { return lines[k].base-lines[i].base < 4.5*max(lines[i].em, lines[k].em) }
	last := a
	for b = a + 1; b < len(lines) && near(b-1, b); b++ {
		if row(b) {
			last = b
			continue
		}
		if !cellLike(page, lines[b], cells[b]) {
			break
		}
	}
	b = last + 1
	// The last name may wrap.
	if b < len(lines) && len(cells[b]) == 1 && cellLike(page, lines[b], cells[b]) && lines[b].base-lines[last].base < 1.5*lines[b].em &&
		!rowBegins.MatchString(cells[b][0].text) && math.Abs(cells[b][0].x0-cells[last][0].x0) < 2*lines[b].em {
		b++
	}
	x0, x1 := math.Inf(1), math.Inf(-1)
	for i := a; i <= last; i++ {
		x0, x1 = min(x0, lines[i].x0), max(x1, lines[i].x1)
	}
	first, several := a, false
	for a > from && near(a-1, a) && cellLike(page, lines[a-1], cells[a-1]) {
		l, c := lines[a-1], cells[a-1]
		if unitLine.MatchString(l.text()) || len(c) == 1 && (math.Abs((l.x0+l.x1-x0-x1)/2) < 1.5*l.em || titleLine.MatchString(c[0].text)) {
			break
		}
		several = several || len(c) > 1
		a--
	}
	if !several {
		a = first // the rest of a row of the page before
	}
	return a, b
}

// cellLike reports whether a line may be a row of cells without figures: it has
// no sentence in it.
func cellLike(page pdf.Page, l line, cells []fragment) bool {
	if strings.ContainsAny(l.text(), "。；") || unitLine.MatchString(l.text()) {
		return false
	}
	for _, f := range cells {
		if f.x1-f.x0 > 0.4*page.Width {
			return false
		}
	}
	return true
}
