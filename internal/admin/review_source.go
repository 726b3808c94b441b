package admin

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"mingzhang/internal/desk"
	"mingzhang/internal/extract"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/readable"
	"mingzhang/internal/story"
	view "mingzhang/web/templates/admin"
)

// reviewSource shows the document beside what was read of it. Every figure is a
// link that opens its form beside the text.
func (s *Server) reviewSource(c echo.Context) error {
	w, err := s.opened(c)
	if err != nil {
		return err
	}
	at := -1
	if c.QueryParam("at") != "" {
		at = int(number(c.QueryParam("at")))
	}
	page, err := s.sourcePage(c, w, at, nil, "")
	if err != nil {
		return err
	}
	return s.page(c, http.StatusOK, page)
}

// sourcePage shows the source with the form of the figure at a place, -1 for
// none; typed is what was typed into the form and not taken.
func (s *Server) sourcePage(c echo.Context, w *desk.Work, at int, typed *typedFigure, wrong string) (templ.Component, error) {
	doc, err := w.Document()
	if err != nil {
		return nil, err
	}
	states := statesOf(w)
	v := view.ReviewSource{Head: s.head(c, w, "原文与校正"), Wrong: wrong, At: at,
		Blocks: readable.Blocks(doc, w.Now, places(w, states))}
	if at >= 0 {
		v.Panel = panelOf(w, at, states, typed)
	} else {
		v.Unread = unreadOf(w)
		v.Read = readList(w)
	}
	if v.Editable && at >= 0 {
		v.Choices = choicesOf(w)
	} else if typed != nil {
		v.Lost = typedIn(c).Words
	}
	return view.ReviewSourcePage(v), nil
}

// figureState says what became of a figure.
type figureState struct {
	kind  story.PlaceKind
	title string
}

// statesOf returns the state of each figure of the document by its first digit.
func statesOf(w *desk.Work) map[int]figureState {
	all := map[int]figureState{}
	for _, d := range w.Now.Coverage.Declared {
		all[d.Start] = figureState{story.DeclaredPlace, desk.DeclaredLabel(d.Kind)}
	}
	for _, e := range w.Now.Evaluations {
		for address, src := range e.Cells {
			state := figureState{story.DeclaredPlace, "绩效自评表里的数"}
			if _, ok := e.Corrected[address]; ok {
				state = figureState{story.CorrectedPlace, "绩效自评表里的数（人工校正）"}
			}
			for _, p := range w.FiguresIn(src.Start, src.End) {
				all[p.At] = state
			}
		}
	}
	for _, u := range w.Now.Coverage.Unread {
		all[u.Start] = figureState{story.UnreadPlace, "没有读懂的数字"}
	}
	for _, f := range w.Now.Facts {
		if f.Source == nil || f.Value == nil {
			continue
		}
		p, ok := w.FigureAt(f.Source.Start)
		if !ok {
			continue
		}
		name, kind := desk.FactName(f), story.FigurePlace
		if f.Correction != nil {
			kind, name = story.CorrectedPlace, name+"（人工校正）"
		}
		if have, ok := all[p.At]; ok && (have.kind == story.FigurePlace || have.kind == story.CorrectedPlace) {
			name = have.title + "；" + name
			if have.kind == story.CorrectedPlace {
				kind = have.kind
			}
		}
		all[p.At] = figureState{kind, name}
	}
	return all
}

