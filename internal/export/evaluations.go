package export

import (
	"io"
	"strconv"
	"strings"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

// EvaluationRow is one 绩效自评表 among those of all units: figures as printed.
type EvaluationRow struct {
	UnitID         int64                 `json:"unit_id"`
	Unit           string                `json:"unit"`
	Region         string                `json:"region"`
	Year           int                   `json:"year"`
	Edition        string                `json:"edition"`
	Number         int                   `json:"number"` // of the table in its report, from 1
	Kind           fiscal.EvaluationKind `json:"kind"`
	Title          string                `json:"title"`
	Name           string                `json:"name"`
	Department     string                `json:"department"`
	Implementer    string                `json:"implementer"`
	Measure        fiscal.Measure        `json:"measure"` // of the amounts
	Fund           fiscal.Fund           `json:"fund"`
	TotalScore     string                `json:"total_score"`
	Indicators     int                   `json:"indicators"`
	Contradictions []Contradiction       `json:"contradictions"`
	URL            string                `json:"url"`

	Corrected map[string]fiscal.CellCorrection `json:"corrected,omitempty"` // cells that people corrected, by their address
}

// Contradiction is a check that found cells of one table apart.
type Contradiction struct {
	Cell      string            `json:"cell"` // address of the cell that it is about
	Name      string            `json:"name"` // of the indicator, or of the cell
	Text      string            `json:"text"`
	Check     string            `json:"check"`
	Stated    string            `json:"stated"`
	Computed  string            `json:"computed"`
	Indicator *fiscal.Indicator `json:"indicator"` // null for the money and the totals
	URL       string            `json:"url"`
}

// EvaluationTotals is the size of a list of evaluations.
type EvaluationTotals struct {
	Tables         int `json:"tables"`
	Overall        int `json:"overall"`
	Projects       int `json:"projects"`
	Units          int `json:"units"`
	Reports        int `json:"reports"`
	Contradicted   int `json:"contradicted"` // tables
	Contradictions int `json:"contradictions"`
}

// EvaluationsJSON writes a list of evaluations.
func EvaluationsJSON(w io.Writer, rows []EvaluationRow, totals EvaluationTotals) error {
	return writeJSON(w, map[string]any{"totals": totals, "evaluations": rows})
}

// EvaluationsCSV writes a list of evaluations, a line a table.
func EvaluationsCSV(w io.Writer, list []EvaluationRow, o Options) error {
	rows := [][]string{{"unit_id", "unit", "region", "year", "edition", "number", "kind", "title", "name", "department", "implementer", "measure",
		"initial_budget", "full_budget", "executed", "weight", "rate", "score", "total_score", "indicators", "contradictions", "contradiction_texts", "corrected", "url"}}
	for _, e := range list {
		var texts []string
		for _, c := range e.Contradictions {
			texts = append(texts, c.Name+"："+c.Text)
		}
		rows = append(rows, []string{strconv.FormatInt(e.UnitID, 10), e.Unit, e.Region, strconv.Itoa(e.Year), e.Edition, strconv.Itoa(e.Number), string(e.Kind), e.Title, e.Name,
			e.Department, e.Implementer, string(e.Measure), e.Fund.InitialBudget, e.Fund.FullBudget, e.Fund.Executed, e.Fund.Weight, e.Fund.Rate, e.Fund.Score,
			e.TotalScore, strconv.Itoa(e.Indicators), strconv.Itoa(len(e.Contradictions)), strings.Join(texts, "；"), correctedCells(e.Corrected, ""), e.URL})
	}
	return table(w, o, rows)
}

// ContradictionRow is a contradiction with the table that it is in.
type ContradictionRow struct {
	UnitID  int64                 `json:"unit_id"`
	Unit    string                `json:"unit"`
	Region  string                `json:"region"`
	Year    int                   `json:"year"`
	Edition string                `json:"edition"`
	Number  int                   `json:"number"` // of the table in its report, from 1
	Kind    fiscal.EvaluationKind `json:"kind"`
	Name    string                `json:"project"`
	Contradiction

	Corrected map[string]fiscal.CellCorrection `json:"corrected,omitempty"` // cells of the row that people corrected, by their address
}

// ContradictionsJSON writes a list of contradictions.
func ContradictionsJSON(w io.Writer, rows []ContradictionRow, total int) error {
	return writeJSON(w, map[string]any{"total": total, "contradictions": rows})
}

// ContradictionsCSV writes a list of contradictions, a line each.
func ContradictionsCSV(w io.Writer, list []ContradictionRow, o Options) error {
	rows := [][]string{{"unit_id", "unit", "region", "year", "edition", "number", "kind", "project", "level1", "level2", "level3", "target", "actual", "completion",
		"weight", "score", "cell", "text", "check", "stated", "computed", "corrected", "url"}}
	for _, r := range list {
		var i fiscal.Indicator
		if r.Indicator != nil {
			i = *r.Indicator
		}
		rows = append(rows, []string{strconv.FormatInt(r.UnitID, 10), r.Unit, r.Region, strconv.Itoa(r.Year), r.Edition, strconv.Itoa(r.Number), string(r.Kind), r.Name,
			i.Level1, i.Level2, i.Level3, i.Target, i.Actual, i.Completion, i.Weight, i.Score, r.Cell, r.Text, r.Check, r.Stated, r.Computed, correctedCells(r.Corrected, ""), r.URL})
	}
	return table(w, o, rows)
}

// CoverageRow sets the evaluated project spending of a report beside all of it.
type CoverageRow struct {
	UnitID   int64            `json:"unit_id"`
	Unit     string           `json:"unit"`
	Region   string           `json:"region"`
	Year     int              `json:"year"`
	Edition  string           `json:"edition"`
	Projects int              `json:"projects"`        // tables
	Unstated int              `json:"unstated"`        // of them without an executed amount
	Executed *decimal.Decimal `json:"executed"`        // 万元, computed; null where a table does not state it
	Spending *fiscal.Fact     `json:"expense_project"` // null where the report does not state it
	Share    *decimal.Decimal `json:"share"`           // %, computed; null where it cannot be said
	URL      string           `json:"url"`
}

// CoverageJSON writes a list of coverage.
func CoverageJSON(w io.Writer, rows []CoverageRow, total int) error {
	return writeJSON(w, map[string]any{"total": total, "coverage": rows})
}

// CoverageCSV writes a list of coverage, a line a report.
func CoverageCSV(w io.Writer, list []CoverageRow, o Options) error {
	rows := [][]string{{"unit_id", "unit", "region", "year", "edition", "projects", "unstated", "executed_10k_yuan", "expense_project", "expense_project_unit", "share_percent", "url"}}
	digits := func(d *decimal.Decimal) string {
		if d == nil {
			return ""
		}
		return d.String()
	}
	for _, r := range list {
		spending, measure := "", ""
		if r.Spending != nil {
			spending, measure = digits(r.Spending.Value), string(r.Spending.Measure)
		}
		rows = append(rows, []string{strconv.FormatInt(r.UnitID, 10), r.Unit, r.Region, strconv.Itoa(r.Year), r.Edition, strconv.Itoa(r.Projects), strconv.Itoa(r.Unstated),
			digits(r.Executed), spending, measure, digits(r.Share), r.URL})
	}
	return table(w, o, rows)
}
