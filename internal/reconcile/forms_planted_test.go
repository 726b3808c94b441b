package reconcile_test

import (
	"testing"

	"mingzhang/internal/fiscal"
	"mingzhang/internal/reconcile"
)

// capitalForm is a form 9, with what forms 1 and 4 then print of it.
const capitalForm = nineForms + `
9 capital.opening_balance 1.00
9 capital.income_year 7.00
9 capital.expense_year 6.00
9 capital.basic 2.00
9 capital.project 4.00
9 capital.closing_balance 2.00
9 capital.opening_balance 1.00 国有资本经营预算支出
9 capital.income_year 7.00 国有资本经营预算支出
9 capital.expense 6.00 国有资本经营预算支出
9 capital.basic 2.00 国有资本经营预算支出
9 capital.project 4.00 国有资本经营预算支出
9 capital.closing_balance 2.00 国有资本经营预算支出
`

// One cell changed in forms that agree is found by the rules that it breaks.
func TestPlantedInForms(t *testing.T) {
	for _, tc := range []struct {
		name     string
		old, new string
		want     outcome
	}{
		{"income by source", "1 income.other 10.00", "1 income.other 11.00", outcome{"F1", "本年收入合计 = 各项收入之和", fiscal.Violated, "1.00 万元"}},
		{"income within rounding", "1 income.other 10.00", "1 income.other 10.02", outcome{"F1", "本年收入合计 = 各项收入之和", fiscal.Rounding, "容差 0.025 万元"}},
		{"one more than rounding", "1 income.other 10.00", "1 income.other 10.03", outcome{"F1", "本年收入合计 = 各项收入之和", fiscal.Violated, ""}},
		{"opening balance", "1 income.opening_balance 20.00", "1 income.opening_balance 2.00", outcome{"F1", "收入总计 = 本年收入合计", fiscal.Violated, "18.00"}},
		{"classes of form 1", "1 expense.year 930.00 教育支出", "1 expense.year 903.00 教育支出", outcome{"F1", "合计 = 各类之和", fiscal.Violated, "27.00"}},
		{"closing balance", "1 expense.closing_balance 30.00", "1 expense.closing_balance 3.00", outcome{"F1", "支出总计 = ", fiscal.Violated, ""}},
		{"two sides", "1 expense.total 1025.00", "1 expense.total 1052.00", outcome{"F1", "收入总计 = 支出总计", fiscal.Violated, "27.00"}},
		{"元 in one cell", "1 income.undertaking 40.00", "1 income.undertaking 400000.00", outcome{"F1", "本年收入合计 = ", fiscal.Violated, "“事业收入”除以一万就对得上"}},

		{"a line of form 2", "2 income.other 10.00 教育支出/普通教育/小学教育", "2 income.other 11.00 教育支出/普通教育/小学教育", outcome{"F2", "“小学教育”：本年收入合计 = 各列之和", fiscal.Violated, "1.00 万元"}},
		{"the other lines of form 2", "2 income.other 10.00 教育支出/普通教育/小学教育", "2 income.other 11.00 教育支出/普通教育/小学教育", outcome{"F2", "各行：本年收入合计", fiscal.Holds, "其余 7 行相符"}},
		{"a 款 of form 2", "2 income.other 10.00 教育支出/普通教育/小学教育", "2 income.other 11.00 教育支出/普通教育/小学教育", outcome{"F2", "“普通教育”的其他收入 = 其下各行之和", fiscal.Violated, ""}},
		{"a total of form 2", "2 income.fiscal 950.00", "2 income.fiscal 905.00", outcome{"F2", "“财政拨款收入”一列：合计 = 各类之和", fiscal.Violated, "45.00"}},
		{"a blank line of totals", "2 income.year 1000.00\n", "", outcome{"F2", "", fiscal.NotApplicable, "合计一格是空的"}},
		{"blank parts", "2 income.fiscal 400.00 教育支出/普通教育/初中教育", "", outcome{"F2", "“初中教育”：本年收入合计", fiscal.Violated, "格子却都是空的"}},

		{"a line of form 3", "3 expense.basic 300.00", "3 expense.basic 30.00", outcome{"F3", "“初中教育”：本年支出合计 = 各列之和", fiscal.Violated, "270.00"}},
		{"a 类 of form 3", "3 expense.project 230.00 教育支出\n", "3 expense.project 203.00 教育支出\n", outcome{"F3", "“教育支出”的项目支出 = 其下各行之和", fiscal.Violated, "27.00"}},
		{"a total of form 3", "3 expense.basic 700.00\n", "3 expense.basic 707.00\n", outcome{"F3", "“基本支出”一列：合计 = 各类之和", fiscal.Violated, "7.00"}},

		{"income of form 4", "4 fiscal.income_year 950.00", "4 fiscal.income_year 905.00", outcome{"F4", "本年收入合计 = 三本预算之和", fiscal.Violated, "45.00"}},
		{"opening balances of form 4", "4 fund.opening_balance 2.00", "4 fund.opening_balance 3.00", outcome{"F4", "年初结转和结余 = 三本预算之和", fiscal.Violated, ""}},
		{"total of form 4", "4 fiscal.income_total 958.00", "4 fiscal.income_total 985.00", outcome{"F4", "收入总计 = 本年收入合计 + 年初", fiscal.Violated, "27.00"}},
		{"a line of form 4", "4 fiscal.expense_year 890.00 教育支出", "4 fiscal.expense_year 809.00 教育支出", outcome{"F4", "“教育支出”：支出合计 = 一般公共预算", fiscal.Violated, "81.00"}},
		{"a column of form 4", "4 fund.expense_year 50.00", "4 fund.expense_year 5.00", outcome{"F4", "“政府性基金预算财政拨款支出”一列：合计 = 各类之和", fiscal.Violated, "45.00"}},
		{"closing balances of form 4", "4 general.closing_balance 16.00", "4 general.closing_balance 17.00", outcome{"F4", "年末结转和结余 = 三本预算之和", fiscal.Violated, ""}},
		{"a column's total of form 4", "4 general.expense_total 906.00", "4 general.expense_total 960.00", outcome{"F4", "一般公共预算财政拨款支出总计 = ", fiscal.Violated, ""}},
		{"a budget's balance of form 4", "4 general.opening_balance 6.00", "4 general.opening_balance 7.00", outcome{"F4", "一般公共预算财政拨款：年初", fiscal.Violated, "1.00"}},
		{"two sides of form 4", "4 fiscal.expense_total 958.00", "4 fiscal.expense_total 985.00", outcome{"F4", "收入总计 = 支出总计", fiscal.Violated, ""}},

		{"a line of form 5", "5 general.project 120.00", "5 general.project 102.00", outcome{"F5", "“小学教育”：合计 = 基本支出 + 项目支出", fiscal.Violated, "18.00"}},
		{"a total of form 5", "5 general.expense 890.00\n", "5 general.expense 980.00\n", outcome{"F5", "“支出”一列：合计 = 各类之和", fiscal.Violated, "90.00"}},
		{"a 类 of form 6", "6 general.basic 250.00", "6 general.basic 205.00", outcome{"F6", "“工资福利支出” = 其下各款之和", fiscal.Violated, "45.00"}},
		{"personnel", "6 general.personnel 620.00", "6 general.personnel 602.00", outcome{"F6", "人员经费合计", fiscal.Violated, "18.00"}},
		{"operation", "6 general.operation 50.00", "6 general.operation 55.00", outcome{"F6", "公用经费合计", fiscal.Violated, "5.00"}},
		{"a total of form 6", "6 general.operation 50.00", "6 general.operation 50.00\n6 general.basic 680.00", outcome{"F6", "合计 = 人员经费 + 公用经费", fiscal.Violated, "10.00"}},
		{"三公", "7 sangong.reception 1.00", "7 sangong.reception 2.00", outcome{"F7", "决算数：合计 = ", fiscal.Violated, "1.00"}},
		{"三公 cars", "7 sangong.vehicle_operation 3.00", "7 sangong.vehicle_operation 2.00", outcome{"F7", "公务用车小计", fiscal.Violated, "1.00"}},
		{"三公 budgets", "7 sangong.total 4.00", "7 sangong.total 4.00\n7 sangong.total@full_budget 6.00\n7 sangong.vehicle_operation@full_budget 5.00", outcome{"F7", "全年预算数：合计 = ", fiscal.Violated, "1.00"}},
		{"a line of form 8", "8 fund.project 50.00 城乡社区支出\n", "8 fund.project 5.00 城乡社区支出\n", outcome{"F8", "“城乡社区支出”：本年支出 = 基本支出 + 项目支出", fiscal.Violated, ""}},
		{"a balance of form 8", "8 fund.closing_balance 2.00\n", "8 fund.closing_balance 22.00\n", outcome{"F8", "年初结转和结余 + 本年收入 = ", fiscal.Violated, "20.00"}},
		{"a total of form 8", "8 fund.closing_balance 2.00\n", "8 fund.closing_balance 22.00\n", outcome{"F8", "合计 = 各类之和", fiscal.Violated, "20.00"}},
		{"a line of form 9", "9 capital.basic 2.00 国", "9 capital.basic 2.20 国", outcome{"F9", "“国有资本经营预算支出”：本年支出 = ", fiscal.Violated, "0.20"}},
		{"a balance of form 9", "9 capital.income_year 7.00\n", "9 capital.income_year 70.00\n", outcome{"F9", "年初结转和结余 + 本年收入 = ", fiscal.Violated, "63.00"}},

		{"forms 1 and 2", "2 income.undertaking 40.00\n", "2 income.undertaking 41.00\n", outcome{"X1", "《收入支出决算总表》与《收入决算表》：“事业收入”", fiscal.Violated, "1.00"}},
		{"forms 1 and 3, classes", "1 expense.year 930.00 教育支出", "1 expense.year 930.01 教育支出", outcome{"X1", "《收入支出决算总表》与《支出决算表》：“教育支出”", fiscal.Notice, "四舍五入之内"}},
		{"forms 1 and 4", "1 fund.income_year 50.00", "1 fund.income_year 55.00", outcome{"X1", "《收入支出决算总表》与《财政拨款收入支出决算总表》：", fiscal.Violated, "5.00"}},
		{"forms 2 and 1", "2 income.fiscal 950.00", "2 income.fiscal 905.00", outcome{"X1", "财政拨款收入 = 三本预算", fiscal.Violated, "45.00"}},
		{"forms 2 and 4", "4 fiscal.income_year 950.00", "4 fiscal.income_year 905.00", outcome{"X1", "《收入决算表》与《财政拨款收入支出决算总表》", fiscal.Violated, ""}},
		{"forms 4 and 5", "4 general.expense 890.00 教育支出", "4 general.expense 889.99 教育支出", outcome{"X1", "“教育支出”", fiscal.Notice, "0.01"}},
		{"forms 5 and 6", "6 general.personnel 620.00", "6 general.personnel 602.00", outcome{"X1", "基本支出 = 人员经费 + 公用经费", fiscal.Violated, ""}},
		{"forms 5 and 6, totals", "6 general.personnel 620.00", "6 general.personnel 620.00\n6 general.basic 600.00", outcome{"X1", "《一般公共预算财政拨款支出决算表》与《一般公共预算财政拨款基本支出决算表》：“一般公共预算财政拨款基本支出”", fiscal.Violated, ""}},
		{"forms 5 and 3", "5 general.basic 300.00", "5 general.basic 310.00", outcome{"X1", "“初中教育”：基本支出不多于", fiscal.Violated, "多于整体 300.00"}},
		{"forms 5 and 3, less", "5 general.basic 300.00", "5 general.basic 250.00", outcome{"X1", "各行不多于《支出决算表》", fiscal.Holds, "15 个数全部相符"}},
		{"forms 7 and 6", "7 sangong.total 4.00", "7 sangong.total 6.00", outcome{"X1", "同类科目", fiscal.Notice, "多 2.00 万元：“三公”表算的是全部财政拨款"}},
		{"forms 6 and 7", "7 sangong.total 4.00", "7 sangong.total 3.00", outcome{"X1", "同类科目", fiscal.Notice, "少 1.00 万元"}},
		{"forms 4 and 8", "8 fund.income_year 50.00\n", "8 fund.income_year 5.00\n", outcome{"X1", "《财政拨款收入支出决算总表》与《政府性基金预算财政拨款收入支出决算表》：", fiscal.Violated, "45.00"}},
		{"an empty form and form 4", "4 fund.expense 50.00 城", "4 capital.expense_year 3.00\n4 fund.expense 50.00 城", outcome{"X1", "《国有资本经营预算财政拨款收入支出决算表》：", fiscal.Violated, "3.00"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			expect(t, reconcile.Run(formReport(capitalForm, tc.old, tc.new)), tc.want)
		})
	}
}

