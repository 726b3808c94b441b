package reconcile

import "mingzhang/internal/fiscal"

// formItems are the quantities that a form would hold, by the number of the form.
var formItems = map[int][]fiscal.Item{
	5: {fiscal.GeneralExpense},
	6: {fiscal.GeneralBasic, fiscal.GeneralPersonnel, fiscal.GeneralOperation},
	7: {fiscal.SangongTotal, fiscal.SangongAbroad, fiscal.SangongVehicle, fiscal.SangongReception},
	8: {fiscal.FundIncomeTotal, fiscal.FundIncomeYear, fiscal.FundExpenseTotal, fiscal.FundExpenseYear, fiscal.FundExpense},
	9: {fiscal.CapitalIncomeTotal, fiscal.CapitalIncomeYear, fiscal.CapitalExpenseTotal, fiscal.CapitalExpenseYear, fiscal.CapitalExpense},
}

// emptyForms compares what the document says of an empty form with its figures.
func emptyForms(l *ledger) {
	for _, t := range l.report.Tables {
		items := formItems[t.Form]
		if !t.Empty || items == nil {
			continue
		}
		c := fiscal.Check{
			Title: "《" + t.Title + "》是空表，文中也没有这方面的收支", Status: fiscal.NotApplicable, Stated: "空表",
			Note: "文中没有写这方面的收支，无法比较。",
		}
		if t.Source.Text != "" {
			c.Sources = []fiscal.Source{t.Source}
		}
		for _, item := range items {
			k := key(item, nil, fiscal.Final)
			if i, ok := l.none[k]; ok && c.Status == fiscal.NotApplicable {
				c.Status, c.Computed, c.Facts, c.Note = fiscal.Holds, "没有", []int{i}, "文中也写明没有这方面的收支。"
			}
			o, ok := l.final(item)
			switch {
			case ok && !o.value.IsZero():
				c.Status, c.Computed, c.Facts = fiscal.Violated, o.with(), []int{o.fact}
				c.Note = "文中写这张表是空表，又写" + o.term + " " + o.with() + "。"
			case ok && c.Status == fiscal.NotApplicable:
				c.Status, c.Computed, c.Facts, c.Note = fiscal.Holds, o.with(), []int{o.fact}, "文中写的这方面的收支是 0。"
			}
			if c.Status == fiscal.Violated {
				break
			}
		}
		l.add(c)
	}
}
