package document

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// sheet is a worksheet as its format gives it: what stands where, before it
// is taken apart into paragraphs and tables.
type sheet struct {
	name   string
	budget *sheetBudget
	rows   []sheetRow // by index, only those with text
	merges []area
	hidden []bool // columns

	formulas    []string // cells whose result is missing, the first of them
	formulasAll int
}

// sheetBudget is what the sheets of a workbook may still hold together.
type sheetBudget struct{ cells, bytes int }

func newSheetBudget(l Limits) *sheetBudget {
	return &sheetBudget{cells: l.Cells, bytes: 4 * l.Characters}
}

// sheetRow is a row with text.
type sheetRow struct {
	index  int
	hidden bool
	cells  []sheetCell // by column
	boxes  []interval  // columns of cells that have borders
}

// sheetCell is a cell with text.
type sheetCell struct {
	col  int
	text string
}

// interval is a range of columns or rows, both ends included.
type interval struct{ first, last int }

// area is a range of cells that are merged into one.
type area struct{ rows, cols interval }

// The sizes of a worksheet in the formats since 2007.
const (
	sheetRows = 1 << 20
	sheetCols = 1 << 14
)

var errMerges = errors.New("merged cells overlap")

// put adds a cell with text to a row of the sheet.
func (s *sheet) put(r *sheetRow, col int, text string) error {
	if strings.TrimSpace(text) == "" || col < 0 || col >= sheetCols {
		return nil
	}
	s.budget.cells--
	s.budget.bytes -= len(text)
	switch {
	case s.budget.cells < 0:
		return errCells
	case s.budget.bytes < 0:
		return errCharacters
	}
	r.cells = append(r.cells, sheetCell{col, text})
	return nil
}

// merge adds a merged cell.
func (s *sheet) merge(rows, cols interval) error {
	if s.budget.cells--; s.budget.cells < 0 {
		return errCells
	}
	s.merges = append(s.merges, area{rows, cols})
	return nil
}

// end adds a row that has been read, if it has text.
func (s *sheet) end(r sheetRow) {
	if len(r.cells) > 0 {
		s.rows = append(s.rows, r)
	}
}

// box adds a cell with borders to the row.
func (r *sheetRow) box(col int) {
	if n := len(r.boxes); n > 0 && r.boxes[n-1].last == col-1 {
		r.boxes[n-1].last = col
		return
	}
	r.boxes = append(r.boxes, interval{col, col})
}

// formula notes a formula whose result the file does not hold.
func (s *sheet) formula(row, col int) {
	if s.formulasAll++; len(s.formulas) < 5 {
		s.formulas = append(s.formulas, cellName(row, col))
	}
}

// cellName is the name of a cell: C5.
func cellName(row, col int) string {
	return columnName(col) + fmt.Sprint(row+1)
}

func columnName(col int) string {
	name := ""
	for col++; col > 0; col = (col - 1) / 26 {
		name = string(rune('A'+(col-1)%26)) + name
	}
	return name
}

// hide notes that columns are hidden.
func (s *sheet) hide(cols interval) {
	if s.hidden == nil {
		s.hidden = make([]bool, sheetCols)
	}
	for c := max(cols.first, 0); c <= min(cols.last, sheetCols-1); c++ {
		s.hidden[c] = true
	}
}

func (s *sheet) columnHidden(col int) bool { return col < len(s.hidden) && s.hidden[col] }

// see reduces the sheet to what is seen of it: without hidden rows and
// columns and without what merged cells cover. What it takes away is declared.
func (s *sheet) see(b *builder) error {
	s.tidy()
	if err := s.uncover(b); err != nil {
		return err
	}
	var rows []int
	cols := map[int]bool{}
	s.rows = slices.DeleteFunc(s.rows, func(r sheetRow) bool {
		if r.hidden {
			rows = append(rows, r.index+1)
		}
		return r.hidden
	})
	for i := range s.rows {
		r := &s.rows[i]
		r.cells = slices.DeleteFunc(r.cells, func(c sheetCell) bool {
			hidden := s.columnHidden(c.col)
			if hidden {
				cols[c.col] = true
			}
			return hidden
		})
	}
	s.rows = slices.DeleteFunc(s.rows, func(r sheetRow) bool { return len(r.cells) == 0 })
	const why = "在工作表里设为隐藏，打开和打印时都看不见"
	if len(rows) > 0 {
		b.omit(fmt.Sprintf("工作表“%s”里隐藏的 %d 行（第 %s 行）", s.name, len(rows), joinFirst(rows, func(n int) string { return fmt.Sprint(n) })), why)
	}
	if len(cols) > 0 {
		var list []int
		for c := range cols {
			list = append(list, c)
		}
		slices.Sort(list)
		b.omit(fmt.Sprintf("工作表“%s”里隐藏的 %d 列（%s 列）", s.name, len(list), joinFirst(list, columnName)), why)
	}
	if s.formulasAll > 0 {
		names := strings.Join(s.formulas, "、")
		if s.formulasAll > len(s.formulas) {
			names += " 等"
		}
		b.omit(fmt.Sprintf("工作表“%s”里 %d 个公式的结果（%s）", s.name, s.formulasAll, names), "文件里没有保存公式算出的数，这里不代为计算；用表格软件打开后重新保存即可")
	}
	return nil
}

