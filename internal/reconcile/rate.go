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

// minus returns the range of a − b.
func (s span) minus(b span) (span, bool) {
	low, e1 := s.low.Sub(b.high)
	high, e2 := s.high.Sub(b.low)
	return span{low, high}, e1 == nil && e2 == nil
}

// meets reports whether two ranges have a value in common.
func (s span) meets(b span) bool { return s.low.Cmp(b.high) <= 0 && b.low.Cmp(s.high) <= 0 }

// quotient returns the range of 100 × a ÷ b; ok is false where b may be zero.
func quotient(a, b span) (out span, ok bool) {
	if b.low.Sign() <= 0 && b.high.Sign() >= 0 {
		return out, false
	}
	first := true
	for _, x := range []decimal.Decimal{a.low, a.high} {
		for _, y := range []decimal.Decimal{b.low, b.high} {
			q, err := percent(x, y)
			if err != nil {
				return out, false
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

// percent returns 100 × a ÷ b, to 19 digits.
func percent(a, b decimal.Decimal) (decimal.Decimal, error) {
	q, err := a.Quo(b)
	if err != nil {
		return q, err
	}
	return q.Mul(hundred)
}

// ratio is a printed percentage with the two figures that it follows from.
type ratio struct {
	printed  operand
	part     decimal.Decimal // 100 × part ÷ whole, of the printed figures
	whole    decimal.Decimal
	partSpan span // what the figures were before they were rounded
	wholeOf  span
	formula  string // without its result
}

// judgeRate sets all of c but its title and places.
func judgeRate(c *fiscal.Check, r ratio) {
	c.Stated = r.printed.with()
	exact, err := percent(r.part, r.whole)
	if err != nil {
		c.Status, c.Note = fiscal.NotApplicable, "这些数超出了能够精确计算的范围。"
		return
	}
	d := decimals(r.printed)
	shown := exact.Rescale(d)
	c.Computed = fiscal.Format(shown) + "%"
	c.Formula = r.formula + " = " + c.Computed
	diff, err := r.printed.value.Sub(shown)
	if err != nil {
		diff = decimal.Decimal{}
	}
	c.Difference = fiscal.Format(diff) + " 个百分点"
	printed, ok1 := r.printed.span()
	allowed, ok2 := quotient(r.partSpan, r.wholeOf)
	if !ok1 || !ok2 {
		// Rounding alone could make the divisor nothing: any rate is possible.
		c.Status, c.Note = fiscal.Holds, "按文中的数重算，比率一致。"
		if !diff.IsZero() {
			c.Status, c.Note = fiscal.NotApplicable, "作除数的数太小，四舍五入之后算不准比率。"
		}
		return
	}
	c.Tolerance = fiscal.Format(slack(exact, allowed, r.printed.half).Ceil(d+2)) + " 个百分点"
	ulp := double(r.printed.half)
	switch {
	case diff.IsZero():
		c.Status, c.Note = fiscal.Holds, "按文中的数重算，比率一致。"
	case printed.meets(allowed):
		c.Status, c.Note = fiscal.Rounding, "按文中的数重算为 "+c.Computed+"，各数自身的四舍五入可以解释。"
	case span{less(printed.low, ulp), more(printed.high, ulp)}.meets(allowed):
		c.Status, c.Note = fiscal.Notice, "按文中的数重算为 "+c.Computed+"，只差末位一个单位，常见于去尾，或为了让占比合计为 100% 而调整末位。"
	default:
		c.Status, c.Note = fiscal.Violated, "按文中的数重算为 "+c.Computed+"，文中印的是 "+c.Stated+"。"
	}
}

// slack returns by how much a printed rate may differ from the exact quotient.
func slack(exact decimal.Decimal, allowed span, half decimal.Decimal) decimal.Decimal {
	return more(largest(less(exact, allowed.low).Abs(), less(allowed.high, exact).Abs()), half)
}

// less and more subtract and add where the result fits, which percentages do.
func less(a, b decimal.Decimal) decimal.Decimal {
	if d, err := a.Sub(b); err == nil {
		return d
	}
	return a
}

func more(a, b decimal.Decimal) decimal.Decimal {
	if d, err := a.Add(b); err == nil {
		return d
	}
	return a
}

func double(d decimal.Decimal) decimal.Decimal { return more(d, d) }

// ratioOf prepares the check of a printed rate of two facts.
func ratioOf(printed, part, whole operand) (ratio, bool) {
	ps, ok1 := part.span()
	ws, ok2 := whole.span()
	return ratio{
		printed: printed, part: part.value, whole: whole.value, partSpan: ps, wholeOf: ws,
		formula: part.printed + " ÷ " + inLike(whole, part),
	}, ok1 && ok2
}
