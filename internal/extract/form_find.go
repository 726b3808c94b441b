package extract

import (
	"strings"

	"mingzhang/internal/document"
	"mingzhang/internal/fiscal"
)

// form is one of the nine standard forms while it is read.
type form struct {
	r       *reader
	number  int
	title   string
	measure fiscal.Measure
	grid    *formGrid
	facts   int
	start   int // of its caption
	end     int // of its table

	empty *fiscal.Source // the note that says that it holds nothing
}

// foundForm is a table with what is printed around it.
type foundForm struct {
	blocks  []document.Block // the table and what continues it
	caption []document.Block // paragraphs above it, its title first
	notes   []document.Block // paragraphs below it
	number  int
	title   string
	measure fiscal.Measure
}

// readForms reads the standard forms of the document, wherever they stand, and
// takes their tables and captions out of what the sections are read from.
func (r *reader) readForms() {
	found := r.ofUnit(r.findForms())
	measure := commonMeasure(found)
	for _, ff := range found {
		f := &form{r: r, number: ff.number, title: ff.title, measure: ff.measure}
		if f.measure == "" {
			f.measure = measure
		}
		var tables []*document.Table
		for _, b := range ff.blocks {
			tables = append(tables, b.Table)
		}
		f.grid = newFormGrid(tables)
		f.start, f.end = ff.blocks[0].Start, ff.blocks[len(ff.blocks)-1].End
		if len(ff.caption) > 0 {
			f.start = ff.caption[0].Start
		}
		if !f.read() {
			continue
		}
		f.readNotes(ff.notes)
		f.keep(ff)
	}
}

// keep enters the form into the report.
func (f *form) keep(ff foundForm) {
	r := f.r
	for _, b := range ff.blocks {
		r.taken[b.Start] = true
	}
	for _, b := range ff.caption {
		r.taken[b.Start] = true
		r.declareFigures(b.Start, b.End, fiscal.Enumerator)
		r.readFormUnit(r.t.slice(b.Start, b.End))
	}
	for _, row := range f.grid.caption {
		for col := range f.grid.rows[row] {
			if _, c, begins := f.grid.cell(row, col); begins {
				r.declareFigures(c.Start, c.End, fiscal.Enumerator)
				r.readFormUnit(c.Text)
			}
		}
	}
	t := r.formTable(f.number, f.start, f.end)
	if t.Rows != nil {
		return // the form once more, on further pages
	}
	t.Title, t.Listed, t.Measure, t.Source = f.title, false, f.measure, *r.source(f.start, f.end)
	t.Source.Form = f.number
	t.Rows, t.Headings = f.grid.printed()
	if f.empty != nil {
		t.Empty, t.Note = true, f.empty
		t.Note.Form = f.number
	}
}

func (r *reader) readFormUnit(s string) {
	if m := formUnit.FindStringSubmatch(squeeze(s)); m != nil && r.formUnit == "" {
		r.formUnit = m[1]
	}
}

// commonMeasure is what all forms of the document that say so are printed in;
// "" when they differ.
func commonMeasure(found []foundForm) fiscal.Measure {
	var m fiscal.Measure
	for _, f := range found {
		if f.measure != "" {
			if m != "" && m != f.measure {
				return ""
			}
			m = f.measure
		}
	}
	return m
}

// captionReach is how many paragraphs above a table may belong to it.
const captionReach = 8

// findForms finds the tables that a title names as one of the forms.
func (r *reader) findForms() []foundForm {
	var out []foundForm
	blocks := r.doc.Blocks
	for i := 0; i < len(blocks); i++ {
		if blocks[i].Table == nil {
			continue
		}
		ff := foundForm{blocks: []document.Block{blocks[i]}}
		first := i
		for i+1 < len(blocks) && blocks[i+1].Table != nil && blocks[i+1].Table.Continues {
			i++
			ff.blocks = append(ff.blocks, blocks[i])
		}
		r.captionAbove(&ff, blocks, first)
		r.captionInside(&ff)
		if ff.number == 0 && ff.blocks[0].Table.Name != "" {
			ff.number, ff.title = formTitled(ff.blocks[0].Table.Name+"表"), ff.blocks[0].Table.Name
		}
		ff.notes = r.notesBelow(blocks, i)
		if ff.number != 0 {
			out = append(out, ff)
		}
	}
	return out
}

// captionAbove looks for title and measure in the paragraphs above the table.
func (r *reader) captionAbove(ff *foundForm, blocks []document.Block, i int) {
	for k := i - 1; k >= 0 && i-k <= captionReach && blocks[k].Table == nil; k-- {
		s := r.t.slice(blocks[k].Start, blocks[k].End)
		if m, ok := measureLine(s); ok && ff.measure == "" {
			ff.measure = m
		}
		if n := formTitled(s); n != 0 {
			ff.number, ff.title = n, formName(s)
			ff.caption = blocks[k:i]
			return
		}
		if !captions.MatchString(squeeze(s)) && formUnit.FindString(squeeze(s)) == "" && len([]rune(squeeze(s))) > 40 {
			return // text
		}
	}
}

// captionInside looks for title and measure in the first rows of the table.
func (r *reader) captionInside(ff *foundForm) {
	for i, row := range ff.blocks[0].Table.Rows {
		if i >= 5 {
			return
		}
		for _, c := range row {
			if m, ok := measureLine(c.Text); ok && ff.measure == "" {
				ff.measure = m
			}
			if n := formTitled(c.Text); n != 0 && ff.number == 0 {
				ff.number, ff.title = n, formName(c.Text)
			}
		}
	}
}

// formName is the title without its ordinal, quotes kept.
func formName(s string) string {
	s = strings.TrimSpace(s)
	if loc := bodyLabel.FindStringIndex(squeeze(s)); loc != nil {
		n := len([]rune(squeeze(s)[:loc[1]]))
		for i, c := range []rune(s) {
			if c == ' ' || c == '\u3000' {
				n++
			}
			if i+1 == n {
				s = string([]rune(s)[n:])
				break
			}
		}
	}
	for _, mark := range []string{"单位：", "单位:", "金额单位"} {
		s, _, _ = strings.Cut(s, mark)
	}
	return strings.Trim(strings.TrimSpace(s), "《》")
}

// read reads the body of the form; false when the table is not built as the
// form that its title names.
func (f *form) read() bool {
	switch f.number {
	case 1, 4:
		return f.sides()
	case 6:
		return f.economic()
	case 7:
		return f.sangong()
	}
	return f.classes()
}

// ordinals declares the figures of a column or row that only count.
func (f *form) ordinals(c *document.Cell) {
	if c != nil {
		f.r.declareFigures(c.Start, c.End, fiscal.Enumerator)
	}
}

// countColumns declares the row that numbers the columns and the columns that
// number the rows.
func (f *form) countColumns() {
	g := f.grid
	for row := range g.rows {
		counts := false
		for col := range g.rows[row] {
			if s, _, _ := g.cell(row, col); s == "栏次" {
				counts = true
			}
		}
		for col := range g.rows[row] {
			if counts || row < g.body && !g.isCaption(row) || strings.Contains(g.header[col], "行次") {
				f.ordinals(g.rows[row][col])
			}
		}
	}
}
