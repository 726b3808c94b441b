package reconcile

import (
	"fmt"
	"strconv"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

func evaluations(l *ledger) {
	for n := range l.report.Evaluations {
		e := &sheet{l, n, l.report.Evaluations[n]}
		e.funds()
		e.indicators()
		e.scores()
	}
	l.evaluationTotals()
}

// sheet is one 绩效自评表 being checked.
type sheet struct {
	*ledger
	n int
	e fiscal.Evaluation
}

// name begins the title of each check of the table.
func (e *sheet) name() string {
	if e.e.Kind == fiscal.Overall {
		return "整体支出自评"
	}
	return "“" + e.e.Name + "”自评"
}

func (e *sheet) add(c fiscal.Check, cells ...string) {
	c.Title = e.name() + "：" + c.Title
	for _, cell := range cells {
		c.Cells = append(c.Cells, fiscal.CellRef{Evaluation: e.n, Cell: cell})
	}
	e.ledger.add(c)
}

// funds recomputes the execution rate, its score and the sum of the sources.
func (e *sheet) funds() {
	if len(e.e.Funds) == 0 {
		return
	}
	f := e.e.Funds[0]
	budget, ok1 := parseCell(f.FullBudget)
	executed, ok2 := parseCell(f.Executed)
	rate, ok3 := parseCell(f.Rate)
	if ok1 && ok2 && ok3 && budget.value.IsPos() {
		e.percentage("执行率 = 执行数 ÷ 全年预算数", f.Rate, rate, executed, budget, "funds.0.rate", "funds.0.executed", "funds.0.full_budget")
	}
	weight, ok4 := parseCell(f.Weight)
	score, ok5 := parseCell(f.Score)
	if ok1 && ok2 && ok4 && ok5 && budget.value.IsPos() {
		e.fundScore(f, weight, score, executed, budget)
	}
	for _, column := range []struct {
		name, field string
		get         func(fiscal.Fund) string
	}{
		{"年初预算数", "initial_budget", func(f fiscal.Fund) string { return f.InitialBudget }},
		{"全年预算数", "full_budget", func(f fiscal.Fund) string { return f.FullBudget }},
		{"全年执行数", "executed", func(f fiscal.Fund) string { return f.Executed }},
	} {
		e.fundSum(column.name, column.field, column.get)
	}
}

// percentage checks a printed rate of two cells.
func (e *sheet) percentage(title, printed string, rate, part, whole cellFigure, cells ...string) {
	p, w, r := part.operand(), whole.operand(), rate.operand()
	ps, ok1 := p.span()
	ws, ok2 := w.span()
	exact, err := percent(p.value, w.value)
	allowed, ok3 := quotient(ps, ws)
	if !ok1 || !ok2 || !ok3 || err != nil {
		return
	}
	shown := exact.Rescale(rate.places)
	c := fiscal.Check{Title: title, Stated: printed, Computed: fiscal.Format(shown) + "%", Formula: p.printed + " ÷ " + w.printed + " = " + fiscal.Format(shown) + "%"}
	band, _ := r.span()
	switch {
	case shown.Equal(rate.value):
		c.Status, c.Note = fiscal.Holds, "重算一致。"
	case band.low.Cmp(allowed.high) <= 0 && allowed.low.Cmp(band.high) <= 0:
		c.Status, c.Note = fiscal.Rounding, "略有出入，四舍五入可以解释。"
	default:
		c.Status, c.Note = fiscal.Violated, "按表中的数重算应为 "+c.Computed+"。"
	}
	e.add(c, cells...)
}

func (e *sheet) fundScore(f fiscal.Fund, weight, score, executed, budget cellFigure) {
	share, err := executed.value.Quo(budget.value)
	if err != nil {
		return
	}
	if share.Cmp(one) > 0 {
		share = one // the score is never more than its weight
	}
	full, err := weight.value.Mul(share)
	if err != nil {
		return
	}
	shown := full.Rescale(score.places)
	c := fiscal.Check{Title: "资金得分 = 分值 × 执行率", Stated: f.Score, Computed: fiscal.Format(shown), Formula: f.Weight + " × " + fiscal.Format(executed.value) + " ÷ " + fiscal.Format(budget.value) + " = " + fiscal.Format(shown)}
	diff, err := score.value.Sub(shown)
	ulp := decimal.MustNew(1, min(score.places, decimal.MaxScale))
	if err != nil {
		return
	}
	c.Difference = fiscal.Format(diff)
	switch {
	case diff.IsZero():
		c.Status, c.Note = fiscal.Holds, "重算一致。"
	case diff.CmpAbs(ulp) <= 0:
		c.Status, c.Note = fiscal.Rounding, "相差一个末位，四舍五入可以解释。"
	default:
		c.Status, c.Note = fiscal.Violated, "按表中的数重算应为 "+c.Computed+" 分。"
	}
	e.add(c, "funds.0.score", "funds.0.weight", "funds.0.executed", "funds.0.full_budget")
}

func (e *sheet) fundSum(name, field string, get func(fiscal.Fund) string) {
	whole, ok := parseCell(get(e.e.Funds[0]))
	if !ok || len(e.e.Funds) < 2 {
		return
	}
	w := whole.operand()
	total, half := decimal.Decimal{}, w.half
	cells := []string{"funds.0." + field}
	formula := ""
	for i, f := range e.e.Funds[1:] {
		p, ok := parseCell(get(f))
		if !ok {
			return
		}
		o := p.operand()
		total, _ = total.Add(o.value)
		if half.Less(o.half) {
			half = o.half
		}
		if formula != "" {
			formula += " + "
		}
		formula += o.printed
		cells = append(cells, fmt.Sprintf("funds.%d.%s", i+1, field))
	}
	total = total.Pad(whole.places)
	c := fiscal.Check{Title: name + " = 各来源之和", Stated: w.printed, Computed: fiscal.Format(total), Formula: formula + " = " + fiscal.Format(total)}
	e.judge(&c, w, total, half, len(e.e.Funds)-1)
	e.add(c, cells...)
}

// indicators looks for targets, actual values, completions and scores that
// speak against each other.
func (e *sheet) indicators() {
	for i, ind := range e.e.Indicators {
		at := func(field string) string { return fmt.Sprintf("indicators.%d.%s", i, field) }
		e.completion(ind, at)
		e.deviation(ind, at)
		weight, ok1 := parseCell(ind.Weight)
		score, ok2 := parseCell(ind.Score)
		if ok1 && ok2 && weight.value.Less(score.value) {
			e.add(fiscal.Check{Title: "“" + ind.Level3 + "”得分不超过分值", Status: fiscal.Violated, Stated: ind.Score, Computed: ind.Weight, Note: "得分多于分值。"}, at("score"), at("weight"))
		}
	}
}

// completion compares what was reached with what was aimed at.
func (e *sheet) completion(ind fiscal.Indicator, at func(string) string) {
	target, ok1 := parseCell(ind.Target)
	actual, ok2 := parseCell(ind.Actual)
	done, ok3 := parseCell(ind.Completion)
	if !ok1 || !ok2 || !ok3 || target.unit != actual.unit || !target.value.IsPos() {
		return
	}
	c := fiscal.Check{
		Title: "“" + ind.Level3 + "”完成率与目标、实际相符", Stated: "完成率 " + ind.Completion,
		Formula: "目标 " + ind.Target + "，实际 " + ind.Actual, Status: fiscal.Holds, Note: "完成率与目标、实际相符。",
	}
	full := done.value.Cmp(hundred) >= 0
	exact, err := percent(actual.value, target.value)
	if err != nil {
		return
	}
	c.Computed = "按比例为 " + fiscal.Format(exact.Rescale(2)) + "%"
	switch reached := actual.meets(target); {
	case full && !reached:
		c.Status, c.Note = fiscal.Violated, "实际没有达到目标，完成率却是 "+ind.Completion+"。"
	case reached && done.value.IsZero() && (target.operator == "<=" || target.operator == "<" || actual.value.Equal(target.value)):
		c.Status, c.Note = fiscal.Violated, "实际达到目标，完成率却是 "+ind.Completion+"。"
	}
	e.add(c, at("completion"), at("target"), at("actual"))
}

// deviation compares the completion that the words beside a row give with the
// cell.
func (e *sheet) deviation(ind fiscal.Indicator, at func(string) string) {
	m := saidCompletion.FindStringSubmatch(ind.Deviation)
	done, ok := parseCell(ind.Completion)
	if m == nil || !ok {
		return
	}
	said, err := decimal.Parse(m[1])
	if err != nil {
		return
	}
	c := fiscal.Check{
		Title: "“" + ind.Level3 + "”完成率与说明文字相符", Stated: "完成率 " + ind.Completion, Computed: "说明里写完成率 " + m[1] + "%",
		Formula: "表中 " + ind.Completion + "，说明 " + m[1] + "%", Status: fiscal.Holds, Note: "表中的完成率与说明一致。",
	}
	if !said.Equal(done.value) {
		c.Status, c.Note = fiscal.Violated, "表中的完成率与旁边的说明不一样。"
	}
	e.add(c, at("completion"), at("deviation"))
}

// scores checks the closing line of the table.
func (e *sheet) scores() {
	total, ok := parseCell(e.e.TotalScore)
	if !ok || len(e.e.Indicators) == 0 {
		return
	}
	var cells []string
	sum, weights := decimal.Decimal{}, decimal.Decimal{}
	formula := ""
	add := func(cell, scoreText, weightText string) bool {
		score, ok1 := parseCell(scoreText)
		weight, ok2 := parseCell(weightText)
		if !ok1 || !ok2 {
			return false
		}
		sum, _ = sum.Add(score.value)
		weights, _ = weights.Add(weight.value)
		if formula != "" {
			formula += " + "
		}
		formula += fiscal.Format(score.value)
		cells = append(cells, cell)
		return true
	}
	if len(e.e.Funds) > 0 && !add("funds.0.score", e.e.Funds[0].Score, e.e.Funds[0].Weight) {
		return
	}
	for i, ind := range e.e.Indicators {
		if !add("indicators."+strconv.Itoa(i)+".score", ind.Score, ind.Weight) {
			return
		}
	}
	o := total.operand()
	sum = sum.Pad(total.places)
	c := fiscal.Check{Title: "总分 = 各项得分之和", Stated: e.e.TotalScore, Computed: fiscal.Format(sum), Formula: formula + " = " + fiscal.Format(sum)}
	e.judge(&c, o, sum, decimal.Decimal{}, 0)
	c.Tolerance = ""
	e.add(c, append([]string{"total_score"}, cells...)...)
	if w, ok := parseCell(e.e.TotalWeight); ok {
		c := fiscal.Check{Title: "总分值 = 各项分值之和", Stated: e.e.TotalWeight, Computed: fiscal.Format(weights)}
		e.judge(&c, w.operand(), weights, decimal.Decimal{}, 0)
		c.Tolerance = ""
		e.add(c, "total_weight")
	}
}

// evaluationTotals compares the tables with what the narrative sums up.
func (l *ledger) evaluationTotals() {
	projects, overall := 0, 0
	for _, e := range l.report.Evaluations {
		if e.Kind == fiscal.Project {
			projects++
		} else {
			overall++
		}
	}
	if projects+overall == 0 {
		return
	}
	l.countTables(fiscal.EvaluationProjectCount, projects, "项目自评表的张数与文中相符")
	l.countTables(fiscal.EvaluationOverallCount, overall, "整体支出自评表的张数与文中相符")
	l.fundTotal(fiscal.EvaluationProjectBudget, fiscal.Project, "各项目全年预算数之和与文中相符", "full_budget", func(f fiscal.Fund) string { return f.FullBudget })
	l.fundTotal(fiscal.EvaluationProjectExecuted, fiscal.Project, "各项目全年执行数之和与文中相符", "executed", func(f fiscal.Fund) string { return f.Executed })
	l.fundTotal(fiscal.EvaluationOverallBudget, fiscal.Overall, "整体支出自评表的全年预算数与文中相符", "full_budget", func(f fiscal.Fund) string { return f.FullBudget })
	l.fundTotal(fiscal.EvaluationOverallExecuted, fiscal.Overall, "整体支出自评表的执行数与文中相符", "executed", func(f fiscal.Fund) string { return f.Executed })
	l.same("整体支出实际执行总额 = 本年支出合计", fiscal.EvaluationOverallExecuted, fiscal.ExpenseYear)
}

func (l *ledger) countTables(item fiscal.Item, have int, title string) {
	o, ok := l.final(item)
	if !ok {
		return
	}
	c := fiscal.Check{Title: title, Stated: o.with(), Computed: strconv.Itoa(have) + " 张", Facts: []int{o.fact}, Status: fiscal.Holds, Note: "张数相符。"}
	n, _ := decimal.New(int64(have), 0)
	if !o.value.Equal(n) {
		c.Status, c.Note = fiscal.Violated, "文中写的个数与附上的自评表张数不同。"
	}
	l.add(c)
}

func (l *ledger) fundTotal(item fiscal.Item, kind fiscal.EvaluationKind, title, field string, get func(fiscal.Fund) string) {
	o, ok := l.final(item)
	if !ok || o.measure != fiscal.TenThousandYuan {
		return // tables are in 万元
	}
	total, half := decimal.Decimal{}, decimal.Decimal{}
	c := fiscal.Check{Title: title, Stated: o.with(), Facts: []int{o.fact}}
	n := 0
	for i, e := range l.report.Evaluations {
		if e.Kind != kind || len(e.Funds) == 0 {
			continue
		}
		cell, ok := parseCell(get(e.Funds[0]))
		if !ok {
			return
		}
		p := cell.operand()
		v, err := p.value.Mul(scale(o.measure))
		h, err2 := p.half.Mul(scale(o.measure))
		if err != nil || err2 != nil {
			return
		}
		total, _ = total.Add(v)
		if half.Less(h) {
			half = h
		}
		if n > 0 {
			c.Formula += " + "
		}
		c.Formula += p.printed
		c.Cells = append(c.Cells, fiscal.CellRef{Evaluation: i, Cell: "funds.0." + field})
		n++
	}
	if n == 0 {
		return
	}
	c.Computed = money(total, o)
	c.Formula += " = " + c.Computed
	l.judge(&c, o, total, half, n)
	l.add(c)
}
