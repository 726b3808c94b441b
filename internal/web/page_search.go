package web

import (
	"context"
	"strconv"
	"strings"
	"unicode"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/data"
	"mingzhang/internal/story"
	"mingzhang/web/templates"
)

// Sizes of what the search page offers.
const (
	unitsAnswered = 5
	unitsOffered  = 200
	hintsOffered  = 4
)

// examples are words that show what can be found.
var examples = []string{"用车", "过紧日子", "专项债券", "年中追加", "退休人员", "培训费"}

// searchRequest is what a search asks for.
type searchRequest struct {
	data.Query
	page     int
	unitName string // what to call the unit asked for
}

func (s *Server) searchRequest(c echo.Context) (r searchRequest, err error) {
	if r.Text, err = queryText(c); err != nil {
		return r, err
	}
	if r.Year, err = yearParam(c); err != nil {
		return r, err
	}
	if r.page, err = pageParam(c); err != nil {
		return r, err
	}
	if r.Unit, r.unitName, err = s.unitParam(c); err != nil {
		return r, err
	}
	var words []string
	for _, k := range data.Kinds() {
		words = append(words, k.Word())
	}
	kind, err := oneOf(c, "kind", "种类", words...)
	r.Kind, _ = data.KindOf(kind)
	r.Offset, r.Limit = (r.page-1)*hitsPerPage, hitsPerPage
	return r, err
}

// href is the address of the search with another kind and page.
func (r searchRequest) href(path string, kind data.Kind, page string) string {
	return with(path, "q", r.Text, "kind", kind.Word(), "unit", r.Unit, "year", number(int64(r.Year)), "page", page)
}

// address names the page that answers the request.
func (r searchRequest) address(path string) string {
	page := ""
	if r.page > 1 {
		page = strconv.Itoa(r.page)
	}
	return r.href(path, r.Kind, page)
}

