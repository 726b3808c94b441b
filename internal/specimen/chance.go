package specimen

import "math/rand/v2"

// chance is where a specimen's variety comes from.
type chance struct{ *rand.Rand }

// in reports true in n of of cases.
func (c chance) in(n, of int) bool { return c.IntN(of) < n }

// between returns a number from lo to hi.
func (c chance) between(lo, hi int64) int64 {
	if hi <= lo {
		return lo
	}
	return lo + c.Int64N(hi-lo+1)
}

func pick[T any](c chance, list ...T) T { return list[c.IntN(len(list))] }

// some returns n of the list in its order.
func some[T any](c chance, n int, list []T) []T {
	order := c.Perm(len(list))[:min(n, len(list))]
	chosen := make([]bool, len(list))
	for _, i := range order {
		chosen[i] = true
	}
	var out []T
	for i, v := range list {
		if chosen[i] {
			out = append(out, v)
		}
	}
	return out
}
