package web_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"mingzhang/internal/web"
)

// Everything under /admin, and nothing else, is the administrators': not kept,
// and with bodies of any size.
func TestAdminIsApart(t *testing.T) {
	s := newSite(t)
	asked := 0
	desk := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		n, _ := io.Copy(io.Discard, r.Body)
		w.Header().Set("X-Desk", "yes")
		if n > 0 && n != 1<<20 {
			t.Errorf("%d bytes of the body", n)
		}
	})
	h := web.New(web.Config{BaseURL: base, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Admin: desk}, s.store, s.engine).Handler()
	ask := func(r *http.Request) bool {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w.Header().Get("X-Desk") != ""
	}
	for range 2 {
		for _, path := range []string{"/admin", "/admin/", "/admin/people?x=1"} {
			if !ask(httptest.NewRequest(http.MethodGet, path, nil)) {
				t.Errorf("%s is not the administrators'", path)
			}
		}
	}
	ask(httptest.NewRequest(http.MethodPost, "/admin/upload", strings.NewReader(strings.Repeat("x", 1<<20))))
	if asked != 7 {
		t.Errorf("asked %d times", asked)
	}
	for _, path := range []string{"/", "/administration", "/Admin/", "//admin/", "/u/1/../admin"} {
		if ask(httptest.NewRequest(http.MethodGet, path, nil)) {
			t.Errorf("%s is the administrators'", path)
		}
	}
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/admin/", nil))
	if w.Code != http.StatusNotFound {
		t.Errorf("a site without an administrators' side answers %d", w.Code)
	}
}
