package web

import (
	"bytes"
	"context"
	"net/url"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/data"
	"mingzhang/internal/export"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/story"
	"mingzhang/web/templates"
)

// evaluationSorts are the orders of the list of evaluations, each with whether
// it runs upwards unless asked otherwise.
var evaluationSorts = map[string]bool{
	string(data.ByBudget): false, string(data.ByExecuted): false, string(data.ByRate): false, string(data.ByScore): false,
	string(data.ByFindings): false, string(data.ByYear): false, string(data.ByName): true,
}

// evaluationChoices are the orders that people ask for.
var evaluationChoices = []templates.Alternative{
	{Value: "budget", Text: "预算从大到小"}, {Value: "budget-asc", Text: "预算从小到大"}, {Value: "executed", Text: "执行数从大到小"},
	{Value: "rate-asc", Text: "执行率从低到高"}, {Value: "rate", Text: "执行率从高到低"}, {Value: "score-asc", Text: "总分从低到高"}, {Value: "score", Text: "总分从高到低"},
	{Value: "findings", Text: "矛盾从多到少"}, {Value: "year", Text: "年度从新到旧"}, {Value: "name", Text: "按单位名称"},
}

// evaluations serves the 绩效自评表 of all units.
func (s *Server) evaluations(c echo.Context) error {
	q, err := readEvaluationQuery(c, evaluationSorts, fiscal.Project)
	if err != nil {
		return err
	}
	q.filter.Order = data.EvaluationOrder(q.sort)
	return s.kept(c, bounded(func(ctx context.Context) (content, error) {
		frame, err := s.evaluationFrame(ctx, &q, "/evaluations", "绩效自评", "各单位的绩效自评表：预算、执行数、执行率、得分，以及表内彼此矛盾的指标。", evaluationChoices)
		if err != nil {
			return content{}, err
		}
		view := templates.Evaluations{EvaluationFrame: frame, Sorter: q.sorter("/evaluations", string(data.ByBudget), evaluationSorts)}
		count, err := s.store.CountEvaluations(ctx, q.filter)
		if err != nil {
			return content{}, err
		}
		view.Count = templates.EvaluationCount(count)
		if q.filter.Kind == fiscal.Project { // of the other kind, how many stand beside these
			all := q.filter
			all.Kind = ""
			both, err := s.store.CountEvaluations(ctx, all)
			if err != nil {
				return content{}, err
			}
			view.Others, view.OthersHref = both.Overall, "/evaluations"+q.with("kind", string(fiscal.Overall))
		}
		if view.Turner, err = q.pager("/evaluations", view.Count.Tables); err != nil {
			return content{}, err
		}
		rows, err := s.store.Evaluations(ctx, q.paged())
		if err != nil {
			return content{}, err
		}
		for _, r := range rows {
			view.Rows = append(view.Rows, evaluationRow(r))
		}
		return s.html(ctx, templates.EvaluationsPage(view))
	}))
}

// evaluationFrame is what the lists of evaluations have in common.
func (s *Server) evaluationFrame(ctx context.Context, q *evaluationQuery, path, title, description string, sorts []templates.Alternative) (templates.EvaluationFrame, error) {
	years, err := s.store.EvaluationYears(ctx)
	if err != nil {
		return templates.EvaluationFrame{}, err
	}
	count, err := s.store.Count(ctx)
	if err != nil {
		return templates.EvaluationFrame{}, err
	}
	form := q.form(years)
	form.Sorts = sorts
	page := s.page(path, title, description)
	page.Nav, page.NoIndex = "evaluations", len(q.values) > 0 || q.page > 1
	page.Crumbs = []templates.Crumb{{Text: "首页", Href: "/"}, {Text: title}}
	if path != "/evaluations" {
		page.Crumbs = []templates.Crumb{{Text: "首页", Href: "/"}, {Text: "绩效自评", Href: "/evaluations"}, {Text: title}}
	}
	page.Alternates = []templates.Alternate{
		{Type: "application/json", Href: path + ".json" + q.with(), Title: title + "（JSON）"},
		{Type: "text/csv", Href: path + ".csv" + q.with(), Title: title + "（CSV）"},
		{Type: typeXLSX, Href: path + suffixXLSX + q.with(), Title: title + "（Excel）"},
	}
	return templates.EvaluationFrame{Page: page, Form: form, Reports: count.Reports, Units: count.Units}, nil
}

func evaluationRow(r data.EvaluationRow) templates.EvaluationRow {
	home := reportHome(r.Unit, r.Year)
	cell := func(address, text string) templates.PrintedCell {
		at, ok := r.Places[address]
		if !ok {
			at = -1
		}
		return templates.PrintedCell{Text: text, At: at, Corrected: story.CellCorrected(r.Corrected, address)}
	}
	f := r.Fund
	row := templates.EvaluationRow{
		Unit: r.Unit.Name, UnitHref: unitHome(r.Unit), Year: r.Year, ReportHref: home, Root: templates.Root(home),
		Kind: r.Kind, Name: r.Name, Href: home + story.EvaluationPath(r.Number), Department: r.Department, Implementer: r.Implementer,
		Measure: fiscal.Evaluation{Measure: r.Measure}.Money(), Indicators: r.Indicators,
		InitialBudget: cell("funds.0.initial_budget", f.InitialBudget), FullBudget: cell("funds.0.full_budget", f.FullBudget),
		Executed: cell("funds.0.executed", f.Executed), Weight: cell("funds.0.weight", f.Weight), Rate: cell("funds.0.rate", f.Rate),
		Score: cell("funds.0.score", f.Score), TotalScore: cell("total_score", r.TotalScore),
	}
	for _, f := range r.Findings {
		name, text := story.Contradiction(f.Check, f.Cell, f.Indicator)
		row.Findings = append(row.Findings, templates.Contradiction{Name: name, Text: text, Href: home + story.CellPath(r.Number, f.Cell)})
	}
	return row
}

