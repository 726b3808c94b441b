package extract

import (
	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

// Printed is a figure as it stands in a text, whatever it means.
type Printed struct {
	Start, End int             // with its printed minus sign
	At         int             // its first digit: what Coverage counts it by
	Value      decimal.Decimal // digits as printed, without thousands separators
	Measure    fiscal.Measure  // printed behind it, "" when none is
	Readable   bool            // false for a run of digits too long to be a figure
}

// Printing finds every figure of a normalised text, in its order: the figures
// that Coverage accounts for.
func Printing(text string) []Printed {
	t := newText(text)
	figures := t.figures()
	all := make([]Printed, len(figures))
	for i, f := range figures {
		p := Printed{At: f.start, Measure: f.measure}
		p.Start, p.End = f.span()
		p.Value, p.Readable = f.value(t)
		all[i] = p
	}
	return all
}

// Rederive computes anew what follows from the stated facts of a report. Facts
// derived before must be gone.
func Rederive(report *fiscal.Report) { (&reader{report: report}).derivePriors() }

// Context returns the clause of a text that the place [start:end) stands in, as
// Coverage quotes it.
func Context(text string, start, end int) string {
	r := &reader{t: newText(text)}
	return r.around(figure{start: start, end: end})
}
