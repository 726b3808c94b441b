package story

import (
	"strconv"
	"strings"

	"mingzhang/internal/charts"
	"mingzhang/internal/fiscal"
)

// trendCharts are the charts of a unit across years, by the item each follows.
var trendCharts = []struct {
	key  string
	item fiscal.Item
	name string
}{
	{"total", fiscal.IncomeTotal, "收支总计"},
	{"sangong", fiscal.SangongTotal, "“三公”经费"},
}

// Charts returns the charts of a unit across years; a quantity known of one
// year alone makes none.
func (t Trends) Charts() []ChartSpec {
	var all []ChartSpec
	for _, c := range trendCharts {
		for _, row := range t.Rows {
			if row.Item == c.item {
				if spec, ok := t.chart(row, c.key, c.name); ok {
					all = append(all, spec)
				}
			}
		}
	}
	return all
}

func (t Trends) chart(r TrendRow, key, name string) (ChartSpec, bool) {
	bars := &charts.Bars{Name: name, Series: []charts.Series{{Name: name}}}
	table := ChartTable{Caption: name, Columns: []string{"年度", name}}
	var known []YearCell
	var cells []Cell
	for _, c := range r.Cells {
		label := strconv.Itoa(c.Year) + " 年"
		for i, b := range t.BreaksIn(c.Year) {
			if !strings.Contains(label, b.Short) {
				label += [...]string{"，", "、"}[min(i, 1)] + b.Short
			}
		}
		if c.Figure != nil {
			known = append(known, c)
			if c.Figure.Derived {
				label += "（推算）"
			}
		}
		bars.Categories = append(bars.Categories, label)
		mark := value(c.Cell)
		mark.Pale = c.Figure != nil && c.Figure.Derived
		bars.Series[0].Values = append(bars.Series[0].Values, mark)
		table.Rows = append(table.Rows, ChartRow{label, []Cell{c.Cell}})
		cells = append(cells, c.Cell)
	}
	unit, same := unitOf(cells...)
	if len(known) < 2 || !same {
		return ChartSpec{}, false
	}
	bars.Unit = unit
	first, last := known[0], known[len(known)-1]
	spec := ChartSpec{Key: key, Measure: "单位：" + unit, Table: table}
	s := &spec.Headline
	s.say(name + "从 " + strconv.Itoa(first.Year) + " 年的 " + first.Figure.With() + "到 " + strconv.Itoa(last.Year) + " 年的 " + last.Figure.With())
	bars.About = s.Plain() + "。"
	for _, b := range t.Breaks {
		if first.Year < b.Year && b.Year <= last.Year {
			spec.Note += strconv.Itoa(b.Year) + " 年" + b.Text + "。"
		}
	}
	if spec.Note != "" {
		spec.Note += "前后的数不一定可比。"
		bars.About += spec.Note
	}
	spec.Chart = charts.YearBars{Bars: *bars}
	return spec, true
}
