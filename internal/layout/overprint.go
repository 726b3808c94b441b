package layout

import (
	"cmp"
	"math"
	"slices"

	"mingzhang/internal/pdf"
)

// apart separates texts printed over each other on one line, a stamp over a
// sentence: characters that were drawn one behind the other stay together.
// chars are in the order in which they were drawn.
func apart(chars []pdf.Char) [][]pdf.Char {
	const most = 1000 // no line of text has more
	if len(chars) > most || !overprinted(chars) {
		return [][]pdf.Char{chars}
	}
	var runs [][]pdf.Char
	for i, c := range chars {
		if i > 0 {
			p := chars[i-1]
			ahead := c.X - p.X
			if ahead > 0 && ahead < 2.5*max(height(p), height(c)) && height(c) < 1.5*height(p) && height(p) < 1.5*height(c) ||
				small(p.Rune) || small(c.Rune) && ahead > 0 && ahead < 2*height(p) {
				runs[len(runs)-1] = append(runs[len(runs)-1], c)
				continue
			}
		}
		runs = append(runs, []pdf.Char{c})
	}
	var layers [][]pdf.Char
	for _, run := range runs {
		free := slices.IndexFunc(layers, func(l []pdf.Char) bool {
			return !overprinted(append(slices.Clone(l), run...))
		})
		if free < 0 {
			layers = append(layers, run)
		} else {
			layers[free] = append(layers[free], run...)
		}
	}
	return layers
}

// small reports whether a character's ink says nothing about its size.
func small(r rune) bool { return !han(r) && !latin(r) && (r < '0' || r > '9') }

// overprinted reports whether two texts lie over each other.
func overprinted(chars []pdf.Char) bool {
	sorted := slices.DeleteFunc(slices.Clone(chars), func(c pdf.Char) bool { return small(c.Rune) })
	slices.SortStableFunc(sorted, func(a, b pdf.Char) int { return cmp.Compare(a.X0, b.X0) })
	n := 0
	for i := 1; i < len(sorted); i++ {
		a, b := sorted[i-1], sorted[i]
		over := min(a.X1, b.X1) - max(a.X0, b.X0)
		if a.Rune != b.Rune && over > 0.5*min(a.X1-a.X0, b.X1-b.X0) && min(a.Y1, b.Y1)-max(a.Y0, b.Y0) > 0 && over > 0.5 {
			n++
		}
	}
	return n >= 2
}

// superscripts stand for digits set small and high: they belong to no figure.
var superscripts = []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")

// raised puts superscripts for the digits that are set smaller and higher than
// the character right before them.
func raised(chars []pdf.Char) []pdf.Char {
	for i := 1; i < len(chars); i++ {
		c, p := &chars[i], chars[i-1]
		if c.Rune < '0' || c.Rune > '9' {
			continue
		}
		h, full := c.Y1-c.Y0, p.Y1-p.Y0
		digit := p.Rune >= '0' && p.Rune <= '9' || latin(p.Rune)
		switch {
		case slices.Contains(superscripts, p.Rune) && math.Abs(p.Base-c.Base) < 0.5 && math.Abs(h-full) < 0.2*h:
		case !digit && !han(p.Rune), c.X0-p.X1 > 0.3*full, p.Base-c.Base < 0.2*full:
			continue
		case digit && h > 0.75*full, !digit && h > 0.6*full:
			continue
		}
		c.Rune = superscripts[c.Rune-'0']
	}
	return chars
}

// withMarks puts superscripts that stand so high that they look like a line of
// their own into the line below.
func withMarks(lines []line) []line {
	for i := 0; i+1 < len(lines); i++ {
		l, below := lines[i], lines[i+1]
		if len(l.chars) > 3 || !slices.ContainsFunc(below.chars, func(p pdf.Char) bool { return mark(l.chars[0], p) }) {
			continue
		}
		lines[i+1] = newLine(append(slices.Clone(below.chars), l.chars...))
		lines = slices.Delete(lines, i, i+1)
		i--
	}
	return lines
}

// mark reports whether a is a superscript right behind b.
func mark(a, b pdf.Char) bool {
	return a.Y1-a.Y0 < 0.75*(b.Y1-b.Y0) && a.Y1 > b.Y0+0.2*(b.Y1-b.Y0) && math.Abs(a.X0-b.X1) < 0.5*height(b)
}
