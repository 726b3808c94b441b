package export

import (
	"io"
	"strconv"

	"mingzhang/internal/fiscal"
	"mingzhang/internal/story"
)

// List says how much of a list a file holds: never less in silence.
type List struct {
	Total int `json:"total"`
	Rows  int `json:"rows"`
}

// HitRow is one text that a search found.
type HitRow struct {
	Kind    string `json:"kind"`
	UnitID  int64  `json:"unit_id"`
	Unit    string `json:"unit"`
	Year    *int   `json:"year"` // null for the name of a unit
	Edition string `json:"edition"`
	Heading string `json:"heading"` // the section, evaluation or term it belongs to
	Text    string `json:"text"`
	Source  string `json:"source_url"` // where the edition prints it
	URL     string `json:"url"`        // the page that shows it
}

// HitsJSON writes what a search found.
func HitsJSON(w io.Writer, query string, total int, rows []HitRow) error {
	return writeJSON(w, map[string]any{"query": query, "list": List{total, len(rows)}, "hits": rows})
}

// HitsCSV writes what a search found.
func HitsCSV(w io.Writer, all []HitRow, o Options) error {
	rows := [][]string{{"kind", "unit_id", "unit", "year", "edition", "heading", "text", "source_url", "url"}}
	for _, h := range all {
		year := ""
		if h.Year != nil {
			year = strconv.Itoa(*h.Year)
		}
		rows = append(rows, []string{h.Kind, strconv.FormatInt(h.UnitID, 10), h.Unit, year, h.Edition, h.Heading, h.Text, h.Source, h.URL})
	}
	return table(w, o, rows)
}

// StatedRow is a stated reason, or a change without one.
type StatedRow struct {
	UnitID    int64            `json:"unit_id"`
	Unit      string           `json:"unit"`
	Year      int              `json:"year"`
	Edition   string           `json:"edition"`
	Item      fiscal.Item      `json:"item"`
	Term      string           `json:"term"`
	Class     *fiscal.Class    `json:"class"`
	Basis     fiscal.Basis     `json:"basis"` // change: against last year; variance_rate: against a budget
	Direction fiscal.Direction `json:"direction"`
	Amount    *fiscal.Fact     `json:"-"`
	Rate      *fiscal.Fact     `json:"-"`
	Moved     *Quantity        `json:"amount"` // null when unknown
	MovedRate *Quantity        `json:"rate"`   // null when unknown, or grown from nothing
	Reason    *string          `json:"reason"` // null where none is given
	Units     int              `json:"units_alike,omitempty"`
	Source    string           `json:"source_url"`
}

// Quantity is a figure with its measure; derived when it is printed nowhere.
type Quantity struct {
	Value   string `json:"value"`
	Unit    string `json:"unit"`
	Derived bool   `json:"derived"`
}

func quantity(f *fiscal.Fact) *Quantity {
	if f == nil || f.Value == nil {
		return nil
	}
	return &Quantity{f.Value.String(), string(f.Measure), f.Origin == fiscal.Derived}
}

// StatedJSON writes stated reasons, or changes without one.
func StatedJSON(w io.Writer, name string, total int, rows []StatedRow) error {
	for i := range rows {
		rows[i].Moved, rows[i].MovedRate = quantity(rows[i].Amount), quantity(rows[i].Rate)
	}
	return writeJSON(w, map[string]any{"list": List{total, len(rows)}, name: rows})
}

// StatedCSV writes stated reasons, or changes without one.
func StatedCSV(w io.Writer, all []StatedRow, o Options) error {
	rows := [][]string{{"unit_id", "unit", "year", "edition", "item", "term", "class", "class_code", "basis", "direction",
		"amount", "amount_unit", "amount_origin", "rate", "rate_unit", "rate_origin", "reason", "units_alike", "source_url"}}
	for _, r := range all {
		reason, code := "", ""
		if r.Reason != nil {
			reason = *r.Reason
		}
		if r.Class != nil {
			code = r.Class.Code
		}
		row := []string{strconv.FormatInt(r.UnitID, 10), r.Unit, strconv.Itoa(r.Year), r.Edition, string(r.Item), r.Term, r.Class.String(), code,
			string(r.Basis), string(r.Direction)}
		for _, f := range []*fiscal.Fact{r.Amount, r.Rate} {
			if f == nil {
				row = append(row, "", "", "")
				continue
			}
			row = append(row, cellText(story.FactCell(f)), string(f.Measure), string(f.Origin))
		}
		units := ""
		if r.Units > 0 {
			units = strconv.Itoa(r.Units)
		}
		rows = append(rows, append(row, reason, units, r.Source))
	}
	return table(w, o, rows)
}

// WordingRow is what several reasons say alike.
type WordingRow struct {
	Text  string `json:"reason"` // the newest of them, word for word
	Units int    `json:"units"`
	Count int    `json:"count"`
	First int    `json:"first_year"`
	Last  int    `json:"last_year"`
	URL   string `json:"url"` // lists them all
}

// WordingsJSON writes what reasons say alike.
func WordingsJSON(w io.Writer, total int, rows []WordingRow) error {
	return writeJSON(w, map[string]any{"list": List{total, len(rows)}, "wordings": rows})
}

// WordingsCSV writes what reasons say alike.
func WordingsCSV(w io.Writer, all []WordingRow, o Options) error {
	rows := [][]string{{"reason", "units", "count", "first_year", "last_year", "url"}}
	for _, r := range all {
		rows = append(rows, []string{r.Text, strconv.Itoa(r.Units), strconv.Itoa(r.Count), strconv.Itoa(r.First), strconv.Itoa(r.Last), r.URL})
	}
	return table(w, o, rows)
}
