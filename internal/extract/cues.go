package extract

import "mingzhang/internal/fiscal"

// cues are the words that say what a figure is to its subject.
var cues = []struct {
	names []string
	word  word
}{
	{[]string{"年初预算数", "年初预算", "年初预算金额", "年初预算安排", "年初部门预算", "年初批复预算", "年初批复预算数", "年初预算批复", "年初预算批复数",
		"年初预算总额", "年初预算安排数", "年初支出预算", "年初预算支出"}, word{role: roleBasis, basis: fiscal.InitialBudget}},
	{[]string{"调整数", "预算调整数", "全年预算数", "全年预算", "调整预算数", "调整预算", "预算数", "支出预算", "支出预算数", "调整后预算", "调整后预算数", "调整后全年预算数", "全年预算安排",
		"年度预算", "年度预算数", "预算", "预算为", "预算安排", "年中调整预算数", "预算金额", "全年调整预算", "全年支出预算", "调整预算为", "全年预算总额"},
		word{role: roleBasis, basis: fiscal.FullBudget}},
	{[]string{"收入决算", "收入决算数", "决算数", "支出决算数", "支出决算", "决算", "决算支出", "实际支出", "实际支出数", "决算金额", "实际完成", "实际支出决算", "支出决算金额", "决算支出数",
		"实际执行数", "实际发生"}, word{role: roleBasis, basis: fiscal.Final}},
	{[]string{"上年决算数", "上年度决算数", "去年决算数", "上年支出决算数", "上年决算", "上年度决算", "上年支出决算", "上年支出数", "上年数", "上年度支出决算数", "去年支出决算数"},
		word{role: roleBasis, basis: fiscal.Prior}},
	{pastBudgets, word{role: roleBasis, basis: otherYear}},
	{[]string{"预决算差异率", "差异率"}, word{role: roleRate, basis: fiscal.VarianceRate}},

	{[]string{"价值", "账面价值", "原值"}, word{role: rolePart, part: partValue}},
	{[]string{"全年预算总额", "全年预算数", "预算总额"}, word{role: rolePart, part: partBudget, topics: []topic{topicPerformance}}},
	{[]string{"实际执行总额", "全年执行数", "执行总额"}, word{role: rolePart, part: partExecuted, topics: []topic{topicPerformance}}},

	{[]string{"占", "占比", "占比为", "比重为", "所占比重", "占比重", "所占比例", "占比例"}, word{role: roleShare}},
	{[]string{"占用", "占有", "占地", "决算表", "预算绩效", "预算执行", "预算管理", "预算单位", "预算法", "无法", "无偿", "无形", "无增减", "无变化", "无差异", "无变动",
		"无关", "无需", "无房", "决算报表", "决算编制", "决算编报", "决算单位", "预算编制", "预算指标", "预算资金", "预算批复", "预算收入", "预算支出", "决算汇总",
		"上年结转资金", "上年结转安排", "年初结转资金", "年初结转安排", "结转资金", "有限", "有效", "有关", "项目支出绩效", "部门预算", "部门决算", "单位决算", "预算收支", "预算安排的", "预算调整", "预算一体化",
		"各项", "各类", "各级", "各单位", "各部门", "各预算", "均衡", "计划", "设计", "会计", "审计", "统计", "共同", "公共", "的士", "支出结构", "支出进度", "了解"},
		word{role: roleText}},

	{[]string{"增加", "增长", "上升", "提高", "上涨", "增加额", "增长额", "增幅", "增长率", "上浮", "增多", "增长幅度", "增加幅度", "多支出", "增支"}, word{role: roleDirection, sign: 1}},
	{[]string{"减少", "下降", "降低", "减少额", "降幅", "减幅", "下降率", "减少率", "下降幅度", "降低幅度", "减少幅度", "下降额", "少支出", "减支", "下浮", "压减", "节约", "节约额"},
		word{role: roleDirection, sign: -1}},
	{[]string{"大于预算数", "大于年初预算数", "大于年初预算", "高于预算数", "高于年初预算数", "超出预算数", "超预算数", "大于全年预算数", "大于调整预算数", "高于年初预算", "大于预算"},
		word{role: roleDirection, sign: 1, basis: fiscal.BudgetChange}},
	{[]string{"小于预算数", "小于年初预算数", "小于年初预算", "低于预算数", "低于年初预算数", "小于全年预算数", "小于调整预算数", "低于年初预算", "少于预算数", "少于年初预算数", "小于预算"},
		word{role: roleDirection, sign: -1, basis: fiscal.BudgetChange}},

	{[]string{"同比", "年度间"}, word{role: roleComparison, basis: fiscal.Change}},
	{[]string{"同比上年", "同比去年", "同比上年度"}, word{role: roleComparison, basis: fiscal.Change, against: fiscal.Prior}},

	{[]string{"主要原因是", "主要原因为", "主要原因", "主要原因分析", "原因分析", "主要变动原因是", "主要变动原因为", "主要变动原因", "变动原因是", "变动原因为", "变动原因",
		"差异原因是", "差异原因为", "差异原因", "原因是", "原因为", "主要是因为", "主要是由于", "主要原因系", "主要由于", "主要因为", "原因主要是", "原因主要为",
		"原因系", "增减变化原因", "变化原因", "变化主要原因", "增减变动原因", "增减原因", "主要原因如下", "具体原因是", "变动主要原因", "变动主要原因是", "主要变化原因",
		"原因主要系", "主要差异原因", "主要系"}, word{role: roleReason}},
	{[]string{"主要是", "主要为", "是由于", "是因为"}, word{role: roleReason, sign: 1}}, // a reason only behind a change

	{[]string{"无", "没有", "未发生", "未安排", "未产生", "没有发生", "没有安排", "未使用", "没有使用", "不涉及", "未列支", "均未发生", "并未发生", "未支出", "未开支", "无使用"}, word{role: roleNone}},

	{[]string{"主要用于", "用于", "主要包括", "包括", "开支内容包括", "具体包括", "用途主要包括", "主要支出", "开支内容", "主要用于以下方面", "主要开支内容包括", "主要开支",
		"其用途", "用途包括", "主要用途", "主要内容包括", "支出内容包括", "内容包括", "主要反映", "反映", "开支范围包括"}, word{role: roleUse}},
	{[]string{"其中"}, word{role: roleAmong}},
	{[]string{"分别", "各是", "各自", "分别各"}, word{role: roleEach}},

	{[]string{"支出", "支出为", "支出共"}, word{role: roleFiller, side: sideExpense}},
	{[]string{"收入", "收入为", "收入共"}, word{role: roleFiller, side: sideIncome}},
	{[]string{"为", "是", "共", "共计", "合计", "总计", "累计", "约", "计", "数", "的", "各", "均", "了", "有", "达", "达到",
		"总体", "总额", "金额", "来宾", "今年", "财政拨款", "人民币", "近", "本年度", "本年", "全年", "总数", "均为", "数量", "数为", "经费", "费用", "有所", "实际", "小计", "即", "仅", "已", "又", "也",
		"略有", "略", "小幅", "大幅", "大幅度", "相应", "幅度", "情况", "额", "率", "总体情况", "共有", "共安排", "共发生", "数额", "总金额",
		"达到了", "总量", "预计", "开支", "列支", "总共", "累计为", "资金", "绝对额", "百分比", "比率", "也", "均", "比例"},
		word{role: roleFiller}},
	{[]string{"团组", "批次", "人次", "人数", "人次数", "个数", "人员", "接待", "公务接待国内"}, word{role: roleFiller, topics: []topic{topicSangong}}},
}

