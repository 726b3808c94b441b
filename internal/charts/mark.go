package charts

import "strconv"

// mark is the value of one bar together with what its label says.
type mark struct {
	Value
	unit string
}

// item returns the mark as ECharts takes it: the amount places it, the label
// is the figure as printed.
func (m mark) item() map[string]any {
	label := map[string]any{"show": true, "position": "right", "distance": 5, "formatter": m.Label, "color": inkColour, "fontSize": fontSize}
	item := map[string]any{"value": m.Amount, "label": label, "print": m.Label, "unit": m.unit}
	if m.Pale {
		item["itemStyle"] = Pale.style()
	}
	if m.Missing != "" {
		label["formatter"], label["color"] = m.Missing, softColour
		item["value"], item["print"], item["missing"] = 0, m.Missing, true
	}
	if item["value"] == 0 || m.Amount == 0 {
		item["itemStyle"] = map[string]any{"color": "none", "borderWidth": 0} // nothing to draw, nothing to outline
	}
	return item
}

func percentOf(part, whole int) string { return strconv.Itoa(100*part/whole) + "%" }
