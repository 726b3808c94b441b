package reconcile

import (
	"slices"
	"strings"

	"mingzhang/internal/fiscal"
)

// promise is a sum that every line of a form, or its line of totals, makes good.
type promise struct {
	text  string // "本年支出合计 = 各列之和"
	whole fiscal.Item
	parts []fiscal.Item
	basis fiscal.Basis // "" for Final
}

// lineKey is the plain key of an item in a line of a form, nil for its totals.
func lineKey(item fiscal.Item, r *row, basis fiscal.Basis) fiscal.Key {
	if basis == "" {
		basis = fiscal.Final
	}
	k := fiscal.Key{Item: item, Basis: basis}
	switch {
	case r != nil && r.economic:
		k.Economic = r.key
	case r != nil:
		k.Class = r.key
	case item == fiscal.FundExpense:
		k.Item = fiscal.FundExpenseYear
	case item == fiscal.CapitalExpense:
		k.Item = fiscal.CapitalExpenseYear
	}
	return k
}

// name is what a reader calls a line.
func (r *row) name() string {
	if r == nil {
		return ""
	}
	return r.class.Path[len(r.class.Path)-1]
}

// inForm begins the title of a check of a line of a form.
func (x *form) inForm(r *row, text string) string {
	if r == nil {
		return x.title + text
	}
	return x.title + "“" + r.name() + "”：" + text
}

// line checks a promise in one line of a form. A blank cell is nothing. ok is
// false where the line says nothing of it.
func (l *ledger) line(x *form, r *row, p promise) (c fiscal.Check, ok bool) {
	whole, stated := l.cell(x.number, lineKey(p.whole, r, p.basis))
	var parts []operand
	column := false
	for _, item := range p.parts {
		column = column || x.columns[lineKey(item, r, p.basis).Item]
		if o, ok := l.cell(x.number, lineKey(item, r, p.basis)); ok {
			o.term = item.Term()
			parts = append(parts, o)
		}
	}
	whole.term = p.whole.Term()
	return l.inside(x, x.inForm(r, p.text), whole, stated, parts, column)
}

// inside judges a sum within a form. expected says whether the form prints
// parts at all.
func (l *ledger) inside(x *form, title string, whole operand, stated bool, parts []operand, expected bool) (c fiscal.Check, ok bool) {
	some := slices.ContainsFunc(parts, func(o operand) bool { return !o.value.IsZero() })
	switch {
	case !stated && some:
		return fiscal.Check{
			Title: title, Status: fiscal.NotApplicable, Facts: factsOf(parts), Note: "合计一格是空的，无法比较。",
		}, true
	case !stated, len(parts) == 0 && (whole.value.IsZero() || !expected):
		return c, false
	case len(parts) == 0:
		c = fiscal.Check{
			Title: title, Status: fiscal.Violated, Stated: whole.with(), Computed: "空白", Difference: whole.with(),
			Note: "合计写的是 " + whole.with() + "，各部分的格子却都是空的。", Facts: []int{whole.fact},
		}
	default:
		if c, ok = l.added(sumCheck{title: title, whole: whole, parts: parts}); !ok {
			return c, false
		}
	}
	l.explained(&c, x.number)
	return c, true
}

// totals checks promises in the line of totals.
func (l *ledger) formTotals(x *form, promises ...promise) {
	for _, p := range promises {
		if c, ok := l.line(x, nil, p); ok {
			l.add(c)
		}
	}
}

// lines checks a promise in every line of a form, its totals included.
func (l *ledger) lines(x *form, p promise) {
	f := family{title: x.title + "各行：" + p.text, counter: "行"}
	for _, r := range append([]*row{nil}, x.rows...) {
		if c, ok := l.line(x, r, p); ok {
			f.take(c)
		}
	}
	l.addFamily(f)
}

