package web

import (
	"bytes"
	"context"
	"strconv"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/data"
	"mingzhang/internal/export"
)

// reasonsFile is a list around 主要原因, read for a file.
type reasonsFile struct {
	rows     []export.StatedRow
	wordings []export.WordingRow
	total    int
}

func (s *Server) reasonsFile(ctx context.Context, r reasonsRequest) (f reasonsFile, err error) {
	r.Offset, r.Limit = 0, mostExported
	f.rows, f.wordings = []export.StatedRow{}, []export.WordingRow{}
	if r.view.key == "wordings" {
		alike, total, err := s.store.Wordings(ctx, r.CauseQuery)
		f.total = total
		for _, w := range alike {
			f.wordings = append(f.wordings, export.WordingRow{Text: w.Text, Units: w.Units, Count: w.Count, First: w.Years[0], Last: w.Years[1], URL: s.config.BaseURL + r.ofWording(w.ID)})
		}
		return f, tooSlow(err)
	}
	ask := s.store.Reasons
	if r.view.key == "unexplained" {
		ask = s.store.Unexplained
	}
	said, total, err := ask(ctx, r.CauseQuery)
	f.total = total
	for _, x := range said {
		f.rows = append(f.rows, s.statedRow(x))
	}
	return f, tooSlow(err)
}

func (s *Server) statedRow(x data.Stated) export.StatedRow {
	row := export.StatedRow{
		UnitID: x.Unit.ID, Unit: x.Unit.Name, Year: x.Year, Edition: x.Edition, Item: x.Item, Term: x.Item.Term(), Class: x.Class,
		Basis: x.Basis, Direction: x.Direction, Amount: x.Amount, Rate: x.Rate, Units: x.Units,
		Source: s.config.BaseURL + "/e/" + x.Edition + "/source#o" + strconv.Itoa(x.Start),
	}
	if x.Text != "" {
		row.Reason = &x.Text
	}
	return row
}

func (s *Server) reasonsJSON(view reasonsView) echo.HandlerFunc {
	return func(c echo.Context) error {
		r, err := s.reasonsRequest(c, view)
		if err != nil {
			return err
		}
		return s.keptAs(c, r.href(view.path+".json", ""), func(ctx context.Context) (content, error) {
			f, err := s.reasonsFile(ctx, r)
			if err != nil {
				return content{}, err
			}
			var b bytes.Buffer
			if view.key == "wordings" {
				err = export.WordingsJSON(&b, f.total, f.wordings)
			} else {
				err = export.StatedJSON(&b, view.key, f.total, f.rows)
			}
			return content{mediaType: typeJSON, body: b.Bytes()}, err
		})
	}
}

func (s *Server) reasonsCSV(view reasonsView) echo.HandlerFunc {
	return func(c echo.Context) error {
		r, err := s.reasonsRequest(c, view)
		if err != nil {
			return err
		}
		return s.listCSV(c, view.key, r.href(view.path+".csv", ""), func(ctx context.Context, b *bytes.Buffer, o export.Options) (listed, total int, err error) {
			f, err := s.reasonsFile(ctx, r)
			if err != nil {
				return 0, 0, err
			}
			if view.key == "wordings" {
				return len(f.wordings), f.total, export.WordingsCSV(b, f.wordings, o)
			}
			return len(f.rows), f.total, export.StatedCSV(b, f.rows, o)
		})
	}
}
