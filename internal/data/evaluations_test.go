package data_test

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/reconcile"
)

// checked is the publication of the seed with the checks of its tables.
func checked(t testing.TB, replace ...string) data.Publication {
	t.Helper()
	p := publication(t, replace...)
	p.Report.Checks = reconcile.Run(p.Report)
	return p
}

func evaluations(t testing.TB, s *data.Store, f data.EvaluationFilter) []data.EvaluationRow {
	t.Helper()
	if f.Limit == 0 {
		f.Limit = 100
	}
	rows, err := s.Evaluations(context.Background(), f)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func namesOf(rows []data.EvaluationRow) string {
	var all []string
	for _, r := range rows {
		name := r.Name
		if r.Kind == fiscal.Overall {
			name = "整体"
		}
		all = append(all, string([]rune(name)[:2]))
	}
	return strings.Join(all, " ")
}

func TestEvaluationsOfTheSeed(t *testing.T) {
	s, _ := store(t)
	publish(t, s, checked(t))
	count, err := s.CountEvaluations(context.Background(), data.EvaluationFilter{})
	if err != nil {
		t.Fatal(err)
	}
	if want := (data.EvaluationCount{Tables: 4, Overall: 1, Units: 1, Reports: 1, Contradicted: 2, Findings: 2}); count != want {
		t.Errorf("%+v, want %+v", count, want)
	}
	for _, c := range []struct {
		filter data.EvaluationFilter
		want   string
	}{
		{data.EvaluationFilter{Order: data.ByBudget}, "整体 《河 水磨 原区"},
		{data.EvaluationFilter{Order: data.ByBudget, Ascending: true}, "原区 水磨 《河 整体"},
		{data.EvaluationFilter{Order: data.ByRate, Ascending: true}, "原区 《河 整体 水磨"},
		{data.EvaluationFilter{Order: data.ByScore}, "水磨 《河 原区 整体"}, // 整体 has no total
		{data.EvaluationFilter{Order: data.ByScore, Ascending: true}, "原区 《河 水磨 整体"},
		{data.EvaluationFilter{Order: data.ByFindings}, "《河 原区 整体 水磨"},
		{data.EvaluationFilter{Kind: fiscal.Overall}, "整体"},
		{data.EvaluationFilter{Contradicted: true}, "《河 原区"},
		{data.EvaluationFilter{Query: "空间战略"}, "水磨"},
		{data.EvaluationFilter{Query: "粮食和物资储备局"}, "整体 《河 水磨 原区"},
		{data.EvaluationFilter{Query: "%"}, ""},
		{data.EvaluationFilter{Query: "' OR 1=1 --"}, ""},
		{data.EvaluationFilter{Year: 2023}, ""},
		{data.EvaluationFilter{Year: 2024, Limit: 2, Offset: 1}, "《河 水磨"},
		{data.EvaluationFilter{UnitID: 2}, ""},
	} {
		if got := namesOf(evaluations(t, s, c.filter)); got != c.want {
			t.Errorf("%+v: %s, want %s", c.filter, got, c.want)
		}
	}
	row := evaluations(t, s, data.EvaluationFilter{Query: "河马泉"})[0]
	if f := row.Fund; f.InitialBudget != "150.00" || f.FullBudget != "150.00" || f.Executed != "148.00" || f.Weight != "10" || f.Rate != "98.7%" || f.Score != "9.87分" ||
		row.TotalScore != "99.87分" || row.Indicators != 7 || row.Number != 1 || row.Measure != fiscal.TenThousandYuan || row.Year != 2024 {
		t.Errorf("%+v", row)
	}
	if len(row.Places) != 7 || row.Places["funds.0.executed"] == 0 {
		t.Errorf("places %v", row.Places)
	}
	if len(row.Findings) != 1 {
		t.Fatalf("findings %+v", row.Findings)
	}
	f := row.Findings[0]
	if f.Cell != "indicators.2.completion" || f.Row != 2 || f.Indicator.Target != "=100%" || f.Indicator.Actual != "=98%" || f.Indicator.Completion != "100%" || f.Check.Rule != "T15" {
		t.Errorf("%+v", f)
	}
}

func TestFindings(t *testing.T) {
	s, _ := store(t)
	publish(t, s, checked(t))
	for query, want := range map[string]int{"": 2, "补贴发放": 1, "成本指标": 1, "河马泉": 1, "发展和改革": 2, "没有这个": 0} {
		rows, count, err := s.Findings(context.Background(), data.EvaluationFilter{Query: query, Limit: 10})
		if err != nil || len(rows) != want || count != want {
			t.Errorf("%s: %d of %d, want %d (%v)", query, len(rows), count, want, err)
		}
	}
	rows, count, err := s.Findings(context.Background(), data.EvaluationFilter{Limit: 1, Offset: 1})
	if err != nil || count != 2 || len(rows) != 1 {
		t.Fatal(rows, count, err)
	}
	if r := rows[0]; r.Project != "原区劳动服务公司退休人员经费" || r.Indicator.Level3 != "补贴发放金额" || r.Number != 2 || r.Places["indicators.3.completion"] == 0 || len(r.Places) < 10 {
		t.Errorf("%+v", r)
	}
}

// Only the newest edition of a unit's year is listed; a fixed contradiction is
// gone.
func TestEvaluationsOfTheNewestEdition(t *testing.T) {
	s, _ := store(t)
	publish(t, s, checked(t))
	publish(t, s, checked(t, "\t=98%\n", "\t=100%\n"))
	rows := evaluations(t, s, data.EvaluationFilter{})
	if len(rows) != 4 || len(evaluations(t, s, data.EvaluationFilter{Contradicted: true})) != 1 {
		t.Errorf("%d rows: %s", len(rows), namesOf(rows))
	}
}

func TestCoverage(t *testing.T) {
	s, _ := store(t)
	publish(t, s, checked(t))
	rows, count, err := s.Coverage(context.Background(), data.EvaluationFilter{Limit: 10}, data.CoverageByShare)
	if err != nil || count != 1 || len(rows) != 1 {
		t.Fatal(rows, count, err)
	}
	// 148.00 + 3.79 + 27.60 万元 were evaluated.
	if r := rows[0]; r.Projects != 3 || r.Unstated != 0 || r.Executed != 179_390000 || r.Stated == nil || r.Stated.Value.String() != "9141.82" || r.Spending == nil || *r.Spending != 9141_820000 {
		t.Errorf("%+v %v", r, r.Stated)
	}
	for _, by := range []data.CoverageOrder{data.BySpending, data.ByCovered, data.ByUnit, "nonsense"} {
		if rows, _, err := s.Coverage(context.Background(), data.EvaluationFilter{Limit: 10, Query: "水磨沟", Year: 2024}, by); err != nil || len(rows) != 1 {
			t.Error(by, rows, err)
		}
	}
}

// What was published before there were lists is entered when the database is
// opened.
func TestListsOfEarlierEditions(t *testing.T) {
	s, path := store(t)
	publish(t, s, checked(t))
	want := evaluations(t, s, data.EvaluationFilter{})
	s.Close()
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath())
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range []string{"evaluation_list", "evaluation_findings", "evaluation_coverage"} {
		if _, err := db.Exec(`DELETE FROM ` + table); err != nil {
			t.Fatal(err)
		}
	}
	db.Close()
	s, err = data.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	got := evaluations(t, s, data.EvaluationFilter{})
	if fmt.Sprint(got) != fmt.Sprint(want) || !slices.ContainsFunc(got, func(r data.EvaluationRow) bool { return len(r.Findings) > 0 }) {
		t.Errorf("%v, want %v", got, want)
	}
}

