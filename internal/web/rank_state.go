package web

import (
	"net/url"
	"strconv"
	"strings"

	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/story"
)

// rankViews are the ways in which a ranking looks at an item.
var rankViews = []story.View{story.AmountView, story.ShareView, story.PerStaffView, story.ChangeView, story.GrowthView, story.VarianceView}

// pageLength is how many units one page of a ranking lists.
const pageLength = 50

// ranking is what an address under /rank/ asks for.
type ranking struct {
	item    fiscal.Item
	class   string // key of a class, "" for the total
	view    story.View
	year    int // 0 for the usual one
	order   data.RankOrder
	region  string
	kind    fiscal.UnitKind
	page    int  // from 1
	missing bool // the units that are left out are listed instead
}

// usualOrder is the order of a view until another is chosen.
func usualOrder(view story.View) data.RankOrder {
	if view == story.VarianceView {
		return data.Farthest
	}
	return data.Descending
}

// signed reports whether the values of a view may be below zero.
func signed(view story.View) bool {
	return view == story.ChangeView || view == story.GrowthView || view == story.VarianceView
}

var orderTerms = []struct {
	order data.RankOrder
	term  string
}{{data.Descending, "从高到低"}, {data.Ascending, "从低到高"}, {data.Farthest, "按幅度大小"}}

func orderOf(v url.Values, view story.View) (data.RankOrder, error) {
	order := data.RankOrder(trimmed(v, "order"))
	if order == "" {
		return usualOrder(view), nil
	}
	for _, known := range orderTerms {
		if order == known.order && (order != data.Farthest || signed(view)) {
			return order, nil
		}
	}
	return "", wrong("没有“"+shortened(string(order))+"”这种次序", "可以用的有 desc（从高到低）、asc（从低到高）；增减和差异率还可以用 far（按幅度大小）。")
}

// query writes the state as a query, what goes without saying left out.
func (r ranking) query() string {
	var list []string
	add := func(name, value string) {
		if value != "" {
			list = append(list, name+"="+url.QueryEscape(value))
		}
	}
	for _, h := range r.state() {
		add(h[0], h[1])
	}
	if r.missing {
		add("show", "missing")
	}
	if r.page > 1 {
		add("page", strconv.Itoa(r.page))
	}
	if len(list) == 0 {
		return ""
	}
	return "?" + strings.Join(list, "&")
}

// state is what forms pass on: names and values.
func (r ranking) state() [][2]string {
	var list [][2]string
	add := func(name, value string) {
		if value != "" {
			list = append(list, [2]string{name, value})
		}
	}
	if r.year > 0 {
		add("year", strconv.Itoa(r.year))
	}
	add("class", r.class)
	if r.view != story.AmountView {
		add("as", string(r.view))
	}
	add("region", r.region)
	add("kind", string(r.kind))
	if r.order != usualOrder(r.view) {
		add("order", string(r.order))
	}
	return list
}

// address is the ranking's own, with another file type behind it: "" for the page.
func (r ranking) address(suffix string) string {
	return "/rank/" + url.PathEscape(string(r.item)) + suffix + r.query()
}

// first is the ranking on its first page.
func (r ranking) first() ranking {
	r.page, r.missing = 1, false
	return r
}

func (r ranking) seen(view story.View) ranking {
	r = r.first()
	r.view, r.order = view, usualOrder(view)
	return r
}

func (r ranking) of(item fiscal.Item) ranking {
	r = r.first()
	if r.item, r.class = item, ""; !r.view.Shows(item) {
		r = r.seen(story.AmountView)
	}
	return r
}

func (r ranking) on(page int) ranking {
	r.page = page
	return r
}

// dataQuery is the ranking as the store is asked for it.
func (r ranking) dataQuery(year int) data.RankQuery {
	return data.RankQuery{
		Item: r.item, Class: r.class, Year: year, By: data.RankBy(r.view), Order: r.order, Region: r.region, Kind: r.kind, Topics: story.TopicsOf(r.item),
	}
}
