package charts

import (
	"errors"
	"strings"

	echarts "github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// Bars are horizontal bars in groups, one group a category, each category
// named above its bars so that long names need no margin. Amounts below zero
// go left of a common zero line.
type Bars struct {
	Name, About string // accessible name and description
	Unit        string // of every label, for tooltips
	Categories  []string
	Series      []Series
}

const (
	barHeight = 18
	barGap    = 4
	groupGap  = 14
	nameGap   = 4  // between a name and its bars
	labelGap  = 5  // between a bar and its label
	edge      = 1  // left and right of the bars, so that outlines are whole
	topWith   = 34 // room for the legend
	topBare   = 4
)

func (b Bars) plan() (plan, error) {
	if len(b.Categories) == 0 || len(b.Series) == 0 {
		return plan{}, errors.New("图里没有数据")
	}
	for _, s := range b.Series {
		if len(s.Values) != len(b.Categories) {
			return plan{}, errors.New("图里“" + s.Name + "”的数与类别不一样多")
		}
	}
	names := make([]string, len(b.Categories))
	lines := 1
	for i, c := range b.Categories {
		wrapped := wrap(c, fontSize, width-8)
		names[i] = strings.Join(wrapped, "\n")
		lines = max(lines, len(wrapped))
	}
	nameHeight := lines * lineHeight
	bars := len(b.Series)*(barHeight+barGap) - barGap
	group := nameHeight + nameGap + bars + groupGap
	top := topBare
	if len(b.Series) > 1 {
		top = topWith
	}
	height := top + group*len(names)

	chart := echarts.NewBar()
	chart.SetGlobalOptions(
		echarts.WithXAxisOpts(opts.XAxis{Type: "value", Show: opts.Bool(false)}),
		echarts.WithYAxisOpts(opts.YAxis{Type: "category", Data: names}),
	)
	for _, s := range b.Series {
		chart.AddSeries(s.Name, amounts(s))
	}
	chart.Validate()
	option := chart.JSON()
	// What the builder has no words for, or writes as strings.
	option["animation"] = false
	option["textStyle"] = map[string]any{"color": inkColour}
	from, to, below := b.scale()
	// The bars share a group's lower part; the grid is lowered so that each
	// group's name fits above them.
	shift := (nameHeight + nameGap - groupGap) / 2
	option["grid"] = map[string]any{"left": edge, "right": edge, "top": top + shift, "height": group * len(names), "containLabel": false}
	option["xAxis"] = []any{map[string]any{"type": "value", "show": false, "min": from, "max": to}}
	words := map[string]any{
		"inside": true, "interval": 0, "align": "left", "verticalAlign": "bottom", "color": inkColour, "fontSize": fontSize, "lineHeight": lineHeight,
		"margin": 0, "padding": []int{0, 0, bars/2 + nameGap, 0},
	}
	if below { // a long name may lie over the zero line
		words["textBorderColor"], words["textBorderWidth"] = "#fff", 3
	}
	option["yAxis"] = []any{
		map[string]any{
			"type": "category", "data": names, "inverse": true, "z": 3,
			"axisTick": map[string]any{"show": false}, "axisLine": map[string]any{"show": false, "onZero": false}, "axisLabel": words,
		},
		// The zero line stands where zero is, the names at the edge.
		map[string]any{
			"type": "category", "data": names, "inverse": true, "position": "left",
			"axisTick": map[string]any{"show": false}, "axisLabel": map[string]any{"show": false}, "axisPointer": map[string]any{"show": false},
			"axisLine": map[string]any{"show": true, "onZero": true, "lineStyle": map[string]any{"color": lineColour}},
		},
	}
	delete(option, "legend")
	if len(b.Series) > 1 {
		option["legend"] = b.legend()
	}
	series := make([]any, len(b.Series))
	for i, s := range b.Series {
		series[i] = map[string]any{
			"type": "bar", "name": s.Name, "data": b.items(s), "barWidth": barHeight, "barMinHeight": 1, "barGap": percentOf(barGap, barHeight),
			"itemStyle": s.Tone.style(), "cursor": "default",
			"emphasis": map[string]any{"focus": "series"}, "blur": faded(0.45),
		}
	}
	option["series"] = series
	delete(option, "color")
	return plan{option: option, width: width, height: height, name: b.Name, about: b.About}, nil
}

// legend names the series at the top left, each swatch drawn as its bars are.
func (b Bars) legend() map[string]any {
	entries := make([]any, len(b.Series))
	for i, s := range b.Series {
		entries[i] = map[string]any{"name": s.Name, "icon": "rect", "itemStyle": s.Tone.style()}
	}
	return map[string]any{
		"show": true, "left": 0, "top": 0, "itemWidth": 16, "itemHeight": 11, "itemGap": 14, "padding": 2, "selectedMode": false, "data": entries,
		"textStyle": map[string]any{"color": softColour, "fontSize": fontSize},
	}
}

// amounts are the marks as the builder takes them.
func amounts(s Series) []opts.BarData {
	data := make([]opts.BarData, len(s.Values))
	for i, v := range s.Values {
		data[i] = opts.BarData{Value: v.Amount}
	}
	return data
}

// items are the marks with their printed labels, which the builder's type
// cannot carry.
func (b Bars) items(s Series) []any {
	items := make([]any, len(s.Values))
	for i, v := range s.Values {
		items[i] = mark{v, b.Unit}.item()
	}
	return items
}

// scale returns the amounts at the left and right edges: the least and the
// greatest one, zero among them, and beyond them what the labels take. So the
// whole width answers to pointers. below reports whether any is below zero.
func (b Bars) scale() (from, to float64, below bool) {
	var least, most, left, right float64
	for _, s := range b.Series {
		for _, v := range s.Values {
			room := textWidth(v.Label+v.Missing, fontSize) + 2*labelGap
			if v.below() {
				least, left = min(least, v.Amount), max(left, room)
				continue
			}
			right = max(right, room)
			if v.Missing == "" {
				most = max(most, v.Amount)
			}
		}
	}
	span := most - least
	if span == 0 {
		span = 1 // an axis needs a length, even when nothing is drawn along it
	}
	unit := span / max(width-2*edge-left-right, 1)
	return least - left*unit, most + right*unit, least < 0
}
