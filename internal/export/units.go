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
	Former     []FormerName `json:"former_names"`
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

// UnitsCSV writes the list of units, with the two amounts of the latest year or
// the word for the nothing that stands in their place.
func UnitsCSV(w io.Writer, units []UnitRow, o Options) error {
	rows := [][]string{{"id", "name", "aliases", "region", "region_name", "years", "latest_year", "expense_year", "expense_unit", "sangong_total", "sangong_unit", "url", "former_names"}}
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
		var former []string
		for _, f := range u.Former {
			former = append(former, f.Name)
		}
		rows = append(rows, append(row, u.URL, strings.Join(former, "；")))
	}
	return table(w, o, rows)
}
