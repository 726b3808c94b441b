package export

import (
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"mingzhang/internal/fiscal"
	"mingzhang/internal/story"
)

// EvaluationJSON writes one 绩效自评表.
func EvaluationJSON(w io.Writer, m Meta, e fiscal.Evaluation) error {
	return writeJSON(w, struct {
		Edition    edition           `json:"edition"`
		Evaluation fiscal.Evaluation `json:"evaluation"`
	}{m.edition(), e})
}

// EvaluationCSV writes the cells of one 绩效自评表 as printed, in one table: the
// lines of its money first, then those of its indicators, then its total. Each
// line names the unit, the year and the table it is of.
func EvaluationCSV(w io.Writer, m Meta, e fiscal.Evaluation, o Options) error {
	rows := [][]string{{"单位", "年度", "版本", "自评表", "部分", "资金来源", "年初预算数", "全年预算数", "全年执行数", "执行率",
		"一级指标", "二级指标", "三级指标", "指标值", "设定依据", "上年完成值", "赋分规则", "佐证资料", "实际完成值", "完成率", "分值", "得分", "偏差原因", "人工校正"}}
	name := e.Name
	if name == "" {
		name = e.Title
	}
	add := func(cells ...string) {
		rows = append(rows, append([]string{m.Unit, m.year(), m.EditionKey, name}, cells...))
	}
	for n, f := range e.Funds {
		add("资金", f.Source, f.InitialBudget, f.FullBudget, f.Executed, f.Rate, "", "", "", "", "", "", "", "", "", "", f.Weight, f.Score, "", correctedCells(e.Corrected, "funds."+strconv.Itoa(n)+"."))
	}
	for n, i := range e.Indicators {
		add("指标", "", "", "", "", "", i.Level1, i.Level2, i.Level3, i.Target, i.Basis, i.Prior, i.Rule, i.Evidence, i.Actual, i.Completion, i.Weight, i.Score, i.Deviation,
			correctedCells(e.Corrected, "indicators."+strconv.Itoa(n)+"."))
	}
	if e.TotalScore != "" || e.TotalWeight != "" {
		add("总分", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", e.TotalWeight, e.TotalScore, "", correctedCells(e.Corrected, "total_"))
	}
	return table(w, o, rows)
}

// correctedCells says what people corrected of the cells whose addresses begin
// so, one behind the other; "" for nothing.
func correctedCells(all map[string]fiscal.CellCorrection, begin string) string {
	var words []string
	for _, address := range slices.Sorted(maps.Keys(all)) {
		if strings.HasPrefix(address, begin) {
			words = append(words, story.ColumnName(address)+"，"+story.CellCorrectionWords(all[address]))
		}
	}
	return strings.Join(words, "；")
}
