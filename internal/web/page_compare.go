package web

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/charts"
	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/story"
	"mingzhang/web/templates"
)

// Bounds on what the page of comparisons offers.
const (
	mostFound   = 12 // units for one search
	mostAsked   = mostCompared
	mostOffered = 24 // units before any search
	mostInField = 60 // classes that the field suggests
)

// comparisonOf reads the state of a comparison. A text that may mean several
// items or classes leaves them in doubt.
func (s *Server) comparisonOf(c echo.Context) (asked comparison, doubt doubt, err error) {
	asked.item = defaultItem
	v, err := choices(c)
	if err != nil {
		return asked, doubt, err
	}
	if asked.units, err = ids(v); err != nil {
		return asked, doubt, err
	}
	if len(asked.units) > 0 {
		if asked.units, err = s.store.UnitIDs(c.Request().Context(), asked.units); err != nil {
			return asked, doubt, err
		}
	}
	if text := trimmed(v, "item"); text != "" {
		items, err := itemOf(text)
		if err != nil {
			return asked, doubt, err
		}
		if asked.item = items[0]; len(items) > 1 {
			doubt.items, asked.item = items, defaultItem
			doubt.text = text
		}
	}
	if asked.view, err = viewOf(v, asked.item, compareViews); err != nil {
		return asked, doubt, err
	}
	switch scale := trimmed(v, "scale"); scale {
	case "", "same":
	case "own":
		asked.own = true
	default:
		return asked, doubt, wrong("没有“"+shortened(scale)+"”这种尺子", "scale=own 让每个单位用各自的尺子，不写就用同一把。")
	}
	text := trimmed(v, "class")
	class, several, err := s.classOf(c.Request().Context(), text)
	if err != nil {
		return asked, doubt, err
	}
	if doubt.classes = several; several != nil {
		doubt.text = text
	}
	asked.class = data.ClassKey(class)
	doubt.find = trimmed(v, "find")
	return asked, doubt, nil
}

// doubt is what an address leaves open: texts that may mean several things.
type doubt struct {
	text    string
	items   []fiscal.Item
	classes []*fiscal.Class
	find    string // a search for units
}

// compare serves units side by side.
func (s *Server) compare(c echo.Context) error {
	asked, doubt, err := s.comparisonOf(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	var open []templates.Asked
	if doubt.find != "" {
		if asked, open, err = s.findUnits(ctx, asked, doubt.find); err != nil {
			return err
		}
	}
	settled := len(open) == 0 && doubt.items == nil && doubt.classes == nil
	if canonical := asked.query(); settled && canonical != given(c) {
		return c.Redirect(http.StatusSeeOther, "/compare"+canonical)
	}
	build := func(ctx context.Context) (content, error) {
		page, err := s.comparePage(ctx, asked, doubt, open)
		if err != nil {
			return content{}, err
		}
		return s.html(ctx, templates.ComparePage(page))
	}
	if !settled {
		return s.once(c, build)
	}
	return s.keptAs(c, asked.address(""), build)
}

// given is the query as asked for, with its question mark.
func given(c echo.Context) string {
	if q := c.Request().URL.RawQuery; q != "" {
		return "?" + q
	}
	return ""
}

// findUnits takes the units that a search names into the comparison; parts of
// the search that name none or several are left open.
func (s *Server) findUnits(ctx context.Context, asked comparison, text string) (comparison, []templates.Asked, error) {
	var open []templates.Asked
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("、，,；;\n", r) })
	for _, part := range parts[:min(len(parts), mostAsked)] {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		found, total, err := s.store.FindUnits(ctx, part, mostFound)
		if err != nil {
			return asked, nil, err
		}
		if total == 1 || total > 0 && found[0].Name == part {
			if id := found[0].ID; !slices.Contains(asked.units, id) && len(asked.units) < mostCompared {
				asked = asked.with(id)
			}
			continue
		}
		open = append(open, templates.Asked{Text: part, Total: total, Units: picks(found, asked)})
	}
	// Units taken in by a later part belong to the links of an earlier one too.
	for i, o := range open {
		found, _, err := s.store.FindUnits(ctx, o.Text, mostFound)
		if err != nil {
			return asked, nil, err
		}
		open[i].Units = picks(found, asked)
	}
	return asked, open, nil
}

