package web

import (
	"context"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/story"
	"mingzhang/web/templates"
)

// featuredShown is how many units the head of a ranking lists.
const featuredShown = 3

// featuredRankings are those that the index shows by their heads.
var featuredRankings = []struct {
	title, note string
	item        fiscal.Item
	view        story.View
}{
	{"谁的“三公”经费多", "“三公”经费决算数", fiscal.SangongTotal, story.AmountView},
	{"谁的“三公”经费涨得多", "“三公”经费比上年增减，附文件说的原因", fiscal.SangongTotal, story.ChangeView},
	{"谁的决算偏离预算", "预决算差异率，附文件说的原因", fiscal.GeneralExpense, story.VarianceView},
	{"谁的人员经费人均高", "一般公共预算人员经费 ÷ 在职人员", fiscal.GeneralPersonnel, story.PerStaffView},
	{"谁的机关运行经费人均高", "机关运行经费 ÷ 在职人员", fiscal.AgencyOperation, story.PerStaffView},
	{"谁花得多", "本年支出合计", fiscal.ExpenseYear, story.AmountView},
}

// budgeted are the items that documents set beside a budget, in the order in
// which one is preferred to stand for all.
var budgeted = []fiscal.Item{
	fiscal.GeneralExpense, fiscal.FiscalExpenseYear, fiscal.ExpenseYear, fiscal.ExpenseTotal, fiscal.IncomeTotal, fiscal.FiscalIncomeTotal, fiscal.SangongTotal,
}

// rankings serves the index of rankings.
func (s *Server) rankings(c echo.Context) error {
	return s.kept(c, func(ctx context.Context) (content, error) {
		count, err := s.store.Count(ctx)
		if err != nil {
			return content{}, err
		}
		page := s.page("/rank", "排行", "各单位部门决算的排行：“三公”经费、预决算偏差、人均经费和全部项目，每个数字都通到原文。")
		page.Nav = "rank"
		page.Crumbs = []templates.Crumb{{Text: "首页", Href: "/"}, {Text: "排行"}}
		v := templates.Rankings{Page: page, Units: count.Units}
		if count.Units == 0 {
			return s.html(ctx, templates.RankingsPage(v))
		}
		years, err := s.store.Years(ctx)
		if err != nil {
			return content{}, err
		}
		v.Year = usualYear(years)
		amounts, variances, err := s.store.ItemCounts(ctx, v.Year)
		if err != nil {
			return content{}, err
		}
		for _, f := range featuredRankings {
			asked := ranking{item: f.item, view: f.view, year: v.Year, order: usualOrder(f.view), page: 1}
			if f.view == story.VarianceView {
				for _, item := range budgeted {
					if variances[item] > variances[asked.item] {
						asked.item = item
					}
				}
			}
			found, err := s.store.Rank(ctx, asked.dataQuery(v.Year), 0, featuredShown)
			if err != nil {
				return content{}, err
			}
			head := templates.Featured{Title: f.title, Note: f.note, Href: asked.address(""), View: f.view, Total: found.Total}
			if f.view == story.VarianceView {
				head.Note = asked.item.Term() + "的" + f.note
			}
			for _, row := range found.Rows {
				head.Rows = append(head.Rows, rankRow(f.view, row, found))
			}
			v.Featured = append(v.Featured, head)
		}
		for _, g := range story.ItemGroups() {
			group := templates.ChoiceGroup{Name: g.Name}
			for _, item := range g.Items {
				asked := ranking{item: item, view: story.AmountView, order: data.Descending, page: 1}
				group.Choices = append(group.Choices, templates.Tab{Text: item.Term(), Note: itoa(amounts[item]) + " 个", Href: asked.address("")})
			}
			v.Groups = append(v.Groups, group)
		}
		return s.html(ctx, templates.RankingsPage(v))
	})
}
