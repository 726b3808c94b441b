package layout

import (
	"math"
	"slices"

	"mingzhang/internal/pdf"
)

// head is a cell of the heading of a table without rules.
type head struct {
	chars        []pdf.Char
	line, last   int // the lines of the heading that it is printed on
	first, count int // the columns that it stands over
	x            float64
	em           float64
	top, bottom  int // the rows that it covers
}

// headCells makes the rows of a table's heading: which headings stand over
// which columns, those that wrap put together.
func headCells(lines [][]fragment, cols []column, r region) (_ [][]Cell, plain bool) {
	heads := placeHeads(lines, cols)
	if !widenHeads(heads, cols, lines, r.parts) {
		return nil, false
	}
	heads, plain = joinHeads(heads, lines, r)
	if !plain {
		return nil, false
	}
	// Each reaches from the one above it to the one below.
	for i := range heads {
		h := &heads[i]
		h.bottom = len(lines) - 1
		for _, o := range heads {
			if o.line > h.last && overlaps(o, *h) {
				h.bottom = min(h.bottom, o.line-1)
			}
		}
	}
	for i := range heads {
		h := &heads[i]
		for _, o := range heads {
			if o.last < h.line && overlaps(o, *h) {
				h.top = max(h.top, o.bottom+1)
			}
		}
	}
	return paint(heads, len(lines), len(cols))
}

func overlaps(a, b head) bool { return a.first < b.first+b.count && b.first < a.first+a.count }

func placeHeads(lines [][]fragment, cols []column) []head {
	var heads []head
	for i, l := range lines {
		for _, f := range l {
			first, count := place(f, cols)
			heads = append(heads, head{chars: f.chars, line: i, last: i, first: first, count: count, x: (f.x0 + f.x1) / 2, em: f.em})
		}
	}
	return heads
}

// widenHeads finds how far the headings of several columns reach: they stand
// at the middle of their columns, all of which have headings of their own on
// one line below; a line drawn below a heading says it outright.
func widenHeads(heads []head, cols []column, lines [][]fragment, parts []pdf.Rule) (plain bool) {
	plain = true
	below := func(col, line int) int {
		at := -1
		for _, o := range heads {
			if o.line > line && o.first <= col && col < o.first+o.count && (at < 0 || o.line < at) {
				at = o.line
			}
		}
		return at
	}
	own := func(col, line, not int) bool {
		for i, o := range heads {
			if i != not && o.line == line && o.first <= col && col < o.first+o.count {
				return true
			}
		}
		return false
	}
	// leafAbove reports whether a column has a heading of its own that reaches
	// down beside the line, set at half its height.
	leafAbove := func(col, line int, base, em float64) bool {
		for _, o := range heads {
			if o.line == line && o.first <= col && col < o.first+o.count {
				return o.count == 1 && below(col, line) < 0 && lines[line][0].base < base-0.3*em
			}
		}
		return false
	}
	for i := len(heads) - 1; i >= 0; i-- {
		h := &heads[i]
		if first, count, ok := underlined(*h, cols, lines, parts); ok {
			h.first, h.count = first, count
			continue
		}
		child := below(h.first, h.line)
		if child < 0 {
			continue
		}
		// The next line of a heading that wraps is no heading below it.
		if h.count == 1 && lines[child][0].base-lines[h.line][0].base < 1.45*h.em && slices.ContainsFunc(heads, func(o head) bool {
			return o.line == child && o.first == h.first && o.count == 1 && math.Abs(o.x-h.x) < 0.6*h.em
		}) {
			continue
		}
		may := func(col int) bool {
			b := below(col, h.line)
			return b >= 0 && !own(col, h.line, i) && !leafAbove(col, b, lines[child][0].base, h.em)
		}
		from, to := h.first, h.first+h.count-1
		for from > 0 && may(from-1) {
			from--
		}
		for to+1 < len(cols) && may(to+1) {
			to++
		}
		type span struct {
			a, b int
			off  float64
		}
		var all []span
		least := math.Inf(1)
		for a := from; a <= h.first; a++ {
			for b := h.first + h.count - 1; b <= to; b++ {
				if cuts(a, b, i, heads) {
					continue
				}
				off := math.Abs((cols[a].x0+cols[b].x1)/2 - h.x)
				all = append(all, span{a, b, off})
				least = min(least, off)
			}
		}
		best := span{h.first, h.first + h.count - 1, math.Abs((cols[h.first].x0+cols[h.first+h.count-1].x1)/2 - h.x)}
		for _, s := range all {
			if s.off <= least+h.em && s.b-s.a > best.b-best.a {
				best = s
			}
		}
		h.first, h.count = best.a, best.b-best.a+1
		if best.off > 1.2*h.em && best.b > best.a {
			plain = false // at the middle of nothing
		}
	}
	return plain
}

