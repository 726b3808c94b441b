package site

import (
	"net/url"
	"strings"
	"testing"
)

func someNames() names {
	return names{base: "https://mingzhang.example", documents: map[string]string{"ab": ".pdf"}}
}

// Addresses have one place each, which every file system takes.
func TestPlaces(t *testing.T) {
	n := someNames()
	for ask, want := range map[string]string{
		"/":                                            "index.html",
		"/units":                                       "units/index.html",
		"/units.csv":                                   "units.csv",
		"/units?region=65&page=2":                      "units/page=2~region=65/index.html",
		"/u/1-%E6%9F%90%E5%B1%80/2024/":                "u/1-某局/2024/index.html",
		"/rank/sangong.total":                          "rank/sangong.total/index.html",
		"/rank/sangong.total?year=2024":                "rank/sangong.total/year=2024/index.html",
		"/rank/sangong.total.csv?year=204":             "rank/sangong.total~year=204.csv",
		"/rank/a?kind=x&year=2024":                     "needs-server/index.html",
		"/rank/a.csv?as=share&year=2024":               "needs-server/index.html",
		"/rank/a?year=../../etc":                       "needs-server/index.html",
		"/compare?u=1&u=2":                             "compare/index.html",
		"/api/v1/units":                                "api/index.html",
		"/search?q=%E7%94%A8%E8%BD%A6&x=1":             "search/index.html",
		"/documents/ab":                                "documents/ab.pdf",
		"/glossary/a%2Fb":                              "glossary/a_2Fb/index.html",
		"/glossary/..%2F..%2Fetc":                      "glossary/_2F.._2Fetc/index.html",
		"/glossary/" + strings.Repeat("%E5%B1%80", 90): "",
		"/admin/login":                                 "needs-server/index.html",
	} {
		u, err := url.Parse(ask)
		if err != nil {
			t.Fatal(err)
		}
		got := n.of(u).file
		if want != "" && got != want {
			t.Errorf("%s: %s, want %s", ask, got, want)
		}
		for part := range strings.SplitSeq(got, "/") {
			if len(part) > 255 || part == ".." || part == "" {
				t.Errorf("%s: no file system takes %s", ask, got)
			}
		}
	}
}

// Whatever a page holds, its copy leads nowhere but to files of the copy and
// to other hosts.
func FuzzPage(f *testing.F) {
	for _, page := range []string{
		`<a href="/units?page=2#x">a</a><form action="/units"><a href="/x">b</a></form><script type="module" src="/static/site.js"></script>`,
		`<svg viewBox="0 0 1 1"><a href="/f/ab-1-abcd"/></svg><link rel="canonical" href="https://mingzhang.example/x">`,
		`<a href="//x/y"><a href='/u/..%2f..%2f'><a href=/data/><textarea><a href="/z"></textarea><!-- <a href="/c"> -->`,
	} {
		f.Add(page)
	}
	f.Fuzz(func(t *testing.T, page string) {
		asked := &url.URL{Path: "/u/1-a/2024/"}
		w := rewriter{names: someNames(), asked: asked, file: "u/1-a/2024/index.html", found: func(to address) {
			for part := range strings.SplitSeq(to.file, "/") {
				if part == ".." {
					t.Errorf("%q leads out of the copy: %s", page, to.file)
				}
			}
		}}
		links, _ := hrefs(t, w.page([]byte(page)))
		for _, l := range links {
			if strings.HasPrefix(l, "/") && !strings.HasPrefix(l, "//") {
				t.Errorf("%q still leads to %q", page, l)
			}
		}
	})
}
