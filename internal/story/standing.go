package story

import (
	"strconv"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

// View is how an item is looked at across units.
type View string

const (
	AmountView   View = "amount"    // as stated
	ShareView    View = "share"     // of 本年支出合计
	PerStaffView View = "per_staff" // a head of 在职人员
	ChangeView   View = "change"    // 比上年增减
	GrowthView   View = "growth"    // its rate
	VarianceView View = "variance"  // 预决算差异率
)

var viewTerms = map[View]string{
	AmountView: "金额", ShareView: "占本年支出", PerStaffView: "在职人均", ChangeView: "比上年增减", GrowthView: "比上年增减率", VarianceView: "预决算差异率",
}

// Term returns the words for the view, "" for an unknown one.
func (v View) Term() string { return viewTerms[v] }

// TermOf is Term for an item: what is counted has no 金额.
func (v View) TermOf(item fiscal.Item) string {
	if info, ok := item.Info(); v == AmountView && ok && info.Kind != fiscal.Money {
		return "数量"
	}
	return viewTerms[v]
}

// Shows reports whether the view makes sense of an item.
func (v View) Shows(item fiscal.Item) bool {
	info, ok := item.Info()
	if !ok {
		return false
	}
	switch v {
	case ShareView:
		return info.Kind == fiscal.Money && item != fiscal.ExpenseYear
	case PerStaffView:
		return item != fiscal.StaffActive
	case VarianceView:
		return info.Kind == fiscal.Money
	}
	return viewTerms[v] != ""
}

// Stated is a fact apart from its report, and where it is printed.
type Stated struct {
	Fact fiscal.Fact
	At   int
}

// Standing is what the report of one unit's year says of one item; nil where it
// says nothing.
type Standing struct {
	Year                                                              int
	Final, Prior, Change, Growth, Initial, Full, Variance, Completion *Stated
	Whole, Staff                                                      *Stated // 本年支出合计, 在职人员
	Absent                                                            Nothing // why Final is nil
}

// Viewed is a cell of a view with the two figures it is computed from, if it
// is: both nil for a figure as printed.
type Viewed struct {
	Cell
	Over, Under *Figure // dividend and divisor, or minuend and subtrahend
	Sign        string  // between them: ÷ or −
}

// View returns what stands in the view for the year. before is the year before
// of the same unit, nil when no report of it is loaded.
func (s Standing) View(v View, before *Standing) Viewed {
	switch v {
	case ShareView:
		return s.ratio(s.Whole, NoWhole, percentIn)
	case PerStaffView:
		return s.ratio(s.Staff, NoStaff, perHead)
	case ChangeView:
		return s.change(before)
	case GrowthView:
		return s.growth(before)
	case VarianceView:
		return s.variance()
	}
	return Viewed{Cell: s.cell(s.Final)}
}

// Nowhere is a cell of a quantity that is not known.
func Nowhere() Cell { return empty(NotMentioned) }

// cell is a fact, or why there is none.
func (s Standing) cell(f *Stated) Cell {
	if f == nil {
		return empty(s.Absent)
	}
	return f.cell()
}

func (f *Stated) cell() Cell {
	c := FactCell(&f.Fact)
	if c.Figure != nil {
		c.Figure.At = f.At
	}
	c.At = f.At
	return c
}

// figure is the fact's figure, nil when it has none.
func (f *Stated) figure() *Figure {
	if f == nil {
		return nil
	}
	return f.cell().Figure
}

// ratio sets the item against another quantity of the same report.
func (s Standing) ratio(against *Stated, without Nothing, by func(part, whole Figure) (Figure, bool)) Viewed {
	part, whole := s.Final.figure(), against.figure()
	switch {
	case part == nil:
		return Viewed{Cell: s.cell(s.Final)}
	case whole == nil:
		return Viewed{Cell: empty(without)}
	}
	f, ok := by(*part, *whole)
	if !ok {
		return Viewed{Cell: empty(Incomplete)}
	}
	return Viewed{Cell: filled(f), Over: part, Under: whole, Sign: "÷"}
}

func (s Standing) change(before *Standing) Viewed {
	if f := s.Change.figure(); f != nil {
		return Viewed{Cell: filled(*f)}
	}
	now := s.Final.figure()
	if now == nil {
		return Viewed{Cell: s.cell(s.Final)}
	}
	was := s.was(before)
	if was == nil {
		return Viewed{Cell: empty(NoPrior)}
	}
	a, b, ok := alike(*now, *was)
	if !ok {
		return Viewed{Cell: empty(Incomplete)}
	}
	d, ok := difference(a, b)
	if !ok {
		return Viewed{Cell: empty(Incomplete)}
	}
	return Viewed{Cell: filled(d), Over: now, Under: was, Sign: fiscal.Minus}
}

// was is the quantity of the year before: as this report gives it, else as the
// report of that year does.
func (s Standing) was(before *Standing) *Figure {
	if f := s.Prior.figure(); f != nil {
		return f
	}
	if before == nil {
		return nil
	}
	return before.Final.figure()
}

func (s Standing) growth(before *Standing) Viewed {
	if f := s.Growth.figure(); f != nil {
		return Viewed{Cell: filled(*f)}
	}
	now, was := s.Final.figure(), s.was(before)
	if now == nil {
		return Viewed{Cell: s.cell(s.Final)}
	}
	if was == nil {
		return Viewed{Cell: empty(NoPrior)}
	}
	return differs(*now, *was)
}

// differs is how far a is from b, as a rate of b.
func differs(a, b Figure) Viewed {
	x, y, ok := alike(a, b)
	if !ok || y.Value.IsZero() {
		return Viewed{Cell: empty(Incomplete)}
	}
	d, ok := difference(x, y)
	if !ok {
		return Viewed{Cell: empty(Incomplete)}
	}
	rate, ok := percentage(d, y)
	if !ok {
		return Viewed{Cell: empty(Incomplete)}
	}
	rate.Formula = "（" + x.Text + " − " + y.Text + "）÷ " + y.Text + " = " + rate.Text + "%"
	return Viewed{Cell: filled(rate), Over: &a, Under: &b, Sign: "比"}
}

// Budget is the budget that the item is set against: 年初预算, else 全年预算.
func (s Standing) Budget() (cell Cell, basis fiscal.Basis) {
	if s.Initial == nil && s.Full != nil {
		return s.Full.cell(), fiscal.FullBudget
	}
	if s.Initial == nil {
		return empty(NotMentioned), fiscal.InitialBudget
	}
	return s.Initial.cell(), fiscal.InitialBudget
}

func (s Standing) variance() Viewed {
	if f := s.Variance.figure(); f != nil {
		return Viewed{Cell: filled(*f)}
	}
	budget, _ := s.Budget()
	now := s.Final.figure()
	if now != nil && budget.Figure != nil && !budget.Figure.Value.IsZero() {
		return differs(*now, *budget.Figure)
	}
	if done := s.Completion.figure(); done != nil {
		if v, err := done.Value.Sub(hundred); err == nil {
			return Viewed{Cell: filled(Figure{
				Text: fiscal.Format(v), Unit: done.Unit, Value: v, At: done.At, Derived: true, Corrected: followed(*done), Formula: "完成预算 " + done.With() + " − 100%",
			})}
		}
	}
	if now == nil {
		return Viewed{Cell: s.cell(s.Final)}
	}
	if budget.Figure == nil {
		return Viewed{Cell: empty(NoBudget)}
	}
	return Viewed{Cell: empty(Incomplete)}
}

// Lacks is what a view lacks where only the item itself is stated.
func (v View) Lacks() Nothing {
	switch v {
	case ShareView:
		return NoWhole
	case PerStaffView:
		return NoStaff
	case ChangeView, GrowthView:
		return NoPrior
	case VarianceView:
		return NoBudget
	}
	return Incomplete
}

// Earlier is the quantity of the year before as this report gives it; ok is
// false when it does not. Where it follows from the change, its formula says so.
func (s Standing) Earlier() (c Cell, ok bool) {
	if s.Prior == nil {
		return Cell{}, false
	}
	c = s.Prior.cell()
	if now, change := s.Final.figure(), s.Change.figure(); c.Figure != nil && c.Figure.Derived && now != nil && change != nil {
		c.Figure.Formula = strconv.Itoa(s.Year) + " 年文件：" + now.Text + " − （" + change.Text + "）= " + c.Figure.With()
	}
	return c, c.Figure != nil
}

// yuanPerUnit is what one of each measure of money is worth in 元.
var yuanPerUnit = map[string]decimal.Decimal{
	string(fiscal.Yuan): decimal.One, string(fiscal.TenThousandYuan): decimal.MustNew(10_000, 0), string(fiscal.HundredMillion): decimal.MustNew(100_000_000, 0),
}

// inYuan returns an amount of money in 元.
func inYuan(f Figure) (decimal.Decimal, bool) {
	worth, ok := yuanPerUnit[f.Unit]
	if !ok {
		return decimal.Zero, false
	}
	v, err := f.Value.Mul(worth)
	return v, err == nil
}

// alike returns two figures in one measure: as they are, or both in 元.
func alike(a, b Figure) (x, y Figure, ok bool) {
	if a.Unit == b.Unit {
		return a, b, true
	}
	for _, f := range []*Figure{&a, &b} {
		v, ok := inYuan(*f)
		if !ok {
			return a, b, false
		}
		f.Value, f.Unit, f.Text = v.Trim(2), string(fiscal.Yuan), fiscal.Format(v.Trim(2))
	}
	return a, b, true
}

func percentIn(part, whole Figure) (Figure, bool) {
	a, b, ok := alike(part, whole)
	if !ok {
		return Figure{}, false
	}
	return percentage(a, b)
}

// perHead divides by a number of persons: money in whole 元, counts and areas
// to two decimals.
func perHead(part, heads Figure) (Figure, bool) {
	value, unit, places := part.Value, part.Unit, 2
	if v, ok := inYuan(part); ok {
		value, unit, places = v, string(fiscal.Yuan), 0
	}
	q, err := value.Quo(heads.Value)
	if err != nil {
		return Figure{}, false
	}
	v := q.Rescale(places)
	return Figure{
		Text: fiscal.Format(v), Unit: unit, Value: v, At: part.At, Derived: true, Corrected: followed(part, heads),
		Formula: part.With() + " ÷ " + heads.Text + " 人 = " + fiscal.Measure(unit).With(fiscal.Format(v)),
	}, true
}
