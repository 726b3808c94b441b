package story

import (
	"strconv"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

// ofClass is the quantity cell of a class. Where the document speaks only of
// its parts it is their sum, see sumOfParts; where the document says that the
// item is nothing as a whole, so it is of every class.
func (b *Book) ofClass(item fiscal.Item, class *fiscal.Class) FormCell {
	c := b.cell(item, class, fiscal.Final)
	if c.Nothing != NotMentioned {
		return quantity(c)
	}
	if whole := b.yearTotal(item); whole.Nothing == StatedNone {
		return quantity(whole)
	}
	if sum, ok := b.sumOfParts(item, class); ok {
		return quantity(filled(sum))
	}
	return quantity(c)
}

// yearTotal is what the document says of an item that it also gives by class.
func (b *Book) yearTotal(item fiscal.Item) Cell {
	c := b.cell(item, nil, fiscal.Final)
	if same := map[fiscal.Item]fiscal.Item{
		fiscal.FundExpense: fiscal.FundExpenseYear, fiscal.CapitalExpense: fiscal.CapitalExpenseYear,
	}[item]; same != "" && c.Nothing == NotMentioned {
		return b.cell(same, nil, fiscal.Final)
	}
	return c
}

// sumOfParts adds the narrowest classes within one. The sum stands only where
// they are known to be all of it: where the nearest wider class (or the total)
// that is printed equals the sum of all its narrowest classes. Where those two
// differ by rounding, a class with one part still equals that part.
func (b *Book) sumOfParts(item fiscal.Item, class *fiscal.Class) (Figure, bool) {
	parts := b.narrowest(item, class)
	if len(parts) == 0 {
		return Figure{}, false
	}
	a := b.agreement(item, class)
	if !a.known || a.apart || a.rounded && len(parts) > 1 {
		return Figure{}, false
	}
	return sum(parts)
}

// narrowest returns the figures of the narrowest classes within class, of all
// classes for nil.
func (b *Book) narrowest(item fiscal.Item, class *fiscal.Class) []Figure {
	var parts []Figure
	classes := b.classes(item, fiscal.Final)
	for _, c := range classes {
		if within(c, class) && !hasNarrower(classes, c) {
			if f, ok := b.ClassFigure(item, c, fiscal.Final); ok {
				parts = append(parts, f)
			}
		}
	}
	return parts
}

func within(c, outer *fiscal.Class) bool {
	if outer == nil {
		return true
	}
	return len(c.Path) > len(outer.Path) && hasNarrower([]*fiscal.Class{c}, outer)
}

// agreement sets a printed figure beside the sum of its narrowest classes.
type agreement struct {
	known   bool   // a wider class or the total is printed
	name    string // of that class, "合计" for the total
	printed Figure
	sum     Figure
	parts   int  // how many classes the sum is of
	rounded bool // they differ, by no more than rounding explains
	apart   bool // they differ by more: parts are missing or wrong
}

// agreement looks at the nearest printed figure that a class is part of.
func (b *Book) agreement(item fiscal.Item, class *fiscal.Class) agreement {
	for n := len(class.Path) - 1; n >= 0; n-- {
		outer, name := (*fiscal.Class)(nil), "合计"
		c := b.yearTotal(item)
		if n > 0 {
			outer, name = &fiscal.Class{Path: class.Path[:n]}, class.Path[n-1]
			c = b.cell(item, outer, fiscal.Final)
		}
		if c.Figure == nil {
			continue
		}
		parts := b.narrowest(item, outer)
		all, ok := sum(parts)
		if !ok {
			return agreement{}
		}
		d, ok := difference(*c.Figure, all)
		if !ok {
			return agreement{}
		}
		a := agreement{known: true, name: name, printed: *c.Figure, sum: all, parts: len(parts)}
		switch {
		case d.Value.IsZero():
		case d.Value.Abs().Cmp(roundingOf(len(parts), c.Figure.Value.Scale())) <= 0:
			a.rounded = true
		default:
			a.apart = true
		}
		return a
	}
	return agreement{}
}

// roundingOf is the largest difference that rounding makes between a figure
// and the sum of its parts: (parts + 1) × half a unit of the last digit.
func roundingOf(parts, scale int) decimal.Decimal {
	tenths := int64(parts+1) * 5
	d, err := decimal.New(tenths, scale+1)
	if err != nil { // more decimals than any money has
		return decimal.Zero
	}
	return d
}

// sum adds figures of one measure as a derived figure.
func sum(parts []Figure) (Figure, bool) {
	if len(parts) == 0 {
		return Figure{}, false
	}
	total := Figure{Unit: parts[0].Unit, At: parts[0].At, Derived: true, Corrected: followed(parts...)}
	scale := 0
	for i, p := range parts {
		if p.Unit != total.Unit {
			return Figure{}, false
		}
		v, err := total.Value.Add(p.Value)
		if err != nil {
			return Figure{}, false
		}
		total.Value, scale = v, max(scale, p.Value.Scale())
		total.Facts = append(total.Facts, p.Facts...)
		if i > 0 {
			total.Formula += " + "
		}
		total.Formula += p.Text
	}
	total.Value = total.Value.Pad(scale)
	total.Text = fiscal.Format(total.Value)
	if total.Formula += " = " + total.With(); len(parts) == 1 {
		total.Formula = "其下只写了一项，等于这一项的 " + parts[0].With()
	}
	return total, true
}

// spentElsewhere reports whether the 类 that the document names make up the
// whole of an item, so that nothing is left for any other, or the whole is
// zero; whole is that total.
func (b *Book) spentElsewhere(item fiscal.Item) (whole Figure, ok bool) {
	total := b.yearTotal(item)
	if total.Figure == nil {
		return Figure{}, false
	}
	if total.Figure.Value.IsZero() {
		return *total.Figure, true
	}
	var named []Figure
	for _, c := range topClasses(b.classTree(item)) {
		if cell := b.ofClass(item, c).Cell; cell.Figure != nil {
			named = append(named, *cell.Figure)
		}
	}
	all, ok := sum(named)
	return *total.Figure, ok && all.Unit == total.Figure.Unit && all.Value.Cmp(total.Figure.Value) == 0
}

// unaddedNotes says of which printed classes the parts add up to something
// else, so that nothing is added up below them.
func (b *Book) unaddedNotes(item fiscal.Item, tree []*fiscal.Class) string {
	note, said := "", map[string]bool{}
	for _, c := range tree {
		if cell := b.cell(item, c, fiscal.Final); cell.Nothing != NotMentioned || len(b.narrowest(item, c)) == 0 {
			continue
		}
		if b.ofClass(item, c).Cell.Figure != nil {
			continue
		}
		a := b.agreement(item, c)
		if !a.known || said[a.name] {
			continue
		}
		said[a.name] = true
		note += "“" + a.name + "”写 " + a.printed.Text + "，文中写出的 " + strconv.Itoa(a.parts) + " 项相加是 " + a.sum.Text
		switch {
		case a.rounded:
			note += "，相差不超过四舍五入，所以其下由几项组成的款不推算。"
		case a.sum.Value.Less(a.printed.Value):
			note += "，文中没有写全，所以其下没有写出的类、款不推算。"
		default:
			note += "，两者对不上，所以其下没有写出的类、款不推算。"
		}
	}
	return note
}
