package web

import (
	"context"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/story"
	"mingzhang/web/templates"
)

// latestShown is how many publications the front page lists.
const latestShown = 10

// home serves the front page.
func (s *Server) home(c echo.Context) error {
	return s.kept(c, func(ctx context.Context) (content, error) {
		count, err := s.store.Count(ctx)
		if err != nil {
			return content{}, err
		}
		latest, err := s.store.Latest(ctx, latestShown)
		if err != nil {
			return content{}, err
		}
		page := templates.Home{
			Page:  s.page("/", "部门决算，看得懂、对得上、查得到原文", "明账把部门决算逐句读成数据：每个数字都能点回原文，每一道算术都重新算过。"),
			Units: count.Units, Reports: count.Reports,
		}
		for _, e := range latest {
			p, err := s.publication(ctx, e)
			if err != nil {
				return content{}, err
			}
			page.Latest = append(page.Latest, p)
		}
		return s.html(ctx, templates.HomePage(page))
	})
}

// publication sums up a report for a list.
func (s *Server) publication(ctx context.Context, e data.Edition) (templates.Publication, error) {
	unit, err := s.store.Unit(ctx, e.UnitID)
	if err != nil {
		return templates.Publication{}, err
	}
	report, err := s.store.Stated(ctx, e.ID)
	if err != nil {
		return templates.Publication{}, err
	}
	book := story.Open(report)
	home := reportHome(unit, e.Year)
	p := templates.Publication{
		Unit: report.Unit.Name, Year: e.Year, Href: home, Edition: e.Number, LoadedAt: e.PublishedAt,
		Headline: book.Lead().Headline, Root: templates.Root(home),
	}
	for _, item := range []fiscal.Item{fiscal.ExpenseYear, fiscal.IncomeYear, fiscal.SangongTotal, fiscal.StaffTotal} {
		p.Facts = append(p.Facts, templates.Headliner{Label: item.Term(), Cell: book.Cell(item, fiscal.Final)})
	}
	return p, nil
}
