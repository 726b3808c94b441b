package charts

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Figures of the seed document, 万元.
var (
	flow = Flow{
		Name: "收支流向", About: "收入从左边来", Unit: "万元",
		In:     []Part{{"财政拨款收入", 9406.46, "9,406.46"}, {"年初结转和结余", 18.21, "18.21"}, {"其他收入", 11.97, "11.97"}},
		Middle: Part{"收支总计", 9436.64, "9,436.64"},
		Out:    []Part{{"项目支出", 9141.82, "9,141.82"}, {"基本支出", 268.51, "268.51"}, {"年末结转和结余", 26.31, "26.31"}},
	}
	budget = Bars{
		Name: "预算与决算", About: "三组横条", Unit: "万元",
		Categories: []string{"财政拨款收支总计", "一般公共预算支出", "其他政府性基金及对应专项债务收入安排的支出之其他地方自行试点项目收益专项债券收入安排的支出"},
		Series: []Series{
			{Name: "年初预算数", Tone: Pale, Values: []Value{{Amount: 29788.39, Label: "29,788.39"}, {Amount: 338.39, Label: "338.39"}, {Missing: "未提及"}}},
			{Name: "决算数", Values: []Value{{Amount: 9408.39, Label: "9,408.39"}, {Amount: 448.33, Label: "448.33"}, {Amount: 0, Label: "0.00"}}},
		},
	}
)