// number writes n for an address, "" for 0.
func number(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

// narrowed reports whether the search looks at a part only.
func (r searchRequest) narrowed() bool {
	return r.Kind != data.AnyKind || r.Unit != "" || r.Year != 0
}

// search serves the page that finds texts: ?q=, narrowed by ?kind=, ?unit=
// and ?year=.
func (s *Server) search(c echo.Context) error {
	r, err := s.searchRequest(c)
	if err != nil {
		return err
	}
	return s.keptAs(c, r.address("/search"), func(ctx context.Context) (content, error) {
		page := s.page("/search", "查找", "在所有单位的决算里查找：正文、原因、绩效自评、名词解释与单位名称，命中处连着原文。")
		page.Nav = "search"
		page.Crumbs = []templates.Crumb{{Text: "首页", Href: "/"}, {Text: "查找"}}
		view := templates.Search{Page: page, Asked: templates.Inquiry{Query: r.Text, Kind: r.Kind.Word()}, Ready: r.Text != ""}
		if !view.Ready {
			return s.searchStart(ctx, view)
		}
		view.Title, view.NoIndex = "查找“"+r.Text+"”", true
		found, err := s.store.Search(ctx, r.Query)
		if err != nil {
			return content{}, tooSlow(err)
		}
		if r.page > 1 && len(found.Hits) == 0 {
			return content{}, beyond()
		}
		if err := s.fill(ctx, &view, r, found); err != nil {
			return content{}, tooSlow(err)
		}
		return s.html(ctx, templates.SearchPage(view))
	})
}

// searchStart is the page before anything is asked.
func (s *Server) searchStart(ctx context.Context, view templates.Search) (content, error) {
	count, err := s.store.Count(ctx)
	if err != nil {
		return content{}, err
	}
	if count.Reports > 0 {
		view.Size = "现有 " + strconv.Itoa(count.Units) + " 个单位的 " + strconv.Itoa(count.Reports) + " 份决算。"
		for _, word := range examples {
			view.Hints = append(view.Hints, templates.Choice{Text: word, Href: with("/search", "q", word)})
		}
	}
	return s.html(ctx, templates.SearchPage(view))
}

// fill puts what was found on the page.
func (s *Server) fill(ctx context.Context, view *templates.Search, r searchRequest, found data.Found) error {
	view.Total, view.Result = found.Total, resultOf(r, found)
	view.Alternates = []templates.Alternate{
		{Type: "application/json", Href: r.href("/search.json", r.Kind, ""), Title: "查到的段落（JSON）"},
		{Type: "text/csv", Href: r.href("/search.csv", r.Kind, ""), Title: "查到的段落（CSV）"},
		{Type: typeXLSX, Href: r.href("/search.xlsx", r.Kind, ""), Title: "查到的段落（Excel）"},
	}
	for _, h := range found.Hits {
		view.Hits = append(view.Hits, hitOf(h, r.Text))
	}
	view.Kinds = r.kindChoices(found)
	for _, y := range found.Years {
		view.Asked.Years = append(view.Asked.Years, templates.Choice{Text: strconv.Itoa(y.Year), Value: strconv.Itoa(y.Year), Count: y.Count, Counted: true, Current: y.Year == r.Year})
	}
	offerUnits(view, r, found.Units)
	view.Asked.Years = chosen(view.Asked.Years, number(int64(r.Year)), number(int64(r.Year)))
	if r.Kind == data.ReasonKind && found.Total > 0 {
		view.Moved = with("/reasons", "q", r.Text, "unit", r.Unit, "year", number(int64(r.Year)))
	}
	if r.narrowed() {
		view.Wider = with("/search", "q", r.Text)
	}
	view.Pager = pagerOf(r.page, found.Total, hitsPerPage, func(page string) string { return r.href("/search", r.Kind, page) })
	view.Files = fileNames(found.Total, func(suffix string) string { return r.href("/search"+suffix, r.Kind, "") })
	if found.Kinds[data.UnitKind] > 0 && r.Kind == data.AnyKind && r.page == 1 && r.Year == 0 && r.Unit == "" {
		if err := s.unitAnswers(ctx, view, r, found); err != nil {
			return err
		}
	}
	if found.Total == 0 && !r.narrowed() {
		return s.hint(ctx, view, r.Text)
	}
	return nil
}

// chosen makes sure that what is asked for is among the choices, though
// nothing is found for it.
func chosen(choices []templates.Choice, value, text string) []templates.Choice {
	if value == "" {
		return choices
	}
	for _, c := range choices {
		if c.Current {
			return choices
		}
	}
	return append(choices, templates.Choice{Text: text, Value: value, Counted: true, Current: true})
}

func offerUnits(view *templates.Search, r searchRequest, units []data.UnitCount) {
	for i, u := range units {
		id := number(u.Unit.ID)
		if i >= unitsOffered && id != r.Unit {
			view.Asked.Others++
			continue
		}
		view.Asked.OfUnit = append(view.Asked.OfUnit, templates.Choice{Text: u.Unit.Name, Value: id, Count: u.Count, Counted: true, Current: id == r.Unit})
	}
	view.Asked.OfUnit = chosen(view.Asked.OfUnit, r.Unit, r.unitName)
}

// kindChoices are the kinds of text with how many of each are found; none when
// nothing is found at all.
func (r searchRequest) kindChoices(found data.Found) []templates.Choice {
	all := []templates.Choice{{Text: data.AnyKind.Name(), Href: r.href("/search", data.AnyKind, ""), Count: found.Kinds[data.AnyKind], Current: r.Kind == data.AnyKind}}
	sum := 0
	for _, k := range data.Kinds() {
		sum += found.Kinds[k]
		all = append(all, templates.Choice{Text: k.Name(), Href: r.href("/search", k, ""), Count: found.Kinds[k], Current: r.Kind == k})
	}
	if sum == 0 {
		return nil
	}
	return all
}

// resultOf says what was found.
func resultOf(r searchRequest, found data.Found) string {
	n := strconv.Itoa(found.Total)
	switch {
	case found.Total == 0:
		return "没有找到含“" + r.Text + "”的段落。"
	case r.Kind == data.UnitKind:
		return n + " 个单位的名称含“" + r.Text + "”。"
	case found.More:
		return "太多了：只数了年度最近的 " + n + " 处，年度近的在前。多写一个词，或选单位、年度，会更有用。"
	}
	if found.Ranked {
		return "找到 " + n + " 处，最贴切的在前。"
	}
	return "找到 " + n + " 处，年度近的在前。"
}

// unitAnswers puts the units first whose names answer the search.
func (s *Server) unitAnswers(ctx context.Context, view *templates.Search, r searchRequest, found data.Found) error {
	q := r.Query
	q.Kind, q.Offset, q.Limit = data.UnitKind, 0, 4*unitsAnswered // a unit may answer by several names
	named, err := s.store.Search(ctx, q)
	if err != nil {
		return err
	}
	view.AllUnit, view.UnitsAt = len(named.Units), with("/units", "q", r.Text)
	if strings.ContainsFunc(r.Text, unicode.IsSpace) { // the list looks for the words as one
		view.UnitsAt = r.href("/search", data.UnitKind, "")
	}
	seen := map[int64]bool{}
	for _, h := range named.Hits {
		if seen[h.Unit.ID] || len(view.Units) == unitsAnswered {
			continue
		}
		seen[h.Unit.ID] = true
		u, err := s.store.Unit(ctx, h.Unit.ID)
		if err != nil {
			return err
		}
		view.Units = append(view.Units, unitRow(data.UnitSummary{Unit: u}))
	}
	return nil
}

// hint looks for ways to write a search that found nothing: in two words, or
// with the name of a unit apart from what its documents say.
func (s *Server) hint(ctx context.Context, view *templates.Search, q string) error {
	for _, other := range otherWays(q) {
		found, err := s.store.Search(ctx, other)
		if err != nil {
			return err
		}
		if found.Total == 0 {
			continue
		}
		text := other.Text
		if other.Unit != "" {
			text = "名称含“" + other.Unit + "”的单位：" + other.Text
		}
		view.Hints = append(view.Hints, templates.Choice{Text: text, Href: with("/search", "q", other.Text, "unit", other.Unit), Count: found.Total, Counted: true})
		if len(view.Hints) == hintsOffered {
			break
		}
	}
	return nil
}

// otherWays returns other ways to ask for the words of a query, a few of them.
func otherWays(q string) []data.Query {
	const most = 8
	var all []data.Query
	words := strings.Fields(q)
	for i, word := range words {
		if rest := append(append([]string{}, words[:i]...), words[i+1:]...); len(rest) > 0 && len(all) < most {
			all = append(all, data.Query{Text: strings.Join(rest, " "), Unit: word, Limit: 1})
		}
	}
	if runes := []rune(q); len(words) == 1 {
		for at := 2; at <= len(runes)-2 && len(all) < most; at++ {
			all = append(all, data.Query{Text: string(runes[:at]) + " " + string(runes[at:]), Limit: 1})
		}
	}
	return all
}

// hitOf is one found text as a page shows it.
func hitOf(h data.Hit, query string) templates.Hit {
	v := templates.Hit{Kind: h.Kind.Name(), Unit: h.Unit.Name, Year: h.Year, Heading: h.Heading, Text: snippet(h.Text, query)}
	v.Home, v.Href, v.Source = placesOf(h)
	if h.Kind == data.SectionKind {
		v.Heading = ""
	}
	return v
}

// placesOf returns where a found text can be read: its report or unit, the
// page that shows it, and the source that prints it.
func placesOf(h data.Hit) (home, page, source string) {
	if h.Kind == data.UnitKind {
		return unitHome(h.Unit), unitHome(h.Unit), ""
	}
	home = reportHome(h.Unit, h.Year)
	source = home + "source" + anchorOf(h)
	page = source
	switch h.Kind {
	case data.EvaluationKind:
		page = home + story.EvaluationPath(h.Number)
	case data.ReasonKind:
		page = home + "#why"
	}
	return home, page, source
}

// anchorOf returns the anchor at which the readable source has a found text.
func anchorOf(h data.Hit) string {
	switch h.Kind {
	case data.SectionKind:
		return "#s" + h.Section
	case data.ParagraphKind:
		return "#p" + strconv.Itoa(h.Start)
	}
	return "#o" + strconv.Itoa(h.Start)
}
