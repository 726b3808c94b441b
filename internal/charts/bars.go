package charts

import (
	"errors"
	"strings"

	echarts "github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// Bars are horizontal bars in groups, one group a category, each category
// named above its bars so that long names need no margin.
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
	topWith   = 34 // room for the legend
	topBare   = 4
)

func (b Bars) plan() (plan, error) {
	if len(b.Categories) == 0 || len(b.Series) == 0 {
		return plan{}, errors.New("图里没有数据")
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
	group := nameHeight + 4 + bars + groupGap
	top := topBare
	if len(b.Series) > 1 {
		top = topWith
	}
	height := top + group*len(names)

	chart := echarts.NewBar()
	chart.SetGlobalOptions(
		echarts.WithLegendOpts(opts.Legend{Show: opts.Bool(len(b.Series) > 1), Left: "0", Top: "0", ItemWidth: 16, ItemHeight: 11}),
		echarts.WithGridOpts(opts.Grid{Left: "2", Right: "2", Top: "0", Bottom: "0"}),
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
	// The bars share a group's lower part; the grid is lowered so that each
	// group's name fits above them.
	shift := (nameHeight + 4 - groupGap) / 2
	option["grid"] = map[string]any{"left": 1, "right": b.labelRoom(), "top": top + shift, "height": group * len(names), "containLabel": false}
	option["xAxis"] = []any{map[string]any{"type": "value", "show": false, "min": 0}}
	option["yAxis"] = []any{map[string]any{
		"type": "category", "data": names, "inverse": true,
		"axisTick": map[string]any{"show": false}, "axisLine": map[string]any{"lineStyle": map[string]any{"color": lineColour}},
		"axisLabel": map[string]any{
			"inside": true, "interval": 0, "align": "left", "verticalAlign": "bottom", "color": inkColour, "fontSize": fontSize, "lineHeight": lineHeight,
			"margin": 0, "padding": []int{0, 0, bars/2 + 4, 0},
		},
		"z": 3,
	}}
	if legend, ok := option["legend"].(opts.Legend); ok && len(b.Series) > 1 {
		option["legend"] = map[string]any{
			"show": true, "left": 0, "top": 0, "itemWidth": legend.ItemWidth, "itemHeight": legend.ItemHeight, "itemGap": 14, "padding": 2,
			"textStyle": map[string]any{"color": softColour, "fontSize": fontSize},
		}
	} else {
		delete(option, "legend")
	}
	series := make([]any, len(b.Series))
	for i, s := range b.Series {
		series[i] = map[string]any{
			"type": "bar", "name": s.Name, "data": b.items(s), "barWidth": barHeight, "barGap": percentOf(barGap, barHeight),
			"itemStyle": s.Tone.style(), "emphasis": map[string]any{"focus": "series"}, "cursor": "default",
		}
	}
	option["series"] = series
	delete(option, "color")
	return plan{option: option, width: width, height: height, name: b.Name, about: b.About}, nil
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

// labelRoom is the room that the widest label takes right of its bar.
func (b Bars) labelRoom() float64 {
	room := 0.0
	for _, s := range b.Series {
		for _, v := range s.Values {
			room = max(room, textWidth(v.Label+v.Missing, fontSize))
		}
	}
	return room + 10
}
