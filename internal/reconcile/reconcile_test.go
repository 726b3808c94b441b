package reconcile_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/govalues/decimal"

	"mingzhang/internal/document"
	"mingzhang/internal/extract"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/reconcile"
)

var update = flag.Bool("update", false, "rewrite the golden file, to be reviewed against the document by eye")

const seedFile = "../../seed/000_15c4900d2e5f3cbe.txt"

// read reads a file, with each pair of replacements made in its text.
func read(t testing.TB, path string, replace ...string) *fiscal.Report {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b = []byte(strings.NewReplacer(replace...).Replace(string(b)))
	doc, err := document.Read(context.Background(), filepath.Base(path), b)
	if err != nil {
		t.Fatal(err)
	}
	r, err := extract.Read(doc)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestSeed holds every check of the seed document to what was worked out by hand.
func TestSeed(t *testing.T) {
	var b strings.Builder
	for _, c := range reconcile.Run(read(t, seedFile)) {
		fmt.Fprintf(&b, "%s|%s|%s|%s|%s|%s|%s|%s\n", c.Rule, c.Status, c.Title, c.Stated, c.Computed, c.Difference, c.Tolerance, c.Formula)
	}
	path := "testdata/seed.checks"
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("(-worked out by hand +got):\n%s", diff)
	}
}

// find returns the checks of a rule whose title has the words.
func find(checks []fiscal.Check, rule, words string) []fiscal.Check {
	var found []fiscal.Check
	for _, c := range checks {
		if c.Rule == rule && strings.Contains(c.Title, words) {
			found = append(found, c)
		}
	}
	return found
}

// TestKnownAnswers are those that the document gives to a careful reader.
func TestKnownAnswers(t *testing.T) {
	checks := reconcile.Run(read(t, seedFile))
	for _, tc := range []struct {
		rule, title string
		status      fiscal.CheckStatus
		difference  string
	}{
		{"T1", "年初结转和结余", fiscal.Rounding, "−0.01 万元"},            // 9,418.44 + 18.21 = 9,436.65 against 9,436.64
		{"T7", "社会保障和就业支出 = ", fiscal.Rounding, "−0.01 万元"},       // 47.28 against 47.27
		{"T7", "各项之和", fiscal.Rounding, "−0.01 万元"},               // 448.34 against 448.33
		{"T8", "支出一节", fiscal.Notice, "0.01 万元"},                  // 268.51 and 268.50
		{"T13", "上年数（推算）之和", fiscal.Holds, "0.00 万元"},             // 859.42 = 448.33 + 411.09
		{"T13", "收入总计比上年", fiscal.Holds, "0.00 个百分点"},             // 1,630.51 ÷ 7,806.13 = 20.89%
		{"T14", "财政拨款收入总计的预决算差异率", fiscal.Holds, "0.00 个百分点"},     // (9,408.39 − 29,788.39) ÷ 29,788.39
		{"T14", "一般公共预算财政拨款支出的预决算差异率", fiscal.Holds, "0.00 个百分点"}, // (448.33 − 338.39) ÷ 338.39
		{"T14", "政府性基金", fiscal.Holds, "0.00 个百分点"},               // (8,960.06 − 29,450.00) ÷ 29,450.00
		{"T15", "完成项目成果并结题”完成率与目标", fiscal.Violated, ""},          // target 100%, actual 98%, completion 100%
		{"T15", "补贴发放金额”完成率与说明", fiscal.Violated, ""},             // words 120.96%, cell 0%
		{"T16", "", fiscal.Notice, ""},                            // 2025年 in a result of 2024
	} {
		found := find(checks, tc.rule, tc.title)
		if len(found) == 0 {
			t.Errorf("no check %s %q", tc.rule, tc.title)
			continue
		}
		if c := found[0]; c.Status != tc.status || tc.difference != "" && c.Difference != tc.difference {
			t.Errorf("%s %s: %s, difference %q; want %s, %q", c.Rule, c.Title, c.Status, c.Difference, tc.status, tc.difference)
		}
	}
	violated := 0
	for _, c := range checks {
		if c.Status == fiscal.Violated {
			violated++
		}
	}
	if violated != 2 {
		t.Errorf("%d violations, the document has two", violated)
	}
}

