package specimen

import (
	"fmt"

	"mingzhang/internal/fiscal"
)

var beijing = style{
	name:  "beijing",
	title: func(y int) string { return fmt.Sprintf("%d年度部门决算", y) },
	words: words{up: "增加", down: "减少", upRate: "增长", downRate: "下降", level: "与上年持平", compare: "比上年", why: "，主要原因：",
		whyBudget: "。主要原因：", places: 2, grouped: false, self: "本部门", brackets: "（|）"},
	write: writeBeijing,
}

func writeBeijing(p *prose) {
	p.cover()
	p.part("第一部分 {Y}年度部门决算报表")
	p.forms()
	p.part("第二部分 {Y}年度部门决算说明")
	p.section("一、部门基本情况")
	p.say("（一）机构设置、职责")
	p.duties()
	p.say("（二）人员构成情况")
	p.say("{N}行政编制120人，实有人数{staff.total}人。")
	p.section("二、收入支出决算总体情况说明")
	p.say("{Y}年度收、支总计{income.total+expense.total}，{income.total vs}{income.total why}。")
	p.sub("（一）收入决算说明")
	p.say("{Y}年度本年收入合计{income.year}，{income.year vs}，其中：" + p.each(incomeNames, true, "；", "@{$}，占收入合计的{$ share}") + "。")
	p.sub("（二）支出决算说明")
	p.say("{Y}年度本年支出合计{expense.year}，{expense.year vs}，其中：" + p.each(expenseNames, true, "；", "@{$}，占支出合计的{$ share}") + "。")
	p.section("三、财政拨款收入支出决算总体情况说明")
	p.say("{Y}年度财政拨款收、支总计{fiscal.income_total+fiscal.expense_total}，{fiscal.income_total vs}{fiscal.income_total why}。")
	p.section("四、一般公共预算财政拨款支出决算情况说明")
	p.sub("（一）一般公共预算财政拨款支出决算总体情况")
	text := p.text("{Y}年度一般公共预算财政拨款支出{general.expense}，主要用于以下方面（按大类）：")
	for i, c := range p.classesAt(generalPot, 1, false) {
		if i > 0 {
			text += "；"
		}
		p.class = &c
		text += c.Path[0] + p.text("{general.expense}，占本年一般公共预算财政拨款支出{general.expense share}")
		p.class = nil
	}
	p.say(text + "。")
	p.sub("（二）一般公共预算财政拨款支出决算具体情况")
	for i, c := range p.classesAt(generalPot, 1, false) {
		p.sayOf(c, fmt.Sprintf("%d、“%s”（类）{Y}年度决算{general.expense}，%s。其中：", i+1, c.Path[0], beijingBudget(p, c)))
		for _, sub := range p.classesAt(generalPot, 2, false) {
			if sub.Path[0] == c.Path[0] {
				p.sayOf(sub, fmt.Sprintf("“%s”（款）{Y}年度决算{general.expense}，%s{general.expense whybudget}。", sub.Path[1], beijingBudget(p, sub)))
			}
		}
	}
	p.section("五、政府性基金预算财政拨款支出决算情况说明")
	beijingPot(p, "政府性基金预算财政拨款", fundPot)
	p.section("六、国有资本经营预算财政拨款支出决算情况说明")
	beijingPot(p, "国有资本经营预算财政拨款", capitalPot)
	p.section("七、一般公共预算财政拨款基本支出决算情况说明")
	p.say("{Y}年度一般公共预算财政拨款基本支出{general.basic}，其中，（1）人员经费{general.personnel}，包括" + p.a.economicList("301", "303") +
		"等支出；（2）公用经费{general.operation}，包括" + p.a.economicList("302", "310") + "等支出。")
	p.section("八、“三公”经费财政拨款决算情况")
	p.say("{Y}年度“三公”经费财政拨款决算数{sangong.total}，比{Y}年度“三公”经费财政拨款年初预算{sangong.total initial_budget}{sangong.total budget_change}。其中：")
	for i, n := range []named{{"因公出国（境）费用", fiscal.SangongAbroad}, {"公务接待费", fiscal.SangongReception}, {"公务用车购置及运行维护费", fiscal.SangongVehicle}} {
		more := ""
		switch n.item {
		case fiscal.SangongAbroad:
			more = "{Y}年度组织因公出国（境）团组{sangong.abroad_groups}个、{sangong.abroad_visits}人次。"
		case fiscal.SangongReception:
			more = "{Y}年度公务接待{sangong.reception_batches}批次，公务接待{sangong.reception_visits}人次。"
		case fiscal.SangongVehicle:
			more = "其中，公务用车购置费{Y}年度决算数{sangong.vehicle_purchase}；公务用车运行维护费{Y}年度决算数{sangong.vehicle_operation}。{Y}年度公务用车保有量{sangong.vehicles_owned}辆。"
		}
		p.say(fmt.Sprintf("%d、%s。{Y}年度决算数{%[3]s}，比{Y}年度年初预算数{%[3]s initial_budget}{%[3]s budget_change}{%[3]s whybudget}。%[4]s", i+1, n.name, n.item, more))
	}
	p.section("九、其他重要事项的情况说明")
	p.sub("（一）机关运行经费支出情况")
	if p.a.unit.trade.kind == agency {
		p.say("{Y}年度机关运行经费支出合计{agency.operation}，{agency.operation vs}{agency.operation why}。")
	} else {
		p.deny("本部门不在机关运行经费统计范围之内，无机关运行经费。", fiscal.AgencyOperation)
	}
	p.sub("（二）政府采购支出情况")
	p.say("{Y}年度政府采购支出总额{procurement.total}，其中：" + p.each(purchaseNames, false, "，", "@{$}") + "。授予中小企业合同金额{procurement.sme}，占政府采购支出总额的{procurement.sme share}，其中：授予小微企业合同金额{procurement.micro}，占政府采购支出总额的{procurement.micro share}。")
	p.sub("（三）国有资产占用情况")
	p.say("{Y}年末车辆{assets.vehicles}台，共计{assets.vehicle_value}。单价100万元（含）以上的设备{assets.equipment_over_1m}台（套）。")
	p.part("第三部分 名词解释")
	p.glossary()
}

// beijingBudget compares a class with its initial budget.
func beijingBudget(p *prose, c fiscal.Class) string {
	if p.a.get(fiscal.GeneralExpense, &c, fiscal.Final) == p.a.get(fiscal.GeneralExpense, &c, fiscal.InitialBudget) {
		return "与{Y}年度年初预算持平"
	}
	return "比{Y}年度年初预算{general.expense budget_change}，{general.expense variance}"
}

func beijingPot(p *prose, name string, b pot) {
	items := itemsOf[b]
	if !p.has(b) {
		p.deny("本年度无"+name+"支出。", items.expenseTotal, items.expenseYear, items.expense)
		return
	}
	text := p.text(fmt.Sprintf("{Y}年度%s支出{%s}，主要用于以下方面（按大类）：", name, items.expenseYear))
	for i, c := range p.classesAt(b, 1, false) {
		if i > 0 {
			text += "；"
		}
		p.class = &c
		text += c.Path[0] + p.text(fmt.Sprintf("{%[1]s}，占%s{%[1]s share}", items.expense, "本年"+name+"支出"))
		p.class = nil
	}
	p.say(text + "。")
}
