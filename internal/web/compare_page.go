package web

import (
	"context"
	"slices"

	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/story"
	"mingzhang/web/templates"
)

// comparePage makes the page of a comparison.
func (s *Server) comparePage(ctx context.Context, asked comparison, doubt doubt, open []templates.Asked) (templates.Compare, error) {
	var v templates.Compare
	r, err := s.readComparison(ctx, asked)
	if err != nil {
		return v, err
	}
	count, err := s.store.Count(ctx)
	if err != nil {
		return v, err
	}
	title, description := "比较单位", "几个单位同一个项目的历年决算数放在一起看，每个数字都通到原文。"
	if len(r.units) > 0 {
		title = "比较：" + story.ItemName(asked.item, r.class)
		description = r.table.Message() + "。"
	}
	page := s.page("/compare"+asked.query(), title, description)
	page.Nav, page.NoIndex = "compare", len(r.units) > 0
	page.Crumbs = []templates.Crumb{{Text: "首页", Href: "/"}, {Text: "比较"}}
	v = templates.Compare{
		Page: page, Units: count.Units, Most: mostCompared, Find: doubt.find, Asked: open, Hidden: hidden(asked),
		Suggest: asked.address("/units.json"), Table: r.table,
		Chooser: chooser(asked.item, "/compare", hidden(asked.of(asked.item)), func(item fiscal.Item) (string, string) { return asked.of(item).address(""), "" }),
		Class:   s.classChoice(ctx, r, asked),
	}
	for _, view := range compareViews {
		if view.Shows(asked.item) {
			v.Views = append(v.Views, templates.Tab{Text: view.TermOf(asked.item), Href: asked.seen(view).address(""), Current: view == asked.view})
		}
	}
	v.Several, v.Ask = doubtful(doubt, func(item fiscal.Item) string { return asked.of(item).address("") }, func(key string) string { return asked.in(key).address("") })
	for _, u := range r.units {
		v.Chips = append(v.Chips, templates.Chip{Text: u.Name, Href: unitHome(u), Remove: asked.without(u.ID).address("")})
	}
	if len(r.units) == 0 {
		v.Presets = comparePresets(asked)
		if asked.query() != "" {
			v.Wanted = "“" + story.ItemName(asked.item, r.class) + "”，看" + asked.view.TermOf(asked.item)
		}
		v.Offers, err = s.offeredUnits(ctx, asked)
		return v, err
	}
	v.Files = templates.CompareFiles{
		CSV: asked.address(".csv"), XLSX: asked.address(suffixXLSX), JSON: asked.address(".json"), SVG: asked.address("/chart.svg"), Option: asked.address("/chart.json"),
	}
	v.Alternates = []templates.Alternate{{Type: "application/json", Href: v.Files.JSON, Title: "这个比较（JSON）"}, {Type: "text/csv", Href: v.Files.CSV, Title: "这个比较（CSV）"},
		{Type: typeXLSX, Href: v.Files.XLSX, Title: "这个比较（Excel）"}}
	v.Message, v.Measure, v.Unit, v.From = r.table.Message(), measureOf(r.table), r.table.Unit(), sourcesOf(r)
	for i, row := range r.table.Rows {
		line := templates.CompareRow{Name: row.Name, Href: unitHome(r.units[i])}
		for _, cell := range row.Cells {
			line.Cells = append(line.Cells, templates.CompareCell{SideCell: cell, Root: templates.Root(reportHome(r.units[i], cell.StatedIn))})
			v.Later = v.Later || cell.Later
			if cell.Figure == nil && !slices.Contains(v.SawKinds, cell.Nothing) {
				v.SawKinds = append(v.SawKinds, cell.Nothing)
			}
		}
		v.Rows = append(v.Rows, line)
	}
	v.Scale = asked.scaled(!asked.own).address("")
	if chart, ok := r.table.Chart(); ok {
		drawn, err := s.engine.Draw(ctx, chart)
		if err != nil {
			return v, err
		}
		v.SVG = string(drawn.SVG)
	}
	return v, nil
}

// hidden is the state of a comparison for a form that adds to it.
func hidden(c comparison) []templates.Hidden {
	var list []templates.Hidden
	for _, id := range c.units {
		list = append(list, templates.Hidden{Name: "u", Value: itoa(int(id))})
	}
	if c.item != defaultItem {
		list = append(list, templates.Hidden{Name: "item", Value: string(c.item)})
	}
	if c.class != "" {
		list = append(list, templates.Hidden{Name: "class", Value: c.class})
	}
	if c.view != story.AmountView {
		list = append(list, templates.Hidden{Name: "as", Value: string(c.view)})
	}
	if c.own {
		list = append(list, templates.Hidden{Name: "scale", Value: "own"})
	}
	return list
}

// but leaves parameters out that a form asks for itself.
func but(list []templates.Hidden, names ...string) []templates.Hidden {
	return slices.DeleteFunc(slices.Clone(list), func(h templates.Hidden) bool { return slices.Contains(names, h.Name) })
}

