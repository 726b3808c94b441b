package layout_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"mingzhang/internal/layout"
	"mingzhang/internal/pdf"
)

// sheet is a page to draw on. Characters are set like print: Chinese ones on
// squares, figures half as wide and as high as figures are.
type sheet struct{ pdf.Page }

func newSheet() *sheet { return &sheet{pdf.Page{Width: 595, Height: 842}} }

func across() *sheet { return &sheet{pdf.Page{Width: 842, Height: 595}} }

func half(r rune) bool { return r < 0x2000 && r != '·' }

func width(s string, size float64) float64 {
	w := 0.0
	for _, r := range s {
		if half(r) {
			w += size / 2
		} else {
			w += size
		}
	}
	return w
}

// text sets s with its origin at x on the baseline y.
func (s *sheet) text(x, y, size float64, text string) *sheet {
	return s.spaced(x, y, size, 0, text)
}

// spaced sets s with more room between the characters.
func (s *sheet) spaced(x, y, size, more float64, text string) *sheet {
	for _, r := range text {
		w := width(string(r), size)
		c := pdf.Char{Rune: r, X: x, Base: y, X0: x + 0.06*w, X1: x + 0.94*w, Y0: y - 0.82*size, Y1: y + 0.1*size}
		switch {
		case half(r):
			c.Y0, c.Y1 = y-0.68*size, y
		case strings.ContainsRune("，。、；：", r):
			c.X1, c.Y0 = x+0.35*w, y-0.2*size
		}
		if r != ' ' && r != '　' {
			s.Chars = append(s.Chars, c)
		}
		x += w + more
	}
	return s
}

func (s *sheet) right(x, y, size float64, text string) *sheet {
	return s.text(x-width(text, size), y, size, text)
}

func (s *sheet) centre(x, y, size float64, text string) *sheet {
	return s.text(x-width(text, size)/2, y, size, text)
}

func (s *sheet) h(y, from, to float64) *sheet {
	s.Rules = append(s.Rules, pdf.Rule{At: y, From: from, To: to})
	return s
}

func (s *sheet) v(x, from, to float64) *sheet {
	s.Rules = append(s.Rules, pdf.Rule{Vertical: true, At: x, From: from, To: to})
	return s
}

// grid rules a grid with few long lines.
func (s *sheet) grid(xs, ys []float64) *sheet {
	for _, y := range ys {
		s.h(y, xs[0], xs[len(xs)-1])
	}
	for _, x := range xs {
		s.v(x, ys[0], ys[len(ys)-1])
	}
	return s
}

// cells sets a row of texts in the middles of the columns: figures and words.
func (s *sheet) cells(xs []float64, y, size float64, texts ...string) *sheet {
	for i, t := range texts {
		s.centre((xs[i]+xs[i+1])/2, y, size, t)
	}
	return s
}

func read(pages []pdf.Page) layout.Result {
	r, err := layout.Read(context.Background(), pages)
	if err != nil {
		panic(err) // only the context's
	}
	return r
}

// shown writes what is read from pages: a line for a paragraph, and for each
// row of a table, its cells with what they span.
func shown(pages ...*sheet) string {
	var all []pdf.Page
	for _, p := range pages {
		all = append(all, p.Page)
	}
	var b strings.Builder
	for _, block := range read(all).Blocks {
		if block.Table == nil {
			b.WriteString(block.Text + "\n")
			continue
		}
		if block.Table.Continues {
			b.WriteString("(goes on)\n")
		}
		for _, row := range block.Table.Rows {
			var cells []string
			for _, c := range row {
				s := c.Text
				if c.Cols > 1 || c.Rows > 1 {
					s += fmt.Sprintf("{%d×%d}", c.Cols, c.Rows)
				}
				cells = append(cells, s)
			}
			b.WriteString(strings.TrimRight("| "+strings.Join(cells, " | "), " ") + "\n")
		}
	}
	return strings.TrimSpace(b.String())
}

func same(t *testing.T, got, want string) {
	t.Helper()
	var lines []string
	for l := range strings.Lines(strings.TrimSpace(want)) {
		lines = append(lines, strings.TrimSpace(l))
	}
	if want = strings.Join(lines, "\n"); got != want {
		t.Errorf("read\n%s\nprinted is\n%s", got, want)
	}
}
