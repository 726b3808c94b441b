package fiscal

import (
	"slices"
	"strconv"
	"strings"
)

// CellCorrection says that a person has corrected what the reader had read in a
// cell of an evaluation.
type CellCorrection struct {
	At  string `json:"at"`  // RFC 3339, UTC
	By  string `json:"by"`  // display name
	Why string `json:"why"` //
	Was string `json:"was"` // what the reader had read; "" where it had found nothing
}

// Columns of an evaluation by the last word of their addresses, in the order in
// which tables print them.
var (
	tableColumns     = []string{"name", "department", "implementer", "goal", "result", "total_weight", "total_score"}
	fundColumns      = []string{"source", "initial_budget", "full_budget", "executed", "weight", "rate", "score"}
	indicatorColumns = []string{"level1", "level2", "level3", "target", "basis", "prior", "weight", "rule", "evidence", "actual", "completion", "score", "deviation"}
)

// Addresses returns the address of every cell that the evaluation has room for,
// printed or not: those of the table, of its funds, of its indicators.
func (e *Evaluation) Addresses() []string {
	all := slices.Clone(tableColumns)
	for i := range e.Funds {
		for _, c := range fundColumns {
			all = append(all, "funds."+strconv.Itoa(i)+"."+c)
		}
	}
	for i := range e.Indicators {
		for _, c := range indicatorColumns {
			all = append(all, "indicators."+strconv.Itoa(i)+"."+c)
		}
	}
	return all
}

// Cell returns where the text of a cell is kept, nil when there is no such cell.
func (e *Evaluation) Cell(address string) *string {
	part, row, column := splitAddress(address)
	switch {
	case part == "":
		return map[string]*string{"name": &e.Name, "department": &e.Department, "implementer": &e.Implementer, "goal": &e.Goal, "result": &e.Result,
			"total_weight": &e.TotalWeight, "total_score": &e.TotalScore}[column]
	case part == "funds" && row < len(e.Funds):
		f := &e.Funds[row]
		return map[string]*string{"source": &f.Source, "initial_budget": &f.InitialBudget, "full_budget": &f.FullBudget, "executed": &f.Executed,
			"weight": &f.Weight, "rate": &f.Rate, "score": &f.Score}[column]
	case part == "indicators" && row < len(e.Indicators):
		i := &e.Indicators[row]
		return map[string]*string{"level1": &i.Level1, "level2": &i.Level2, "level3": &i.Level3, "target": &i.Target, "basis": &i.Basis, "prior": &i.Prior,
			"weight": &i.Weight, "rule": &i.Rule, "evidence": &i.Evidence, "actual": &i.Actual, "completion": &i.Completion, "score": &i.Score,
			"deviation": &i.Deviation}[column]
	}
	return nil
}

// splitAddress takes an address apart: "indicators.3.actual" is a column of the
// row 3 of a part, "goal" one of the table.
func splitAddress(address string) (part string, row int, column string) {
	words := strings.Split(address, ".")
	switch len(words) {
	case 1:
		return "", 0, address
	case 3:
		row, err := strconv.Atoi(words[1])
		if err == nil && row >= 0 && strconv.Itoa(row) == words[1] && words[0] != "" {
			return words[0], row, words[2]
		}
	}
	return "", 0, ""
}

// CellRow returns the row that a cell stands in, of the funds or of the
// indicators; -1 for a cell of the whole table.
func CellRow(address string) int {
	part, row, _ := splitAddress(address)
	if part == "" {
		return -1
	}
	return row
}

// Merged returns the addresses that share a cell's print: of a merged cell those
// of every row that it covers, else the cell alone.
func (e *Evaluation) Merged(address string) []string {
	printed, ok := e.Cells[address]
	if !ok {
		return []string{address}
	}
	part, _, column := splitAddress(address)
	var all []string
	for other, s := range e.Cells {
		p, _, c := splitAddress(other)
		if p == part && c == column && s.Start == printed.Start && s.End == printed.End {
			all = append(all, other)
		}
	}
	slices.SortFunc(all, func(a, b string) int { return CellRow(a) - CellRow(b) })
	return all
}

// CorrectedCells returns the addresses of the cells that people corrected, as
// the table has them one below the other; of a merged cell the first.
func (e *Evaluation) CorrectedCells() []string {
	if len(e.Corrected) == 0 {
		return nil // almost every one
	}
	var all []string
	for _, address := range e.Addresses() {
		if _, ok := e.Corrected[address]; ok && e.Merged(address)[0] == address {
			all = append(all, address)
		}
	}
	return all
}
