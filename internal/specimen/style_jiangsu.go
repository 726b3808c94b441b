package specimen

import (
	"fmt"

	"mingzhang/internal/fiscal"
)

var jiangsu = style{
	name:  "jiangsu",
	title: func(y int) string { return fmt.Sprintf("%d年度部门决算公开", y) },
	words: words{up: "增加", down: "减少", upRate: "增长", downRate: "减少", level: "与上年决算数相同", compare: "与上年相比，", why: "，变动原因：",
		whyBudget: "。决算数与年初预算数的差异原因：", completed: "完成年初预算的", places: 2, grouped: true, trim: false, self: "本部门", brackets: "（|）"},
	write: writeJiangsu,
}

func writeJiangsu(p *prose) {
	p.cover("第一部分 部门概况", "第二部分 {Y}年度部门决算表", "第三部分 {Y}年度部门决算情况说明", "第四部分 名词解释")
	p.part("第一部分 部门概况")
	p.section("一、主要职能")
	p.duties()
	p.part("第二部分 {Y}年度{N}部门决算表")
	p.forms()
	p.part("第三部分 {Y}年度部门决算情况说明")
	p.section("一、收入支出决算总体情况说明")
	p.say("{Y}年度收入、支出决算总计{income.total+expense.total}。" + jiangsuBoth(p, "income.total") + "其中：")
	p.say("（一）收入决算总计{income.total}。包括：")
	p.say("1.本年收入决算合计{income.year}。{income.year vs}{income.year why}。")
	p.say("2.使用非财政拨款结余（含专用结余）{income.nonfiscal_balance_used}。{income.nonfiscal_balance_used vs}。")
	p.say("3.年初结转和结余{income.opening_balance}。{income.opening_balance vs}{income.opening_balance why}。")
	p.say("（二）支出决算总计{expense.total}。其中：")
	p.say("1.本年支出决算合计{expense.year}。{expense.year vs}{expense.year why}。")
	p.say("2.结余分配{expense.balance_distribution}。{expense.balance_distribution vs}。")
	p.say("3.年末结转和结余{expense.closing_balance}。结转和结余事项：按规定结转下年使用的项目资金。{expense.closing_balance vs}{expense.closing_balance why}。")
	p.section("二、收入决算情况说明")
	p.say("{Y}年度本年收入决算合计{income.year}，其中：" + p.each(incomeNames, false, "；", "@{$}，占{$ share}") + "。")
	p.section("三、支出决算情况说明")
	p.say("{Y}年度本年支出决算合计{expense.year}，其中：" + p.each(expenseNames, false, "；", "@{$}，占{$ share}") + "。")
	p.section("四、财政拨款收入支出决算总体情况说明")
	p.say("{Y}年度财政拨款收入、支出决算总计{fiscal.income_total+fiscal.expense_total}。" + jiangsuBoth(p, "fiscal.income_total"))
	p.section("五、财政拨款支出决算情况说明")
	p.say("{Y}年度财政拨款支出决算{fiscal.expense_year}，占本年支出合计的{fiscal.expense_year share}。与{Y}年度财政拨款支出年初预算{fiscal.expense_year initial_budget}相比，完成年初预算的{fiscal.expense_year completion_rate}。其中：")
	jiangsuClasses(p, fiscal.FiscalExpenseYear)
	p.section("六、财政拨款基本支出决算情况说明")
	p.say("{Y}年度财政拨款基本支出决算{fiscal.basic}，其中：")
	p.say("（一）人员经费{fiscal.personnel}。主要包括：" + p.a.economicList("301", "303") + "。")
	p.say("（二）公用经费{fiscal.operation}。主要包括：" + p.a.economicList("302", "310") + "。")
	p.section("七、一般公共预算支出决算情况说明")
	p.say("{Y}年度一般公共预算财政拨款支出决算{general.expense}。{general.expense vs}{general.expense why}。")
	p.section("八、一般公共预算基本支出决算情况说明")
	p.say("{Y}年度一般公共预算财政拨款基本支出决算{general.basic}，其中：")
	p.say("（一）人员经费{general.personnel}。主要包括：" + p.a.economicList("301", "303") + "。")
	p.say("（二）公用经费{general.operation}。主要包括：" + p.a.economicList("302", "310") + "。")
	p.section("九、财政拨款“三公”经费、会议费和培训费支出情况说明")
	p.sub("（一）财政拨款“三公”经费支出总体情况说明。")
	p.completed = "完成调整预算的"
	p.say("{Y}年度财政拨款“三公”经费支出决算{sangong.total}（其中：一般公共预算支出{sangong.total}；政府性基金预算支出0.00万元）。{sangong.total vs}{sangong.total why}。其中，因公出国（境）费支出{sangong.abroad}，占“三公”经费的{sangong.abroad share}；公务用车购置及运行维护费支出{sangong.vehicle}，占“三公”经费的{sangong.vehicle share}；公务接待费支出{sangong.reception}，占“三公”经费的{sangong.reception share}。")
	p.sub("（二）财政拨款“三公”经费支出具体情况说明。")
	p.say("1.因公出国（境）费支出预算{sangong.abroad full_budget}，支出决算{sangong.abroad}{sangong.abroad completed}。全年使用财政拨款涉及的出国（境）团组{sangong.abroad_groups}个，累计{sangong.abroad_visits}人次。")
	p.say("2.公务用车购置及运行维护费支出预算{sangong.vehicle full_budget}，支出决算{sangong.vehicle}{sangong.vehicle completed}。其中：")
	p.say("（1）公务用车购置支出决算{sangong.vehicle_purchase}。本年度使用财政拨款购置公务用车{sangong.vehicles_purchased}辆。")
	p.say("（2）公务用车运行维护费支出决算{sangong.vehicle_operation}。公务用车运行维护费主要用于燃料费、维修费。截至{Y}年12月31日，开支财政拨款的公务用车保有量{sangong.vehicles_owned}辆。")
	p.say("3.公务接待费支出预算{sangong.reception full_budget}，支出决算{sangong.reception}{sangong.reception completed}。其中：国内公务接待支出{sangong.reception_domestic}，接待{sangong.reception_batches}批次，{sangong.reception_visits}人次，开支内容：接待外地来访人员。")
	p.section("十、政府性基金预算财政拨款收入支出决算情况说明")
	jiangsuPot(p, "政府性基金预算财政拨款", fundPot)
	p.section("十一、国有资本经营预算财政拨款支出决算情况说明")
	jiangsuPot(p, "国有资本经营预算财政拨款", capitalPot)
	p.section("十二、机关运行经费支出决算情况说明")
	if p.a.unit.trade.kind == agency {
		p.say("{Y}年度机关运行经费支出决算{agency.operation}。{agency.operation vs}{agency.operation why}。")
	} else {
		p.deny("本部门为事业单位，{Y}年度无机关运行经费支出。", fiscal.AgencyOperation)
	}
	p.section("十三、政府采购支出决算情况说明")
	p.say("{Y}年度政府采购支出总额{procurement.total}，其中：" + p.each(purchaseNames, false, "、", "@{$}") + "。政府采购授予中小企业合同金额{procurement.sme}，占政府采购支出总额的{procurement.sme share}，其中：授予小微企业合同金额{procurement.micro}，占政府采购支出总额的{procurement.micro share}。")
	p.section("十四、国有资产占用情况")
	p.say("截至{Y}年12月31日，本部门共有车辆{assets.vehicles}辆，其中，" + p.each(vehicleNames, false, "、", "@{$}辆") + "；单价100万元（含）以上的设备（不含车辆）{assets.equipment_over_1m}台（套）。")
	p.part("第四部分 名词解释")
	p.glossary()
}

