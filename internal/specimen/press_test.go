package specimen

import (
	"fmt"
	"strings"
	"testing"

	"mingzhang/internal/pdf/pdftest"
)

// press sets specimens on pages as a word processor does: it knows where it
// puts what, so that lines can be drawn as any program draws them.
type press struct {
	name    string
	rule    func(w *strings.Builder, l layer, s sheetSize)
	across  bool    // forms on landscape pages
	repeat  bool    // headings of tables on every page
	figures float64 // where in its cell a figure stands: 0 high, 0.5, 1 low
	size    float64 // of the letters in forms
	indent  float64 // of paragraphs, in characters
	numbers string  // of pages
	tight   bool    // no room above and below the text of cells
}

type sheetSize struct{ w, h float64 }

// layer is the lines of a table on one page: xs by ys, and which of the edges
// between neighbours are drawn.
type layer struct {
	xs, ys []float64
	below  func(x, y int) bool // the line above row y, over column x
	beside func(x, y int) bool // the line left of column x, along row y
}

// strokes draws an edge at a time, as ONLYOFFICE does.
func strokes(w *strings.Builder, l layer, s sheetSize) {
	for y := range l.ys {
		for x := range l.xs {
			if x+1 < len(l.xs) && l.below(x, y) {
				fmt.Fprintf(w, "%.2f %.2f m %.2f %.2f l S\n", l.xs[x], s.h-l.ys[y], l.xs[x+1], s.h-l.ys[y])
			}
			if y+1 < len(l.ys) && l.beside(x, y) {
				fmt.Fprintf(w, "%.2f %.2f m %.2f %.2f l S\n", l.xs[x], s.h-l.ys[y], l.xs[x], s.h-l.ys[y+1])
			}
		}
	}
}

// bars fills thin bars with a dot at each corner, as Word does.
func bars(w *strings.Builder, l layer, s sheetSize) {
	const t = 0.48
	for y := range l.ys {
		for x := range l.xs {
			right := x+1 < len(l.xs) && l.below(x, y)
			down := y+1 < len(l.ys) && l.beside(x, y)
			if right || down {
				fmt.Fprintf(w, "%.2f %.2f %.2f %.2f re f\n", l.xs[x], s.h-l.ys[y]-t, t, t)
			}
			if right {
				fmt.Fprintf(w, "%.2f %.2f %.2f %.2f re f*\n", l.xs[x]+t, s.h-l.ys[y]-t, l.xs[x+1]-l.xs[x]-t, t)
			}
			if down {
				fmt.Fprintf(w, "%.2f %.2f %.2f %.2f re f\n", l.xs[x], s.h-l.ys[y+1], t, l.ys[y+1]-l.ys[y]-t)
			}
		}
	}
}

// longStrokes draws a stroke as far as it goes, as WPS does.
func longStrokes(w *strings.Builder, l layer, s sheetSize) {
	run := func(n int, drawn func(i int) bool, draw func(from, to int)) {
		for i := 0; i < n; i++ {
			if k := i; drawn(i) {
				for k+1 < n && drawn(k+1) {
					k++
				}
				draw(i, k+1)
				i = k
			}
		}
	}
	for y := range l.ys {
		run(len(l.xs)-1, func(x int) bool { return l.below(x, y) }, func(a, b int) {
			fmt.Fprintf(w, "%.2f %.2f m %.2f %.2f l S\n", l.xs[a], s.h-l.ys[y], l.xs[b], s.h-l.ys[y])
		})
	}
	for x := range l.xs {
		run(len(l.ys)-1, func(y int) bool { return l.beside(x, y) }, func(a, b int) {
			fmt.Fprintf(w, "%.2f %.2f m %.2f %.2f l S\n", l.xs[x], s.h-l.ys[a], l.xs[x], s.h-l.ys[b])
		})
	}
}

var presses = []press{
	{name: "Word", rule: bars, size: 9, indent: 2, figures: 0.5, numbers: "%d", repeat: true},
	{name: "Word across", rule: bars, size: 9, indent: 2, figures: 0, across: true, numbers: "- %d -"},
	{name: "WPS", rule: longStrokes, size: 9, indent: 2, figures: 0.5, numbers: "— %d —"},
	{name: "WPS tight", rule: longStrokes, size: 8, indent: 0, figures: 1, tight: true, repeat: true, numbers: "第 %d 页"},
	{name: "ONLYOFFICE", rule: strokes, size: 10, indent: 2, figures: 0, across: true},
	{name: "wide", rule: longStrokes, size: 12, indent: 2, figures: 0.5, repeat: true},
}

