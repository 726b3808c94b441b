package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/govalues/decimal"
	"github.com/labstack/echo/v4"

	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
	"mingzhang/web/templates"
)

// Bounds on what may be asked for at once.
const (
	longestText  = 100 // characters of a query
	mostTerms    = 10  // words of a query
	longestUnit  = 60  // characters of a part of a unit's name
	mostPages    = 50  // pages of a list that are shown
	hitsPerPage  = 20
	causePerPage = 40
	mostExported = 2000 // rows of a list in one file
)

// text returns a parameter without the blanks around it. What is no text, or
// too long to be meant, is an error.
func text(c echo.Context, name string, longest int) (string, error) {
	s := strings.TrimSpace(c.QueryParam(name))
	switch {
	case !utf8.ValidString(s):
		return "", badRequest("网址里有认不出的字", "网址里的字应为 UTF-8。请在查找框里重新输入。")
	case utf8.RuneCountInString(s) > longest:
		return "", badRequest("要找的话太长了", "最多 "+strconv.Itoa(longest)+" 个字。请只写最要紧的几个字，几个词用空格分开。")
	}
	return s, nil
}

// queryText returns ?q=.
func queryText(c echo.Context) (string, error) {
	q, err := text(c, "q", longestText)
	if err == nil && len(strings.Fields(q)) > mostTerms {
		return "", badRequest("要找的词太多了", "最多 "+strconv.Itoa(mostTerms)+" 个词。请只写最要紧的几个。")
	}
	return q, err
}

// yearParam returns ?year=, 0 for none.
func yearParam(c echo.Context) (int, error) {
	s := c.QueryParam("year")
	if s == "" {
		return 0, nil
	}
	year, err := strconv.Atoi(s)
	if err != nil || year < 2000 || year > 2099 {
		return 0, badRequest("没有这样的年度", "年度是四位数字，例如 2024。")
	}
	return year, nil
}

// pageParam returns ?page=, 1 for none.
func pageParam(c echo.Context) (int, error) {
	s := c.QueryParam("page")
	if s == "" {
		return 1, nil
	}
	n, err := strconv.Atoi(s)
	switch {
	case err != nil || n < 1:
		return 0, badRequest("没有这样的页码", "页码从 1 起，是整数。请去掉网址里的 page 再试。")
	case n > mostPages:
		return 0, notFound("没有这一页", "一次最多看 "+strconv.Itoa(mostPages)+" 页。请加一个词，或选单位、年度缩小范围；也可以下载 CSV。")
	}
	return n, nil
}

// beyond is the error for a page behind the last.
func beyond() error {
	return notFound("没有这一页", "找到的没有这么多，请从第一页看起。")
}

// oneOf returns a parameter that must be one of some words, "" among them.
func oneOf(c echo.Context, name, what string, words ...string) (string, error) {
	s := c.QueryParam(name)
	if s == "" {
		return "", nil
	}
	for _, w := range words {
		if s == w {
			return s, nil
		}
	}
	return "", badRequest("没有这样的"+what, "网址里的 "+name+" 应为 "+strings.Join(words, "、")+" 之一。")
}

// least returns a parameter that is a number not below zero, in the smallest
// units that it is compared in, and as it is to be shown.
func least(c echo.Context, name, what, preset string, measure fiscal.Measure) (n int64, shown string, err error) {
	s := strings.ReplaceAll(strings.TrimSpace(c.QueryParam(name)), ",", "")
	if !c.QueryParams().Has(name) {
		s = preset
	}
	if s == "" {
		s = "0"
	}
	wrong := badRequest("没有这样的"+what, what+"是不小于 0 的数，例如 "+preset+"。")
	if len(s) > 15 {
		return 0, "", wrong
	}
	d, err := decimal.Parse(s)
	if err != nil || d.IsNeg() {
		return 0, "", wrong
	}
	n, ok := fiscal.Canonical(d, measure)
	if !ok {
		return 0, "", wrong
	}
	return n, d.String(), nil
}

// with returns a path with the parameters that are not empty; pairs are names
// and values.
func with(path string, pairs ...string) string {
	q := make(url.Values)
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

// pagerOf leads to the pages around one; at gives the address of a page.
func pagerOf(page, total, perPage int, at func(page string) string) templates.Pager {
	p := templates.Pager{Page: page, Pages: (total + perPage - 1) / perPage}
	if p.Pages > mostPages {
		p.Pages = mostPages
		p.Bound = "这里只翻到第 " + strconv.Itoa(mostPages*perPage) + " 条。其余请缩小范围再看，或下载文件。"
	}
	if page == 2 {
		p.Previous = at("")
	} else if page > 2 {
		p.Previous = at(strconv.Itoa(page - 1))
	}
	if page < p.Pages {
		p.Next = at(strconv.Itoa(page + 1))
	}
	return p
}

// fileNames says in the label of a file how much of a list it holds.
func fileNames(total int, href func(suffix string) string) []templates.FileLink {
	if total == 0 {
		return nil
	}
	amount := "全部 " + strconv.Itoa(total) + " 条"
	if total > mostExported {
		amount = "前 " + strconv.Itoa(mostExported) + " 条"
	}
	return []templates.FileLink{{Text: "CSV（" + amount + "）", Href: href(".csv")}, {Text: "Excel（" + amount + "）", Href: href(suffixXLSX)}, {Text: "JSON（" + amount + "）", Href: href(".json")}}
}

// tooSlow explains a query that was given up.
func tooSlow(err error) error {
	if errors.Is(err, context.DeadlineExceeded) {
		return &failure{http.StatusServiceUnavailable, "这次查找太费时，已停下", "请换一个更少见的词、多写一个词，或先选单位、年度再找。"}
	}
	return err
}

// unitParam returns ?unit=: the id of a unit, or a part of names; name is what
// to call it.
func (s *Server) unitParam(c echo.Context) (word, name string, err error) {
	if word, err = text(c, "unit", longestUnit); err != nil || word == "" {
		return "", "", err
	}
	id, ok := data.UnitID(word)
	if !ok {
		return word, "名称含“" + word + "”的单位", nil
	}
	u, err := s.store.Unit(c.Request().Context(), id)
	if errors.Is(err, data.ErrNotFound) {
		return "", "", notFound("没有这个单位", "可以从单位名录重新找。")
	}
	return word, u.Name, err
}
