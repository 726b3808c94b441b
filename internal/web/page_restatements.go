package web

import (
	"bytes"
	"context"
	"io"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/data"
	"mingzhang/internal/export"
	"mingzhang/internal/story"
	"mingzhang/web/templates"
)

// restatementFilter reads ?show=differs and ?year=2023.
func restatementFilter(c echo.Context, unit data.Unit) (data.RestatementFilter, error) {
	f := data.RestatementFilter{UnitID: unit.ID}
	switch show := c.QueryParam("show"); show {
	case "", "all":
	case "differs":
		f.Differs = true
	default:
		return f, badRequest("show 只能是 all 或 differs", "不写就是全部。")
	}
	if y := c.QueryParam("year"); y != "" {
		year, err := strconv.Atoi(y)
		if err != nil || year < 1900 || year > 2099 {
			return f, badRequest("年度要写四位数字", "例如 ?year=2023。")
		}
		f.Year = year
	}
	return f, nil
}

// restatements serves the comparison of a unit's years: every quantity that two
// reports speak of.
func (s *Server) restatements(c echo.Context) error {
	unit, err := s.unitOf(c)
	if err != nil {
		return err
	}
	home := unitHome(unit)
	if c.Param("unit") != unitSegment(unit) {
		return redirectWithin(c, home, 2)
	}
	filter, err := restatementFilter(c, unit)
	if err != nil {
		return err
	}
	return s.kept(c, func(ctx context.Context) (content, error) {
		all, _, err := s.restated(ctx, data.RestatementFilter{UnitID: unit.ID}, true)
		if err != nil {
			return content{}, err
		}
		view := templates.Restatements{
			Page: s.page(home+"restatements", "上年数对不对得上，"+unit.Name, unit.Name+"每年的文件说的上年数，与上年自己公布的数逐项对照。"),
			Unit: unit.Name, Home: home, Differs: filter.Differs, Year: filter.Year, Tally: story.TallyRestated(all),
		}
		view.Nav = "units"
		view.Crumbs = []templates.Crumb{{Text: "单位", Href: "/units"}, {Text: unit.Name, Href: home}, {Text: "前后年度对照"}}
		view.NoIndex = c.QueryString() != ""
		for _, a := range []struct{ kind, suffix, name string }{{"application/json", ".json", "JSON"}, {"text/csv", ".csv", "CSV"}, {typeXLSX, suffixXLSX, "Excel"}} {
			view.Alternates = append(view.Alternates, templates.Alternate{Type: a.kind, Href: home + "restatements" + a.suffix + query(c), Title: "前后年度对照（" + a.name + "）"})
		}
		for _, r := range all {
			if !slices.Contains(view.Years, r.Year) {
				view.Years = append(view.Years, r.Year)
			}
			if (filter.Year == 0 || r.Year == filter.Year) && (!filter.Differs || r.Kind.Differs()) {
				view.Rows = append(view.Rows, r)
			}
		}
		return s.html(ctx, templates.RestatementsPage(view))
	})
}

// restatementsFile serves the same as data.
func (s *Server) restatementsFile(write func(w io.Writer, m export.Meta, all []export.Restatement, o export.Options) error, mediaType string) echo.HandlerFunc {
	return func(c echo.Context) error {
		unit, err := s.unitOf(c)
		if err != nil {
			return err
		}
		if c.Param("unit") != unitSegment(unit) {
			return redirectWithin(c, unitHome(unit), 2)
		}
		filter, err := restatementFilter(c, unit)
		if err != nil {
			return err
		}
		build := func(ctx context.Context, b *bytes.Buffer, o export.Options) error {
			all, found, err := s.restated(ctx, filter, true)
			if err != nil {
				return err
			}
			rows := make([]export.Restatement, len(all))
			for i, r := range all {
				rows[i] = export.Restatement{Restated: r, Own: found[i].Own.Fact, OwnEdition: found[i].Own.Edition, Later: found[i].Later.Fact, LaterEdition: found[i].Later.Edition}
			}
			return write(b, s.unitMeta(unit), rows, o)
		}
		if mediaType == typeCSV {
			return s.csv(c, build)
		}
		return s.kept(c, func(ctx context.Context) (content, error) {
			var b bytes.Buffer
			err := build(ctx, &b, export.Options{})
			return content{mediaType: mediaType, body: b.Bytes()}, err
		})
	}
}
