package admin_test

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"mingzhang/internal/account"
	"mingzhang/internal/data"
	"mingzhang/internal/smalldisk"
)

// On a full disk everything that would be written is refused with a sentence,
// nothing is half there, pages are read on, and what waited goes on by itself
// when there is room again.
func TestFullDisk(t *testing.T) {
	smalldisk.Run(t, "48m", func(t *testing.T, folder string) {
		ctx := context.Background()
		d := newWorkIn(t, folder)
		d.person("录入", account.Enter)
		d.person("审核", account.Review)
		entry, review := d.as("录入"), d.as("审核")
		entry.send(sent{"甲.txt", narrative(1)}, sent{"乙.txt", narrative(2)}, sent{"丙.txt", narrative(3)})
		d.settle()
		for _, id := range []string{"1", "2"} {
			if a := entry.post("/admin/drafts/"+id+"/submit", "version", "1"); a.status != http.StatusSeeOther {
				t.Fatal(a.status, text(a.body))
			}
		}
		due := time.Now().Add(2 * time.Second).In(time.FixedZone("UTC+8", 8*60*60)).Format("2006-01-02T15:04:05")
		if a := review.post("/admin/drafts/1/approve", "version", "2", "due", due); a.status != http.StatusSeeOther {
			t.Fatal(a.status, text(a.body))
		}
		d.emptyLog()
		free := smalldisk.Fill(t, folder)
		before := d.tables()

		random := make([]byte, 3<<20)
		for i := range random {
			random[i] = byte(rand.IntN(256))
		}
		entry.send(sent{"大.pdf", string(random)}, sent{"后.pdf", string(random)}).
			says(t, http.StatusInsufficientStorage, "大.pdf：服务器的磁盘满了", "后面的没有收下", "腾出空间")
		entry.post("/admin/drafts/3/meta", "version", "1", "note", "写上的备注", "was-note", "", "why", "补").
			says(t, http.StatusInsufficientStorage, "服务器的磁盘满了，这一次没有保存", "写上的备注")
		entry.post("/admin/drafts/3/submit", "version", "1", "note", "请看").says(t, http.StatusInsufficientStorage, "服务器的磁盘满了", ">请看</textarea>")
		review.post("/admin/drafts/2/approve", "version", "2").says(t, http.StatusInsufficientStorage, "服务器的磁盘满了")
		d.browser().post("/admin/login", "name", "录入", "password", good).says(t, http.StatusInsufficientStorage, "服务器的磁盘满了")
		time.Sleep(2 * time.Second) // the publication is due
		if n, _ := d.reading.PublishDue(ctx); n != 0 {
			t.Errorf("%d published on a full disk", n)
		}
		review.get("/admin/drafts/1").says(t, http.StatusOK, "没有公开：", "服务器的磁盘满了", "会自动再试")
		for _, path := range []string{"/admin/", "/admin/drafts", "/admin/upload", "/admin/drafts/3", "/admin/drafts/3/source"} {
			if a := entry.get(path); a.status != http.StatusOK {
				t.Errorf("%s cannot be read: %d", path, a.status)
			}
		}
		if after := d.tables(); after != before {
			t.Errorf("what was there is not as it was:\n%s\n%s", before, after)
		}

		free()
		if n, err := d.reading.PublishDue(ctx); n != 1 || err != nil {
			t.Errorf("%d published when there is room again: %v", n, err)
		}
		if a := entry.post("/admin/drafts/3/submit", "version", "1", "note", "请看"); a.status != http.StatusSeeOther {
			t.Error(a.status, text(a.body))
		}
		if strings.Contains(review.get("/admin/drafts/1").body, "磁盘满了") {
			t.Error("the trouble is told of after it is over")
		}
		if check, err := d.store.CheckTrail(ctx); err != nil {
			t.Error(check, err)
		}
		d.store.Close()
		if _, err := data.Examine(ctx, d.path); err != nil {
			t.Error(err)
		}
	})
}

// emptyLog brings all that was written into the database itself, so that there
// is no room left in its log.
func (d *desk) emptyLog() {
	d.t.Helper()
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: d.path}).EscapedPath())
	if err != nil {
		d.t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(`PRAGMA wal_checkpoint(TRUNCATE)`); err != nil {
		d.t.Fatal(err)
	}
}

// tables counts the rows that work makes.
func (d *desk) tables() string {
	var all []string
	for _, table := range []string{"desk_uploads", "desk_blobs", "desk_chunks", "desk_corrections", "desk_notes", "desk_audit", "desk_sessions", "editions", "facts", "documents"} {
		all = append(all, fmt.Sprint(table, " ", d.count(`SELECT count(*) FROM `+table)))
	}
	all = append(all, fmt.Sprint("steps ", d.count(`SELECT sum(version) FROM desk_drafts`)))
	return strings.Join(all, ", ")
}
