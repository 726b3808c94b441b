package reconcile_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"mingzhang/internal/fiscal"
	"mingzhang/internal/reconcile"
)

// manyForms are forms 2, 3 and 5 of a department with many classes.
func manyForms(items int) string {
	var b strings.Builder
	line := func(f string, a ...any) { fmt.Fprintf(&b, f+"\n", a...) }
	for _, f := range []struct {
		form  int
		items [3]fiscal.Item
	}{
		{2, [3]fiscal.Item{fiscal.IncomeYear, fiscal.IncomeFiscal, fiscal.IncomeOther}},
		{3, [3]fiscal.Item{fiscal.ExpenseYear, fiscal.ExpenseBasic, fiscal.ExpenseProject}},
		{5, [3]fiscal.Item{fiscal.GeneralExpense, fiscal.GeneralBasic, fiscal.GeneralProject}},
	} {
		row := func(n int, class string) {
			for i, item := range f.items {
				line("%d %s %d.00 %s", f.form, item, n*[]int{3, 2, 1}[i], class)
			}
		}
		row(items, "")
		for i := range items / 4 {
			row(4, fmt.Sprint("类", i))
			row(4, fmt.Sprint("类", i, "/款"))
			for k := range 4 {
				row(1, fmt.Sprint("类", i, "/款/项", k))
			}
		}
	}
	return b.String()
}

func BenchmarkForms(b *testing.B) {
	r := formReport(manyForms(44))
	if len(r.Facts) < 600 {
		b.Fatal(len(r.Facts), " facts")
	}
	_, text := read(b, seedFile)
	b.ReportAllocs()
	for b.Loop() {
		reconcile.RunText(r, text)
	}
}

// Forms of many classes that agree give few checks, all of which hold.
func TestManyClasses(t *testing.T) {
	checks := reconcile.Run(formReport(manyForms(400)))
	n := 0
	for _, c := range checks {
		if c.Rule[0] == 'F' || c.Rule == "X1" {
			n++
			if c.Status != fiscal.Holds {
				t.Errorf("%s %s: %s (%s)", c.Rule, c.Title, c.Status, c.Note)
			}
		}
	}
	if n == 0 || n > 12 {
		t.Errorf("%d checks of forms", n)
	}
}

// A form that is wrong throughout does not flood a reader.
func TestWrongThroughout(t *testing.T) {
	checks := find(reconcile.Run(formReport(strings.ReplaceAll(manyForms(400), "3 expense.basic 2.00", "3 expense.basic 3.00"))), "F3", "各列之和")
	if len(checks) > 33 {
		t.Errorf("%d checks", len(checks))
	}
	expect(t, checks, outcome{"F3", "各行", fiscal.Violated, "没有逐条列出"})
}

// Whatever cells are missing, doubled or absurd, every check is complete, its
// facts exist, and two runs say the same.
func TestForeignCells(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	lines := strings.Split(strings.TrimSpace(toldForms), "\n")
	for range 200 {
		var some []string
		for _, line := range lines {
			f := strings.Fields(line)
			if len(f) == 0 {
				continue
			}
			switch random.IntN(12) {
			case 0:
				continue
			case 1:
				some = append(some, line)
			case 2:
				f[0] = fmt.Sprint(random.IntN(10))
			case 3:
				f[2] = "-9999999999999999.99"
			case 4:
				f[2] = "0"
			case 5:
				f[2] += []string{"@元", "@亿元", "@人", "@%"}[random.IntN(4)]
				if strings.Count(f[2], "@") > 1 {
					continue
				}
			}
			some = append(some, strings.Join(f, " "))
		}
		text := strings.Join(some, "\n")
		r := formReport(text)
		once, twice := reconcile.Run(r), reconcile.Run(formReport(text))
		if fmt.Sprintf("%+v", once) != fmt.Sprintf("%+v", twice) {
			t.Fatal("two runs differ")
		}
		for _, c := range once {
			if c.Rule == "" || c.Title == "" || c.Note == "" || c.Status == "" {
				t.Fatalf("an unfinished check: %+v", c)
			}
			for _, i := range c.Facts {
				if i < 0 || i >= len(r.Facts) {
					t.Fatalf("no fact %d: %+v", i, c)
				}
			}
		}
	}
}
