package document

import (
	"strings"
	"unicode"
)

// readLeftOut counts what stands beside the text. A damaged part of that kind
// is none: it would not be read anyway.
func (r *docxReader) readLeftOut(rels map[string][]string, main string) {
	r.left.footnotes = r.notes(related(rels, "footnotes", main), "footnote")
	r.left.endnotes = r.notes(related(rels, "endnotes", main), "endnote")
	r.left.comments = r.notes(related(rels, "comments", main), "comment")
	for _, kind := range []string{"header", "footer"} {
		for i, name := range rels[kind] {
			if i >= 100 {
				break
			}
			r.read(name, func(x *xmlReader, _ element) {
				if says(x) {
					r.left.headers++
				}
			}, wordNS, wordStrictNS)
		}
	}
}

// notes counts the notes of a part that say something.
func (r *docxReader) notes(name, kind string) (n int) {
	r.read(name, func(x *xmlReader, _ element) {
		for el := range x.children() {
			if el.name != kind {
				continue
			}
			switch el.attr("type") { // the lines between text and notes
			case "separator", "continuationSeparator", "continuationNotice":
				continue
			}
			if says(x) {
				n++
			}
		}
	}, wordNS, wordStrictNS)
	return n
}

// says reports whether the text of the element just begun has letters: a page
// number alone says nothing.
func says(x *xmlReader) (any bool) {
	for el := range x.children() {
		switch el.name {
		case "t":
			any = strings.ContainsFunc(x.text(), unicode.IsLetter) || any
		case "del", "moveFrom", "instrText":
		default:
			any = says(x) || any
		}
	}
	return any
}
