package reconcile

import (
	"fmt"

	"mingzhang/internal/fiscal"
)

// chains are the orders in which forms that print the same quantity are
// compared, each with the next.
func chain(item fiscal.Item) []int {
	switch item {
	case fiscal.FundOpeningBalance, fiscal.FundIncomeYear, fiscal.FundExpenseYear, fiscal.FundExpense, fiscal.FundClosingBalance:
		return []int{1, 4, 8}
	case fiscal.CapitalOpeningBalance, fiscal.CapitalIncomeYear, fiscal.CapitalExpenseYear, fiscal.CapitalExpense, fiscal.CapitalClosingBalance:
		return []int{1, 4, 9}
	}
	return []int{1, 2, 3, 4, 5, 6, 7}
}

// betweenForms compares the forms with each other.
func betweenForms(l *ledger) {
	l.sameCells()
	l.incomeByBudgetCells()
	if a, ok1 := l.totalCell(2, fiscal.IncomeFiscal); ok1 {
		if b, ok2 := l.totalCell(4, fiscal.FiscalIncomeYear); ok2 {
			l.add(l.agree(l.pair(2, 4)+"财政拨款收入", a, b))
		}
	}
	l.basicCells()
	l.withinForms()
	l.sangongCells()
}

// pair names two forms at the head of a title.
func (l *ledger) pair(a, b int) string { return l.forms[a].title + "与" + l.forms[b].title + "：" }

// sameCells compares every quantity that two forms print.
func (l *ledger) sameCells() {
	type forms struct{ a, b int }
	found := map[forms][]comparison{}
	for n := 1; n < len(l.forms); n++ {
		if !l.has(n) {
			continue
		}
		for _, k := range l.forms[n].order {
			a, ok1 := l.cell(n, k)
			next, b := l.next(n, k)
			if next == 0 || !ok1 {
				continue
			}
			title := l.pair(n, next) + "“" + a.term + "”"
			found[forms{n, next}] = append(found[forms{n, next}], comparison{a, b, l.agree(title, a, b)})
		}
	}
	for a := 1; a < len(l.forms); a++ {
		for b := a + 1; b < len(l.forms); b++ {
			if all := found[forms{a, b}]; len(all) > 0 {
				l.addComparisons(l.pair(a, b)+"相同的数一致", "个数", l.forms[a].title, l.forms[b].title, all)
			}
		}
	}
}

// next returns the cell of a key in the next form that prints it, 0 for none.
func (l *ledger) next(n int, k fiscal.Key) (int, operand) {
	behind := false
	for _, m := range chain(k.Item) {
		if behind {
			if o, ok := l.cell(m, k); ok {
				return m, o
			}
		}
		behind = behind || m == n
	}
	return 0, operand{}
}

// incomeByBudgetCells compares form 1, which prints the income of each budget,
// with form 2, which prints their sum.
func (l *ledger) incomeByBudgetCells() {
	whole, ok := l.totalCell(2, fiscal.IncomeFiscal)
	if !ok || !l.has(1) {
		return
	}
	if _, ok := l.totalCell(1, fiscal.IncomeFiscal); ok {
		return
	}
	var parts []operand
	for _, item := range incomeByBudget {
		if o, ok := l.totalCell(1, item); ok {
			parts = append(parts, o)
		}
	}
	if len(parts) == 0 {
		return
	}
	c, ok := l.added(sumCheck{title: l.pair(2, 1) + "财政拨款收入 = 三本预算的财政拨款收入之和", whole: whole, parts: parts})
	if ok {
		l.add(c)
	}
}

// basicCells compares 基本支出 of form 5 with 人员经费 and 公用经费 of form 6.
func (l *ledger) basicCells() {
	whole, ok := l.totalCell(5, fiscal.GeneralBasic)
	if _, printed := l.totalCell(6, fiscal.GeneralBasic); !ok || printed || !l.has(6) {
		return
	}
	parts := l.side(l.forms[6], nil, fiscal.GeneralPersonnel, fiscal.GeneralOperation)
	if len(parts) == 0 {
		return
	}
	c, ok := l.added(sumCheck{title: l.pair(5, 6) + "基本支出 = 人员经费 + 公用经费", whole: whole, parts: parts})
	if ok {
		l.add(c)
	}
}

