package web

import (
	"context"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
	"mingzhang/web/templates"
)

// Bounds of what lists of evaluations are asked.
const (
	longestQueryString = 2000
	rowsOfPage         = 50
	lastPage           = 100_000
	rowsOfFile         = 200_000
	queryLimit         = 5 * time.Second
)

// evaluationQuery is what a list of evaluations is asked for.
type evaluationQuery struct {
	filter data.EvaluationFilter
	sort   string // as asked for, "" for the order of the list itself
	page   int    // from 1
	values url.Values
}

// allKinds asks for evaluations of every kind.
const allKinds = "all"

// readEvaluationQuery reads the query of a list; sorts are the orders it has,
// each with whether it runs upwards unless asked otherwise, and kind is what it
// lists unless asked otherwise.
func readEvaluationQuery(c echo.Context, sorts map[string]bool, kind fiscal.EvaluationKind) (q evaluationQuery, err error) {
	raw := c.Request().URL.RawQuery
	if len(raw) > longestQueryString {
		return q, badRequest("网址太长", "条件写得太长，请缩短后再试。")
	}
	values, err := url.ParseQuery(raw)
	if err != nil {
		return q, badRequest("网址里有读不懂的字符", "请从页面上的表单重新填写条件。")
	}
	r := parameters{values: values}
	q = evaluationQuery{page: 1, values: url.Values{}}
	f := &q.filter
	f.Query = r.text("q")
	f.Year = r.number("year", 2000, 2099, "年度是四位数字，例如 year=2024。")
	switch k := r.choice("kind", "kind=project 只看项目支出，kind=overall 只看整体支出，kind=all 都看。", string(fiscal.Overall), string(fiscal.Project), allKinds); k {
	case "":
		f.Kind = kind
	case allKinds:
		f.Kind = ""
	default:
		f.Kind = fiscal.EvaluationKind(k)
	}
	f.Contradicted = r.choice("contradicted", "contradicted=1 只看表内有矛盾的。", "1") == "1"
	if err := q.order(r.one("sort"), sorts); err != nil && r.err == nil {
		r.err = err
	}
	if n := r.number("page", 1, lastPage, "页码从 1 开始，请从页面底部的页码进入。"); n > 0 {
		q.page = n
	}
	for _, name := range []string{"q", "year", "kind", "contradicted", "sort"} {
		if v := strings.TrimSpace(values.Get(name)); v != "" {
			q.values.Set(name, v)
		}
	}
	return q, r.err
}

// order reads what a list is ordered by: "rate" in its usual direction,
// "rate-asc" or "rate-desc" in the one that is named.
func (q *evaluationQuery) order(sort string, sorts map[string]bool) error {
	if sort == "" {
		return nil
	}
	by, direction, named := strings.Cut(sort, "-")
	up, ok := sorts[by]
	if !ok || named && direction != "asc" && direction != "desc" {
		return badRequest("“sort”没有这种排序", "请点表头来排序，或在“排序”里选一种。")
	}
	if named {
		up = direction == "asc"
	}
	q.sort, q.filter.Ascending = by, up
	return nil
}

// parameters reads the parameters of a query; after the first failure it reads
// no more.
type parameters struct {
	values url.Values
	err    error
}

func (r *parameters) one(name string) string {
	if r.err == nil && len(r.values[name]) > 1 {
		r.err = badRequest("“"+name+"”写了不止一次", "一个条件只能有一个值，请删去多余的。")
	}
	return strings.TrimSpace(r.values.Get(name))
}

func (r *parameters) text(name string) string {
	v := r.one(name)
	switch {
	case r.err != nil:
	case !utf8.ValidString(v) || strings.ContainsFunc(v, unicode.IsControl):
		r.err = badRequest("要找的字里有读不懂的字符", "请直接输入中文，例如：发改委。")
	case utf8.RuneCountInString(v) > longestQuery:
		r.err = badRequest("要找的字太多", "最多 "+itoa(longestQuery)+" 个字，请只写名称里的几个字。")
	}
	return v
}

