package story

import (
	"mingzhang/internal/fiscal"
)

// Form is one of the nine standard forms, rebuilt from what the narrative states.
type Form struct {
	Number        int
	Title         string
	Printed       string // as the document's own list names it, "" when it does not
	Listed        bool   // the document names the form
	DeclaredEmpty bool   // the document calls the form empty
	EmptySentence *Quote
	Unit          string // of the money cells; cells in another measure name it
	Columns       [][]Header
	Rows          []FormRow
	Count         FormCount
	Note          string
}

// Header is a cell of the heading of a form.
type Header struct {
	Text       string `json:"text"`
	Cols, Rows int    // 0 for 1
	Numeric    bool
}

// FormRow is a line of a form.
type FormRow struct {
	Cells []FormCell
	Total bool
	Level int // of the class: 1 类, 2 款, 3 项; 0 for others
}

// FormCell is a cell: words, or a quantity.
type FormCell struct {
	Text string
	Cell *Cell
	Head bool // heads its line
}

// FormCount counts the quantity cells of a form by what they hold.
type FormCount struct {
	Figures, StatedNone, NotMentioned, Unread, Undefined int
}

// Width returns how many columns the form has.
func (f Form) Width() int {
	width := 0
	for _, h := range f.Columns[0] {
		width += max(h.Cols, 1)
	}
	return width
}

// rebuilt says what every rebuilt form is.
const rebuilt = "这份文件没有附表格，本表由正文中写出的数重新排成，不是单位填报的原表。"

// Forms returns the nine standard forms.
func (b *Book) Forms() []Form {
	var all []Form
	for _, f := range fiscal.Forms {
		form, _ := b.Form(f.Number)
		all = append(all, form)
	}
	return all
}

// Form returns the standard form with a number of fiscal.Forms.
func (b *Book) Form(number int) (Form, bool) {
	layouts := map[int]func() Form{
		1: b.totalsForm, 2: b.incomeForm, 3: b.expenseForm, 4: b.fiscalForm, 5: b.generalForm,
		6: b.basicForm, 7: b.sangongForm, 8: b.fundForm, 9: b.capitalForm,
	}
	layout, ok := layouts[number]
	if !ok {
		return Form{}, false
	}
	f := layout()
	f.Number = number
	for _, known := range fiscal.Forms {
		if known.Number == number {
			f.Title = known.Title
		}
	}
	for _, t := range b.Report.Tables {
		if t.Form != number {
			continue
		}
		f.Listed, f.DeclaredEmpty = t.Listed, t.Empty
		if t.Listed && !t.Empty {
			f.Printed = t.Source.Text
		}
		if t.Empty {
			f.EmptySentence = &Quote{Text: t.Source.Text, At: t.Source.Start}
		}
	}
	f.count()
	if f.Note == "" {
		f.Note = rebuilt
	} else {
		f.Note = rebuilt + f.Note
	}
	return f, true
}

// count counts the cells and finds the measure that most of them are in.
func (f *Form) count() {
	units := map[string]int{}
	for _, r := range f.Rows {
		for _, c := range r.Cells {
			if c.Cell == nil {
				continue
			}
			switch {
			case c.Cell.Figure != nil:
				f.Count.Figures++
				units[c.Cell.Figure.Unit]++
			case c.Cell.Nothing == StatedNone:
				f.Count.StatedNone++
			case c.Cell.Nothing == Unread:
				f.Count.Unread++
			case c.Cell.Nothing == NotForCell:
				f.Count.Undefined++
			default:
				f.Count.NotMentioned++
			}
		}
	}
	most := 0
	for _, m := range []fiscal.Measure{fiscal.TenThousandYuan, fiscal.Yuan, fiscal.HundredMillion} {
		if n := units[string(m)]; n > most {
			most, f.Unit = n, string(m)
		}
	}
}

// Cells of lines.
func words(text string) FormCell   { return FormCell{Text: text} }
func heading(text string) FormCell { return FormCell{Text: text, Head: true} }
func quantity(c Cell) FormCell     { return FormCell{Cell: &c} }

// final is the quantity cell of a total.
func (b *Book) final(item fiscal.Item) FormCell { return quantity(b.cell(item, nil, fiscal.Final)) }

// ofClass is the quantity cell of a class; a class that the document gives
// only by its parts has their sum.
func (b *Book) ofClass(item fiscal.Item, class *fiscal.Class) FormCell {
	c := b.cell(item, class, fiscal.Final)
	if c.Figure == nil && c.Nothing == NotMentioned {
		if sum, ok := b.sumOfParts(item, class); ok {
			c = filled(sum)
		}
	}
	return quantity(c)
}

// sumOfParts adds what the document states of the narrowest classes within one.
func (b *Book) sumOfParts(item fiscal.Item, class *fiscal.Class) (Figure, bool) {
	var parts []Figure
	classes := b.classes(item, fiscal.Final)
	for _, c := range classes {
		if within(c, class) && !hasNarrower(classes, c) {
			if f, ok := b.ClassFigure(item, c, fiscal.Final); ok {
				parts = append(parts, f)
			}
		}
	}
	return sum(parts)
}

func within(c, outer *fiscal.Class) bool {
	if len(c.Path) <= len(outer.Path) {
		return false
	}
	for i, name := range outer.Path {
		if c.Path[i] != name {
			return false
		}
	}
	return true
}

// sum adds figures of one measure as a derived figure.
func sum(parts []Figure) (Figure, bool) {
	if len(parts) == 0 {
		return Figure{}, false
	}
	total := Figure{Unit: parts[0].Unit, At: parts[0].At, Derived: true}
	for i, p := range parts {
		if p.Unit != total.Unit {
			return Figure{}, false
		}
		total.Value = Plus(total.Value, p.Value)
		total.Facts = append(total.Facts, p.Facts...)
		if i > 0 {
			total.Formula += " + "
		}
		total.Formula += p.Text
	}
	total.Value = total.Value.Pad(parts[0].Value.Scale())
	total.Text = Format(total.Value)
	total.Formula += " = " + total.With()
	return total, true
}