func TestFormWithCapital(t *testing.T) {
	for _, c := range reconcile.Run(formReport(capitalForm)) {
		if c.Rule == "F9" && c.Status != fiscal.Holds {
			t.Errorf("%s: %s (%s)", c.Title, c.Status, c.Note)
		}
	}
}

// A figure of the form that was not understood and is just what a sum lacks
// leaves the sum undecided.
func TestUnreadCell(t *testing.T) {
	r := formReport(nineForms, "2 income.other 10.00 教育支出/普通教育/小学教育\n", "")
	r.Coverage.Unread = []fiscal.Unread{{Text: "10.00", Start: r.Facts[20].Source.Start + 2}}
	expect(t, reconcile.Run(r), outcome{"F2", "“小学教育”：", fiscal.NotApplicable, "没有读懂的一个数"})
	r.Coverage.Unread[0].Text = "9.00"
	expect(t, reconcile.Run(r), outcome{"F2", "“小学教育”：", fiscal.Violated, ""})
}

// Classes are the same by their code, or by their names however printed.
func TestClassesPrintedDifferently(t *testing.T) {
	r := formReport(nineForms,
		"1 expense.year 50.00 城乡社区支出", "1 expense.year 50.00 城乡社区支出（类）",
		"4 general.expense 890.00 教育支出", "4 general.expense 890.00 教育")
	for _, c := range reconcile.Run(r) {
		if c.Rule == "X1" && c.Status != fiscal.Holds {
			t.Errorf("%s: %s (%s)", c.Title, c.Status, c.Note)
		}
	}
	expect(t, reconcile.Run(r), outcome{"X1", "《收入支出决算总表》与《支出决算表》：相同的数一致", fiscal.Holds, "3 个数"})
	expect(t, reconcile.Run(r), outcome{"X1", "《财政拨款收入支出决算总表》与《一般公共预算财政拨款支出决算表》：相同的数一致", fiscal.Holds, "2 个数"})
	for i := range r.Facts {
		if r.Facts[i].Class.String() == "城乡社区支出（类）" {
			r.Facts[i].Class.Path[0], r.Facts[i].Class.Code = "城乡社区事务", "212"
		}
		if r.Facts[i].Class.String() == "城乡社区支出" {
			r.Facts[i].Class.Code = "212"
		}
	}
	expect(t, reconcile.Run(r), outcome{"X1", "《收入支出决算总表》与《支出决算表》：相同的数一致", fiscal.Holds, "3 个数"})
}
