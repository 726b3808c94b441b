package story

import "mingzhang/internal/fiscal"

// Row is one item of a table: its quantity and what the document says of it.
type Row struct {
	Item   fiscal.Item
	Name   string
	Part   bool // one part of the row above it that is no part
	Now    Cell
	Share  Cell
	Prior  Cell
	Change Cell
	Rate   Cell
	Card   string // address of the card of its quantity, "" for none
}

// Moves reports whether the document compares any of the rows with the year before.
func Moves(rows []Row) bool {
	for _, r := range rows {
		if r.Change.Figure != nil || r.Rate.Figure != nil {
			return true
		}
	}
	return false
}

// Shares reports whether the document states a share of any of the rows.
func Shares(rows []Row) bool {
	for _, r := range rows {
		if r.Share.Figure != nil {
			return true
		}
	}
	return false
}

// rows returns a row of every item that the document speaks of.
func (b *Book) rows(items ...fiscal.Item) []Row {
	var rows []Row
	for _, item := range items {
		if r := b.row(item); r.Now.Figure != nil || r.Now.Nothing == StatedNone {
			rows = append(rows, r)
		}
	}
	return rows
}

func (b *Book) row(item fiscal.Item) Row {
	cell := func(basis fiscal.Basis) Cell { return b.cell(item, nil, basis) }
	now := cell(fiscal.Final)
	return Row{
		Item: item, Name: item.Term(), Now: now, Share: cell(fiscal.Share),
		Prior: cell(fiscal.Prior), Change: cell(fiscal.Change), Rate: cell(fiscal.ChangeRate), Card: b.card(now),
	}
}

// withParts returns the rows of a whole and its parts, the parts marked as such.
func (b *Book) withParts(whole fiscal.Item, parts ...fiscal.Item) []Row {
	rows := b.rows(whole)
	for _, r := range b.rows(parts...) {
		r.Part = len(rows) > 0
		rows = append(rows, r)
	}
	return rows
}

// Income returns 本年收入合计 and its sources.
func (b *Book) Income() []Row { return b.withParts(fiscal.IncomeYear, fiscal.IncomeSources...) }

// Expense returns 本年支出合计 and its kinds.
func (b *Book) Expense() []Row { return b.withParts(fiscal.ExpenseYear, fiscal.ExpenseKinds...) }

// Balances returns the totals of both sides with what is carried over.
func (b *Book) Balances() []Row {
	in := b.withParts(fiscal.IncomeTotal, fiscal.IncomeYear, fiscal.IncomeNonfiscalBalanceUsed, fiscal.IncomeOpeningBalance)
	return append(in, b.withParts(fiscal.ExpenseTotal, fiscal.ExpenseYear, fiscal.ExpenseBalanceDistribution, fiscal.ExpenseClosingBalance)...)
}

// Basic returns 一般公共预算财政拨款基本支出 and what it is made of.
func (b *Book) Basic() []Row {
	return b.withParts(fiscal.GeneralBasic, fiscal.GeneralPersonnel, fiscal.GeneralOperation)
}

// SangongMoney returns “三公”经费 and its kinds; vehicles are given as a whole
// and by purchase and operation.
func (b *Book) SangongMoney() []Row {
	return b.withParts(fiscal.SangongTotal, fiscal.SangongAbroad, fiscal.SangongVehicle,
		fiscal.SangongVehiclePurchase, fiscal.SangongVehicleOperation, fiscal.SangongReception, fiscal.SangongReceptionDomestic)
}

// SangongCounts returns the counts behind “三公”经费.
func (b *Book) SangongCounts() []Row {
	return b.rows(fiscal.SangongAbroadGroups, fiscal.SangongAbroadVisits, fiscal.SangongVehiclesPurchased,
		fiscal.SangongVehiclesOwned, fiscal.SangongReceptionBatches, fiscal.SangongReceptionVisits)
}

// Agency returns 机关运行经费.
func (b *Book) Agency() []Row { return b.rows(fiscal.AgencyOperation) }

// Procurement returns 政府采购 by kind and by who was awarded.
func (b *Book) Procurement() []Row {
	return b.withParts(fiscal.ProcurementTotal, fiscal.ProcurementGoods, fiscal.ProcurementWorks, fiscal.ProcurementServices,
		fiscal.ProcurementSme, fiscal.ProcurementMicro)
}

// Assets returns 国有资产占用: buildings, vehicles by use, large equipment.
func (b *Book) Assets() []Row {
	rows := b.rows(fiscal.AssetsBuildingArea, fiscal.AssetsBuildingValue)
	rows = append(rows, b.withParts(fiscal.AssetsVehicles, fiscal.AssetsVehicleValue, fiscal.AssetsVehiclesMinisterial, fiscal.AssetsVehiclesLeader,
		fiscal.AssetsVehiclesConfidential, fiscal.AssetsVehiclesEmergency, fiscal.AssetsVehiclesEnforcement,
		fiscal.AssetsVehiclesSpecial, fiscal.AssetsVehiclesRetired, fiscal.AssetsVehiclesOther)...)
	return append(rows, b.rows(fiscal.AssetsEquipmentOver1m)...)
}

// Staff returns 实有人数 and its kinds.
func (b *Book) Staff() []Row {
	return b.withParts(fiscal.StaffTotal, fiscal.StaffActive, fiscal.StaffRetiredCadre, fiscal.StaffRetired)
}

// Performance returns what the document sums up of its 绩效自评.
func (b *Book) Performance() []Row {
	return b.rows(fiscal.EvaluationOverallCount, fiscal.EvaluationOverallBudget, fiscal.EvaluationOverallExecuted,
		fiscal.EvaluationProjectCount, fiscal.EvaluationProjectBudget, fiscal.EvaluationProjectExecuted)
}
