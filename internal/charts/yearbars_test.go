package charts

import (
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"testing"
)

func yearBars(years int) YearBars {
	b := Bars{Name: "收支总计", About: "历年的收支总计。", Unit: "万元", Series: []Series{{Name: "收支总计"}}}
	for y := range years {
		b.Categories = append(b.Categories, fmt.Sprint(2015+y, " 年"))
		b.Series[0].Values = append(b.Series[0].Values, Value{Amount: float64(100 * (y + 1)), Label: fmt.Sprintf("%d.00", 100*(y+1))})
	}
	b.Categories[0] += "（推算）"
	b.Series[0].Values[0].Pale = true
	return YearBars{b}
}

// What is painted is what ECharts draws from the same option: the same words
// and bars, in the same places.
func TestYearBarsAsECharts(t *testing.T) {
	for _, years := range []int{1, 2, 6, 12} {
		y := yearBars(years)
		if years > 2 {
			y.Series[0].Values[2] = Value{Missing: "未提及"}
			y.Series[0].Values[3] = Value{Amount: 0, Label: "0.00"}
			y.Series[0].Values[4] = Value{Amount: 0.001, Label: "0.001"}
			y.Categories[5] += "，更名、合并，一个长得一行写不下的说明，要写到第二行去，而且还有几个字"
		}
		p, err := y.plan()
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
		got, err := y.paint()
		if err != nil {
			t.Fatal(err)
		}
		if painted, drawn := wordsOf(t, got), wordsOf(t, want); !slices.Equal(painted, drawn) {
			t.Errorf("%d years: painted words\n%v\ndrawn\n%v", years, painted, drawn)
		}
		same(t, years, "bars", barsOf(t, got), barsOf(t, want))
		same(t, years, "words", placesOf(t, got), placesOf(t, want))
	}
}

func same(t *testing.T, years int, what string, painted, drawn [][]float64) {
	t.Helper()
	if len(painted) != len(drawn) {
		t.Fatalf("%d years: %d %s painted, %d drawn", years, len(painted), what, len(drawn))
	}
	for i := range painted {
		for side, v := range painted[i] {
			if math.Abs(v-drawn[i][side]) > 2.1 {
				t.Errorf("%d years: %s %d painted at %v, drawn at %v", years, what, i, painted[i], drawn[i])
			}
		}
	}
}

func numbersOf(t *testing.T, re string, svg []byte) [][]float64 {
	t.Helper()
	var all [][]float64
	for _, m := range regexp.MustCompile(re).FindAllSubmatch(svg, -1) {
		var row []float64
		for _, s := range m[1:] {
			v, err := strconv.ParseFloat("0"+string(s), 64)
			if len(s) > 0 && s[0] == '-' {
				v, err = strconv.ParseFloat(string(s), 64)
			}
			if err != nil {
				t.Fatal(err)
			}
			row = append(row, v)
		}
		all = append(all, row)
	}
	return all
}

// barsOf lists the left, top, width and height of the bars of a drawing.
func barsOf(t *testing.T, svg []byte) [][]float64 {
	all := append(numbersOf(t, `<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"`, svg),
		numbersOf(t, `<path d="M([\d.]+) ([\d.]+)l([\d.]+) 0l0 ([\d.]+)l`, svg)...)
	slices.SortFunc(all, func(a, b []float64) int { return int(a[1] - b[1]) })
	return all
}

// placesOf lists where the words of a drawing stand.
func placesOf(t *testing.T, svg []byte) [][]float64 {
	var all [][]float64
	all = append(all, numbersOf(t, `<text x="([\d.]+)" y="([\d.]+)"`, svg)...)
	for _, p := range numbersOf(t, `<text[^>]*?(?: y="(-?[\d.]+)")? transform="translate\(([\d.]+) ([\d.]+)\)"`, svg) {
		all = append(all, []float64{p[1], p[2] + p[0]})
	}
	slices.SortFunc(all, func(a, b []float64) int {
		if d := a[1] - b[1]; math.Abs(d) > 6 {
			return int(d)
		}
		return int(a[0] - b[0])
	})
	return all
}

func TestYearBarsRefused(t *testing.T) {
	y := yearBars(2)
	y.Series[0].Values[1].Amount = -1
	if _, err := y.paint(); err == nil {
		t.Error("an amount below zero is drawn")
	}
	y = yearBars(2)
	y.Series = append(y.Series, y.Series[0])
	if _, err := y.paint(); err == nil {
		t.Error("two series are drawn")
	}
	if _, err := (YearBars{}).paint(); err == nil {
		t.Error("nothing is drawn")
	}
}

func BenchmarkYearBars(b *testing.B) {
	y := yearBars(10)
	for b.Loop() {
		if _, err := y.paint(); err != nil {
			b.Fatal(err)
		}
	}
}
