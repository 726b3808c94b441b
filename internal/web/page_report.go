package web

import (
	"bytes"
	"context"
	"net/http"
	"strings"

	"mingzhang/internal/data"
	"mingzhang/internal/export"
	"mingzhang/web/templates"
)

// report serves the page of a report.
func (s *Server) report(r reportRequest) error {
	return s.kept(r, func(ctx context.Context) (content, error) {
		o, err := s.open(ctx, r)
		if err != nil {
			return content{}, err
		}
		drawn, err := s.store.Charts(ctx, r.edition.ID)
		if err != nil {
			return content{}, err
		}
		lead := o.book.Lead()
		page := s.frame(r, o, "", o.stamp.Title(), lead.Headline.Plain())
		file := strings.TrimSuffix(r.home, "/")
		page.Alternates = dataAlternates(file, "全部事实")
		if page.JSONLD, err = datasetJSON(o.meta, lead.Headline.Plain()); err != nil {
			return content{}, err
		}
		return s.html(ctx, templates.ReportPage(templates.Report{Page: page, Stamp: o.stamp, Book: o.book, Charts: chartViews(o, drawn)}))
	})
}

// reportFile serves the report as data, or sends to its page.
func (s *Server) reportFile(r reportRequest) error {
	switch r.suffix {
	case ".json":
		return s.kept(r, func(ctx context.Context) (content, error) {
			o, err := s.open(ctx, r)
			if err != nil {
				return content{}, err
			}
			var b bytes.Buffer
			err = export.ReportJSON(&b, o.meta, o.book.Report)
			return content{mediaType: typeJSON, body: b.Bytes()}, err
		})
	case ".csv", suffixXLSX:
		return s.csv(r, func(ctx context.Context, b *bytes.Buffer, o export.Options) error {
			report, err := s.open(ctx, r)
			if err != nil {
				return err
			}
			text, err := s.store.Text(ctx, r.edition.ID)
			if err != nil {
				return err
			}
			return export.FactsCSV(b, report.meta, report.book.Report, text, o)
		})
	}
	return r.Redirect(http.StatusMovedPermanently, r.home)
}

// chartViews joins what the charts say with how they were drawn.
func chartViews(o opened, drawn []data.Chart) map[string]templates.Chart {
	views := map[string]templates.Chart{}
	for _, spec := range o.book.Charts() {
		for _, d := range drawn {
			if d.Key == spec.Key {
				views[spec.Key] = templates.Chart{Spec: spec, SVG: string(d.SVG), Base: "charts/" + spec.Key, From: o.stamp.Title() + "，第 " + itoa(o.stamp.Edition) + " 版"}
			}
		}
	}
	return views
}

func dataAlternates(file, title string) []templates.Alternate {
	return []templates.Alternate{
		{Type: "application/json", Href: file + ".json", Title: title + "（JSON）"},
		{Type: "text/csv", Href: file + ".csv", Title: title + "（CSV）"},
		{Type: typeXLSX, Href: file + suffixXLSX, Title: title + "（Excel）"},
	}
}
