package web

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"html"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/data"
	"mingzhang/internal/export"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/story"
	"mingzhang/web/templates"
)

// card serves the permanent page of one figure, or the figure as JSON.
func (s *Server) card(c echo.Context) error {
	name, suffix := splitSuffix(c.Param("id"))
	switch suffix {
	case "":
		// Its references say on which day it was looked at.
		return s.cardPage(c, name, "", "/f/"+name+" "+templates.Day(time.Now()), func(ctx context.Context, v templates.Card) (content, error) {
			return s.html(ctx, templates.CardPage(v))
		})
	case ".json":
		if _, err := s.figureOnce(c.Request().Context(), name); err != nil {
			return s.elsewhere(c, err, suffix)
		}
		return s.serveAPIAt(c, "/facts/"+name)
	}
	if suffix == ".csv" || suffix == suffixXLSX {
		return s.cardTable(c, name, suffix)
	}
	return notFound("数字卡片没有这种格式", "网页之外有 .json、.csv、.xlsx。")
}

// cardTable serves the figure as the line that the file of its report has for it.
func (s *Server) cardTable(c echo.Context, name, suffix string) error {
	if _, ok := fiscal.ParseFigureID(name); !ok {
		return noFigure()
	}
	err := s.csv(c, func(ctx context.Context, b *bytes.Buffer, o export.Options) error {
		row, err := s.figureOnce(ctx, name)
		if err != nil {
			return err
		}
		e, err := s.store.EditionByKey(ctx, row.Edition)
		if err != nil {
			return err
		}
		r, err := s.store.Stated(ctx, e.ID)
		if err != nil {
			return err
		}
		text, err := s.store.TextByKey(ctx, row.Edition)
		if err != nil {
			return err
		}
		m := s.meta(reportRequest{unit: row.Unit, edition: e}, r)
		if o.Workbook {
			o.About = m.About()
		}
		return export.FactCSV(b, m, r, row.Ordinal, text, o)
	})
	return s.elsewhere(c, err, suffix)
}

// cardEmbed serves one figure for the pages of other sites.
func (s *Server) cardEmbed(c echo.Context) error {
	name := c.Param("id")
	return s.cardPage(c, name, "/embed", "/f/"+name+"/embed", func(ctx context.Context, v templates.Card) (content, error) {
		made, err := s.html(ctx, templates.EmbedPage(v))
		made.framed = true
		return made, err
	})
}

func (s *Server) cardPage(c echo.Context, name, behind, address string, show func(context.Context, templates.Card) (content, error)) error {
	if _, ok := fiscal.ParseFigureID(name); !ok { // what visitors make up names no page
		return noFigure()
	}
	err := s.keptAs(c, address, func(ctx context.Context) (content, error) {
		view, err := remember(s.parts, "card "+name, func() (templates.Card, error) {
			row, err := s.figureOnce(ctx, name)
			if err != nil {
				return templates.Card{}, err
			}
			return s.cardView(ctx, row)
		})
		if err != nil {
			return content{}, err
		}
		return show(ctx, view)
	})
	return s.elsewhere(c, err, behind)
}

// moved is the error of a figure whose page has another address.
type moved struct{ to fiscal.FigureID }

func (m *moved) Error() string { return "数字卡片在 " + m.to.String() }

// elsewhere redirects to where a figure has moved; any other error stays one.
func (s *Server) elsewhere(c echo.Context, err error, behind string) error {
	var m *moved
	if errors.As(err, &m) {
		return c.Redirect(http.StatusFound, "/f/"+m.to.String()+behind)
	}
	return err
}

func noFigure() error {
	return notFound("没有这个数字", "数字卡片的网址形如 /f/3bb8f38d6749-6012-k7qa。请从报告页表格里的“引”进入。")
}

// figureOnce is figure, once for all the files of a card.
func (s *Server) figureOnce(ctx context.Context, name string) (data.FactRow, error) {
	return remember(s.parts, "figure "+name, func() (data.FactRow, error) { return s.figure(ctx, name) })
}

