package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/data"
	"mingzhang/web/templates"
)

// lastYear bounds what may be asked for as a year.
const (
	firstYear    = 2000
	lastYear     = 2099
	lastRankPage = 1_000_000
)

// rankingOf reads the state of a ranking.
func (s *Server) rankingOf(c echo.Context) (asked ranking, doubt doubt, suffix string, err error) {
	v, err := choices(c)
	if err != nil {
		return asked, doubt, "", err
	}
	// Echo leaves a parameter escaped where the path as sent differs.
	name, err := url.PathUnescape(c.Param("item"))
	if err != nil {
		return asked, doubt, "", notFound("没有这个项目", "请从排行页的项目表里选。")
	}
	name, suffix = splitSuffix(name)
	if text := trimmed(v, "item"); text != "" {
		name = text // typed into the chooser
	}
	items, err := itemOf(name)
	if err != nil {
		return asked, doubt, "", err
	}
	if asked.item = items[0]; len(items) > 1 {
		doubt.items, doubt.text = items, name
	}
	if asked.view, err = viewOf(v, asked.item, rankViews); err != nil {
		return asked, doubt, "", err
	}
	if asked.order, err = orderOf(v, asked.view); err != nil {
		return asked, doubt, "", err
	}
	if asked.year, err = numberIn(v, "year", "年度", firstYear, lastYear, 0); err != nil {
		return asked, doubt, "", err
	}
	if asked.page, err = numberIn(v, "page", "页码", 1, lastRankPage, 1); err != nil {
		return asked, doubt, "", err
	}
	if asked.region, err = regionOf(v); err != nil {
		return asked, doubt, "", err
	}
	if asked.kind, err = kindOf(v); err != nil {
		return asked, doubt, "", err
	}
	switch show := trimmed(v, "show"); show {
	case "":
	case "missing":
		asked.missing = true
	default:
		return asked, doubt, "", wrong("没有“"+shortened(show)+"”这种列法", "show=missing 列出没有排进来的单位，不写就是排行。")
	}
	text := trimmed(v, "class")
	class, several, err := s.classOf(c.Request().Context(), text)
	if err != nil {
		return asked, doubt, "", err
	}
	if doubt.classes = several; several != nil {
		doubt.text = text
	}
	asked.class = data.ClassKey(class)
	return asked, doubt, suffix, nil
}

// rank serves the ranking of an item, or its files.
func (s *Server) rank(c echo.Context) error {
	asked, doubt, suffix, err := s.rankingOf(c)
	if err != nil {
		return err
	}
	switch suffix {
	case ".csv", suffixXLSX:
		return s.rankCSV(c, asked)
	case ".json":
		return s.rankJSON(c, asked)
	case ".svg":
		return notFound("排行没有图", "排行的数字有 CSV、Excel 和 JSON 三种文件。")
	}
	settled := doubt.items == nil && doubt.classes == nil
	if address := asked.address(""); settled && address != c.Request().URL.EscapedPath()+given(c) {
		return c.Redirect(http.StatusSeeOther, address)
	}
	build := func(ctx context.Context) (content, error) {
		page, err := s.rankPage(ctx, asked, doubt)
		if err != nil {
			return content{}, err
		}
		return s.html(ctx, templates.RankPage(page))
	}
	if !settled {
		return s.once(c, build)
	}
	return s.keptAs(c, asked.address(""), build)
}

// pagesFor is how many pages so many rows take, at least one.
func pagesFor(rows int) int { return max(1, (rows+pageLength-1)/pageLength) }

// turn makes the links between the pages of a list.
func (r ranking) turn(rows int) (templates.Turn, error) {
	pages := pagesFor(rows)
	if r.page > pages {
		return templates.Turn{}, notFound("没有第 "+itoa(r.page)+" 页", "这个列表一共 "+itoa(pages)+" 页，网址是 "+r.on(pages).address("")+"。")
	}
	t := templates.Turn{Page: r.page, Pages: pages, Rows: rows, From: (r.page-1)*pageLength + 1, To: min(r.page*pageLength, rows)}
	if r.page > 1 {
		t.First, t.Before = r.on(1).address(""), r.on(r.page-1).address("")
	}
	if r.page < pages {
		t.After, t.Last = r.on(r.page+1).address(""), r.on(pages).address("")
	}
	return t, nil
}

// regionChoices are the divisions that a list may be narrowed to: the
// provinces, and below the chosen one what lies in it.
func (s *Server) regionChoices(ctx context.Context, chosen string) ([]templates.Option, error) {
	var all []templates.Option
	add := func(below string, depth int) error {
		list, err := remember(s.parts, "regions "+below, func() ([]data.RegionCount, error) { return s.store.RegionsBelow(ctx, below) })
		for _, r := range list {
			all = append(all, templates.Option{
				Value: r.Code, Text: strings.Repeat("　", depth) + lastName(r.Code) + "（" + itoa(r.Units) + "）", Chosen: r.Code == chosen,
			})
		}
		return err
	}
	if chosen == "" {
		return all, add("", 0)
	}
	// The way down to the chosen one stands first, then its own parts.
	province, city := chosen[:2]+"0000", chosen[:4]+"00"
	depth := 0
	for _, code := range []string{province, city, chosen} {
		if len(all) > 0 && all[len(all)-1].Value == code {
			continue
		}
		all = append(all, templates.Option{Value: code, Text: strings.Repeat("　", depth) + lastName(code), Chosen: code == chosen})
		depth++
	}
	if err := add(chosen, depth); err != nil {
		return nil, err
	}
	others, err := s.store.RegionsBelow(ctx, "")
	for _, r := range others {
		if r.Code != province {
			all = append(all, templates.Option{Value: r.Code, Text: lastName(r.Code) + "（" + itoa(r.Units) + "）"})
		}
	}
	return all, err
}

// lastName is the name of a division alone.
func lastName(code string) string {
	name := regionName(code)
	if i := strings.LastIndex(name, " "); i >= 0 {
		return name[i+1:]
	}
	if name == "" {
		return code
	}
	return name
}
