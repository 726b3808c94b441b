package specimen

import (
	"strings"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

// Form is one of the standard forms as a specimen prints it.
type Form struct {
	Number int
	Title  string   // 收入支出决算总表, with 表一 or the like before it
	Tag    string   // 公开01表; "" when the title is numbered or nothing is
	Maker  string   // 部门：…
	Unit   string   // 单位：万元
	Header int      // how many rows are the header
	Rows   [][]Cell // cells where they begin; what they span has none
	Notes  []string
}

// Cell is one cell of a form.
type Cell struct {
	Text       string
	Value      *decimal.Decimal // nil for words
	Cols, Rows int              // how far it reaches, at least 1
}

// sheet is a form being written.
type sheet struct {
	*Form
	p      *prose
	layout Layout
	row    []Cell
	said   []Statement
}

func head(texts ...string) []Cell {
	var row []Cell
	for _, t := range texts {
		row = append(row, Cell{Text: t, Cols: 1, Rows: 1})
	}
	return row
}

func span(text string, cols, rows int) Cell { return Cell{Text: text, Cols: cols, Rows: rows} }

// headers adds the rows of the header.
func (f *sheet) headers(rows ...[]Cell) {
	f.Rows = append(f.Rows, rows...)
	f.Header = len(f.Rows)
}

// words adds cells of words to the row at hand.
func (f *sheet) words(texts ...string) { f.row = append(f.row, head(texts...)...) }

// blank adds empty cells to the row at hand.
func (f *sheet) blank(n int) {
	for range n {
		f.words("")
	}
}

// money adds an amount to the row at hand and records what it states. Nothing
// is printed as the layout has it; a blank states nothing.
func (f *sheet) money(v amount, item fiscal.Item, b fiscal.Basis, class, economic *fiscal.Class) {
	v = f.p.s.spoilCell(f.Number, item, class, v)
	if v == 0 && f.layout.Zeros != "0.00" {
		f.words(f.layout.Zeros)
		return
	}
	value := v.in(f.layout.Measure, 2)
	text := value.String()
	if f.layout.Grouped {
		text = fiscal.Format(value)
	}
	f.row = append(f.row, Cell{Text: text, Value: &value, Cols: 1, Rows: 1})
	if item == "" {
		return
	}
	f.said = append(f.said, Statement{Fact: fiscal.Fact{
		Item: item, Class: class, EconomicClass: economic, Basis: b, Value: &value, Measure: f.layout.Measure, Origin: fiscal.Stated,
		Source: &fiscal.Source{Text: text, Form: f.Number},
	}})
}

// total is money of a whole.
func (f *sheet) total(item fiscal.Item, b fiscal.Basis) {
	f.money(f.p.a.get(item, nil, b), item, b, nil, nil)
}

// of is money of a class.
func (f *sheet) of(item fiscal.Item, class fiscal.Class) {
	f.money(f.p.a.get(item, &class, fiscal.Final), item, fiscal.Final, &class, nil)
}

// end ends the row at hand.
func (f *sheet) end() {
	var texts []string
	for _, c := range f.row {
		texts = append(texts, c.Text)
	}
	for _, st := range f.said {
		st.Context = strings.Join(texts, " | ")
		f.p.s.statements = append(f.p.s.statements, st)
	}
	f.Rows = append(f.Rows, f.row)
	f.row, f.said = nil, nil
}

// width returns the number of columns of the form.
func (f *Form) width() int {
	n := 0
	for _, row := range f.Grid() {
		n = max(n, len(row))
	}
	return n
}

// Placed is a cell at its place in the grid of a form.
type Placed struct {
	*Cell
	First bool // the cell begins here
}

// Grid returns what cell covers each place of the form, row by row.
func (f *Form) Grid() [][]Placed {
	grid := make([][]Placed, len(f.Rows))
	put := func(y, x int, p Placed) {
		for len(grid[y]) <= x {
			grid[y] = append(grid[y], Placed{})
		}
		grid[y][x] = p
	}
	for y := range f.Rows {
		x := 0
		for i := range f.Rows[y] {
			c := &f.Rows[y][i]
			for x < len(grid[y]) && grid[y][x].Cell != nil {
				x++
			}
			for dy := range min(c.Rows, len(grid)-y) {
				for dx := range c.Cols {
					put(y+dy, x+dx, Placed{c, dy == 0 && dx == 0})
				}
			}
			x += c.Cols
		}
	}
	return grid
}