// places returns the places of the source that something links to or that can
// be pointed at: every figure, and the passages that findings name.
func places(w *desk.Work, states map[int]figureState) []story.Place {
	var all []story.Place
	taken := map[int]bool{}
	for _, p := range w.Figures() {
		state, ok := states[p.At]
		if !ok {
			state = figureState{story.DeclaredPlace, "没有读作金额的数"}
		}
		all = append(all, story.Place{Start: p.At, End: p.End, Title: state.title, Kind: state.kind, Back: fmt.Sprintf("?at=%d#o%d", p.At, p.At)})
		taken[p.At] = true
	}
	passage := func(start, end int, p story.Place) {
		if taken[start] || start >= end {
			return
		}
		taken[start] = true
		p.Start, p.End = start, end
		all = append(all, p)
	}
	for _, f := range w.Now.Facts {
		if f.Source != nil && f.Value == nil {
			passage(f.Source.Start, f.Source.End, story.Place{Title: f.Item.Term() + "：文中说明无", Kind: story.NothingPlace, Back: fmt.Sprintf("?at=%d#o%d", f.Source.Start, f.Source.Start)})
		}
	}
	for n, e := range w.Now.Evaluations {
		for _, address := range slices.Sorted(maps.Keys(e.Cells)) {
			src := e.Cells[address]
			p := story.Place{Title: story.CellTitle(&w.Now.Evaluations[n], address), Kind: story.DeclaredPlace, Back: fmt.Sprintf("?at=%d#o%d", src.Start, src.Start)}
			if _, ok := e.Corrected[address]; ok {
				p.Kind, p.Title = story.CorrectedPlace, p.Title+"（人工校正）"
			}
			passage(src.Start, src.End, p)
		}
	}
	for _, p := range story.Open(w.Now).Places() {
		if p.Kind == story.PassagePlace {
			passage(p.Start, p.End, story.Place{Title: p.Title, Kind: story.PassagePlace})
		}
	}
	slices.SortFunc(all, func(a, b story.Place) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End)) })
	return nesting(all)
}

// nesting drops places that overlap another without lying in it.
func nesting(all []story.Place) []story.Place {
	var out []story.Place
	var ends []int
	for _, p := range all {
		for len(ends) > 0 && ends[len(ends)-1] <= p.Start {
			ends = ends[:len(ends)-1]
		}
		if len(ends) > 0 && p.End > ends[len(ends)-1] {
			if p.Kind == story.PassagePlace || p.Kind == story.NothingPlace {
				continue
			}
			p.End = ends[len(ends)-1]
		}
		out = append(out, p)
		ends = append(ends, p.End)
	}
	return out
}

// panelOf is what stands beside the source for one place.
func panelOf(w *desk.Work, at int, states map[int]figureState, typed *typedFigure) *view.Panel {
	p, ok := w.FigureAt(at)
	v := &view.Panel{At: at}
	text := []rune(w.Content.Text)
	form := desk.FormAt(w.Content.Report, at)
	if ok {
		v.At, v.Figure = p.At, string(text[p.Start:p.End])
		context := extract.Context(w.Content.Text, p.Start, p.End)
		if before, behind, found := strings.Cut(context, v.Figure); found {
			v.Before, v.Behind = before, behind
		}
		v.State = states[p.At].title
		v.Unread = states[p.At].kind == story.UnreadPlace
		v.Form = printedForm(w, p, form)
	}
	if form > 0 {
		v.Where = desk.FormName(form) + "《" + fiscal.Forms[form-1].Title + "》"
	} else {
		v.Where = sectionTitle(w.Now, at)
	}
	covers := func(src *fiscal.Source) bool {
		return src != nil && (ok && src.Start < p.End && src.End > p.Start && src.Start >= p.Start || src.Start <= at && at < src.End && !ok)
	}
	for _, f := range w.Content.Report.Facts {
		if covers(f.Source) {
			v.Facts = append(v.Facts, factPanel(w, f))
			if !ok {
				v.Passage = clipped(f.Source.Text, 200)
			}
		}
	}
	if ok {
		v.Cells = cellsAt(w, p.Start, p.End)
	} else {
		v.Cells = cellsAt(w, at, at+1)
	}
	if v.Passage == "" && !ok && len(v.Cells) > 0 {
		v.Passage = v.Cells[0].Source
	}
	if v.Unread {
		v.Empty, v.Point = emptyCells(w, v.At), view.PointForm{CellForm: view.CellForm{Text: v.Figure}}
	}
	for _, x := range w.Corrections {
		if x.Undone == nil && x.What.Figure != nil && ok && *x.What.Figure == p.At {
			v.ByHand = append(v.ByHand, correctionView(w, x))
		}
	}
	if typed != nil {
		typed.into(v)
	}
	return v
}

