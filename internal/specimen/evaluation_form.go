package specimen

import (
	"fmt"
	"strings"

	"mingzhang/internal/fiscal"
)

// forms lays the tables out, some of them one below the other in one table.
func (w *assessor) forms() {
	w.s.Blocks = append(w.s.Blocks, Block{Heading: 1, Text: "附件 绩效自评表"})
	joined := w.inside && w.in(1, 3)
	for i, e := range w.tables {
		f := w.form(e)
		if last := w.s.Blocks[len(w.s.Blocks)-1].Form; joined && i > 1 && last != nil {
			last.Rows = append(last.Rows, f.Rows...)
			continue
		}
		w.s.Blocks = append(w.s.Blocks, Block{Form: f})
	}
}

// columns are the headings of the indicators, with the field of each.
type columns []struct{ heading, field string }

var (
	regionalColumns = columns{
		{"一级指标", "level1"}, {"二级指标", "level2"}, {"三级指标", "level3"}, {"指标值", "target"}, {"指标值设置依据", "basis"}, {"上年完成值", "prior"},
		{"指标分值权重", "weight"}, {"指标赋分规则", "rule"}, {"佐证资料", "evidence"}, {"指标实际完成值", "actual"}, {"完成率", "completion"},
		{"指标得分", "score"}, {"偏差原因分析及改进措施", "deviation"},
	}
	regionalOverall = columns{
		{"一级指标", "level1"}, {"二级指标", "level2"}, {"三级指标", "level3"}, {"预期指标值", "target"}, {"指标值设定依据", "basis"},
		{"实际完成指标值", "actual"}, {"分值权重", "weight"}, {"得分", "score"},
	}
	nationalColumns = columns{
		{"一级指标", "level1"}, {"二级指标", "level2"}, {"三级指标", "level3"}, {"年度指标值", "target"}, {"实际完成值", "actual"},
		{"分值", "weight"}, {"得分", "score"}, {"偏差原因分析及改进措施", "deviation"},
	}
)

func fieldOf(x fiscal.Indicator, field string) string {
	return map[string]string{
		"level1": x.Level1, "level2": x.Level2, "level3": x.Level3, "target": x.Target, "basis": x.Basis, "prior": x.Prior, "weight": x.Weight, "rule": x.Rule,
		"evidence": x.Evidence, "actual": x.Actual, "completion": x.Completion, "score": x.Score, "deviation": x.Deviation,
	}[field]
}

func (w *assessor) form(e fiscal.Evaluation) *Form {
	cols := regionalColumns
	switch {
	case w.national:
		cols = nationalColumns
	case e.Kind == fiscal.Overall:
		cols = regionalOverall
	}
	f := &Form{}
	width := 1 + len(cols) // a column on the left says what each part is
	add := func(cells ...Cell) {
		used := 0
		for _, c := range cells {
			used += c.Cols
		}
		cells[len(cells)-1].Cols += width - used // the last reaches to the edge
		f.Rows = append(f.Rows, cells)
	}
	year := fmt.Sprintf("（%d年度）", w.s.Year)
	if w.inside {
		add(span(e.Title, 1, 1))
		add(span(year, 1, 1))
	} else {
		f.Title, f.Tag = e.Title, year
	}
	if e.Kind == fiscal.Overall {
		add(span("单位名称", 1, 1), span(e.Name, 1, 1))
	} else {
		add(span("项目名称", 1, 1), span(e.Name, 1, 1))
		add(span("主管部门", 1, 1), span(e.Department, width/2-1, 1), span("实施单位", 1, 1), span(e.Implementer, 1, 1))
	}
	w.fundRows(f, e, width, add)
	add(span("年度总体目标", 1, 2), span("预期目标", width/2-1, 1), span("实际完成情况", 1, 1))
	f.Rows = append(f.Rows, []Cell{span(e.Goal, width/2-1, 1), span(e.Result, width-width/2, 1)})
	indicatorRows(f, e, cols)
	if e.TotalScore == "" {
		return f
	}
	row := []Cell{}
	for _, c := range append(columns{{"", "side"}}, cols...) {
		switch {
		case c.field == "weight":
			row = append(row, span(e.TotalWeight, 1, 1))
		case c.field == "score":
			row = append(row, span(e.TotalScore, 1, 1))
		case len(row) == 0:
			row = append(row, span("总分", 1, 1))
		case row[len(row)-1].Text == "总分" || row[len(row)-1].Text == "":
			row[len(row)-1].Cols++
		default:
			row = append(row, span("", 1, 1))
		}
	}
	f.Rows = append(f.Rows, row)
	return f
}

// fundRows adds the money: six or seven columns, the first as wide as need be.
func (w *assessor) fundRows(f *Form, e fiscal.Evaluation, width int, add func(...Cell)) {
	headings := []string{"资金来源", "年初预算数", "全年预算数", "全年执行数", "分值权重", "执行率", "得分"}
	if w.national {
		headings[0], headings[4] = "", "分值"
	}
	first := width - len(headings) // left for the column of sources
	cells := []Cell{span("项目资金（"+string(w.measure)+"）", 1, 1+len(e.Funds)), span(headings[0], first, 1)}
	for _, h := range headings[1:] {
		cells = append(cells, span(h, 1, 1))
	}
	add(cells...)
	for _, x := range e.Funds {
		row := []Cell{span(x.Source, first, 1)}
		for _, text := range []string{x.InitialBudget, x.FullBudget, x.Executed, x.Weight, x.Rate, x.Score} {
			row = append(row, span(text, 1, 1))
		}
		f.Rows = append(f.Rows, row)
	}
}

// indicatorRows adds the indicators with their outer levels merged.
func indicatorRows(f *Form, e fiscal.Evaluation, cols columns) {
	heading := []Cell{span("年度绩效指标完成情况", 1, 1+len(e.Indicators))}
	for _, c := range cols {
		heading = append(heading, span(c.heading, 1, 1))
	}
	f.Rows = append(f.Rows, heading)
	path := func(i int, field string) string {
		x := e.Indicators[i]
		if field == "level1" {
			return x.Level1
		}
		return x.Level1 + "\n" + x.Level2
	}
	for i, x := range e.Indicators {
		var row []Cell
		for _, c := range cols {
			if strings.HasPrefix(c.field, "level") && c.field != "level3" {
				if i > 0 && path(i, c.field) == path(i-1, c.field) {
					continue
				}
				rows := 1
				for i+rows < len(e.Indicators) && path(i+rows, c.field) == path(i, c.field) {
					rows++
				}
				row = append(row, span(fieldOf(x, c.field), 1, rows))
				continue
			}
			row = append(row, span(fieldOf(x, c.field), 1, 1))
		}
		f.Rows = append(f.Rows, row)
	}
}
