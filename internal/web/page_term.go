package web

import (
	"bytes"
	"context"
	"net/url"
	"path"
	"strings"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/export"
	"mingzhang/internal/story"
	"mingzhang/web/templates"
)

// How many definitions of a term a page lists, and a file of it.
const (
	mostDefinitions         = 100
	mostExportedDefinitions = 100_000
)

// term serves one term, as a page or as data: /glossary/事业收入, /glossary/事业收入.csv.
func (s *Server) term(c echo.Context) error {
	name, err := url.PathUnescape(c.Param("term"))
	if err != nil {
		return notFound("没有这个名词", "可以从名词表重新找。")
	}
	switch suffix := path.Ext(name); suffix {
	case ".json":
		return s.kept(c, func(ctx context.Context) (content, error) {
			rows, err := s.exportedTerm(ctx, strings.TrimSuffix(name, suffix))
			if err != nil {
				return content{}, err
			}
			var b bytes.Buffer
			err = export.TermsJSON(&b, rows)
			return content{mediaType: typeJSON, body: b.Bytes()}, err
		})
	case ".csv", suffixXLSX:
		return s.csv(c, func(ctx context.Context, b *bytes.Buffer, options export.Options) error {
			rows, err := s.exportedTerm(ctx, strings.TrimSuffix(name, suffix))
			if err != nil {
				return err
			}
			return export.TermsCSV(b, rows, options)
		})
	}
	return s.kept(c, func(ctx context.Context) (content, error) {
		entry, all, err := s.glossaryEntry(ctx, name, mostDefinitions)
		if err != nil {
			return content{}, err
		}
		address := "/glossary/" + url.PathEscape(name)
		page := s.page(address, name, entry.Plain)
		if page.Description == "" {
			page.Description = entry.Uses[0].Text
		}
		page.Nav = "glossary"
		page.Crumbs = []templates.Crumb{{Text: "首页", Href: "/"}, {Text: "名词", Href: "/glossary"}, {Text: name}}
		page.Alternates = dataAlternates(address, name)
		return s.html(ctx, templates.TermPage(page, entry, all))
	})
}

// glossaryEntry returns a term with the newest definitions of it, no more than
// so many, and how many there are in all.
func (s *Server) glossaryEntry(ctx context.Context, name string, most int) (templates.GlossaryEntry, int, error) {
	defined, all, err := s.store.GlossaryTerm(ctx, name, most)
	if err != nil {
		return templates.GlossaryEntry{}, 0, err
	}
	entry := templates.GlossaryEntry{Name: name, Plain: story.Plain(name)}
	for _, d := range defined {
		entry.Uses = append(entry.Uses, definition(d))
	}
	if entry.Plain == "" && len(entry.Uses) == 0 {
		return entry, 0, notFound("没有“"+name+"”这个名词", "可以从名词表重新找。")
	}
	return entry, all, nil
}

// exportedTerm returns every definition of a term, a row each.
func (s *Server) exportedTerm(ctx context.Context, name string) ([]export.TermRow, error) {
	entry, _, err := s.glossaryEntry(ctx, name, mostExportedDefinitions)
	if err != nil {
		return nil, err
	}
	address := s.config.BaseURL + "/glossary/" + url.PathEscape(name)
	rows := make([]export.TermRow, 0, len(entry.Uses))
	for _, u := range entry.Uses {
		rows = append(rows, export.TermRow{Term: name, Plain: entry.Plain, Definition: u.Text, Unit: u.Unit, Year: u.Year, Source: s.config.BaseURL + u.Source, URL: address})
	}
	if len(rows) == 0 {
		rows = append(rows, export.TermRow{Term: name, Plain: entry.Plain, URL: address})
	}
	return rows, nil
}
