package web_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/intake"
	"mingzhang/internal/specimen"
)

// many is a website of some invented units over three years, and what their
// documents state.
func many(t testing.TB, units int) (*site, []specimen.History) {
	t.Helper()
	s := newSite(t)
	var all []specimen.History
	for seed := uint64(1); len(all) < units; seed++ {
		// Two styles: one prints a reason beside the budget, one the staff.
		style := []string{"xinjiang", "hunan"}[len(all)%2]
		h := specimen.Years(seed, specimen.Course{From: 2022, Years: 3, Options: specimen.Options{Style: style, NoForms: true}})
		all = append(all, h)
		for _, r := range h.Reports {
			s.publish(fmt.Sprintf("%d-%d.txt", seed, r.Year), r.Text())
		}
	}
	return s, all
}

// publish reads a document and publishes it without charts, which take longest.
func (s *site) publish(name string, b []byte) {
	s.t.Helper()
	read := intake.Read(context.Background(), intake.File{Name: name, Path: name, Open: func() ([]byte, error) { return b, nil }})
	if read.Err != nil {
		s.t.Fatal(read.Err)
	}
	if _, _, err := s.store.Publish(context.Background(), data.Publication{
		Report: read.Report, Text: read.Document.Text, Original: b, Now: time.Now(),
	}); err != nil {
		s.t.Fatal(err)
	}
}

// factsOf reads what every current edition of a year states of an item, by
// unit, straight from the published reports.
func (s *site) factsOf(year int, item fiscal.Item, basis fiscal.Basis) map[string]fiscal.Fact {
	s.t.Helper()
	editions, err := s.store.AllCurrent(context.Background())
	if err != nil {
		s.t.Fatal(err)
	}
	found := map[string]fiscal.Fact{}
	for _, e := range editions {
		if e.Year != year {
			continue
		}
		r, err := s.store.Report(context.Background(), e.ID)
		if err != nil {
			s.t.Fatal(err)
		}
		for _, f := range r.Facts {
			if have, ok := found[r.Unit.Name]; f.Item == item && f.Basis == basis && f.Class == nil && f.EconomicClass == nil && f.Value != nil && (!ok || have.Origin == fiscal.Derived && f.Origin == fiscal.Stated) {
				found[r.Unit.Name] = f
			}
		}
	}
	return found
}
