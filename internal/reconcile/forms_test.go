package reconcile_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
	"mingzhang/internal/reconcile"
)

// nineForms are the cells of nine forms that agree with each other: form,
// item, figure, and for some the class. Names of 支出经济分类 begin with ¥.
const nineForms = `
1 general.income_year 900.00
1 fund.income_year 50.00
1 income.undertaking 40.00
1 income.other 10.00
1 income.year 1000.00
1 income.nonfiscal_balance_used 5.00
1 income.opening_balance 20.00
1 income.total 1025.00
1 expense.year 930.00 教育支出
1 expense.year 50.00 城乡社区支出
1 expense.year 980.00
1 expense.balance_distribution 15.00
1 expense.closing_balance 30.00
1 expense.total 1025.00
2 income.year 1000.00
2 income.fiscal 950.00
2 income.undertaking 40.00
2 income.other 10.00
2 income.year 950.00 教育支出
2 income.fiscal 900.00 教育支出
2 income.undertaking 40.00 教育支出
2 income.other 10.00 教育支出
2 income.year 950.00 教育支出/普通教育
2 income.fiscal 900.00 教育支出/普通教育
2 income.undertaking 40.00 教育支出/普通教育
2 income.other 10.00 教育支出/普通教育
2 income.year 550.00 教育支出/普通教育/小学教育
2 income.fiscal 500.00 教育支出/普通教育/小学教育
2 income.undertaking 40.00 教育支出/普通教育/小学教育
2 income.other 10.00 教育支出/普通教育/小学教育
2 income.year 400.00 教育支出/普通教育/初中教育
2 income.fiscal 400.00 教育支出/普通教育/初中教育
2 income.year 50.00 城乡社区支出
2 income.fiscal 50.00 城乡社区支出
2 income.year 50.00 城乡社区支出/国有土地使用权出让收入安排的支出
2 income.fiscal 50.00 城乡社区支出/国有土地使用权出让收入安排的支出
2 income.year 50.00 城乡社区支出/国有土地使用权出让收入安排的支出/城市建设支出
2 income.fiscal 50.00 城乡社区支出/国有土地使用权出让收入安排的支出/城市建设支出
3 expense.year 980.00
3 expense.basic 700.00
3 expense.project 280.00
3 expense.year 930.00 教育支出
3 expense.basic 700.00 教育支出
3 expense.project 230.00 教育支出
3 expense.year 930.00 教育支出/普通教育
3 expense.basic 700.00 教育支出/普通教育
3 expense.project 230.00 教育支出/普通教育
3 expense.year 530.00 教育支出/普通教育/小学教育
3 expense.basic 400.00 教育支出/普通教育/小学教育
3 expense.project 130.00 教育支出/普通教育/小学教育
3 expense.year 400.00 教育支出/普通教育/初中教育
3 expense.basic 300.00 教育支出/普通教育/初中教育
3 expense.project 100.00 教育支出/普通教育/初中教育
3 expense.year 50.00 城乡社区支出
3 expense.project 50.00 城乡社区支出
3 expense.year 50.00 城乡社区支出/国有土地使用权出让收入安排的支出
3 expense.project 50.00 城乡社区支出/国有土地使用权出让收入安排的支出
3 expense.year 50.00 城乡社区支出/国有土地使用权出让收入安排的支出/城市建设支出
3 expense.project 50.00 城乡社区支出/国有土地使用权出让收入安排的支出/城市建设支出
4 general.income_year 900.00
4 fund.income_year 50.00
4 fiscal.income_year 950.00
4 fiscal.opening_balance 8.00
4 general.opening_balance 6.00
4 fund.opening_balance 2.00
4 fiscal.income_total 958.00
4 fiscal.expense_year 890.00 教育支出
4 general.expense 890.00 教育支出
4 fiscal.expense_year 50.00 城乡社区支出
4 fund.expense 50.00 城乡社区支出
4 fiscal.expense_year 940.00
4 general.expense 890.00
4 fund.expense_year 50.00
4 fiscal.closing_balance 18.00
4 general.closing_balance 16.00
4 fund.closing_balance 2.00
4 fiscal.expense_total 958.00
4 general.expense_total 906.00
4 fund.expense_total 52.00
5 general.expense 890.00
5 general.basic 670.00
5 general.project 220.00
5 general.expense 890.00 教育支出
5 general.basic 670.00 教育支出
5 general.project 220.00 教育支出
5 general.expense 890.00 教育支出/普通教育
5 general.basic 670.00 教育支出/普通教育
5 general.project 220.00 教育支出/普通教育
5 general.expense 490.00 教育支出/普通教育/小学教育
5 general.basic 370.00 教育支出/普通教育/小学教育
5 general.project 120.00 教育支出/普通教育/小学教育
5 general.expense 400.00 教育支出/普通教育/初中教育
5 general.basic 300.00 教育支出/普通教育/初中教育
5 general.project 100.00 教育支出/普通教育/初中教育
6 general.basic 600.00 ¥工资福利支出
6 general.basic 250.00 ¥工资福利支出/基本工资
6 general.basic 350.00 ¥工资福利支出/津贴补贴
6 general.basic 20.00 ¥对个人和家庭的补助
6 general.basic 20.00 ¥对个人和家庭的补助/退休费
6 general.basic 45.00 ¥商品和服务支出
6 general.basic 41.00 ¥商品和服务支出/办公费
6 general.basic 1.00 ¥商品和服务支出/公务接待费
6 general.basic 3.00 ¥商品和服务支出/公务用车运行维护费
6 general.basic 5.00 ¥资本性支出
6 general.basic 5.00 ¥资本性支出/办公设备购置
6 general.personnel 620.00
6 general.operation 50.00
7 sangong.total 4.00
7 sangong.vehicle 3.00
7 sangong.vehicle_operation 3.00
7 sangong.reception 1.00
8 fund.opening_balance 2.00
8 fund.income_year 50.00
8 fund.expense_year 50.00
8 fund.project 50.00
8 fund.closing_balance 2.00
8 fund.opening_balance 2.00 城乡社区支出
8 fund.income_year 50.00 城乡社区支出
8 fund.expense 50.00 城乡社区支出
8 fund.project 50.00 城乡社区支出
8 fund.closing_balance 2.00 城乡社区支出
8 fund.opening_balance 2.00 城乡社区支出/国有土地使用权出让收入安排的支出
8 fund.income_year 50.00 城乡社区支出/国有土地使用权出让收入安排的支出
8 fund.expense 50.00 城乡社区支出/国有土地使用权出让收入安排的支出
8 fund.project 50.00 城乡社区支出/国有土地使用权出让收入安排的支出
8 fund.closing_balance 2.00 城乡社区支出/国有土地使用权出让收入安排的支出
`

