package reconcile

import (
	"regexp"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

// budgets recomputes every stated rate against a budget.
func budgets(l *ledger) {
	var alone []int
	for i, f := range l.report.Facts {
		if f.Basis != fiscal.VarianceRate && f.Basis != fiscal.CompletionRate || f.Value == nil || f.Origin != fiscal.Stated {
			continue
		}
		rate, ok := l.operand(i)
		final, ok2 := l.get(key(f.Item, f.Class, fiscal.Final), l.place(i))
		if !ok || !ok2 {
			continue
		}
		change, given := l.get(key(f.Item, f.Class, fiscal.BudgetChange), l.place(i))
		title := final.term + "的" + rateName(f.Basis)
		switch budget, ok := l.budgetNear(f, l.place(i)); {
		case ok && f.Basis == fiscal.CompletionRate:
			l.completionRate(title, rate, budget, final)
		case ok:
			l.variance(title, "预算数", rate, budget, final)
		case given && f.Basis == fiscal.VarianceRate:
			l.against(title, "预算数", rate, change, final)
		default:
			alone = append(alone, i)
		}
	}
	l.notGiven(alone, "预算完成率或差异率", "预算数")
	for i, f := range l.report.Facts {
		if f.Basis != fiscal.BudgetChange || f.Value == nil || f.Origin != fiscal.Stated {
			continue
		}
		change, ok1 := l.operand(i)
		budget, ok2 := l.budgetNear(f, l.place(i))
		final, ok3 := l.get(key(f.Item, f.Class, fiscal.Final), l.place(i))
		if ok1 && ok2 && ok3 {
			l.difference(final.term+"较预算增减额 = 决算 − 预算", change, final, budget)
		}
	}
	l.words()
}

func rateName(b fiscal.Basis) string {
	if b == fiscal.CompletionRate {
		return "预算完成率"
	}
	return b.Term()
}

// budgetNear returns the budget that a rate was printed behind.
func (l *ledger) budgetNear(f fiscal.Fact, at int) (operand, bool) {
	initial, ok1 := l.get(key(f.Item, f.Class, fiscal.InitialBudget), at)
	full, ok2 := l.get(key(f.Item, f.Class, fiscal.FullBudget), at)
	if !ok1 || ok2 && far(l.place(full.fact), at) < far(l.place(initial.fact), at) {
		return full, ok2
	}
	return initial, ok1
}

// completionRate checks a rate of final ÷ budget.
func (l *ledger) completionRate(title string, rate, budget, final operand) {
	c := fiscal.Check{Title: title, Facts: []int{rate.fact, final.fact, budget.fact}}
	if budget.value.IsZero() {
		c.Stated, c.Status, c.Note = rate.with(), fiscal.NotApplicable, "预算数为 0，算不出完成率。"
		if final.value.IsZero() && (rate.value.IsZero() || rate.value.Equal(hundred)) {
			c.Status, c.Computed, c.Note = fiscal.Holds, rate.with(), "预算数与决算数都为 0，算不出完成率，按惯例写 0% 或 100%。"
		}
		l.add(c)
		return
	}
	if r, ok := ratioOf(rate, final, budget); ok {
		judgeRate(&c, r)
		l.add(c)
	}
}

// variance checks a rate of (final − base) ÷ base.
func (l *ledger) variance(title, base string, rate, from, final operand) {
	c := fiscal.Check{Title: title, Facts: []int{rate.fact, final.fact, from.fact}}
	diff := less(final.value, from.value)
	if from.value.IsZero() {
		fromNothing(&c, base, rate, operand{value: diff})
		l.add(c)
		return
	}
	bs, ok1 := from.span()
	fs, ok2 := final.span()
	ds, ok3 := fs.minus(bs)
	if !ok1 || !ok2 || !ok3 {
		return
	}
	judgeRate(&c, ratio{
		printed: rate, part: diff, whole: from.value, partSpan: ds, wholeOf: bs,
		formula: "(" + final.printed + " − " + inLike(from, final) + ") ÷ " + inLike(from, final),
	})
	l.add(c)
}

// comparedInWords finds 决算数大于预算数 and its like.
var comparedInWords = regexp.MustCompile(`决算数?\s*(大于|高于|多于|小于|低于|少于|等于)\s*(?:年初|全年|调整)?预算数?`)

// reach is how many code points behind its figures such words may stand.
const reach = 160

// words checks what the text says of a budget in words against its figures.
func (l *ledger) words() {
	for _, m := range search(l.account(), comparedInWords, "决算") {
		subject := l.subjectBefore(m.start)
		if subject < 0 {
			continue
		}
		want := saidSign(m.groups[1])
		sign, facts, sure := l.comparison(subject)
		if facts == nil || !sure && sign != want {
			continue // rounding may hide a difference, or make one
		}
		s := l.source(m.start, m.end)
		c := fiscal.Check{
			Title: term(l.report.Facts[subject]) + "：决算与预算的大小与文字相符", Stated: s.Text, Status: fiscal.Holds, Facts: facts,
			Sources: []fiscal.Source{s}, Computed: [...]string{"决算小于预算", "决算等于预算", "决算大于预算"}[sign+1],
			Note: "文字与数相符。",
		}
		if want != sign {
			c.Status, c.Note = fiscal.Violated, "文字写“"+s.Text+"”，按数是"+c.Computed+"。"
		}
		l.add(c)
	}
}

func saidSign(word string) int {
	switch word {
	case "大于", "高于", "多于":
		return 1
	case "等于":
		return 0
	}
	return -1
}

// subjectBefore returns the last quantity printed before a place, in the same
// paragraph; -1 where there is none.
func (l *ledger) subjectBefore(at int) int {
	best := -1
	for i, f := range l.report.Facts {
		if f.Source == nil || f.Basis != fiscal.Final || f.Source.End > at || f.Source.Start < at-reach || f.Value == nil {
			continue
		}
		if best < 0 || l.place(i) > l.place(best) {
			best = i
		}
	}
	if best >= 0 {
		for _, r := range l.text[l.report.Facts[best].Source.End:at] {
			if r == '\n' {
				return -1
			}
		}
	}
	return best
}

// comparison returns how a quantity stands to its budget by the figures: by the
// budget itself, else by the rate. It is sure where no rounding can make it look
// so. facts is nil where nothing is stated.
func (l *ledger) comparison(i int) (sign int, facts []int, sure bool) {
	f := l.report.Facts[i]
	at := l.place(i)
	final, _ := l.operand(i)
	if budget, ok := l.budgetNear(f, at); ok && far(l.place(budget.fact), at) < reach {
		sign, sure = compared(final.value, budget.value, final.half, budget.half)
		return sign, []int{i, budget.fact}, sure || final.exact() && budget.exact()
	}
	if rate, ok := l.get(key(f.Item, f.Class, fiscal.CompletionRate), at); ok && far(l.place(rate.fact), at) < reach {
		if final.value.IsZero() && rate.value.IsZero() {
			return 0, nil, false // nothing of nothing is printed as 0% too
		}
		sign, sure = compared(rate.value, hundred, rate.half, decimal.Zero)
		return sign, []int{i, rate.fact}, sure
	}
	return 0, nil, false
}

// compared returns the sign of a − b, and whether it is more than what the
// halves of their last digits add up to.
func compared(a, b, halfA, halfB decimal.Decimal) (sign int, sure bool) {
	diff := less(a, b)
	return diff.Sign(), less(less(diff.Abs(), halfA), halfB).Sign() > 0
}

// exact reports whether an amount is printed to the 分.
func (o operand) exact() bool { return less(o.half, halfCent).Sign() <= 0 }

var halfCent = decimal.MustNew(5, 3) // 元
