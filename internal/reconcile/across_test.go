package reconcile_test

import (
	"context"
	"fmt"
	"testing"

	"mingzhang/internal/document"
	"mingzhang/internal/extract"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/reconcile"
	"mingzhang/internal/specimen"
)

func readSpecimen(t testing.TB, s *specimen.Specimen) *fiscal.Report {
	t.Helper()
	d, err := document.Read(context.Background(), "a.txt", s.CellText())
	if err != nil {
		t.Fatal(err)
	}
	r, err := extract.Read(d)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Reports of consecutive years that agree give no difference; the planted
// restatement is the only one that is found, with both figures.
func TestAcrossSpecimens(t *testing.T) {
	kinds := map[fiscal.RestatementKind]int{}
	for seed := range uint64(30) {
		restate := 0
		if seed%2 == 0 {
			restate = 2022
		}
		h := specimen.Years(seed, specimen.Course{From: 2020, Years: 4, RestateIn: restate, Options: specimen.Options{
			Style: specimen.Styles()[seed%uint64(len(specimen.Styles()))],
		}})
		var reports []*fiscal.Report
		for _, s := range h.Reports {
			reports = append(reports, readSpecimen(t, s))
		}
		found := 0
		for i := 1; i < len(reports); i++ {
			before, after := reports[i-1], reports[i]
			for _, r := range reconcile.Across(before, after) {
				kinds[r.Kind]++
				if !r.Kind.Differs() {
					continue
				}
				was, now := before.Facts[r.Before], after.Facts[r.After]
				if h.Restated != nil && h.Restated.Year == before.Year && (now.Item == fiscal.IncomeTotal || now.Item == fiscal.ExpenseTotal) {
					found++
					continue
				}
				t.Errorf("seed %d %s %d: %s %s %s %s: %s then %s (%s ± %s) %s", seed, h.Reports[0].Style, after.Year, r.Rule, r.Kind, now.Item, now.Class, show(was), show(now), r.Difference, r.Tolerance, r.Note)
			}
		}
		if restate != 0 && found == 0 {
			t.Errorf("seed %d %s: the restatement of %v is not found", seed, h.Reports[0].Style, h.Restated)
		}
	}
	t.Log(kinds)
}

func show(f fiscal.Fact) string {
	if f.Value == nil {
		return "none"
	}
	return fmt.Sprint(f.Value, f.Measure, f.Origin)
}
