package layout

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"mingzhang/internal/pdf"
)

// margins are the left and right edges of the running text of each page, the
// usual distance between its lines, and the size of the body text.
type margins struct {
	left, right []float64
	centre      []float64
	pitch       float64
	em          float64
}

// long is how many characters a line of running text has at least.
const long = 12

func measure(all [][]element, pages []pdf.Page) *margins {
	m := &margins{}
	var pitches, sizes []float64
	byWidth := map[float64]*[2][]float64{}
	for i, elems := range all {
		w := math.Round(pages[i].Width)
		if byWidth[w] == nil {
			byWidth[w] = &[2][]float64{}
		}
		var last *line
		for _, e := range elems {
			if e.line == nil || e.line.aside || len(e.line.chars) < long {
				last = nil
				continue
			}
			byWidth[w][0] = append(byWidth[w][0], e.line.x0)
			byWidth[w][1] = append(byWidth[w][1], e.line.edge())
			sizes = append(sizes, e.line.em)
			if last != nil {
				pitches = append(pitches, e.line.base-last.base)
			}
			last = e.line
		}
	}
	m.pitch, m.em = median(pitches), median(sizes)
	for i, p := range pages {
		w := math.Round(p.Width)
		edges := byWidth[w]
		left, right := p.Width*0.12, p.Width*0.88
		if len(edges[0]) > 0 {
			slices.Sort(edges[0])
			slices.Sort(edges[1])
			left, right = edges[0][len(edges[0])/20], edges[1][len(edges[1])-1-len(edges[1])/20]
		}
		// A page of its own setting.
		var own [2][]float64
		for _, e := range all[i] {
			if e.line != nil && !e.line.aside && len(e.line.chars) >= long {
				own[0], own[1] = append(own[0], e.line.x0), append(own[1], e.line.edge())
			}
		}
		if len(own[0]) >= 6 {
			left, right = slices.Min(own[0]), max(slices.Max(own[1]), right)
		}
		// Lines that all end early do not show where the edge is: it is as far
		// in as the left one.
		if mirrored := p.Width - left; right < 0.85*mirrored {
			right = mirrored
		}
		m.left, m.right = append(m.left, left), append(m.right, right)
		m.centre = append(m.centre, p.Width/2)
	}
	return m
}

var (
	ordinal  = regexp.MustCompile(`^(第[一二三四五六七八九十]+(部分|章|节|条)|[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|\d+[、]|\d+[.．][^\d])`)
	contents = regexp.MustCompile(`([.．…·。]\s*){3,}[-—\s]*\d+[-—\s]*$`)
)

// goesOn reports whether line b continues the paragraph that reads text so far
// and whose last line is a.
func (m *margins) goesOn(text string, a, b *line) bool {
	em := a.em
	if a.plain {
		em = b.em
	}
	if em == 0 || a.lo > 0 && b.lo > 0 && (a.hi < 0.85*b.lo || b.hi < 0.85*a.lo) {
		return false
	}
	next := b.text()
	room := (m.right[a.page-1] - a.end()) / em // how much of the line is free
	full := room < b.firstWord()/em+0.3
	indent := (b.x0 - m.left[b.page-1]) / em
	begins := ordinal.MatchString(next)
	stops := ends(text) || strings.HasSuffix(text, "：") || strings.HasSuffix(text, ":")
	title := !strings.ContainsAny(text, "，。；：,;:")
	switch {
	case contents.MatchString(text) || a.numbered() || m.atRight(a):
		return false
	case a.page == b.page && m.pitch > 0 && b.base-a.base > max(2.5*m.pitch, 3.2*em):
		return false
	case m.centred(b) && indent >= 1.3:
		// A title that did not fit on its line.
		return a.page == b.page && em > 1.1*m.em && room < 2.2 && !begins
	case indent >= 1.3:
		return hangs(a, b) && full && !begins && !stops && !(title && ordinal.MatchString(text))
	case begins:
		return room <= 2.2 && !ends(text)
	case (room <= 2.2 || full && !ends(text)) && !(title && !full && ordinal.MatchString(text)):
		return true
	case title:
		// Unless a bracket behind it could not be parted.
		return room < 6 && strings.HasPrefix(next, "（")
	}
	return !ends(text)
}

// atRight reports whether a line is set at the right of the page, as numbers of
// forms and units of measure are: nothing goes on behind it.
func (m *margins) atRight(l *line) bool {
	middle := (m.left[l.page-1] + m.right[l.page-1]) / 2
	return l.x0 > middle && len(l.chars) < long && (l.x0-m.left[l.page-1]) > 8*l.em
}

// end is where the square of the last character ends.
func (l *line) end() float64 {
	c := l.chars[len(l.chars)-1]
	if wide(c.Rune) {
		return max(c.X+l.em, c.X1)
	}
	return c.X1
}

// edge is where the line shows the right edge of the text to be: stops may hang
// over it.
func (l *line) edge() float64 {
	c := l.chars[len(l.chars)-1]
	if strings.ContainsRune("，。、；：！？", c.Rune) {
		return c.X
	}
	return l.end()
}

// firstWord is how much room the first characters of a line need that cannot
// be parted: a figure, a word, a character with the brackets and stops that
// belong to it.
func (l *line) firstWord() float64 {
	k := 1
	for k < len(l.chars) {
		a, b := l.chars[k-1].Rune, l.chars[k].Rune
		if !strings.ContainsRune("（《“‘(", a) && !strings.ContainsRune("，。、；：）》”’！？,.;:)%％", b) &&
			!((figureRune(a) || latin(a)) && (figureRune(b) || latin(b))) {
			break
		}
		k++
	}
	part := line{chars: l.chars[:k], em: l.em}
	return part.end() - l.chars[0].X
}

// hangs reports whether b is set like the line above it: a list indented as a
// whole.
func hangs(a, b *line) bool { return a.page == b.page && math.Abs(a.x0-b.x0) < 0.3*b.em }

func (m *margins) centred(l *line) bool {
	return math.Abs((l.x0+l.x1)/2-m.centre[l.page-1]) < 1.2*l.em && (m.right[l.page-1]-l.x1)/l.em > 2
}

// ends reports whether a sentence ends with text.
func ends(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, "”\"）) "))
	return strings.ContainsRune("。；;！？!?", last)
}

// numbered reports whether the line ends with a number far behind its words,
// as the lines of a table of contents do.
func (l *line) numbered() bool {
	i := len(l.chars)
	for i > 0 && l.chars[i-1].Rune >= '0' && l.chars[i-1].Rune <= '9' {
		i--
	}
	return i > 0 && i < len(l.chars) && len(l.chars)-i <= 3 && l.gap(l.chars[i-1], l.chars[i]) > 3*l.em
}
