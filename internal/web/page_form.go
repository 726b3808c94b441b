package web

import (
	"bytes"
	"context"
	"strconv"

	"mingzhang/internal/export"
	"mingzhang/internal/story"
	"mingzhang/web/templates"
)

// form serves one of the nine standard forms, as a page or as data.
func (s *Server) form(r reportRequest) error {
	name, suffix := splitSuffix(r.Param("form"))
	number, err := strconv.Atoi(name)
	if err != nil || strconv.Itoa(number) != name {
		return notFound("没有这张报表", "报表编号是 1 到 9。")
	}
	find := func(ctx context.Context) (opened, story.Form, error) {
		o, err := s.open(ctx, r)
		if err != nil {
			return o, story.Form{}, err
		}
		text, err := s.store.Text(ctx, r.edition.ID)
		if err != nil {
			return o, story.Form{}, err
		}
		form, ok := o.book.FormWithText(number, text)
		if !ok {
			return o, form, notFound("没有这张报表", "报表编号是 1 到 9。")
		}
		return o, form, nil
	}
	switch suffix {
	case suffixXLSX:
		return s.csv(r, func(ctx context.Context, b *bytes.Buffer, options export.Options) error {
			o, form, err := find(ctx)
			if err != nil {
				return err
			}
			text, err := s.store.Text(ctx, r.edition.ID)
			if err != nil {
				return err
			}
			return export.FormWorkbook(b, o.meta, form, o.book.Report, text)
		})
	case ".csv":
		return s.csv(r, func(ctx context.Context, b *bytes.Buffer, options export.Options) error {
			_, form, err := find(ctx)
			if err != nil {
				return err
			}
			return export.FormCSV(b, form, options)
		})
	case ".json":
		return s.kept(r, func(ctx context.Context) (content, error) {
			o, form, err := find(ctx)
			if err != nil {
				return content{}, err
			}
			var b bytes.Buffer
			err = export.FormJSON(&b, o.meta, form)
			return content{mediaType: typeJSON, body: b.Bytes()}, err
		})
	}
	return s.kept(r, func(ctx context.Context) (content, error) {
		o, form, err := find(ctx)
		if err != nil {
			return content{}, err
		}
		page := s.frame(r, o, "forms/"+name, form.Title, form.Note)
		page.Alternates = dataAlternates(r.home+"forms/"+name, form.Title)
		if page.JSONLD, err = partJSON(o.meta, export.Part{Name: form.Title, Path: "forms/" + name, CSV: true}, page.Description); err != nil {
			return content{}, err
		}
		return s.html(ctx, templates.FormPage(templates.Form{Page: page, Stamp: o.stamp, Form: form}))
	})
}
