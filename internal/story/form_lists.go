package story

import "mingzhang/internal/fiscal"

// listForm is a form whose lines are 合计 and classes, a column an item.
func (b *Book) listForm(items ...fiscal.Item) Form {
	columns := make([]string, len(items))
	var totals []FormCell
	for i, item := range items {
		columns[i] = item.Term()
		totals = append(totals, b.final(item))
	}
	f := Form{Columns: classHeader(columns...), Rows: []FormRow{totalRow(totals...)}}
	for _, c := range b.classTree(items...) {
		var cells []FormCell
		for _, item := range items {
			cells = append(cells, b.ofClass(item, c))
		}
		f.Rows = append(f.Rows, classRow(c, cells...))
	}
	return f
}

// incomeForm is 02 收入决算表.
func (b *Book) incomeForm() Form {
	f := b.listForm(append([]fiscal.Item{fiscal.IncomeYear}, fiscal.IncomeSources...)...)
	if len(f.Rows) == 1 {
		f.Note = "正文没有按科目写收入，所以只有合计一行。"
	}
	return f
}

// expenseForm is 03 支出决算表.
func (b *Book) expenseForm() Form {
	f := b.listForm(append([]fiscal.Item{fiscal.ExpenseYear}, fiscal.ExpenseKinds...)...)
	if len(f.Rows) == 1 {
		f.Note = "正文没有按科目写全部支出，所以只有合计一行；财政拨款部分按科目见 5、8 两表。"
	}
	return f
}

// generalForm is 05 一般公共预算财政拨款支出决算表.
func (b *Book) generalForm() Form {
	project := b.cell(fiscal.GeneralProject, nil, fiscal.Final)
	all, basic := b.cell(fiscal.GeneralExpense, nil, fiscal.Final), b.cell(fiscal.GeneralBasic, nil, fiscal.Final)
	if project.Nothing == NotMentioned && all.Figure != nil && basic.Figure != nil {
		if d, ok := difference(*all.Figure, *basic.Figure); ok && !d.Value.IsNeg() {
			d.Formula = "支出 " + all.Figure.Text + " − 基本支出 " + basic.Figure.Text + " = " + d.With()
			project = filled(d)
		}
	}
	f := Form{
		Columns: [][]Header{
			{{Text: "科目编码", Rows: 2}, {Text: "科目名称", Rows: 2}, {Text: "本年支出", Cols: 3}},
			{{Text: "合计", Numeric: true}, {Text: "基本支出", Numeric: true}, {Text: "项目支出", Numeric: true}},
		},
		Rows: []FormRow{totalRow(quantity(all), quantity(basic), quantity(project))},
	}
	tree := b.classTree(fiscal.GeneralExpense, fiscal.GeneralBasic, fiscal.GeneralProject)
	added := false
	for _, c := range tree {
		amount := b.ofClass(fiscal.GeneralExpense, c)
		added = added || amount.Cell.Figure != nil && amount.Cell.Figure.Derived
		f.Rows = append(f.Rows, classRow(c, amount,
			quantity(b.cell(fiscal.GeneralBasic, c, fiscal.Final)), quantity(b.cell(fiscal.GeneralProject, c, fiscal.Final))))
	}
	if len(tree) > 0 && len(b.classes(fiscal.GeneralBasic, fiscal.Final))+len(b.classes(fiscal.GeneralProject, fiscal.Final)) == 0 {
		f.Note = "正文没有按科目分基本支出和项目支出。"
	}
	if added {
		f.Note += "文中没有写数的类、款，由其下写出的项相加推算，只在这些项恰好加成上一级写出的数时，或其下只有一项时。"
	}
	f.Note += b.unaddedNotes(fiscal.GeneralExpense, tree)
	return f
}

// budgetForm is the form of a budget by class: what was carried over, received,
// spent, and what is left.
func (b *Book) budgetForm(opening, income, expense, closing fiscal.Item) Form {
	f := Form{
		Columns: [][]Header{
			{{Text: "科目编码", Rows: 2}, {Text: "科目名称", Rows: 2}, {Text: "年初结转和结余", Rows: 2, Numeric: true}, {Text: "本年收入", Rows: 2, Numeric: true},
				{Text: "本年支出", Cols: 3}, {Text: "年末结转和结余", Rows: 2, Numeric: true}},
			{{Text: "小计", Numeric: true}, {Text: "基本支出", Numeric: true}, {Text: "项目支出", Numeric: true}},
		},
	}
	year := b.yearTotal(expense)
	kind := quantity(empty(b.absence(expense))) // 基本支出 and 项目支出 of a budget have no item of their own
	if year.Nothing == StatedNone {
		kind = quantity(year)
	}
	f.Rows = []FormRow{totalRow(b.final(opening), b.final(income), quantity(year), kind, kind, b.final(closing))}
	for _, c := range b.classTree(opening, income, expense, closing) {
		f.Rows = append(f.Rows, classRow(c, quantity(b.cell(opening, c, fiscal.Final)), quantity(b.cell(income, c, fiscal.Final)),
			b.ofClass(expense, c), kind, kind, quantity(b.cell(closing, c, fiscal.Final))))
	}
	return f
}

// fundForm is 08 政府性基金预算财政拨款收入支出决算表.
func (b *Book) fundForm() Form {
	f := b.budgetForm(fiscal.FundOpeningBalance, fiscal.FundIncomeYear, fiscal.FundExpense, fiscal.FundClosingBalance)
	if len(f.Rows) > 1 && len(b.classes(fiscal.FundIncomeYear, fiscal.Final)) == 0 {
		f.Note = "正文按科目只写了本年支出。"
	}
	return f
}

// capitalForm is 09 国有资本经营预算财政拨款收入支出决算表.
func (b *Book) capitalForm() Form {
	return b.budgetForm(fiscal.CapitalOpeningBalance, fiscal.CapitalIncomeYear, fiscal.CapitalExpense, fiscal.CapitalClosingBalance)
}
