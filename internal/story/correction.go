package story

import (
	"mingzhang/internal/fiscal"
)

// Corrected is a fact whose meaning a person gave, or that a person took out.
type Corrected struct {
	Name  string // of the item and its class
	Basis string
	Now   string // "" for a fact that was taken out
	Was   string // what the program had read; "" where it had read nothing
	By    string
	Day   string
	Why   string
	At    int // where the figure is printed, -1 nowhere
}

// Corrected lists what people have corrected of the report, in its order; what
// was taken out comes last.
func (b *Book) Corrected() []Corrected {
	var all []Corrected
	for _, f := range b.Report.Facts {
		c := f.Correction
		if c == nil {
			continue
		}
		x := Corrected{Name: FactName(f), Basis: f.Basis.Term(), Now: FactValue(f), By: c.By, Day: dayOf(c.At), Why: c.Why, At: sourceStart(&f)}
		if c.Was != nil {
			x.Was = readingWords(*c.Was, f)
		}
		all = append(all, x)
	}
	for _, r := range b.Report.Removed {
		f := fiscal.Fact{Item: r.Item, Class: r.Class, EconomicClass: r.EconomicClass, Basis: r.Basis, Value: r.Value, Measure: r.Measure, Source: r.Source}
		all = append(all, Corrected{Name: FactName(f), Basis: f.Basis.Term(), Was: FactValue(f), By: r.By, Day: dayOf(r.At), Why: r.Why, At: sourceStart(&f)})
	}
	return all
}

// readingWords says what a fact was read as, as far as it is another thing now.
func readingWords(was fiscal.Reading, now fiscal.Fact) string {
	f := fiscal.Fact{Item: was.Item, Class: was.Class, EconomicClass: was.EconomicClass, Basis: was.Basis, Value: was.Value, Measure: was.Measure}
	if f.Key() == now.Key() {
		return FactValue(f)
	}
	return FactName(f) + f.Basis.Term() + " " + FactValue(f)
}

// dayOf returns the day of a moment as it is kept.
func dayOf(at string) string { return at[:min(len(at), len("2006-01-02"))] }

// correctedWords says of a figure that a person gave its meaning, "" of others.
func correctedWords(f fiscal.Fact) string {
	c := f.Correction
	if c == nil {
		return ""
	}
	words := c.By + "，" + dayOf(c.At) + "：" + c.Why
	if c.Was != nil {
		words += "。程序原来读作 " + readingWords(*c.Was, f)
	}
	return words
}

// fromCorrected says of a computed figure that one of its operands was
// corrected.
func fromCorrected(operands ...Figure) string {
	for _, f := range operands {
		if f.Corrected != "" {
			return "由人工校正过的数算得"
		}
	}
	return ""
}
