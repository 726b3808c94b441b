package story

import (
	"strconv"

	"mingzhang/internal/fiscal"
)

// side is one half of a two-sided form: a name and its quantities.
type side struct {
	name  string
	cells []FormCell
	total bool
}

// twoSided sets two lists side by side, the shorter filled up with blanks; a
// line is a total where both sides are.
func twoSided(left, right []side, leftCells, rightCells int) []FormRow {
	blank := func(s []side, i, cells int) []FormCell {
		if i < len(s) && s[i].name != "" {
			return append([]FormCell{heading(s[i].name)}, s[i].cells...)
		}
		row := []FormCell{words("")}
		for range cells {
			row = append(row, words(""))
		}
		return row
	}
	var rows []FormRow
	for i := range max(len(left), len(right)) {
		r := FormRow{Cells: append(blank(left, i, leftCells), blank(right, i, rightCells)...)}
		r.Total = i < len(left) && i < len(right) && left[i].total && right[i].total
		rows = append(rows, r)
	}
	return rows
}

// align moves the closing lines of both sides, as many as tail, to the same
// lines by filling up the shorter body.
func align(left, right []side, tail int) ([]side, []side) {
	fill := func(s []side, n int) []side {
		body, end := s[:len(s)-tail], s[len(s)-tail:]
		out := append([]side{}, body...)
		for range n {
			out = append(out, side{cells: emptyCells(len(end[0].cells))})
		}
		return append(out, end...)
	}
	if d := len(right) - len(left); d > 0 {
		return fill(left, d), right
	} else if d < 0 {
		return left, fill(right, -d)
	}
	return left, right
}

func emptyCells(n int) []FormCell {
	cells := make([]FormCell, n)
	for i := range cells {
		cells[i] = words("")
	}
	return cells
}

// generalIncome is 一般公共预算财政拨款收入: stated, or what of 本年财政拨款收入
// the two other budgets leave, where the document says what those are.
func (b *Book) generalIncome() Cell {
	c := b.cell(fiscal.GeneralIncomeYear, nil, fiscal.Final)
	if c.Figure != nil || c.Nothing == StatedNone {
		return c
	}
	all, ok := b.Figure(fiscal.FiscalIncomeYear, fiscal.Final)
	if !ok {
		return c
	}
	left, formula := all, all.Text
	for _, other := range []struct {
		item fiscal.Item
		name string
	}{{fiscal.FundIncomeYear, "政府性基金预算"}, {fiscal.CapitalIncomeYear, "国有资本经营预算"}} {
		o := b.cell(other.item, nil, fiscal.Final)
		switch {
		case o.Nothing == StatedNone:
			formula += " − 无（" + other.name + "，文中说明无）"
		case o.Figure == nil:
			return c // not said: nothing follows
		default:
			d, ok := difference(left, *o.Figure)
			if !ok || d.Value.IsNeg() {
				return c
			}
			left = d
			formula += " − " + o.Figure.Text + "（" + other.name + "）"
		}
	}
	left.Derived, left.At = true, all.At
	left.Formula = "本年财政拨款收入 " + formula + " = " + left.With()
	return filled(left)
}

// fiscalIncomes are the three kinds of 财政拨款收入 at the head of forms 1 and 4.
func (b *Book) fiscalIncomes() []side {
	return []side{
		{name: "一、一般公共预算财政拨款收入", cells: []FormCell{quantity(b.generalIncome())}},
		{name: "二、政府性基金预算财政拨款收入", cells: []FormCell{b.final(fiscal.FundIncomeYear)}},
		{name: "三、国有资本经营预算财政拨款收入", cells: []FormCell{b.final(fiscal.CapitalIncomeYear)}},
	}
}

