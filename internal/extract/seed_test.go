package extract_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingzhang/internal/document"
	"mingzhang/internal/extract"
	"mingzhang/internal/fiscal"
)

var update = flag.Bool("update", false, "rewrite the golden files, to be reviewed against the document by eye")

const seedFile = "../../seed/000_15c4900d2e5f3cbe.txt"

func read(t testing.TB, path string) (*document.Document, *fiscal.Report) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := document.Read(context.Background(), filepath.Base(path), data)
	if err != nil {
		t.Fatal(err)
	}
	report, err := extract.Read(doc)
	if err != nil {
		t.Fatal(err)
	}
	return doc, report
}

// golden compares got with a file that was reviewed line by line against the
// document.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs from what was read off the document (-want +got):\n%s", name, diff)
	}
}

func TestSeedFacts(t *testing.T) {
	_, r := read(t, seedFile)
	var b strings.Builder
	for i, f := range r.Facts {
		value, place := "无", ""
		if f.Value != nil {
			value = f.Value.String() + string(f.Measure)
		}
		if f.Source != nil {
			place = f.Source.Section + " " + f.Source.Text
		} else {
			place = fmt.Sprint("from ", f.From)
		}
		fmt.Fprintf(&b, "%d|%s|%s|%s|%s|%s|%s\n", i, f.Item, f.Class, f.Basis, value, f.Origin, place)
	}
	golden(t, "seed.facts", b.String())
}

func TestSeedReasons(t *testing.T) {
	_, r := read(t, seedFile)
	var b strings.Builder
	for _, x := range r.Reasons {
		fmt.Fprintf(&b, "%s|%s|%s|%s|%d|%s\n", x.Item, x.Class, x.Basis, x.Direction, x.Fact, x.Text)
	}
	golden(t, "seed.reasons", b.String())
}

func TestSeedEvaluations(t *testing.T) {
	_, r := read(t, seedFile)
	var b strings.Builder
	for _, e := range r.Evaluations {
		fmt.Fprintf(&b, "# %s|%s|%s|%s|%s|%d|%s|%s\n%s\n%s\n", e.Kind, e.Title, e.Name, e.Department, e.Implementer, e.Year, e.TotalWeight, e.TotalScore, e.Goal, e.Result)
		for _, f := range e.Funds {
			fmt.Fprintf(&b, "%s|%s|%s|%s|%s|%s|%s\n", f.Source, f.InitialBudget, f.FullBudget, f.Executed, f.Weight, f.Rate, f.Score)
		}
		for _, x := range e.Indicators {
			fmt.Fprintln(&b, strings.Join([]string{x.Level1, x.Level2, x.Level3, x.Target, x.Basis, x.Prior, x.Weight, x.Rule, x.Evidence, x.Actual, x.Completion, x.Score, x.Deviation}, "|"))
		}
	}
	golden(t, "seed.evaluations", b.String())
}

func TestSeedOutline(t *testing.T) {
	_, r := read(t, seedFile)
	var b strings.Builder
	for _, s := range r.Sections {
		fmt.Fprintf(&b, "%s|%s|%s\n", s.ID, s.Title, s.Topic)
	}
	for _, f := range r.Tables {
		fmt.Fprintf(&b, "表%d|%s|空表=%v|只列名=%v\n", f.Form, f.Title, f.Empty, f.Listed)
	}
	for _, g := range r.Glossary {
		fmt.Fprintf(&b, "%s：%s\n", g.Term, g.Definition)
	}
	golden(t, "seed.outline", b.String())
}

func TestSeedIdentity(t *testing.T) {
	_, r := read(t, seedFile)
	want := fiscal.Unit{
		Name:    "乌鲁木齐市水磨沟区发展和改革委员会",
		Aliases: []string{"乌鲁木齐市水磨沟区工业和信息化局", "粮食和物资储备局"},
	}
	got := r.Unit
	got.Region, got.Inferred = "", nil
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if r.Year != 2024 {
		t.Errorf("year = %d, the document is of 2024年度", r.Year)
	}
}

