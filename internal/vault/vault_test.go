package vault

import (
	"bytes"
	"context"
	"crypto/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mingzhang/internal/data"
	"mingzhang/internal/intake"
	"mingzhang/internal/specimen"
)

var noon = time.Date(2025, 1, 2, 12, 0, 0, 0, time.UTC)

// filled is a database with two editions, still open.
func filled(t *testing.T) (store *data.Store, path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "mingzhang.db")
	store, err := data.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	for _, r := range specimen.Years(1, specimen.Course{From: 2022, Years: 2, Options: specimen.Options{Style: "xinjiang", NoForms: true}}).Reports {
		body := r.Text()
		read := intake.Read(context.Background(), intake.File{Name: "a.txt", Path: "a.txt", Open: func() ([]byte, error) { return body, nil }})
		if read.Err != nil {
			t.Fatal(read.Err)
		}
		if _, _, err := store.Publish(context.Background(), data.Publication{Report: read.Report, Text: read.Document.Text, Original: body, Now: noon}); err != nil {
			t.Fatal(err)
		}
	}
	return store, path
}

func TestBackup(t *testing.T) {
	ctx := context.Background()
	_, path := filled(t)
	to := filepath.Join(t.TempDir(), "备份.db")
	m, err := Backup{Database: path, To: to, Now: noon}.Run(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if m.Health.Units != 1 || m.Health.Editions != 2 || m.Health.Documents != 2 || m.Health.Facts == 0 {
		t.Errorf("%+v", m.Health)
	}
	if info, err := os.Stat(to); err != nil || info.Mode().Perm() != 0o600 {
		t.Error(info, err)
	}
	if entries, _ := os.ReadDir(filepath.Dir(to)); len(entries) != 1 {
		t.Error(entries)
	}
	if _, err := (Backup{Database: path, To: to, Now: noon}).Run(ctx); err == nil || !strings.Contains(err.Error(), "--force") {
		t.Error(err)
	}
	if _, err := (Backup{Database: path, To: to, Now: noon, Force: true}).Run(ctx); err != nil {
		t.Error(err)
	}
	if _, err := (Backup{Database: path, To: path, Now: noon, Force: true}).Run(ctx); err == nil {
		t.Error("a database was copied onto itself")
	}
	if _, err := (Backup{Database: path + "-not", To: to, Now: noon}).Run(ctx); err == nil || !strings.Contains(err.Error(), "没有数据库") {
		t.Error(err)
	}
	if _, err := (Backup{Database: path, To: filepath.Join(to+"-no", "x.db"), Now: noon}).Run(ctx); err == nil || !strings.Contains(err.Error(), "不存在") {
		t.Error(err)
	}
}

// A folder keeps the newest copies, and everything that is none.
func TestBackupKeeps(t *testing.T) {
	ctx := context.Background()
	_, path := filled(t)
	folder := t.TempDir()
	other := filepath.Join(folder, "mingzhang-手抄.db")
	if err := os.WriteFile(other, []byte("别动"), 0o600); err != nil {
		t.Fatal(err)
	}
	for day := range 4 {
		m, err := Backup{Database: path, To: folder, Keep: 2, Now: noon.AddDate(0, 0, day)}.Run(ctx)
		if err != nil || len(m.Removed) != max(0, min(1, day-1)) {
			t.Fatal(m.Removed, err)
		}
	}
	left, _ := filepath.Glob(filepath.Join(folder, "*"))
	want := []string{filepath.Join(folder, "mingzhang-20250104-120000.db"), filepath.Join(folder, "mingzhang-20250105-120000.db"), other}
	if strings.Join(left, " ") != strings.Join(want, " ") {
		t.Error(left)
	}
}

// Nothing is lost whatever byte of a copy is wrong: it is found, or it is of
// no consequence to what the copy holds.
func TestDamagedCopyIsRefused(t *testing.T) {
	ctx := context.Background()
	_, path := filled(t)
	to := filepath.Join(t.TempDir(), "copy.db")
	if _, err := (Backup{Database: path, To: to, Now: noon}).Run(ctx); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	target := filepath.Join(t.TempDir(), "target.db")
	for name, body := range map[string][]byte{
		"cut off":     whole[:len(whole)*2/3],
		"overwritten": overwritten(whole),
		"empty":       {},
		"other":       []byte("不是数据库"),
	} {
		if err := os.WriteFile(to, body, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Restore(ctx, to, target, noon); err == nil {
			t.Errorf("%s: it was put in place", name)
		}
		if _, err := os.Stat(target); err == nil {
			t.Errorf("%s: there is a database now", name)
		}
	}
}

// overwritten has noise in the middle.
func overwritten(whole []byte) []byte {
	b := bytes.Clone(whole)
	_, _ = rand.Read(b[len(b)/2 : len(b)/2+len(b)/4])
	return b
}

func TestRestore(t *testing.T) {
	ctx := context.Background()
	store, path := filled(t)
	to := filepath.Join(t.TempDir(), "copy.db")
	if _, err := (Backup{Database: path, To: to, Now: noon}).Run(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := Restore(ctx, to, path, noon); err == nil || !strings.Contains(err.Error(), "先停下网站") {
		t.Fatal(err)
	}
	before, err := store.Count(ctx)
	if err != nil {
		t.Fatal("the database that is open was touched", err)
	}
	store.Close()
	r, err := Restore(ctx, to, path, noon)
	if err != nil {
		t.Fatal(err)
	}
	if r.Replaced != path+".replaced-20250102-120000" {
		t.Error(r.Replaced)
	}
	for _, name := range []string{path, r.Replaced} {
		h, err := data.Examine(ctx, name)
		if err != nil || h.Editions != 2 {
			t.Errorf("%s: %+v %v", name, h, err)
		}
	}
	again, err := data.Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if now, err := again.Count(ctx); err != nil || now != before {
		t.Error(now, before, err)
	}
}

// Where there is no database the copy becomes one.
func TestRestoreToNothing(t *testing.T) {
	ctx := context.Background()
	_, path := filled(t)
	to, target := filepath.Join(t.TempDir(), "copy.db"), filepath.Join(t.TempDir(), "new.db")
	if _, err := (Backup{Database: path, To: to, Now: noon}).Run(ctx); err != nil {
		t.Fatal(err)
	}
	r, err := Restore(ctx, to, target, noon)
	if err != nil || r.Replaced != "" {
		t.Fatal(r, err)
	}
	if h, err := data.Examine(ctx, target); err != nil || h.Editions != 2 {
		t.Errorf("%+v %v", h, err)
	}
}

// A damaged database is replaced too: that is what copies are for.
func TestRestoreOverDamage(t *testing.T) {
	ctx := context.Background()
	store, path := filled(t)
	to := filepath.Join(t.TempDir(), "copy.db")
	if _, err := (Backup{Database: path, To: to, Now: noon}).Run(ctx); err != nil {
		t.Fatal(err)
	}
	store.Close()
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, overwritten(whole), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := (Backup{Database: path, To: filepath.Join(t.TempDir(), "bad.db"), Now: noon}).Run(ctx); err == nil {
		t.Error("a damaged database was copied as if it were whole")
	}
	if _, err := Restore(ctx, to, path, noon); err != nil {
		t.Fatal(err)
	}
	if h, err := data.Examine(ctx, path); err != nil || h.Editions != 2 {
		t.Errorf("%+v %v", h, err)
	}
}
