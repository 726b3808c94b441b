package reconcile

import (
	"regexp"
	"slices"

	"mingzhang/internal/fiscal"
)

// formItems are the quantities that a form would hold, by the number of the form.
var formItems = map[int][]fiscal.Item{
	1: {fiscal.IncomeTotal, fiscal.ExpenseTotal, fiscal.IncomeYear, fiscal.ExpenseYear},
	2: {fiscal.IncomeYear},
	3: {fiscal.ExpenseYear},
	4: {fiscal.FiscalIncomeTotal, fiscal.FiscalExpenseTotal, fiscal.FiscalIncomeYear, fiscal.FiscalExpenseYear},
	5: {fiscal.GeneralExpense},
	6: {fiscal.GeneralBasic, fiscal.GeneralPersonnel, fiscal.GeneralOperation},
	7: {fiscal.SangongTotal, fiscal.SangongAbroad, fiscal.SangongVehicle, fiscal.SangongReception},
	8: {fiscal.FundIncomeTotal, fiscal.FundIncomeYear, fiscal.FundExpenseTotal, fiscal.FundExpenseYear, fiscal.FundExpense},
	9: {fiscal.CapitalIncomeTotal, fiscal.CapitalIncomeYear, fiscal.CapitalExpenseTotal, fiscal.CapitalExpenseYear, fiscal.CapitalExpense},
}

// emptyForms compares empty forms, said to be so or just without figures, with
// what is stated elsewhere.
func emptyForms(l *ledger) {
	for i := range l.report.Tables {
		t := &l.report.Tables[i]
		switch {
		case formItems[t.Form] == nil:
		case t.Empty:
			l.emptyForm(t, "《"+t.Title+"》是空表，文中也没有这方面的收支", "空表", "文中写这张表是空表")
		case !t.Listed && !l.filled(t.Form):
			l.emptyForm(t, "《"+t.Title+"》没有数，文中也没有这方面的收支", "没有数", "这张表里没有数")
		}
	}
}

// filled reports whether a form has a figure other than 0.
func (l *ledger) filled(number int) bool {
	return l.forms[number] != nil && slices.ContainsFunc(l.forms[number].order, func(k fiscal.Key) bool {
		o, ok := l.cell(number, k)
		return ok && !o.value.IsZero()
	})
}

// amount is a figure that only an amount of money has the look of.
var amount = regexp.MustCompile(`\d\.\d\d`)

// notRead reports whether a form without figures prints some nevertheless.
func (l *ledger) notRead(t *fiscal.Table) bool {
	x := l.forms[t.Form]
	return x != nil && len(x.cells) == 0 && (len(x.unread) > 0 || amount.MatchString(t.Source.Text))
}

func (l *ledger) emptyForm(t *fiscal.Table, title, state, opening string) {
	c := fiscal.Check{
		Title: title, Status: fiscal.NotApplicable, Stated: state,
		Note: "文中没有写这方面的收支，无法比较。",
	}
	if t.Source.Text != "" && t.Empty {
		c.Sources = []fiscal.Source{t.Source}
	}
	if l.notRead(t) {
		c.Note = "这张表里有的数没有读懂，无法比较。"
		l.add(c)
		return
	}
	for _, item := range formItems[t.Form] {
		k := key(item, nil, fiscal.Final)
		if i, ok := l.none[k]; ok && c.Status == fiscal.NotApplicable {
			c.Status, c.Computed, c.Facts, c.Note = fiscal.Holds, "没有", []int{i}, "文中也写明没有这方面的收支。"
		}
		for _, o := range l.everywhere(item, t) {
			switch {
			case !o.value.IsZero():
				c.Status, c.Computed, c.Facts = fiscal.Violated, o.with(), []int{o.fact}
				place := "文中又"
				if o.form > 0 {
					place = l.forms[o.form].title
				}
				c.Note = opening + "，" + place + "写" + o.term + " " + o.with() + "。"
				l.add(c)
				return
			case c.Status == fiscal.NotApplicable && o.form == 0:
				c.Status, c.Computed, c.Facts, c.Note = fiscal.Holds, o.with(), []int{o.fact}, "文中写的这方面的收支是 0。"
			}
		}
	}
	if x := l.forms[4]; c.Status == fiscal.NotApplicable && t.Form > 7 && l.has(4) && len(x.unread) == 0 {
		c.Status, c.Computed, c.Note = fiscal.Holds, "空白", x.title+"里也没有这方面的数。"
	}
	l.add(c)
}

// everywhere returns the total of an item in the narrative and in each form;
// the form itself counts only where the document calls it empty.
func (l *ledger) everywhere(item fiscal.Item, t *fiscal.Table) []operand {
	var all []operand
	k := key(item, nil, fiscal.Final)
	if len(l.facts[k]) > 0 {
		if o, ok := l.get(k, -1); ok {
			all = append(all, o)
		}
	}
	plain := l.plain(fiscal.Fact{Item: item, Basis: fiscal.Final})
	for _, n := range homes[item] {
		if o, ok := l.cell(n, plain); ok && (n != t.Form || t.Empty) {
			all = append(all, o)
		}
	}
	return all
}
