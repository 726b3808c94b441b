package reconcile

import "mingzhang/internal/fiscal"

// byBudget returns an item of each of the three budgets.
func byBudget(of func(budgetItems) fiscal.Item) []fiscal.Item {
	var all []fiscal.Item
	for _, b := range fiscalBudgets[1:] {
		all = append(all, of(b))
	}
	return all
}

// fiscalForm checks form 4, 财政拨款收入支出决算总表.
func fiscalForm(l *ledger) {
	if !l.has(4) {
		return
	}
	x := l.forms[4]
	whole := fiscalBudgets[0]
	l.formTotals(x,
		promise{text: "本年收入合计 = 三本预算之和", whole: whole.income, parts: byBudget(func(b budgetItems) fiscal.Item { return b.income })},
		promise{text: "年初结转和结余 = 三本预算之和", whole: whole.opening, parts: byBudget(func(b budgetItems) fiscal.Item { return b.opening })},
		promise{text: "收入总计 = 本年收入合计 + 年初结转和结余", whole: whole.incomeTotal, parts: []fiscal.Item{whole.income, whole.opening}})
	l.lines(x, promise{text: "支出合计 = 一般公共预算 + 政府性基金预算 + 国有资本经营预算", whole: whole.expense,
		parts: []fiscal.Item{fiscal.GeneralExpense, fiscal.FundExpense, fiscal.CapitalExpense}})
	l.columnSums(x, fiscal.FiscalExpenseYear, fiscal.GeneralExpense, fiscal.FundExpense, fiscal.CapitalExpense)
	l.formTotals(x,
		promise{text: "年末结转和结余 = 三本预算之和", whole: whole.closing, parts: byBudget(func(b budgetItems) fiscal.Item { return b.closing })},
		promise{text: "支出总计 = 三本预算之和", whole: whole.expenseTotal, parts: byBudget(func(b budgetItems) fiscal.Item { return b.expenseTotal })})
	totals := family{title: x.title + "各列：支出总计 = 本年支出合计 + 年末结转和结余", counter: "列"}
	balances := family{title: x.title + "三本预算各自：年初结转和结余 + 本年收入 = 本年支出 + 年末结转和结余", counter: "处"}
	for i, b := range fiscalBudgets {
		c, ok := l.line(x, nil, promise{text: b.name + "支出总计 = 本年支出合计 + 年末结转和结余", whole: b.expenseTotal, parts: []fiscal.Item{b.expense, b.closing}})
		if ok {
			totals.take(c)
		}
		if i == 0 || !x.columns[b.income] && !x.columns[b.opening] {
			continue
		}
		c, ok = l.balanced(x, x.title+b.name+"：年初结转和结余 + 本年收入 = 本年支出 + 年末结转和结余",
			l.side(x, nil, b.opening, b.income), l.side(x, nil, b.expense, b.closing))
		if ok {
			balances.take(c)
		}
	}
	l.addFamily(totals)
	l.addFamily(balances)
	l.bothSides(x, whole.incomeTotal, whole.expenseTotal)
}

// generalForm checks form 5, 一般公共预算财政拨款支出决算表.
func generalForm(l *ledger) {
	if !l.has(5) {
		return
	}
	x := l.forms[5]
	l.lines(x, promise{text: "合计 = 基本支出 + 项目支出", whole: fiscal.GeneralExpense, parts: []fiscal.Item{fiscal.GeneralBasic, fiscal.GeneralProject}})
	l.columnSums(x, fiscal.GeneralExpense, fiscal.GeneralBasic, fiscal.GeneralProject)
}

// fundForm and capitalForm check forms 8 and 9, 政府性基金 and 国有资本经营.
func fundForm(l *ledger) {
	l.budgetForm(8, fiscalBudgets[2], fiscal.FundExpense, fiscal.FundBasic, fiscal.FundProject)
}

func capitalForm(l *ledger) {
	l.budgetForm(9, fiscalBudgets[3], fiscal.CapitalExpense, fiscal.CapitalBasic, fiscal.CapitalProject)
}

func (l *ledger) budgetForm(number int, b budgetItems, expense, basic, project fiscal.Item) {
	if !l.has(number) {
		return
	}
	x := l.forms[number]
	l.lines(x, promise{text: "本年支出 = 基本支出 + 项目支出", whole: expense, parts: []fiscal.Item{basic, project}})
	if x.columns[b.opening] || x.columns[b.income] || x.columns[b.closing] {
		text := "年初结转和结余 + 本年收入 = 本年支出 + 年末结转和结余"
		f := family{title: x.title + "各行：" + text, counter: "行"}
		for _, r := range append([]*row{nil}, x.rows...) {
			if c, ok := l.balanced(x, x.inForm(r, text), l.side(x, r, b.opening, b.income), l.side(x, r, expense, b.closing)); ok {
				f.take(c)
			}
		}
		l.addFamily(f)
	}
	l.columnSums(x, b.opening, b.income, expense, basic, project, b.closing)
}
