package specimen

import (
	"fmt"

	"mingzhang/internal/fiscal"
)

var shaanxi = style{
	name:  "shaanxi",
	title: func(y int) string { return fmt.Sprintf("%d年度部门决算", y) },
	words: words{up: "增加", down: "减少", upRate: "增长", downRate: "下降", level: "与上年持平", compare: "较上年", why: "，主要原因是",
		whyBudget: "", completed: "完成全年预算的", places: 2, grouped: false, self: "本部门", brackets: "（|）"},
	write: writeShaanxi,
}

func writeShaanxi(p *prose) {
	p.cover("第一部分 部门概况", "第二部分 {Y}年度部门决算情况说明", "第三部分 名词解释", "第四部分 {Y}年度部门决算表")
	p.part("第一部分 部门概况")
	p.section("一、部门主要职责及内设机构")
	p.duties()
	p.section("二、部门人员情况")
	p.say("截至{Y}年底，本部门在职人员{staff.active}人，离休人员{staff.retired_cadre}人，退休人员{staff.retired}人。")
	p.part("第二部分 {Y}年度部门决算情况说明")
	p.section("一、收入支出决算总体情况说明")
	p.say("{Y}年度本部门收入总计{income.total}，支出总计{expense.total}。" + shaanxiBoth(p, "", "income.total"))
	p.section("二、收入决算情况说明")
	p.say("{Y}年度本年收入合计{income.year}，其中：" + p.each(incomeNames, true, "，", "@{$}，占{$ share}") + "。")
	p.section("三、支出决算情况说明")
	p.say("{Y}年度本年支出合计{expense.year}，其中：" + p.each(expenseNames, true, "，", "@{$}，占{$ share}") + "。")
	p.section("四、财政拨款收入支出决算总体情况说明")
	p.say("{Y}年度财政拨款收入总计{fiscal.income_total}，财政拨款支出总计{fiscal.expense_total}。" + shaanxiBoth(p, "财政拨款", "fiscal.income_total"))
	p.section("五、一般公共预算财政拨款支出决算情况说明")
	p.sub("（一）一般公共预算财政拨款支出决算总体情况说明")
	p.say("{Y}年度一般公共预算财政拨款支出年初预算为{general.expense initial_budget}，支出决算为{general.expense}，占本年支出合计的{general.expense share}。{general.expense vs}{general.expense why}。")
	p.sub("（二）一般公共预算财政拨款支出决算具体情况说明")
	p.completed = "完成年初预算的"
	for i, c := range p.classesAt(generalPot, 3, false) {
		p.class = &c
		rest := moreOrLess(p, fiscal.GeneralExpense, "的主要原因是", "的主要原因是", "决算数与年初预算数持平", "年初预算数")
		p.sayOf(c, fmt.Sprintf("%d．{C}年初预算为{general.expense initial_budget}，支出决算为{general.expense}{general.expense completed}。%s。", i+1, rest))
	}
	p.section("六、一般公共预算财政拨款基本支出决算情况说明")
	p.say("{Y}年度一般公共预算财政拨款基本支出{general.basic}，包括人员经费和公用经费。其中：")
	p.say("（一）人员经费{general.personnel}，主要包括：" + p.a.economicList("301", "303") + "。")
	p.say("（二）公用经费{general.operation}，主要包括：" + p.a.economicList("302", "310") + "。")
	p.section("七、财政拨款“三公”经费及会议费、培训费支出决算情况说明")
	p.sub("（一）“三公”经费支出决算情况")
	p.completed = "完成预算的"
	p.say("{Y}年度财政拨款“三公”经费支出预算为{sangong.total full_budget}，支出决算为{sangong.total}{sangong.total completed}。")
	p.say("1.因公出国（境）费用支出{sangong.abroad}。全年因公出国（境）团组{sangong.abroad_groups}个，{sangong.abroad_visits}人次。")
	p.say("2.公务用车购置费用支出{sangong.vehicle_purchase}。购置公务用车{sangong.vehicles_purchased}辆。")
	p.say("3.公务用车运行维护费用支出{sangong.vehicle_operation}。期末公务用车保有量{sangong.vehicles_owned}辆。")
	p.say("4.公务接待费支出{sangong.reception}。国内公务接待{sangong.reception_batches}批次，{sangong.reception_visits}人次。")
	p.sub("（二）培训费支出决算情况")
	p.say("{Y}年度财政拨款培训费支出预算为1.20万元，支出决算为1.05万元，完成预算的87.50%。")
	p.sub("（三）会议费支出决算情况")
	p.say("{Y}年度财政拨款会议费支出预算为0.80万元，支出决算为0.80万元，完成预算的100.00%。")
	p.section("八、政府性基金预算财政拨款收入支出决算情况说明")
	shaanxiPot(p, "政府性基金预算财政拨款", fundPot, 8)
	p.section("九、国有资本经营预算财政拨款收入支出决算情况说明")
	shaanxiPot(p, "国有资本经营预算财政拨款", capitalPot, 9)
	p.section("十、机关运行经费支出情况说明")
	if p.a.unit.trade.kind == agency {
		p.say("{Y}年度机关运行经费支出决算为{agency.operation}，{agency.operation vs}{agency.operation why}。")
	} else {
		p.deny("本部门无机关运行经费支出。", fiscal.AgencyOperation)
	}
	p.section("十一、政府采购支出情况说明")
	p.say("{Y}年度政府采购支出总额共{procurement.total}，其中：" + p.each(purchaseNames, false, "、", "@{$}") + "。授予中小企业合同金额{procurement.sme}，占政府采购支出总额的{procurement.sme share}，其中：授予小微企业合同金额{procurement.micro}，占政府采购支出总额的{procurement.micro share}。")
	p.section("十二、国有资产占用及购置情况说明")
	p.say("截至{Y}年末，本部门机关及所属单位共有车辆{assets.vehicles}辆，其中：" + p.each(vehicleNames[1:], false, "，", "@{$}辆") + "。单价100万元（含）以上的设备{assets.equipment_over_1m}台（套）。")
	p.part("第三部分 名词解释")
	p.glossary()
	p.part("第四部分 {Y}年度部门决算表")
	p.forms()
}

func shaanxiBoth(p *prose, name, item string) string {
	if p.a.get(fiscal.Item(item), nil, fiscal.Final) == p.a.get(fiscal.Item(item), nil, fiscal.Prior) {
		return name + "收、支总计与上年持平。"
	}
	return "与上年相比，" + name + "收、支总计各{" + item + " moved}{" + item + " why}。"
}

func shaanxiPot(p *prose, name string, b pot, form int) {
	items := itemsOf[b]
	if !p.has(b) {
		p.deny("本部门无"+name+"收支，并已公开空表。", items.incomeTotal, items.incomeYear, items.expenseTotal, items.expenseYear, items.expense)
		p.s.emptyForms[form] = true
		return
	}
	p.say(fmt.Sprintf("{Y}年度%s年初结转和结余{%s}，本年收入{%s}，本年支出{%s}，年末结转和结余{%s}。", name, items.opening, items.incomeYear, items.expenseYear, items.closing))
	p.numbered(p.classesAt(b, 3, false), "．", fmt.Sprintf("{C}支出决算为{%s}。", items.expense))
}
