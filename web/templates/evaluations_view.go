package templates

import (
	"strings"

	"mingzhang/internal/fiscal"
	"mingzhang/internal/story"
)

// EvaluationFrame is what the lists of evaluations have in common.
type EvaluationFrame struct {
	Page
	Form    EvaluationForm
	Pager   Pager
	Units   int // in the database
	Reports int // in the database
}

// EvaluationForm is the conditions of a list.
type EvaluationForm struct {
	Query        string
	Year         int
	Kind         fiscal.EvaluationKind
	Contradicted bool
	Years        []int // that have evaluations
	Sort, Order  string
	Narrowed     bool // any condition is set
}

// Evaluations is the list of the 绩效自评表 of all units.
type Evaluations struct {
	EvaluationFrame
	Sorter Sorter
	Count  EvaluationCount
	Rows   []EvaluationRow
}

// EvaluationCount is the size of a list of evaluations.
type EvaluationCount struct {
	Tables, Overall int
	Units, Reports  int
	Contradicted    int // tables
	Findings        int
}

// EvaluationRow is one 绩效自评表 of a list.
type EvaluationRow struct {
	Unit, UnitHref                      string
	Year                                int
	ReportHref                          string
	Root                                Root // way to the report
	Kind                                fiscal.EvaluationKind
	Name, Href                          string
	Department, Implementer             string
	Measure                             fiscal.Measure
	InitialBudget, FullBudget, Executed PrintedCell
	Weight, Rate, Score, TotalScore     PrintedCell
	Indicators                          int
	Findings                            []Contradiction
}

// title is what a row is called.
func (r EvaluationRow) title() string {
	return evaluationName(fiscal.Evaluation{Kind: r.Kind, Name: r.Name})
}

// bodies says who is in charge where it is not the unit itself.
func (r EvaluationRow) bodies() string {
	text := ""
	if r.Department != "" && !sameBody(r.Department, r.Unit) {
		text = "主管部门 " + r.Department
	}
	if r.Implementer != "" && !sameBody(r.Implementer, r.Unit) {
		if text != "" {
			text += "，"
		}
		text += "实施单位 " + r.Implementer
	}
	return text
}

// sameBody reports whether a table names the unit itself, perhaps with its
// other names in brackets.
func sameBody(name, unit string) bool {
	name, _, _ = strings.Cut(name, "（")
	name, _, _ = strings.Cut(name, "(")
	return strings.TrimSpace(name) == unit
}

// UnitEvaluations is the evaluations of one unit, the newest first.
type UnitEvaluations struct {
	Rows  []EvaluationRow
	Total int
	Href  string // of all of them
}

// PrintedCell is a cell as printed, and where; -1 for nowhere.
type PrintedCell struct {
	Text string
	At   int
}

// Contradiction is a line on cells that contradict each other.
type Contradiction struct{ Name, Text, Href string }

// EvaluationFindings is the list of contradictions within evaluations.
type EvaluationFindings struct {
	EvaluationFrame
	Rows []FindingRow
}

// FindingRow is one contradiction of a list.
type FindingRow struct {
	Unit, UnitHref string
	Year           int
	Root           Root
	Project        string
	Kind           fiscal.EvaluationKind
	TableHref      string
	Level          string // names above the indicator
	Row            int    // -1 for the money and the totals
	Contradiction

	Target, Actual, Completion, Weight, Score PrintedCell
}

// EvaluationCoverage is the list of how much of their project spending units
// assessed.
type EvaluationCoverage struct {
	EvaluationFrame
	Sorter Sorter
	Rows   []CoverageRow
}

// CoverageRow is one report of a list of coverage.
type CoverageRow struct {
	Unit, UnitHref         string
	Year                   int
	ReportHref, TablesHref string
	Root                   Root
	Projects, Unstated     int
	Executed               story.Figure
	Spending               story.Cell
	Share                  *story.Figure
}
