package export

import (
	"io"
	"strconv"
	"strings"

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

// FormCSV writes a standard form as its page shows it, under one line of
// headings. Three columns behind each line give its level (1 类, 2 款, 3 项),
// the measure of its money, and the columns, counted from 1, whose figures are
// computed (推算). A figure in another measure carries it.
func FormCSV(w io.Writer, f story.Form, o Options) error { return table(w, o, formRows(f)) }

func formRows(f story.Form) [][]string {
	rows := [][]string{append(flatHeadings(f), "层级", "计量单位", "推算的列")}
	for _, r := range f.Rows {
		row := make([]string, 0, f.Width()+3)
		var derived []int
		for i, c := range r.Cells {
			if c.Cell == nil {
				row = append(row, c.Text)
				continue
			}
			text := cellText(*c.Cell)
			if g := c.Cell.Figure; g != nil {
				if g.Unit != f.Unit {
					text += g.Unit
				}
				if g.Derived {
					derived = append(derived, i+1)
				}
			}
			row = append(row, text)
		}
		level := ""
		if r.Level > 0 {
			level = strconv.Itoa(r.Level)
		}
		rows = append(rows, append(row, level, f.Unit, numbers(derived)))
	}
	return rows
}

// flatHeadings joins the heading lines of a form to one: 本年支出/基本支出.
func flatHeadings(f story.Form) []string {
	width := f.Width()
	words := make([][]string, width)
	taken := make([][]bool, len(f.Columns))
	for i := range taken {
		taken[i] = make([]bool, width)
	}
	for i, line := range f.Columns {
		at := 0
		for _, h := range line {
			for at < width && taken[i][at] {
				at++
			}
			for c := at; c < min(at+max(h.Cols, 1), width); c++ {
				words[c] = append(words[c], h.Text)
				for r := i; r < min(i+max(h.Rows, 1), len(taken)); r++ {
					taken[r][c] = true
				}
			}
		}
	}
	flat := make([]string, width)
	for c := range flat {
		flat[c] = strings.Join(words[c], "/")
	}
	return flat
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
