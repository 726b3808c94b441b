package web

import (
	"context"
	"strconv"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/story"
	"mingzhang/web/templates"
)

// Changes without a reason are listed from these sizes on unless asked
// otherwise: 万元 and %.
const (
	leastAmount = "50"
	leastRate   = "20"
)

// reasonsView is one of the lists around 主要原因.
type reasonsView struct{ key, path, text string }

var reasonsViews = []reasonsView{
	{"reasons", "/reasons", "逐条看"},
	{"wordings", "/reasons/wordings", "说法相同的"},
	{"unexplained", "/reasons/unexplained", "变了、没写原因的"},
}

// bases are what a change is measured against, by the word of addresses.
var bases = []struct {
	word, text string
	basis      fiscal.Basis
}{{"prior", "比上年", fiscal.Change}, {"budget", "比预算", fiscal.VarianceRate}}

var directions = []struct{ word, text string }{{"up", "增加"}, {"down", "减少"}, {"flat", "持平"}}

// reasonsRequest is what is asked of such a list.
type reasonsRequest struct {
	data.CauseQuery
	view          reasonsView
	page          int
	basis, sort   string // words of the address
	amount, rate  string // as the form shows them
	wordingNumber string
}

func (s *Server) reasonsRequest(c echo.Context, view reasonsView) (r reasonsRequest, err error) {
	r.view = view
	if r.Text, err = queryText(c); err != nil {
		return r, err
	}
	if r.CauseQuery.Unit, err = text(c, "unit", longestUnit); err != nil {
		return r, err
	}
	if r.Year, err = yearParam(c); err != nil {
		return r, err
	}
	if r.page, err = pageParam(c); err != nil {
		return r, err
	}
	r.Item = fiscal.Item(c.QueryParam("item"))
	if _, ok := r.Item.Info(); !ok && r.Item != "" {
		return r, badRequest("没有这个科目", "请从科目一栏选，或去掉网址里的 item。")
	}
	direction, err := oneOf(c, "direction", "方向", "up", "down", "flat")
	if err != nil {
		return r, err
	}
	r.Direction = fiscal.Direction(direction)
	if r.basis, err = oneOf(c, "basis", "比法", "prior", "budget"); err != nil {
		return r, err
	}
	for _, b := range bases {
		if b.word == r.basis {
			r.Basis = b.basis
		}
	}
	if r.sort, err = oneOf(c, "sort", "顺序", "size"); err != nil {
		return r, err
	}
	r.BySize = r.sort == "size"
	r.Offset, r.Limit = (r.page-1)*causePerPage, causePerPage
	if view.key == "unexplained" {
		return r, r.thresholds(c)
	}
	if r.wordingNumber = c.QueryParam("wording"); r.wordingNumber != "" {
		if r.Wording, err = strconv.ParseInt(r.wordingNumber, 10, 64); err != nil || r.Wording < 1 {
			return r, badRequest("没有这种说法", "请从“说法相同的”一栏点开。")
		}
	}
	return r, nil
}

func (r *reasonsRequest) thresholds(c echo.Context) (err error) {
	r.BySize, r.Text = true, ""
	if r.Amount, r.amount, err = least(c, "amount", "金额", leastAmount, fiscal.TenThousandYuan); err != nil {
		return err
	}
	r.Rate, r.rate, err = least(c, "rate", "幅度", leastRate, fiscal.Percent)
	return err
}

// href is the address of the same list with another page.
func (r reasonsRequest) href(path, page string) string {
	amount, rate := r.amount, r.rate
	if amount == leastAmount {
		amount = ""
	}
	if rate == leastRate {
		rate = ""
	}
	return with(path, "q", r.Text, "unit", r.CauseQuery.Unit, "item", string(r.Item), "direction", string(r.Direction), "basis", r.basis,
		"year", number(int64(r.Year)), "sort", r.sort, "wording", r.wordingNumber, "amount", amount, "rate", rate, "page", page)
}

// address names the page that answers the request.
func (r reasonsRequest) address(path string) string {
	page := ""
	if r.page > 1 {
		page = strconv.Itoa(r.page)
	}
	return r.href(path, page)
}

func (r reasonsRequest) narrowed() bool {
	return r.href("", "") != "" && r.href("", "") != "?sort=size"
}

// reasons serves one of the lists around 主要原因.
func (s *Server) reasons(view reasonsView) echo.HandlerFunc {
	return func(c echo.Context) error {
		r, err := s.reasonsRequest(c, view)
		if err != nil {
			return err
		}
		return s.keptAs(c, r.address(view.path), func(ctx context.Context) (content, error) {
			page := s.page(view.path, "为什么变", "各单位决算里写出的每一条主要原因，连着它解释的科目与金额；说法相同的归在一起，变了而没有写原因的另列。")
			page.Nav, page.NoIndex = "reasons", r.narrowed()
			page.Crumbs = []templates.Crumb{{Text: "首页", Href: "/"}, {Text: "为什么变"}}
			if view.key != "reasons" {
				page.Title = view.text + "，为什么变"
			}
			page.Alternates = []templates.Alternate{
				{Type: "application/json", Href: r.href(view.path+".json", ""), Title: "原因（JSON）"},
				{Type: "text/csv", Href: r.href(view.path+".csv", ""), Title: "原因（CSV）"},
				{Type: typeXLSX, Href: r.href(view.path+suffixXLSX, ""), Title: "原因（Excel）"},
			}
			v := templates.Reasons{Page: page, View: view.key}
			if err := s.list(ctx, &v, r); err != nil {
				return content{}, tooSlow(err)
			}
			if r.page > 1 && len(v.Said)+len(v.Alike) == 0 {
				return content{}, beyond()
			}
			v.Result = r.result(v.Total)
			if v.Form, err = s.reasonForm(ctx, r); err != nil {
				return content{}, err
			}
			for _, other := range reasonsViews {
				v.Views = append(v.Views, templates.Choice{Text: other.text, Href: other.path, Current: other == view})
			}
			if r.narrowed() {
				v.Wider = view.path
			}
			v.Pager = pagerOf(r.page, v.Total, causePerPage, func(page string) string { return r.href(view.path, page) })
			v.Files = fileNames(v.Total, func(suffix string) string { return r.href(view.path+suffix, "") })
			return s.html(ctx, templates.ReasonsPage(v))
		})
	}
}

