package story

import (
	"strings"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

// Tally counts the checks of a report by their outcome.
type Tally struct {
	Holds, Rounding, Notice, Violated, NotApplicable int
}

// All returns how many checks could be carried out.
func (t Tally) All() int { return t.Holds + t.Rounding + t.Notice + t.Violated }

// TallyOf counts checks.
func TallyOf(checks []fiscal.Check) Tally {
	var t Tally
	for _, c := range checks {
		switch c.Status {
		case fiscal.Holds:
			t.Holds++
		case fiscal.Rounding:
			t.Rounding++
		case fiscal.Notice:
			t.Notice++
		case fiscal.Violated:
			t.Violated++
		default:
			t.NotApplicable++
		}
	}
	return t
}

// Finding is a check with the places it speaks of.
type Finding struct {
	fiscal.Check
	Places []CheckPlace
}

// CheckPlace is one place that a check compares.
type CheckPlace struct {
	Name string // what stands there
	Text string // as printed
	At   int    // where; -1 for a computed figure
	Page string // the page below the report that shows it, "" for the source alone
	// Corrected says what a person changed of it, as Figure.Corrected.
	Corrected string
}

// Findings returns the checks that did not simply hold, the gravest first.
func (b *Book) Findings() []Finding {
	return b.findings(fiscal.Violated, fiscal.Notice, fiscal.Rounding)
}

// Checked returns every check of one outcome.
func (b *Book) Checked(status fiscal.CheckStatus) []Finding { return b.findings(status) }

func (b *Book) findings(statuses ...fiscal.CheckStatus) []Finding {
	var all []Finding
	for _, status := range statuses {
		for _, c := range b.Report.Checks {
			if c.Status == status {
				all = append(all, Finding{c, b.checkPlaces(c)})
			}
		}
	}
	return all
}

func (b *Book) checkPlaces(c fiscal.Check) []CheckPlace {
	var places []CheckPlace
	for _, i := range c.Facts {
		if i < 0 || i >= len(b.Report.Facts) {
			continue
		}
		f := b.Report.Facts[i]
		p := CheckPlace{Name: shortName(f), At: -1, Text: Nothing(StatedNone).Term()}
		if f.Value != nil {
			p.Text = b.FactFigure(i).With()
		}
		p.Corrected = b.corrected(i)
		if f.Source != nil {
			p.At = f.Source.Start
		}
		places = append(places, p)
	}
	for _, ref := range c.Cells {
		if ref.Evaluation < 0 || ref.Evaluation >= len(b.Report.Evaluations) {
			continue
		}
		s, ok := b.Report.Evaluations[ref.Evaluation].Cells[ref.Cell]
		if !ok {
			continue
		}
		places = append(places, CheckPlace{
			Name: strings.TrimPrefix(CellName(ref.Cell), "绩效自评 · "), Text: s.Text, At: s.Start,
			Page: EvaluationPath(ref.Evaluation) + "#c-" + shownAt(ref.Cell),
		})
	}
	for _, s := range c.Sources {
		places = append(places, CheckPlace{Name: "原文", Text: s.Text, At: s.Start})
	}
	return places
}

// Contradictions returns how many checks of the n-th evaluation are violated.
func (b *Book) Contradictions(n int) int {
	count := 0
	for _, c := range b.Report.Checks {
		if c.Status != fiscal.Violated {
			continue
		}
		for _, ref := range c.Cells {
			if ref.Evaluation == n {
				count++
				break
			}
		}
	}
	return count
}

// Zero is nothing to add to.
var Zero decimal.Decimal

// Plus returns a + b, or a where the sum does not fit.
func Plus(a, b decimal.Decimal) decimal.Decimal {
	if sum, err := a.Add(b); err == nil {
		return sum
	}
	return a
}