// formReport builds a report of cells, the forms that have any, and an empty
// form 9. Each replacement is made in the lines once.
func formReport(lines string, replace ...string) *fiscal.Report {
	for i := 0; i+1 < len(replace); i += 2 {
		if !strings.Contains(lines, replace[i]) {
			panic("no line with " + replace[i])
		}
		lines = strings.Replace(lines, replace[i], replace[i+1], 1)
	}
	r := &fiscal.Report{Year: 2024}
	for i, line := range strings.Split(strings.TrimSpace(lines), "\n") {
		f := strings.Fields(line)
		if len(f) == 0 {
			continue
		}
		number, err := strconv.Atoi(f[0])
		if err != nil {
			panic(err)
		}
		item, basis, _ := strings.Cut(f[1], "@")
		digits, measure, _ := strings.Cut(f[2], "@")
		v := decimal.MustParse(digits)
		fact := fiscal.Fact{
			Item: fiscal.Item(item), Basis: fiscal.Final, Value: &v, Measure: fiscal.TenThousandYuan, Origin: fiscal.Stated,
			Source: &fiscal.Source{Start: 10 * i, End: 10*i + 5, Form: number},
		}
		if basis != "" {
			fact.Basis = fiscal.Basis(basis)
		}
		if measure != "" {
			fact.Measure = fiscal.Measure(measure)
		}
		if len(f) > 3 {
			if path, ok := strings.CutPrefix(f[3], "¥"); ok {
				fact.EconomicClass = &fiscal.Class{Path: strings.Split(path, "/")}
			} else {
				fact.Class = &fiscal.Class{Path: strings.Split(f[3], "/")}
			}
		}
		r.Facts = append(r.Facts, fact)
		if number > 0 && !slices.ContainsFunc(r.Tables, func(t fiscal.Table) bool { return t.Form == number }) {
			r.Tables = append(r.Tables, fiscal.Table{Form: number, Title: fiscal.Forms[number-1].Title, Measure: fiscal.TenThousandYuan})
		}
	}
	if !slices.ContainsFunc(r.Tables, func(t fiscal.Table) bool { return t.Form == 9 }) {
		r.Tables = append(r.Tables, fiscal.Table{Form: 9, Title: fiscal.Forms[8].Title, Empty: true})
	}
	return r
}

// Forms that agree give checks that hold, few of them, and none of the rules
// of the narrative repeats what they say.
func TestNineForms(t *testing.T) {
	checks := reconcile.Run(formReport(nineForms))
	rules := map[string]int{}
	for _, c := range checks {
		rules[c.Rule]++
		if c.Status != fiscal.Holds && c.Rule != "C1" && c.Rule != "X3" {
			t.Errorf("%s %s: %s, %s (%s)", c.Rule, c.Title, c.Status, c.Note, c.Formula)
		}
		if strings.HasPrefix(c.Rule, "T") {
			t.Errorf("a rule of the narrative on forms alone: %s %s", c.Rule, c.Title)
		}
		if testing.Verbose() {
			t.Logf("%s|%s|%s|%s|%s|%v", c.Rule, c.Status, c.Title, c.Stated, c.Note, c.Facts)
		}
	}
	for _, rule := range []string{"F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "X1"} {
		if rules[rule] == 0 {
			t.Errorf("no check of %s", rule)
		}
	}
	if len(checks) > 60 {
		t.Errorf("%d checks flood a reader", len(checks))
	}
}
