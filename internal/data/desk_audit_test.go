package data_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"mingzhang/internal/audit"
	"mingzhang/internal/data"
)

func act(t testing.TB, s *data.Store, who int64, action audit.Action, subject string) {
	t.Helper()
	e := audit.Entry{Actor: audit.Actor{ID: who, Name: fmt.Sprintf("某人%d", who)}, Action: action, Subject: subject, Detail: map[string]any{"why": "试 <一> 下"}}
	if err := s.Record(context.Background(), e); err != nil {
		t.Fatal(err)
	}
}

// raw opens the file past this package.
func raw(t testing.TB, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+strings.ReplaceAll(strings.ReplaceAll(path, " ", "%20"), "?", "%3f"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func TestTrailIsReadAndFiltered(t *testing.T) {
	s, _ := store(t)
	ctx := context.Background()
	for i := range 7 {
		act(t, s, int64(i%2), audit.DraftSeen, fmt.Sprintf("draft:%d", i))
	}
	act(t, s, 1, audit.LoginOK, "user:1")
	first, err := s.Trail(ctx, data.TrailFilter{}, 0, 5)
	if err != nil || len(first) != 5 || first[0].Number != 8 || first[4].Number != 4 {
		t.Fatalf("%+v %v", first, err)
	}
	rest, err := s.Trail(ctx, data.TrailFilter{}, first[4].Number, 5)
	if err != nil || len(rest) != 3 || rest[2].Number != 1 {
		t.Fatalf("%+v %v", rest, err)
	}
	one := int64(1)
	zero := int64(0)
	for name, c := range map[string]struct {
		filter data.TrailFilter
		want   int
	}{
		"person":       {data.TrailFilter{Actor: &one}, 4},
		"command line": {data.TrailFilter{Actor: &zero}, 4},
		"action":       {data.TrailFilter{Action: audit.LoginOK}, 1},
		"subject":      {data.TrailFilter{Subject: "draft:3"}, 1},
		"kind":         {data.TrailFilter{Subject: "draft:"}, 7},
		"not a prefix": {data.TrailFilter{Subject: "dr"}, 0},
		"since":        {data.TrailFilter{From: time.Now().Add(-time.Hour)}, 8},
		"before":       {data.TrailFilter{To: time.Now().Add(-time.Hour)}, 0},
		"all at once":  {data.TrailFilter{Actor: &one, Action: audit.DraftSeen, Subject: "draft:", From: time.Now().Add(-time.Hour), To: time.Now().Add(time.Hour)}, 3},
	} {
		got, err := s.Trail(ctx, c.filter, 0, 100)
		if err != nil || len(got) != c.want {
			t.Errorf("%s: %d entries, want %d (%v)", name, len(got), c.want, err)
		}
	}
	who, err := s.TrailActors(ctx)
	if err != nil || len(who) != 2 || who[1].Name != "某人1" {
		t.Errorf("%v %v", who, err)
	}
}

// Many at once make one unbroken chain.
func TestTrailIsOneChain(t *testing.T) {
	s, _ := store(t)
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for range 10 {
				act(t, s, int64(i), audit.DraftSeen, "draft:1")
			}
		})
	}
	all.Wait()
	c, err := s.CheckTrail(context.Background())
	if err != nil || c.Count() != 80 {
		t.Fatalf("%v, %d entries", err, c.Count())
	}
	if n, err := s.TrailHas(context.Background(), c.Last()); err != nil || n != 80 {
		t.Errorf("the last hash is at %d, %v", n, err)
	}
}

// Entries cannot be changed, taken away, replaced or put between, even past
// this package; with the guards gone too it shows.
func TestTrailIsAppendOnly(t *testing.T) {
	s, path := store(t)
	for range 4 {
		act(t, s, 1, audit.DraftSeen, "draft:1")
	}
	db := raw(t, path)
	for _, q := range []string{
		`UPDATE desk_audit SET actor_name = '别人' WHERE number = 2`,
		`DELETE FROM desk_audit WHERE number = 4`,
		`INSERT OR REPLACE INTO desk_audit SELECT 2, at, 7, '别人', action, subject, detail, previous, 'x' FROM desk_audit WHERE number = 2`,
		`INSERT INTO desk_audit SELECT 9, at, actor_id, actor_name, action, subject, detail, previous, 'x' FROM desk_audit WHERE number = 2`,
	} {
		if _, err := db.Exec(q); err == nil || !strings.Contains(err.Error(), "不能改动") {
			t.Errorf("%s: %v", q, err)
		}
	}
	if _, err := s.CheckTrail(context.Background()); err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{`DROP TRIGGER desk_audit_no_update`, `UPDATE desk_audit SET actor_name = '别人' WHERE number = 2`} {
		if _, err := db.Exec(q); err != nil {
			t.Fatal(err)
		}
	}
	var broken *audit.Broken
	if _, err := s.CheckTrail(context.Background()); !errors.As(err, &broken) || broken.Number != 2 {
		t.Errorf("a changed entry: %v", err)
	}
}
