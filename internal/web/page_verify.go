package web

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/data"
	"mingzhang/internal/seal"
	"mingzhang/web/templates"
)

// verify explains how anybody checks what is published.
func (s *Server) verify(c echo.Context) error {
	return s.kept(c, func(ctx context.Context) (content, error) {
		page := s.page("/verify", "怎样核对没有被改动过", "公钥、清单链，以及普通人怎样离线核对文件与数字有没有被改动过。")
		page.Nav = "data"
		page.Crumbs = []templates.Crumb{{Text: "数据", Href: "/data"}, {Text: "核对"}}
		view := templates.Verify{Page: page}
		keys, err := s.store.Keys(ctx)
		if err != nil {
			return content{}, err
		}
		for i, k := range slices.Backward(keys) {
			at, _ := time.Parse(time.RFC3339, k.CreatedAt)
			view.Keys = append(view.Keys, templates.VerifyKey{ID: k.ID, Public: k.Public, Current: i == len(keys)-1, At: at})
		}
		last, err := s.store.LastSeal(ctx)
		if err != nil && !errors.Is(err, data.ErrNotFound) {
			return content{}, err
		}
		view.Number, view.Last = last.Number, last.Hash
		if latest, err := s.store.Latest(ctx, 1); err == nil && len(latest) > 0 {
			view.Sample = "/e/" + latest[0].Key + "/manifest.json"
		}
		return s.html(ctx, templates.VerifyPage(view))
	})
}

// keysFile serves the public keys.
func (s *Server) keysFile(c echo.Context) error {
	return s.kept(c, func(ctx context.Context) (content, error) {
		keys, err := s.store.Keys(ctx)
		if err != nil {
			return content{}, err
		}
		f, err := seal.KeysOf(keys)
		if err != nil {
			return content{}, err
		}
		b, err := json.MarshalIndent(f, "", " ")
		return content{mediaType: typeJSON, body: append(b, '\n')}, err
	})
}

// manifest serves the signed manifest of an edition.
func (s *Server) manifest(r reportRequest) error {
	return s.kept(r, func(ctx context.Context) (content, error) {
		one, err := s.store.SealOf(ctx, r.edition.ID)
		if errors.Is(err, data.ErrNotFound) {
			return content{}, notFound("这一版还没有签名", "它公开时没有签名密钥；补签之后这里会有清单。怎样核对见 /verify。")
		}
		return content{mediaType: typeJSON, body: seal.Write(one), filename: "manifest.json"}, err
	})
}

// manifests serves every signed manifest, one a line, those of what was
// withdrawn too: without them the chain would have gaps.
func (s *Server) manifests(c echo.Context) error {
	h := c.Response().Header()
	h.Set("Content-Type", "application/jsonl; charset=utf-8")
	h.Set("Content-Disposition", disposition(seal.ManifestsName))
	h.Set("Cache-Control", "no-cache")
	if c.Request().Method == http.MethodHead {
		return c.NoContent(http.StatusOK)
	}
	w := &sending{to: c.Response(), control: http.NewResponseController(c.Response()), sum: sha256.New()}
	ctx := c.Request().Context()
	for after := int64(0); ; {
		seals, err := s.store.Seals(ctx, after, 100)
		if err != nil {
			return err
		}
		for _, one := range seals {
			after = one.Number
			if _, err := w.Write(seal.Line(one)); err != nil {
				return nil // the visitor has gone
			}
		}
		if len(seals) == 0 {
			return nil
		}
	}
}
