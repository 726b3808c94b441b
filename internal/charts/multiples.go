package charts

import (
	"errors"
	"slices"
	"strings"

	echarts "github.com/go-echarts/go-echarts/v2/charts"
)

// Multiples are small column charts below each other, one for each of the
// things compared, over the same categories and on the same scale.
type Multiples struct {
	Name, About string   // accessible name and description
	Unit        string   // of every label, for tooltips
	Categories  []string // years
	Panels      []Panel
	Own         bool // each panel on a scale of its own
}

// Panel is one of the small charts.
type Panel struct {
	Name   string
	Values []Value // one for each category
}

const (
	panelFont   = 13
	panelPlot   = 64 // height of the tallest column
	panelLabel  = 17 // below columns, for their figures
	panelHead   = 23 // between a panel's name and its tallest column
	panelYears  = 20
	panelGap    = 18
	columnRoom  = 0.62 // of a category's width
	yearGap     = 4
	figureGap   = 3
	columnMost  = 46 // however few categories there are
	labelsApart = 4
)

func (m Multiples) plan() (plan, error) {
	l, err := m.layout()
	if err != nil {
		return plan{}, err
	}
	hidden := map[string]any{"show": false}
	var grids, xs, ys, series []any
	for i, p := range m.Panels {
		grids = append(grids, map[string]any{"left": edge, "right": edge, "top": l.tops[i], "height": panelPlot, "containLabel": false})
		// Two axes: the years stand at the foot, the line where zero is.
		xs = append(xs,
			map[string]any{
				"type": "category", "gridIndex": i, "data": m.Categories, "position": "bottom", "axisTick": hidden, "axisLine": map[string]any{"show": false, "onZero": false},
				"offset": l.below, "axisLabel": map[string]any{"interval": 0, "color": softColour, "fontSize": panelFont, "margin": yearGap},
			},
			map[string]any{
				"type": "category", "gridIndex": i, "data": m.Categories, "position": "bottom", "axisTick": hidden, "axisLabel": hidden, "axisPointer": hidden,
				"axisLine": map[string]any{"show": true, "onZero": true, "lineStyle": map[string]any{"color": lineColour}},
			})
		ys = append(ys, map[string]any{
			"type": "value", "gridIndex": i, "min": l.from[i], "max": l.to[i], "splitLine": hidden, "axisTick": hidden, "axisLabel": hidden,
			"axisLine": map[string]any{"show": false}, "name": strings.Join(l.names[i], "\n"), "nameLocation": "end", "nameGap": panelHead,
			"nameTextStyle": map[string]any{"align": "left", "verticalAlign": "bottom", "color": inkColour, "fontSize": fontSize, "lineHeight": lineHeight},
		})
		items := make([]any, len(p.Values))
		for k, v := range p.Values {
			items[k] = columnItem(mark{v, m.Unit}, l.shown[i][k])
		}
		series = append(series, map[string]any{
			"type": "bar", "name": p.Name, "xAxisIndex": 2 * i, "yAxisIndex": i, "data": items, "barMinHeight": 1, "barWidth": l.column,
			"itemStyle": Strong.style(), "cursor": "default",
		})
	}
	chart := echarts.NewBar()
	chart.Validate()
	option := chart.JSON()
	for name, value := range map[string]any{
		"animation": false, "textStyle": map[string]any{"color": inkColour}, "grid": grids, "xAxis": xs, "yAxis": ys, "series": series,
	} {
		option[name] = value
	}
	delete(option, "legend")
	delete(option, "color")
	return plan{option: option, width: width, height: l.height, name: m.Name, about: m.About}, nil
}

// panels is where everything of Multiples stands, in the units of width.
type panels struct {
	from, to     []float64  // the amounts at the foot and the head of each panel
	slot, column float64    // width of a category, and of a column in it
	below        float64    // between a panel and its years, where figures stand below columns
	names        [][]string // of panels, in lines
	tops         []int      // of the columns of each panel
	shown        [][]bool   // which figures are written
	height       int
}

func (m Multiples) layout() (panels, error) {
	if len(m.Categories) == 0 || len(m.Panels) == 0 {
		return panels{}, errors.New("图里没有数据")
	}
	var l panels
	l.from, l.to = m.scales()
	l.slot = float64(width-2*edge) / float64(len(m.Categories))
	l.column = min(l.slot*columnRoom, columnMost)
	if slices.Min(l.from) < 0 {
		l.below = panelLabel
	}
	y := topBare
	for _, p := range m.Panels {
		if len(p.Values) != len(m.Categories) {
			return panels{}, errors.New("图里“" + p.Name + "”的数与类别不一样多")
		}
		name := wrap(p.Name, fontSize, width-8)
		top := y + len(name)*lineHeight + panelHead
		l.names, l.tops, l.shown = append(l.names, name), append(l.tops, top), append(l.shown, m.labelled(p, l.slot))
		y = top + panelPlot + int(l.below) + panelYears + panelGap
	}
	l.height = y - panelGap
	return l, nil
}

// scales returns the amounts at the foot and the head of each panel: the same
// for all, unless each has its own.
func (m Multiples) scales() (from, to []float64) {
	for i := range m.Panels {
		panels := m.Panels
		if m.Own {
			panels = m.Panels[i : i+1]
		}
		a, b := scaleOf(panels)
		from, to = append(from, a), append(to, b)
	}
	return from, to
}

// scaleOf returns the least and the greatest amount of panels, zero among them.
func scaleOf(panels []Panel) (from, to float64) {
	for _, p := range panels {
		for _, v := range p.Values {
			if v.Missing == "" {
				from, to = min(from, v.Amount), max(to, v.Amount)
			}
		}
	}
	if from == to {
		to = 1 // an axis needs a length, even when nothing is drawn along it
	}
	return from, to
}

// columnItem is a mark as ECharts takes it, its figure above the column, or
// below one that goes down. Where there is no room the figure is left to the
// table beside the chart.
func columnItem(m mark, shown bool) map[string]any {
	item := m.item()
	label := item["label"].(map[string]any)
	label["position"], label["fontSize"], label["distance"], label["show"] = "top", panelFont, figureGap, shown
	if m.below() {
		label["position"] = "bottom"
	}
	return item
}

// labelled says which figures of a panel are written: all where there is room,
// else the last, the first, the greatest, the least, and of the rest those that
// stand free of them.
func (m Multiples) labelled(p Panel, slot float64) []bool {
	n := len(p.Values)
	half := make([]float64, n)
	order := []int{n - 1, 0}
	greatest, least := 0, 0
	for i, v := range p.Values {
		half[i] = textWidth(v.Label+v.Missing, panelFont) / 2
		if v.Amount > p.Values[greatest].Amount {
			greatest = i
		}
		if v.Amount < p.Values[least].Amount {
			least = i
		}
	}
	order = append(order, greatest, least)
	for i := range n {
		order = append(order, i)
	}
	shown := make([]bool, n)
	for _, i := range order {
		free := true
		for k := range n {
			if k != i && shown[k] && half[i]+half[k]+labelsApart > slot*float64(max(i, k)-min(i, k)) {
				free = false
			}
		}
		// A figure at the edge must not be cut off.
		room := slot * (float64(min(i, n-1-i)) + 0.5)
		shown[i] = shown[i] || free && half[i] <= room+1
	}
	if !slices.Contains(shown, true) {
		shown[n-1] = true
	}
	return shown
}
