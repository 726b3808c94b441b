package data_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mingzhang/internal/data"
)

// A copy is read without a file beside it being made, refuses to be written
// to, and is read anew when it is replaced.
func TestReplica(t *testing.T) {
	ctx := context.Background()
	s, path := store(t)
	p := publication(t)
	if _, _, err := s.Publish(ctx, renamed(t, p, 1)); err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	replica := filepath.Join(folder, "replica.db")
	if err := data.Copy(ctx, path, replica); err != nil {
		t.Fatal(err)
	}
	r, err := data.OpenReplica(ctx, replica)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	count := func() int {
		t.Helper()
		c, err := r.Count(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return c.Units
	}
	generation, err := r.Generation(ctx)
	if err != nil || count() != 1 {
		t.Fatal(count(), err)
	}
	if _, _, err := r.Publish(ctx, renamed(t, p, 2)); err == nil {
		t.Error("a copy was written to")
	}
	if entries, _ := os.ReadDir(folder); len(entries) != 1 {
		t.Error(entries)
	}
	for _, read := range []func() error{
		func() error { f, err := r.Freeze(ctx); return closed(f, err) },
		func() error { f, err := r.Snapshot(ctx); return closed(f, err) },
	} {
		if err := read(); err != nil {
			t.Error(err)
		}
	}
	if entries, _ := os.ReadDir(folder); len(entries) != 1 {
		t.Error(entries)
	}
	if _, _, err := s.Publish(ctx, renamed(t, p, 2)); err != nil {
		t.Fatal(err)
	}
	next := filepath.Join(folder, "next.db")
	if err := data.Copy(ctx, path, next); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(next, replica); err != nil {
		t.Fatal(err)
	}
	deadline := time.Now().Add(10 * time.Second)
	for count() != 2 {
		if time.Now().After(deadline) {
			t.Fatal("the new file is not read")
		}
		time.Sleep(50 * time.Millisecond)
	}
	if now, err := r.Generation(ctx); err != nil || now == generation {
		t.Error("the pages would be kept", now, err)
	}
}

func closed(c interface{ Close() error }, err error) error {
	if err != nil {
		return err
	}
	return c.Close()
}

// What is no copy at rest, or of another version, is refused in words.
func TestNoReplica(t *testing.T) {
	ctx := context.Background()
	s, path := store(t)
	if _, _, err := s.Publish(ctx, publication(t)); err != nil {
		t.Fatal(err)
	}
	if _, err := data.OpenReplica(ctx, path); err == nil || !strings.Contains(err.Error(), "不是副本") {
		t.Error(err)
	}
	if _, err := data.OpenReplica(ctx, path+"-not"); err == nil || !strings.Contains(err.Error(), "没有数据库") {
		t.Error(err)
	}
	older := filepath.Join(t.TempDir(), "older.db")
	db, err := data.OpenAt(ctx, older, 8)
	if err != nil {
		t.Fatal(err)
	}
	db.Close()
	if _, err := data.OpenReplica(ctx, older); err == nil || !strings.Contains(err.Error(), "请先升级主站") {
		t.Error(err)
	}
}
