package reconcile_test

import (
	"strings"
	"testing"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
	"mingzhang/internal/reconcile"
)

// report builds a report from lines of the shape
// "item basis figure measure [class path]", each printed behind the other.
func report(lines ...string) *fiscal.Report {
	r := &fiscal.Report{Year: 2024}
	for i, line := range lines {
		f := strings.Fields(line)
		v := decimal.MustParse(f[2])
		fact := fiscal.Fact{
			Item: fiscal.Item(f[0]), Basis: fiscal.Basis(f[1]), Value: &v, Measure: fiscal.Measure(f[3]),
			Origin: fiscal.Stated, Source: &fiscal.Source{Start: 10 * i, End: 10*i + 1},
		}
		if len(f) > 4 {
			fact.Class = &fiscal.Class{Path: strings.Split(f[4], "/")}
		}
		r.Facts = append(r.Facts, fact)
	}
	return r
}

type outcome struct {
	rule, title string
	status      fiscal.CheckStatus // "" for no such check
	note        string             // words of the note
}

// expect looks for the outcome among the checks of a report.
func expect(t *testing.T, checks []fiscal.Check, want outcome) {
	t.Helper()
	found := find(checks, want.rule, want.title)
	if want.status == "" {
		if len(found) > 0 {
			t.Errorf("%s %q: %s (%s), want no check", want.rule, want.title, found[0].Status, found[0].Note)
		}
		return
	}
	for _, c := range found {
		if c.Status == want.status && strings.Contains(c.Note, want.note) {
			return
		}
	}
	t.Errorf("no %s %s %q saying %q among %+v", want.status, want.rule, want.title, want.note, found)
}

