package reconcile

import (
	"regexp"
	"slices"
	"strings"

	"mingzhang/internal/fiscal"
)

// form is one of the nine standard forms as the document prints it.
type form struct {
	number  int
	title   string // "《收入决算表》"
	table   *fiscal.Table
	order   []fiscal.Key         // of the cells, as printed
	cells   map[fiscal.Key]int   // the fact of each cell, by its plain key
	again   map[fiscal.Key][]int // further cells of the same key
	columns map[fiscal.Item]bool // items that the form has a figure of
	rows    []*row               // those of a class, as printed
	byClass map[string]*row      // the same by their plain class
	byName  map[string][]*row    // the same by the name alone
	unread  []fiscal.Unread      // figures of the form that were not understood
	start   int                  // of its cells in the text
	end     int
}

// row is the line of a class in a form.
type row struct {
	class *fiscal.Class
	key   string // of the class, plain
	inner []*row // the lines right below it in the classification
	// economic is set for a line of 支出经济分类.
	economic bool
}

func formOf(f fiscal.Fact) int {
	if f.Source == nil || f.Source.Form < 1 || f.Source.Form > len(fiscal.Forms) {
		return 0
	}
	return f.Source.Form
}

// openForms sorts the cells of the forms.
func (l *ledger) openForms() {
	l.codes = map[string]string{}
	for _, f := range l.report.Facts {
		for _, c := range []*fiscal.Class{f.Class, f.EconomicClass} {
			if c != nil && c.Code != "" {
				l.codes[plainPath(c)] = c.Code
			}
		}
	}
	for i, f := range l.report.Facts {
		n := formOf(f)
		if n == 0 || f.Value == nil {
			continue
		}
		x := l.openForm(n)
		k := l.plain(f)
		if len(x.order) == 0 {
			x.start, x.end = f.Source.Start, f.Source.End
		}
		x.start, x.end = min(x.start, f.Source.Start), max(x.end, f.Source.End)
		if _, ok := x.cells[k]; ok {
			x.again[k] = append(x.again[k], i)
			continue
		}
		x.order = append(x.order, k)
		x.cells[k] = i
		x.columns[k.Item] = true
		if c := classOf(f); c != nil && x.byClass[k.Class+k.Economic] == nil {
			r := &row{class: c, key: k.Class + k.Economic, economic: k.Class == ""}
			x.rows = append(x.rows, r)
			x.byClass[r.key] = r
			x.byName[plainName(r.name())] = append(x.byName[plainName(r.name())], r)
		}
	}
	for i := range l.report.Tables {
		t := &l.report.Tables[i]
		if t.Form < 1 || t.Form >= len(l.forms) || t.Listed {
			continue
		}
		if !t.Empty || l.forms[t.Form] != nil { // a sentence alone may call a form empty
			l.openForm(t.Form).table = t
		}
	}
	for _, x := range l.forms {
		if x != nil {
			x.nest()
			x.unread = l.unreadIn(x)
		}
	}
}

func (l *ledger) openForm(n int) *form {
	if l.forms[n] == nil {
		l.forms[n] = &form{
			number: n, title: "《" + fiscal.Forms[n-1].Title + "》",
			cells: map[fiscal.Key]int{}, again: map[fiscal.Key][]int{}, columns: map[fiscal.Item]bool{}, byClass: map[string]*row{}, byName: map[string][]*row{},
		}
	}
	return l.forms[n]
}

// unreadIn returns the figures inside a form that were seen and not understood.
func (l *ledger) unreadIn(x *form) []fiscal.Unread {
	start, end := x.start, x.end
	if x.table != nil && x.table.Source.End > x.table.Source.Start {
		if len(x.order) == 0 {
			start, end = x.table.Source.Start, x.table.Source.End
		}
		start, end = min(start, x.table.Source.Start), max(end, x.table.Source.End)
	}
	var all []fiscal.Unread
	for _, u := range l.report.Coverage.Unread {
		if u.Start >= start && u.Start < end {
			all = append(all, u)
		}
	}
	return all
}

