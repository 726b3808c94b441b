package reconcile

import (
	"slices"

	"mingzhang/internal/fiscal"
)

var (
	// otherSources are all but 财政拨款收入, the first.
	otherSources = fiscal.IncomeSources[1:]
	// incomeByBudget stands, in some regions, in the place of 财政拨款收入.
	incomeByBudget = []fiscal.Item{fiscal.GeneralIncomeYear, fiscal.FundIncomeYear, fiscal.CapitalIncomeYear}
)

func incomeTotal(l *ledger) {
	l.sums(total(fiscal.IncomeTotal, fiscal.IncomeYear, fiscal.IncomeNonfiscalBalanceUsed, fiscal.IncomeOpeningBalance))
	l.same("收入总计 = 支出总计", fiscal.IncomeTotal, fiscal.ExpenseTotal)
}

func expenseTotal(l *ledger) {
	l.sums(total(fiscal.ExpenseTotal, fiscal.ExpenseYear, fiscal.ExpenseBalanceDistribution, fiscal.ExpenseClosingBalance))
}

func incomeParts(l *ledger) {
	l.sums(sumRule{
		whole: key(fiscal.IncomeYear, nil, fiscal.Final),
		parts: append([]part{either(fiscal.Final, []fiscal.Item{fiscal.IncomeFiscal}, incomeByBudget)}, items(fiscal.Final, otherSources...)...),
	})
	first := []fiscal.Item{fiscal.IncomeFiscal}
	if _, ok := l.get(key(fiscal.IncomeFiscal, nil, fiscal.Share), -1); !ok {
		first = incomeByBudget
	}
	l.shares("各项收入占比之和 = 100%", slices.Concat(first, otherSources)...)
}

func expenseParts(l *ledger) {
	l.sums(total(fiscal.ExpenseYear, fiscal.ExpenseKinds...))
	l.shares("各类支出占比之和 = 100%", fiscal.ExpenseKinds...)
}

// shares checks the stated share of each part, and their sum.
func (l *ledger) shares(title string, parts ...fiscal.Item) {
	var keys []fiscal.Key
	for _, p := range parts {
		l.share(p, nil)
		keys = append(keys, key(p, nil, fiscal.Share))
	}
	l.sharesSum(title, keys)
}
