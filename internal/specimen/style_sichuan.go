package specimen

import (
	"fmt"

	"mingzhang/internal/fiscal"
)

var sichuan = style{
	name:  "sichuan",
	title: func(y int) string { return fmt.Sprintf("%d年度部门决算", y) },
	words: words{up: "增加", down: "减少", upRate: "增长", downRate: "下降", level: "与上年持平", compare: "较上年度", why: "。主要变动原因是",
		whyBudget: "", completed: "完成预算", places: 2, trim: true, grouped: false, self: "本部门", brackets: "（|）"},
	write: writeSichuan,
}

func writeSichuan(p *prose) {
	p.cover("第一部分 部门概况", "一、职能简介", "二、机构设置", "第二部分 {Y}年度部门决算情况说明", "一、收入支出决算总体情况说明", "第三部分 名词解释", "第四部分 附表")
	p.part("第一部分 部门概况")
	p.section("一、职能简介")
	p.duties()
	p.section("二、机构设置")
	p.say("{N}下属二级预算单位12个，其中行政单位1个，其他事业单位11个。")
	p.part("第二部分 {Y}年度部门决算情况说明")
	p.section("一、收入支出决算总体情况说明")
	p.say(sichuanTotal(p, "", "income.total", "expense.total"))
	p.section("二、收入决算情况说明")
	p.say("{Y}年本年收入合计{income.year}，其中：" + p.each(splitIncomeNames, false, "；", "@{$}，占{$ share}") + "。")
	p.section("三、支出决算情况说明")
	p.say("{Y}年本年支出合计{expense.year}，其中：" + p.each(expenseNames, false, "；", "@{$}，占{$ share}") + "。")
	p.section("四、财政拨款收入支出决算总体情况说明")
	p.say(sichuanTotal(p, "财政拨款", "fiscal.income_total", "fiscal.expense_total"))
	p.section("五、一般公共预算财政拨款支出决算情况说明")
	p.sub("（一）一般公共预算财政拨款支出决算总体情况")
	p.say("{Y}年度一般公共预算财政拨款支出{general.expense}，占本年支出合计的{general.expense share}。与{P}年度相比，一般公共预算财政拨款支出{general.expense moved}{general.expense why}。")
	p.sub("（二）一般公共预算财政拨款支出决算结构情况")
	p.structure("{Y}年度一般公共预算财政拨款支出{general.expense}，主要用于以下方面:", "{C}{general.expense}，占{general.expense share}", "；")
	p.sub("（三）一般公共预算财政拨款支出决算具体情况")
	p.say("{Y}年度一般公共预算财政拨款支出决算数为{general.expense}{general.expense completed}。其中：")
	for i, c := range p.classesAt(generalPot, 3, false) {
		p.class = &c
		rest := moreOrLess(p, fiscal.GeneralExpense, "的主要原因是", "的主要原因是", "决算数等于预算数", "预算数")
		p.sayOf(c, fmt.Sprintf("%d.{C}:支出决算为{general.expense}{general.expense completed}，%s。", i+1, rest))
	}
	p.section("六、一般公共预算财政拨款基本支出决算情况说明")
	p.say("{Y}年度一般公共预算财政拨款基本支出{general.basic}，其中：人员经费{general.personnel}，主要包括：" + p.a.economicList("301", "303") +
		"等。日常公用经费{general.operation}，主要包括：" + p.a.economicList("302", "310") + "等。")
	p.section("七、财政拨款“三公”经费支出决算情况说明")
	p.sub("（一）“三公”经费财政拨款支出决算总体情况说明")
	p.say("{Y}年“三公”经费财政拨款支出决算为{sangong.total}{sangong.total completed}，{sangong.total vs}。" +
		moreOrLess(p, fiscal.SangongTotal, "的主要原因是", "的主要原因是", "决算数等于预算数", "预算数") + "。")
	p.sub("（二）“三公”经费财政拨款支出决算具体情况说明")
	p.say("{Y}年“三公”经费财政拨款支出决算中，因公出国（境）费支出决算{sangong.abroad}，占{sangong.abroad share}；公务用车购置及运行维护费支出决算{sangong.vehicle}，占{sangong.vehicle share}；公务接待费支出决算{sangong.reception}，占{sangong.reception share}。具体情况如下：")
	than := func(name, item string) string {
		if p.a.get(fiscal.Item(item), nil, fiscal.Final) == p.a.get(fiscal.Item(item), nil, fiscal.Prior) {
			return name + "支出决算与{P}年持平。"
		}
		return name + "支出决算比{P}年{" + item + " moved}。"
	}
	p.say("1.因公出国（境）经费支出{sangong.abroad}{sangong.abroad completed}。全年安排因公出国（境）团组{sangong.abroad_groups}次，出国（境）{sangong.abroad_visits}人。" + than("因公出国（境）", "sangong.abroad"))
	p.say("2.公务用车购置及运行维护费支出{sangong.vehicle}{sangong.vehicle completed}。" + than("公务用车购置及运行维护费", "sangong.vehicle"))
	p.say("其中：公务用车购置支出{sangong.vehicle_purchase}。全年按规定更新购置公务用车{sangong.vehicles_purchased}辆。截至{Y}年12月31日，单位共有公务用车{sangong.vehicles_owned}辆。")
	p.say("公务用车运行维护费支出{sangong.vehicle_operation}。主要用于业务工作等所需的公务用车燃料费、维修费、过路过桥费、保险费等支出。")
	p.say("3.公务接待费支出{sangong.reception}{sangong.reception completed}。" + than("公务接待费", "sangong.reception"))
	p.say("国内公务接待支出{sangong.reception_domestic}，主要用于执行公务、开展业务活动开支的交通费、用餐费等。国内公务接待{sangong.reception_batches}批次，{sangong.reception_visits}人次（不包括陪同人员），共计支出{sangong.reception_domestic}。")
	p.section("八、政府性基金预算支出决算情况说明")
	sichuanPot(p, "政府性基金预算财政拨款", fundPot)
	p.section("九、国有资本经营预算支出决算情况说明")
	sichuanPot(p, "国有资本经营预算财政拨款", capitalPot)
	p.section("十、其他重要事项的情况说明")
	p.sub("（一）机关运行经费支出情况")
	if p.a.unit.trade.kind == agency {
		p.say("{Y}年，{N}机关运行经费支出{agency.operation}，" + than("", "agency.operation"))
	} else {
		p.deny("{N}为事业单位，按规定无机关运行经费。", fiscal.AgencyOperation)
	}
	p.sub("（二）政府采购支出情况")
	p.say("{Y}年，{N}政府采购支出总额{procurement.total}，其中：" + p.each(purchaseNames, false, "、", "@{$}") + "。授予中小企业合同金额{procurement.sme}，占政府采购支出总额的{procurement.sme share}，其中：授予小微企业合同金额{procurement.micro}，占政府采购支出总额的{procurement.micro share}。")
	p.sub("（三）国有资产占有使用情况")
	p.say("截至{Y}年12月31日，{N}共有车辆{assets.vehicles}辆，其中：" + p.each(vehicleNames[1:], false, "、", "@{$}辆") + "。单价100万元（含）以上设备（不含车辆）{assets.equipment_over_1m}台（套）。")
	p.part("第三部分 名词解释")
	p.glossary()
	p.part("第四部分 附表")
	p.forms()
}

func sichuanTotal(p *prose, name, income, expense string) string {
	format := "{Y}年度@收、支总计{$}。与{P}年度相比，@收、支总计各{#}{" + income + " why}。"
	if p.a.get(fiscal.Item(income), nil, fiscal.Final) == p.a.get(fiscal.Item(income), nil, fiscal.Prior) {
		format = "{Y}年度@收、支总计{$}，{#}。"
	}
	return sided(format, name, income+"+"+expense, income+" moved")
}

func sichuanPot(p *prose, name string, b pot) {
	items := itemsOf[b]
	if !p.has(b) && p.in(1, 2) {
		p.deny("{Y}年无"+name+"支出。", items.expenseTotal, items.expenseYear, items.expense)
		return
	}
	p.say(fmt.Sprintf("{Y}年%s支出{%s}。", name, items.expenseYear))
}
