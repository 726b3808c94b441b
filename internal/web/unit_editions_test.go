package web_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/intake"
)

// The newest edition of each year counts: a correction of last year's document
// settles a difference, and takes nothing from the editions before it.
func TestRestatedByNewEdition(t *testing.T) {
	ctx := context.Background()
	s := newSite(t)
	s.load("2024.txt")
	first := s.load("2023.txt", "2024年", "2023年")
	total := func() (data.Restatement, int) {
		all, err := s.store.Restatements(ctx, data.RestatementFilter{UnitID: 1})
		if err != nil {
			t.Fatal(err)
		}
		var found data.Restatement
		n := 0
		for _, r := range all {
			if r.Own.Fact.Item == fiscal.IncomeTotal {
				found, n = r, n+1
			}
		}
		return found, n
	}
	r, n := total()
	if n != 1 || r.Kind != fiscal.Adjusted || r.Difference != "-1630.51" || r.Own.Edition != first.Key { // 7,806.13 − 9,436.64
		t.Errorf("%d found: %+v", n, r.Restatement)
	}
	second := s.load("2023 更正.txt", "2024年", "2023年", "收入总计9,436.64", "收入总计7,806.13")
	if r, n := total(); n != 1 || r.Kind != fiscal.Consistent || r.Own.Edition != second.Key {
		t.Errorf("%d found after the correction: %+v", n, r.Restatement)
	}
	if second.Number != 2 {
		t.Errorf("the correction is edition %d", second.Number)
	}
	if body := s.get("/e/" + first.Key + "/"); !strings.Contains(body, "9,436.64") {
		t.Error("the first edition has changed")
	}
	if done, err := intake.Relate(ctx, s.store, 0); err != nil || done != 0 {
		t.Errorf("everything is done, yet %d were done again, %v", done, err)
	}
}

// What a year lost to a merger is no adjustment: the accounts are those of
// another circle of bodies.
func TestRestatedByMerger(t *testing.T) {
	ctx := context.Background()
	s := newSite(t)
	s.load("2023.txt", "2024年", "2023年")
	s.load("2024.txt")
	if _, _, err := s.store.Declare(ctx, data.Declaration{Kind: data.Merge, Unit: 1, Other: "某区粮食局", Year: 2024, Now: time.Now()}); err != nil {
		t.Fatal(err)
	}
	all, err := s.store.Restatements(ctx, data.RestatementFilter{UnitID: 1, Differs: true})
	if err != nil || len(all) == 0 {
		t.Fatalf("%d, %v", len(all), err)
	}
	for _, r := range all {
		if r.Kind != fiscal.Recast || r.Cause != fiscal.ScopeChanged || !strings.Contains(r.Note, "合并") {
			t.Errorf("%+v", r.Restatement)
		}
	}
	u, err := s.store.Unit(ctx, 1)
	if err != nil {
		t.Fatal(err)
	}
	body := s.get(unitPath(u))
	for _, words := range []string{"2024 年起某区粮食局并入本单位", "break-mark", "口径变化", "2024 年，合并"} {
		if !strings.Contains(body, words) {
			t.Errorf("the page does not say %q", words)
		}
	}
}
