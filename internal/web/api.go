package web

import (
	"bytes"
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
	below := r.Clone(r.Context())
	below.URL.Path, below.URL.RawPath = path, ""
	answer := &held{header: w.Header(), status: http.StatusOK}
	s.api.ServeHTTP(answer, below)
	made := content{mediaType: w.Header().Get("Content-Type"), body: answer.body.Bytes()}
	if answer.status != http.StatusOK {
		made.fresh = "no-store"
		if len(made.body) == 0 {
			w.WriteHeader(answer.status)
			return nil
		}
	} else {
		made.fresh = cacheAPI
	}
	packFor(made, r.Header.Get("Accept-Encoding")).serve(w, r, answer.status)
	return nil
}

// held is an answer that is not sent yet.
type held struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (h *held) Header() http.Header         { return h.header }
func (h *held) WriteHeader(status int)      { h.status = status }
func (h *held) Write(b []byte) (int, error) { return h.body.Write(b) }