// cuts reports whether columns a to b hold a part of what another heading
// below heads[i] stands over.
func cuts(a, b, i int, heads []head) bool {
	for _, o := range heads {
		first, last := o.first, o.first+o.count-1
		if o.line > heads[i].line && first <= b && last >= a && (first < a || last > b) {
			return true
		}
	}
	return false
}

// cellsOf widens columns of ink to columns of cells, where the headings tell
// how wide they are: a heading stands at the middle of its cell, names at its
// left, figures at its right. Where that does not come out the columns stay.
func cellsOf(cols []column, heads, body [][]fragment, em float64) []column {
	out := slices.Clone(cols)
	known := make([]bool, len(cols))
	for k := range cols {
		var leaf *fragment
		for i := range heads {
			for n := range heads[i] {
				if first, count := place(heads[i][n], cols); first == k && count == 1 {
					leaf = &heads[i][n]
				}
			}
		}
		if leaf == nil {
			return cols
		}
		x0, x1, figs, words := math.Inf(1), math.Inf(-1), 0, 0
		for _, row := range body {
			for _, f := range row {
				if first, count := place(f, cols); first != k || count > 1 || dash.MatchString(f.text) {
					continue
				} else if f.figure() {
					figs++
				} else {
					words++
				}
				x0, x1 = min(x0, f.x0), max(x1, f.x1)
			}
		}
		c := (leaf.x0 + leaf.x1) / 2
		switch {
		case figs > words:
			out[k], known[k] = column{min(2*c-x1, leaf.x0), max(x1, leaf.x1)}, true
		case words > 0:
			out[k], known[k] = column{min(x0, leaf.x0), max(2*c-x0, leaf.x1)}, true
		}
	}
	for k := range out {
		if known[k] {
			continue
		}
		if k > 0 {
			out[k].x0 = min(out[k].x0, out[k-1].x1)
		}
		if k+1 < len(out) && known[k+1] {
			out[k].x1 = max(out[k].x1, out[k+1].x0)
		} else {
			out[k].x1 = max(out[k].x1, cols[k].x0+cols[k].x1-out[k].x0)
		}
	}
	for k := 1; k < len(out); k++ {
		if math.Abs(out[k].x0-out[k-1].x1) > 2.5*em {
			return cols
		}
		mid := (out[k].x0 + out[k-1].x1) / 2
		if mid < cols[k-1].x1 || mid > cols[k].x0 {
			mid = (cols[k-1].x1 + cols[k].x0) / 2
		}
		out[k-1].x1, out[k].x0 = mid, mid
	}
	return out
}

// underlined returns the columns below a heading that a line is drawn over.
func underlined(h head, cols []column, lines [][]fragment, parts []pdf.Rule) (first, count int, ok bool) {
	base := lines[h.line][0].base
	next := math.Inf(1)
	if h.line+1 < len(lines) {
		next = lines[h.line+1][0].base
	}
	for _, r := range parts {
		if r.At < base || r.At > next || h.x < r.From || h.x > r.To {
			continue
		}
		first = -1
		for i, c := range cols {
			if c.middle() >= r.From && c.middle() <= r.To {
				if first < 0 {
					first = i
				}
				count = i - first + 1
			}
		}
		if count > 1 && first <= h.first && h.first+h.count <= first+count {
			// Neighbouring lines may have grown together.
			for _, f := range lines[h.line] {
				if x := (f.x0 + f.x1) / 2; math.Abs(x-h.x) > h.em && x > r.From && x < r.To {
					return 0, 0, false
				}
			}
			return first, count, true
		}
	}
	return 0, 0, false
}

