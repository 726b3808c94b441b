package extract_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingzhang/internal/document"
	"mingzhang/internal/extract"
)

// The amounts of a list are what the amount before the list is.
func TestLists(t *testing.T) {
	const sangong = "财政拨款“三公”经费支出决算情况说明"
	checkClauses(t, []clauseCase{
		{name: "parts of a budget are budgets", title: sangong,
			sentence: "本镇“三公”经费预算为30.00万元，其中：公务接待费12.00万元，公务用车运行维护费18.00万元。“三公”经费支出共计14.50万元。",
			want: []string{"sangong.total||full_budget|30.00万元", "sangong.reception||full_budget|12.00万元",
				"sangong.vehicle_operation||full_budget|18.00万元", "sangong.total||final|14.50万元"}},
		{name: "so are those in brackets", title: sangong,
			sentence: "“三公”经费年初预算30.00万元（公务接待费12.00万元、公务用车运行维护费18.00万元），支出决算14.50万元（公务接待费4.50万元、公务用车运行维护费10.00万元）。",
			want: []string{"sangong.total||initial_budget|30.00万元", "sangong.reception||initial_budget|12.00万元",
				"sangong.vehicle_operation||initial_budget|18.00万元", "sangong.total||final|14.50万元", "sangong.reception||final|4.50万元",
				"sangong.vehicle_operation||final|10.00万元"}},
		{name: "and those in paragraphs of their own", title: sangong,
			sentence: "“三公”经费年初预算为30.00万元。其中：\n1.公务接待费12.00万元。\n（二）公务用车运行维护费18.00万元。\n“三公”经费支出14.50万元，其中：\n1.公务接待费4.50万元。",
			want: []string{"sangong.total||initial_budget|30.00万元", "sangong.reception||initial_budget|12.00万元",
				"sangong.vehicle_operation||initial_budget|18.00万元", "sangong.total||final|14.50万元", "sangong.reception||final|4.50万元"}},
		{name: "an amount of the year in between", title: sangong,
			sentence: "“三公”经费年初预算为30.00万元，支出决算为14.50万元，完成预算的48.33%，其中：公务接待费4.50万元。",
			want: []string{"sangong.total||initial_budget|30.00万元", "sangong.total||final|14.50万元", "sangong.total||completion_rate|48.33%",
				"sangong.reception||final|4.50万元"}},
		{name: "the budget that is met is no list's", title: sangong,
			sentence: "公务接待费支出4.50万元，完成预算12.00万元的37.50%，其中：国内公务接待费4.50万元。",
			want: []string{"sangong.reception||final|4.50万元", "sangong.reception||full_budget|12.00万元", "sangong.reception||completion_rate|37.50%",
				"sangong.reception_domestic||final|4.50万元"}},
		{name: "parts of a change may be either", title: "收入决算情况说明",
			sentence: "本年收入合计较上年增加80.00万元，其中：财政拨款收入60.00万元，其他收入20.00万元。",
			want:     []string{"income.year||change|80.00万元"}, unread: []string{"60.00", "20.00"}},
		{name: "but not where the whole or a share is stated", title: "支出决算情况说明",
			sentence: "本年支出合计500.00万元，较上年增加80.00万元，其中：基本支出300.00万元。本年支出合计较上年增加80.00万元，其中：项目支出200.00万元，占40.00%。",
			want: []string{"expense.year||final|500.00万元", "expense.year||change|80.00万元", "expense.basic||final|300.00万元",
				"expense.year||change|80.00万元", "expense.project||final|200.00万元", "expense.project||share|40.00%"}},
		{name: "the sentence behind a list speaks of the whole", title: "收入支出决算总体情况说明",
			sentence: "2023年度支出总计500.00万元，其中：基本支出300.00万元，项目支出200.00万元。与上年相比，增加80.00万元，增长19.05%，主要原因是人员增加5人。",
			want: []string{"expense.total||final|500.00万元", "expense.basic||final|300.00万元", "expense.project||final|200.00万元",
				"expense.total||change|80.00万元", "expense.total||change_rate|19.05%"}},
		{name: "or of its only part", title: sangong,
			sentence: "公务用车购置及运行维护费支出10.00万元，其中：公务用车运行维护费10.00万元。比上年减少2.00万元，下降16.67%，主要原因是减少用车2.00万元。",
			want:     []string{"sangong.vehicle||final|10.00万元", "sangong.vehicle_operation||final|10.00万元"}, unread: []string{"2.00", "16.67"}},
	})
}

