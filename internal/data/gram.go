package data

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// Text is searched by its grams: two neighbouring Chinese characters make one
// word of the index, the last of a row of them one more by itself; letters and
// digits are words as they stand. So every word of two or more characters is
// found as a phrase of grams, and a single character as the beginning of one.

// script tells rows of characters that are cut in different ways.
type script int

const (
	otherScript script = iota // punctuation, spaces
	chinese
	digits
	letters
)

func scriptOf(r rune) script {
	switch {
	case unicode.Is(unicode.Han, r):
		return chinese
	case unicode.IsNumber(r):
		return digits
	case unicode.IsLetter(r):
		return letters
	}
	return otherScript
}

// stretch is a row of characters of one script, folded: lower case, full width
// as half width.
type stretch struct {
	script script
	runes  []rune
	at     []int // where each stands in the text
}

func fold(r rune) rune {
	if f := width.LookupRune(r).Folded(); f != 0 {
		r = f
	}
	return unicode.ToLower(r)
}

// stretches cuts text. Spaces do not part Chinese characters (三 公), nor do
// the commas in 1,234.
func stretches(text []rune) []stretch {
	var all []stretch
	open := false // the last stretch may go on
	for i, r := range text {
		f := fold(r)
		s := scriptOf(f)
		if s == otherScript {
			switch {
			case !open:
			case unicode.IsSpace(f):
				open = all[len(all)-1].script == chinese
			case r == ',':
				open = all[len(all)-1].script == digits && i+1 < len(text) && scriptOf(text[i+1]) == digits
			default:
				open = false
			}
			continue
		}
		if !open || all[len(all)-1].script != s {
			all = append(all, stretch{script: s})
		}
		last := &all[len(all)-1]
		last.runes, last.at, open = append(last.runes, f), append(last.at, i), true
	}
	return all
}

// grams returns the words of the index for a text.
func grams(text string) string {
	var b strings.Builder
	b.Grow(len(text) * 3)
	for _, s := range stretches([]rune(text)) {
		writeGrams(&b, s, true)
	}
	return b.String()
}

// writeGrams writes the words of one stretch; closed says that the text does
// not go on with it, so that its last character is a word too.
func writeGrams(b *strings.Builder, s stretch, closed bool) {
	if s.script != chinese {
		b.WriteString(string(s.runes))
		b.WriteByte(' ')
		return
	}
	for i, r := range s.runes {
		if i+1 == len(s.runes) {
			if !closed && i > 0 {
				return
			}
			b.WriteRune(r)
		} else {
			b.WriteRune(r)
			b.WriteRune(s.runes[i+1])
		}
		b.WriteByte(' ')
	}
}

// terms are the parts of a query, apart by spaces; each is to be found as a
// whole.
func terms(query string) [][]stretch {
	var all [][]stretch
	for word := range strings.FieldsSeq(query) {
		if s := stretches([]rune(word)); len(s) > 0 {
			all = append(all, s)
		}
	}
	return all
}

// matching returns the FTS5 expression that finds the texts with every term of
// a query; "" when the query has no letter, digit or character. It holds
// nothing of the query but letters and digits.
func matching(query string) string {
	var b strings.Builder
	for i, term := range terms(query) {
		if i > 0 {
			b.WriteString(" AND ")
		}
		var phrase strings.Builder
		for k, s := range term {
			writeGrams(&phrase, s, k+1 < len(term))
		}
		b.WriteString(`"` + strings.TrimSpace(phrase.String()) + `"`)
		if opens(term[len(term)-1]) {
			b.WriteByte('*')
		}
	}
	return b.String()
}

// opens reports whether the last stretch of a query is the beginning of words:
// a single character of a pair, letters of a longer word.
func opens(s stretch) bool {
	return s.script == letters || s.script == chinese && len(s.runes) == 1
}
