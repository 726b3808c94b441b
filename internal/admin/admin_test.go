package admin_test

import (
	"context"
	"database/sql"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"mingzhang/internal/account"
	"mingzhang/internal/admin"
	"mingzhang/internal/audit"
	"mingzhang/internal/data"
	work "mingzhang/internal/desk"
)

const (
	good  = "河边有三棵老柳树和一口井"
	other = "山后面的那家豆腐店关门了"
)

// desk is the administrators' side over a store of its own.
type desk struct {
	t        testing.TB
	store    *data.Store
	path     string
	accounts *account.Service
	server   *httptest.Server
	reading  *work.Desk // nil where no files are read
}

func newDesk(t testing.TB) *desk {
	t.Helper()
	return newDeskIn(t, t.TempDir())
}

func newDeskIn(t testing.TB, folder string) *desk {
	t.Helper()
	path := filepath.Join(folder, "site.db")
	store, err := data.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{t: t, store: store, path: path, accounts: account.New(store, account.Cheap())}
	d.server = httptest.NewUnstartedServer(nil)
	config := admin.Config{BaseURL: "http://" + d.server.Listener.Addr().String(), Version: "测试", Log: slog.New(slog.NewTextHandler(io.Discard, nil))}
	d.server.Config.Handler = admin.New(config, store, d.accounts).Handler()
	d.server.Start()
	t.Cleanup(func() { d.server.Close(); store.Close() })
	return d
}

// person adds somebody whose password is good.
func (d *desk) person(name string, role account.Role) account.User {
	d.t.Helper()
	id, err := d.accounts.AddWithPassword(context.Background(), audit.Shell, name, name, role, good)
	if err != nil {
		d.t.Fatal(err)
	}
	u, err := d.accounts.User(context.Background(), id)
	if err != nil {
		d.t.Fatal(err)
	}
	return u
}

// browser is a visitor with cookies of its own who follows no redirection.
type browser struct {
	*desk
	client *http.Client
	jar    *cookiejar.Jar
}

func (d *desk) browser() *browser {
	jar, _ := cookiejar.New(nil)
	return &browser{d, &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}, jar}
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   string
	to     string // where a redirection leads
}

func (b *browser) do(r *http.Request) answer {
	b.t.Helper()
	res, err := b.client.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return answer{res.StatusCode, res.Header, string(body), res.Header.Get("Location")}
}

func (b *browser) get(path string) answer {
	b.t.Helper()
	r, err := http.NewRequest(http.MethodGet, b.server.URL+path, nil)
	if err != nil {
		b.t.Fatal(err)
	}
	return b.do(r)
}