func (s *Server) exportedEvaluations(ctx context.Context, q evaluationQuery) ([]export.EvaluationRow, export.EvaluationTotals, error) {
	count, err := s.store.CountEvaluations(ctx, q.filter)
	if err == nil {
		err = tooMany(count.Tables)
	}
	if err != nil {
		return nil, export.EvaluationTotals{}, err
	}
	found, err := s.store.Evaluations(ctx, q.whole())
	rows := make([]export.EvaluationRow, 0, len(found))
	for _, r := range found {
		home := s.config.BaseURL + reportHome(r.Unit, r.Year)
		row := export.EvaluationRow{
			UnitID: r.Unit.ID, Unit: r.Unit.Name, Region: r.Unit.Region, Year: r.Year, Edition: r.Edition, Number: r.Number + 1, Kind: r.Kind, Title: r.Title, Name: r.Name,
			Department: r.Department, Implementer: r.Implementer, Measure: fiscal.Evaluation{Measure: r.Measure}.Money(), Fund: r.Fund, TotalScore: r.TotalScore,
			Indicators: r.Indicators, Contradictions: []export.Contradiction{}, Corrected: r.Corrected, URL: home + story.EvaluationPath(r.Number),
		}
		for _, f := range r.Findings {
			row.Contradictions = append(row.Contradictions, contradiction(home, r.Number, f))
		}
		rows = append(rows, row)
	}
	return rows, export.EvaluationTotals{
		Tables: count.Tables, Overall: count.Overall, Projects: count.Tables - count.Overall, Units: count.Units, Reports: count.Reports,
		Contradicted: count.Contradicted, Contradictions: count.Findings,
	}, err
}

// contradiction is a finding of the n-th table of the report at home.
func contradiction(home string, n int, f data.EvaluationFinding) export.Contradiction {
	name, text := story.Contradiction(f.Check, f.Cell, f.Indicator)
	c := export.Contradiction{Cell: f.Cell, Name: name, Text: text, Check: f.Check.Title, Stated: f.Check.Stated, Computed: f.Check.Computed, URL: home + story.CellPath(n, f.Cell)}
	if f.Row >= 0 {
		c.Indicator = &f.Indicator
	}
	return c
}

func (s *Server) evaluationsJSON(c echo.Context) error {
	return s.evaluationFile(c, evaluationSorts, fiscal.Project, false, func(ctx context.Context, b *bytes.Buffer, q evaluationQuery, _ export.Options) error {
		q.filter.Order = data.EvaluationOrder(q.sort)
		rows, totals, err := s.exportedEvaluations(ctx, q)
		if err != nil {
			return err
		}
		return export.EvaluationsJSON(b, rows, totals)
	})
}

func (s *Server) evaluationsCSV(c echo.Context) error {
	return s.evaluationFile(c, evaluationSorts, fiscal.Project, true, func(ctx context.Context, b *bytes.Buffer, q evaluationQuery, o export.Options) error {
		q.filter.Order = data.EvaluationOrder(q.sort)
		rows, _, err := s.exportedEvaluations(ctx, q)
		if err != nil {
			return err
		}
		return export.EvaluationsCSV(b, rows, o)
	})
}

// evaluationFile serves a list as a file: all its rows, whatever the page.
func (s *Server) evaluationFile(c echo.Context, sorts map[string]bool, kind fiscal.EvaluationKind, csv bool, write func(ctx context.Context, b *bytes.Buffer, q evaluationQuery, o export.Options) error) error {
	q, err := readEvaluationQuery(c, sorts, kind)
	if err != nil {
		return err
	}
	if csv {
		return s.csv(c, func(ctx context.Context, b *bytes.Buffer, o export.Options) error { return write(ctx, b, q, o) })
	}
	return s.kept(c, func(ctx context.Context) (content, error) {
		var b bytes.Buffer
		err := write(ctx, &b, q, export.Options{})
		return content{mediaType: typeJSON, body: b.Bytes()}, err
	})
}

// clipped cuts what is asked for to what a query may be.
func clipped(text string) string {
	r := []rune(text)
	return string(r[:min(len(r), longestQuery)])
}

// evaluationsOfUnit is how many evaluations the page of a unit shows.
const evaluationsOfUnit = 12

// unitEvaluations returns the newest evaluations of a unit.
func (s *Server) unitEvaluations(ctx context.Context, u data.Unit) (v templates.UnitEvaluations, err error) {
	f := data.EvaluationFilter{UnitID: u.ID, Order: data.ByYear, Limit: evaluationsOfUnit}
	count, err := s.store.CountEvaluations(ctx, f)
	if err != nil {
		return v, err
	}
	rows, err := s.store.Evaluations(ctx, f)
	for _, r := range rows {
		v.Rows = append(v.Rows, evaluationRow(r))
	}
	v.Total, v.Href = count.Tables, "/evaluations?"+url.Values{"kind": {allKinds}, "q": {clipped(u.Name)}}.Encode()
	return v, err
}
