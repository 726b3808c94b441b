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

	"mingzhang/internal/document"
	"mingzhang/internal/extract"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/reconcile"
)

var update = flag.Bool("update", false, "rewrite the golden file, to be reviewed against the document by eye")

const seedFile = "../../seed/000_15c4900d2e5f3cbe.txt"

// checksOf reads a file, with each pair of replacements made in its text, and
// checks it.
func checksOf(t testing.TB, path string, replace ...string) []fiscal.Check {
	t.Helper()
	r, text := read(t, path, replace...)
	return reconcile.RunText(r, text)
}

func read(t testing.TB, path string, replace ...string) (*fiscal.Report, string) {
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
	return r, doc.Text
}

// TestSeed holds every check of the seed document to what was worked out by hand.
func TestSeed(t *testing.T) {
	var b strings.Builder
	for _, c := range checksOf(t, seedFile) {
		fmt.Fprintf(&b, "%s|%s|%s|%s|%s|%s|%s|%s\n", c.Rule, c.Status, c.Stated, c.Computed, c.Difference, c.Tolerance, c.Title, c.Formula)
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
	checks := checksOf(t, seedFile)
	for _, tc := range []struct {
		rule, title string
		status      fiscal.CheckStatus
		difference  string
	}{
		{"T1", "年初结转和结余", fiscal.Rounding, "−0.01 万元"},            // 9,418.44 + 18.21 = 9,436.65 against 9,436.64
		{"T7", "社会保障和就业支出 = ", fiscal.Rounding, "−0.01 万元"},       // 47.28 against 47.27
		{"T7", "各项之和", fiscal.Rounding, "−0.01 万元"},               // 448.34 against 448.33
		{"T8", "支出一节", fiscal.Notice, "0.01 万元"},                  // 268.51 and 268.50
		{"T13", "一般公共预算财政拨款支出的上年数（推算）", fiscal.Holds, "0.00 万元"},  // 859.42 = 448.33 + 411.09
		{"T13", "收入总计比上年", fiscal.Holds, "0.00 个百分点"},             // 1,630.51 ÷ 7,806.13 = 20.89%
		{"T14", "财政拨款收入总计的预决算差异率", fiscal.Holds, "0.00 个百分点"},     // (9,408.39 − 29,788.39) ÷ 29,788.39
		{"T14", "一般公共预算财政拨款支出的预决算差异率", fiscal.Holds, "0.00 个百分点"}, // (448.33 − 338.39) ÷ 338.39
		{"T14", "政府性基金", fiscal.Holds, "0.00 个百分点"},               // (8,960.06 − 29,450.00) ÷ 29,450.00
		{"T15", "完成项目成果并结题”的完成率与目标", fiscal.Violated, ""},         // target 100%, actual 98%, completion 100%
		{"T15", "补贴发放金额”的完成率与说明", fiscal.Violated, ""},            // words 120.96%, cell 0%
		{"T16", "完成情况", fiscal.Notice, ""},                        // 2025年 in a result of 2024
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
	violated := map[string]int{}
	for _, c := range checks {
		if c.Status == fiscal.Violated {
			violated[c.Rule]++
		}
	}
	if diff := cmp.Diff(map[string]int{"T15": 2}, violated); diff != "" {
		t.Errorf("the document has two contradictions: %s", diff)
	}
}

// One figure changed in the document is found by the rules that it breaks.
func TestPlanted(t *testing.T) {
	for _, tc := range []struct {
		name, old, new, rule, title string
		status                      fiscal.CheckStatus
	}{
		{"expenditure: total", "9,410.33", "9,420.33", "T2", "", fiscal.Violated},
		{"expenditure: kinds", "9,410.33", "9,420.33", "T4", "本年支出合计 = ", fiscal.Violated},
		{"expenditure: evaluation", "本年支出9,410.33", "本年支出9,420.33", "X2", "本年支出合计", fiscal.Violated},
		{"the same twice", "本年支出合计9,410.33", "本年支出合计9,420.33", "X2", "本年支出合计", fiscal.Violated},
		{"income total", "2024年度收入总计9,436.64", "2024年度收入总计9,463.64", "T1", "收入总计 = 支出总计", fiscal.Violated},
		{"share", "占97.15%", "占79.15%", "T4", "项目支出占", fiscal.Violated},
		{"shares", "占97.15%", "占79.15%", "T4", "占比之和", fiscal.Violated},
		{"fiscal income", "财政拨款收入9,406.46万元，占", "财政拨款收入9,460.46万元，占", "T6", "", fiscal.Violated},
		{"opening balance", "年初财政拨款结转和结余1.93", "年初财政拨款结转和结余1.39", "T5", "财政拨款收入总计 = 年初", fiscal.Violated},
		{"class", "社会保障和就业支出(类)47.27", "社会保障和就业支出(类)42.77", "T7", "社会保障和就业支出 = ", fiscal.Violated},
		{"one of a complete list", "支出决算数为25.51", "支出决算数为21.55", "T7", "各项之和", fiscal.Violated},
		{"personnel", "人员经费265.83", "人员经费256.83", "T8", "人员经费", fiscal.Violated},
		{"three public funds", "公务接待费支出0.00万元，占", "公务接待费支出1.00万元，占", "T9", "“三公”经费 = ", fiscal.Violated},
		{"agency", "机关运行经费支出2.67", "机关运行经费支出2.76", "T10", "", fiscal.Violated},
		{"small enterprises", "授予中小企业合同金额148.38", "授予中小企业合同金额184.38", "T11", "≤ 政府采购支出总额", fiscal.Violated},
		{"rate", "增长20.89%", "增长28.09%", "T13", "收入总计", fiscal.Violated},
		{"direction", "减少29.83万元，下降20.54%", "减少29.83万元，增长20.54%", "T13", "行政运行增减的方向", fiscal.Violated},
		{"variance", "预决算差异率-68.42%", "预决算差异率-86.42%", "T14", "财政拨款收入总计", fiscal.Violated},
		{"yuan for 万元", "一般公共服务支出(类)225.46万元", "一般公共服务支出(类)2254600.00万元", "T7", "一般公共服务支出 = ", fiscal.Violated},
		{"cars", "其他用车2辆", "其他用车3辆", "T12", "车辆 = ", fiscal.Violated},
		{"people", "实有人数24人", "实有人数25人", "T12", "实有人数", fiscal.Violated},
		{"money without a count", "公务用车购置费0.00万元，公务用车运行维护费2.14万元", "公务用车购置费1.00万元，公务用车运行维护费1.14万元", "T9", "公务用车购置费与公务用车购置数", fiscal.Notice},
		{"tables against words", "全年执行数179.39万元", "全年执行数197.39万元", "T15", "各项目全年执行数", fiscal.Violated},
		{"total score", "99.87分", "98.87分", "T15", "总分 = ", fiscal.Violated},
		{"execution rate", "64.9%", "69.4%", "T15", "执行率", fiscal.Violated},
		{"year of a statement", "\n2024年度支出总计", "\n2023年度支出总计", "T16", "正文", fiscal.Notice},
		{"year of a closing date", "截至2024年12月31日", "截至2023年12月31日", "T16", "正文", fiscal.Notice},
		{"template", "本年减少中小企业发展专项经费", "本年XX减少专项经费", "T17", "待填", fiscal.Notice},
		{"template outside of reasons", "无下属预算单位", "下属XX预算单位", "T17", "待填", fiscal.Notice},
	} {
		t.Run(tc.name, func(t *testing.T) {
			found := find(checksOf(t, seedFile, tc.old, tc.new), tc.rule, tc.title)
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
}

// Narratives of other regions give no absurd outcome.
func TestOtherRegions(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/corpus/variants/*.txt")
	if len(files) == 0 {
		t.Skip("no corpus beside the project")
	}
	for _, f := range files {
		t.Run(filepath.Base(f), func(t *testing.T) {
			for _, c := range checksOf(t, f) {
				if c.Rule == "" || c.Title == "" || c.Note == "" {
					t.Errorf("an unfinished check: %+v", c)
				}
				if c.Status == fiscal.Violated {
					t.Errorf("the texts are consistent, yet %s %s: %s", c.Rule, c.Title, c.Note)
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
	r, text := read(b, seedFile)
	b.ReportAllocs()
	for b.Loop() {
		reconcile.RunText(r, text)
	}
}
