package story

import (
	"cmp"
	"slices"

	"mingzhang/internal/fiscal"
)

// Spending is one 项 (or the narrowest level printed) that money was spent on.
type Spending struct {
	YearComparison
	Path   []string // 类, 款, 项
	Code   string   // official code, "" when the official table does not know the path
	Budget string   // which of the budgets pays: 一般公共预算 …
	Share  Figure   // of 本年支出合计, computed; zero when it cannot be
	Known  bool     // Share is set
}

// classBudgets are the items that carry classes, by the budget that pays.
var classBudgets = []struct {
	Item fiscal.Item
	Name string
}{
	{fiscal.GeneralExpense, "一般公共预算"},
	{fiscal.FundExpense, "政府性基金预算"},
	{fiscal.CapitalExpense, "国有资本经营预算"},
	{fiscal.FiscalExpenseYear, "财政拨款"},
}

// Spending returns what the money was spent on, each at the narrowest level
// that the document prints, largest first.
func (b *Book) Spending() []Spending {
	var all []Spending
	total, hasTotal := b.Figure(fiscal.ExpenseYear, fiscal.Final)
	for _, budget := range classBudgets {
		classes := b.classes(budget.Item, fiscal.Final)
		for _, class := range classes {
			if hasNarrower(classes, class) || budget.Item == fiscal.FiscalExpenseYear && spentOn(all, class) {
				continue // 财政拨款 is all three budgets together
			}
			s := Spending{YearComparison: b.compareYears(budget.Item, class), Path: class.Path, Code: class.Code, Budget: budget.Name}
			if hasTotal && s.Now.Figure != nil {
				s.Share, s.Known = percentage(*s.Now.Figure, total)
			}
			all = append(all, s)
		}
	}
	slices.SortStableFunc(all, func(x, y Spending) int { return cmp.Compare(amount(y), amount(x)) })
	return all
}

// amount is what was spent, comparable between measures; 0 when not stated.
func amount(s Spending) int64 {
	if s.Now.Figure == nil {
		return 0
	}
	n, _ := fiscal.Canonical(s.Now.Figure.Value, fiscal.Measure(s.Now.Figure.Unit))
	return n
}

// spentOn reports whether the class, a part of it or what it is part of is
// listed already.
func spentOn(all []Spending, c *fiscal.Class) bool {
	return slices.ContainsFunc(all, func(s Spending) bool {
		n := min(len(s.Path), len(c.Path))
		return slices.Equal(s.Path[:n], c.Path[:n])
	})
}

// hasNarrower reports whether any class lies within c.
func hasNarrower(classes []*fiscal.Class, c *fiscal.Class) bool {
	return slices.ContainsFunc(classes, func(n *fiscal.Class) bool {
		return len(n.Path) > len(c.Path) && slices.Equal(n.Path[:len(c.Path)], c.Path)
	})
}

// Fields returns 一般公共预算财政拨款支出 by 类 as the document gives it, with the
// share that it states.
func (b *Book) Fields() []Row {
	var rows []Row
	for _, class := range b.classes(fiscal.GeneralExpense, fiscal.Final) {
		if len(class.Path) != 1 {
			continue
		}
		now := b.cell(fiscal.GeneralExpense, class, fiscal.Final)
		rows = append(rows, Row{
			Item: fiscal.GeneralExpense, Name: class.Path[0], Card: b.card(now),
			Now: now, Share: b.cell(fiscal.GeneralExpense, class, fiscal.Share),
			Prior: b.cell(fiscal.GeneralExpense, class, fiscal.Prior), Change: b.cell(fiscal.GeneralExpense, class, fiscal.Change),
			Rate: b.cell(fiscal.GeneralExpense, class, fiscal.ChangeRate),
		})
	}
	return rows
}
