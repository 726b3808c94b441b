package desk_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"mingzhang/internal/desk"
	"mingzhang/internal/document"
	"mingzhang/internal/extract"
	"mingzhang/internal/reconcile"
)

// On published documents, an uncorrected report is the reader's, and opening
// one takes no longer than people wait.
func TestApplyNothingToPublished(t *testing.T) {
	const corpus = "../../../shared/corpus"
	if _, err := os.Stat(corpus); err != nil {
		t.Skip("the published documents are not here")
	}
	const every, patience = 40, 5 * time.Second
	var files []string
	_ = filepath.WalkDir(corpus, func(p string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && filepath.Ext(p) != ".json" {
			files = append(files, p)
		}
		return nil
	})
	read, slowest := 0, time.Duration(0)
	for i := 0; i < len(files); i += max(1, len(files)/every) {
		b, err := os.ReadFile(files[i])
		if err != nil {
			t.Fatal(err)
		}
		doc, err := document.Read(context.Background(), filepath.Base(files[i]), b)
		if err != nil {
			continue
		}
		r, err := extract.Read(doc)
		if err != nil {
			continue
		}
		r.Checks = reconcile.RunText(r, doc.Text)
		start := time.Now()
		got, err := desk.Apply(r, doc.Text, nil)
		took := time.Since(start)
		if err != nil {
			t.Fatal(err)
		}
		if asJSON(t, got) != asJSON(t, r) {
			t.Errorf("%s: an uncorrected report has changed", files[i])
		}
		refs := map[desk.FactRef]int{}
		for _, f := range r.Facts {
			if f.Source != nil {
				refs[desk.FactRef{At: f.Source.Start, Tag: f.Tag()}]++
			}
		}
		for ref, n := range refs {
			if n > 1 {
				t.Errorf("%s: %d facts have the place and tag %+v", files[i], n, ref)
			}
		}
		read++
		slowest = max(slowest, took)
		if took > patience {
			t.Errorf("%s: opened in %s", files[i], took)
		}
	}
	t.Logf("%d documents, the slowest opened in %s", read, slowest)
}
