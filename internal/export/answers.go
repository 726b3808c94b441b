package export

import (
	"io"
	"strconv"

	"mingzhang/internal/fiscal"
	"mingzhang/internal/story"
)

// Question is what a comparison or a ranking was asked for.
type Question struct {
	Item   fiscal.Item
	Class  *fiscal.Class
	View   story.View
	URL    string // of the page
	Ranked bool   // the rows have places
}

// Answer is one unit's year in answer to a Question.
type Answer struct {
	Place      int // in a ranking, 0 for a unit that is not ranked
	UnitID     int64
	Unit       string
	Region     string
	RegionName string
	Kind       fiscal.UnitKind
	Year       int
	Cell       story.Viewed
	StatedIn   int
	Reason     string
	Edition    string // key of the edition that states it
	URL        string // of the place in the document
	Sentence   string // around that place
}

// AnswersCSV writes the rows of a comparison or a ranking, a line each. value is
// the decimal in measure, empty where kind_of_nothing says why; a derived one
// is first ÷ second, first − second, or how far first is from second.
func AnswersCSV(w io.Writer, q Question, answers []Answer, o Options) error {
	rows := [][]string{{
		"place", "unit_id", "unit", "region", "region_name", "kind", "year", "item", "term", "class_code", "class_path", "as",
		"value", "measure", "origin", "kind_of_nothing", "formula", "first", "first_measure", "second", "second_measure",
		"reason", "stated_in", "edition", "sentence", "url", "correction",
	}}
	if !q.Ranked {
		rows[0] = rows[0][1:]
	}
	code, path := "", ""
	if q.Class != nil {
		code, path = q.Class.Code, q.Class.String()
	}
	for _, a := range answers {
		value, measure, origin, formula := "", "", "", ""
		switch f := a.Cell.Figure; {
		case f != nil && f.Derived:
			value, measure, origin, formula = f.Value.String(), f.Unit, string(fiscal.Derived), f.Formula
		case f != nil:
			value, measure, origin = f.Value.String(), f.Unit, string(fiscal.Stated)
		case a.Cell.Nothing == story.StatedNone:
			origin = string(fiscal.StatedNone)
		}
		var parts [4]string
		for i, f := range []*story.Figure{a.Cell.Over, a.Cell.Under} {
			if f != nil {
				parts[2*i], parts[2*i+1] = f.Value.String(), f.Unit
			}
		}
		row := []string{
			place(a.Place), strconv.FormatInt(a.UnitID, 10), a.Unit, a.Region, a.RegionName, a.Kind.Term(), strconv.Itoa(a.Year),
			string(q.Item), q.Item.Term(), code, path, string(q.View), value, measure, origin, a.Cell.Nothing.Term(), formula,
			parts[0], parts[1], parts[2], parts[3], a.Reason, statedIn(a), a.Edition, a.Sentence, a.URL, correctedOf(a.Cell.Cell),
		}
		if !q.Ranked {
			row = row[1:]
		}
		rows = append(rows, row)
	}
	return table(w, o, rows)
}

func place(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// statedIn is the year of the document that gives the answer, "" when none
// does.
func statedIn(a Answer) string {
	if a.Edition == "" {
		return ""
	}
	return strconv.Itoa(a.StatedIn)
}

// answer is a row as JSON writes it.
type answer struct {
	Place      int             `json:"place,omitempty"`
	UnitID     int64           `json:"unit_id"`
	Unit       string          `json:"unit"`
	Region     string          `json:"region"`
	RegionName string          `json:"region_name"`
	Kind       fiscal.UnitKind `json:"kind"`
	Year       int             `json:"year"`
	Value      *string         `json:"value"`
	Measure    string          `json:"measure,omitempty"`
	Derived    bool            `json:"derived,omitempty"`
	Formula    string          `json:"formula,omitempty"`
	Nothing    story.Nothing   `json:"kind_of_nothing,omitempty"`
	First      *operand        `json:"first,omitempty"`
	Second     *operand        `json:"second,omitempty"`
	Reason     string          `json:"reason,omitempty"`
	StatedIn   int             `json:"stated_in,omitempty"`
	Edition    string          `json:"edition,omitempty"`
	Sentence   string          `json:"sentence,omitempty"`
	URL        string          `json:"url,omitempty"`
	Correction string          `json:"correction,omitempty"` // what a person changed of it
}

type operand struct {
	Value   string `json:"value"`
	Measure string `json:"measure"`
}

func operandOf(f *story.Figure) *operand {
	if f == nil {
		return nil
	}
	return &operand{f.Value.String(), f.Unit}
}

// AnswersJSON writes the rows of a comparison or a ranking; more is added to
// what is said of the whole.
func AnswersJSON(w io.Writer, q Question, answers []Answer, more map[string]any) error {
	rows := make([]answer, len(answers))
	for i, a := range answers {
		row := answer{
			Place: a.Place, UnitID: a.UnitID, Unit: a.Unit, Region: a.Region, RegionName: a.RegionName, Kind: a.Kind, Year: a.Year,
			Nothing: a.Cell.Nothing, First: operandOf(a.Cell.Over), Second: operandOf(a.Cell.Under), Reason: a.Reason,
			Edition: a.Edition, Sentence: a.Sentence, URL: a.URL, Correction: correctedOf(a.Cell.Cell),
		}
		if f := a.Cell.Figure; f != nil {
			text := f.Value.String()
			row.Value, row.Measure, row.Derived, row.Formula = &text, f.Unit, f.Derived, f.Formula
		}
		if a.Edition != "" {
			row.StatedIn = a.StatedIn
		}
		rows[i] = row
	}
	whole := map[string]any{"item": q.Item, "term": q.Item.Term(), "class": q.Class, "as": q.View, "url": q.URL, "rows": rows}
	for name, value := range more {
		whole[name] = value
	}
	return writeJSON(w, whole)
}

// SentenceIn returns the sentence around a place in a part of a document's
// text, of which before code points stand before the place.
func SentenceIn(part string, before, length int) string {
	return sentenceAt([]rune(part), before, before+length)
}
