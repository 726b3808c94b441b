package reconcile

import (
	"strings"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

// factors are those between the units of money.
var factors = []struct {
	by    decimal.Decimal
	words string
}{
	{decimal.MustNew(10_000, 0), "一万"}, {decimal.MustNew(100_000_000, 0), "一亿"},
}

// slipParts bounds the trials: each figure of a sum is tried in each unit.
const slipParts = 200

// slipped says which figure makes a sum hold when it is taken in another unit
// of money; "" when there is none.
func slipped(whole operand, parts []operand) string {
	if !whole.measure.IsMoney() || len(parts) > slipParts {
		return ""
	}
	all := append([]operand{whole}, parts...)
	for i, o := range all {
		for _, f := range factors {
			for _, divide := range []bool{true, false} {
				scaled, ok := o.scaled(f.by, divide)
				if !ok {
					continue
				}
				trial := append([]operand{}, all...)
				trial[i] = scaled
				if adds(trial[0], trial[1:], scaled) {
					word := "乘以"
					if divide {
						word = "除以"
					}
					return "“" + o.term + "”" + word + f.words + "就对得上，可能是元、万元、亿元混用。"
				}
			}
		}
	}
	return ""
}

func (o operand) scaled(by decimal.Decimal, divide bool) (operand, bool) {
	apply := decimal.Decimal.Mul
	if divide {
		apply = decimal.Decimal.Quo
	}
	value, e1 := apply(o.value, by)
	half, e2 := apply(o.half, by)
	o.value, o.half = value, half
	return o, e1 == nil && e2 == nil
}

// adds reports whether the parts make the whole, judged by the finest figure:
// one in a wrong unit must buy no tolerance, and must matter to the sum, or
// leaving it out would do as well.
func adds(whole operand, parts []operand, scaled operand) bool {
	sum, half := decimal.Decimal{}, whole.half
	for _, p := range parts {
		next, err := sum.Add(p.value)
		if err != nil {
			return false
		}
		sum = next
		if !p.half.IsZero() && (half.IsZero() || p.half.Less(half)) {
			half = p.half
		}
	}
	allowed, err := tolerance(half, len(parts))
	if err != nil || scaled.value.CmpAbs(allowed) <= 0 {
		return false
	}
	if len(parts) == 1 {
		// The same amount in two units is printed with different decimals.
		allowed = largest(allowed, thousandth(whole.value))
	}
	diff, err := whole.value.Sub(sum)
	return err == nil && diff.CmpAbs(allowed) <= 0
}

func thousandth(d decimal.Decimal) decimal.Decimal {
	q, err := d.Abs().Quo(decimal.MustNew(1000, 0))
	if err != nil {
		return decimal.Decimal{}
	}
	return q
}

// apartBy returns the factor between two printings of one amount when it is
// one between units of money, "" when it is not.
func apartBy(a, b operand) string {
	if !a.measure.IsMoney() || !b.measure.IsMoney() || a.value.IsZero() || b.value.IsZero() {
		return ""
	}
	for _, f := range factors {
		for _, pair := range [][2]operand{{a, b}, {b, a}} {
			if scaled, ok := pair[0].scaled(f.by, true); ok && adds(scaled, pair[1:], scaled) {
				return f.words
			}
		}
	}
	return ""
}

// mixedUnits names the units that lie a factor apart.
func mixedUnits(factor string) string {
	if factor == "一亿" {
		return "元与亿元"
	}
	return "元与万元（或万元与亿元）"
}

// trimSign returns a difference without its sign.
func trimSign(difference string) string { return strings.TrimPrefix(difference, fiscal.Minus) }
