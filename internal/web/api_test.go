package web_test

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

// The interface for programs answers like the rest of the site: validated,
// compressed, bodiless for HEAD; and unlike it, to any other site.
func TestAPIIsServed(t *testing.T) {
	s := seeded(t)
	const path = "/api/v1/facts?limit=50"
	plain := s.ask("GET", path)
	h := plain.Header()
	if plain.Code != http.StatusOK || !json.Valid(plain.Body.Bytes()) || h.Get("Access-Control-Allow-Origin") != "*" || h.Get("Cross-Origin-Resource-Policy") != "cross-origin" ||
		!strings.Contains(h.Get("Cache-Control"), "max-age=60") || !strings.Contains(h.Get("Link"), `rel="next"`) || h.Get("X-Content-Type-Options") != "nosniff" {
		t.Fatalf("%d %v", plain.Code, h)
	}
	br := s.ask("GET", path, "Accept-Encoding", "gzip, br")
	unpacked, _ := io.ReadAll(brotli.NewReader(br.Body))
	if br.Header().Get("Content-Encoding") != "br" || string(unpacked) != plain.Body.String() {
		t.Errorf("br: %v", br.Header())
	}
	gz := s.ask("GET", path, "Accept-Encoding", "gzip")
	z, err := gzip.NewReader(gz.Body)
	if err != nil {
		t.Fatal(err)
	}
	if unpacked, _ = io.ReadAll(z); gz.Header().Get("Content-Encoding") != "gzip" || string(unpacked) != plain.Body.String() {
		t.Errorf("gzip: %v", gz.Header())
	}
	if w := s.ask("GET", path, "If-None-Match", h.Get("Etag")); w.Code != http.StatusNotModified || w.Body.Len() > 0 || w.Header().Get("Access-Control-Allow-Origin") != "*" {
		t.Errorf("unchanged: %d %v", w.Code, w.Header())
	}
	if w := s.ask("HEAD", path); w.Code != http.StatusOK || w.Body.Len() > 0 || w.Header().Get("Etag") != h.Get("Etag") {
		t.Errorf("HEAD: %d %v", w.Code, w.Header())
	}
	if w := s.ask("OPTIONS", path, "Origin", "https://other.example"); w.Code != http.StatusNoContent || w.Body.Len() > 0 {
		t.Errorf("OPTIONS: %d %s", w.Code, w.Body)
	}
}

// Below /api/v1 every error is a problem, never a page.
func TestAPIProblems(t *testing.T) {
	s := seeded(t)
	for _, c := range []struct {
		method, path string
		status       int
	}{
		{"GET", "/api/v1", 404}, {"GET", "/api/v1/", 404}, {"GET", "/api/v1/nothing", 404}, {"GET", "/api/v1/facts/%2e%2e%2f", 404},
		{"GET", "/api/v1/facts?q=1", 400}, {"POST", "/api/v1/facts", 405}, {"DELETE", "/api/v1/units/1", 405},
	} {
		w := s.ask(c.method, c.path, "Origin", "https://other.example", "Sec-Fetch-Site", "cross-site")
		if w.Code != c.status || w.Header().Get("Content-Type") != "application/problem+json" || w.Header().Get("Cache-Control") != "no-store" || !json.Valid(w.Body.Bytes()) {
			t.Errorf("%s %s: %d %v %s", c.method, c.path, w.Code, w.Header(), w.Body)
		}
	}
}
