package reconcile

import (
	"fmt"
	"strings"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

// funds recomputes the execution rate, its score and the sum of the sources.
func (e *sheet) funds() {
	if len(e.e.Funds) == 0 {
		return
	}
	e.executionRate(e.e.Funds[0])
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

func (e *sheet) executionRate(f fiscal.Fund) {
	budget, ok1 := parseCell(f.FullBudget)
	executed, ok2 := parseCell(f.Executed)
	if !ok1 || !ok2 || !budget.value.IsPos() {
		return
	}
	if rate, ok := parseCell(f.Rate); ok && rate.unit == "%" {
		r, ok := ratioOf(rate.operand(), executed.operand(), budget.operand())
		if !ok {
			return
		}
		c := fiscal.Check{Title: "执行率 = 全年执行数 ÷ 全年预算数"}
		judgeRate(&c, r)
		c.Stated = f.Rate
		e.add(c, "funds.0.rate", "funds.0.executed", "funds.0.full_budget")
	}
	weight, ok4 := parseCell(f.Weight)
	score, ok5 := parseCell(f.Score)
	if ok4 && ok5 {
		e.fundScore(f, weight, score, executed, budget)
	}
}

// fundScore checks 得分 = 分值 × 执行率, with the printed rate or the exact one:
// tables use either. A rate above 100% earns no more than the weight.
func (e *sheet) fundScore(f fiscal.Fund, weight, score, executed, budget cellFigure) {
	share, err := executed.value.Quo(budget.value)
	if err != nil {
		return
	}
	c := fiscal.Check{Title: "资金得分 = 分值 × 执行率", Stated: f.Score}
	best := weight.value
	for i, rate := range []string{"", f.Rate} {
		if i == 1 {
			printed, ok := parseCell(rate)
			if !ok || printed.unit != "%" {
				break
			}
			if share, err = printed.value.Quo(hundred); err != nil {
				break
			}
		}
		full, err := weight.value.Mul(smallest(share, one))
		if err != nil {
			return
		}
		shown := full.Rescale(score.places)
		diff := less(score.value, shown)
		if i == 0 || diff.Abs().Less(less(score.value, best).Abs()) {
			best = shown
			c.Computed, c.Difference = fiscal.Format(shown)+" 分", fiscal.Format(diff)+" 分"
			c.Formula = f.Weight + " × " + fiscal.Format(executed.value) + " ÷ " + fiscal.Format(budget.value) + " = " + c.Computed
			if i == 1 {
				c.Formula = f.Weight + " × " + rate + " = " + c.Computed
			}
		}
	}
	unit := double(score.operand().half)
	c.Tolerance = fiscal.Format(unit.Trim(score.places)) + " 分"
	switch diff := less(score.value, best); {
	case diff.IsZero():
		c.Status, c.Note = fiscal.Holds, "按分值乘以执行率重算，与表中一致。"
	case diff.CmpAbs(unit) <= 0:
		c.Status, c.Note = fiscal.Rounding, "按分值乘以执行率重算，相差一个末位，四舍五入可以解释。"
	default:
		c.Status, c.Note = fiscal.Violated, "按分值乘以执行率重算是 "+c.Computed+"，表中是 "+f.Score+"。"
	}
	e.add(c, "funds.0.score", "funds.0.weight", "funds.0.rate", "funds.0.executed", "funds.0.full_budget")
}

func smallest(a, b decimal.Decimal) decimal.Decimal {
	if b.Less(a) {
		return b
	}
	return a
}

// fundSum checks that the rows below the first add up to it. Where a row is
// part of another one (a second 其中) they are not a list of sources.
func (e *sheet) fundSum(name, field string, get func(fiscal.Fund) string) {
	whole, ok := parseCell(get(e.e.Funds[0]))
	if !ok || len(e.e.Funds) < 2 {
		return
	}
	w := whole.operand()
	sum, half := decimal.Decimal{}, w.half
	cells, digits := []string{"funds.0." + field}, []string{}
	for i, f := range e.e.Funds[1:] {
		p, ok := parseCell(get(f))
		if !ok || i > 0 && strings.Contains(f.Source, "其中") {
			return
		}
		o := p.operand()
		sum, half = more(sum, o.value), largest(half, o.half)
		digits = append(digits, o.printed)
		cells = append(cells, fmt.Sprintf("funds.%d.%s", i+1, field))
	}
	sum = sum.Pad(whole.places)
	c := fiscal.Check{Title: name + " = 各来源之和", Stated: w.printed, Computed: fiscal.Format(sum)}
	c.Formula = strings.Join(digits, " + ") + " = " + c.Computed
	e.judge(&c, w, sum, half, len(digits))
	e.add(c, cells...)
}