func jiangsuBoth(p *prose, item string) string {
	if p.a.get(fiscal.Item(item), nil, fiscal.Final) == p.a.get(fiscal.Item(item), nil, fiscal.Prior) {
		return "与上年相比，收、支总计持平。"
	}
	return "与上年相比，收、支总计各{" + item + " moved}{" + item + " why}。"
}

// jiangsuClasses lists the 项 under a line of their own for each 类.
func jiangsuClasses(p *prose, item fiscal.Item) {
	last, n := "", 0
	for _, b := range []pot{generalPot, fundPot, capitalPot} {
		for _, c := range p.classesAt(b, 3, false) {
			if c.Path[0] != last {
				last, n = c.Path[0], 0
				kinds := 0
				for i, o := range p.classHeads() {
					if o == last {
						kinds = i
					}
				}
				p.say("（" + ordinals[kinds] + "）" + last + "（类）")
			}
			n++
			p.sayOf(c, fmt.Sprintf("%d.%s（款）%s（项）。年初预算{%[4]s initial_budget}，支出决算{%[4]s}{%[4]s completed}{%[4]s whybudget}。", n, c.Path[1], c.Path[2], item))
		}
	}
}

// classHeads lists the names of the 类 with 财政拨款, in the order of print.
func (p *prose) classHeads() []string {
	var all []string
	for _, b := range []pot{generalPot, fundPot, capitalPot} {
		for _, c := range p.classesAt(b, 1, false) {
			all = append(all, c.Path[0])
		}
	}
	return all
}

func jiangsuPot(p *prose, name string, b pot) {
	items := itemsOf[b]
	if !p.has(b) {
		p.deny("本部门{Y}年度无"+name+"收入支出决算。", items.incomeTotal, items.incomeYear, items.expenseTotal, items.expenseYear, items.expense)
		return
	}
	p.say(fmt.Sprintf("{Y}年度%s支出决算{%s}。{%[2]s vs}{%[2]s why}。", name, items.expenseYear))
}
