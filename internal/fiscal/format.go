package fiscal

import (
	"strings"

	"github.com/govalues/decimal"
)

// Minus is the sign before what is under zero: U+2212, as wide as a digit; a
// hyphen is not.
const Minus = "−"

// Format writes d for people: thousands separators, its printed decimals, a
// real minus sign.
func Format(d decimal.Decimal) string {
	digits := d.Abs().String()
	whole, fraction, _ := strings.Cut(digits, ".")
	var b strings.Builder
	if d.IsNeg() {
		b.WriteString(Minus)
	}
	for i, c := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(c)
	}
	if fraction != "" {
		b.WriteByte('.')
		b.WriteString(fraction)
	}
	return b.String()
}
