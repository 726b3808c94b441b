package reconcile

import "mingzhang/internal/fiscal"

func assets(l *ledger) {
	kinds := total(fiscal.AssetsVehicles, fiscal.AssetsVehiclesMinisterial, fiscal.AssetsVehiclesLeader, fiscal.AssetsVehiclesConfidential,
		fiscal.AssetsVehiclesEmergency, fiscal.AssetsVehiclesEnforcement, fiscal.AssetsVehiclesSpecial, fiscal.AssetsVehiclesRetired, fiscal.AssetsVehiclesOther)
	kinds.title = "车辆 = 各种用途之和"
	l.sums(kinds, total(fiscal.StaffTotal, fiscal.StaffActive, fiscal.StaffRetiredCadre, fiscal.StaffRetired))
	a, ok1 := l.final(fiscal.AssetsVehicles)
	o, ok2 := l.final(fiscal.SangongVehiclesOwned)
	if !ok1 || !ok2 {
		return
	}
	c := l.equal("车辆（国有资产）= 公务用车保有量（“三公”）", a, o)
	if c.Status == fiscal.Violated {
		c.Status = fiscal.Notice
		c.Note = "两处数量不同。国有资产里的车辆可能含不由“三公”经费开支的车，差异原因以文中的说明为准。"
	}
	l.add(c)
}
