package story

import (
	"testing"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

func says(value string, m fiscal.Measure) *Stated {
	v := decimal.MustParse(value)
	return &Stated{Fact: fiscal.Fact{Value: &v, Measure: m, Origin: fiscal.Stated, Source: &fiscal.Source{Start: 7}}, At: 7}
}

var nothingSaid = &Stated{Fact: fiscal.Fact{Origin: fiscal.StatedNone, Source: &fiscal.Source{Start: 3}}, At: 3}

// TestViews: each view gives the printed figure where there is one, else one
// computed from printed figures, else says what is missing.
func TestViews(t *testing.T) {
	wan, yuan, people, percent := fiscal.TenThousandYuan, fiscal.Yuan, fiscal.Persons, fiscal.Percent
	before := &Standing{Year: 2023, Final: says("1.25", wan)}
	for _, c := range []struct {
		name   string
		s      Standing
		view   View
		before *Standing
		want   string // figure with its unit, or the kind of nothing
		over   string
	}{
		{"stated", Standing{Final: says("2.14", wan)}, AmountView, nil, "2.14 万元", ""},
		{"share", Standing{Final: says("2.14", wan), Whole: says("9410.33", wan)}, ShareView, nil, "0.02%", "2.14 ÷ 9,410.33"},
		{"share across measures", Standing{Final: says("50000.00", yuan), Whole: says("20.00", wan)}, ShareView, nil, "25.00%", "50,000.00 ÷ 20.00"},
		{"no whole", Standing{Final: says("2.14", wan)}, ShareView, nil, "缺支出合计", ""},
		{"a head", Standing{Final: says("225.00", wan), Staff: says("12", people)}, PerStaffView, nil, "187,500 元", "225.00 ÷ 12"},
		{"a head of cars", Standing{Final: says("3", fiscal.Vehicles), Staff: says("12", people)}, PerStaffView, nil, "0.25 辆", "3 ÷ 12"},
		{"nobody", Standing{Final: says("225.00", wan), Staff: says("0", people)}, PerStaffView, nil, "无法计算", ""},
		{"staff not said", Standing{Final: says("225.00", wan)}, PerStaffView, nil, "缺在职人数", ""},
		{"change stated", Standing{Final: says("2.14", wan), Change: says("0.89", wan), Prior: says("9.99", wan)}, ChangeView, before, "0.89 万元", ""},
		{"change from the prior", Standing{Final: says("2.14", wan), Prior: says("1.00", wan)}, ChangeView, before, "1.14 万元", "2.14 − 1.00"},
		{"change from last year's report", Standing{Final: says("2.14", wan)}, ChangeView, before, "0.89 万元", "2.14 − 1.25"},
		{"change across measures", Standing{Final: says("21400.00", yuan)}, ChangeView, before, "8,900.00 元", "21,400.00 − 1.25"},
		{"first year", Standing{Final: says("2.14", wan)}, ChangeView, nil, "缺上年数", ""},
		{"growth stated", Standing{Final: says("2.14", wan), Growth: says("71.20", percent)}, GrowthView, before, "71.20%", ""},
		{"growth computed", Standing{Final: says("2.14", wan)}, GrowthView, before, "71.20%", "2.14 比 1.25"},
		{"growth from nothing", Standing{Final: says("2.14", wan), Prior: says("0.00", wan)}, GrowthView, nil, "无法计算", ""},
		{"variance stated", Standing{Final: says("2", wan), Initial: says("1", wan), Variance: says("-68.42", percent)}, VarianceView, nil, "−68.42%", ""},
		{"variance computed", Standing{Final: says("9408.39", wan), Initial: says("29788.39", wan)}, VarianceView, nil, "−68.42%", "9,408.39 比 29,788.39"},
		{"variance from completion", Standing{Completion: says("98.5", percent)}, VarianceView, nil, "−1.5%", ""},
		{"no budget", Standing{Final: says("2", wan)}, VarianceView, nil, "缺预算数", ""},
		{"stated nothing", Standing{Final: nothingSaid}, ShareView, nil, "文中说明无", ""},
		{"not mentioned", Standing{Absent: NotMentioned}, ChangeView, before, "未提及", ""},
		{"unread", Standing{Absent: Unread}, AmountView, before, "未能读出", ""},
		{"not money", Standing{Final: says("3", fiscal.Vehicles), Whole: says("20.00", wan)}, ShareView, nil, "无法计算", ""},
	} {
		got := c.s.View(c.view, c.before)
		text, over := got.Nothing.Term(), ""
		if got.Figure != nil {
			text = got.Figure.With()
		}
		if got.Over != nil {
			sign := got.Sign
			over = got.Over.Text + " " + sign + " " + got.Under.Text
		}
		if text != c.want || over != c.over {
			t.Errorf("%s: %q from %q, want %q from %q", c.name, text, over, c.want, c.over)
		}
		if got.Figure != nil && c.over != "" && (!got.Figure.Derived || got.Figure.Formula == "" || got.Figure.At != 7) {
			t.Errorf("%s is not marked as computed: %+v", c.name, got.Figure)
		}
	}
}

// TestCompareYears: years stand without a gap; a year without a document is
// known from the next one's where that says so.
func TestCompareYears(t *testing.T) {
	wan := fiscal.TenThousandYuan
	table := Compare(fiscal.SangongTotal, nil, AmountView, []UnitYears{
		{"甲", map[int]Nothing{2021: NotMentioned, 2024: NotMentioned}, map[int]Standing{
			2021: {Year: 2021, Final: says("1.00", wan)}, 2024: {Year: 2024, Final: says("3.00", wan), Prior: says("2.00", wan)}}},
		{"乙", map[int]Nothing{2022: Unread, 2024: NotMentioned}, map[int]Standing{2024: {Year: 2024, Final: says("4.00", wan)}}},
	})
	want := [][]string{{"1.00", "没有文件", "2.00", "3.00"}, {"没有文件", "未能读出", "没有文件", "4.00"}}
	if len(table.Years) != 4 || table.Years[0] != 2021 {
		t.Fatalf("years %v", table.Years)
	}
	for i, row := range table.Rows {
		for k, c := range row.Cells {
			text := c.Nothing.Term()
			if c.Figure != nil {
				text = c.Figure.Text
			}
			if text != want[i][k] {
				t.Errorf("%s in %d: %s, want %s", row.Name, c.Year, text, want[i][k])
			}
		}
	}
	if c := table.Rows[0].Cells[2]; !c.Later || c.StatedIn != 2024 {
		t.Errorf("2023 is stated in %d", c.StatedIn)
	}
	if got := table.Message(); got != "2024 年“三公”经费最多的是乙，4.00 万元；最少的是甲，3.00 万元" {
		t.Error(got)
	}
	chart, ok := table.Chart()
	if !ok || len(chart.Panels) != 2 || chart.Panels[1].Values[1].Missing != "未能读出" || !chart.Panels[0].Values[2].Pale {
		t.Errorf("%+v", chart)
	}
}

// TestMixedMeasures: 元 and 万元 are drawn to one scale, each with its unit.
func TestMixedMeasures(t *testing.T) {
	one := func(s *Stated) UnitYears {
		return UnitYears{"单位", map[int]Nothing{2024: NotMentioned}, map[int]Standing{2024: {Year: 2024, Final: s}}}
	}
	table := Compare(fiscal.ExpenseYear, nil, AmountView, []UnitYears{one(says("2.00", fiscal.TenThousandYuan)), one(says("20000.00", fiscal.Yuan))})
	chart, ok := table.Chart()
	if !ok || table.Unit() != "" {
		t.Fatal("no chart, or one unit")
	}
	a, b := chart.Panels[0].Values[0], chart.Panels[1].Values[0]
	if a.Amount != b.Amount || a.Label != "2.00 万元" || b.Label != "20,000.00 元" {
		t.Errorf("%+v and %+v", a, b)
	}
	if got := table.Message(); got != "2024 年本年支出合计相同，都是 2.00 万元" {
		t.Error(got)
	}
}

func TestFindItems(t *testing.T) {
	for text, want := range map[string]int{"三公": 1, "sangong.total": 1, "“三公”经费": 1, "三公经费": 1, "公务接待费": 1, "政府采购": 4, "机关运行": 1, "人员经费": 1, "没有": 0, "": 0, "（）": 0, "\xff": 0} {
		if got := FindItems(text); len(got) != want {
			t.Errorf("%q names %v, want %d", text, got, want)
		}
	}
	n := 0
	for _, g := range ItemGroups() {
		n += len(g.Items)
	}
	if n != len(fiscal.Items) {
		t.Errorf("%d of %d items are in groups", n, len(fiscal.Items))
	}
}
