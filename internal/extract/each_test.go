package extract_test

import "testing"

// Several items named together, each with its own figure.
func TestEach(t *testing.T) {
	checkClauses(t, []clauseCase{
		{name: "both totals", title: "收入支出决算总体情况说明",
			sentence: "2023年度收、支总计分别为90.00万元和80.00万元，比上年分别增加5.00万元、4.00万元，分别增长5.88%、5.26%。",
			want: []string{"income.total||final|90.00万元", "expense.total||final|80.00万元", "income.total||change|5.00万元", "expense.total||change|4.00万元",
				"income.total||change_rate|5.88%", "expense.total||change_rate|5.26%"}},
		{name: "one measure for both", title: "收入支出决算总体情况说明",
			sentence: "2023年度收、支总计各是90.00，80.00万元。与2022年相比，收、支总计各减少5.00，4.00万元，各下降5.26%、4.76%。",
			want: []string{"income.total||final|90.00万元", "expense.total||final|80.00万元", "income.total||change|-5.00万元", "expense.total||change|-4.00万元",
				"income.total||change_rate|-5.26%", "expense.total||change_rate|-4.76%"}},
		{name: "kinds of expenditure and their shares", title: "支出决算情况说明",
			sentence: "基本支出、项目支出分别为60.00万元、20.00万元，分别占75.00%、25.00%。",
			want:     []string{"expense.basic||final|60.00万元", "expense.project||final|20.00万元", "expense.basic||share|75.00%", "expense.project||share|25.00%"}},
		{name: "what does not come out even", title: "支出决算情况说明",
			sentence: "基本支出、项目支出、经营支出分别为60.00万元、20.00万元。基本支出分别为60.00万元、50.00万元。",
			unread:   []string{"60.00", "20.00", "60.00", "50.00"}},
		{name: "one figure for both", title: "收入支出决算总体情况说明",
			sentence: "收、支总计各90.00万元，比上年各增加5.00万元，5.88%。",
			want:     []string{"income.total||final|90.00万元", "expense.total||final|90.00万元", "income.total||change|5.00万元"}, unread: []string{"5.88"}},
		{name: "a budget, the adjusted one, the accounts", title: "一般公共预算财政拨款支出决算情况说明",
			sentence: "2023年预算数60.00万元，调整数80.00万元，决算数80.00万元，增加20.00万元。",
			want:     []string{"general.expense||initial_budget|60.00万元", "general.expense||full_budget|80.00万元", "general.expense||final|80.00万元"}, unread: []string{"20.00"}},
		{name: "the measure behind the change", title: "财政拨款“三公”经费支出决算情况说明",
			sentence: "公务接待费支出2.00万元，较上年2.50减少0.50万元。",
			want:     []string{"sangong.reception||final|2.00万元", "sangong.reception||prior|2.50万元", "sangong.reception||change|-0.50万元"}},
	})
}
