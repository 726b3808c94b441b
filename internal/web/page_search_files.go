package web

import (
	"bytes"
	"context"
	"fmt"
	"path"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/export"
)

// exportedHits returns what a search finds, from its first page on.
func (s *Server) exportedHits(ctx context.Context, r searchRequest) (rows []export.HitRow, total int, err error) {
	r.Offset, r.Limit = 0, mostExported
	found, err := s.store.Search(ctx, r.Query)
	if err != nil {
		return nil, 0, tooSlow(err)
	}
	rows = []export.HitRow{}
	for _, h := range found.Hits {
		row := export.HitRow{Kind: h.Kind.Word(), UnitID: h.Unit.ID, Unit: h.Unit.Name, Edition: h.Edition, Heading: h.Heading, Text: h.Text}
		_, page, _ := placesOf(h)
		row.URL = s.config.BaseURL + page
		if h.Year > 0 {
			row.Year = &h.Year
			row.Source = s.config.BaseURL + "/e/" + h.Edition + "/source" + anchorOf(h)
		}
		rows = append(rows, row)
	}
	return rows, found.Total, nil
}

func (s *Server) searchJSON(c echo.Context) error {
	r, err := s.searchRequest(c)
	if err != nil {
		return err
	}
	return s.keptAs(c, r.href("/search.json", r.Kind, ""), func(ctx context.Context) (content, error) {
		rows, total, err := s.exportedHits(ctx, r)
		if err != nil {
			return content{}, err
		}
		var b bytes.Buffer
		err = export.HitsJSON(&b, r.Text, total, rows)
		return content{mediaType: typeJSON, body: b.Bytes()}, err
	})
}

func (s *Server) searchCSV(c echo.Context) error {
	r, err := s.searchRequest(c)
	if err != nil {
		return err
	}
	return s.listCSV(c, "search", r.href("/search.csv", r.Kind, ""), func(ctx context.Context, b *bytes.Buffer, o export.Options) (listed, total int, err error) {
		rows, total, err := s.exportedHits(ctx, r)
		if err != nil {
			return 0, 0, err
		}
		return len(rows), total, export.HitsCSV(b, rows, o)
	})
}

// listCSV serves a list as a file whose name says how much of it there is when
// that is not all.
func (s *Server) listCSV(c echo.Context, name, address string, write func(ctx context.Context, b *bytes.Buffer, o export.Options) (listed, total int, err error)) error {
	options, kind := s.tableOptions(c)
	suffix := path.Ext(c.Request().URL.Path)
	if options.Workbook {
		address += "#xlsx" // no other address has a fragment
	}
	if options.WithoutBOM {
		address += "#bom=0" // no other address has a fragment
	}
	return s.keptAs(c, address, func(ctx context.Context) (content, error) {
		var b bytes.Buffer
		listed, total, err := write(ctx, &b, options)
		if err != nil {
			return content{}, err
		}
		filename := name + suffix
		if listed < total {
			filename = fmt.Sprintf("%s-1-%d-of-%d%s", name, listed, total, suffix)
		}
		return content{mediaType: kind, body: b.Bytes(), filename: filename}, nil
	})
}
