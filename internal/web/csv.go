package web

import (
	"bytes"
	"context"
	"path"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/export"
)

// csv serves a table as a file: with a byte-order mark, so that Excel reads
// its Chinese, or without one when asked by ?bom=0; as a workbook when the
// address ends in .xlsx.
func (s *Server) csv(c echo.Context, write func(ctx context.Context, b *bytes.Buffer, o export.Options) error) error {
	options, kind := s.tableOptions(c)
	return s.kept(c, func(ctx context.Context) (content, error) {
		var b bytes.Buffer
		if err := write(ctx, &b, options); err != nil {
			return content{}, err
		}
		return content{mediaType: kind, body: b.Bytes(), filename: path.Base(c.Request().URL.Path)}, nil
	})
}

// tableOptions says how a table is asked for, and what it then is.
func (s *Server) tableOptions(c echo.Context) (o export.Options, mediaType string) {
	address := c.Request().URL
	if path.Ext(address.Path) != suffixXLSX {
		return export.Options{WithoutBOM: c.QueryParam("bom") == "0"}, typeCSV
	}
	o = export.Options{Workbook: true, About: [][2]string{{"网址", s.config.BaseURL + address.RequestURI()}, {"出自", "明账"}}}
	if r, ok := c.(reportRequest); ok {
		o.About = s.meta(r, nil).About()
	}
	return o, typeXLSX
}

const (
	suffixXLSX = ".xlsx"
	suffixAtom = ".atom"
)
