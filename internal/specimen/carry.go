package specimen

import (
	"maps"
	"slices"
	"strings"

	"mingzhang/internal/fiscal"
)

// drift returns an amount as it is a year later, a multiple of grain.
func drift(c chance, a, grain amount) amount {
	permille := c.between(880, 1150)
	switch c.IntN(14) {
	case 0:
		permille = 1000
	case 1:
		permille = c.between(300, 2600)
	}
	return a / grain * amount(permille) / 1000 * grain
}

// carryLeaves goes on with the 项 of the year before: what was left opens the
// year, most grow or shrink a little, some end, some are new.
func (a *accounts) carryLeaves(c chance) {
	general := 0
	for _, l := range a.before.leaves {
		if l.pot == generalPot {
			general++
		}
	}
	for _, was := range a.before.leaves {
		l := &leaf{class: a.renamed(was.class), pot: was.pot, opening: was.closing, prior: was.expense()}
		spent := drift(c, was.expense(), a.grain)
		ends := was.closing == 0 && (was.pot != generalPot || general > 2) && c.in(1, 14)
		if ends || spent == 0 {
			if was.pot == generalPot {
				general--
			}
			if was.closing > 0 {
				l.closing = was.closing // nothing is spent, what was left stays
				a.leaves = append(a.leaves, l)
			} else if was.pot == generalPot && l.prior > 0 {
				a.ghosts = append(a.ghosts, &leaf{class: l.class, prior: l.prior})
			}
			continue
		}
		if whole := was.expense(); was.project == 0 {
			l.basic = spent
		} else if was.basic > 0 {
			l.basic = spent / 1000 * (was.basic / max(whole/1000, 1)) / a.grain * a.grain
			l.basic = min(l.basic, spent)
		}
		l.project = spent - l.basic
		if c.in(1, 6) {
			l.closing = near(c, spent/9, a.grain)
		}
		if l.opening > spent+l.closing {
			l.closing = l.opening - spent
		}
		l.income = spent + l.closing - l.opening
		l.initial = near(c, spent, a.grain)
		a.leaves = append(a.leaves, l)
	}
	if c.in(1, 3) {
		a.newLeaf(c)
	}
	slices.SortFunc(a.leaves, func(x, y *leaf) int { return strings.Compare(x.class.Code, y.class.Code) })
}

// newLeaf adds a 项 that the unit had no money for before.
func (a *accounts) newLeaf(c chance) {
	class := pick(c, functionClasses(a.year)...)
	for _, l := range append(slices.Clone(a.leaves), a.ghosts...) {
		if l.class.Code == class.Code {
			return
		}
	}
	if isFund(class.Code) {
		return
	}
	l := &leaf{class: class, project: a.money(c, 2000, int64(a.before.leaves[0].expense()/100)+10_000)}
	l.income, l.initial = l.project, near(c, l.project, a.grain)
	a.leaves = append(a.leaves, l)
}

// renamed returns a class under its names of this year.
func (a *accounts) renamed(class fiscal.Class) fiscal.Class {
	for _, c := range functionClasses(a.year) {
		if c.Code == class.Code {
			return c
		}
	}
	return class
}

// carryBasics spends basic expenditure on the 款 of the year before.
func (a *accounts) carryBasics(c chance, total amount) {
	weights, sum := map[string]amount{}, amount(0)
	for _, code := range slices.Sorted(maps.Keys(a.before.economic)) {
		if v := drift(c, a.before.economic[code], 1); v > 0 {
			weights[code] = v
			sum += v
		}
	}
	codes := slices.Sorted(maps.Keys(weights))
	if len(codes) == 0 {
		codes = []string{"30101"}
	}
	left := total
	for _, code := range codes[1:] {
		part := amount(0)
		if sum > 1_000_000 {
			part = total / (sum / 1_000_000) * weights[code] / 1_000_000 / a.grain * a.grain
		} else {
			part = total / sum * weights[code] / a.grain * a.grain
		}
		if part = min(part, left); part > 0 {
			a.economic[code] = part
			left -= part
		}
	}
	if left > 0 {
		a.economic[codes[0]] = left
	}
	personnel := a.economicSum("301", "303")
	a.basicSums(c, personnel, total-personnel)
}

// recall makes the figures of last year what the books of last year say, class
// by class under this year's names.
func (a *accounts) recall() {
	names := map[string]string{"": ""}
	for _, l := range append(slices.Clone(a.before.leaves), a.before.ghosts...) {
		now := a.renamed(l.class)
		for n := range l.class.Path {
			names[strings.Join(l.class.Path[:n+1], "/")] = strings.Join(now.Path[:n+1], "/")
		}
	}
	for key := range a.values {
		if key.basis == fiscal.Prior {
			delete(a.values, key)
		}
	}
	for key, v := range a.before.values {
		if key.basis == fiscal.Final && v != 0 {
			a.values[valueKey{key.item, names[key.class], fiscal.Prior}] = v
		}
	}
}

// restate gives 收支总计 of last year another value than last year's own report.
func (a *accounts) restate(c chance) (was, now amount) {
	was = a.get(fiscal.IncomeTotal, nil, fiscal.Prior)
	by := max(was/200/a.grain*a.grain, 10_000_00)
	if now = was + by; c.in(1, 2) && was > 4*by {
		now = was - by
	}
	a.set(fiscal.IncomeTotal, fiscal.Prior, now)
	a.set(fiscal.ExpenseTotal, fiscal.Prior, now)
	return was, now
}
