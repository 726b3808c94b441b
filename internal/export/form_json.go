package export

import (
	"io"

	"mingzhang/internal/story"
)

// formJSON is a standard form in JSON.
type formJSON struct {
	Edition       edition          `json:"edition"`
	Form          int              `json:"form"`
	Title         string           `json:"title"`
	Printed       *string          `json:"printed"` // as the document lists it, null when it does not
	Listed        bool             `json:"listed"`
	DeclaredEmpty bool             `json:"declared_empty"`
	EmptySentence *string          `json:"empty_sentence"`
	Rebuilt       bool             `json:"rebuilt"` // from the narrative
	Note          string           `json:"note"`
	Unit          string           `json:"unit"`
	Columns       [][]story.Header `json:"columns"`
	Rows          []formRow        `json:"rows"`
	Count         story.FormCount  `json:"count"`
}

type formRow struct {
	Level int        `json:"level,omitempty"` // 1 类, 2 款, 3 项
	Total bool       `json:"total,omitempty"`
	Cells []formCell `json:"cells"`
}

// formCell is words, a figure, or a nothing.
type formCell struct {
	Text    string        `json:"text,omitempty"`
	Value   string        `json:"value,omitempty"` // decimal
	Measure string        `json:"unit,omitempty"`
	Derived bool          `json:"derived,omitempty"`
	Formula string        `json:"formula,omitempty"`
	Nothing story.Nothing `json:"nothing,omitempty"` // none, unstated, unread, undefined
	Facts   []int         `json:"facts,omitempty"`   // indices into the report's facts
	Source  string        `json:"source_url,omitempty"`
	// Correction says what a person changed of the figure, or of what it is computed from.
	Correction string `json:"correction,omitempty"`
}

// FormJSON writes a standard form, cell by cell.
func FormJSON(w io.Writer, m Meta, f story.Form) error {
	out := formJSON{
		Edition: m.edition(), Form: f.Number, Title: f.Title, Printed: known(f.Printed), Listed: f.Listed, DeclaredEmpty: f.DeclaredEmpty,
		Rebuilt: !f.Own, Note: f.Note, Unit: f.Unit, Columns: f.Columns, Rows: []formRow{}, Count: f.Count,
	}
	if f.EmptySentence != nil {
		out.EmptySentence = &f.EmptySentence.Text
	}
	for _, r := range f.Rows {
		row := formRow{Level: r.Level, Total: r.Total, Cells: []formCell{}}
		for _, c := range r.Cells {
			row.Cells = append(row.Cells, cellJSON(m, c))
		}
		out.Rows = append(out.Rows, row)
	}
	return writeJSON(w, out)
}

func cellJSON(m Meta, c story.FormCell) formCell {
	switch {
	case c.Cell == nil:
		return formCell{Text: c.Text}
	case c.Cell.Figure == nil:
		return formCell{Nothing: c.Cell.Nothing, Facts: c.Cell.Facts, Source: m.at(c.Cell.At), Correction: c.Cell.Corrected}
	}
	g := c.Cell.Figure
	return formCell{Value: g.Value.String(), Measure: g.Unit, Derived: g.Derived, Formula: g.Formula, Facts: g.Facts, Source: m.at(g.At), Correction: g.Corrected}
}
