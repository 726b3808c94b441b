package templates

import (
	"net/url"

	"mingzhang/internal/fiscal"
	"mingzhang/internal/story"
)

// with returns the query of a choice, "" for everything.
func (v Restatements) with(differs bool, year int) string {
	q := url.Values{}
	if differs {
		q.Set("show", "differs")
	}
	if year != 0 {
		q.Set("year", itoa(year))
	}
	if len(q) == 0 {
		return ""
	}
	return "?" + q.Encode()
}

// kindStatus returns the class of a kind's label.
func kindStatus(k fiscal.RestatementKind) string {
	switch k {
	case fiscal.Consistent:
		return "status-holds"
	case fiscal.RoundedOff:
		return "status-rounding"
	}
	return "status-notice"
}

// shorts returns the words of breaks, each once.
func shorts(breaks []story.Break) []string {
	var all []string
	for _, b := range breaks {
		if len(all) == 0 || all[len(all)-1] != b.Short {
			all = append(all, b.Short)
		}
	}
	return all
}

// derivation says how the later figure was computed, "" for one that is printed.
func derivation(r story.Restated) string {
	if f := r.Later.Figure; f != nil && f.Derived && f.Formula != "" {
		return "后一个数是推算的：" + f.Formula + "。"
	}
	return ""
}
