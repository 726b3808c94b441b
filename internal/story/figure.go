package story

import (
	"strings"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

// Figure is one number as a page shows it, and where it comes from.
type Figure struct {
	Text    string          // digits as printed, with thousands separators and a real minus sign
	Unit    string          // 万元, %, 人 …; "" for a bare number
	Value   decimal.Decimal // the number itself, sign included
	At      int             // where in the document's text the number, or the first it is computed from, is printed; -1 nowhere
	Facts   []int           // the fact shown; for a derived figure, the facts it is computed from
	Derived bool            // computed (推算), printed nowhere
	Formula string          // how a derived figure was computed, in words and printed figures
	// Corrected says what a person changed of it, or of what it is computed from;
	// "" when it stands as it was read.
	Corrected string
}

// Bare returns the figure without its unit, for tables whose caption or
// header names the unit.
func (f Figure) Bare() Figure {
	f.Unit = ""
	return f
}

// Magnitude returns the figure without its sign, for sentences and cells
// where a word says the direction.
func (f Figure) Magnitude() Figure {
	f.Text = strings.TrimPrefix(f.Text, fiscal.Minus)
	f.Value = f.Value.Abs()
	return f
}

// With returns the text and the unit as a reader says them: "2.14 万元", "97.15%".
func (f Figure) With() string { return fiscal.Measure(f.Unit).With(f.Text) }

// difference returns a − b as a derived figure; ok is false when the two are
// not in the same measure.
func difference(a, b Figure) (Figure, bool) {
	if a.Unit != b.Unit {
		return Figure{}, false
	}
	v, err := a.Value.Sub(b.Value)
	if err != nil {
		return Figure{}, false
	}
	return Figure{
		Text: fiscal.Format(v), Unit: a.Unit, Value: v, At: a.At, Facts: joined(a, b), Derived: true, Corrected: followed(a, b),
		Formula: a.Text + " − " + b.Text + " = " + Figure{Text: fiscal.Format(v), Unit: a.Unit}.With(),
	}, true
}

// percentage returns part ÷ whole as a derived rate with two decimals; ok is
// false when the two are not in the same measure or whole is zero.
func percentage(part, whole Figure) (Figure, bool) {
	if part.Unit != whole.Unit || whole.Value.IsZero() {
		return Figure{}, false
	}
	q, err := part.Value.Quo(whole.Value)
	if err != nil {
		return Figure{}, false
	}
	v, err := q.Mul(hundred)
	if err != nil {
		return Figure{}, false
	}
	v = v.Rescale(2)
	return Figure{
		Text: fiscal.Format(v), Unit: string(fiscal.Percent), Value: v, At: part.At, Facts: joined(part, whole), Derived: true, Corrected: followed(part, whole),
		Formula: part.Text + " ÷ " + whole.Text + " = " + fiscal.Format(v) + "%",
	}, true
}

var hundred = decimal.MustNew(100, 0)

func joined(figures ...Figure) []int {
	var facts []int
	for _, f := range figures {
		facts = append(facts, f.Facts...)
	}
	return facts
}
