package extract_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mingzhang/internal/fiscal"
)

// corpusDir holds documents that are no part of the project.
const corpusDir = "../../../shared/corpus"

// stated lists the facts that the document states, item|class|basis|value each.
func stated(r *fiscal.Report) []string {
	var out []string
	for _, f := range r.Facts {
		switch f.Origin {
		case fiscal.Stated:
			out = append(out, fmt.Sprintf("%s|%s|%s|%s", f.Item, f.Class.String()+f.EconomicClass.String(), f.Basis, f.Value))
		case fiscal.StatedNone:
			out = append(out, fmt.Sprintf("%s|%s|%s|none", f.Item, f.Class, f.Basis))
		}
	}
	return out
}

func truthOf(t *testing.T, path string) []string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for l := range strings.Lines(string(data)) {
		if l = strings.TrimSpace(l); l != "" && !strings.HasPrefix(l, "#") {
			lines = append(lines, l)
		}
	}
	return lines
}

func unique(lines []string) []string {
	lines = slices.Clone(lines)
	slices.Sort(lines)
	return slices.Compact(lines)
}

func missing(from, in []string) []string {
	var out []string
	for _, l := range from {
		if !slices.Contains(in, l) {
			out = append(out, l)
		}
	}
	return out
}

// TestCorpusVariants reads narratives in the wording of other regions. The
// truth lists what matters; it need not list every figure.
func TestCorpusVariants(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join(corpusDir, "variants", "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) == 0 {
		t.Skip("no corpus at " + corpusDir)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			doc, r := read(t, path)
			checkSources(t, doc, r)
			got := stated(r)
			truth := truthOf(t, strings.TrimSuffix(path, ".txt")+".truth")
			for _, l := range missing(truth, got) {
				t.Errorf("not read: %s", l)
			}
			for _, l := range missing(unique(got), truth) {
				t.Logf("beyond the truth: %s", l)
			}
			for _, u := range r.Coverage.Unread {
				t.Logf("unread %s in %s", u.Text, u.Context)
			}
		})
	}
}

// TestNarratives reads invented narratives, each worded as another region or
// level words them. The truth lists every stated fact; the figures that stay
// unread are listed behind "# unread".
func TestNarratives(t *testing.T) {
	paths, err := filepath.Glob("testdata/narratives/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			doc, r := read(t, path)
			checkSources(t, doc, r)
			got := unique(stated(r))
			truth := truthOf(t, strings.TrimSuffix(path, ".txt")+".truth")
			for _, l := range missing(truth, got) {
				t.Errorf("not read: %s", l)
			}
			for _, l := range missing(got, truth) {
				t.Errorf("wrong: %s", l)
			}
			for _, u := range r.Coverage.Unread {
				t.Logf("unread %s in %s", u.Text, u.Context)
			}
		})
	}
}
