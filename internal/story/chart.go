package story

import (
	"slices"
	"strconv"

	"mingzhang/internal/charts"
	"mingzhang/internal/fiscal"
)

// ChartsVersion counts the changes to what charts show: stored charts of
// another version are drawn anew.
const ChartsVersion = "2"

// ChartSpec is a chart of a report with what it says in words and numbers.
type ChartSpec struct {
	Key      string
	Headline Sentence // the message
	Measure  string   // what is measured, unit, period
	Note     string
	Chart    charts.Chart
	Table    ChartTable
}

// ChartTable is the numbers of a chart.
type ChartTable struct {
	Caption string
	Columns []string // the first heads the names
	Rows    []ChartRow
}

// ChartRow is one category of a chart.
type ChartRow struct {
	Name  string
	Cells []Cell
}

// Charts returns the charts that the report gives the figures for.
func (b *Book) Charts() []ChartSpec {
	var all []ChartSpec
	for _, make := range []func() (ChartSpec, bool){b.flowChart, b.spendingChart, b.spendingRestChart, b.priorChart, b.budgetChart, b.sangongChart} {
		if c, ok := make(); ok {
			all = append(all, c)
		}
	}
	return all
}

// value is a cell as a mark: its figure as printed, or the word for its nothing.
func value(c Cell) charts.Value {
	if c.Figure == nil {
		return charts.Value{Missing: c.Nothing.Term()}
	}
	amount, _ := c.Figure.Value.Float64()
	return charts.Value{Amount: amount, Label: c.Figure.Text}
}

func part(name string, f Figure) charts.Part {
	amount, _ := f.Value.Float64()
	return charts.Part{Name: name, Amount: amount, Label: f.Text}
}

// measure writes "单位：万元 · 2024 年".
func (b *Book) measure(unit string) string { return "单位：" + unit + " · " + b.yearWords() }

// unitOf returns the measure that all figures share; ok is false when they differ.
func unitOf(cells ...Cell) (unit string, ok bool) {
	for _, c := range cells {
		if c.Figure == nil {
			continue
		}
		if unit == "" {
			unit = c.Figure.Unit
		}
		if c.Figure.Unit != unit {
			return "", false
		}
	}
	return unit, unit != ""
}

// flowChart shows where the money came from and where it went.
func (b *Book) flowChart() (ChartSpec, bool) {
	total := b.cell(fiscal.IncomeTotal, nil, fiscal.Final)
	out := b.cell(fiscal.ExpenseTotal, nil, fiscal.Final)
	if total.Figure == nil || out.Figure == nil || !total.Figure.Value.IsPos() {
		return ChartSpec{}, false
	}
	flow := charts.Flow{Name: "收入从哪里来，支出到哪里去", Middle: part("收支总计", *total.Figure)}
	table := ChartTable{Caption: "收入与支出", Columns: []string{"项目", "金额"}}
	cells := []Cell{total, out}
	var largestIn, largestOut *Row
	add := func(items []fiscal.Item, parts *[]charts.Part, largest **Row) {
		for _, item := range items {
			r := b.row(item)
			if r.Now.Figure == nil || !r.Now.Figure.Value.IsPos() {
				continue
			}
			*parts = append(*parts, part(r.Name, *r.Now.Figure))
			table.Rows = append(table.Rows, ChartRow{r.Name, []Cell{r.Now}})
			cells = append(cells, r.Now)
			if *largest == nil || (*largest).Now.Figure.Value.Less(r.Now.Figure.Value) {
				*largest = &r
			}
		}
	}
	add(slices.Concat(fiscal.IncomeSources, []fiscal.Item{fiscal.IncomeNonfiscalBalanceUsed, fiscal.IncomeOpeningBalance}), &flow.In, &largestIn)
	add(slices.Concat(fiscal.ExpenseKinds, []fiscal.Item{fiscal.ExpenseBalanceDistribution, fiscal.ExpenseClosingBalance}), &flow.Out, &largestOut)
	unit, same := unitOf(cells...)
	if !same || largestIn == nil || largestOut == nil {
		return ChartSpec{}, false
	}
	sortParts(flow.In)
	sortParts(flow.Out)
	flow.Unit = unit
	spec := ChartSpec{Key: "flow", Measure: b.measure(unit), Chart: &flow, Table: table}
	s := &spec.Headline
	s.say("钱主要来自").term(largestIn.Name).say("，主要花在").term(largestOut.Name)
	if rate, ok := percentage(*largestIn.Now.Figure, *total.Figure); ok {
		flow.About = "收入总计 " + total.Figure.With() + "，其中" + largestIn.Name + "占 " + rate.Text + "%；" + largestOut.Name + " " + largestOut.Now.Figure.With() + "。"
	}
	spec.Note = "各部分分别四舍五入，合计可能差 0.01。金额为 0.00 的来源与去向没有画出，见下面的收入、支出表。"
	return spec, true
}

