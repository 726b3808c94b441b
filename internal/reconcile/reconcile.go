// Package reconcile recomputes what a report states and says where the
// arithmetic holds (勾稽关系). It shows stated, computed, difference and
// tolerance; it accuses nobody. docs/checks.md describes the rules.
package reconcile

import "mingzhang/internal/fiscal"

// Rule is one kind of check.
type Rule struct {
	ID    string
	About string // what it recomputes, in a Chinese sentence
	run   func(*ledger)
}

// Rules lists the rules in the order in which a report shows them.
func Rules() []Rule { return rules }

var rules = []Rule{
	{"T1", "收入总计等于本年收入、使用的结余与年初结转之和，也等于支出总计。", incomeTotal},
	{"T2", "支出总计等于本年支出、结余分配与年末结转之和。", expenseTotal},
	{"T3", "本年收入等于各项来源之和；各项占比等于该项除以合计；占比之和为 100%。", incomeParts},
	{"T4", "本年支出等于各类支出之和；占比同上。", expenseParts},
	{"T5", "财政拨款收支两边相等，各等于本年数与结转之和；三本预算合起来等于财政拨款支出。", fiscalTotals},
	{"T6", "收入一节的财政拨款收入等于财政拨款一节的本年财政拨款收入。", fiscalIncome},
	{"T7", "一般公共预算支出、政府性基金支出等于各类之和，也等于各项之和；每一类等于它下面各项之和。", classes},
	{"T8", "一般公共预算基本支出等于人员经费加公用经费，并与支出一节的基本支出比较。", basic},
	{"T9", "“三公”经费等于出国、用车、接待之和；用车等于购置加运行；金额与人次、辆数、批次不相矛盾。", sangong},
	{"T10", "行政单位的机关运行经费等于公用经费。", agency},
	{"T11", "政府采购等于货物、工程、服务之和；授予小微企业的不多于中小企业，中小企业的不多于总额。", procurement},
	{"T12", "车辆总数等于各种用途之和，并与公务用车保有量比较；实有人数等于各类人员之和。", assets},
	{"T13", "增减幅度等于增减额除以上年数（本年数减增减额）；增减的方向一致；各项的上年数之和等于合计的上年数。", changes},
	{"T14", "预决算差异率等于决算减预算再除以预算；完成率等于决算除以预算；“决算数大于预算数”之类的话与数相符。", budgets},
	{"T15", "绩效自评表：执行率、得分、总分可以重算；完成率与目标值、实际值、文字说明相符；项目合计与文中汇总相符。", evaluations},
	{"T16", "题目、正文、自评表说的是同一个年度，比较的是上一个年度。", years},
	{"T17", "没有模板里待填的字样（XX、××、下降（增长））；单位名称前后一致。", names},
	{"F1", "《收入支出决算总表》：合计等于各项之和，两边的总计相等。", totalsForm},
	{"F2", "《收入决算表》：每行等于各列之和，每列的合计等于各类之和，类、款等于其下各行之和。", incomeForm},
	{"F3", "《支出决算表》：同上。", expenseForm},
	{"F4", "《财政拨款收入支出决算总表》：每行、每列相加得合计，三本预算各自收支相抵，两边的总计相等。", fiscalForm},
	{"F5", "《一般公共预算财政拨款支出决算表》：每行等于基本支出加项目支出，每列相加得合计。", generalForm},
	{"F6", "《一般公共预算财政拨款基本支出决算表》：每一类等于其下各款之和，人员经费、公用经费等于各类之和。", basicForm},
	{"F7", "《财政拨款“三公”经费支出决算表》：预算数与决算数都等于各项之和。", sangongForm},
	{"F8", "《政府性基金预算财政拨款收入支出决算表》：每行年初结转加收入等于支出加年末结转，支出等于基本加项目，每列相加得合计。", fundForm},
	{"F9", "《国有资本经营预算财政拨款收入支出决算表》：同上。", capitalForm},
	{"X1", "报表之间相同的数一致：两张总表、收入表、支出表、一般公共预算的两张表、政府性基金表、国有资本经营表；一种钱支付的不多于全部支付的。", betweenForms},
	{"X2", "同一个数在文中出现几次，每次都一样；文中与报表都写的数一致。", statements},
	{"X3", "写明是空表的报表、没有数的报表，文中和别的表也没有这方面的收支。", emptyForms},
	// A single slip is told by the sum or equality that it breaks.
	{"X4", "以上各条里，两数相差一万倍或一亿倍的，指出可能是元、万元、亿元混用。", mixed},
	{"C1", "应当公开的内容都在。", contents},
}

// Run returns the checks of a report in the order of Rules. A rule whose
// subject the report does not speak of gives none. Without the document's text
// the rules that read words between the figures are left out.
func Run(r *fiscal.Report) []fiscal.Check { return RunText(r, "") }

// RunText is Run with the normalised text that the report was read from, the
// text that its sources point into.
func RunText(r *fiscal.Report, text string) []fiscal.Check {
	l := newLedger(r, text)
	for _, rule := range rules {
		l.rule = rule.ID
		rule.run(l)
	}
	return l.checks
}
