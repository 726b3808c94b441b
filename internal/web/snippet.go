package web

import (
	"mingzhang/internal/data"
	"mingzhang/web/templates"
)

// snippetLength is how many characters of a paragraph a list shows.
const snippetLength = 110

// snippet cuts out of a text the part with the most marks, and marks it.
func snippet(text, query string) []templates.Piece {
	runes := []rune(text)
	marks := data.Marks(text, query)
	start, end := window(len(runes), marks)
	var pieces []templates.Piece
	add := func(from, to int, marked bool) {
		if from < to {
			pieces = append(pieces, templates.Piece{Text: string(runes[from:to]), Marked: marked})
		}
	}
	if start > 0 {
		pieces = append(pieces, templates.Piece{Text: "…"})
	}
	at := start
	for _, m := range marks {
		m.Start, m.End = max(m.Start, at), min(m.End, end)
		if m.Start >= m.End {
			continue
		}
		add(at, m.Start, false)
		add(m.Start, m.End, true)
		at = m.End
	}
	add(at, end, false)
	if end < len(runes) {
		pieces = append(pieces, templates.Piece{Text: "…"})
	}
	return pieces
}

// window returns the part of a text of n characters to be shown: all of it
// when it is hardly longer than a snippet.
func window(n int, marks []data.Mark) (start, end int) {
	const before = 24 // characters in front of the first mark
	if n <= snippetLength+before {
		return 0, n
	}
	best := -1
	for i, first := range marks {
		from := max(0, first.Start-before)
		holds := 0
		for _, m := range marks[i:] {
			if m.End <= from+snippetLength {
				holds++
			}
		}
		if holds > best {
			best, start = holds, from
		}
	}
	if end = start + snippetLength; end > n-before/2 { // no crumbs behind
		end = n
		start = max(0, min(start, n-snippetLength))
	}
	return start, end
}

// whole is a text with all that is found in it marked.
func whole(text, query string) []templates.Piece {
	runes := []rune(text)
	var pieces []templates.Piece
	at := 0
	for _, m := range data.Marks(text, query) {
		if at < m.Start {
			pieces = append(pieces, templates.Piece{Text: string(runes[at:m.Start])})
		}
		pieces = append(pieces, templates.Piece{Text: string(runes[m.Start:m.End]), Marked: true})
		at = m.End
	}
	if at < len(runes) {
		pieces = append(pieces, templates.Piece{Text: string(runes[at:])})
	}
	return pieces
}