// One figure changed in the document is found by the rules that it breaks.
func TestPlanted(t *testing.T) {
	for _, tc := range []struct {
		name, old, new, rule, title string
		status                      fiscal.CheckStatus
	}{
		{"expenditure", "本年支出合计9,410.33", "本年支出合计9,420.33", "T2", "", fiscal.Violated},
		{"the same twice", "本年支出合计9,410.33", "本年支出合计9,420.33", "X2", "本年支出合计", fiscal.Violated},
		{"share", "占97.15%", "占79.15%", "T4", "项目支出占", fiscal.Violated},
		{"rate", "增长20.89%", "增长28.09%", "T13", "收入总计", fiscal.Violated},
		{"direction", "减少29.83万元，下降20.54%", "减少29.83万元，增长20.54%", "T13", "行政运行增减的方向", fiscal.Violated},
		{"variance", "预决算差异率-68.42%", "预决算差异率-86.42%", "T14", "财政拨款收入总计", fiscal.Violated},
		{"yuan for 万元", "一般公共服务支出(类)225.46万元", "一般公共服务支出(类)2254600.00万元", "T7", "一般公共服务支出 = ", fiscal.Violated},
		{"cars", "其他用车2辆", "其他用车3辆", "T12", "", fiscal.Violated},
		{"people", "实有人数24人", "实有人数25人", "T12", "实有人数", fiscal.Violated},
		{"money without a count", "公务用车购置费0.00万元，公务用车运行维护费2.14万元", "公务用车购置费1.00万元，公务用车运行维护费1.14万元", "T9", "公务用车购置费与公务用车购置数", fiscal.Notice},
		{"tables against words", "全年执行数179.39万元", "全年执行数197.39万元", "T15", "各项目全年执行数", fiscal.Violated},
		{"score", "99.87分", "98.87分", "T15", "总分 = ", fiscal.Violated},
		{"template", "本年减少中小企业发展专项经费", "本年XX减少专项经费", "T17", "", fiscal.Notice},
	} {
		t.Run(tc.name, func(t *testing.T) {
			found := find(reconcile.Run(read(t, seedFile, tc.old, tc.new)), tc.rule, tc.title)
			for _, c := range found {
				if c.Status == tc.status {
					if c.Note == "" {
						t.Error("the check says nothing to a reader")
					}
					return
				}
			}
			t.Errorf("no %s %s %q among %+v", tc.status, tc.rule, tc.title, found)
		})
	}
	slips := find(reconcile.Run(read(t, seedFile, "一般公共服务支出(类)225.46万元", "一般公共服务支出(类)2254600.00万元")), "T7", "一般公共服务支出 = ")
	if len(slips) == 0 || !strings.Contains(slips[0].Note, "万元") {
		t.Errorf("a slip of the unit is not called one: %+v", slips)
	}
}

// Whatever n parts are rounded from, their printed sum is never a violation.
func TestRoundingIsNeverAViolation(t *testing.T) {
	items := []fiscal.Item{fiscal.IncomeFiscal, fiscal.IncomeSuperiorSubsidy, fiscal.IncomeUndertaking, fiscal.IncomeOperating, fiscal.IncomeAffiliateRemittance, fiscal.IncomeOther}
	seed := uint64(7)
	next := func() int64 {
		seed = seed*6364136223846793005 + 1442695040888963407
		return int64(seed >> 40)
	}
	for range 500 {
		r := &fiscal.Report{Year: 2024}
		total := int64(0)
		add := func(item fiscal.Item, millis int64) {
			v := decimal.MustNew((millis+5)/10, 2) // rounded half up to two decimals
			r.Facts = append(r.Facts, fiscal.Fact{Item: item, Basis: fiscal.Final, Value: &v, Measure: fiscal.TenThousandYuan, Origin: fiscal.Stated, Source: &fiscal.Source{}})
		}
		for _, item := range items {
			millis := next()
			total += millis
			add(item, millis)
		}
		add(fiscal.IncomeYear, total)
		for _, c := range find(reconcile.Run(r), "T3", "本年收入合计 = ") {
			if c.Status != fiscal.Holds && c.Status != fiscal.Rounding {
				t.Fatalf("%s: %s", c.Formula, c.Note)
			}
		}
	}
}

// Narratives of other regions give no absurd outcome.
func TestOtherRegions(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/corpus/variants/*.txt")
	if len(files) == 0 {
		t.Skip("no corpus beside the project")
	}
	for _, f := range files {
		t.Run(filepath.Base(f), func(t *testing.T) {
			for _, c := range reconcile.Run(read(t, f)) {
				if c.Rule == "" || c.Title == "" || c.Note == "" {
					t.Errorf("an unfinished check: %+v", c)
				}
			}
		})
	}
}

func TestEmptyReport(t *testing.T) {
	for _, c := range reconcile.Run(&fiscal.Report{}) {
		if c.Status == fiscal.Violated {
			t.Errorf("a report that says nothing is contradicted: %+v", c)
		}
	}
}

func BenchmarkRun(b *testing.B) {
	r := read(b, seedFile)
	b.ReportAllocs()
	for b.Loop() {
		reconcile.Run(r)
	}
}
