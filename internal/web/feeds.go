package web

import (
	"bytes"
	"context"
	"net/http"
	"regexp"
	"strings"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/data"
	"mingzhang/internal/export"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/story"
)

// feedEntries is how many publications a feed holds.
const feedEntries = 50

var regionCode = regexp.MustCompile(`^[0-9]{2,6}$`)

// feed serves the newest publications as Atom, of one region when ?region= says so.
func (s *Server) feed(c echo.Context) error {
	region := c.QueryParam("region")
	if region == "" {
		return s.atom(c, export.Feed{Title: "明账：最新公开的部门决算", Path: "/feed.atom"}, data.PublicationFilter{})
	}
	if !regionCode.MatchString(region) {
		return &failure{http.StatusBadRequest, "地区代码写得不对", "region 是行政区划代码或其前几位，二到六位数字，例如 /feed.atom?region=65。"}
	}
	name := regionName((region + "0000")[:max(6, len(region))])
	if name == "" {
		name = region
	}
	return s.atom(c, export.Feed{Title: "明账：" + name + "的部门决算", Path: "/feed.atom?region=" + region, Home: "/units?region=" + region}, data.PublicationFilter{Region: region})
}

// unitFeed serves a unit's publications as Atom.
func (s *Server) unitFeed(c echo.Context, unit data.Unit) error {
	home := unitHome(unit)
	return s.atom(c, export.Feed{Title: "明账：" + unit.Name + "的部门决算", Path: strings.TrimSuffix(home, "/") + suffixAtom, Home: home}, data.PublicationFilter{Unit: unit.ID})
}

func (s *Server) atom(c echo.Context, f export.Feed, filter data.PublicationFilter) error {
	f.BaseURL = s.config.BaseURL
	return s.keptAs(c, f.Path, func(ctx context.Context) (content, error) {
		latest, err := s.store.LatestOf(ctx, filter, feedEntries)
		if err != nil {
			return content{}, err
		}
		for _, e := range latest {
			entry, err := s.feedEntry(ctx, e)
			if err != nil {
				return content{}, err
			}
			f.Entries = append(f.Entries, entry)
		}
		var b bytes.Buffer
		err = f.Write(&b)
		return content{mediaType: typeAtom, body: b.Bytes()}, err
	})
}

// feedEntry says in a few words what was published.
func (s *Server) feedEntry(ctx context.Context, e data.Edition) (export.FeedEntry, error) {
	unit, err := s.store.Unit(ctx, e.UnitID)
	if err != nil {
		return export.FeedEntry{}, err
	}
	title := unit.Name + " " + itoa(e.Year) + " 年度部门决算"
	var says []string
	if e.Number > 1 {
		title += "（第 " + itoa(e.Number) + " 版）"
		says = append(says, "更正："+reasonOf(e))
	}
	for _, item := range []fiscal.Item{fiscal.ExpenseYear, fiscal.IncomeYear, fiscal.SangongTotal} {
		facts, err := s.store.Facts(ctx, data.FactFilter{Scope: data.Scope{Edition: e.Key}, Item: item, Basis: fiscal.Final}, data.Page{Limit: mostBeside})
		if err != nil {
			return export.FeedEntry{}, err
		}
		for _, f := range facts {
			if f.Class == nil && f.EconomicClass == nil {
				says = append(says, item.Term()+" "+story.FactValue(f.Fact))
				break
			}
		}
	}
	return export.FeedEntry{
		ID: s.config.BaseURL + "/e/" + e.Key + "/", Title: title, URL: s.config.BaseURL + reportHome(unit, e.Year),
		Updated: e.PublishedAt, Summary: strings.Join(says, "，"), Author: unit.Name,
	}, nil
}

// reasonOf says why an edition replaced another.
func reasonOf(e data.Edition) string {
	if e.Reason == "" {
		return "文件有改动，原因未说明"
	}
	return e.Reason
}
