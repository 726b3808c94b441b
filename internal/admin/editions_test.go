package admin_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"mingzhang/internal/account"
	"mingzhang/internal/audit"
	"mingzhang/internal/data"
	"mingzhang/internal/document"
	"mingzhang/internal/extract"
)

// published publishes the seed, with replacements made in its text.
func (d *desk) published(replace ...string) data.Edition {
	d.t.Helper()
	b, err := os.ReadFile("../../seed/000_15c4900d2e5f3cbe.txt")
	if err != nil {
		d.t.Fatal(err)
	}
	b = []byte(strings.NewReplacer(replace...).Replace(string(b)))
	doc, err := document.Read(context.Background(), "seed.txt", b)
	if err != nil {
		d.t.Fatal(err)
	}
	r, err := extract.Read(doc)
	if err != nil {
		d.t.Fatal(err)
	}
	r.Document.SHA256 = fmt.Sprintf("%x", sha256.Sum256(b))
	e, _, err := d.store.Publish(context.Background(), data.Publication{Report: r, Text: doc.Text, Original: b, ReaderVersion: "1", Now: time.Now()})
	if err != nil {
		d.t.Fatal(err)
	}
	return e
}

// Who may withdraw does, with a reason, having seen what is there; it leaves
// its entry in the trail.
func TestWithdrawThroughThePage(t *testing.T) {
	d := newDesk(t)
	d.person("entry", account.Enter)
	d.person("review", account.Review)
	e := d.published()
	page, form := "/admin/editions/"+e.Key, "/admin/editions/"+e.Key+"/withdraw"
	entry, review := d.as("entry"), d.as("review")
	if a := entry.get("/admin/editions"); a.status != http.StatusOK || !strings.Contains(a.body, "水磨沟区发展和改革委员会") || !strings.Contains(a.body, "portal key create") {
		t.Errorf("the list: %d", a.status)
	}
	if a := review.get("/admin/editions?q=" + e.Key + "&year=2024"); !strings.Contains(a.body, page) {
		t.Error("not found by its key")
	}
	if a := review.get("/admin/editions?q=没有这样的&from=-5&year=x"); a.status != http.StatusOK || strings.Contains(a.body, page) {
		t.Errorf("%d", a.status)
	}
	if a := entry.get(page); strings.Contains(a.body, form) {
		t.Error("who may not withdraw is offered to")
	}
	if a := entry.post(form, "reason", "理由", "number", "1", "sure", "1"); a.status != http.StatusForbidden {
		t.Errorf("录入 withdrew: %d", a.status)
	}
	if a := d.browser().post(form, "reason", "理由", "number", "1", "sure", "1"); a.status == http.StatusOK || a.to == page+"?done=withdrawn" {
		t.Errorf("nobody withdrew: %d", a.status)
	}
	for name, fields := range map[string][]string{
		"without a reason": {"reason", " ", "number", "1", "sure", "1"}, "not sure": {"reason", "含个人信息", "number", "1"}, "not seen": {"reason", "含个人信息", "sure", "1"},
	} {
		if a := review.post(form, fields...); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, `role="alert"`) {
			t.Errorf("%s: %d", name, a.status)
		}
	}
	d.published("2.14", "2.15")
	if a := review.post(form, "reason", "含个人信息", "number", "1", "sure", "1"); a.status != http.StatusConflict && a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, "又公开了新的一版") || !strings.Contains(a.body, "含个人信息") {
		t.Errorf("withdrawn unseen: %d", a.status)
	}
	if _, err := d.store.Current(context.Background(), e.UnitID, e.Year); err != nil {
		t.Fatal("withdrawn by one of these:", err)
	}
	if a := review.post(form, "reason", "含 <b>个人</b> 信息", "number", "2", "sure", "1"); a.to != page+"?done=withdrawn" {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if a := review.get(page + "?done=withdrawn"); !strings.Contains(a.body, "已撤回") || strings.Contains(a.body, "<b>个人") || strings.Contains(a.body, form) {
		t.Error("the page does not say that it is withdrawn")
	}
	trail, err := d.store.Trail(context.Background(), dataFilter(audit.EditionWithdrawn), 0, 10)
	if err != nil || len(trail) != 1 || trail[0].Actor.Name != "review" {
		t.Errorf("%+v %v", trail, err)
	}
	if a := review.post(form, "reason", "再撤", "number", "2", "sure", "1"); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, "已经由 review 撤回") {
		t.Errorf("withdrawn twice: %d", a.status)
	}
}
