package admin_test

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"mingzhang/internal/account"
	"mingzhang/internal/audit"
	"mingzhang/internal/seal"
)

// As long as nothing is signed a 管理员 is told so on the first page, with what
// to run and where it is written; nobody else, and not any more afterwards.
func TestFirstPageAsksForKey(t *testing.T) {
	d := newWork(t)
	d.person("管理", account.Admin)
	d.person("录入", account.Enter)
	d.person("审核", account.Review)
	boss := d.as("管理")
	page := boss.get("/admin/")
	page.says(t, http.StatusOK, "还没有签名密钥", "<code>portal key create</code>", "见指南")
	link := regexp.MustCompile(`href="(/admin/guide#[^"]+)"`).FindStringSubmatch(page.body)
	if link == nil {
		t.Fatal("no link to the guide")
	}
	at, err := url.Parse(link[1])
	if err != nil {
		t.Fatal(err)
	}
	boss.get(at.Path).says(t, http.StatusOK, `id="`+at.Fragment+`"`, "portal key create")
	for _, name := range []string{"录入", "审核"} {
		if a := d.as(name).get("/admin/"); a.status != http.StatusOK || strings.Contains(a.body, "portal key create") {
			t.Errorf("%s is asked for a key: %d", name, a.status)
		}
	}
	if _, err := seal.Create(context.Background(), d.store, audit.Shell, time.Now()); err != nil {
		t.Fatal(err)
	}
	if a := boss.get("/admin/"); a.status != http.StatusOK || strings.Contains(a.body, "key create") || strings.Contains(a.body, "签名密钥") {
		t.Errorf("asked for a key that is there: %d", a.status)
	}
}

// Every link of the guides leads to a page, and to a section that it has.
func TestGuide(t *testing.T) {
	d := newWork(t)
	d.person("录入", account.Enter)
	if a := d.browser().get("/admin/guide"); a.status != http.StatusSeeOther {
		t.Errorf("without a login: %d", a.status)
	}
	b := d.as("录入")
	pages := map[string]answer{}
	page := func(path string) answer {
		if _, ok := pages[path]; !ok {
			pages[path] = b.get(path)
		}
		return pages[path]
	}
	links := regexp.MustCompile(`<a href="([^"]*)"`)
	for _, from := range []string{"/admin/guide", "/admin/guide/deploy.md", "/admin/guide/verify.md", "/admin/guide/formats.md"} {
		a := page(from)
		a.says(t, http.StatusOK, "<h1")
		_, article, _ := strings.Cut(a.body, "<article")
		article, _, _ = strings.Cut(article, "</article>")
		if strings.Contains(article, "<img") || strings.Contains(article, "raw HTML omitted") {
			t.Errorf("%s has pictures, or leaves something out", from)
		}
		for _, m := range links.FindAllStringSubmatch(article, -1) {
			to, err := url.Parse(m[1])
			if err != nil || to.Host != "" {
				continue
			}
			path := to.Path
			if path == "" {
				path = from
			}
			if target := page(path); target.status != http.StatusOK || to.Fragment != "" && !strings.Contains(target.body, `id="`+to.Fragment+`"`) {
				t.Errorf("%s leads to %s: %d, or there is no such section", from, m[1], target.status)
			}
		}
	}
	if len(links.FindAllString(page("/admin/guide").body, -1)) < 20 {
		t.Error("the guide has lost its links")
	}
	for _, path := range []string{"/admin/guide/docs.go", "/admin/guide/..%2fadmin.md", "/admin/guide/x"} {
		if a := b.get(path); a.status != http.StatusNotFound {
			t.Errorf("%s: %d", path, a.status)
		}
	}
}