func engine(t testing.TB) *Engine {
	t.Helper()
	e, err := NewEngine()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func draw(t testing.TB, e *Engine, c Chart) Drawing {
	t.Helper()
	d, err := e.Draw(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// element is what a test needs to know of one element of a drawing.
type element struct {
	name string
	attr map[string]string
	text string
}

func elements(t *testing.T, svg []byte) []element {
	t.Helper()
	var all []element
	in := xml.NewDecoder(bytes.NewReader(svg))
	for {
		token, err := in.Token()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatalf("the drawing is no XML: %v", err)
		}
		switch x := token.(type) {
		case xml.StartElement:
			e := element{name: x.Name.Local, attr: map[string]string{}}
			for _, a := range x.Attr {
				e.attr[a.Name.Local] = a.Value
			}
			all = append(all, e)
		case xml.CharData:
			if len(all) > 0 {
				all[len(all)-1].text += string(x)
			}
		}
	}
}

// A drawing can stand in a page under a policy without inline styles, and says
// every figure as printed.
func TestDrawingIsClean(t *testing.T) {
	e := engine(t)
	for name, tc := range map[string]struct {
		chart  Chart
		labels []string
	}{
		"flow": {flow, []string{"财政拨款收入", "9,406.46", "18.21", "11.97", "收支总计", "9,436.64", "9,141.82", "268.51", "26.31", "年末结转和结余"}},
		"bars": {budget, []string{"财政拨款收支总计", "29,788.39", "9,408.39", "338.39", "448.33", "未提及", "0.00", "年初预算数", "决算数"}},
	} {
		t.Run(name, func(t *testing.T) {
			d := draw(t, e, tc.chart)
			var words strings.Builder
			for _, x := range elements(t, d.SVG) {
				for _, banned := range []string{"style", "class", "id", "onclick"} {
					if _, ok := x.attr[banned]; ok {
						t.Errorf("<%s> has a %s attribute", x.name, banned)
					}
				}
				if x.name == "style" || x.name == "script" || x.name == "image" || x.name == "foreignObject" {
					t.Errorf("the drawing has a <%s>", x.name)
				}
				words.WriteString(x.text + "\n")
			}
			for _, label := range tc.labels {
				if !strings.Contains(words.String(), label) {
					t.Errorf("the drawing does not say %q", label)
				}
			}
			if !json.Valid(d.Option) {
				t.Error("the option is no JSON")
			}
			if again := draw(t, e, tc.chart); !bytes.Equal(again.SVG, d.SVG) || !bytes.Equal(again.Option, d.Option) {
				t.Error("the same chart is drawn differently the second time")
			}
			if fresh := draw(t, engine(t), tc.chart); !bytes.Equal(fresh.SVG, d.SVG) {
				t.Error("another engine draws the same chart differently")
			}
		})
	}
}

var translate = regexp.MustCompile(`translate\((-?[\d.]+) (-?[\d.]+)\)`)

// No word lies over another one or outside the picture.
func TestWordsKeepApart(t *testing.T) {
	e := engine(t)
	for name, c := range map[string]Chart{"flow": flow, "bars": budget} {
		t.Run(name, func(t *testing.T) {
			d := draw(t, e, c)
			_, height := size(d.SVG)
			type box struct {
				x0, y0, x1, y1 float64
				text           string
			}
			var boxes []box
			for _, x := range elements(t, d.SVG) {
				if x.name != "text" {
					continue
				}
				var b box
				b.text = x.text
				at, _ := strconv.ParseFloat(x.attr["x"], 64)
				y, _ := strconv.ParseFloat(x.attr["y"], 64)
				if m := translate.FindStringSubmatch(x.attr["transform"]); m != nil {
					dx, _ := strconv.ParseFloat(m[1], 64)
					dy, _ := strconv.ParseFloat(m[2], 64)
					at, y = at+dx, y+dy
				}
				w := textWidth(x.text, fontSize)
				switch x.attr["text-anchor"] {
				case "end":
					at -= w
				case "middle":
					at -= w / 2
				}
				if x.attr["dominant-baseline"] == "central" {
					b.y0, b.y1 = y-fontSize/2, y+fontSize/2
				} else {
					b.y0, b.y1 = y-fontSize, y
				}
				b.x0, b.x1 = at, at+w
				boxes = append(boxes, b)
			}
			if len(boxes) < 6 {
				t.Fatalf("only %d words found", len(boxes))
			}
			for i, a := range boxes {
				if a.x0 < -2 || a.y0 < -2 || a.x1 > width+2 || a.y1 > float64(height)+2 {
					t.Errorf("%q lies outside the picture: %+v", a.text, a)
				}
				for _, b := range boxes[i+1:] {
					if a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1-1 && b.y0 < a.y1-1 {
						t.Errorf("%q and %q lie over each other", a.text, b.text)
					}
				}
			}
		})
	}
}

// Words from a document stay words, whatever they are.
func TestHostileWords(t *testing.T) {
	const hostile = `</text><script>alert(1)</script>&"'{b}` + "\x00"
	c := Bars{Name: hostile, About: hostile, Categories: []string{hostile}, Series: []Series{{Name: hostile, Values: []Value{{Amount: 1, Label: hostile}}}}}
	d := draw(t, engine(t), c)
	for _, svg := range [][]byte{d.SVG, Standalone(d.SVG, Frame{Headline: hostile, Source: hostile})} {
		for _, x := range elements(t, svg) {
			if x.name == "script" {
				t.Error("a label became an element")
			}
		}
	}
}

func TestInterrupted(t *testing.T) {
	e := engine(t)
	ctx, cancel := context.WithTimeout(context.Background(), time.Nanosecond)
	defer cancel()
	if _, err := e.Draw(ctx, budget); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("drawing without time: %v", err)
	}
	draw(t, e, budget) // and the engine still works
}

func TestNothingToDraw(t *testing.T) {
	for _, c := range []Chart{Bars{}, Flow{}} {
		if _, err := engine(t).Draw(context.Background(), c); err == nil {
			t.Errorf("%T without data was drawn", c)
		}
	}
}

func BenchmarkDraw(b *testing.B) {
	e := engine(b)
	for name, c := range map[string]Chart{"flow": flow, "bars": budget} {
		b.Run(name, func(b *testing.B) {
			draw(b, e, c)
			for b.Loop() {
				draw(b, e, c)
			}
		})
	}
}

func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		draw(b, engine(b), budget)
	}
}
