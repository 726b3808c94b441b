package reconcile

import (
	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

// ledger is a report opened for checking, and the checks so far.
type ledger struct {
	report *fiscal.Report
	facts  map[fiscal.Key][]int // stated ones and, behind them, derived ones
	none   map[fiscal.Key]int   // stated nothings
	rule   string
	checks []fiscal.Check
}

func newLedger(r *fiscal.Report) *ledger {
	l := &ledger{report: r, facts: map[fiscal.Key][]int{}, none: map[fiscal.Key]int{}, checks: []fiscal.Check{}}
	for _, derived := range []bool{false, true} {
		for i, f := range r.Facts {
			switch {
			case f.Value == nil:
				l.none[f.Key()] = i
			case (f.Origin == fiscal.Derived) == derived:
				l.facts[f.Key()] = append(l.facts[f.Key()], i)
			}
		}
	}
	return l
}

// operand is a printed figure as it takes part in a sum.
type operand struct {
	fact    int
	term    string
	value   decimal.Decimal // money in 元, anything else in its own measure
	half    decimal.Decimal // half a unit of the last printed digit, same measure
	printed string          // "9,418.44"
	measure fiscal.Measure
}

// whole returns what a total is printed as, "9,418.44 万元".
func (o operand) with() string { return withMeasure(o.printed, o.measure) }

func withMeasure(digits string, m fiscal.Measure) string {
	switch m {
	case "":
		return digits
	case fiscal.Percent:
		return digits + "%"
	}
	return digits + " " + string(m)
}

var (
	one     = decimal.MustNew(1, 0)
	two     = decimal.MustNew(2, 0)
	hundred = decimal.MustNew(100, 0)
	scales  = map[fiscal.Measure]decimal.Decimal{
		fiscal.TenThousandYuan: decimal.MustNew(10_000, 0), fiscal.HundredMillion: decimal.MustNew(100_000_000, 0),
	}
)

// scale returns what one unit of a measure is in 元; 1 for what is no money.
func scale(m fiscal.Measure) decimal.Decimal {
	if s, ok := scales[m]; ok {
		return s
	}
	return one
}

// operand returns the fact as an operand; ok is false where it does not fit.
func (l *ledger) operand(i int) (o operand, ok bool) {
	f := l.report.Facts[i]
	o = operand{fact: i, term: term(f), printed: fiscal.Format(*f.Value), measure: f.Measure}
	var e1, e2, e3 error
	o.value, e1 = f.Value.Mul(scale(f.Measure))
	if !rounded(f.Measure) {
		return o, e1 == nil
	}
	ulp, err := decimal.New(1, f.Value.Scale())
	if err != nil {
		return o, false
	}
	o.half, e2 = ulp.Quo(two)
	o.half, e3 = o.half.Mul(scale(f.Measure))
	return o, e1 == nil && e2 == nil && e3 == nil
}

// rounded reports whether figures in a measure are rounded ones; people and
// cars are counted whole.
func rounded(m fiscal.Measure) bool {
	return m.IsMoney() || m == fiscal.Percent || m == fiscal.SquareMetres
}

// term names what a fact is about.
func term(f fiscal.Fact) string {
	if f.Class != nil && len(f.Class.Path) > 0 {
		return f.Class.Path[len(f.Class.Path)-1]
	}
	return f.Item.Term()
}

func key(item fiscal.Item, class *fiscal.Class, basis fiscal.Basis) fiscal.Key {
	return fiscal.Key{Item: item, Class: class.String(), Basis: basis}
}

// get returns the fact of a key: the first, or the one printed nearest to a
// place when near is not negative.
func (l *ledger) get(k fiscal.Key, near int) (operand, bool) {
	best, distance := -1, 0
	for _, i := range l.facts[k] {
		d := 0
		if f := l.report.Facts[i]; near >= 0 && f.Source != nil {
			d = max(near-f.Source.Start, f.Source.Start-near)
		}
		if best < 0 || d < distance {
			best, distance = i, d
		}
	}
	if best < 0 {
		return operand{}, false
	}
	return l.operand(best)
}

func (l *ledger) final(item fiscal.Item) (operand, bool) {
	return l.get(key(item, nil, fiscal.Final), -1)
}

// place returns where a fact is printed, -1 for a derived one.
func (l *ledger) place(i int) int {
	if s := l.report.Facts[i].Source; s != nil {
		return s.Start
	}
	return -1
}

// deniedHere reports whether the document says in words that there is none.
func (l *ledger) denied(k fiscal.Key) bool {
	_, ok := l.none[k]
	return ok
}

func (l *ledger) add(c fiscal.Check) {
	c.Rule = l.rule
	if c.Facts == nil {
		c.Facts = []int{}
	}
	l.checks = append(l.checks, c)
}

// money writes an amount in 元 in the measure of the figure it is compared with.
func money(v decimal.Decimal, like operand) string {
	return withMeasure(fiscal.Format(inMeasure(v, like)), like.measure)
}

func inMeasure(v decimal.Decimal, like operand) decimal.Decimal {
	q, err := v.Quo(scale(like.measure))
	if err != nil {
		return v
	}
	return q.Trim(like.half.Scale()).Rescale(max(q.Trim(0).Scale(), decimals(like)))
}

// decimals is how many decimals a figure is printed with.
func decimals(o operand) int {
	n := 0
	for i := len(o.printed) - 1; i >= 0; i-- {
		if o.printed[i] == '.' {
			return n
		}
		n++
	}
	return 0
}
