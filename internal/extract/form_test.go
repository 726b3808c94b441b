package extract

import (
	"context"
	"strings"
	"testing"

	"mingzhang/internal/document"
	"mingzhang/internal/fiscal"
)

func TestFormTitled(t *testing.T) {
	for title, want := range map[string]int{
		"收入支出决算总表":                   1,
		"表一 收入支出决算总表":                1,
		"公开01表 部门收支决算总表":             1,
		"二、收入决算表":                    2,
		"部门收入决算表":                    2,
		"附表3：支出决算表":                  3,
		"财政拨款收入支出决算总表":               4,
		"财政拨款收支总表":                   4,
		"一般公共预算财政拨款支出决算表":            5,
		"财政拨款支出决算表":                  5,
		"一般公共预算财政拨款基本支出决算表":          6,
		"一般公共预算财政拨款基本支出决算明细表":        6,
		"财政拨款“三公”经费支出决算表":            7,
		"一般公共预算财政拨款\"三公\" 经费支出决算表":   7,
		"政府性基金预算财政拨款收入支出决算表":         8,
		"国有资本经营预算财政拨款支出决算表":          9,
		"收 入 支 出 决 算 总 表":            1,
		"项目支出绩效自评表":                  0,
		"政府采购情况表":                    0,
		"国有资产占用情况表":                  0,
		"财政专户管理资金收入支出决算表":            0,
		"2024年部门预算收支总表":              1, // the reader of the form asks its headings as well
		"收入支出决算总体情况说明":               0,
		"本年收入合计增加，详见收入决算表。主要原因是人员增加": 0,
	} {
		if got := formTitled(title); got != want {
			t.Errorf("formTitled(%s) = %d, want %d", title, got, want)
		}
	}
}

func TestMeasureLine(t *testing.T) {
	for line, want := range map[string]fiscal.Measure{
		"单位：万元": "万元", "金额单位: 元": "元", "单位（万元）": "万元", "单位：人民币亿元": "亿元", "计量单位：万元": "万元", "编制单位：某某局": "", "公开01表 单位：元": "元",
	} {
		if got, _ := measureLine(line); got != want {
			t.Errorf("measureLine(%s) = %q, want %q", line, got, want)
		}
	}
}

func TestJoinCode(t *testing.T) {
	for _, tc := range []struct{ parts, want string }{
		{"2010601", "2010601"}, {"201 06 01", "2010601"}, {"201 20106 2010601", "2010601"}, {"201", "201"}, {"201 06", "20106"},
		{"06 01", ""}, {"20106011", ""}, {"301 03", "30103"}, {"", ""},
	} {
		if got := joinCode(strings.Fields(tc.parts)); got != tc.want {
			t.Errorf("joinCode(%s) = %q, want %q", tc.parts, got, tc.want)
		}
	}
}

// formsOf reads forms written in plain text, a row a line, and returns their
// facts as item, class, basis, value and measure.
func formsOf(t *testing.T, text string) (map[string]bool, *fiscal.Report) {
	t.Helper()
	doc, err := document.Read(context.Background(), "表.txt", []byte("青江区教育局2023年度部门决算\n"+text))
	if err != nil {
		t.Fatal(err)
	}
	r, err := Part(doc)
	if err != nil {
		t.Fatal(err)
	}
	facts := map[string]bool{}
	for _, f := range r.Facts {
		if f.Source == nil || f.Source.Form == 0 {
			continue
		}
		if got := string([]rune(doc.Text)[f.Source.Start:f.Source.End]); got != f.Source.Text {
			t.Errorf("%s: the text at %d is %q, not %q", f.Item, f.Source.Start, got, f.Source.Text)
		}
		class := f.Class
		if class == nil {
			class = f.EconomicClass
		}
		code := ""
		if class != nil {
			code = class.Code
		}
		facts[strings.Join([]string{string(f.Item), class.String(), code, string(f.Basis), f.Value.String() + string(f.Measure)}, "|")] = true
	}
	return facts, r
}

func wantFacts(t *testing.T, got map[string]bool, want ...string) {
	t.Helper()
	for _, w := range want {
		if !got[w] {
			t.Errorf("not read: %s", w)
		}
		delete(got, w)
	}
	for g := range got {
		t.Errorf("read, but not stated: %s", g)
	}
}

