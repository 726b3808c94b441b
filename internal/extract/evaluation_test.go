package extract

import (
	"context"
	"strings"
	"testing"

	"mingzhang/internal/document"
	"mingzhang/internal/fiscal"
)

// evaluationsOf reads a narrative of a line and tables whose rows are lines and
// whose cells stand between bars, as word processors save them.
func evaluationsOf(t testing.TB, rows string) []fiscal.Evaluation {
	t.Helper()
	var b strings.Builder
	b.WriteString("广源市青江区教育局2024年度部门决算\n\n本年支出120.00万元。\n\n")
	for row := range strings.SplitSeq(strings.TrimSpace(rows), "\n") {
		for cell := range strings.SplitSeq(strings.TrimSpace(row), "|") {
			b.WriteString("\t" + cell + "\n")
		}
		b.WriteString("\n")
	}
	b.WriteString("\n\n以上各表由本单位填报。\n")
	d, err := document.Read(context.Background(), "甲.txt", []byte(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	r, err := Part(d)
	if err != nil {
		t.Fatal(err)
	}
	return r.Evaluations
}

const smallTable = `项目支出绩效自评表
(2024年度)
项目名称|甲项目
主管部门|某局|实施单位|某所
项目资金（万元）|资金来源|年初预算数|全年预算数|全年执行数|分值权重|执行率|得分
|年度资金总额|10.00|10.00|9.00|10|90%|9
年度总体目标|预期目标|实际完成情况
|办好|办成
|一级指标|二级指标|三级指标|指标值|实际完成值|分值|得分|偏差
绩效指标|产出指标|数量指标|场次|=2次|2次|90|90|
`

// The row of totals is found at its columns however wide its label is and
// however it is filled up.
func TestRowOfTotals(t *testing.T) {
	for name, row := range map[string]string{
		"as wide as the heading":         "总分||||||100|99|",
		"the label covers six":           "总分|100|99|",
		"and the last cell is left out":  "总分|100|99",
		"the label covers four":          "总分|||100|99|",
		"filled up at the end":           "总分|100|99||||||",
		"behind the rest of a side cell": "|总分|||||100|99|",
		"under another name":             "合计|||||100|99|",
		"with a colon":                   "总分：|||||100|99|",
	} {
		all := evaluationsOf(t, smallTable+row)
		if len(all) != 1 {
			t.Errorf("%s: %d tables", name, len(all))
			continue
		}
		e := all[0]
		if e.TotalWeight != "100" || e.TotalScore != "99" || e.Cells["total_score"].Text != "99" || len(e.Indicators) != 1 {
			t.Errorf("%s: weight %q, score %q, %d indicators", name, e.TotalWeight, e.TotalScore, len(e.Indicators))
		}
	}
	if e := evaluationsOf(t, smallTable+"总分|||||||99|")[0]; e.TotalWeight != "" || e.TotalScore != "99" {
		t.Errorf("score alone: weight %q, score %q", e.TotalWeight, e.TotalScore)
	}
}

// Several tables one below the other are several evaluations, with or without
// titles between them.
func TestTablesInOne(t *testing.T) {
	untitled := smallTable[strings.Index(smallTable, "项目名称"):]
	total := "总分||||||100|99|\n"
	all := evaluationsOf(t, smallTable+total+strings.ReplaceAll(untitled, "甲项目", "乙项目")+total+strings.ReplaceAll(smallTable, "甲项目", "丙项目")+total)
	var names []string
	for _, e := range all {
		names = append(names, e.Name)
		if len(e.Funds) != 1 || len(e.Indicators) != 1 || e.Goal != "办好" || e.Result != "办成" || e.TotalScore != "99" || e.Department != "某局" || e.Implementer != "某所" {
			t.Errorf("%+v", e)
		}
		if !strings.Contains(e.Source.Text, e.Name) || strings.Count(e.Source.Text, "项目名称") != 1 {
			t.Errorf("%s stands in %q", e.Name, e.Source.Text)
		}
	}
	if got := strings.Join(names, " "); got != "甲项目 乙项目 丙项目" {
		t.Errorf("tables %s", got)
	}
}

// What the funds are in is read where it is printed, and said to be unknown
// where it is not.
func TestMeasureOfFunds(t *testing.T) {
	for printed, want := range map[string]fiscal.Measure{"（万元）": fiscal.TenThousandYuan, "（元）": fiscal.Yuan, "": ""} {
		e := evaluationsOf(t, strings.Replace(smallTable, "（万元）", printed, 1))[0]
		if e.Measure != want {
			t.Errorf("%q: %q", printed, e.Measure)
		}
	}
}

// Rows with a single cell are rows where all other cells are empty.
func TestRowsOfOneCell(t *testing.T) {
	e := evaluationsOf(t, strings.Replace(strings.Replace(smallTable, "|办好|办成", "|办好|", 1), "90%|9\n", "90%|9\n|其他资金||||||\n", 1))[0]
	if e.Goal != "办好" || e.Result != "" || len(e.Funds) != 2 || e.Funds[1].Source != "其他资金" {
		t.Errorf("goal %q, result %q, funds %v", e.Goal, e.Result, e.Funds)
	}
}

func FuzzEvaluation(f *testing.F) {
	for _, seed := range []string{smallTable, smallTable + "总分|100|99", smallTable + smallTable, "|一级指标|二级指标\n总分|1|2|3", "项目名称\n一级指标|二级指标\n\n总分"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, rows string) {
		d, err := document.Read(context.Background(), "甲.txt", []byte("广源市青江区教育局2024年度部门决算\n\n本年支出120.00万元。\n\n\t"+strings.NewReplacer("|", "\n\t", "\n", "\n\n\t").Replace(rows)))
		if err != nil {
			return
		}
		r, err := Part(d)
		if err != nil {
			return
		}
		text := []rune(d.Text)
		for _, e := range r.Evaluations {
			for at, c := range e.Cells {
				if c.Start < 0 || c.Start > c.End || c.End > len(text) || string(text[c.Start:c.End]) != c.Text {
					t.Errorf("%s: place %d to %d does not hold %q", at, c.Start, c.End, c.Text)
				}
			}
		}
	})
}
