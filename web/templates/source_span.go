package templates

import (
	"strings"

	"mingzhang/internal/story"
)

// plainText returns the words of spans without their anchors.
func plainText(all []Span) string {
	var b strings.Builder
	for _, s := range all {
		b.WriteString(s.Text)
	}
	return b.String()
}

// backHref returns the address of the page that shows a place, seen from the
// source page.
func backHref(back string) string {
	if strings.HasPrefix(back, "#") {
		return "./" + back
	}
	return back
}

func placeClass(k story.PlaceKind) string {
	switch k {
	case story.NothingPlace:
		return "f-none"
	case story.UnreadPlace:
		return "f-unread"
	case story.DeclaredPlace:
		return "f-declared"
	case story.CorrectedPlace:
		return "f-corrected"
	}
	return ""
}

// tableNumber counts the tables up to the i-th block.
func tableNumber(blocks []SourceBlock, i int) int {
	n := 0
	for _, b := range blocks[:i+1] {
		if b.Rows != nil {
			n++
		}
	}
	return n
}
