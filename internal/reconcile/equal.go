package reconcile

import "mingzhang/internal/fiscal"

// equal checks two statements that must be the same quantity and returns the
// outcome, for the caller to add.
func (l *ledger) equal(title string, a, b operand) fiscal.Check {
	c := fiscal.Check{
		Title: title, Stated: a.with(), Computed: b.with(), Formula: a.printed + " 与 " + b.with(), Facts: []int{a.fact, b.fact},
	}
	l.judge(&c, a, b.value, largest(a.half, b.half), 1)
	apart := "相差 " + money(abs(a, b), a)
	switch {
	case c.Status == fiscal.Holds:
		c.Note = "两处的数一致。"
	case c.Status == fiscal.Rounding:
		c.Status, c.Note = fiscal.Notice, "同一个数两处印得不一样，"+apart+"，在四舍五入之内。"
	case c.Status == fiscal.Violated && apartBy(a, b) != "":
		factor := apartBy(a, b)
		c.Note = "同一个数两处印得不一样，相差恰为" + factor + "倍，疑为" + mixedUnits(factor) + "混用。"
	case c.Status == fiscal.Violated:
		c.Note = "同一个数两处印得不一样，" + apart + "。"
	}
	return c
}

// same checks that two items, where both are stated, are the same quantity.
func (l *ledger) same(title string, a, b fiscal.Item) {
	x, ok1 := l.final(a)
	y, ok2 := l.final(b)
	if ok1 && ok2 {
		l.add(l.equal(title, x, y))
	}
}

// atMost checks that a part is no more than the whole it is said to be part of.
func (l *ledger) atMost(part, whole fiscal.Item) {
	p, ok1 := l.final(part)
	w, ok2 := l.final(whole)
	if ok1 && ok2 {
		l.partOf(p, w, p.term+" ≤ "+w.term)
	}
}

func (l *ledger) partOf(p, w operand, title string) {
	c := fiscal.Check{
		Title: title, Stated: p.with(), Computed: w.with(), Facts: []int{p.fact, w.fact}, Status: fiscal.Holds, Note: "部分不多于整体。",
	}
	limit, err := w.value.Add(w.half)
	low, err2 := p.value.Sub(p.half)
	if err == nil && err2 == nil && limit.Less(low) {
		c.Status, c.Note = fiscal.Violated, "文中的部分 "+p.with()+" 多于整体 "+w.with()+"。"
	}
	l.add(c)
}