func (r *parameters) number(name string, least, most int, remedy string) int {
	v := r.one(name)
	if v == "" || r.err != nil {
		return 0
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < least || n > most || strconv.Itoa(n) != v {
		r.err = badRequest("“"+name+"”的值不对", remedy)
		return 0
	}
	return n
}

func (r *parameters) choice(name, remedy string, choices ...string) string {
	v := r.one(name)
	if v == "" || r.err != nil {
		return ""
	}
	for _, c := range choices {
		if v == c {
			return v
		}
	}
	r.err = badRequest("“"+name+"”没有这个选项", remedy)
	return ""
}

// paged gives the filter the rows of the page asked for.
func (q *evaluationQuery) paged() data.EvaluationFilter {
	f := q.filter
	f.Limit, f.Offset = rowsOfPage, (q.page-1)*rowsOfPage
	return f
}

// whole gives the filter all rows, for a file.
func (q *evaluationQuery) whole() data.EvaluationFilter {
	f := q.filter
	f.Limit = rowsOfFile
	return f
}

// tooMany says so when a file cannot hold all rows: files are never cut short.
func tooMany(count int) error {
	if count > rowsOfFile {
		return badRequest("有 "+itoa(count)+" 行，一个文件装不下", "请用年度或单位缩小范围，分几次下载。")
	}
	return nil
}

// pager returns the way through count rows, or an error when the page asked
// for is beyond the last.
func (q *evaluationQuery) pager(path string, count int) (templates.Turner, error) {
	p := templates.Turner{Page: q.page, Pages: max(1, (count+rowsOfPage-1)/rowsOfPage), Total: count, Size: rowsOfPage, Href: func(n int) string {
		return path + q.with("page", strconv.Itoa(n))
	}}
	if q.page > p.Pages {
		return p, notFound("没有第 "+itoa(q.page)+" 页", "符合条件的一共 "+itoa(count)+" 条，"+itoa(p.Pages)+" 页。请从第 1 页看起。")
	}
	return p, nil
}

// with returns the query with parameters set anew; the first page and empty
// values are left out.
func (q *evaluationQuery) with(pairs ...string) string {
	v := url.Values{}
	for name, list := range q.values {
		v[name] = list
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
		if pairs[i+1] == "" || pairs[i] == "page" && pairs[i+1] == "1" {
			v.Del(pairs[i])
		}
	}
	if len(v) == 0 {
		return ""
	}
	return "?" + v.Encode()
}

// sorter returns the links of the headings of a list: a click on the order at
// hand turns it round.
func (q *evaluationQuery) sorter(path, standard string, sorts map[string]bool) templates.Sorter {
	at := q.sort
	if at == "" {
		at = standard
	}
	return templates.Sorter{By: at, Ascending: q.filter.Ascending, Href: func(by string) string {
		switch {
		case by != at || q.filter.Ascending != sorts[by]:
			return path + q.with("sort", by)
		case sorts[by]:
			return path + q.with("sort", by+"-desc")
		}
		return path + q.with("sort", by+"-asc")
	}}
}

// form returns the conditions as the form of a list shows them.
func (q *evaluationQuery) form(years []int) templates.EvaluationForm {
	f := q.filter
	return templates.EvaluationForm{
		Query: f.Query, Year: f.Year, Kind: f.Kind, Contradicted: f.Contradicted, Years: years,
		Sort: q.values.Get("sort"), Narrowed: f.Query != "" || f.Year != 0 || f.Contradicted || q.values.Get("kind") != "",
	}
}

// bounded keeps a list that is made for one request from taking long.
func bounded(build builder) builder {
	return func(ctx context.Context) (content, error) {
		ctx, cancel := context.WithTimeout(ctx, queryLimit)
		defer cancel()
		made, err := build(ctx)
		if err != nil && ctx.Err() != nil {
			err = ctx.Err() // however the database words it
		}
		return made, err
	}
}