// figure finds the fact with an id. An id without its tag, or whose tag is none
// of the only one at its place, has moved.
func (s *Server) figure(ctx context.Context, name string) (data.FactRow, error) {
	id, ok := fiscal.ParseFigureID(name)
	if !ok {
		return data.FactRow{}, noFigure()
	}
	row, there, err := s.store.Figure(ctx, id)
	var gone *data.Withdrawn
	switch {
	case errors.As(err, &gone):
		return row, err
	case err == nil && id.Tag == "":
		return row, &moved{row.ID()}
	case errors.Is(err, data.ErrNotFound) && len(there) == 1:
		return row, &moved{there[0].ID()}
	case errors.Is(err, data.ErrNotFound) && len(there) > 1:
		var now []string
		for _, f := range there {
			now = append(now, story.FactName(f.Fact)+f.Basis.Term())
		}
		return row, notFound("这一处没有这样的数字", "原文的这一处现在读作："+strings.Join(now, "；")+"。请从原文页 /e/"+id.Edition+"/source 进入。")
	case errors.Is(err, data.ErrNotFound):
		return row, notFound("没有这个数字", "这一版文件的这一处没有读出数字，请检查网址有没有抄漏。")
	}
	return row, err
}

func (s *Server) cardView(ctx context.Context, row data.FactRow) (templates.Card, error) {
	edition, err := remember(s.parts, "edition "+row.Edition, func() (data.Edition, error) { return s.store.EditionByKey(ctx, row.Edition) })
	if err != nil {
		return templates.Card{}, err
	}
	report, err := remember(s.parts, "report "+row.Edition, func() ([]data.ReportRow, error) {
		return s.store.Reports(ctx, data.Scope{Edition: row.Edition}, data.Page{Limit: 1})
	})
	if err != nil || len(report) == 0 {
		return templates.Card{}, errors.Join(err, data.ErrNotFound)
	}
	id, unit := row.ID().String(), report[0].UnitName
	name, value := story.FactName(row.Fact), story.FactValue(row.Fact)
	whose := unit + " " + strconv.Itoa(row.Year) + " 年度"
	page := s.page("/f/"+id, name+row.Basis.Term()+" "+value+"，"+whose, whose+name+row.Basis.Term()+"："+value+"。出处、核对、引用格式。")
	page.Nav = "units"
	page.Crumbs = []templates.Crumb{{Text: unit, Href: unitHome(row.Unit)}, {Text: strconv.Itoa(row.Year) + " 年度", Href: reportHome(row.Unit, row.Year)}, {Text: "数字卡片"}}
	page.Alternates = dataAlternates("/f/"+id, "这个数字")
	if s.config.Copy { // a file more of every figure would double the copy; the file of the report has them all
		page.Alternates = []templates.Alternate{{Type: "application/json", Href: "/f/" + id + ".json", Title: "这个数字（JSON）"}}
	}
	v := templates.Card{
		Page: page, ID: id, Fact: row.Fact, Name: name, Value: value, Corrected: correctedWords(row), Unit: unit, UnitHome: unitHome(row.Unit), Year: row.Year, Region: regionName(row.Unit.Region),
		Report: reportHome(row.Unit, row.Year), Fixed: "/e/" + row.Edition + "/", Edition: row.Edition, Number: row.Number, Current: row.Current, LoadedAt: edition.PublishedAt,
		SourceTitle: edition.Provenance.Title, SourceURL: edition.Provenance.URL, Published: edition.Provenance.Published, SHA256: report[0].SHA256, Licence: edition.Provenance.Licence,
		Compare: "/compare?" + url.Values{"u": {strconv.FormatInt(row.Unit.ID, 10)}, "item": {string(row.Item)}}.Encode(),
		Rank:    "/rank/" + string(row.Item) + "?year=" + strconv.Itoa(row.Year),
	}
	for _, add := range []func(context.Context, *templates.Card, data.FactRow) error{s.quoteFigure, s.besideFigure, s.checkFigure} {
		if err := add(ctx, &v, row); err != nil {
			return v, err
		}
	}
	s.citeFigure(&v)
	if v.JSONLD, err = cardJSON(v); err != nil {
		return v, err
	}
	return v, nil
}

// correctedWords says what a person changed of a figure, or of what it is
// computed from.
func correctedWords(row data.FactRow) string {
	if row.Correction != nil {
		return strings.TrimPrefix(story.CorrectionWords(row.Correction), "人工校正：")
	}
	for _, o := range row.Operands {
		if o.Correction != nil {
			return "算它所用的“" + story.FactName(o.Fact) + " " + o.Basis.Term() + "”是人工校正过的"
		}
	}
	return ""
}

// quoteFigure adds the sentence that states the figure, or the figures it is
// computed from.
func (s *Server) quoteFigure(ctx context.Context, v *templates.Card, row data.FactRow) error {
	for _, o := range row.Operands {
		v.Formula = append(v.Formula, templates.CardFigure{Name: o.Basis.Term(), Value: story.FactValue(o.Fact), Href: "/f/" + o.ID().String()})
	}
	if row.Source == nil {
		return nil
	}
	sentence, from, err := s.store.Sentence(ctx, row.Edition, row.Source.Start, row.Source.End)
	text := []rune(sentence)
	if a, z := row.Source.Start-from, row.Source.End-from; sentence != "" && a >= 0 && z <= len(text) {
		v.Sentence = templates.Sentence{Before: rowed(text[:a]), Figure: rowed(text[a:z]), Behind: rowed(text[z:])}
	}
	return err
}

