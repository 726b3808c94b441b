package data_test

import (
	"context"
	"database/sql"
	"errors"
	"math/rand/v2"
	"net/url"
	"testing"
	"time"

	"mingzhang/internal/audit"
	"mingzhang/internal/data"
)

// people are three accounts: the first enters, the others review.
func people(t testing.TB, path string) (entry, review, other audit.Actor) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var all []audit.Actor
	for _, p := range [][2]string{{"录入甲", "entry"}, {"审核乙", "review"}, {"审核丙", "review"}, {"管理丁", "admin"}} {
		var id int64
		if err := db.QueryRow(`INSERT INTO desk_users (name, display, role, created_at) VALUES (?1, ?1, ?2, '2026-01-01T00:00:00Z') RETURNING id`, p[0], p[1]).Scan(&id); err != nil {
			t.Fatal(err)
		}
		all = append(all, audit.Actor{ID: id, Name: p[0]})
	}
	return all[0], all[1], all[2]
}

func addDraft(t testing.TB, s *data.Store, by audit.Actor) data.Draft {
	t.Helper()
	p := publication(t)
	id, err := s.AddDraft(context.Background(), data.Draft{By: by, State: data.DraftOpen, Name: "seed.txt", SHA256: p.Report.Document.SHA256,
		DraftSummary: data.DraftSummary{Unit: p.Report.Unit.Name, Region: p.Report.Unit.Region, Year: p.Report.Year}},
		&data.DraftContent{Report: p.Report, Text: p.Text, Provenance: p.Provenance}, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	return draft(t, s, id)
}

func draft(t testing.TB, s *data.Store, id int64) data.Draft {
	t.Helper()
	d, err := s.Draft(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func edit(d data.Draft, by audit.Actor) data.Edit {
	return data.Edit{Draft: d.ID, Version: d.Version, By: by, Now: time.Now(), Summary: d.DraftSummary}
}

// why returns the sort of a refusal, -1 for none.
func why(err error) data.RefusedWhy {
	var r *data.Refused
	if errors.As(err, &r) {
		return r.Why
	}
	if err != nil {
		return -2
	}
	return -1
}

// Who has had a hand in a draft may not approve it, however the request comes:
// the store asks in its own transaction.
func TestSecondPerson(t *testing.T) {
	ctx := context.Background()
	s, path := store(t)
	entry, review, other := people(t, path)
	submit := func(d data.Draft, by audit.Actor) data.Draft {
		t.Helper()
		if err := s.Submit(ctx, edit(d, by), "", ""); err != nil {
			t.Fatal(err)
		}
		return draft(t, s, d.ID)
	}
	approve := func(d data.Draft, by audit.Actor) data.RefusedWhy {
		return why(s.Approve(ctx, edit(d, by), "", time.Time{}))
	}

	// A role that does not review, and nobody.
	d := submit(addDraft(t, s, entry), entry)
	for _, by := range []audit.Actor{entry, {ID: 99, Name: "？"}, {}} {
		if got := approve(d, by); got != data.NoRight {
			t.Errorf("%s may approve: %v", by.Name, got)
		}
	}
	// Who uploaded.
	mine := submit(addDraft(t, s, review), review)
	if got := approve(mine, review); got != data.SamePerson {
		t.Errorf("the uploader may approve: %v", got)
	}
	// The same after somebody else has submitted it, and after a replay.
	mine = addDraft(t, s, review)
	mine = submit(mine, entry)
	for range 3 {
		if got := approve(mine, review); got != data.SamePerson {
			t.Errorf("the uploader may approve what another submitted: %v", got)
		}
	}
	// Who corrected, even if that was undone.
	c := addDraft(t, s, entry)
	if err := s.Correct(ctx, edit(c, review), data.Correction{Kind: "meta", What: `{"field":"note","text":"甲"}`, Why: "试"}); err != nil {
		t.Fatal(err)
	}
	made, err := s.Corrections(ctx, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	c = submit(draft(t, s, c.ID), entry)
	if got := approve(c, review); got != data.SamePerson {
		t.Errorf("who corrected may approve: %v", got)
	}
	if err := s.Recall(ctx, edit(c, entry)); err != nil {
		t.Fatal(err)
	}
	if err := s.UndoCorrection(ctx, edit(draft(t, s, c.ID), other), made[0].ID); err != nil {
		t.Fatal(err)
	}
	c = submit(draft(t, s, c.ID), entry)
	for _, by := range []audit.Actor{review, other} {
		if got := approve(c, by); got != data.SamePerson {
			t.Errorf("%s, who corrected or undid, may approve: %v", by.Name, got)
		}
	}
	// Another one may, once.
	if got := approve(d, other); got != -1 {
		t.Fatalf("a second person may not approve: %v", got)
	}
	if got := approve(d, other); got != data.Stale {
		t.Errorf("approved twice: %v", got)
	}
	if got := draft(t, s, d.ID); got.State != data.DraftApproved || got.Approved.By != other {
		t.Errorf("%+v", got)
	}
	if check, err := s.CheckTrail(ctx); err != nil {
		t.Error(check, err)
	}
}

// An account that was disabled after its page was opened decides nothing.
func TestDisabledReviewer(t *testing.T) {
	ctx := context.Background()
	s, path := store(t)
	entry, review, _ := people(t, path)
	d := addDraft(t, s, entry)
	if err := s.Submit(ctx, edit(d, entry), "", ""); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(`UPDATE desk_users SET disabled_at = '2026-01-02T00:00:00Z' WHERE id = ?`, review.ID); err != nil {
		t.Fatal(err)
	}
	if got := why(s.Approve(ctx, edit(draft(t, s, d.ID), review), "", time.Time{})); got != data.NoRight {
		t.Error(got)
	}
}

// Two people edit: the second is told, and nothing is overwritten.
func TestTwoEditors(t *testing.T) {
	ctx := context.Background()
	s, path := store(t)
	entry, review, _ := people(t, path)
	d := addDraft(t, s, entry)
	first := data.Correction{Kind: "meta", What: `{"field":"note","text":"甲"}`, Why: "一"}
	if err := s.Correct(ctx, edit(d, entry), first); err != nil {
		t.Fatal(err)
	}
	err := s.Correct(ctx, edit(d, review), data.Correction{Kind: "meta", What: `{"field":"note","text":"乙"}`, Why: "二"})
	if why(err) != data.Stale {
		t.Fatal(err)
	}
	for what, err := range map[string]error{
		"submit": s.Submit(ctx, edit(d, review), "", ""), "discard": s.Discard(ctx, edit(d, review), ""), "undo": s.UndoCorrection(ctx, edit(d, review), 1),
	} {
		if why(err) != data.Stale {
			t.Errorf("%s: %v", what, err)
		}
	}
	all, err := s.Corrections(ctx, d.ID)
	if err != nil || len(all) != 1 || all[0].What != first.What || all[0].Undone != nil {
		t.Errorf("%+v %v", all, err)
	}
}

// What is handed over is not corrected any more; it comes back with a note.
func TestSentBack(t *testing.T) {
	ctx := context.Background()
	s, path := store(t)
	entry, review, _ := people(t, path)
	d := addDraft(t, s, entry)
	if err := s.Submit(ctx, edit(d, entry), "", "请看"); err != nil {
		t.Fatal(err)
	}
	d = draft(t, s, d.ID)
	if err := s.Correct(ctx, edit(d, entry), data.Correction{Kind: "meta", What: `{}`, Why: "一"}); why(err) != data.WrongState {
		t.Error(err)
	}
	if err := s.SendBack(ctx, edit(d, review), ""); why(err) != data.Incomplete {
		t.Error(err)
	}
	if err := s.SendBack(ctx, edit(d, entry), "我自己退"); why(err) != data.NoRight {
		t.Error(err)
	}
	if err := s.SendBack(ctx, edit(d, review), "第二节没有校"); err != nil {
		t.Fatal(err)
	}
	if d = draft(t, s, d.ID); d.State != data.DraftReturned || !d.State.Editable() {
		t.Errorf("%+v", d)
	}
	notes, err := s.Notes(ctx, d.ID)
	if err != nil || len(notes) != 2 || notes[1].Text != "第二节没有校" || notes[1].By != review {
		t.Errorf("%+v %v", notes, err)
	}
}

// A further edition needs its reason.
func TestReasonOfFurtherEdition(t *testing.T) {
	ctx := context.Background()
	s, path := store(t)
	entry, _, _ := people(t, path)
	publish(t, s, publication(t))
	d := addDraft(t, s, entry)
	if err := s.Submit(ctx, edit(d, entry), "", ""); why(err) != data.Incomplete {
		t.Error(err)
	}
	if err := s.Submit(ctx, edit(d, entry), "更正一处读数", ""); err != nil {
		t.Error(err)
	}
}

// What is approved for later is due then, not before.
func TestDue(t *testing.T) {
	ctx := context.Background()
	s, path := store(t)
	entry, review, _ := people(t, path)
	d := addDraft(t, s, entry)
	if err := s.Submit(ctx, edit(d, entry), "", ""); err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	if err := s.Approve(ctx, edit(draft(t, s, d.ID), review), "", now.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if all, err := s.Due(ctx, now); err != nil || len(all) != 0 {
		t.Error(all, err)
	}
	if all, err := s.Due(ctx, now.Add(2*time.Hour)); err != nil || len(all) != 1 {
		t.Error(all, err)
	}
	if err := s.Revoke(ctx, edit(draft(t, s, d.ID), review), "还要改"); err != nil {
		t.Fatal(err)
	}
	if all, err := s.Due(ctx, now.Add(2*time.Hour)); err != nil || len(all) != 0 {
		t.Error(all, err)
	}
}

// What cannot be written because the disk is full is not half there, and what
// was there stays.
func TestDiskFull(t *testing.T) {
	ctx := context.Background()
	s, path := store(t)
	entry, _, _ := people(t, path)
	before := addDraft(t, s, entry)
	if err := data.LimitPages(ctx, s, 20); err != nil {
		t.Fatal(err)
	}
	in, err := s.Receive(ctx)
	if err == nil {
		b := make([]byte, 8<<20)
		if _, err := rand.NewChaCha8([32]byte{1}).Read(b); err != nil {
			t.Fatal(err)
		}
		if _, err = in.Write(b); err == nil {
			_, err = in.Enqueue("大.pdf", entry, data.QueueLimits{Uploads: 9, Bytes: 1 << 40}, time.Now())
		}
		in.Close()
	}
	if why(err) != data.DiskFull {
		t.Fatal(err)
	}
	if all, err := s.Uploads(ctx, 0, 10); err != nil || len(all) != 0 {
		t.Error(all, err)
	}
	// What cannot be published now is tried again, not sent back.
	if _, _, err := s.Publish(ctx, publication(t)); !data.Passing(err) {
		t.Errorf("publishing on a full disk: %v", err)
	}
	if editions, err := s.AllCurrent(ctx); err != nil || len(editions) != 0 {
		t.Error(editions, err)
	}
	if _, err := s.DraftContent(ctx, before.ID); err != nil {
		t.Error(err)
	}
}
