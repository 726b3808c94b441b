package reconcile

import (
	"strings"

	"mingzhang/internal/fiscal"
)

func basic(l *ledger) {
	l.sums(
		total(fiscal.GeneralBasic, fiscal.GeneralPersonnel, fiscal.GeneralOperation),
		total(fiscal.FiscalBasic, fiscal.FiscalPersonnel, fiscal.FiscalOperation),
	)
	whole, ok1 := l.final(fiscal.ExpenseBasic)
	general, ok2 := l.final(fiscal.GeneralBasic)
	if !ok1 || !ok2 {
		return
	}
	c := l.equal("基本支出（支出一节）= 一般公共预算基本支出", whole, general)
	if c.Status == fiscal.Violated && general.value.Less(whole.value) {
		c = fiscal.Check{
			Title: "一般公共预算基本支出 ≤ 基本支出", Status: fiscal.Holds, Stated: general.with(), Computed: whole.with(),
			Note: "基本支出还可以由一般公共预算之外的钱支付，所以不多于基本支出即可。", Facts: []int{general.fact, whole.fact},
		}
	}
	l.add(c)
}

// agency compares 机关运行经费 with 公用经费, which are one for a unit that is
// an agency; a department counts its institutions' 公用经费 in the second only.
func agency(l *ledger) {
	a, ok1 := l.final(fiscal.AgencyOperation)
	o, ok2 := l.final(fiscal.GeneralOperation)
	if !ok2 {
		o, ok2 = l.final(fiscal.FiscalOperation)
	}
	if !ok1 || !ok2 {
		return
	}
	c := l.equal("机关运行经费 = 公用经费", a, o)
	if c.Status == fiscal.Violated {
		words := l.topicText("agency")
		named := strings.Contains(words, "行政单位") || strings.Contains(words, "参照公务员法")
		alone := strings.Contains(l.topicText("organisation"), "无下属")
		switch {
		case named && alone:
		case a.value.Less(o.value):
			c.Status = fiscal.NotApplicable
			c.Computed, c.Formula, c.Difference, c.Tolerance = "", "", "", ""
			c.Note = "文中没有写明全部是行政单位；下属事业单位的公用经费不算机关运行经费，无法比较。"
		default:
			c.Status, c.Note = fiscal.Notice, "机关运行经费多于一般公共预算基本支出里的公用经费，口径可能不同。"
		}
	}
	l.add(c)
}
