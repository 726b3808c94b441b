package story

import (
	"strings"

	"mingzhang/internal/fiscal"
)

// own is the note to a form that the document itself has.
const own = "这是文件里的原表，按原样排出；原表空着的格也空着。点数字看它在原文中的位置。"

// ownForm lays out a form as the document prints it.
func (b *Book) ownForm(t fiscal.Table) Form {
	f := Form{Own: true, Unit: string(t.Measure), Note: own}
	facts := map[int]int{}
	for i, fact := range b.Report.Facts {
		if fact.Source != nil && fact.Source.Form == t.Form && fact.Value != nil {
			if _, taken := facts[fact.Source.Start]; !taken {
				facts[fact.Source.Start] = i
			}
		}
	}
	unread := map[int]bool{}
	for _, u := range b.Report.Coverage.Unread {
		unread[u.Start] = true
	}
	numeric := numericColumns(t, facts)
	for n, row := range t.Rows {
		if n < t.Headings {
			var line []Header
			for _, c := range row {
				line = append(line, Header{Text: c.Text, Cols: c.Cols, Rows: c.Rows, Numeric: numeric[c.Col] && c.Cols < 2})
			}
			f.Columns = append(f.Columns, line)
			continue
		}
		f.Rows = append(f.Rows, b.ownRow(row, facts, unread))
	}
	return f
}

func (b *Book) ownRow(row []fiscal.TableCell, facts map[int]int, unread map[int]bool) FormRow {
	var r FormRow
	headed := false
	for _, c := range row {
		cell := FormCell{Text: c.Text, Cols: c.Cols, Rows: c.Rows}
		if i, ok := factAt(facts, c); ok {
			fact := b.Report.Facts[i]
			cell.Cell = new(filled(b.FactFigure(i)))
			if fact.Class != nil {
				r.Level = len(fact.Class.Path) // lists side by side have no one level
			}
		} else if c.Text != "" && unread[c.Start] {
			cell.Cell = &Cell{Nothing: Unread, At: c.Start}
		} else if strings.Trim(c.Text, "0123456789") != "" && !headed {
			cell.Head, headed = true, true
		}
		switch strings.Join(strings.Fields(c.Text), "") {
		case "合计", "总计", "本年收入合计", "本年支出合计", "人员经费合计", "公用经费合计":
			r.Total = true
		}
		r.Cells = append(r.Cells, cell)
	}
	return r
}

// factAt returns the fact that a cell states; a sign may stand before its digits.
func factAt(facts map[int]int, c fiscal.TableCell) (int, bool) {
	for at := c.Start; at < c.End && at < c.Start+3; at++ {
		if i, ok := facts[at]; ok {
			return i, true
		}
	}
	return 0, false
}

// numericColumns are the columns that hold a figure.
func numericColumns(t fiscal.Table, facts map[int]int) map[int]bool {
	numeric := map[int]bool{}
	for n, row := range t.Rows {
		for _, c := range row {
			if _, ok := factAt(facts, c); ok && n >= t.Headings {
				numeric[c.Col] = true
			}
		}
	}
	return numeric
}

// narrative is the book without what the forms state.
func (b *Book) narrative() *Book {
	n := &Book{Report: b.Report, reasons: b.reasons, topics: b.topics, facts: map[fiscal.Key][]int{}}
	for i, f := range b.Report.Facts {
		if !b.fromForm(i, len(b.Report.Facts)) {
			n.facts[f.Key()] = append(n.facts[f.Key()], i)
		}
	}
	return n
}

// fromForm reports whether a fact is read from a form, or computed from one
// that is.
func (b *Book) fromForm(i, depth int) bool {
	f := b.Report.Facts[i]
	if f.Source != nil || depth == 0 {
		return f.Source != nil && f.Source.Form > 0
	}
	for _, k := range f.From {
		if k >= 0 && k < len(b.Report.Facts) && b.fromForm(k, depth-1) {
			return true
		}
	}
	return false
}

// FormFindings returns the checks that compare a form with the narrative and
// did not simply hold.
func (b *Book) FormFindings(number int) []Finding {
	var all []Finding
	for _, f := range b.Findings() {
		form, text := false, false
		for _, i := range f.Facts {
			if i < 0 || i >= len(b.Report.Facts) || b.Report.Facts[i].Source == nil {
				continue
			}
			form = form || b.Report.Facts[i].Source.Form == number
			text = text || b.Report.Facts[i].Source.Form == 0
		}
		if form && text {
			all = append(all, f)
		}
	}
	return all
}