// What a reason tells ends only where the accounts go on.
func TestReasonsEnd(t *testing.T) {
	const sangong = "财政拨款“三公”经费支出决算情况说明"
	checkClauses(t, []clauseCase{
		{name: "points of a reason", title: sangong,
			sentence: "公务接待费支出4.50万元，比上年减少1.00万元，主要原因：一是压减接待0.40万元；二是公务用车运行维护费减少0.30万元；追加培训费支出0.20万元。",
			want:     []string{"sangong.reception||final|4.50万元", "sangong.reception||change|-1.00万元"}},
		{name: "an item told without a figure", title: sangong,
			sentence: "公务用车运行维护费比上年增加1.00万元，主要原因是任务增加，用车增多；公务接待费支出比预算无增减变化，比上年增加0.50万元，增长50.00%，原因是接待增加。",
			want:     []string{"sangong.vehicle_operation||change|1.00万元", "sangong.reception||change|0.50万元", "sangong.reception||change_rate|50.00%"}},
		{name: "an item named within the reason", title: sangong,
			sentence: "公务用车运行维护费比上年增加1.00万元，主要原因是任务增加，公务接待费随之增加，比上年增加0.50万元。",
			want:     []string{"sangong.vehicle_operation||change|1.00万元"}, unread: []string{"0.50"}},
		{name: "a name with words of its own", title: sangong,
			sentence: "公务接待费支出4.50万元，比上年减少1.00万元，主要原因是压减接待；公务用车及运行维护费支出10.00万元，比上年累计支出12.00万元下降2.00万元。",
			want: []string{"sangong.reception||final|4.50万元", "sangong.reception||change|-1.00万元", "sangong.vehicle||final|10.00万元",
				"sangong.vehicle||prior|12.00万元", "sangong.vehicle||change|-2.00万元"}},
	})
}

// Names that hold a known name, and names that say less than they seem to.
func TestNamesWithin(t *testing.T) {
	const sangong = "财政拨款“三公”经费支出决算情况说明"
	checkClauses(t, []clauseCase{
		{name: "nothing of a longer noun", title: sangong,
			sentence: "无车辆租赁费支出，无因公出国（境）费。", want: []string{"sangong.abroad||final|none"}},
		{name: "vehicle costs by their short name", title: sangong,
			sentence: "全年购置公务用车0辆，车辆购置支出0.00万元。车辆运行维护费支出10.00万元。",
			want:     []string{"sangong.vehicles_purchased||final|0辆", "sangong.vehicle_purchase||final|0.00万元", "sangong.vehicle_operation||final|10.00万元"}},
		{name: "visits of foreign guests", title: sangong,
			sentence: "国内公务接待批次31个，接待人次264人；国（境）外公务接待批次2个，接待人次15人。",
			want:     []string{"sangong.reception_batches||final|31个", "sangong.reception_visits||final|264人"}},
		{name: "the value of something else", title: "国有资产占用情况",
			sentence: "车辆3辆，价值45.00万元；办公家具价值12.00万元。",
			want:     []string{"assets.vehicles||final|3辆", "assets.vehicle_value||final|45.00万元"}, unread: []string{"12.00"}},
		{name: "receptions among the running costs", title: "机关运行经费支出情况",
			sentence: "机关运行经费支出50.00万元，其中：办公费12.00万元、公务接待费3.00万元。",
			want:     []string{"agency.operation||final|50.00万元"}},
		{name: "a tail of the name", title: sangong,
			sentence: "财政拨款安排的“三公”经费支出决算总额为14.50万元，比预算增加0万元。",
			want:     []string{"sangong.total||final|14.50万元", "sangong.total||budget_change|0万元"}},
		{name: "a unit cut short", title: sangong,
			sentence: "国内公务接待支出4.50万（含外宾接待支出0万元），比上年减少1.00万，接待3万人次。",
			want:     []string{"sangong.reception_domestic||final|4.50万元", "sangong.reception_domestic||change|-1.00万元"}, unread: []string{"3"}},
		{name: "numbers of things", title: sangong,
			sentence: "1、公务接待费支出4.50万元；2、公务用车运行维护费10.00万元。（图1：支出构成图）（联系电话：0871-12345678）",
			want:     []string{"sangong.reception||final|4.50万元", "sangong.vehicle_operation||final|10.00万元"}},
		{name: "signs printed twice", title: sangong,
			sentence: "公务接待费支出4.00万元，比上年增加-3.20万元，增长-44.44%；较上年-2.00万元；公务用车运行维护费比上年减少-1.00万元，下降-5.00%。",
			want:     []string{"sangong.reception||final|4.00万元", "sangong.reception||change|-3.20万元", "sangong.reception||change_rate|-44.44%"}, unread: []string{"2.00", "1.00", "5.00"}},
		{name: "a budget of the year before", title: sangong,
			sentence: "公务接待费本年预算数5.00万元，上年预算数6.00万元，决算数4.00万元。",
			want:     []string{"sangong.reception||full_budget|5.00万元", "sangong.reception||final|4.00万元"}, unread: []string{"6.00"}},
		{name: "the budget of the year before", title: sangong,
			sentence: "“三公”经费支出14.50万元，比上年预算减少2.00万元，下降12.12%。",
			want:     []string{"sangong.total||final|14.50万元"}, unread: []string{"2.00", "12.12"}},
	})
}

