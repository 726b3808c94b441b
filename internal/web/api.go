package web

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/api"
)

// newAPI returns the interface for programs to the store of s.
func (s *Server) newAPI() *api.API {
	return api.New(api.Config{
		BaseURL: s.config.BaseURL, Version: s.config.Version, Unit: unitHome, Report: reportHome,
		Failed: func(r *http.Request, err error) {
			s.log.Error("请求失败", "path", r.URL.Path, "query", r.URL.RawQuery, "error", err.Error())
		},
	}, s.store)
}

// cacheAPI lets programs keep an answer for as long as people keep a page.
const cacheAPI = "public, max-age=60"

// serveAPI answers what lies below api.Base: with a validator, compressed,
// without its body for HEAD.
func (s *Server) serveAPI(c echo.Context) error {
	return s.serveAPIAt(c, strings.TrimPrefix(c.Request().URL.Path, api.Base))
}

// serveAPIAt answers as the interface does at a path below api.Base.
func (s *Server) serveAPIAt(c echo.Context, path string) error {
	w, r := c.Response(), c.Request()
	// What is asked for alike is answered alike until something is published.
	name := "api " + r.Header.Get("Accept") + " " + path + "?" + r.URL.RawQuery
	if r.Method != http.MethodGet && r.Method != http.MethodHead || len(name) > longestName {
		return s.askAPI(r, path).send(w, r)
	}
	var other *held
	p, err := s.pages.getPacked(r.Context(), name, "", func(ctx context.Context) (*packed, error) {
		answer := s.askAPI(r.WithContext(ctx), path)
		if answer.status != http.StatusOK {
			other = answer
			return nil, errNotKept
		}
		p := label(answer.content(cacheAPI))
		answer.copyTo(p.header)
		if !s.pages.off {
			p.press(r.Header.Get("Accept-Encoding"))
		}
		return p, nil
	})
	switch {
	case other != nil:
		return other.send(w, r)
	case errors.Is(err, errNotKept): // the answer went to whoever asked first
		return s.askAPI(r, path).send(w, r)
	case err != nil:
		return err
	}
	p.serve(w, r, http.StatusOK)
	return nil
}

// errNotKept says that an answer is not one to keep.
var errNotKept = errors.New("not kept")

// askAPI asks the interface at a path below api.Base.
func (s *Server) askAPI(r *http.Request, path string) *held {
	below := r.Clone(r.Context())
	below.URL.Path, below.URL.RawPath = path, ""
	answer := &held{header: http.Header{}, status: http.StatusOK}
	s.api.ServeHTTP(answer, below)
	return answer
}

// held is an answer that is not sent yet.
type held struct {
	header http.Header
	status int
	body   bytes.Buffer
}

// content is the answer as it may be sent.
func (h *held) content(fresh string) content {
	return content{mediaType: h.header.Get("Content-Type"), body: h.body.Bytes(), fresh: fresh}
}

// copyTo adds the headers of the answer to others.
func (h *held) copyTo(other http.Header) {
	for name, values := range h.header {
		if name != "Content-Type" && name != "Cache-Control" {
			other[name] = values
		}
	}
}

// send sends the answer to one visitor.
func (h *held) send(w http.ResponseWriter, r *http.Request) error {
	h.copyTo(w.Header())
	if h.body.Len() == 0 {
		w.WriteHeader(h.status)
		return nil
	}
	fresh := "no-store"
	if h.status == http.StatusOK {
		fresh = cacheAPI
	}
	pack(h.content(fresh), r.Header.Get("Accept-Encoding")).serve(w, r, h.status)
	return nil
}

func (h *held) Header() http.Header         { return h.header }
func (h *held) WriteHeader(status int)      { h.status = status }
func (h *held) Write(b []byte) (int, error) { return h.body.Write(b) }
