package extract

import (
	"slices"
	"strings"

	"mingzhang/internal/document"
)

// totalsLabel returns the place of the label in a row of totals, -1 for other
// rows. Before it there may be the empty rest of a merged cell.
func totalsLabel(row []document.Cell) int {
	for i, c := range row {
		text := squeeze(c.Text)
		if text == "" {
			continue
		}
		for _, label := range []string{"总分", "总计", "合计", "总得分"} {
			if strings.TrimSuffix(text, ":") == label {
				return i
			}
		}
		if strings.HasPrefix(text, "总分") {
			return i
		}
		return -1
	}
	return -1
}

// total reads the row of totals; the label stands at its i-th cell. The label
// covers several columns that many writers leave out, so the row is shifted to
// the left by an unknown number of columns, and empty cells may fill it up to
// its full width: its figures decide how far.
func (v *evaluationReader) total(row []document.Cell, i int) {
	var figures []document.Cell
	for _, c := range row[i+1:] {
		if c.Text != "" && c.Text != "-" {
			figures = append(figures, c)
		}
	}
	if len(figures) == 0 {
		return
	}
	shift := v.totalShift(row, figures)
	for _, c := range figures {
		switch v.column(c.Col + shift) {
		case "weight":
			v.e.TotalWeight = c.Text
			v.place("total_weight", c)
		case "score":
			v.e.TotalScore = c.Text
			v.place("total_score", c)
		}
	}
}

// totalShift finds how many columns a row of totals is shifted by: not at all
// where the widths of its cells are known; else as far as it is short of the
// heading when its figures then stand under weight and score; else the least
// that puts them there.
func (v *evaluationReader) totalShift(row, figures []document.Cell) int {
	if slices.ContainsFunc(row, func(c document.Cell) bool { return c.Cols > 1 }) {
		return 0
	}
	short := len(v.cols) - len(row)
	if short >= 0 && v.totalsAt(figures, short) {
		return short
	}
	for shift := range max(0, len(v.cols)-figures[len(figures)-1].Col) {
		if v.totalsAt(figures, shift) {
			return shift
		}
	}
	return short
}

// totalsAt reports whether every figure, shifted, stands under weight or score,
// the last one under the score.
func (v *evaluationReader) totalsAt(figures []document.Cell, shift int) bool {
	for i, c := range figures {
		switch field := v.column(c.Col + shift); {
		case field == "score":
		case field == "weight" && i < len(figures)-1:
		default:
			return false
		}
	}
	return true
}

// column returns the field of a column, "" beyond the last.
func (v *evaluationReader) column(at int) string {
	if at < 0 || at >= len(v.cols) {
		return ""
	}
	return v.cols[at]
}
