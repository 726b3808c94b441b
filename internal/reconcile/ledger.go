package reconcile

import (
	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

// ledger is a report opened for checking, and the checks so far.
type ledger struct {
	report *fiscal.Report
	text   []rune               // the document's text, empty where it is not at hand
	facts  map[fiscal.Key][]int // those of the narrative: stated ones and, behind them, derived ones
	within map[fiscal.Key][]int // those whose words name a part of the item only
	none   map[fiscal.Key]int   // stated nothings
	forms  []*form              // by number, nil for one that is not printed
	codes  map[string]string    // official codes by the plain path of a class
	rule   string
	checks []fiscal.Check
	slips  []fiscal.Check // units of measure mixed up throughout, for X4
}

func newLedger(r *fiscal.Report, text string) *ledger {
	l := &ledger{
		report: r, text: []rune(text), checks: []fiscal.Check{},
		facts: map[fiscal.Key][]int{}, within: map[fiscal.Key][]int{}, none: map[fiscal.Key]int{},
		forms: make([]*form, len(fiscal.Forms)+1),
	}
	l.openForms()
	for _, derived := range []bool{false, true} {
		for i, f := range r.Facts {
			switch {
			case formOf(f) > 0:
			case f.Value == nil:
				l.none[f.Key()] = i
			case (f.Origin == fiscal.Derived) != derived:
			case l.ofPart(i):
				l.within[f.Key()] = append(l.within[f.Key()], i)
			default:
				l.facts[f.Key()] = append(l.facts[f.Key()], i)
			}
		}
	}
	return l
}

// key returns the key of an item, in a class or (nil) as a total.
func key(item fiscal.Item, class *fiscal.Class, basis fiscal.Basis) fiscal.Key {
	return fiscal.Key{Item: item, Class: class.String(), Basis: basis}
}

// get returns the fact of a key in the narrative: the first, or the one printed
// nearest to a place when near is not negative. What the narrative leaves out
// is taken from the forms.
func (l *ledger) get(k fiscal.Key, near int) (operand, bool) {
	best, distance := -1, 0
	for _, i := range l.facts[k] {
		d := 0
		if f := l.report.Facts[i]; near >= 0 && f.Source != nil {
			d = far(near, f.Source.Start)
		}
		if best < 0 || d < distance {
			best, distance = i, d
		}
	}
	if best < 0 {
		return l.fromForms(k)
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

func far(a, b int) int { return max(a-b, b-a) }

// denied reports whether the document says in words that there is none.
func (l *ledger) denied(k fiscal.Key) bool {
	_, ok := l.none[k]
	return ok
}

// add keeps a check. One of the narrative's rules that says no more than the
// rules of the forms is dropped.
func (l *ledger) add(c fiscal.Check) {
	if l.rule[0] == 'T' && len(c.Facts) > 0 && len(c.Cells)+len(c.Sources) == 0 {
		if l.toldByForms(c) {
			return
		}
		c.Note += l.borrowed(c.Facts)
	}
	c.Rule = l.rule
	if c.Facts == nil {
		c.Facts = []int{}
	}
	l.checks = append(l.checks, c)
}

// operand is a printed figure as it takes part in a sum.
type operand struct {
	fact    int
	term    string
	value   decimal.Decimal // money in 元, anything else in its own measure
	half    decimal.Decimal // half a unit of the last printed digit, same measure
	printed string          // "9,418.44"
	measure fiscal.Measure
	form    int // of fiscal.Forms, 0 for a figure of the narrative
}

var (
	one     = decimal.MustNew(1, 0)
	two     = decimal.MustNew(2, 0)
	hundred = decimal.MustNew(100, 0)
)

// scale returns what one unit of a measure is in 元; 1 for what is no money.
func scale(m fiscal.Measure) decimal.Decimal {
	switch m {
	case fiscal.TenThousandYuan:
		return decimal.MustNew(10_000, 0)
	case fiscal.HundredMillion:
		return decimal.MustNew(100_000_000, 0)
	}
	return one
}

// operand returns the fact as an operand; ok is false where it does not fit.
func (l *ledger) operand(i int) (o operand, ok bool) {
	f := l.report.Facts[i]
	o = operand{fact: i, term: term(f), printed: fiscal.Format(*f.Value), measure: f.Measure, form: formOf(f)}
	var e1, e2 error
	o.value, e1 = f.Value.Mul(scale(f.Measure))
	o.half, e2 = halfUnit(*f.Value, f.Measure).Mul(scale(f.Measure))
	return o, e1 == nil && e2 == nil
}

// halfUnit returns half a unit of the last printed digit. People and cars are
// counted whole, and a bare 0 is nothing at all, not something below one half.
func halfUnit(v decimal.Decimal, m fiscal.Measure) decimal.Decimal {
	if !rounded(m) || v.IsZero() && v.Scale() == 0 {
		return decimal.Decimal{}
	}
	return halfOfLast(v)
}

func halfOfLast(v decimal.Decimal) decimal.Decimal {
	ulp, err := decimal.New(1, v.Scale())
	if err != nil {
		return decimal.Decimal{}
	}
	half, err := ulp.Quo(two)
	if err != nil {
		return decimal.Decimal{}
	}
	return half
}

// rounded reports whether figures in a measure are rounded ones.
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

// with returns the figure with its measure, "9,418.44 万元".
func (o operand) with() string { return o.measure.With(o.printed) }

// money writes an amount in 元 in the measure of the figure it is compared with.
func money(v decimal.Decimal, like operand) string {
	q, err := v.Quo(scale(like.measure))
	if err != nil {
		return fiscal.Yuan.With(fiscal.Format(v))
	}
	d := decimals(like)
	return like.measure.With(fiscal.Format(q.Trim(d).Pad(d)))
}

// inLike writes a figure for a formula: bare where its measure is that of the
// whole, else with its measure.
func inLike(p, whole operand) string {
	if p.measure == whole.measure {
		return p.printed
	}
	return p.with()
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

// abs returns how far two figures are apart, money in 元.
func abs(a, b operand) decimal.Decimal {
	d, err := a.value.Sub(b.value)
	if err != nil {
		return decimal.Decimal{}
	}
	return d.Abs()
}