func joinFirst(list []int, name func(int) string) string {
	var out []string
	for i, n := range list {
		if i == 10 {
			return strings.Join(out, "、") + " 等"
		}
		out = append(out, name(n))
	}
	return strings.Join(out, "、")
}

// tidy puts rows and cells into order.
func (s *sheet) tidy() {
	byIndex := func(a, b sheetRow) int { return a.index - b.index }
	if !slices.IsSortedFunc(s.rows, byIndex) {
		slices.SortStableFunc(s.rows, byIndex)
	}
	merged := s.rows[:0]
	for _, r := range s.rows {
		if n := len(merged); n > 0 && merged[n-1].index == r.index { // a row in two pieces
			merged[n-1].cells = append(merged[n-1].cells, r.cells...)
			merged[n-1].boxes = append(merged[n-1].boxes, r.boxes...)
			continue
		}
		merged = append(merged, r)
	}
	s.rows = merged
	for i := range s.rows {
		cells := s.rows[i].cells
		slices.SortStableFunc(cells, func(a, b sheetCell) int { return a.col - b.col })
		s.rows[i].cells = slices.CompactFunc(cells, func(a, b sheetCell) bool { return a.col == b.col })
	}
	s.merges = slices.DeleteFunc(s.merges, func(m area) bool {
		return m.rows.first == m.rows.last && m.cols.first == m.cols.last || m.rows.first > m.rows.last || m.cols.first > m.cols.last
	})
}

// mergeWork bounds the rows visited for merged cells: overlapping ones, which
// no program writes, could otherwise make it the product of both.
const mergeWork = 10_000_000

// uncover takes away the text of cells that a merged cell covers, and moves
// the text of a merged cell whose corner is hidden to what is seen of it.
func (s *sheet) uncover(b *builder) error {
	work, covered := 0, 0
	for _, m := range s.merges {
		from, _ := slices.BinarySearchFunc(s.rows, m.rows.first, func(r sheetRow, n int) int { return r.index - n })
		for i := from; i < len(s.rows) && s.rows[i].index <= m.rows.last; i++ {
			if work++; work > mergeWork {
				return errMerges
			}
			r := &s.rows[i]
			first := m.cols.first
			if r.index == m.rows.first {
				first++
			}
			lo, _ := slices.BinarySearchFunc(r.cells, first, func(c sheetCell, n int) int { return c.col - n })
			hi, _ := slices.BinarySearchFunc(r.cells, m.cols.last+1, func(c sheetCell, n int) int { return c.col - n })
			if lo < hi {
				covered += hi - lo
				r.cells = slices.Delete(r.cells, lo, hi)
			}
		}
	}
	if covered > 0 {
		b.omit(fmt.Sprintf("工作表“%s”里 %d 个单元格的内容", s.name, covered), "被合并单元格盖住，打开和打印时都看不见")
	}
	for _, m := range s.merges {
		s.reveal(m)
	}
	return nil
}

// reveal moves the text of m from a hidden corner to its first visible cell.
func (s *sheet) reveal(m area) {
	find := func(row int) int {
		i, ok := slices.BinarySearchFunc(s.rows, row, func(r sheetRow, n int) int { return r.index - n })
		if !ok {
			return -1
		}
		return i
	}
	i := find(m.rows.first)
	if i < 0 || !s.rows[i].hidden && !s.columnHidden(m.cols.first) {
		return
	}
	k, ok := slices.BinarySearchFunc(s.rows[i].cells, m.cols.first, func(c sheetCell, n int) int { return c.col - n })
	if !ok {
		return
	}
	text := s.rows[i].cells[k].text
	col := m.cols.first
	for col <= m.cols.last && s.columnHidden(col) {
		col++
	}
	if col > m.cols.last {
		return
	}
	for j := i; j < len(s.rows) && s.rows[j].index <= m.rows.last; j++ {
		if r := &s.rows[j]; !r.hidden {
			s.rows[i].cells = slices.Delete(s.rows[i].cells, k, k+1)
			at, _ := slices.BinarySearchFunc(r.cells, col, func(c sheetCell, n int) int { return c.col - n })
			r.cells = slices.Insert(r.cells, at, sheetCell{col, text})
			return
		}
	}
}
