package specimen

import (
	"mingzhang/internal/fiscal"
)

// potItems are the items of one budget.
type potItems struct {
	incomeTotal, opening, incomeYear, expenseTotal, closing, expenseYear, expense, basic, project fiscal.Item
}

var itemsOf = map[pot]potItems{
	generalPot: {fiscal.GeneralIncomeTotal, fiscal.GeneralOpeningBalance, fiscal.GeneralIncomeYear, fiscal.GeneralExpenseTotal,
		fiscal.GeneralClosingBalance, fiscal.GeneralExpense, fiscal.GeneralExpense, fiscal.GeneralBasic, fiscal.GeneralProject},
	fundPot: {fiscal.FundIncomeTotal, fiscal.FundOpeningBalance, fiscal.FundIncomeYear, fiscal.FundExpenseTotal,
		fiscal.FundClosingBalance, fiscal.FundExpenseYear, fiscal.FundExpense, fiscal.FundBasic, fiscal.FundProject},
	capitalPot: {fiscal.CapitalIncomeTotal, fiscal.CapitalOpeningBalance, fiscal.CapitalIncomeYear, fiscal.CapitalExpenseTotal,
		fiscal.CapitalClosingBalance, fiscal.CapitalExpenseYear, fiscal.CapitalExpense, fiscal.CapitalBasic, fiscal.CapitalProject},
}

// sums draws every total and every class from the 项.
func (a *accounts) sums() {
	const final = fiscal.Final
	for _, l := range a.leaves {
		of := itemsOf[l.pot]
		spent, whole := l.expense(), l.expense()+l.ownExpense()
		a.add(of.opening, l.class, final, l.opening)
		a.add(of.incomeYear, l.class, final, l.income)
		a.add(of.incomeTotal, l.class, final, l.income+l.opening)
		a.add(of.expense, l.class, final, spent)
		a.add(of.basic, l.class, final, l.basic)
		a.add(of.project, l.class, final, l.project)
		a.add(of.closing, l.class, final, l.closing)
		a.add(of.expenseTotal, l.class, final, spent+l.closing)
		if of.expenseYear != of.expense {
			a.add(of.expenseYear, l.class, final, spent)
		}
		a.add(fiscal.FiscalOpeningBalance, l.class, final, l.opening)
		a.add(fiscal.FiscalIncomeYear, l.class, final, l.income)
		a.add(fiscal.FiscalIncomeTotal, l.class, final, l.income+l.opening)
		a.add(fiscal.FiscalExpenseYear, l.class, final, spent)
		a.add(fiscal.FiscalClosingBalance, l.class, final, l.closing)
		a.add(fiscal.FiscalExpenseTotal, l.class, final, spent+l.closing)
		a.add(fiscal.FiscalBasic, l.class, final, l.basic)

		a.add(fiscal.IncomeYear, l.class, final, l.income+l.ownIncome())
		a.add(fiscal.IncomeFiscal, l.class, final, l.income)
		a.add(fiscal.IncomeSuperiorSubsidy, l.class, final, l.superior)
		a.add(fiscal.IncomeUndertaking, l.class, final, l.undertaking)
		a.add(fiscal.IncomeOperating, l.class, final, l.earned)
		a.add(fiscal.IncomeAffiliateRemittance, l.class, final, l.affiliate)
		a.add(fiscal.IncomeOther, l.class, final, l.other)
		a.add(fiscal.ExpenseYear, l.class, final, whole)
		a.add(fiscal.ExpenseBasic, l.class, final, l.basic+l.ownBasic)
		a.add(fiscal.ExpenseProject, l.class, final, l.project+l.ownProject)
		a.add(fiscal.ExpenseRemittedUp, l.class, final, l.remitted)
		a.add(fiscal.ExpenseOperating, l.class, final, l.running)
		a.add(fiscal.ExpenseAffiliateSubsidy, l.class, final, l.subsidy)
	}
	opening := a.get(fiscal.FiscalOpeningBalance, nil, final) + a.ownOpening
	closing := a.get(fiscal.FiscalClosingBalance, nil, final) + a.ownClosing
	a.set(fiscal.IncomeNonfiscalBalanceUsed, final, a.used)
	a.set(fiscal.IncomeOpeningBalance, final, opening)
	a.set(fiscal.IncomeTotal, final, a.get(fiscal.IncomeYear, nil, final)+a.used+opening)
	a.set(fiscal.ExpenseBalanceDistribution, final, a.distribution)
	a.set(fiscal.ExpenseClosingBalance, final, closing)
	a.set(fiscal.ExpenseTotal, final, a.get(fiscal.ExpenseYear, nil, final)+a.distribution+closing)
}

// history gives the totals last year's figures and budgets. What the 项 were
// last year and in the budget sums up to the totals that are made of them.
func (a *accounts) history(c chance) {
	for _, l := range append(append([]*leaf{}, a.leaves...), a.ghosts...) {
		of := itemsOf[l.pot]
		for _, h := range []struct {
			basis fiscal.Basis
			v     amount
		}{{fiscal.Prior, l.prior}, {fiscal.InitialBudget, l.initial}} {
			a.add(of.expense, l.class, h.basis, h.v)
			a.add(fiscal.FiscalExpenseYear, l.class, h.basis, h.v)
			if of.expenseYear != of.expense {
				a.add(of.expenseYear, l.class, h.basis, h.v)
			}
		}
	}
	like := func(items ...fiscal.Item) { // both sides of a total were equal last year too
		prior, initial := near(c, a.get(items[0], nil, fiscal.Final), a.grain), near(c, a.get(items[0], nil, fiscal.Final), a.grain)
		for _, item := range items {
			a.set(item, fiscal.Prior, prior)
			a.set(item, fiscal.InitialBudget, initial)
		}
	}
	like(fiscal.IncomeTotal, fiscal.ExpenseTotal)
	like(fiscal.FiscalIncomeTotal, fiscal.FiscalExpenseTotal)
	like(fiscal.FundIncomeTotal, fiscal.FundExpenseTotal)
	like(fiscal.CapitalIncomeTotal, fiscal.CapitalExpenseTotal)
	for _, item := range []fiscal.Item{
		fiscal.IncomeYear, fiscal.IncomeFiscal, fiscal.IncomeSuperiorSubsidy, fiscal.IncomeUndertaking, fiscal.IncomeOperating,
		fiscal.IncomeAffiliateRemittance, fiscal.IncomeOther, fiscal.IncomeNonfiscalBalanceUsed, fiscal.IncomeOpeningBalance,
		fiscal.ExpenseYear, fiscal.ExpenseBasic, fiscal.ExpenseProject, fiscal.ExpenseRemittedUp, fiscal.ExpenseOperating,
		fiscal.ExpenseAffiliateSubsidy, fiscal.ExpenseBalanceDistribution, fiscal.ExpenseClosingBalance, fiscal.FiscalIncomeYear,
		fiscal.GeneralIncomeYear, fiscal.FundIncomeYear, fiscal.CapitalIncomeYear,
	} {
		like(item)
	}
}
