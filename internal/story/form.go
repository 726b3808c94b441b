package story

import (
	"mingzhang/internal/fiscal"
)

// Form is one of the nine standard forms: as the document prints it, else
// rebuilt from what the narrative states.
type Form struct {
	Number        int
	Own           bool      // as the document prints it
	Rebuilt       *Form     // the same form rebuilt, where the document's own says otherwise
	Findings      []Finding // where the document's own and the narrative differ
	Title         string
	Printed       string // the line of the document's own list, its ordinal included; "" when it has none
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
	Text    string `json:"text"`
	Cols    int    `json:"cols,omitempty"` // 0 for 1
	Rows    int    `json:"rows,omitempty"` // 0 for 1
	Numeric bool   `json:"numeric"`
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
	Cols int  // 0 for 1
	Rows int  // 0 for 1
}

// FormCount counts the quantity cells of a form by what they hold.
type FormCount struct {
	Figures      int `json:"figures"`
	StatedNone   int `json:"none"`
	NotMentioned int `json:"unstated"`
	Unread       int `json:"unread"`
	Undefined    int `json:"undefined"`
}

// Width returns how many columns the form has.
func (f Form) Width() int {
	width := 0
	for _, h := range f.Columns[0] {
		width += max(h.Cols, 1)
	}
	return width
}

// What every rebuilt form is, with the form's table in the document and without.
const (
	rebuilt       = "本表由文中写出的数重新排成，不是单位填报的原表。"
	rebuiltAbsent = "这份文件没有附这张表，本表由正文中写出的数重新排成，不是单位填报的原表。"
)

// Forms returns the nine standard forms.
func (b *Book) Forms() []Form {
	var all []Form
	for _, f := range fiscal.Forms {
		form, _ := b.Form(f.Number)
		all = append(all, form)
	}
	return all
}

// Form returns the standard form with a number of fiscal.Forms; ok is false for
// any other number.
func (b *Book) Form(number int) (f Form, ok bool) { return b.FormWithText(number, "") }

// FormWithText is Form for who has the document's normalised text at hand:
// form 6 then lists the kinds of 人员经费 and 公用经费 that the narrative names.
func (b *Book) FormWithText(number int, text string) (f Form, ok bool) {
	for _, t := range b.Report.Tables {
		if t.Form == number && t.Rows != nil {
			return b.printedForm(t, text), true
		}
	}
	return b.rebuiltForm(number, text)
}

// printedForm is the document's own form, with the rebuilt one beside it where
// the two differ.
func (b *Book) printedForm(t fiscal.Table, text string) Form {
	f := b.ownForm(t)
	f.Number, f.Title, f.DeclaredEmpty = t.Form, t.Title, t.Empty
	if t.Empty {
		f.EmptySentence = emptySentence(t)
	}
	f.count()
	f.Unit = string(t.Measure)
	if f.Findings = b.FormFindings(t.Form); len(f.Findings) > 0 {
		if again, ok := b.narrative().rebuiltForm(t.Form, text); ok {
			again.Note = "由正文中写出的数重新排成，与原表对照。"
			f.Rebuilt = &again
		}
	}
	return f
}

// rebuiltForm is the form with a number rebuilt from the narrative.
func (b *Book) rebuiltForm(number int, text string) (f Form, ok bool) {
	layouts := map[int]func() Form{
		1: b.totalsForm, 2: b.incomeForm, 3: b.expenseForm, 4: b.fiscalForm, 5: b.generalForm,
		6: func() Form { return b.basicForm(text) }, 7: b.sangongForm, 8: b.fundForm, 9: b.capitalForm,
	}
	layout, ok := layouts[number]
	if !ok {
		return Form{}, false
	}
	f = layout()
	f.Number = number
	introduction := rebuiltAbsent
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
		if !t.Listed && !t.Empty {
			introduction = rebuilt
		}
		if t.Listed && !t.Empty {
			f.Printed = t.Source.Text
		}
		if t.Empty {
			f.EmptySentence = emptySentence(t)
		}
	}
	f.count()
	f.Note = introduction + f.Note
	return f, true
}

// emptySentence is what the document calls a form empty with.
func emptySentence(t fiscal.Table) *Quote {
	if t.Note != nil {
		return &Quote{Text: t.Note.Text, At: t.Note.Start}
	}
	return &Quote{Text: t.Source.Text, At: t.Source.Start}
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
