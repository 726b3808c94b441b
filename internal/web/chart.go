package web

import (
	"bytes"
	"context"

	"mingzhang/internal/charts"
	"mingzhang/internal/data"
	"mingzhang/internal/export"
	"mingzhang/internal/story"
	"mingzhang/web/templates"
)

// chart serves the files of a report's chart: the drawing, its definition for
// the browser, its numbers.
func (s *Server) chart(r reportRequest) error {
	key, suffix := splitSuffix(r.Param("chart"))
	missing := notFound("没有这幅图", "请从报告页进入。")
	find := func(ctx context.Context) (opened, story.ChartSpec, error) {
		o, err := s.open(ctx, r)
		if err != nil {
			return o, story.ChartSpec{}, err
		}
		for _, spec := range o.book.Charts() {
			if spec.Key == key {
				return o, spec, nil
			}
		}
		return o, story.ChartSpec{}, missing
	}
	stored := func(ctx context.Context) (data.Chart, error) {
		drawn, err := s.store.Charts(ctx, r.edition.ID)
		if err != nil {
			return data.Chart{}, err
		}
		for _, d := range drawn {
			if d.Key == key {
				return d, nil
			}
		}
		return data.Chart{}, missing
	}
	switch suffix {
	case ".csv", suffixXLSX:
		return s.csv(r, func(ctx context.Context, b *bytes.Buffer, options export.Options) error {
			_, spec, err := find(ctx)
			if err != nil {
				return err
			}
			return export.ChartCSV(b, spec, options)
		})
	case ".json":
		return s.kept(r, func(ctx context.Context) (content, error) {
			d, err := stored(ctx)
			return content{mediaType: typeJSON, body: d.Option}, err
		})
	case ".svg":
		return s.kept(r, func(ctx context.Context) (content, error) {
			d, err := stored(ctx)
			if err != nil {
				return content{}, err
			}
			o, spec, err := find(ctx)
			if err != nil {
				return content{}, err
			}
			return content{mediaType: typeSVG, filename: key + ".svg", body: charts.Standalone(d.SVG, charts.Frame{
				Headline: spec.Headline.Plain(), Subtitle: spec.Measure,
				Source:  "来源：" + o.stamp.Title() + "，第 " + itoa(o.stamp.Edition) + " 版",
				Date:    dated(r.edition),
				Address: s.config.BaseURL + "/e/" + o.stamp.EditionKey + "/",
			})}, nil
		})
	}
	return missing
}

// dated says when an edition was disclosed and when it was loaded.
func dated(e data.Edition) string {
	loaded := templates.Day(e.PublishedAt) + " 载入"
	if e.Provenance.Published == "" {
		return "公开日期未知，" + loaded
	}
	return e.Provenance.Published + " 公开，" + loaded
}
