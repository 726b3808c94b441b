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
	}
	return ""
}
