package export

import (
	"io"

	"mingzhang/internal/story"
)

// cellText writes a cell as a table does: the figure as printed without
// thousands separators, or the word for its nothing.
func cellText(c story.Cell) string {
	if c.Figure == nil {
		return c.Nothing.Term()
	}
	return c.Figure.Value.String()
}

// FormCSV writes a standard form as its page shows it; a column behind each
// line says which of its figures are computed.
func FormCSV(w io.Writer, f story.Form, o Options) error {
	var rows [][]string
	heads := make([][]string, f.Width())
	grid := make([][]bool, len(f.Columns))
	for i := range grid {
		grid[i] = make([]bool, f.Width())
	}
	for i, row := range f.Columns {
		at := 0
		for _, h := range row {
			for at < f.Width() && grid[i][at] {
				at++
			}
			for r := i; r < min(i+max(h.Rows, 1), len(grid)); r++ {
				for c := at; c < min(at+max(h.Cols, 1), f.Width()); c++ {
					grid[r][c] = true
					if r == i {
						heads[c] = append(heads[c], h.Text)
					}
				}
			}
		}
	}
	head := make([]string, f.Width())
	for c, path := range heads {
		for i, word := range path {
			if i > 0 {
				head[c] += "/"
			}
			head[c] += word
		}
	}
	rows = append(rows, append(head, "推算的列"))
	for _, r := range f.Rows {
		row := make([]string, 0, f.Width()+1)
		derived := ""
		for i, c := range r.Cells {
			if c.Cell == nil {
				row = append(row, c.Text)
				continue
			}
			row = append(row, cellText(*c.Cell))
			if c.Cell.Figure != nil && c.Cell.Figure.Derived {
				if derived != "" {
					derived += " "
				}
				derived += numbers([]int{i + 1})
			}
		}
		rows = append(rows, append(row, derived))
	}
	return table(w, o, rows)
}

// formCell is a cell of a form in JSON.
type formCell struct {
	Text    string `json:"text,omitempty"`
	Value   string `json:"value,omitempty"`
	Measure string `json:"unit,omitempty"`
	Derived bool   `json:"derived,omitempty"`
	Formula string `json:"formula,omitempty"`
	Nothing string `json:"nothing,omitempty"` // none, unstated, unread, undefined
	Facts   []int  `json:"facts,omitempty"`
	Source  string `json:"source_url,omitempty"`
}

// FormJSON writes a standard form, cell by cell.
func FormJSON(w io.Writer, m Meta, f story.Form) error {
	rows := [][]formCell{}
	for _, r := range f.Rows {
		row := []formCell{}
		for _, c := range r.Cells {
			switch {
			case c.Cell == nil:
				row = append(row, formCell{Text: c.Text})
			case c.Cell.Figure == nil:
				row = append(row, formCell{Nothing: string(c.Cell.Nothing), Facts: c.Cell.Facts, Source: m.at(c.Cell.At)})
			default:
				g := c.Cell.Figure
				row = append(row, formCell{Value: g.Value.String(), Measure: g.Unit, Derived: g.Derived, Formula: g.Formula, Facts: g.Facts, Source: m.at(g.At)})
			}
		}
		rows = append(rows, row)
	}
	return writeJSON(w, map[string]any{
		"edition": m.edition(), "form": f.Number, "title": f.Title, "unit": f.Unit, "rebuilt": true, "declared_empty": f.DeclaredEmpty, "note": f.Note,
		"columns": f.Columns, "rows": rows, "count": f.Count,
	})
}

// ChartCSV writes the numbers of a chart.
func ChartCSV(w io.Writer, c story.ChartSpec, o Options) error {
	rows := [][]string{append(append([]string{}, c.Table.Columns...), "推算")}
	for _, r := range c.Table.Rows {
		row := []string{r.Name}
		derived := ""
		for _, cell := range r.Cells {
			row = append(row, cellText(cell))
			if cell.Figure != nil && cell.Figure.Derived {
				derived = "含推算"
			}
		}
		rows = append(rows, append(row, derived))
	}
	return table(w, o, rows)
}
