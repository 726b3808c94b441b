package reconcile

import (
	"strings"

	"mingzhang/internal/fiscal"
)

// homes are the forms that print an item's total, the one it belongs to first.
var homes = map[fiscal.Item][]int{
	fiscal.IncomeTotal: {1}, fiscal.IncomeYear: {2, 1}, fiscal.IncomeFiscal: {2, 1}, fiscal.IncomeSuperiorSubsidy: {2, 1},
	fiscal.IncomeUndertaking: {2, 1}, fiscal.IncomeOperating: {2, 1}, fiscal.IncomeAffiliateRemittance: {2, 1}, fiscal.IncomeOther: {2, 1},
	fiscal.IncomeNonfiscalBalanceUsed: {1}, fiscal.IncomeOpeningBalance: {1},
	fiscal.ExpenseTotal: {1}, fiscal.ExpenseYear: {3, 1}, fiscal.ExpenseBasic: {3}, fiscal.ExpenseProject: {3}, fiscal.ExpenseRemittedUp: {3},
	fiscal.ExpenseOperating: {3}, fiscal.ExpenseAffiliateSubsidy: {3}, fiscal.ExpenseBalanceDistribution: {1}, fiscal.ExpenseClosingBalance: {1},
	fiscal.FiscalIncomeTotal: {4}, fiscal.FiscalOpeningBalance: {4}, fiscal.FiscalIncomeYear: {4},
	fiscal.FiscalExpenseTotal: {4}, fiscal.FiscalClosingBalance: {4}, fiscal.FiscalExpenseYear: {4},
	fiscal.GeneralOpeningBalance: {4}, fiscal.GeneralIncomeYear: {4, 1}, fiscal.GeneralExpenseTotal: {4}, fiscal.GeneralClosingBalance: {4},
	fiscal.GeneralExpense: {5, 4}, fiscal.GeneralProject: {5}, fiscal.GeneralBasic: {5, 6}, fiscal.GeneralPersonnel: {6}, fiscal.GeneralOperation: {6},
	fiscal.FundOpeningBalance: {8, 4}, fiscal.FundIncomeYear: {8, 4, 1}, fiscal.FundExpenseTotal: {4}, fiscal.FundClosingBalance: {8, 4},
	fiscal.FundExpenseYear: {8, 4}, fiscal.FundExpense: {8, 4}, fiscal.FundBasic: {8}, fiscal.FundProject: {8},
	fiscal.CapitalOpeningBalance: {9, 4}, fiscal.CapitalIncomeYear: {9, 4, 1}, fiscal.CapitalExpenseTotal: {4}, fiscal.CapitalClosingBalance: {9, 4},
	fiscal.CapitalExpenseYear: {9, 4}, fiscal.CapitalExpense: {9, 4}, fiscal.CapitalBasic: {9}, fiscal.CapitalProject: {9},
	fiscal.SangongTotal: {7}, fiscal.SangongAbroad: {7}, fiscal.SangongVehicle: {7}, fiscal.SangongVehiclePurchase: {7},
	fiscal.SangongVehicleOperation: {7}, fiscal.SangongReception: {7},
}

// fromForms returns a figure that the narrative does not state from the form
// in which it has its place.
func (l *ledger) fromForms(k fiscal.Key) (operand, bool) {
	var c *fiscal.Class
	if k.Class != "" {
		c = &fiscal.Class{Path: strings.Split(k.Class, "/")}
	}
	k = l.plain(fiscal.Fact{Item: k.Item, Class: c, Basis: k.Basis})
	for _, n := range homes[k.Item] {
		if o, ok := l.cell(n, k); ok {
			return o, true
		}
	}
	return operand{}, false
}

// blank reports whether a form that prints an item's total leaves it blank.
func (l *ledger) blank(k fiscal.Key) bool {
	for _, n := range homes[k.Item] {
		if x := l.forms[n]; k.Class == "" && l.has(n) && len(x.unread) == 0 {
			return true
		}
	}
	return false
}

// topicForms are the forms that a section of the narrative gives account of.
var topicForms = map[string]int{
	"overall": 1, "income": 2, "expense": 3, "fiscal": 4, "general": 5, "basic": 6, "sangong": 7, "fund": 8, "capital": 9,
}

// ownForm returns the form that the section a fact stands in gives account of.
func (l *ledger) ownForm(f fiscal.Fact) int {
	if f.Source == nil {
		return 0
	}
	for _, s := range l.report.Sections {
		if s.ID == f.Source.Section {
			return topicForms[s.Topic]
		}
	}
	return 0
}

// borrowed says which figures of a check of the narrative are taken from a form.
func (l *ledger) borrowed(facts []int) (words string) {
	names := map[int][]string{}
	for _, i := range facts {
		if f := l.report.Facts[i]; formOf(f) > 0 {
			names[formOf(f)] = append(names[formOf(f)], "“"+term(f)+"”")
		}
	}
	for number := range l.forms {
		if len(names[number]) > 0 {
			words += "文中没有写的" + strings.Join(names[number], "、") + "取自" + l.forms[number].title + "。"
		}
	}
	return words
}

// toldByForms reports whether a check of the narrative that takes figures from
// forms repeats what the forms say: all its figures stand in forms, so that the
// sum is one of theirs and a wrong figure of the narrative differs from a cell.
func (l *ledger) toldByForms(c fiscal.Check) bool {
	taken, printed := 0, 0
	for _, i := range c.Facts {
		f := l.report.Facts[i]
		if formOf(f) > 0 {
			taken++
		}
		if l.inForms(f) {
			printed++
		}
	}
	return taken > 0 && printed == len(c.Facts) && (formOf(l.report.Facts[c.Facts[0]]) > 0 || c.Status != fiscal.Holds)
}

// inForms reports whether some form prints what a fact is about.
func (l *ledger) inForms(f fiscal.Fact) bool {
	k := l.plain(f)
	for _, n := range homes[f.Item] {
		if _, ok := l.cell(n, k); ok {
			return true
		}
	}
	return false
}
