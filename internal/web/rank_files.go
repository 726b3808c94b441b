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

// atOnce is how many units files read at a time: some whole pages.
const atOnce = 10 * pageLength

// answered is a ranking as its files write it.
type answered struct {
	question export.Question
	answers  []export.Answer
	whole    data.Ranking
}

// rankAnswers are all rows of a ranking, then the units that it leaves out.
func (s *Server) rankAnswers(ctx context.Context, asked ranking) (export.Question, []export.Answer, data.Ranking, int, error) {
	year := asked.year
	if year == 0 {
		years, err := s.rankYears(ctx, asked)
		if err != nil {
			return export.Question{}, nil, data.Ranking{}, 0, err
		}
		year = usualYear(years)
	}
	dated := asked
	dated.year = year
	a, err := remember(s.reports, "rank "+dated.address(""), func() (a answered, err error) {
		a.question, a.answers, a.whole, err = s.readRanking(ctx, dated)
		return a, err
	})
	a.question.URL = s.config.BaseURL + asked.address("")
	return a.question, a.answers, a.whole, year, err
}

func (s *Server) readRanking(ctx context.Context, asked ranking) (export.Question, []export.Answer, data.Ranking, error) {
	fail := func(err error) (export.Question, []export.Answer, data.Ranking, error) {
		return export.Question{}, nil, data.Ranking{}, err
	}
	class, err := s.chosenClass(ctx, asked.class)
	if err != nil {
		return fail(err)
	}
	year := asked.year
	query := asked.dataQuery(year)
	var answers []export.Answer
	var whole data.Ranking
	for offset := 0; ; offset += atOnce {
		part, err := s.rankMany(ctx, query, offset)
		if err != nil {
			return fail(err)
		}
		whole = part
		for _, row := range part.Rows {
			line := rankRow(asked.view, row, part)
			a := export.Answer{
				Place: row.Place, UnitID: row.Unit.ID, Unit: row.Unit.Name, Region: row.Unit.Region, RegionName: regionName(row.Unit.Region),
				Kind: row.Unit.Kind, Year: year, StatedIn: year, Cell: line.Viewed, Edition: row.Standing.Edition, URL: s.at(row.Standing.Edition, line.Viewed.At),
			}
			if line.Reason != nil {
				a.Reason = line.Reason.Text
			}
			answers = append(answers, a)
		}
		if len(part.Rows) < atOnce {
			break
		}
	}
	for offset := 0; ; offset += atOnce {
		part, err := s.store.Unranked(ctx, query, offset, atOnce)
		if err != nil {
			return fail(err)
		}
		for _, m := range part {
			answers = append(answers, export.Answer{
				UnitID: m.Unit.ID, Unit: m.Unit.Name, Region: m.Unit.Region, RegionName: regionName(m.Unit.Region), Kind: m.Unit.Kind, Year: year,
				Cell: story.Viewed{Cell: story.Cell{Nothing: story.Nothing(m.Why), At: -1}},
			})
		}
		if len(part) < atOnce {
			break
		}
	}
	q := export.Question{Item: asked.item, Class: class, View: asked.view, Ranked: true}
	return q, answers, whole, s.withSentences(ctx, answers)
}

func (s *Server) rankCSV(c echo.Context, asked ranking) error {
	asked = asked.first()
	options, kind := s.tableOptions(c)
	suffix := path.Ext(c.Request().URL.Path)
	return s.keptAs(c, asked.address(suffix)+bomMark(options), func(ctx context.Context) (content, error) {
		q, answers, _, _, err := s.rankAnswers(ctx, asked)
		if err != nil {
			return content{}, err
		}
		var b bytes.Buffer
		err = export.AnswersCSV(&b, q, answers, options)
		return content{mediaType: kind, body: b.Bytes(), filename: "排行-" + string(asked.item) + suffix}, err
	})
}

func (s *Server) rankJSON(c echo.Context, asked ranking) error {
	asked = asked.first()
	return s.keptAs(c, asked.address(".json"), func(ctx context.Context) (content, error) {
		q, answers, whole, year, err := s.rankAnswers(ctx, asked)
		if err != nil {
			return content{}, err
		}
		var b bytes.Buffer
		err = export.AnswersJSON(&b, q, answers, map[string]any{
			"year": year, "order": asked.order, "region": asked.region, "kind": asked.kind, "ranked": whole.Total,
			"missing": map[string]int{
				"none": whole.Missing.StatedNone, "unstated": whole.Missing.Unstated, "unread": whole.Missing.Unread,
				"unknown": whole.Missing.NoDocument, "incomplete": whole.Missing.Incomplete,
			},
		})
		return content{mediaType: typeJSON, body: b.Bytes()}, err
	})
}
