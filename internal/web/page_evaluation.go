package web

import (
	"bytes"
	"context"
	"strconv"

	"mingzhang/internal/export"
	"mingzhang/internal/fiscal"
	"mingzhang/web/templates"
)

// evaluation serves one 绩效自评表, as a page or as data.
func (s *Server) evaluation(r reportRequest) error {
	name, suffix := splitSuffix(r.Param("evaluation"))
	number, err := strconv.Atoi(name)
	if err != nil || strconv.Itoa(number) != name {
		return notFound("没有这张自评表", "请从报告页的“绩效自评”进入。")
	}
	find := func(ctx context.Context) (opened, fiscal.Evaluation, error) {
		o, err := s.open(ctx, r)
		if err != nil {
			return o, fiscal.Evaluation{}, err
		}
		if number < 1 || number > len(o.book.Report.Evaluations) {
			return o, fiscal.Evaluation{}, notFound("没有这张自评表", "请从报告页的“绩效自评”进入。")
		}
		return o, o.book.Report.Evaluations[number-1], nil
	}
	switch suffix {
	case ".csv", suffixXLSX:
		return s.csv(r, func(ctx context.Context, b *bytes.Buffer, options export.Options) error {
			o, e, err := find(ctx)
			if err != nil {
				return err
			}
			return export.EvaluationCSV(b, o.meta, e, options)
		})
	case ".json":
		return s.kept(r, func(ctx context.Context) (content, error) {
			o, e, err := find(ctx)
			if err != nil {
				return content{}, err
			}
			var b bytes.Buffer
			err = export.EvaluationJSON(&b, o.meta, e)
			return content{mediaType: typeJSON, body: b.Bytes()}, err
		})
	}
	return s.kept(r, func(ctx context.Context) (content, error) {
		o, e, err := find(ctx)
		if err != nil {
			return content{}, err
		}
		title := e.Name
		if e.Kind == fiscal.Overall || title == "" {
			title = "整体支出绩效自评"
		}
		page := s.frame(r, o, "evaluations/"+name, title, o.stamp.Unit+"的绩效自评表，逐格照录，表内各数重新核对。")
		page.Alternates = dataAlternates(r.home+"evaluations/"+name, "自评表")
		if page.JSONLD, err = partJSON(o.meta, export.Part{Name: title, Path: "evaluations/" + name, CSV: true}, page.Description); err != nil {
			return content{}, err
		}
		return s.html(ctx, templates.EvaluationPage(templates.Evaluation{
			Page: page, Stamp: o.stamp, Book: o.book, Index: number - 1, Table: e, Checks: o.book.ChecksOf(number - 1),
		}))
	})
}
