package desk

import (
	"cmp"
	"slices"

	"mingzhang/internal/extract"
	"mingzhang/internal/fiscal"
)

// account brings the account of the figures up to date: a figure that was read
// by hand is read, one whose reading was taken away is not, one that is no
// quantity is declared.
func (a *applying) account() {
	cov := &a.r.Coverage
	before, after := a.covered(func(s *slot) *fiscal.Fact {
		if s.old < 0 {
			return nil
		}
		return &s.was
	}), a.covered(func(s *slot) *fiscal.Fact {
		if s.removed != nil {
			return nil
		}
		return &s.now
	})
	evaluated := a.evaluated()
	instead := map[int]fiscal.DeclaredKind{} // of figures whose reading was removed
	for _, s := range a.read {
		if s.removed == nil || s.as == "" || s.was.Source == nil {
			continue
		}
		for _, p := range a.within(s.was.Source.Start, s.was.Source.End) {
			instead[p.At] = s.as
		}
	}
	unread := map[int]fiscal.Unread{}
	for _, u := range cov.Unread {
		unread[u.Start] = u
	}
	declared := map[int]fiscal.Declared{}
	for _, d := range cov.Declared {
		declared[d.Start] = d
	}
	changed := false
	for _, p := range a.figures {
		_, isUnread := unread[p.At]
		_, isDeclared := declared[p.At]
		as, said := a.declared[p.At]
		if !said {
			as, said = instead[p.At]
		}
		switch {
		case after[p.At] && (isUnread || isDeclared):
			delete(unread, p.At)
			delete(declared, p.At)
			cov.InFacts++
		case after[p.At]:
			continue
		case evaluated[p.At] && isUnread: // pointed at as a cell
			delete(unread, p.At)
			cov.InEvaluations++
		case evaluated[p.At]:
			continue
		case said && (isUnread || before[p.At]):
			if before[p.At] {
				cov.InFacts--
			}
			delete(unread, p.At)
			declared[p.At] = fiscal.Declared{Kind: as, Text: a.slice(p), Start: p.At, End: p.End}
		case before[p.At] && !isUnread && !isDeclared:
			cov.InFacts--
			unread[p.At] = fiscal.Unread{Text: a.slice(p), Start: p.At, Context: extract.Context(a.text, p.At, p.End)}
		default:
			continue
		}
		changed = true
	}
	if !changed {
		return
	}
	cov.Unread, cov.Declared = []fiscal.Unread{}, []fiscal.Declared{}
	for _, u := range unread {
		cov.Unread = append(cov.Unread, u)
	}
	for _, d := range declared {
		cov.Declared = append(cov.Declared, d)
	}
	slices.SortFunc(cov.Unread, func(a, b fiscal.Unread) int { return cmp.Compare(a.Start, b.Start) })
	slices.SortFunc(cov.Declared, func(a, b fiscal.Declared) int { return cmp.Compare(a.Start, b.Start) })
	cov.Read = cov.Figures - len(cov.Unread)
}

// slice returns the digits of a figure as Coverage quotes them: without a sign.
func (a *applying) slice(p extract.Printed) string { return string(a.runes[p.At:p.End]) }

// within returns the figures whose first digit lies in [start:end).
func (a *applying) within(start, end int) []extract.Printed { return between(a.figures, start, end) }

// covered returns the figures that stated quantities stand at.
func (a *applying) covered(of func(*slot) *fiscal.Fact) map[int]bool {
	all := map[int]bool{}
	for _, list := range [][]*slot{a.read, a.added} {
		for _, s := range list {
			f := of(s)
			if f == nil || f.Source == nil || f.Value == nil {
				continue
			}
			for _, p := range a.within(f.Source.Start, f.Source.End) {
				all[p.At] = true
			}
		}
	}
	return all
}

// evaluated returns the figures inside cells of evaluations.
func (a *applying) evaluated() map[int]bool {
	all := map[int]bool{}
	for _, e := range a.r.Evaluations {
		for _, s := range e.Cells {
			for _, p := range a.within(s.Start, s.End) {
				all[p.At] = true
			}
		}
	}
	return all
}
