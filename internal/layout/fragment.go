package layout

import (
	"regexp"
	"strings"

	"mingzhang/internal/pdf"
)

// fragment is a piece of a line between two wide gaps: a cell, where tables
// have no rules.
type fragment struct {
	chars  []pdf.Char
	text   string
	x0, x1 float64
	base   float64
	em     float64
	code   bool // a number that names what follows it
}

// fragments cuts the line where a gap is wider than a word space. Beside a
// figure less is enough, where the line has wide gaps at all: justified
// sentences have not.
func (l line) fragments() []fragment {
	var gaps []float64
	widest := 0.0
	for i := 1; i < len(l.chars); i++ {
		gaps = append(gaps, l.gap(l.chars[i-1], l.chars[i])/l.em)
		widest = max(widest, gaps[i-1])
	}
	var out []fragment
	from := 0
	for i := 1; i <= len(l.chars); i++ {
		if i < len(l.chars) {
			least := 0.55
			if widest >= 0.9 && (figureRune(l.chars[i-1].Rune) || figureRune(l.chars[i].Rune)) {
				least = 0.4
			}
			if gaps[i-1] < least {
				continue
			}
		}
		part := newLine(l.chars[from:i])
		out = append(out, fragment{chars: part.chars, text: squeeze(part.text()), x0: part.x0, x1: part.x1, base: l.base, em: l.em})
		from = i
	}
	return out
}

func figureRune(r rune) bool { return r >= '0' && r <= '9' || strings.ContainsRune(",.-%，．－", r) }

var (
	amount = regexp.MustCompile(`^[(（]?[-−－+]?(\d{1,3}([,，]\d{3})+|\d+)([.．]\d+)?[%％]?[)）]?$`)
	exact  = regexp.MustCompile(`[.．]\d+[%％]?[)）]?$|[,，]\d{3}`)
	dash   = regexp.MustCompile(`^[-−－—–]+$`)
)

// figure reports whether the fragment is a figure, or the dash that stands for
// none.
func (f fragment) figure() bool {
	return !f.code && (amount.MatchString(f.text) || dash.MatchString(f.text))
}

var number = regexp.MustCompile(`^\d{1,7}$`)

// marked marks the numbers that stand before a name: codes, not figures.
func marked(row []fragment) []fragment {
	for i := len(row) - 2; i >= 0; i-- {
		next := row[i+1]
		row[i].code = number.MatchString(row[i].text) && (next.code || strings.ContainsFunc(next.text, han))
	}
	return row
}

// precise reports whether the fragment is a figure that cannot be a number of a
// page, a row or a year.
func (f fragment) precise() bool { return amount.MatchString(f.text) && exact.MatchString(f.text) }
