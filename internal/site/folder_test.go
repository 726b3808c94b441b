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
