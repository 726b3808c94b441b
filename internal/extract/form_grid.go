package extract

import (
	"regexp"
	"strings"

	"mingzhang/internal/document"
	"mingzhang/internal/fiscal"
)

// formGrid is a form's table laid out on its columns: the rows of all its
// pages, headings and body told apart.
type formGrid struct {
	rows    [][]*document.Cell // the cell that covers each place, nil for none
	body    int                // index of the first row behind the headings
	header  []string           // of each column, its headings from the top down joined by "/"
	caption []int              // rows that hold a title or a measure and no heading

	squeezed map[*document.Cell]string
}

// amount is a cell that is one number and nothing else.
var amount = regexp.MustCompile(`^[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$`)

var classCode = regexp.MustCompile(`^\d{3}(?:\d\d){0,2}$`)

func newFormGrid(tables []*document.Table) *formGrid {
	g := &formGrid{squeezed: map[*document.Cell]string{}}
	for i, t := range tables {
		grid := t.Grid()
		if i > 0 {
			grid = g.dropRepeated(grid)
		}
		g.rows = append(g.rows, grid...)
		if i == 0 {
			g.readHeader()
		}
	}
	width := 0
	for _, row := range g.rows {
		width = max(width, len(row))
	}
	for i, row := range g.rows {
		for len(row) < width {
			row = append(row, nil)
		}
		g.rows[i] = row
	}
	for len(g.header) < width {
		g.header = append(g.header, "")
	}
	return g
}

// cell returns the text of a place, squeezed, and whether its cell begins there.
func (g *formGrid) cell(row, col int) (text string, c *document.Cell, begins bool) {
	c = g.rows[row][col]
	if c == nil {
		return "", nil, false
	}
	begins = (col == 0 || g.rows[row][col-1] != c) && (row == 0 || g.rows[row-1][col] != c)
	text, ok := g.squeezed[c]
	if !ok {
		text = squeeze(c.Text)
		g.squeezed[c] = text
	}
	return text, c, begins
}

// texts returns the distinct non-empty cells that begin in a row.
func (g *formGrid) texts(row int) []string {
	var out []string
	for col := range g.rows[row] {
		if s, _, begins := g.cell(row, col); begins && s != "" {
			out = append(out, s)
		}
	}
	return out
}

// readHeader finds where the headings end and what stands above each column.
func (g *formGrid) readHeader() {
	headed := false
	for row := range g.rows {
		texts := g.texts(row)
		switch {
		case len(texts) == 0:
			continue
		case !headed && g.captionRow(texts):
			g.caption = append(g.caption, row)
			g.body = row + 1
			continue
		case g.bodyRow(texts):
			g.columns()
			return
		}
		headed = true
		g.body = row + 1
		if row > 12 {
			break
		}
	}
	g.columns()
}

func (g *formGrid) captionRow(texts []string) bool {
	for _, s := range texts {
		if formTitled(s) == 0 && !captions.MatchString(s) && formUnit.FindString(s) == "" {
			return false
		}
	}
	return true
}

var bodyLabel = regexp.MustCompile(`^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d+\.)`)

// bodyRow reports whether a row states something: an amount, a code, a total,
// a numbered label. The row that numbers the columns does not.
func (g *formGrid) bodyRow(texts []string) bool {
	total := false
	others := 0
	for _, s := range texts {
		switch {
		case s == "栏次" || s == "行次":
			return false
		case amount.MatchString(s), bodyLabel.MatchString(s):
			return true
		case totalLabel(s):
			total = true
		case s != "类" && s != "款" && s != "项" && s != "目":
			others++
		}
	}
	return total && others == 0
}

func totalLabel(s string) bool { return s == "合计" || s == "总计" }

func (g *formGrid) columns() {
	if len(g.rows) == 0 {
		return
	}
	width := len(g.rows[0])
	g.header = make([]string, width)
	text := g.headings(width)
	for col := range width {
		var path []string
		for row := range g.body {
			if g.isCaption(row) {
				continue
			}
			s := text[row][col]
			if s == "" || len(path) > 0 && path[len(path)-1] == s || amount.MatchString(s) {
				continue
			}
			path = append(path, s)
		}
		g.header[col] = strings.Join(path, "/")
	}
}

