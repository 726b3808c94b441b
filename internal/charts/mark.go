package charts

import (
	"strconv"
	"strings"
)

// mark is the value of one bar together with what its label says.
type mark struct {
	Value
	unit string
}

// below reports whether a bar goes left of the zero line.
func (v Value) below() bool { return v.Missing == "" && v.Amount < 0 }

// item returns the mark as ECharts takes it: the amount places it, the label
// is the figure as printed.
func (m mark) item() map[string]any {
	label := map[string]any{"show": true, "position": "right", "distance": labelGap, "formatter": literal(m.Label), "color": inkColour, "fontSize": fontSize}
	item := map[string]any{"value": m.Amount, "label": label, "print": m.Label, "unit": m.unit}
	if m.below() {
		label["position"] = "left"
	}
	if m.Pale {
		item["itemStyle"] = Pale.style()
	}
	if m.Missing != "" {
		label["formatter"], label["color"] = literal(m.Missing), softColour
		item["value"], item["print"], item["missing"] = 0, m.Missing, true
	}
	if m.Missing != "" || m.Amount == 0 {
		item["itemStyle"] = map[string]any{"color": "none", "borderWidth": 0} // nothing to draw, nothing to outline
	}
	return item
}

func percentOf(part, whole int) string { return strconv.Itoa(100*part/whole) + "%" }

// literal keeps ECharts from reading words in braces as its own templates: an
// unseen mark after the brace makes them none.
func literal(text string) string { return strings.ReplaceAll(text, "{", "{"+inSide) }