func (b *browser) post(path string, fields ...string) answer {
	b.t.Helper()
	form := url.Values{}
	for i := 0; i < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	r, err := http.NewRequest(http.MethodPost, b.server.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		b.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Origin", b.server.URL)
	return b.do(r)
}

func (b *browser) token(name string) string {
	at, _ := url.Parse(b.server.URL)
	for _, k := range b.jar.Cookies(at) {
		if k.Name == name {
			return k.Value
		}
	}
	return ""
}

// as is a browser in which somebody is logged in.
func (d *desk) as(name string) *browser {
	d.t.Helper()
	b := d.browser()
	if a := b.post("/admin/login", "name", name, "password", good); a.status != http.StatusSeeOther {
		d.t.Fatalf("%s: %d %s", name, a.status, a.body)
	}
	return b
}

// linkIn returns the path of the one-time link that a page shows.
func linkIn(t testing.TB, body string) string {
	t.Helper()
	m := regexp.MustCompile(`http://[^<]+(/admin/link/[A-Za-z0-9_-]{43})<`).FindStringSubmatch(body)
	if m == nil {
		t.Fatalf("no link in %s", body)
	}
	return m[1]
}

func TestEveryPageAsksForALogin(t *testing.T) {
	d := newDesk(t)
	b := d.browser()
	for _, path := range []string{"/admin", "/admin/", "/admin/people", "/admin/people/1", "/admin/own", "/admin/own/code", "/admin/trail", "/admin/trail.csv"} {
		if a := b.get(path); a.status != http.StatusSeeOther || !strings.HasPrefix(a.to, "/admin/login") {
			t.Errorf("%s: %d to %q", path, a.status, a.to)
		}
	}
	for _, path := range []string{"/admin/people", "/admin/people/1/role", "/admin/people/1/reset", "/admin/people/1/disable", "/admin/people/1/enable",
		"/admin/people/1/sessions/1/end", "/admin/own/password", "/admin/own/code", "/admin/own/code/off", "/admin/own/code/recovery", "/admin/own/sessions/1/end"} {
		if a := b.post(path); a.status != http.StatusUnauthorized || !strings.Contains(a.body, "没有做") {
			t.Errorf("%s: %d", path, a.status)
		}
	}
	if a := b.get("/admin/nothing"); a.status != http.StatusNotFound || !strings.Contains(a.body, "没有这个页面") {
		t.Errorf("%d", a.status)
	}
}

func TestRoles(t *testing.T) {
	d := newDesk(t)
	d.person("boss", account.Admin)
	d.person("enters", account.Enter)
	d.person("reviews", account.Review)
	for _, name := range []string{"enters", "reviews"} {
		b := d.as(name)
		for _, path := range []string{"/admin/people", "/admin/people/1", "/admin/trail", "/admin/trail.csv"} {
			if a := b.get(path); a.status != http.StatusForbidden {
				t.Errorf("%s gets %s: %d", name, path, a.status)
			}
		}
		for _, path := range []string{"/admin/people/1/disable", "/admin/people/2/role", "/admin/people"} {
			if a := b.post(path, "role", "admin", "name", "mine"); a.status != http.StatusForbidden {
				t.Errorf("%s does %s: %d", name, path, a.status)
			}
		}
		if a := b.get("/admin/"); a.status != http.StatusOK || strings.Contains(a.body, "/admin/people") {
			t.Errorf("%s: %d, or sees what is not for them", name, a.status)
		}
	}
	if a := d.as("boss").get("/admin/people"); a.status != http.StatusOK || !strings.Contains(a.body, "reviews") {
		t.Errorf("%d", a.status)
	}
}

func TestHeaders(t *testing.T) {
	d := newDesk(t)
	d.person("boss", account.Admin)
	for _, a := range []answer{d.browser().get("/admin/login"), d.browser().get("/admin/"), d.browser().get("/admin/nothing"), d.as("boss").get("/admin/people"), d.browser().post("/admin/login")} {
		h := a.header
		if h.Get("Cache-Control") != "no-store" || !strings.Contains(h.Get("X-Robots-Tag"), "noindex") || h.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%v", h)
		}
		if p := h.Get("Content-Security-Policy"); !strings.HasPrefix(p, "default-src 'none'") || strings.Contains(p, "unsafe") {
			t.Errorf("%s", p)
		}
	}
}

