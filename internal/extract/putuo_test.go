package extract_test

import (
	"context"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingzhang/internal/document"
	"mingzhang/internal/extract"
)

// pdfText is the text of a PDF with the line ends of its pages, as a person
// would save it.
func pdfText(t *testing.T, name string) *document.Document {
	t.Helper()
	path := filepath.Join(corpusDir, "pdf", name)
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("no pdftotext here")
	}
	text, err := exec.Command(tool, path, "-").Output()
	if err != nil {
		t.Skipf("no text of %s: %v", path, err)
	}
	doc, err := document.Read(context.Background(), strings.TrimSuffix(name, ".pdf")+".txt", text)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// The narrative of a real document of a Shanghai district, read off its pages.
func TestPutuo(t *testing.T) {
	doc := pdfText(t, "上海市普陀区财政局2024年度部门决算.pdf")
	r, err := extract.Read(doc)
	if err != nil {
		t.Fatal(err)
	}
	checkSources(t, doc, r)
	want := strings.Fields(`
income.total||final|2995.39 expense.total||final|2995.39 income.total||change|-56.95 income.total||change_rate|-1.87
income.year||final|2946.25 income.fiscal||final|2940.05 income.fiscal||share|99.79 income.other||final|6.2 income.other||share|0.21
expense.year||final|2940.05 expense.basic||final|2336.91 expense.basic||share|79.49 expense.project||final|603.14 expense.project||share|20.51
fiscal.income_total||final|0.3 fiscal.expense_total||final|0.3
general.expense||final|2940.05 general.expense||share|100.00 general.expense||change|-63.14 general.expense||change_rate|-2.10
general.expense||final|2940.05
general.expense|一般公共服务支出|final|2106.66 general.expense|一般公共服务支出|share|71.73
general.expense|社会保障和就业支出|final|326.72 general.expense|社会保障和就业支出|share|11.11
general.expense|卫生健康支出|final|60.99 general.expense|卫生健康支出|share|2.07
general.expense|住房保障支出|final|445.69 general.expense|住房保障支出|share|15.16
general.expense||initial_budget|2993.92 general.expense||final|2940.05 general.expense||completion_rate|98.20
general.expense|一般公共服务支出/财政事务/行政运行|initial_budget|1560.05
general.expense|一般公共服务支出/财政事务/行政运行|final|1511.89
general.expense|一般公共服务支出/财政事务/一般行政管理事务|initial_budget|10.00
general.expense|一般公共服务支出/财政事务/一般行政管理事务|final|10.00
general.expense|一般公共服务支出/财政事务/信息化建设|initial_budget|135.90
general.expense|一般公共服务支出/财政事务/信息化建设|final|135.25
general.expense|一般公共服务支出/财政事务/财政委托业务支出|initial_budget|450.52
general.expense|一般公共服务支出/财政事务/财政委托业务支出|final|449.52
general.expense|社会保障和就业支出/行政事业单位养老支出/行政单位离退休|initial_budget|85.55
general.expense|社会保障和就业支出/行政事业单位养老支出/行政单位离退休|final|84.65
general.expense|社会保障和就业支出/行政事业单位养老支出/机关事业单位基本养老保险缴费支出|initial_budget|161.62
general.expense|社会保障和就业支出/行政事业单位养老支出/机关事业单位基本养老保险缴费支出|final|160.75
general.expense|社会保障和就业支出/行政事业单位养老支出/机关事业单位职业年金缴费支出|initial_budget|80.81
general.expense|社会保障和就业支出/行政事业单位养老支出/机关事业单位职业年金缴费支出|final|80.38
general.expense|社会保障和就业支出/行政事业单位养老支出/其他行政事业单位养老支出|initial_budget|0.94
general.expense|社会保障和就业支出/行政事业单位养老支出/其他行政事业单位养老支出|final|0.94
general.expense|卫生健康支出/行政事业单位医疗/行政单位医疗|initial_budget|62.29
general.expense|卫生健康支出/行政事业单位医疗/行政单位医疗|final|60.99
general.expense|住房保障支出/住房改革支出/住房公积金|initial_budget|187.75
general.expense|住房保障支出/住房改革支出/住房公积金|final|187.19
general.expense|住房保障支出/住房改革支出/购房补贴|initial_budget|258.50
general.expense|住房保障支出/住房改革支出/购房补贴|final|258.50
general.basic||final|2336.91 general.personnel||final|2152.26 general.operation||final|184.65
sangong.total||initial_budget|0.95 sangong.total||final|0.00 sangong.total||completion_rate|0
sangong.abroad||final|0.00 sangong.abroad||completion_rate|0
sangong.vehicle||final|0.00 sangong.vehicle||completion_rate|0
sangong.reception||final|0.00 sangong.reception||completion_rate|0
agency.operation||final|184.65 agency.operation||change|2.55 agency.operation||change_rate|1.40
procurement.total||final|251.25 procurement.goods||final|4.79 procurement.works||final|0 procurement.services||final|246.47
assets.vehicles||final|0 assets.vehicles_ministerial||final|0 assets.vehicles_leader||final|0 assets.vehicles_confidential||final|0
assets.vehicles_emergency||final|0 assets.vehicles_enforcement||final|0 assets.vehicles_special||final|0 assets.vehicles_retired||final|0
assets.vehicles_other||final|0 assets.equipment_over_1m||final|2
fund.income_total||final|none fund.income_year||final|none fund.expense_total||final|none fund.expense_year||final|none fund.expense||final|none
capital.income_total||final|none capital.income_year||final|none capital.expense_total||final|none capital.expense_year||final|none capital.expense||final|none
`)
	var got []string
	for i, l := range stated(r) {
		if f := r.Facts[i]; f.Source != nil && f.Source.Form == 0 {
			got = append(got, l)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("facts of the narrative (-want +got):\n%s", diff)
	}
	if r.Unit.Name != "上海市普陀区财政局" || r.Year != 2024 {
		t.Errorf("is of %q in %d", r.Unit.Name, r.Year)
	}
	for _, s := range r.Sections {
		if s.ID == "3.7.1" && s.Title != "“三公”经费财政拨款支出决算总体情况说明" {
			t.Errorf("section %s is %q", s.ID, s.Title)
		}
	}
	if n := len(r.Sections); n != 26 {
		t.Errorf("%d sections; the document has a cover, 4 parts, 13 numbered sections and 8 below them; its contents only repeat them", n)
	}
}

// The blank template of the same district is no report.
func TestPutuoTemplate(t *testing.T) {
	_, err := extract.Read(pdfText(t, "附件2：部门决算模板.pdf"))
	if err == nil || !strings.Contains(err.Error(), "这是空白模板") {
		t.Errorf("the blank template was not refused as one: %v", err)
	}
}
