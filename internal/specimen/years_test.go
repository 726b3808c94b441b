package specimen

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"mingzhang/internal/document"
	"mingzhang/internal/extract"
	"mingzhang/internal/fiscal"
)

// TestYears: the books of every year hold, and what a report says of the year
// before is what the year before says of itself.
func TestYears(t *testing.T) {
	for seed := range uint64(60) {
		h := Years(seed, Course{From: 2019, Years: 6})
		if len(h.Reports) != 6 || h.Restated != nil || h.Renamed != nil || h.Planted != nil {
			t.Fatalf("seed %d: %d reports, planted %v %v %v", seed, len(h.Reports), h.Restated, h.Renamed, h.Planted)
		}
		for i, s := range h.Reports {
			totalsHold(t, s)
			if i == 0 {
				continue
			}
			before := h.Reports[i-1]
			if s.Unit.Name != before.Unit.Name || s.Year != before.Year+1 {
				t.Errorf("seed %d: %s %d after %s %d", seed, s.Unit.Name, s.Year, before.Unit.Name, before.Year)
			}
			for _, info := range fiscal.Items {
				if prior, final := s.books.get(info.Item, nil, fiscal.Prior), before.books.get(info.Item, nil, fiscal.Final); prior != final {
					t.Errorf("seed %d: %d gives %s of the year before as %d, its own report as %d", seed, s.Year, info.Item, prior, final)
				}
			}
			if opening, closing := s.books.get(fiscal.IncomeOpeningBalance, nil, fiscal.Final), before.books.get(fiscal.ExpenseClosingBalance, nil, fiscal.Final); opening != closing {
				t.Errorf("seed %d: %d opens with %d, the year before closes with %d", seed, s.Year, opening, closing)
			}
		}
		if t.Failed() {
			t.Fatalf("seed %d, style %s", seed, h.Reports[0].Style)
		}
	}
}

func TestYearsAgain(t *testing.T) {
	course := Course{From: 2020, Years: 3, RestateIn: 2021, RenameIn: 2022, PlantIn: 2021, Options: Options{Plant: PlantTotal}}
	a, b := Years(7, course), Years(7, course)
	for i := range a.Reports {
		if !bytes.Equal(a.Reports[i].Text(), b.Reports[i].Text()) {
			t.Fatalf("the same course gives two texts of %d", a.Reports[i].Year)
		}
	}
}

// TestPlantedYears: restatements, new names and errors are where they were
// asked for, in the words of the reports, and nowhere else.
func TestPlantedYears(t *testing.T) {
	restated, renamed, planted := 0, 0, 0
	for seed := range uint64(40) {
		h := Years(seed, Course{
			From: 2021, Years: 3, RestateIn: 2022, RenameIn: 2023, PlantIn: 2023,
			Options: Options{Measured: true, NoForms: true, Plant: PlantReason, Style: Styles()[seed%uint64(len(Styles()))]},
		})
		if r := h.Restated; r != nil {
			restated++
			if got := read(t, h.Reports[0], r.Item, fiscal.Final); got != r.Was.Trim(0).String() {
				t.Errorf("seed %d: %d says %s of %s, want %s", seed, 2021, got, r.Item, r.Was)
			}
			if got := read(t, h.Reports[1], r.Item, fiscal.Prior); got != "" && got != r.Now.Trim(0).String() {
				t.Errorf("seed %d: %d says %s of %s of the year before, want %s", seed, 2022, got, r.Item, r.Now)
			}
		}
		if r := h.Renamed; r != nil {
			renamed++
			text := string(h.Reports[2].Text())
			if h.Reports[1].Unit.Name != r.Was || h.Reports[2].Unit.Name != r.Now || !strings.Contains(text, r.Was+"更名为"+r.Now) {
				t.Errorf("seed %d: %s then %s, want %s then %s", seed, h.Reports[1].Unit.Name, h.Reports[2].Unit.Name, r.Was, r.Now)
			}
		}
		if h.Planted != nil {
			planted++
			if _, ok := h.Reports[2].Planted(); !ok {
				t.Errorf("seed %d: the error is not in the year it was asked for", seed)
			}
		}
	}
	if restated != 40 || renamed < 15 || planted < 20 {
		t.Errorf("of 40 units %d restated, %d renamed, %d with an error", restated, renamed, planted)
	}
}

// read returns what a report says of an item, "" for nothing.
func read(t *testing.T, s *Specimen, item fiscal.Item, basis fiscal.Basis) string {
	t.Helper()
	d, err := document.Read(context.Background(), "a.txt", s.Text())
	if err != nil {
		t.Fatal(err)
	}
	r, err := extract.Read(d)
	if err != nil {
		t.Fatal(err)
	}
	if r.Unit.Name != s.Unit.Name {
		t.Errorf("read %s, is %s", r.Unit.Name, s.Unit.Name)
	}
	for _, f := range r.Facts {
		if f.Item == item && f.Basis == basis && f.Class == nil && f.Value != nil {
			return f.Value.Trim(0).String()
		}
	}
	return ""
}
