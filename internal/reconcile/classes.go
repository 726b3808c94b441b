package reconcile

import (
	"slices"

	"mingzhang/internal/fiscal"
)

func classes(l *ledger) {
	for _, budget := range []struct {
		item fiscal.Item
		name string
	}{{fiscal.GeneralExpense, "一般公共预算支出"}, {fiscal.FundExpense, "政府性基金支出"}, {fiscal.CapitalExpense, "国有资本经营预算支出"}} {
		l.byClass(budget.item, budget.name)
	}
	l.share(fiscal.GeneralExpense, nil)
}

// byClass checks a total against its classes of each level, each class against
// those within it, and the stated shares.
func (l *ledger) byClass(item fiscal.Item, name string) {
	all := l.classesOf(item)
	if len(all) == 0 {
		return
	}
	if whole, ok := l.final(item); ok {
		for _, level := range []struct {
			depth int
			name  string
		}{{1, "各类"}, {2, "各款"}, {3, "各项"}} {
			if parts := l.operands(item, all, func(c *fiscal.Class) bool { return len(c.Path) == level.depth }); len(parts) > 0 {
				l.sumOf(whole, parts, nil, name+" = "+level.name+"之和")
			}
		}
	}
	for _, outer := range all {
		inner := l.operands(item, all, func(c *fiscal.Class) bool {
			return lies(c, outer) && !slices.ContainsFunc(all, func(n *fiscal.Class) bool { return lies(n, c) })
		})
		if whole, ok := l.get(key(item, outer, fiscal.Final), -1); ok && len(inner) > 0 {
			l.sumOf(whole, inner, nil, outer.Path[len(outer.Path)-1]+" = 其下各项之和")
		}
	}
	var shares []fiscal.Key
	for _, c := range all {
		if len(c.Path) == 1 {
			l.share(item, c)
			shares = append(shares, key(item, c, fiscal.Share))
		}
	}
	l.sharesSum(name+"各类占比之和 = 100%", shares)
}

// classesOf returns the classes that stated quantities of an item carry.
func (l *ledger) classesOf(item fiscal.Item) []*fiscal.Class {
	var all []*fiscal.Class
	seen := map[string]bool{}
	for _, f := range l.report.Facts {
		if f.Item == item && f.Class != nil && f.Basis == fiscal.Final && f.Value != nil && f.Origin == fiscal.Stated && !seen[f.Class.String()] {
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
