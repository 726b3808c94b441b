package web_test

import (
	"testing"

	"mingzhang/internal/data"
	"mingzhang/internal/intake"
	"mingzhang/internal/specimen"
)

// BenchmarkUnitPages builds the page of a unit with six years, and the whole
// comparison of its years, each time anew.
func BenchmarkUnitPages(b *testing.B) {
	s := newSite(b)
	for _, r := range specimen.Years(7, specimen.Course{From: 2019, Years: 6, RestateIn: 2021}).Reports {
		s.publishSpecimen(r)
	}
	if _, err := intake.Relate(b.Context(), s.store, 0); err != nil {
		b.Fatal(err)
	}
	all, err := s.store.Units(b.Context(), data.UnitFilter{})
	if err != nil || len(all) == 0 {
		b.Fatal(err)
	}
	for name, path := range map[string]string{"unit": "", "unit.csv": "", "restatements": "restatements", "differs": "restatements"} {
		path := unitPath(all[0].Unit) + path + "?n=1"
		switch name {
		case "unit.csv":
			path = unitPath(all[0].Unit)[:len(unitPath(all[0].Unit))-1] + ".csv?bom=0"
		case "differs":
			path = unitPath(all[0].Unit) + "restatements?show=differs"
		}
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				s.get(path)
			}
		})
	}
}
