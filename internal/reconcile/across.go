package reconcile

import (
	"strings"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

// AcrossVersion grows when Across would say something else of the same reports.
const AcrossVersion = 1

// balances are what a year leaves over and what the next one begins with.
var balances = map[fiscal.Item]fiscal.Item{
	fiscal.IncomeOpeningBalance:  fiscal.ExpenseClosingBalance,
	fiscal.FiscalOpeningBalance:  fiscal.FiscalClosingBalance,
	fiscal.GeneralOpeningBalance: fiscal.GeneralClosingBalance,
	fiscal.FundOpeningBalance:    fiscal.FundClosingBalance,
	fiscal.CapitalOpeningBalance: fiscal.CapitalClosingBalance,
}

// Across compares the reports of two consecutive years of one unit: every
// quantity that the later one gives for the year before, stated or derived from
// its change, with that year's own (Y1), and every opening balance with the
// balance that the year before closed with (Y2). A quantity that only one of
// the two speaks of is not compared. The order is that of the later report.
func Across(before, after *fiscal.Report) []fiscal.Restatement {
	a := &across{before: before, after: after, scope: scopeOf(before.Unit.Name) != scopeOf(after.Unit.Name)}
	a.index()
	var all []fiscal.Restatement
	for _, rule := range []string{"Y1", "Y2"} {
		for _, later := range a.later(rule) {
			if r, ok := a.compare(rule, later); ok {
				all = append(all, r)
			}
		}
	}
	return all
}

// across is two reports opened for comparing.
type across struct {
	before, after *fiscal.Report
	scope         bool
	finals        map[accountKey][]int // of before, under each way to name their class
	leaves        map[accountKey][]int // finals of before by the innermost name of their class
	priors        map[accountKey]bool  // places that after gives a prior for
}

// accountKey is what a fact is about across years: a class is its code, or its
// names where no code is known.
type accountKey struct {
	item            fiscal.Item
	class, economic string
}

// namings returns the keys of a fact, the surest first.
func namings(f fiscal.Fact) []accountKey {
	var all []accountKey
	item := f.Item
	if f.Class == nil { // two names of one total
		switch item {
		case fiscal.FundExpense:
			item = fiscal.FundExpenseYear
		case fiscal.CapitalExpense:
			item = fiscal.CapitalExpenseYear
		}
	}
	for _, class := range waysTo(f.Class) {
		for _, economic := range waysTo(f.EconomicClass) {
			all = append(all, accountKey{item, class, economic})
		}
	}
	return all
}

func waysTo(c *fiscal.Class) []string {
	switch {
	case c == nil:
		return []string{""}
	case c.Code == "":
		return []string{plainPath(c)}
	}
	return []string{c.Code, plainPath(c)}
}

func leafKey(f fiscal.Fact) accountKey {
	leaf := &fiscal.Class{Path: f.Class.Path[len(f.Class.Path)-1:]}
	return accountKey{f.Item, plainPath(leaf), strings.Join(waysTo(f.EconomicClass)[:1], "")}
}

func classed(f fiscal.Fact) bool { return f.Class != nil && len(f.Class.Path) > 0 }

func (a *across) index() {
	a.finals, a.leaves, a.priors = map[accountKey][]int{}, map[accountKey][]int{}, map[accountKey]bool{}
	for i, f := range a.before.Facts {
		if f.Basis != fiscal.Final {
			continue
		}
		for _, k := range namings(f) {
			a.finals[k] = append(a.finals[k], i)
		}
		if classed(f) && f.Value != nil {
			a.leaves[leafKey(f)] = append(a.leaves[leafKey(f)], i)
		}
	}
	for _, f := range a.after.Facts {
		if f.Basis == fiscal.Prior {
			for _, k := range namings(f) {
				a.priors[k] = true
			}
		}
	}
}

// later lists the facts of the later report that speak of the year before, one
// of each key: what the narrative states goes before what follows from it, that
// before a form.
func (a *across) later(rule string) []int {
	var all []int
	at := map[accountKey]int{}
	for i, f := range a.after.Facts {
		if rule == "Y1" && (f.Basis != fiscal.Prior || f.Value == nil) {
			continue
		}
		if _, ok := balances[f.Item]; rule == "Y2" && (!ok || f.Basis != fiscal.Final) {
			continue
		}
		k := namings(f)[0]
		n, ok := at[k]
		if !ok {
			at[k] = len(all)
			all = append(all, i)
		} else if surer(f, a.after.Facts[all[n]]) {
			all[n] = i
		}
	}
	return all
}

func surer(f, have fiscal.Fact) bool {
	rank := func(f fiscal.Fact) int {
		switch {
		case f.Value == nil:
			return 3
		case formOf(f) > 0:
			return 2
		case f.Origin == fiscal.Derived:
			return 1
		}
		return 0
	}
	return rank(f) < rank(have)
}

// compare finds the earlier statement of what a later fact speaks of.
func (a *across) compare(rule string, later int) (fiscal.Restatement, bool) {
	f := a.after.Facts[later]
	now, ok := quantityOf(a.after, later)
	if !ok {
		return fiscal.Restatement{}, false
	}
	want := f
	if rule == "Y2" {
		want.Item = balances[f.Item]
	}
	r := fiscal.Restatement{Rule: rule, After: later, Before: -1}
	var was quantity
	for _, k := range namings(want) {
		if r.Before, was = a.nearest(a.finals[k], now); r.Before >= 0 {
			break
		}
	}
	if r.Before < 0 && rule == "Y1" && classed(f) {
		if r.Before, was = a.moved(f, now); r.Before >= 0 {
			r.Cause = fiscal.ClassMoved
		}
	}
	if r.Before < 0 {
		return r, false
	}
	earlier := a.before.Facts[r.Before]
	if (earlier.Value == nil || rule == "Y2") && now.value.IsZero() && was.value.IsZero() {
		return r, false // nothing in either year
	}
	if _, _, other := renamed(earlier, f); other && r.Cause == fiscal.NoCause {
		r.Cause = fiscal.ClassRenamed
	}
	return a.judge(r, was, now)
}

// renamed returns the outermost two names in which the classes of two facts
// differ; ok is false when they do not.
func renamed(earlier, later fiscal.Fact) (was, now string, ok bool) {
	if !classed(earlier) || !classed(later) {
		return "", "", false
	}
	a, b := earlier.Class.Path, later.Class.Path
	if len(a) != len(b) { // one of them leaves out what is around it
		a, b = a[len(a)-1:], b[len(b)-1:]
	}
	for i := range a {
		x, y := &fiscal.Class{Path: a[i : i+1]}, &fiscal.Class{Path: b[i : i+1]}
		if plainPath(x) != plainPath(y) {
			return a[i], b[i], true
		}
	}
	return "", "", false
}

// nearest returns the statement of last year's report that comes nearest to a
// value: a report may print a quantity several times, rounded and in full, and
// how those agree is the business of its own checks.
func (a *across) nearest(candidates []int, now quantity) (int, quantity) {
	best, value, apart := -1, quantity{}, decimal.Decimal{}
	for _, i := range candidates {
		was, ok := quantityOf(a.before, i)
		if !ok || !comparable(was, now) {
			continue
		}
		d, err := now.value.Sub(was.value)
		if err != nil {
			continue
		}
		if d = d.Abs(); best < 0 || d.Cmp(apart) < 0 {
			best, value, apart = i, was, d
		}
	}
	return best, value
}

// moved finds a class of the same name in another place: nothing of this place
// last year, nothing is said of that place this year, and it is the only one.
func (a *across) moved(f fiscal.Fact, now quantity) (int, quantity) {
	if f.Class.Code == "" || now.value.IsZero() {
		return -1, quantity{}
	}
	var from []int
	place := ""
	for _, i := range a.leaves[leafKey(f)] {
		was := a.before.Facts[i]
		if was.Class.Code == "" || len(was.Class.Code) != len(f.Class.Code) || a.priors[namings(was)[0]] {
			continue
		}
		if place != "" && place != was.Class.Code {
			return -1, quantity{}
		}
		place = was.Class.Code
		from = append(from, i)
	}
	return a.nearest(from, now)
}

// scopeOf tells accounts of a body alone from those of all its units.
func scopeOf(name string) string {
	for _, tail := range []string{"（本级）", "(本级)", "（机关）", "(机关)", "本级"} {
		if strings.HasSuffix(name, tail) {
			return "本级"
		}
	}
	return ""
}
