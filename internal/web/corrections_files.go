package web

import (
	"bytes"
	"context"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/export"
	"mingzhang/web/templates"
)

// correctionsOfFile bounds a file of corrections: every edition that replaced
// another is compared with it.
const correctionsOfFile = 1000

// exportedCorrections returns every correction and withdrawal with all that it
// changed, the newest first.
func (s *Server) exportedCorrections(ctx context.Context) ([]export.Correction, error) {
	all, err := s.correctionList(ctx, correctionsOfFile+1, 0)
	if err != nil {
		return nil, err
	}
	if len(all) > correctionsOfFile {
		return nil, badRequest("更正与撤回超过 "+itoa(correctionsOfFile)+" 条，一个文件装不下", "全部版本及其理由在“数据”页的数据包里（editions 表）。")
	}
	base := s.config.BaseURL
	rows := make([]export.Correction, 0, len(all))
	for _, c := range all {
		row := export.Correction{Unit: c.Unit, Region: c.Region, Year: c.Year, Kind: "edition", Number: c.Number, At: c.At, Reason: c.Reason, URL: base + c.Href, Stands: c.Stands, Changes: []export.CorrectionChange{}}
		if c.Gone {
			row.Kind = "withdrawal"
		} else {
			row.Edition = base + c.Fixed
		}
		if c.Before != "" {
			row.Previous = base + c.Before
		}
		for _, x := range c.Changes {
			one := export.CorrectionChange{Name: x.Name, Change: x.Kind(), Before: x.Before, After: x.After, CorrectedBy: x.By}
			if x.Before != "" {
				one.BeforeURL = base + templates.Root(c.Before).Place(x.AtOld)
			}
			if x.After != "" {
				one.AfterURL = base + templates.Root(c.Fixed).Place(x.AtNew)
			}
			row.Changes = append(row.Changes, one)
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func (s *Server) correctionsJSON(c echo.Context) error {
	return s.kept(c, func(ctx context.Context) (content, error) {
		rows, err := s.exportedCorrections(ctx)
		if err != nil {
			return content{}, err
		}
		var b bytes.Buffer
		err = export.CorrectionsJSON(&b, rows)
		return content{mediaType: typeJSON, body: b.Bytes()}, err
	})
}

func (s *Server) correctionsCSV(c echo.Context) error {
	return s.csv(c, func(ctx context.Context, b *bytes.Buffer, o export.Options) error {
		rows, err := s.exportedCorrections(ctx)
		if err != nil {
			return err
		}
		return export.CorrectionsCSV(b, rows, o)
	})
}
