package data

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// old makes a database as version 8 of the tables had it, with a unit in it.
func old(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "mingzhang.db")
	db, err := OpenAt(context.Background(), path, 8)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(`INSERT INTO units (name, region, region_inferred, slug) VALUES ('某局', '', 0, '某局')`); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// An older database is copied before it is brought up to date, and whoever
// opens it is told.
func TestUpgradeKeepsACopy(t *testing.T) {
	ctx, path := context.Background(), old(t)
	var told []Upgrade
	tell := func(u Upgrade) { told = append(told, u) }
	s, err := Open(ctx, path, tell)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	newest, err := NewestStep()
	if err != nil {
		t.Fatal(err)
	}
	if len(told) != 1 || told[0].From != 8 || told[0].To != newest {
		t.Fatalf("%+v", told)
	}
	if !strings.HasPrefix(told[0].Backup, path+".before-") {
		t.Error(told[0].Backup)
	}
	info, err := os.Stat(told[0].Backup)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Error(info, err)
	}
	h, err := Examine(ctx, told[0].Backup)
	if err != nil || h.Schema != 8 || h.Units != 1 {
		t.Errorf("%+v %v", h, err)
	}
	again, err := Open(ctx, path, tell)
	if err != nil {
		t.Fatal(err)
	}
	again.Close()
	if len(told) != 1 {
		t.Errorf("nothing was left to do: %+v", told)
	}
}

// A new database has nothing to be kept.
func TestNewDatabaseIsNoUpgrade(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new.db")
	s, err := Open(context.Background(), path, func(u Upgrade) { t.Errorf("%+v", u) })
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if found, _ := filepath.Glob(path + "*.bak"); len(found) > 0 {
		t.Error(found)
	}
}

// Without room for the copy nothing is touched.
func TestUpgradeWithoutRoom(t *testing.T) {
	path := old(t)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	u := Upgrade{From: 8, To: 12}
	err = u.keep(context.Background(), path, func(string) (uint64, bool) { return 1 << 20, true })
	if err == nil || !strings.Contains(err.Error(), "数据库没有动") || !strings.Contains(err.Error(), "只剩 1 MB") {
		t.Fatal(err)
	}
	after, err := os.ReadFile(path)
	if err != nil || string(after) != string(before) {
		t.Error("the database was touched", err)
	}
	if entries, _ := os.ReadDir(filepath.Dir(path)); len(entries) != 1 {
		t.Error(entries)
	}
}
