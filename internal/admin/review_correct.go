package admin

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"mingzhang/internal/desk"
	"mingzhang/internal/fiscal"
	view "mingzhang/web/templates/admin"
)

// correct makes one correction of a figure.
func (s *Server) correct(c echo.Context) error {
	ctx := c.Request().Context()
	id, version := number(c.Param("draft")), number(c.FormValue("version"))
	if desk.Kind(c.FormValue("kind")) == desk.Cell {
		return s.correctCell(c, id, version)
	}
	at, err := strconv.Atoi(c.FormValue("at"))
	if err != nil || at < 0 {
		return &failure{status: http.StatusBadRequest, reason: "没有说明是原文的哪一处", remedy: "请从原文里点那个数字再校正。", href: Base + "/drafts/" + c.Param("draft") + "/source", text: "回到原文"}
	}
	w, err := s.desk.Open(ctx, id)
	if err != nil {
		return err
	}
	made, err := correctionOf(c, w.Now.Year)
	if err == nil {
		err = s.desk.Correct(ctx, id, version, From(c).Actor(), made)
	}
	if err != nil {
		return s.correctAgain(c, id, at, err)
	}
	return c.Redirect(http.StatusSeeOther, fmt.Sprintf("%s/drafts/%d/source?at=%d&done=corrected#o%d", Base, id, at, at))
}

// correctAgain shows the form again, with what was typed and why it was not
// taken, beside the draft as it is now.
func (s *Server) correctAgain(c echo.Context, id int64, at int, err error) error {
	w, failed := s.desk.Open(c.Request().Context(), id)
	if failed != nil {
		return failed
	}
	typed := typedFigure{kind: desk.Kind(c.FormValue("kind")), tag: c.FormValue("fact_tag"), FigureForm: view.FigureForm{Item: c.FormValue("item"), Class: c.FormValue("class"), Economic: c.FormValue("economic"), Basis: c.FormValue("basis"),
		Value: c.FormValue("value"), Unit: c.FormValue("unit"), As: c.FormValue("as"), Why: c.FormValue("why")}}
	typed.at, _ = strconv.Atoi(c.FormValue("fact_at"))
	return s.sourceAgain(c, w, at, &typed, err)
}

// sourceAgain shows the source with the form of a place as it was filled in.
func (s *Server) sourceAgain(c echo.Context, w *desk.Work, at int, typed *typedFigure, err error) error {
	return s.again(c, err, func(said string) templ.Component {
		page, failed := s.sourcePage(c, w, at, typed, said)
		if failed != nil {
			s.log.Error("校正页面没有做成", "draft", w.ID, "error", failed.Error())
			return templ.NopComponent
		}
		return page
	})
}

// typedFigure is what was filled into one of the forms of a figure.
type typedFigure struct {
	kind desk.Kind
	at   int // of the fact that the form is about, with its tag
	tag  string
	view.FigureForm

	cell desk.CellRef // that the form of a cell is about
	text view.CellForm
}

// into puts it back into its form.
func (t typedFigure) into(v *view.Panel) {
	switch t.kind {
	case desk.Change, desk.Remove:
		for i := range v.Facts {
			f := &v.Facts[i]
			if f.At != t.at || f.Tag != t.tag {
				continue
			}
			if t.kind == desk.Change {
				f.Form = t.FigureForm
			} else {
				f.Remove = t.FigureForm
			}
		}
	case desk.Declare:
		v.Declare = t.FigureForm
	case desk.Cell:
		if t.cell.At != nil {
			v.Point = view.PointForm{Cell: view.CellValue(t.cell.Evaluation, t.cell.Address), CellForm: t.text}
		}
		for i := range v.Cells {
			if f := &v.Cells[i]; f.Evaluation == t.cell.Evaluation && f.Address == t.cell.Address {
				f.Form = t.text
			}
		}
	default:
		v.Form, v.Typed = t.FigureForm, true
	}
}

