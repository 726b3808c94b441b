package web

import (
	"bytes"
	"context"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/charts"
	"mingzhang/internal/data"
	"mingzhang/internal/export"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/story"
	"mingzhang/web/templates"
)

// across is a unit with its figures over the years.
type across struct {
	unit     data.Unit
	editions []data.Edition // current ones, newest year first
	trends   story.Trends
	history  history
}

// acrossYears reads what the unit's reports say of each year.
func (s *Server) acrossYears(ctx context.Context, unit data.Unit) (across, error) {
	a := across{unit: unit}
	points, err := s.store.Series(ctx, unit.ID, story.TrendItems(), story.TrendBases())
	if err != nil {
		return a, err
	}
	for _, year := range unit.Years {
		e, err := s.store.Current(ctx, unit.ID, year)
		if err != nil {
			return a, err
		}
		a.editions = append(a.editions, e)
	}
	classes, err := s.store.ClassSeries(ctx, unit.ID, fiscal.GeneralExpense)
	if err != nil {
		return a, err
	}
	if a.history, err = s.history(ctx, unit); err != nil {
		return a, err
	}
	a.trends = story.NewTrends(yearFacts(points)).WithClasses(yearFacts(classes))
	a.trends.Breaks = a.history.breaks(unit)
	return a, nil
}

func yearFacts(points []data.Point) []story.YearFact {
	facts := make([]story.YearFact, len(points))
	for i, p := range points {
		facts[i] = story.YearFact{Year: p.Year, Fact: p.Fact, At: p.Start, Edition: p.Edition}
	}
	return facts
}

// unit serves a unit across years.
func (s *Server) unit(c echo.Context) error {
	unit, err := s.unitOf(c)
	if err != nil {
		return err
	}
	if c.Param("unit") != unitSegment(unit) {
		return redirectWithin(c, unitHome(unit), 2)
	}
	return s.kept(c, func(ctx context.Context) (content, error) {
		a, err := s.acrossYears(ctx, unit)
		if err != nil {
			return content{}, err
		}
		page := s.page(unitHome(unit), unit.Name, unit.Name+"历年部门决算：支出、收入、三公经费、人员，每个数字都通到原文。")
		page.Nav = "units"
		page.Crumbs = []templates.Crumb{{Text: "单位", Href: "/units"}, {Text: unit.Name}}
		file := strings.TrimSuffix(unitHome(unit), "/")
		page.Alternates = append(dataAlternates(file, "历年数字"), templates.Alternate{Type: typeAtomLink, Href: file + suffixAtom, Title: unit.Name + "：新的公开"})
		view := templates.Unit{
			Page: page, Name: unit.Name, Aliases: unit.Aliases, Region: regionName(unit.Region), Inferred: unit.RegionInferred, Years: a.trends.Years,
			Home: unitHome(unit), Compare: comparison{units: []int64{unit.ID}, item: defaultItem, view: story.AmountView}.address(""), Former: formerViews(unit.Former), Changes: changeViews(unit, a.history.changes), Namings: a.history.namingViews(), All: a.trends,
		}
		for i, e := range a.editions {
			if i > 0 {
				view.Earlier = append(view.Earlier, a.yearLine(e.Year))
				continue
			}
			if view.Latest, err = s.publication(ctx, e); err != nil {
				return content{}, err
			}
		}
		if view.Evaluations, err = s.unitEvaluations(ctx, unit); err != nil {
			return content{}, err
		}
		for _, row := range a.trends.Rows {
			view.Trends = append(view.Trends, templates.Trend{Name: row.Item.Term(), Cells: trendCells(row.Cells)})
		}
		for _, row := range a.trends.Classes {
			view.Classes = append(view.Classes, templates.ClassTrend{Row: row, Cells: trendCells(row.Cells)})
		}
		view.ClassUnit = a.trends.ClassUnit()
		all, _, err := s.restated(ctx, data.RestatementFilter{UnitID: unit.ID}, true)
		if err != nil {
			return content{}, err
		}
		view.Tally = story.TallyRestated(all)
		for _, r := range all {
			if r.Kind.Differs() {
				view.Differs = append(view.Differs, r)
			}
		}
		for _, spec := range a.trends.Charts() {
			drawn, err := s.engine.Draw(ctx, spec.Chart)
			if err != nil {
				return content{}, err
			}
			view.Charts = append(view.Charts, templates.Chart{Spec: spec, SVG: string(drawn.SVG), Base: "charts/" + spec.Key, From: unit.Name + " " + years(unit.Years) + " 年度部门决算"})
		}
		if view.JSONLD, err = datasetJSON(s.unitMeta(unit), page.Description); err != nil {
			return content{}, err
		}
		return s.html(ctx, templates.UnitPage(view))
	})
}

// yearLine sums up the report of a year from the trends.
func (a across) yearLine(year int) templates.YearLine {
	root := itoa(year) + "/"
	l := templates.YearLine{Year: year, Unit: a.history.printed[year], Href: reportHome(a.unit, year), Root: templates.Root(root)}
	for _, item := range []fiscal.Item{fiscal.ExpenseYear, fiscal.IncomeYear, fiscal.SangongTotal} {
		for _, row := range a.trends.Rows {
			for _, c := range row.Cells {
				if row.Item == item && c.Year == year && c.StatedIn == year {
					l.Facts = append(l.Facts, templates.Headliner{Label: item.Term(), Cell: c.Cell})
				}
			}
		}
	}
	return l
}

