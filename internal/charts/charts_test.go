package charts

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
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
				if _, twice := e.attr[a.Name.Local]; twice {
					t.Errorf("<%s> has %s twice", e.name, a.Name.Local)
				}
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

// labels are the words that a chart has to say, names without their line breaks.
func labels(c Chart) []string {
	switch c := c.(type) {
	case Bars:
		all := slices.Clone(c.Categories)
		for _, s := range c.Series {
			if len(c.Series) > 1 {
				all = append(all, s.Name)
			}
			for _, v := range s.Values {
				all = append(all, v.Label+v.Missing)
			}
		}
		return all
	case Flow:
		all := []string{c.Middle.Name + " " + c.Middle.Label}
		for _, p := range slices.Concat(c.In, c.Out) {
			all = append(all, p.Name+p.Label)
		}
		return all
	}
	return nil
}

// A drawing can stand in a page under a policy without inline styles, and says
// every figure as printed.
func TestDrawingIsClean(t *testing.T) {
	e, other := engine(t), engine(t)
	for name, c := range drawn {
		t.Run(name, func(t *testing.T) {
			d := draw(t, e, c)
			var words strings.Builder
			for _, x := range elements(t, d.SVG) {
				for _, banned := range []string{"style", "class", "id", "onclick"} {
					if _, ok := x.attr[banned]; ok {
						t.Errorf("<%s> has a %s attribute", x.name, banned)
					}
				}
				if slices.Contains([]string{"style", "script", "image", "foreignObject", "defs"}, x.name) {
					t.Errorf("the drawing has a <%s>", x.name)
				}
				if x.name == "text" {
					words.WriteString(x.text)
				}
			}
			for _, label := range labels(c) {
				if !strings.Contains(words.String(), label) {
					t.Errorf("the drawing does not say %q", label)
				}
			}
			root := elements(t, d.SVG)[:3]
			if root[0].attr["role"] != "img" || root[1].name != "title" || root[1].text == "" || root[2].name != "desc" || root[2].text == "" {
				t.Errorf("the drawing has no name and description: %+v", root)
			}
			if !json.Valid(d.Option) {
				t.Error("the option is no JSON")
			}
			if again := draw(t, e, c); !bytes.Equal(again.SVG, d.SVG) || !bytes.Equal(again.Option, d.Option) {
				t.Error("the same chart is drawn differently the second time")
			}
			if fresh := draw(t, other, c); !bytes.Equal(fresh.SVG, d.SVG) {
				t.Error("another engine draws the same chart differently")
			}
		})
	}
}

var translate = regexp.MustCompile(`translate\((-?[\d.]+) (-?[\d.]+)\)`)

