package reconcile

import (
	"strings"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

// sumRule is a whole that is promised to be the sum of its parts.
type sumRule struct {
	whole fiscal.Key
	parts []fiscal.Key
	title string // "" to write it from the terms
}

func totalOf(whole fiscal.Item, parts ...fiscal.Item) sumRule {
	s := sumRule{whole: key(whole, nil, fiscal.Final)}
	for _, p := range parts {
		s.parts = append(s.parts, key(p, nil, fiscal.Final))
	}
	return s
}

// sum checks a sumRule. A part that the document does not mention is taken to
// be none if the sum holds without it; else nothing can be said.
func (l *ledger) sum(s sumRule) {
	whole, ok := l.get(s.whole, -1)
	if !ok {
		return
	}
	var parts []operand
	var missing []string
	for _, k := range s.parts {
		p, ok := l.get(k, l.place(whole.fact))
		switch {
		case ok:
			parts = append(parts, p)
		case !l.denied(k):
			missing = append(missing, k.Item.Term())
		}
	}
	if len(parts) == 0 {
		return
	}
	l.sumOf(whole, parts, missing, s.title)
}

// sumOf checks that a whole is the sum of its parts.
func (l *ledger) sumOf(whole operand, parts []operand, missing []string, title string) {
	total, half := decimal.Decimal{}, whole.half
	var names, digits []string
	for _, p := range parts {
		sum, err := total.Add(p.value)
		if err != nil {
			return
		}
		total = sum
		if half.Less(p.half) {
			half = p.half
		}
		names = append(names, p.term)
		digits = append(digits, inLike(p, whole))
	}
	if title == "" {
		title = whole.term + " = " + strings.Join(names, " + ")
	}
	c := fiscal.Check{Title: title, Stated: whole.with(), Computed: money(total, whole),
		Formula: strings.Join(digits, " + ") + " = " + money(total, whole), Facts: []int{whole.fact}}
	for _, p := range parts {
		c.Facts = append(c.Facts, p.fact)
	}
	l.judge(&c, whole, total, half, len(parts))
	switch {
	case len(missing) > 0 && c.Status == fiscal.Violated:
		c.Status = fiscal.NotApplicable
		c.Note = "文中没有写出" + strings.Join(missing, "、") + "，无法判断。"
	case len(missing) > 0:
		c.Note += "文中未提及的" + strings.Join(missing, "、") + "没有计入。"
	}
	l.add(c)
}

// inLike writes a figure for a formula: bare where its measure is that of the
// whole, else with its measure.
func inLike(p, whole operand) string {
	if p.measure == whole.measure {
		return p.printed
	}
	return p.with()
}

// judge sets status, difference, tolerance and note of a computed sum; half is
// half a unit of the last digit of the coarsest operand.
func (l *ledger) judge(c *fiscal.Check, stated operand, computed, half decimal.Decimal, addends int) {
	n, _ := decimal.New(int64(addends+1), 0)
	tolerance, err := n.Mul(half)
	diff, err2 := stated.value.Sub(computed)
	if err != nil || err2 != nil {
		c.Status, c.Note = fiscal.NotApplicable, "数太大，算不了。"
		return
	}
	c.Difference, c.Tolerance = money(diff, stated), money(tolerance, stated)
	switch {
	case diff.IsZero():
		c.Status, c.Note = fiscal.Holds, "重算与文中一致。"
	case diff.CmpAbs(tolerance) <= 0:
		c.Status, c.Note = fiscal.Rounding, "相差 "+money(diff.Abs(), stated)+"，各数分别四舍五入可以解释。"
	case slip(stated.value, computed):
		c.Status, c.Note = fiscal.Violated, "两数相差约一万倍，可能是把“元”与“万元”弄混了。"
	default:
		c.Status, c.Note = fiscal.Violated, "相差 "+money(diff.Abs(), stated)+"，超过四舍五入能解释的 "+money(tolerance, stated)+"。"
	}
}

// slip reports whether two amounts differ by a factor near 10⁴ or 10⁸: one of
// them is in another unit of money than it says.
func slip(a, b decimal.Decimal) bool {
	a, b = a.Abs(), b.Abs()
	if a.Less(b) {
		a, b = b, a
	}
	if b.IsZero() {
		return false
	}
	q, err := a.Quo(b)
	if err != nil {
		return false
	}
	for _, factor := range []int64{10_000, 100_000_000} {
		f, _ := decimal.New(factor, 0)
		low, _ := decimal.New(factor/100*99, 0)
		high, _ := f.Add(f)
		high, _ = high.Sub(low)
		if q.Cmp(low) >= 0 && q.Cmp(high) <= 0 {
			return true
		}
	}
	return false
}

// equal checks two statements that must be the same quantity.
func (l *ledger) equal(title string, a, b operand) {
	c := fiscal.Check{Title: title, Stated: a.with(), Computed: b.with(), Formula: a.printed + " 与 " + b.with(), Facts: []int{a.fact, b.fact}}
	half := a.half
	if half.Less(b.half) {
		half = b.half
	}
	l.judge(&c, a, b.value, half, 1)
	switch c.Status {
	case fiscal.Holds:
		c.Note = "两处一致。"
	case fiscal.Rounding:
		c.Status, c.Note = fiscal.Notice, "同一个数两处不一样，相差在四舍五入之内。"
	}
	l.add(c)
}

// same checks that two items, where both are stated, are the same quantity.
func (l *ledger) same(title string, a, b fiscal.Item) {
	x, ok1 := l.final(a)
	y, ok2 := l.final(b)
	if ok1 && ok2 {
		l.equal(title, x, y)
	}
}

// atMost checks that a part is no more than the whole it is said to be part of.
func (l *ledger) atMost(part, whole fiscal.Item) {
	p, ok1 := l.final(part)
	w, ok2 := l.final(whole)
	if !ok1 || !ok2 {
		return
	}
	c := fiscal.Check{Title: p.term + " ≤ " + w.term, Stated: p.with(), Computed: w.with(), Facts: []int{p.fact, w.fact}, Status: fiscal.Holds, Note: "部分不多于整体。"}
	limit, err := w.value.Add(w.half)
	if err == nil && limit.Less(p.value) {
		c.Status, c.Note = fiscal.Violated, "部分多于整体。"
	}
	l.add(c)
}
