package data_test

import (
	"bytes"
	"context"
	"database/sql"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"mingzhang/internal/data"
)

// A snapshot is a database of its own with everything that was published, and
// leaves nothing behind.
func TestSnapshot(t *testing.T) {
	s, path := store(t)
	e, _ := publish(t, s, publication(t))
	file, err := s.Snapshot(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if names, _ := os.ReadDir(filepath.Dir(path)); len(names) > 3 { // the database, its log, its index
		t.Errorf("beside the database: %v", names)
	}
	publish(t, s, publication(t, "2.14", "2.15"))
	copied := filepath.Join(t.TempDir(), "copy.db")
	out, err := os.Create(copied)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(out, file); err != nil {
		t.Fatal(err)
	}
	out.Close()
	other, err := data.Open(context.Background(), copied)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	count, err := other.Count(context.Background())
	if err != nil || count.Editions != 1 {
		t.Errorf("%+v %v", count, err)
	}
	want, err := s.Report(context.Background(), e.ID)
	if err != nil {
		t.Fatal(err)
	}
	got, err := other.Report(context.Background(), e.ID)
	if err != nil {
		t.Fatal(err)
	}
	sameReport(t, want, got)
}

func TestSnapshotIsCancelled(t *testing.T) {
	s, path := store(t)
	publish(t, s, publication(t))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if f, err := s.Snapshot(ctx); err == nil {
		f.Close()
		t.Error("a cancelled snapshot was made")
	}
	if names, _ := os.ReadDir(filepath.Dir(path)); len(names) > 3 {
		t.Errorf("left behind: %v", names)
	}
}

// What is frozen does not change, and cannot be written to.
func TestFreeze(t *testing.T) {
	s, _ := store(t)
	publish(t, s, publication(t))
	f, err := s.Freeze(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	publish(t, s, publication(t, "2.14", "2.15"))
	reports, err := f.Reports(context.Background(), data.Scope{All: true}, data.Page{Limit: 10})
	if err != nil || len(reports) != 1 {
		t.Errorf("%d reports, %v", len(reports), err)
	}
	now, err := s.Reports(context.Background(), data.Scope{All: true}, data.Page{Limit: 10})
	if err != nil || len(now) != 2 {
		t.Errorf("%d reports now, %v", len(now), err)
	}
}

// Of the administrators' side a snapshot holds no table and not a byte, of
// what was deleted neither; opened, it gets the tables anew.
func TestSnapshotIsPublic(t *testing.T) {
	const secret = "绝密的一句话三十七"
	s, path := store(t)
	publish(t, s, publication(t))
	for range 300 { // on pages of its own too
		act(t, s, 1, "draft.seen", "draft:"+secret)
	}
	db := raw(t, path)
	for _, q := range []string{
		`INSERT INTO desk_users (id, name, display, role, password, code_secret, created_at) VALUES (1, '` + secret + `', '` + secret + `', 'admin', '` + secret + `', '` + secret + `', '')`,
		`INSERT INTO desk_failures VALUES ('` + secret + `', 1, 1, 1, 0)`,
		`ANALYZE`,
		`DELETE FROM desk_failures`,
	} {
		if _, err := db.Exec(q); err != nil {
			t.Fatal(err)
		}
	}
	file, err := s.Snapshot(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	all, err := io.ReadAll(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{secret, "desk_"} {
		if bytes.Contains(all, []byte(word)) {
			t.Errorf("the public copy holds %q", word)
		}
	}
	copied := filepath.Join(t.TempDir(), "copy.db")
	if err := os.WriteFile(copied, all, 0o600); err != nil {
		t.Fatal(err)
	}
	other, err := data.Open(context.Background(), copied)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if want, got := tables(t, db), tables(t, raw(t, copied)); !slices.Equal(want, got) {
		t.Errorf("tables of the copy once opened: %v, want %v", got, want)
	}
	if c, err := other.CheckTrail(context.Background()); err != nil || c.Count() != 0 {
		t.Errorf("the trail of the copy has %d entries (%v)", c.Count(), err)
	}
}

func tables(t *testing.T, db *sql.DB) (names []string) {
	t.Helper()
	rows, err := db.Query(`SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	return names
}
