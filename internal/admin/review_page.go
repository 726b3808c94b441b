package admin

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"path"
	"slices"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"mingzhang/internal/account"
	"mingzhang/internal/data"
	"mingzhang/internal/desk"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/story"
	view "mingzhang/web/templates/admin"
)

func baseName(name string) string { return path.Base(strings.ReplaceAll(name, `\`, "/")) }

// review shows a draft: what needs looking at first, then what is said of the
// document, what was corrected, what is missing, what has changed, and what to
// do with it.
func (s *Server) review(c echo.Context) error {
	w, err := s.opened(c)
	if err != nil {
		return err
	}
	page, err := s.reviewPage(c, w, "", view.Typed{})
	if err != nil {
		return err
	}
	return s.page(c, http.StatusOK, page)
}

// reviewAgain shows it again with why something was not done, and with what was
// filled in.
func (s *Server) reviewAgain(c echo.Context, err error) error {
	w, failed := s.opened(c)
	if failed != nil {
		return failed
	}
	return s.again(c, err, func(said string) templ.Component {
		page, failed := s.reviewPage(c, w, said, typedIn(c))
		if failed != nil {
			return templ.ComponentFunc(nil)
		}
		return page
	})
}

func (s *Server) reviewPage(c echo.Context, w *desk.Work, wrong string, typed view.Typed) (templ.Component, error) {
	ctx := c.Request().Context()
	u := From(c)
	v := view.Review{Head: s.head(c, w, ""), Wrong: wrong, Typed: typed}
	v.Unread, v.Violated, v.Notices = unreadOf(w), checksOf(w, fiscal.Violated), checksOf(w, fiscal.Notice)
	for _, f := range desk.Fields {
		v.Fields = append(v.Fields, metaField(f.Field, f.Label, w.Value(f.Field), typed))
	}
	v.Inferred = inferredWords(w.Now.Unit.Inferred)
	for _, x := range w.Corrections {
		v.Corrections = append(v.Corrections, correctionView(w, x))
	}
	for _, x := range desk.Completeness(w.Now) {
		v.Contents = append(v.Contents, view.Content{Group: x.Group, Name: x.Name, Label: x.Label(), Missing: x.Presence == desk.Missing || x.Presence == desk.NotPrinted, Href: placeHref(w, x.At)})
	}
	if err := s.compared(ctx, w, &v); err != nil {
		return nil, err
	}
	notes, err := s.store.Notes(ctx, w.ID)
	if err != nil {
		return nil, err
	}
	for _, n := range notes {
		v.Notes = append(v.Notes, view.DraftNote{Kind: noteLabels[n.Kind], Text: n.Text, By: n.By.Name, At: n.At})
	}
	v.Entry, v.Reviewer = mayEnter(u), mayReview(u)
	if v.Hand, err = s.store.Contributed(ctx, w.Draft, u.Actor()); err != nil {
		return nil, err
	}
	if v.Next, err = s.next(ctx, w.Draft, u); err != nil {
		return nil, err
	}
	return view.ReviewPage(v), nil
}

// next is the draft that waits for somebody after this one, which waits for
// them no more; the zero value when it still does, or nothing else waits.
func (s *Server) next(ctx context.Context, d data.Draft, u account.User) (view.PlaceLink, error) {
	var wanted []data.DraftState
	if u.Role == account.Enter && !d.State.Editable() {
		wanted = []data.DraftState{data.DraftReturned, data.DraftOpen}
	} else if u.Role == account.Review && d.State != data.DraftSubmitted {
		wanted = []data.DraftState{data.DraftSubmitted}
	}
	if wanted == nil {
		return view.PlaceLink{}, nil
	}
	all, err := s.store.Drafts(ctx, data.DraftFilter{States: wanted, Before: d.ID, Limit: 1})
	if err == nil && len(all) == 0 { // from the top again
		all, err = s.store.Drafts(ctx, data.DraftFilter{States: wanted, Limit: 1})
	}
	if err != nil || len(all) == 0 {
		return view.PlaceLink{}, err
	}
	return view.PlaceLink{Text: draftTitle(all[0]), Href: fmt.Sprintf("%s/drafts/%d", Base, all[0].ID)}, nil
}

var noteLabels = map[string]string{"note": "说明", "submitted": "提交", "returned": "退回", "approved": "审核", "failed": "没有公开"}

var metaHints = map[desk.Field]string{
	desk.FieldAliases: "一行一个，没有就空着", desk.FieldRegion: "六位数字，例如 650105", desk.FieldPublished: "例如 2025-09-30", desk.FieldURL: "单位公开这份文件的网页",
}

func inferredWords(all []string) string {
	words := map[string]string{"name": "单位名称", "year": "年度", "region": "行政区划"}
	var out []string
	for _, x := range all {
		out = append(out, cmp.Or(words[x], x))
	}
	return strings.Join(out, "、")
}

// head is what every page of a draft begins with.
func (s *Server) head(c echo.Context, w *desk.Work, title string) view.Head {
	name := draftTitle(w.Draft)
	if title == "" {
		title = name
	} else {
		title += "，" + name
	}
	d := w.Draft
	return view.Head{Frame: s.frame(c, "drafts", title), Draft: s.draftLine(d), Version: d.Version, Editable: d.State.Editable() && mayEnter(From(c)), Submitted: stepView(d.Submitted), Approved: stepView(d.Approved),
		Tables: len(w.Now.Evaluations), Due: d.Due, Reason: d.Reason, EditionKey: d.EditionKey, Again: d.FromEdition != 0, Region: w.Now.Unit.Region}
}

func stepView(x data.Step) view.Step { return view.Step{By: x.By.Name, At: x.At} }

// placeHref is the address of a place of the source with what can be done to
// the figure there.
func placeHref(w *desk.Work, at int) string {
	if at < 0 {
		return ""
	}
	if p, ok := w.FigureAt(at); ok {
		at = p.At
	}
	return fmt.Sprintf("%s/drafts/%d/source?at=%d#o%d", Base, w.ID, at, at)
}

func unreadOf(w *desk.Work) []view.Finding {
	var all []view.Finding
	for _, u := range w.Now.Coverage.Unread {
		before, behind, ok := strings.Cut(u.Context, u.Text)
		if !ok {
			before, behind = "", ""
		}
		all = append(all, view.Finding{Text: u.Text, Before: before, Behind: behind, Href: placeHref(w, u.Start)})
	}
	return all
}

func checksOf(w *desk.Work, status fiscal.CheckStatus) []view.CheckFinding {
	var all []view.CheckFinding
	for _, k := range w.Now.Checks {
		if k.Status != status {
			continue
		}
		x := view.CheckFinding{Rule: k.Rule, Title: k.Title, Stated: k.Stated, Computed: k.Computed, Difference: k.Difference, Formula: k.Formula, Note: k.Note}
		place := func(text string, at int) {
			if len(x.Places) < 12 && !slices.ContainsFunc(x.Places, func(p view.PlaceLink) bool { return p.Href == placeHref(w, at) }) {
				x.Places = append(x.Places, view.PlaceLink{Text: text, Href: placeHref(w, at)})
			}
		}
		for _, i := range k.Facts {
			f := w.Now.Facts[i]
			if f.Source != nil {
				place(desk.FactName(f)+" "+desk.FactValue(&f), f.Source.Start)
			}
		}
		for _, r := range k.Cells {
			if r.Evaluation < len(w.Now.Evaluations) {
				if src, ok := w.Now.Evaluations[r.Evaluation].Cells[r.Cell]; ok {
					place("自评表："+clipped(src.Text, 30), src.Start)
				}
			}
		}
		for _, src := range k.Sources {
			place("原文："+clipped(src.Text, 30), src.Start)
		}
		all = append(all, x)
	}
	return all
}

func clipped(s string, n int) string {
	runes := []rune(strings.Join(strings.Fields(s), " "))
	if len(runes) <= n {
		return string(runes)
	}
	return string(runes[:n]) + "…"
}

// mostDifferences is how many differences a page shows.
const mostDifferences = 60

// compared sets the draft beside last year and the edition in force.
func (s *Server) compared(ctx context.Context, w *desk.Work, v *view.Review) error {
	n, err := s.desk.Neighbours(ctx, w)
	if err != nil {
		return err
	}
	if n.Edition != nil {
		v.InForce = &view.InForce{Number: n.Edition.Number, Key: n.Edition.Key, At: n.Edition.PublishedAt}
		v.AgainstEdition, v.MoreEdition = differences(w, desk.AgainstEdition(n.InForce, w.Now))
		cells := story.CellChanges(n.InForce.Evaluations, w.Now.Evaluations)
		for _, x := range cells[:min(len(cells), mostDifferences)] {
			v.CellChanges = append(v.CellChanges, view.Difference{Name: x.Name, Before: cmp.Or(x.Before, "没有"), After: cmp.Or(x.After, "没有"), Href: placeHref(w, x.AtNew)})
		}
		v.MoreCells = len(cells) - len(v.CellChanges)
	}
	if n.LastYear != nil {
		moved, restated := desk.AgainstLastYear(n.LastYear, w.Now)
		v.LastYear = n.LastYear.Year
		v.AgainstLastYear, v.MoreLastYear = differences(w, moved)
		for _, r := range restated[:min(len(restated), mostDifferences)] {
			before, after := n.LastYear.Facts[r.Before], w.Now.Facts[r.After]
			x := view.Restated{Name: desk.FactName(before), Before: desk.FactValue(&before), After: desk.FactValue(&after), Note: r.Note}
			if after.Source != nil {
				x.Href = placeHref(w, after.Source.Start)
			}
			v.Restated = append(v.Restated, x)
		}
	}
	return nil
}

func differences(w *desk.Work, all []desk.Difference) (shown []view.Difference, more int) {
	for _, d := range all[:min(len(all), mostDifferences)] {
		f := d.Fact()
		x := view.Difference{Name: desk.FactName(*f), Where: desk.FormName(f.Source.Form), Before: desk.FactValue(d.Before), After: desk.FactValue(d.After)}
		if d.Amount != "" {
			x.Amount = f.Measure.With(signed(d.Amount))
		}
		if d.Rate != "" {
			x.Rate = signed(d.Rate) + "%"
		}
		if d.After != nil {
			x.Href = placeHref(w, d.After.Source.Start)
		}
		shown = append(shown, x)
	}
	return shown, len(all) - len(shown)
}

// signed writes a number with its sign as print does.
func signed(digits string) string {
	if rest, ok := strings.CutPrefix(digits, "-"); ok {
		return "−" + rest
	}
	return "+" + digits
}

func correctionView(w *desk.Work, x desk.Correction) view.Correction {
	v := view.Correction{ID: x.ID, Kind: x.Kind.Label(), Why: x.Why, By: x.By.Name, At: x.At}
	if x.Undone != nil {
		v.Undone = &view.Step{By: x.Undone.By.Name, At: x.Undone.At}
	}
	v.Text, v.Was = correctionWords(w, x)
	switch {
	case x.What.Figure != nil:
		v.Href = placeHref(w, *x.What.Figure)
	case x.What.Fact != nil:
		v.Href = placeHref(w, x.What.Fact.At)
	case x.What.Cell != nil:
		v.Href = cellHref(w, x.What.Cell.Evaluation, x.What.Cell.Address)
	}
	return v
}

// correctionWords says what a correction makes of what.
func correctionWords(w *desk.Work, x desk.Correction) (text, was string) {
	if ref := x.What.Fact; ref != nil {
		for _, f := range w.Content.Report.Facts {
			if f.Source != nil && f.Source.Start == ref.At && f.Tag() == ref.Tag {
				was = desk.FactName(f) + " " + desk.FactValue(&f)
			}
		}
	}
	switch x.Kind {
	case desk.Read, desk.Change:
		m := x.What.Means
		f := fiscal.Fact{Item: m.Item, Basis: m.Basis}
		if len(m.Class) > 0 {
			f.Class = &fiscal.Class{Path: m.Class}
		}
		if len(m.Economic) > 0 {
			f.EconomicClass = &fiscal.Class{Path: m.Economic}
		}
		text = desk.FactName(f) + " "
		if m.Value == "" {
			text += "写明没有"
		} else {
			text += m.Measure.With(m.Value)
		}
	case desk.Remove:
		text = "不是这个项目的数"
		if x.What.As != "" {
			text = desk.DeclaredLabel(x.What.As)
		}
	case desk.Declare:
		text = desk.DeclaredLabel(x.What.As)
		was = "未读的数"
	case desk.Cell:
		text = cmp.Or(x.What.Text, "空格")
		if ref := x.What.Cell; ref.Evaluation < len(w.Now.Evaluations) {
			e := &w.Now.Evaluations[ref.Evaluation]
			text = story.CellTitle(e, ref.Address) + "：" + text
			was = cmp.Or(e.Corrected[ref.Address].Was, "空")
			if c := w.Content.Report.Evaluations[ref.Evaluation].Cell(ref.Address); c != nil && *c != "" {
				was = *c
			}
		}
	case desk.Meta:
		text = x.What.Field.Label() + "：" + cmp.Or(strings.ReplaceAll(x.What.Text, "\n", "、"), "空")
	}
	return text, was
}
