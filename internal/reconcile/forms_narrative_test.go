package reconcile_test

import (
	"slices"
	"strings"
	"testing"

	"mingzhang/internal/fiscal"
	"mingzhang/internal/reconcile"
)

// toldForms are figures of a narrative (form 0) that agree with nineForms.
const toldForms = nineForms + `
0 income.total 1025.00
0 expense.total 1025.00
0 income.year 1000.00
0 income.fiscal 950.00
0 income.fiscal@share 95.00@%
0 expense.year 980.00
0 expense.basic 700.00
0 fiscal.income_total 958.00
0 general.expense 890.00
0 general.expense 890.00 教育支出
0 general.expense 490.00 教育支出/普通教育/小学教育
0 general.basic 670.00
0 general.personnel 620.00
0 general.operation 50.00
0 sangong.total 4.00
0 fund.expense 50.00
`

func TestNarrativeAndForms(t *testing.T) {
	for _, tc := range []struct {
		name     string
		old, new string
		want     outcome
	}{
		{"equal", "0 income.total 1025.00", "0 income.total 1025.00", outcome{"X2", "《收入决算表》与文中都写的数一致", fiscal.Holds, "2 个数全部相符"}},
		{"a total of the account under its other name", "0 fund.expense 50.00", "0 fund.expense 50.00", outcome{"X2", "《政府性基金预算财政拨款收入支出决算表》与文中", fiscal.Holds, ""}},
		{"another figure", "0 income.year 1000.00", "0 income.year 1001.00", outcome{"X2", "《收入决算表》与文中：“本年收入合计”", fiscal.Violated, "1.00 万元"}},
		{"the last digit", "0 income.year 1000.00", "0 income.year 1000.01", outcome{"X2", "《收入决算表》与文中：“本年收入合计”", fiscal.Notice, "四舍五入之内"}},
		{"fewer digits", "0 general.basic 670.00", "0 general.basic 670.4", outcome{"X2", "“一般公共预算财政拨款基本支出”", fiscal.Violated, ""}},
		{"fewer digits, rounded", "5 general.basic 670.00", "5 general.basic 670.04", outcome{"X2", "", fiscal.Holds, ""}},
		{"亿元", "0 income.year 1000.00", "0 income.year 0.10@亿元", outcome{"X2", "《收入决算表》与文中都写的数一致", fiscal.Holds, "2 个数"}},
		{"亿元, another figure", "0 income.year 1000.00", "0 income.year 0.11@亿元", outcome{"X2", "“本年收入合计”", fiscal.Notice, ""}},
		{"元", "0 income.year 1000.00", "0 income.year 10000000.00@元", outcome{"X2", "《收入决算表》与文中都写的数一致", fiscal.Holds, "2 个数"}},
		{"元 that do not round to it", "0 income.year 1000.00", "0 income.year 10000950.00@元", outcome{"X2", "“本年收入合计”", fiscal.Violated, ""}},
		{"a class", "0 general.expense 490.00", "0 general.expense 940.00", outcome{"X2", "《一般公共预算财政拨款支出决算表》与文中：“小学教育”", fiscal.Violated, "450.00"}},
		{"agreeing with another form", "3 expense.year 980.00\n", "3 expense.year 989.00\n", outcome{"X2", "《收入支出决算总表》与文中都写的数一致", fiscal.Holds, ""}},
		{"one cell blank", "7 sangong.total 4.00\n", "", outcome{"X2", "文中的数在《财政拨款“三公”经费支出决算表》里都有", fiscal.Notice, "1 个数"}},
		{"a class that the form has not", "小学教育\n0 general.basic", "特殊教育\n0 general.basic", outcome{"X2", "文中的数在《一般公共预算财政拨款支出决算表》里都有", fiscal.Notice, "没有这一行"}},
		{"a class by its own name only", "0 general.expense 490.00 教育支出/普通教育/小学教育", "0 general.expense 490.00 小学教育（项）", outcome{"X2", "《一般公共预算财政拨款支出决算表》与文中都写的数一致", fiscal.Holds, "4 个数"}},
		{"元 for 万元 once", "0 income.year 1000.00", "0 income.year 10000000.00", outcome{"X2", "“本年收入合计”", fiscal.Violated, "相差恰为一万倍，疑为元与万元"}},
		{"元 for 亿元 once", "0 income.year 1000.00", "0 income.year 1000.00@亿元", outcome{"X2", "“本年收入合计”", fiscal.Violated, "相差恰为一万倍"}},

		{"what the comparison with the form tells is not told again", "0 income.year 1000.00", "0 income.year 1001.00", outcome{"T1", "收入总计 = 本年收入合计", "", ""}},
		{"the narrative goes first", "0 income.fiscal 950.00", "0 income.fiscal 905.00", outcome{"T3", "财政拨款收入占本年收入合计", fiscal.Violated, "90.50%"}},
		{"a total that no form prints", "0 fund.expense", "0 fund.income_total 55.00\n0 fund.expense", outcome{"T5", "政府性基金预算财政拨款收入总计 = ", fiscal.Violated, "取自《政府性基金"}},
		{"a figure borrowed from a form", "0 income.year 1000.00", "0 income.year 1000.00", outcome{"T1", "收入总计 = 本年收入合计", fiscal.Holds, "文中没有写的“使用非财政拨款结余（含专用结余）”、“年初结转和结余”取自《收入支出决算总表》"}},
		{"one figure for both sides", "0 income.total 1025.00\n0 expense.total 1025.00", "0 income.total 1052.00\n0 expense.total 1052.00", outcome{"X2", "《收入支出决算总表》与文中：", fiscal.Violated, "27.00"}},
		{"a blank cell is nothing", "0 expense.basic 700.00", "0 expense.basic 700.00", outcome{"T4", "本年支出合计 = ", fiscal.Holds, "“项目支出”取自《支出决算表》"}},
		{"a whole borrowed from a form", "0 income.year 1000.00\n", "", outcome{"T3", "财政拨款收入占本年收入合计的比例", fiscal.Holds, "文中没有写的“本年收入合计”取自《收入决算表》"}},
		{"classes in part beside a form", "0 fund.expense", "0 fund.expense", outcome{"T7", "一般公共预算支出 = 各项之和", fiscal.NotApplicable, "全部各项在《一般公共预算财政拨款支出决算表》里"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			expect(t, reconcile.Run(formReport(toldForms, tc.old, tc.new)), tc.want)
		})
	}
}

