package data_test

import (
	"context"
	"database/sql"
	"path/filepath"
	"sync"
	"testing"

	"mingzhang/internal/data"
)

func TestProbe(t *testing.T) {
	for range 20 {
		path := filepath.Join(t.TempDir(), "a.db")
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				s, err := data.Open(context.Background(), path)
				if err != nil {
					t.Log("open:", err)
					return
				}
				s.Close()
			})
		}
		wg.Wait()
	}
	_, err := data.Open(context.Background(), "/proc/a.db")
	t.Log(err)
	p := filepath.Join(t.TempDir(), "other.db")
	db, _ := sql.Open("sqlite", p)
	db.Exec("CREATE TABLE bookmarks (a)")
	db.Close()
	s, err := data.Open(context.Background(), p)
	t.Log(err)
	if s != nil { s.Close() }
}
