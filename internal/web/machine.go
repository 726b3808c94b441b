package web

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/export"
)

func itoa(n int) string { return strconv.Itoa(n) }

// siteMap lists every page that search engines may want.
func (s *Server) siteMap(c echo.Context) error {
	return s.kept(c, func(ctx context.Context) (content, error) {
		m := export.SiteMap{BaseURL: s.config.BaseURL}
		for _, path := range []string{"/", "/units", "/compare", "/rank", "/search", "/reasons", "/reasons/wordings", "/reasons/unexplained",
			"/evaluations", "/evaluations/indicators", "/evaluations/coverage", "/glossary", "/about",
			"/data", "/data/dictionary", "/api", "/corrections"} {
			m.Add(path, time.Time{})
		}
		current, err := s.store.AllCurrent(ctx)
		if err != nil {
			return content{}, err
		}
		seen := map[int64]bool{}
		for _, e := range current {
			unit, err := s.store.Unit(ctx, e.UnitID)
			if err != nil {
				return content{}, err
			}
			if !seen[unit.ID] {
				seen[unit.ID] = true
				m.Add(unitHome(unit), e.PublishedAt)
			}
			home := reportHome(unit, e.Year)
			m.Add(home, e.PublishedAt)
			m.Add(home+"checks", e.PublishedAt)
			m.Add(home+"source", e.PublishedAt)
			for n := range 9 {
				m.Add(home+"forms/"+itoa(n+1), e.PublishedAt)
			}
			for n := range e.Evaluations {
				m.Add(home+"evaluations/"+itoa(n+1), e.PublishedAt)
			}
		}
		var b bytes.Buffer
		err = m.Write(&b)
		return content{mediaType: typeXML, body: b.Bytes()}, err
	})
}

func (s *Server) robots(c echo.Context) error {
	return s.kept(c, func(context.Context) (content, error) {
		return content{mediaType: typeText, body: []byte("User-agent: *\nAllow: /\n\nSitemap: " + s.config.BaseURL + "/sitemap.xml\n")}, nil
	})
}

// versionJSON says which program serves which data.
func (s *Server) versionJSON(c echo.Context) error {
	return s.kept(c, func(ctx context.Context) (content, error) {
		count, err := s.store.Count(ctx)
		if err != nil {
			return content{}, err
		}
		body, err := json.Marshal(map[string]any{
			"name": "mingzhang", "version": s.config.Version, "commit": s.config.Commit, "built": s.config.Built,
			"reader": s.config.Reader, "go": strings.TrimPrefix(runtime.Version(), "go"),
			"units": count.Units, "reports": count.Reports, "editions": count.Editions,
		})
		return content{mediaType: typeJSON, body: append(body, '\n')}, err
	})
}

// health says whether the site can answer: the database must.
func (s *Server) health(c echo.Context) error {
	c.Response().Header().Set("Cache-Control", "no-store")
	if err := s.store.Ping(c.Request().Context()); err != nil {
		s.log.Error("健康检查失败", "error", err.Error())
		return c.String(http.StatusServiceUnavailable, "数据库没有回应\n")
	}
	return c.String(http.StatusOK, "正常\n")
}

// datasetJSON describes a report for search engines. It stands inside a script
// element, so that "<" must not end it early: encoding/json escapes it.
func datasetJSON(m export.Meta, description string) (string, error) {
	body, err := export.Dataset(m, description)
	return string(body), err
}

// partJSON describes a page below a report for search engines.
func partJSON(m export.Meta, p export.Part, description string) (string, error) {
	body, err := export.PartDataset(m, p, description)
	return string(body), err
}
