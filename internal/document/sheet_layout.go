package document

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// add takes the sheet apart into paragraphs and tables: what stands alone
// above and below the rows of a table are paragraphs. limit is how many cells
// the document may have.
func (s *sheet) add(b *builder, limit int) error {
	if err := s.see(b); err != nil {
		return err
	}
	l := &sheetLayout{sheet: s, b: b, limit: limit}
	l.measure()
	for from := 0; from < len(s.rows); {
		to := l.segment(from)
		if err := l.addSegment(from, to); err != nil {
			return err
		}
		from = to
	}
	return nil
}

type sheetLayout struct {
	*sheet
	b     *builder
	limit int
	kinds []rowKind

	lastGrid int // the last row of several texts
}

// rowKind is what a row is by itself.
type rowKind uint8

const (
	rowSingle rowKind = iota // one text, nothing beside it
	rowBoxed                 // one text, and empty cells with borders beside it
	rowTitle                 // several texts that stand above a table: 编制单位：… 单位：万元
	rowGrid                  // several texts
)

func (l *sheetLayout) measure() {
	starts := map[[2]int]interval{} // columns of merged cells by their corner
	for _, m := range l.merges {
		starts[[2]int{m.rows.first, m.cols.first}] = m.cols
	}
	l.kinds = make([]rowKind, len(l.rows))
	for i, r := range l.rows {
		switch {
		case len(r.cells) > 1 && isTitleRow(r):
			l.kinds[i] = rowTitle
		case len(r.cells) > 1:
			l.kinds[i], l.lastGrid = rowGrid, i
		case boxesBeside(r, starts):
			l.kinds[i] = rowBoxed
		}
	}
}

// boxesBeside reports whether the row has cells with borders beside its only text.
func boxesBeside(r sheetRow, starts map[[2]int]interval) bool {
	own := interval{r.cells[0].col, r.cells[0].col}
	if m, ok := starts[[2]int{r.index, own.first}]; ok {
		own = m
	}
	for _, box := range r.boxes {
		if box.first < own.first || box.last > own.last {
			return true
		}
	}
	return false
}

var (
	// aboveTable is what the cells of a line between title and table say.
	aboveTable = regexp.MustCompile(`^(公开|财决|附|预算|决算)?[A-Za-z0-9]*\d+[A-Za-z0-9-]*表$|^(附表|附件|表)[0-9一二三四五六七八九十-]*$|(单位|部门|编制|编报|填报|表号|日期|年度|时间|负责人|制表|制表人|填表人|审核人|电话)(名称|编码|代码|（[^）]*）)?[:：]`)
	// formTitle is the title of a form.
	formTitle   = regexp.MustCompile(`(决算|预算|收支|收入|支出|经费|采购|资产)[^：:，。；]{0,20}表(（[^）]*）|\([^)]*\))?$`)
	sheetFigure = regexp.MustCompile(`^[-+]?[\d,，]*\.?\d+%?$`)
	// noteBelow is how the lines below a table begin.
	// labelAlone is the label of a row of a table that states nothing.
	labelAlone = regexp.MustCompile(`^(合计|总计|小计|(其中[:：])?([一二三四五六七八九十]+、|[（(][一二三四五六七八九十0-9]+[）)]|[0-9]+[.、])[^。；]{2,18})$`)
	noteBelow  = regexp.MustCompile(`^(注|备注|说明|附注)\s*\d*[:：、.]|^[（(]?(注|说明|本表)`)
)

// unspaced takes the blanks out of a spread title: 收 入 决 算 表.
func unspaced(text string) string { return strings.Join(strings.Fields(normalise(text)), "") }

// isTitleRow reports whether the row is a line between title and table.
func isTitleRow(r sheetRow) bool {
	if len(r.cells) > 6 {
		return false
	}
	title := false
	for _, c := range r.cells {
		text := unspaced(c.text)
		if sheetFigure.MatchString(text) {
			return false
		}
		title = title || aboveTable.MatchString(text)
	}
	return title
}

// single reports whether row i holds one text that belongs to no table by
// what stands beside it.
func (l *sheetLayout) single(i int) bool { return l.kinds[i] == rowSingle }

// startsForm reports whether the title of a form stands alone in row i.
func (l *sheetLayout) startsForm(i int) bool {
	text := unspaced(l.rows[i].cells[0].text)
	return l.single(i) && utf8.RuneCountInString(text) <= 50 && formTitle.MatchString(text)
}

// segment returns the end of the form that begins at row from: where the
// title of the next one stands, or the end of the sheet.
func (l *sheetLayout) segment(from int) int {
	grid := false
	for i := from; i < len(l.rows); i++ {
		switch {
		case l.kinds[i] == rowGrid:
			grid = true
		case grid && l.startsForm(i) && i < l.lastGrid:
			for i-1 > from && l.aboveTitle(i-1) {
				i--
			}
			return i
		}
	}
	return len(l.rows)
}

// aboveTitle reports whether row i is a line above a title: 公开02表, 附件3.
func (l *sheetLayout) aboveTitle(i int) bool {
	if l.kinds[i] == rowTitle {
		return true
	}
	return l.single(i) && aboveTable.MatchString(unspaced(l.rows[i].cells[0].text))
}

// addSegment adds the rows from up to to: paragraphs, a table, paragraphs.
func (l *sheetLayout) addSegment(from, to int) error {
	first := from
	for first < to && l.kinds[first] != rowGrid {
		first++
	}
	last := to // behind the last row of the table
	for last > first && l.below(last-1, first) {
		last--
	}
	for _, r := range l.rows[from:first] {
		l.paragraphs(r)
	}
	if first < last {
		if err := l.table(first, last); err != nil {
			return err
		}
	}
	for _, r := range l.rows[last:to] {
		l.paragraphs(r)
	}
	return nil
}

// below reports whether row i, behind which no row of the table stands, is a
// line below the table that begins at first.
func (l *sheetLayout) below(i, first int) bool {
	switch l.kinds[i] {
	case rowSingle:
		return !labelAlone.MatchString(unspaced(l.rows[i].cells[0].text))
	case rowBoxed:
		return noteBelow.MatchString(unspaced(l.rows[i].cells[0].text))
	case rowTitle: // 单位负责人：… 填报日期：…
		return i > first
	}
	return false
}

// paragraphs adds each text of a row as a paragraph; a label and what stands
// behind its colon are one.
func (l *sheetLayout) paragraphs(r sheetRow) {
	text := ""
	for _, c := range r.cells {
		cell := strings.TrimSpace(normalise(c.text))
		if strings.HasSuffix(text, "：") || strings.HasSuffix(text, ":") {
			if !strings.ContainsAny(cell, ":：") {
				text += cell
				continue
			}
		}
		l.b.paragraph(text)
		text = cell
	}
	l.b.paragraph(text)
}
