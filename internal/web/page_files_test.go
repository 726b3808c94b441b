package web_test

import (
	"context"
	"html"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"mingzhang/internal/intake"
	"mingzhang/internal/web"
)

// noFiles are the addresses of the site that are no pages, or pages without a
// file of their own, with why.
var noFiles = map[string]string{
	"/":                      "the first lines of pages that have their files; what is new is the feed",
	"/about":                 "words",
	"/api":                   "words; the interface itself is data",
	"/data":                  "leads to the files of everything",
	"/data/dictionary":       "the same as datapackage.json in the data package",
	"/rank":                  "leads to rankings that have their files",
	"/verify":                "has manifests and keys as files",
	"/u/:unit/:year/source":  "the text is source.txt, its figures are in the files of the report",
	"/e/:key/source":         "the same",
	"/u/:unit/charts/:chart": "a chart: SVG and JSON", "/u/:unit/:year/charts/:chart": "a chart: SVG and JSON", "/e/:key/charts/:chart": "a chart: SVG and JSON",
	"/f/:id/embed":        "for the pages of others; the card has the files",
	"/u/:unit":            "the files of /u/:unit/, or the way to it",
	"/u/:unit/:year":      "the files of /u/:unit/:year/, or the way to it",
	"/e/:key":             "the files of /e/:key/, or the way to it",
	"/documents/:sha":     "a document as it was published",
	"/keys.json":          "data",
	"/robots.txt":         "for machines",
	"/sitemap.xml":        "for machines",
	"/version.json":       "for machines",
	"/healthz":            "for machines",
	"/favicon.ico":        "a picture",
	"/static/:file":       "what pages are made with",
	"/compare/units.json": "what a form suggests",
}

// Every page of the router that shows facts has them as CSV, Excel and JSON,
// and says so; a page that is added later is asked for its files.
func TestEveryPageHasItsFiles(t *testing.T) {
	s := seeded(t)
	s.load("silent.txt", ",主要原因是：本年减少民办实事经费", "", "2024年", "2023年") // a change without its reason
	s.correct("3.21")                                               // and a correction
	card := regexp.MustCompile(`/f/[0-9a-z-]+`).FindString(s.get(s.report))
	at := map[string]string{
		"/u/:unit/": "", "/u/:unit/restatements": "restatements", "/u/:unit/:year/": "2024/", "/u/:unit/:year/checks": "2024/checks",
		"/u/:unit/:year/forms/:form": "2024/forms/7", "/u/:unit/:year/evaluations/:evaluation": "2024/evaluations/2",
		"/e/:key/": "/e/" + key + "/", "/e/:key/checks": "/e/" + key + "/checks", "/e/:key/forms/:form": "/e/" + key + "/forms/7", "/e/:key/evaluations/:evaluation": "/e/" + key + "/evaluations/2",
		"/f/:id": card, "/rank/:item": "/rank/sangong.total", "/glossary/:term": "/glossary/基本支出", "/search": "/search?q=公务接待", "/compare": "/compare?u=1&item=sangong.total",
		"/reasons/unexplained": "/reasons/unexplained?amount=0&rate=0",
	}
	unit := strings.TrimSuffix(s.report, "2024/")
	kinds := map[string]string{"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "json": "application/json"}
	years, _ := many(t, 3) // reports that follow each other
	if _, err := intake.Relate(context.Background(), years.store, 1); err != nil {
		t.Fatal(err)
	}
	several := map[string]string{"/u/:unit/restatements": regexp.MustCompile(`/u/1-[^/"]+/`).FindString(years.get("/units")) + "restatements"}
	pages := 0
	for _, route := range web.Addresses(s.server) {
		if _, ok := noFiles[route]; ok || regexp.MustCompile(`\.(json|csv|xlsx|atom|svg|txt|zip|db)$|SHA256SUMS|^/data/|^/verify/|^/api/|^/needs-server`).MatchString(route) {
			continue
		}
		address, known := at[route]
		switch {
		case !known && strings.Contains(route, ":"):
			t.Errorf("%s is asked for nowhere: give the test an address of it", route)
			continue
		case !known:
			address = route
		case !strings.HasPrefix(address, "/"):
			address = unit + address
		}
		site := s
		if other, ok := several[route]; ok {
			site, address = years, other
		}
		pages++
		_, body, _ := strings.Cut(site.get(address), "<main")
		body, _, _ = strings.Cut(body, "</main>")
		for suffix, kind := range kinds {
			link := regexp.MustCompile(`<a [^>]*href="([^"]*\.` + suffix + `(?:\?[^"]*)?)"[^>]*>`).FindStringSubmatch(body)
			if link == nil {
				t.Errorf("%s does not lead to its %s", address, suffix)
				continue
			}
			to := html.UnescapeString(link[1])
			if !strings.HasPrefix(to, "/") {
				to = address[:strings.LastIndex(strings.SplitN(address, "?", 2)[0], "/")+1] + to
			}
			w := site.serve(httptest.NewRequest("GET", strings.ReplaceAll(to, "../", ""), nil))
			if w.Code != 200 || !strings.HasPrefix(w.Header().Get("Content-Type"), kind) || w.Body.Len() < 40 {
				t.Errorf("%s of %s is %d %s, %d bytes", to, address, w.Code, w.Header().Get("Content-Type"), w.Body.Len())
			}
		}
	}
	if pages < 20 {
		t.Errorf("%d pages were looked at", pages)
	}
}
