package reconcile_test

import (
	"math/rand/v2"
	"testing"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
	"mingzhang/internal/reconcile"
)

var sources = []fiscal.Item{
	fiscal.IncomeFiscal, fiscal.IncomeSuperiorSubsidy, fiscal.IncomeUndertaking, fiscal.IncomeOperating, fiscal.IncomeAffiliateRemittance, fiscal.IncomeOther,
}

// ofSources builds 本年收入 and its sources, printed to two decimals from
// amounts in thousandths, with their shares.
func ofSources(random *rand.Rand) *fiscal.Report {
	r := &fiscal.Report{Year: 2024}
	add := func(item fiscal.Item, basis fiscal.Basis, v decimal.Decimal, m fiscal.Measure) {
		r.Facts = append(r.Facts, fiscal.Fact{Item: item, Basis: basis, Value: &v, Measure: m, Origin: fiscal.Stated, Source: &fiscal.Source{}})
	}
	var amounts []int64
	total := int64(0)
	for range sources {
		amounts = append(amounts, random.Int64N(5_000_000))
		total += amounts[len(amounts)-1]
	}
	add(fiscal.IncomeYear, fiscal.Final, rounded(total), fiscal.TenThousandYuan)
	for i, item := range sources {
		add(item, fiscal.Final, rounded(amounts[i]), fiscal.TenThousandYuan)
		share, _ := decimal.MustNew(amounts[i]*100, 0).Quo(decimal.MustNew(total, 0))
		add(item, fiscal.Share, share.Rescale(2), fiscal.Percent)
	}
	return r
}

// rounded prints thousandths with two decimals, halves away from zero.
func rounded(thousandths int64) decimal.Decimal { return decimal.MustNew((thousandths+5)/10, 2) }

// Whatever the figures were before they were rounded, rounding alone never
// makes a sum or a share a contradiction.
func TestRoundingIsNoContradiction(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 11))
	for range 500 {
		for _, c := range find(reconcile.Run(ofSources(random)), "T3", "") {
			if c.Status != fiscal.Holds && c.Status != fiscal.Rounding {
				t.Fatalf("%s: %s, %s, %s", c.Title, c.Status, c.Formula, c.Note)
			}
		}
	}
}

// A figure changed by more than the tolerance is always found, and one changed
// by less never: the border lies where the definition puts it.
func TestToleranceBorder(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 5))
	for range 300 {
		n := 2 + random.Int64N(4) // parts
		r := &fiscal.Report{}
		add := func(item fiscal.Item, hundredths int64) {
			v := decimal.MustNew(hundredths, 2)
			r.Facts = append(r.Facts, fiscal.Fact{Item: item, Basis: fiscal.Final, Value: &v, Measure: fiscal.TenThousandYuan, Origin: fiscal.Stated, Source: &fiscal.Source{}})
		}
		sum := int64(0)
		for _, item := range sources[:n] {
			v := 1_000 + random.Int64N(1_000_000)
			sum += v
			add(item, v)
		}
		off := random.Int64N(12) - 6 // hundredths
		add(fiscal.IncomeYear, sum-off)
		c := find(reconcile.Run(r), "T3", "本年收入合计 = ")[0]
		// (n + 1) × 0.005 in hundredths; a total below its parts cannot be
		// explained by parts that are not mentioned.
		within := 2*max(off, -off) <= n+1
		switch {
		case off == 0 && c.Status != fiscal.Holds,
			off != 0 && within && c.Status != fiscal.Rounding,
			off > 0 && !within && c.Status != fiscal.Violated,
			off < 0 && !within && c.Status != fiscal.NotApplicable:
			t.Fatalf("%d parts, off by %d hundredths: %s (%s)", n, off, c.Status, c.Note)
		}
	}
}
