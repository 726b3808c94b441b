package specimen

import (
	"strings"

	"mingzhang/internal/fiscal"
)

// The 款 of 支出经济分类 that basic expenditure is spent on.
var (
	personnelCodes = []string{"30101", "30102", "30103", "30106", "30107", "30108", "30109", "30110", "30111", "30112", "30113",
		"30199", "30301", "30302", "30304", "30305", "30307", "30309", "30399"}
	operationCodes = []string{"30201", "30202", "30204", "30205", "30206", "30207", "30208", "30209", "30211", "30213", "30214",
		"30215", "30216", "30218", "30226", "30227", "30228", "30229", "30239", "30299", "31002", "31003", "31007"}
	// sangongCodes are the 款 that 三公 basic expenditure is spent on.
	sangongCodes = map[string]fiscal.Item{
		"30212": fiscal.SangongAbroad, "30217": fiscal.SangongReception,
		"30231": fiscal.SangongVehicleOperation, "31013": fiscal.SangongVehiclePurchase,
	}
)

// basics spends 一般公共预算 basic expenditure on 款 of 支出经济分类.
func (a *accounts) basics(c chance) {
	total := amount(0)
	for _, l := range a.leaves {
		if l.pot == generalPot {
			total += l.basic
		}
	}
	if total == 0 {
		l := a.leaves[0]
		for _, other := range a.leaves {
			if other.pot == generalPot {
				l = other
			}
		}
		l.basic, l.project = l.expense(), 0
		total = l.basic
	}
	if a.before != nil {
		a.carryBasics(c, total)
		return
	}
	operation := total / 1000 * amount(c.between(20, 300)) / a.grain * a.grain
	personnel := total - operation
	a.spend(c, personnel, some(c, 5+c.IntN(10), personnelCodes))
	codes := some(c, 4+c.IntN(12), operationCodes)
	for _, code := range []string{"30212", "30217", "30231", "31013"} {
		often := 3
		if code == "30212" || code == "31013" {
			often = 1
		}
		if c.in(often, 5) {
			codes = append(codes, code)
		}
	}
	a.spend(c, operation, codes)
	a.basicSums(c, personnel, operation)
}

// basicSums sets what 人员经费 and 公用经费 come to.
func (a *accounts) basicSums(c chance, personnel, operation amount) {
	a.dropTrifles()
	a.set(fiscal.GeneralPersonnel, fiscal.Final, personnel)
	a.set(fiscal.FiscalPersonnel, fiscal.Final, personnel)
	a.set(fiscal.GeneralOperation, fiscal.Final, operation)
	a.set(fiscal.FiscalOperation, fiscal.Final, operation)
	for _, item := range []fiscal.Item{fiscal.GeneralPersonnel, fiscal.GeneralOperation} {
		a.set(item, fiscal.Prior, near(c, a.get(item, nil, fiscal.Final), a.grain))
	}
}

// trifle is what no unit spends on 三公 in a year: printed in 万元 it would be
// nothing, with a share of its own beside it.
const trifle amount = 500_00

// dropTrifles spends trifles on 办公费.
func (a *accounts) dropTrifles() {
	for code := range sangongCodes {
		if v := a.economic[code]; v > 0 && v < trifle {
			delete(a.economic, code)
			a.economic["30201"] += v
		}
	}
}

func (a *accounts) spend(c chance, total amount, codes []string) {
	for i, part := range split(c, total, len(codes), a.grain) {
		if part > 0 {
			a.economic[codes[i]] += part
		}
	}
}

// economicSum sums the 款 whose code begins with one of the prefixes.
func (a *accounts) economicSum(prefixes ...string) amount {
	sum := amount(0)
	for code, v := range a.economic {
		for _, p := range prefixes {
			if strings.HasPrefix(code, p) {
				sum += v
			}
		}
	}
	return sum
}

// economicList names the 款 with money of the 类, in the order of their codes.
func (a *accounts) economicList(prefixes ...string) string {
	var names []string
	for _, class := range economicNames(a.year) {
		for _, p := range prefixes {
			if len(class.Code) == 5 && strings.HasPrefix(class.Code, p) && a.economic[class.Code] > 0 {
				names = append(names, class.Path[1])
			}
		}
	}
	return strings.Join(names, "、")
}
