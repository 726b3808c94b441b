package extract_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingzhang/internal/document"
	"mingzhang/internal/extract"
	"mingzhang/internal/fiscal"
)

// readPart reads a text that may be less than a report.
func readPart(t *testing.T, name, text string) *fiscal.Report {
	t.Helper()
	doc, err := document.Read(context.Background(), name, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	r, err := extract.Part(doc)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Income and expenditure told in turn, each account by itself.
func TestSidesInTurn(t *testing.T) {
	const fiscal = "财政拨款收入支出决算总体情况说明"
	checkClauses(t, []clauseCase{
		{name: "an account's own paragraph", title: fiscal,
			sentence: "1.一般公共预算财政拨款本年收入80.00万元，比上年增加5.00万元；主要是调资；本年支出75.00万元，比上年减少1.00万元，降低1.32%，主要是压减。",
			want: []string{"general.income_year||final|80.00万元", "general.income_year||change|5.00万元", "general.expense||final|75.00万元",
				"general.expense||change|-1.00万元", "general.expense||change_rate|-1.32%"}},
		{name: "rates of both sides", title: fiscal,
			sentence: "2.政府性基金预算财政拨款本年收入完成年初预算100%，比年初预算增加20.00万元，主要是新增；支出完成年初预算98.00%，比年初预算增加19.00万元。",
			want: []string{"fund.income_year||completion_rate|100%", "fund.income_year||budget_change|20.00万元", "fund.expense_year||completion_rate|98.00%",
				"fund.expense_year||budget_change|19.00万元"}},
		{name: "the accounts of the other side", title: fiscal,
			sentence: "本年财政拨款收入年初预算为70.00万元，收入决算为80.00万元，支出决算为75.00万元。",
			want:     []string{"fiscal.income_year||initial_budget|70.00万元", "fiscal.income_year||final|80.00万元", "fiscal.expense_year||final|75.00万元"}},
		{name: "several accounts, then a bare name", title: fiscal,
			sentence: "一般公共预算财政拨款收入80.00万元，政府性基金预算财政拨款收入20.00万元，本年支出合计75.00万元。",
			want:     []string{"general.income_year||final|80.00万元", "fund.income_year||final|20.00万元"}, unread: []string{"75.00"}},
		{name: "classes within it", title: fiscal,
			sentence: "财政拨款支出75.00万元，主要用于以下方面：教育支出60.00万元，占80.00%；住房保障支出15.00万元。",
			want: []string{"fiscal.expense_year||final|75.00万元", "fiscal.expense_year|教育支出|final|60.00万元", "fiscal.expense_year|教育支出|share|80.00%",
				"fiscal.expense_year|住房保障支出|final|15.00万元"}},
		{name: "a change behind both sums", title: "收入支出决算总体情况说明",
			sentence: "2023年度本年收入合计90.00万元，本年支出合计80.00万元，与上年相比增加5.00万元，增长6.00%。",
			want:     []string{"income.year||final|90.00万元", "expense.year||final|80.00万元"}, unread: []string{"5.00", "6.00"}},
		{name: "behind both sums that are one", title: "收入支出决算总体情况说明",
			sentence: "2023年度收入总计90.00万元，支出总计90.00万元，与上年相比增加5.00万元。",
			want:     []string{"income.total||final|90.00万元", "expense.total||final|90.00万元", "expense.total||change|5.00万元"}},
		{name: "each side with its own", title: "收入支出决算总体情况说明",
			sentence: "2023年度收入总计90.00万元，比上年增加3.00万元，支出总计80.00万元，比上年增加5.00万元。",
			want:     []string{"income.total||final|90.00万元", "income.total||change|3.00万元", "expense.total||final|80.00万元", "expense.total||change|5.00万元"}},
		{name: "this year's income", title: "收入支出决算总体情况说明",
			sentence: "与上年相比，今年收入减少10.00万元，降低7.49%，主要原因：一是人员减少，二是项目减少5.00万元。",
			want:     []string{"income.total||change|-10.00万元", "income.total||change_rate|-7.49%"}},
	})
}

// The basic expenditure of 一般公共预算 by kind; elsewhere no item keeps a kind.
func TestKindsOfBasicExpenditure(t *testing.T) {
	text := "某县农业局2023年度部门决算\n一、支出决算情况说明\n2023年度用于保障某县农业局等机构正常运转的日常支出9.00万元。其中：工资福利支出7.00万元，办公费等公用经费2.00万元。与上年对比增加1.00万元。\n" +
		"二、一般公共预算财政拨款基本支出决算情况说明\n2023年度一般公共预算财政拨款基本支出8.00万元，其中：\n（一）工资福利支出6.00万元，较2022年增加0.50万元，增长9.09%，主要原因是：调资0.50万元。\n" +
		"（二）对个人和家庭补助支出2.00万元。\n"
	want := []string{"expense.basic||final|9.00", "expense.basic||change|1.00", "general.basic||final|8.00", "general.basic|工资福利支出|final|6.00",
		"general.basic|工资福利支出|change|0.50", "general.basic|工资福利支出|change_rate|9.09", "general.basic|对个人和家庭的补助|final|2.00"}
	r := readPart(t, "a.txt", text)
	if diff := cmp.Diff(want, stated(r)); diff != "" {
		t.Errorf("facts (-want +got):\n%s", diff)
	}
	if len(r.Coverage.Unread) > 0 || len(r.Reasons) > 0 {
		t.Errorf("unread %v, reasons %v", r.Coverage.Unread, r.Reasons)
	}
}

// What follows a list of parts of something unknown is said of that.
func TestListOfUnknown(t *testing.T) {
	checkClauses(t, []clauseCase{
		{name: "a change behind it", title: "支出决算情况说明", sentence: "某专项支出9.00万元。其中：基本支出5.00万元，项目支出4.00万元。与上年对比增加1.00万元。",
			want: []string{"expense.basic||final|5.00万元", "expense.project||final|4.00万元"}, unread: []string{"9.00", "1.00"}},
		{name: "nought either way", title: "财政拨款“三公”经费支出决算情况说明", sentence: "公务接待费支出2.00万元，较上年增加（减少）0万元，增长（下降）0%。",
			want: []string{"sangong.reception||final|2.00万元", "sangong.reception||change|0万元", "sangong.reception||change_rate|0%"}},
	})
}

// A bare 收入 is the sum that has the same amount, when only one has.
func TestBareSums(t *testing.T) {
	checkClauses(t, []clauseCase{
		{name: "the year's", title: "收入支出决算总体情况说明",
			sentence: "2023年本年收入90.00万元，本年支出80.00万元。\n（一）2023年收入90.00万元，比2022年决算数增加5.00万元。\n（二）2023年支出80.00万元，增长3.00%。",
			want: []string{"income.year||final|90.00万元", "expense.year||final|80.00万元", "income.year||final|90.00万元", "income.year||change|5.00万元",
				"expense.year||final|80.00万元", "expense.year||change_rate|3.00%"}},
		{name: "either", title: "收入支出决算总体情况说明",
			sentence: "2023年收入总计90.00万元，本年收入合计90.00万元。\n2023年收入90.00万元，比2022年决算数增加5.00万元。",
			want:     []string{"income.total||final|90.00万元", "income.year||final|90.00万元"}, unread: []string{"90.00", "5.00"}},
	})
}

// Groups of other bodies are none of the unit's; its own beside them are a part.
func TestGroupsOfOthers(t *testing.T) {
	const sangong = "财政拨款“三公”经费支出决算情况说明"
	checkClauses(t, []clauseCase{
		{name: "two parts and their sum", title: sangong,
			sentence: "全年使用财政拨款安排本单位出国团组1个，参加其他单位组织的出国团组2个，全年因公出国（境）团组共计3个，累计5人次。",
			want:     []string{"sangong.abroad_groups||final|3个", "sangong.abroad_visits||final|5人次"}},
		{name: "one body's", title: sangong, sentence: "全年使用财政拨款安排出国团组1个，累计5人次。",
			want: []string{"sangong.abroad_groups||final|1个", "sangong.abroad_visits||final|5人次"}},
		{name: "money behind the counts", title: sangong, sentence: "国内公务接待累计8批次、60人、0.50万元，其中外事接待累计1批次、3人、0.10万元。",
			want: []string{"sangong.reception_batches||final|8批次", "sangong.reception_visits||final|60人", "sangong.reception_domestic||final|0.50万元"}},
	})
}

// A class whose code the official table does not have stands below its 款.
func TestUnlistedClass(t *testing.T) {
	checkClauses(t, []clauseCase{
		{name: "below a known 款", title: "一般公共预算财政拨款支出决算情况说明",
			sentence: "（二）2012698档案馆6.00万元，较上年决算数减少0.40万元，下降6.25%。",
			want: []string{"general.expense|一般公共服务支出/档案事务/档案馆|final|6.00万元", "general.expense|一般公共服务支出/档案事务/档案馆|change|-0.40万元",
				"general.expense|一般公共服务支出/档案事务/档案馆|change_rate|-6.25%"}},
		{name: "below none", title: "一般公共预算财政拨款支出决算情况说明", sentence: "（二）2999998某项支出6.00万元。", unread: []string{"6.00"}},
	})
}
