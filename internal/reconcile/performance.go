package reconcile

import (
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

// scores checks the closing line of the table, and that no score is more than
// its weight.
func (e *sheet) scores() {
	if len(e.e.Indicators) == 0 {
		return
	}
	var scores, weights, cells, weightCells []string
	if len(e.e.Funds) > 0 {
		scores, weights = append(scores, e.e.Funds[0].Score), append(weights, e.e.Funds[0].Weight)
		cells, weightCells = append(cells, "funds.0.score"), append(weightCells, "funds.0.weight")
	}
	for i, ind := range e.e.Indicators {
		prefix := "indicators." + strconv.Itoa(i)
		scores, weights = append(scores, ind.Score), append(weights, ind.Weight)
		cells, weightCells = append(cells, prefix+".score"), append(weightCells, prefix+".weight")
	}
	e.column("总分 = 各项得分之和", "total_score", e.e.TotalScore, scores, cells)
	e.column("总分值 = 各项分值之和", "total_weight", e.e.TotalWeight, weights, weightCells)
	e.withinWeights(scores, weights, cells, weightCells)
}

// column checks a total cell against a column. Scores are awarded, not
// rounded from something finer: they add up exactly.
func (e *sheet) column(title, totalCell, totalText string, texts, cells []string) {
	whole, ok := parseCell(totalText)
	if !ok {
		return
	}
	sum, formula := decimal.Decimal{}, ""
	for i, text := range texts {
		f, ok := parseCell(text)
		if !ok {
			e.add(fiscal.Check{Title: title, Status: fiscal.NotApplicable, Stated: totalText, Note: "表中有的格不是数，无法相加。"}, totalCell, cells[i])
			return
		}
		sum = more(sum, f.value)
		if i > 0 {
			formula += " + "
		}
		formula += fiscal.Format(f.value)
	}
	sum = sum.Trim(whole.places)
	c := fiscal.Check{Title: title, Stated: totalText, Computed: fiscal.Format(sum), Formula: formula + " = " + fiscal.Format(sum)}
	e.judge(&c, whole.operand(), sum, decimal.Decimal{}, len(texts))
	e.add(c, append([]string{totalCell}, cells...)...)
}

// withinWeights reports each score above its weight, or once that there is none.
func (e *sheet) withinWeights(scores, weights, scoreCells, weightCells []string) {
	compared, above := 0, 0
	for i := range scores {
		score, ok1 := parseCell(scores[i])
		weight, ok2 := parseCell(weights[i])
		if !ok1 || !ok2 {
			continue
		}
		compared++
		if weight.value.Less(score.value) {
			above++
			e.add(fiscal.Check{
				Title: "得分不超过分值", Status: fiscal.Violated, Stated: "得分 " + scores[i], Computed: "分值 " + weights[i], Note: "这一行的得分多于分值。",
			}, scoreCells[i], weightCells[i])
		}
	}
	if compared > 0 && above == 0 {
		e.add(fiscal.Check{
			Title: "得分不超过分值", Status: fiscal.Holds, Note: "比较了 " + strconv.Itoa(compared) + " 行，得分都不超过分值。",
		}, scoreCells...)
	}
}

// evaluationTotals compares the tables with what the narrative sums up.
func (l *ledger) evaluationTotals() {
	l.same("整体支出实际执行总额 = 本年支出合计", fiscal.EvaluationOverallExecuted, fiscal.ExpenseYear)
	l.budgetOfAll()
	count := map[fiscal.EvaluationKind]int{}
	for _, e := range l.report.Evaluations {
		count[e.Kind]++
	}
	if len(count) == 0 {
		return // published as files of their own
	}
	l.countTables(fiscal.EvaluationProjectCount, count[fiscal.Project], "项目自评表的张数与文中相符")
	l.countTables(fiscal.EvaluationOverallCount, count[fiscal.Overall], "整体支出自评表的张数与文中相符")
	budget := func(f fiscal.Fund) string { return f.FullBudget }
	executed := func(f fiscal.Fund) string { return f.Executed }
	l.fundTotal(fiscal.EvaluationProjectBudget, fiscal.Project, "各项目全年预算数之和与文中相符", "full_budget", budget)
	l.fundTotal(fiscal.EvaluationProjectExecuted, fiscal.Project, "各项目全年执行数之和与文中相符", "executed", executed)
	l.fundTotal(fiscal.EvaluationOverallBudget, fiscal.Overall, "整体支出自评表的全年预算数与文中相符", "full_budget", budget)
	l.fundTotal(fiscal.EvaluationOverallExecuted, fiscal.Overall, "整体支出自评表的全年执行数与文中相符", "executed", executed)
}

// budgetOfAll compares the evaluated budget with 收入总计. Some regions
// evaluate against the year's final budget, some against another: a difference
// is only pointed out.
func (l *ledger) budgetOfAll() {
	x, ok1 := l.final(fiscal.EvaluationOverallBudget)
	y, ok2 := l.final(fiscal.IncomeTotal)
	if !ok1 || !ok2 {
		return
	}
	c := l.equal("整体支出全年预算总额 = 收入总计", x, y)
	if c.Status == fiscal.Violated {
		c.Status, c.Note = fiscal.Notice, "全年预算总额与收入总计不同，预算的口径可能不同。"
	}
	l.add(c)
}

func (l *ledger) countTables(item fiscal.Item, have int, title string) {
	o, ok := l.final(item)
	if !ok {
		return
	}
	c := fiscal.Check{Title: title, Stated: o.with(), Computed: strconv.Itoa(have) + " 张", Facts: []int{o.fact}, Status: fiscal.Holds, Note: "张数相符。"}
	n, err := decimal.New(int64(have), 0)
	switch {
	case err == nil && o.value.Equal(n):
	case have == 0:
		c.Status, c.Note = fiscal.NotApplicable, "文件里没有这种自评表，可能另行公开。"
	default:
		c.Status, c.Note = fiscal.Notice, "文中写的个数与读到的自评表张数不同，其余的表可能另行公开。"
	}
	l.add(c)
}

// fundTotal compares a figure of the narrative with the tables of a kind.
func (l *ledger) fundTotal(item fiscal.Item, kind fiscal.EvaluationKind, title, field string, get func(fiscal.Fund) string) {
	o, ok := l.final(item)
	if !ok {
		return
	}
	sum, half, n := decimal.Decimal{}, o.half, 0
	c := fiscal.Check{Title: title, Stated: o.with(), Facts: []int{o.fact}}
	for i, e := range l.report.Evaluations {
		if e.Kind != kind || len(e.Funds) == 0 {
			continue
		}
		cell, ok := parseCell(get(e.Funds[0]))
		if !ok {
			return
		}
		p := cell.operand()
		v, err := p.value.Mul(scale(e.Money()))
		h, err2 := p.half.Mul(scale(e.Money()))
		if err != nil || err2 != nil {
			return
		}
		sum, half = more(sum, v), largest(half, h)
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
	c.Computed = money(sum, o)
	c.Formula += " = " + c.Computed
	l.judge(&c, o, sum, half, n)
	if c.Status == fiscal.Violated && !l.allTables(kind, n) {
		c.Status, c.Note = fiscal.NotApplicable, "读到的自评表与文中写的个数不同，无法比较。"
	}
	l.add(c)
}

// allTables reports whether n tables of a kind are as many as the text says.
func (l *ledger) allTables(kind fiscal.EvaluationKind, n int) bool {
	item := fiscal.EvaluationProjectCount
	if kind == fiscal.Overall {
		item = fiscal.EvaluationOverallCount
	}
	o, ok := l.final(item)
	have, err := decimal.New(int64(n), 0)
	return !ok || err == nil && o.value.Equal(have)
}
