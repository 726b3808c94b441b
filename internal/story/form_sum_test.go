package story

import (
	"os"
	"path/filepath"
	"testing"

	"mingzhang/internal/fiscal"
)

// classed is a document of one section: the total and the classes of
// 一般公共预算财政拨款支出.
func classed(t *testing.T, sentences string) *Book {
	t.Helper()
	r, _ := normalised(t, "决算.txt", []byte(`某市教育局2024年度部门决算
第二部分 部门决算情况说明
五、一般公共预算财政拨款支出决算情况说明
（三）一般公共预算财政拨款支出决算具体情况
`+sentences))
	return Open(r)
}

// What the narrative leaves out is added up only where nothing can be missing.
func TestClassesAreAddedUpWithCare(t *testing.T) {
	const (
		primary = "2.教育支出(类)普通教育(款)小学教育(项):支出决算数为20.02万元。\n"
		nursery = "1.教育支出(类)普通教育(款)学前教育(项):支出决算数为10.01万元。\n"
	)
	tests := []struct {
		name, text string
		class      []string
		want       string // figure, "" for not mentioned
		formula    string
	}{
		{"the parts are the whole", "2024年度一般公共预算财政拨款支出30.03万元。\n" + nursery + primary,
			[]string{"教育支出", "普通教育"}, "30.03", "10.01 + 20.02 = 30.03 万元"},
		{"a part of the whole is missing", "2024年度一般公共预算财政拨款支出40.00万元。\n" + nursery + primary,
			[]string{"教育支出", "普通教育"}, "", ""},
		{"more than the whole", "2024年度一般公共预算财政拨款支出20.00万元。\n" + nursery + primary,
			[]string{"教育支出", "普通教育"}, "", ""},
		{"off by rounding", "2024年度一般公共预算财政拨款支出30.04万元。\n" + nursery + primary,
			[]string{"教育支出", "普通教育"}, "", ""},
		{"off by rounding, but one part", "2024年度一般公共预算财政拨款支出10.02万元。\n" + nursery,
			[]string{"教育支出", "普通教育"}, "10.01", "其下只写了一项，等于这一项的 10.01 万元"},
		{"one part, the total says that others are missing", "2024年度一般公共预算财政拨款支出40.00万元。\n" + nursery,
			[]string{"教育支出", "普通教育"}, "", ""},
		{"no total to hold it against", nursery + primary,
			[]string{"教育支出", "普通教育"}, "", ""},
		{"printed, never added up", "2024年度一般公共预算财政拨款支出30.03万元。\n" + nursery + primary,
			[]string{"教育支出", "普通教育", "小学教育"}, "20.02", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := classed(t, tt.text)
			c := b.ofClass(fiscal.GeneralExpense, &fiscal.Class{Path: tt.class}).Cell
			switch {
			case tt.want == "" && c.Nothing != NotMentioned:
				t.Errorf("got %+v, want not mentioned", c.Figure)
			case tt.want == "":
			case c.Figure == nil:
				t.Errorf("got %s, want %s", c.Nothing, tt.want)
			case c.Figure.Text != tt.want || c.Figure.Formula != tt.formula || c.Figure.Derived != (tt.formula != ""):
				t.Errorf("got %s by %q, want %s by %q", c.Figure.Text, c.Figure.Formula, tt.want, tt.formula)
			}
		})
	}
}

func TestGeneralIncomeFollowsOnlyWhereTheOthersAreKnown(t *testing.T) {
	const (
		income  = "四、财政拨款收入支出决算总体情况说明\n2024年度财政拨款收入总计100.00万元，其中：年初财政拨款结转和结余0.00万元，本年财政拨款收入100.00万元。\n"
		fund    = "七、政府性基金预算财政拨款收入支出决算情况说明\n2024年度政府性基金预算财政拨款收入总计30.00万元，其中：年初结转和结余0.00万元，本年收入30.00万元。\n"
		capital = "八、国有资本经营预算财政拨款收入支出决算情况说明\n本单位本年度无国有资本经营预算财政拨款收入、支出及结转和结余，国有资本经营预算财政拨款收入支出决算表为空表。\n"
	)
	tests := []struct{ name, text, want string }{
		{"both known", income + fund + capital, "70.00"},
		{"nothing said of 国有资本", income + fund, ""},
		{"nothing said of 政府性基金", income + capital, ""},
		{"the total not said", "三、支出决算情况说明\n本年支出100.00万元。\n" + fund + capital, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, _ := normalised(t, "决算.txt", []byte("某市教育局2024年度部门决算\n第二部分 部门决算情况说明\n"+tt.text))
			got := ""
			if f := Open(r).generalIncome().Figure; f != nil {
				got = f.Text
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// Documents of other regions, where a corpus lies beside the project, give
// forms in which every figure that is not computed stands in the text.
func TestFormsOfOtherRegions(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/corpus/variants/*.txt")
	if len(files) == 0 {
		t.Skip("no corpus beside the project")
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			r, text := normalised(t, filepath.Base(file), data)
			b, runes, figures := Open(r), []rune(text), 0
			eachCell(b.Forms(), func(f Form, row, column int, c *Cell) {
				if c.Figure == nil || c.Figure.Derived {
					return
				}
				figures++
				if printed := string(runes[c.Figure.At:min(c.Figure.At+len(c.Figure.Text), len(runes))]); printed != c.Figure.Text {
					t.Errorf("form %d, line %d, column %d: %s is not printed at %d: %s", f.Number, row, column, c.Figure.Text, c.Figure.At, printed)
				}
			})
			if figures == 0 {
				t.Error("no form shows a figure")
			}
		})
	}
}

func FuzzForms(f *testing.F) {
	f.Add("五、一般公共预算财政拨款支出决算情况说明\n1.教育支出(类)普通教育(款)学前教育(项):支出决算数为10.01万元。\n")
	f.Add("2024年度一般公共预算财政拨款基本支出268.50万元，其中：人员经费265.83万元，包括：基本工资、、等。")
	f.Add("本单位无政府性基金预算财政拨款收入、支出。")
	f.Fuzz(func(t *testing.T, narrative string) {
		r, text := normalisedOrSkip(t, narrative)
		b := Open(r)
		for n := range len(fiscal.Forms) {
			form, ok := b.FormWithText(n+1, text)
			if !ok {
				t.Fatalf("form %d is missing", n+1)
			}
			for i, row := range form.Rows {
				if len(row.Cells) != form.Width() {
					t.Errorf("form %d, line %d: %d cells under a heading of %d", n+1, i, len(row.Cells), form.Width())
				}
			}
		}
	})
}
