package web

import (
	"context"
	"fmt"
	"math/big"
	"strings"

	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/story"
	"mingzhang/web/templates"
)

// rankPage makes the page of a ranking.
func (s *Server) rankPage(ctx context.Context, asked ranking, doubt doubt) (templates.Rank, error) {
	var v templates.Rank
	class, err := s.chosenClass(ctx, asked.class)
	if err != nil {
		return v, err
	}
	years, err := s.rankYears(ctx, asked)
	if err != nil {
		return v, err
	}
	year := asked.year
	if year == 0 {
		year = usualYear(years)
	}
	count, err := remember(s.parts, "count", func() (data.Count, error) { return s.store.Count(ctx) })
	if err != nil {
		return v, err
	}
	query := asked.dataQuery(year)
	offset := (asked.page - 1) * pageLength
	found, err := s.rankPart(ctx, query, offset)
	if err != nil {
		return v, err
	}
	name := story.ItemName(asked.item, class)
	heading := name
	if year > 0 {
		heading = itoa(year) + " 年" + name
	}
	if asked.view == story.AmountView {
		heading += "排行"
	} else {
		heading += "：" + asked.view.Term() + "排行"
	}
	page := s.page(asked.address(""), heading, "各单位"+heading+"，每个数字都通到原文。")
	page.Nav, page.NoIndex = "rank", asked.query() != ""
	page.Crumbs = []templates.Crumb{{Text: "首页", Href: "/"}, {Text: "排行", Href: "/rank"}, {Text: name}}
	files := asked
	files.page, files.missing = 1, false
	page.Alternates = []templates.Alternate{
		{Type: "application/json", Href: files.address(".json"), Title: "这个排行（JSON）"}, {Type: "text/csv", Href: files.address(".csv"), Title: "这个排行（CSV）"},
		{Type: typeXLSX, Href: files.address(suffixXLSX), Title: "这个排行（Excel）"},
	}
	v = templates.Rank{
		Page: page, Heading: heading, Units: count.Units, Total: found.Total, Why: strings.Join(missingLines(found.Missing, asked.view), "，"), Left: found.Missing.All(),
		View: asked.view, Figure: asked.view.TermOf(asked.item), Action: "/rank/" + string(asked.item),
		Chooser:  chooser(asked.item, "/rank/"+string(asked.item), hiddenRank(asked), func(item fiscal.Item) (string, string) { return asked.of(item).address(""), "" }),
		Class:    rankClass(asked, class),
		Filtered: asked.region != "" || asked.kind != "", ShowsMissing: asked.missing,
		Hidden: but(hiddenRank(asked), "region", "kind", "order"),
	}
	v.Several, v.Ask = doubtful(doubt, func(item fiscal.Item) string { return asked.of(item).address("") }, func(key string) string {
		next := asked.first()
		next.class = key
		return next.address("")
	})
	clear, left := asked.first(), asked.first()
	clear.region, clear.kind = "", ""
	left.missing = true
	v.Clear, v.LeftOut, v.Back = clear.address(""), left.address(""), asked.first().address("")
	for _, y := range years {
		next := asked.first()
		next.year = y.Year
		v.Years = append(v.Years, templates.Tab{Text: itoa(y.Year), Note: itoa(y.Units) + " 个", Href: next.address(""), Current: y.Year == year})
	}
	for _, view := range rankViews {
		if view.Shows(asked.item) {
			v.Views = append(v.Views, templates.Tab{Text: view.TermOf(asked.item), Href: asked.seen(view).address(""), Current: view == asked.view})
		}
	}
	if err := s.rankFilters(ctx, asked, &v); err != nil {
		return v, err
	}
	if asked.missing {
		return v, s.leftOut(ctx, asked, query, &v)
	}
	if v.Turn, err = asked.turn(found.Total); err != nil {
		return v, err
	}
	v.Counted = countedWords(v.Turn)
	v.Extra = extraColumns(asked.view)
	for _, row := range found.Rows {
		v.Rows = append(v.Rows, rankRow(asked.view, row, found))
	}
	v.Unit = commonUnit(v.Rows)
	if len(v.Rows) > 0 && asked.page == 1 {
		v.Message = rankMessage(asked, v.Rows, found.Total)
	}
	return v, nil
}

// rankPart is what one page shows of a ranking. A static copy has all its
// pages, and files of the whole: they are read together.
func (s *Server) rankPart(ctx context.Context, query data.RankQuery, offset int) (data.Ranking, error) {
	if !s.config.Copy {
		return s.store.Rank(ctx, query, offset, pageLength)
	}
	r, err := s.rankMany(ctx, query, offset-offset%atOnce)
	from := min(offset%atOnce, len(r.Rows))
	r.Rows = r.Rows[from:min(from+pageLength, len(r.Rows))]
	return r, err
}

// rankMany is as much of a ranking as is read at a time for files.
func (s *Server) rankMany(ctx context.Context, query data.RankQuery, offset int) (data.Ranking, error) {
	return remember(s.reports, fmt.Sprintf("ranking %v %d", query, offset), func() (data.Ranking, error) {
		return s.store.Rank(ctx, query, offset, atOnce)
	})
}

