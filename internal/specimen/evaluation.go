package specimen

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"mingzhang/internal/fiscal"
)

// evaluations makes 绩效自评表: one of the whole unit, then those of projects.
// They come from a chance of their own, so that the rest of a specimen is the
// same with and without them.
func (s *Specimen) evaluations() {
	if s.options.Evaluations == 0 {
		return
	}
	c := chance{rand.New(rand.NewPCG(s.Seed, 0x7f4a7c159e3779b9))}
	w := &assessor{chance: c, s: s, national: c.in(1, 2), inside: c.in(1, 2)}
	w.measure = fiscal.TenThousandYuan
	if c.in(1, 5) {
		w.measure = fiscal.Yuan
	}
	spent := s.books.get(fiscal.ExpenseYear, nil, fiscal.Final)
	w.table(fiscal.Overall, fullName(s.Unit), spent)
	projects := s.books.get(fiscal.ExpenseProject, nil, fiscal.Final)
	if projects < amount(s.options.Evaluations)*2_000_000 {
		projects = amount(s.options.Evaluations) * 40_000_000 // paid out of other money
	}
	parts := split(c, projects, s.options.Evaluations+1, 10_000)
	for i, name := range some(c, s.options.Evaluations, projectNames) {
		w.table(fiscal.Project, name, max(parts[i], 500_000))
	}
	for i := 0; len(w.contradictions) < s.options.Contradictions && i < 20*s.options.Contradictions; i++ {
		w.contradict(1 + w.IntN(len(w.tables)-1))
	}
	for i := range w.tables {
		w.close(&w.tables[i])
	}
	s.tables, s.contradictions = w.tables, w.contradictions
	w.forms()
}

// Evaluations lists the evaluation tables of the specimen as a reader is to
// find them, without places.
func (s *Specimen) Evaluations() []fiscal.Evaluation { return s.tables }

// Contradictions lists the cells that were made to contradict others of their
// table.
func (s *Specimen) Contradictions() []fiscal.CellRef { return s.contradictions }

var projectNames = []string{
	"农贸市场升级改造项目", "政务信息系统运行维护经费", "老旧小区环境整治项目", "基层文化活动专项经费", "城乡道路养护补助资金", "重点产业规划编制项目",
	"普查工作专项经费", "办公用房维修改造项目", "社区服务能力提升项目", "安全生产检查专项经费", "档案数字化加工项目", "专业技能培训经费",
}

// assessor writes evaluation tables.
type assessor struct {
	chance
	s              *Specimen
	national       bool // the layout of the national template: no rates of completion
	inside         bool // titles stand in the first rows of the tables
	measure        fiscal.Measure
	tables         []fiscal.Evaluation
	contradictions []fiscal.CellRef
}

// table adds a consistent table; its total is written when it is closed.
func (w *assessor) table(kind fiscal.EvaluationKind, name string, executed amount) {
	e := fiscal.Evaluation{Kind: kind, Name: name, Year: w.s.Year, Measure: w.measure, Title: "项目支出绩效自评表"}
	if kind == fiscal.Overall {
		e.Title = pick(w.chance, "单位整体支出绩效自评表", "部门整体支出绩效自评表")
		e.Goal, e.Result = "围绕年度重点工作，保障机构正常运转，按时完成各项任务。", "年度各项重点工作按时完成，机构运转正常。"
	} else {
		e.Department, e.Implementer = w.s.Unit.Name, w.s.Unit.Name
		e.Goal = "按计划完成“" + name + "”的各项工作，资金使用合规。"
		e.Result = "“" + name + "”的各项工作已经完成，资金使用合规。"
	}
	w.funds(&e, executed)
	w.indicators(&e)
	w.tables = append(w.tables, e)
}

// funds makes the money of a table in whole cents of its measure.
func (w *assessor) funds(e *fiscal.Evaluation, executed amount) {
	unit := amount(unitOf[w.measure] / 100)
	done := int64(executed / unit)
	full := done
	if w.in(2, 3) {
		full += w.between(1, done/3+1)
	}
	initial := full
	if w.in(1, 3) {
		initial = w.between(1, 2*full)
	}
	print := func(n int64) string { return fiscal.Format(amount(n*int64(unit)).in(w.measure, 2)) }
	row := func(source string, initial, full, done int64) fiscal.Fund {
		return fiscal.Fund{Source: source, InitialBudget: print(initial), FullBudget: print(full), Executed: print(done), Weight: "-", Rate: "-", Score: "-"}
	}
	all := row("年度资金总额", initial, full, done)
	all.Weight, all.Rate, all.Score = "10", rate(done, full, 1+w.IntN(2)).String()+"%", rate(done, full*10, 2).String()
	e.Funds = append(e.Funds, all, row("其中：当年财政拨款", initial, full, done))
	if w.national {
		e.Funds = append(e.Funds, row("上年结转资金", 0, 0, 0))
	}
	e.Funds = append(e.Funds, row("其他资金", 0, 0, 0))
}

