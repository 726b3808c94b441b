package web

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/data"
	"mingzhang/internal/export"
	"mingzhang/internal/story"
	"mingzhang/web/templates"
)

const (
	// mostCorrections bounds the page; the data package has them all.
	mostCorrections = 200
	// mostChanges bounds what is listed of one edition.
	mostChanges = 30
)

// corrections lists what replaced earlier editions, and what was withdrawn.
func (s *Server) corrections(c echo.Context) error {
	return s.kept(c, func(ctx context.Context) (content, error) {
		all, err := s.correctionList(ctx, mostCorrections+1, mostChanges)
		if err != nil {
			return content{}, err
		}
		page := s.page("/corrections", "更正与撤回", "同一单位同一年度重新公开过的文件：哪一版、什么时候、为什么、改了哪些数，旧版在哪里；撤回的也列在这里。")
		page.Nav = "data"
		page.Crumbs = []templates.Crumb{{Text: "数据", Href: "/data"}, {Text: "更正与撤回"}}
		page.Alternates = append(dataAlternates("/corrections", "更正与撤回"), templates.Alternate{Type: typeAtomLink, Href: "/corrections.atom", Title: "明账：更正与撤回"})
		return s.html(ctx, templates.CorrectionsPage(templates.Corrections{Page: page, All: all[:min(len(all), mostCorrections)], More: len(all) > mostCorrections}))
	})
}

// correctionList returns the n last corrections and withdrawals, the last first,
// each with so many of its changes at most, with all of them when most is 0.
func (s *Server) correctionList(ctx context.Context, n, most int) ([]templates.Correction, error) {
	latest, err := s.store.LatestOf(ctx, data.PublicationFilter{Corrections: true}, n)
	if err != nil {
		return nil, err
	}
	gone, err := s.store.Withdrawals(ctx, data.WithdrawalFilter{}, n)
	if err != nil {
		return nil, err
	}
	var all []templates.Correction
	for _, e := range latest {
		one, err := s.correction(ctx, e, most)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	for _, w := range gone {
		all = append(all, templates.Correction{
			ID: withdrawalID(w), Unit: w.Unit.Name, Region: w.Unit.Region, Year: w.Year, Href: reportHome(w.Unit, w.Year), Number: w.UpTo, At: w.At, Reason: w.Reason, Gone: true, Stands: w.Stands,
		})
	}
	slices.SortStableFunc(all, func(a, b templates.Correction) int { return b.At.Compare(a.At) })
	return all[:min(len(all), n)], nil
}

func withdrawalID(w data.Withdrawal) string { return "withdrawal-" + strconv.FormatInt(w.ID, 10) }

// correction says what an edition changed of the one before, if that stands.
func (s *Server) correction(ctx context.Context, e data.Edition, most int) (templates.Correction, error) {
	unit, err := s.store.Unit(ctx, e.UnitID)
	if err != nil {
		return templates.Correction{}, err
	}
	one := templates.Correction{
		ID: "e-" + e.Key, Unit: unit.Name, Region: unit.Region, Year: e.Year, Href: reportHome(unit, e.Year), Number: e.Number, Fixed: "/e/" + e.Key + "/", At: e.PublishedAt, Reason: reasonOf(e),
	}
	editions, err := s.store.Editions(ctx, unit.ID, e.Year)
	if err != nil {
		return one, err
	}
	for _, old := range editions {
		if old.Number != e.Number-1 {
			continue
		}
		one.Before = "/e/" + old.Key + "/"
		changes, err := s.editionChanges(ctx, old, e)
		if err != nil {
			return one, err
		}
		if one.Changes = changes; most > 0 {
			one.Changes = changes[:min(len(changes), most)]
		}
		one.Others = len(changes) - len(one.Changes)
	}
	return one, nil
}

func (s *Server) editionChanges(ctx context.Context, old, now data.Edition) ([]story.EditionChange, error) {
	before, err := s.store.FactsOf(ctx, old.ID)
	if err != nil {
		return nil, err
	}
	after, err := s.store.FactsOf(ctx, now.ID)
	if err != nil {
		return nil, err
	}
	tablesBefore, err := s.store.EvaluationsOf(ctx, old.ID)
	if err != nil {
		return nil, err
	}
	tablesAfter, err := s.store.EvaluationsOf(ctx, now.ID)
	return append(story.EditionChanges(before, after), story.CellChanges(tablesBefore, tablesAfter)...), err
}

// correctionsFeed serves what replaced earlier editions, and what was
// withdrawn, as Atom.
func (s *Server) correctionsFeed(c echo.Context) error {
	f := export.Feed{Title: "明账：更正与撤回", Path: "/corrections.atom", Home: "/corrections", BaseURL: s.config.BaseURL}
	return s.keptAs(c, f.Path, func(ctx context.Context) (content, error) {
		all, err := s.correctionList(ctx, feedEntries, mostChanges)
		if err != nil {
			return content{}, err
		}
		for _, one := range all {
			f.Entries = append(f.Entries, s.correctionEntry(one))
		}
		var b bytes.Buffer
		err = f.Write(&b)
		return content{mediaType: typeAtom, body: b.Bytes()}, err
	})
}

// mostTold bounds how many changes an entry of a feed tells.
const mostTold = 10

func (s *Server) correctionEntry(c templates.Correction) export.FeedEntry {
	base := s.config.BaseURL
	title := c.Unit + " " + itoa(c.Year) + " 年度部门决算"
	if c.Gone {
		return export.FeedEntry{ID: base + "/corrections#" + c.ID, Title: "撤回：" + title, URL: base + c.Href, Updated: c.At, Summary: "撤回：" + c.Reason, Author: c.Unit}
	}
	says := []string{"更正：" + c.Reason}
	for i, x := range c.Changes {
		if i == mostTold {
			says = append(says, "另有 "+itoa(len(c.Changes)+c.Others-i)+" 处")
			break
		}
		switch {
		case x.Before == "":
			says = append(says, x.Name+" 增加 "+x.After)
		case x.After == "":
			says = append(says, x.Name+" 去掉 "+x.Before)
		default:
			says = append(says, x.Name+" 由 "+x.Before+" 改为 "+x.After)
		}
	}
	return export.FeedEntry{ID: base + c.Fixed, Title: title + "（第 " + itoa(c.Number) + " 版）", URL: base + c.Href, Updated: c.At, Summary: strings.Join(says, "；"), Author: c.Unit}
}

// withdrawn is the page that stands where something was withdrawn; ok is false
// for any other error.
func (s *Server) withdrawn(c echo.Context, err error) (page templates.Withdrawn, ok bool) {
	var gone *data.Withdrawn
	if !errors.As(err, &gone) {
		return page, false
	}
	w := gone.Withdrawal
	title := "已撤回：" + w.Unit.Name + " " + itoa(w.Year) + " 年度部门决算"
	page = templates.Withdrawn{
		Page: s.page(c.Request().URL.EscapedPath(), title, "这里公开过的内容已撤回，理由："+w.Reason),
		Unit: w.Unit.Name, UnitHome: unitHome(w.Unit), Year: w.Year, UpTo: w.UpTo, At: w.At, Reason: w.Reason,
	}
	page.Nav, page.NoIndex = "units", true
	page.Crumbs = []templates.Crumb{{Text: "单位", Href: "/units"}, {Text: w.Unit.Name, Href: unitHome(w.Unit)}, {Text: itoa(w.Year) + " 年度"}}
	if w.Stands {
		page.Newer = reportHome(w.Unit, w.Year)
	}
	return page, true
}
