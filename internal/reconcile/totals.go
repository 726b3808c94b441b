package reconcile

import "mingzhang/internal/fiscal"

var (
	incomeSources = []fiscal.Item{
		fiscal.IncomeFiscal, fiscal.IncomeSuperiorSubsidy, fiscal.IncomeUndertaking, fiscal.IncomeOperating, fiscal.IncomeAffiliateRemittance, fiscal.IncomeOther,
	}
	incomeByBudget = []fiscal.Item{fiscal.GeneralIncomeYear, fiscal.FundIncomeYear, fiscal.CapitalIncomeYear}
	expenseKinds   = []fiscal.Item{
		fiscal.ExpenseBasic, fiscal.ExpenseProject, fiscal.ExpenseRemittedUp, fiscal.ExpenseOperating, fiscal.ExpenseAffiliateSubsidy,
	}
)

func totals(l *ledger) {
	l.sum(totalOf(fiscal.IncomeTotal, fiscal.IncomeYear, fiscal.IncomeNonfiscalBalanceUsed, fiscal.IncomeOpeningBalance))
	l.same("收入总计 = 支出总计", fiscal.IncomeTotal, fiscal.ExpenseTotal)
}

func spendingTotals(l *ledger) {
	l.sum(totalOf(fiscal.ExpenseTotal, fiscal.ExpenseYear, fiscal.ExpenseBalanceDistribution, fiscal.ExpenseClosingBalance))
}

func incomeParts(l *ledger) {
	sources := incomeSources
	if _, ok := l.final(fiscal.IncomeFiscal); !ok {
		// Some regions give the three budgets in the place of 财政拨款收入.
		sources = append(append([]fiscal.Item{}, incomeByBudget...), incomeSources[1:]...)
	}
	l.parts(fiscal.IncomeYear, sources, "各项收入占比之和 = 100%")
}

func expenseParts(l *ledger) {
	l.parts(fiscal.ExpenseYear, expenseKinds, "各类支出占比之和 = 100%")
}

// parts checks a whole, the shares of its parts, and the sum of the shares.
func (l *ledger) parts(whole fiscal.Item, parts []fiscal.Item, sharesTitle string) {
	l.sum(totalOf(whole, parts...))
	var shares []fiscal.Key
	for _, p := range parts {
		l.share(p, nil)
		shares = append(shares, key(p, nil, fiscal.Share))
	}
	l.sharesSum(sharesTitle, shares)
}

func fiscalTotals(l *ledger) {
	l.sum(totalOf(fiscal.FiscalIncomeTotal, fiscal.FiscalOpeningBalance, fiscal.FiscalIncomeYear))
	l.sum(totalOf(fiscal.FiscalExpenseTotal, fiscal.FiscalClosingBalance, fiscal.FiscalExpenseYear))
	l.same("财政拨款收入总计 = 财政拨款支出总计", fiscal.FiscalIncomeTotal, fiscal.FiscalExpenseTotal)
	l.threeBudgets()
	l.sum(totalOf(fiscal.FundIncomeTotal, fiscal.FundOpeningBalance, fiscal.FundIncomeYear))
	l.sum(totalOf(fiscal.FundExpenseTotal, fiscal.FundClosingBalance, fiscal.FundExpenseYear))
	l.same("政府性基金预算收入总计 = 支出总计", fiscal.FundIncomeTotal, fiscal.FundExpenseTotal)
	l.sum(totalOf(fiscal.CapitalIncomeTotal, fiscal.CapitalOpeningBalance, fiscal.CapitalIncomeYear))
	l.sum(totalOf(fiscal.CapitalExpenseTotal, fiscal.CapitalClosingBalance, fiscal.CapitalExpenseYear))
}

// threeBudgets checks that the budgets together pay 本年财政拨款支出.
func (l *ledger) threeBudgets() {
	whole, ok := l.final(fiscal.FiscalExpenseYear)
	if !ok {
		return
	}
	var parts []operand
	var missing []string
	for _, budget := range [][]fiscal.Item{
		{fiscal.GeneralExpense}, {fiscal.FundExpenseYear, fiscal.FundExpense}, {fiscal.CapitalExpenseYear, fiscal.CapitalExpense},
	} {
		known := false
		for _, item := range budget {
			if o, ok := l.final(item); ok {
				parts, known = append(parts, o), true
				break
			}
			known = known || l.denied(key(item, nil, fiscal.Final))
		}
		if !known {
			missing = append(missing, budget[0].Term())
		}
	}
	if len(parts) > 0 {
		l.sumOf(whole, parts, missing, "本年财政拨款支出 = 一般公共预算 + 政府性基金预算 + 国有资本经营预算")
	}
}

func fiscalIncome(l *ledger) {
	l.same("财政拨款收入（收入一节）= 本年财政拨款收入（财政拨款一节）", fiscal.IncomeFiscal, fiscal.FiscalIncomeYear)
}
