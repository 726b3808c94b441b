package layout

import (
	"math"
	"regexp"
	"slices"
)

// rowsOf groups the lines of a table's body to its rows. A row is a line with
// figures and the lines that only go on with its names; a line of names with
// nothing beside it is a row of its own when it stands as far off as rows do.
// plain is false where that cannot be told.
func rowsOf(lines [][]fragment) (_ [][]fragment, plain bool) {
	lines = joinTails(lines)
	var anchors []int
	for i, l := range lines {
		if slices.ContainsFunc(l, fragment.figure) {
			anchors = append(anchors, i)
		}
	}
	if len(anchors) == 0 {
		return lines, true
	}
	var steps []float64
	for k := 1; k < len(anchors); k++ {
		steps = append(steps, lines[anchors[k]][0].base-lines[anchors[k-1]][0].base)
	}
	pitch := median(steps)
	owner := make([]int, len(lines)) // the line whose row a line belongs to
	for i := range lines {
		owner[i] = i
	}
	for i := range lines {
		if slices.Contains(anchors, i) {
			continue
		}
		if owner[i], plain = belongs(lines, anchors, i, pitch, owner); !plain {
			return nil, false
		}
	}
	// Figures without a name, set off from a name without figures.
	for i := range lines {
		if owner[i] == i && i+1 < len(lines) && owner[i+1] == i+1 && halves(lines[i], lines[i+1]) && lines[i+1][0].base-lines[i][0].base < 1.3*em(lines[i]) &&
			(pitch == 0 || lines[i+1][0].base-lines[i][0].base < 0.6*pitch) {
			owner[i+1] = i
		}
	}
	var out [][]fragment
	at := map[int]int{}
	for i, l := range lines {
		root := i
		for owner[root] != root {
			root = owner[root]
		}
		k, ok := at[root]
		if !ok {
			k = len(out)
			at[root] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], l...)
	}
	return out, true
}

var whole = regexp.MustCompile(`[.．]\d\d[%％]?[)）]?$|^[-−－—–]+$`)

// joinTails puts the ends of figures that wrap, 35,027.0 and 7 below it, to
// the line that they go on with. Figures that did not wrap stand between.
func joinTails(lines [][]fragment) [][]fragment {
	var out [][]fragment
	for _, l := range lines {
		n := len(out) - 1
		switch {
		case n >= 0 && tails(out[n], l):
			out[n] = append(slices.Clone(out[n]), l...)
		case n >= 1 && tails(out[n-1], l) && out[n][0].base-out[n-1][0].base < em(l):
			out[n-1] = slices.Concat(out[n-1], out[n], l)
			out = out[:n]
		default:
			out = append(out, l)
		}
	}
	return out
}

func tails(above, l []fragment) bool {
	if l[0].base-above[0].base > 1.6*em(above) {
		return false
	}
	for _, f := range l {
		if !figureRune([]rune(f.text)[0]) || !slices.ContainsFunc(above, func(a fragment) bool {
			return a.x0 < f.x1 && f.x0 < a.x1 && figureRune([]rune(a.text)[0]) && !whole.MatchString(a.text) && len(a.text) > 3
		}) {
			return false
		}
	}
	return true
}

// halves reports whether one line has only names and the other only figures.
func halves(a, b []fragment) bool {
	only := func(l []fragment, figures bool) bool {
		return !slices.ContainsFunc(l, func(f fragment) bool { return f.figure() != figures })
	}
	return only(a, true) && only(b, false) || only(a, false) && only(b, true)
}

func em(l []fragment) float64 {
	e := 0.0
	for _, f := range l {
		e = max(e, f.em)
	}
	return e
}

var rowBegins = regexp.MustCompile(`^(\d{3,7}$|\d{1,2}[、.．]|[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|其中|[合总小]计|本年|年[初末]|注[：:]|说明)`)

// belongs returns the line whose row line i, which has no figures, goes on
// with: that of the figures above or below it, or itself.
func belongs(lines [][]fragment, anchors []int, i int, pitch float64, owner []int) (_ int, plain bool) {
	l := lines[i]
	size := em(l)
	step := func(k int) float64 {
		if k < 0 || k >= len(lines) {
			return math.Inf(1)
		}
		return math.Abs(lines[k][0].base - l[0].base)
	}
	k, _ := slices.BinarySearch(anchors, i)
	above, below := -1, -1
	if k > 0 {
		above = anchors[k-1]
	}
	if k < len(anchors) {
		below = anchors[k]
	}
	if pitch == 0 {
		pitch = 2 * size
	}
	up, down := step(i-1), step(i+1)
	begins := slices.ContainsFunc(l, func(f fragment) bool { return rowBegins.MatchString(f.text) })
	switch {
	case min(step(above), step(below)) < min(0.95*size, 0.8*pitch):
		// Beside the figures, which stand at half the height of the names.
		if step(above) <= step(below) {
			return above, true
		}
		return below, true
	case !begins && up < min(1.7*size, 0.75*pitch) && up < 0.87*down && i > 0 && goesOnBelow(lines[i-1], l):
		return owner[i-1], true
	case below == i+1 && down < min(1.7*size, 0.75*pitch) && down < 0.87*up && goesOnBelow(l, lines[below]):
		return below, true
	case begins, len(l) > 2:
		return i, true
	case i > 0 && up < 1.7*size && full(lines, lines[i-1], l), i == 0 && down < 1.7*size && len(lines) > 1 && full(lines, l, lines[1]):
		return i, false // a row or the rest of one
	}
	return i, true
}

// goesOnBelow reports whether each piece of l may go on in the line below it.
func goesOnBelow(l, next []fragment) bool {
	for _, f := range l {
		if !slices.ContainsFunc(next, func(n fragment) bool {
			return !n.figure() && n.x0 < f.x1 && f.x0 < n.x1 && !rowBegins.MatchString(n.text)
		}) {
			return false
		}
	}
	return true
}

// full reports whether the name of a line fills its column, so that it may go
// on in the next line.
func full(lines [][]fragment, before, l []fragment) bool {
	for _, b := range before {
		if b.figure() || b.x0 >= l[0].x1 || l[0].x0 >= b.x1 {
			continue
		}
		widest := 0.0
		for _, line := range lines {
			for _, f := range line {
				if !f.figure() && f.x0 < b.x1 && b.x0 < f.x1 {
					widest = max(widest, f.x1)
				}
			}
		}
		return b.x1 > widest-0.9*b.em
	}
	return false
}
