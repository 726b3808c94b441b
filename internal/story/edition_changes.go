package story

import (
	"slices"

	"mingzhang/internal/fiscal"
)

// EditionChange is a figure that an edition has otherwise than the one before.
type EditionChange struct {
	Name   string
	Before string // "" for one that was added
	After  string // "" for one that was taken out
	AtOld  int    // where the edition before has it, -1 nowhere
	AtNew  int
	By     string // who corrected it; "" when the document itself differs
	size   int64
}

// Kind says in a word what was changed.
func (c EditionChange) Kind() string {
	switch {
	case c.Before == "":
		return "增加"
	case c.After == "":
		return "去掉"
	}
	return "改动"
}

// changePlace is what two editions have in common of a statement: what it is
// about, and whether the narrative or which form makes it.
type changePlace struct {
	key  fiscal.Key
	form int
}

func statedFacts(facts []fiscal.Fact) (order []changePlace, all map[changePlace][]fiscal.Fact) {
	all = map[changePlace][]fiscal.Fact{}
	for _, f := range facts {
		if f.Source == nil { // what is computed follows from what is stated
			continue
		}
		p := changePlace{f.Key(), f.Source.Form}
		if all[p] == nil {
			order = append(order, p)
		}
		all[p] = append(all[p], f)
	}
	return order, all
}

// EditionChanges says which stated figures an edition has otherwise than the
// one before, the largest first.
func EditionChanges(before, after []fiscal.Fact) []EditionChange {
	var all []EditionChange
	wasOrder, was := statedFacts(before)
	isOrder, is := statedFacts(after)
	for _, p := range isOrder {
		for i, f := range is[p] {
			switch {
			case i >= len(was[p]):
				all = append(all, editionChange(nil, &f))
			case FactValue(was[p][i]) != FactValue(f):
				all = append(all, editionChange(&was[p][i], &f))
			}
		}
	}
	for _, p := range wasOrder {
		for _, f := range was[p][min(len(is[p]), len(was[p])):] {
			all = append(all, editionChange(&f, nil))
		}
	}
	slices.SortStableFunc(all, func(a, b EditionChange) int {
		switch {
		case a.size > b.size:
			return -1
		case a.size < b.size:
			return 1
		}
		return 0
	})
	return all
}

func editionChange(was, is *fiscal.Fact) EditionChange {
	c := EditionChange{AtOld: -1, AtNew: -1}
	var values [2]int64
	for i, f := range []*fiscal.Fact{was, is} {
		if f == nil {
			continue
		}
		c.Name = FactName(*f) + " " + f.Basis.Term()
		if f.Source.Form > 0 {
			c.Name = "表 " + string(rune('0'+f.Source.Form)) + " " + c.Name
		}
		if f.Value != nil && f.Measure.IsMoney() {
			values[i], _ = fiscal.Canonical(*f.Value, f.Measure)
		}
	}
	if was != nil {
		c.Before, c.AtOld = FactValue(*was), was.Source.Start
	}
	if is != nil {
		c.After, c.AtNew = FactValue(*is), is.Source.Start
		if is.Correction != nil {
			c.By = is.Correction.By
		}
	}
	if c.size = values[1] - values[0]; c.size < 0 {
		c.size = -c.size
	}
	return c
}
