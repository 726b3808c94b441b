package web

import (
	"bytes"
	"context"
	"path"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/data"
	"mingzhang/internal/export"
	"mingzhang/internal/story"
)

// compareAnswers are the rows of a comparison as files give them.
func (s *Server) compareAnswers(ctx context.Context, asked comparison) (export.Question, []export.Answer, error) {
	r, err := s.readComparison(ctx, asked)
	if err != nil {
		return export.Question{}, nil, err
	}
	editions := map[[2]int64]string{}
	for _, d := range r.found.Published {
		editions[[2]int64{d.UnitID, int64(d.Year)}] = d.Edition
	}
	var answers []export.Answer
	for i, row := range r.table.Rows {
		u := r.units[i]
		for _, cell := range row.Cells {
			a := export.Answer{
				UnitID: u.ID, Unit: u.Name, Region: u.Region, RegionName: regionName(u.Region), Kind: u.Kind,
				Year: cell.Year, Cell: cell.Viewed, StatedIn: cell.StatedIn,
			}
			if cell.Nothing != story.NoDocument {
				a.Edition = editions[[2]int64{u.ID, int64(cell.StatedIn)}]
				a.URL = s.at(a.Edition, cell.At)
			}
			if asked.view == story.ChangeView {
				a.Reason = changeReason(r.found.Standings, u.ID, cell.Year)
			}
			answers = append(answers, a)
		}
	}
	q := export.Question{Item: asked.item, Class: r.class, View: asked.view, URL: s.config.BaseURL + asked.address("")}
	return q, answers, s.withSentences(ctx, answers)
}

func changeReason(standings []data.Standing, unit int64, year int) string {
	for _, st := range standings {
		if st.UnitID == unit && st.Year == year && st.ChangeReason != nil {
			return st.ChangeReason.Text
		}
	}
	return ""
}

func (s *Server) compareCSV(c echo.Context) error {
	asked, _, err := s.comparisonOf(c)
	if err != nil {
		return err
	}
	options, kind := s.tableOptions(c)
	suffix := path.Ext(c.Request().URL.Path)
	return s.keptAs(c, asked.address(suffix)+bomMark(options), func(ctx context.Context) (content, error) {
		q, answers, err := s.compareAnswers(ctx, asked)
		if err != nil {
			return content{}, err
		}
		var b bytes.Buffer
		err = export.AnswersCSV(&b, q, answers, options)
		return content{mediaType: kind, body: b.Bytes(), filename: "比较" + suffix}, err
	})
}

// bomMark tells the two variants of a kept CSV file apart.
func bomMark(o export.Options) string {
	if o.WithoutBOM {
		return "#bom=0"
	}
	return ""
}

func (s *Server) compareJSON(c echo.Context) error {
	asked, _, err := s.comparisonOf(c)
	if err != nil {
		return err
	}
	return s.keptAs(c, asked.address(".json"), func(ctx context.Context) (content, error) {
		q, answers, err := s.compareAnswers(ctx, asked)
		if err != nil {
			return content{}, err
		}
		var b bytes.Buffer
		err = export.AnswersJSON(&b, q, answers, nil)
		return content{mediaType: typeJSON, body: b.Bytes()}, err
	})
}
