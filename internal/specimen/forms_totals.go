package specimen

import (
	"fmt"

	"mingzhang/internal/fiscal"
)

// side is one line of one half of form 1 or 4.
type side struct {
	name  string
	cells func() // adds the amounts
}

// classLines returns the 类 of the right half, each with the amounts of items.
func (f *sheet) classLines(items ...fiscal.Item) []side {
	var lines []side
	used := map[string]fiscal.Class{}
	for _, c := range f.tree(items[0]) {
		if len(c.Path) == 1 {
			used[c.Path[0]] = c
		}
	}
	var heads []fiscal.Class
	if f.layout.AllClasses {
		seen := map[string]bool{}
		for _, c := range fiscal.FunctionClasses(f.p.s.Year) {
			if len(c.Path) == 1 {
				heads = append(heads, c)
				seen[c.Code] = true
			}
		}
		for _, c := range f.tree(items[0]) {
			if len(c.Path) == 1 && !seen[c.Code] {
				heads = append(heads, c)
			}
		}
	} else {
		for _, c := range f.tree(items[0]) {
			if len(c.Path) == 1 {
				heads = append(heads, c)
			}
		}
	}
	for i, c := range heads {
		lines = append(lines, side{ordinals[i] + "、" + c.Path[0], func() {
			for _, item := range items {
				f.of(item, c)
			}
		}})
	}
	return lines
}

// twoSided adds the rows of both halves; the last of each stand on one line.
// width is the number of amounts on the right.
func (f *sheet) twoSided(left, right []side, closeLeft, closeRight []side, width int) {
	n := max(len(left), len(right))
	row := 0
	line := func(l, r *side) {
		row++
		number := func() {
			if f.layout.Numbers {
				f.words(fmt.Sprint(row))
			}
		}
		if l == nil {
			l = &side{"", func() { f.blank(1) }}
		}
		if r == nil {
			r = &side{"", func() { f.blank(width) }}
		}
		f.words(l.name)
		number()
		l.cells()
		f.words(r.name)
		number()
		r.cells()
		f.end()
	}
	at := func(s []side, i int) *side {
		if i < len(s) {
			return &s[i]
		}
		return nil
	}
	for i := range n {
		line(at(left, i), at(right, i))
	}
	if f.layout.BlankRows {
		line(nil, nil)
	}
	for i := range max(len(closeLeft), len(closeRight)) {
		line(at(closeLeft, i), at(closeRight, i))
	}
}

func (f *sheet) line(name string, item fiscal.Item) side {
	return side{name, func() { f.total(item, fiscal.Final) }}
}

func (f *sheet) overallForm() {
	columns := []string{"项目", "决算数"}
	if f.layout.Numbers {
		columns = []string{"项目", "行次", "金额"}
	}
	n := len(columns)
	f.headers([]Cell{span("收入", n, 1), span("支出", n, 1)}, head(append(columns, columns...)...))
	if f.layout.Numbers {
		f.headers(head("栏次", "", "1", "栏次", "", "2"))
	}
	left := []side{
		f.line("一、一般公共预算财政拨款收入", fiscal.GeneralIncomeYear), f.line("二、政府性基金预算财政拨款收入", fiscal.FundIncomeYear),
		f.line("三、国有资本经营预算财政拨款收入", fiscal.CapitalIncomeYear), f.line("四、上级补助收入", fiscal.IncomeSuperiorSubsidy),
		f.line("五、事业收入", fiscal.IncomeUndertaking), f.line("六、经营收入", fiscal.IncomeOperating),
		f.line("七、附属单位上缴收入", fiscal.IncomeAffiliateRemittance), f.line("八、其他收入", fiscal.IncomeOther),
	}
	used := "使用非财政拨款结余（含专用结余）"
	if f.p.s.Year < 2019 {
		used = "用事业基金弥补收支差额"
	}
	f.twoSided(left, f.classLines(fiscal.ExpenseYear),
		[]side{f.line("本年收入合计", fiscal.IncomeYear), f.line(used, fiscal.IncomeNonfiscalBalanceUsed),
			f.line("年初结转和结余", fiscal.IncomeOpeningBalance), f.line("总计", fiscal.IncomeTotal)},
		[]side{f.line("本年支出合计", fiscal.ExpenseYear), f.line("结余分配", fiscal.ExpenseBalanceDistribution),
			f.line("年末结转和结余", fiscal.ExpenseClosingBalance), f.line("总计", fiscal.ExpenseTotal)}, 1)
	f.note("本表反映部门本年度的总收支和年末结转结余情况。")
}

func (f *sheet) fiscalForm() {
	names := []string{"合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"}
	if f.layout.Abbreviated {
		names = []string{"合计", "一般公共预算财拨", "政府性基金预算财拨", "国有资本经营预算财拨"}
	}
	columns := []string{"项目", "决算数"}
	right := append([]string{"项目"}, names...)
	if f.layout.Numbers {
		columns = []string{"项目", "行次", "金额"}
		right = append([]string{"项目", "行次"}, names...)
	}
	f.headers([]Cell{span("收入", len(columns), 1), span("支出", len(right), 1)}, head(append(columns, right...)...))
	across := func(name string, items ...fiscal.Item) side {
		return side{name, func() {
			for _, item := range items {
				f.total(item, fiscal.Final)
			}
		}}
	}
	f.twoSided(
		[]side{f.line("一、一般公共预算财政拨款", fiscal.GeneralIncomeYear), f.line("二、政府性基金预算财政拨款", fiscal.FundIncomeYear),
			f.line("三、国有资本经营预算财政拨款", fiscal.CapitalIncomeYear)},
		f.classLines(fiscal.FiscalExpenseYear, fiscal.GeneralExpense, fiscal.FundExpense, fiscal.CapitalExpense),
		[]side{f.line("本年收入合计", fiscal.FiscalIncomeYear), f.line("年初财政拨款结转和结余", fiscal.FiscalOpeningBalance),
			f.line("  一般公共预算财政拨款", fiscal.GeneralOpeningBalance), f.line("  政府性基金预算财政拨款", fiscal.FundOpeningBalance),
			f.line("  国有资本经营预算财政拨款", fiscal.CapitalOpeningBalance), f.line("总计", fiscal.FiscalIncomeTotal)},
		[]side{across("本年支出合计", fiscal.FiscalExpenseYear, fiscal.GeneralExpense, fiscal.FundExpenseYear, fiscal.CapitalExpenseYear),
			across("年末财政拨款结转和结余", fiscal.FiscalClosingBalance, fiscal.GeneralClosingBalance, fiscal.FundClosingBalance, fiscal.CapitalClosingBalance),
			{"", func() { f.blank(4) }}, {"", func() { f.blank(4) }}, {"", func() { f.blank(4) }},
			across("总计", fiscal.FiscalExpenseTotal, fiscal.GeneralExpenseTotal, fiscal.FundExpenseTotal, fiscal.CapitalExpenseTotal)}, 4)
	f.note("本表反映部门本年度一般公共预算、政府性基金预算和国有资本经营预算财政拨款的总收支和年末结转结余情况。")
}
