package specimen

import (
	"fmt"

	"mingzhang/internal/fiscal"
)

var shanghai = style{
	name:  "shanghai",
	title: func(y int) string { return fmt.Sprintf("%d年度部门决算", y) },
	words: words{up: "增加", down: "减少", upRate: "增长", downRate: "下降", level: "持平", why: "。主要原因：",
		whyBudget: "", completed: "完成年初预算的", places: 2, trim: true, self: "本部门", brackets: "（|）"},
	write: writeShanghai,
}

// moreOrLess says how the final account stands to the budget, with a reason.
func moreOrLess(p *prose, item fiscal.Item, more, less, same, budget string) string {
	final, base := p.a.get(item, p.class, fiscal.Final), p.a.get(item, p.class, fiscal.InitialBudget)
	switch {
	case final > base:
		return "决算数大于" + budget + more + p.text("{"+string(item)+" whybudget}")
	case final < base:
		return "决算数小于" + budget + less + p.text("{"+string(item)+" whybudget}")
	}
	return same
}

func writeShanghai(p *prose) {
	p.cover("第一部分 {N}概况", "一、主要职能", "二、部门决算单位构成", "第二部分 {N}{Y}年度部门决算表", "一、收入支出决算总表",
		"第三部分 {N}{Y}年度部门决算情况说明", "一、收入支出决算总体情况说明", "二、收入决算情况说明", "第四部分 名词解释")
	p.part("第一部分 {N}概况")
	p.section("一、主要职能")
	p.duties()
	p.section("二、部门决算单位构成")
	p.say("从预算单位构成看，{N}部门决算包括：{N}本级决算、下属行政事业单位决算。")
	p.part("第二部分 {N}{Y}年度部门决算表")
	p.forms()
	p.part("第三部分 {N}{Y}年度部门决算情况说明")
	p.section("一、收入支出决算总体情况说明")
	p.say("{N}{Y}年度收入支出总计{income.total+expense.total}。与{P}年度相比，收入支出总计{income.total moved}{income.total why}。")
	p.section("二、收入决算情况说明")
	p.say("本年收入合计{income.year}，其中：" + p.each(incomeNames, true, "；", "@{$}，占{$ share}") + "。")
	p.section("三、支出决算情况说明")
	p.say("本年支出合计{expense.year}，其中：" + p.each(expenseNames, true, "；", "@{$}，占{$ share}") + "。")
	p.section("四、财政拨款收入支出决算总体情况说明")
	p.say("{N}{Y}年度财政拨款收入支出总计{fiscal.income_total+fiscal.expense_total}。与{P}年度相比，财政拨款收入支出总计{fiscal.income_total moved}{fiscal.income_total why}。")
	p.section("五、一般公共预算财政拨款支出决算情况说明")
	p.sub("（一）一般公共预算财政拨款支出决算总体情况")
	p.say("一般公共预算财政拨款支出{general.expense}，占本年支出合计的{general.expense share}。与{P}年度相比，一般公共预算财政拨款支出{general.expense moved}{general.expense why}。")
	p.sub("（二）一般公共预算财政拨款支出决算结构情况")
	p.structure("一般公共预算财政拨款支出{general.expense}，主要用于以下方面：", "{C}{general.expense}，占{general.expense share}", "；")
	p.sub("（三）一般公共预算财政拨款支出决算具体情况")
	p.say("一般公共预算财政拨款支出年初预算为{general.expense initial_budget}，支出决算为{general.expense}{general.expense completed}。" +
		shanghaiBudget(p, fiscal.GeneralExpense) + "。其中：")
	for i, c := range p.classesAt(generalPot, 3, false) {
		p.class = &c
		reason := shanghaiBudget(p, fiscal.GeneralExpense)
		p.sayOf(c, fmt.Sprintf("%d、{C}。主要用于：单位工作的支出。年初预算为{general.expense initial_budget}，支出决算为{general.expense}。%s。", i+1, reason))
	}
	p.section("六、一般公共预算财政拨款基本支出决算情况说明")
	p.say("一般公共预算财政拨款基本支出{general.basic}。其中：人员经费{general.personnel}，主要包括：" + p.a.economicList("301", "303") +
		"；公用经费{general.operation}，主要包括：" + p.a.economicList("302", "310") + "。")
	p.section("七、财政拨款“三公”经费支出决算情况说明")
	p.sub("（一）“三公”经费财政拨款支出决算总体情况说明。")
	items := []named{{"因公出国（境）费", fiscal.SangongAbroad}, {"公务用车购置及运行维护费", fiscal.SangongVehicle}, {"公务接待费", fiscal.SangongReception}}
	p.completed = "完成预算的"
	p.say("“三公”经费财政拨款支出年初预算为{sangong.total initial_budget}，支出决算为{sangong.total}{sangong.total completed}，其中：" +
		p.each(items, false, "；", "@决算为{$}{$ completed}") + "。")
	p.say("{Y}年度“三公”经费财政拨款支出决算数与{P}年度相比{sangong.total moved}。其中：" + p.each(items, false, "；", "@支出决算{$ moved}") + "。")
	p.sub("（二）“三公”经费财政拨款支出决算具体情况说明。")
	if !p.spendsSangong() {
		p.deny("{N}{Y}年度无“三公”经费财政拨款支出。", fiscal.SangongTotal)
	} else {
		p.say("1、因公出国（境）费支出{sangong.abroad}。全年安排因公出国（境）团组{sangong.abroad_groups}个，累计{sangong.abroad_visits}人次。")
		p.say("2、公务用车购置及运行维护费支出{sangong.vehicle}。其中：公务用车购置支出{sangong.vehicle_purchase}，公务用车购置数{sangong.vehicles_purchased}辆。公务用车运行支出{sangong.vehicle_operation}。期末公务用车保有量为{sangong.vehicles_owned}辆。")
		p.say("3、公务接待费支出{sangong.reception}。全年国内公务接待{sangong.reception_batches}批次，{sangong.reception_visits}人次。")
	}
	for _, b := range []struct {
		title, name string
		pot         pot
		form        int
	}{{"八", "政府性基金预算财政拨款", fundPot, 8}, {"九", "国有资本经营预算财政拨款", capitalPot, 9}} {
		p.section(b.title + "、" + b.name + "收入支出决算情况说明")
		items := itemsOf[b.pot]
		if !p.has(b.pot) {
			p.deny("{N}{Y}年度无"+b.name+"收入和支出。", items.incomeTotal, items.incomeYear, items.expenseTotal, items.expenseYear, items.expense)
			continue
		}
		p.say(fmt.Sprintf("{N}{Y}年度%s年初结转和结余{%s}，本年收入{%s}，本年支出{%s}，年末结转和结余{%s}。", b.name, items.opening, items.incomeYear, items.expenseYear, items.closing))
	}
	p.section("十、其他重要事项的情况说明")
	p.sub("（一）机关运行经费支出情况")
	if p.a.unit.trade.kind == agency {
		p.say("机关运行经费支出{agency.operation}，比{P}年度{agency.operation moved}{agency.operation why}。")
	} else {
		p.deny("本部门为事业单位，无机关运行经费。", fiscal.AgencyOperation)
	}
	p.sub("（二）政府采购支出情况")
	p.say("{N}{Y}年度政府采购金额（以合同签订为准）为{procurement.total}，其中：货物采购金额{procurement.goods}、工程采购金额{procurement.works}、服务采购金额{procurement.services}。")
	p.sub("（三）国有资产占有使用情况说明")
	p.say("截至{Y}年12月31日，{N}共有车辆{assets.vehicles}辆，其中：" + p.each(vehicleNames[1:], false, "、", "@{$}辆") + "。单价100万元（含）以上设备（不含车辆）{assets.equipment_over_1m}台（套）。")
	p.part("第四部分 名词解释")
	p.glossary()
}

func shanghaiBudget(p *prose, item fiscal.Item) string {
	return moreOrLess(p, item, "的主要原因：", "的主要原因：", "决算数与预算数基本持平", "预算数")
}

// structure writes one paragraph of the 类 of the general budget, each by format.
func (p *prose) structure(lead, format, sep string) {
	text := p.text(lead)
	for i, c := range p.classesAt(generalPot, 1, false) {
		if i > 0 {
			text += sep
		}
		p.class = &c
		text += p.text(format)
		p.class = nil
	}
	p.say(text + "。")
}