// measured is an indicator of the bank.
type measured struct {
	level1, level2, level3 string
	unit                   string // "" for one in words
	least, most            int64
	operator               string
}

var measuredBank = []measured{
	{"产出指标", "数量指标", "完成改造点位数量", "处", 4, 60, "="},
	{"产出指标", "数量指标", "组织培训场次", "次", 2, 40, ">="},
	{"产出指标", "数量指标", "服务对象数量", "人", 20, 900, ">="},
	{"产出指标", "质量指标", "验收合格率", "%", 100, 100, "="},
	{"产出指标", "质量指标", "系统运行正常率", "%", 95, 99, ">="},
	{"产出指标", "时效指标", "资金支付及时率", "%", 100, 100, "="},
	{"成本指标", "经济成本指标", "项目总成本", "万元", 10, 500, "<="},
	{"效益指标", "社会效益指标", "提升服务水平", "", 0, 0, ""},
	{"效益指标", "可持续影响指标", "长效机制健全程度", "", 0, 0, ""},
	{"满意度指标", "满意度指标", "服务对象满意度", "%", 85, 95, ">="},
}

// indicators makes indicators that are worth 90 points together.
func (w *assessor) indicators(e *fiscal.Evaluation) {
	chosen := some(w.chance, 5+w.IntN(5), measuredBank)
	left := int64(90)
	for i, m := range chosen {
		weight := left / int64(len(chosen)-i)
		left -= weight
		e.Indicators = append(e.Indicators, w.indicator(*e, m, weight))
	}
}

func (w *assessor) indicator(e fiscal.Evaluation, m measured, weight int64) fiscal.Indicator {
	x := fiscal.Indicator{Level1: m.level1, Level2: m.level2, Level3: m.level3, Weight: fmt.Sprint(weight), Score: fmt.Sprint(weight)}
	target, actual, completion := int64(0), int64(0), "100%"
	if m.unit == "" {
		x.Target, x.Actual = "有效提升", "达到预期"
	} else {
		target = w.between(m.least, m.most)
		actual = target
		switch {
		case m.operator == "<=":
			actual -= w.between(0, target/10)
		case m.operator == ">=" && m.unit == "%":
			actual = min(100, actual+w.between(0, 4))
		case m.unit != "%" && target >= 4 && w.in(1, 4):
			actual -= w.between(1, target/3)
			completion = rate(actual, target, 2).String() + "%"
			x.Score = rate(weight*actual, 100*target, 2).String()
			x.Deviation = "受计划调整影响，完成率" + completion + "，下一步将加快进度。"
		}
		x.Target, x.Actual = fmt.Sprint(m.operator, target, m.unit), fmt.Sprint(actual, m.unit)
	}
	if w.withCompletion(e) {
		x.Basis, x.Prior, x.Evidence = "计划标准", "本项目为当年新增，无上年完成值", "工作资料"
		x.Rule, x.Completion = "按照完成比例赋分", completion
		if m.unit == "" {
			x.Rule = "按评判等级赋分"
		}
	}
	if e.Kind == fiscal.Overall && !w.national {
		x.Basis, x.Deviation = "年度工作要点", ""
	}
	return x
}

// withCompletion reports whether a table has a rate of completion and the
// columns that come with it.
func (w *assessor) withCompletion(e fiscal.Evaluation) bool {
	return !w.national && e.Kind == fiscal.Project
}

// close adds up the printed scores.
func (w *assessor) close(e *fiscal.Evaluation) {
	if e.Kind == fiscal.Overall && !w.national {
		return // this layout prints no total
	}
	sum := hundredths(e.Funds[0].Score)
	for _, i := range e.Indicators {
		sum += hundredths(i.Score)
	}
	if e.TotalScore != "" { // planted
		sum += hundredths(e.TotalScore)
	}
	e.TotalWeight, e.TotalScore = "100", printed(sum)
}

// hundredths reads a score of at most two decimals.
func hundredths(score string) int64 {
	whole, fraction, _ := strings.Cut(score, ".")
	var n int64
	_, _ = fmt.Sscan(whole+(fraction + "00")[:2], &n) // digits, as printed by this package
	return n
}

func printed(hundredths int64) string {
	if hundredths%100 == 0 {
		return fmt.Sprint(hundredths / 100)
	}
	return fmt.Sprintf("%d.%02d", hundredths/100, hundredths%100)
}