// withinForms checks that what one kind of money paid is no more than what all
// money paid.
func (l *ledger) withinForms() {
	for _, w := range []struct {
		part, whole int
		items       [][2]fiscal.Item
	}{
		{5, 3, [][2]fiscal.Item{{fiscal.GeneralExpense, fiscal.ExpenseYear}, {fiscal.GeneralBasic, fiscal.ExpenseBasic}, {fiscal.GeneralProject, fiscal.ExpenseProject}}},
		{4, 1, [][2]fiscal.Item{{fiscal.FiscalExpenseYear, fiscal.ExpenseYear}}},
	} {
		if !l.has(w.part) || !l.has(w.whole) {
			continue
		}
		x, y := l.forms[w.part], l.forms[w.whole]
		f := family{title: x.title + "各行不多于" + y.title + "的同一行", counter: "个数"}
		for _, r := range append([]*row{nil}, x.rows...) {
			for _, pair := range w.items {
				p, ok1 := l.cell(w.part, lineKey(pair[0], r, ""))
				whole, ok2 := l.cell(w.whole, lineKey(pair[1], r, ""))
				if ok1 && ok2 {
					f.take(l.noMore(x.inForm(r, shortTerm(pair[0])+"不多于"+y.title+"的"+pair[1].Term()), p, whole))
				}
			}
		}
		l.addFamily(f)
	}
}

// noMore checks a part against the whole it is paid from. A whole too small by
// rounding is only pointed out.
func (l *ledger) noMore(title string, p, whole operand) fiscal.Check {
	c := l.agree(title, p, whole)
	switch {
	case c.Status == fiscal.Holds || p.value.Cmp(whole.value) <= 0:
		c.Status, c.Note, c.Formula = fiscal.Holds, "部分不多于整体。", ""
		c.Difference, c.Tolerance = "", ""
	case c.Status == fiscal.Violated && apartBy(p, whole) == "":
		c.Note = "部分 " + p.with() + " 多于整体 " + whole.with() + "。"
	case c.Status == fiscal.Notice:
		c.Note = "部分比整体多 " + trimSign(c.Difference) + "，在四舍五入之内。"
	}
	return c
}

// sangongClasses are the 款 of 支出经济分类 that make up “三公”经费, by code and
// by the plain name of the 款.
var sangongClasses = []struct{ code, name string }{
	{"30212", "因公出国（境）费用"}, {"30217", "公务接待费"}, {"30231", "公务用车运行维护费"}, {"31013", "公务用车购置"},
}

// sangongCells sets form 7 beside the lines of form 6 for the same purposes.
// Form 7 counts all money of the treasury, form 6 the basic expenditure of one
// budget only, so that a difference is no contradiction.
func (l *ledger) sangongCells() {
	whole, ok := l.totalCell(7, fiscal.SangongTotal)
	if !ok || !l.has(6) {
		return
	}
	var parts []operand
	lines := 0
	for _, r := range l.forms[6].rows {
		if len(r.class.Path) < 2 && len(r.key) < 5 {
			continue
		}
		lines++
		for _, s := range sangongClasses {
			if r.key == s.code || r.name() == s.name {
				if o, ok := l.cell(6, lineKey(fiscal.GeneralBasic, r, "")); ok {
					parts = append(parts, o)
				}
			}
		}
	}
	if lines == 0 {
		return
	}
	title := l.pair(7, 6) + "“三公”经费与基本支出里的同类科目"
	if len(parts) == 0 {
		if whole.value.IsZero() {
			return
		}
		l.add(fiscal.Check{
			Title: title, Status: fiscal.Notice, Stated: whole.with(), Computed: "没有", Facts: []int{whole.fact}, Note: sangongReason(fmt.Sprint("多 ", whole.with())),
		})
		return
	}
	c, ok := l.added(sumCheck{title: title, whole: whole, parts: parts})
	if !ok {
		return
	}
	if c.Status == fiscal.Violated {
		word := "多"
		if c.Difference[0] == fiscal.Minus[0] {
			word = "少"
		}
		c.Status, c.Note = fiscal.Notice, sangongReason(word+" "+trimSign(c.Difference))
	}
	l.add(c)
}

func sangongReason(apart string) string {
	return "“三公”表比基本支出表里的同类科目" + apart + "：“三公”表算的是全部财政拨款，包括项目支出，基本支出表只算一般公共预算的基本支出，两数可以不同。"
}