func TestBuilt(t *testing.T) {
	for _, tc := range []struct {
		name  string
		lines []string
		want  outcome
	}{
		// sums
		{"a sum", []string{"income.total final 30.00 万元", "income.year final 28.00 万元", "income.opening_balance final 2.00 万元", "income.nonfiscal_balance_used final 0 万元"},
			outcome{"T1", "收入总计 = 本年", fiscal.Holds, "一致"}},
		{"three halves and one more", []string{"income.total final 30.03 万元", "income.year final 28.00 万元", "income.opening_balance final 2.00 万元", "income.nonfiscal_balance_used final 0.01 万元"},
			outcome{"T1", "收入总计 = 本年", fiscal.Rounding, "容差 0.02 万元"}},
		{"past the tolerance", []string{"income.total final 30.03 万元", "income.year final 28.00 万元", "income.opening_balance final 2.00 万元", "income.nonfiscal_balance_used final 0.00 万元"},
			outcome{"T1", "收入总计 = 本年", fiscal.Violated, "超过四舍五入能解释的 0.02 万元"}},
		{"a bare 0 buys no tolerance", []string{"income.total final 30.50 万元", "income.year final 28.00 万元", "income.opening_balance final 2.00 万元", "income.nonfiscal_balance_used final 0 万元"},
			outcome{"T1", "收入总计 = 本年", fiscal.Violated, ""}},
		{"parts in 元", []string{"income.total final 30.00 万元", "income.year final 280000.00 元", "income.opening_balance final 20000.00 元", "income.nonfiscal_balance_used final 0.00 元"},
			outcome{"T1", "收入总计 = 本年", fiscal.Holds, ""}},
		{"a total in 亿元", []string{"income.total final 1.50 亿元", "income.year final 14800.00 万元", "income.opening_balance final 200.00 万元", "income.nonfiscal_balance_used final 0.00 万元"},
			outcome{"T1", "收入总计 = 本年", fiscal.Holds, ""}},
		{"元 called 万元", []string{"income.total final 30.00 万元", "income.year final 280000.00 万元", "income.opening_balance final 2.00 万元", "income.nonfiscal_balance_used final 0.00 万元"},
			outcome{"T1", "收入总计 = 本年", fiscal.Violated, "“本年收入合计”除以一万就对得上"}},
		{"亿元 called 元", []string{"income.total final 3.00 元", "expense.total final 3.00 亿元"},
			outcome{"T1", "收入总计 = 支出总计", fiscal.Violated, "一亿"}},
		{"a part counted twice is no slip of the unit", []string{"income.total final 28.00 万元", "income.year final 28.00 万元", "income.opening_balance final 2.00 万元", "income.nonfiscal_balance_used final 0.00 万元"},
			outcome{"T1", "收入总计 = 本年", fiscal.Violated, "超过四舍五入"}},
		{"a missing part", []string{"income.total final 30.00 万元", "income.year final 28.00 万元"},
			outcome{"T1", "收入总计 = 本年", fiscal.NotApplicable, "没有写出使用非财政拨款结余（含专用结余）、年初结转和结余"}},
		{"a missing part that is none", []string{"income.total final 28.00 万元", "income.year final 28.00 万元"},
			outcome{"T1", "收入总计 = 本年", fiscal.Holds, "没有提到的"}},
		{"more than the total without a part", []string{"income.total final 28.00 万元", "income.year final 30.00 万元"},
			outcome{"T1", "收入总计 = 本年", fiscal.Violated, ""}},
		{"a missing total", []string{"income.year final 28.00 万元", "income.opening_balance final 2.00 万元"},
			outcome{"T1", "收入总计 = 本年", fiscal.NotApplicable, "没有写出收入总计"}},
		{"nothing said of it", []string{"income.year final 28.00 万元"}, outcome{"T1", "", "", ""}},
		{"people are counted whole", []string{"staff.total final 24 人", "staff.active final 16 人", "staff.retired_cadre final 0 人", "staff.retired final 7 人"},
			outcome{"T12", "实有人数", fiscal.Violated, ""}},

		// shares and rates
		{"a share", []string{"expense.year final 3.00 万元", "expense.basic final 1.00 万元", "expense.basic share 33.33 %"}, outcome{"T4", "基本支出占", fiscal.Holds, ""}},
		{"a share that rounding explains", []string{"expense.year final 0.03 万元", "expense.basic final 0.01 万元", "expense.basic share 40.00 %"},
			outcome{"T4", "基本支出占", fiscal.Rounding, "四舍五入可以解释"}},
		{"a share cut off", []string{"expense.year final 3000.00 万元", "expense.basic final 2000.00 万元", "expense.basic share 66.66 %"},
			outcome{"T4", "基本支出占", fiscal.Notice, "末位"}},
		{"a share that is another", []string{"expense.year final 3000.00 万元", "expense.basic final 2000.00 万元", "expense.basic share 66.07 %"},
			outcome{"T4", "基本支出占", fiscal.Violated, "重算为 66.67%"}},
		{"a share of nothing", []string{"sangong.total final 0.00 万元", "sangong.abroad final 0.00 万元", "sangong.abroad share 0.00 %"}, outcome{"T9", "出国（境）费占", "", ""}},
		{"shares short of 100%", []string{"expense.basic share 50.00 %", "expense.project share 49.00 %"}, outcome{"T4", "占比之和", fiscal.Violated, "99.00%"}},
		{"shares rounded", []string{"expense.basic share 50.00 %", "expense.project share 49.99 %"}, outcome{"T4", "占比之和", fiscal.Rounding, ""}},

		// changes
		{"growth", []string{"income.total final 110.00 万元", "income.total change 10.00 万元", "income.total change_rate 10.00 %"}, outcome{"T13", "收入总计比上年", fiscal.Holds, ""}},
		{"growth of this year's figure", []string{"income.total final 110.00 万元", "income.total change 10.00 万元", "income.total change_rate 9.09 %"},
			outcome{"T13", "收入总计比上年", fiscal.Violated, "10.00%"}},
		{"from nothing", []string{"income.total final 110.00 万元", "income.total change 110.00 万元", "income.total change_rate 100.00 %"},
			outcome{"T13", "收入总计比上年", fiscal.Holds, "按惯例"}},
		{"still nothing", []string{"income.total final 0.00 万元", "income.total change 0.00 万元", "income.total change_rate 0.00 %"},
			outcome{"T13", "收入总计比上年", fiscal.Holds, "按惯例"}},
		{"from nothing, some other rate", []string{"income.total final 110.00 万元", "income.total change 110.00 万元", "income.total change_rate 50.00 %"},
			outcome{"T13", "收入总计比上年", fiscal.NotApplicable, "上年为 0"}},
		{"from next to nothing", []string{"income.total final 10.00 万元", "income.total change 9.99 万元", "income.total change_rate 81234.00 %"},
			outcome{"T13", "收入总计比上年", fiscal.NotApplicable, "太小"}},
		{"up and down", []string{"income.total final 90.00 万元", "income.total change -10.00 万元", "income.total change_rate 10.00 %"}, outcome{"T13", "方向", fiscal.Violated, "相反"}},
		{"level, yet a rate", []string{"income.total final 90.00 万元", "income.total change 0.00 万元", "income.total change_rate 10.00 %"}, outcome{"T13", "方向", fiscal.Violated, ""}},
		{"level", []string{"income.total final 90.00 万元", "income.total change 0.00 万元", "income.total change_rate 0.00 %"}, outcome{"T13", "方向", "", ""}},
		{"last year stated", []string{"income.total final 110.00 万元", "income.total prior 100.00 万元", "income.total change 11.00 万元"},
			outcome{"T13", "增减额", fiscal.Violated, ""}},
		{"a rate against last year", []string{"income.total final 110.00 万元", "income.total prior 100.00 万元", "income.total change_rate 10.00 %"},
			outcome{"T13", "收入总计比上年", fiscal.Holds, ""}},
		{"a rate alone", []string{"income.total final 110.00 万元", "income.total change_rate 10.00 %"}, outcome{"T13", "没有对应的金额", fiscal.NotApplicable, "1 处"}},

		// budgets
		{"variance", []string{"general.expense initial_budget 100.00 万元", "general.expense final 90.00 万元", "general.expense variance_rate -10.00 %"},
			outcome{"T14", "预决算差异率", fiscal.Holds, ""}},
		{"completion", []string{"general.expense full_budget 100.00 万元", "general.expense final 90.00 万元", "general.expense completion_rate 99.00 %"},
			outcome{"T14", "预算完成率", fiscal.Violated, "90.00%"}},
		{"less than the budget by", []string{"agency.operation final 90.00 万元", "agency.operation budget_change -10.00 万元", "agency.operation variance_rate -10.00 %"},
			outcome{"T14", "预决算差异率", fiscal.Holds, ""}},
		{"no budget and nothing spent", []string{"sangong.abroad full_budget 0.00 万元", "sangong.abroad final 0.00 万元", "sangong.abroad completion_rate 0.00 %"},
			outcome{"T14", "预算完成率", fiscal.Holds, "按惯例"}},
		{"no budget stated", []string{"general.expense final 90.00 万元", "general.expense completion_rate 99.00 %"}, outcome{"T14", "没有对应的金额", fiscal.NotApplicable, "预算数"}},

		// classes
		{"classes in part", []string{"general.expense final 100.00 万元", "general.expense final 30.00 万元 教育支出/普通教育/学前教育"},
			outcome{"T7", "各项之和", fiscal.Notice, "可能有的项没有列出"}},
		{"classes beyond the total", []string{"general.expense final 20.00 万元", "general.expense final 30.00 万元 教育支出/普通教育/学前教育"},
			outcome{"T7", "各项之和", fiscal.Violated, ""}},
		{"all classes, by their shares", []string{"general.expense final 100.00 万元", "general.expense final 30.00 万元 教育支出", "general.expense share 30.00 % 教育支出",
			"general.expense final 60.00 万元 国防支出", "general.expense share 70.00 % 国防支出"}, outcome{"T7", "各类之和", fiscal.Violated, ""}},
		{"all items, by their changes", []string{"general.expense final 100.00 万元", "general.expense change 5.00 万元", "general.expense final 90.00 万元 教育支出/普通教育/学前教育",
			"general.expense change 5.00 万元 教育支出/普通教育/学前教育"}, outcome{"T7", "各项之和", fiscal.Violated, ""}},

		// the rest
		{"budgets together", []string{"fiscal.expense_year final 30.00 万元", "general.expense final 20.00 万元", "fund.expense final 9.00 万元", "capital.expense final 1.00 万元"},
			outcome{"T5", "本年财政拨款支出 = ", fiscal.Holds, ""}},
		{"a balance without totals", []string{"fund.opening_balance final 1.00 万元", "fund.income_year final 5.00 万元", "fund.expense_year final 4.00 万元", "fund.closing_balance final 3.00 万元"},
			outcome{"T5", "政府性基金预算：", fiscal.Violated, ""}},
		{"basic by other money too", []string{"expense.basic final 30.00 万元", "general.basic final 20.00 万元"}, outcome{"T8", "≤", fiscal.Holds, ""}},
		{"basic less than its part", []string{"expense.basic final 30.00 万元", "general.basic final 40.00 万元"}, outcome{"T8", "", fiscal.Violated, ""}},
		{"cars by use", []string{"sangong.total full_budget 5.00 万元", "sangong.abroad full_budget 0.00 万元", "sangong.vehicle full_budget 3.00 万元", "sangong.reception full_budget 2.00 万元"},
			outcome{"T9", "全年预算数", fiscal.Holds, ""}},
		{"a count without money", []string{"sangong.reception final 0.00 万元", "sangong.reception_batches final 3 批次"}, outcome{"T9", "同有同无", fiscal.Notice, ""}},
		{"an institution's operation", []string{"agency.operation final 10.00 万元", "general.operation final 90.00 万元"}, outcome{"T10", "", fiscal.NotApplicable, ""}},
		{"cars owned", []string{"assets.vehicles final 3 辆", "sangong.vehicles_owned final 2 辆"}, outcome{"T12", "保有量", fiscal.Notice, "以文中的说明为准"}},
		{"small ones beyond the total", []string{"procurement.sme final 9.00 万元", "procurement.total final 8.00 万元"}, outcome{"T11", "≤", fiscal.Violated, ""}},
		{"printed twice", []string{"sangong.total final 8.00 万元", "sangong.total final 8.01 万元"}, outcome{"X2", "“三公”经费", fiscal.Notice, "0.01 万元"}},
		{"printed three times", []string{"sangong.total final 8.00 万元", "sangong.total final 9.00 万元", "sangong.total final 8.00 万元"}, outcome{"X2", "“三公”经费", fiscal.Violated, "1.00 万元"}},
		{"two rates against two budgets", []string{"sangong.total variance_rate 8.00 %", "sangong.total variance_rate 0.00 %"}, outcome{"X2", "", "", ""}},
		{"nothing but a car", []string{"assets.vehicles final 3 辆"}, outcome{"C1", "“三公”", fiscal.Notice, "公务用车保有量"}},
	} {
		t.Run(tc.name, func(t *testing.T) { expect(t, reconcile.Run(report(tc.lines...)), tc.want) })
	}
}

