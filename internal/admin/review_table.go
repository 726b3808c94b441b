package admin

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"mingzhang/internal/desk"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/story"
	view "mingzhang/web/templates/admin"
)

// reviewTable shows a 绩效自评表 of a draft, every cell a link to its form.
func (s *Server) reviewTable(c echo.Context) error {
	w, err := s.opened(c)
	if err != nil {
		return err
	}
	n := int(number(c.Param("number"))) - 1
	if n < 0 || n >= len(w.Now.Evaluations) {
		return notFound("这份草稿没有这张绩效自评表", "请从草稿页的“绩效自评表”进入。")
	}
	return s.page(c, http.StatusOK, view.ReviewTablePage(s.tablePage(c, w, n, c.QueryParam("cell"), nil, "")))
}

// tablePage is the page of the n-th table with the form of a cell, "" for none.
func (s *Server) tablePage(c echo.Context, w *desk.Work, n int, chosen string, typed *view.CellForm, wrong string) view.ReviewTable {
	e := &w.Now.Evaluations[n]
	v := view.ReviewTable{Head: s.head(c, w, "绩效自评表"), Wrong: wrong, Index: n, Title: tableName(e), Measure: string(e.Money())}
	for i := range w.Now.Evaluations {
		v.Others = append(v.Others, view.PlaceLink{Text: tableName(&w.Now.Evaluations[i]), Href: tableHref(w, i)})
	}
	if e.Cell(chosen) != nil {
		chosen = e.Merged(chosen)[0]
		panel := cellPanel(w, n, chosen)
		if typed != nil {
			panel.Form = *typed
		}
		v.Panel = &panel
	} else if typed != nil {
		v.Lost = typedIn(c).Words
	}
	if v.Editable && v.Panel != nil {
		v.Choices.Reasons = cellReasons
	}
	checks := story.Open(w.Now).ChecksOf(n)
	cell := func(address string) view.TableCell {
		merged := e.Merged(address)
		x := view.TableCell{Address: address, Text: *e.Cell(address), Href: cellHref(w, n, merged[0]), Chosen: merged[0] == chosen}
		if merged[0] == address {
			x.Span = run(merged)
		} else if at := slices.Index(merged, address); fiscal.CellRow(merged[at-1]) != fiscal.CellRow(address)-1 {
			x.Span = run(merged[at:]) // the print is the same, but rows lie between
		}
		_, x.Corrected = e.Corrected[address]
		x.Bad = slices.ContainsFunc(checks[address], func(k fiscal.Check) bool { return k.Status == fiscal.Violated })
		return x
	}
	for _, address := range e.Addresses() {
		row := fiscal.CellRow(address)
		if row < 0 {
			v.Whole = append(v.Whole, view.NamedCell{Label: story.ColumnName(address), TableCell: cell(address)})
			continue
		}
		grid := &v.Funds
		if strings.HasPrefix(address, "indicators.") {
			grid = &v.Indicators
		}
		if row == 0 {
			grid.Columns = append(grid.Columns, story.ColumnName(address))
		}
		if row == len(grid.Rows) {
			grid.Rows = append(grid.Rows, nil)
		}
		grid.Rows[row] = append(grid.Rows[row], cell(address))
	}
	return v
}

// run counts the addresses from the first on that stand in rows one below the
// other.
func run(addresses []string) int {
	n := 1
	for n < len(addresses) && fiscal.CellRow(addresses[n]) == fiscal.CellRow(addresses[n-1])+1 {
		n++
	}
	return n
}

var cellReasons = []string{"程序读错了这一格", "程序漏读了这一格", "程序把旁边一格读到了这里", "程序把几格读成了一格"}

func tableName(e *fiscal.Evaluation) string {
	if e.Kind == fiscal.Project {
		return cmp.Or(e.Name, "项目支出绩效自评表")
	}
	return "整体支出绩效自评表"
}

func tableHref(w *desk.Work, n int) string {
	return fmt.Sprintf("%s/drafts/%d/evaluations/%d", Base, w.ID, n+1)
}

func cellHref(w *desk.Work, n int, address string) string {
	return tableHref(w, n) + "?cell=" + url.QueryEscape(address) + "#c-" + address
}

// cellPanel is what stands beside a table, or the source, for one cell; of a
// merged one the first.
func cellPanel(w *desk.Work, n int, address string) view.CellPanel {
	now, read := &w.Now.Evaluations[n], &w.Content.Report.Evaluations[n]
	p := view.CellPanel{Evaluation: n, Address: address, Table: tableName(now), Title: story.ColumnName(address), Now: *now.Cell(address), TableHref: cellHref(w, n, address),
		Rows: len(now.Merged(address))}
	if row := story.RowTitle(now, address); row != "" && row != p.Now {
		p.Title = row + " · " + p.Title
	}
	if c := read.Cell(address); c != nil {
		p.Read = *c
	}
	if s, ok := now.Cells[address]; ok {
		p.Source, p.SourceHref = clipped(s.Text, 300), placeHref(w, s.Start)
	}
	p.Form = view.CellForm{Text: p.Now}
	for _, x := range w.Corrections { // the last that holds decides
		if x.Undone == nil && x.What.Cell != nil && x.What.Cell.Evaluation == n && slices.Contains(now.Merged(address), x.What.Cell.Address) {
			made := correctionView(w, x)
			p.Made = &made
		}
	}
	return p
}

