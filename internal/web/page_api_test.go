package web_test

import (
	"encoding/json"
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

var (
	apiLink = regexp.MustCompile(`<a href="(/api/v1/[^"]*)"`)
	curl    = regexp.MustCompile(`<code>curl (?:&#39;)?` + regexp.QuoteMeta(base) + `(.*?)(?:&#39;)?</code>`)
)

// Every example of the page about the interface runs, as a link and as a
// command, and finds something.
func TestAPIPageExamplesRun(t *testing.T) {
	s := seeded(t)
	page := s.get("/api")
	links := apiLink.FindAllStringSubmatch(page, -1)
	commands := curl.FindAllStringSubmatch(page, -1)
	if len(links) < 15 || len(commands) < 15 {
		t.Fatalf("%d links, %d commands", len(links), len(commands))
	}
	for _, m := range append(links, commands...) {
		path := html.UnescapeString(m[1])
		w := s.ask("GET", path)
		if strings.Contains(path, "year=1999") {
			continue // the example of an error
		}
		if w.Code != http.StatusOK {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
			continue
		}
		var list struct{ Items []any }
		// The seed has one year, no error and a reason for everything.
		if json.Unmarshal(w.Body.Bytes(), &list) == nil && list.Items != nil && len(list.Items) == 0 && !strings.Contains(path, "form=8") && !strings.Contains(path, "restatements") && !strings.Contains(path, "unexplained") && !strings.Contains(path, "violated") {
			t.Errorf("%s finds nothing", path)
		}
	}
}

// The page speaks of every operation that the OpenAPI document has.
func TestAPIPageIsWhole(t *testing.T) {
	s := newSite(t)
	var doc struct{ Paths map[string]any }
	if err := json.Unmarshal([]byte(s.get("/api/v1/openapi.json")), &doc); err != nil {
		t.Fatal(err)
	}
	page := s.get("/api")
	for path := range doc.Paths {
		if !strings.Contains(page, "/api/v1"+path+"</code>") {
			t.Errorf("%s is missing", path)
		}
	}
	if len(doc.Paths) == 0 || !strings.Contains(page, "库里还没有报告") {
		t.Error("the page of an empty site does not say so")
	}
}