// The cookies are out of reach of scripts, of other sites, and with https of
// plain connections.
func TestCookies(t *testing.T) {
	for base, secure := range map[string]bool{"http://localhost:8080": false, "https://mingzhang.example": true} {
		d := newDesk(t)
		d.person("boss", account.Admin)
		h := admin.New(admin.Config{BaseURL: base, Log: slog.New(slog.NewTextHandler(io.Discard, nil))}, d.store, d.accounts).Handler()
		r := httptest.NewRequest(http.MethodPost, base+"/admin/login", strings.NewReader(url.Values{"name": {"boss"}, "password": {good}}.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		all := w.Result().Cookies()
		if w.Code != http.StatusSeeOther || len(all) != 2 {
			t.Fatalf("%s: %d, %v", base, w.Code, all)
		}
		for _, k := range all {
			if !k.HttpOnly || k.SameSite != http.SameSiteStrictMode || k.Path != "/" || k.Secure != secure || strings.HasPrefix(k.Name, "__Host-") != secure || k.Domain != "" {
				t.Errorf("%s: %+v", base, k)
			}
		}
	}
}

func TestCrossSite(t *testing.T) {
	d := newDesk(t)
	d.person("boss", account.Admin)
	victim := d.person("victim", account.Enter)
	b := d.as("boss")
	for name, header := range map[string][2]string{
		"site":     {"Sec-Fetch-Site", "cross-site"},
		"sibling":  {"Sec-Fetch-Site", "same-site"},
		"origin":   {"Origin", "https://evil.example"},
		"sandbox":  {"Origin", "null"},
		"like us":  {"Origin", d.server.URL + ".evil.example"},
		"our port": {"Origin", "http://127.0.0.1:1"},
	} {
		for _, path := range []string{"/admin/people/2/disable", "/admin/login", "/admin/logout", "/admin/people"} {
			r, _ := http.NewRequest(http.MethodPost, b.server.URL+path, strings.NewReader("name=evil&role=admin"))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			r.Header.Set(header[0], header[1])
			if a := b.do(r); a.status != http.StatusForbidden || !strings.Contains(a.body, "别的网站") || a.header.Get("Content-Security-Policy") == "" {
				t.Errorf("%s %s: %d", name, path, a.status)
			}
		}
	}
	if u, _ := d.accounts.User(context.Background(), victim.ID); u.Disabled {
		t.Error("another site has disabled somebody")
	}
	if a := b.get("/admin/people/2/disable"); a.status != http.StatusMethodNotAllowed {
		t.Errorf("a link does: %d", a.status)
	}
}

func TestFixation(t *testing.T) {
	d := newDesk(t)
	d.person("boss", account.Admin)
	b := d.browser()
	at, _ := url.Parse(b.server.URL)
	b.jar.SetCookies(at, []*http.Cookie{{Name: "desk", Value: "planted", Path: "/"}, {Name: "desk-browser", Value: "planted", Path: "/"}})
	b.post("/admin/login", "name", "boss", "password", good)
	first := b.token("desk")
	if first == "planted" || len(first) != 43 {
		t.Fatalf("the session is %q", first)
	}
	b.post("/admin/login", "name", "boss", "password", good)
	if b.token("desk") == first {
		t.Error("the token is the same after another login")
	}
	old := d.browser()
	old.jar.SetCookies(at, []*http.Cookie{{Name: "desk", Value: first, Path: "/"}})
	if a := old.get("/admin/"); a.status != http.StatusSeeOther {
		t.Errorf("the session before the login lives on: %d", a.status)
	}
	whole := b.token("desk")
	if a := b.post("/admin/logout"); a.status != http.StatusSeeOther || b.token("desk") != "" {
		t.Errorf("%d, cookie %q", a.status, b.token("desk"))
	}
	old.jar.SetCookies(at, []*http.Cookie{{Name: "desk", Value: whole, Path: "/"}})
	if a := old.get("/admin/"); a.status != http.StatusSeeOther {
		t.Errorf("the session lives on after leaving: %d", a.status)
	}
}

// A login goes on to where somebody wanted to go, and nowhere out of here.
func TestGoingOn(t *testing.T) {
	d := newDesk(t)
	d.person("boss", account.Admin)
	if a := d.browser().get("/admin/trail?who=1"); a.to != "/admin/login?next=%2Fadmin%2Ftrail%3Fwho%3D1" {
		t.Errorf("%s", a.to)
	}
	for next, want := range map[string]string{
		"/admin/trail?who=1": "/admin/trail?in=1&who=1", "": "/admin/?in=1", "/admin/people": "/admin/people?in=1",
		"https://evil.example/admin/": "/admin/?in=1", "//evil.example/admin/": "/admin/?in=1", `/admin/\evil.example`: "/admin/?in=1", `/\evil.example`: "/admin/?in=1",
		"/admin/../u/1": "/admin/?in=1", "javascript:alert(1)": "/admin/?in=1", "/admin//evil.example": "/admin/?in=1", "/admin/x\r\nSet-Cookie: a=b": "/admin/?in=1",
	} {
		if a := d.browser().post("/admin/login", "name", "boss", "password", good, "next", next); a.to != want {
			t.Errorf("%q leads to %q, want %q", next, a.to, want)
		}
	}
	// Where the cookie did not stick the page says so and does not go round in circles.
	if a := d.browser().get("/admin/?in=1"); a.status != http.StatusForbidden || !strings.Contains(a.body, "Cookie") {
		t.Errorf("%d", a.status)
	}
}

func TestWrongLoginsSayTheSame(t *testing.T) {
	d := newDesk(t)
	d.person("boss", account.Admin)
	gone := d.person("gone", account.Enter)
	if err := d.accounts.Disable(context.Background(), audit.Shell, gone.ID); err != nil {
		t.Fatal(err)
	}
	same := func(a answer, name string) string { return strings.ReplaceAll(a.body, name, "NAME") }
	known := d.browser().post("/admin/login", "name", "boss", "password", "wrong wrong wrong")
	if known.status != http.StatusForbidden || strings.Contains(known.body, "wrong wrong") {
		t.Fatalf("%d, or the password is on the page", known.status)
	}
	for name, password := range map[string]string{"nobody": "wrong wrong wrong", "gone": good, "": ""} {
		if name == "" {
			continue
		}
		a := d.browser().post("/admin/login", "name", name, "password", password)
		if a.status != known.status || same(a, name) != same(known, "boss") {
			t.Errorf("%s is told something else", name)
		}
	}
}

func TestBruteForceIsToldToWait(t *testing.T) {
	d := newDesk(t)
	d.person("boss", account.Admin)
	var last answer
	for range 10 {
		last = d.browser().post("/admin/login", "name", "boss", "password", "wrong wrong wrong")
	}
	if last.status != http.StatusTooManyRequests || last.header.Get("Retry-After") == "" || !strings.Contains(last.body, "请等") {
		t.Errorf("%d %q", last.status, last.header.Get("Retry-After"))
	}
	if a := d.browser().post("/admin/login", "name", "boss", "password", good); a.status != http.StatusTooManyRequests {
		t.Errorf("the right password while waiting: %d", a.status)
	}
}

// Only a proxy that is trusted says where a visitor comes from.
func TestAddressOfVisitors(t *testing.T) {
	d := newDesk(t)
	d.person("boss", account.Admin)
	h := admin.New(admin.Config{BaseURL: "http://localhost", Log: slog.New(slog.NewTextHandler(io.Discard, nil))}, d.store, d.accounts).Handler()
	for remote, want := range map[string]string{"127.0.0.1:9": "203.0.113.5", "10.0.0.8:9": "10.0.0.8", "198.51.100.2:9": "198.51.100.2"} {
		r := httptest.NewRequest(http.MethodPost, "/admin/login", strings.NewReader(url.Values{"name": {"boss"}, "password": {good}}.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("X-Forwarded-For", "203.0.113.5")
		r.RemoteAddr = remote
		h.ServeHTTP(httptest.NewRecorder(), r)
		last, err := d.store.Trail(context.Background(), data.TrailFilter{Action: audit.LoginOK}, 0, 1)
		if err != nil || len(last) != 1 || !strings.Contains(last[0].Detail, `"`+want+`"`) {
			t.Errorf("%s: %v %v, want %s", remote, last, err, want)
		}
	}
}

func TestLargeForm(t *testing.T) {
	d := newDesk(t)
	if a := d.browser().post("/admin/login", "name", strings.Repeat("x", 1<<20)); a.status != http.StatusRequestEntityTooLarge {
		t.Errorf("%d", a.status)
	}
}

// count asks the database for a number, past the store.
func (d *desk) count(query string) (n int) {
	d.t.Helper()
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: d.path}).EscapedPath())
	if err != nil {
		d.t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRow(query).Scan(&n); err != nil {
		d.t.Fatal(err)
	}
	return n
}
