package web

import (
	"context"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/data"
	"mingzhang/web/static"
	"mingzhang/web/templates"
)

// NeedsServer is the address, in a static copy, of the page that says what
// only a server can answer.
const NeedsServer = "/needs-server"

// SearchData is the folder, in a static copy, of what its search looks things
// up in.
const SearchData = "/search/"

// copyRoutes lists what a static copy has in place of askingRoutes.
func (s *Server) copyRoutes(get func(path string, h echo.HandlerFunc)) {
	get("/search", s.copySearch)
	get(NeedsServer, s.notInCopy(NeedsServer, "", "这一页需要服务器", "这一页要按您的选择现算，静态副本里没有。"))
	get("/compare", s.notInCopy("/compare", "compare", "比较需要服务器", "比较哪些单位、哪个项目由您选，要服务器现算，静态副本里没有。各单位历年的数字在单位页上，排行按项目和年度列着。"))
	get("/api", s.notInCopy("/api", "data", "接口需要服务器", "给程序用的接口（/api/v1 与 OpenAPI 说明）要服务器现答，静态副本里没有。同样的数字在每一页的 JSON、CSV 与整库的数据包里。"))
}

// notInCopy serves the page that says that something is not in a static copy.
func (s *Server) notInCopy(path, nav, reason, remedy string) echo.HandlerFunc {
	return func(c echo.Context) error {
		return s.kept(c, func(ctx context.Context) (content, error) {
			page := s.page(path, reason, remedy)
			page.Nav, page.NoIndex = nav, true
			page.Crumbs = []templates.Crumb{{Text: "首页", Href: "/"}, {Text: reason}}
			return s.html(ctx, templates.NotInCopyPage(templates.NotInCopy{Page: page, Reason: reason, Remedy: remedy}))
		})
	}
}

// copySearch serves the page of a static copy that finds units, terms and
// reasons with a script of its own.
func (s *Server) copySearch(c echo.Context) error {
	return s.kept(c, func(ctx context.Context) (content, error) {
		page := s.page("/search", "查找", "在这份静态副本里查找单位、名词与写明的原因。")
		page.Nav = "search"
		page.Crumbs = []templates.Crumb{{Text: "首页", Href: "/"}, {Text: "查找"}}
		return s.html(ctx, templates.CopySearchPage(page, static.URL("find.js")))
	})
}

// OldUnits returns the addresses that units had which are now part of others.
func (s *Server) OldUnits(ctx context.Context) ([]string, error) {
	merged, err := s.store.MergedUnits(ctx)
	var all []string
	for _, u := range merged {
		all = append(all, unitHome(u))
	}
	return all, err
}

// RankedYears are the years of the rankings of an item, the newest first, and
// the one that is shown when none is asked for.
type RankedYears struct {
	Years []data.YearCount
	Usual int
}

// RankedYears returns the years of the rankings of every item.
func (s *Server) RankedYears(ctx context.Context) (map[string]RankedYears, error) {
	items, err := s.store.ItemYears(ctx)
	all := make(map[string]RankedYears, len(items))
	for item, years := range items {
		if found, err := itemOf(string(item)); err == nil && len(found) == 1 && found[0] == item {
			all[string(item)] = RankedYears{years, usualYear(years)}
		}
	}
	return all, err
}

// Sought is what the search of a static copy finds: a title, where it stands,
// and the text that is looked through.
type Sought struct{ Title, Address, Text string }

// Sought lists what the search of a static copy finds, always in one order.
func (s *Server) Sought(ctx context.Context, add func(Sought)) error {
	units, err := s.store.Units(ctx, data.UnitFilter{})
	if err != nil {
		return err
	}
	for _, u := range units {
		names := append([]string{u.Name}, u.Aliases...)
		for _, f := range u.Former {
			names = append(names, f.Name)
		}
		add(Sought{"单位", unitHome(u.Unit), strings.Join(names, "、")})
	}
	defined, err := s.store.GlossaryTerms(ctx)
	if err != nil {
		return err
	}
	for _, e := range entries(defined) {
		text := e.Name
		if e.Plain != "" {
			text += "：" + e.Plain
		}
		add(Sought{"名词", "/glossary/" + url.PathEscape(e.Name), text})
	}
	return s.store.EachReason(ctx, func(r data.PlainReason) {
		add(Sought{r.UnitName + " " + itoa(r.Year) + " 年度", "/e/" + r.Edition + "/source#o" + itoa(r.Start), r.Text})
	})
}
