package web

import (
	"bytes"
	"context"
	"path"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/export"
)

// csv serves a table as a file: with a byte-order mark, so that Excel reads
// its Chinese, or without one when asked by ?bom=0.
func (s *Server) csv(c echo.Context, write func(ctx context.Context, b *bytes.Buffer, o export.Options) error) error {
	options := export.Options{WithoutBOM: c.QueryParam("bom") == "0"}
	return s.kept(c, func(ctx context.Context) (content, error) {
		var b bytes.Buffer
		if err := write(ctx, &b, options); err != nil {
			return content{}, err
		}
		return content{mediaType: typeCSV, body: b.Bytes(), filename: path.Base(c.Request().URL.Path)}, nil
	})
}
