package web

import (
	"bytes"
	"context"
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/data"
	"mingzhang/internal/export"
	"mingzhang/internal/story"
	"mingzhang/web/templates"
)

// glossary serves the list of terms: those the portal explains and those that
// documents define.
func (s *Server) glossary(c echo.Context) error {
	return s.kept(c, func(ctx context.Context) (content, error) {
		defined, err := s.store.GlossaryTerms(ctx)
		if err != nil {
			return content{}, err
		}
		page := s.page("/glossary", "名词", "决算里的词，先用大白话说，再看各单位文件里的原话。")
		page.Nav = "glossary"
		page.Crumbs = []templates.Crumb{{Text: "首页", Href: "/"}, {Text: "名词"}}
		page.Alternates = dataAlternates("/glossary", "名词")
		return s.html(ctx, templates.GlossaryPage(templates.Glossary{Page: page, Terms: entries(defined)}))
	})
}

// exportedTerms returns the terms as the page lists them.
func (s *Server) exportedTerms(ctx context.Context) ([]export.TermRow, error) {
	defined, err := s.store.GlossaryTerms(ctx)
	if err != nil {
		return nil, err
	}
	rows := []export.TermRow{}
	for _, e := range entries(defined) {
		row := export.TermRow{Term: e.Name, Plain: e.Plain, URL: s.config.BaseURL + "/glossary/" + url.PathEscape(e.Name)}
		if len(e.Uses) > 0 {
			row.Definition, row.Unit, row.Year, row.Source = e.Uses[0].Text, e.Uses[0].Unit, e.Uses[0].Year, s.config.BaseURL+e.Uses[0].Source
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func (s *Server) glossaryJSON(c echo.Context) error {
	return s.kept(c, func(ctx context.Context) (content, error) {
		rows, err := s.exportedTerms(ctx)
		if err != nil {
			return content{}, err
		}
		var b bytes.Buffer
		err = export.TermsJSON(&b, rows)
		return content{mediaType: typeJSON, body: b.Bytes()}, err
	})
}

func (s *Server) glossaryCSV(c echo.Context) error {
	return s.csv(c, func(ctx context.Context, b *bytes.Buffer, options export.Options) error {
		rows, err := s.exportedTerms(ctx)
		if err != nil {
			return err
		}
		return export.TermsCSV(b, rows, options)
	})
}

// entries joins the portal's terms, in their order, with what documents define.
func entries(defined []data.Definition) []templates.GlossaryEntry {
	var all []templates.GlossaryEntry
	at := map[string]int{}
	entry := func(name string) *templates.GlossaryEntry {
		key := story.TermKey(name)
		i, ok := at[key]
		if !ok {
			i = len(all)
			at[key] = i
			all = append(all, templates.GlossaryEntry{Name: name, Plain: story.Plain(name)})
		}
		return &all[i]
	}
	for _, t := range story.PlainTerms() {
		entry(t.Name)
	}
	for _, d := range defined {
		e := entry(d.Term)
		e.Uses = append(e.Uses, definition(d))
	}
	return all
}

func definition(d data.Definition) templates.Definition {
	home := reportHome(d.Unit, d.Year)
	return templates.Definition{
		Text: d.Text, Unit: d.Unit.Name, Year: d.Year, Href: home, Source: home + "source#o" + strconv.Itoa(d.Start),
	}
}
