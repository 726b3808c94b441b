package reconcile

import (
	"strconv"

	"mingzhang/internal/fiscal"
)

// changes recomputes every stated rate of change from the quantity and its
// change, the two from which last year follows, or from last year itself.
func changes(l *ledger) {
	seen := map[fiscal.Key]bool{}
	var alone []int
	for i, f := range l.report.Facts {
		if f.Basis != fiscal.ChangeRate || f.Value == nil || f.Origin != fiscal.Stated || seen[f.Key()] {
			continue
		}
		seen[f.Key()] = true
		if !l.changeRate(i, f) {
			alone = append(alone, i)
		}
	}
	l.notGiven(alone, "增减幅度", "本年数或增减额")
	l.changeAmounts()
	for _, item := range []fiscal.Item{fiscal.GeneralExpense, fiscal.FundExpense, fiscal.CapitalExpense} {
		l.classPriors(item)
	}
	prior := sangongOf(fiscal.Prior)
	prior.title = "“三公”经费的上年数（推算）= 各项上年数（推算）之和"
	if _, ok := l.get(prior.whole, -1); ok {
		l.priorSum(prior)
	}
}

// notGiven lists the rates that cannot be recomputed, as one check.
func (l *ledger) notGiven(facts []int, what, operands string) {
	if len(facts) > 0 {
		l.add(fiscal.Check{
			Title: what + "没有对应的金额", Status: fiscal.NotApplicable, Facts: facts,
			Note: "有 " + strconv.Itoa(len(facts)) + " 处" + what + "，文中没有写出" + operands + "，无法重算。",
		})
	}
}

// changeRate checks one rate; it reports false where an operand is not stated.
func (l *ledger) changeRate(i int, f fiscal.Fact) bool {
	rate, ok := l.operand(i)
	final, ok2 := l.get(key(f.Item, f.Class, fiscal.Final), l.place(i))
	if !ok || !ok2 {
		return false
	}
	title := final.term + "比上年的幅度"
	if change, ok := l.get(key(f.Item, f.Class, fiscal.Change), l.place(i)); ok {
		if change.value.IsZero() && change.half.IsZero() {
			change.half = final.half // a bare 0 beside decimals is a rounded one
		}
		l.direction(rate, change, final)
		l.against(title, "上年", rate, change, final)
		return true
	}
	prior, ok := l.get(key(f.Item, f.Class, fiscal.Prior), l.place(i))
	if ok {
		l.variance(title, "上年", rate, prior, final)
	}
	return ok
}

// against checks a rate of change ÷ (final − change).
func (l *ledger) against(title, base string, rate, change, final operand) {
	before := less(final.value, change.value)
	c := fiscal.Check{Title: title, Facts: []int{rate.fact, change.fact, final.fact}}
	if before.IsZero() {
		c.Formula = final.printed + " − " + bracketed(inLike(change, final), change) + " = 0，" + base + "为 0"
		fromNothing(&c, base, rate, change)
		l.add(c)
		return
	}
	cs, ok1 := change.span()
	fs, ok2 := final.span()
	bs, ok3 := fs.minus(cs)
	if !ok1 || !ok2 || !ok3 {
		return
	}
	judgeRate(&c, ratio{
		printed: rate, part: change.value, whole: before, partSpan: cs, wholeOf: bs,
		formula: inLike(change, final) + " ÷ (" + final.printed + " − " + bracketed(inLike(change, final), change) + ")",
	})
	l.add(c)
}

// fromNothing judges a rate whose base is 0: there is none, and documents
// print 100% for what is new and 0% for what is still nothing.
func fromNothing(c *fiscal.Check, base string, rate, change operand) {
	c.Stated = rate.with()
	c.Status, c.Note = fiscal.NotApplicable, base+"为 0，算不出幅度。"
	if change.value.IsZero() && rate.value.IsZero() || change.value.IsPos() && rate.value.Equal(hundred) {
		c.Status, c.Computed = fiscal.Holds, rate.with()
		c.Note = base + "为 0，算不出幅度；从无到有按惯例写 100%，仍然没有写 0%。"
	}
}