// printedForm is the form of a figure filled in as far as print tells.
func printedForm(w *desk.Work, p extract.Printed, form int) view.FigureForm {
	f := view.FigureForm{Basis: string(fiscal.Final), Value: p.Value.String(), Unit: string(p.Measure)}
	if f.Unit == "" {
		f.Unit = string(fiscal.TenThousandYuan)
		for _, t := range w.Content.Report.Tables {
			if t.Form == form && form > 0 && t.Measure != "" {
				f.Unit = string(t.Measure)
			}
		}
	}
	if !p.Readable {
		f.Value = ""
	}
	return f
}

func factPanel(w *desk.Work, f fiscal.Fact) view.FactPanel {
	v := view.FactPanel{At: f.Source.Start, Tag: f.Tag(), Read: desk.FactName(f) + " " + desk.FactValue(&f), Form: formOf(f)}
	for _, x := range w.Corrections { // the last that holds decides
		if x.Undone == nil && x.What.Fact != nil && x.What.Fact.At == v.At && x.What.Fact.Tag == v.Tag {
			made := correctionView(w, x)
			v.Made = &made
		}
	}
	return v
}

func formOf(f fiscal.Fact) view.FigureForm {
	v := view.FigureForm{Item: f.Item.Term(), Basis: string(f.Basis), Unit: string(f.Measure), Class: className(f.Class), Economic: className(f.EconomicClass)}
	if f.Value != nil {
		v.Value = f.Value.String()
	}
	return v
}

func className(c *fiscal.Class) string {
	if c == nil {
		return ""
	}
	return strings.TrimSpace(c.Code + " " + c.String())
}

func sectionTitle(r *fiscal.Report, at int) string {
	title := ""
	for _, s := range r.Sections {
		if s.Start <= at && at < s.End && s.Title != "" {
			title = s.Title
		}
	}
	return title
}

// readList lists what the narrative was read as, by item, and how much each
// form gave.
func readList(w *desk.Work) []view.ReadItem {
	byItem := map[fiscal.Item][]view.PlaceLink{}
	forms := map[int]int{}
	for _, f := range w.Now.Facts {
		switch {
		case f.Source == nil:
		case f.Source.Form > 0:
			forms[f.Source.Form]++
		default:
			text := f.Basis.Term() + " " + desk.FactValue(&f)
			if f.Class != nil {
				text = f.Class.String() + " · " + text
			}
			if f.Correction != nil {
				text += "（人工校正）"
			}
			byItem[f.Item] = append(byItem[f.Item], view.PlaceLink{Text: text, Href: placeHref(w, f.Source.Start)})
		}
	}
	var all []view.ReadItem
	for _, info := range fiscal.Items {
		if links := byItem[info.Item]; len(links) > 0 {
			all = append(all, view.ReadItem{Name: info.Term, Places: links})
		}
	}
	for _, t := range w.Now.Tables {
		if n := forms[t.Form]; n > 0 {
			all = append(all, view.ReadItem{Name: fmt.Sprintf("%s《%s》", desk.FormName(t.Form), t.Title), Places: []view.PlaceLink{{Text: fmt.Sprintf("读到 %d 个数", n), Href: fmt.Sprintf("#o%d", t.Source.Start)}}})
		}
	}
	return all
}

// choicesOf are the lists that forms choose from.
func choicesOf(w *desk.Work) view.Choices {
	v := view.Choices{}
	for _, info := range fiscal.Items {
		v.Items = append(v.Items, info.Term)
	}
	for _, b := range desk.Bases {
		v.Bases = append(v.Bases, view.Option{Value: string(b), Label: b.Term()})
	}
	for _, u := range desk.AllMeasures {
		v.Units = append(v.Units, string(u))
	}
	for _, k := range desk.DeclaredChoices() {
		v.Declared = append(v.Declared, view.Option{Value: k.Value, Label: k.Label})
	}
	for _, k := range fiscal.FunctionClasses(w.Now.Year) {
		v.Classes = append(v.Classes, className(&k))
	}
	for _, k := range fiscal.EconomicClasses(w.Now.Year) {
		v.Economic = append(v.Economic, className(&k))
	}
	v.Reasons = []string{"程序没有认出这种写法", "程序认错了项目", "程序认错了口径（决算、预算、上年）", "程序读错了数值", "单位（元、万元）认错了", "这不是决算的金额"}
	return v
}
