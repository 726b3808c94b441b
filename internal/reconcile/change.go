package reconcile

import (
	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

// changes recomputes every stated rate of change from the quantity and its
// change, the two from which last year follows.
func changes(l *ledger) {
	seen := map[fiscal.Key]bool{}
	for i, f := range l.report.Facts {
		if f.Basis != fiscal.ChangeRate || f.Value == nil || f.Origin != fiscal.Stated || seen[f.Key()] {
			continue
		}
		seen[f.Key()] = true
		rate, ok := l.operand(i)
		if !ok {
			continue
		}
		change, ok1 := l.get(key(f.Item, f.Class, fiscal.Change), l.place(i))
		final, ok2 := l.get(key(f.Item, f.Class, fiscal.Final), l.place(i))
		if ok1 && ok2 {
			l.changeRate(rate, change, final)
			l.direction(rate, change)
		}
	}
	l.priors(fiscal.GeneralExpense, "一般公共预算支出")
	l.priors(fiscal.FundExpense, "政府性基金支出")
}

func (l *ledger) changeRate(rate, change, final operand) {
	title := final.term + "比上年的幅度"
	prior, err := final.value.Sub(change.value)
	if err != nil {
		return
	}
	if prior.IsZero() {
		c := fiscal.Check{Title: title, Stated: rate.with(), Facts: []int{rate.fact, change.fact, final.fact}, Formula: final.printed + " − " + change.printed + " = 0，上年为 0"}
		conventional := change.value.IsZero() && rate.value.IsZero() || change.value.IsPos() && rate.value.Equal(hundred)
		if conventional {
			c.Status, c.Computed, c.Note = fiscal.Holds, rate.with(), "上年为 0，除不出幅度；从 0 到有按惯例写 100%，从 0 到 0 写 0%。"
		} else {
			c.Status, c.Note = fiscal.NotApplicable, "上年为 0，除不出幅度。"
		}
		l.add(c)
		return
	}
	cs, ok1 := change.span()
	fs, ok2 := final.span()
	low, e1 := fs.low.Sub(cs.high)
	high, e2 := fs.high.Sub(cs.low)
	if !ok1 || !ok2 || e1 != nil || e2 != nil {
		return
	}
	formula := change.printed + " ÷ (" + final.printed + " − " + bracketed(change) + ")"
	l.rate(title, formula, rate, change.value, prior, cs, span{low, high}, change.fact, final.fact)
}

// bracketed writes a figure as the second operand of a subtraction.
func bracketed(o operand) string {
	if o.value.IsNeg() {
		return "(" + o.printed + ")"
	}
	return o.printed
}

// direction checks that amount and rate go the same way; it says nothing where
// they do.
func (l *ledger) direction(rate, change operand) {
	if rate.value.Sign()*change.value.Sign() >= 0 {
		return
	}
	l.add(fiscal.Check{
		Title: change.term + "增减的方向一致", Status: fiscal.Violated, Stated: rate.with(), Computed: change.with(), Facts: []int{rate.fact, change.fact},
		Note: "增减额与增减幅度的方向相反。",
	})
}

// priors checks that last year's parts, as they follow from the changes, add
// up to last year's whole.
func (l *ledger) priors(item fiscal.Item, name string) {
	whole, ok := l.get(key(item, nil, fiscal.Prior), -1)
	if !ok {
		return
	}
	var parts []operand
	all := l.classesOf(item)
	for _, c := range all {
		if len(c.Path) < 3 {
			continue
		}
		o, ok := l.get(key(item, c, fiscal.Prior), -1)
		if !ok {
			return // one unknown part makes the sum unknown
		}
		parts = append(parts, o)
	}
	if len(parts) < 2 {
		return
	}
	// A prior is a difference of two rounded figures: it carries two halves.
	for i := range parts {
		parts[i].half = double(parts[i].half)
	}
	whole.half = double(whole.half)
	l.sumOf(whole, parts, nil, name+"的上年数（推算）= 各项上年数（推算）之和")
}

func double(d decimal.Decimal) decimal.Decimal {
	if sum, err := d.Add(d); err == nil {
		return sum
	}
	return d
}

// budgets recomputes every stated rate against a budget.
func budgets(l *ledger) {
	seen := map[int]bool{}
	for i, f := range l.report.Facts {
		if f.Basis != fiscal.VarianceRate && f.Basis != fiscal.CompletionRate || f.Value == nil || f.Origin != fiscal.Stated || seen[i] {
			continue
		}
		rate, ok := l.operand(i)
		budget, ok1 := l.budgetNear(f, l.place(i))
		final, ok2 := l.get(key(f.Item, f.Class, fiscal.Final), l.place(i))
		if !ok || !ok1 || !ok2 {
			continue
		}
		l.budgetRate(f.Basis, rate, budget, final)
	}
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

func far(a, b int) int { return max(a-b, b-a) }

func (l *ledger) budgetRate(basis fiscal.Basis, rate, budget, final operand) {
	title := final.term + "的" + basis.Term()
	if budget.value.IsZero() {
		c := fiscal.Check{Title: title, Stated: rate.with(), Facts: []int{rate.fact, budget.fact, final.fact}, Status: fiscal.NotApplicable, Note: "预算数为 0，除不出比率。"}
		if final.value.IsZero() && rate.value.IsZero() {
			c.Status, c.Computed, c.Note = fiscal.Holds, rate.with(), "预算数与决算数都为 0，按惯例写 0%。"
		}
		l.add(c)
		return
	}
	bs, ok1 := budget.span()
	fs, ok2 := final.span()
	if !ok1 || !ok2 {
		return
	}
	if basis == fiscal.CompletionRate {
		l.rate(title, final.printed+" ÷ "+inLike(budget, final), rate, final.value, budget.value, fs, bs, budget.fact, final.fact)
		return
	}
	diff, e0 := final.value.Sub(budget.value)
	low, e1 := fs.low.Sub(bs.high)
	high, e2 := fs.high.Sub(bs.low)
	if e0 == nil && e1 == nil && e2 == nil {
		l.rate(title, "("+final.printed+" − "+inLike(budget, final)+") ÷ "+inLike(budget, final), rate, diff, budget.value, span{low, high}, bs, budget.fact, final.fact)
	}
}
