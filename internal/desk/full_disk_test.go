package desk

import (
	"context"
	"database/sql"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mingzhang/internal/data"
	"mingzhang/internal/smalldisk"
)

// A file whose drafts do not fit on the disk is no unreadable file: it waits,
// says why, and is read when there is room.
func TestReadingOnFullDisk(t *testing.T) {
	smalldisk.Run(t, "32m", func(t *testing.T, folder string) {
		ctx, stop := context.WithCancel(context.Background())
		path := filepath.Join(folder, "site.db")
		s, err := data.Open(ctx, path)
		if err != nil {
			t.Fatal(err)
		}
		d := testDesk(t, s)
		d.patience = 50 * time.Millisecond
		free := func() {}
		tried := make(chan struct{}, 1000)
		d.reading = func(data.Upload) {
			if len(tried) == 0 { // the disk gets full while the first try is under way
				emptyLog(t, path)
				free = smalldisk.Fill(t, folder)
			}
			tried <- struct{}{}
		}
		b, _ := narrative(1)
		u := upload(t, s, "甲.txt", b)
		ended := make(chan struct{})
		go func() { d.Run(ctx); close(ended) }()
		defer func() { stop(); <-ended; s.Close() }()
		wait := func(what string, until func() bool) {
			t.Helper()
			for range 1000 {
				if until() {
					return
				}
				time.Sleep(10 * time.Millisecond)
			}
			t.Fatal(what)
		}
		wait("no word of trouble", func() bool { return d.Trouble("upload:1") != "" })
		if said := d.Trouble("upload:1"); !strings.Contains(said, "磁盘满了") || !strings.Contains(said, "不用重传") {
			t.Errorf("%q", said)
		}
		if u, _ = s.Upload(ctx, u.ID); u.State == data.UploadUnreadable || len(drafts(t, s)) != 0 {
			t.Errorf("%+v", u)
		}
		free()
		wait("it is not read when there is room", func() bool { u, _ := s.Upload(ctx, u.ID); return u.State == data.UploadRead })
		if all := drafts(t, s); len(all) != 1 || all[0].State != data.DraftOpen {
			t.Errorf("%+v", all)
		}
		wait("the trouble is not over", func() bool { return d.Trouble("upload:1") == "" })
	})
}

// emptyLog brings what was written into the database itself, so that there is
// no room left in its log.
func emptyLog(t *testing.T, path string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(`PRAGMA wal_checkpoint(TRUNCATE)`); err != nil {
		t.Fatal(err)
	}
}
