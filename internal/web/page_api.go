package web

import (
	"context"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/api"
	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
	"mingzhang/web/templates"
)

// apiPage explains the interface for programs, with examples that run on what
// is published.
func (s *Server) apiPage(c echo.Context) error {
	return s.kept(c, func(ctx context.Context) (content, error) {
		with, some, err := s.exampleValues(ctx)
		if err != nil {
			return content{}, err
		}
		page := s.page("/api", "给程序用的接口", "明账的只读接口：单位、报告、事实、原因、核对、绩效自评，OpenAPI 3.1，不要密钥。")
		page.Nav = "data"
		page.Crumbs = []templates.Crumb{{Text: "数据", Href: "/data"}, {Text: "接口"}}
		page.Alternates = []templates.Alternate{{Type: "application/vnd.oai.openapi+json", Href: api.Base + "/openapi.json", Title: "OpenAPI 3.1"}}
		view := templates.API{Page: page, Base: s.config.BaseURL + api.Base, Empty: !some}
		for _, e := range s.api.Guide() {
			if n := len(view.Groups); n == 0 || view.Groups[n-1].Name != e.Group {
				view.Groups = append(view.Groups, templates.APIGroup{ID: "group-" + strings.TrimPrefix(e.ID, "list"), Name: e.Group})
			}
			shown := templates.APIEndpoint{Endpoint: e}
			for _, x := range e.Examples {
				href := api.Base + with.Replace(x.Query)
				if u, err := url.Parse(href); err == nil {
					u.RawQuery = u.Query().Encode()
					href = u.String()
				}
				shown.Examples = append(shown.Examples, templates.APIExample{About: with.Replace(x.About), Href: href, URL: s.config.BaseURL + href})
			}
			g := &view.Groups[len(view.Groups)-1]
			g.Endpoints = append(g.Endpoints, shown)
		}
		return s.html(ctx, templates.APIPage(view))
	})
}

// exampleValues are what stands for {unit}, {edition} and {fact} in examples:
// something that is published, if anything is.
func (s *Server) exampleValues(ctx context.Context) (with *strings.Replacer, some bool, err error) {
	unit, edition, fact := "1", "000000000000", "000000000000-1-aaaa"
	latest, err := s.store.Latest(ctx, 1)
	if err != nil {
		return nil, false, err
	}
	for _, e := range latest {
		some, unit, edition = true, strconv.FormatInt(e.UnitID, 10), e.Key
		for _, f := range []data.FactFilter{{Item: fiscal.SangongTotal}, {}} {
			f.Scope = data.Scope{Edition: e.Key}
			facts, err := s.store.Facts(ctx, f, data.Page{Limit: 1})
			if err != nil {
				return nil, false, err
			}
			if len(facts) > 0 {
				fact = facts[0].ID().String()
				break
			}
		}
	}
	return strings.NewReplacer("{unit}", unit, "{edition}", edition, "{fact}", fact), some, nil
}
