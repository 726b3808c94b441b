package reconcile

import (
	"slices"
	"strconv"

	"mingzhang/internal/fiscal"
)

// formBases are the bases that forms print.
var formBases = []fiscal.Basis{fiscal.Final, fiscal.InitialBudget, fiscal.FullBudget}

// said is a quantity of the narrative with its statements; none for nothing
// said in words.
type said struct {
	key   fiscal.Key // plain
	facts []int
	none  int // -1 for none
}

// saidQuantities lists what the narrative states of quantities that forms print.
func (l *ledger) saidQuantities() []said {
	var all []said
	at := map[fiscal.Key]int{}
	for i, f := range l.report.Facts {
		if formOf(f) > 0 || f.Origin == fiscal.Derived || len(homes[f.Item]) == 0 || !slices.Contains(formBases, f.Basis) || l.ofPart(i) {
			continue
		}
		k := l.plain(f)
		k.Class = l.resolve(f, k.Class)
		n, ok := at[k]
		if !ok {
			n = len(all)
			at[k] = n
			all = append(all, said{key: k, none: -1})
		}
		if f.Value == nil {
			all[n].none = i
		} else {
			all[n].facts = append(all[n].facts, i)
		}
	}
	return all
}

// resolve returns the class under which a form prints what the narrative names
// without its outer levels, where only one line of the form has that name.
func (l *ledger) resolve(f fiscal.Fact, class string) string {
	if class == "" {
		return class
	}
	name := plainName(last(f.Class))
	for _, n := range homes[f.Item] {
		x := l.forms[n]
		if x == nil {
			continue
		}
		if x.byClass[class] != nil {
			return class
		}
		if rows := x.byName[name]; len(rows) == 1 && len(rows[0].class.Path) > len(f.Class.Path) {
			return rows[0].key
		}
	}
	return class
}

// narrativeAndForms compares every figure that the narrative and a form both
// state.
func narrativeAndForms(l *ledger) {
	found := make([][]comparison, len(l.forms))
	absent := make([][]int, len(l.forms))
	type figure struct {
		at   int
		cell string
	}
	told := map[figure]bool{}
	for _, s := range l.saidQuantities() {
		if n, c, ok := l.comparedWithForms(s); ok {
			at := figure{l.place(c.check.Facts[0]), c.b.printed}
			if c.check.Status != fiscal.Holds && len(s.facts) > 0 && told[at] {
				continue // one figure of the text stands for both sides
			}
			told[at] = true
			found[n] = append(found[n], c)
		} else if n := l.missingIn(s); n > 0 {
			absent[n] = append(absent[n], s.facts[0])
		}
	}
	for n := range found {
		if len(found[n]) > 0 {
			title := l.forms[n].title + "与文中都写的数一致"
			l.addComparisons(title, "个数", "文中的数", l.forms[n].title+"里的数", found[n])
		}
		if len(absent[n]) > 0 {
			l.add(fiscal.Check{
				Title: "文中的数在" + l.forms[n].title + "里都有", Status: fiscal.Notice, Facts: absent[n], Stated: strconv.Itoa(len(absent[n])) + " 个数",
				Note: "文中写的 " + strconv.Itoa(len(absent[n])) + " 个数，在" + l.forms[n].title + "里相应的格子是空的，或者没有这一行。",
			})
		}
	}
}

// comparedWithForms compares a quantity with the forms that print it. Where
// some statement and some form agree, the rest is between the forms, or
// between the statements, and told elsewhere.
func (l *ledger) comparedWithForms(s said) (number int, c comparison, ok bool) {
	order := l.formsFor(s)
	for _, n := range order {
		cell, ok := l.cell(n, s.key)
		if !ok {
			continue
		}
		title := l.forms[n].title + "与文中：“" + cell.term + "”" + basisWord(s.key.Basis)
		if len(s.facts) == 0 {
			check := l.noneOrCell(title, s.none, cell)
			if check.Status == fiscal.Holds || number == 0 {
				number, c = n, comparison{check: check}
			}
			if check.Status == fiscal.Holds {
				return number, c, true
			}
			continue
		}
		for _, i := range s.facts {
			o, ok := l.operand(i)
			if !ok {
				continue
			}
			x := comparison{o, cell, l.agree(title, o, cell)}
			if number == 0 || x.check.Status == fiscal.Holds {
				number, c = n, x
			}
			if x.check.Status == fiscal.Holds {
				return number, c, true
			}
		}
	}
	return number, c, number > 0
}

// formsFor lists the forms to compare a quantity with: that of its section
// first, then those it has its place in.
func (l *ledger) formsFor(s said) []int {
	first := s.none
	if len(s.facts) > 0 {
		first = s.facts[0]
	}
	var order []int
	if own := l.ownForm(l.report.Facts[first]); own > 0 {
		order = append(order, own)
	}
	for _, n := range homes[s.key.Item] {
		if !slices.Contains(order, n) {
			order = append(order, n)
		}
	}
	return order
}

// noneOrCell compares nothing, said in words, with a cell.
func (l *ledger) noneOrCell(title string, none int, cell operand) fiscal.Check {
	c := fiscal.Check{
		Title: title, Status: fiscal.Holds, Stated: "没有", Computed: cell.with(), Note: "文中写明没有，表里是 0。", Facts: []int{none, cell.fact},
	}
	if !cell.value.IsZero() {
		c.Status, c.Note = fiscal.Violated, "文中写明没有，表里印的是 "+cell.with()+"。"
	}
	return c
}

// missingIn returns the form that would print a quantity of the narrative and
// does not, 0 for none. A form that was not understood in full says nothing.
func (l *ledger) missingIn(s said) int {
	if len(s.facts) == 0 {
		return 0
	}
	n := homes[s.key.Item][0]
	o, ok := l.operand(s.facts[0])
	x := l.forms[n]
	if !ok || o.value.IsZero() || !l.has(n) || len(x.unread) > 0 {
		return 0
	}
	if s.key.Basis != fiscal.Final && !x.prints(s.key.Basis) {
		return 0
	}
	if c := l.report.Facts[s.facts[0]].Class; s.key.Class != "" &&
		(!x.columns[s.key.Item] || !slices.ContainsFunc(x.rows, func(r *row) bool { return len(r.class.Path) == len(c.Path) })) {
		return 0 // it has no such column, or no lines of that level
	}
	return n
}

// prints reports whether a form has figures of a basis.
func (x *form) prints(basis fiscal.Basis) bool {
	return slices.ContainsFunc(x.order, func(k fiscal.Key) bool { return k.Basis == basis })
}
