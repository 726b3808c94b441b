package reconcile

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

// indicators compares targets, actual values, completions, scores and the
// words beside them.
func (e *sheet) indicators() {
	for i, ind := range e.e.Indicators {
		at := func(field string) string { return fmt.Sprintf("indicators.%d.%s", i, field) }
		e.completion(ind, at)
		e.deviation(ind, at)
		e.proportional(ind, at)
	}
}

// deadlines are units of dates: 12月 is no half of 24月.
var deadlines = []string{"年", "月", "日", "年月", "号"}

// completion compares 完成率 with the target and with what was reached.
func (e *sheet) completion(ind fiscal.Indicator, at func(string) string) {
	target, ok1 := parseCell(ind.Target)
	actual, ok2 := parseCell(ind.Actual)
	done, ok3 := parseCell(ind.Completion)
	if !ok1 || !ok2 || !ok3 || target.unit != actual.unit || !target.value.IsPos() || slices.Contains(deadlines, target.unit) ||
		actual.operator != "" && actual.operator != "=" {
		return
	}
	exact, err := percent(actual.value, target.value)
	if err != nil {
		return
	}
	ratio := fiscal.Format(exact.Rescale(max(done.places, 2))) + "%"
	c := fiscal.Check{
		Title: "“" + ind.Level3 + "”的完成率与目标、实际相符", Stated: "完成率 " + ind.Completion,
		Computed: "按比例为 " + ratio, Formula: "目标 " + ind.Target + "，实际 " + ind.Actual,
	}
	c.Status, c.Note = judgeCompletion(ind, target, actual, done, exact)
	e.add(c, at("completion"), at("target"), at("actual"))
}

func judgeCompletion(ind fiscal.Indicator, target, actual, done cellFigure, exact decimal.Decimal) (fiscal.CheckStatus, string) {
	full := done.value.Cmp(hundred) >= 0
	switch {
	case target.operator == "<" || target.operator == ">":
		return fiscal.NotApplicable, "目标不含等于，不按比例比较。"
	case actual.value.Equal(target.value) && done.value.Equal(hundred):
		return fiscal.Holds, "实际与目标相同，完成率为 100%。"
	case actual.value.Equal(target.value):
		return fiscal.Violated, "实际与目标相同，完成率是 " + ind.Completion + "。"
	case full && !actual.meets(target):
		return fiscal.Violated, "目标是 " + ind.Target + "，实际是 " + ind.Actual + "，完成率是 " + ind.Completion + "。"
	case done.value.Equal(hundred):
		return fiscal.Holds, "实际达到目标，完成率为 100%。"
	case near(done, exact) || near(done, clamp(exact)):
		return fiscal.Holds, "完成率与实际占目标的比例一致。"
	case target.operator == "<=" || actual.meets(target):
		// How a target that is overshot counts is a matter of the scoring
		// rules, which the table does not print.
		return fiscal.NotApplicable, "实际超过了目标，怎样算完成率要看评分办法，表中没有写明。"
	case !strings.Contains(ind.Rule, "比例"):
		return fiscal.NotApplicable, "表中没有写明按比例计算完成率。"
	}
	return fiscal.Violated, "按实际占目标的比例重算，与表中的完成率不同。"
}

// near reports whether a printed percentage is the exact one, give or take a
// unit of its last digit.
func near(printed cellFigure, exact decimal.Decimal) bool {
	return less(printed.value, exact).CmpAbs(double(printed.operand().half)) <= 0
}

// clamp keeps a percentage between 0 and 100.
func clamp(d decimal.Decimal) decimal.Decimal {
	return largest(decimal.Decimal{}, smallest(d, hundred))
}

// saidCompletion finds the rate of completion that a row's words give.
var saidCompletion = regexp.MustCompile(`完成率(?:为|是|达到?)?\s*(-?\d+(?:\.\d+)?)\s*[%％]`)

// deviation compares the completion that the words beside a row give with the
// cell.
func (e *sheet) deviation(ind fiscal.Indicator, at func(string) string) {
	all := saidCompletion.FindAllStringSubmatch(ind.Deviation, -1)
	done, ok := parseCell(ind.Completion)
	if len(all) != 1 || !ok {
		return // words that give several rates speak of several things
	}
	m := all[0]
	said, ok := parseCell(m[1] + "%")
	if !ok {
		return
	}
	c := fiscal.Check{
		Title: "“" + ind.Level3 + "”的完成率与说明文字相符", Stated: "完成率 " + ind.Completion, Computed: "说明写 " + m[1] + "%",
		Formula: "表中 " + ind.Completion + "，说明 " + m[1] + "%", Status: fiscal.Holds, Note: "表中的完成率与旁边的说明一致。",
	}
	if coarse := largest(said.operand().half, done.operand().half); less(said.value, done.value).CmpAbs(coarse) > 0 {
		c.Status, c.Note = fiscal.Violated, "表中的完成率是 "+ind.Completion+"，旁边的说明写的是 "+m[1]+"%。"
	}
	e.add(c, at("completion"), at("deviation"))
}

// proportional checks 得分 = 分值 × 完成率 where the table says that points are
// given in proportion.
func (e *sheet) proportional(ind fiscal.Indicator, at func(string) string) {
	weight, ok1 := parseCell(ind.Weight)
	score, ok2 := parseCell(ind.Score)
	done, ok3 := parseCell(ind.Completion)
	if !ok1 || !ok2 || !ok3 || !strings.Contains(ind.Rule, "完成比例") {
		return
	}
	share, err := clamp(done.value).Quo(hundred)
	if err != nil {
		return
	}
	points, err := weight.value.Mul(share)
	if err != nil {
		return
	}
	shown := points.Rescale(max(score.places, 2)).Trim(score.places)
	c := fiscal.Check{
		Title: "“" + ind.Level3 + "”的得分 = 分值 × 完成率", Stated: ind.Score + " 分", Computed: fiscal.Format(shown) + " 分",
		Formula: ind.Weight + " × " + ind.Completion + " = " + fiscal.Format(shown) + " 分", Status: fiscal.Holds, Note: "表中写明按完成比例给分，得分与完成率相符。",
	}
	diff := less(score.value, points)
	c.Difference = fiscal.Format(less(score.value, shown)) + " 分"
	unit := double(score.operand().half)
	c.Tolerance = fiscal.Format(unit.Trim(score.places)) + " 分"
	switch {
	case diff.IsZero():
	case diff.CmpAbs(unit) <= 0:
		c.Status, c.Note = fiscal.Rounding, "表中写明按完成比例给分，得分的取整可以解释。"
	case score.value.IsZero():
		c.Status, c.Note = fiscal.NotApplicable, "这一行没有得分，评分办法可能规定低于某一比例不给分。"
	default:
		c.Status, c.Note = fiscal.Violated, "表中写明按完成比例给分，按完成率 "+ind.Completion+" 重算是 "+fiscal.Format(shown)+" 分。"
	}
	e.add(c, at("score"), at("weight"), at("completion"))
}