func sortParts(parts []charts.Part) {
	for i := range parts {
		for k := i; k > 0 && parts[k-1].Amount < parts[k].Amount; k-- {
			parts[k-1], parts[k] = parts[k], parts[k-1]
		}
	}
}

// dwarfed is how many times the second part the first must be for the others
// to be too small to see beside it.
const dwarfed = 8

// barsShown is how many categories a chart of spending shows; the rest is in
// the table.
const barsShown = 12

func (b *Book) spendingChart() (ChartSpec, bool) { return b.spendingBars(0) }

// spendingRestChart shows the smaller parts again, without the one that dwarfs them.
func (b *Book) spendingRestChart() (ChartSpec, bool) {
	all := b.Spending()
	if len(all) < 3 || all[0].Now.Figure == nil || all[1].Now.Figure == nil {
		return ChartSpec{}, false
	}
	first, _ := all[0].Now.Figure.Value.Float64()
	second, _ := all[1].Now.Figure.Value.Float64()
	if first < dwarfed*second {
		return ChartSpec{}, false
	}
	return b.spendingBars(1)
}

// spendingBars shows what money was spent on from the n-th largest on.
func (b *Book) spendingBars(from int) (ChartSpec, bool) {
	all := b.Spending()
	var shown []Spending
	for _, s := range all[min(from, len(all)):] {
		if s.Now.Figure != nil && s.Now.Figure.Value.IsPos() {
			shown = append(shown, s)
		}
	}
	if len(shown) == 0 || len(shown) < 2 && from > 0 {
		return ChartSpec{}, false
	}
	left := len(shown) - min(len(shown), barsShown)
	shown = shown[:len(shown)-left]
	bars := charts.Bars{Name: "花在什么事上", Series: []charts.Series{{Name: "决算数"}}}
	table := ChartTable{Caption: "支出按科目", Columns: []string{"科目", "决算数"}}
	var cells []Cell
	for _, s := range shown {
		bars.Categories = append(bars.Categories, s.Name)
		bars.Series[0].Values = append(bars.Series[0].Values, value(s.Now))
		table.Rows = append(table.Rows, ChartRow{s.Name, []Cell{s.Now}})
		cells = append(cells, s.Now)
	}
	unit, same := unitOf(cells...)
	if !same {
		return ChartSpec{}, false
	}
	bars.Unit = unit
	largest := shown[0]
	spec := ChartSpec{Key: "spending", Measure: b.measure(unit) + " · 到最细一级科目", Table: table, Chart: &bars}
	bars.About = "共 " + strconv.Itoa(len(shown)) + " 项，最大的是" + largest.Name + " " + largest.Now.Figure.With() + "。"
	s := &spec.Headline
	if from == 0 {
		s.say("最大的一笔是“" + largest.Name + "”")
		if largest.Known {
			s.say("，占本年支出").figure(largest.Share)
		}
	} else {
		spec.Key, bars.Name = "spending-rest", "除去最大一笔"
		spec.Table.Caption = "除去最大一笔的支出"
		s.say("除去最大的一笔，其余各项里“" + largest.Name + "”最多，").figure(*largest.Now.Figure)
		spec.Note = "与上图比例尺不同：上图最大的一笔没有画在这里。"
	}
	if left > 0 {
		spec.Note += "另有 " + strconv.Itoa(left) + " 项没有画出，见明细表。"
	}
	return spec, true
}
