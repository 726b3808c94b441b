package extract

import (
	"strings"

	"mingzhang/internal/fiscal"
)

// concept is a quantity that every account has: the bare 收入总计 is the
// account's of the section it stands in.
type concept int

const (
	noConcept concept = iota
	incomeTotal
	expenseTotal
	bothTotal
	incomeYear
	expenseYear
	opening
	closing
	basicExpense
	projectExpense
	personnel
	operation
)

// tail reports whether the bare name of the concept may end another name.
func (c concept) tail() bool { return c == incomeTotal || c == expenseTotal }

// accountItems gives each account's item for each concept. What an account has
// no item for is understood and not kept.
var accountItems = map[account]map[concept][]fiscal.Item{
	overall: {
		incomeTotal: {fiscal.IncomeTotal}, expenseTotal: {fiscal.ExpenseTotal},
		bothTotal:  {fiscal.IncomeTotal, fiscal.ExpenseTotal},
		incomeYear: {fiscal.IncomeYear}, expenseYear: {fiscal.ExpenseYear},
		opening: {fiscal.IncomeOpeningBalance}, closing: {fiscal.ExpenseClosingBalance},
		basicExpense: {fiscal.ExpenseBasic}, projectExpense: {fiscal.ExpenseProject},
	},
	fiscalA: {
		incomeTotal: {fiscal.FiscalIncomeTotal}, expenseTotal: {fiscal.FiscalExpenseTotal},
		bothTotal:  {fiscal.FiscalIncomeTotal, fiscal.FiscalExpenseTotal},
		incomeYear: {fiscal.FiscalIncomeYear}, expenseYear: {fiscal.FiscalExpenseYear},
		opening: {fiscal.FiscalOpeningBalance}, closing: {fiscal.FiscalClosingBalance},
		basicExpense: {fiscal.FiscalBasic}, personnel: {fiscal.FiscalPersonnel}, operation: {fiscal.FiscalOperation},
	},
	general: {
		incomeTotal: {fiscal.GeneralIncomeTotal}, expenseTotal: {fiscal.GeneralExpenseTotal},
		bothTotal:  {fiscal.GeneralIncomeTotal, fiscal.GeneralExpenseTotal},
		incomeYear: {fiscal.GeneralIncomeYear}, expenseYear: {fiscal.GeneralExpense},
		opening: {fiscal.GeneralOpeningBalance}, closing: {fiscal.GeneralClosingBalance},
		basicExpense: {fiscal.GeneralBasic}, projectExpense: {fiscal.GeneralProject},
		personnel: {fiscal.GeneralPersonnel}, operation: {fiscal.GeneralOperation},
	},
	fund: {
		incomeTotal: {fiscal.FundIncomeTotal}, expenseTotal: {fiscal.FundExpenseTotal},
		bothTotal:  {fiscal.FundIncomeTotal, fiscal.FundExpenseTotal},
		incomeYear: {fiscal.FundIncomeYear}, expenseYear: {fiscal.FundExpenseYear},
		opening: {fiscal.FundOpeningBalance}, closing: {fiscal.FundClosingBalance},
		basicExpense: {fiscal.FundBasic}, projectExpense: {fiscal.FundProject},
	},
	capital: {
		incomeTotal: {fiscal.CapitalIncomeTotal}, expenseTotal: {fiscal.CapitalExpenseTotal},
		bothTotal:  {fiscal.CapitalIncomeTotal, fiscal.CapitalExpenseTotal},
		incomeYear: {fiscal.CapitalIncomeYear}, expenseYear: {fiscal.CapitalExpenseYear},
		opening: {fiscal.CapitalOpeningBalance}, closing: {fiscal.CapitalClosingBalance},
		basicExpense: {fiscal.CapitalBasic}, projectExpense: {fiscal.CapitalProject},
	},
}

// classItem is the item that a class stated within an account's section gives.
var classItem = map[account]fiscal.Item{
	overall: fiscal.ExpenseYear, fiscalA: fiscal.FiscalExpenseYear,
	general: fiscal.GeneralExpense, fund: fiscal.FundExpense, capital: fiscal.CapitalExpense,
}

// sangong reports whether s is one of the amounts of “三公”经费.
func (s *subject) sangong() bool {
	for _, item := range s.items[byMoney] {
		if strings.HasPrefix(string(item), "sangong.") {
			return true
		}
	}
	return false
}

func accountSubject(a account, c concept) *subject {
	items := map[measureKind][]fiscal.Item{}
	if of := accountItems[a][c]; of != nil {
		items[byMoney] = of
	}
	return &subject{items: items, concept: c, account: a, outside: len(items) == 0}
}

