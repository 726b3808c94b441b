package templates

import (
	"strings"
	"unicode"

	"mingzhang/internal/fiscal"
)

// cellClass tells cells with figures, which are set like figures, from words.
func cellClass(text string) string {
	if len([]rune(text)) <= 16 && strings.ContainsFunc(text, unicode.IsDigit) {
		return "n"
	}
	return "word"
}

// markOf returns the class that marks a cell by the gravest check on it.
func markOf(checks []fiscal.Check) string {
	mark := ""
	for _, c := range checks {
		switch {
		case c.Status == fiscal.Violated:
			return "cell-violated"
		case c.Status == fiscal.Notice:
			mark = "cell-notice"
		}
	}
	return mark
}

// noteColumns are the columns of an indicator that have no column on the page.
var noteColumns = []string{"basis", "prior", "rule", "evidence"}

// indicatorNotes writes the columns of an indicator that have no column on the page.
func indicatorNotes(i fiscal.Indicator) string {
	var notes []string
	for _, n := range []struct{ label, text string }{
		{"依据", i.Basis}, {"上年", i.Prior}, {"赋分", i.Rule}, {"佐证", i.Evidence},
	} {
		if n.text != "" {
			notes = append(notes, n.label+"："+n.text)
		}
	}
	return strings.Join(notes, "；")
}

// paragraphs splits a cell of several paragraphs.
func paragraphs(text string) []string {
	var all []string
	for p := range strings.SplitSeq(text, "\n") {
		if p = strings.TrimSpace(p); p != "" {
			all = append(all, p)
		}
	}
	return all
}