// rankYears are the years in which units have what is ranked.
func (s *Server) rankYears(ctx context.Context, asked ranking) ([]data.YearCount, error) {
	return remember(s.parts, "years "+string(asked.item)+" "+asked.class, func() ([]data.YearCount, error) {
		return s.store.RankYears(ctx, asked.item, asked.class)
	})
}

func (s *Server) chosenClass(ctx context.Context, key string) (*fiscal.Class, error) {
	if key == "" {
		return nil, nil
	}
	return s.store.Class(ctx, key)
}

func hiddenRank(r ranking) []templates.Hidden {
	var list []templates.Hidden
	for _, h := range r.state() {
		list = append(list, templates.Hidden{Name: h[0], Value: h[1]})
	}
	return list
}

func rankClass(asked ranking, class *fiscal.Class) templates.ClassChoice {
	without := asked.first()
	without.class = ""
	if class != nil {
		return templates.ClassChoice{Chip: templates.Chip{Text: classText(class), Remove: without.address("")}}
	}
	c := templates.ClassChoice{Action: "/rank/" + string(asked.item), Hidden: but(hiddenRank(asked), "class")}
	// The 类 of the newest table: what is below them is found by typing.
	for _, known := range fiscal.FunctionClasses(lastYear) {
		if len(known.Path) == 1 {
			c.Offered = append(c.Offered, templates.ClassOffer{Key: known.Code, Text: known.String()})
		}
	}
	return c
}

func (s *Server) rankFilters(ctx context.Context, asked ranking, v *templates.Rank) (err error) {
	if v.Regions, err = s.regionChoices(ctx, asked.region); err != nil {
		return err
	}
	kinds, err := remember(s.parts, "kinds", func() (map[fiscal.UnitKind]int, error) { return s.store.KindCounts(ctx) })
	if err != nil {
		return err
	}
	for _, k := range fiscal.UnitKinds {
		if kinds[k] > 0 || k == asked.kind {
			v.Kinds = append(v.Kinds, templates.Option{Value: string(k), Text: k.Term() + "（" + itoa(kinds[k]) + "）", Chosen: k == asked.kind})
		}
	}
	v.Scope = "全部地区、全部类别"
	var chosen []string
	if asked.region != "" {
		without := asked.first()
		without.region = ""
		chosen = append(chosen, lastName(asked.region))
		v.Chips = append(v.Chips, templates.Chip{Text: regionName(asked.region), Remove: without.address("")})
	}
	if asked.kind != "" {
		without := asked.first()
		without.kind = ""
		chosen = append(chosen, asked.kind.Term())
		v.Chips = append(v.Chips, templates.Chip{Text: asked.kind.Term(), Remove: without.address("")})
	}
	if chosen != nil {
		v.Scope = strings.Join(chosen, "、")
	}
	for _, o := range orderTerms {
		if o.order == asked.order {
			v.Scope += "，" + o.term
		}
	}
	for _, o := range orderTerms {
		if o.order != data.Farthest || signed(asked.view) {
			v.Orders = append(v.Orders, templates.Option{Value: string(o.order), Text: o.term, Chosen: o.order == asked.order})
		}
	}
	return nil
}

// leftOut lists the units that a ranking leaves out.
func (s *Server) leftOut(ctx context.Context, asked ranking, q data.RankQuery, v *templates.Rank) (err error) {
	if v.Turn, err = asked.turn(v.Left); err != nil {
		return err
	}
	list, err := s.store.Unranked(ctx, q, (asked.page-1)*pageLength, pageLength)
	for _, m := range list {
		v.LeftUnits = append(v.LeftUnits, templates.LeftUnit{
			Name: m.Unit.Name, Href: unitHome(m.Unit), Region: regionName(m.Unit.Region), Why: whyLeft(m.Why, asked.view),
		})
	}
	return err
}

// whyLeft says why a unit is left out of a ranking.
func whyLeft(why data.MissingWhy, view story.View) string {
	if why == data.WhyIncomplete {
		return view.Lacks().Term() + "或算不出来"
	}
	return story.Nothing(why).Term()
}

// missingLines says how many units are left out and why.
func missingLines(m data.Missing, view story.View) []string {
	var lines []string
	for _, l := range []struct {
		n    int
		text string
	}{
		{m.Unstated, "文件没有提到"}, {m.StatedNone, "文件写明没有"}, {m.Unread, "文件里有数字没能读懂"}, {m.Incomplete, view.Lacks().Term() + "或算不出来"}, {m.NoDocument, "没有载入这一年的文件"},
	} {
		if l.n > 0 {
			lines = append(lines, l.text+" "+itoa(l.n)+" 个")
		}
	}
	return lines
}

