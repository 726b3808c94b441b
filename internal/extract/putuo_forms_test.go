package extract

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"mingzhang/internal/document"
)

// putuoForms are the nine forms of 上海市普陀区财政局2024年度部门决算, typed
// off its printed pages 6 to 20: for each form its items in the order of the
// columns, then a line a row: code (or - for a total) and amounts in 万元, .
// for an empty cell. Forms 8 and 9 hold no figure.
var putuoForms = map[int]string{
	2: `income.year income.fiscal income.other
- 2946.25 2940.05 6.20
201 2112.86 2106.66 6.20
20106 2112.86 2106.66 6.20
2010601 1511.90 1511.89 0.01
2010602 16.19 10.00 6.19
2010607 135.25 135.25 .
2010608 449.52 449.52 .
208 326.72 326.72 .
20805 326.72 326.72 .
2080501 84.65 84.65 .
2080505 160.75 160.75 .
2080506 80.38 80.38 .
2080599 0.94 0.94 .
210 60.99 60.99 .
21011 60.99 60.99 .
2101101 60.99 60.99 .
221 445.69 445.69 .
22102 445.69 445.69 .
2210201 187.19 187.19 .
2210203 258.50 258.50 .`,
	3: `expense.year expense.basic expense.project
- 2940.05 2336.91 603.14
201 2106.66 1503.52 603.14
20106 2106.66 1503.52 603.14
2010601 1511.89 1503.52 8.37
2010602 10.00 . 10.00
2010607 135.25 . 135.25
2010608 449.52 . 449.52
208 326.72 326.72 .
20805 326.72 326.72 .
2080501 84.65 84.65 .
2080505 160.75 160.75 .
2080506 80.38 80.38 .
2080599 0.94 0.94 .
210 60.99 60.99 .
21011 60.99 60.99 .
2101101 60.99 60.99 .
221 445.69 445.69 .
22102 445.69 445.69 .
2210201 187.19 187.19 .
2210203 258.50 258.50 .`,
	6: `general.basic
301 2082.85
30101 262.33
30102 1238.58
30108 160.75
30109 80.38
30110 60.99
30112 1.61
30113 187.19
30199 91.03
303 69.41
30302 69.10
30309 0.31
302 171.07
30201 21.21
30202 7.61
30204 0.09
30207 4.88
30211 1.20
30213 2.83
30216 4.05
30226 2.01
30228 24.42
30229 42.77
30239 48.49
30299 11.53
310 13.58
31002 13.58`,
}

// What has no code of its own, as form|item|code|basis|amount.
const putuoTotals = `1|general.income_year||final|2940.05
1|income.other||final|6.20
1|income.year||final|2946.25
1|income.opening_balance||final|49.14
1|income.total||final|2995.39
1|expense.year|201|final|2106.66
1|expense.year|208|final|326.71
1|expense.year|210|final|60.99
1|expense.year|221|final|445.69
1|expense.year||final|2940.05
1|expense.closing_balance||final|55.34
1|expense.total||final|2995.39
4|general.income_year||final|2940.05
4|fiscal.income_year||final|2940.05
4|fiscal.opening_balance||final|21.63
4|general.opening_balance||final|21.63
4|fiscal.income_total||final|2961.68
4|fiscal.expense_year|201|final|2106.66
4|general.expense|201|final|2106.66
4|fiscal.expense_year|208|final|326.71
4|general.expense|208|final|326.71
4|fiscal.expense_year|210|final|60.99
4|general.expense|210|final|60.99
4|fiscal.expense_year|221|final|445.69
4|general.expense|221|final|445.69
4|fiscal.expense_year||final|2940.05
4|general.expense||final|2940.05
4|fiscal.closing_balance||final|21.63
4|general.closing_balance||final|21.63
4|fiscal.expense_total||final|2961.68
4|general.expense_total||final|2961.68
6|general.personnel||final|2152.26
6|general.operation||final|184.65
7|sangong.total||full_budget|0.95
7|sangong.reception||full_budget|0.95`

// The nine forms of a published PDF, cell by cell.
func TestPutuoForms(t *testing.T) {
	data, err := os.ReadFile("../../../shared/corpus/pdf/上海市普陀区财政局2024年度部门决算.pdf")
	if err != nil {
		t.Skip("no corpus of real documents beside the project")
	}
	doc, err := document.Read(context.Background(), "上海市普陀区财政局2024年度部门决算.pdf", data)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Read(doc)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Split(putuoTotals, "\n")
	for form, rows := range putuoForms {
		lines := strings.Split(rows, "\n")
		items := strings.Fields(lines[0])
		for _, line := range lines[1:] {
			cells := strings.Fields(line)
			code := strings.TrimPrefix(cells[0], "-")
			for i, item := range items {
				if v := cells[i+1]; v != "." {
					want = append(want, strings.Join([]string{string(rune('0' + form)), item, code, "final", v}, "|"))
					if form == 3 { // form 5 repeats it for 一般公共预算财政拨款
						general := map[string]string{"expense.year": "general.expense", "expense.basic": "general.basic", "expense.project": "general.project"}[item]
						want = append(want, strings.Join([]string{"5", general, code, "final", v}, "|"))
					}
				}
			}
		}
	}
	var got []string
	for _, f := range r.Facts {
		if f.Source == nil || f.Source.Form == 0 {
			continue
		}
		code := ""
		if f.Class != nil {
			code = f.Class.Code
		} else if f.EconomicClass != nil {
			code = f.EconomicClass.Code
		}
		if f.Measure != "万元" || f.Source.Page == nil || *f.Source.Page < 6 || *f.Source.Page > 18 {
			t.Errorf("%s %s: in %s on page %v", f.Item, f.Source.Text, f.Measure, f.Source.Page)
		}
		got = append(got, strings.Join([]string{string(rune('0' + f.Source.Form)), string(f.Item), code, string(f.Basis), f.Value.String()}, "|"))
	}
	if len(want) != 195 {
		t.Fatalf("%d figures expected: the forms hold 195", len(want))
	}
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("not read: %s", w)
		}
	}
	for _, g := range got {
		if !slices.Contains(want, g) {
			t.Errorf("read, but not printed: %s", g)
		}
	}
	for _, table := range r.Tables {
		if table.Listed || table.Rows == nil || table.Empty != (table.Form >= 8) {
			t.Errorf("form %d: listed %v, %d rows, empty %v", table.Form, table.Listed, len(table.Rows), table.Empty)
		}
	}
}