// rowed writes a row of a table, whose cells are apart by tabs, as a line.
func rowed(text []rune) string { return strings.ReplaceAll(string(text), "\t", " ｜ ") }

// mostBeside bounds how many other figures of an item are listed.
const mostBeside = 200

// besideFigure adds what else the document says of the same thing.
func (s *Server) besideFigure(ctx context.Context, v *templates.Card, row data.FactRow) error {
	of := data.Scope{Edition: row.Edition}
	all, err := remember(s.parts, "facts "+row.Edition+" "+string(row.Item), func() ([]data.FactRow, error) {
		return s.store.Facts(ctx, data.FactFilter{Scope: of, Item: row.Item}, data.Page{Limit: mostBeside})
	})
	if err != nil {
		return err
	}
	for _, f := range all {
		if f.Ordinal == row.Ordinal || f.Class.String() != row.Class.String() || f.EconomicClass.String() != row.EconomicClass.String() {
			continue
		}
		other := templates.CardFigure{Name: f.Basis.Term(), Value: story.FactValue(f.Fact), Href: "/f/" + f.ID().String()}
		if f.Origin == fiscal.Derived {
			other.Name += "（推算）"
		}
		if f.Basis == row.Basis {
			v.Twice = append(v.Twice, other)
		} else {
			v.Same = append(v.Same, other)
		}
	}
	reasons, err := remember(s.parts, "reasons "+row.Edition+" "+string(row.Item), func() ([]data.ReasonRow, error) {
		return s.store.StatedReasons(ctx, data.ReasonFilter{Scope: of, Item: row.Item}, data.Page{Limit: mostBeside})
	})
	for _, r := range reasons {
		if r.Explains != nil && r.Explains.Ordinal == row.Ordinal {
			v.Reason = r.Text
		}
	}
	return err
}

// checkFigure adds the checks that the figure is part of, the gravest first.
func (s *Server) checkFigure(ctx context.Context, v *templates.Card, row data.FactRow) error {
	checks, err := s.store.ChecksOf(ctx, row)
	for _, status := range fiscal.CheckStatuses {
		for _, c := range checks {
			if c.Status != status {
				continue
			}
			var facts []fiscal.Fact
			for _, f := range c.About {
				facts = append(facts, f.Fact)
			}
			v.Checks = append(v.Checks, story.FindingOf(c.Check, facts))
		}
	}
	return err
}

// citeFigure adds the references and what embeds the figure.
func (s *Server) citeFigure(v *templates.Card) {
	what := v.Name + "，" + v.Fact.Basis.Term() + "：" + v.Value
	if v.Derived() {
		what += "（推算）"
	}
	c := export.Citation{Unit: v.Unit, Year: v.Year, What: what, Published: v.Published, Edition: v.Edition, Number: v.Number, SHA256: v.SHA256,
		URL: s.config.BaseURL + "/f/" + v.ID, ID: v.ID, Read: time.Now()}
	if s.config.Copy {
		c.Read = v.LoadedAt // the same copy whenever it is made
	}
	v.GBT, v.APA, v.Bib = c.GBT7714(), c.APA(), c.BibTeX()
	v.Embed = `<iframe src="` + html.EscapeString(c.URL+"/embed") + `" title="` + html.EscapeString(v.Page.Title) + `" width="480" height="260" style="border:0" loading="lazy"></iframe>`
}

// cardJSON describes the figure as schema.org does.
func cardJSON(v templates.Card) (string, error) {
	o := map[string]any{
		"@context": "https://schema.org", "@type": "Observation", "name": v.Name + v.Fact.Basis.Term(), "url": v.Canonical(), "identifier": v.ID, "inLanguage": "zh-CN",
		"observationDate": strconv.Itoa(v.Year), "observationAbout": map[string]any{"@type": "GovernmentOrganization", "name": v.Unit},
		"isPartOf": map[string]any{"@type": "Dataset", "name": v.Unit + " " + strconv.Itoa(v.Year) + " 年度部门决算", "url": v.Site.BaseURL + v.Fixed},
	}
	if v.Fact.Value != nil {
		o["value"], o["unitText"] = v.Fact.Value.String(), string(v.Fact.Measure)
	}
	b, err := json.Marshal(o)
	return string(b), err
}
