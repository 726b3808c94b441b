package story

import (
	"strings"

	"mingzhang/internal/fiscal"
)

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
	f := b.listForm(append([]fiscal.Item{fiscal.IncomeYear}, incomeSources...)...)
	f.Note = "正文没有按科目写收入，所以只有合计一行。"
	return f
}

// expenseForm is 03 支出决算表.
func (b *Book) expenseForm() Form {
	f := b.listForm(append([]fiscal.Item{fiscal.ExpenseYear}, expenseKinds...)...)
	f.Note = "正文没有按科目写全部支出，所以只有合计一行；财政拨款部分按科目见 5、8 两表。"
	return f
}

// generalForm is 05 一般公共预算财政拨款支出决算表.
func (b *Book) generalForm() Form {
	f := Form{
		Columns: classHeader("本年支出合计", "基本支出", "项目支出"),
		Rows:    []FormRow{totalRow(b.final(fiscal.GeneralExpense), b.final(fiscal.GeneralBasic), b.final(fiscal.GeneralProject))},
		Note:    "款一级的数文中没有写，由项相加推算。",
	}
	for _, c := range b.classTree(fiscal.GeneralExpense, fiscal.GeneralBasic, fiscal.GeneralProject) {
		f.Rows = append(f.Rows, classRow(c, b.ofClass(fiscal.GeneralExpense, c),
			quantity(b.cell(fiscal.GeneralBasic, c, fiscal.Final)), quantity(b.cell(fiscal.GeneralProject, c, fiscal.Final))))
	}
	return f
}

// basicForm is 06 一般公共预算财政拨款基本支出决算表.
func (b *Book) basicForm() Form {
	f := Form{
		Columns: [][]Header{{{Text: "经济分类"}, {Text: "决算数", Numeric: true}}},
		Rows: []FormRow{
			{Total: true, Cells: []FormCell{heading("合计"), b.final(fiscal.GeneralBasic)}},
			{Level: 1, Cells: []FormCell{heading("人员经费"), b.final(fiscal.GeneralPersonnel)}},
			{Level: 1, Cells: []FormCell{heading("公用经费"), b.final(fiscal.GeneralOperation)}},
		},
		Note: "正文写了人员经费、公用经费各是多少和包括哪些内容，没有写每一种内容的金额。",
	}
	for _, x := range b.Report.Facts {
		if x.EconomicClass != nil && x.Item == fiscal.GeneralBasic && x.Basis == fiscal.Final && x.Value != nil {
			f.Rows = append(f.Rows, FormRow{Level: len(x.EconomicClass.Path), Cells: []FormCell{
				heading(x.EconomicClass.Path[len(x.EconomicClass.Path)-1]), quantity(FactCell(&x))}})
		}
	}
	return f
}

// sangongForm is 07 财政拨款“三公”经费支出决算表: the budget's six columns and
// the accounts' six.
func (b *Book) sangongForm() Form {
	items := []fiscal.Item{fiscal.SangongTotal, fiscal.SangongAbroad, fiscal.SangongVehicle, fiscal.SangongVehiclePurchase, fiscal.SangongVehicleOperation, fiscal.SangongReception}
	f := Form{
		Columns: [][]Header{{{Text: "项目"}, {Text: fiscal.FullBudget.Term(), Numeric: true}, {Text: fiscal.Final.Term(), Numeric: true}}},
		Note:    "原表把预算数与决算数各六栏横排在一行；这里竖排，便于在手机上看。",
	}
	for i, item := range items {
		budget := b.cell(item, nil, fiscal.FullBudget)
		if budget.Figure == nil {
			if initial := b.cell(item, nil, fiscal.InitialBudget); initial.Figure != nil {
				budget = initial
			}
		}
		name := item.Term()
		if i == 0 {
			name = "合计"
		}
		level := 1
		if strings.HasPrefix(string(item), "sangong.vehicle_") {
			level = 2
		}
		f.Rows = append(f.Rows, FormRow{Total: i == 0, Level: level, Cells: []FormCell{heading(name), quantity(budget), b.final(item)}})
	}
	return f
}

// fundForm is 08 政府性基金预算财政拨款收入支出决算表.
func (b *Book) fundForm() Form {
	f := Form{
		Columns: [][]Header{
			{{Text: "科目编码", Rows: 2}, {Text: "科目名称", Rows: 2}, {Text: "年初结转和结余", Rows: 2, Numeric: true}, {Text: "本年收入", Rows: 2, Numeric: true},
				{Text: "本年支出", Cols: 3}, {Text: "年末结转和结余", Rows: 2, Numeric: true}},
			{{Text: "小计", Numeric: true}, {Text: "基本支出", Numeric: true}, {Text: "项目支出", Numeric: true}},
		},
	}
	unsaid := func() FormCell { return quantity(empty(NotMentioned)) }
	basic, project := unsaid(), unsaid()
	year := b.yearExpense(fiscal.FundExpenseYear, fiscal.FundExpense)
	if year.Cell.Nothing == StatedNone {
		basic, project = year, year
	}
	f.Rows = []FormRow{totalRow(b.final(fiscal.FundOpeningBalance), b.final(fiscal.FundIncomeYear), year, basic, project, b.final(fiscal.FundClosingBalance))}
	for _, c := range b.classTree(fiscal.FundExpense) {
		f.Rows = append(f.Rows, classRow(c, unsaid(), unsaid(), b.ofClass(fiscal.FundExpense, c), unsaid(), unsaid(), unsaid()))
	}
	return f
}

// capitalForm is 09 国有资本经营预算财政拨款收入支出决算表.
func (b *Book) capitalForm() Form {
	f := Form{
		Columns: classHeader("年初结转和结余", "本年收入", "本年支出", "年末结转和结余"),
		Rows: []FormRow{totalRow(b.final(fiscal.CapitalOpeningBalance), b.final(fiscal.CapitalIncomeYear),
			b.yearExpense(fiscal.CapitalExpenseYear, fiscal.CapitalExpense), b.final(fiscal.CapitalClosingBalance))},
	}
	for _, c := range b.classTree(fiscal.CapitalExpense) {
		f.Rows = append(f.Rows, classRow(c, quantity(empty(NotMentioned)), quantity(empty(NotMentioned)), b.ofClass(fiscal.CapitalExpense, c), quantity(empty(NotMentioned))))
	}
	return f
}
