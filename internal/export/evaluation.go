package export

import (
	"io"

	"mingzhang/internal/fiscal"
)

// EvaluationJSON writes one 绩效自评表.
func EvaluationJSON(w io.Writer, m Meta, e fiscal.Evaluation) error {
	return writeJSON(w, struct {
		Edition    edition           `json:"edition"`
		Evaluation fiscal.Evaluation `json:"evaluation"`
	}{m.edition(), e})
}

// EvaluationCSV writes the cells of one 绩效自评表 as printed, in one table: the
// lines of its money first, then those of its indicators.
func EvaluationCSV(w io.Writer, m Meta, e fiscal.Evaluation, o Options) error {
	rows := [][]string{{"部分", "资金来源", "年初预算数", "全年预算数", "全年执行数", "执行率",
		"一级指标", "二级指标", "三级指标", "指标值", "设定依据", "上年完成值", "赋分规则", "佐证资料", "实际完成值", "完成率", "分值", "得分", "偏差原因"}}
	for _, f := range e.Funds {
		rows = append(rows, []string{"资金", f.Source, f.InitialBudget, f.FullBudget, f.Executed, f.Rate, "", "", "", "", "", "", "", "", "", "", f.Weight, f.Score, ""})
	}
	for _, i := range e.Indicators {
		rows = append(rows, []string{"指标", "", "", "", "", "", i.Level1, i.Level2, i.Level3, i.Target, i.Basis, i.Prior, i.Rule, i.Evidence, i.Actual, i.Completion, i.Weight, i.Score, i.Deviation})
	}
	if e.TotalScore != "" || e.TotalWeight != "" {
		rows = append(rows, []string{"总分", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", e.TotalWeight, e.TotalScore, ""})
	}
	return table(w, o, rows)
}
