package specimen

import (
	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

// amount is money in 分 (1/100 元).
type amount int64

var unitOf = map[fiscal.Measure]int64{fiscal.Yuan: 100, fiscal.TenThousandYuan: 1e6, fiscal.HundredMillion: 1e10}

// in returns the amount in m to so many places, rounded half up.
func (a amount) in(m fiscal.Measure, places int) decimal.Decimal {
	return decimal.MustNew(halfUp(int64(a)*pow10(places), unitOf[m]), places)
}

// rate returns part ÷ whole in % to so many places, rounded half up.
func rate(part, whole int64, places int) decimal.Decimal {
	for part > 1e13 || part < -1e13 {
		part, whole = part/10, whole/10
	}
	return decimal.MustNew(halfUp(part*100*pow10(places), whole), places)
}

// halfUp divides, a half going away from zero.
func halfUp(n, by int64) int64 {
	if n < 0 {
		return -halfUp(-n, by)
	}
	q, r := n/by, n%by
	if 2*r >= by {
		q++
	}
	return q
}

func pow10(n int) int64 {
	p := int64(1)
	for range n {
		p *= 10
	}
	return p
}

// split cuts total into n parts that are multiples of grain and sum to it.
func split(c chance, total amount, n int, grain amount) []amount {
	weights, sum := make([]amount, n), amount(0)
	for i := range weights {
		weights[i] = amount(c.between(1, 40) * c.between(1, 25))
		sum += weights[i]
	}
	parts, left := make([]amount, n), total
	for i := range n - 1 {
		parts[i] = total / grain * weights[i] / sum * grain
		left -= parts[i]
	}
	parts[n-1] = left
	return parts
}

// near returns an amount not far from a, a multiple of grain.
func near(c chance, a, grain amount) amount {
	permille := c.between(600, 1500)
	switch c.IntN(12) {
	case 0:
		permille = 1000
	case 1:
		permille = c.between(1, 6000)
	}
	return a / grain * amount(permille) / 1000 * grain
}