func TestFormOfTwoSides(t *testing.T) {
	got, _ := formsOf(t, `收入支出决算总表
公开01表
部门：青江区教育局	金额单位：元
收入			支出
项目	行次	金额	项目	行次	金额
栏次		1	栏次		2
一、一般公共预算财政拨款收入	1	120.50	一、一般公共服务支出	31	-
二、政府性基金预算财政拨款收入	2	0.00	五、教育支出	32	118.00
八、其他收入	8		八、社会保障和就业支出	33	6.25
本年收入合计	9	120.50	本年支出合计	34	124.25
使用非财政拨款结余（含专用结余）	10		结余分配	35	
年初结转和结余	11	4.75	年末结转和结余	36	1.00
总计	12	125.25	总计	37	125.25
`)
	wantFacts(t, got,
		"general.income_year|||final|120.50元", "fund.income_year|||final|0.00元", "income.year|||final|120.50元",
		"income.opening_balance|||final|4.75元", "income.total|||final|125.25元",
		"expense.year|教育支出|205|final|118.00元", "expense.year|社会保障和就业支出|208|final|6.25元",
		"expense.year|||final|124.25元", "expense.closing_balance|||final|1.00元", "expense.total|||final|125.25元")
}

func TestFormOfFiscalAppropriation(t *testing.T) {
	got, _ := formsOf(t, `四、财政拨款收入支出决算总表
单位：万元
项目	决算数	项目	合计	一般公共预算财政拨款	政府性基金预算财政拨款	国有资本经营预算财政拨款
一、一般公共预算财政拨款	90.00	一、教育支出	88.00	88.00		
二、政府性基金预算财政拨款	5.00	二、城乡社区支出	4.00		4.00	
本年收入合计	95.00	本年支出合计	92.00	88.00	4.00	
年初财政拨款结转和结余	2.00	年末财政拨款结转和结余	5.00	3.00	2.00	
一、一般公共预算财政拨款	1.00					
二、政府性基金预算财政拨款	1.00					
总计	97.00	总计	97.00	91.00	6.00	
`)
	wantFacts(t, got,
		"general.income_year|||final|90.00万元", "fund.income_year|||final|5.00万元", "fiscal.income_year|||final|95.00万元",
		"fiscal.opening_balance|||final|2.00万元", "general.opening_balance|||final|1.00万元", "fund.opening_balance|||final|1.00万元",
		"fiscal.income_total|||final|97.00万元",
		"fiscal.expense_year|教育支出|205|final|88.00万元", "general.expense|教育支出|205|final|88.00万元",
		"fiscal.expense_year|城乡社区支出|212|final|4.00万元", "fund.expense|城乡社区支出|212|final|4.00万元",
		"fiscal.expense_year|||final|92.00万元", "general.expense|||final|88.00万元", "fund.expense_year|||final|4.00万元",
		"fiscal.closing_balance|||final|5.00万元", "general.closing_balance|||final|3.00万元", "fund.closing_balance|||final|2.00万元",
		"fiscal.expense_total|||final|97.00万元", "general.expense_total|||final|91.00万元", "fund.expense_total|||final|6.00万元")
}

func TestFormsByClasses(t *testing.T) {
	got, r := formsOf(t, `一般公共预算财政拨款支出决算表
单位：万元
支出功能分类科目编码			科目名称	本年支出合计	基本支出	项目支出
类	款	项	合计	12.30	10.00	2.30
205			教育支出	12.30	10.00	2.30
205	02		普通教育	12.30	10.00	2.30
205	02	02	小学教育	12.30	10.00	2.30

支出决算表
单位：元
科目编码	科目名称	本年支出合计	基本支出	项目支出	上缴上级支出	经营支出	对附属单位补助支出
2050202	小学教育	123,000.00	100,000.00	23,000.00	0.00	—	
	合计	123,000.00	100,000.00	23,000.00	0.00	—	
`)
	wantFacts(t, got,
		"general.expense|||final|12.30万元", "general.basic|||final|10.00万元", "general.project|||final|2.30万元",
		"general.expense|教育支出|205|final|12.30万元", "general.basic|教育支出|205|final|10.00万元", "general.project|教育支出|205|final|2.30万元",
		"general.expense|教育支出/普通教育|20502|final|12.30万元", "general.basic|教育支出/普通教育|20502|final|10.00万元", "general.project|教育支出/普通教育|20502|final|2.30万元",
		"general.expense|教育支出/普通教育/小学教育|2050202|final|12.30万元", "general.basic|教育支出/普通教育/小学教育|2050202|final|10.00万元",
		"general.project|教育支出/普通教育/小学教育|2050202|final|2.30万元",
		"expense.year|教育支出/普通教育/小学教育|2050202|final|123000.00元", "expense.basic|教育支出/普通教育/小学教育|2050202|final|100000.00元",
		"expense.project|教育支出/普通教育/小学教育|2050202|final|23000.00元", "expense.remitted_up|教育支出/普通教育/小学教育|2050202|final|0.00元",
		"expense.year|||final|123000.00元", "expense.basic|||final|100000.00元", "expense.project|||final|23000.00元", "expense.remitted_up|||final|0.00元")
	if n := len(r.Coverage.Unread); n > 0 {
		t.Errorf("%d figures unread: %v", n, r.Coverage.Unread)
	}
	for _, table := range r.Tables {
		if len(table.Rows) == 0 || table.Headings == 0 || table.Measure == "" {
			t.Errorf("form %d: %d rows, %d headings, measure %q", table.Form, len(table.Rows), table.Headings, table.Measure)
		}
	}
}

