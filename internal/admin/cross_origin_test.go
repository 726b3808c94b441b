package admin_test

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"mingzhang/internal/account"
	"mingzhang/internal/admin"
	"mingzhang/internal/data"
)

var parameter = regexp.MustCompile(`:[a-z]+|\*`)

// Every address that is written to, whichever there will be, refuses what
// another website makes a browser send, whoever is logged in there, and does
// nothing.
func TestNoWriteFromAnotherSite(t *testing.T) {
	d := newWork(t)
	d.person("管理", account.Admin)
	d.person("录入", account.Enter)
	entry := d.as("录入")
	entry.send(sent{"甲.txt", narrative(1)})
	d.settle()
	entry.post("/admin/drafts/1/submit", "version", "1")
	boss := d.as("管理")
	state := func() string {
		all, err := d.store.Trail(context.Background(), data.TrailFilter{}, 0, 1)
		if err != nil || len(all) != 1 {
			t.Fatal(err)
		}
		x, err := d.store.Draft(context.Background(), 1)
		if err != nil {
			t.Fatal(err)
		}
		return all[0].Hash + string(x.State)
	}
	before := state()
	writes := admin.Writes()
	if len(writes) < 25 {
		t.Fatalf("only %d addresses: %s", len(writes), writes)
	}
	for _, w := range writes {
		method, path, _ := strings.Cut(w, " ")
		path = parameter.ReplaceAllString(path, "1")
		for _, header := range [][2]string{{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Origin", "https://evil.example"}, {"Origin", "null"}} {
			for _, kind := range []string{"application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x"} {
				r, _ := http.NewRequest(method, boss.server.URL+path, strings.NewReader("version=2&name=evil&role=admin&draft=1&sure=1&reason=x"))
				r.Header.Set("Content-Type", kind)
				r.Header.Set(header[0], header[1])
				if a := boss.do(r); a.status != http.StatusForbidden || !strings.Contains(a.body, "请求来自别的网站，没有执行") {
					t.Errorf("%s with %s as %s: %d", w, header, kind, a.status)
				}
			}
		}
	}
	if state() != before {
		t.Error("another website has changed something")
	}
	if a := boss.get("/admin/"); a.status != http.StatusOK {
		t.Error("another website has logged somebody out")
	}
}

// Nobody who is not logged in writes anything, whichever addresses there will
// be; a session that the browser made up is none.
func TestNoWriteWithoutLogin(t *testing.T) {
	d := newWork(t)
	open := map[string]bool{"POST /admin/login": true, "POST /admin/login/code": true, "POST /admin/logout": true, "POST /admin/link/:token": true, "POST /admin/setup/:token": true}
	at, _ := url.Parse(d.server.URL)
	for _, token := range []string{"", "planted", strings.Repeat("A", 43), strings.Repeat("x", 5000), "' OR 1=1 --"} {
		b := d.browser()
		if token != "" {
			b.jar.SetCookies(at, []*http.Cookie{{Name: "desk", Value: token, Path: "/", Quoted: true}})
		}
		for _, w := range admin.Writes() {
			_, path, _ := strings.Cut(w, " ")
			if open[w] {
				continue
			}
			if a := b.post(parameter.ReplaceAllString(path, "1"), "version", "1"); a.status != http.StatusUnauthorized || !strings.Contains(a.body, "刚才的操作没有做") {
				t.Errorf("%s with the session %q: %d", w, token, a.status)
			}
		}
		if a := b.get("/admin/"); a.status != http.StatusSeeOther || !strings.HasPrefix(a.to, "/admin/login") {
			t.Errorf("the session %q is one: %d", token, a.status)
		}
	}
}

// What changes somebody's rights ends their sessions: the token that was good
// for the old role is good for nothing.
func TestSessionEndsWithItsRole(t *testing.T) {
	d := newDesk(t)
	d.person("boss", account.Admin)
	d.person("mover", account.Review)
	boss, mover := d.as("boss"), d.as("mover")
	token := mover.token("desk")
	if a := boss.post("/admin/people/2/role", "role", string(account.Enter)); a.status != http.StatusSeeOther {
		t.Fatal(a.status, text(a.body))
	}
	if a := mover.get("/admin/"); a.status != http.StatusSeeOther {
		t.Errorf("the session outlives its role: %d", a.status)
	}
	again := d.as("mover")
	if again.token("desk") == token {
		t.Error("the token is the same in another role")
	}
}

// Somebody who guesses at one name keeps nobody else out, from the same address
// either, and waits for no longer than the page says.
func TestGuesserKeepsNobodyOut(t *testing.T) {
	d := newDesk(t)
	d.person("boss", account.Admin)
	d.person("colleague", account.Enter)
	var last answer
	for range 8 {
		last = d.browser().post("/admin/login", "name", "boss", "password", "wrong wrong wrong")
	}
	last.says(t, http.StatusTooManyRequests, "请等", "不会一直锁住", "重设密码的链接")
	if !regexp.MustCompile(`请等 \d+ (秒|分钟)再试`).MatchString(last.body) {
		t.Errorf("the page does not say how long: %s", text(last.body))
	}
	d.as("colleague")
	if strings.Contains(last.body, "wrong wrong") {
		t.Error("the password is on the page")
	}
}
