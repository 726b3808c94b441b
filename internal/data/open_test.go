package data_test

import (
	"bytes"
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"mingzhang/internal/data"
)

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "notes.db")
	if err := os.WriteFile(text, []byte("这不是数据库，是一段长一点的文字"), 0o644); err != nil {
		t.Fatal(err)
	}
	newer := filepath.Join(dir, "newer.db")
	s, err := data.Open(context.Background(), newer)
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	db, _ := sql.Open("sqlite", newer)
	if _, err := db.Exec(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)`); err != nil {
		t.Fatal(err)
	}
	db.Close()
	foreign := filepath.Join(dir, "bookmarks.db")
	db, _ = sql.Open("sqlite", foreign)
	if _, err := db.Exec(`CREATE TABLE bookmarks (url TEXT)`); err != nil {
		t.Fatal(err)
	}
	db.Close()
	broken := filepath.Join(dir, "broken.db")
	if err := os.WriteFile(broken, append([]byte("SQLite format 3\x00"), bytes.Repeat([]byte{7}, 5000)...), 0o644); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		text: "不是 SQLite 数据库", dir: "文件夹", filepath.Join(dir, "no/such/a.db"): "文件夹不存在", newer: "升级程序",
		foreign: "别的程序", broken: "备份",
	} {
		if _, err := data.Open(context.Background(), path); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v, want %q", path, err, want)
		}
	}
	if b, _ := os.ReadFile(text); !strings.HasPrefix(string(b), "这不是数据库") {
		t.Error("the refused file was changed")
	}
	db, _ = sql.Open("sqlite", foreign)
	defer db.Close()
	var tables int
	if err := db.QueryRow(`SELECT count(*) FROM sqlite_schema`).Scan(&tables); err != nil || tables != 1 {
		t.Errorf("%d tables in another program's database (%v)", tables, err)
	}
}

// A folder in which nobody may write, root included.
func TestOpenUnwritable(t *testing.T) {
	if _, err := os.Stat("/proc/self"); err != nil {
		t.Skip("no /proc here")
	}
	if _, err := data.Open(context.Background(), "/proc/mingzhang.db"); err == nil ||
		!strings.Contains(err.Error(), "写权限") || !strings.Contains(err.Error(), "/proc/mingzhang.db") {
		t.Errorf("%v, want a word about 写权限", err)
	}
}

// Programs that start together agree on who makes the tables.
func TestOpenAtOnce(t *testing.T) {
	for range 5 {
		path := filepath.Join(t.TempDir(), "new.db")
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				s, err := data.Open(context.Background(), path)
				if err != nil {
					t.Error(err)
					return
				}
				defer s.Close()
				if err := s.Ping(context.Background()); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
	}
}