// Every class of the document stands in the official table of its year.
func TestSeedCodes(t *testing.T) {
	_, r := read(t, seedFile)
	want := map[string]string{
		"一般公共服务支出":                                           "201",
		"科学技术支出":                                             "206",
		"社会保障和就业支出":                                          "208",
		"一般公共服务支出/发展与改革事务/行政运行":                              "2010401",
		"一般公共服务支出/发展与改革事务/事业运行":                              "2010450",
		"一般公共服务支出/发展与改革事务/其他发展与改革事务支出":                       "2010499",
		"科学技术支出/技术研究与开发/科技成果转化与扩散":                           "2060404",
		"社会保障和就业支出/民政管理事务/基层政权建设和社区治理":                       "2080208",
		"社会保障和就业支出/行政事业单位养老支出/行政单位离退休":                       "2080501",
		"社会保障和就业支出/行政事业单位养老支出/机关事业单位基本养老保险缴费支出":              "2080505",
		"社会保障和就业支出/行政事业单位养老支出/机关事业单位职业年金缴费支出":                "2080506",
		"社会保障和就业支出/其他社会保障和就业支出/其他社会保障和就业支出":                  "2089999",
		"节能环保支出/能源节约利用/能源节约利用":                               "2111001",
		"资源勘探工业信息等支出/支持中小企业发展和管理支出/中小企业发展专项":                 "2150805",
		"其他支出/其他政府性基金及对应专项债务收入安排的支出/其他地方自行试点项目收益专项债券收入安排的支出": "2290402",
	}
	got := map[string]string{}
	for _, f := range r.Facts {
		if f.Class != nil {
			got[f.Class.String()] = f.Class.Code
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

var digits = regexp.MustCompile(`[0-9０-９]+`)

// TestEveryFigureAccounted counts the digits of the document by itself and
// finds each in a fact, an evaluation cell, or a declared non-figure.
func TestEveryFigureAccounted(t *testing.T) {
	doc, r := read(t, seedFile)
	if len(r.Coverage.Unread) != 0 {
		t.Fatalf("unread: %v", r.Coverage.Unread)
	}
	runes := []rune(doc.Text)
	covered := make([]bool, len(runes))
	cover := func(start, end int) {
		for i := start; i < end; i++ {
			covered[i] = true
		}
	}
	for _, f := range r.Facts {
		if f.Source != nil && f.Value != nil {
			cover(f.Source.Start, f.Source.End)
		}
	}
	for _, e := range r.Evaluations {
		for address, c := range e.Cells {
			if address != "goal" && address != "result" { // their figures are declared one by one
				cover(c.Start, c.End)
			}
		}
	}
	for _, d := range r.Coverage.Declared {
		cover(d.Start, d.End)
	}
	for i, c := range runes {
		if digits.MatchString(string(c)) && !covered[i] {
			t.Errorf("digit %q at %d is in no fact, cell or declared figure: …%s…", c, i, string(runes[max(0, i-15):min(len(runes), i+15)]))
		}
	}
	cov := r.Coverage
	if cov.Read != cov.InFacts+cov.InEvaluations+len(cov.Declared) || cov.Figures != cov.Read+len(cov.Unread) {
		t.Errorf("the account does not add up: %d figures, %d read, %d in facts, %d in evaluations, %d declared",
			cov.Figures, cov.Read, cov.InFacts, cov.InEvaluations, len(cov.Declared))
	}
}

// TestSources slices the text by every span and gets the printed words back.
func TestSources(t *testing.T) {
	doc, r := read(t, seedFile)
	checkSources(t, doc, r)
}

func checkSources(t testing.TB, doc *document.Document, r *fiscal.Report) {
	t.Helper()
	runes := []rune(doc.Text)
	check := func(what string, s fiscal.Source) {
		if s.Start < 0 || s.Start > s.End || s.End > len(runes) || string(runes[s.Start:s.End]) != s.Text {
			t.Fatalf("%s: text[%d:%d] is not %q", what, s.Start, s.End, s.Text)
		}
	}
	for i, f := range r.Facts {
		if f.Source != nil {
			check(fmt.Sprint("fact ", i, " ", f.Item), *f.Source)
		}
	}
	for i, x := range r.Reasons {
		check(fmt.Sprint("reason ", i), x.Source)
	}
	for _, e := range r.Evaluations {
		check(e.Title, e.Source)
		for address, c := range e.Cells {
			check(e.Name+" "+address, c)
		}
	}
	for _, g := range r.Glossary {
		check(g.Term, g.Source)
	}
	for _, f := range r.Tables {
		check(f.Title, f.Source)
	}
}
