package reconcile

import (
	"strings"

	"mingzhang/internal/fiscal"
)

// personnelClasses are the 类 of 支出经济分类 that make 人员经费; the others
// make 公用经费.
var personnelClasses = map[string]bool{
	"301": true, "303": true, "工资福利": true, "工资福利支出": true, "对个人和家庭的补助": true,
}

// basicForm checks form 6, 一般公共预算财政拨款基本支出决算表.
func basicForm(l *ledger) {
	if !l.has(6) {
		return
	}
	x := l.forms[6]
	f := family{title: x.title + "每一类 = 其下各款之和", counter: "类"}
	for _, r := range x.rows {
		if c, ok := l.below(x, fiscal.GeneralBasic, r, r.inner, x.title+"“"+r.name()+"” = 其下各款之和"); ok {
			f.take(c)
		}
	}
	l.addFamily(f)
	var personnel, operation []operand
	for _, r := range x.outermost() {
		o, ok := l.cell(6, lineKey(fiscal.GeneralBasic, r, ""))
		if !ok {
			continue
		}
		if r.personnel() {
			personnel = append(personnel, o)
		} else {
			operation = append(operation, o)
		}
	}
	for _, part := range []struct {
		item  fiscal.Item
		parts []operand
	}{{fiscal.GeneralPersonnel, personnel}, {fiscal.GeneralOperation, operation}} {
		whole, stated := l.totalCell(6, part.item)
		if c, ok := l.inside(x, x.title+part.item.Term()+"合计 = 各类之和", whole, stated, part.parts, len(x.rows) > 0); ok {
			l.add(c)
		}
	}
	if x.columns[fiscal.GeneralPersonnel] || x.columns[fiscal.GeneralOperation] {
		if _, ok := l.totalCell(6, fiscal.GeneralBasic); ok {
			l.formTotals(x, promise{text: "合计 = 人员经费 + 公用经费", whole: fiscal.GeneralBasic, parts: []fiscal.Item{fiscal.GeneralPersonnel, fiscal.GeneralOperation}})
		}
	}
}

// personnel reports whether a line of 支出经济分类 is of 人员经费.
func (r *row) personnel() bool {
	if code := r.class.Code; len(code) >= 3 {
		return personnelClasses[code[:3]]
	}
	outer, _, _ := strings.Cut(r.key, "/")
	if len(outer) >= 3 && outer[0] >= '0' && outer[0] <= '9' {
		outer = outer[:3]
	}
	return personnelClasses[outer]
}

// sangongForm checks form 7, 财政拨款“三公”经费支出决算表, in each of its columns.
func sangongForm(l *ledger) {
	if !l.has(7) {
		return
	}
	x := l.forms[7]
	for _, basis := range []fiscal.Basis{fiscal.InitialBudget, fiscal.FullBudget, fiscal.Final} {
		parts := sangongItems
		if _, ok := l.cell(7, lineKey(fiscal.SangongVehicle, nil, basis)); !ok {
			parts = []fiscal.Item{fiscal.SangongAbroad, fiscal.SangongVehiclePurchase, fiscal.SangongVehicleOperation, fiscal.SangongReception}
		}
		l.formTotals(x,
			promise{text: basis.Term() + "：合计 = 因公出国（境）费 + 公务用车购置及运行维护费 + 公务接待费", whole: fiscal.SangongTotal, parts: parts, basis: basis},
			promise{text: basis.Term() + "：公务用车小计 = 购置费 + 运行维护费", whole: fiscal.SangongVehicle,
				parts: []fiscal.Item{fiscal.SangongVehiclePurchase, fiscal.SangongVehicleOperation}, basis: basis})
	}
}
