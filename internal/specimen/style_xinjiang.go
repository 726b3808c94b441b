package specimen

import (
	"fmt"
	"strings"

	"mingzhang/internal/fiscal"
)

var xinjiang = style{
	name:  "xinjiang",
	title: func(y int) string { return fmt.Sprintf("%d年度部门决算", y) },
	words: words{up: "增加", down: "减少", upRate: "增长", downRate: "下降", compare: "比上年", why: "，主要原因是：", whyBudget: "，主要原因是：",
		places: 2, grouped: true, self: "本单位", brackets: "(|)"},
	write: writeXinjiang,
}

func writeXinjiang(p *prose) {
	const vs = "与年初预算相比，年初预算数{%[1]s initial_budget}，决算数{%[1]s}，预决算差异率{%[1]s variance_rate}{%[1]s whybudget}。"
	against := func(item fiscal.Item) string { return fmt.Sprintf(vs, item) }
	p.tail = "，导致预决算存在差异"
	if p.in(1, 2) {
		p.cover()
	}
	p.part("第一部分 单位概况")
	p.section("一、主要职能")
	p.duties()
	p.section("二、机构设置及人员情况")
	p.say("{U}{Y}年度，实有人数{staff.total}人，其中：在职人员{staff.active}人；离休人员{staff.retired_cadre}人；退休人员{staff.retired}人。")
	p.say("{U}无下属预算单位，下设4个科室，分别是：办公室、综合科、业务科、财务科。")
	p.part("第二部分 部门决算情况说明")
	p.section("一、收入支出决算总体情况说明")
	p.say("{Y}年度收入总计{income.total}，其中：本年收入合计{income.year}，使用非财政拨款结余（含专用结余）{income.nonfiscal_balance_used}，年初结转和结余{income.opening_balance}。")
	p.say("{Y}年度支出总计{expense.total}，其中：本年支出合计{expense.year}，结余分配{expense.balance_distribution}，年末结转和结余{expense.closing_balance}。")
	p.say("收入支出总体与上年相比，{income.total moved}{income.total why}。")
	p.section("二、收入决算情况说明")
	p.say("本年收入{income.year}，其中：" + p.each(incomeNames, false, "；", "@{$}，占{$ share}") + "。")
	p.section("三、支出决算情况说明")
	p.say("本年支出{expense.year}，其中：" + p.each(expenseNames, false, "；", "@{$}，占{$ share}") + "。")
	p.section("四、财政拨款收入支出决算总体情况说明")
	p.say("{Y}年度财政拨款收入总计{fiscal.income_total}，其中：年初财政拨款结转和结余{fiscal.opening_balance}，本年财政拨款收入{fiscal.income_year}。财政拨款支出总计{fiscal.expense_total}，其中：年末财政拨款结转和结余{fiscal.closing_balance}，本年财政拨款支出{fiscal.expense_year}。")
	p.say("财政拨款收入支出总体与上年相比，{fiscal.income_total moved}{fiscal.income_total why}。" +
		strings.Replace(against(fiscal.FiscalIncomeTotal), "决算数{fiscal.income_total}", "决算数{fiscal.income_total+fiscal.expense_total}", 1))
	p.section("五、一般公共预算财政拨款支出决算情况说明")
	p.sub("（一）一般公共预算财政拨款支出决算总体情况")
	p.say("{Y}年度一般公共预算财政拨款支出{general.expense}，占本年支出合计的{general.expense share}。与上年相比，{general.expense moved}{general.expense why}。" + against(fiscal.GeneralExpense))
	p.sub("（二）一般公共预算财政拨款支出决算结构情况")
	for i, c := range p.classesAt(generalPot, 1, false) {
		p.sayOf(c, fmt.Sprintf("%d.{C}{general.expense},占%s。", i+1, p.shareOf(fiscal.GeneralExpense)))
	}
	p.sub("（三）一般公共预算财政拨款支出决算具体情况")
	p.numbered(p.classesAt(generalPot, 3, true), ".", "{C}:支出决算数为{general.expense}，比上年决算{general.expense moved}{general.expense why}。")
	p.section("六、一般公共预算财政拨款基本支出决算情况说明")
	p.say("{Y}年度一般公共预算财政拨款基本支出{general.basic}，其中：人员经费{general.personnel}，包括：" + p.a.economicList("301", "303") + "。")
	p.say("公用经费{general.operation}，包括：" + p.a.economicList("302", "310") + "。")
	p.section("七、政府性基金预算财政拨款收入支出决算情况说明")
	xinjiangPot(p, "政府性基金预算财政拨款", "fund", fundPot, 8)
	p.section("八、国有资本经营预算财政拨款收入支出决算情况说明")
	xinjiangPot(p, "国有资本经营预算财政拨款", "capital", capitalPot, 9)
	p.section("九、财政拨款“三公”经费支出决算情况说明")
	writeXinjiangSangong(p)
	p.section("十、其他重要事项的情况说明")
	p.sub("（一）机关运行经费及公用经费支出情况")
	if p.a.unit.trade.kind == agency {
		p.say("{Y}年度{U}（行政单位和参照公务员法管理事业单位）机关运行经费支出{agency.operation}，{agency.operation vs}{agency.operation why}。")
	} else {
		p.deny("{U}为事业单位，{Y}年度无机关运行经费支出。", fiscal.AgencyOperation)
	}
	p.sub("（二）政府采购情况")
	p.say("{Y}年度政府采购支出总额{procurement.total}，其中：政府采购货物支出{procurement.goods}、政府采购工程支出{procurement.works}、政府采购服务支出{procurement.services}。")
	p.say("授予中小企业合同金额{procurement.sme}，占政府采购支出总额的{procurement.sme share}，其中：授予小微企业合同金额{procurement.micro}，占政府采购支出总额的{procurement.micro share}。")
	p.sub("（三）国有资产占用情况说明")
	p.say("截至{Y}年12月31日，房屋{assets.building_area}平方米，价值{assets.building_value}。车辆{assets.vehicles}辆，价值{assets.vehicle_value}，其中：" +
		p.each(vehicleNames, false, "、", "@{$}辆") + "，其他用车主要是：一般公务用车。单价100万元（含）以上设备（不含车辆）{assets.equipment_over_1m}台（套）。")
	p.part("第三部分 专业名词解释")
	p.glossary()
	p.part("第四部分 部门决算报表（见附表）")
	p.forms()
}

