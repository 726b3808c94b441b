package specimen

import (
	"fmt"
	"slices"
	"strings"

	"mingzhang/internal/fiscal"
)

// named is an item under the name a style prints.
type named struct {
	name string
	item fiscal.Item
}

var (
	incomeNames = []named{
		{"财政拨款收入", fiscal.IncomeFiscal}, {"上级补助收入", fiscal.IncomeSuperiorSubsidy}, {"事业收入", fiscal.IncomeUndertaking},
		{"经营收入", fiscal.IncomeOperating}, {"附属单位上缴收入", fiscal.IncomeAffiliateRemittance}, {"其他收入", fiscal.IncomeOther},
	}
	splitIncomeNames = append([]named{
		{"一般公共预算财政拨款收入", fiscal.GeneralIncomeYear}, {"政府性基金预算财政拨款收入", fiscal.FundIncomeYear},
		{"国有资本经营预算财政拨款收入", fiscal.CapitalIncomeYear},
	}, incomeNames[1:]...)
	expenseNames = []named{
		{"基本支出", fiscal.ExpenseBasic}, {"项目支出", fiscal.ExpenseProject}, {"上缴上级支出", fiscal.ExpenseRemittedUp},
		{"经营支出", fiscal.ExpenseOperating}, {"对附属单位补助支出", fiscal.ExpenseAffiliateSubsidy},
	}
	purchaseNames = []named{
		{"政府采购货物支出", fiscal.ProcurementGoods}, {"政府采购工程支出", fiscal.ProcurementWorks}, {"政府采购服务支出", fiscal.ProcurementServices},
	}
	vehicleNames = []named{
		{"副部（省）级及以上领导用车", fiscal.AssetsVehiclesMinisterial}, {"主要负责人用车", fiscal.AssetsVehiclesLeader},
		{"机要通信用车", fiscal.AssetsVehiclesConfidential}, {"应急保障用车", fiscal.AssetsVehiclesEmergency},
		{"执法执勤用车", fiscal.AssetsVehiclesEnforcement}, {"特种专业技术用车", fiscal.AssetsVehiclesSpecial},
		{"离退休干部服务用车", fiscal.AssetsVehiclesRetired}, {"其他用车", fiscal.AssetsVehiclesOther},
	}
)

// each writes format once for every name, with @ for the name and $ for the
// item; names without money are left out on demand.
func (p *prose) each(names []named, nonzero bool, sep, format string) string {
	var all []string
	for _, n := range names {
		if nonzero && p.a.get(n.item, nil, fiscal.Final) == 0 {
			continue
		}
		all = append(all, strings.NewReplacer("@", n.name, "$", string(n.item)).Replace(format))
	}
	return strings.Join(all, sep)
}

// classesAt lists the classes of a budget with so many names in their path:
// 1 for the 类, 2 for the 款, 3 for the 项. ghosts adds 项 of last year.
func (p *prose) classesAt(b pot, depth int, ghosts bool) []fiscal.Class {
	leaves := p.a.leaves
	if ghosts {
		leaves = append(slices.Clone(leaves), p.a.ghosts...)
	}
	var all []fiscal.Class
	for _, l := range leaves {
		if l.pot != b || !ghosts && l.expense() == 0 {
			continue
		}
		c := fiscal.Class{Path: l.class.Path[:depth], Code: l.class.Code[:1+2*depth]}
		if !slices.ContainsFunc(all, func(x fiscal.Class) bool { return x.Code == c.Code }) {
			all = append(all, c)
		}
	}
	return all
}

// has reports whether a budget has any money.
func (p *prose) has(b pot) bool {
	return slices.ContainsFunc(p.a.leaves, func(l *leaf) bool { return l.pot == b })
}

// sangong reports whether there is any 三公 money this year or last.
func (p *prose) spendsSangong() bool {
	return p.a.get(fiscal.SangongTotal, nil, fiscal.Final) != 0 || p.a.get(fiscal.SangongTotal, nil, fiscal.Prior) != 0
}

// numbered writes a paragraph for each class: its number, then format.
func (p *prose) numbered(classes []fiscal.Class, point, format string) {
	for i, c := range classes {
		p.sayOf(c, fmt.Sprintf("%d%s%s", i+1, point, format))
	}
}

var ordinals = []string{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六",
	"十七", "十八", "十九", "二十", "二十一", "二十二", "二十三", "二十四", "二十五", "二十六", "二十七", "二十八", "二十九", "三十"}

// cover adds the title and, in some reports, a table of contents.
func (p *prose) cover(contents ...string) {
	p.s.Blocks = append(p.s.Blocks, Block{Centre: true, Text: p.s.Title})
	if len(contents) == 0 || p.in(1, 2) {
		return
	}
	p.s.Blocks = append(p.s.Blocks, Block{Centre: true, Text: "目  录"})
	for _, line := range contents {
		p.s.Blocks = append(p.s.Blocks, Block{Text: p.text(line)})
	}
}

// duties adds what the unit is for, figures of no account among it.
func (p *prose) duties() {
	if p.s.former != "" {
		p.say(fmt.Sprintf("%d年机构改革后，%s更名为%s。", p.s.Year, p.s.former, p.s.Unit.Name))
	}
	for i, text := range some(p.chance, 2+p.IntN(4), []string{
		"贯彻执行国家和省、市有关方针政策和法律法规，拟订本领域发展规划并组织实施。",
		"负责本领域项目的管理，总投资在5亿元以下的项目由本级审批。",
		"组织开展业务培训和宣传教育工作，每年不少于12次。",
		"承担安全生产监督管理责任，落实2019年机构改革方案确定的职责。",
		"指导、协调下级单位开展工作，推进基本公共服务均等化。",
		"承办上级交办的其他事项。",
	}) {
		p.say(fmt.Sprintf("（%d）%s", i+1, text))
	}
}

// glossary adds 名词解释.
func (p *prose) glossary() {
	for i, text := range []string{
		"财政拨款收入：指同级财政当年拨付的资金。",
		"其他收入：指除财政拨款收入、事业收入、经营收入等以外取得的收入。",
		"年初结转和结余：指以前年度尚未完成、结转到本年按有关规定继续使用的资金。",
		"基本支出：指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。",
		"项目支出：指在基本支出之外为完成特定行政任务和事业发展目标所发生的支出。",
		"“三公”经费：指用财政拨款安排的因公出国（境）费、公务用车购置及运行维护费和公务接待费。",
		"机关运行经费：指行政单位和参照公务员法管理的事业单位使用一般公共预算财政拨款安排的基本支出中的公用经费支出。",
	} {
		p.say(ordinals[i] + "、" + text)
	}
}
