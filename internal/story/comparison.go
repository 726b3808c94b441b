package story

import (
	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

// YearComparison sets an item beside itself a year before.
type YearComparison struct {
	Item      fiscal.Item
	Class     *fiscal.Class
	Name      string
	Now       Cell
	Prior     Cell // stated, else derived from Now and Change
	Change    Cell
	Rate      Cell
	Card      string           // address of the card of its quantity, "" for none
	Direction fiscal.Direction // by the figures; "" when neither change nor rate is known
	Reason    *fiscal.Reason   // nil when the document gives none
}

// pairedTotals names totals whose income and expenditure side are spoken of
// together: their change is stated once, on the income side.
var pairedTotals = map[fiscal.Item]struct {
	Other fiscal.Item
	Name  string
}{
	fiscal.IncomeTotal:        {fiscal.ExpenseTotal, "收入支出总计"},
	fiscal.FiscalIncomeTotal:  {fiscal.FiscalExpenseTotal, "财政拨款收支总计"},
	fiscal.FundIncomeTotal:    {fiscal.FundExpenseTotal, "政府性基金预算收支总计"},
	fiscal.CapitalIncomeTotal: {fiscal.CapitalExpenseTotal, "国有资本经营预算收支总计"},
}

// name returns what a page calls an item: the pair where both sides are equal.
func (b *Book) name(item fiscal.Item, class *fiscal.Class) string {
	if class != nil && len(class.Path) > 0 {
		return class.Path[len(class.Path)-1]
	}
	if pair, ok := pairedTotals[item]; ok {
		in, ok1 := b.Figure(item, fiscal.Final)
		out, ok2 := b.Figure(pair.Other, fiscal.Final)
		if ok1 && ok2 && in.Unit == out.Unit && in.Value.Equal(out.Value) {
			return pair.Name
		}
	}
	return item.Term()
}

func (b *Book) compareYears(item fiscal.Item, class *fiscal.Class) YearComparison {
	c := YearComparison{
		Item: item, Class: class, Name: b.name(item, class),
		Now:    b.cell(item, class, fiscal.Final),
		Prior:  b.cell(item, class, fiscal.Prior),
		Change: b.cell(item, class, fiscal.Change),
		Rate:   b.cell(item, class, fiscal.ChangeRate),
		Reason: b.reason(item, class, fiscal.Change),
	}
	c.Card = b.card(c.Now, c.Change, c.Rate, c.Prior)
	for _, moved := range []Cell{c.Change, c.Rate} {
		if moved.Figure != nil {
			c.Direction = direction(moved.Figure.Value)
			break
		}
	}
	return c
}

func direction(v decimal.Decimal) fiscal.Direction {
	switch v.Sign() {
	case 1:
		return fiscal.Up
	case -1:
		return fiscal.Down
	}
	return fiscal.Flat
}

// YearComparisons returns every total that the document compares with the year
// before, in the order of the vocabulary, without breakdown by class.
func (b *Book) YearComparisons() []YearComparison {
	var all []YearComparison
	for _, info := range fiscal.Items {
		if info.Kind != fiscal.Money {
			continue
		}
		if c := b.compareYears(info.Item, nil); c.Change.Figure != nil || c.Rate.Figure != nil {
			all = append(all, c)
		}
	}
	return all
}

// ClassComparisons returns every class of an item that the document compares
// with the year before, in the order of the document.
func (b *Book) ClassComparisons(item fiscal.Item) []YearComparison {
	var all []YearComparison
	for _, class := range b.classes(item, fiscal.Change, fiscal.ChangeRate) {
		all = append(all, b.compareYears(item, class))
	}
	return all
}

// classes returns the classes that facts of an item and one of the bases
// carry, in the order of the document, each once.
func (b *Book) classes(item fiscal.Item, bases ...fiscal.Basis) []*fiscal.Class {
	var classes []*fiscal.Class
	seen := map[string]bool{}
	for _, f := range b.Report.Facts {
		if f.Item != item || f.Class == nil || seen[f.Class.String()] {
			continue
		}
		for _, basis := range bases {
			if f.Basis == basis {
				seen[f.Class.String()] = true
				classes = append(classes, f.Class)
				break
			}
		}
	}
	return classes
}

// BudgetComparison sets what was spent beside what was planned.
type BudgetComparison struct {
	Item       fiscal.Item
	Name       string
	Basis      fiscal.Basis // InitialBudget or FullBudget
	Budget     Cell
	Final      Cell
	Difference Cell // 决算 − 预算; stated (BudgetChange), else derived
	Rate       Cell // VarianceRate
	Completion Cell // CompletionRate
	Card       string
	Reason     *fiscal.Reason
}

func (b *Book) compareBudget(item fiscal.Item, class *fiscal.Class) (BudgetComparison, bool) {
	for _, basis := range []fiscal.Basis{fiscal.InitialBudget, fiscal.FullBudget} {
		if c, ok := b.compareWith(basis, item, class); ok {
			return c, true
		}
	}
	return BudgetComparison{}, false
}

func (b *Book) compareWith(basis fiscal.Basis, item fiscal.Item, class *fiscal.Class) (BudgetComparison, bool) {
	c := BudgetComparison{
		Item: item, Name: b.name(item, class), Basis: basis,
		Budget:     b.cell(item, class, basis),
		Final:      b.cell(item, class, fiscal.Final),
		Difference: b.cell(item, class, fiscal.BudgetChange),
		Rate:       b.cell(item, class, fiscal.VarianceRate),
		Completion: b.cell(item, class, fiscal.CompletionRate),
		Reason:     b.reason(item, class, fiscal.VarianceRate),
	}
	if c.Budget.Figure == nil {
		return c, false
	}
	c.Card = b.card(c.Final, c.Budget)
	if c.Difference.Figure == nil && c.Final.Figure != nil {
		if d, ok := difference(*c.Final.Figure, *c.Budget.Figure); ok {
			c.Difference = filled(d)
		}
	}
	return c, true
}

// BudgetComparisons returns every total that the document sets beside a
// budget of the given basis, in the order of the vocabulary.
func (b *Book) BudgetComparisons(basis fiscal.Basis) []BudgetComparison {
	var all []BudgetComparison
	for _, info := range fiscal.Items {
		if c, ok := b.compareWith(basis, info.Item, nil); ok && info.Kind == fiscal.Money {
			all = append(all, c)
		}
	}
	return all
}
