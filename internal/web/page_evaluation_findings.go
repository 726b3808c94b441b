package web

import (
	"bytes"
	"context"
	"strings"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/data"
	"mingzhang/internal/export"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/story"
	"mingzhang/web/templates"
)

// evaluationFindings serves the indicators whose cells contradict each other.
func (s *Server) evaluationFindings(c echo.Context) error {
	q, err := readEvaluationQuery(c, nil, "")
	if err != nil {
		return err
	}
	const path = "/evaluations/indicators"
	return s.kept(c, bounded(func(ctx context.Context) (content, error) {
		frame, err := s.evaluationFrame(ctx, &q, path, "表内矛盾", "绩效自评表里目标、实际、完成率、得分彼此矛盾的指标，逐条列出，通到表里那一格。", nil)
		if err != nil {
			return content{}, err
		}
		view := templates.EvaluationFindings{EvaluationFrame: frame}
		rows, count, err := s.store.Findings(ctx, q.paged())
		if err != nil {
			return content{}, err
		}
		if view.Turner, err = q.pager(path, count); err != nil {
			return content{}, err
		}
		for _, r := range rows {
			home := reportHome(r.Unit, r.Year)
			row := templates.FindingRow{
				Unit: r.Unit.Name, UnitHref: unitHome(r.Unit), Year: r.Year, Root: templates.Root(home), Project: r.Project, Kind: r.Kind,
				TableHref: home + story.EvaluationPath(r.Number), Level: levels(r.Indicator.Level1, r.Indicator.Level2), Row: r.Row,
				Target: findingCell(r, "target", r.Indicator.Target), Actual: findingCell(r, "actual", r.Indicator.Actual), Completion: findingCell(r, "completion", r.Indicator.Completion),
				Weight: findingCell(r, "weight", r.Indicator.Weight), Score: findingCell(r, "score", r.Indicator.Score),
			}
			name, text := story.Contradiction(r.Check, r.Cell, r.Indicator)
			row.Contradiction = templates.Contradiction{Name: name, Text: text, Href: home + story.CellPath(r.Number, r.Cell)}
			view.Rows = append(view.Rows, row)
		}
		return s.html(ctx, templates.EvaluationFindingsPage(view))
	}))
}

func findingCell(r data.FindingRow, field, text string) templates.PrintedCell {
	address := "indicators." + itoa(r.Row) + "." + field
	at, ok := r.Places[address]
	if !ok {
		at = -1
	}
	return templates.PrintedCell{Text: text, At: at, Corrected: story.CellCorrected(r.Corrected, address)}
}

// correctedOfRow says what people corrected of the row that a finding is about,
// of the whole table where it is about none.
func correctedOfRow(r data.FindingRow) map[string]fiscal.CellCorrection {
	if r.Row < 0 {
		return r.Corrected
	}
	of := map[string]fiscal.CellCorrection{}
	for address, c := range r.Corrected {
		if strings.HasPrefix(address, "indicators."+itoa(r.Row)+".") {
			of[address] = c
		}
	}
	return of
}

// levels writes the names above an indicator.
func levels(one, two string) string {
	switch {
	case one == two || two == "":
		return one
	case one == "":
		return two
	}
	return one + " › " + two
}

func (s *Server) exportedFindings(ctx context.Context, q evaluationQuery) ([]export.ContradictionRow, int, error) {
	found, count, err := s.store.Findings(ctx, q.whole())
	if err == nil {
		err = tooMany(count)
	}
	rows := make([]export.ContradictionRow, 0, len(found))
	for _, r := range found {
		rows = append(rows, export.ContradictionRow{
			UnitID: r.Unit.ID, Unit: r.Unit.Name, Region: r.Unit.Region, Year: r.Year, Edition: r.Edition, Number: r.Number + 1, Kind: r.Kind, Name: r.Project,
			Contradiction: contradiction(s.config.BaseURL+reportHome(r.Unit, r.Year), r.Number, r.EvaluationFinding), Corrected: correctedOfRow(r),
		})
	}
	return rows, count, err
}

func (s *Server) evaluationFindingsJSON(c echo.Context) error {
	return s.evaluationFile(c, nil, "", false, func(ctx context.Context, b *bytes.Buffer, q evaluationQuery, _ export.Options) error {
		rows, count, err := s.exportedFindings(ctx, q)
		if err != nil {
			return err
		}
		return export.ContradictionsJSON(b, rows, count)
	})
}

func (s *Server) evaluationFindingsCSV(c echo.Context) error {
	return s.evaluationFile(c, nil, "", true, func(ctx context.Context, b *bytes.Buffer, q evaluationQuery, o export.Options) error {
		rows, _, err := s.exportedFindings(ctx, q)
		if err != nil {
			return err
		}
		return export.ContradictionsCSV(b, rows, o)
	})
}