// Figures that the narrative states more than once are compared among
// themselves once, and cells of forms are no repetition.
func TestRepetitionIsOfTheNarrative(t *testing.T) {
	expect(t, reconcile.Run(formReport(toldForms)), outcome{"X2", "各处一致", "", ""})
	r := formReport(toldForms, "0 income.year 1000.00", "0 income.year 1000.00\n0 income.year 1001.00")
	expect(t, reconcile.Run(r), outcome{"X2", "本年收入合计各处一致", fiscal.Violated, "1.00"})
	expect(t, reconcile.Run(r), outcome{"X2", "《收入决算表》与文中：", "", ""})
}

func TestNothingSaidAndCells(t *testing.T) {
	none := fiscal.Fact{Item: fiscal.FundExpense, Basis: fiscal.Final, Origin: fiscal.StatedNone, Source: &fiscal.Source{Start: 9000, End: 9010}}
	r := formReport(nineForms)
	r.Facts = append(r.Facts, none)
	expect(t, reconcile.Run(r), outcome{"X2", "《政府性基金预算财政拨款收入支出决算表》与文中：", fiscal.Violated, "写明没有，表里印的是 50.00 万元"})
	r = formReport("8 fund.expense_year 0.00")
	r.Facts = append(r.Facts, none)
	expect(t, reconcile.Run(r), outcome{"X2", "《政府性基金预算财政拨款收入支出决算表》与文中：", fiscal.Holds, "表里是 0"})
}

// A form in another unit than it says is told once, not cell by cell.
func TestUnitOfAForm(t *testing.T) {
	var lines []string
	for _, line := range strings.Split(toldForms, "\n") {
		if f := strings.Fields(line); len(f) > 0 && f[0] == "2" {
			f[2] = strings.Replace(f[2], ".", "", 1) + "00.00" // × 10,000
			line = strings.Join(f, " ")
		}
		lines = append(lines, line)
	}
	checks := reconcile.Run(formReport(strings.Join(lines, "\n")))
	expect(t, checks, outcome{"X4", "《收入支出决算总表》与《收入决算表》的计量单位一致", fiscal.Violated, "3 个，《收入决算表》恰为《收入支出决算总表》的一万倍，疑为其中一处的元与万元"})
	expect(t, checks, outcome{"X1", "《收入支出决算总表》与《收入决算表》：", "", ""})
	for _, c := range checks {
		if c.Rule == "F2" && c.Status != fiscal.Holds {
			t.Errorf("the form agrees with itself: %s, %s", c.Title, c.Note)
		}
	}
	i := slices.IndexFunc(checks, func(c fiscal.Check) bool { return c.Rule == "X4" })
	if i < 0 || len(checks[i].Facts) != 6 {
		t.Errorf("the check lists %v", checks)
	}
}

