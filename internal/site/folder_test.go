package site

import (
	"os"
	"path/filepath"
	"testing"
)

// A file that a part no longer has when its copy is killed is swept by the next
// one, and may be written again.
func TestFilesOfAnOlderPart(t *testing.T) {
	root := t.TempDir()
	copied := func(ended bool, names ...string) {
		t.Helper()
		f, err := openFolder(root)
		if err != nil {
			t.Fatal(err)
		}
		defer f.close()
		p, now := &part{}, map[string]bool{}
		for _, name := range names {
			one, _, err := f.put(name, []byte("页面 "+name))
			if err != nil {
				t.Fatal(err)
			}
			p.Files, now[name] = append(p.Files, one), true
		}
		if err := f.finish("unit 1", p); err != nil {
			t.Fatal(err)
		}
		if !ended {
			return
		}
		if _, err := f.sweep(now); err != nil {
			t.Fatal(err)
		}
		if err := f.settle(map[string]*part{"unit 1": p}, nil); err != nil {
			t.Fatal(err)
		}
	}
	there := func(name string) bool {
		_, err := os.Stat(filepath.Join(root, name))
		return err == nil
	}
	copied(true, "u/index.html", "u/2023.html", "u/2024.html")
	copied(false, "u/index.html") // the years were withdrawn; killed before sweeping
	copied(false, "u/index.html", "u/2024.html")
	copied(true, "u/index.html", "u/2024.html")
	if there("u/2023.html") || !there("u/2024.html") {
		t.Errorf("2023 there: %v, 2024 there: %v", there("u/2023.html"), there("u/2024.html"))
	}
}

// What an older version left is known: its files are the copy's own.
func TestOlderState(t *testing.T) {
	root := t.TempDir()
	f, err := openFolder(root)
	if err != nil {
		t.Fatal(err)
	}
	one, _, err := f.put("u/index.html", []byte("页面"))
	if err != nil {
		t.Fatal(err)
	}
	f.close()
	if err := os.Truncate(filepath.Join(root, filepath.FromSlash(journalFile)), 0); err != nil {
		t.Fatal(err)
	}
	old := `{"parts":{"unit 1":{"state":"a","files":[{"path":"u/index.html","bytes":6,"sha256":"` + one.SHA256 + `"}]}}}`
	if err := os.WriteFile(filepath.Join(root, filepath.FromSlash(stateFile)), []byte(old), 0o600); err != nil {
		t.Fatal(err)
	}
	if f, err = openFolder(root); err != nil {
		t.Fatal(err)
	}
	defer f.close()
	if p := f.part("unit 1"); p == nil || p.State != "a" || !f.whole(p) {
		t.Errorf("%+v", p)
	}
	if _, written, err := f.put("u/index.html", []byte("另一页")); err != nil || !written {
		t.Error(written, err)
	}
}
