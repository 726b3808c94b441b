package admin_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"mingzhang/internal/account"
	"mingzhang/internal/audit"
	"mingzhang/internal/data"
)

// postAll posts a form in which a name may stand several times.
func (b *browser) postAll(path string, fields url.Values) answer {
	b.t.Helper()
	r, err := http.NewRequest(http.MethodPost, b.server.URL+path, strings.NewReader(fields.Encode()))
	if err != nil {
		b.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Origin", b.server.URL)
	return b.do(r)
}

var boxPattern = regexp.MustCompile(`<input class="many-box"[^>]*>`)

// boxes are the values of the boxes of a list for a form, by draft.
func (a answer) boxes(form string) map[string]string {
	all := map[string]string{}
	for _, tag := range boxPattern.FindAllString(a.body, -1) {
		if attribute(tag, "form") == "many-"+form {
			id, _, _ := strings.Cut(attribute(tag, "value"), ":")
			all[id] = attribute(tag, "value")
		}
	}
	return all
}

func (d *desk) states(ids ...int64) string {
	d.t.Helper()
	var all []string
	for _, id := range ids {
		x, err := d.store.Draft(context.Background(), id)
		if err != nil {
			d.t.Fatal(err)
		}
		all = append(all, string(x.State))
	}
	return strings.Join(all, " ")
}

// Several are submitted and approved at once, each by the rules of one: what is
// refused of one keeps no other from being done, and the page says of each what
// came of it.
func TestManyAtOnce(t *testing.T) {
	d := newWork(t)
	ctx := context.Background()
	boss := d.person("管理", account.Admin)
	d.person("录入", account.Enter)
	d.person("审核", account.Review)
	first, entry, review := d.as("管理"), d.as("录入"), d.as("审核")
	first.send(sent{"1.txt", narrative(1)})
	d.settle()
	for _, i := range []int{2, 3, 7, 8} { // without open questions
		entry.send(sent{fmt.Sprintf("%d.txt", i), narrative(i)})
		d.settle()
	}
	list := entry.get("/admin/drafts")
	boxes := list.boxes("submit")
	if len(boxes) != 5 || len(list.boxes("approve")) != 0 {
		t.Fatalf("boxes %v", boxes)
	}
	// Nothing ticked, too long a note: nothing is done, what was ticked and
	// written stays.
	entry.postAll("/admin/drafts/submit", url.Values{"note": {"请看"}}).says(t, http.StatusUnprocessableEntity, "没有勾选草稿", `value="请看"`)
	long := strings.Repeat("长", 501)
	a := entry.postAll("/admin/drafts/submit", url.Values{"draft": {boxes["2"], boxes["3"]}, "note": {long}, "reason": {"改了数"}})
	a.says(t, http.StatusUnprocessableEntity, "写得太长", long, `value="改了数"`)
	if n := strings.Count(a.body, " checked"); n != 2 {
		t.Errorf("%d boxes are still ticked", n)
	}
	if n := strings.Count(entry.get("/admin/drafts?tick=all").body, " checked"); n != 5 {
		t.Errorf("%d of 5 are ticked when all are asked for", n)
	}
	if got := d.states(1, 2, 3, 4, 5); got != "draft draft draft draft draft" {
		t.Fatal(got)
	}

	// One of them was changed meanwhile, one is of a unit's year that stands.
	if err := d.reading.Correct(ctx, 4, 1, boss.Actor(), metaNote("换")); err != nil {
		t.Fatal(err)
	}
	a = entry.postAll("/admin/drafts/submit", url.Values{"draft": {boxes["1"], boxes["2"], boxes["3"], boxes["4"], boxes["2"], "99:1", "x"}, "note": {"请审"}})
	if a.status != http.StatusSeeOther {
		t.Fatal(a.status, text(a.body))
	}
	results := entry.get(a.to)
	results.says(t, http.StatusOK, "3 份做好，2 份没有做", "已被“管理”改动", "第 99 号", "没有找到")
	if d.as("录入").get(a.to).status != http.StatusOK || review.get(a.to).status != http.StatusNotFound {
		t.Error("results are not their owner's")
	}
	if got := d.states(1, 2, 3, 4, 5); got != "submitted submitted submitted draft draft" {
		t.Errorf("%s", got)
	}
	for _, id := range []int64{1, 2, 3} {
		notes, err := d.store.Notes(ctx, id)
		if err != nil || len(notes) != 1 || notes[0].Text != "请审" {
			t.Errorf("%d: %+v %v", id, notes, err)
		}
	}

	// Approved by another, each by itself: not what one had a hand in oneself,
	// however the request comes.
	list = first.get("/admin/drafts?state=submitted")
	mine := list.boxes("approve")
	if len(mine) != 2 || mine["1"] != "" || !strings.Contains(list.body, "由您上传，要由另一位“审核”同事来审核") {
		t.Errorf("boxes %v", mine)
	}
	if a := entry.postAll("/admin/drafts/approve", url.Values{"draft": {mine["2"]}}); a.status != http.StatusForbidden {
		t.Errorf("录入 may approve many: %d", a.status)
	}
	if a := review.postAll("/admin/drafts/submit", url.Values{"draft": {boxes["5"]}}); a.status != http.StatusForbidden {
		t.Errorf("审核 may submit many: %d", a.status)
	}
	if err := d.store.Recall(ctx, d.reading.Edit(3, 2, boss.Actor())); err != nil {
		t.Fatal(err)
	}
	due := time.Now().Add(time.Hour).In(time.FixedZone("UTC+8", 8*60*60)).Format("2006-01-02T15:04")
	request := url.Values{"draft": {"1:2", mine["2"], mine["3"]}, "note": {"都看过"}, "due": {due}, "state": {"submitted"}}
	first.postAll("/admin/drafts/approve", url.Values{"draft": {"1:2"}, "due": {"1999-01-01T00:00"}, "state": {"submitted"}}).says(t, http.StatusUnprocessableEntity, "已经过去", `value="1999-01-01T00:00"`)
	a = first.postAll("/admin/drafts/approve", request)
	first.get(a.to).says(t, http.StatusOK, "1 份做好，2 份没有做", "这份草稿由您上传，不能再由您审核", "已被“管理”改动", "定于")
	if got := d.states(1, 2, 3); got != "submitted approved draft" {
		t.Errorf("%s", got)
	}
	// Replayed it does nothing more.
	a = first.postAll("/admin/drafts/approve", request)
	first.get(a.to).says(t, http.StatusOK, "0 份做好，3 份没有做")
	if n := d.count(fmt.Sprintf(`SELECT count(*) FROM desk_audit WHERE action = '%s'`, audit.EditionApproved)); n != 1 {
		t.Errorf("%d approvals in the trail", n)
	}
	// Another may approve the first, which is published at once.
	a = review.postAll("/admin/drafts/approve", url.Values{"draft": {review.get("/admin/drafts?state=submitted").boxes("approve")["1"]}})
	review.get(a.to).says(t, http.StatusOK, "1 份做好，0 份没有做", "几秒钟之内公开")
	for range 500 {
		if d.states(1) == string(data.DraftPublished) {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	if got := d.states(1, 2); got != "published approved" {
		t.Errorf("%s", got)
	}
	if check, err := d.store.CheckTrail(ctx); err != nil {
		t.Error(check, err)
	}
}

// The reason for a further edition is given once, and is kept of those that are
// one.
func TestManyReasons(t *testing.T) {
	d := newWork(t)
	d.person("录入", account.Enter)
	e := d.published()
	entry := d.as("录入")
	if a := entry.post("/admin/editions/" + e.Key + "/correct"); a.status != http.StatusSeeOther {
		t.Fatal(a.status, text(a.body))
	}
	entry.send(sent{"2.txt", narrative(2)})
	d.settle()
	version := func(id int64) string {
		x, err := d.store.Draft(context.Background(), id)
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprintf("%d:%d", id, x.Version)
	}
	// The draft that corrects has open questions: no box, but the same rule.
	if boxes := entry.get("/admin/drafts").boxes("submit"); len(boxes) != 1 || boxes["2"] == "" {
		t.Errorf("%v", boxes)
	}
	a := entry.postAll("/admin/drafts/submit", url.Values{"draft": {version(1)}})
	entry.get(a.to).says(t, http.StatusOK, "0 份做好，1 份没有做", "再公开一版要写明理由")
	a = entry.postAll("/admin/drafts/submit", url.Values{"draft": {version(1), version(2)}, "reason": {"更正一处读数"}})
	entry.get(a.to).says(t, http.StatusOK, "2 份做好，0 份没有做")
	for id, want := range map[int64]string{1: "更正一处读数", 2: ""} {
		if x, err := d.store.Draft(context.Background(), id); err != nil || x.Reason != want {
			t.Errorf("%d: %q, want %q (%v)", id, x.Reason, want, err)
		}
	}
}