// headings returns the text of each place above the body. In plain text, where
// no cell says how far it reaches, an empty place belongs to the heading at
// its left as long as both stand below the same heading.
func (g *formGrid) headings(width int) [][]string {
	text := make([][]string, g.body)
	spans := false
	for row := range g.body {
		text[row] = make([]string, width)
		for col := range min(width, len(g.rows[row])) {
			text[row][col], _, _ = g.cell(row, col)
			if c := g.rows[row][col]; c != nil && (c.Cols > 1 || c.Rows > 1) {
				spans = true
			}
		}
	}
	if spans {
		return text
	}
	group := make([]int, width) // the column in which the heading above begins
	for row := range g.body {
		if g.isCaption(row) || len(g.texts(row)) == 0 {
			continue
		}
		next := make([]int, width)
		for col := range width {
			next[col] = col
			if col > 0 && text[row][col] == "" && text[row][col-1] != "" && group[col] == group[col-1] {
				text[row][col], next[col] = text[row][col-1], next[col-1]
			}
		}
		group = next
	}
	return text
}

func (g *formGrid) isCaption(row int) bool {
	for _, r := range g.caption {
		if r == row {
			return true
		}
	}
	return false
}

// printed returns the rows of the form without what stands above its headings,
// without its empty rows, and how many of them are headings.
func (g *formGrid) printed() (rows [][]fiscal.TableCell, headings int) {
	blank := make([]bool, len(g.rows))
	for row := range g.rows {
		blank[row] = len(g.texts(row)) == 0
	}
	for row := range g.rows {
		if g.isCaption(row) || blank[row] {
			continue
		}
		var cells []fiscal.TableCell
		for col := range g.rows[row] {
			c := g.rows[row][col]
			if c == nil || col > 0 && g.rows[row][col-1] == c || row > 0 && g.rows[row-1][col] == c {
				continue
			}
			cell := fiscal.TableCell{Text: c.Text, Start: c.Start, End: c.End, Col: col}
			if n := g.reach(blank, row, col, 0, 1); n > 1 {
				cell.Cols = n
			}
			if n := g.reach(blank, row, col, 1, 0); n > 1 {
				cell.Rows = n
			}
			cells = append(cells, cell)
		}
		rows = append(rows, cells)
		if row < g.body {
			headings++
		}
	}
	return rows, headings
}

// reach returns how many places in one direction the cell covers, rows that
// are not printed left out.
func (g *formGrid) reach(blank []bool, row, col, down, across int) int {
	n := 0
	for y, x := row, col; y < len(g.rows) && x < len(g.rows[y]) && g.rows[y][x] == g.rows[row][col]; y, x = y+down, x+across {
		if down == 0 || !blank[y] {
			n++
		}
	}
	return n
}

// dropRepeated leaves out the headings that a further page repeats.
func (g *formGrid) dropRepeated(next [][]*document.Cell) [][]*document.Cell {
	n := 0
	for n < len(next) && n < g.body && rowText(next[n]) == rowText(g.rows[n]) && rowText(next[n]) != "" {
		n++
	}
	return next[n:]
}

func rowText(row []*document.Cell) string {
	var b strings.Builder
	for _, c := range row {
		if c != nil {
			b.WriteString(squeeze(c.Text))
		}
		b.WriteByte('|')
	}
	return b.String()
}

// number returns the figure that the cell is, if it is one.
func (r *reader) number(c *document.Cell) (figure, bool) {
	if c == nil || !amount.MatchString(squeeze(c.Text)) {
		return figure{}, false
	}
	var found figure
	n := 0
	r.within(c.Start, c.End, func(i int) { found = r.figures[i]; n++ })
	return found, n == 1
}

// cellFact states the number in a cell of a form. A cell that is empty or no
// number states nothing and stays as it is.
func (f *form) cellFact(c *document.Cell, item fiscal.Item, class, economic *fiscal.Class, basis fiscal.Basis) {
	if info, known := item.Info(); known && info.Kind == fiscal.Count {
		return // counts stand in rows of their own wording
	}
	f.state(c, item, class, economic, basis, f.measure)
}

func (f *form) state(c *document.Cell, item fiscal.Item, class, economic *fiscal.Class, basis fiscal.Basis, measure fiscal.Measure) {
	fig, ok := f.r.number(c)
	if !ok || measure == "" {
		return
	}
	v, ok := fig.value(f.r.t)
	if !ok {
		return
	}
	start, end := fig.span()
	if start < c.Start {
		start = c.Start
	}
	source := f.r.source(start, end)
	source.Form = f.number
	f.r.formFacts = append(f.r.formFacts, fiscal.Fact{
		Item: item, Class: class, EconomicClass: economic, Basis: basis, Value: &v, Measure: measure,
		Origin: fiscal.Stated, Source: source,
	})
	f.r.mark(fig.start, inFact)
	f.facts++
}