// comparisons are built from a preposition, what is compared with, and an
// optional close: 与|上年|相比, 较|年初预算数.
var (
	comparePrepositions = []string{"与", "比", "较", "同", "和", "相比", "相较", "相较于", "对比", "比较"}
	comparedYears       = []string{"上年", "上年度", "去年", "上一年", "上一年度", "上年决算", "上年决算数", "上年度决算", "上年度决算数", "去年决算数", "上年数",
		"去年同期", "上年同期", "上年同期数", "上年支出", "上年支出数", "上年实际支出", "上年度支出", "上年实际", "上年支出决算数", "上年支出决算", "上年度支出决算数", "去年决算",
		"上年度数", "上年决算支出", "去年支出", "上年收入", "上年度收入", "上年收入决算数", "上年度同期", "上年收支", "前一年", "前一年度", "上年末"}
	comparedBudgets = []struct {
		names []string
		basis fiscal.Basis
	}{
		{[]string{"年初预算", "年初预算数", "年初批复预算", "年初预算安排", "年初预算批复数", "年初部门预算", "年初预算批复", "年初支出预算"}, fiscal.InitialBudget},
		{[]string{"预算", "预算数", "全年预算", "全年预算数", "调整预算", "调整预算数", "当年预算", "当年预算数", "本年预算", "本年预算数", "年度预算", "年度预算数", "支出预算",
			"支出预算数", "部门预算", "批复预算", "调整后预算", "调整后预算数", "本年度预算", "本年度预算数", "预算安排数", "预算批复数"}, fiscal.FullBudget},
	}
	// last year's budget is no quantity of these accounts
	pastBudgets = []string{"上年预算", "上年预算数", "上年年初预算", "上年年初预算数", "上年度预算", "上年度预算数", "去年预算", "去年预算数", "去年年初预算",
		"去年年初预算数", "上年初预算", "上年初预算数", "上年度年初预算", "上年度年初预算数", "上年支出预算", "上年支出预算数"}
	compareCloses = []string{"", "相比", "相比较", "比较", "比", "相较", "相对比", "对比", "基础上"}
)

// completionRates are names of the rate itself.
var completionRates = []string{"预算完成率", "预算执行率", "完成率", "执行率", "预算完成比例", "完成比例", "预算完成比率", "完成比率", "年初预算完成率", "全年预算完成率",
	"预算执行进度", "完成预算率", "支出完成率", "预算支出完成率"}

// completionWords are built from a verb and the budget that is met:
// 完成|年初预算|的, 占|预算数|的.
func completionWords(add func(string, word)) {
	for _, n := range completionRates {
		add(n, word{role: roleCompletion})
	}
	for _, b := range comparedBudgets {
		for _, name := range b.names {
			for _, verb := range []string{"完成", "完成了", "占", "为", "达到", "是", "占到"} {
				add(verb+name+"的", word{role: roleCompletion, against: b.basis})
				if verb != "为" && verb != "是" {
					add(verb+name, word{role: roleCompletion, against: b.basis})
				}
			}
		}
	}
}

func comparisonWords(add func(string, word)) {
	for _, p := range comparePrepositions {
		for _, c := range compareCloses {
			for _, y := range comparedYears {
				add(p+y+c, comparison(fiscal.Change, fiscal.Prior, c))
			}
			for _, b := range pastBudgets {
				add(p+b+c, comparison(otherYear, otherYear, c))
			}
			for _, b := range comparedBudgets {
				for _, name := range b.names {
					add(p+name+c, comparison(fiscal.BudgetChange, b.basis, c))
				}
			}
		}
	}
}

// comparison is the word of a comparison; once it is closed, the next figure
// is no longer what is compared with.
func comparison(basis, against fiscal.Basis, close string) word {
	if close != "" {
		against = ""
	}
	return word{role: roleComparison, basis: basis, against: against}
}
