package layout

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"

	"mingzhang/internal/pdf"
)

// line is a printed line of characters in reading order.
type line struct {
	chars  []pdf.Char
	x0, x1 float64
	y0, y1 float64
	base   float64
	em     float64 // the width of a Chinese character
	lo, hi float64 // of the smallest and the largest one
	plain  bool    // no Chinese characters to measure em by
	page   int
	aside  bool // not upright: no part of the running text
}

// linesOf puts characters into lines by their baselines, whatever the order in
// which the file draws them.
func linesOf(chars []pdf.Char) []line {
	order := make([]int, len(chars))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(chars[a].Base, chars[b].Base) })
	var out []line
	for i := 0; i < len(order); {
		k, base := i+1, chars[order[i]].Base
		reach := 0.45 * height(chars[order[i]])
		for k < len(order) && chars[order[k]].Base-base <= max(reach, 2) {
			c := chars[order[k]]
			reach = max(reach, 0.45*height(c))
			if height(c) > height(chars[order[k-1]]) {
				base = c.Base
			}
			k++
		}
		drawn := slices.Clone(order[i:k])
		slices.Sort(drawn)
		group := make([]pdf.Char, len(drawn))
		for n, at := range drawn {
			group[n] = chars[at]
		}
		for _, layer := range apart(group) {
			out = append(out, newLine(layer))
		}
		i = k
	}
	return withMarks(out)
}

func height(c pdf.Char) float64 { return max(c.Y1-c.Y0, c.X1-c.X0) }

func newLine(chars []pdf.Char) line {
	l := line{chars: slices.Clone(chars)}
	slices.SortStableFunc(l.chars, func(a, b pdf.Char) int { return cmp.Compare(a.X, b.X) })
	l.chars = raised(dropDoubles(l.chars))
	f := l.chars[0]
	l.x0, l.x1, l.y0, l.y1, l.base = f.X0, f.X1, f.Y0, f.Y1, f.Base
	var widths []float64
	for i, c := range l.chars {
		l.x0, l.x1, l.y0, l.y1 = min(l.x0, c.X0), max(l.x1, c.X1), min(l.y0, c.Y0), max(l.y1, c.Y1)
		if i > 0 && han(l.chars[i-1].Rune) && han(c.Rune) {
			if step := c.X - l.chars[i-1].X; step < 2.2*height(c) {
				widths = append(widths, step)
			}
		}
	}
	l.em = median(widths)
	if len(widths) > 0 {
		l.lo, l.hi = widths[0], widths[len(widths)-1]
	}
	if l.em == 0 {
		l.plain = !slices.ContainsFunc(l.chars, func(c pdf.Char) bool { return han(c.Rune) })
		for _, c := range l.chars {
			l.em = max(l.em, height(c))
		}
		if !slices.ContainsFunc(l.chars, func(c pdf.Char) bool { return wide(c.Rune) }) {
			l.em /= 0.7 // figures are lower than characters
		}
	}
	return l
}

// dropDoubles removes characters printed twice at one place to look bold.
func dropDoubles(chars []pdf.Char) []pdf.Char {
	out := chars[:0]
	for _, c := range chars {
		if n := len(out); n > 0 && out[n-1].Rune == c.Rune && math.Abs(out[n-1].X-c.X) < 0.15*height(c) && math.Abs(out[n-1].Base-c.Base) < 1 {
			continue
		}
		out = append(out, c)
	}
	return out
}

func median(v []float64) float64 {
	if len(v) == 0 {
		return 0
	}
	slices.Sort(v)
	return v[len(v)/2]
}

func han(r rune) bool { return unicode.Is(unicode.Han, r) }

// wide reports whether r is set on the square of a Chinese character.
func wide(r rune) bool {
	return han(r) || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFFEF || strings.ContainsRune("“”‘’…—·", r)
}

// gap returns the blank between two neighbouring characters. Chinese
// characters are measured by their squares: a comma inks only a corner of its own.
func (l line) gap(a, b pdf.Char) float64 {
	from, to := a.X1, b.X0
	if wide(a.Rune) {
		from = max(a.X+l.em, a.X1)
	}
	if wide(b.Rune) {
		to = min(b.X, b.X0)
	}
	return to - from
}

// space returns how wide a gap between two characters is, in Chinese
// characters, to stand for a space. Narrow figures leave gaps within numbers;
// justified lines between words.
func space(a, b rune) float64 {
	switch {
	case wide(a) || wide(b):
		return 0.9
	case latin(a) || latin(b):
		return 0.2
	}
	return 0.45
}

// text returns the characters of the line. A space is kept where a gap
// separates two words of Latin letters or digits, and where a gap is so wide
// that it separates columns.
func (l line) text() string {
	var b strings.Builder
	for i, c := range l.chars {
		if i > 0 {
			p := l.chars[i-1]
			if l.gap(p, c) > l.em*space(p.Rune, c.Rune) && !(point(p.Rune) && digit(c.Rune) && c.X-p.X < 0.75*l.em) {
				b.WriteByte(' ')
			}
		}
		b.WriteRune(c.Rune)
	}
	return b.String()
}

// A point inks so little of its place that what follows seems far off.
func point(r rune) bool { return r == '.' || r == ',' }

func digit(r rune) bool { return r >= '0' && r <= '9' }
