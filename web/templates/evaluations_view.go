package templates

import (
	"slices"
	"strings"

	"mingzhang/internal/fiscal"
	"mingzhang/internal/story"
)

// EvaluationFrame is what the lists of evaluations have in common.
type EvaluationFrame struct {
	Page
	Form    EvaluationForm
	Turner  Turner
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
	Sort         string
	Sorts        []Alternative // for where headings cannot be clicked
	Narrowed     bool          // any condition is set
}

// offers reports whether an order is among the choices.
func (f EvaluationForm) offers(sort string) bool {
	return slices.ContainsFunc(f.Sorts, func(c Alternative) bool { return c.Value == sort })
}

// sortValue is what the form sends for a choice: nothing for the first, which
// is the order of the list itself.
func (f EvaluationForm) sortValue(i int) string {
	if i == 0 {
		return ""
	}
	return f.Sorts[i].Value
}

// Alternative is an option of a form.
type Alternative struct{ Value, Text string }

// Evaluations is the list of the 绩效自评表 of all units.
type Evaluations struct {
	EvaluationFrame
	Sorter     Sorter
	Count      EvaluationCount
	Others     int // tables of the whole unit that pass the same conditions
	OthersHref string
	Rows       []EvaluationRow
}

// what names the tables of the list.
func (v Evaluations) what() string {
	switch v.Form.Kind {
	case fiscal.Project:
		return "项目自评表"
	case fiscal.Overall:
		return "整体支出自评表"
	}
	return "自评表（整体支出 " + itoa(v.Count.Overall) + " 张、项目 " + itoa(v.Count.Tables-v.Count.Overall) + " 张）"
}

// tables says how many tables there are.
func (v Evaluations) tables() string {
	return listed(v.Form) + itoa(v.Count.Tables) + " 张" + v.what()
}

// listed begins the sentence that says how much a list holds.
func listed(f EvaluationForm) string {
	if f.Narrowed {
		return "符合条件的有 "
	}
	return "共有 "
}

// findings goes on with where the tables come from and what is wrong in them.
func (v Evaluations) findings() string {
	text := "，来自 " + itoa(v.Count.Units) + " 个单位的 " + itoa(v.Count.Reports) + " 份决算。"
	switch {
	case v.Count.Findings == 0:
		return text + "表内没有发现矛盾。"
	case v.Form.Contradicted:
		return text + "表内的矛盾一共 " + itoa(v.Count.Findings) + " 处。"
	}
	return text + "其中 " + itoa(v.Count.Contradicted) + " 张表内有矛盾，一共 " + itoa(v.Count.Findings) + " 处。"
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
	Text      string
	At        int
	Corrected string // what a person corrected of it, "" for nothing
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
