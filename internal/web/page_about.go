package web

import (
	"context"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/reconcile"
	"mingzhang/web/templates"
)

// about serves the page on method.
func (s *Server) about(c echo.Context) error {
	return s.kept(c, func(ctx context.Context) (content, error) {
		page := s.page("/about", "方法与口径", "明账怎样读文件、怎样推算、怎样核对，四种“没有”各是什么意思。")
		page.Nav = "about"
		page.Crumbs = []templates.Crumb{{Text: "首页", Href: "/"}, {Text: "说明"}}
		view := templates.About{Page: page, Version: s.config.Version, Reader: s.config.Reader}
		for _, r := range reconcile.Rules() {
			view.Rules = append(view.Rules, templates.Rule{ID: r.ID, About: r.About})
		}
		return s.html(ctx, templates.AboutPage(view))
	})
}
