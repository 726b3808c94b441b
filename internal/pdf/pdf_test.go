package pdf_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"mingzhang/internal/pdf"
)

func corpus(t testing.TB) map[string][]byte {
	t.Helper()
	names, _ := filepath.Glob("../../../shared/corpus/pdf/*.pdf")
	if len(names) == 0 {
		t.Skip("no corpus of real documents beside the project")
	}
	all := map[string][]byte{}
	for _, n := range names {
		data, err := os.ReadFile(n)
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(n)] = data
	}
	return all
}

func TestRead(t *testing.T) {
	for name, data := range corpus(t) {
		for range 2 {
			start := time.Now()
			pages, err := pdf.Read(context.Background(), data, 1000)
			if err != nil {
				t.Fatal(err)
			}
			chars, rules, un := 0, 0, 0
			for _, p := range pages {
				chars += len(p.Chars)
				rules += len(p.Rules)
				un += p.Unmapped
			}
			t.Log(name, len(pages), chars, rules, un, time.Since(start))
		}
	}
}
