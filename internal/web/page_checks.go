package web

import (
	"bytes"
	"context"
	"fmt"

	"mingzhang/internal/export"
	"mingzhang/internal/story"
	"mingzhang/web/templates"
)

// checks serves the arithmetic report of a document.
func (s *Server) checks(r reportRequest) error {
	return s.kept(r, func(ctx context.Context) (content, error) {
		o, err := s.open(ctx, r)
		if err != nil {
			return content{}, err
		}
		t := story.TallyOf(o.book.Report.Checks)
		page := s.frame(r, o, "checks", "账对得上吗",
			fmt.Sprintf("重算 %d 条算式：对得上 %d，四舍五入 %d，提示 %d，对不上 %d。", t.All(), t.Holds, t.Rounding, t.Notice, t.Violated))
		page.Alternates = dataAlternates(r.home+"checks", "核对结果")
		if page.JSONLD, err = partJSON(o.meta, export.Part{Name: "勾稽核对", Path: "checks", CSV: true}, page.Description); err != nil {
			return content{}, err
		}
		return s.html(ctx, templates.ChecksPage(templates.Report{Page: page, Stamp: o.stamp, Book: o.book}))
	})
}

func (s *Server) checksJSON(r reportRequest) error {
	return s.kept(r, func(ctx context.Context) (content, error) {
		o, err := s.open(ctx, r)
		if err != nil {
			return content{}, err
		}
		var b bytes.Buffer
		err = export.ChecksJSON(&b, o.meta, o.book.Report)
		return content{mediaType: typeJSON, body: b.Bytes()}, err
	})
}

func (s *Server) checksCSV(r reportRequest) error {
	return s.csv(r, func(ctx context.Context, b *bytes.Buffer, options export.Options) error {
		o, err := s.open(ctx, r)
		if err != nil {
			return err
		}
		return export.ChecksCSV(b, o.meta, o.book.Report, options)
	})
}
