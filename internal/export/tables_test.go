package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingzhang/internal/fiscal"
	"mingzhang/internal/story"
)

func formFile(t *testing.T, number int) ([][]string, []map[string]string) {
	t.Helper()
	report, _ := theSeed(t)
	form, _ := story.Open(report).Form(number)
	file := written(t, func(b *bytes.Buffer) error { return FormCSV(b, form, Options{}) })
	all, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(file), bom))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all, records(t, file)
}

func TestFormCSV(t *testing.T) {
	_, rows := formFile(t, 5)
	got := only(t, rows, map[string]string{"科目编码": "20104"})
	want := map[string]string{
		"科目编码": "20104", "科目名称": "发展与改革事务", "本年支出/合计": "225.46", "本年支出/基本支出": "未提及", "本年支出/项目支出": "未提及",
		"层级": "2", "计量单位": "万元", "推算的列": "3",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-document +file)\n%s", diff)
	}
	total := only(t, rows, map[string]string{"科目名称": "合计"})
	if total["本年支出/合计"] != "448.33" || total["本年支出/基本支出"] != "268.50" || total["本年支出/项目支出"] != "179.83" || total["推算的列"] != "5" || total["层级"] != "" {
		t.Errorf("合计: %v", total)
	}
}

// Headings over one another join to one line.
func TestFormCSVHeadings(t *testing.T) {
	all, rows := formFile(t, 8)
	want := []string{"科目编码", "科目名称", "年初结转和结余", "本年收入", "本年支出/小计", "本年支出/基本支出", "本年支出/项目支出", "年末结转和结余", "层级", "计量单位", "推算的列"}
	if diff := cmp.Diff(want, all[0]); diff != "" {
		t.Errorf("(-form +file)\n%s", diff)
	}
	if row := only(t, rows, map[string]string{"科目名称": "合计"}); row["本年收入"] != "8960.06" || row["年末结转和结余"] != "0.00" {
		t.Errorf("合计: %v", row)
	}
	sides, _ := formFile(t, 1)
	if diff := cmp.Diff([]string{"收入/项目", "收入/决算数", "支出/按功能分类", "支出/决算数"}, sides[0][:4]); diff != "" {
		t.Errorf("(-form +file)\n%s", diff)
	}
}

func TestFormJSON(t *testing.T) {
	report, _ := theSeed(t)
	form, _ := story.Open(report).Form(9)
	var got struct {
		Form          int
		Title, Note   string
		Printed       *string
		Empty         bool   `json:"declared_empty"`
		EmptySentence string `json:"empty_sentence"`
		Columns       [][]map[string]any
		Rows          []struct {
			Total bool
			Cells []map[string]any
		}
		Count map[string]int
	}
	if err := json.Unmarshal(written(t, func(b *bytes.Buffer) error { return FormJSON(b, someMeta, form) }), &got); err != nil {
		t.Fatal(err)
	}
	if got.Form != 9 || !got.Empty || got.EmptySentence != "国有资本经营预算财政拨款收入支出决算表为空表" || got.Printed != nil {
		t.Errorf("%+v", got)
	}
	if len(got.Rows) != 1 || !got.Rows[0].Total || got.Rows[0].Cells[1]["text"] != "合计" {
		t.Fatalf("rows: %+v", got.Rows)
	}
	if cell := got.Rows[0].Cells[2]; cell["nothing"] != "none" || !strings.HasPrefix(cell["source_url"].(string), "https://example.org/e/k7/source#o") {
		t.Errorf("cell: %v", cell)
	}
	if diff := cmp.Diff(map[string]int{"figures": 0, "none": 6, "unstated": 0, "unread": 0, "undefined": 0}, got.Count); diff != "" {
		t.Errorf("count (-want +file)\n%s", diff)
	}
}

// A cell in another measure than its form's says so.
func TestFormCSVOfAnotherMeasure(t *testing.T) {
	report, _ := theSeed(t)
	form, _ := story.Open(report).Form(3)
	form.Unit = "元"
	row := records(t, written(t, func(b *bytes.Buffer) error { return FormCSV(b, form, Options{}) }))[0]
	if row["项目支出"] != "9141.82万元" || row["计量单位"] != "元" {
		t.Errorf("%v", row)
	}
}

func TestEvaluationCSV(t *testing.T) {
	report, _ := theSeed(t)
	rows := records(t, written(t, func(b *bytes.Buffer) error { return EvaluationCSV(b, someMeta, report.Evaluations[0], Options{}) }))
	funds := only(t, rows, map[string]string{"部分": "资金", "资金来源": "年度总资金"})
	if funds["年初预算数"] != "29,788.39" || funds["执行率"] != "99.72%" || funds["得分"] != "9.97" || funds["版本"] != "k7" || funds["年度"] != "2024" {
		t.Errorf("年度总资金: %v", funds)
	}
	none := only(t, rows, map[string]string{"资金来源": "上级资金（万元）"})
	if none["得分"] != "-" {
		t.Errorf("上级资金: %v", none)
	}
	growth := only(t, rows, map[string]string{"三级指标": "固定资产投资增长率"})
	if growth["指标值"] != "'=12%" || growth["实际完成值"] != "-14.7%" || growth["一级指标"] != "履职效能" || growth["二级指标"] != "质量指标" || growth["得分"] != "0" {
		t.Errorf("固定资产投资增长率: %v", growth)
	}

	project := records(t, written(t, func(b *bytes.Buffer) error { return EvaluationCSV(b, someMeta, report.Evaluations[1], Options{}) }))
	total := only(t, project, map[string]string{"部分": "总分"})
	if total["分值"] != "100" || total["得分"] != "99.87分" || total["自评表"] != "《河马泉新区创新集聚区实施方案》编制" {
		t.Errorf("总分: %v", total)
	}
}

