package extract_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingzhang/internal/document"
	"mingzhang/internal/extract"
)

// statements reads one sentence in a section with the given title and returns
// item|class|basis|value of each stated fact but the frame's own.
func statements(t *testing.T, title, sentence string) (facts, unread []string) {
	t.Helper()
	const frame = "某县财政局2023年度部门决算\n一、收入支出决算总体情况说明\n2023年度收入总计1.00万元。\n二、"
	doc, err := document.Read(context.Background(), "case.txt", []byte(frame+title+"\n"+sentence+"\n"))
	if err != nil {
		t.Fatal(err)
	}
	r, err := extract.Read(doc)
	if err != nil {
		t.Fatal(err)
	}
	checkSources(t, doc, r)
	for _, f := range r.Facts[1:] {
		if f.From != nil {
			continue
		}
		value := "none"
		if f.Value != nil {
			value = f.Value.String() + string(f.Measure)
		}
		facts = append(facts, fmt.Sprintf("%s|%s|%s|%s", f.Item, f.Class, f.Basis, value))
	}
	for _, u := range r.Coverage.Unread {
		unread = append(unread, u.Text)
	}
	return facts, unread
}

// Wordings of several regions; each costs a word or a shape of clause.
func TestClauses(t *testing.T) {
	checkClauses(t, []clauseCase{
		{name: "both totals in one figure", title: "收入支出决算总体情况说明",
			sentence: "2023年度收、支总计28,416.75万元。与2022年度相比，收、支总计各增加1,330.29万元，增长4.91%。",
			want: []string{"income.total||final|28416.75万元", "expense.total||final|28416.75万元",
				"income.total||change|1330.29万元", "income.total||change_rate|4.91%"}},
		{name: "total with parts and shares", title: "支出决算情况说明",
			sentence: "本年支出合计118,635.20万元，其中：基本支出40,210.88万元，占33.9%；经营支出0万元，占0%。",
			want: []string{"expense.year||final|118635.20万元", "expense.basic||final|40210.88万元", "expense.basic||share|33.9%",
				"expense.operating||final|0万元", "expense.operating||share|0%"}},
		{name: "class with budget and completion", title: "一般公共预算财政拨款支出决算情况说明",
			sentence: "1．外交支出（类）对外合作与交流（款）在华国际会议（项）。年初预算为300.00万元，支出决算为0.00万元，完成年初预算的0.0%。",
			want: []string{"general.expense|外交支出/对外合作与交流/在华国际会议|initial_budget|300.00万元",
				"general.expense|外交支出/对外合作与交流/在华国际会议|final|0.00万元",
				"general.expense|外交支出/对外合作与交流/在华国际会议|completion_rate|0.0%"}},
		{name: "class name with brackets", title: "一般公共预算财政拨款支出决算情况说明",
			sentence: "2.一般公共服务支出(类)政府办公厅（室）及相关机构事务(款)行政运行(项):支出决算数为5.10万元，比上年决算减少0.20万元，下降3.77%。",
			want: []string{"general.expense|一般公共服务支出/政府办公厅(室)及相关机构事务/行政运行|final|5.10万元",
				"general.expense|一般公共服务支出/政府办公厅(室)及相关机构事务/行政运行|change|-0.20万元",
				"general.expense|一般公共服务支出/政府办公厅(室)及相关机构事务/行政运行|change_rate|-3.77%"}},
		{name: "two comparisons", title: "机关运行经费支出情况",
			sentence: "2023年度机关运行经费支出1,330.70万元，比年初预算减少201.30万元，下降13.1%，比2022年减少66.20万元，下降4.7%。",
			want: []string{"agency.operation||final|1330.70万元", "agency.operation||budget_change|-201.30万元", "agency.operation||variance_rate|-13.1%",
				"agency.operation||change|-66.20万元", "agency.operation||change_rate|-4.7%"}},
		{name: "full-width digits", title: "收入决算情况说明",
			sentence: "本年收入合计１２，３４５．６７万元，其中：其他收入３．００万元，占０．０２％。",
			want:     []string{"income.year||final|12345.67万元", "income.other||final|3.00万元", "income.other||share|0.02%"}},
		{name: "counts by measure", title: "财政拨款“三公”经费支出决算情况说明",
			sentence: "因公出国（境）团组3个，因公出国（境）12人次。国内公务接待22批次，180人次。",
			want: []string{"sangong.abroad_groups||final|3个", "sangong.abroad_visits||final|12人次",
				"sangong.reception_batches||final|22批次", "sangong.reception_visits||final|180人次"}},
		{name: "groups and people going abroad", title: "财政拨款“三公”经费支出决算情况说明",
			sentence: "全年安排因公出国（境）团组1次，出国（境）3人。",
			want:     []string{"sangong.abroad_groups||final|1次", "sangong.abroad_visits||final|3人"}},
		{name: "visiting groups and guests", title: "财政拨款“三公”经费支出决算情况说明",
			sentence: "2023年共接待国内来访团组40个，来宾412人次。",
			want:     []string{"sangong.reception_batches||final|40个", "sangong.reception_visits||final|412人次"}},
		{name: "a count of something else is left unread", title: "财政拨款“三公”经费支出决算情况说明",
			sentence: "公务用车保有量3辆，其中：教练车2辆。",
			want:     []string{"sangong.vehicles_owned||final|3辆"}, unread: []string{"2"}},
		{name: "printed minus sign", title: "一般公共预算财政拨款支出决算情况说明",
			sentence: "与年初预算相比，年初预算数338.39万元，决算数300.00万元，预决算差异率-11.35%。",
			want:     []string{"general.expense||initial_budget|338.39万元", "general.expense||final|300.00万元", "general.expense||variance_rate|-11.35%"}},
		{name: "nothing of a budget", title: "政府性基金预算财政拨款收入支出决算情况说明",
			sentence: "本单位本年度无政府性基金预算财政拨款收入、支出及结转和结余，政府性基金预算财政拨款收入支出决算表为空表。",
			want: []string{"fund.income_total||final|none", "fund.income_year||final|none", "fund.expense_total||final|none", "fund.expense_year||final|none",
				"fund.expense||final|none", "fund.opening_balance||final|none", "fund.closing_balance||final|none"}},
		{name: "a figure inside a reason is no fact", title: "收入支出决算总体情况说明",
			sentence: "收入支出总体与上年相比，增加10.00万元，增长1.00%，主要原因是：本年追加项目支出8.00万元；人员增加2人。",
			want:     []string{"income.total||change|10.00万元", "income.total||change_rate|1.00%"}},
		{name: "a reason ends where the next item is stated", title: "财政拨款“三公”经费支出决算情况说明",
			sentence: "因公出国（境）费支出1.00万元，比上年减少0.50万元，主要原因是压减出访；公务接待费支出2.00万元。",
			want:     []string{"sangong.abroad||final|1.00万元", "sangong.abroad||change|-0.50万元", "sangong.reception||final|2.00万元"}},
		{name: "an unknown noun keeps its figure to itself", title: "政府采购情况",
			sentence: "政府采购支出总额148.38万元，会议费12.00万元。",
			want:     []string{"procurement.total||final|148.38万元"}, unread: []string{"12.00"}},
	})
}

