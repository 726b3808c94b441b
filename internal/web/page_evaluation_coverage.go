package web

import (
	"bytes"
	"context"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/data"
	"mingzhang/internal/export"
	"mingzhang/internal/story"
	"mingzhang/web/templates"
)

// coverageSorts are the orders of the list of coverage, as evaluationSorts.
var coverageSorts = map[string]bool{string(data.CoverageByShare): false, string(data.BySpending): false, string(data.ByCovered): false, string(data.ByUnit): true}

// coverageChoices are the orders that people ask for.
var coverageChoices = []templates.Alternative{
	{Value: "share", Text: "占比从高到低"}, {Value: "share-asc", Text: "占比从低到高"}, {Value: "spending", Text: "项目支出从大到小"},
	{Value: "executed", Text: "自评的执行数从大到小"}, {Value: "name", Text: "按单位名称"},
}

// evaluationCoverage serves how much of their project spending units assessed.
func (s *Server) evaluationCoverage(c echo.Context) error {
	q, err := readEvaluationQuery(c, coverageSorts, "")
	if err != nil {
		return err
	}
	const path = "/evaluations/coverage"
	return s.kept(c, bounded(func(ctx context.Context) (content, error) {
		frame, err := s.evaluationFrame(ctx, &q, path, "自评占项目支出", "各单位每年的项目支出里，有多少附了绩效自评表。", coverageChoices)
		if err != nil {
			return content{}, err
		}
		view := templates.EvaluationCoverage{EvaluationFrame: frame, Sorter: q.sorter(path, string(data.CoverageByShare), coverageSorts)}
		rows, count, err := s.store.Coverage(ctx, q.paged(), data.CoverageOrder(q.sort))
		if err != nil {
			return content{}, err
		}
		if view.Turner, err = q.pager(path, count); err != nil {
			return content{}, err
		}
		for _, r := range rows {
			home := reportHome(r.Unit, r.Year)
			row := templates.CoverageRow{
				Unit: r.Unit.Name, UnitHref: unitHome(r.Unit), Year: r.Year, ReportHref: home, Root: templates.Root(home),
				Projects: r.Projects, Unstated: r.Unstated, Spending: story.FactCell(r.Stated),
				TablesHref: home + "#performance",
			}
			row.Executed, row.Share = story.Coverage(r.Executed, r.Stated, r.Spending)
			if r.Unstated > 0 {
				row.Share = nil // a part of the sum is missing
			}
			view.Rows = append(view.Rows, row)
		}
		return s.html(ctx, templates.EvaluationCoveragePage(view))
	}))
}

func (s *Server) exportedCoverage(ctx context.Context, q evaluationQuery) ([]export.CoverageRow, int, error) {
	found, count, err := s.store.Coverage(ctx, q.whole(), data.CoverageOrder(q.sort))
	if err == nil {
		err = tooMany(count)
	}
	rows := make([]export.CoverageRow, 0, len(found))
	for _, r := range found {
		row := export.CoverageRow{
			UnitID: r.Unit.ID, Unit: r.Unit.Name, Region: r.Unit.Region, Year: r.Year, Edition: r.Edition, Projects: r.Projects, Unstated: r.Unstated,
			Spending: r.Stated, URL: s.config.BaseURL + reportHome(r.Unit, r.Year),
		}
		sum, share := story.Coverage(r.Executed, r.Stated, r.Spending)
		if r.Unstated == 0 {
			row.Executed = &sum.Value
			if share != nil {
				row.Share = &share.Value
			}
		}
		rows = append(rows, row)
	}
	return rows, count, err
}

func (s *Server) evaluationCoverageJSON(c echo.Context) error {
	return s.evaluationFile(c, coverageSorts, "", false, func(ctx context.Context, b *bytes.Buffer, q evaluationQuery, _ export.Options) error {
		rows, count, err := s.exportedCoverage(ctx, q)
		if err != nil {
			return err
		}
		return export.CoverageJSON(b, rows, count)
	})
}

func (s *Server) evaluationCoverageCSV(c echo.Context) error {
	return s.evaluationFile(c, coverageSorts, "", true, func(ctx context.Context, b *bytes.Buffer, q evaluationQuery, o export.Options) error {
		rows, _, err := s.exportedCoverage(ctx, q)
		if err != nil {
			return err
		}
		return export.CoverageCSV(b, rows, o)
	})
}
