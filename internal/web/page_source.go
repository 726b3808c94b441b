package web

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/data"
	"mingzhang/internal/document"
	"mingzhang/internal/readable"
	"mingzhang/web/templates"
)

// source serves the document, readable, with every figure anchored.
func (s *Server) source(r reportRequest) error {
	return s.kept(r, func(ctx context.Context) (content, error) {
		o, err := s.open(ctx, r)
		if err != nil {
			return content{}, err
		}
		doc, err := s.layout(ctx, r)
		if err != nil {
			return content{}, err
		}
		page := s.frame(r, o, "source", "原文", o.stamp.Title()+"的全文，每个数字都有锚点，并通回用到它的页面。")
		page.Alternates = []templates.Alternate{{Type: "text/plain", Href: r.home + "source.txt", Title: "全文（纯文本）"}}
		return s.html(ctx, templates.SourcePage(templates.Source{
			Page: page, Stamp: o.stamp, Book: o.book, Blocks: readable.Blocks(doc, o.book.Report, o.book.Places()),
		}))
	})
}

// layout returns the paragraphs and tables of the document as they were
// published; an edition from before they were kept is laid out line by line.
func (s *Server) layout(ctx context.Context, r reportRequest) (*document.Document, error) {
	text, layout, err := s.store.Layout(ctx, r.edition.ID)
	if err != nil {
		return nil, err
	}
	if layout == nil {
		return document.Lines(text), nil
	}
	return document.Restore(text, layout)
}

func (s *Server) sourceText(r reportRequest) error {
	return s.kept(r, func(ctx context.Context) (content, error) {
		text, err := s.store.Text(ctx, r.edition.ID)
		return content{mediaType: typeText, body: []byte(text)}, err
	})
}

// document serves the original file, byte for byte.
func (s *Server) document(c echo.Context) error {
	gone, err := s.store.WithdrawnDocument(c.Request().Context(), c.Param("sha"))
	if err != nil {
		return err
	}
	if gone != nil {
		return &data.Withdrawn{Withdrawal: *gone}
	}
	original, err := s.store.Original(c.Request().Context(), c.Param("sha"))
	if err != nil {
		return err
	}
	h := c.Response().Header()
	h.Set("Content-Disposition", disposition(original.Name))
	h.Set("Cache-Control", cacheFixed)
	h.Set("ETag", `"`+c.Param("sha")+`"`)
	if matches(c.Request().Header.Get("If-None-Match"), `"`+c.Param("sha")+`"`) {
		return c.NoContent(http.StatusNotModified)
	}
	return c.Blob(http.StatusOK, original.MediaType, original.Bytes)
}