// totalsForm is 01 收入支出决算总表.
func (b *Book) totalsForm() Form {
	left := append(b.fiscalIncomes(),
		side{name: "四、上级补助收入", cells: []FormCell{b.final(fiscal.IncomeSuperiorSubsidy)}},
		side{name: "五、事业收入", cells: []FormCell{b.final(fiscal.IncomeUndertaking)}},
		side{name: "六、经营收入", cells: []FormCell{b.final(fiscal.IncomeOperating)}},
		side{name: "七、附属单位上缴收入", cells: []FormCell{b.final(fiscal.IncomeAffiliateRemittance)}},
		side{name: "八、其他收入", cells: []FormCell{b.final(fiscal.IncomeOther)}},
		side{name: "本年收入合计", cells: []FormCell{b.final(fiscal.IncomeYear)}, total: true},
		side{name: "使用非财政拨款结余（含专用结余）", cells: []FormCell{b.final(fiscal.IncomeNonfiscalBalanceUsed)}},
		side{name: "年初结转和结余", cells: []FormCell{b.final(fiscal.IncomeOpeningBalance)}},
		side{name: "总计", cells: []FormCell{b.final(fiscal.IncomeTotal)}, total: true},
	)
	var right []side
	top := topClasses(b.classTree(fiscal.ExpenseYear, fiscal.GeneralExpense, fiscal.FundExpense, fiscal.CapitalExpense))
	for _, c := range top {
		right = append(right, side{name: c.Path[0], cells: []FormCell{quantity(b.cell(fiscal.ExpenseYear, c, fiscal.Final))}})
	}
	right = append(right,
		side{name: b.otherClasses(top), cells: []FormCell{quantity(empty(b.absence(fiscal.ExpenseYear)))}},
		side{name: "本年支出合计", cells: []FormCell{b.final(fiscal.ExpenseYear)}, total: true},
		side{name: "结余分配", cells: []FormCell{b.final(fiscal.ExpenseBalanceDistribution)}},
		side{name: "年末结转和结余", cells: []FormCell{b.final(fiscal.ExpenseClosingBalance)}},
		side{name: "总计", cells: []FormCell{b.final(fiscal.ExpenseTotal)}, total: true},
	)
	const closing = 4 // lines that both sides end with
	left, right = align(left, right, closing)
	f := Form{
		Columns: [][]Header{
			{{Text: "收入", Cols: 2}, {Text: "支出", Cols: 2}},
			{{Text: "项目"}, {Text: "决算数", Numeric: true}, {Text: "按功能分类"}, {Text: "决算数", Numeric: true}},
		},
		Rows: twoSided(left, right, 1, 1),
	}
	if len(top) > 0 && len(b.classes(fiscal.ExpenseYear, fiscal.Final)) == 0 {
		f.Note = "正文只按科目写了财政拨款的支出，没有写全部支出按类各是多少，所以右边各类是“未提及”。"
	}
	return f
}

