package desk

import (
	"context"
	"database/sql"
	"net/url"
	"strings"
	"testing"
	"time"

	"mingzhang/internal/audit"
	"mingzhang/internal/charts"
	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
)

// account makes an account that may do what its role does.
func account(t testing.TB, path, name, role string) audit.Actor {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var id int64
	if err := db.QueryRow(`INSERT INTO desk_users (name, display, role, created_at) VALUES (?1, ?1, ?2, '2026-01-01T00:00:00Z') RETURNING id`, name, role).Scan(&id); err != nil {
		t.Fatal(err)
	}
	return audit.Actor{ID: id, Name: name}
}

func open(t testing.TB, d *Desk, id int64) *Work {
	t.Helper()
	w, err := d.Open(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// The way of a document: read, corrected, approved by a second person,
// published when it is due; and once more as the second edition.
func TestFromUploadToEdition(t *testing.T) {
	ctx := context.Background()
	s, path := testStore(t)
	d := testDesk(t, s)
	engine, err := charts.NewEngine()
	if err != nil {
		t.Fatal(err)
	}
	d.engine = engine
	entry, review := account(t, path, "录入甲", "entry"), account(t, path, "审核乙", "review")
	b, spec := narrative(3)
	upload(t, s, "甲.txt", b)
	run(t, d)
	w := open(t, d, drafts(t, s)[0].ID)
	id := w.ID

	var fact fiscal.Fact
	for _, f := range w.Now.Facts {
		if f.Item == fiscal.IncomeTotal && f.Basis == fiscal.Final {
			fact = f
			break
		}
	}
	change := Correction{Kind: Change, Why: "原文印刷有误，以更正说明为准", What: What{Fact: &FactRef{At: fact.Source.Start, Tag: fact.Tag()},
		Means: &Meaning{Item: fact.Item, Basis: fact.Basis, Value: "12.34", Measure: fact.Measure}}}
	if err := d.Correct(ctx, id, w.Version, entry, change); err != nil {
		t.Fatal(err)
	}
	// Somebody who saw the version before is told.
	if err := d.Correct(ctx, id, w.Version, entry, change); err == nil || !strings.Contains(err.Error(), "没有盖掉别人的改动") {
		t.Errorf("a second editor is not told: %v", err)
	}
	w = open(t, d, id)
	if err := s.Submit(ctx, d.Edit(id, w.Version, entry), "", "请审"); err != nil {
		t.Fatal(err)
	}
	due := time.Now().Add(time.Hour)
	if err := s.Approve(ctx, d.Edit(id, w.Version+1, review), "", due); err != nil {
		t.Fatal(err)
	}
	if n, err := d.PublishDue(ctx); n != 0 || err != nil {
		t.Fatalf("%d published before their time, %v", n, err)
	}
	// The process that was to publish is gone; the next one does, once.
	next := testDesk(t, s)
	next.engine, next.now = engine, func() time.Time { return due.Add(time.Minute) }
	for i, want := range []int{1, 0} {
		if n, err := next.PublishDue(ctx); n != want || err != nil {
			t.Fatalf("%d: %d published, %v (%s)", i, n, err, open(t, d, id).Problem)
		}
	}
	w = open(t, d, id)
	if w.State != data.DraftPublished || w.EditionKey == "" {
		t.Fatalf("%+v", w.Draft)
	}
	e, err := s.EditionByKey(ctx, w.EditionKey)
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.Report(ctx, e.ID)
	if err != nil {
		t.Fatal(err)
	}
	corrected := 0
	for _, f := range r.Facts {
		if f.Correction != nil {
			corrected++
			if f.Value.String() != "12.34" || f.Correction.By != "录入甲" || f.Correction.Was == nil || f.Correction.Was.Value.String() != fact.Value.String() {
				t.Errorf("%+v", f.Correction)
			}
		}
	}
	if corrected != 1 {
		t.Errorf("%d corrected facts are published", corrected)
	}

	// The second edition takes it back.
	again, err := d.CorrectEdition(ctx, e.Key, entry)
	if err != nil {
		t.Fatal(err)
	}
	w = open(t, d, again)
	if len(w.Corrections) != 1 || w.Corrections[0].By != entry {
		t.Fatalf("%+v", w.Corrections)
	}
	if err := d.Undo(ctx, again, w.Version, entry, w.Corrections[0].ID); err != nil {
		t.Fatal(err)
	}
	near, err := d.Neighbours(ctx, open(t, d, again))
	if err != nil || near.InForce == nil {
		t.Fatal(near, err)
	}
	if differ := AgainstEdition(near.InForce, open(t, d, again).Now); len(differ) == 0 || FactValue(differ[0].Before) != "12.34 "+string(fact.Measure) {
		t.Errorf("%+v", differ)
	}
	if err := s.Submit(ctx, d.Edit(again, w.Version+1, entry), "", ""); err == nil {
		t.Error("a second edition without a reason")
	}
	if err := s.Submit(ctx, d.Edit(again, w.Version+1, entry), "撤销误改", ""); err != nil {
		t.Fatal(err)
	}
	if err := s.Approve(ctx, d.Edit(again, w.Version+2, review), "", time.Time{}); err != nil {
		t.Fatal(err)
	}
	if n, err := next.PublishDue(ctx); n != 1 || err != nil {
		t.Fatalf("%d published, %v (%s)", n, err, open(t, d, again).Problem)
	}
	editions, err := s.Editions(ctx, e.UnitID, spec.Year)
	if err != nil || len(editions) != 2 || editions[0].Number != 2 || editions[0].Reason != "撤销误改" {
		t.Errorf("%+v %v", editions, err)
	}
	if check, err := s.CheckTrail(ctx); err != nil {
		t.Error(check, err)
	}
}

// What is required and there, said to be nothing, or not spoken of.
func TestCompleteness(t *testing.T) {
	s, _ := testStore(t)
	d := testDesk(t, s)
	b, _ := narrative(3)
	upload(t, s, "甲.txt", b)
	run(t, d)
	w := open(t, d, drafts(t, s)[0].ID)
	all := map[string]Content{}
	for _, c := range Completeness(w.Now) {
		all[c.Name] = c
		if (c.At >= 0) != (c.Presence != Missing) {
			t.Errorf("%s: %s at %d", c.Name, c.Label(), c.At)
		}
	}
	if len(all) != 35 {
		t.Errorf("%d contents", len(all))
	}
	if got := all["收入支出决算总体情况"].Presence; got != Present {
		t.Error(got.Label())
	}
	if got := all["收入支出决算总表"].Presence; got == Present {
		t.Error("a narrative has no forms")
	}
}
