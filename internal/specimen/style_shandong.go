package specimen

import (
	"fmt"
	"strings"

	"mingzhang/internal/fiscal"
)

var shandong = style{
	name:  "shandong",
	title: func(y int) string { return fmt.Sprintf("%d年度部门决算", y) },
	words: words{up: "增加", down: "减少", upRate: "增长", downRate: "下降", level: "与上年持平", compare: "比上年度", why: "。主要是",
		whyBudget: "。决算数与年初预算数不同的主要原因是", completed: "完成年初预算的", places: 2, grouped: false, self: "本部门", brackets: "（|）"},
	write: writeShandong,
}

func writeShandong(p *prose) {
	p.cover("第一部分 部门概况", "第二部分 {Y}年度部门决算表", "第三部分 {Y}年度部门决算情况和重要事项说明", "第四部分 名词解释")
	p.part("第一部分 部门概况")
	p.section("一、部门职责")
	p.duties()
	p.part("第二部分 {Y}年度部门决算表")
	p.forms()
	p.part("第三部分 {Y}年度部门决算情况和重要事项说明")
	p.section("一、收入支出决算总体情况说明")
	p.say("{Y}年度收、支总计均为{income.total+expense.total}。与{P}年度相比，收、支总计{income.total moved}{income.total why}。")
	p.section("二、收入决算情况说明")
	p.say("本年收入合计{income.year}，其中：" + p.each(incomeNames, true, "；", "@{$}，占{$ share}") + "。")
	p.sub("（一）收入决算具体情况")
	for i, n := range incomeNames {
		p.say(fmt.Sprintf("%d.%s{%[3]s}，{%[3]s vs}{%[3]s why}。", i+1, n.name, n.item))
	}
	p.section("三、支出决算情况说明")
	p.say("本年支出合计{expense.year}，其中：" + p.each(expenseNames, true, "；", "@{$}，占{$ share}") + "。")
	p.section("四、财政拨款收入支出决算总体情况说明")
	p.say("{Y}年度财政拨款收、支总计均为{fiscal.income_total+fiscal.expense_total}。与{P}年度相比，财政拨款收、支总计{fiscal.income_total moved}{fiscal.income_total why}。")
	p.section("五、一般公共预算财政拨款支出决算情况说明")
	p.sub("（一）一般公共预算财政拨款支出决算总体情况")
	p.say("{Y}年度一般公共预算财政拨款支出{general.expense}，占本年支出合计的{general.expense share}。与{P}年度相比，一般公共预算财政拨款支出{general.expense moved}{general.expense why}。")
	p.sub("（二）一般公共预算财政拨款支出决算结构情况")
	text := p.text("{Y}年度一般公共预算财政拨款支出{general.expense}，主要用于以下方面：")
	for i, c := range p.classesAt(generalPot, 1, false) {
		if i > 0 {
			text += "；"
		}
		p.class = &c
		// 一般公共服务（类）支出: the mark before the last word
		name := c.Path[0]
		if short, ok := strings.CutSuffix(name, "支出"); ok {
			name = short + "（类）支出"
		} else {
			name += "（类）"
		}
		text += name + p.text("{general.expense}，占{general.expense share}")
		p.class = nil
	}
	p.say(text + "。")
	p.sub("（三）一般公共预算财政拨款支出决算具体情况")
	p.say("{Y}年度一般公共预算财政拨款支出年初预算为{general.expense initial_budget}，支出决算为{general.expense}{general.expense completed}。其中：")
	p.numbered(p.classesAt(generalPot, 3, false), ".", "{C}。年初预算为{general.expense initial_budget}，支出决算为{general.expense}{general.expense completed}{general.expense whybudget}。")
	p.section("六、一般公共预算财政拨款基本支出决算情况说明")
	p.say("{Y}年度一般公共预算财政拨款基本支出{general.basic}，其中：")
	p.say("人员经费{general.personnel}，主要包括：" + p.a.economicList("301", "303") + "；")
	p.say("公用经费{general.operation}，主要包括：" + p.a.economicList("302", "310") + "。")
	p.section("七、财政拨款“三公”经费支出决算情况说明")
	p.completed = "完成全年预算的"
	p.sub("（一）“三公”经费财政拨款支出决算总体情况说明")
	p.say("{Y}年度财政拨款“三公”经费全年预算为{sangong.total full_budget}，支出决算为{sangong.total}{sangong.total completed}，{sangong.total vs}。其中：因公出国（境）费全年预算为{sangong.abroad full_budget}，支出决算为{sangong.abroad}；公务用车购置及运行维护费全年预算为{sangong.vehicle full_budget}，支出决算为{sangong.vehicle}；公务接待费全年预算为{sangong.reception full_budget}，支出决算为{sangong.reception}。")
	p.sub("（二）“三公”经费财政拨款支出决算具体情况说明")
	p.say("1.因公出国（境）费支出决算为{sangong.abroad}，占“三公”经费支出决算的{sangong.abroad share}。全年因公出国（境）团组{sangong.abroad_groups}个，累计{sangong.abroad_visits}人次。")
	p.say("2.公务用车购置及运行维护费支出决算为{sangong.vehicle}，占“三公”经费支出决算的{sangong.vehicle share}。其中：公务用车购置费支出决算为{sangong.vehicle_purchase}，购置公务用车{sangong.vehicles_purchased}辆；公务用车运行维护费支出决算为{sangong.vehicle_operation}，{Y}年末公务用车保有量为{sangong.vehicles_owned}辆。")
	p.say("3.公务接待费支出决算为{sangong.reception}，占“三公”经费支出决算的{sangong.reception share}。其中：国内接待费{sangong.reception_domestic}，共接待{sangong.reception_batches}批次、{sangong.reception_visits}人次。")
	p.section("八、政府性基金预算财政拨款收入支出决算情况说明")
	shandongPot(p, "政府性基金预算财政拨款", fundPot)
	p.section("九、国有资本经营预算财政拨款收入支出决算情况说明")
	shandongPot(p, "国有资本经营预算财政拨款", capitalPot)
	p.section("十、其他重要事项的情况说明")
	p.sub("（一）机关运行经费支出情况")
	if p.a.unit.trade.kind == agency {
		p.say("{Y}年度机关运行经费支出{agency.operation}，{agency.operation vs}{agency.operation why}。")
	} else {
		p.deny("本部门为事业单位，{Y}年度无机关运行经费。", fiscal.AgencyOperation)
	}
	p.sub("（二）政府采购支出情况")
	p.say("{Y}年度政府采购支出总额{procurement.total}，其中：" + p.each(purchaseNames, false, "、", "@{$}") + "。授予中小企业合同金额{procurement.sme}，占政府采购支出总额的{procurement.sme share}，其中，授予小微企业合同金额{procurement.micro}，占政府采购支出总额的{procurement.micro share}。")
	p.sub("（三）国有资产占用情况")
	p.say("截至{Y}年12月31日，本部门共有车辆{assets.vehicles}辆，其中：" + p.each(vehicleNames, false, "、", "@{$}辆") + "；单价100万元（含）以上设备（不含车辆）{assets.equipment_over_1m}台（套）。")
	p.part("第四部分 名词解释")
	p.glossary()
}

func shandongPot(p *prose, name string, b pot) {
	items := itemsOf[b]
	if !p.has(b) {
		p.deny("本部门{Y}年度没有"+name+"收入，没有"+name+"支出。", items.incomeTotal, items.incomeYear, items.expenseTotal, items.expenseYear, items.expense)
		return
	}
	p.say(fmt.Sprintf("{Y}年度%s年初结转和结余{%s}，本年收入{%s}，本年支出{%s}，年末结转和结余{%s}。", name, items.opening, items.incomeYear, items.expenseYear, items.closing))
}
