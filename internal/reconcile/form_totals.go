package reconcile

import (
	"slices"

	"mingzhang/internal/fiscal"
)

// totalsForm checks form 1, 收入支出决算总表.
func totalsForm(l *ledger) {
	if !l.has(1) {
		return
	}
	x := l.forms[1]
	sources := incomeByBudget
	if x.columns[fiscal.IncomeFiscal] {
		sources = []fiscal.Item{fiscal.IncomeFiscal}
	}
	l.formTotals(x,
		promise{text: "本年收入合计 = 各项收入之和", whole: fiscal.IncomeYear, parts: slices.Concat(sources, otherSources)},
		promise{text: "收入总计 = 本年收入合计 + 使用非财政拨款结余 + 年初结转和结余", whole: fiscal.IncomeTotal,
			parts: []fiscal.Item{fiscal.IncomeYear, fiscal.IncomeNonfiscalBalanceUsed, fiscal.IncomeOpeningBalance}})
	l.columnSums(x, fiscal.ExpenseYear)
	l.formTotals(x, promise{text: "支出总计 = 本年支出合计 + 结余分配 + 年末结转和结余", whole: fiscal.ExpenseTotal,
		parts: []fiscal.Item{fiscal.ExpenseYear, fiscal.ExpenseBalanceDistribution, fiscal.ExpenseClosingBalance}})
	l.bothSides(x, fiscal.IncomeTotal, fiscal.ExpenseTotal)
}

// bothSides checks that the two sides of a form come to the same total.
func (l *ledger) bothSides(x *form, income, expense fiscal.Item) {
	a, ok1 := l.totalCell(x.number, income)
	b, ok2 := l.totalCell(x.number, expense)
	if ok1 && ok2 {
		l.add(l.equal(x.title+"收入总计 = 支出总计", a, b))
	}
}

// incomeForm checks form 2, 收入决算表.
func incomeForm(l *ledger) {
	if !l.has(2) {
		return
	}
	x := l.forms[2]
	l.lines(x, promise{text: "本年收入合计 = 各列之和", whole: fiscal.IncomeYear, parts: fiscal.IncomeSources})
	l.columnSums(x, slices.Concat([]fiscal.Item{fiscal.IncomeYear}, fiscal.IncomeSources)...)
}

// expenseForm checks form 3, 支出决算表.
func expenseForm(l *ledger) {
	if !l.has(3) {
		return
	}
	x := l.forms[3]
	l.lines(x, promise{text: "本年支出合计 = 各列之和", whole: fiscal.ExpenseYear, parts: fiscal.ExpenseKinds})
	l.columnSums(x, slices.Concat([]fiscal.Item{fiscal.ExpenseYear}, fiscal.ExpenseKinds)...)
}
