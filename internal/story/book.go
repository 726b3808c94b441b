package story

import (
	"slices"

	"mingzhang/internal/fiscal"
)

// Book is a report opened for reading: its facts by what they are about.
type Book struct {
	Report  *fiscal.Report
	Edition string // the key it was published under, "" before that

	facts   map[fiscal.Key][]int
	reasons map[fiscal.Key]int
	topics  map[string]bool // topics of sections that hold a figure nobody understood
}

// Open indexes r. The book reads r and never changes it.
func Open(r *fiscal.Report) *Book {
	b := &Book{Report: r, facts: map[fiscal.Key][]int{}, reasons: map[fiscal.Key]int{}, topics: map[string]bool{}}
	for i, f := range r.Facts {
		b.facts[f.Key()] = append(b.facts[f.Key()], i)
	}
	for i, reason := range r.Reasons {
		key := fiscal.Key{Item: reason.Item, Class: reason.Class.String(), Basis: reason.Basis}
		if _, ok := b.reasons[key]; !ok {
			b.reasons[key] = i
		}
	}
	for _, u := range r.Coverage.Unread {
		for _, s := range r.Sections {
			if s.Start <= u.Start && u.Start < s.End {
				b.topics[s.Topic] = true
			}
		}
	}
	return b
}

// Year returns the year of the accounts.
func (b *Book) Year() int { return b.Report.Year }

// Figure returns the first stated quantity of an item, else a derived one;
// ok is false when the report has none or says that there is nothing.
func (b *Book) Figure(item fiscal.Item, basis fiscal.Basis) (Figure, bool) {
	return b.ClassFigure(item, nil, basis)
}

// ClassFigure is Figure for one place in the functional classification.
func (b *Book) ClassFigure(item fiscal.Item, class *fiscal.Class, basis fiscal.Basis) (Figure, bool) {
	i := b.find(fiscal.Key{Item: item, Class: class.String(), Basis: basis})
	if i < 0 || b.Report.Facts[i].Value == nil {
		return Figure{}, false
	}
	return b.FactFigure(i), true
}

// find returns the index of the fact that stands for a key: the first stated,
// else the first derived, else the first stated nothing; -1 when there is none.
func (b *Book) find(key fiscal.Key) int {
	best := -1
	for _, i := range b.facts[key] {
		if best < 0 || rank(b.Report.Facts[i].Origin) < rank(b.Report.Facts[best].Origin) {
			best = i
		}
	}
	return best
}

func rank(o fiscal.Origin) int {
	return slices.Index([]fiscal.Origin{fiscal.Stated, fiscal.Derived, fiscal.StatedNone}, o)
}

// FactFigure returns the figure of Facts[i], which must have a value.
func (b *Book) FactFigure(i int) Figure {
	f := b.Report.Facts[i]
	figure := Figure{
		Text: fiscal.Format(*f.Value), Unit: string(f.Measure), Value: *f.Value, At: b.place(i), Facts: []int{i}, Corrected: b.corrected(i),
	}
	if f.Origin == fiscal.Derived {
		figure.Derived, figure.Facts, figure.Formula = true, append([]int{i}, f.From...), b.formula(f)
	}
	return figure
}

// place returns where a fact is printed; a derived one stands where the first
// fact that it is computed from stands. It returns -1 when that is nowhere.
func (b *Book) place(i int) int {
	for range len(b.Report.Facts) { // a chain of derivations is finite; a broken one must not hang
		f := b.Report.Facts[i]
		if f.Source != nil {
			return f.Source.Start
		}
		if len(f.From) == 0 || f.From[0] < 0 || f.From[0] >= len(b.Report.Facts) {
			return -1
		}
		i = f.From[0]
	}
	return -1
}

// formula says how a derived fact follows: "2.14 − 0.89 = 1.25 万元".
func (b *Book) formula(f fiscal.Fact) string {
	var operands []Figure
	for _, i := range f.From {
		if i < 0 || i >= len(b.Report.Facts) || b.Report.Facts[i].Value == nil {
			return ""
		}
		operands = append(operands, b.FactFigure(i))
	}
	result := Figure{Text: fiscal.Format(*f.Value), Unit: string(f.Measure)}.With()
	if f.Basis == fiscal.Prior && len(operands) == 2 {
		return priorFormula("本年", operands[0], operands[1], result)
	}
	text := "由"
	for k, o := range operands {
		if k > 0 {
			text += "、"
		}
		text += " " + o.With() + " "
	}
	return text + "算得 " + result
}

// priorFormula says how the year before follows from this year and its change.
func priorFormula(year string, now, change Figure, result string) string {
	if change.Value.IsNeg() {
		return year + " " + now.Text + " + 减少 " + change.Magnitude().Text + " = " + result
	}
	return year + " " + now.Text + " − 增加 " + change.Text + " = " + result
}

// reason returns the stated reason for a change of an item; nil when the
// document gives none.
func (b *Book) reason(item fiscal.Item, class *fiscal.Class, basis fiscal.Basis) *fiscal.Reason {
	i, ok := b.reasons[fiscal.Key{Item: item, Class: class.String(), Basis: basis}]
	if !ok {
		return nil
	}
	return &b.Report.Reasons[i]
}