// classOf returns the class that a cell stands in the line of.
func classOf(f fiscal.Fact) *fiscal.Class {
	if f.Class != nil && len(f.Class.Path) > 0 {
		return f.Class
	}
	if f.EconomicClass != nil && len(f.EconomicClass.Path) > 0 {
		return f.EconomicClass
	}
	return nil
}

// nest hangs each line below the nearest outer one that is printed.
func (x *form) nest() {
	byPath := make(map[string]*row, len(x.rows))
	for _, r := range x.rows {
		byPath[plainPath(r.class)] = r
	}
	for _, r := range x.rows {
		for n := len(r.class.Path) - 1; n > 0; n-- {
			if outer := byPath[plainPath(&fiscal.Class{Path: r.class.Path[:n]})]; outer != nil && outer != r {
				outer.inner = append(outer.inner, r)
				break
			}
		}
	}
}

// outermost returns the lines that no other printed line holds.
func (x *form) outermost() []*row {
	within := map[*row]bool{}
	for _, r := range x.rows {
		for _, in := range r.inner {
			within[in] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(x.rows), func(r *row) bool { return within[r] })
}

// levelMark is a level written behind the name of a class.
var levelMark = regexp.MustCompile(`（[类款项]）$`)

// printVariants are printed forms of the same name.
var printVariants = strings.NewReplacer("(", "（", ")", "）", ",", "、", "，", "、", " ", "", "　", "", "\n", "", "\"", "", "“", "", "”", "")

func plainName(name string) string {
	name = printVariants.Replace(name)
	if strings.HasSuffix(name, "）") {
		name = levelMark.ReplaceAllString(name, "")
	}
	return name
}

// plainPath writes the path of a class without what printing varies.
func plainPath(c *fiscal.Class) string {
	if c == nil {
		return ""
	}
	var b strings.Builder
	for i, name := range c.Path {
		if i > 0 {
			b.WriteByte('/')
		}
		name = plainName(name)
		if i == 0 {
			name = strings.TrimSuffix(name, "支出")
		}
		b.WriteString(name)
	}
	return b.String()
}

// plain returns the key of a fact by which cells of several forms, and figures
// of the narrative, compare: a class by its code where it is known, and the
// total of an account's expenditure under one item.
func (l *ledger) plain(f fiscal.Fact) fiscal.Key {
	k := fiscal.Key{Item: f.Item, Class: l.plainClass(f.Class), Economic: l.plainClass(f.EconomicClass), Basis: f.Basis}
	if k.Class == "" {
		switch k.Item {
		case fiscal.FundExpense:
			k.Item = fiscal.FundExpenseYear
		case fiscal.CapitalExpense:
			k.Item = fiscal.CapitalExpenseYear
		}
	}
	return k
}

func (l *ledger) plainClass(c *fiscal.Class) string {
	if c == nil || len(c.Path) == 0 {
		return ""
	}
	if c.Code != "" {
		return c.Code
	}
	p := plainPath(c)
	if code := l.codes[p]; code != "" {
		return code
	}
	return p
}

// cell returns the figure of a key in a form.
func (l *ledger) cell(number int, k fiscal.Key) (operand, bool) {
	x := l.forms[number]
	if x == nil {
		return operand{}, false
	}
	i, ok := x.cells[k]
	if !ok {
		return operand{}, false
	}
	return l.operand(i)
}

// totalCell returns the figure of an item in a form's line of totals.
func (l *ledger) totalCell(number int, item fiscal.Item) (operand, bool) {
	return l.cell(number, key(item, nil, fiscal.Final))
}

// has reports whether a form has any figure.
func (l *ledger) has(number int) bool {
	return l.forms[number] != nil && len(l.forms[number].cells) > 0
}
