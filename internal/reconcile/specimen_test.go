package reconcile_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
	"mingzhang/internal/reconcile"
	"mingzhang/internal/specimen"
)

// ofSpecimen is the report that a perfect reader makes of a specimen.
func ofSpecimen(s *specimen.Specimen) *fiscal.Report {
	r := &fiscal.Report{Unit: s.Unit, Year: s.Year, Facts: s.Facts()}
	printed := map[int]bool{}
	for i := range r.Facts {
		source := *r.Facts[i].Source
		source.Start, source.End = 20*i, 20*i+len([]rune(source.Text))
		r.Facts[i].Source = &source
		printed[source.Form] = true
	}
	empty := map[int]bool{}
	for _, n := range s.EmptyForms() {
		empty[n] = true
	}
	for _, f := range fiscal.Forms {
		r.Tables = append(r.Tables, fiscal.Table{Form: f.Number, Title: f.Title, Empty: empty[f.Number], Measure: s.Layout.Measure})
	}
	return r
}

// Invented reports are consistent to the cent, in eight regional styles and
// many layouts: nothing in them is contradicted.
func TestSpecimens(t *testing.T) {
	status := map[string]int{}
	for seed := range uint64(80) {
		s := specimen.New(seed, specimen.Options{Style: specimen.Styles()[seed%uint64(len(specimen.Styles()))]})
		checks := reconcile.Run(ofSpecimen(s))
		if testing.Verbose() {
			t.Log(seed, s.Style, s.Layout.Measure, len(checks), "checks of", len(s.Facts()), "facts")
		}
		for _, c := range checks {
			status[c.Rule+" "+string(c.Status)]++
			if c.Status == fiscal.Violated {
				t.Errorf("seed %d, %s: %s %s: %s (%s)", seed, s.Style, c.Rule, c.Title, c.Note, c.Formula)
			}
		}
	}
	if testing.Verbose() {
		t.Log(fmt.Sprint(status))
	}
}

// A cell of a form that is changed is found by a check that names it.
func TestPlantedInSpecimens(t *testing.T) {
	amount := decimal.MustParse("107.31")
	cells := 0
	for seed := range uint64(16) {
		r := ofSpecimen(specimen.New(seed, specimen.Options{Style: specimen.Styles()[seed%uint64(len(specimen.Styles()))]}))
		for i := int(seed); i < len(r.Facts); i += 17 {
			f := &r.Facts[i]
			if f.Source.Form == 0 || f.Value == nil {
				continue
			}
			was := f.Value
			v, err := was.Add(amount)
			if err != nil {
				t.Fatal(err)
			}
			f.Value = &v
			cells++
			if !slices.ContainsFunc(reconcile.Run(r), func(c fiscal.Check) bool {
				return c.Status == fiscal.Violated && slices.Contains(c.Facts, i)
			}) {
				t.Errorf("seed %d: %s of form %d, class %q, is not missed", seed, f.Item, f.Source.Form, f.Class)
			}
			f.Value = was
		}
	}
	if cells < 100 {
		t.Errorf("only %d cells changed", cells)
	}
}