// No word lies over another one or outside the picture.
func TestWordsKeepApart(t *testing.T) {
	e := engine(t)
	for name, c := range drawn {
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

// bars returns the horizontal extent of the bars of a drawing, by their fill.
func bars(t *testing.T, svg []byte, fill string) (all [][2]float64) {
	t.Helper()
	for _, x := range elements(t, svg) {
		var left, top, across float64
		if x.name != "path" || x.attr["fill"] != fill || x.attr["transform"] != "" { // the legend is moved to its place
			continue
		}
		if n, _ := fmt.Sscanf(x.attr["d"], "M%f %fl%f", &left, &top, &across); n == 3 {
			all = append(all, [2]float64{min(left, left+across), max(left, left+across)})
		}
	}
	return all
}

// Bars are as long as their amounts; what is zero or not known has none.
func TestBarLengths(t *testing.T) {
	d := draw(t, engine(t), budget)
	length := func(b [2]float64) float64 { return b[1] - b[0] }
	final, initial := bars(t, d.SVG, strongFill), bars(t, d.SVG, paleFill)
	if len(final) != 3 || len(initial) != 3 {
		t.Fatalf("%d and %d bars, want 3 and 3: neither a zero nor 未提及 has one", len(final), len(initial))
	}
	if got, want := length(final[0])/length(initial[0]), 9408.39/29788.39; math.Abs(got-want) > 0.01 {
		t.Errorf("9,408.39 is %.3f as long as 29,788.39, want %.3f", got, want)
	}

	d = draw(t, engine(t), changes)
	both := bars(t, d.SVG, strongFill)
	if len(both) != 6 {
		t.Fatalf("%d bars, want 6", len(both))
	}
	zero := both[1][0] // 175.60 more
	if math.Abs(both[0][1]-zero) > 0.2 {
		t.Errorf("383.85 less ends at %.1f, not at the zero line %.1f", both[0][1], zero)
	}
	if got, want := length(both[0])/length(both[1]), 383.85/175.60; math.Abs(got-want) > 0.02 {
		t.Errorf("383.85 less is %.2f as long as 175.60 more, want %.2f", got, want)
	}
	if length(both[5]) < 0.9 {
		t.Errorf("0.70 cannot be seen: %.2f long", length(both[5]))
	}
}

// Words from a document stay words, whatever they are.
func TestHostileWords(t *testing.T) {
	const hostile = `</text><script>alert(1)</script>&"'` + "\x00"
	bars := Bars{Name: hostile, About: hostile, Categories: []string{hostile}, Series: []Series{{Name: hostile, Values: []Value{{Amount: 1, Label: hostile + "{b}"}}}}}
	flow := Flow{Name: hostile, About: hostile, In: []Part{{hostile, 1, "{c}"}}, Middle: Part{hostile, 1, "1"}, Out: []Part{{hostile, 1, "1"}}}
	for _, c := range []Chart{bars, flow} {
		d := draw(t, engine(t), c)
		for _, svg := range [][]byte{d.SVG, Standalone(d.SVG, Frame{Headline: hostile, Source: hostile})} {
			for _, x := range elements(t, svg) {
				if x.name == "script" {
					t.Error("a label became an element")
				}
			}
		}
		if said := string(d.SVG); !strings.Contains(said, "{"+inSide+"b}") && !strings.Contains(said, "{"+inSide+"c}") {
			t.Error("a label in braces was read as a template")
		}
	}
}

// A downloaded chart says, in this order, what it shows, the chart, and where it
// is from; lines that are too long are broken, not cut.
func TestStandalone(t *testing.T) {
	frame := Frame{
		Headline: "财政拨款收支总计比年初预算少 20,380.00 万元，预决算差异率 −68.42%", Subtitle: "单位：万元 · 2024 年",
		Source: "来源：乌鲁木齐市水磨沟区发展和改革委员会 2024 年度部门决算，第 1 版", Date: "公开于 2025-09-12", Licence: "许可：政府信息公开",
	}
	svg := Standalone(draw(t, engine(t), budget).SVG, frame)
	var words strings.Builder
	for _, x := range elements(t, svg) {
		if x.name == "text" {
			words.WriteString(x.text)
		}
		for _, banned := range []string{"style", "class", "id"} {
			if _, ok := x.attr[banned]; ok {
				t.Errorf("<%s> has a %s attribute", x.name, banned)
			}
		}
		if size, err := strconv.ParseFloat(x.attr["font-size"], 64); err == nil && textWidth(x.text, size) > width {
			t.Errorf("%q is wider than the picture", x.text)
		}
	}
	at := 0
	for _, part := range []string{frame.Headline, frame.Subtitle, "29,788.39", frame.Source, frame.Date, frame.Licence} {
		next := strings.Index(words.String()[at:], part)
		if next < 0 {
			t.Fatalf("%q is missing or out of its order", part)
		}
		at += next
	}
	for _, x := range elements(t, Standalone(draw(t, engine(t), budget).SVG, Frame{Headline: "图"})) {
		if x.name == "text" && x.text == "" {
			t.Error("what is not known takes a line")
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
	// Drawings that end at any moment leave an engine that works.
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for after := range 8 {
				ctx, cancel := context.WithTimeout(context.Background(), time.Duration(after)*5*time.Millisecond)
				if _, err := e.Draw(ctx, prior); err != nil && !errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("interrupted drawing: %v", err)
				}
				cancel()
			}
		})
	}
	all.Wait()
	draw(t, e, budget)
}

func TestCannotBeDrawn(t *testing.T) {
	for name, c := range map[string]Chart{
		"no bars":        Bars{},
		"no flow":        Flow{},
		"too few values": Bars{Categories: []string{"甲", "乙"}, Series: []Series{{Name: "数", Values: []Value{{Amount: 1, Label: "1"}}}}},
		"no number":      Bars{Categories: []string{"甲"}, Series: []Series{{Name: "数", Values: []Value{{Amount: math.NaN(), Label: "1"}}}}},
		"against flow":   Flow{In: []Part{{"甲", -1, "-1"}}, Middle: Part{"乙", 1, "1"}, Out: []Part{{"丙", 1, "1"}}},
	} {
		if _, err := engine(t).Draw(context.Background(), c); err == nil {
			t.Errorf("%s was drawn", name)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, tc := range []struct {
		text  string
		limit float64 // in characters
		want  []string
	}{
		{"行政运行", 4, []string{"行政运行"}},
		{"机关事业单位基本养老保险缴费支出", 10, []string{"机关事业单位基本养老", "保险缴费支出"}},
		{"因公出国（境）费", 5, []string{"因公出国", "（境）费"}},
		{"共计9,436.64万元", 4, []string{"共计", "9,436.", "64万元"}}, // a figure wider than the line
		{"支出9,436.64万元", 7, []string{"支出9,436.64", "万元"}},
		{"", 5, []string{""}},
	} {
		if got := wrap(tc.text, 1, tc.limit); !slices.Equal(got, tc.want) {
			t.Errorf("wrap(%q, %v) = %q, want %q", tc.text, tc.limit, got, tc.want)
		}
	}
}

func BenchmarkDraw(b *testing.B) {
	e := engine(b)
	for name, c := range drawn {
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
