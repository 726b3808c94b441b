package specimen

import (
	"slices"
	"strings"

	"mingzhang/internal/fiscal"
)

// pot is the budget that pays for a 项.
type pot int

const (
	generalPot pot = iota // 一般公共预算
	fundPot               // 政府性基金预算
	capitalPot            // 国有资本经营预算
)

// leaf is one 项 with the money that went through it.
type leaf struct {
	class fiscal.Class
	pot   pot

	opening, income, basic, project, closing amount // 财政拨款
	prior, initial                           amount // of its expense

	// Money of the unit's own, by source and by kind.
	superior, undertaking, earned, affiliate, other  amount
	ownBasic, ownProject, remitted, running, subsidy amount
}

func (l *leaf) expense() amount { return l.basic + l.project }

func (l *leaf) ownIncome() amount {
	return l.superior + l.undertaking + l.earned + l.affiliate + l.other
}

func (l *leaf) ownExpense() amount {
	return l.ownBasic + l.ownProject + l.remitted + l.running + l.subsidy
}

// accounts are the books of one unit and year. Everything a specimen prints
// follows from them.
type accounts struct {
	unit   unit
	year   int
	grain  amount
	leaves []*leaf // by code
	// ghosts are 项 that had money last year and have none now.
	ghosts []*leaf
	// used, ownOpening, distribution and ownClosing are of the unit's own money.
	used, ownOpening, distribution, ownClosing amount

	economic map[string]amount // 款 of general basic expenditure by code
	values   map[valueKey]amount

	before *accounts // of the year before; nil when these are the first
}

// valueKey names one quantity of the books: final, prior, initial_budget or
// full_budget. Counts and areas are kept in the same map as plain numbers
// (areas in 1/100 m²).
type valueKey struct {
	item  fiscal.Item
	class string
	basis fiscal.Basis
}

// newAccounts makes the books of a year; before are those of the year before,
// which they continue, nil to begin.
func newAccounts(c chance, u unit, year int, grain amount, before *accounts) *accounts {
	a := &accounts{unit: u, year: year, grain: grain, economic: map[string]amount{}, values: map[valueKey]amount{}, before: before}
	if before != nil {
		a.carryLeaves(c)
	} else {
		a.openLeaves(c)
	}
	a.ownMoney(c)
	a.basics(c)
	a.sums()
	a.history(c)
	a.sangong(c)
	a.rest(c)
	if before != nil {
		a.recall()
	}
	return a
}

// money returns a random amount from lo to hi 元, small ones as likely as large.
func (a *accounts) money(c chance, lo, hi int64) amount {
	for hi/10 > lo && c.in(1, 2) {
		hi /= 10
	}
	return amount(c.between(lo*100, hi*100)) / a.grain * a.grain
}

func (a *accounts) openLeaves(c chance) {
	all := functionClasses(a.year)
	scale := pick(c, int64(3_000_000), 30_000_000, 300_000_000, 8_000_000_000)
	chosen := map[string]bool{}
	add := func(class fiscal.Class, p pot, hi int64) *leaf {
		if chosen[class.Code] {
			return nil
		}
		chosen[class.Code] = true
		l := &leaf{class: class, pot: p}
		spent := a.money(c, 2000, hi)
		switch {
		case p != generalPot:
			l.project = spent
		case strings.Contains(class.Path[2], "运行") || slices.Contains(commonClasses, class.Code):
			l.basic = spent
			if c.in(1, 6) {
				l.basic = spent * 3 / 4 / a.grain * a.grain
				l.project = spent - l.basic
			}
		default:
			l.project = spent
			if c.in(1, 5) {
				l.basic = spent / 3 / a.grain * a.grain
				l.project = spent - l.basic
			}
		}
		if c.in(1, 6) {
			l.opening = near(c, spent/8, a.grain)
		}
		if c.in(1, 6) {
			l.closing = near(c, spent/9, a.grain)
		}
		if l.opening > spent {
			l.opening = spent
		}
		l.income = l.expense() + l.closing - l.opening
		l.prior, l.initial = near(c, spent, a.grain), near(c, spent, a.grain)
		if c.in(1, 12) {
			l.prior = 0
		}
		if c.in(1, 12) {
			l.initial = 0
		}
		a.leaves = append(a.leaves, l)
		return l
	}
	for _, prefix := range a.unit.trade.classes {
		own := byPrefix(all, prefix)
		for _, class := range some(c, 1+c.IntN(4), own) {
			add(class, generalPot, scale)
		}
	}
	for _, code := range some(c, 2+c.IntN(7), commonClasses) {
		for _, class := range byPrefix(all, code) {
			add(class, generalPot, scale/10)
		}
	}
	for range c.IntN(4) {
		if class := pick(c, all...); !isFund(class.Code) {
			add(class, generalPot, scale/5)
		}
	}
	if c.in(1, 3) {
		var funds []fiscal.Class
		for _, class := range all {
			if isFund(class.Code) {
				funds = append(funds, class)
			}
		}
		for _, class := range some(c, 1+c.IntN(3), funds) {
			add(class, fundPot, scale)
		}
	}
	if c.in(1, 8) {
		for _, class := range some(c, 1+c.IntN(2), capitalClasses) {
			add(class, capitalPot, scale/5)
		}
	}
	if c.in(1, 3) {
		class := pick(c, all...)
		if !isFund(class.Code) && !chosen[class.Code] {
			a.ghosts = append(a.ghosts, &leaf{class: class, prior: a.money(c, 2000, scale/20)})
		}
	}
	slices.SortFunc(a.leaves, func(x, y *leaf) int { return strings.Compare(x.class.Code, y.class.Code) })
}