// result says what the list holds.
func (r reasonsRequest) result(total int) string {
	n := strconv.Itoa(total)
	switch r.view.key {
	case "wordings":
		return n + " 种说法，用的单位多的在前。数字与单位自己的名称不算差别。"
	case "unexplained":
		at := ""
		if r.Amount > 0 {
			at = " " + r.amount + " 万元"
		}
		if r.Rate > 0 {
			if at != "" {
				at += "、"
			} else {
				at = " "
			}
			at += r.rate + "%"
		}
		if at != "" {
			at = "变动达到" + at + " 的"
		}
		return at + "有 " + n + " 处没有写原因。原先是零、算不出幅度的也在内。"
	}
	return n + " 条原因。"
}

// list asks the store for the list of a view.
func (s *Server) list(ctx context.Context, v *templates.Reasons, r reasonsRequest) error {
	if r.view.key == "wordings" {
		alike, total, err := s.store.Wordings(ctx, r.CauseQuery)
		v.Total = total
		for _, w := range alike {
			v.Alike = append(v.Alike, templates.Alike{Text: w.Text, Units: w.Units, Count: w.Count, Years: span(w.Years), Href: r.ofWording(w.ID)})
		}
		if total == 0 && err == nil {
			v.Empty, err = s.isEmpty(ctx)
		}
		return err
	}
	ask := s.store.Reasons
	if r.view.key == "unexplained" {
		ask = s.store.Unexplained
	}
	said, total, err := ask(ctx, r.CauseQuery)
	if err != nil {
		return err
	}
	v.Total = total
	for _, x := range said {
		v.Said = append(v.Said, statedReason(x, r.Text))
	}
	if r.Wording != 0 && len(said) > 0 {
		v.Wording = said[0].Text
	}
	if total == 0 {
		v.Empty, err = s.isEmpty(ctx)
	}
	return err
}

func (s *Server) isEmpty(ctx context.Context) (bool, error) {
	count, err := s.store.Count(ctx)
	return count.Reports == 0, err
}

// ofWording is the address of every reason that the request allows and that
// says the same.
func (r reasonsRequest) ofWording(id int64) string {
	r.wordingNumber, r.sort = number(id), ""
	return r.href("/reasons", "")
}

// span writes years as 2019 or 2019–2024.
func span(years [2]int) string {
	if years[0] == years[1] {
		return strconv.Itoa(years[0])
	}
	return strconv.Itoa(years[0]) + "–" + strconv.Itoa(years[1])
}

func statedReason(x data.Stated, query string) templates.StatedReason {
	home := reportHome(x.Unit, x.Year)
	v := templates.StatedReason{
		Name: x.Item.Term(), Amount: story.FactCell(x.Amount), Rate: story.FactCell(x.Rate),
		Unit: x.Unit.Name, Year: x.Year, Home: home, Root: templates.Root(home), At: x.Start, Text: whole(x.Text, query),
		Others: x.Units - 1, Alike: with("/reasons", "wording", number(x.Wording)),
	}
	for _, b := range bases {
		if b.basis == x.Basis {
			v.Basis = b.text
		}
	}
	if x.Class != nil && len(x.Class.Path) > 0 {
		v.Name = x.Class.Path[len(x.Class.Path)-1]
		v.Above = templates.ClassAbove(x.Class.String(), v.Name)
		v.Of = x.Item.Term()
	}
	return v
}

func (s *Server) reasonForm(ctx context.Context, r reasonsRequest) (templates.ReasonForm, error) {
	f := templates.ReasonForm{Action: r.view.path, Query: r.Text, Unit: r.CauseQuery.Unit, Wording: r.wordingNumber, Amount: r.amount, Rate: r.rate}
	choices, err := s.store.CauseChoices(ctx)
	if err != nil {
		return f, err
	}
	for _, i := range choices.Items {
		f.Items = append(f.Items, templates.Choice{Text: i.Term(), Value: string(i), Current: i == r.Item})
	}
	if r.Item != "" {
		f.Items = chosen(f.Items, string(r.Item), r.Item.Term())
	}
	for _, d := range directions {
		if d.word != "flat" || r.view.key != "unexplained" {
			f.Directions = append(f.Directions, templates.Choice{Text: d.text, Value: d.word, Current: d.word == string(r.Direction)})
		}
	}
	for _, b := range bases {
		f.Bases = append(f.Bases, templates.Choice{Text: b.text, Value: b.word, Current: b.word == r.basis})
	}
	for _, y := range choices.Years {
		f.Years = append(f.Years, templates.Choice{Text: strconv.Itoa(y), Value: strconv.Itoa(y), Current: y == r.Year})
	}
	f.Years = chosen(f.Years, number(int64(r.Year)), number(int64(r.Year)))
	if r.view.key == "reasons" {
		f.Orders = []templates.Choice{{Text: "变动大的在前", Value: "size", Current: r.BySize}}
	}
	return f, nil
}
