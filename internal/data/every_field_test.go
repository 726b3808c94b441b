package data_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/govalues/decimal"

	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
)

// What the seed does not have comes back as well: pages, classes without a
// code, amounts too fine to compare, a reason printed in other words, empty
// lists within lists.
func TestRoundTripOfEveryField(t *testing.T) {
	place := func(text string) fiscal.Source {
		return fiscal.Source{Section: "2.1", Start: 3, End: 5, Text: text, Page: new(12)}
	}
	cell := place("优")
	value := func(s string) *decimal.Decimal { return new(decimal.MustParse(s)) }
	r := &fiscal.Report{
		Document: fiscal.Document{Name: "决算 & <公开>.pdf", SHA256: strings.Repeat("ab", 32), MediaType: "application/pdf", Bytes: 15, Pages: 30,
			Parts: []fiscal.DocumentPart{{Name: "表.xlsx", SHA256: "cd", MediaType: "x", Bytes: 3, Start: 7}}, Omitted: []fiscal.Omission{{What: "隐藏的工作表", Why: "不公开"}}},
		Unit:     fiscal.Unit{Name: "某局/甲", Aliases: []string{}, Region: "", Inferred: []string{"region", "name"}},
		Year:     2019,
		Sections: []fiscal.Section{{ID: "2.1", Title: "题", Topic: "", Start: 0, End: 15}},
		Facts: []fiscal.Fact{
			{Item: fiscal.ExpenseYear, Basis: fiscal.Final, Value: value("0.00"), Measure: fiscal.TenThousandYuan, Origin: fiscal.Stated, Source: new(place("零零"))},
			{Item: fiscal.ExpenseBasic, Basis: fiscal.Final, Value: value("7"), Measure: fiscal.Yuan, Origin: fiscal.Stated,
				Source: &fiscal.Source{Section: "1", Start: 7, End: 8, Text: "7", Form: 3},
				Correction: &fiscal.Correction{Kind: "changed", At: "2020-10-01T00:00:00Z", By: "张三 <&>", Why: "单位应为元",
					Was: &fiscal.Reading{Item: fiscal.ExpenseProject, Class: &fiscal.Class{Path: []string{"甲", "乙"}, Code: "201"}, Basis: fiscal.Prior, Value: value("7.00"), Measure: fiscal.TenThousandYuan}}},
			{Item: fiscal.ExpenseYear, Class: &fiscal.Class{Path: []string{"无此类", "无此款"}}, EconomicClass: &fiscal.Class{Path: []string{"办公费"}, Code: "30201"},
				Basis: fiscal.Change, Value: value("-1.20"), Measure: fiscal.HundredMillion, Origin: fiscal.Stated, Source: new(place("减1"))},
			{Item: fiscal.ExpenseYear, Basis: fiscal.Prior, Value: value("1234567890.123456789"), Measure: fiscal.Yuan, Origin: fiscal.Derived, From: []int{1, 0}},
			{Item: fiscal.FundExpense, Basis: fiscal.Final, Origin: fiscal.StatedNone, Source: new(place("没有"))},
		},
		Reasons: []fiscal.Reason{
			{Item: fiscal.ExpenseYear, Class: &fiscal.Class{Path: []string{"无此类"}}, Basis: fiscal.Change, Direction: fiscal.Down, Text: "跨行的原因", Source: place("跨行\n的原因"), Fact: -1},
			{Item: fiscal.ExpenseYear, Basis: fiscal.VarianceRate, Direction: fiscal.Flat, Text: "原因", Source: place("原因"), Fact: 0},
		},
		Evaluations: []fiscal.Evaluation{
			{Kind: fiscal.Project, Funds: []fiscal.Fund{}, Indicators: []fiscal.Indicator{}, Cells: fiscal.CellSources{},
				Source: fiscal.Source{Section: "3", Start: 3, End: 5, Text: "三四"}},
			{Kind: fiscal.Overall, Title: "题", Name: "名", Department: "主管", Implementer: "实施", Year: 2019, Measure: fiscal.Yuan, Goal: "目标", Result: "完成", TotalWeight: "100", TotalScore: "9",
				Funds: []fiscal.Fund{{Source: "源", InitialBudget: "1", FullBudget: "2", Executed: "3", Weight: "4", Rate: "5", Score: "6"}, {}},
				Indicators: []fiscal.Indicator{{Level1: "1", Level2: "2", Level3: "3", Target: "4", Basis: "5", Prior: "6", Weight: "7", Rule: "8", Evidence: "9",
					Actual: "10", Completion: "11", Score: "12", Deviation: "13"}, {}},
				Source: fiscal.Source{Section: "3", Start: 0, End: 2, Text: "〇一", Page: new(1)}, Cells: fiscal.CellSources{"name": cell, "funds.1.rate": {Text: ""}},
				Corrected: map[string]fiscal.CellCorrection{"name": {At: "2020-10-01T00:00:00Z", By: "张三", Why: "认错了字 <&>", Was: "各"}, "indicators.1.actual": {At: "2020-10-02T00:00:00Z", By: "李四", Why: "漏读"}}},
		},
		Tables: []fiscal.Table{{Form: 8, Title: "表", Empty: true, Listed: true, Source: place("表八")}, {Form: 9, Title: "表"},
			{Form: 1, Title: "总表", Measure: fiscal.Yuan, Headings: 1, Empty: true, Note: new(place("空表")), Source: fiscal.Source{Section: "1", Start: 0, End: 9, Text: "总表", Form: 1},
				Rows: [][]fiscal.TableCell{{{Text: "项目", Start: 1, End: 3, Cols: 2}}, {{Text: "收入", Start: 4, End: 6}, {Text: "1.00", Start: 7, End: 11, Col: 1, Rows: 2}}}},
			// A sentence before the form calls it empty.
			{Form: 2, Title: "空表", Empty: true, Headings: 1, Source: place("空表"), Rows: [][]fiscal.TableCell{{{Text: "项目", Start: 100, End: 102}}}}},
		Glossary: []fiscal.Term{{Term: "词", Definition: "义", Source: place("词义")}, {Term: "词", Definition: "又义"}},
		Coverage: fiscal.Coverage{Figures: 5, Read: 4, InFacts: 2, InEvaluations: 1, Declared: []fiscal.Declared{{Kind: fiscal.Date, Text: "2019", Start: 1, End: 5}},
			Unread: []fiscal.Unread{{Text: "7", Start: 9, Context: "第7"}}},
		Checks: []fiscal.Check{
			{Rule: "T1", Title: "甲 = 乙", Status: fiscal.Rounding, Stated: "1.00万元", Computed: "1.01万元", Formula: "0.50 + 0.51", Difference: "-0.01", Tolerance: "0.015",
				Note: "四舍五入", Facts: []int{0, 2}, Cells: []fiscal.CellRef{{Evaluation: 1, Cell: "name"}}, Sources: []fiscal.Source{cell}},
			{Rule: "T2", Status: fiscal.NotApplicable, Facts: []int{}},
		},
		Removed: []fiscal.Removed{
			{Reading: fiscal.Reading{Item: fiscal.ExpenseYear, Basis: fiscal.Final, Value: value("3.10"), Measure: fiscal.Yuan},
				Source: &fiscal.Source{Section: "2", Start: 3, End: 4, Text: "三", Page: new(2), Form: 4}, At: "2020-10-02T00:00:00Z", By: "李四", Why: "不是决算数"},
			{Reading: fiscal.Reading{Item: fiscal.FundExpense, Basis: fiscal.Final}, At: "2020-10-02T00:00:01Z", By: "李四", Why: "不成立"},
		},
	}
	s, _ := store(t)
	want := data.Provenance{Title: "题名", URL: "https://example.gov.cn/?a=1&b=2", Published: "2020-09-30", Licence: "许可", Note: "备注"}
	now := time.Date(2026, 1, 2, 8, 4, 5, 0, time.FixedZone("+08", 8*3600))
	e, _ := publish(t, s, data.Publication{Report: r, Text: "〇一二三四五六七八九十甲乙丙丁", Original: []byte("%PDF"), Provenance: want, ReaderVersion: "7", Now: now})
	got, err := s.Report(context.Background(), e.ID)
	if err != nil {
		t.Fatal(err)
	}
	sameReport(t, r, got)
	if e.Provenance != want || e.ReaderVersion != "7" || !e.PublishedAt.Equal(now) || e.PublishedAt.Location() != time.UTC || e.Year != 2019 {
		t.Errorf("edition %+v", e)
	}
	u, err := s.Unit(context.Background(), e.UnitID)
	if err != nil || u.Slug != "某局甲" || u.Region != "" || !u.RegionInferred {
		t.Errorf("unit %+v %v", u, err)
	}
}
