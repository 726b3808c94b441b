package reconcile

import "mingzhang/internal/fiscal"

var sangongItems = []fiscal.Item{fiscal.SangongAbroad, fiscal.SangongVehicle, fiscal.SangongReception}

// sangongOf is the sum of the three, 用车 as one figure or as its two.
func sangongOf(basis fiscal.Basis) sumRule {
	return sumRule{
		whole: key(fiscal.SangongTotal, nil, basis),
		parts: append(items(basis, fiscal.SangongAbroad),
			either(basis, []fiscal.Item{fiscal.SangongVehicle}, []fiscal.Item{fiscal.SangongVehiclePurchase, fiscal.SangongVehicleOperation}),
			part{{key(fiscal.SangongReception, nil, basis)}}),
	}
}

func sangong(l *ledger) {
	l.sums(sangongOf(fiscal.Final), total(fiscal.SangongVehicle, fiscal.SangongVehiclePurchase, fiscal.SangongVehicleOperation))
	for _, basis := range []fiscal.Basis{fiscal.InitialBudget, fiscal.FullBudget} {
		budget := sangongOf(basis)
		budget.title = "“三公”经费" + basis.Term() + " = 各项之和"
		if _, ok := l.get(budget.whole, -1); ok {
			l.sums(budget)
		}
	}
	l.shares("“三公”各项占比之和 = 100%", sangongItems...)
	for _, pair := range [][2]fiscal.Item{
		{fiscal.SangongAbroad, fiscal.SangongAbroadGroups}, {fiscal.SangongAbroad, fiscal.SangongAbroadVisits},
		{fiscal.SangongVehiclePurchase, fiscal.SangongVehiclesPurchased},
		{fiscal.SangongReception, fiscal.SangongReceptionBatches}, {fiscal.SangongReception, fiscal.SangongReceptionVisits},
	} {
		l.together(pair[0], pair[1])
	}
	if whole, ok := l.final(fiscal.SangongReception); ok {
		l.guests(whole)
	}
}

// together checks that money and the count behind it are both something or
// both nothing.
func (l *ledger) together(money, count fiscal.Item) {
	m, ok1 := l.final(money)
	n, ok2 := l.final(count)
	if !ok1 || !ok2 {
		return
	}
	c := fiscal.Check{
		Title: m.term + "与" + n.term + "同有同无", Stated: m.with(), Computed: n.with(), Facts: []int{m.fact, n.fact},
		Status: fiscal.Holds, Note: "金额与数量同有同无。",
	}
	switch {
	case m.value.IsPos() && n.value.IsZero():
		c.Status, c.Note = fiscal.Notice, "有金额 "+m.with()+"，数量是 0，口径可能不同。"
	case m.value.IsZero() && n.value.IsPos():
		c.Status, c.Note = fiscal.Notice, "有数量 "+n.with()+"，金额是 0，费用可能由别处支付。"
	}
	l.add(c)
}
