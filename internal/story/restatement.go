package story

import (
	"strconv"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

// Restated is one quantity as its own year's report gives it and as the next
// year's report speaks of it.
type Restated struct {
	fiscal.Restatement
	Year       int           // of the quantity; the later report is of the year after
	Item       fiscal.Item   // of the earlier statement
	LaterItem  fiscal.Item   // of the later one: another for what is left over
	Class      *fiscal.Class // as the later report names it
	OwnClass   *fiscal.Class // as the earlier one does
	Economic   *fiscal.Class
	Own, Later Cell
	// OwnSaid and LaterSaid are the sentences; "" where they are not wanted or
	// there are none, as in a form.
	OwnSaid, LaterSaid string
	Apart              Figure // later − own, linked to nothing
}

// Name returns what the quantity is called.
func (r Restated) Name() string {
	switch {
	case r.Economic != nil && len(r.Economic.Path) > 0:
		return r.Economic.Path[len(r.Economic.Path)-1]
	case r.Class != nil && len(r.Class.Path) > 0:
		return r.Class.Path[len(r.Class.Path)-1]
	}
	return r.Item.Term()
}

// Of returns the item for a class, "" where Name is the item.
func (r Restated) Of() string {
	if r.Class == nil && r.Economic == nil {
		return ""
	}
	return r.Item.Term()
}

// StatedCell is the cell of a fact of a year's report with the facts it is
// computed from, at the place where it, or the first of them, is printed.
func StatedCell(year int, f fiscal.Fact, operands []fiscal.Fact, at int) Cell {
	c := FactCell(&f)
	c.At = at
	if c.Figure == nil {
		return c
	}
	c.Figure.At = at
	if f.Origin == fiscal.Derived && f.Basis == fiscal.Prior && len(operands) == 2 && operands[0].Value != nil && operands[1].Value != nil {
		c.Figure.Formula = priorFormula(strconv.Itoa(year)+" 年", figureOf(operands[0]), figureOf(operands[1]), c.Figure.With())
	}
	return c
}

func figureOf(f fiscal.Fact) Figure {
	return Figure{Text: fiscal.Format(*f.Value), Unit: string(f.Measure), Value: *f.Value, At: sourceStart(&f), Corrected: CorrectionWords(f.Correction)}
}

// Difference returns the difference of a restatement as a figure.
func Difference(r fiscal.Restatement) Figure {
	v, err := decimal.Parse(r.Difference)
	if err != nil {
		return Figure{Text: r.Difference, At: -1}
	}
	return Figure{Text: fiscal.Format(v), Unit: string(r.Measure), Value: v, At: -1}
}

// RestatedTally counts restatements by kind.
type RestatedTally map[fiscal.RestatementKind]int

// TallyRestated counts them.
func TallyRestated(all []Restated) RestatedTally {
	t := RestatedTally{}
	for _, r := range all {
		t[r.Kind]++
	}
	return t
}

// All returns how many there are.
func (t RestatedTally) All() int {
	n := 0
	for _, k := range t {
		n += k
	}
	return n
}

// Sentence says what the comparison of the years found.
func (t RestatedTally) Sentence() string {
	if t.All() == 0 {
		return ""
	}
	s := "前后两年的文件都写了的数有 " + strconv.Itoa(t.All()) + " 个"
	for i, k := range []fiscal.RestatementKind{fiscal.Consistent, fiscal.RoundedOff, fiscal.Adjusted, fiscal.Recast} {
		if t[k] > 0 || i == 0 {
			s += "，" + strconv.Itoa(t[k]) + " 个" + k.Term()
		}
	}
	return s + "。"
}
