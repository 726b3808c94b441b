package specimen

import (
	"fmt"
	"slices"
	"strings"

	"mingzhang/internal/fiscal"
)

// contradict makes a cell of a project's table contradict others of it, where
// the table has place for the error that chance picks.
func (w *assessor) contradict(table int) {
	e := &w.tables[table]
	i := w.IntN(len(e.Indicators))
	x := &e.Indicators[i]
	at := func(field string) string { return fmt.Sprintf("indicators.%d.%s", i, field) }
	switch w.IntN(6) {
	case 0: // the target is missed and completion is said to be full
		if w.withCompletion(*e) && strings.HasSuffix(x.Target, "%") && x.Completion == "100%" && w.free(table, i) {
			x.Target, x.Actual = ">=95%", fmt.Sprint(w.between(60, 94), "%")
			w.planted(table, at("completion"))
		}
	case 1: // the words beside the row give another rate than the cell
		if w.withCompletion(*e) && x.Deviation != "" && w.free(table, i) {
			x.Deviation = strings.Replace(x.Deviation, "完成率"+x.Completion, "完成率"+fmt.Sprint(101+i)+"%", 1)
			w.planted(table, at("completion"))
		}
	case 2: // more points than there are
		if w.free(table, i) {
			x.Score = printed(hundredths(x.Weight) + 100*w.between(1, 5))
			w.planted(table, at("score"))
		}
	case 3: // the total is not the sum
		if e.TotalScore == "" {
			e.TotalScore = fmt.Sprint(w.between(1, 9)) // added when the table is closed
			w.planted(table, "total_score")
		}
	case 4: // the rate is not executed ÷ budget
		if f := &e.Funds[0]; w.free(table, -1) {
			f.Rate = printed(hundredths(strings.TrimSuffix(f.Rate, "%"))-100*w.between(3, 9)) + "%"
			w.planted(table, "funds.0.rate")
		}
	case 5: // the score is not weight × rate
		if f := &e.Funds[0]; w.free(table, -1) {
			n := hundredths(f.Score) - 100*w.between(1, 3)
			f.Score = fmt.Sprintf("%d.%02d", n/100, n%100) // fewer decimals would allow for more
			w.planted(table, "funds.0.score")
		}
	}
}

// free reports whether the row, or with i < 0 the funds, hold no error yet: two
// would hide each other.
func (w *assessor) free(n, i int) bool {
	prefix := "funds."
	if i >= 0 {
		prefix = fmt.Sprintf("indicators.%d.", i)
	}
	return !slices.ContainsFunc(w.contradictions, func(c fiscal.CellRef) bool { return c.Evaluation == n && strings.HasPrefix(c.Cell, prefix) })
}

func (w *assessor) planted(n int, cell string) {
	w.contradictions = append(w.contradictions, fiscal.CellRef{Evaluation: n, Cell: cell})
}
