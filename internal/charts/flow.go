package charts

import (
	"errors"
	"slices"
	"strings"

	echarts "github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// Flow shows where amounts come from and go to, through one node in the middle.
type Flow struct {
	Name, About string
	Unit        string
	In          []Part
	Middle      Part
	Out         []Part
}

// Part is one node of a flow.
type Part struct {
	Name   string
	Amount float64
	Label  string // as printed
}

const (
	flowPart = 30 // mean height of a node, beside the gap that its words need
	flowNode = 14
	flowTop  = lineHeight + 8 // the words of the middle node stand above it
	flowSide = 6              // between a node and its words
)

// flowWords is the width for the words of a node: half the picture less the
// nodes.
const flowWords = (width-3*flowNode)/2 - 2*flowSide

func (f Flow) plan() (plan, error) {
	if len(f.In) == 0 || len(f.Out) == 0 {
		return plan{}, errors.New("图里没有数据")
	}
	lines := 0
	for _, p := range slices.Concat(f.In, []Part{f.Middle}, f.Out) {
		if !(p.Amount > 0) {
			return plan{}, errors.New("流向图画不出“" + p.Name + "”：它不大于零")
		}
		lines = max(lines, len(wrap(p.Name, fontSize, flowWords))+1)
	}
	gap := lines*lineHeight + 10
	bottom := lines*lineHeight/2 + 7 // the words of the lowest node reach below it
	height := flowTop + bottom + (flowPart+gap)*max(len(f.In), len(f.Out)) + 60

	var nodes []opts.SankeyNode
	var links []opts.SankeyLink
	for _, p := range f.In {
		nodes = append(nodes, opts.SankeyNode{Name: inSide + p.Name})
		links = append(links, opts.SankeyLink{Source: inSide + p.Name, Target: f.Middle.Name, Value: float32(p.Amount)})
	}
	nodes = append(nodes, opts.SankeyNode{Name: f.Middle.Name})
	for _, p := range f.Out {
		nodes = append(nodes, opts.SankeyNode{Name: outSide + p.Name})
		links = append(links, opts.SankeyLink{Source: f.Middle.Name, Target: outSide + p.Name, Value: float32(p.Amount)})
	}
	chart := echarts.NewSankey()
	chart.AddSeries(f.Name, nodes, links)
	chart.Validate()
	option := chart.JSON()
	option["animation"] = false
	delete(option, "legend")
	delete(option, "color")
	option["textStyle"] = map[string]any{"color": inkColour}
	// The builder's links hold float32, too short for an amount to the cent.
	option["series"] = []any{map[string]any{
		"type": "sankey", "data": f.nodes(), "links": f.links(), "left": 1, "right": 1, "top": flowTop, "bottom": bottom,
		"nodeWidth": flowNode, "nodeGap": gap, "nodeAlign": "justify", "draggable": false, "layoutIterations": 0,
		"lineStyle": map[string]any{"color": "source", "opacity": 0.22, "curveness": 0.5},
		"emphasis":  map[string]any{"focus": "adjacency"}, "blur": faded(0.3),
	}}
	return plan{option: option, width: width, height: height, name: f.Name, about: f.About}, nil
}

// A name may stand on both sides; nodes need names of their own. Zero-width
// marks keep them apart and are never seen.
const (
	inSide  = "\u200b"
	outSide = "\u200c"
)

func (f Flow) nodes() []any {
	var nodes []any
	add := func(prefix string, p Part, side, words, colour string) {
		nodes = append(nodes, map[string]any{
			"name": prefix + p.Name, "print": p.Label, "unit": f.Unit,
			"itemStyle": map[string]any{"color": colour, "borderColor": colour, "borderWidth": 1}, // an edge: the smallest node is still seen
			"label": map[string]any{
				"position": side, "distance": flowSide, "formatter": literal(words), "color": inkColour, "fontSize": fontSize, "lineHeight": lineHeight,
				"textBorderColor": "#fff", "textBorderWidth": 3, // words may lie over a stream
			},
		})
	}
	below := func(p Part) string {
		return strings.Join(append(wrap(p.Name, fontSize, flowWords), p.Label), "\n")
	}
	for _, p := range f.In {
		add(inSide, p, "right", below(p), strongFill)
	}
	add("", f.Middle, "top", f.Middle.Name+" "+f.Middle.Label, softColour)
	for i, p := range f.Out {
		colour := accentFill
		if i > 0 {
			colour = neutralFill
		}
		add(outSide, p, "left", below(p), colour)
	}
	return nodes
}

func (f Flow) links() []any {
	var links []any
	add := func(source, target, print string, amount float64, colour string) {
		links = append(links, map[string]any{"source": source, "target": target, "value": amount, "print": print, "unit": f.Unit,
			"lineStyle": map[string]any{"color": colour}})
	}
	for _, p := range f.In {
		add(inSide+p.Name, f.Middle.Name, p.Label, p.Amount, strongFill)
	}
	for i, p := range f.Out {
		colour := accentFill
		if i > 0 {
			colour = neutralFill
		}
		add(f.Middle.Name, outSide+p.Name, p.Label, p.Amount, colour)
	}
	return links
}
