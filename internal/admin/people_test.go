package admin_test

import (
	"context"
	"database/sql"
	"encoding/csv"
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"mingzhang/internal/account"
	"mingzhang/internal/admin"
	"mingzhang/internal/audit"
	"mingzhang/internal/data"
)

func dataFilter(a audit.Action) data.TrailFilter { return data.TrailFilter{Action: a} }

// tamper does statements past the store.
func tamper(t *testing.T, d *desk, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+d.path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, q := range statements {
		if _, err := db.Exec(q); err != nil {
			t.Fatal(err)
		}
	}
}

// From the link in the log to three people at work.
func TestFromSetUpToPeople(t *testing.T) {
	d := newDesk(t)
	b := d.browser()
	if a := b.get("/admin/login"); !strings.Contains(a.body, "还没有任何人员") {
		t.Error("the login does not say that nobody is there")
	}
	token, err := d.accounts.OfferSetUp(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if a := b.get(admin.SetUpPath("made-up")); a.status != http.StatusGone {
		t.Errorf("a made-up link: %d", a.status)
	}
	path := admin.SetUpPath(token)
	if a := b.get(path); a.status != http.StatusOK {
		t.Fatalf("%d", a.status)
	}
	if a := b.post(path, "name", "boss", "password", good, "again", other); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, "不一样") || !strings.Contains(a.body, `value="boss"`) {
		t.Errorf("%d", a.status)
	}
	if a := b.post(path, "name", "boss", "display", "王局", "password", good, "again", good); a.to != "/admin/people?done=set-up" {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if a := b.get("/admin/people?done=set-up"); a.status != http.StatusOK || !strings.Contains(a.body, "您是第一个管理员") || !strings.Contains(a.body, "至少要两个人") {
		t.Errorf("%d", a.status)
	}
	if a := d.browser().post(path, "name", "evil", "password", good, "again", good); a.status != http.StatusGone {
		t.Errorf("the link worked twice: %d", a.status)
	}

	a := b.post("/admin/people", "name", "zhangsan", "display", "<b>张三</b>", "role", "entry")
	if a.status != http.StatusOK || strings.Contains(a.body, "<b>张三") {
		t.Fatalf("%d %s", a.status, a.body)
	}
	link, theirs := linkIn(t, a.body), d.browser()
	if a := theirs.get(link); a.status != http.StatusOK || !strings.Contains(a.body, "zhangsan") {
		t.Fatalf("%d", a.status)
	}
	if a := theirs.post(link, "password", "zhangsan2026", "again", "zhangsan2026"); a.status != http.StatusUnprocessableEntity {
		t.Errorf("a bad password: %d", a.status)
	}
	if a := theirs.post(link, "password", good, "again", good); a.to != "/admin/login?done=password-set" {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if a := theirs.get(link); a.status != http.StatusGone {
		t.Errorf("the link works still: %d", a.status)
	}
	theirs.post("/admin/login", "name", "zhangsan", "password", good)
	if a := theirs.get("/admin/"); a.status != http.StatusOK {
		t.Fatalf("%d", a.status)
	}
	if a := b.post("/admin/people", "name", "zhangsan", "role", "review"); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, "已经有人用了") {
		t.Errorf("%d", a.status)
	}
	if a := b.post("/admin/people", "name", "x", "role", "king"); a.status != http.StatusUnprocessableEntity {
		t.Errorf("%d", a.status)
	}

	if a := b.post("/admin/people/2/disable"); a.to != "/admin/people/2?done=disabled" {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if a := theirs.get("/admin/"); a.status != http.StatusSeeOther {
		t.Errorf("in while disabled: %d", a.status)
	}
	if a := b.post("/admin/people/1/disable"); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, "最后一个") {
		t.Errorf("the last 管理员: %d", a.status)
	}
	if a := b.post("/admin/people/1/reset"); a.status != http.StatusUnprocessableEntity {
		t.Errorf("one's own reset: %d", a.status)
	}
	for _, path := range []string{"/admin/people/99", "/admin/people/x", "/admin/people/-1"} {
		if a := b.get(path); a.status != http.StatusNotFound {
			t.Errorf("%s: %d", path, a.status)
		}
	}
}

func TestOwnAccount(t *testing.T) {
	d := newDesk(t)
	d.person("boss", account.Admin)
	b, elsewhere := d.as("boss"), d.as("boss")
	if a := b.post("/admin/own/password", "was", "wrong wrong wrong", "password", other, "again", other); a.status != http.StatusForbidden || !strings.Contains(a.body, "现在的密码不对") {
		t.Errorf("%d", a.status)
	}
	before := b.token("desk")
	if a := b.post("/admin/own/password", "was", good, "password", other, "again", other); a.to != "/admin/own?done=password" {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if b.token("desk") == before {
		t.Error("the token is the same after the change")
	}
	if a := b.get("/admin/own"); a.status != http.StatusOK {
		t.Errorf("%d", a.status)
	}
	if a := elsewhere.get("/admin/own"); a.status != http.StatusSeeOther {
		t.Errorf("in elsewhere after the change: %d", a.status)
	}

	page := b.get("/admin/own/code")
	secret := regexp.MustCompile(`name="secret" value="([A-Z2-7]{32})"`).FindStringSubmatch(page.body)
	if secret == nil || !strings.Contains(page.body, "<svg") {
		t.Fatalf("%s", page.body)
	}
	a := b.post("/admin/own/code", "secret", secret[1], "code", "000000", "password", other)
	if a.status != http.StatusForbidden || !strings.Contains(a.body, secret[1]) {
		t.Errorf("%d: the same secret is shown again", a.status)
	}
	code, err := totp.GenerateCode(secret[1], time.Now())
	if err != nil {
		t.Fatal(err)
	}
	a = b.post("/admin/own/code", "secret", secret[1], "code", code, "password", other)
	recovery := regexp.MustCompile(`[a-z2-7]{4}(-[a-z2-7]{4}){3}`).FindAllString(a.body, -1)
	if a.status != http.StatusOK || len(recovery) != 10 {
		t.Fatalf("%d %s", a.status, a.body)
	}
	again := d.browser()
	if a := again.post("/admin/login", "name", "boss", "password", other, "next", "/admin/trail"); a.to != "/admin/login/code?in=1&next=%2Fadmin%2Ftrail" {
		t.Fatalf("%d %s", a.status, a.to)
	}
	if a := again.get("/admin/trail"); a.status != http.StatusSeeOther {
		t.Errorf("in after the first step: %d", a.status)
	}
	if a := again.post("/admin/login/code", "code", code, "next", "/admin/trail"); a.status != http.StatusForbidden {
		t.Errorf("a used code: %d", a.status)
	}
	if a := again.post("/admin/login/code", "code", recovery[0], "next", "/admin/trail"); a.to != "/admin/trail?in=1" {
		t.Fatalf("%d %s", a.status, a.to)
	}
	if a := again.post("/admin/own/code/off", "password", other); a.to != "/admin/own?done=code-off" {
		t.Errorf("%d", a.status)
	}
}

func TestSessionsAreListedAndEnded(t *testing.T) {
	d := newDesk(t)
	d.person("boss", account.Admin)
	d.person("zhangsan", account.Enter)
	boss, one, two := d.as("boss"), d.as("zhangsan"), d.as("zhangsan")
	ends := regexp.MustCompile(`action="(/admin/own/sessions/\d+/end)"`).FindAllStringSubmatch(one.get("/admin/own").body, -1)
	if len(ends) != 2 {
		t.Fatalf("%v", ends)
	}
	if a := boss.post(strings.Replace(ends[0][1], "/own/", "/people/2/", 1)); a.to != "/admin/people/2?done=session-ended" {
		t.Errorf("%d %s", a.status, a.body)
	}
	if a := two.get("/admin/"); a.status != http.StatusSeeOther {
		t.Errorf("the session of the first button lives on: %d", a.status)
	}
	bosses := regexp.MustCompile(`action="(/admin/own/sessions/\d+/end)"`).FindStringSubmatch(boss.get("/admin/own").body)
	if a := one.post(bosses[1]); a.status != http.StatusUnprocessableEntity {
		t.Errorf("somebody ended a session of the 管理员: %d", a.status)
	}
	if a := boss.get("/admin/"); a.status != http.StatusOK {
		t.Errorf("%d", a.status)
	}
}

func TestTrailPage(t *testing.T) {
	d := newDesk(t)
	ctx := context.Background()
	boss := d.person("boss", account.Admin)
	b := d.as("boss")
	for range 60 {
		if err := d.store.Record(ctx, audit.Entry{Actor: boss.Actor(), Action: audit.DraftSeen, Subject: "draft:7", Detail: map[string]any{"why": "<script>", "note": "=1+1"}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.store.Record(ctx, audit.Entry{Actor: audit.Actor{Name: "=HYPERLINK(1)"}, Action: "made.up", Subject: "draft:8"}); err != nil {
		t.Fatal(err)
	}
	page := b.get("/admin/trail")
	rows := func(a answer) int { return strings.Count(a.body, `<td class="number"`) }
	if page.status != http.StatusOK || rows(page) != 50 || strings.Contains(page.body, "<script>") || !strings.Contains(page.body, "完整") {
		t.Fatalf("%d, %d rows", page.status, rows(page))
	}
	older := regexp.MustCompile(`href="(/admin/trail\?[^"]*before=\d+[^"]*)"`).FindStringSubmatch(page.body)
	if older == nil {
		t.Fatal("no way to the older ones")
	}
	if a := b.get(html.UnescapeString(older[1])); rows(a) != 13 {
		t.Errorf("%d older ones", rows(a))
	}
	today := time.Now().In(time.FixedZone("", 8*3600)).Format(time.DateOnly)
	for query, want := range map[string]int{
		"what=login.ok": 1, "who=1&what=draft.seen": 50, "about=draft:8": 1, "about=user:": 2, "from=" + today: 50, "to=2020-01-01": 0, "who=77": 0,
	} {
		if a := b.get("/admin/trail?" + query); a.status != http.StatusOK || rows(a) != want {
			t.Errorf("%s: %d, %d rows, want %d", query, a.status, rows(a), want)
		}
	}
	for _, query := range []string{"from=yesterday", "who=boss", "to=2026-02-31"} {
		if a := b.get("/admin/trail?" + query); a.status != http.StatusBadRequest {
			t.Errorf("%s: %d", query, a.status)
		}
	}
	table := b.get("/admin/trail.csv?about=draft:")
	lines, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(table.body, "\uFEFF"))).ReadAll()
	if err != nil || len(lines) != 62 || lines[61][3] != "'=HYPERLINK(1)" {
		t.Errorf("%d lines, %v: %v", len(lines), err, lines[len(lines)-1])
	}
	if n, err := d.store.Trail(ctx, dataFilter(audit.TrailRead), 0, 5); err != nil || len(n) != 1 {
		t.Errorf("that the trail was downloaded is not in it: %v %v", n, err)
	}
}

// The page says at once when an entry was changed behind the portal's back.
func TestTrailPageFindsTampering(t *testing.T) {
	d := newDesk(t)
	d.person("boss", account.Admin)
	b := d.as("boss")
	if a := b.get("/admin/trail"); !strings.Contains(a.body, "完整") {
		t.Fatal("not whole")
	}
	tamper(t, d, `DROP TRIGGER desk_audit_no_update`, `UPDATE desk_audit SET actor_name = '别人' WHERE number = 1`)
	d.person("another", account.Enter)
	if a := b.get("/admin/trail"); !strings.Contains(a.body, "第 1 条") || strings.Contains(a.body, "完整") {
		t.Error("the page says nothing of it")
	}
}
