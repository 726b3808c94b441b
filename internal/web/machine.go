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

// feedEntries is how many publications the feed holds.
const feedEntries = 50

// feed serves the newest publications as Atom.
func (s *Server) feed(c echo.Context) error {
	return s.kept(c, func(ctx context.Context) (content, error) {
		latest, err := s.store.Latest(ctx, feedEntries)
		if err != nil {
			return content{}, err
		}
		f := export.Feed{BaseURL: s.config.BaseURL, Title: "明账：最新公开的部门决算", Path: "/feed.atom"}
		for _, e := range latest {
			p, err := s.publication(ctx, e)
			if err != nil {
				return content{}, err
			}
			title := p.Unit + " " + itoa(p.Year) + " 年度部门决算"
			if p.Edition > 1 {
				title += "（第 " + itoa(p.Edition) + " 版）"
			}
			f.Entries = append(f.Entries, export.FeedEntry{
				ID: s.config.BaseURL + "/e/" + e.Key + "/", Title: title, URL: s.config.BaseURL + p.Href,
				Updated: e.PublishedAt, Summary: p.Headline.Plain(), Author: p.Unit,
			})
		}
		var b bytes.Buffer
		err = f.Write(&b)
		return content{mediaType: typeAtom, body: b.Bytes()}, err
	})
}

// siteMap lists every page that search engines may want.
func (s *Server) siteMap(c echo.Context) error {
	return s.kept(c, func(ctx context.Context) (content, error) {
		m := export.SiteMap{BaseURL: s.config.BaseURL}
		for _, path := range []string{"/", "/units", "/compare", "/rank", "/search", "/reasons", "/reasons/wordings", "/reasons/unexplained",
			"/evaluations", "/evaluations/indicators", "/evaluations/coverage", "/glossary", "/about"} {
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