// bracketed writes a figure as the second operand of a subtraction.
func bracketed(printed string, o operand) string {
	if o.value.IsNeg() {
		return "(" + printed + ")"
	}
	return printed
}

// direction checks that amount and rate go the same way; it says nothing where
// they do, nor where an amount of 0 may be a rounded one.
func (l *ledger) direction(rate, change, final operand) {
	signs := rate.value.Sign() * change.value.Sign()
	c := fiscal.Check{
		Title: change.term + "增减的方向一致", Status: fiscal.Violated, Stated: rate.with(), Computed: change.with(), Facts: []int{rate.fact, change.fact},
		Note: "增减额与增减幅度的方向相反。",
	}
	switch {
	case signs < 0:
		l.add(c)
	case change.value.IsZero() && !rate.value.IsZero() && !roundedAway(rate, change, final):
		c.Note = "增减额是 0，增减幅度却不是 0。"
		l.add(c)
	}
}

// roundedAway reports whether a rate is one of a change so small that it is
// printed as 0.
func roundedAway(rate, change, final operand) bool {
	printed, ok1 := rate.span()
	cs, ok2 := change.span()
	fs, ok3 := final.span()
	if !ok1 || !ok2 || !ok3 {
		return false
	}
	bs, ok1 := fs.minus(cs)
	allowed, ok2 := quotient(cs, bs)
	return ok1 && (!ok2 || printed.meets(allowed)) // of next to nothing there is any rate
}

// changeAmounts checks change = final − prior where last year is stated too.
func (l *ledger) changeAmounts() {
	for i, f := range l.report.Facts {
		if f.Basis != fiscal.Prior || f.Value == nil || f.Origin != fiscal.Stated {
			continue
		}
		change, ok1 := l.get(key(f.Item, f.Class, fiscal.Change), l.place(i))
		final, ok2 := l.get(key(f.Item, f.Class, fiscal.Final), l.place(i))
		prior, ok3 := l.operand(i)
		if ok1 && ok2 && ok3 {
			l.difference(final.term+"比上年增减额 = 本年 − 上年", change, final, prior)
		}
	}
}

// difference checks a stated change against the two figures it lies between.
func (l *ledger) difference(title string, change, final, base operand) {
	c := fiscal.Check{Title: title, Stated: change.with(), Facts: []int{change.fact, final.fact, base.fact}}
	diff := less(final.value, base.value)
	c.Computed = money(diff, change)
	c.Formula = inLike(final, change) + " − " + inLike(base, change) + " = " + c.Computed
	l.judge(&c, change, diff, largest(largest(change.half, final.half), base.half), 2)
	l.add(c)
}

// classPriors checks that last year's classes, as they follow from the
// changes, add up to last year's total.
func (l *ledger) classPriors(item fiscal.Item) {
	s := sumRule{whole: key(item, nil, fiscal.Prior), title: item.Term() + "的上年数（推算）= 各项上年数（推算）之和"}
	for _, c := range l.classesOf(item) {
		if len(c.Path) == len(levels) {
			s.parts = append(s.parts, part{{key(item, c, fiscal.Prior)}})
		}
	}
	l.priorSum(s)
}

// priorSum checks a sum of derived figures. Each is a difference of two
// rounded ones and carries two halves. Nothing is said of a list with a gap.
func (l *ledger) priorSum(s sumRule) {
	whole, ok := l.get(s.whole, -1)
	parts, _, missing := l.addends(s.parts, -1)
	if !ok || len(parts) < 2 || len(missing) > 0 {
		return
	}
	whole.half = double(whole.half)
	for i := range parts {
		parts[i].half = double(parts[i].half)
	}
	l.sumOf(sumCheck{title: s.title, whole: whole, parts: parts, open: true})
}