// joinHeads puts the lines of headings that wrap together.
func joinHeads(heads []head, lines [][]fragment, r region) (_ []head, plain bool) {
	ruled := func(x, from, to float64) bool {
		for _, y := range r.ys {
			if y > from && y < to {
				return true
			}
		}
		return slices.ContainsFunc(r.parts, func(p pdf.Rule) bool { return p.At > from && p.At < to && p.From < x && x < p.To })
	}
	var out []head
	for _, h := range heads {
		joined := false
		for k := len(out) - 1; k >= 0 && !joined; k-- {
			o := &out[k]
			if o.first != h.first || o.count != h.count || o.last >= h.line {
				continue
			}
			from, to := lines[o.last][0].base, lines[h.line][0].base
			if (h.count == 1 || to-from < 1.7*h.em) && !ruled(h.x, from, to) {
				if math.Abs(o.x-h.x) > 1.2*h.em && r.edges == nil {
					return nil, false // one stands over more than the other
				}
				o.chars, o.last, joined = append(slices.Clone(o.chars), h.chars...), h.line, true
			}
			break
		}
		if !joined {
			out = append(out, h)
		}
	}
	return out, true
}

// paint puts the headings into rows; where none reaches the cell is empty. No
// heading may lie over another one.
func paint(heads []head, rows, cols int) (_ [][]Cell, plain bool) {
	grid := make([][]int, rows)
	for y := range grid {
		grid[y] = make([]int, cols)
		for x := range grid[y] {
			grid[y][x] = -1
		}
	}
	out := make([][]Cell, rows)
	for i, h := range heads {
		bottom := max(h.bottom, h.top)
		for y := h.top; y <= bottom; y++ {
			for x := h.first; x < h.first+h.count; x++ {
				if grid[y][x] >= 0 {
					return nil, false
				}
			}
		}
		for y := h.top; y <= bottom; y++ {
			for x := h.first; x < h.first+h.count; x++ {
				grid[y][x] = i
			}
		}
		out[h.top] = append(out[h.top], Cell{Text: cellText(h.chars), Col: h.first, Cols: h.count, Rows: bottom - h.top + 1})
	}
	for y := range grid {
		for x, at := range grid[y] {
			if at < 0 {
				out[y] = append(out[y], Cell{Col: x, Cols: 1, Rows: 1})
			}
		}
		slices.SortFunc(out[y], func(a, b Cell) int { return a.Col - b.Col })
	}
	return out, true
}

// spread joins the single characters of a word spread over a wide cell: 合　计.
func spread(row []fragment) []fragment {
	var out []fragment
	for i := 0; i < len(row); i++ {
		word := row[i].text
		k := i
		for k+1 < len(row) && k-i < 3 && row[k+1].x0-row[k].x1 < 7*row[k].em {
			word += row[k+1].text
			k++
			if slices.Contains(spreadWords, word) {
				break
			}
		}
		if k == i || !slices.Contains(spreadWords, word) {
			out = append(out, row[i])
			continue
		}
		f := fragment{text: word, x0: row[i].x0, x1: row[k].x1, base: row[i].base, em: row[i].em}
		for ; i <= k; i++ {
			f.chars = append(f.chars, row[i].chars...)
		}
		i--
		out = append(out, f)
	}
	return out
}

// spreadWords are the words that are set wide in forms.
var spreadWords = []string{"合计", "总计", "小计", "共计", "项目", "收入", "支出", "科目", "金额", "名称", "编码", "单位", "行次", "栏次", "备注", "款项"}

// cut parts fragments that reach over several columns where a gap of at least
// so many characters lies between two columns.
func cut(row []fragment, cols []column, least float64) []fragment {
	var out []fragment
	for _, f := range row {
		l := newLine(f.chars)
		l.em = f.em
		from := 0
		for i := 1; i <= len(l.chars); i++ {
			if i < len(l.chars) {
				a, b := l.chars[i-1], l.chars[i]
				if l.gap(a, b) < least*l.em || !parted(a.X1, b.X0, cols) {
					continue
				}
			}
			part := newLine(l.chars[from:i])
			out = append(out, fragment{chars: part.chars, text: squeeze(part.text()), x0: part.x0, x1: part.x1, base: f.base, em: f.em})
			from = i
		}
	}
	return out
}

// parted reports whether two columns part within a gap.
func parted(from, to float64, cols []column) bool {
	for i := 1; i < len(cols); i++ {
		if a, b := cols[i-1].x1, cols[i].x0; from < b+1 && to > a-1 && (from+to)/2 > a-1 && (from+to)/2 < b+1 || a == b && from < a && to > a {
			return true
		}
	}
	return false
}
