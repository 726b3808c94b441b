package export

import (
	"io"
	"strconv"
	"time"
)

// Correction is an edition that replaced another, or a withdrawal.
type Correction struct {
	Unit     string             `json:"unit"`
	Region   string             `json:"region"`
	Year     int                `json:"year"`
	Kind     string             `json:"kind"`   // "edition", "withdrawal"
	Number   int                `json:"number"` // of the edition; of the last that was withdrawn
	At       time.Time          `json:"at"`
	Reason   string             `json:"reason"`
	URL      string             `json:"url"`             // of the unit's year
	Edition  string             `json:"edition_url"`     // of this edition; "" for a withdrawal
	Previous string             `json:"previous_url"`    // of the one that it replaced; "" when that does not stand
	Stands   bool               `json:"published_since"` // of a withdrawal: a later edition stands
	Changes  []CorrectionChange `json:"changes"`
}

// CorrectionChange is a figure, or a cell of a 绩效自评表, that an edition has
// otherwise than the one before.
type CorrectionChange struct {
	Name        string `json:"name"`
	Change      string `json:"change"`       // 增加, 去掉, 改动
	Before      string `json:"before"`       // "" for one that was added
	After       string `json:"after"`        // "" for one that was taken out
	CorrectedBy string `json:"corrected_by"` // "" when the document itself differs
	BeforeURL   string `json:"before_url"`
	AfterURL    string `json:"after_url"`
}

// CorrectionsJSON writes a list of corrections, the newest first.
func CorrectionsJSON(w io.Writer, all []Correction) error {
	return writeJSON(w, map[string]any{"total": len(all), "corrections": all})
}

// CorrectionsCSV writes a list of corrections: a line for each figure that was
// changed, one line for an edition or a withdrawal that changed none.
func CorrectionsCSV(w io.Writer, all []Correction, o Options) error {
	rows := [][]string{{"unit", "region", "year", "kind", "number", "at", "reason", "name", "change", "before", "after", "corrected_by", "before_url", "after_url", "edition_url", "previous_url", "published_since", "url"}}
	for _, c := range all {
		changes := c.Changes
		if len(changes) == 0 {
			changes = []CorrectionChange{{}}
		}
		since := ""
		if c.Kind == "withdrawal" {
			since = strconv.FormatBool(c.Stands)
		}
		for _, x := range changes {
			rows = append(rows, []string{c.Unit, c.Region, strconv.Itoa(c.Year), c.Kind, strconv.Itoa(c.Number), c.At.UTC().Format(time.RFC3339), c.Reason, x.Name, x.Change, x.Before, x.After,
				x.CorrectedBy, x.BeforeURL, x.AfterURL, c.Edition, c.Previous, since, c.URL})
		}
	}
	return table(w, o, rows)
}
