package story

import (
	"slices"

	"mingzhang/internal/fiscal"
)

// sangongForm is 07 财政拨款“三公”经费支出决算表: the budget's six columns and
// the accounts' six, as lines.
func (b *Book) sangongForm() Form {
	items := []fiscal.Item{fiscal.SangongTotal, fiscal.SangongAbroad, fiscal.SangongVehicle, fiscal.SangongVehiclePurchase, fiscal.SangongVehicleOperation, fiscal.SangongReception}
	basis := fiscal.FullBudget // never two kinds of budget in one column
	if !b.budgets(fiscal.FullBudget, items) && b.budgets(fiscal.InitialBudget, items) {
		basis = fiscal.InitialBudget
	}
	f := Form{
		Columns: [][]Header{{{Text: "项目"}, {Text: basis.Term(), Numeric: true}, {Text: fiscal.Final.Term(), Numeric: true}}},
		Note:    "原表把预算数与决算数各六栏横排在一行；这里竖排，便于在手机上看。",
	}
	for i, item := range items {
		name, level := item.Term(), 1
		switch {
		case i == 0:
			name = "合计"
		case item == fiscal.SangongVehicle:
			name += "小计"
		case item == fiscal.SangongVehiclePurchase, item == fiscal.SangongVehicleOperation:
			level = 2
		}
		f.Rows = append(f.Rows, FormRow{Total: i == 0, Level: level, Cells: []FormCell{
			heading(name), quantity(b.sangongCell(item, basis)), quantity(b.sangongCell(item, fiscal.Final))}})
	}
	return f
}

func (b *Book) budgets(basis fiscal.Basis, items []fiscal.Item) bool {
	return slices.ContainsFunc(items, func(item fiscal.Item) bool {
		_, ok := b.Figure(item, basis)
		return ok
	})
}

// sangongCell is the quantity of an item; 公务用车购置及运行维护费 that is not
// printed is purchase plus operation, unless the total contradicts it.
func (b *Book) sangongCell(item fiscal.Item, basis fiscal.Basis) Cell {
	c := b.cell(item, nil, basis)
	if item != fiscal.SangongVehicle || c.Nothing != NotMentioned {
		return c
	}
	figures := map[fiscal.Item]Figure{}
	for _, part := range []fiscal.Item{fiscal.SangongVehiclePurchase, fiscal.SangongVehicleOperation, fiscal.SangongAbroad, fiscal.SangongReception, fiscal.SangongTotal} {
		f, ok := b.Figure(part, basis)
		if !ok {
			return c
		}
		figures[part] = f
	}
	vehicles, ok := sum([]Figure{figures[fiscal.SangongVehiclePurchase], figures[fiscal.SangongVehicleOperation]})
	if !ok {
		return c
	}
	all, ok := sum([]Figure{vehicles, figures[fiscal.SangongAbroad], figures[fiscal.SangongReception]})
	if !ok || all.Unit != figures[fiscal.SangongTotal].Unit || all.Value.Cmp(figures[fiscal.SangongTotal].Value) != 0 {
		return c
	}
	return filled(vehicles)
}