func picks(found []data.FoundUnit, asked comparison) []templates.UnitPick {
	list := make([]templates.UnitPick, len(found))
	for i, u := range found {
		next := asked
		if !slices.Contains(asked.units, u.ID) {
			next = asked.with(u.ID)
		}
		list[i] = templates.UnitPick{Name: u.Name, By: u.By, Region: regionName(u.Region), Href: next.address("")}
	}
	return list
}

// compared is a comparison read from the store.
type compared struct {
	units []data.Unit
	class *fiscal.Class
	found data.Comparison
	table story.SideBySide
}

// readComparison reads what is asked for; a unit that does not exist is an
// error that names it.
func (s *Server) readComparison(ctx context.Context, asked comparison) (compared, error) {
	var r compared
	var err error
	if r.units, err = s.store.UnitsByID(ctx, asked.units); err != nil {
		return r, err
	}
	for _, id := range asked.units {
		if !slices.ContainsFunc(r.units, func(u data.Unit) bool { return u.ID == id }) {
			return r, notFound("没有编号是 "+itoa(int(id))+" 的单位", "请在比较页按名称重新查找，或从单位名录进入。")
		}
	}
	if asked.class != "" {
		if r.class, err = s.store.Class(ctx, asked.class); err != nil {
			return r, err
		}
	}
	if r.found, err = s.store.Compare(ctx, asked.units, asked.item, asked.class, story.TopicsOf(asked.item)); err != nil {
		return r, err
	}
	years := make([]story.UnitYears, len(r.units))
	for i, u := range r.units {
		years[i] = story.UnitYears{Name: u.Name, Documents: map[int]story.Nothing{}, Standings: map[int]story.Standing{}}
		for _, d := range r.found.Published {
			if d.UnitID == u.ID {
				years[i].Documents[d.Year] = absence(d.Unread)
			}
		}
		for _, st := range r.found.Standings {
			if st.UnitID == u.ID {
				years[i].Standings[st.Year] = standing(st, years[i].Documents[st.Year])
			}
		}
	}
	r.table = story.Compare(asked.item, r.class, asked.view, years)
	r.table.Own = asked.own
	return r, nil
}

// compareChart serves the files of the comparison's chart.
func (s *Server) compareChart(suffix string) echo.HandlerFunc {
	return func(c echo.Context) error {
		asked, _, err := s.comparisonOf(c)
		if err != nil {
			return err
		}
		return s.keptAs(c, asked.address("/chart"+suffix), func(ctx context.Context) (content, error) {
			r, err := s.readComparison(ctx, asked)
			if err != nil {
				return content{}, err
			}
			chart, ok := r.table.Chart()
			if !ok {
				return content{}, notFound("这个比较没有可画的数字", "请换一个项目或单位。")
			}
			d, err := s.engine.Draw(ctx, chart)
			if err != nil {
				return content{}, err
			}
			if suffix == ".json" {
				return content{mediaType: typeJSON, body: d.Option}, nil
			}
			return content{mediaType: typeSVG, filename: "比较.svg", body: charts.Standalone(d.SVG, charts.Frame{
				Headline: r.table.Message(), Subtitle: measureOf(r.table), Source: "来源：" + sourcesOf(r), Address: s.config.BaseURL + asked.address(""),
			})}, nil
		})
	}
}

// measureOf says what the figures of a comparison are.
func measureOf(t story.SideBySide) string {
	text := t.Name() + " · " + t.View.TermOf(t.Item)
	if unit := t.Unit(); unit != "" {
		text += " · 单位：" + unit
	}
	if n := len(t.Years); n > 0 {
		text += " · " + yearSpan(t.Years[0], t.Years[n-1])
	}
	return text
}

func yearSpan(first, last int) string {
	if first == last {
		return itoa(first) + " 年"
	}
	return itoa(first) + "—" + itoa(last) + " 年"
}

// sourcesOf says how many documents a comparison draws on.
func sourcesOf(r compared) string {
	return itoa(len(r.units)) + " 个单位的 " + itoa(len(r.found.Published)) + " 份部门决算"
}

// suggestUnits answers a script that offers units while somebody types.
func (s *Server) suggestUnits(c echo.Context) error {
	asked, doubt, err := s.comparisonOf(c)
	if err != nil {
		return err
	}
	return s.once(c, func(ctx context.Context) (content, error) {
		found, total, err := s.store.FindUnits(ctx, doubt.find, mostFound)
		if err != nil {
			return content{}, err
		}
		return jsonContent(map[string]any{"total": total, "units": picks(found, asked)})
	})
}