// clauseCase is a sentence of a section with that title, what it states, and
// the figures of it that stay unread.
type clauseCase struct {
	name, title, sentence string
	want, unread          []string
}

func checkClauses(t *testing.T, cases []clauseCase) {
	t.Helper()
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			facts, unread := statements(t, tc.title, tc.sentence)
			if diff := cmp.Diff(tc.want, facts); diff != "" {
				t.Errorf("facts of %q (-want +got):\n%s", tc.sentence, diff)
			}
			if diff := cmp.Diff(tc.unread, unread); diff != "" {
				t.Errorf("unread of %q (-want +got):\n%s", tc.sentence, diff)
			}
		})
	}
}

// FuzzRead: whatever the text, reading ends, spans slice back, and the account
// of figures adds up.
func FuzzRead(f *testing.F) {
	f.Add("2024年度收入总计9,436.64万元，其中：年初结转和结余18.21万元。部门决算")
	f.Add("部门决算\n第二部分 决算\n一、收入决算情况说明\n本年收入1元，占(类)(款)5%；主要原因是：\n\t单位整体支出绩效自评表\n\n\t一级指标\n\t二级指标\n\n\t总分\n\t1\n")
	f.Add("2024年度部门决算\n目录\n一、收入情况……1\n一、收入情况\n本年收入合计10\n.23万元（其中：一般公共预算1.00万元（占10%））。\n- 2 -\n二、一般公共预算支出情况\n1.201类06款01项年初预算1元，支出2元\n行政运行（2010601）减少（增加）3.00万元，下降（增长）5%；单价100万元以上设备1台")
	f.Add("决算（（（1）－2．3％无政府性基金预算财政拨款收入。")
	f.Fuzz(func(t *testing.T, s string) {
		doc, err := document.Read(context.Background(), "fuzz.txt", []byte(s))
		if err != nil {
			return
		}
		r, err := extract.Read(doc)
		if err != nil {
			if !strings.Contains(err.Error(), "fuzz.txt") {
				t.Errorf("an error that does not name the file: %v", err)
			}
			return
		}
		checkSources(t, doc, r)
		cov := r.Coverage
		if cov.Read != cov.InFacts+cov.InEvaluations+len(cov.Declared) || cov.Figures != cov.Read+len(cov.Unread) {
			t.Errorf("the account does not add up: %+v", cov)
		}
	})
}
