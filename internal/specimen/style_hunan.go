package specimen

import (
	"fmt"

	"mingzhang/internal/fiscal"
)

var hunan = style{
	name:  "hunan",
	title: func(y int) string { return fmt.Sprintf("%d年度部门决算", y) },
	words: words{up: "增加", down: "减少", upRate: "增长", downRate: "减少", level: "持平", compare: "较上年", why: "，主要是因为",
		whyBudget: "", completed: "完成年初预算的", places: 2, trim: true, self: "本单位", brackets: "（|）"},
	write: writeHunan,
}

func writeHunan(p *prose) {
	p.cover("第一部分 {N}概况", "第二部分 部门决算表", "第三部分 {Y}年度部门决算情况说明", "第四部分 名词解释")
	p.part("第一部分 {N}单位概况")
	p.section("一、部门职责")
	p.duties()
	p.section("二、机构设置及决算单位构成")
	p.say("内设机构包括：办公室、综合科、业务科。{N}{Y}年度部门决算汇总公开单位构成包括本级。")
	p.part("第二部分 部门决算表")
	p.forms()
	p.part("第三部分 {Y}年度部门决算情况说明")
	p.section("一、收入支出决算总体情况说明")
	p.say("{Y}年度收、支总计{income.total+expense.total}。" + hunanMoved(p, "", "income.total"))
	p.section("二、收入决算情况说明")
	p.say("{Y}年度收入合计{income.year}，其中：" + p.each(incomeNames, false, "；", "@{$}，占{$ share}") + "。")
	p.section("三、支出决算情况说明")
	p.say("{Y}年度支出合计{expense.year}，其中：" + p.each(expenseNames, false, "；", "@{$}，占{$ share}") + "。")
	p.section("四、财政拨款收入支出决算总体情况说明")
	p.say("{Y}年度财政拨款收、支总计{fiscal.income_total+fiscal.expense_total}，" + hunanMoved(p, "", "fiscal.income_total"))
	p.section("五、一般公共预算财政拨款支出决算情况说明")
	p.sub("（一）一般公共预算财政拨款支出决算总体情况")
	p.say("{Y}年度一般公共预算财政拨款支出{general.expense}，占本年支出合计的{general.expense share}，" + hunanMoved(p, "一般公共预算财政拨款支出", "general.expense"))
	p.sub("（二）一般公共预算财政拨款支出决算结构情况")
	p.structure("{Y}年度一般公共预算财政拨款支出{general.expense}，主要用于以下方面：", "{C}{general.expense}，占{general.expense share}", "；")
	p.sub("（三）一般公共预算财政拨款支出决算具体情况")
	p.say("{Y}年度一般公共预算财政拨款支出年初预算数为{general.expense initial_budget}，支出决算数为{general.expense}{general.expense completed}，其中：")
	for i, c := range p.classesAt(generalPot, 3, false) {
		p.sayOf(c, fmt.Sprintf("%d、{C}。", i+1))
		p.class = &c
		rest := moreOrLess(p, fiscal.GeneralExpense, "的主要原因是：", "的主要原因是：", "决算数与年初预算数持平", "年初预算数")
		budget := "年初预算为{general.expense initial_budget}，支出决算为{general.expense}{general.expense completed}"
		if p.a.get(fiscal.GeneralExpense, &c, fiscal.InitialBudget) == 0 {
			budget += "，由于年初预算数为{general.expense initial_budget}，无法计算百分比"
		}
		p.sayOf(c, budget+"，"+rest+"。")
	}
	p.section("六、一般公共预算财政拨款基本支出决算情况说明")
	p.say("{Y}年度一般公共预算财政拨款基本支出{general.basic}，其中：人员经费{general.personnel}，占基本支出的{general.personnel share}，主要包括" + p.a.economicList("301", "303") +
		"；公用经费{general.operation}，占基本支出的{general.operation share}，主要包括" + p.a.economicList("302", "310") + "。")
	p.section("七、财政拨款“三公”经费支出决算情况说明")
	p.sub("（一）“三公”经费财政拨款支出决算总体情况说明")
	p.completed = "完成预算的"
	p.say("“三公”经费财政拨款支出预算为{sangong.total full_budget}，支出决算为{sangong.total}{sangong.total completed}，其中：")
	for _, n := range []named{{"因公出国（境）费", fiscal.SangongAbroad}, {"公务接待费", fiscal.SangongReception}, {"公务用车购置费", fiscal.SangongVehiclePurchase}, {"公务用车运行维护费", fiscal.SangongVehicleOperation}} {
		p.say(fmt.Sprintf("%s支出预算为{%[2]s full_budget}，支出决算为{%[2]s}{%[2]s completed}，%[3]s", n.name, n.item, hunanMoved(p, "", string(n.item))))
	}
	p.sub("（二）“三公”经费财政拨款支出决算具体情况说明")
	p.say("{Y}年度“三公”经费财政拨款支出决算中，公务接待费支出决算{sangong.reception}，占{sangong.reception share}，因公出国（境）费支出决算{sangong.abroad}，占{sangong.abroad share}，公务用车购置费及运行维护费支出决算{sangong.vehicle}，占{sangong.vehicle share}。其中：")
	p.say("1、因公出国（境）费支出决算为{sangong.abroad}，全年安排因公出国（境）团组{sangong.abroad_groups}个，累计{sangong.abroad_visits}人次。")
	p.say("2、公务接待费支出决算为{sangong.reception}，全年共接待来访团组{sangong.reception_batches}个，来宾{sangong.reception_visits}人次。")
	p.say("3、公务用车购置费及运行维护费支出决算为{sangong.vehicle}，其中：公务用车购置费{sangong.vehicle_purchase}，更新公务用车{sangong.vehicles_purchased}辆。公务用车运行维护费{sangong.vehicle_operation}，主要是燃料费、维修费支出，截止{Y}年12月31日，我单位开支财政拨款的公务用车保有量为{sangong.vehicles_owned}辆。")
	p.section("八、政府性基金预算收入支出决算情况")
	hunanPot(p, "政府性基金预算财政拨款", fundPot)
	p.section("九、国有资本经营预算财政拨款收入支出决算情况")
	hunanPot(p, "国有资本经营预算财政拨款", capitalPot)
	p.section("十、关于机关运行经费支出说明")
	if p.a.unit.trade.kind == agency {
		p.say("本部门{Y}年度机关运行经费支出{agency.operation}，比年初预算数{agency.operation budget_change}，{agency.operation variance}。")
	} else {
		p.deny("本单位为事业单位，无机关运行经费支出。", fiscal.AgencyOperation)
	}
	p.section("十一、关于政府采购支出说明")
	p.say("本部门{Y}年度政府采购支出总额{procurement.total}，其中：" + p.each(purchaseNames, false, "、", "@{$}") + "。授予中小企业合同金额{procurement.sme}，占政府采购支出总额的{procurement.sme share}，其中：授予小微企业合同金额{procurement.micro}，占政府采购支出总额的{procurement.micro share}。")
	p.section("十二、关于国有资产占用情况说明")
	p.say("截至{Y}年12月31日，本单位共有车辆{assets.vehicles}辆，其中，" + p.each(vehicleNames[1:], false, "、", "@{$}辆") + "；单价100万元（含）以上设备（不含车辆）{assets.equipment_over_1m}台（套）。")
	p.part("第四部分 名词解释")
	p.glossary()
}

func hunanMoved(p *prose, name, item string) string {
	return "与上年相比，" + name + "{" + item + " moved}{" + item + " why}。"
}

func hunanPot(p *prose, name string, b pot) {
	items := itemsOf[b]
	if !p.has(b) {
		p.deny("本单位无"+name+"收支。", items.incomeTotal, items.incomeYear, items.expenseTotal, items.expenseYear, items.expense)
		return
	}
	p.say(fmt.Sprintf("{Y}年度%s收入{%s}；年初结转和结余{%s}；支出{%s}，其中基本支出{%s}，项目支出{%s}；年末结转和结余{%s}。", name, items.incomeYear, items.opening, items.expenseYear, items.basic, items.project, items.closing))
}
