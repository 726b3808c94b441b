package seal

import (
	"fmt"
	"strings"
)

// Alteration is something that is not as it was signed.
type Alteration struct {
	File string // of an export, "" in a database
	Unit string
	Year int
	Key  string // of the edition
	Item string // what was altered, for people
	What string // what it was and is, as far as that is known
}

// String writes the alteration on a line.
func (a Alteration) String() string {
	var s strings.Builder
	if a.File != "" {
		s.WriteString(a.File + "：")
	}
	if a.Unit != "" {
		fmt.Fprintf(&s, "%s %d 年度（%s）", a.Unit, a.Year, a.Key)
	}
	if a.Item != "" {
		s.WriteString(a.Item)
	}
	if s.Len() > 0 && a.What != "" && !strings.HasSuffix(s.String(), "：") {
		s.WriteString("：")
	}
	return s.String() + a.What
}

// Result is what a check has found.
type Result struct {
	Editions, Documents, Figures, Files int // that were checked
	Altered                             []Alteration
	Notes                               []string // what could not be checked, and is no alteration
	Last                                Chain    // place of the last manifest of the chain
	LastHash                            string
}

// Whole reports whether nothing was altered.
func (r *Result) Whole() bool { return len(r.Altered) == 0 }

func (r *Result) add(a Alteration) { r.Altered = append(r.Altered, a) }

func (r *Result) note(format string, args ...any) {
	r.Notes = append(r.Notes, fmt.Sprintf(format, args...))
}

// of adds what was found of one edition.
func (r *Result) of(m Manifest, file, item, what string) {
	r.add(Alteration{File: file, Unit: m.Unit, Year: m.Year, Key: m.Key, Item: item, What: what})
}

// clip shortens a text for a line.
func clip(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > n {
		return string(r[:n]) + "…"
	}
	return s
}