// The facts of a check begin with the stated one.
func TestFactsOrder(t *testing.T) {
	r := report("income.opening_balance final 2.00 万元", "income.year final 28.00 万元", "income.total final 30.00 万元")
	c := find(reconcile.Run(r), "T1", "收入总计 = ")[0]
	if len(c.Facts) != 3 || c.Facts[0] != 2 {
		t.Errorf("facts %v", c.Facts)
	}
}

func TestEmptyForm(t *testing.T) {
	table := fiscal.Table{Form: 9, Title: "国有资本经营预算财政拨款收入支出决算表", Empty: true}
	r := report("capital.expense_year final 5.00 万元")
	r.Tables = []fiscal.Table{table}
	expect(t, reconcile.Run(r), outcome{"X3", "", fiscal.Violated, "5.00 万元"})
	r = report("capital.expense_year final 0 万元")
	r.Tables = []fiscal.Table{table}
	expect(t, reconcile.Run(r), outcome{"X3", "", fiscal.Holds, ""})
	r = report()
	r.Tables = []fiscal.Table{table}
	expect(t, reconcile.Run(r), outcome{"X3", "", fiscal.NotApplicable, ""})
	r.Facts = []fiscal.Fact{{Item: fiscal.CapitalExpense, Basis: fiscal.Final, Origin: fiscal.StatedNone}}
	expect(t, reconcile.Run(r), outcome{"X3", "", fiscal.Holds, "写明没有"})
}
