package intake

import (
	"math"
	"math/big"

	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/story"
)

// change is what a comparison is printed in: against last year or a budget.
type change struct {
	reason       fiscal.Basis // as of a reason
	amount, rate fiscal.Basis
	bases        []fiscal.Basis // what the final figure is compared with
}

var changes = []change{
	{fiscal.Change, fiscal.Change, fiscal.ChangeRate, []fiscal.Basis{fiscal.Prior}},
	{fiscal.VarianceRate, fiscal.BudgetChange, fiscal.VarianceRate, []fiscal.Basis{fiscal.InitialBudget, fiscal.FullBudget}},
}

// otherSide names totals that are equal on both sides of the accounts and
// spoken of together: what explains one explains the other.
var otherSide = map[fiscal.Item]fiscal.Item{
	fiscal.IncomeTotal: fiscal.ExpenseTotal, fiscal.ExpenseTotal: fiscal.IncomeTotal,
	fiscal.FiscalIncomeTotal: fiscal.FiscalExpenseTotal, fiscal.FiscalExpenseTotal: fiscal.FiscalIncomeTotal,
	fiscal.GeneralIncomeTotal: fiscal.GeneralExpenseTotal, fiscal.GeneralExpenseTotal: fiscal.GeneralIncomeTotal,
	fiscal.FundIncomeTotal: fiscal.FundExpenseTotal, fiscal.FundExpenseTotal: fiscal.FundIncomeTotal,
	fiscal.CapitalIncomeTotal: fiscal.CapitalExpenseTotal, fiscal.CapitalExpenseTotal: fiscal.CapitalIncomeTotal,
}

// causes returns what each stated reason explains, and the changes that no
// reason is given for.
func causes(b *story.Book) (explained []data.Cause, silent []data.Silent) {
	m := mover{b}
	given := map[fiscal.Key]bool{}
	for i, r := range b.Report.Reasons {
		cause := data.Cause{Reason: i, Wording: wording(r.Text, b.Report.Unit), Moved: data.Moved{AmountFact: -1, RateFact: -1}}
		for _, c := range changes {
			if c.reason == r.Basis {
				cause.Moved = m.moved(c, r.Item, r.Class)
			}
		}
		explained = append(explained, cause)
		given[fiscal.Key{Item: r.Item, Class: r.Class.String(), Basis: r.Basis}] = true
	}
	for _, f := range b.Report.Facts {
		for _, c := range changes {
			key := fiscal.Key{Item: f.Item, Class: f.Class.String(), Basis: c.reason}
			if f.Basis != c.amount && f.Basis != c.rate || f.Origin != fiscal.Stated || f.EconomicClass != nil || given[key] {
				continue
			}
			given[key] = true // once
			info, ok := f.Item.Info()
			moved := m.moved(c, f.Item, f.Class)
			if !ok || info.Kind != fiscal.Money || moved.Amount == nil || *moved.Amount == 0 || m.otherSideExplained(c, f, *moved.Amount) {
				continue
			}
			direction := fiscal.Up
			if *moved.Amount < 0 {
				direction = fiscal.Down
			}
			silent = append(silent, data.Silent{Item: f.Item, Basis: c.reason, Direction: direction, Moved: moved})
		}
	}
	return explained, silent
}

type mover struct{ b *story.Book }

// otherSideExplained reports whether the same change of the other side of the
// accounts has its reason, or is listed without one already.
func (m mover) otherSideExplained(c change, f fiscal.Fact, amount int64) bool {
	other, ok := otherSide[f.Item]
	if !ok || f.Class != nil {
		return false
	}
	same := m.moved(c, other, nil)
	if same.Amount == nil || *same.Amount != amount {
		return false
	}
	for _, r := range m.b.Report.Reasons {
		if r.Item == other && r.Class == nil && r.Basis == c.reason {
			return true
		}
	}
	return f.Item == fiscal.ExpenseTotal || f.Item == fiscal.FiscalExpenseTotal || f.Item == fiscal.GeneralExpenseTotal ||
		f.Item == fiscal.FundExpenseTotal || f.Item == fiscal.CapitalExpenseTotal
}

// moved returns how far an item moved: as printed, else computed from what is
// printed.
func (m mover) moved(c change, item fiscal.Item, class *fiscal.Class) data.Moved {
	out := data.Moved{AmountFact: -1, RateFact: -1}
	if f, ok := m.figure(item, class, c.amount); ok {
		out.AmountFact, out.Amount = f.Facts[0], canonical(f)
	}
	if f, ok := m.figure(item, class, c.rate); ok {
		out.RateFact, out.Rate = f.Facts[0], canonical(f)
	}
	final, ok := m.figure(item, class, fiscal.Final)
	if !ok || canonical(final) == nil {
		return out
	}
	now := *canonical(final)
	for _, basis := range c.bases {
		f, ok := m.figure(item, class, basis)
		if !ok || canonical(f) == nil {
			continue
		}
		base := *canonical(f)
		if out.Amount == nil {
			d := now - base
			out.Amount = &d
		}
		if out.Rate == nil {
			out.Rate = rate(*out.Amount, base)
		}
		return out
	}
	if out.Rate == nil && out.Amount != nil {
		out.Rate = rate(*out.Amount, now-*out.Amount)
	}
	return out
}

// figure is a figure of the report whose first fact is itself.
func (m mover) figure(item fiscal.Item, class *fiscal.Class, basis fiscal.Basis) (story.Figure, bool) {
	f, ok := m.b.ClassFigure(item, class, basis)
	return f, ok && len(f.Facts) > 0
}

func canonical(f story.Figure) *int64 {
	n, ok := fiscal.Canonical(f.Value, fiscal.Measure(f.Unit))
	if !ok {
		return nil
	}
	return &n
}

// rate returns amount as a part of base in ten-thousandths of a percent, to
// two decimals of a percent; nil when there was nothing to begin with.
func rate(amount, base int64) *int64 {
	if base == 0 {
		return nil
	}
	q := new(big.Rat).SetFrac(new(big.Int).Mul(big.NewInt(amount), big.NewInt(10_000)), big.NewInt(base))
	hundredths, _ := new(big.Int).SetString(q.FloatString(0), 10)
	if !hundredths.IsInt64() || hundredths.Int64() > math.MaxInt64/100 || hundredths.Int64() < math.MinInt64/100 {
		return nil
	}
	n := hundredths.Int64() * 100
	return &n
}
