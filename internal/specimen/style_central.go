package specimen

import (
	"fmt"
	"strings"

	"mingzhang/internal/fiscal"
)

var central = style{
	name:  "central",
	title: func(y int) string { return fmt.Sprintf("%d年度部门决算", y) },
	words: words{up: "增加", down: "减少", upRate: "增长", downRate: "下降", level: "持平", compare: "比上年", why: "。主要原因是",
		whyBudget: "", completed: "完成年初预算的", places: 1, grouped: true, self: "本单位", brackets: "（|）"},
	write: writeCentral,
}

// sided fills the name of a pot and two placeholders into a sentence.
func sided(format, name, both, moved string) string {
	return strings.NewReplacer("@", name, "{$}", "{"+both+"}", "{#}", "{"+moved+"}").Replace(format)
}

func writeCentral(p *prose) {
	p.cover("第一部分 {N}概况", "第二部分 {Y}年度部门决算表", "第三部分 {Y}年度部门决算情况说明", "第四部分 名词解释")
	p.part("第一部分 {N}概况")
	p.section("一、主要职责")
	p.duties()
	p.part("第二部分 {Y}年度部门决算表")
	p.forms()
	p.part("第三部分 {Y}年度部门决算情况说明")
	p.section("一、收入支出决算总体情况说明")
	p.say(centralTotal(p, "", "income.total", "expense.total"))
	p.section("二、收入决算情况说明")
	p.say("本年收入合计{income.year}，其中：" + p.each(incomeNames, true, "；", "@{$}，占{$ share}") + "。")
	p.section("三、支出决算情况说明")
	p.say("本年支出合计{expense.year}，其中：" + p.each(expenseNames, true, "；", "@{$}，占{$ share}") + "。")
	p.section("四、财政拨款收入支出决算总体情况说明")
	p.say(centralTotal(p, "财政拨款", "fiscal.income_total", "fiscal.expense_total"))
	p.section("五、一般公共预算财政拨款支出决算情况说明")
	p.sub("（一）一般公共预算财政拨款支出决算总体情况")
	p.say("{Y}年度一般公共预算财政拨款支出{general.expense}，占本年支出合计的{general.expense share}。与{P}年度相比，一般公共预算财政拨款支出{general.expense moved}{general.expense why}。")
	p.sub("（二）一般公共预算财政拨款支出决算结构情况")
	p.structure("{Y}年度一般公共预算财政拨款支出{general.expense}，主要用于以下方面：", "{C}{general.expense}，占{general.expense share}", "；")
	p.sub("（三）一般公共预算财政拨款支出决算具体情况")
	p.say("{Y}年度一般公共预算财政拨款支出年初预算为{general.expense initial_budget}，支出决算为{general.expense}{general.expense completed}。其中：")
	for i, c := range p.classesAt(generalPot, 3, false) {
		p.class = &c
		rest := moreOrLess(p, fiscal.GeneralExpense, "的主要原因是", "的主要原因是", "决算数与年初预算数持平", "年初预算数")
		p.sayOf(c, fmt.Sprintf("%d．{C}。年初预算为{general.expense initial_budget}，支出决算为{general.expense}{general.expense completed}。%s。", i+1, rest))
	}
	p.section("六、一般公共预算财政拨款基本支出决算情况说明")
	p.say("{Y}年度一般公共预算财政拨款基本支出{general.basic}，其中：")
	p.say("人员经费{general.personnel}，主要包括：" + p.a.economicList("301", "303") + "；")
	p.say("公用经费{general.operation}，主要包括：" + p.a.economicList("302", "310") + "。")
	p.section("七、一般公共预算财政拨款“三公”经费支出决算情况说明")
	p.sub("（一）“三公”经费的单位范围。")
	p.say("{N}因公出国（境）费、公务用车购置及运行费和公务接待费支出单位包括本级及所属5家事业单位。")
	p.sub("（二）“三公”经费一般公共预算财政拨款支出决算情况说明。")
	p.completed = "完成预算的"
	p.say("{Y}年度“三公”经费财政拨款支出预算为{sangong.total full_budget}，支出决算为{sangong.total}{sangong.total completed}。其中：因公出国（境）费支出决算为{sangong.abroad}{sangong.abroad completed}；公务用车购置及运行费支出决算为{sangong.vehicle}{sangong.vehicle completed}；公务接待费支出决算为{sangong.reception}{sangong.reception completed}。")
	p.say("1．因公出国（境）费支出{sangong.abroad}。全年安排出国（境）团组{sangong.abroad_groups}个，累计{sangong.abroad_visits}人次。")
	p.say("2．公务用车购置及运行费支出{sangong.vehicle}，其中：")
	p.say("公务用车购置支出{sangong.vehicle_purchase}。公务用车购置数{sangong.vehicles_purchased}辆。")
	p.say("公务用车运行支出{sangong.vehicle_operation}。{Y}年期末，单位开支财政拨款的公务用车保有量为{sangong.vehicles_owned}辆。")
	p.say("3．公务接待费支出{sangong.reception}。其中：")
	p.say("国内公务接待支出{sangong.reception_domestic}。{Y}年共接待国内来访团组{sangong.reception_batches}个，来宾{sangong.reception_visits}人次（含陪同）。")
	p.section("八、政府性基金预算财政拨款支出决算情况说明")
	centralPot(p, "政府性基金预算财政拨款", fundPot)
	p.section("九、国有资本经营预算财政拨款支出决算情况说明")
	centralPot(p, "国有资本经营预算财政拨款", capitalPot)
	p.section("十、其他重要事项的情况说明")
	p.sub("（一）机关运行经费支出情况。")
	if p.a.unit.trade.kind == agency {
		p.say("{Y}年度机关运行经费支出{agency.operation}，比年初预算{agency.operation budget_change}，{agency.operation variance}，比{P}年{agency.operation moved}{agency.operation why}。")
	} else {
		p.deny("{N}为事业单位，无机关运行经费。", fiscal.AgencyOperation)
	}
	p.sub("（二）政府采购支出情况。")
	p.say("{Y}年度政府采购支出总额{procurement.total}，其中：" + p.each(purchaseNames, false, "、", "@{$}") + "。授予中小企业合同金额{procurement.sme}，占政府采购支出总额的{procurement.sme share}，其中：授予小微企业合同金额{procurement.micro}，占政府采购支出总额的{procurement.micro share}。")
	p.sub("（三）国有资产占用情况。")
	p.say("截至{Y}年12月31日，{N}共有车辆{assets.vehicles}辆，其中，" + p.each(vehicleNames, false, "、", "@{$}辆") + "；单价100万元（含）以上设备（不含车辆）{assets.equipment_over_1m}台（套）。")
	p.part("第四部分 名词解释")
	p.glossary()
}

func centralTotal(p *prose, name, income, expense string) string {
	each := "各"
	if p.a.get(fiscal.Item(income), nil, fiscal.Final) == p.a.get(fiscal.Item(income), nil, fiscal.Prior) {
		each = ""
	}
	return sided("{Y}年度@收、支总计{$}。与{P}年度相比，@收、支总计"+each+"{#}{"+income+" why}。", name, income+"+"+expense, income+" moved")
}

func centralPot(p *prose, name string, b pot) {
	items := itemsOf[b]
	if !p.has(b) {
		p.deny("{N}没有"+name+"收入，也没有使用"+name+"安排的支出。", items.incomeTotal, items.incomeYear, items.expenseTotal, items.expenseYear, items.expense)
		return
	}
	p.say(fmt.Sprintf("{Y}年度%s年初结转和结余{%s}，本年收入{%s}，本年支出{%s}，年末结转和结余{%s}。", name, items.opening, items.incomeYear, items.expenseYear, items.closing))
}
