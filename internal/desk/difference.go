package desk

import (
	"slices"
	"strconv"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
	"mingzhang/internal/reconcile"
)

// Difference sets two statements of the same quantity beside each other; one
// of them may be missing.
type Difference struct {
	Before, After *fiscal.Fact
	Amount        string // after − before in the measure of after, "" where no number can be given
	Rate          string // of before, in percent to one decimal; "" likewise

	size  int64 // for sorting: 分 of money, ten-thousandths of other measures
	money bool
}

// Fact returns the statement that there is, the later one first.
func (d Difference) Fact() *fiscal.Fact {
	if d.After != nil {
		return d.After
	}
	return d.Before
}

func difference(before, after *fiscal.Fact) Difference {
	d := Difference{Before: before, After: after, money: false}
	d.money = d.Fact().Measure.IsMoney()
	var a, b int64
	if before != nil && before.Value != nil {
		b, _ = fiscal.Canonical(*before.Value, before.Measure)
	}
	if after != nil && after.Value != nil {
		a, _ = fiscal.Canonical(*after.Value, after.Measure)
	}
	d.size = max(a-b, b-a)
	if before == nil || after == nil || before.Value == nil || after.Value == nil || before.Measure != after.Measure {
		return d
	}
	if x, err := after.Value.Sub(*before.Value); err == nil {
		d.Amount = x.String()
		if !IsRate(after.Basis) && !before.Value.IsZero() {
			d.Rate = percent(x, *before.Value)
		}
	}
	return d
}

func percent(x, of decimal.Decimal) string {
	hundred := decimal.MustNew(100, 0)
	n, err := x.Mul(hundred)
	if err != nil {
		return ""
	}
	if n, err = n.Quo(of.Abs()); err != nil {
		return ""
	}
	return n.Round(1).String()
}

// place is what two reports have in common of a statement: what it is about
// and whether narrative or which form makes it.
type place struct {
	key  fiscal.Key
	form int
}

func statements(r *fiscal.Report) (order []place, all map[place][]*fiscal.Fact) {
	all = map[place][]*fiscal.Fact{}
	for i := range r.Facts {
		f := &r.Facts[i]
		if f.Source == nil {
			continue
		}
		p := place{f.Key(), f.Source.Form}
		if all[p] == nil {
			order = append(order, p)
		}
		all[p] = append(all[p], f)
	}
	return order, all
}

// AgainstEdition returns what readers of an edition will see changed: facts
// that are new, gone or of another value, those of most money first.
func AgainstEdition(edition, now *fiscal.Report) []Difference {
	var all []Difference
	before, was := statements(edition)
	after, is := statements(now)
	for _, p := range after {
		for i, f := range is[p] {
			switch {
			case i >= len(was[p]):
				all = append(all, difference(nil, f))
			case !sameValue(was[p][i], f):
				all = append(all, difference(was[p][i], f))
			}
		}
	}
	for _, p := range before {
		for _, f := range was[p][min(len(is[p]), len(was[p])):] {
			all = append(all, difference(f, nil))
		}
	}
	largestFirst(all)
	return all
}

func sameValue(a, b *fiscal.Fact) bool {
	if (a.Value == nil) != (b.Value == nil) || a.Measure != b.Measure {
		return false
	}
	return a.Value == nil || a.Value.Cmp(*b.Value) == 0
}

func largestFirst(all []Difference) {
	slices.SortStableFunc(all, func(a, b Difference) int {
		switch {
		case a.money != b.money && a.money:
			return -1
		case a.money != b.money:
			return 1
		case a.size > b.size:
			return -1
		case a.size < b.size:
			return 1
		}
		return 0
	})
}

// AgainstLastYear returns how the quantities of a year differ from those of the
// year before as its own report has them, and where this year's report says
// something else of last year than that report did. What did not move is left
// out; the largest movements come first.
func AgainstLastYear(last, now *fiscal.Report) (moved []Difference, restated []fiscal.Restatement) {
	was := map[fiscal.Key]*fiscal.Fact{}
	for i := range last.Facts {
		f := &last.Facts[i]
		if f.Basis == fiscal.Final && f.Origin == fiscal.Stated && was[f.Key()] == nil {
			was[f.Key()] = f
		}
	}
	done := map[fiscal.Key]bool{}
	for i := range now.Facts {
		f := &now.Facts[i]
		k := f.Key()
		if f.Basis != fiscal.Final || f.Origin != fiscal.Stated || done[k] || was[k] == nil {
			continue
		}
		done[k] = true
		if d := difference(was[k], f); d.size != 0 {
			moved = append(moved, d)
		}
	}
	largestFirst(moved)
	for _, r := range reconcile.Across(last, now) {
		if r.Kind.Differs() {
			restated = append(restated, r)
		}
	}
	return moved, restated
}

// FactName writes what a fact is about for people: 项目支出 · 年初预算数.
func FactName(f fiscal.Fact) string {
	name := f.Item.Term()
	for _, c := range []*fiscal.Class{f.Class, f.EconomicClass} {
		if c != nil && len(c.Path) > 0 {
			name += "（" + c.String() + "）"
		}
	}
	return name + " · " + f.Basis.Term()
}

// FactValue writes the value of a fact for people.
func FactValue(f *fiscal.Fact) string {
	switch {
	case f == nil:
		return "没有这一条"
	case f.Value == nil:
		return "写明没有"
	}
	return f.Measure.With(fiscal.Format(*f.Value))
}

// FormName writes where a statement stands: 情况说明, 公开 05 表.
func FormName(form int) string {
	if form < 1 || form > len(fiscal.Forms) {
		return "情况说明"
	}
	return "表 " + strconv.Itoa(form)
}