// correctionOf reads a correction from its form.
func correctionOf(c echo.Context, year int) (x desk.Correction, err error) {
	x.Kind, x.Why = desk.Kind(c.FormValue("kind")), c.FormValue("why")
	at, err := strconv.Atoi(c.FormValue("at"))
	if err != nil {
		return x, err
	}
	switch x.Kind {
	case desk.Read, desk.Declare:
		x.What.Figure = &at
	case desk.Change, desk.Remove:
		from, err := strconv.Atoi(c.FormValue("fact_at"))
		if err != nil {
			return x, errors.New("没有说明是哪一处读数")
		}
		x.What.Fact = &desk.FactRef{At: from, Tag: c.FormValue("fact_tag")}
	}
	switch x.Kind {
	case desk.Declare, desk.Remove:
		x.What.As = fiscal.DeclaredKind(c.FormValue("as"))
	case desk.Read, desk.Change:
		x.What.Means = &desk.Meaning{Item: itemOf(c.FormValue("item")), Basis: fiscal.Basis(c.FormValue("basis")), Value: plainNumber(c.FormValue("value")),
			Measure: fiscal.Measure(c.FormValue("unit")), Class: classOf(c.FormValue("class"), year, fiscal.FunctionPath), Economic: classOf(c.FormValue("economic"), year, fiscal.EconomicPath)}
		if x.What.Means.Value == "" {
			x.What.Means.Measure = ""
		}
	}
	return x, nil
}

// itemOf returns the item of a term, or of its own name.
func itemOf(text string) fiscal.Item {
	text = strings.TrimSpace(text)
	for _, info := range fiscal.Items {
		if info.Term == text || string(info.Item) == text {
			return info.Item
		}
	}
	return fiscal.Item(text)
}

var numberSigns = strings.NewReplacer(",", "", "，", "", " ", "", "　", "", "−", "-", "－", "-", "—", "-", "＋", "", "+", "", "．", ".",
	"０", "0", "１", "1", "２", "2", "３", "3", "４", "4", "５", "5", "６", "6", "７", "7", "８", "8", "９", "9", "%", "", "％", "")

// plainNumber takes what people put into numbers out of one.
func plainNumber(s string) string { return numberSigns.Replace(strings.TrimSpace(s)) }

// classOf reads a class as it is chosen, a code with names behind it, or as it
// is typed: names with strokes between them.
func classOf(text string, year int, pathOf func(int, string) ([]string, bool)) []string {
	text = strings.TrimSpace(text)
	if text == "" {
		return nil
	}
	code := text[:len(text)-len(strings.TrimLeft(text, "0123456789"))]
	names := strings.TrimSpace(strings.TrimPrefix(text, code))
	if path, ok := pathOf(year, code); ok && code != "" {
		return path
	}
	var path []string
	for name := range strings.SplitSeq(strings.ReplaceAll(names, "／", "/"), "/") {
		path = append(path, strings.TrimSpace(name))
	}
	return path
}

// undo takes a correction back.
func (s *Server) undo(c echo.Context) error {
	id := number(c.Param("draft"))
	err := s.desk.Undo(c.Request().Context(), id, number(c.FormValue("version")), From(c).Actor(), number(c.Param("correction")))
	if err != nil {
		return s.reviewAgain(c, err)
	}
	if back := c.FormValue("back"); strings.HasPrefix(back, fmt.Sprintf("%s/drafts/%d/evaluations/", Base, id)) {
		return c.Redirect(http.StatusSeeOther, strings.Replace(back, "?", "?done=undone&", 1))
	}
	if at := c.FormValue("at"); at != "" {
		return c.Redirect(http.StatusSeeOther, fmt.Sprintf("%s/drafts/%d/source?at=%d&done=undone#o%d", Base, id, number(at), number(at)))
	}
	return c.Redirect(http.StatusSeeOther, fmt.Sprintf("%s/drafts/%d?done=undone#corrections", Base, id))
}

// describe changes what is said of a document beside its figures: every field
// that differs is a correction of its own, all of them or none.
func (s *Server) describe(c echo.Context) error {
	ctx := c.Request().Context()
	id, version := number(c.Param("draft")), number(c.FormValue("version"))
	if err := s.describeAll(ctx, c, id, version); err != nil {
		return s.reviewAgain(c, err)
	}
	return c.Redirect(http.StatusSeeOther, fmt.Sprintf("%s/drafts/%d?done=described#meta", Base, id))
}

func (s *Server) describeAll(ctx context.Context, c echo.Context, id, version int64) error {
	w, err := s.desk.Open(ctx, id)
	if err != nil {
		return err
	}
	var all []desk.Correction
	form, err := c.FormParams()
	if err != nil {
		return err
	}
	for _, f := range desk.Fields {
		text := strings.TrimSpace(strings.ReplaceAll(form.Get(string(f.Field)), "\r\n", "\n"))
		if form.Has(string(f.Field)) && text != w.Value(f.Field) {
			all = append(all, desk.Correction{Kind: desk.Meta, Why: form.Get("why"), What: desk.What{Field: f.Field, Text: text}})
		}
	}
	if len(all) == 0 {
		return &desk.Invalid{Err: errors.New("没有改动任何一项，没有保存")}
	}
	return s.desk.CorrectAll(ctx, id, version, From(c).Actor(), all)
}