// chooser offers every item; href gives its address and what is said behind it.
func chooser(current fiscal.Item, action string, state []templates.Hidden, href func(fiscal.Item) (string, string)) templates.Chooser {
	c := templates.Chooser{Current: current.Term(), Action: action, Hidden: but(state, "item", "class")}
	for _, g := range story.ItemGroups() {
		group := templates.ChoiceGroup{Name: g.Name}
		for _, item := range g.Items {
			to, note := href(item)
			group.Choices = append(group.Choices, templates.Tab{Text: item.Term(), Href: to, Note: note, Current: item == current})
		}
		c.Groups = append(c.Groups, group)
	}
	return c
}

// classChoice shows the chosen class, or offers those of the units.
func (s *Server) classChoice(ctx context.Context, r compared, asked comparison) templates.ClassChoice {
	if r.class != nil {
		return templates.ClassChoice{Chip: templates.Chip{Text: classText(r.class), Remove: asked.in("").address("")}}
	}
	c := templates.ClassChoice{Action: "/compare", Hidden: but(hidden(asked), "class")}
	if len(r.units) == 0 {
		return c
	}
	// Suggestions are a convenience: without them the field still works.
	if classes, err := s.store.ClassesOf(ctx, asked.units, asked.item, mostInField); err == nil {
		c.Offered = offers(classes)
	}
	return c
}

func offers(classes []*fiscal.Class) []templates.ClassOffer {
	list := make([]templates.ClassOffer, len(classes))
	for i, class := range classes {
		list[i] = templates.ClassOffer{Key: data.ClassKey(class), Text: class.String()}
	}
	return list
}

// classText names a class with its code.
func classText(c *fiscal.Class) string {
	if c.Code == "" {
		return c.Path[len(c.Path)-1]
	}
	return c.Code + " " + c.Path[len(c.Path)-1]
}

// doubtful lists the things that a text may mean.
func doubtful(d doubt, ofItem func(fiscal.Item) string, ofClass func(string) string) (list []templates.Tab, ask string) {
	for _, item := range d.items {
		list = append(list, templates.Tab{Text: item.Term(), Href: ofItem(item)})
	}
	if list != nil {
		return list, "名称里有“" + d.text + "”的项目有 " + itoa(len(list)) + " 个，是哪一个？"
	}
	for _, class := range d.classes {
		tab := templates.Tab{Text: classText(class), Href: ofClass(data.ClassKey(class))}
		if len(class.Path) > 1 {
			tab.Note = class.String()
		}
		list = append(list, tab)
	}
	if len(list) == mostClasses {
		return list, "与“" + d.text + "”相符的科目不止这 " + itoa(len(list)) + " 个，多写几个字可以缩小范围："
	}
	return list, "与“" + d.text + "”相符的科目有 " + itoa(len(list)) + " 个，是哪一个？"
}

// comparePresets are questions that need only units to be answered.
func comparePresets(asked comparison) []templates.Preset {
	ask := func(text, note string, item fiscal.Item, view story.View) templates.Preset {
		next := asked.of(item)
		next.view = view
		return templates.Preset{Text: text, Note: note, Href: next.address("")}
	}
	return []templates.Preset{
		ask("谁花得多？", "本年支出合计", fiscal.ExpenseYear, story.AmountView),
		ask("人均人员经费是多少？", "人员经费 ÷ 在职人员", fiscal.GeneralPersonnel, story.PerStaffView),
		ask("“三公”经费差多少？", "“三公”经费", fiscal.SangongTotal, story.AmountView),
		ask("人均“三公”经费？", "“三公”经费 ÷ 在职人员", fiscal.SangongTotal, story.PerStaffView),
		ask("项目支出占多大？", "项目支出 ÷ 本年支出合计", fiscal.ExpenseProject, story.ShareView),
		ask("机关运行经费怎么变？", "机关运行经费比上年", fiscal.AgencyOperation, story.ChangeView),
	}
}

// offeredUnits are those offered before any search: the ones that spent most.
func (s *Server) offeredUnits(ctx context.Context, asked comparison) ([]templates.UnitPick, error) {
	years, err := s.store.RankYears(ctx, fiscal.ExpenseYear, "")
	if err != nil || len(years) == 0 {
		return nil, err
	}
	ranking, err := s.store.Rank(ctx, data.RankQuery{
		Item: fiscal.ExpenseYear, Year: usualYear(years), By: data.ByAmount, Order: data.Descending,
	}, 0, mostOffered)
	var list []templates.UnitPick
	for _, row := range ranking.Rows {
		list = append(list, templates.UnitPick{Name: row.Unit.Name, Region: regionName(row.Unit.Region), Href: asked.with(row.Unit.ID).address("")})
	}
	return list, err
}

// usualYear is the newest year of which at least half as many units are known
// as of the year with most.
func usualYear(years []data.YearCount) int {
	most := 0
	for _, y := range years {
		most = max(most, y.Units)
	}
	for _, y := range years {
		if 2*y.Units >= most {
			return y.Year
		}
	}
	return 0
}
