package export

import (
	"io"
	"strconv"
	"strings"

	"mingzhang/internal/fiscal"
	"mingzhang/internal/story"
)

// Restatement is one quantity as two reports give it, with the facts and where
// they stand.
type Restatement struct {
	story.Restated
	Own, Later               fiscal.Fact
	OwnEdition, LaterEdition string
}

// RestatementsCSV writes what the reports of consecutive years say of the same,
// a line each. Values are decimals as printed, empty for a stated nothing.
func RestatementsCSV(w io.Writer, m Meta, all []Restatement, o Options) error {
	rows := [][]string{{
		"unit", "region", "rule", "year", "item", "term", "class_code", "class_path", "class_path_before", "economic_code", "economic_path",
		"own_value", "own_measure", "own_origin", "own_edition", "own_sentence", "own_url",
		"later_year", "later_item", "later_value", "later_measure", "later_origin", "later_formula", "later_edition", "later_sentence", "later_url",
		"difference", "difference_measure", "tolerance", "kind", "kind_term", "cause", "cause_term", "note",
	}}
	for _, r := range all {
		own, later := m, m
		own.EditionKey, later.EditionKey = r.OwnEdition, r.LaterEdition
		row := []string{m.Unit, m.Region, r.Rule, strconv.Itoa(r.Year), string(r.Item), r.Item.Term()}
		row = append(row, pathOf(r.Class)...)
		row = append(row, pathOf(r.OwnClass)[1])
		row = append(row, pathOf(r.Economic)...)
		row = append(row, valueOf(r.Own), string(r.Own.Measure), string(r.Own.Origin), r.OwnEdition, r.OwnSaid, own.at(r.Restated.Own.At))
		formula := ""
		if f := r.Restated.Later.Figure; f != nil {
			formula = f.Formula
		}
		row = append(row, strconv.Itoa(r.Year+1), string(r.LaterItem), valueOf(r.Later), string(r.Later.Measure), string(r.Later.Origin), formula, r.LaterEdition, r.LaterSaid, later.at(r.Restated.Later.At))
		rows = append(rows, append(row, r.Difference, string(r.Measure), r.Tolerance, string(r.Kind), r.Kind.Term(), string(r.Cause), r.Cause.Term(), r.Note))
	}
	return table(w, o, rows)
}

func pathOf(c *fiscal.Class) []string {
	if c == nil {
		return []string{"", ""}
	}
	return []string{c.Code, strings.Join(c.Path, "/")}
}

func valueOf(f fiscal.Fact) string {
	if f.Value == nil {
		return ""
	}
	return f.Value.String()
}

// said is one of the two statements in JSON.
type said struct {
	Year     int            `json:"year"` // of the report
	Item     fiscal.Item    `json:"item"`
	Class    *fiscal.Class  `json:"class"`
	Value    *string        `json:"value"` // null for a stated nothing
	Measure  fiscal.Measure `json:"unit"`
	Origin   fiscal.Origin  `json:"origin"`
	Formula  string         `json:"formula,omitempty"`
	Edition  string         `json:"edition"`
	Sentence string         `json:"sentence,omitempty"`
	URL      string         `json:"url"`
}

// RestatementsJSON writes what the reports of consecutive years say of the same.
func RestatementsJSON(w io.Writer, m Meta, all []Restatement) error {
	list := []map[string]any{}
	for _, r := range all {
		list = append(list, map[string]any{
			"rule": r.Rule, "year": r.Year, "kind": r.Kind, "kind_term": r.Kind.Term(), "cause": r.Cause, "difference": r.Difference, "unit": r.Measure,
			"tolerance": r.Tolerance, "note": r.Note, "economic_class": r.Economic,
			"own":   saidBy(m, r.Year, r.Own, r.OwnEdition, r.Restated.Own, r.OwnSaid),
			"later": saidBy(m, r.Year+1, r.Later, r.LaterEdition, r.Restated.Later, r.LaterSaid),
		})
	}
	return writeJSON(w, map[string]any{"unit": m.Unit, "region": m.Region, "url": m.URL(), "restatements": list})
}

func saidBy(m Meta, year int, f fiscal.Fact, edition string, c story.Cell, sentence string) said {
	m.EditionKey = edition
	s := said{Year: year, Item: f.Item, Class: f.Class, Measure: f.Measure, Origin: f.Origin, Edition: edition, Sentence: sentence, URL: m.at(c.At)}
	if f.Value != nil {
		v := f.Value.String()
		s.Value = &v
	}
	if c.Figure != nil {
		s.Formula = c.Figure.Formula
	}
	return s
}
