package specimen

import (
	"fmt"

	"mingzhang/internal/fiscal"
)

var (
	upReasons = []string{
		"本年新增基础设施改造项目资金", "人员增加，工资及社会保险缴费相应增加", "按政策调整在职人员工资标准", "上级追加专项资金",
		"本年补发以前年度绩效考核奖励", "新增办公楼修缮费用", "年中追加信息化建设项目", "退休人员增加，退休费支出增加",
		"本年使用以前年度结转资金", "业务量增加，委托业务费增加", "公务用车老化，维修费用增加",
	}
	downReasons = []string{
		"落实过紧日子要求，压减一般性支出", "厉行节约，从严控制经费开支", "人员调出，人员经费相应减少", "部分项目已于上年完工，本年不再安排",
		"项目进度推迟，资金结转下年使用", "机构改革，部分职能划转", "上年一次性项目本年未安排", "年中调减项目预算",
		"合同尾款未到支付节点", "按实际缴费基数结算，社会保险缴费减少", "接待批次减少",
	}
	levelReasons = []string{"严格按照预算执行", "与上年均未安排此项支出", "人员和业务未发生变化"}
)

// reason prints a reason with its lead and records it. The amount explained
// stands before it.
func (p *prose) reason(item fiscal.Item, b fiscal.Basis) string {
	from, lead := fiscal.Prior, p.why
	if b == fiscal.VarianceRate {
		from, lead = fiscal.InitialBudget, p.whyBudget
	}
	final, base := p.a.get(item, p.class, fiscal.Final), p.a.get(item, p.class, from)
	direction, list := fiscal.Flat, levelReasons
	switch {
	case final > base:
		direction, list = fiscal.Up, upReasons
	case final < base:
		direction, list = fiscal.Down, downReasons
	}
	// The direction is that of the figures as they are printed.
	printed := fiscal.Change
	if b == fiscal.VarianceRate && p.whyBudget != "" {
		printed = fiscal.VarianceRate
	}
	if v, _ := p.quantity(item, printed); v.IsZero() && (b == fiscal.Change || printed == b) {
		direction = fiscal.Flat
	}
	if b == fiscal.VarianceRate && p.s.Style == "beijing" { // the style that prints the difference in money
		if v, _ := p.quantity(item, fiscal.BudgetChange); v.IsZero() {
			direction = fiscal.Flat // 减少0.00万元，下降0.40%
		}
	}
	text := pick(p.chance, list...)
	switch p.IntN(6) {
	case 0:
		two := some(p.chance, 2, list)
		text = "一是" + two[0] + "；二是" + two[1]
	case 1:
		text = fmt.Sprintf("%d年%s", p.s.Year, text)
	}
	if b == fiscal.VarianceRate {
		text += p.tail
	}
	if p.s.options.Plant == PlantReason && item == fiscal.IncomeTotal && b == fiscal.Change {
		p.s.spoilt(item, "", text)
		return ""
	}
	p.s.reasons = append(p.s.reasons, fiscal.Reason{Item: item, Class: p.class, Basis: b, Direction: direction, Text: text})
	return lead + text
}
