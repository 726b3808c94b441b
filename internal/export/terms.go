package export

import (
	"io"
	"strconv"
)

// TermRow is one term of the glossary with its newest definition in a document.
type TermRow struct {
	Term       string `json:"term"`
	Plain      string `json:"plain"`      // the portal's own words, "" when it has none
	Definition string `json:"definition"` // word for word, "" when no document defines the term
	Unit       string `json:"unit"`
	Year       int    `json:"year"` // 0 when no document defines the term
	Source     string `json:"source_url"`
	URL        string `json:"url"`
}

// TermsJSON writes the glossary.
func TermsJSON(w io.Writer, rows []TermRow) error {
	return writeJSON(w, map[string]any{"terms": rows})
}

// TermsCSV writes the glossary, a line a term.
func TermsCSV(w io.Writer, terms []TermRow, o Options) error {
	rows := [][]string{{"term", "plain", "definition", "unit", "year", "source_url", "url"}}
	for _, t := range terms {
		year := ""
		if t.Year > 0 {
			year = strconv.Itoa(t.Year)
		}
		rows = append(rows, []string{t.Term, t.Plain, t.Definition, t.Unit, year, t.Source, t.URL})
	}
	return table(w, o, rows)
}
