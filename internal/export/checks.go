package export

import (
	"io"

	"mingzhang/internal/fiscal"
)

// ChecksJSON writes the arithmetic report of a document.
func ChecksJSON(w io.Writer, m Meta, r *fiscal.Report) error {
	return writeJSON(w, struct {
		Edition  edition         `json:"edition"`
		Coverage fiscal.Coverage `json:"coverage"`
		Checks   []fiscal.Check  `json:"checks"`
	}{m.edition(), r.Coverage, r.Checks})
}

// ChecksCSV writes the arithmetic report of a document, a line a check.
func ChecksCSV(w io.Writer, m Meta, r *fiscal.Report, o Options) error {
	rows := [][]string{{"unit", "year", "edition", "rule", "title", "status", "stated", "computed", "formula", "difference", "tolerance", "note", "facts"}}
	for _, c := range r.Checks {
		rows = append(rows, []string{m.Unit, m.year(), m.EditionKey, c.Rule, c.Title, string(c.Status), c.Stated, c.Computed, c.Formula, c.Difference, c.Tolerance, c.Note, numbers(c.Facts)})
	}
	return table(w, o, rows)
}