// columnSums checks that in each column the total is the sum of the outermost
// classes, and each class the sum of those right below it.
func (l *ledger) columnSums(x *form, columns ...fiscal.Item) {
	top := family{title: x.title + "合计行 = 各类之和", counter: "列"}
	tree := family{title: x.title + "每一类、款 = 其下各行之和", counter: "处"}
	outermost := x.outermost()
	for _, item := range columns {
		if !x.columns[item] && !x.columns[lineKey(item, nil, "").Item] {
			continue
		}
		column := x.column(item)
		if c, ok := l.below(x, item, nil, outermost, x.title+"“"+column+"”一列：合计 = 各类之和"); ok {
			top.take(c)
		}
		for _, r := range x.rows {
			if c, ok := l.below(x, item, r, r.inner, x.title+"“"+r.name()+"”的"+column+" = 其下各行之和"); ok {
				tree.take(c)
			}
		}
	}
	l.addFamily(top)
	l.addFamily(tree)
}

// below checks a cell against those of the lines below it.
func (l *ledger) below(x *form, item fiscal.Item, r *row, inner []*row, title string) (fiscal.Check, bool) {
	if len(inner) == 0 {
		return fiscal.Check{}, false
	}
	whole, stated := l.cell(x.number, lineKey(item, r, ""))
	var parts []operand
	for _, in := range inner {
		if o, ok := l.cell(x.number, lineKey(item, in, "")); ok {
			parts = append(parts, o)
		}
	}
	return l.inside(x, title, whole, stated, parts, true)
}

// column names a column of a form. Form 4 has the same ones for each budget.
func (x *form) column(item fiscal.Item) string {
	if x.number == 4 {
		return item.Term()
	}
	return shortTerm(item)
}

// shortTerm is the name of a column inside a form whose account is known.
func shortTerm(item fiscal.Item) string {
	term := item.Term()
	for _, account := range []string{"一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"} {
		if short, ok := strings.CutPrefix(term, account); ok {
			return short
		}
	}
	return term
}

// side is a sum of some cells of a line, blank ones being nothing.
func (l *ledger) side(x *form, r *row, items ...fiscal.Item) (parts []operand) {
	for _, item := range items {
		if o, ok := l.cell(x.number, lineKey(item, r, "")); ok {
			o.term = item.Term()
			parts = append(parts, o)
		}
	}
	return parts
}

// balanced checks that the cells of two sides of a line add up to the same.
func (l *ledger) balanced(x *form, title string, left, right []operand) (c fiscal.Check, ok bool) {
	all := slices.Concat(left, right)
	if len(all) == 0 || !slices.ContainsFunc(all, func(o operand) bool { return !o.value.IsZero() }) {
		return c, false
	}
	half := all[0].half
	var sums [2]operand
	var words [2][]string
	for i, s := range [][]operand{left, right} {
		sums[i] = operand{measure: all[0].measure, printed: all[0].printed, form: x.number}
		for _, o := range s {
			v, err := sums[i].value.Add(o.value)
			if err != nil {
				return c, false
			}
			sums[i].value, half = v, largest(half, o.half)
			words[i] = append(words[i], inLike(o, all[0]))
			if decimals(o) > decimals(sums[i]) && o.measure == all[0].measure {
				sums[i].printed = o.printed
			}
		}
		if len(words[i]) == 0 {
			words[i] = []string{"空白"}
		}
	}
	like := sums[0]
	c = fiscal.Check{
		Title: title, Stated: money(sums[0].value, like), Computed: money(sums[1].value, like),
		Formula: strings.Join(words[0], " + ") + " 与 " + strings.Join(words[1], " + "), Facts: factsOf(all),
	}
	l.judge(&c, like, sums[1].value, half, max(1, len(all)-1))
	switch {
	case c.Status == fiscal.Holds:
		c.Note = "两边一致。"
	case c.Status == fiscal.Violated && len(left) == 1 && slipped(left[0], right) != "":
		c.Note = "相差 " + trimSign(c.Difference) + "；" + slipped(left[0], right)
	}
	l.explained(&c, x.number)
	return c, true
}
