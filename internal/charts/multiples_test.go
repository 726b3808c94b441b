package charts

import (
	"cmp"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func multiples(units, years int, digits string) Multiples {
	m := Multiples{Name: "“三公”经费", About: "两个单位的“三公”经费。", Unit: "万元"}
	for y := range years {
		m.Categories = append(m.Categories, fmt.Sprint(2019+y))
	}
	for u := range units {
		p := Panel{Name: fmt.Sprintf("乌鲁木齐市水磨沟区第%d单位", u)}
		for y := range years {
			p.Values = append(p.Values, Value{Amount: float64((u + 1) * (y + 2)), Label: digits})
		}
		m.Panels = append(m.Panels, p)
	}
	return m
}

func TestMultiples(t *testing.T) {
	m := multiples(3, 6, "1,234.56")
	m.Panels[1].Values[2] = Value{Missing: "未提及"}
	m.Panels[1].Values[3] = Value{Amount: -7, Label: "−7.00"}
	m.Panels[2].Values[0].Pale = true
	d := draw(t, engine(t), m)
	svg := string(d.SVG)
	for _, want := range []string{"<title>“三公”经费</title>", "第0单位", "第2单位", "2019", "2024", "未提及", "−7.00", "1,234.56"} {
		if !strings.Contains(svg, want) {
			t.Errorf("the drawing does not say %q", want)
		}
	}
	for _, never := range []string{"style=", "class=", "<style", "NaN"} {
		if strings.Contains(svg, never) {
			t.Errorf("the drawing holds %q", never)
		}
	}
	in := xml.NewDecoder(strings.NewReader(svg))
	for {
		if _, err := in.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
}

// TestMultiplesAsECharts: what is painted is what ECharts draws from the same
// option: the same words and columns, in the same places.
func TestMultiplesAsECharts(t *testing.T) {
	for _, years := range []int{1, 2, 6, 11} {
		m := multiples(4, years, "1,234.56")
		m.Panels[1].Values[0] = Value{Missing: "未提及"}
		m.Panels[2].Values[years-1] = Value{Amount: -3, Label: "−3.00"}
		m.Panels[3].Values[0] = Value{Amount: 0, Label: "0.00"}
		m.Panels[0].Name = "一个名称很长的单位，长到一行写不下，要分成两行来写，第二行也有几个字"
		m.Panels[0].Values[0].Pale = true
		m.Own = years%2 == 0
		p, err := m.plan()
		if err != nil {
			t.Fatal(err)
		}
		option, err := json.Marshal(p.option)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := engine(t).render(t.Context(), string(option), p.width, p.height)
		if err != nil {
			t.Fatal(err)
		}
		want, err := clean(raw, p)
		if err != nil {
			t.Fatal(err)
		}
		got, err := m.paint()
		if err != nil {
			t.Fatal(err)
		}
		if painted, drawn := wordsOf(t, got), wordsOf(t, want); !slices.Equal(painted, drawn) {
			t.Errorf("%d years: painted words\n%v\ndrawn\n%v", years, painted, drawn)
		}
		painted, drawn := columnsOf(t, got), columnsOf(t, want)
		if len(painted) != len(drawn) {
			t.Fatalf("%d years: %d columns painted, %d drawn", years, len(painted), len(drawn))
		}
		for i := range painted {
			for side, v := range painted[i] {
				if d := v - drawn[i][side]; d > 2.1 || d < -2.1 {
					t.Errorf("%d years: column %d painted at %v, drawn at %v", years, i, painted[i], drawn[i])
				}
			}
		}
	}
}

// wordsOf lists the lines of text of a drawing.
func wordsOf(t *testing.T, svg []byte) []string {
	t.Helper()
	var all []string
	for _, m := range regexp.MustCompile(`<text[^>]*>([^<]*)</text>`).FindAllSubmatch(svg, -1) {
		all = append(all, string(m[1]))
	}
	slices.Sort(all)
	return all
}

// columnsOf lists the left, top, width and height of the columns of a drawing.
func columnsOf(t *testing.T, svg []byte) [][4]float64 {
	t.Helper()
	number := func(s []byte) float64 {
		v, err := strconv.ParseFloat(string(s), 64)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	var all [][4]float64
	add := func(x, y, w, h float64) {
		if h < 0 {
			y, h = y+h, -h
		}
		all = append(all, [4]float64{x, y, w, h})
	}
	for _, m := range regexp.MustCompile(`<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"`).FindAllSubmatch(svg, -1) {
		add(number(m[1]), number(m[2]), number(m[3]), number(m[4]))
	}
	for _, m := range regexp.MustCompile(`<path d="M([\d.]+) ([\d.]+)l([\d.]+) 0l0 (-?[\d.]+)l`).FindAllSubmatch(svg, -1) {
		add(number(m[1]), number(m[2]), number(m[3]), number(m[4]))
	}
	slices.SortFunc(all, func(a, b [4]float64) int {
		return cmp.Or(cmp.Compare(int(a[1]/80), int(b[1]/80)), cmp.Compare(a[0], b[0]))
	})
	return all
}

// TestMultiplesCrowded: figures never stand over each other; the last is
// always written.
func TestMultiplesCrowded(t *testing.T) {
	for _, years := range []int{1, 2, 6, 9, 14, 25} {
		m := multiples(1, years, "12,345,678.90")
		slot := float64(width-2*edge) / float64(years)
		shown := m.labelled(m.Panels[0], slot)
		last := -1
		for i, s := range shown {
			if !s {
				continue
			}
			if last >= 0 && slot*float64(i-last) < textWidth("12,345,678.90", panelFont) {
				t.Errorf("%d years: the figures of %d and %d run into each other", years, last, i)
			}
			last = i
		}
		if last < 0 {
			t.Errorf("%d years: no figure is written", years)
		}
	}
}

func TestMultiplesRefused(t *testing.T) {
	e, err := NewEngine()
	if err != nil {
		t.Skip(err)
	}
	for _, m := range []Multiples{{}, {Categories: []string{"2024"}}, {Categories: []string{"2024"}, Panels: []Panel{{Name: "甲"}}}} {
		if _, err := e.Draw(t.Context(), m); err == nil {
			t.Errorf("%+v is drawn", m)
		}
	}
}

func BenchmarkMultiples(b *testing.B) {
	e, err := NewEngine()
	if err != nil {
		b.Skip(err)
	}
	for _, units := range []int{2, 8} {
		b.Run(fmt.Sprint(units), func(b *testing.B) {
			m := multiples(units, 6, "1,234.56")
			for b.Loop() {
				if _, err := e.Draw(b.Context(), m); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
