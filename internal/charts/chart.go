// Package charts draws charts on the server. It knows plain series and
// nothing of what they count. go-echarts is the one definition of a chart; the
// option it gives is drawn to SVG by ECharts itself in an embedded JavaScript
// engine, and is what the browser uses when scripts run.
package charts

// Value is one mark of a chart.
type Value struct {
	Amount  float64
	Label   string // the figure exactly as printed, shown at the mark
	Missing string // word for a value that is not known; nothing is drawn then
	Pale    bool   // drawn as a Pale series is, whatever the tone of its own
}

// Series is a row of marks of one colour.
type Series struct {
	Name   string
	Values []Value
	Tone   Tone
}

// Tone says how a series is coloured.
type Tone int

const (
	Strong  Tone = iota // the quantity that the chart is about
	Pale                // what it is compared with: drawn lighter, with a dashed edge
	Accent              // a third quantity
	Neutral             // the rest
)

// Chart is a chart that the Engine can draw.
type Chart interface {
	plan() (plan, error)
}

// plan is a chart ready to be drawn.
type plan struct {
	option        map[string]any
	width, height int
	name, about   string
}

// width is the base width of every chart in its own units: one column of a
// phone, enlarged at a desk.
const width = 400

// Sizes in the units of width.
const (
	fontSize   = 15
	lineHeight = 19
)

// Colours: marks at least 3:1 and words at least 4.5:1 against white.
const (
	inkColour   = "#1c2127"
	softColour  = "#555d66"
	lineColour  = "#d9d3c5"
	strongFill  = "#1b4d80"
	paleFill    = "#c9d8e8"
	accentFill  = "#c26a12"
	neutralFill = "#8a8f96"
)

// faded is how marks look while a reader points at others: the marks step back,
// their figures stay readable.
func faded(opacity float64) map[string]any {
	return map[string]any{"itemStyle": map[string]any{"opacity": opacity}, "label": map[string]any{"opacity": 1}}
}

func (t Tone) style() map[string]any {
	switch t {
	case Pale:
		return map[string]any{"color": paleFill, "borderColor": strongFill, "borderWidth": 1, "borderType": "dashed"}
	case Accent:
		return map[string]any{"color": accentFill}
	case Neutral:
		return map[string]any{"color": neutralFill}
	}
	return map[string]any{"color": strongFill}
}