// cellsAt returns the cells that are printed at a place, of merged ones the
// first.
func cellsAt(w *desk.Work, start, end int) []view.CellPanel {
	var all []view.CellPanel
	for n := range w.Now.Evaluations {
		e := &w.Now.Evaluations[n]
		if e.Source.Start > start || e.Source.End <= start {
			continue
		}
		for _, address := range e.Addresses() {
			s, ok := e.Cells[address]
			if ok && s.Start < end && s.End > start && e.Merged(address)[0] == address {
				all = append(all, cellPanel(w, n, address))
			}
		}
	}
	return all
}

// emptyCells lists the cells without a print in the tables that a place lies
// in, in all tables when it lies in none.
func emptyCells(w *desk.Work, at int) []view.EmptyCells {
	inside := func(e *fiscal.Evaluation) bool { return e.Source.Start <= at && at < e.Source.End }
	every := true
	for i := range w.Now.Evaluations {
		every = every && !inside(&w.Now.Evaluations[i])
	}
	var all []view.EmptyCells
	for n := range w.Now.Evaluations {
		e := &w.Now.Evaluations[n]
		if !every && !inside(e) {
			continue
		}
		one := view.EmptyCells{Table: tableName(e)}
		for _, address := range e.Addresses() {
			if _, printed := e.Cells[address]; printed || *e.Cell(address) != "" {
				continue
			}
			label := story.ColumnName(address)
			if row := story.RowTitle(e, address); row != "" {
				label = clipped(row, 24) + " · " + label
			}
			one.Cells = append(one.Cells, view.Option{Value: view.CellValue(n, address), Label: label})
		}
		if len(one.Cells) > 0 {
			all = append(all, one)
		}
	}
	return all
}

// cellOf reads the cell that a form is about.
func cellOf(c echo.Context) (ref desk.CellRef, err error) {
	table, address, ok := strings.Cut(c.FormValue("cell"), ":")
	if ref.Evaluation, err = strconv.Atoi(table); err != nil || !ok {
		return ref, errors.New("没有说明是绩效自评表的哪一格")
	}
	ref.Address = address
	if at := c.FormValue("at"); at != "" {
		n, err := strconv.Atoi(at)
		if err != nil || n < 0 {
			return ref, errors.New("没有说明是原文的哪一处")
		}
		ref.At = &n
	}
	return ref, nil
}

// correctCell gives a cell of a 绩效自评表 another text.
func (s *Server) correctCell(c echo.Context, id, version int64) error {
	ref, err := cellOf(c)
	if err == nil {
		err = s.desk.Correct(c.Request().Context(), id, version, From(c).Actor(),
			desk.Correction{Kind: desk.Cell, Why: c.FormValue("why"), What: desk.What{Cell: &ref, Text: c.FormValue("text")}})
	} else {
		err = &desk.Invalid{Err: err}
	}
	if err != nil {
		return s.correctCellAgain(c, id, ref, err)
	}
	w, err := s.desk.Open(c.Request().Context(), id)
	if err != nil {
		return err
	}
	to := cellHref(w, ref.Evaluation, ref.Address)
	if s, ok := w.Now.Evaluations[ref.Evaluation].Cells[ref.Address]; ok && c.FormValue("back") == "source" {
		to = placeHref(w, s.Start)
	}
	return c.Redirect(http.StatusSeeOther, strings.Replace(to, "?", "?done=corrected&", 1))
}

// correctCellAgain shows the page that the form was on again, with what was
// typed and why it was not taken.
func (s *Server) correctCellAgain(c echo.Context, id int64, ref desk.CellRef, err error) error {
	w, failed := s.desk.Open(c.Request().Context(), id)
	if failed != nil {
		return failed
	}
	form := view.CellForm{Text: plain(c.FormValue("text")), Why: plain(c.FormValue("why")), Typed: true}
	there := ref.Evaluation >= 0 && ref.Evaluation < len(w.Now.Evaluations)
	if there && c.FormValue("back") == "table" {
		return s.again(c, err, func(said string) templ.Component {
			return view.ReviewTablePage(s.tablePage(c, w, ref.Evaluation, ref.Address, &form, said))
		})
	}
	at := -1
	typed := typedFigure{kind: desk.Cell, cell: ref, text: form}
	if ref.At != nil {
		at = *ref.At
	} else if there {
		if s, ok := w.Now.Evaluations[ref.Evaluation].Cells[ref.Address]; ok {
			at = s.Start
		}
	}
	return s.sourceAgain(c, w, at, &typed, err)
}