// extraColumns head the columns that stand beside the figure.
func extraColumns(view story.View) []string {
	switch view {
	case story.ChangeView:
		return []string{"上年", "本年", "幅度"}
	case story.GrowthView:
		return []string{"上年", "本年", "增减"}
	case story.VarianceView:
		return []string{"预算", "决算"}
	}
	return nil
}

func rankRow(view story.View, row data.Ranked, all data.Ranking) templates.RankRow {
	u, st := row.Unit, standing(row.Standing, story.NotMentioned)
	var before *story.Standing
	if row.Before != nil {
		b := standing(*row.Before, story.NotMentioned)
		before = &b
	}
	root := templates.Root(reportHome(u, st.Year))
	line := templates.RankRow{
		Place: row.Place, Name: u.Name, Href: unitHome(u), Region: regionName(u.Region), Root: root,
		Viewed: st.View(view, before), Mark: markOf(row.Value, all.Least, all.Most),
	}
	cell := func(c story.Cell, root templates.Root, tag string) {
		line.Extra = append(line.Extra, templates.RankCell{Cell: c, Root: root, Tag: tag})
	}
	why := row.Standing.ChangeReason
	switch view {
	case story.ChangeView, story.GrowthView:
		earlier, ok := st.Earlier()
		earlierRoot := root
		if !ok && before != nil {
			earlier, earlierRoot = before.View(story.AmountView, nil).Cell, templates.Root(reportHome(u, before.Year))
		} else if !ok {
			earlier = story.Nowhere()
		}
		cell(earlier, earlierRoot, "")
		cell(st.View(story.AmountView, nil).Cell, root, "")
		other := story.GrowthView
		if view == story.GrowthView {
			other = story.ChangeView
		}
		cell(st.View(other, before).Cell, root, "")
	case story.VarianceView:
		budget, basis := st.Budget()
		tag := ""
		if basis == fiscal.FullBudget {
			tag = "全年预算"
		}
		cell(budget, root, tag)
		cell(st.View(story.AmountView, nil).Cell, root, "")
		why = row.Standing.VarianceReason
	default:
		why = nil
	}
	if line.Asks = signed(view); why != nil {
		line.Reason = &story.Quote{Text: why.Text, At: why.Source.Start}
	}
	return line
}

// markOf lays a value out on a strip of 1000: from zero to it, on one scale
// for the whole ranking.
func markOf(v, least, most int64) templates.Mark {
	least, most = min(least, 0), max(most, 0)
	at := func(v int64) int {
		span := new(big.Int).Sub(big.NewInt(most), big.NewInt(least))
		if span.Sign() == 0 {
			return 0
		}
		n := new(big.Int).Sub(big.NewInt(v), big.NewInt(least))
		return int(n.Mul(n, big.NewInt(1000)).Quo(n, span).Int64())
	}
	zero, end := at(0), at(v)
	return templates.Mark{Zero: zero, From: min(zero, end), To: max(zero, end), Below: v < 0}
}

// commonUnit is the measure that all figures of a page share, "" when they
// differ.
func commonUnit(rows []templates.RankRow) string {
	unit := ""
	for _, r := range rows {
		f := r.Viewed.Figure
		switch {
		case f == nil:
		case unit == "":
			unit = f.Unit
		case unit != f.Unit:
			return ""
		}
	}
	return unit
}

// firstWords call the first of a ranking what it is.
var firstWords = map[story.View]map[data.RankOrder]string{
	story.AmountView:   {data.Descending: "最多的是", data.Ascending: "最少的是"},
	story.ShareView:    {data.Descending: "比重最高的是", data.Ascending: "比重最低的是"},
	story.PerStaffView: {data.Descending: "人均最高的是", data.Ascending: "人均最低的是"},
	story.ChangeView:   {data.Descending: "增加最多的是", data.Ascending: "增减排在最后的是", data.Farthest: "变动最大的是"},
	story.GrowthView:   {data.Descending: "增幅最大的是", data.Ascending: "增减幅度排在最后的是", data.Farthest: "幅度最大的是"},
	story.VarianceView: {data.Descending: "比预算多得最多的是", data.Ascending: "比预算少得最多的是", data.Farthest: "偏离预算最大的是"},
}

// countedWords says which part of a list a page shows.
func countedWords(t templates.Turn) string {
	if t.Pages > 1 {
		return "第 " + itoa(t.From) + "—" + itoa(t.To) + " 行，共 " + itoa(t.Rows) + " 个单位。"
	}
	return "共 " + itoa(t.Rows) + " 个单位。"
}

// rankMessage says in a sentence what the head of a ranking shows.
func rankMessage(asked ranking, rows []templates.RankRow, total int) string {
	first := rows[0]
	if first.Viewed.Figure == nil {
		return ""
	}
	if total == 1 {
		return "只有一个单位有这个数：" + first.Name + "，" + first.Viewed.Figure.With() + "。载入更多单位的文件才有名次可排。"
	}
	word := firstWords[asked.view][asked.order]
	return itoa(total) + " 个单位里，" + word + first.Name + "，" + first.Viewed.Figure.With() + "。"
}
