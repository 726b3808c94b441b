package reconcile

import (
	"slices"
	"strconv"
	"strings"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

// sumRule is a whole that is promised to be the sum of its parts.
type sumRule struct {
	title string // "" to write it from the terms
	whole fiscal.Key
	parts []part
}

// part is an addend, which documents give in one of several ways: as one
// figure, or as the figures it consists of.
type part [][]fiscal.Key

// items are addends that are each one figure.
func items(basis fiscal.Basis, all ...fiscal.Item) []part {
	var parts []part
	for _, item := range all {
		parts = append(parts, part{{key(item, nil, basis)}})
	}
	return parts
}

// either is an addend in several ways, the preferred one first.
func either(basis fiscal.Basis, ways ...[]fiscal.Item) part {
	var p part
	for _, way := range ways {
		var keys []fiscal.Key
		for _, item := range way {
			keys = append(keys, key(item, nil, basis))
		}
		p = append(p, keys)
	}
	return p
}

func total(item fiscal.Item, parts ...fiscal.Item) sumRule {
	return sumRule{whole: key(item, nil, fiscal.Final), parts: items(fiscal.Final, parts...)}
}

// sums checks sumRules. A part that the document does not mention is taken to
// be none if the sum holds without it; else nothing can be said.
func (l *ledger) sums(rules ...sumRule) {
	for _, s := range rules {
		l.sum(s)
	}
}

func (l *ledger) sum(s sumRule) {
	whole, ok := l.get(s.whole, -1)
	near := -1
	if ok {
		near = l.place(whole.fact)
	}
	parts, terms, missing := l.addends(s.parts, near)
	switch {
	case !ok && len(parts) > 1:
		c := fiscal.Check{Title: s.title, Status: fiscal.NotApplicable, Note: "文中没有写出" + wholeTerm(s.whole) + "，无法比较。", Facts: factsOf(parts)}
		if c.Title == "" {
			c.Title = wholeTerm(s.whole) + " = " + strings.Join(terms, " + ")
		}
		l.add(c)
	case ok && len(parts) > 0:
		l.sumOf(sumCheck{title: s.title, whole: whole, parts: parts, terms: terms, missing: missing})
	}
}

func wholeTerm(k fiscal.Key) string {
	if k.Basis == fiscal.Final {
		return k.Item.Term()
	}
	return k.Item.Term() + "的" + k.Basis.Term()
}

// addends returns the stated parts, the terms of all, and the terms of those
// that the document neither states nor denies.
func (l *ledger) addends(parts []part, near int) (stated []operand, terms, missing []string) {
	for _, p := range parts {
		way := p[0]
		for _, w := range p {
			if slices.ContainsFunc(w, func(k fiscal.Key) bool { return len(l.facts[k]) > 0 || l.denied(k) }) {
				way = w
				break
			}
		}
		for _, k := range way {
			terms = append(terms, k.Item.Term())
			if o, ok := l.get(k, near); ok {
				stated = append(stated, o)
			} else if !l.denied(k) && !l.blank(k) {
				missing = append(missing, k.Item.Term())
			}
		}
	}
	return stated, terms, missing
}

// sumCheck is a sum to be checked.
type sumCheck struct {
	title   string
	whole   operand
	parts   []operand
	terms   []string // of all parts, "" to take them from the stated ones
	missing []string // terms of the parts that are not stated
	open    bool     // whether the list of parts may leave some out
	listing int      // the form that then lists them all
}

// sumOf checks that a whole is the sum of its parts.
func (l *ledger) sumOf(s sumCheck) {
	if c, ok := l.added(s); ok {
		l.add(c)
	}
}

// added returns the check of a sum; ok is false where it cannot be computed.
func (l *ledger) added(s sumCheck) (c fiscal.Check, ok bool) {
	sum, half := decimal.Decimal{}, s.whole.half
	var names, digits []string
	for _, p := range s.parts {
		next, err := sum.Add(p.value)
		if err != nil {
			return c, false
		}
		sum, half = next, largest(half, p.half)
		names, digits = append(names, p.term), append(digits, inLike(p, s.whole))
	}
	c = fiscal.Check{Title: s.title, Stated: s.whole.with(), Computed: money(sum, s.whole), Facts: append([]int{s.whole.fact}, factsOf(s.parts)...)}
	c.Formula = strings.Join(digits, " + ") + " = " + c.Computed
	if c.Title == "" {
		c.Title = s.whole.term + " = " + strings.Join(names, " + ")
	}
	l.judge(&c, s.whole, sum, half, len(s.parts))
	short := sum.Less(s.whole.value)
	switch {
	case c.Status == fiscal.Violated && slipped(s.whole, s.parts) != "":
		c.Note = "相差 " + trimSign(c.Difference) + "；" + slipped(s.whole, s.parts)
	case c.Status == fiscal.Violated && short && len(s.missing) > 0:
		if s.title == "" {
			c.Title = s.whole.term + " = " + strings.Join(s.terms, " + ")
		}
		c.Status, c.Computed, c.Formula, c.Difference, c.Tolerance = fiscal.NotApplicable, "", "", "", ""
		c.Note = "文中没有写出" + strings.Join(s.missing, "、") + "，无法比较。"
	case c.Status == fiscal.Violated && short && s.open && l.has(s.listing):
		c.Status, c.Computed, c.Formula, c.Difference, c.Tolerance = fiscal.NotApplicable, "", "", "", ""
		c.Note = "文中只写了其中几项，全部各项在" + l.forms[s.listing].title + "里。"
	case c.Status == fiscal.Violated && short && s.open:
		c.Status = fiscal.Notice
		c.Note = "文中列出的各项合起来比总数少 " + c.Difference + "，可能有的项没有列出。"
	case len(s.missing) > 0:
		c.Note += "文中没有提到的" + strings.Join(s.missing, "、") + "没有计入。"
	}
	return c, true
}

func factsOf(parts []operand) []int {
	all := []int{}
	for _, p := range parts {
		all = append(all, p.fact)
	}
	return all
}

func largest(a, b decimal.Decimal) decimal.Decimal {
	if a.Less(b) {
		return b
	}
	return a
}

// tolerance returns (addends + 1) × half a unit of the last printed digit.
func tolerance(half decimal.Decimal, addends int) (decimal.Decimal, error) {
	n, err := decimal.New(int64(addends+1), 0)
	if err != nil {
		return n, err
	}
	return n.Mul(half)
}

// judge sets status, difference, tolerance and note of a computed sum; half is
// half a unit of the last digit of the coarsest operand.
func (l *ledger) judge(c *fiscal.Check, stated operand, computed, half decimal.Decimal, addends int) {
	allowed, err := tolerance(half, addends)
	diff, err2 := stated.value.Sub(computed)
	if err != nil || err2 != nil {
		c.Status, c.Note = fiscal.NotApplicable, "这些数超出了能够精确计算的范围。"
		return
	}
	c.Difference, c.Tolerance = money(diff, stated), money(allowed, stated)
	what := "把 " + strconv.Itoa(addends) + " 个数相加，"
	if addends == 1 {
		what = "两处相比，"
	}
	apart := "相差 " + money(diff.Abs(), stated)
	switch {
	case diff.IsZero():
		c.Status, c.Note = fiscal.Holds, what+"与"+where(stated)+"的数一致。"
	case diff.CmpAbs(allowed) <= 0:
		c.Status, c.Note = fiscal.Rounding, what+apart+"；各数分别四舍五入"+places(stated)+"，相差在容差 "+c.Tolerance+"之内。"
	default:
		c.Status, c.Note = fiscal.Violated, what+apart+"，超过四舍五入能解释的 "+c.Tolerance+"。"
	}
}

// where names the place of a figure.
func where(o operand) string {
	if o.form > 0 {
		return "表中"
	}
	return "文中"
}

// places says to how many decimals a figure is rounded.
func places(o operand) string {
	names := []string{"到整数", "到一位小数", "到两位小数", "到三位小数", "到四位小数"}
	if n := decimals(o); n < len(names) {
		return names[n]
	}
	return ""
}
