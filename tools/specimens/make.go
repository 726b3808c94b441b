package main

import (
	"fmt"

	"mingzhang/internal/fiscal"
	"mingzhang/internal/specimen"
)

// order is what is asked for.
type order struct {
	units, years, from                 int
	seed                               uint64
	narrative, mixed                   bool
	restated, errors, reasons, renamed int
	evaluations                        int
}

// made are the units of an order and what is planted in them.
type made struct {
	units []specimen.History
	truth truth
}

// truth lists what is planted, for tests to look for.
type truth struct {
	Restated []restated `json:"restated"`
	Renamed  []renamed  `json:"renamed"`
	Errors   []planted  `json:"errors"`
	Reasons  []planted  `json:"reasons"`

	Contradictions []contradiction `json:"contradictions"`
}

type restated struct {
	Unit string `json:"unit"`
	Year int    `json:"year"`
	Item string `json:"item"`
	Was  string `json:"was"`
	Now  string `json:"now"`
}

type renamed struct {
	Year int    `json:"year"`
	Was  string `json:"was"`
	Now  string `json:"now"`
}

type planted struct {
	Unit    string   `json:"unit"`
	Year    int      `json:"year"`
	Item    string   `json:"item"`
	Printed string   `json:"printed"`
	Right   string   `json:"right"`
	Rules   []string `json:"rules"`
}

// contradiction is a cell of a 绩效自评表 that others of its table contradict.
type contradiction struct {
	Unit  string `json:"unit"`
	Year  int    `json:"year"`
	Table int    `json:"table"` // of the report, from 1
	Cell  string `json:"cell"`
}

// make makes the reports of every unit. Units have names of their own; a unit
// that has no place for what is to be planted leaves it to the next.
func (o order) make() made {
	var m made
	taken := map[string]bool{}
	last := o.from + o.years - 1
	for seed := o.seed; len(m.units) < o.units; seed++ {
		c := specimen.Course{From: o.from, Years: o.years}
		c.NoForms, c.Evaluations = o.narrative, o.evaluations
		if o.evaluations > 0 && seed%5 == 0 {
			c.Contradictions = 1
		}
		c.Style = specimen.Styles()[seed%uint64(len(specimen.Styles()))]
		t := &m.truth
		switch {
		case len(t.Restated) < o.restated && seed%2 == 0:
			c.RestateIn, c.Measured = last, true
		case len(t.Errors) < o.errors && seed%4 == 1:
			c.Plant, c.PlantIn, c.Measured = specimen.PlantTotal, last, true
		case len(t.Reasons) < o.reasons && seed%4 == 3:
			c.Plant, c.PlantIn, c.Measured = specimen.PlantReason, last, true
		case len(t.Renamed) < o.renamed:
			c.RenameIn = last
		}
		h := specimen.Years(seed, c)
		if o.taken(taken, h) {
			continue
		}
		m.units = append(m.units, h)
		unit := h.Reports[len(h.Reports)-1].Unit.Name
		for _, s := range h.Reports {
			for _, c := range s.Contradictions() {
				t.Contradictions = append(t.Contradictions, contradiction{unit, s.Year, c.Evaluation + 1, c.Cell})
			}
		}
		if r := h.Restated; r != nil {
			t.Restated = append(t.Restated, restated{unit, r.Year, string(r.Item), r.Was.String(), r.Now.String()})
		}
		if r := h.Renamed; r != nil {
			t.Renamed = append(t.Renamed, renamed{r.Year, r.Was, r.Now})
		}
		if p := h.Planted; p != nil {
			entry := planted{unit, last, string(p.Item), p.Printed, p.Right, p.Rules}
			if p.Plant == specimen.PlantReason {
				t.Reasons = append(t.Reasons, entry)
			} else {
				if o.years > 1 && h.Reports[len(h.Reports)-1].States(p.Item, fiscal.Change) {
					entry.Rules = append(entry.Rules, "Y1") // the year before, by this total and its change
				}
				t.Errors = append(t.Errors, entry)
			}
		}
	}
	return m
}

// taken reports whether another unit has one of the names, and takes them.
func (o order) taken(names map[string]bool, h specimen.History) bool {
	for _, s := range h.Reports {
		if names[s.Unit.Name] {
			return true
		}
	}
	for _, s := range h.Reports {
		names[s.Unit.Name] = true
	}
	return false
}

func fileName(s *specimen.Specimen) string {
	return fmt.Sprintf("%s/%d年部门决算.txt", s.Unit.Name, s.Year)
}