func TestEmptyAndBlankForms(t *testing.T) {
	for _, tc := range []struct {
		name     string
		old, new string
		empty    bool // whether form 8 is called empty
		want     outcome
	}{
		{"called empty, yet filled", "", "", true, outcome{"X3", "《政府性基金预算财政拨款收入支出决算表》是空表", fiscal.Violated, "《政府性基金预算财政拨款收入支出决算表》写"}},
		{"filled", "", "", false, outcome{"X3", "《政府性基金预算", "", ""}},
		{"blank, and form 4 has it", "8", "", false, outcome{"X3", "《政府性基金预算财政拨款收入支出决算表》没有数", fiscal.Violated, "《财政拨款收入支出决算总表》写"}},
		{"blank, and so is form 4", "8 fund", "", false, outcome{"X3", "《政府性基金预算财政拨款收入支出决算表》没有数", fiscal.Holds, "也没有这方面的数"}},
		{"empty, and so is form 4", "8 fund", "", true, outcome{"X3", "《政府性基金预算财政拨款收入支出决算表》是空表", fiscal.Holds, "也没有这方面的数"}},
		{"blank, and the narrative has it", "8 fund", "0 fund.expense 3.00", false, outcome{"X3", "《政府性基金预算财政拨款收入支出决算表》没有数", fiscal.Violated, "文中又写政府性基金预算财政拨款支出 3.00 万元"}},
		{"blank, and the narrative says 0", "8 fund", "0 fund.expense 0.00", false, outcome{"X3", "《政府性基金预算财政拨款收入支出决算表》没有数", fiscal.Holds, "是 0"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var lines []string
			for _, line := range strings.Split(nineForms, "\n") {
				drop := tc.old == "8" && strings.HasPrefix(line, "8") ||
					tc.old == "8 fund" && (strings.HasPrefix(line, "8") || strings.Contains(line, "fund."))
				if !drop {
					lines = append(lines, line)
				}
			}
			r := formReport(strings.Join(append(lines, tc.new), "\n"))
			r.Tables = slices.DeleteFunc(r.Tables, func(t fiscal.Table) bool { return t.Form == 8 })
			r.Tables = append(r.Tables, fiscal.Table{Form: 8, Title: fiscal.Forms[7].Title, Empty: tc.empty})
			expect(t, reconcile.Run(r), tc.want)
		})
	}
}

// A form whose figures were not understood is not taken for a blank one.
func TestFormNotRead(t *testing.T) {
	r := formReport("0 fund.expense 3.00")
	r.Tables = append(r.Tables, fiscal.Table{Form: 8, Title: fiscal.Forms[7].Title, Source: fiscal.Source{Text: "合计 3.00"}})
	expect(t, reconcile.Run(r), outcome{"X3", "《政府性基金预算", fiscal.NotApplicable, "没有读懂"})
}

func TestContentsWithForms(t *testing.T) {
	r := formReport(strings.ReplaceAll(nineForms, "\n3 ", "\n2 "))
	expect(t, reconcile.Run(r), outcome{"C1", "九张报表都附在文件里", fiscal.Notice, "《支出决算表》"})
	r.Tables = append(r.Tables, fiscal.Table{Form: 3, Title: fiscal.Forms[2].Title, Listed: true})
	expect(t, reconcile.Run(r), outcome{"C1", "九张报表都附在文件里", fiscal.Notice, "《支出决算表》"})
	expect(t, reconcile.Run(report("income.total final 1.00 万元")), outcome{"C1", "九张报表都附在文件里", "", ""})
	expect(t, reconcile.Run(formReport(nineForms)), outcome{"C1", "各节说明都在", fiscal.Notice, "收入支出总体情况"})
}
