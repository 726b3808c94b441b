package reconcile_test

import (
	"testing"

	"mingzhang/internal/fiscal"
	"mingzhang/internal/reconcile"
)

func evaluated(e fiscal.Evaluation) []fiscal.Check {
	return reconcile.Run(&fiscal.Report{Year: 2024, Evaluations: []fiscal.Evaluation{e}})
}

func TestCompletion(t *testing.T) {
	const byRatio = "按照完成比例赋分"
	for _, tc := range []struct {
		name, target, actual, completion, rule string
		want                                   fiscal.CheckStatus // "" for no check
	}{
		{"reached", "=100%", "=100%", "100%", byRatio, fiscal.Holds},
		{"reached, not counted", "=5人", "=5人", "80%", byRatio, fiscal.Violated},
		{"not reached, counted full", "=100%", "=98%", "100%", byRatio, fiscal.Violated},
		{"at least", ">=90%", "95%", "100%", byRatio, fiscal.Holds},
		{"at least, in proportion", ">=90%", "99%", "110%", byRatio, fiscal.Holds},
		{"below the least", "≥90%", "85%", "94.44%", byRatio, fiscal.Holds},
		{"below the least, another rate", "≥90%", "85%", "90%", byRatio, fiscal.Violated},
		{"below the least, no rule", "≥90%", "85%", "90%", "按评判等级赋分", fiscal.NotApplicable},
		{"at most", "<=10天", "8天", "100%", byRatio, fiscal.Holds},
		{"over the most, counted full", "<=10天", "12天", "100%", byRatio, fiscal.Violated},
		{"over the most", "<=10天", "12天", "80%", byRatio, fiscal.NotApplicable},
		{"overshot", "=31331.60元", "=37900元", "0%", byRatio, fiscal.NotApplicable},
		{"fell", "=12%", "-14.7%", "0%", byRatio, fiscal.Holds},
		{"in words", "有效提升", "有效提升", "100%", byRatio, ""},
		{"in different units", "=2亿元", "=20000万元", "100%", byRatio, ""},
		{"a date", "=12月", "=11月", "100%", byRatio, ""},
		{"not filled in", "=12%", "", "", byRatio, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			checks := evaluated(fiscal.Evaluation{Kind: fiscal.Project, Indicators: []fiscal.Indicator{
				{Level3: "甲", Target: tc.target, Actual: tc.actual, Completion: tc.completion, Rule: tc.rule}}})
			expect(t, checks, outcome{"T15", "完成率与目标", tc.want, ""})
		})
	}
}

func TestIndicator(t *testing.T) {
	for _, tc := range []struct {
		name string
		ind  fiscal.Indicator
		want outcome
	}{
		{"words agree", fiscal.Indicator{Completion: "80%", Deviation: "完成率为80%，原因是"}, outcome{"T15", "说明文字", fiscal.Holds, ""}},
		{"words rounded", fiscal.Indicator{Completion: "80%", Deviation: "完成率80.35％"}, outcome{"T15", "说明文字", fiscal.Holds, ""}},
		{"words differ", fiscal.Indicator{Completion: "0%", Deviation: "完成率120.96%％"}, outcome{"T15", "说明文字", fiscal.Violated, "120.96%"}},
		{"words of two rates", fiscal.Indicator{Completion: "0%", Deviation: "上年完成率90%，本年完成率100%"}, outcome{"T15", "说明文字", "", ""}},
		{"score in proportion", fiscal.Indicator{Weight: "20", Completion: "80%", Score: "16", Rule: "按照完成比例赋分"}, outcome{"T15", "得分 = 分值", fiscal.Holds, ""}},
		{"score rounded", fiscal.Indicator{Weight: "13", Completion: "98.6%", Score: "12.8", Rule: "按照完成比例赋分"}, outcome{"T15", "得分 = 分值", fiscal.Rounding, ""}},
		{"score is another", fiscal.Indicator{Weight: "20", Completion: "80%", Score: "20", Rule: "按照完成比例赋分"}, outcome{"T15", "得分 = 分值", fiscal.Violated, "16"}},
		{"no points", fiscal.Indicator{Weight: "20", Completion: "50%", Score: "0", Rule: "按照完成比例赋分"}, outcome{"T15", "得分 = 分值", fiscal.NotApplicable, ""}},
		{"score by another rule", fiscal.Indicator{Weight: "20", Completion: "80%", Score: "20", Rule: "满意度赋分"}, outcome{"T15", "得分 = 分值", "", ""}},
		{"score above weight", fiscal.Indicator{Weight: "20", Score: "21分"}, outcome{"T15", "不超过分值", fiscal.Violated, ""}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			expect(t, evaluated(fiscal.Evaluation{Kind: fiscal.Project, Indicators: []fiscal.Indicator{tc.ind}}), tc.want)
		})
	}
}

