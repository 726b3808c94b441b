package reconcile

import (
	"slices"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

func classes(l *ledger) {
	for _, budget := range []struct {
		item, again fiscal.Item
		name        string
		form        int // that lists all classes
	}{
		{fiscal.GeneralExpense, "", "一般公共预算支出", 5},
		{fiscal.FundExpense, fiscal.FundExpenseYear, "政府性基金支出", 8},
		{fiscal.CapitalExpense, fiscal.CapitalExpenseYear, "国有资本经营预算支出", 9},
	} {
		whole, ok := l.final(budget.item)
		if !ok && budget.again != "" {
			whole, ok = l.final(budget.again)
		}
		l.byClass(budget.item, budget.name, budget.form, whole, ok)
	}
	l.share(fiscal.GeneralExpense, nil)
}

var levels = []string{"各类", "各款", "各项"}

// byClass checks a total against its classes of each level, each class against
// those within it, and the stated shares.
func (l *ledger) byClass(item fiscal.Item, name string, listing int, whole operand, ok bool) {
	all := l.classesOf(item)
	if len(all) == 0 {
		return
	}
	var shares []fiscal.Key
	for _, c := range all {
		if len(c.Path) == 1 {
			shares = append(shares, key(item, c, fiscal.Share))
		}
	}
	if ok {
		for depth, level := range levels {
			parts := l.operands(item, all, func(c *fiscal.Class) bool { return len(c.Path) == depth+1 })
			if len(parts) > 0 {
				whole := l.nearest(item, whole, parts)
				l.sumOf(sumCheck{title: name + " = " + level + "之和", whole: whole, parts: parts, open: !l.allListed(item, all, depth+1, shares), listing: listing})
			}
		}
	}
	for _, outer := range all {
		inner := l.operands(item, all, func(c *fiscal.Class) bool {
			return lies(c, outer) && !slices.ContainsFunc(all, func(n *fiscal.Class) bool { return lies(n, c) })
		})
		if whole, ok := l.get(key(item, outer, fiscal.Final), -1); ok && len(inner) > 0 {
			l.sumOf(sumCheck{title: last(outer) + " = 其下各项之和", whole: whole, parts: inner, open: !l.allListed(item, all, len(levels), nil), listing: listing})
		}
	}
	for _, c := range all {
		if len(c.Path) == 1 {
			l.share(item, c)
		}
	}
	if len(shares) > 0 {
		l.sharesSum(name+"各类占比之和 = 100%", shares)
	}
}

func last(c *fiscal.Class) string { return c.Path[len(c.Path)-1] }

// nearest returns the statement of the total that stands nearest to its parts.
func (l *ledger) nearest(item fiscal.Item, whole operand, parts []operand) operand {
	if o, ok := l.get(key(item, nil, fiscal.Final), l.place(parts[0].fact)); ok {
		return o
	}
	return whole
}

// allListed reports whether the document shows that its list of classes leaves
// none out: their shares make 100%, or their changes make the total's change.
// Narratives often print only the larger classes.
func (l *ledger) allListed(item fiscal.Item, all []*fiscal.Class, depth int, shares []fiscal.Key) bool {
	if depth == 1 {
		sum, half, n := decimal.Decimal{}, decimal.Decimal{}, 0
		for _, k := range shares {
			if s, ok := l.get(k, -1); ok {
				sum, half, n = more(sum, s.value), largest(half, s.half), n+1
			}
		}
		allowed, err := tolerance(half, n)
		return err == nil && n > 0 && less(hundred, sum).CmpAbs(allowed) <= 0
	}
	whole, ok := l.get(key(item, nil, fiscal.Change), -1)
	if !ok {
		return false
	}
	sum, half, n := decimal.Decimal{}, whole.half, 0
	for _, c := range all {
		if len(c.Path) != depth {
			continue
		}
		o, ok := l.get(key(item, c, fiscal.Change), -1)
		if !ok {
			return false
		}
		sum, half, n = more(sum, o.value), largest(half, o.half), n+1
	}
	allowed, err := tolerance(half, n)
	return err == nil && n > 0 && less(whole.value, sum).CmpAbs(allowed) <= 0
}

// classesOf returns the classes that quantities of an item carry in the narrative.
func (l *ledger) classesOf(item fiscal.Item) []*fiscal.Class {
	var all []*fiscal.Class
	seen := map[string]bool{}
	for _, f := range l.report.Facts {
		if f.Item == item && f.Class != nil && formOf(f) == 0 && f.Basis == fiscal.Final && f.Value != nil && f.Origin == fiscal.Stated && !seen[f.Class.String()] {
			seen[f.Class.String()] = true
			all = append(all, f.Class)
		}
	}
	return all
}

func (l *ledger) operands(item fiscal.Item, all []*fiscal.Class, take func(*fiscal.Class) bool) []operand {
	var parts []operand
	for _, c := range all {
		if !take(c) {
			continue
		}
		if o, ok := l.get(key(item, c, fiscal.Final), -1); ok {
			parts = append(parts, o)
		}
	}
	return parts
}

// lies reports whether class c lies within outer.
func lies(c, outer *fiscal.Class) bool {
	return len(c.Path) > len(outer.Path) && slices.Equal(c.Path[:len(outer.Path)], outer.Path)
}