// shareOf is the placeholder of a class's share in the whole of its item.
func (p *prose) shareOf(item fiscal.Item) string { return fmt.Sprintf("{%s share}", item) }

func xinjiangPot(p *prose, name, prefix string, b pot, form int) {
	items := itemsOf[b]
	if !p.has(b) {
		p.deny("本单位本年度无"+name+"收入、支出及结转和结余，"+fiscal.Forms[form-1].Title+"为空表。",
			items.incomeTotal, items.incomeYear, items.expenseTotal, items.expenseYear, items.expense, items.opening, items.closing)
		p.s.emptyForms[form] = true
		return
	}
	p.say("{Y}年度" + name + "收入总计{" + prefix + ".income_total}，其中：年初结转和结余{" + prefix + ".opening_balance}，本年收入{" + prefix + ".income_year}。" +
		name + "支出总计{" + prefix + ".expense_total}，其中：年末结转和结余{" + prefix + ".closing_balance}，本年支出{" + prefix + ".expense_year}。")
	p.say(fmt.Sprintf(name+"收入支出总体与上年相比，{%[1]s moved}{%[1]s why}。与年初预算相比，年初预算数{%[1]s initial_budget}，决算数{%[1]s+%[2]s}，预决算差异率{%[1]s variance_rate}{%[1]s whybudget}。", items.incomeTotal, items.expenseTotal))
	p.say(fmt.Sprintf(name+"支出{%s}。", items.expenseYear))
	p.numbered(p.classesAt(b, 3, false), ".", fmt.Sprintf("{C}:支出决算数为{%[1]s}，比上年决算{%[1]s moved}{%[1]s why}。", items.expense))
}

func writeXinjiangSangong(p *prose) {
	const noGap = "本单位固定资产车辆与公务用车保有量一致无差异"
	p.tail = ""
	p.s.reasons = append(p.s.reasons, fiscal.Reason{Item: fiscal.AssetsVehicles, Basis: fiscal.Final, Direction: fiscal.Flat, Text: noGap})
	p.say("{Y}年度财政拨款“三公”经费支出{sangong.total}，{sangong.total vs}{sangong.total why}。其中：" +
		"因公出国（境）费支出{sangong.abroad}，占{sangong.abroad share}，{sangong.abroad vs}{sangong.abroad why}。" +
		"公务用车购置及运行维护费支出{sangong.vehicle}，占{sangong.vehicle share}，{sangong.vehicle vs}{sangong.vehicle why}。" +
		"公务接待费支出{sangong.reception}，占{sangong.reception share}，{sangong.reception vs}{sangong.reception why}。")
	p.say("具体情况如下：")
	p.say("因公出国（境）费支出{sangong.abroad}，开支内容包括国际旅费、住宿费。单位全年安排的因公出国（境）团组{sangong.abroad_groups}个，因公出国（境）{sangong.abroad_visits}人次。")
	p.say("公务用车购置及运行维护费{sangong.vehicle}，其中：公务用车购置费{sangong.vehicle_purchase}，公务用车运行维护费{sangong.vehicle_operation}。公务用车运行维护费开支内容包括车辆加油费、维修费、保险费等。" +
		"公务用车购置数{sangong.vehicles_purchased}辆，公务用车保有量{sangong.vehicles_owned}辆。国有资产占用情况中固定资产车辆{assets.vehicles}辆，与公务用车保有量差异原因是：" + noGap + "。")
	p.say("公务接待费{sangong.reception}，开支内容包括业务接待用餐费。单位全年安排的国内公务接待{sangong.reception_batches}批次，{sangong.reception_visits}人次。")
	line := "%[2]s全年预算数{%[1]s full_budget}，决算数{%[1]s}，预决算差异率{%[1]s variance_rate}{%[1]s whybudget}。"
	p.say("与全年预算相比，" + fmt.Sprintf(line, fiscal.SangongTotal, "财政拨款“三公”经费支出") + "其中：" +
		fmt.Sprintf(line, fiscal.SangongAbroad, "因公出国（境）费") + fmt.Sprintf(line, fiscal.SangongVehiclePurchase, "公务用车购置费") +
		fmt.Sprintf(line, fiscal.SangongVehicleOperation, "公务用车运行维护费") + fmt.Sprintf(line, fiscal.SangongReception, "公务接待费"))
}
