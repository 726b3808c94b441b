package document

// maxColumns of a table's grid; Word itself stops at 63.
const maxColumns = 256

// docxTable is a table while it is read.
type docxTable struct {
	grid
	// merged has, by column, the cells of the row above that a cell may go on
	// from.
	merged map[int]docxPlace
}

type docxPlace struct{ row, i int }

type docxRow struct {
	before int
	skip   bool // deleted or hidden
	cells  []docxCell
}

type docxCell struct {
	cols      int
	merged    bool // with cells above or below
	fromAbove bool // goes on from the cell above
	fromLeft  bool // goes on from the cell to the left
	deleted   bool
	content   flow
}

func (r *docxReader) table(out func(piece)) {
	t := &docxTable{}
	r.rows(t)
	if len(t.rows) > 0 {
		out(piece{table: &t.grid})
	}
}

func (r *docxReader) rows(t *docxTable) {
	for el := range r.x.children() {
		switch el.name {
		case "tr":
			row := &docxRow{}
			r.row(row)
			if !row.skip {
				t.add(row)
				r.count(0, len(row.cells))
			}
		case "tblPr", "tblGrid", "sdtPr", "sdtEndPr", "customXmlPr":
		case "mc:AlternateContent":
			r.alternate(func() { r.rows(t) })
		default:
			r.rows(t)
		}
	}
}

func (r *docxReader) row(row *docxRow) {
	for el := range r.x.children() {
		switch {
		case el.name == "trPr":
			r.rowProperties(row)
		case row.skip, el.name == "tblPrEx", el.name == "sdtPr", el.name == "sdtEndPr", el.name == "customXmlPr":
		case el.name == "tc":
			c := docxCell{cols: 1}
			c.content = r.content("tcPr", func() { r.cellProperties(&c) })
			if !c.deleted {
				row.cells = append(row.cells, c)
			}
		default:
			r.row(row)
		}
	}
}

func (r *docxReader) rowProperties(row *docxRow) {
	for el := range r.x.children() {
		switch el.name {
		case "gridBefore":
			row.before = atoi(el.attr("val"), 0, maxColumns)
		case "hidden":
			if el.on() {
				row.skip = true
				r.left.hiddenRows++
			}
		case "del":
			row.skip = true
		}
	}
}

func (r *docxReader) cellProperties(c *docxCell) {
	for el := range r.x.children() {
		switch el.name {
		case "gridSpan":
			c.cols = atoi(el.attr("val"), 1, maxColumns)
		case "vMerge":
			c.merged, c.fromAbove = true, el.attr("val") != "restart"
		case "hMerge":
			c.fromLeft = el.attr("val") != "restart"
		case "cellDel":
			c.deleted = true
		}
	}
}

// add places the cells of a row: those that go on from a cell above or to the
// left widen it, the others begin where the one before ends.
func (t *docxTable) add(row *docxRow) {
	at, col := len(t.rows), row.before
	merged := map[int]docxPlace{}
	var slots []slot
	for _, c := range row.cells {
		cols := min(c.cols, maxColumns-col)
		if cols < 1 {
			// A row wider than any table: its text is kept, in the last column.
			if n := len(slots); n > 0 {
				slots[n-1].content = append(slots[n-1].content, c.content...)
			}
			continue
		}
		above, ok := t.merged[col]
		last := len(slots) - 1
		switch {
		case c.fromAbove && ok:
			s := &t.rows[above.row][above.i]
			s.rows = at - above.row + 1
			s.content = append(s.content, c.content...)
			merged[col] = above
		case c.fromLeft && last >= 0 && slots[last].col+slots[last].cols == col:
			slots[last].cols += cols
			slots[last].content = append(slots[last].content, c.content...)
		default:
			slots = append(slots, slot{col: col, cols: cols, rows: 1, content: c.content})
			if c.merged {
				merged[col] = docxPlace{at, len(slots) - 1}
			}
		}
		col += cols
	}
	t.merged = merged
	t.rows = append(t.rows, slots)
}
