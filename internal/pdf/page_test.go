package pdf_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"mingzhang/internal/pdf"
	"mingzhang/internal/pdf/pdftest"
)

func read(t testing.TB, data []byte) []pdf.Page {
	t.Helper()
	pages, err := pdf.Read(context.Background(), data, 1000)
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

func textOf(p pdf.Page) string {
	var b strings.Builder
	for _, c := range p.Chars {
		b.WriteRune(c.Rune)
	}
	return b.String()
}

// near reports whether two lengths are the same in print.
func near(a, b float64) bool { return math.Abs(a-b) < 0.6 }

func TestCharsHaveTheirPlaces(t *testing.T) {
	p := read(t, pdftest.Write(pdftest.Page{Content: pdftest.Text(100, 742, 20, "决算 12.50")}))[0]
	if got := textOf(p); got != "决算12.50" {
		t.Fatalf("read %q", got)
	}
	first, second := p.Chars[0], p.Chars[1]
	if !near(first.X, 100) || !near(first.Base, 100) || !near(second.X, 120) {
		t.Errorf("first character at %g,%g, second at %g; drawn at 100,100 and 120", first.X, first.Base, second.X)
	}
	if p.Width != 595 || p.Height != 842 {
		t.Errorf("page of %g × %g", p.Width, p.Height)
	}
}

// However a page is turned, what stands upright when it is looked at is read
// from left to right and from the top down.
func TestTurnedPages(t *testing.T) {
	line := func(a, b, c, d, x, y float64) string { return pdftest.Turned(a, b, c, d, x, y, 20, "收入") }
	rule := func(x0, y0, x1, y1 float64) string { return fmt.Sprintf("%g %g m %g %g l S\n", x0, y0, x1, y1) }
	for name, s := range map[string]pdftest.Page{
		"upright":                {Content: line(1, 0, 0, 1, 100, 742) + rule(100, 732, 200, 732)},
		"rotate 90":              {Content: line(0, 1, -1, 0, 100, 100) + rule(110, 100, 110, 200), Entries: "/Rotate 90", Size: "842 595"},
		"rotate 180":             {Content: line(-1, 0, 0, -1, 495, 100) + rule(495, 110, 395, 110), Entries: "/Rotate 180"},
		"rotate 270":             {Content: line(0, -1, 1, 0, 742, 495) + rule(732, 495, 732, 395), Entries: "/Rotate 270", Size: "842 595"},
		"rotate -90":             {Content: line(0, -1, 1, 0, 742, 495) + rule(732, 495, 732, 395), Entries: "/Rotate -90", Size: "842 595"},
		"sideways, not rotated":  {Content: line(0, 1, -1, 0, 100, 100) + rule(110, 100, 110, 200), Size: "842 595"},
		"other way, not rotated": {Content: line(0, -1, 1, 0, 742, 495) + rule(732, 495, 732, 395), Size: "842 595"},
		"upside down":            {Content: line(-1, 0, 0, -1, 495, 100) + rule(495, 110, 395, 110)},
		"box off the origin":     {Content: line(1, 0, 0, 1, 150, 792) + rule(150, 782, 250, 782), Entries: "/CropBox[50 50 645 892]", Size: "700 900"},
	} {
		t.Run(name, func(t *testing.T) {
			p := read(t, pdftest.Write(s))[0]
			if textOf(p) != "收入" {
				t.Fatalf("read %q", textOf(p))
			}
			a, b := p.Chars[0], p.Chars[1]
			if !near(a.X, 100) || !near(a.Base, 100) || !near(b.X, 120) || !near(b.Base, 100) || a.Turn != 0 {
				t.Errorf("characters at %g,%g and %g,%g turned %d; seen at 100,100 and 120,100", a.X, a.Base, b.X, b.Base, a.Turn)
			}
			if a.Y0 > a.Y1 || a.X0 > a.X1 || a.Y0 > a.Base {
				t.Errorf("box %+v", a)
			}
			if len(p.Rules) != 1 || p.Rules[0].Vertical || !near(p.Rules[0].At, 110) || !near(p.Rules[0].From, 100) || !near(p.Rules[0].To, 200) {
				t.Errorf("rules %+v; a line under the text is seen", p.Rules)
			}
			if p.Width != 595 || p.Height != 842 {
				t.Errorf("page of %g × %g", p.Width, p.Height)
			}
		})
	}
}

func TestSidewaysAndSlantedText(t *testing.T) {
	p := read(t, pdftest.Write(pdftest.Page{Content: pdftest.Text(100, 700, 12, "收入支出决算总表") +
		pdftest.Turned(0, 1, -1, 0, 80, 300, 12, "向上") + pdftest.Turned(0, -1, 1, 0, 500, 300, 12, "向下") +
		pdftest.Turned(0.8, 0.6, -0.6, 0.8, 100, 100, 60, "水印")}))[0]
	if got := textOf(p); got != "收入支出决算总表向上向下" {
		t.Errorf("read %q", got)
	}
	if p.Slanted != 2 {
		t.Errorf("%d slanted characters, drawn 2", p.Slanted)
	}
	turns := ""
	for _, c := range p.Chars {
		turns += fmt.Sprint(c.Turn)
	}
	if turns != "000000003311" {
		t.Errorf("turns %s", turns)
	}
}

func TestRules(t *testing.T) {
	for name, c := range map[string]struct {
		content string
		want    []pdf.Rule
	}{
		"stroke":            {"100 700 m 300 700 l S", []pdf.Rule{{At: 142, From: 100, To: 300}}},
		"upright stroke":    {"100 700 m 100 500 l S", []pdf.Rule{{Vertical: true, At: 100, From: 142, To: 342}}},
		"thin bar":          {"100 700 200 0.5 re f", []pdf.Rule{{At: 141.75, From: 100, To: 300}}},
		"dot of a corner":   {"100 700 0.5 0.5 re f", []pdf.Rule{{At: 141.75, From: 100, To: 100.5}, {Vertical: true, At: 100.25, From: 141.5, To: 142}}},
		"stroked box":       {"100 500 200 200 re S", []pdf.Rule{{At: 142, From: 100, To: 300}, {At: 342, From: 100, To: 300}, {Vertical: true, At: 100, From: 142, To: 342}, {Vertical: true, At: 300, From: 142, To: 342}}},
		"filled box":        {"100 500 200 200 re f", nil},
		"clip":              {"100 700 200 0.5 re W n", nil},
		"slanted":           {"100 700 m 300 500 l S", nil},
		"moved by a matrix": {"2 0 0 2 10 10 cm 100 300 m 200 300 l S", []pdf.Rule{{At: 842 - 610, From: 210, To: 410}}},
		"curve":             {"100 700 m 150 750 250 750 300 700 c S", nil},
	} {
		t.Run(name, func(t *testing.T) {
			sameRules(t, read(t, pdftest.Write(pdftest.Page{Content: c.content}))[0].Rules, c.want)
		})
	}
}

func sameRules(t *testing.T, got, want []pdf.Rule) {
	t.Helper()
	left := append([]pdf.Rule{}, got...)
	for _, w := range want {
		found := false
		for i, g := range left {
			if g.Vertical == w.Vertical && near(g.At, w.At) && near(g.From, w.From) && near(g.To, w.To) {
				left = append(left[:i], left[i+1:]...)
				found = true
				break
			}
		}
		if !found {
			t.Errorf("no rule %+v among %+v", w, got)
		}
	}
	if len(left) > 0 {
		t.Errorf("rules that nothing draws: %+v", left)
	}
}

func TestFormXObject(t *testing.T) {
	p := read(t, pdftest.Write(pdftest.Page{
		Content: "q 2 0 0 2 100 100 cm /X Do Q",
		Form:    pdftest.Text(10, 20, 10, "表内") + "10 15 m 60 15 l S",
	}))[0]
	if textOf(p) != "表内" {
		t.Fatalf("read %q", textOf(p))
	}
	if c := p.Chars[0]; !near(c.X, 130) || !near(c.Base, 842-150) {
		t.Errorf("character at %g,%g; drawn at 130,692", c.X, c.Base)
	}
	sameRules(t, p.Rules, []pdf.Rule{{At: 842 - 140, From: 130, To: 230}})
}

// A sign at the end of a line is no hyphen.
func TestMinusAtLineEnd(t *testing.T) {
	p := read(t, pdftest.Write(pdftest.Page{Content: "BT 14 TL 100 700 Td " + pdftest.Show(12, "增长率-") + " T* " + pdftest.Show(12, "19.08%，其余") + " ET"}))[0]
	if got := textOf(p); got != "增长率-19.08%，其余" {
		t.Errorf("read %q", got)
	}
}

// Fonts map glyphs to radicals that look like the characters.
func TestRadicals(t *testing.T) {
	p := read(t, pdftest.Write(pdftest.Page{Content: pdftest.Text(100, 700, 12, "⼀般公共预算⻋辆购置⻓期")}))[0]
	if got := textOf(p); got != "一般公共预算车辆购置长期" {
		t.Errorf("read %q", got)
	}
}

func TestUnmappedFont(t *testing.T) {
	p := read(t, pdftest.WriteUnmapped(pdftest.Page{Content: pdftest.Text(100, 700, 12, "收入支出决算总表")}))[0]
	if len(p.Chars) > 0 || p.Unmapped != 8 {
		t.Errorf("read %q, %d unmapped of 8", textOf(p), p.Unmapped)
	}
}

func TestScanned(t *testing.T) {
	p := read(t, pdftest.Write(pdftest.Page{Content: "q 595 0 0 842 0 0 cm /Im Do Q"}))[0]
	if p.Images != 1 || len(p.Chars) > 0 {
		t.Errorf("%d pictures and %d characters on a scanned page", p.Images, len(p.Chars))
	}
}

func TestBadFiles(t *testing.T) {
	whole := pdftest.Write(pdftest.Page{Content: pdftest.Text(100, 700, 12, "收入支出决算总表")})
	many := make([]pdftest.Page, 2000)
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"not a PDF":     {[]byte("收入支出决算总表"), pdf.ErrBroken},
		"empty":         {nil, pdf.ErrBroken},
		"header alone":  {[]byte("%PDF-1.7\n"), pdf.ErrBroken},
		"first quarter": {whole[:len(whole)/4], pdf.ErrBroken},
		"2,000 pages":   {pdftest.Write(many...), pdf.ErrTooLong},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := pdf.Read(context.Background(), c.data, 1000); !errors.Is(err, c.want) {
				t.Errorf("error %v, want %v", err, c.want)
			}
		})
	}
}

func TestEncrypted(t *testing.T) {
	// The user password is not empty: RC4 40 bit with an arbitrary O and U.
	f := &pdftest.File{}
	root := f.Add("<</Type/Catalog/Pages 2 0 R>>")
	f.Add("<</Type/Pages/Count 1/Kids[3 0 R]>>")
	f.Add("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>")
	enc := f.Add(fmt.Sprintf("<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -44>>", strings.Repeat("3f", 32), strings.Repeat("a1", 32)))
	data := f.Bytes(root, fmt.Sprintf("/ID[<00><00>]/Encrypt %d 0 R", enc))
	if _, err := pdf.Read(context.Background(), data, 10); !errors.Is(err, pdf.ErrPassword) {
		t.Errorf("error %v, want ErrPassword", err)
	}
}
