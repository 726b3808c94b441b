package export

import (
	"io"
	"strconv"

	"mingzhang/internal/fiscal"
	"mingzhang/internal/story"
)

// TrendsCSV writes the items of a unit over the years, a line an item and
// year. value is the decimal as printed, in measure; it is empty where
// kind_of_nothing says why. stated_in is the year of the report that gives it.
func TrendsCSV(w io.Writer, m Meta, t story.Trends, o Options) error {
	rows := [][]string{{"unit", "region", "item", "term", "year", "value", "measure", "origin", "kind_of_nothing", "stated_in", "basis", "edition", "sentence", "url", "card"}}
	for _, r := range t.Rows {
		for _, c := range r.Cells {
			value, measure, origin, statedIn := "", "", "", strconv.Itoa(c.StatedIn)
			switch {
			case c.Figure == nil && c.Nothing == story.StatedNone:
				origin = string(fiscal.StatedNone)
			case c.Figure == nil:
				statedIn = ""
			default:
				value, measure, origin = c.Figure.Value.String(), c.Figure.Unit, string(fiscal.Stated)
				if c.Figure.Derived {
					origin = string(fiscal.Derived)
				}
			}
			rows = append(rows, []string{m.Unit, m.Region, string(r.Item), r.Item.Term(), strconv.Itoa(c.Year), value, measure, origin, c.Nothing.Term(), statedIn,
				string(c.Basis), c.Edition, c.Sentence, m.place(c.Edition, c.At), m.card(c.Card)})
		}
	}
	return table(w, o, rows)
}

// point is one year of an item in JSON.
type point struct {
	Year     int    `json:"year"`
	Value    string `json:"value,omitempty"`
	Measure  string `json:"unit,omitempty"`
	Derived  bool   `json:"derived,omitempty"`
	Nothing  string `json:"nothing,omitempty"`
	StatedIn int    `json:"stated_in"`
	Basis    string `json:"basis,omitempty"`
	Edition  string `json:"edition,omitempty"`
	Sentence string `json:"sentence,omitempty"`
	Source   string `json:"source_url,omitempty"`
	Card     string `json:"card,omitempty"`
}

// TrendsJSON writes the items of a unit over the years.
func TrendsJSON(w io.Writer, m Meta, t story.Trends) error {
	items := []map[string]any{}
	for _, r := range t.Rows {
		points := []point{}
		for _, c := range r.Cells {
			p := point{Year: c.Year, Nothing: string(c.Nothing), StatedIn: c.StatedIn,
				Basis: string(c.Basis), Edition: c.Edition, Sentence: c.Sentence, Source: m.place(c.Edition, c.At), Card: m.card(c.Card)}
			if c.Figure != nil {
				p.Value, p.Measure, p.Derived = c.Figure.Value.String(), c.Figure.Unit, c.Figure.Derived
			}
			points = append(points, p)
		}
		items = append(items, map[string]any{"item": r.Item, "term": r.Item.Term(), "years": points})
	}
	return writeJSON(w, map[string]any{"unit": m.Unit, "region": m.Region, "url": m.URL(), "years": t.Years, "items": items})
}
