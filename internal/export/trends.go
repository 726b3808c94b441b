package export

import (
	"io"
	"strconv"
	"strings"

	"mingzhang/internal/fiscal"
	"mingzhang/internal/story"
)

// Names are what a unit is and was called, and what became of it.
type Names struct {
	Name    string       `json:"name"`
	Former  []FormerName `json:"former"`
	Changes []Change     `json:"changes"`
}

// FormerName is a name that a unit no longer carries; 0 is an unknown year.
type FormerName struct {
	Name string `json:"name"`
	From int    `json:"from,omitempty"`
	To   int    `json:"to,omitempty"`
}

// Change is what became of a unit.
type Change struct {
	Kind  string `json:"kind"` // rename, merge, split
	Year  int    `json:"year,omitempty"`
	Unit  string `json:"unit"`  // that goes on
	Other string `json:"other"` // rename: the old name
	URL   string `json:"url,omitempty"`
	Note  string `json:"note,omitempty"`
}

// TrendsCSV writes the items of a unit and the classes of 一般公共预算支出 over
// the years, a line an item and year. value is the decimal as printed, in
// measure; it is empty where kind_of_nothing says why. stated_in is the year of
// the report that gives it; break says what keeps the year from being compared
// with the one before.
func TrendsCSV(w io.Writer, m Meta, t story.Trends, o Options) error {
	rows := [][]string{{"unit", "region", "item", "term", "year", "value", "measure", "origin", "kind_of_nothing", "stated_in", "class_code", "class_path", "class_former", "break",
		"basis", "edition", "sentence", "url", "card", "correction"}}
	add := func(item fiscal.Item, class []string, cells []story.YearCell) {
		for _, c := range cells {
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
			row := []string{m.Unit, m.Region, string(item), item.Term(), strconv.Itoa(c.Year), value, measure, origin, c.Nothing.Term(), statedIn}
			row = append(append(row, class...), breakText(t, c.Year))
			rows = append(rows, append(row, string(c.Basis), c.Edition, c.Sentence, m.place(c.Edition, c.At), m.card(c.Card), correctedOf(c.Cell)))
		}
	}
	for _, r := range t.Rows {
		add(r.Item, []string{"", "", ""}, r.Cells)
	}
	for _, r := range t.Classes {
		var former []string
		for _, n := range r.Former {
			former = append(former, n.Name)
		}
		add(fiscal.GeneralExpense, []string{r.Class.Code, r.Class.String(), strings.Join(former, "；")}, r.Cells)
	}
	return table(w, o, rows)
}

func breakText(t story.Trends, year int) string {
	var all []string
	for _, b := range t.BreaksIn(year) {
		all = append(all, b.Text)
	}
	return strings.Join(all, "；")
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

func (m Meta) points(cells []story.YearCell) []point {
	all := []point{}
	for _, c := range cells {
		p := point{Year: c.Year, Nothing: string(c.Nothing), StatedIn: c.StatedIn,
			Basis: string(c.Basis), Edition: c.Edition, Sentence: c.Sentence, Source: m.place(c.Edition, c.At), Card: m.card(c.Card)}
		if c.Figure != nil {
			p.Value, p.Measure, p.Derived = c.Figure.Value.String(), c.Figure.Unit, c.Figure.Derived
		}
		all = append(all, p)
	}
	return all
}

// TrendsJSON writes the items of a unit over the years, the classes of
// 一般公共预算支出, its names, and how many quantities of consecutive years
// agree.
func TrendsJSON(w io.Writer, m Meta, t story.Trends, n Names, tally story.RestatedTally) error {
	items := []map[string]any{}
	for _, r := range t.Rows {
		items = append(items, map[string]any{"item": r.Item, "term": r.Item.Term(), "years": m.points(r.Cells)})
	}
	classes := []map[string]any{}
	for _, r := range t.Classes {
		former := []map[string]any{}
		for _, f := range r.Former {
			former = append(former, map[string]any{"name": f.Name, "until": f.Until})
		}
		classes = append(classes, map[string]any{"item": fiscal.GeneralExpense, "class": r.Class, "former": former, "years": m.points(r.Cells)})
	}
	breaks := []map[string]any{}
	for _, b := range t.Breaks {
		breaks = append(breaks, map[string]any{"year": b.Year, "kind": b.Short, "text": b.Text})
	}
	if n.Former == nil {
		n.Former = []FormerName{}
	}
	if n.Changes == nil {
		n.Changes = []Change{}
	}
	restated := map[string]any{"url": m.URL() + "restatements.json"}
	for _, k := range fiscal.RestatementKinds {
		restated[string(k)] = tally[k]
	}
	return writeJSON(w, map[string]any{
		"unit": m.Unit, "region": m.Region, "url": m.URL(), "years": t.Years, "items": items,
		"classes": classes, "breaks": breaks, "names": n, "restatements": restated,
	})
}
