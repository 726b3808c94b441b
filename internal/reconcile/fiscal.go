package reconcile

import "mingzhang/internal/fiscal"

// budgetItems are the quantities of one budget: totals, opening and closing
// balance, income and expenditure of the year.
type budgetItems struct {
	name                                  string
	incomeTotal, opening, income          fiscal.Item
	expenseTotal, closing, expense, again fiscal.Item
}

var fiscalBudgets = []budgetItems{
	{"财政拨款", fiscal.FiscalIncomeTotal, fiscal.FiscalOpeningBalance, fiscal.FiscalIncomeYear,
		fiscal.FiscalExpenseTotal, fiscal.FiscalClosingBalance, fiscal.FiscalExpenseYear, ""},
	{"一般公共预算财政拨款", fiscal.GeneralIncomeTotal, fiscal.GeneralOpeningBalance, fiscal.GeneralIncomeYear,
		fiscal.GeneralExpenseTotal, fiscal.GeneralClosingBalance, fiscal.GeneralExpense, ""},
	{"政府性基金预算", fiscal.FundIncomeTotal, fiscal.FundOpeningBalance, fiscal.FundIncomeYear,
		fiscal.FundExpenseTotal, fiscal.FundClosingBalance, fiscal.FundExpenseYear, fiscal.FundExpense},
	{"国有资本经营预算", fiscal.CapitalIncomeTotal, fiscal.CapitalOpeningBalance, fiscal.CapitalIncomeYear,
		fiscal.CapitalExpenseTotal, fiscal.CapitalClosingBalance, fiscal.CapitalExpenseYear, fiscal.CapitalExpense},
}

func fiscalTotals(l *ledger) {
	for _, b := range fiscalBudgets {
		if l.states(b.incomeTotal) || l.states(b.expenseTotal) {
			l.sums(total(b.incomeTotal, b.opening, b.income), total(b.expenseTotal, b.closing, b.expense))
		} else {
			l.balance(b)
		}
		l.same(b.name+"收入总计 = 支出总计", b.incomeTotal, b.expenseTotal)
		if b.again != "" {
			l.same(b.name+"本年支出两处一致", b.expense, b.again)
		}
		if b.incomeTotal == fiscal.FiscalIncomeTotal {
			l.sums(sumRule{
				title: "本年财政拨款支出 = 一般公共预算 + 政府性基金预算 + 国有资本经营预算",
				whole: key(fiscal.FiscalExpenseYear, nil, fiscal.Final),
				parts: append(items(fiscal.Final, fiscal.GeneralExpense),
					either(fiscal.Final, []fiscal.Item{fiscal.FundExpenseYear}, []fiscal.Item{fiscal.FundExpense}),
					either(fiscal.Final, []fiscal.Item{fiscal.CapitalExpenseYear}, []fiscal.Item{fiscal.CapitalExpense})),
			})
		}
	}
}

func (l *ledger) states(item fiscal.Item) bool {
	_, ok := l.final(item)
	return ok
}

// balance checks 年初 + 本年收入 = 本年支出 + 年末 where the document gives no
// totals of a budget.
func (l *ledger) balance(b budgetItems) {
	var o [4]operand
	for i, item := range []fiscal.Item{b.opening, b.income, b.expense, b.closing} {
		var ok bool
		if o[i], ok = l.final(item); !ok {
			return
		}
	}
	left, half := more(o[0].value, o[1].value), o[0].half
	right := more(o[2].value, o[3].value)
	for _, x := range o {
		half = largest(half, x.half)
	}
	whole := operand{fact: o[0].fact, value: left, half: half, measure: o[0].measure, printed: o[0].printed}
	c := fiscal.Check{
		Title: b.name + "：年初结转和结余 + 本年收入 = 本年支出 + 年末结转和结余", Stated: money(left, whole), Computed: money(right, whole),
		Formula: o[0].printed + " + " + inLike(o[1], whole) + " 与 " + inLike(o[2], whole) + " + " + inLike(o[3], whole),
		Facts:   factsOf(o[:]),
	}
	l.judge(&c, whole, right, half, 3)
	if c.Status == fiscal.Holds {
		c.Note = "收入一边与支出一边一致。"
	}
	l.add(c)
}

func fiscalIncome(l *ledger) {
	l.same("财政拨款收入（收入一节）= 本年财政拨款收入（财政拨款一节）", fiscal.IncomeFiscal, fiscal.FiscalIncomeYear)
}