// printing is a specimen being set.
type printing struct {
	press
	pages []pdftest.Page
	body  strings.Builder
	at    sheetSize
	y     float64
}

const margin = 60.0

func (p *printing) turnPage(across bool) {
	if p.at.w > 0 {
		if p.numbers != "" {
			text := fmt.Sprintf(p.numbers, len(p.pages)+1)
			p.body.WriteString(pdftest.Text(p.at.w/2-pdftest.Width(text, 9)/2, 28, 9, text))
		}
		p.pages = append(p.pages, pdftest.Page{Content: p.body.String(), Size: fmt.Sprintf("%g %g", p.at.w, p.at.h)})
		p.body.Reset()
	}
	p.at, p.y = sheetSize{595, 842}, margin
	if across {
		p.at = sheetSize{842, 595}
	}
}

func (p *printing) room(h float64, across bool) {
	if p.y+h > p.at.h-margin {
		p.turnPage(across)
	}
}

func (p *printing) text(x, y, size float64, text string) {
	p.body.WriteString(pdftest.Text(x, p.at.h-y, size, text))
}

// wrap cuts a text into lines of a width, the first shorter by indent. Figures
// stay whole where they fit on a line at all.
func wrap(text string, width, size, indent float64) []string {
	var lines []string
	line, room := "", width-indent
	runes := []rune(text)
	for i := 0; i < len(runes); {
		k := i + 1
		for k < len(runes) && (strings.ContainsRune("，。；、：）”%", runes[k]) || figure(runes[k-1]) && figure(runes[k]) || strings.ContainsRune("（“", runes[k-1])) {
			k++
		}
		token := string(runes[i:k])
		if pdftest.Width(token, size) > width {
			k = i + 1
			token = string(runes[i:k])
		}
		if line != "" && pdftest.Width(line+token, size) > room+0.01 {
			lines = append(lines, line)
			line, room = "", width
			continue
		}
		line += token
		i = k
	}
	return append(lines, line)
}

func figure(r rune) bool { return r >= '0' && r <= '9' || r == '.' || r == ',' || r == '-' }

func (p *printing) paragraph(text string, size float64, centre bool) {
	width := p.at.w - 2*margin
	indent := p.indent * size
	if centre {
		indent = 0
	}
	for i, l := range wrap(text, width, size, indent) {
		p.room(size*1.7, false)
		p.y += size * 1.7
		x := margin
		switch {
		case centre:
			x = p.at.w/2 - pdftest.Width(l, size)/2
		case i == 0:
			x += indent
		}
		p.text(x, p.y, size, l)
	}
}

// widths gives each column the room that its texts need, names less than they
// would like to have.
func (p *printing) widths(grid [][]Placed) []float64 {
	total := p.at.w - 2*margin
	var need []float64
	for _, row := range grid {
		for x, c := range row {
			for len(need) <= x {
				need = append(need, 2*p.size)
			}
			if c.Cell != nil && c.Cols == 1 {
				w := pdftest.Width(c.Text, p.size) + p.size
				if c.Value == nil {
					w = min(w, 11*p.size)
				}
				need[x] = max(need[x], w)
			}
		}
	}
	sum := 0.0
	for _, w := range need {
		sum += w
	}
	for i := range need {
		need[i] *= total / sum
	}
	return need
}

