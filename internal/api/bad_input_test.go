package api_test

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"mingzhang/internal/api"
)

// checkProblem makes sure that an answer is a problem in Chinese that says nothing
// of the inside.
func (s *site) checkProblem(path string, status int, header ...string) api.Problem {
	s.t.Helper()
	w := s.ask("GET", path, header...)
	var p api.Problem
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
		s.t.Errorf("%.80s: %d %.200s", path, w.Code, w.Body)
		return p
	}
	if w.Code != status || p.Status != status || w.Header().Get("Content-Type") != "application/problem+json" || p.Title == "" || p.Detail == "" || !strings.HasPrefix(p.Type, "/api#problem-") {
		s.t.Errorf("%.80s: %d %s %+v", path, w.Code, w.Header().Get("Content-Type"), p)
	}
	if w.Header().Get("Access-Control-Allow-Origin") != "*" || w.Header().Get("Cache-Control") != "no-store" {
		s.t.Errorf("%.80s: %v", path, w.Header())
	}
	for _, inside := range []string{"goroutine", ".go:", "SQL", "sqlite", "panic", "expected", "invalid"} {
		if strings.Contains(p.Title+p.Detail, inside) {
			s.t.Errorf("%.80s speaks of %s: %+v", path, inside, p)
		}
	}
	return p
}

func TestProblems(t *testing.T) {
	s := seeded(t)
	long := strings.Repeat("界", 4000)
	cursor := func(v string) string { return base64.RawURLEncoding.EncodeToString([]byte(v)) }
	for path, status := range map[string]int{
		"/nothing":                    404,
		"/":                           404,
		"/units/0":                    400,
		"/units/abc":                  400,
		"/units/99":                   404,
		"/units/99999999999999999999": 400,
		"/units?limit=0":              400,
		"/units?limit=501":            400,
		"/units?limit=-1":             400,
		"/units?limit=1e3":            400,
		"/units?q=" + url.QueryEscape(strings.Repeat("局", 61)): 400,
		"/units?region=6": 400,
		"/units?region=" + url.QueryEscape("65' OR 1=1--"): 400,
		"/units?nothing=1":  400,
		"/units?q=1&q=2":    400,
		"/units?q=%ff%fe":   400,
		"/units?q=%00":      400,
		"/units?q=%zz":      400,
		"/units?cursor=abc": 400,
		"/units?cursor=" + cursor(`{"e":1,"l":"x"}`):                  400,
		"/units?cursor=" + cursor(`{"e":-1,"l":"x"}`):                 400,
		"/facts?year=1999":                                            400,
		"/facts?year=" + long:                                         400,
		"/facts?item=nothing":                                         400,
		"/facts?item=" + url.QueryEscape("<script>alert(1)</script>"): 400,
		"/facts?basis=nothing":                                        400,
		"/facts?class=x":                                              400,
		"/facts?class=20100001":                                       400,
		"/facts?class=201&economic=301":                               400,
		"/facts?form=10":                                              400,
		"/facts?form=-1":                                              400,
		"/facts?history=maybe":                                        400,
		"/facts?edition=" + seedKey + "&unit=1":                       400,
		"/facts?edition=000000000000":                                 404,
		"/facts?edition=..%2f..%2fetc":                                400,
		"/facts?unit=99":                                              404,
		"/facts?sentence=true&limit=101":                              400,
		"/facts/abc":                                                  404,
		"/facts/" + seedKey + "-99999999-aaaa":                        404,
		"/facts/" + seedKey + "-1-" + url.PathEscape("' OR"):          404,
		"/reports/xyz":                                                400,
		"/reports/000000000000":                                       404,
		"/evaluations/" + seedKey + "/0":                              400,
		"/evaluations/" + seedKey + "/99":                             404,
		"/evaluations?limit=101":                                      400,
		"/checks?status=guilty":                                       400,
		"/reasons?direction=sideways":                                 400,
	} {
		s.checkProblem(path, status)
	}
	if len(s.fails) > 0 {
		t.Errorf("these are the visitor's errors, not the site's: %v", s.fails)
	}
}

// A cursor of one list is refused by another, and by the same list under other
// conditions.
func TestCursorBelongsToItsList(t *testing.T) {
	s := seeded(t)
	var p page[api.Fact]
	s.get("/facts?limit=1&basis=final", &p)
	next, err := url.Parse(*p.Next)
	if err != nil {
		t.Fatal(err)
	}
	cursor := url.QueryEscape(next.Query().Get("cursor"))
	for _, path := range []string{"/facts?basis=prior&cursor=", "/facts?cursor=", "/checks?cursor=", "/units?cursor="} {
		s.checkProblem(path+cursor, 400)
	}
	s.get("/facts?limit=5&basis=final&cursor="+cursor, &p) // another page length is no other list
}

func TestMethodsAndFormats(t *testing.T) {
	s := seeded(t)
	for _, method := range []string{"POST", "PUT", "DELETE", "PATCH", "BREW"} {
		w := s.ask(method, "/units")
		if w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") != "GET, HEAD, OPTIONS" || w.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %d %v", method, w.Code, w.Header())
		}
	}
	w := s.ask("OPTIONS", "/facts", "Origin", "https://other.example", "Access-Control-Request-Method", "GET")
	if w.Code != http.StatusNoContent || w.Header().Get("Access-Control-Allow-Origin") != "*" || !strings.Contains(w.Header().Get("Access-Control-Allow-Methods"), "HEAD") {
		t.Errorf("%d %v", w.Code, w.Header())
	}
	for accept, status := range map[string]int{"": 200, "*/*": 200, "application/json": 200, "application/*;q=0.5": 200, "text/html,application/xhtml+xml,*/*;q=0.8": 200} {
		if w := s.ask("GET", "/units", "Accept", accept); w.Code != status {
			t.Errorf("%s: %d", accept, w.Code)
		}
	}
	for _, accept := range []string{"text/csv", "application/xml", "application/json;q=0"} {
		s.checkProblem("/units", 406, "Accept", accept)
	}
}

// When the store fails, the visitor learns nothing of it and the log does.
func TestBrokenStore(t *testing.T) {
	s := seeded(t)
	s.store.Close()
	s.checkProblem("/units", 500)
	s.checkProblem("/facts/"+seedKey+"-12-aaaa", 500)
	if len(s.fails) != 2 {
		t.Errorf("told of %v", s.fails)
	}
}

func FuzzQuery(f *testing.F) {
	s := seeded(f)
	for _, q := range []string{"limit=5", "unit=1&year=2024", "class=201&cursor=e30", "q=%ff", "item=' OR 1=1", "edition=" + seedKey, "sentence=true&origin=derived", strings.Repeat("a", 5000)} {
		f.Add("facts", q)
		f.Add("checks", q)
	}
	f.Fuzz(func(t *testing.T, path, query string) {
		s.t = t
		u := &url.URL{Path: "/" + path, RawQuery: query}
		w := s.ask("GET", u.String())
		if w.Code >= 500 || w.Code != 200 && w.Header().Get("Content-Type") != "application/problem+json" || w.Code == 200 && !json.Valid(w.Body.Bytes()) && path != "openapi.yaml" {
			t.Errorf("%q %q: %d %.300s", path, query, w.Code, w.Body)
		}
	})
}
