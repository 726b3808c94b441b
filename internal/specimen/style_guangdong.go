package specimen

import (
	"fmt"

	"mingzhang/internal/fiscal"
)

var guangdong = style{
	name:  "guangdong",
	title: func(y int) string { return fmt.Sprintf("%d年部门决算", y) },
	words: words{up: "增加", down: "减少", upRate: "增长", downRate: "下降", level: "与上年持平", compare: "比上年决算数", why: "，主要原因是",
		whyBudget: "", completed: "完成全年预算的", places: 1, grouped: true, trim: false, self: "本部门", brackets: "（|）"},
	write: writeGuangdong,
}

func writeGuangdong(p *prose) {
	p.cover("第一部分 {N}概况", "第二部分 {N}{Y}年度部门决算表", "第三部分 {N}{Y}年度部门决算情况说明", "第四部分 名词解释")
	p.part("第一部分 {N}概况")
	p.section("一、主要职责")
	p.duties()
	p.part("第二部分 {N}{Y}年度部门决算表")
	p.forms()
	p.part("第三部分 {N}{Y}年度部门决算情况说明")
	p.section("一、收入支出决算总体情况说明")
	p.sub("（一）收入支出决算总体情况")
	p.say("{N}{Y}年度总收入{income.total}，其中本年收入{income.year}。与上年相比，总收入{income.total moved}{income.total why}。")
	p.say("{N}{Y}年度总支出{expense.total}，其中本年支出{expense.year}。")
	p.section("二、收入决算情况说明")
	p.say("{N}{Y}年度本年收入合计{income.year}，{income.year vs}{income.year why}。具体情况如下：")
	for i, n := range incomeNames {
		p.say(fmt.Sprintf("%d.%s{%[3]s}，占本年收入的{%[3]s share}，{%[3]s vs}{%[3]s why}。", i+1, n.name, n.item))
	}
	p.section("三、支出决算情况说明")
	p.say("{N}{Y}年度本年支出合计{expense.year}，{expense.year vs}{expense.year why}。具体情况如下：")
	for i, n := range expenseNames {
		p.say(fmt.Sprintf("%d.%s{%[3]s}，占本年支出的{%[3]s share}，{%[3]s vs}{%[3]s why}。", i+1, n.name, n.item))
	}
	p.section("四、财政拨款收入支出决算总体情况说明")
	p.say("{N}{Y}年度财政拨款收入总计{fiscal.income_total}，支出总计{fiscal.expense_total}。与上年相比，财政拨款收入支出总计{fiscal.income_total moved}{fiscal.income_total why}。")
	p.section("五、一般公共预算财政拨款支出决算情况说明")
	p.sub("（一）一般公共预算财政拨款支出决算总体情况")
	p.say("{N}{Y}年度一般公共预算财政拨款支出{general.expense}，占本年支出合计的{general.expense share}，{general.expense vs}{general.expense why}。")
	p.sub("（二）一般公共预算财政拨款支出决算结构情况")
	p.structure("一般公共预算财政拨款支出按功能分类，主要用于以下方面：", "{C}{general.expense}，占{general.expense share}", "；")
	p.sub("（三）一般公共预算财政拨款支出决算具体情况")
	p.completed = "完成年初预算的"
	for i, c := range p.classesAt(generalPot, 3, false) {
		p.class = &c
		rest := moreOrLess(p, fiscal.GeneralExpense, "的主要原因：", "的主要原因：", "决算数等于年初预算数", "年初预算数")
		p.sayOf(c, fmt.Sprintf("%d.{C}。年初预算{general.expense initial_budget}，支出决算{general.expense}{general.expense completed}。%s。", i+1, rest))
	}
	p.section("六、一般公共预算财政拨款基本支出决算情况说明")
	p.say("{N}{Y}年度一般公共预算财政拨款基本支出{general.basic}，其中：人员经费{general.personnel}，主要包括" + p.a.economicList("301", "303") +
		"；公用经费{general.operation}，主要包括" + p.a.economicList("302", "310") + "。")
	p.section("七、政府性基金预算财政拨款收入支出决算情况说明")
	guangdongPot(p, "政府性基金预算财政拨款", fundPot, 8)
	p.section("八、国有资本经营预算财政拨款收入支出决算情况说明")
	guangdongPot(p, "国有资本经营预算财政拨款", capitalPot, 9)
	p.section("九、财政拨款“三公”经费支出决算情况说明")
	p.completed = "完成预算的"
	p.sub("（一）“三公”经费财政拨款支出决算总体情况说明")
	p.say("{N}{Y}年度“三公”经费财政拨款支出预算为{sangong.total full_budget}，支出决算为{sangong.total}{sangong.total completed}，{sangong.total vs}{sangong.total why}。")
	p.say("其中：因公出国（境）费支出决算为{sangong.abroad}，占{sangong.abroad share}；公务用车购置及运行维护费支出决算为{sangong.vehicle}，占{sangong.vehicle share}；公务接待费支出决算为{sangong.reception}，占{sangong.reception share}。")
	p.sub("（二）“三公”经费财政拨款支出决算具体情况说明")
	p.say("1.因公出国（境）费支出{sangong.abroad}，全年安排出国（境）团组{sangong.abroad_groups}个，累计{sangong.abroad_visits}人次。")
	p.say("2.公务用车购置及运行维护费支出{sangong.vehicle}，其中：公务用车购置支出{sangong.vehicle_purchase}，公务用车购置数{sangong.vehicles_purchased}辆；公务用车运行维护费支出{sangong.vehicle_operation}，公务用车保有量为{sangong.vehicles_owned}辆。")
	p.say("3.公务接待费支出{sangong.reception}，主要用于上级检查调研接待，共接待国内公务接待{sangong.reception_batches}批次，累计{sangong.reception_visits}人次。")
	p.section("十、其他重要事项的情况说明")
	p.sub("（一）机关运行经费支出情况")
	if p.a.unit.trade.kind == agency {
		p.say("{Y}年度机关运行经费支出{agency.operation}，{agency.operation vs}{agency.operation why}。")
	} else {
		p.deny("{N}是事业单位，无机关运行经费。", fiscal.AgencyOperation)
	}
	p.sub("（二）政府采购支出情况")
	p.say("{Y}年度政府采购支出总额{procurement.total}，其中：" + p.each(purchaseNames, false, "、", "@{$}") + "。授予中小企业合同金额{procurement.sme}，占政府采购支出总额的{procurement.sme share}。其中：授予小微企业合同金额{procurement.micro}，占政府采购支出总额的{procurement.micro share}。")
	p.sub("（三）国有资产占用情况")
	p.say("截至{Y}年12月31日，{N}共有车辆{assets.vehicles}辆，其中：" + p.each(vehicleNames, true, "、", "@{$}辆") + "。单价100万元（含）以上设备（不含车辆）{assets.equipment_over_1m}台（套）。")
	p.part("第四部分 名词解释")
	p.glossary()
}

func guangdongPot(p *prose, name string, b pot, form int) {
	items := itemsOf[b]
	if !p.has(b) {
		p.deny("{N}{Y}年度没有"+name+"收入、支出，"+fiscal.Forms[form-1].Title+"为空表。",
			items.incomeTotal, items.incomeYear, items.expenseTotal, items.expenseYear, items.expense)
		p.s.emptyForms[form] = true
		return
	}
	p.say(fmt.Sprintf("{N}{Y}年度%s收入{%s}，年初结转和结余{%s}，支出{%s}，年末结转和结余{%s}。", name, items.incomeYear, items.opening, items.expenseYear, items.closing))
}
