package extract

import "mingzhang/internal/fiscal"

// derivePriors adds last year's quantity of every item of which this document
// states both the quantity and its change: value − change. It is exact for the
// printed figures and marked as derived; nothing stated is ever replaced.
func (r *reader) derivePriors() {
	facts := r.report.Facts
	done := map[fiscal.Key]bool{}
	for i, change := range facts {
		if change.Basis != fiscal.Change || change.Value == nil {
			continue
		}
		key := change.Key()
		if done[key] {
			continue
		}
		k := nearestFinal(facts, i)
		if k < 0 {
			continue
		}
		prior, err := facts[k].Value.Sub(*change.Value)
		if err != nil || prior.IsNeg() {
			continue
		}
		done[key] = true
		r.report.Facts = append(r.report.Facts, fiscal.Fact{
			Item: change.Item, Class: change.Class, EconomicClass: change.EconomicClass, Basis: fiscal.Prior,
			Value: &prior, Measure: change.Measure, Origin: fiscal.Derived, From: []int{k, i},
		})
	}
}

// nearestFinal returns the statement of the quantity that the change facts[i]
// is about: the one printed closest to it, in the same measure.
func nearestFinal(facts []fiscal.Fact, i int) int {
	best, distance := -1, 0
	for k, f := range facts {
		if f.Item != facts[i].Item || f.Basis != fiscal.Final || f.Origin != fiscal.Stated || f.Measure != facts[i].Measure ||
			f.Class.String() != facts[i].Class.String() || f.EconomicClass.String() != facts[i].EconomicClass.String() {
			continue
		}
		d := f.Source.Start - facts[i].Source.Start
		if d < 0 {
			d = -d
		}
		if best < 0 || d < distance {
			best, distance = k, d
		}
	}
	return best
}
