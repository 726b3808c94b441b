package web

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"mingzhang/web/static"
)

// staticFile serves a static file under the name that holds its hash.
func (s *Server) staticFile(c echo.Context) error {
	for _, f := range static.Files() {
		if f.Path == c.Request().URL.Path {
			p, err := s.pages.get(c.Request(), f.Path, func(context.Context) (content, error) {
				return content{mediaType: f.Type, body: f.Content, fixed: true}, nil
			})
			if err != nil {
				return err
			}
			p.serve(c.Response(), c.Request(), http.StatusOK)
			return nil
		}
	}
	return notFound("没有这个文件", "网站可能刚更新过，请刷新页面。")
}

func faviconURL() string { return static.URL("icon.svg") }