// Amounts beyond all measure and cells in words have no figure; sums hold.
func TestAbsurdAmounts(t *testing.T) {
	s, _ := store(t)
	huge := "9,000,000,000,000.00"
	publish(t, s, checked(t, "\t148.00\n", "\t"+huge+"\n", "\t27.60\n", "\t"+huge+"\n", "\t3.79\n", "\t若干\n"))
	rows, _, err := s.Coverage(context.Background(), data.EvaluationFilter{Limit: 10}, data.CoverageByShare)
	if err != nil || len(rows) != 1 || rows[0].Unstated != 3 || rows[0].Executed != 0 {
		t.Errorf("%+v %v", rows, err)
	}
	if got := namesOf(evaluations(t, s, data.EvaluationFilter{Order: data.ByExecuted})); !strings.HasPrefix(got, "整体") {
		t.Errorf("%s: what has no figure stands before what has one", got)
	}
}

// The evaluations of a unit that was renamed are listed under what it is
// called now, and found by either name.
func TestEvaluationsOfARenamedUnit(t *testing.T) {
	s, _ := store(t)
	publish(t, s, bare(newName, 2025))
	p := checked(t)
	publish(t, s, p)
	declare(t, s, data.Declaration{Kind: data.Rename, Unit: 1, Other: p.Report.Unit.Name, Year: 2025})
	for _, query := range []string{newName, p.Report.Unit.Name} {
		rows := evaluations(t, s, data.EvaluationFilter{Query: query})
		if len(rows) != 4 || rows[0].Unit.ID != 1 {
			t.Errorf("%s: %d rows of unit %v", query, len(rows), rows)
		}
		if found, n, err := s.Findings(context.Background(), data.EvaluationFilter{Query: query, UnitID: 1, Limit: 9}); err != nil || n != 2 || found[0].Unit.ID != 1 {
			t.Errorf("%s: %d findings %v", query, n, err)
		}
		if covered, n, err := s.Coverage(context.Background(), data.EvaluationFilter{Query: query, UnitID: 1, Limit: 9}, data.CoverageByShare); err != nil || n != 1 || covered[0].Unit.ID != 1 {
			t.Errorf("%s: %d covered %v", query, n, err)
		}
	}
}