// trendCells gives each year's figure the way to the report that states it.
func trendCells(cells []story.YearCell) []templates.TrendCell {
	all := make([]templates.TrendCell, len(cells))
	for i, c := range cells {
		all[i] = templates.TrendCell{Year: c.Year, Cell: c.Cell, Root: templates.Root(itoa(c.StatedIn) + "/")}
	}
	return all
}

// unitFile serves the years of a unit as data, or sends to its page.
func (s *Server) unitFile(c echo.Context) error {
	unit, err := s.unitOf(c)
	if err != nil {
		return err
	}
	name, suffix := splitSuffix(c.Param("unit"))
	if suffix != "" && name != unitSegment(unit) {
		return redirectWithin(c, unitHome(unit), 2)
	}
	switch suffix {
	case suffixAtom:
		return s.unitFeed(c, unit)
	case ".csv", ".json", suffixXLSX:
	default:
		return c.Redirect(http.StatusMovedPermanently, unitHome(unit))
	}
	trends := func(ctx context.Context) (across, error) {
		a, err := s.acrossYears(ctx, unit)
		if err != nil {
			return a, err
		}
		return a, s.quoteTrends(ctx, a.trends)
	}
	write := map[string]func(ctx context.Context, b *bytes.Buffer, o export.Options) error{
		".csv": func(ctx context.Context, b *bytes.Buffer, o export.Options) error {
			a, err := trends(ctx)
			if err != nil {
				return err
			}
			return export.TrendsCSV(b, s.unitMeta(unit), a.trends, o)
		},
		".json": func(ctx context.Context, b *bytes.Buffer, _ export.Options) error {
			a, err := trends(ctx)
			if err != nil {
				return err
			}
			all, _, err := s.restated(ctx, data.RestatementFilter{UnitID: unit.ID}, false)
			if err != nil {
				return err
			}
			return export.TrendsJSON(b, s.unitMeta(unit), a.trends, s.exportedNames(unit, a.history), story.TallyRestated(all))
		},
	}
	if suffix != ".json" {
		return s.csv(c, write[".csv"])
	}
	return s.kept(c, func(ctx context.Context) (content, error) {
		var b bytes.Buffer
		err := write[suffix](ctx, &b, export.Options{})
		return content{mediaType: typeJSON, body: b.Bytes()}, err
	})
}

// quoteTrends gives every figure the sentence that states it.
func (s *Server) quoteTrends(ctx context.Context, t story.Trends) error {
	var lines [][]story.YearCell
	for _, row := range t.Rows {
		lines = append(lines, row.Cells)
	}
	for _, row := range t.Classes {
		lines = append(lines, row.Cells)
	}
	for _, line := range lines {
		for i := range line {
			c := &line[i]
			if c.Edition == "" || c.At < 0 {
				continue
			}
			sentence, _, err := s.store.Sentence(ctx, c.Edition, c.At, c.At+1)
			if err != nil {
				return err
			}
			c.Sentence = sentence
		}
	}
	return nil
}

func (s *Server) unitMeta(u data.Unit) export.Meta {
	return export.Meta{BaseURL: s.config.BaseURL, Home: unitHome(u), Unit: u.Name, Region: u.Region, RegionName: regionName(u.Region)}
}

// unitChart serves the files of a chart of the unit's page.
func (s *Server) unitChart(c echo.Context) error {
	unit, err := s.unitOf(c)
	if err != nil {
		return err
	}
	key, suffix := splitSuffix(c.Param("chart"))
	date := ""
	find := func(ctx context.Context) (story.ChartSpec, charts.Drawing, error) {
		a, err := s.acrossYears(ctx, unit)
		if err != nil {
			return story.ChartSpec{}, charts.Drawing{}, err
		}
		if len(a.editions) > 0 {
			date = "最新一年的文件：" + dated(a.editions[0])
		}
		for _, spec := range a.trends.Charts() {
			if spec.Key == key {
				d, err := s.engine.Draw(ctx, spec.Chart)
				return spec, d, err
			}
		}
		return story.ChartSpec{}, charts.Drawing{}, notFound("没有这幅图", "请从单位页进入。")
	}
	if suffix == ".csv" || suffix == suffixXLSX {
		return s.csv(c, func(ctx context.Context, b *bytes.Buffer, o export.Options) error {
			spec, _, err := find(ctx)
			if err != nil {
				return err
			}
			return export.ChartCSV(b, spec, o)
		})
	}
	return s.kept(c, func(ctx context.Context) (content, error) {
		spec, d, err := find(ctx)
		switch {
		case err != nil:
			return content{}, err
		case suffix == ".json":
			return content{mediaType: typeJSON, body: d.Option}, nil
		case suffix == ".svg":
			return content{mediaType: typeSVG, filename: key + ".svg", body: charts.Standalone(d.SVG, charts.Frame{
				Headline: spec.Headline.Plain(), Subtitle: spec.Measure, Source: "来源：" + unit.Name + years(unit.Years) + " 年度部门决算",
				Date: date, Address: s.config.BaseURL + unitHome(unit),
			})}, nil
		}
		return content{}, notFound("没有这幅图", "请从单位页进入。")
	})
}
