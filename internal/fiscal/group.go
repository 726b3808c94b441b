package fiscal

// IncomeSources are the kinds that 本年收入合计 is made of, in the order of the
// forms. Callers must not change it.
var IncomeSources = []Item{
	IncomeFiscal, IncomeSuperiorSubsidy, IncomeUndertaking, IncomeOperating, IncomeAffiliateRemittance, IncomeOther,
}

// ExpenseKinds are the kinds that 本年支出合计 is made of, in the order of the
// forms. Callers must not change it.
var ExpenseKinds = []Item{
	ExpenseBasic, ExpenseProject, ExpenseRemittedUp, ExpenseOperating, ExpenseAffiliateSubsidy,
}
