package story

import (
	"slices"
	"strings"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

// CellPath returns the address of a cell of the n-th evaluation (from 0) below
// its report: "evaluations/2#c-indicators.3.completion".
func CellPath(n int, cell string) string { return EvaluationPath(n) + "#c-" + shownAt(cell) }

// summedCells are the cells that are the sum of others of their column, and
// what those are.
var summedCells = map[string]string{
	"total_score": "各项得分", "total_weight": "各项分值",
	"funds.0.initial_budget": "各来源", "funds.0.full_budget": "各来源", "funds.0.executed": "各来源",
}

// Contradiction says in a line what a check found apart within an evaluation:
// the indicator, or what of the money or the total, and what the cells say.
func Contradiction(c fiscal.Check, cell string, i fiscal.Indicator) (name, text string) {
	name = i.Level3
	if name == "" {
		name = strings.TrimPrefix(CellName(cell), "绩效自评 · ")
		if cell == "funds.0.score" {
			name = "资金得分"
		}
	}
	note := strings.TrimSuffix(c.Note, "。")
	switch parts, sum := summedCells[cell]; {
	case sum:
		return name, parts + "相加是 " + c.Computed + "，表中是 " + c.Stated
	case cell == "funds.0.rate":
		return name, "按执行数除以预算数是 " + c.Computed + "，表中是 " + c.Stated
	case strings.ContainsAny(note, "0123456789"):
		return name, note
	}
	return name, strings.Join(slices.DeleteFunc([]string{c.Stated, c.Computed, note}, func(s string) bool { return s == "" }), "，")
}

// Coverage sets the executed amounts of a report's evaluated projects, in 分,
// beside its 项目支出: their sum, computed, and its share. The share is nil
// where 项目支出 is not stated or is zero.
func Coverage(executed int64, stated *fiscal.Fact, spending *int64) (sum Figure, share *Figure) {
	v := tenThousand(executed)
	sum = Figure{Text: fiscal.Format(v), Unit: string(fiscal.TenThousandYuan), Value: v, At: -1, Derived: true, Formula: "各项目自评表的全年执行数之和"}
	if stated == nil || spending == nil || *spending <= 0 {
		return sum, nil
	}
	whole := tenThousand(*spending)
	p, ok := percentage(sum, Figure{Text: fiscal.Format(whole), Unit: sum.Unit, Value: whole})
	if !ok {
		return sum, nil
	}
	return sum, &p
}

// tenThousand writes an amount in 分 as 万元, with two decimals at least.
func tenThousand(n int64) decimal.Decimal {
	v, err := decimal.New(n, 6)
	if err != nil {
		return decimal.Decimal{} // six decimals of an int64 always fit
	}
	return v.Trim(2)
}