// fiscalForm is 04 财政拨款收入支出决算总表.
func (b *Book) fiscalForm() Form {
	left := append(b.fiscalIncomes(),
		side{name: "本年收入合计", cells: []FormCell{b.final(fiscal.FiscalIncomeYear)}, total: true},
		side{name: "年初财政拨款结转和结余", cells: []FormCell{b.final(fiscal.FiscalOpeningBalance)}},
		side{name: "总计", cells: []FormCell{b.final(fiscal.FiscalIncomeTotal)}, total: true},
	)
	budgets := []fiscal.Item{fiscal.GeneralExpense, fiscal.FundExpense, fiscal.CapitalExpense}
	var right []side
	top := topClasses(b.classTree(append([]fiscal.Item{fiscal.FiscalExpenseYear}, budgets...)...))
	for _, c := range top {
		s := side{name: c.Path[0], cells: []FormCell{quantity(b.fiscalExpenseOf(c))}}
		for _, item := range budgets {
			s.cells = append(s.cells, b.ofClass(item, c))
		}
		right = append(right, s)
	}
	rest := side{name: b.otherClasses(top), cells: []FormCell{quantity(empty(b.absence(fiscal.FiscalExpenseYear)))}}
	for _, item := range budgets {
		if c := b.yearTotal(item); c.Nothing == StatedNone {
			rest.cells = append(rest.cells, quantity(c))
		} else {
			rest.cells = append(rest.cells, quantity(empty(b.absence(item))))
		}
	}
	right = append(right, rest,
		side{name: "本年支出合计", total: true, cells: []FormCell{
			b.final(fiscal.FiscalExpenseYear), quantity(b.yearTotal(fiscal.GeneralExpense)), quantity(b.yearTotal(fiscal.FundExpense)), quantity(b.yearTotal(fiscal.CapitalExpense))}},
		side{name: "年末财政拨款结转和结余", cells: []FormCell{
			b.final(fiscal.FiscalClosingBalance), b.final(fiscal.GeneralClosingBalance), b.final(fiscal.FundClosingBalance), b.final(fiscal.CapitalClosingBalance)}},
		side{name: "总计", total: true, cells: []FormCell{
			b.final(fiscal.FiscalExpenseTotal), b.final(fiscal.GeneralExpenseTotal), b.final(fiscal.FundExpenseTotal), b.final(fiscal.CapitalExpenseTotal)}},
	)
	const closing = 3
	left, right = align(left, right, closing)
	return Form{
		Columns: [][]Header{
			{{Text: "收入", Cols: 2}, {Text: "支出", Cols: 5}},
			{{Text: "项目"}, {Text: "决算数", Numeric: true}, {Text: "按功能分类"}, {Text: "合计", Numeric: true},
				{Text: "一般公共预算财政拨款", Numeric: true}, {Text: "政府性基金预算财政拨款", Numeric: true}, {Text: "国有资本经营预算财政拨款", Numeric: true}},
		},
		Rows: twoSided(left, right, 1, 4),
	}
}

// fiscalExpenseOf is 财政拨款支出 of a 类: printed, or what the three budgets
// spend on it where each is known, be it that nothing is left for the 类.
func (b *Book) fiscalExpenseOf(class *fiscal.Class) Cell {
	c := b.cell(fiscal.FiscalExpenseYear, class, fiscal.Final)
	if c.Nothing != NotMentioned {
		return c
	}
	var paid []Figure
	formula := ""
	for _, budget := range []struct {
		item fiscal.Item
		name string
	}{{fiscal.GeneralExpense, "一般公共预算"}, {fiscal.FundExpense, "政府性基金预算"}, {fiscal.CapitalExpense, "国有资本经营预算"}} {
		if formula != "" {
			formula += " + "
		}
		cell := b.ofClass(budget.item, class).Cell
		switch {
		case cell.Figure != nil:
			paid = append(paid, *cell.Figure)
			formula += budget.name + " " + cell.Figure.Text
		case cell.Nothing == StatedNone:
			formula += budget.name + " 无（文中说明无）"
		default:
			whole, ok := b.spentElsewhere(budget.item)
			if !ok || cell.Nothing != NotMentioned {
				return c
			}
			if whole.Value.IsZero() {
				formula += budget.name + " 无（合计写明 " + whole.Text + "）"
			} else {
				formula += budget.name + " 无（" + whole.Text + " 都在别的类）"
			}
		}
	}
	total, ok := sum(paid)
	if !ok {
		return c
	}
	total.Formula = formula + " = " + total.With()
	return filled(total)
}

// The official forms list 26 类 since 2020; before, their number changed from
// year to year.
const (
	officialClasses      = 26
	officialClassesSince = 2020
)

// otherClasses names the line that stands for the 类 the document does not
// name, with their number where every named one is official.
func (b *Book) otherClasses(named []*fiscal.Class) string {
	for _, c := range named {
		if c.Code == "" {
			return "其余类别"
		}
	}
	if n := officialClasses - len(named); b.Report.Year >= officialClassesSince && n > 0 {
		return "其余 " + strconv.Itoa(n) + " 个类别"
	}
	return "其余类别"
}
