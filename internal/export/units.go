package export

import (
	"io"
	"strconv"
	"strings"

	"mingzhang/internal/fiscal"
	"mingzhang/internal/story"
)

// UnitRow is one unit of the list.
type UnitRow struct {
	ID         int64        `json:"id"`
	Name       string       `json:"name"`
	Aliases    []string     `json:"aliases"`
	Region     string       `json:"region"`
	RegionName string       `json:"region_name"`
	Years      []int        `json:"years"` // the newest first
	URL        string       `json:"url"`
	Expense    *fiscal.Fact `json:"expense_year"`  // 本年支出合计 of the latest year, null when not mentioned
	Sangong    *fiscal.Fact `json:"sangong_total"` // “三公”经费 of the latest year
}

// UnitsJSON writes the list of units.
func UnitsJSON(w io.Writer, rows []UnitRow) error {
	return writeJSON(w, map[string]any{"units": rows})
}

// UnitsCSV writes the list of units.
func UnitsCSV(w io.Writer, units []UnitRow, o Options) error {
	rows := [][]string{{"id", "name", "aliases", "region", "region_name", "years", "latest_year", "expense_year", "expense_unit", "sangong_total", "sangong_unit", "url"}}
	for _, u := range units {
		latest := ""
		if len(u.Years) > 0 {
			latest = strconv.Itoa(u.Years[0])
		}
		row := []string{strconv.FormatInt(u.ID, 10), u.Name, strings.Join(u.Aliases, "；"), u.Region, u.RegionName, numbers(u.Years), latest}
		for _, f := range []*fiscal.Fact{u.Expense, u.Sangong} {
			measure := ""
			if f != nil {
				measure = string(f.Measure)
			}
			row = append(row, cellText(story.FactCell(f)), measure)
		}
		rows = append(rows, append(row, u.URL))
	}
	return table(w, o, rows)
}

// TrendsCSV writes the items of a unit over the years, a line an item and year.
func TrendsCSV(w io.Writer, m Meta, t story.Trends, o Options) error {
	rows := [][]string{{"unit", "item", "item_term", "year", "value", "measure", "origin", "stated_in"}}
	for _, r := range t.Rows {
		for _, c := range r.Cells {
			measure, origin := "", ""
			if c.Figure != nil {
				measure, origin = c.Figure.Unit, "stated"
				if c.Figure.Derived {
					origin = "derived"
				}
			}
			rows = append(rows, []string{m.Unit, string(r.Item), r.Item.Term(), strconv.Itoa(c.Year), cellText(c.Cell), measure, origin, strconv.Itoa(c.StatedIn)})
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
}

// TrendsJSON writes the items of a unit over the years.
func TrendsJSON(w io.Writer, m Meta, t story.Trends) error {
	items := []map[string]any{}
	for _, r := range t.Rows {
		points := []point{}
		for _, c := range r.Cells {
			p := point{Year: c.Year, Nothing: string(c.Nothing), StatedIn: c.StatedIn}
			if c.Figure != nil {
				p.Value, p.Measure, p.Derived = c.Figure.Value.String(), c.Figure.Unit, c.Figure.Derived
			}
			points = append(points, p)
		}
		items = append(items, map[string]any{"item": r.Item, "term": r.Item.Term(), "years": points})
	}
	return writeJSON(w, map[string]any{"unit": m.Unit, "region": m.Region, "url": m.URL(), "years": t.Years, "items": items})
}
