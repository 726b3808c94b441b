package specimen

import (
	"mingzhang/internal/fiscal"
)

// sangong draws “三公”经费 from the 款 that they are spent on; a vehicle may be
// bought out of project expenditure instead.
func (a *accounts) sangong(c chance) {
	final := map[fiscal.Item]amount{}
	for code, item := range sangongCodes {
		final[item] = a.economic[code]
	}
	if c.in(1, 12) && final[fiscal.SangongVehiclePurchase] == 0 {
		final[fiscal.SangongVehiclePurchase] = a.money(c, 100_000, 300_000)
	}
	parts := []fiscal.Item{fiscal.SangongAbroad, fiscal.SangongVehiclePurchase, fiscal.SangongVehicleOperation, fiscal.SangongReception}
	for _, item := range parts {
		v := final[item]
		prior := near(c, v, a.grain)
		if v == 0 && c.in(1, 6) {
			prior = a.money(c, 500, 80_000)
		}
		full := v
		if c.in(2, 3) {
			full += near(c, v/5, a.grain)
			if c.in(1, 3) {
				full += a.money(c, 500, 50_000)
			}
		}
		groups := []fiscal.Item{fiscal.SangongTotal, item}
		if item == fiscal.SangongVehiclePurchase || item == fiscal.SangongVehicleOperation {
			groups = append(groups, fiscal.SangongVehicle)
		}
		for _, g := range groups {
			a.add(g, fiscal.Class{}, fiscal.Final, v)
			a.add(g, fiscal.Class{}, fiscal.Prior, prior)
			a.add(g, fiscal.Class{}, fiscal.FullBudget, full)
			a.add(g, fiscal.Class{}, fiscal.InitialBudget, full)
		}
	}
	count := func(item fiscal.Item, lo, hi int64) {
		a.set(item, fiscal.Final, amount(c.between(lo, hi)))
		a.set(item, fiscal.Prior, amount(c.between(0, hi)))
	}
	if final[fiscal.SangongAbroad] > 0 {
		count(fiscal.SangongAbroadGroups, 1, 9)
		count(fiscal.SangongAbroadVisits, 1, 40)
	}
	if final[fiscal.SangongVehiclePurchase] > 0 {
		count(fiscal.SangongVehiclesPurchased, 1, 3)
	}
	a.set(fiscal.SangongReceptionDomestic, fiscal.Final, final[fiscal.SangongReception])
	if final[fiscal.SangongReception] > 0 {
		count(fiscal.SangongReceptionBatches, 1, 90)
		count(fiscal.SangongReceptionVisits, 91, 2400)
	}
	if a.get(fiscal.SangongVehicle, nil, fiscal.Final) > 0 || c.in(1, 4) {
		count(fiscal.SangongVehiclesOwned, 1, 30)
	}
}

var vehicleKinds = []fiscal.Item{
	fiscal.AssetsVehiclesMinisterial, fiscal.AssetsVehiclesLeader, fiscal.AssetsVehiclesConfidential, fiscal.AssetsVehiclesEmergency,
	fiscal.AssetsVehiclesEnforcement, fiscal.AssetsVehiclesSpecial, fiscal.AssetsVehiclesRetired, fiscal.AssetsVehiclesOther,
}

// rest makes the other quantities: 机关运行经费, 政府采购, 国有资产, 人员.
func (a *accounts) rest(c chance) {
	if a.unit.trade.kind == agency {
		a.set(fiscal.AgencyOperation, fiscal.Final, a.get(fiscal.GeneralOperation, nil, fiscal.Final))
		a.set(fiscal.AgencyOperation, fiscal.Prior, a.get(fiscal.GeneralOperation, nil, fiscal.Prior))
		a.set(fiscal.AgencyOperation, fiscal.InitialBudget, near(c, a.get(fiscal.GeneralOperation, nil, fiscal.Final), a.grain))
	}
	bought := amount(0)
	for _, item := range []fiscal.Item{fiscal.ProcurementGoods, fiscal.ProcurementWorks, fiscal.ProcurementServices} {
		if c.in(2, 3) {
			v := a.money(c, 1000, 30_000_000)
			a.set(item, fiscal.Final, v)
			bought += v
		}
	}
	a.set(fiscal.ProcurementTotal, fiscal.Final, bought)
	sme := bought
	if c.in(1, 2) {
		sme = bought / amount(1+c.IntN(5)) / a.grain * a.grain
	}
	a.set(fiscal.ProcurementSme, fiscal.Final, sme)
	a.set(fiscal.ProcurementMicro, fiscal.Final, sme/amount(1+c.IntN(3))/a.grain*a.grain)

	owned := a.get(fiscal.SangongVehiclesOwned, nil, fiscal.Final)
	left := owned
	for _, item := range some(c, 1+c.IntN(3), vehicleKinds[2:7]) {
		n := amount(c.between(0, int64(left)))
		a.set(item, fiscal.Final, n)
		left -= n
	}
	a.set(fiscal.AssetsVehiclesOther, fiscal.Final, left)
	a.set(fiscal.AssetsVehicles, fiscal.Final, owned)
	if owned > 0 {
		a.set(fiscal.AssetsVehicleValue, fiscal.Final, a.money(c, 100_000, 3_000_000))
	}
	a.set(fiscal.AssetsEquipmentOver1m, fiscal.Final, amount(c.between(0, 6)))
	a.set(fiscal.AssetsBuildingArea, fiscal.Final, amount(c.between(50_00, 90_000_00)))
	a.set(fiscal.AssetsBuildingValue, fiscal.Final, a.money(c, 100_000, 300_000_000))

	active, cadre, retired := c.between(4, 300), c.between(0, 3), c.between(0, 80)
	if a.before != nil {
		was := func(item fiscal.Item) int64 { return int64(a.before.get(item, nil, fiscal.Final)) }
		active = max(4, was(fiscal.StaffActive)+c.between(-6, 6))
		cadre, retired = max(0, was(fiscal.StaffRetiredCadre)-c.between(0, 1)), was(fiscal.StaffRetired)+c.between(0, 4)
	}
	a.set(fiscal.StaffActive, fiscal.Final, amount(active))
	a.set(fiscal.StaffRetiredCadre, fiscal.Final, amount(cadre))
	a.set(fiscal.StaffRetired, fiscal.Final, amount(retired))
	a.set(fiscal.StaffTotal, fiscal.Final, amount(active+cadre+retired))
	for _, item := range []fiscal.Item{fiscal.StaffActive, fiscal.StaffRetiredCadre, fiscal.StaffRetired} {
		a.set(item, fiscal.Prior, a.get(item, nil, fiscal.Final)+amount(c.between(0, 2)))
	}
}
