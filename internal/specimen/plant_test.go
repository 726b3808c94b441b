package specimen

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"mingzhang/internal/document"
	"mingzhang/internal/extract"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/reconcile"
)

// found lists the complaints of the checks about a specimen read back.
func found(t *testing.T, s *Specimen) map[string]bool {
	t.Helper()
	data, err := s.DOCX()
	if err != nil {
		t.Fatal(err)
	}
	d, err := document.Read(context.Background(), "a.docx", data)
	if err != nil {
		t.Fatal(err)
	}
	r, err := extract.Read(d)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]bool{}
	for _, c := range reconcile.RunText(r, d.Text) {
		if c.Status == fiscal.Violated || c.Status == fiscal.Notice {
			all[fmt.Sprintf("%s %s %s %s", c.Rule, c.Status, c.Title, c.Stated)] = true
		}
	}
	return all
}

// TestPlanted: an error planted in a report that is consistent otherwise is
// found by a rule that is there to find it. least is how many of a hundred are
// found; reasons left out have no rule.
func TestPlanted(t *testing.T) {
	least := map[Plant]int{PlantTotal: 85, PlantClass: 95, PlantRate: 85, PlantUnit: 95, PlantYear: 95, PlantReason: 0}
	for _, plant := range Plants {
		t.Run(string(plant), func(t *testing.T) {
			planted, caught := 0, 0
			for seed := range uint64(howMany(t) / 2) {
				style := Styles()[seed%uint64(len(Styles()))]
				s := New(seed, Options{Style: style, Plant: plant})
				p, ok := s.Planted()
				if !ok {
					continue
				}
				planted++
				before := found(t, New(seed, Options{Style: style}))
				hit := false
				for complaint := range found(t, s) {
					if !before[complaint] && slices.ContainsFunc(p.Rules, func(rule string) bool { return complaint[:len(rule)+1] == rule+" " }) {
						hit = true
					}
				}
				if hit {
					caught++
				} else {
					t.Logf("seed %d, %s: %s printed as %s, not %s, is not found (%s)", seed, style, p.Item, p.Printed, p.Right, p.Where)
				}
			}
			t.Logf("%d of %d found", caught, planted)
			if caught*100 < least[plant]*planted {
				t.Errorf("%d of %d found, at least %d of a hundred were", caught, planted, least[plant])
			}
		})
	}
}

// alarms is how many complaints about a hundred consistent specimens are known:
// a rate beside a change that is printed as 0, 完成预算0% of a budget of nothing.
const alarms = 25

// TestNoFalseAlarm: where a specimen is read as it is, no check complains of
// its arithmetic.
func TestNoFalseAlarm(t *testing.T) {
	n, cried := 0, 0
	for seed := range uint64(howMany(t)) {
		s := New(seed, Options{Style: Styles()[seed%uint64(len(Styles()))]})
		data, err := s.DOCX()
		if err != nil {
			t.Fatal(err)
		}
		d, err := document.Read(context.Background(), "a.docx", data)
		if err != nil {
			t.Fatal(err)
		}
		r, err := extract.Read(d)
		if err != nil || len(s.Compare(r).Differences) > 0 {
			continue
		}
		n++
		for _, c := range reconcile.RunText(r, d.Text) {
			if c.Status == fiscal.Violated {
				cried++
				t.Logf("seed %d, %s: %s %s: stated %s, computed %s, difference %s: %s %s", seed, s.Style, c.Rule, c.Title, c.Stated, c.Computed, c.Difference, c.Formula, c.Note)
			}
		}
	}
	t.Logf("%d complaints about %d specimens that were read as they are", cried, n)
	if cried*100 > alarms*n {
		t.Errorf("more than %d for a hundred", alarms)
	}
}
