package story

import "mingzhang/internal/fiscal"

// Why is one stated reason with what it explains.
type Why struct {
	Reason fiscal.Reason
	Name   string // of the item or class
	Path   []string
	Basis  string // 比上年, 比预算
	Moved  *Figure
	Rate   *Figure
	Text   Quote
}

// Whys returns every stated reason in the order of the document.
func (b *Book) Whys() []Why {
	var all []Why
	for _, r := range b.Report.Reasons {
		w := Why{
			Reason: r, Name: b.name(r.Item, r.Class), Basis: "比上年",
			Text: Quote{Text: r.Text, At: r.Source.Start},
		}
		if r.Class != nil {
			w.Path = r.Class.Path
		}
		moved, rate := fiscal.Change, fiscal.ChangeRate
		if r.Basis == fiscal.VarianceRate {
			w.Basis, moved, rate = "比预算", fiscal.BudgetChange, fiscal.VarianceRate
		}
		if f, ok := b.ClassFigure(r.Item, r.Class, moved); ok {
			w.Moved = &f
		}
		if f, ok := b.ClassFigure(r.Item, r.Class, rate); ok {
			w.Rate = &f
		}
		all = append(all, w)
	}
	return all
}

// Unexplained returns what moved against last year or the budget, by a figure
// that is not zero, without a reason in the document.
func (b *Book) Unexplained() []YearComparison {
	var all []YearComparison
	seen := map[fiscal.Key]bool{}
	for _, f := range b.Report.Facts {
		if f.Basis != fiscal.Change || f.Value == nil || f.Value.IsZero() || f.Origin != fiscal.Stated {
			continue
		}
		key := f.Key()
		if info, ok := f.Item.Info(); seen[key] || !ok || info.Kind != fiscal.Money || b.reason(f.Item, f.Class, fiscal.Change) != nil {
			continue
		}
		seen[key] = true
		all = append(all, b.compareYears(f.Item, f.Class))
	}
	return all
}
