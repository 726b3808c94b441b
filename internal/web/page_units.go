package web

import (
	"bytes"
	"context"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/data"
	"mingzhang/internal/export"
	"mingzhang/internal/story"
	"mingzhang/web/templates"
)

// longestQuery is how many characters of a search are looked at.
const longestQuery = 60

// units serves the list of units, filtered by ?q= and ?region=.
func (s *Server) units(c echo.Context) error {
	filter := unitFilter(c)
	return s.kept(c, func(ctx context.Context) (content, error) {
		count, err := s.store.Count(ctx)
		if err != nil {
			return content{}, err
		}
		found, err := s.store.Units(ctx, filter)
		if err != nil {
			return content{}, err
		}
		title := "单位名录"
		if filter.Query != "" {
			title = "名称含“" + filter.Query + "”的单位"
		}
		page := s.page("/units", title, "已载入部门决算的单位，可按名称与地区查找。")
		page.Nav, page.NoIndex = "units", filter.Query != ""
		page.Crumbs = []templates.Crumb{{Text: "首页", Href: "/"}, {Text: "单位"}}
		page.Alternates = []templates.Alternate{
			{Type: "application/json", Href: "/units.json" + query(c), Title: "单位名录（JSON）"},
			{Type: "text/csv", Href: "/units.csv" + query(c), Title: "单位名录（CSV）"},
			{Type: typeXLSX, Href: "/units.xlsx" + query(c), Title: "单位名录（Excel）"},
		}
		view := templates.Units{Page: page, Query: filter.Query, All: count.Units}
		for _, u := range found {
			view.Rows = append(view.Rows, unitRow(u))
		}
		return s.html(ctx, templates.UnitsPage(view))
	})
}

func unitFilter(c echo.Context) data.UnitFilter {
	q := []rune(strings.TrimSpace(c.QueryParam("q")))
	return data.UnitFilter{Query: string(q[:min(len(q), longestQuery)]), Region: c.QueryParam("region")}
}

func query(c echo.Context) string {
	if q := c.QueryParams().Encode(); q != "" {
		return "?" + q
	}
	return ""
}

func unitRow(u data.UnitSummary) templates.UnitRow {
	row := templates.UnitRow{
		Name: u.Name, Aliases: u.Aliases, Former: formerViews(u.Former), Region: regionName(u.Region), Href: unitHome(u.Unit),
		Expense: story.FactCell(u.Expense), Sangong: story.FactCell(u.Sangong),
	}
	for _, y := range u.Years {
		row.Years = append(row.Years, templates.YearLink{Year: y, Href: reportHome(u.Unit, y)})
	}
	if len(row.Years) > 0 {
		row.Root = templates.Root(row.Years[0].Href)
	}
	return row
}

func (s *Server) exportedUnits(ctx context.Context, filter data.UnitFilter) ([]export.UnitRow, error) {
	found, err := s.store.Units(ctx, filter)
	if err != nil {
		return nil, err
	}
	rows := []export.UnitRow{}
	for _, u := range found {
		row := export.UnitRow{
			Years: []int{}, // never null in JSON
			ID:    u.ID, Name: u.Name, Aliases: u.Aliases, Former: exportedFormer(u.Former), Region: u.Region, RegionName: regionName(u.Region),
			URL: s.config.BaseURL + unitHome(u.Unit), Expense: u.Expense, Sangong: u.Sangong,
		}
		row.Years = append(row.Years, u.Years...)
		rows = append(rows, row)
	}
	return rows, nil
}

func (s *Server) unitsJSON(c echo.Context) error {
	filter := unitFilter(c)
	return s.kept(c, func(ctx context.Context) (content, error) {
		rows, err := s.exportedUnits(ctx, filter)
		if err != nil {
			return content{}, err
		}
		var b bytes.Buffer
		err = export.UnitsJSON(&b, rows)
		return content{mediaType: typeJSON, body: b.Bytes()}, err
	})
}

func (s *Server) unitsCSV(c echo.Context) error {
	filter := unitFilter(c)
	return s.csv(c, func(ctx context.Context, b *bytes.Buffer, options export.Options) error {
		rows, err := s.exportedUnits(ctx, filter)
		if err != nil {
			return err
		}
		return export.UnitsCSV(b, rows, options)
	})
}

// years writes years as a list: 2023、2024.
func years(list []int) string {
	words := make([]string, len(list))
	for i, y := range list {
		words[i] = strconv.Itoa(y)
	}
	return strings.Join(words, "、")
}