func TestChecksCSV(t *testing.T) {
	report, _ := theSeed(t)
	rows := records(t, written(t, func(b *bytes.Buffer) error { return ChecksCSV(b, someMeta, report, Options{}) }))
	if len(rows) != len(report.Checks) || len(rows) == 0 {
		t.Fatalf("%d lines for %d checks", len(rows), len(report.Checks))
	}
	for i, row := range rows {
		if row["rule"] == "" || row["title"] == "" || row["status"] == "" || row["year"] != "2024" {
			t.Errorf("line %d: %v", i, row)
		}
		// every computed side is there, whatever sign it begins with
		if c := report.Checks[i]; strings.TrimPrefix(row["computed"], "'") != c.Computed || strings.TrimPrefix(row["difference"], "'") != c.Difference {
			t.Errorf("line %d: %q off by %q, want %q off by %q", i, row["computed"], row["difference"], c.Computed, c.Difference)
		}
	}
	var file struct {
		Coverage fiscal.Coverage
		Checks   []fiscal.Check
	}
	if err := json.Unmarshal(written(t, func(b *bytes.Buffer) error { return ChecksJSON(b, someMeta, report) }), &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Checks) != len(report.Checks) || file.Coverage.Figures != report.Coverage.Figures {
		t.Errorf("%d checks over %d figures", len(file.Checks), file.Coverage.Figures)
	}
}

func TestUnitsCSV(t *testing.T) {
	report, _ := theSeed(t)
	var expense *fiscal.Fact
	for i, f := range report.Facts {
		if f.Item == fiscal.ExpenseYear && f.Basis == fiscal.Final {
			expense = &report.Facts[i]
		}
	}
	units := []UnitRow{
		{ID: 1, Name: "水磨沟区发展和改革委员会", Aliases: []string{"工业和信息化局", "粮食和物资储备局"}, Years: []int{2024, 2023}, Expense: expense,
			Sangong: &fiscal.Fact{Item: fiscal.SangongTotal, Origin: fiscal.StatedNone}, URL: "https://example.org/u/1-a/"},
		{ID: 2, Name: "=教育局"},
	}
	rows := records(t, written(t, func(b *bytes.Buffer) error { return UnitsCSV(b, units, Options{}) }))
	first, second := rows[0], rows[1]
	if first["aliases"] != "工业和信息化局；粮食和物资储备局" || first["years"] != "2024 2023" || first["latest_year"] != "2024" ||
		first["expense_year"] != "9410.33" || first["expense_unit"] != "万元" || first["sangong_total"] != "文中说明无" || first["sangong_unit"] != "" {
		t.Errorf("%v", first)
	}
	if second["name"] != "'=教育局" || second["latest_year"] != "" || second["expense_year"] != "未提及" {
		t.Errorf("%v", second)
	}
	var file struct{ Units []map[string]any }
	if err := json.Unmarshal(written(t, func(b *bytes.Buffer) error { return UnitsJSON(b, units) }), &file); err != nil {
		t.Fatal(err)
	}
	if file.Units[0]["expense_year"].(map[string]any)["value"] != "9410.33" || file.Units[1]["expense_year"] != nil || file.Units[1]["name"] != "=教育局" {
		t.Errorf("%v", file.Units)
	}
}

func TestTrends(t *testing.T) {
	report, _ := theSeed(t)
	var facts []story.YearFact
	for _, f := range report.Facts {
		facts = append(facts, story.YearFact{Year: 2024, Fact: f, At: 0})
	}
	trends := story.NewTrends(facts)
	rows := records(t, written(t, func(b *bytes.Buffer) error { return TrendsCSV(b, someMeta, trends, Options{}) }))
	for _, want := range []map[string]string{
		{"item": "sangong.total", "year": "2024", "value": "2.14", "measure": "万元", "origin": "stated", "kind_of_nothing": "", "stated_in": "2024"},
		{"item": "sangong.total", "year": "2023", "value": "1.25", "measure": "万元", "origin": "derived", "kind_of_nothing": "", "stated_in": "2024"},
		{"item": "income.year", "year": "2023", "value": "", "measure": "", "origin": "", "kind_of_nothing": "未提及", "stated_in": ""},
	} {
		only(t, rows, want)
	}
	var file struct {
		Years []int
		Items []struct {
			Item  string
			Years []map[string]any
		}
	}
	if err := json.Unmarshal(written(t, func(b *bytes.Buffer) error { return TrendsJSON(b, someMeta, trends, Names{Name: "某局"}, nil) }), &file); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]int{2023, 2024}, file.Years); diff != "" {
		t.Error(diff)
	}
	if len(file.Items) != len(trends.Rows) || len(file.Items[0].Years) != 2 {
		t.Errorf("%+v", file.Items)
	}
}

func TestChartCSV(t *testing.T) {
	report, _ := theSeed(t)
	for _, chart := range story.Open(report).Charts() {
		rows := records(t, written(t, func(b *bytes.Buffer) error { return ChartCSV(b, chart, Options{}) }))
		if len(rows) != len(chart.Table.Rows) {
			t.Errorf("%s: %d lines for %d", chart.Key, len(rows), len(chart.Table.Rows))
		}
	}
}