// The year of the accounts is the title's, not the one that sentences compare with.
func TestYearOfTitle(t *testing.T) {
	const body = "青川县水务局\n2021年度单位决算\n一、收入支出决算总体情况\n本单位2021年度总收入58.10万元，较2020年度决算数减少1.00万元。\n" +
		"1.上级补助收入8.00万元，较2020年度决算数减少1.00万元，与2020年决算数相比下降11.11%。\n2.其他收入1.00万元，与2020年决算数持平。\n"
	doc, err := document.Read(context.Background(), "a.txt", []byte(body))
	if err != nil {
		t.Fatal(err)
	}
	r, err := extract.Read(doc)
	if err != nil {
		t.Fatal(err)
	}
	if r.Year != 2021 {
		t.Errorf("year %d, want 2021", r.Year)
	}
}

// A narrative without titles speaks of the whole until it names an account.
func TestNarrativeWithoutTitles(t *testing.T) {
	const text = "关于2020年度石桥镇卫生院单位决算的说明\n我院2020年度总收入为900.00元，总支出为880.00元。\n其中，财政拨款收入600.00元，占66.67%。\n" +
		"基本支出500.00元；项目支出380.00元。\n一般公共预算财政拨款支出600.00元。\n基本支出450.00元。\n"
	doc, err := document.Read(context.Background(), "a.txt", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	r, err := extract.Read(doc)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"income.total||final|900.00", "expense.total||final|880.00", "income.fiscal||final|600.00", "income.fiscal||share|66.67",
		"expense.basic||final|500.00", "expense.project||final|380.00", "general.expense||final|600.00"}
	if diff := cmp.Diff(want, stated(r)); diff != "" {
		t.Errorf("facts (-want +got):\n%s", diff)
	}
}

// A reason behind the only part of a list is that part's where the part was
// compared in its own words; else nobody can tell.
func TestReasonBehindOnlyPart(t *testing.T) {
	for sentence, want := range map[string]string{
		"公务用车购置及运行维护费支出10.00万元，比上年减少2.00万元。其中：公务用车运行维护费10.00万元，比上年减少1.50万元。主要原因：压减用车。": "sangong.vehicle_operation",
		"公务用车购置及运行维护费支出10.00万元，比上年减少2.00万元。其中：公务用车运行维护费10.00万元。主要原因：压减用车。":             "",
	} {
		doc, err := document.Read(context.Background(), "a.txt", []byte("青川县水务局\n2023年度单位决算\n一、收入支出决算总体情况\n2023年度收入总计50.00万元，支出总计50.00万元。\n"+
			"二、财政拨款“三公”经费支出决算情况说明\n"+sentence))
		if err != nil {
			t.Fatal(err)
		}
		r, err := extract.Read(doc)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, x := range r.Reasons {
			got += string(x.Item)
		}
		if got != want {
			t.Errorf("%s: reason of %q, want %q", sentence, got, want)
		}
	}
}
