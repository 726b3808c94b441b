package reconcile

import (
	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

// span is the range that a rounded figure may stand for.
type span struct{ low, high decimal.Decimal }

func (o operand) span() (span, bool) {
	low, e1 := o.value.Sub(o.half)
	high, e2 := o.value.Add(o.half)
	return span{low, high}, e1 == nil && e2 == nil
}

// quotient returns the range of 100 × a ÷ b; ok is false where b may be zero.
func quotient(a, b span) (span, bool) {
	if b.low.Sign() <= 0 && b.high.Sign() >= 0 {
		return span{}, false
	}
	var out span
	first := true
	for _, x := range []decimal.Decimal{a.low, a.high} {
		for _, y := range []decimal.Decimal{b.low, b.high} {
			q, err := percent(x, y)
			if err != nil {
				return span{}, false
			}
			if first || q.Less(out.low) {
				out.low = q
			}
			if first || out.high.Less(q) {
				out.high = q
			}
			first = false
		}
	}
	return out, true
}

func percent(a, b decimal.Decimal) (decimal.Decimal, error) {
	q, err := a.Quo(b)
	if err != nil {
		return q, err
	}
	return q.Mul(hundred)
}

// rate checks a printed percentage against 100 × a ÷ b, given the exact
// quotient of the printed figures and the range that their rounding allows.
func (l *ledger) rate(title, formula string, rate operand, a, b decimal.Decimal, as, bs span, facts ...int) {
	c := fiscal.Check{Title: title, Stated: rate.with(), Facts: append([]int{rate.fact}, facts...)}
	exact, err := percent(a, b)
	allowed, ok := quotient(as, bs)
	if err != nil || !ok {
		return
	}
	shown := exact.Rescale(max(decimals(rate), 0))
	printed, _ := rate.span()
	c.Computed = fiscal.Format(shown) + "%"
	c.Formula = formula + " = " + c.Computed
	if diff, err := rate.value.Sub(shown); err == nil {
		c.Difference = fiscal.Format(diff) + " 个百分点"
	}
	c.Tolerance = fiscal.Format(allowed.low.Rescale(decimals(rate)+1)) + "% 至 " + fiscal.Format(allowed.high.Rescale(decimals(rate)+1)) + "%"
	switch {
	case rate.value.Equal(shown):
		c.Status, c.Note = fiscal.Holds, "按文中的数重算，比率一致。"
	case printed.low.Cmp(allowed.high) <= 0 && allowed.low.Cmp(printed.high) <= 0:
		c.Status, c.Note = fiscal.Rounding, "按文中的数重算略有出入，各数自身的四舍五入可以解释。"
	default:
		c.Status, c.Note = fiscal.Violated, "按文中的数重算应为 "+c.Computed+"，文中印 "+c.Stated+"。"
	}
	l.add(c)
}

// wholes names what a share is of, by the item that has the share.
var wholes = map[fiscal.Item]fiscal.Item{
	fiscal.IncomeFiscal: fiscal.IncomeYear, fiscal.IncomeSuperiorSubsidy: fiscal.IncomeYear, fiscal.IncomeUndertaking: fiscal.IncomeYear,
	fiscal.IncomeOperating: fiscal.IncomeYear, fiscal.IncomeAffiliateRemittance: fiscal.IncomeYear, fiscal.IncomeOther: fiscal.IncomeYear,
	fiscal.GeneralIncomeYear: fiscal.IncomeYear, fiscal.FundIncomeYear: fiscal.IncomeYear, fiscal.CapitalIncomeYear: fiscal.IncomeYear,
	fiscal.ExpenseBasic: fiscal.ExpenseYear, fiscal.ExpenseProject: fiscal.ExpenseYear, fiscal.ExpenseRemittedUp: fiscal.ExpenseYear,
	fiscal.ExpenseOperating: fiscal.ExpenseYear, fiscal.ExpenseAffiliateSubsidy: fiscal.ExpenseYear,
	fiscal.GeneralExpense: fiscal.ExpenseYear,
	fiscal.SangongAbroad:  fiscal.SangongTotal, fiscal.SangongVehicle: fiscal.SangongTotal, fiscal.SangongReception: fiscal.SangongTotal,
	fiscal.ProcurementSme: fiscal.ProcurementTotal, fiscal.ProcurementMicro: fiscal.ProcurementTotal,
}

// share checks one stated share.
func (l *ledger) share(item fiscal.Item, class *fiscal.Class) {
	rate, ok := l.get(key(item, class, fiscal.Share), -1)
	if !ok {
		return
	}
	wholeKey := key(wholes[item], nil, fiscal.Final)
	if class != nil {
		wholeKey = key(item, nil, fiscal.Final)
	}
	part, ok1 := l.get(key(item, class, fiscal.Final), l.place(rate.fact))
	whole, ok2 := l.get(wholeKey, l.place(rate.fact))
	if !ok1 || !ok2 {
		return
	}
	title := part.term + "占" + whole.term + "的比例"
	if whole.value.IsZero() {
		if part.value.IsZero() {
			return // nothing of nothing has no share
		}
		return
	}
	ps, e1 := part.span()
	ws, e2 := whole.span()
	if e1 && e2 {
		l.rate(title, part.printed+" ÷ "+inLike(whole, part), rate, part.value, whole.value, ps, ws, part.fact, whole.fact)
	}
}

// sharesSum checks that the shares of a whole add up to 100%.
func (l *ledger) sharesSum(title string, keys []fiscal.Key) {
	sum, half := decimal.Decimal{}, decimal.Decimal{}
	c := fiscal.Check{Title: title, Stated: "100%"}
	n := 0
	for _, k := range keys {
		s, ok := l.get(k, -1)
		if !ok {
			continue
		}
		n++
		sum, _ = sum.Add(s.value)
		if half.Less(s.half) {
			half = s.half
		}
		if c.Formula != "" {
			c.Formula += " + "
		}
		c.Formula += s.printed
		c.Facts = append(c.Facts, s.fact)
	}
	if n < 2 {
		return
	}
	c.Computed = fiscal.Format(sum) + "%"
	c.Formula += " = " + c.Computed
	diff, err := hundred.Sub(sum)
	addends, _ := decimal.New(int64(n+1), 0)
	tolerance, err2 := addends.Mul(half)
	if err != nil || err2 != nil {
		return
	}
	c.Difference, c.Tolerance = fiscal.Format(diff)+" 个百分点", fiscal.Format(tolerance)+" 个百分点"
	switch {
	case diff.IsZero():
		c.Status, c.Note = fiscal.Holds, "各项占比加起来正好 100%。"
	case diff.CmpAbs(tolerance) <= 0:
		c.Status, c.Note = fiscal.Rounding, "各项占比分别四舍五入，加起来略有出入，属正常。"
	default:
		c.Status, c.Note = fiscal.Violated, "各项占比加起来不是 100%。"
	}
	l.add(c)
}
