package extract

import (
	"slices"
	"strings"

	"mingzhang/internal/document"
	"mingzhang/internal/fiscal"
)

// listedForm reads one line of the list of forms: 三、《支出决算表》. The cells
// of a form that is printed as plain lines are no list and stay unread.
func (r *reader) listedForm(b document.Block) {
	start := r.enumerator(b)
	if _, _, behind := r.ordinalAt(b.Start, b.End); behind > start {
		r.declareFigures(b.Start, behind, fiscal.Enumerator)
	}
	line := squeeze(r.t.slice(b.Start, b.End))
	number, title := 0, ""
	for _, f := range fiscal.Forms {
		if t := squeeze(f.Title); strings.Contains(line, t) && len(t) > len(title) {
			number, title = f.Number, t
		}
	}
	if number == 0 {
		return
	}
	if !r.measured(b.Start, b.End) {
		r.declareFigures(b.Start, b.End, fiscal.Enumerator) // 公开01表
	}
	if t := r.formTable(number, b.Start, b.End); t.Rows == nil {
		t.Listed = true
	}
}

// emptyForm records that the document calls a form empty; the sentence that
// says so is its source.
func (r *reader) emptyForm(number, start, end int) {
	t := r.formTable(number, start, end)
	t.Empty, t.Source = true, *r.source(start, end)
}

// formTable returns the entry of a form, new with [start:end] as its source.
func (r *reader) formTable(number, start, end int) *fiscal.Table {
	for i := range r.report.Tables {
		if r.report.Tables[i].Form == number {
			return &r.report.Tables[i]
		}
	}
	t := fiscal.Table{Form: number, Source: *r.source(start, end)}
	for _, f := range fiscal.Forms {
		if f.Number == number {
			t.Title = f.Title
		}
	}
	at, _ := slices.BinarySearchFunc(r.report.Tables, number, func(t fiscal.Table, n int) int { return t.Form - n })
	r.report.Tables = slices.Insert(r.report.Tables, at, t)
	return &r.report.Tables[at]
}