// accountNames are the printed names of the accounts.
var accountNames = map[account][]string{
	fiscalA: {"财政拨款", "财政拨款预算"},
	general: {"一般公共预算财政拨款", "一般公共预算", "一般公共预算拨款", "公共预算财政拨款", "公共财政预算财政拨款", "公共财政预算拨款",
		"公共财政拨款", "一般预算财政拨款"},
	fund: {"政府性基金预算财政拨款", "政府性基金财政拨款", "政府性基金预算", "政府性基金", "政府性基金预算拨款", "政府性基金拨款"},
	capital: {"国有资本经营预算财政拨款", "国有资本经营财政拨款", "国有资本经营预算", "国有资本经营预算拨款",
		"国有资本经营"},
}

// conceptNames are the printed names of the concepts behind an account's name;
// $ is where the account's name stands when it is not in front.
var conceptNames = map[concept][]string{
	incomeTotal: {"收入总计", "收入决算总计", "总收入", "决算总收入", "收入决算总额", "收入总额", "收入决算总数", "收入总数", "总收入决算"},
	expenseTotal: {"支出总计", "支出决算总计", "总支出", "决算总支出", "支出决算总额", "支出总额", "支出决算总数", "支出总数", "总支出决算",
		"支出总计(含结转和结余)"},
	bothTotal: {"收支总计", "收、支总计", "收支决算总计", "收、支决算总计", "收入支出总计", "收入、支出总计", "收入和支出总计", "收入与支出总计",
		"收入支出决算总计", "收入、支出决算总计", "收入支出总体", "收支总体", "收入支出决算总体", "收支决算总体", "收支总额", "收、支总额",
		"收入支出总额", "收入总计和支出总计", "收入总计、支出总计", "收入总计与支出总计", "收入总计及支出总计", "收入总计支出总计",
		"收入支出决算总额", "收支决算总额", "总收入和总支出", "总收入、总支出", "总收入总支出", "收入和支出决算总计", "总收支", "总收、支", "收支总数"},
	incomeYear: {"本年收入", "本年收入合计", "本年$收入", "本年$收入合计", "本年度收入合计", "本年收入决算", "本年收入决算合计", "本年收入总计",
		"本年收入决算数", "本年度收入", "本年度$收入"},
	expenseYear: {"本年支出", "本年支出合计", "本年$支出", "本年$支出合计", "本年度支出合计", "本年支出决算", "本年支出决算合计", "本年支出总计",
		"本年支出决算数", "本年度支出", "本年度$支出"},
	opening: {"年初结转和结余", "上年结转和结余", "年初$结转和结余", "上年$结转和结余", "年初结转结余", "上年结转结余", "年初结转及结余", "上年结转及结余",
		"年初结转", "上年结转", "年初$结转结余", "上年度结转和结余", "上年度结转结余", "年初结余和结转", "上年结余结转"},
	closing: {"年末结转和结余", "年末$结转和结余", "结转下年", "年末结转结余", "年末结转及结余", "年末结转", "年末$结转结余", "结转和结余下年",
		"结余结转下年", "结转结余下年", "结转下年支出", "年末结余和结转", "结转下年和结余"},
	basicExpense:   {"基本支出", "基本支出决算", "基本经费支出"},
	projectExpense: {"项目支出", "项目支出决算", "项目经费支出"},
	personnel:      {"人员经费", "人员经费支出", "基本支出人员经费", "基本支出中人员经费", "基本支出中的人员经费"},
	operation: {"公用经费", "日常公用经费", "公用经费支出", "日常公用经费支出", "基本支出公用经费", "基本支出中公用经费",
		"基本支出中日常公用经费", "基本支出中的公用经费"},
}

// namedOnly are concept names that mean the account's year only behind the
// account's name: 政府性基金预算财政拨款支出8,960.06万元.
var namedOnly = map[concept][]string{
	incomeYear:  {"收入", "收入合计", "收入决算", "收入决算数", "收入决算合计"},
	expenseYear: {"支出", "支出合计", "支出决算", "支出决算数", "支出决算合计", "支出决算总体", "支出总体"},
	bothTotal:   {"收入支出", "收支", "收入支出决算", "收支决算", "收入、支出", "收、支", "收入和支出"},
}

// whole are the bare names that no account but the overall one is known to
// print, and that speak of it where the section does not say.
var whole = map[concept]bool{incomeTotal: true, expenseTotal: true, bothTotal: true}

// sectionNames are bare names that mean the year only in the section on it.
var sectionNames = []struct {
	names   []string
	concept concept
	topic   topic
}{
	{[]string{"收入合计", "收入决算合计"}, incomeYear, topicIncome},
	{[]string{"支出合计", "支出决算合计"}, expenseYear, topicExpense},
	{[]string{"收支", "收、支", "收入支出"}, bothTotal, topicOverall},
	{[]string{"收支", "收、支", "收入支出"}, bothTotal, topicFiscal},
}
