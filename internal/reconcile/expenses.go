package reconcile

import "mingzhang/internal/fiscal"

func basic(l *ledger) {
	l.sum(totalOf(fiscal.GeneralBasic, fiscal.GeneralPersonnel, fiscal.GeneralOperation))
	l.sum(totalOf(fiscal.FiscalBasic, fiscal.FiscalPersonnel, fiscal.FiscalOperation))
	whole, ok1 := l.final(fiscal.ExpenseBasic)
	general, ok2 := l.final(fiscal.GeneralBasic)
	if !ok1 || !ok2 {
		return
	}
	low, err := whole.value.Sub(whole.half)
	if err == nil {
		low, err = low.Sub(whole.half)
	}
	if err == nil && general.value.Less(low) {
		l.add(fiscal.Check{
			Title: "一般公共预算基本支出 ≤ 基本支出", Status: fiscal.Holds, Stated: general.with(), Computed: whole.with(),
			Note: "其余的基本支出由一般公共预算之外的钱支付。", Facts: []int{general.fact, whole.fact},
		})
		return
	}
	l.equal("基本支出（支出一节）= 一般公共预算基本支出", whole, general)
}

func sangong(l *ledger) {
	l.parts(fiscal.SangongTotal, []fiscal.Item{fiscal.SangongAbroad, fiscal.SangongVehicle, fiscal.SangongReception}, "“三公”各项占比之和 = 100%")
	l.sum(totalOf(fiscal.SangongVehicle, fiscal.SangongVehiclePurchase, fiscal.SangongVehicleOperation))
	l.sum(sumRule{whole: key(fiscal.SangongTotal, nil, fiscal.FullBudget), title: "“三公”经费全年预算数 = 各项之和", parts: []fiscal.Key{
		key(fiscal.SangongAbroad, nil, fiscal.FullBudget), key(fiscal.SangongVehiclePurchase, nil, fiscal.FullBudget),
		key(fiscal.SangongVehicleOperation, nil, fiscal.FullBudget), key(fiscal.SangongReception, nil, fiscal.FullBudget)}})
	for _, pair := range [][2]fiscal.Item{
		{fiscal.SangongAbroad, fiscal.SangongAbroadGroups}, {fiscal.SangongAbroad, fiscal.SangongAbroadVisits},
		{fiscal.SangongVehiclePurchase, fiscal.SangongVehiclesPurchased},
		{fiscal.SangongReception, fiscal.SangongReceptionBatches}, {fiscal.SangongReception, fiscal.SangongReceptionVisits},
	} {
		l.together(pair[0], pair[1])
	}
}

// together checks that money and the count behind it are both something or
// both nothing.
func (l *ledger) together(money, count fiscal.Item) {
	m, ok1 := l.final(money)
	n, ok2 := l.final(count)
	if !ok1 || !ok2 {
		return
	}
	c := fiscal.Check{
		Title: m.term + "与" + n.term + "不相矛盾", Stated: m.with(), Computed: n.with(), Facts: []int{m.fact, n.fact},
		Status: fiscal.Holds, Note: "金额与数量同有同无。",
	}
	switch {
	case m.value.IsPos() && n.value.IsZero():
		c.Status, c.Note = fiscal.Notice, "有金额而数量为 0，可能是口径不同或漏写。"
	case m.value.IsZero() && n.value.IsPos():
		c.Status, c.Note = fiscal.Notice, "有数量而金额为 0，可能由别处支付或漏写。"
	}
	l.add(c)
}

func agency(l *ledger) {
	a, ok1 := l.final(fiscal.AgencyOperation)
	o, ok2 := l.final(fiscal.GeneralOperation)
	if !ok1 || !ok2 {
		return
	}
	l.equal("机关运行经费 = 公用经费", a, o)
	if c := &l.checks[len(l.checks)-1]; c.Status == fiscal.Violated && a.value.Less(o.value) {
		// Units that are no agencies themselves may have operating money too.
		c.Status, c.Note = fiscal.Notice, "机关运行经费少于公用经费：下属事业单位的公用经费可能不算机关运行经费。"
	}
}

func procurement(l *ledger) {
	l.sum(totalOf(fiscal.ProcurementTotal, fiscal.ProcurementGoods, fiscal.ProcurementWorks, fiscal.ProcurementServices))
	l.atMost(fiscal.ProcurementSme, fiscal.ProcurementTotal)
	l.atMost(fiscal.ProcurementMicro, fiscal.ProcurementSme)
	l.share(fiscal.ProcurementSme, nil)
	l.share(fiscal.ProcurementMicro, nil)
}

func vehicles(l *ledger) {
	l.sum(totalOf(fiscal.AssetsVehicles, fiscal.AssetsVehiclesMinisterial, fiscal.AssetsVehiclesLeader, fiscal.AssetsVehiclesConfidential,
		fiscal.AssetsVehiclesEmergency, fiscal.AssetsVehiclesEnforcement, fiscal.AssetsVehiclesSpecial, fiscal.AssetsVehiclesRetired, fiscal.AssetsVehiclesOther))
	a, ok1 := l.final(fiscal.AssetsVehicles)
	o, ok2 := l.final(fiscal.SangongVehiclesOwned)
	if ok1 && ok2 {
		l.equal("车辆（国有资产）= 公务用车保有量（三公）", a, o)
		if c := &l.checks[len(l.checks)-1]; c.Status == fiscal.Violated {
			c.Status, c.Note = fiscal.Notice, "两处数量不同：国有资产里的车辆可能含不由“三公”经费支付的车，以文中说明为准。"
		}
	}
	l.sum(totalOf(fiscal.StaffTotal, fiscal.StaffActive, fiscal.StaffRetiredCadre, fiscal.StaffRetired))
}
