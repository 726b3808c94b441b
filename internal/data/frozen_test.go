package data_test

import (
	"context"
	"io"
	"os"
	"path/filepath"
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
