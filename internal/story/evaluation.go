package story

import (
	"strconv"
	"strings"

	"mingzhang/internal/fiscal"
)

// EvaluationPath returns the address of the n-th evaluation (from 0) below its
// report: "evaluations/1".
func EvaluationPath(n int) string { return "evaluations/" + strconv.Itoa(n+1) }

var cellNames = map[string]string{
	"name": "名称", "department": "主管部门", "implementer": "实施单位", "goal": "年度总体目标", "result": "完成情况",
	"total_weight": "总分值", "total_score": "总得分",
	"source": "资金来源", "initial_budget": "年初预算数", "full_budget": "全年预算数", "executed": "全年执行数",
	"weight": "分值", "rate": "执行率", "score": "得分",
	"level1": "一级指标", "level2": "二级指标", "level3": "三级指标", "target": "指标值", "basis": "设定依据",
	"prior": "上年完成值", "rule": "赋分规则", "evidence": "佐证资料", "actual": "实际完成值", "completion": "完成率", "deviation": "偏差原因",
}

// CellName returns the Chinese name of the column that a cell of an evaluation
// stands in: "indicators.3.actual" is 实际完成值.
func CellName(address string) string {
	return "绩效自评 · " + ColumnName(address)
}

// CellTitle names a cell of an evaluation for a list: the table, the row, the
// column.
func CellTitle(e *fiscal.Evaluation, address string) string {
	words := []string{tableTitle(e)}
	if row := RowTitle(e, address); row != "" {
		words = append(words, row)
	}
	return strings.Join(append(words, ColumnName(address)), " · ")
}

func tableTitle(e *fiscal.Evaluation) string {
	switch {
	case e.Kind != fiscal.Project:
		return "整体支出绩效自评"
	case e.Name == "":
		return "项目绩效自评"
	}
	return "绩效自评：" + e.Name
}

// RowTitle names the row that a cell stands in; "" for a cell of the whole table.
func RowTitle(e *fiscal.Evaluation, address string) string {
	row := fiscal.CellRow(address)
	switch {
	case strings.HasPrefix(address, "funds.") && row < len(e.Funds):
		return named(e.Funds[row].Source, "资金第", row)
	case strings.HasPrefix(address, "indicators.") && row < len(e.Indicators):
		return named(e.Indicators[row].Level3, "指标第", row)
	}
	return ""
}

func named(name, part string, row int) string {
	if name == "" {
		return part + " " + strconv.Itoa(row+1) + " 行"
	}
	return name
}

// ColumnName returns the Chinese name of the column that a cell stands in.
func ColumnName(address string) string {
	return cellNames[address[strings.LastIndexByte(address, '.')+1:]]
}

// shownAt returns the cell whose place on the page also shows the one with the
// address: columns without a place of their own stand below the indicator's name.
func shownAt(address string) string {
	i := strings.LastIndexByte(address, '.')
	switch address[i+1:] {
	case "level1", "level2", "basis", "prior", "rule", "evidence":
		if strings.HasPrefix(address, "indicators.") {
			return address[:i+1] + "level3"
		}
	}
	return address
}

// IndicatorRow is one indicator with the rows that its levels span.
type IndicatorRow struct {
	fiscal.Indicator
	Index        int
	Span1, Span2 int // rows that the merged cell begins here covers; 0 when an earlier one covers this row
}

// IndicatorRows returns the indicators of an evaluation with equal neighbours
// of the outer levels merged, as the document prints them.
func IndicatorRows(e fiscal.Evaluation) []IndicatorRow {
	rows := make([]IndicatorRow, len(e.Indicators))
	for i, ind := range e.Indicators {
		rows[i] = IndicatorRow{Indicator: ind, Index: i}
	}
	merge(rows, func(a, b IndicatorRow) bool { return a.Level1 == b.Level1 }, func(r *IndicatorRow, n int) { r.Span1 = n })
	merge(rows, func(a, b IndicatorRow) bool { return a.Level1 == b.Level1 && a.Level2 == b.Level2 }, func(r *IndicatorRow, n int) { r.Span2 = n })
	return rows
}

func merge(rows []IndicatorRow, same func(a, b IndicatorRow) bool, set func(*IndicatorRow, int)) {
	for i := 0; i < len(rows); {
		n := i + 1
		for n < len(rows) && same(rows[i], rows[n]) {
			n++
		}
		set(&rows[i], n-i)
		i = n
	}
}

// ChecksOf returns the checks that point at a cell of the n-th evaluation, by
// the cell's address.
func (b *Book) ChecksOf(n int) map[string][]fiscal.Check {
	at := map[string][]fiscal.Check{}
	for _, c := range b.Report.Checks {
		for _, ref := range c.Cells {
			if ref.Evaluation == n {
				at[ref.Cell] = append(at[ref.Cell], c)
			}
		}
	}
	return at
}

// EvaluationFindings returns the checks of the n-th evaluation that did not
// simply hold, the gravest first.
func (b *Book) EvaluationFindings(n int) []Finding {
	var all []Finding
	for _, f := range b.Findings() {
		for _, ref := range f.Cells {
			if ref.Evaluation == n {
				all = append(all, f)
				break
			}
		}
	}
	return all
}