func TestFunds(t *testing.T) {
	total := fiscal.Fund{Source: "年度资金总额", FullBudget: "5.84", Executed: "3.79", Weight: "10", Rate: "64.9%", Score: "6.49分"}
	with := func(change func(*fiscal.Fund)) fiscal.Fund {
		f := total
		change(&f)
		return f
	}
	for _, tc := range []struct {
		name  string
		funds []fiscal.Fund
		want  outcome
	}{
		{"rate", []fiscal.Fund{total}, outcome{"T15", "执行率 = ", fiscal.Holds, ""}},
		{"rate is another", []fiscal.Fund{with(func(f *fiscal.Fund) { f.Rate = "69.4%" })}, outcome{"T15", "执行率 = ", fiscal.Violated, "64.9%"}},
		{"score", []fiscal.Fund{total}, outcome{"T15", "资金得分", fiscal.Holds, ""}},
		{"score of the printed rate", []fiscal.Fund{{FullBudget: "150.00", Executed: "148.00", Weight: "20", Rate: "98.7%", Score: "19.74"}}, outcome{"T15", "资金得分", fiscal.Holds, ""}},
		{"score is another", []fiscal.Fund{with(func(f *fiscal.Fund) { f.Score = "9.46分" })}, outcome{"T15", "资金得分", fiscal.Violated, "6.49"}},
		{"spent more than budgeted", []fiscal.Fund{{FullBudget: "10.00", Executed: "12.00", Weight: "10", Rate: "120%", Score: "10"}}, outcome{"T15", "资金得分", fiscal.Holds, ""}},
		{"no budget", []fiscal.Fund{with(func(f *fiscal.Fund) { f.FullBudget = "0.00" })}, outcome{"T15", "执行率 = ", "", ""}},
		{"sources", []fiscal.Fund{total, {Source: "其中：当年财政拨款", FullBudget: "5.00"}, {Source: "其他资金", FullBudget: "0.84"}}, outcome{"T15", "全年预算数 = ", fiscal.Holds, ""}},
		{"sources short", []fiscal.Fund{total, {Source: "其中：当年财政拨款", FullBudget: "5.00"}, {Source: "其他资金", FullBudget: "0.48"}}, outcome{"T15", "全年预算数 = ", fiscal.Violated, ""}},
		{"a source within a source", []fiscal.Fund{total, {Source: "当年财政拨款", FullBudget: "5.84"}, {Source: "其中：上级资金", FullBudget: "0.48"}}, outcome{"T15", "全年预算数 = ", "", ""}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			expect(t, evaluated(fiscal.Evaluation{Kind: fiscal.Project, Funds: tc.funds}), tc.want)
		})
	}
}

func TestScores(t *testing.T) {
	e := fiscal.Evaluation{
		Kind: fiscal.Project, TotalWeight: "100", TotalScore: "76.49分",
		Funds:      []fiscal.Fund{{Weight: "10", Score: "6.49分"}},
		Indicators: []fiscal.Indicator{{Weight: "50", Score: "40"}, {Weight: "40", Score: "30"}},
	}
	expect(t, evaluated(e), outcome{"T15", "总分 = ", fiscal.Holds, ""})
	expect(t, evaluated(e), outcome{"T15", "总分值 = ", fiscal.Holds, ""})
	e.TotalScore, e.TotalWeight = "76.50分", "110"
	expect(t, evaluated(e), outcome{"T15", "总分 = ", fiscal.Violated, ""})
	expect(t, evaluated(e), outcome{"T15", "总分值 = ", fiscal.Violated, ""})
	e.Indicators[0].Score = "不适用"
	expect(t, evaluated(e), outcome{"T15", "总分 = ", fiscal.NotApplicable, ""})
}

// Tables that are published elsewhere contradict nothing.
func TestTablesElsewhere(t *testing.T) {
	r := report("evaluation.project_count final 3 个", "evaluation.project_budget final 30.00 万元")
	expect(t, reconcile.Run(r), outcome{"T15", "", "", ""})
	r.Evaluations = []fiscal.Evaluation{{Kind: fiscal.Project, Funds: []fiscal.Fund{{FullBudget: "10.00"}}}}
	expect(t, reconcile.Run(r), outcome{"T15", "张数", fiscal.Notice, "另行公开"})
	expect(t, reconcile.Run(r), outcome{"T15", "全年预算数之和", fiscal.NotApplicable, ""})
}

func TestYearsOfEvaluations(t *testing.T) {
	for _, tc := range []struct {
		name string
		e    fiscal.Evaluation
		want outcome
	}{
		{"a result of another year", fiscal.Evaluation{Year: 2024, Result: "2025年该项目在编制过程中"}, outcome{"T16", "完成情况", fiscal.Notice, "2025年"}},
		{"a goal of a later year", fiscal.Evaluation{Year: 2024, Goal: "2025年建成", Result: "2024年建成一期，2025年建成二期"}, outcome{"T16", "完成情况", "", ""}},
		{"a table of another year", fiscal.Evaluation{Year: 2023}, outcome{"T16", "自评表的年度", fiscal.Notice, "2023"}},
		{"an indicator of a later year", fiscal.Evaluation{Year: 2024, Indicators: []fiscal.Indicator{{Level3: "力争2025年新增"}}}, outcome{"T16", "自评表的年度", fiscal.Holds, ""}},
	} {
		t.Run(tc.name, func(t *testing.T) { expect(t, evaluated(tc.e), tc.want) })
	}
}
