package web

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"mingzhang/internal/fiscal"
	"mingzhang/internal/story"
)

// mostCompared is how many units stand beside each other.
const mostCompared = 8

// compareViews are the ways in which the page of comparisons looks at an item.
var compareViews = []story.View{story.AmountView, story.ShareView, story.PerStaffView, story.ChangeView}

// comparison is what an address under /compare asks for.
type comparison struct {
	units []int64
	item  fiscal.Item
	class string // key of a class, "" for the total
	view  story.View
	own   bool // each unit is drawn on a scale of its own
}

// ids reads ?u=, each a unit's number, once.
func ids(v url.Values) ([]int64, error) {
	var units []int64
	for _, text := range v["u"] {
		if text = strings.TrimSpace(text); text == "" {
			continue
		}
		number, _, _ := strings.Cut(text, "-")
		id, err := strconv.ParseInt(number, 10, 64)
		if err != nil || id < 1 {
			return nil, wrong("“"+shortened(text)+"”不是单位的编号", "u 后面写单位网址里的编号，例如 /u/1-名称/ 的 1。")
		}
		if !slices.Contains(units, id) {
			units = append(units, id)
		}
	}
	if len(units) > mostCompared {
		return nil, wrong("一次最多比较 "+strconv.Itoa(mostCompared)+" 个单位", "这个网址里有 "+strconv.Itoa(len(units))+" 个，请去掉一些。")
	}
	return units, nil
}

// query writes the state as a query, what goes without saying left out.
func (c comparison) query() string {
	var b strings.Builder
	add := func(name, value string) {
		if b.Len() > 0 {
			b.WriteByte('&')
		}
		b.WriteString(name + "=" + url.QueryEscape(value))
	}
	for _, id := range c.units {
		add("u", strconv.FormatInt(id, 10))
	}
	if c.item != defaultItem {
		add("item", string(c.item))
	}
	if c.class != "" {
		add("class", c.class)
	}
	if c.view != story.AmountView {
		add("as", string(c.view))
	}
	if c.own {
		add("scale", "own")
	}
	if b.Len() == 0 {
		return ""
	}
	return "?" + b.String()
}

// defaultItem is what is compared until something else is chosen.
const defaultItem = fiscal.ExpenseYear

// address is the comparison's own, with another file type behind it: "" for
// the page.
func (c comparison) address(suffix string) string { return "/compare" + suffix + c.query() }

func (c comparison) with(id int64) comparison {
	c.units = append(slices.Clone(c.units), id)
	return c
}

func (c comparison) without(id int64) comparison {
	c.units = slices.DeleteFunc(slices.Clone(c.units), func(u int64) bool { return u == id })
	return c
}

// of is the comparison of another item. What does not make sense of it is
// given up: the class, and the view where it must be.
func (c comparison) of(item fiscal.Item) comparison {
	c.item, c.class = item, ""
	if !c.view.Shows(item) {
		c.view = story.AmountView
	}
	return c
}

func (c comparison) seen(view story.View) comparison {
	c.view = view
	return c
}

func (c comparison) scaled(own bool) comparison {
	c.own = own
	return c
}

func (c comparison) in(class string) comparison {
	c.class = class
	return c
}