func TestFormOfBasicExpenditure(t *testing.T) {
	got, _ := formsOf(t, `一般公共预算财政拨款基本支出决算表
单位：万元
科目编码	科目名称	决算数	科目编码	科目名称	决算数
301	工资福利支出	80.00	302	商品和服务支出	9.00
30101	基本工资	80.00	30201	办公费	9.00
303	对个人和家庭的补助	1.00			
人员经费合计		81.00	公用经费合计		9.00
`)
	wantFacts(t, got,
		"general.basic|工资福利支出|301|final|80.00万元", "general.basic|工资福利支出/基本工资|30101|final|80.00万元",
		"general.basic|商品和服务支出|302|final|9.00万元", "general.basic|商品和服务支出/办公费|30201|final|9.00万元",
		"general.basic|对个人和家庭的补助|303|final|1.00万元",
		"general.personnel|||final|81.00万元", "general.operation|||final|9.00万元")
}

func TestFormOfSangong(t *testing.T) {
	got, _ := formsOf(t, `财政拨款“三公”经费支出决算表
单位：万元
预算数						决算数
合计	因公出国（境）费	公务用车购置及运行费			公务接待费	合计	因公出国（境）费	公务用车购置及运行费			公务接待费
		小计	公务用车购置费	公务用车运行费				小计	公务用车购置费	公务用车运行费	
1	2	3	4	5	6	7	8	9	10	11	12
3.00		2.00		2.00	1.00	2.50	0.00	1.80		1.80	0.70
`)
	wantFacts(t, got,
		"sangong.total|||full_budget|3.00万元", "sangong.vehicle|||full_budget|2.00万元", "sangong.vehicle_operation|||full_budget|2.00万元",
		"sangong.reception|||full_budget|1.00万元", "sangong.total|||final|2.50万元", "sangong.abroad|||final|0.00万元", "sangong.vehicle|||final|1.80万元",
		"sangong.vehicle_operation|||final|1.80万元", "sangong.reception|||final|0.70万元")
}

// A form without figures whose note says so states that there is nothing; one
// without a note states nothing at all.
func TestEmptyForms(t *testing.T) {
	_, r := formsOf(t, `政府性基金预算财政拨款收入支出决算表
单位：万元
科目编码	科目名称	年初结转和结余	本年收入	小计	基本支出	项目支出	年末结转和结余
合计							
说明：青江区教育局没有政府性基金预算财政拨款收入，也没有政府性基金预算财政拨款支出，故本表无数据。

国有资本经营预算财政拨款支出决算表
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
合计				
`)
	none := map[fiscal.Item]bool{}
	for _, f := range r.Facts {
		if f.Origin == fiscal.StatedNone {
			none[f.Item] = true
		}
	}
	if !none[fiscal.FundIncomeYear] || !none[fiscal.FundExpenseYear] || none[fiscal.CapitalExpense] {
		t.Errorf("stated none: %v", none)
	}
	empty := map[int]bool{}
	for _, table := range r.Tables {
		empty[table.Form] = table.Empty
		if table.Empty && (table.Note == nil || !strings.Contains(table.Note.Text, "无数据")) {
			t.Errorf("form %d is empty without the note that says so", table.Form)
		}
	}
	if !empty[8] || empty[9] {
		t.Errorf("empty forms: %v", empty)
	}
}

// Where no line says what a form is printed in, its figures stay unread.
func TestFormWithoutMeasure(t *testing.T) {
	got, r := formsOf(t, `收入决算表
科目编码	科目名称	本年收入合计	财政拨款收入
合计		12.00	12.00
205	教育支出	12.00	12.00
`)
	wantFacts(t, got)
	if len(r.Coverage.Unread) != 4 {
		t.Errorf("unread: %v", r.Coverage.Unread)
	}
}

// A table that only carries the title of a form is none.
func TestTitleAlone(t *testing.T) {
	got, r := formsOf(t, `收入决算表
单位：万元
姓名	年龄
张三	38
李四	41
`)
	wantFacts(t, got)
	for _, table := range r.Tables {
		if table.Rows != nil {
			t.Errorf("form %d was read from a list of persons", table.Form)
		}
	}
}
