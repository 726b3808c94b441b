package story

import (
	"cmp"
	"slices"
	"strconv"

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

// CellChanges says which cells of evaluations an edition has otherwise than the
// one before, in the order of the tables. Tables are matched by kind and name;
// of one whose rows are other ones only their number is told.
func CellChanges(before, after []fiscal.Evaluation) []EditionChange {
	var all []EditionChange
	taken := make([]bool, len(before))
	match := func(e *fiscal.Evaluation) *fiscal.Evaluation {
		for i := range before {
			if b := &before[i]; !taken[i] && b.Kind == e.Kind && b.Name == e.Name {
				taken[i] = true
				return b
			}
		}
		return nil
	}
	matched := make([]*fiscal.Evaluation, len(after))
	for i := range after {
		matched[i] = match(&after[i])
	}
	next := 0
	for i := range after { // a name that was corrected itself: the next of those left over
		for matched[i] == nil && next < len(before) {
			if !taken[next] && before[next].Kind == after[i].Kind {
				matched[i], taken[next] = &before[next], true
			}
			next++
		}
	}
	for i := range after {
		if matched[i] == nil {
			all = append(all, EditionChange{Name: tableTitle(&after[i]), After: rowsOf(&after[i]), AtOld: -1, AtNew: after[i].Source.Start})
			continue
		}
		all = append(all, tableChanges(matched[i], &after[i])...)
	}
	for i := range before {
		if !taken[i] {
			all = append(all, EditionChange{Name: tableTitle(&before[i]), Before: rowsOf(&before[i]), AtOld: before[i].Source.Start, AtNew: -1})
		}
	}
	return all
}

func rowsOf(e *fiscal.Evaluation) string {
	return "资金 " + strconv.Itoa(len(e.Funds)) + " 行，指标 " + strconv.Itoa(len(e.Indicators)) + " 行"
}

func tableChanges(was, is *fiscal.Evaluation) []EditionChange {
	if len(was.Funds) != len(is.Funds) || len(was.Indicators) != len(is.Indicators) {
		return []EditionChange{{Name: tableTitle(is), Before: rowsOf(was), After: rowsOf(is), AtOld: was.Source.Start, AtNew: is.Source.Start}}
	}
	var all []EditionChange
	for _, address := range is.Addresses() {
		a, b := *was.Cell(address), *is.Cell(address)
		if a == b || is.Merged(address)[0] != address { // of a merged cell the first
			continue
		}
		c := EditionChange{Name: CellTitle(is, address), Before: cmp.Or(a, emptyCell), After: cmp.Or(b, emptyCell), AtOld: cellAt(was, address), AtNew: cellAt(is, address)}
		if x, ok := is.Corrected[address]; ok {
			c.By = x.By
		}
		all = append(all, c)
	}
	return all
}

// cellAt is where a cell is printed, or the table when the cell is not.
func cellAt(e *fiscal.Evaluation, address string) int {
	if s, ok := e.Cells[address]; ok {
		return s.Start
	}
	return e.Source.Start
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