// ownMoney gives the unit money that is no 财政拨款: most agencies have a
// little 其他收入, institutions earn.
func (a *accounts) ownMoney(c chance) {
	var general []*leaf
	for _, l := range a.leaves {
		if l.pot == generalPot {
			general = append(general, l)
		}
	}
	scale := int64(general[0].expense()/100) + 10_000
	for _, l := range some(c, c.IntN(3), general) {
		if c.in(2, 3) {
			l.other = a.money(c, 100, scale)
		}
		if a.unit.trade.kind == institution && c.in(2, 3) {
			l.undertaking = a.money(c, 1000, scale)
		}
		if c.in(1, 8) {
			l.superior = a.money(c, 1000, scale)
		}
		if a.unit.trade.kind == institution && c.in(1, 6) {
			l.earned = a.money(c, 1000, scale)
		}
		if c.in(1, 12) {
			l.affiliate = a.money(c, 1000, scale)
		}
		left := l.ownIncome()
		spend := func(n, of int) amount {
			if left == 0 || !c.in(n, of) {
				return 0
			}
			part := left / amount(1+c.IntN(3)) / a.grain * a.grain
			left -= part
			return part
		}
		if a.unit.trade.kind == institution {
			l.running = spend(1, 4)
		}
		l.ownBasic = spend(1, 2)
		l.remitted, l.subsidy = spend(1, 15), spend(1, 15)
		l.ownProject = spend(1, 2)
		a.ownClosing += left
	}
	if a.before != nil {
		a.ownOpening = a.before.ownClosing
		a.ownClosing += a.ownOpening
	} else if c.in(1, 3) {
		opening := a.money(c, 100, scale)
		a.ownOpening += opening
		a.ownClosing += opening
	}
	if c.in(1, 5) {
		l := pick(c, general...)
		used := a.money(c, 100, scale)
		a.used += used
		l.ownProject += used
	}
	if a.unit.trade.kind == institution && a.ownClosing > 0 && c.in(1, 3) {
		a.distribution = a.ownClosing / 2 / a.grain * a.grain
		a.ownClosing -= a.distribution
	}
}

// set and get keep quantities of the books; those without class are totals.
func (a *accounts) set(item fiscal.Item, b fiscal.Basis, v amount) {
	a.values[valueKey{item, "", b}] = v
}

func (a *accounts) get(item fiscal.Item, class *fiscal.Class, b fiscal.Basis) amount {
	return a.values[valueKey{item, class.String(), b}]
}

// add adds v to a quantity for the whole, the 类, the 款 and the 项 of class.
func (a *accounts) add(item fiscal.Item, class fiscal.Class, b fiscal.Basis, v amount) {
	a.values[valueKey{item, "", b}] += v
	for n := range class.Path {
		a.values[valueKey{item, strings.Join(class.Path[:n+1], "/"), b}] += v
	}
}
