package story

import (
	"slices"

	"github.com/govalues/decimal"

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
			if hasNarrower(classes, class) {
				continue
			}
			s := Spending{YearComparison: b.compareYears(budget.Item, class), Path: class.Path, Code: class.Code, Budget: budget.Name}
			if hasTotal && s.Now.Figure != nil {
				s.Share, s.Known = percentage(*s.Now.Figure, total)
			}
			all = append(all, s)
		}
	}
	slices.SortStableFunc(all, func(x, y Spending) int { return amount(y).Cmp(amount(x)) })
	return all
}

func amount(s Spending) decimal.Decimal {
	if s.Now.Figure == nil {
		return decimal.Decimal{}
	}
	return s.Now.Figure.Value
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
