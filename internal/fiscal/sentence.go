package fiscal

import "strings"

// SentenceAt returns the sentence around [start:end) of a text and where it
// begins and ends: from the stop before it to the stop behind it, within its
// paragraph. ok is false outside the text.
func SentenceAt(text []rune, start, end int) (from, to int, ok bool) {
	if start < 0 || end > len(text) || start > end {
		return 0, 0, false
	}
	from, to = start, end
	for from > 0 && !stop(text[from-1]) {
		from--
	}
	for to < len(text) && !stop(text[to]) {
		to++
	}
	if to < len(text) && text[to] != '\n' {
		to++
	}
	for from < start && strings.ContainsRune(" \t\u3000", text[from]) {
		from++
	}
	return from, to, true
}

func stop(r rune) bool { return r == '。' || r == '\n' || r == '；' }
