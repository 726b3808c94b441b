package story

import (
	"strconv"

	"mingzhang/internal/charts"
	"mingzhang/internal/fiscal"
)

// pair is one category of a chart that sets two quantities side by side.
type pair struct {
	name          string
	before, after Cell
}

// pairBars draws pairs; the first series is pale.
func pairBars(name, before, after string, pairs []pair) (*charts.Bars, ChartTable, bool) {
	bars := &charts.Bars{Name: name, Series: []charts.Series{{Name: before, Tone: charts.Pale}, {Name: after}}}
	table := ChartTable{Caption: name, Columns: []string{"项目", before, after}}
	var cells []Cell
	for _, p := range pairs {
		bars.Categories = append(bars.Categories, p.name)
		bars.Series[0].Values = append(bars.Series[0].Values, value(p.before))
		bars.Series[1].Values = append(bars.Series[1].Values, value(p.after))
		table.Rows = append(table.Rows, ChartRow{p.name, []Cell{p.before, p.after}})
		cells = append(cells, p.before, p.after)
	}
	unit, same := unitOf(cells...)
	bars.Unit = unit
	return bars, table, same && len(pairs) > 0
}

// anyDerived reports whether any figure of the first quantities is computed.
func anyDerived(pairs []pair) bool {
	for _, p := range pairs {
		if p.before.Figure != nil && p.before.Figure.Derived {
			return true
		}
	}
	return false
}

// priorWords heads the quantities of the year before.
func (b *Book) priorWords(pairs []pair) string {
	year := "上年"
	if b.Report.Year > 0 {
		year = strconv.Itoa(b.Report.Year-1) + " 年"
	}
	if anyDerived(pairs) {
		year += "（推算）"
	}
	return year
}

// priorChart sets each class of 一般公共预算 beside the year before.
func (b *Book) priorChart() (ChartSpec, bool) {
	var pairs []pair
	var most *YearComparison
	for _, c := range b.ClassComparisons(fiscal.GeneralExpense) {
		if c.Change.Figure == nil {
			continue
		}
		pairs = append(pairs, pair{c.Name, c.Prior, c.Now})
		if most == nil || most.Change.Figure.Value.CmpAbs(c.Change.Figure.Value) < 0 {
			most = &c
		}
	}
	if most == nil {
		return ChartSpec{}, false
	}
	bars, table, ok := pairBars("一般公共预算各项与上年比", b.priorWords(pairs), b.yearWords(), pairs)
	if !ok {
		return ChartSpec{}, false
	}
	spec := ChartSpec{Key: "prior", Measure: "单位：" + bars.Unit + " · 一般公共预算财政拨款支出，按项", Chart: bars, Table: table}
	s := &spec.Headline
	if total := b.compareYears(fiscal.GeneralExpense, nil); total.Change.Figure != nil {
		s.term("一般公共预算").say("支出比上年")
		sayChange(s, total)
		s.say("，")
	}
	s.say("变化最大的是“" + most.Name + "”，" + pick(most.Direction == fiscal.Up, "增加", "减少")).figure(most.Change.Figure.Magnitude())
	bars.About = s.Plain() + "。"
	if anyDerived(pairs) {
		spec.Note = "上年数由“本年数 − 增减额”推算，浅色虚线框表示。"
	}
	return spec, true
}

// budgetChart sets what was planned at the start of the year beside what was spent.
func (b *Book) budgetChart() (ChartSpec, bool) {
	all := b.BudgetComparisons(fiscal.InitialBudget)
	if len(all) == 0 {
		return ChartSpec{}, false
	}
	var pairs []pair
	for _, c := range all {
		pairs = append(pairs, pair{c.Name, c.Budget, c.Final})
	}
	bars, table, ok := pairBars("年初预算与决算", fiscal.InitialBudget.Term(), fiscal.Final.Term(), pairs)
	if !ok {
		return ChartSpec{}, false
	}
	spec := ChartSpec{Key: "budget", Measure: b.measure(bars.Unit), Chart: bars, Table: table}
	c := all[0]
	s := &spec.Headline
	s.say(c.Name)
	if c.Difference.Figure != nil {
		switch direction(c.Difference.Figure.Value) {
		case fiscal.Up:
			s.say("比年初预算多").figure(c.Difference.Figure.Magnitude())
		case fiscal.Down:
			s.say("比年初预算少").figure(c.Difference.Figure.Magnitude())
		default:
			s.say("与年初预算相同")
		}
	}
	if c.Rate.Figure != nil {
		s.say("，").term("预决算差异率").figure(*c.Rate.Figure)
	}
	bars.About = s.Plain() + "。"
	return spec, true
}

// sangongKinds are the three kinds of “三公”经费.
var sangongKinds = []fiscal.Item{fiscal.SangongAbroad, fiscal.SangongVehicle, fiscal.SangongReception}

// sangongChart shows “三公”经费 by kind and year.
func (b *Book) sangongChart() (ChartSpec, bool) {
	var pairs []pair
	known := false
	for _, item := range append(sangongKinds[:len(sangongKinds):len(sangongKinds)], fiscal.SangongTotal) {
		p := pair{item.Term(), b.cell(item, nil, fiscal.Prior), b.cell(item, nil, fiscal.Final)}
		if item == fiscal.SangongTotal {
			p.name = "合计"
		}
		known = known || p.after.Figure != nil
		pairs = append(pairs, p)
	}
	if !known {
		return ChartSpec{}, false
	}
	bars, table, ok := pairBars("“三公”经费", b.priorWords(pairs), b.yearWords(), pairs)
	if !ok {
		return ChartSpec{}, false
	}
	spec := ChartSpec{Key: "sangong", Measure: "单位：" + bars.Unit, Chart: bars, Table: table}
	total := b.compareYears(fiscal.SangongTotal, nil)
	s := &spec.Headline
	s.term("“三公”经费")
	if total.Now.Figure != nil {
		s.figure(*total.Now.Figure)
	}
	if total.Change.Figure != nil || total.Rate.Figure != nil {
		s.say("，比上年")
		sayChange(s, total)
	}
	for _, p := range pairs[:len(sangongKinds)] {
		if total.Now.Figure != nil && p.after.Figure != nil && p.after.Figure.Value.Equal(total.Now.Figure.Value) && p.after.Figure.Value.IsPos() {
			s.say("，全部是" + p.name)
			break
		}
	}
	bars.About = s.Plain() + "。"
	if anyDerived(pairs) {
		spec.Note = "上年数由“本年数 − 增减额”推算，浅色虚线框表示。"
	}
	return spec, true
}
