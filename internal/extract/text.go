package extract

import "strings"

// text is the document's normalised text in two aligned forms: as printed, and
// folded for matching. Both have one rune per code point, so an index into one
// is an index into the other and a span of either is a span of the document.
type text struct {
	runes  []rune
	folded []rune
}

func newText(s string) *text {
	t := &text{runes: []rune(s)}
	t.folded = make([]rune, len(t.runes))
	for i, r := range t.runes {
		t.folded[i] = fold(r)
	}
	return t
}

// fold maps the printing variants of one character to one form: full-width to
// half-width, all quotes to ", all dashes to -, all blanks to a space.
func fold(r rune) rune {
	switch r {
	case '“', '”', '‘', '’', '「', '」', '『', '』', '＂', '＇', '\'', '″', '〝', '〞', '〟', '„', '‟', '«', '»':
		return '"'
	case '—', '–', '−', '－', '‐', '‑', '﹣':
		return '-'
	case '\u3000', '\u00A0', '\t', '\u2002', '\u2003', '\u2009', '\u202F':
		return ' '
	case '．', '﹒':
		return '.'
	case '﹐':
		return ','
	case '﹪':
		return '%'
	case '〔', '【', '﹙':
		return '('
	case '〕', '】', '﹚':
		return ')'
	}
	if r >= 0xFF01 && r <= 0xFF5E {
		return r - 0xFEE0
	}
	return r
}

func (t *text) slice(start, end int) string { return string(t.runes[start:end]) }

// has reports whether the folded text has s at i.
func (t *text) has(i int, s string) bool {
	for _, r := range s {
		if i >= len(t.folded) || t.folded[i] != r {
			return false
		}
		i++
	}
	return true
}

// skipBlank returns the first index at or after i, below end, that is no blank.
func (t *text) skipBlank(i, end int) int {
	for i < end && (t.folded[i] == ' ' || t.folded[i] == '\n') {
		i++
	}
	return i
}

// trim narrows a span to leave out blanks at both sides.
func (t *text) trim(start, end int) (int, int) {
	start = t.skipBlank(start, end)
	for end > start && (t.folded[end-1] == ' ' || t.folded[end-1] == '\n') {
		end--
	}
	return start, end
}

// squeeze folds s and drops blanks and quotes: the form that names are
// compared in.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		switch r = fold(r); r {
		case ' ', '"', '\n':
			return -1
		}
		return r
	}, s)
}

// oneLine takes the line ends out of a statement that is printed over several
// lines.
func oneLine(s string) string { return strings.ReplaceAll(s, "\n", "") }
