package reconcile_test

import (
	"os"
	"testing"

	"mingzhang/internal/fiscal"
)

// TestRealForms holds the checks of a published document with all nine forms to
// what a careful reader finds in it.
func TestRealForms(t *testing.T) {
	const file = "../../../shared/corpus/pdf/上海市普陀区财政局2024年度部门决算.pdf"
	if _, err := os.Stat(file); err != nil {
		t.Skip("no corpus beside the project")
	}
	checks := checksOf(t, file)
	for _, want := range []outcome{
		{"F1", "收入总计 = 支出总计", fiscal.Holds, ""},
		{"F2", "各行：本年收入合计 = 各列之和", fiscal.Holds, "20 行全部相符"},
		{"F2", "“财政拨款收入”一列", fiscal.Rounding, "0.01 万元"}, // 2,106.66 + 326.72 + 60.99 + 445.69 = 2,940.06
		{"F4", "“一般公共预算财政拨款支出”一列", "", ""},               // 326.71 there
		{"F6", "人员经费合计", fiscal.Holds, ""},
		{"X1", "《收入支出决算总表》与《支出决算表》：“社会保障和就业支出”", fiscal.Notice, "0.01 万元"}, // 326.71 and 326.72
		{"X1", "基本支出 = 人员经费 + 公用经费", fiscal.Holds, ""},
		{"X2", "《财政拨款收入支出决算总表》与文中：“财政拨款收入总计”", fiscal.Violated, "2,961.38 万元"}, // 0.3 in the text
		{"X2", "《财政拨款收入支出决算总表》与文中：“财政拨款支出总计”", "", ""},
		{"X2", "《收入决算表》与文中", fiscal.Holds, "3 个数"},
		{"X3", "《国有资本经营预算财政拨款收入支出决算表》", fiscal.Holds, ""},
		{"T5", "财政拨款收入总计 = 年初", "", ""}, // told by X2
		{"T1", "收入总计 = ", fiscal.Holds, "取自《收入支出决算总表》"},
		{"T17", "单位名称前后一致", fiscal.Holds, ""},
	} {
		expect(t, checks, want)
	}
	for _, c := range checks {
		if (c.Rule[0] == 'F' || c.Rule == "X1") && c.Status == fiscal.Violated {
			t.Errorf("%s %s: %s", c.Rule, c.Title, c.Note)
		}
	}
}
