package specimen

import (
	"context"
	"errors"
	"fmt"
	"sort"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"mingzhang/internal/document"
	"mingzhang/internal/extract"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/reconcile"
)

// TestEvaluations reads evaluation tables back from every format with cells:
// each cell as it was written and in its place, and of the checks exactly the
// planted contradictions.
func TestEvaluations(t *testing.T) {
	for _, f := range []format{
		{name: "txt of tabs", write: plain((*Specimen).Text), file: "%d.txt"},
		{name: "txt of cells", write: plain((*Specimen).CellText), file: "%d.txt"},
		{name: "html", write: plain((*Specimen).HTML), file: "%d.html"},
		{name: "docx", write: (*Specimen).DOCX, file: "%d.docx"},
		{name: "xlsx", write: (*Specimen).XLSX, file: "%d.xlsx"},
		{name: "zip", write: (*Specimen).Zip, file: "%d.zip"},
		{name: "pdf", file: "%d.pdf", most: 3},
	} {
		t.Run(f.name, func(t *testing.T) {
			planted, n := 0, howMany(t)
			if f.write == nil {
				dir := t.TempDir()
				f.write = func(s *Specimen) ([]byte, error) { return s.PDF(t.Context(), dir) }
				n = min(n, f.most)
			}
			for seed := range uint64(n) {
				s := New(seed, Options{Style: Styles()[seed%uint64(len(Styles()))], Evaluations: 1 + int(seed%5), Contradictions: int(seed % 4)})
				planted += len(s.Contradictions())
				data, err := f.write(s)
				if errors.Is(err, ErrNoBrowser) {
					t.Skip(err)
				}
				if err != nil {
					t.Fatal(err)
				}
				d, err := document.Read(context.Background(), fmt.Sprintf(f.file, seed), data)
				if err != nil {
					t.Fatal(err)
				}
				r, err := extract.Read(d)
				if err != nil {
					t.Fatal(err)
				}
				sameEvaluations(t, s, r)
				sameContradictions(t, s, r)
				if t.Failed() {
					t.Fatalf("seed %d, %s", seed, s.Style)
				}
			}
			if planted == 0 {
				t.Error("nothing was planted, the test proves nothing")
			}
		})
	}
}

func sameEvaluations(t *testing.T, s *Specimen, r *fiscal.Report) {
	t.Helper()
	if diff := cmp.Diff(s.Evaluations(), r.Evaluations, cmpopts.IgnoreFields(fiscal.Evaluation{}, "Source", "Cells"), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("evaluations differ (-written +read):\n%s", diff)
		return
	}
	for n, e := range r.Evaluations {
		for i, x := range e.Indicators {
			for field, text := range map[string]string{"level1": x.Level1, "level3": x.Level3, "target": x.Target, "actual": x.Actual, "score": x.Score} {
				if c := e.Cells[fmt.Sprintf("indicators.%d.%s", i, field)]; c.Text != text {
					t.Errorf("table %d, row %d, %s: place of %q, want %q", n, i, field, c.Text, text)
				}
			}
		}
	}
}

func sameContradictions(t *testing.T, s *Specimen, r *fiscal.Report) {
	t.Helper()
	name := func(c fiscal.CellRef) string { return fmt.Sprintf("%d %s", c.Evaluation, c.Cell) }
	want, got := map[string]bool{}, map[string]bool{}
	for _, c := range s.Contradictions() {
		want[name(c)] = true
	}
	for _, c := range reconcile.Run(r) {
		if c.Rule == "T15" && c.Status == fiscal.Violated && len(c.Facts) == 0 {
			got[name(c.Cells[0])] = true
		}
	}
	if a, b := list(want), list(got); a != b {
		t.Errorf("planted %s, found %s", a, b)
	}
}

func list(set map[string]bool) string {
	var all []string
	for k := range set {
		all = append(all, k)
	}
	sort.Strings(all)
	return strings.Join(all, ", ")
}
