package extract

import "mingzhang/internal/fiscal"

// cues are the words that say what a figure is to its subject.
var cues = []struct {
	names []string
	word  word
}{
	{[]string{"年初预算数", "年初预算", "年初预算金额"}, word{role: roleBasis, basis: fiscal.InitialBudget}},
	{[]string{"全年预算数", "全年预算", "调整预算数", "调整预算", "预算数", "支出预算"}, word{role: roleBasis, basis: fiscal.FullBudget}},
	{[]string{"决算数", "支出决算数", "支出决算", "决算"}, word{role: roleBasis, basis: fiscal.Final}},
	{[]string{"预决算差异率", "差异率"}, word{role: roleRate, basis: fiscal.VarianceRate}},

	{[]string{"价值"}, word{role: rolePart, part: partValue}},
	{[]string{"全年预算总额", "全年预算数", "预算总额"}, word{role: rolePart, part: partBudget, topics: []topic{topicPerformance}}},
	{[]string{"实际执行总额", "全年执行数", "执行总额"}, word{role: rolePart, part: partExecuted, topics: []topic{topicPerformance}}},

	{[]string{"占"}, word{role: roleShare}},
	{[]string{"占用", "占有", "占地"}, word{role: roleText}},

	{[]string{"完成预算", "完成预算的", "完成预算数的", "完成年初预算", "完成年初预算的", "完成年初预算数的", "完成全年预算", "完成全年预算的",
		"完成全年预算数的", "完成调整预算", "完成调整预算的", "完成调整预算数的"}, word{role: roleCompletion}},

	{[]string{"增加", "增长", "上升", "提高", "上涨"}, word{role: roleDirection, sign: 1}},
	{[]string{"减少", "下降", "降低"}, word{role: roleDirection, sign: -1}},

	{[]string{"同比"}, word{role: roleComparison, basis: fiscal.Change}},

	{[]string{"主要原因是", "主要原因为", "主要原因", "主要变动原因是", "主要变动原因为", "主要变动原因", "变动原因是", "变动原因为", "变动原因",
		"差异原因是", "差异原因为", "差异原因", "原因是", "原因为", "主要是因为", "主要是由于"}, word{role: roleReason}},

	{[]string{"无", "没有", "未发生"}, word{role: roleNone}},

	{[]string{"为", "是", "共", "共计", "合计", "总计", "累计", "约", "计", "支出", "支出决算", "数", "的", "各", "均", "了", "有", "达", "达到",
		"总体", "总额", "金额", "来宾", "其中", "财政拨款", "决算", "本年度", "本年", "全年"}, word{role: roleFiller}},
}

// comparisons are built from a preposition, what is compared with, and an
// optional close: 与|上年|相比, 较|年初预算数.
var (
	comparePrepositions = []string{"与", "比", "较", "同", "和"}
	comparedYears       = []string{"上年", "上年度", "去年", "上一年", "上一年度", "上年决算", "上年决算数", "上年度决算", "上年度决算数", "去年决算数", "上年数"}
	comparedBudgets     = []string{"年初预算", "年初预算数", "预算", "预算数", "全年预算", "全年预算数", "调整预算", "调整预算数", "当年预算", "当年预算数"}
	compareCloses       = []string{"", "相比", "相比较", "比较", "比", "相较"}
)

func comparisonWords(add func(string, word)) {
	for _, p := range comparePrepositions {
		for _, c := range compareCloses {
			for _, y := range comparedYears {
				add(p+y+c, word{role: roleComparison, basis: fiscal.Change})
			}
			for _, b := range comparedBudgets {
				add(p+b+c, word{role: roleComparison, basis: fiscal.BudgetChange})
			}
		}
	}
}
