package document

import "slices"

// docTable is the table being read.
type docTable struct {
	rows  []docTableRow
	cells []string // of the row being read
	text  string   // of the cell being read
	count int
}

type docTableRow struct {
	texts []string
	docRow
}

// add adds a paragraph to the cell being read.
func (t *docTable) add(text string) {
	t.text += text + "\n"
}

func (t *docTable) endCell(text string) {
	t.cells = append(t.cells, t.text+text)
	t.text = ""
}

func (t *docTable) endRow(r *docReader, look docLook) error {
	if t.text != "" {
		t.endCell("")
	}
	if t.count += len(t.cells); t.count > r.cells {
		return errCells
	}
	if len(t.cells) > 0 {
		t.rows = append(t.rows, docTableRow{t.cells, look.row})
	}
	t.cells = nil
	return nil
}

// end adds the table that has been read, if any, to the document.
func (t *docTable) end(r *docReader) error {
	if len(t.cells) > 0 || t.text != "" { // a row without its end
		if err := t.endRow(r, docLook{}); err != nil {
			return err
		}
	}
	rows := t.rows
	t.rows = nil
	if len(rows) == 0 {
		return nil
	}
	r.b.table("", false, docBoxes(rows, r.cells))
	return nil
}

// edgeSlack is how far, in twentieths of a point, edges of rows may be apart
// and still be one: programs round them differently in each row.
const edgeSlack = 30

// docColumns returns the edges of a table's columns.
func docColumns(rows []docTableRow) []int {
	var all []int
	for _, r := range rows {
		all = append(all, r.edges...)
	}
	slices.Sort(all)
	var out []int
	for _, x := range all {
		if n := len(out); n == 0 || x > out[n-1]+edgeSlack {
			out = append(out, x)
		}
	}
	return out
}

// column returns the number of the column that begins at x.
func column(edges []int, x int) int {
	i, ok := slices.BinarySearch(edges, x)
	if !ok {
		i-- // the edges kept are the leftmost of each group
	}
	return max(i, 0)
}

// docBoxes puts the cells of rows into the columns of their table, which may
// have limit places.
func docBoxes(rows []docTableRow, limit int) [][]box {
	edges := docColumns(rows)
	if len(edges)*len(rows) > limit { // no table is divided so finely
		edges = nil
	}
	out := make([][]box, len(rows))
	type owner struct{ row, i int }
	above := map[int]owner{} // cells that may reach down, by their column
	for y, r := range rows {
		next := 0
		for i, text := range r.texts {
			b := box{text: text, col: next, cols: 1, rows: 1}
			var look docCellLook
			if i < len(r.cells) && edges != nil {
				look = r.cells[i]
				b.col = max(column(edges, r.edges[i]), next)
				b.cols = max(column(edges, r.edges[i+1])-b.col, 1)
			}
			next = b.col + b.cols
			if n := len(out[y]); look.mergedLeft && n > 0 && out[y][n-1].col+out[y][n-1].cols == b.col {
				out[y][n-1].cols += b.cols
				continue
			}
			if look.continued {
				if o, ok := above[b.col]; ok && out[o.row][o.i].cols == b.cols && o.row+out[o.row][o.i].rows == y {
					out[o.row][o.i].rows++
					continue
				}
			}
			if look.down {
				above[b.col] = owner{y, len(out[y])}
			}
			out[y] = append(out[y], b)
		}
	}
	return out
}
