package reconcile

import (
	"strconv"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

// agree compares two printings of a quantity, which may be in different units
// and to different digits: the coarser one must be the finer one rounded.
func (l *ledger) agree(title string, a, b operand) fiscal.Check {
	c := l.equal(title, a, b)
	for _, pair := range [][2]operand{{a, b}, {b, a}} {
		if nothingOf(pair[0], pair[1]) {
			c.Status, c.Note = fiscal.Holds, "按较粗的一处的计量单位四舍五入后是 0。"
		}
	}
	if c.Status == fiscal.Notice && !a.half.Equal(b.half) && abs(a, b).Cmp(largest(a.half, b.half)) <= 0 {
		c.Status, c.Note = fiscal.Holds, "按较粗的一处的末位四舍五入后一致。"
	}
	return c
}

// nothingOf reports whether a bare 0 is what an amount in a smaller unit comes
// to when it is rounded to hundredths of the larger one.
func nothingOf(zero, o operand) bool {
	if !zero.value.IsZero() || o.value.IsZero() || scale(zero.measure).Cmp(scale(o.measure)) <= 0 {
		return false
	}
	half, err := scale(zero.measure).Quo(twoHundred)
	return err == nil && o.value.CmpAbs(largest(half, zero.half)) <= 0
}

var twoHundred = decimal.MustNew(200, 0)

// comparison of two places, one figure with another.
type comparison struct {
	a, b  operand
	check fiscal.Check
}

// slipsAlike are how many figures of one place have to be off by the same
// factor for its unit of measure to be what is wrong.
const slipsAlike = 3

// addComparisons adds the checks of two places as a family. Where most of them
// are off by one and the same factor, it is the unit of one place that is
// wrong, and that is said once.
func (l *ledger) addComparisons(title, counter, left, right string, all []comparison) {
	f := family{title: title, counter: counter}
	count := map[string]int{}
	first := map[string]comparison{}
	for _, x := range all {
		f.take(x.check)
		if word := apartBy(x.a, x.b); word != "" && x.check.Status == fiscal.Violated {
			if count[word]++; count[word] == 1 {
				first[word] = x
			}
		}
	}
	for word, n := range count {
		if n < slipsAlike || 2*n <= len(all) {
			continue
		}
		x := first[word]
		c := fiscal.Check{
			Title: left + "与" + right + "的计量单位一致", Status: fiscal.Violated, Stated: x.check.Stated, Computed: x.check.Computed,
			Formula: x.check.Formula, Difference: x.check.Difference, Tolerance: x.check.Tolerance,
		}
		f.checks = nil
		for _, x := range all {
			if x.check.Status == fiscal.Violated && apartBy(x.a, x.b) == word {
				c.Facts = append(c.Facts, x.check.Facts...)
				continue
			}
			f.take(x.check)
		}
		big, small := left, right
		if x.a.value.CmpAbs(x.b.value) < 0 {
			big, small = right, left
		}
		c.Note = "比较的 " + strconv.Itoa(len(all)) + " 个数里有 " + strconv.Itoa(n) + " 个，" + big + "恰为" + small + "的" + word + "倍，疑为其中一处的" + mixedUnits(word) + "混用。"
		l.slips = append(l.slips, c)
		break
	}
	l.addFamily(f)
}

// mixed adds what was found of units of measure used throughout a place.
func mixed(l *ledger) {
	for _, c := range l.slips {
		l.add(c)
	}
}
