package pdf_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"mingzhang/internal/pdf"
	"mingzhang/internal/pdf/pdftest"
)

// readsOn reads a small file.
func readsOn(t *testing.T) {
	t.Helper()
	if got := textOf(read(t, pdftest.Write(pdftest.Page{Content: pdftest.Text(100, 700, 12, "收入")}))[0]); got != "收入" {
		t.Errorf("read %q", got)
	}
}

// nested writes a file of forms that draw each other ten times, ten deep: it
// keeps the engine busy for days.
func nested() []byte {
	f := &pdftest.File{}
	root, tree := f.Add(""), f.Add("")
	last := f.Stream("/Type/XObject/Subtype/Form/BBox[0 0 1000 1000]", strings.Repeat("0 0 m 9 9 l S\n", 100))
	for range 9 {
		last = f.Stream(fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[0 0 1000 1000]/Resources<</XObject<</X %d 0 R>>>>", last), strings.Repeat("/X Do\n", 10))
	}
	body := f.Stream("", strings.Repeat("/X Do\n", 10))
	page := f.Add(fmt.Sprintf("<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</X %d 0 R>>>>/Contents %d 0 R>>", tree, last, body))
	f.Put(root, fmt.Sprintf("<</Type/Catalog/Pages %d 0 R>>", tree))
	f.Put(tree, fmt.Sprintf("<</Type/Pages/Count 1/Kids[%d 0 R]>>", page))
	return f.Bytes(root, "")
}

// A file that keeps the engine busy is stopped, and the next one is read.
func TestTimeIsUp(t *testing.T) {
	readsOn(t) // the engine is warm
	ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer cancel()
	start := time.Now()
	_, err := pdf.Read(ctx, nested(), 10)
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v, want the end of the time", err)
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("stopped after %v", took)
	}
	readsOn(t)
}

// More files than there are engines wait for their turn.
func TestManyAtOnce(t *testing.T) {
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() { readsOn(t) })
	}
	wait.Wait()
}

func TestEngineRests(t *testing.T) {
	readsOn(t)
	pdf.Rest()
	if !pdf.Resting() {
		t.Error("the engine is kept")
	}
	readsOn(t)
}

// Whatever is wrong with the cache of the compiled engine, files are read.
func TestBrokenCache(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the engine")
	}
	readsOn(t) // there is a cache
	base, err := os.UserCacheDir()
	if dir := os.Getenv("MINGZHANG_CACHE"); dir != "" {
		base, err = filepath.Dir(dir), nil
	}
	if err != nil {
		t.Skip(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "pdfium"), os.DirFS(filepath.Join(base, "mingzhang", "pdfium"))); err != nil {
		t.Skip("no cache to break: ", err)
	}
	n := 0
	err = filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		n++
		return os.Truncate(path, info.Size()/2)
	})
	if err != nil || n == 0 {
		t.Fatal("nothing to break: ", err)
	}
	t.Setenv("MINGZHANG_CACHE", dir)
	pdf.Rest()
	readsOn(t)
	// A file stands where the folder should be.
	if err := os.WriteFile(filepath.Join(dir, "file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("MINGZHANG_CACHE", filepath.Join(dir, "file"))
	pdf.Rest()
	readsOn(t)
	pdf.Rest()
}