func (p *printing) form(f *Form) {
	p.turnPage(p.across)
	p.y += 16
	p.text(p.at.w/2-pdftest.Width(f.Title, 16)/2, p.y, 16, f.Title)
	if f.Tag != "" {
		p.y += 18
		p.text(p.at.w-margin-pdftest.Width(f.Tag, 9), p.y, 9, f.Tag)
	}
	p.y += 18
	p.text(margin, p.y, 9, f.Maker)
	p.text(p.at.w-margin-pdftest.Width(f.Unit, 9), p.y, 9, f.Unit)
	p.y += 8
	grid := f.Grid()
	widths := p.widths(grid)
	xs := []float64{margin}
	for _, w := range widths {
		xs = append(xs, xs[len(xs)-1]+w)
	}
	pad, pitch := 0.5*p.size, 1.25*p.size
	if p.tight {
		pad = 0.1 * p.size
	}
	heights := make([]float64, len(grid))
	for y, row := range grid {
		heights[y] = pitch + pad
		for x, c := range row {
			if c.First && c.Rows == 1 {
				heights[y] = max(heights[y], float64(len(wrap(c.Text, xs[x+c.Cols]-xs[x]-0.8*p.size, p.size, 0)))*pitch+pad)
			}
		}
	}
	for y, row := range grid { // what spans rows needs them high enough
		for x, c := range row {
			if c.First && c.Rows > 1 {
				sum := 0.0
				for _, h := range heights[y : y+c.Rows] {
					sum += h
				}
				last := y + c.Rows - 1
				heights[last] += max(0, float64(len(wrap(c.Text, xs[x+c.Cols]-xs[x]-0.8*p.size, p.size, 0)))*pitch+pad-sum)
			}
		}
	}
	for from := 0; from < len(grid); {
		to, y := from, p.y
		var rows []int
		if from > 0 && p.repeat {
			for i := range f.Header {
				rows = append(rows, i)
				y += heights[i]
			}
		}
		for to < len(grid) && (to < f.Header || y+heights[to] <= p.at.h-margin || to == from) {
			rows = append(rows, to)
			y += heights[to]
			to++
		}
		p.rows(grid, rows, xs, heights)
		if from = to; from < len(grid) {
			p.turnPage(p.across)
		}
	}
	p.y += 8
	for _, n := range f.Notes {
		p.paragraph(n, 9, false)
	}
}

// rows draws rows of a form's grid at the height that has been reached.
func (p *printing) rows(grid [][]Placed, rows []int, xs, heights []float64) {
	ys := []float64{p.y}
	for _, r := range rows {
		ys = append(ys, ys[len(ys)-1]+heights[r])
	}
	cell := func(x, y int) *Cell {
		if y < 0 || y >= len(rows) || x < 0 || x >= len(grid[rows[y]]) {
			return nil
		}
		return grid[rows[y]][x].Cell
	}
	p.rule(&p.body, layer{xs, ys,
		func(x, y int) bool { a, b := cell(x, y-1), cell(x, y); return a == nil || b == nil || a != b },
		func(x, y int) bool { a, b := cell(x-1, y), cell(x, y); return a == nil || b == nil || a != b },
	}, p.at)
	for k, r := range rows {
		for x, c := range grid[r] {
			if !c.First {
				continue
			}
			x0, x1, y0, y1 := xs[x], xs[x+c.Cols], ys[k], ys[min(k+c.Rows, len(ys)-1)]
			lines := wrap(c.Text, x1-x0-0.8*p.size, p.size, 0)
			pitch := 1.25 * p.size
			up := 0.5
			if c.Value != nil {
				up = p.figures
			}
			top := y0 + (y1-y0-pitch*float64(len(lines)))*up
			for i, l := range lines {
				at := x0 + 0.4*p.size
				switch {
				case c.Value != nil:
					at = x1 - 0.4*p.size - pdftest.Width(l, p.size)
				case k < len(rows) && (c.Cols > 1 || c.Rows > 1):
					at = (x0+x1)/2 - pdftest.Width(l, p.size)/2
				}
				p.text(at, top+pitch*float64(i)+0.95*p.size, p.size, l)
			}
		}
	}
	p.y = ys[len(ys)-1]
}

// printed sets the specimen.
func (p press) printed(s *Specimen) []byte {
	w := &printing{press: p}
	w.turnPage(false)
	inForm := false
	for _, b := range s.Blocks {
		if b.Form != nil {
			w.form(b.Form)
			inForm = true
			continue
		}
		if inForm {
			w.turnPage(false)
			inForm = false
		}
		switch {
		case b.Centre:
			w.paragraph(b.Text, 18, true)
		case b.Heading == 1:
			w.paragraph(b.Text, 16, true)
		default:
			w.paragraph(b.Text, 12, false)
		}
	}
	w.turnPage(false)
	return pdftest.Write(w.pages...)
}

// However word processors draw a report, nothing of it is lost.
func TestPresses(t *testing.T) {
	n := uint64(2)
	if *specimens != defaultSpecimens {
		n = uint64(howMany(t))
	}
	for i, p := range presses {
		t.Run(p.name, func(t *testing.T) {
			for seed := range n {
				seed += uint64(i) * n
				s := New(seed, Options{Style: Styles()[seed%uint64(len(Styles()))]})
				sameAsWord(t, s, p.printed(s))
			}
		})
	}
}
