package specimen

import (
	"fmt"
	"strings"

	"mingzhang/internal/fiscal"
)

// forms adds the standard forms in the order of the layout.
func (p *prose) forms() {
	if p.s.options.NoForms {
		for i, n := range p.s.Layout.Order {
			p.s.Blocks = append(p.s.Blocks, Block{Text: ordinals[i] + "、《" + fiscal.Forms[n-1].Title + "》"})
		}
		return
	}
	for i, n := range p.s.Layout.Order {
		f := &sheet{Form: &Form{Number: n}, p: p, layout: p.s.Layout}
		f.caption(i)
		switch n {
		case 1:
			f.overallForm()
		case 2:
			f.incomeForm()
		case 3:
			f.expenseForm()
		case 4:
			f.fiscalForm()
		case 5:
			f.generalForm()
		case 6:
			f.basicForm()
		case 7:
			f.sangongForm()
		case 8:
			f.potForm(fundPot)
		case 9:
			f.potForm(capitalPot)
		}
		p.s.Blocks = append(p.s.Blocks, Block{Form: f.Form})
	}
}

// titleVariants are other titles that regions print.
var titleVariants = map[int][]string{
	1: {"收入支出决算总表", "收支决算总表", "部门收入支出决算总表"},
	2: {"收入决算表", "部门收入决算表"},
	3: {"支出决算表", "部门支出决算表"},
	4: {"财政拨款收入支出决算总表", "财政拨款收支决算总表"},
	5: {"一般公共预算财政拨款支出决算表", "一般公共预算支出决算表"},
	6: {"一般公共预算财政拨款基本支出决算表", "一般公共预算财政拨款基本支出决算明细表"},
	7: {"财政拨款“三公”经费支出决算表", "一般公共预算财政拨款“三公”经费支出决算表", "“三公”经费财政拨款支出决算表"},
	8: {"政府性基金预算财政拨款收入支出决算表", "政府性基金预算财政拨款收支决算表"},
	9: {"国有资本经营预算财政拨款收入支出决算表", "国有资本经营预算财政拨款支出决算表"},
}

// caption gives the form its title, number and lines above the header.
func (f *sheet) caption(at int) {
	f.Title = titleVariants[f.Number][0]
	if f.p.in(1, 4) {
		f.Title = pick(f.p.chance, titleVariants[f.Number]...)
	}
	switch f.layout.Tag {
	case tagTable:
		f.Title = "表" + ordinals[at] + " " + f.Title
	case tagPublic:
		f.Tag = fmt.Sprintf("公开%02d表", at+1)
	case tagAppendix:
		f.Tag = fmt.Sprintf("附表%d", at+1)
	case tagOrdinal:
		f.Title = ordinals[at] + "、" + f.Title
	}
	f.Maker = pick(f.p.chance, "部门：", "编制单位：", "单位名称：", "公开部门：") + f.p.s.Unit.Name
	f.Unit = pick(f.p.chance, "单位：", "金额单位：", "单位:") + string(f.layout.Measure)
}

// note adds an explanation below the form.
func (f *sheet) note(text string) {
	if f.layout.Notes {
		f.Notes = append(f.Notes, pick(f.p.chance, "注：", "注: ", "说明：")+text)
	}
}

// codeCells adds the cells of a class's code and name.
func (f *sheet) codeCells(c fiscal.Class) {
	name := c.Path[len(c.Path)-1]
	if !f.layout.SplitCodes {
		f.words(c.Code, name)
		return
	}
	parts := []string{c.Code[:3], "", ""}
	for i := 1; i < len(c.Path); i++ {
		parts[i] = c.Code[2*i+1 : 2*i+3]
	}
	f.words(parts[0], parts[1], parts[2], name)
}

// codeWidth is the number of columns of a class's code and name.
func (f *sheet) codeWidth() int {
	if f.layout.SplitCodes {
		return 4
	}
	return 2
}

// tree lists 类, 款 and 项 of the leaves that have any of the items.
func (f *sheet) tree(items ...fiscal.Item) []fiscal.Class {
	var all []fiscal.Class
	seen := map[string]bool{}
	for _, l := range f.p.a.leaves {
		for n := 1; n <= 3; n++ {
			c := fiscal.Class{Path: l.class.Path[:n], Code: l.class.Code[:1+2*n]}
			if seen[c.Code] {
				continue
			}
			for _, item := range items {
				if f.p.a.get(item, &c, fiscal.Final) != 0 {
					seen[c.Code] = true
					all = append(all, c)
					break
				}
			}
		}
	}
	return all
}

// classRows adds a row for each class and one for the total, as the layout
// orders them; totals are the items of the 合计 row.
func (f *sheet) classRows(classes []fiscal.Class, items, totals []fiscal.Item) {
	total := func() {
		f.row = append(f.row, span("合计", f.codeWidth(), 1))
		for _, item := range totals {
			f.total(item, fiscal.Final)
		}
		f.end()
	}
	if !f.layout.TotalLast {
		total()
	}
	for i, c := range classes {
		if f.layout.BlankRows && i > 0 && len(c.Path) == 1 {
			f.blank(f.codeWidth() + len(items))
			f.end()
		}
		f.codeCells(c)
		for _, item := range items {
			f.of(item, c)
		}
		f.end()
	}
	if f.layout.TotalLast {
		total()
	}
}

// codeHeader returns the header cells above code and name: in the first of so
// many rows, and in the last.
func (f *sheet) codeHeader(rows int) (first, last []Cell) {
	if f.layout.SplitCodes {
		first = []Cell{span("支出功能分类科目编码", 3, rows-1), span("科目名称", 1, rows)}
		return first, head("类", "款", "项")
	}
	return []Cell{span(pick(f.p.chance, "功能分类科目编码", "科目编码", "支出功能分类科目编码"), 1, rows-1), span("科目名称", 1, rows-1)}, nil
}

// plainHeader is the header of a form with one line of columns.
func (f *sheet) plainHeader(columns ...string) {
	first, last := f.codeHeader(3)
	top := []Cell{span("项目", f.codeWidth(), 1)}
	for _, c := range columns {
		top = append(top, span(c, 1, 3))
	}
	if last == nil {
		for i := range top[1:] {
			top[i+1].Rows = 2
		}
		for i := range first {
			first[i].Rows = 1
		}
		f.headers(top, first)
	} else {
		first[0].Rows, first[1].Rows = 1, 2
		f.headers(top, first, last)
	}
	f.columnNumbers(len(columns))
}

// columnNumbers adds the 栏次 row.
func (f *sheet) columnNumbers(n int) {
	if !f.layout.Numbers {
		return
	}
	row := []Cell{span("栏次", f.codeWidth(), 1)}
	for i := range n {
		row = append(row, span(fmt.Sprint(i+1), 1, 1))
	}
	f.headers(row)
}

func (f *sheet) incomeForm() {
	columns := []string{"本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"}
	items := []fiscal.Item{fiscal.IncomeYear, fiscal.IncomeFiscal, fiscal.IncomeSuperiorSubsidy, fiscal.IncomeUndertaking,
		fiscal.IncomeOperating, fiscal.IncomeAffiliateRemittance, fiscal.IncomeOther}
	f.plainHeader(columns...)
	f.classRows(f.tree(items...), items, items)
	f.note("本表反映部门本年度取得的各项收入情况。")
}

func (f *sheet) expenseForm() {
	items := []fiscal.Item{fiscal.ExpenseYear, fiscal.ExpenseBasic, fiscal.ExpenseProject, fiscal.ExpenseRemittedUp,
		fiscal.ExpenseOperating, fiscal.ExpenseAffiliateSubsidy}
	f.plainHeader("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
	f.classRows(f.tree(items...), items, items)
	f.note("本表反映部门本年度各项支出情况。")
}

func (f *sheet) generalForm() {
	items := []fiscal.Item{fiscal.GeneralExpense, fiscal.GeneralBasic, fiscal.GeneralProject}
	f.plainHeader(pick(f.p.chance, "合计", "小计", "本年支出合计"), "基本支出", "项目支出")
	f.classRows(f.tree(items...), items, items)
	f.note("本表反映部门本年度一般公共预算财政拨款支出情况。")
}

// potForm is form 8 or 9.
func (f *sheet) potForm(b pot) {
	of := itemsOf[b]
	short := b == capitalPot && f.layout.ShortFund
	if short {
		f.plainHeader("合计", "基本支出", "项目支出")
	} else {
		f.fundHeader()
	}
	if !f.p.has(b) {
		f.empty(b, short)
		return
	}
	if short {
		items := []fiscal.Item{of.expense, of.basic, of.project}
		f.classRows(f.tree(items...), items, []fiscal.Item{of.expenseYear, of.basic, of.project})
	} else {
		items := []fiscal.Item{of.opening, of.incomeYear, of.expense, of.basic, of.project, of.closing}
		f.classRows(f.tree(items...), items, []fiscal.Item{of.opening, of.incomeYear, of.expenseYear, of.basic, of.project, of.closing})
	}
	f.note("本表反映部门本年度该项预算财政拨款的情况。")
}

// fundHeader is the header with 本年支出 above 小计, 基本支出 and 项目支出.
func (f *sheet) fundHeader() {
	first, last := f.codeHeader(3)
	top := []Cell{span("项目", f.codeWidth(), 1), span("年初结转和结余", 1, 3), span("本年收入", 1, 3), span("本年支出", 3, 1), span("年末结转和结余", 1, 3)}
	sub := []Cell{span("小计", 1, 2), span("基本支出", 1, 2), span("项目支出", 1, 2)}
	if last == nil {
		for i := range top {
			if top[i].Rows == 3 {
				top[i].Rows = 2
			}
		}
		for i := range sub {
			sub[i].Rows = 1
		}
		for i := range first {
			first[i].Rows = 1
		}
		f.headers(top, append(first, sub...))
	} else {
		first[0].Rows, first[1].Rows = 1, 2
		f.headers(top, append(first, sub...), last)
	}
	f.columnNumbers(6)
}

// empty is a form without data, which says so.
func (f *sheet) empty(b pot, short bool) {
	columns := 6
	if short {
		columns = 3
	}
	f.row = append(f.row, span("合计", f.codeWidth(), 1))
	f.blank(columns)
	f.end()
	for range f.p.IntN(4) {
		f.blank(f.codeWidth() + columns)
		f.end()
	}
	name := "政府性基金预算财政拨款"
	if b == capitalPot {
		name = "国有资本经营预算财政拨款"
	}
	format := pick(f.p.chance, "注：{N}无@支出，故本表无数据。", "注：{M}本年度没有@收入支出，故本表无数据。", "说明：本表无数据。", "注：本表为空表。",
		"备注：{M}{Y}年度无@收入、支出及结转和结余，本表为空表。")
	f.Notes = append(f.Notes, strings.Replace(f.p.text(format), "@", name, 1))
	f.p.s.emptyForms[f.Number] = true
	of := itemsOf[b]
	for _, item := range []fiscal.Item{of.expenseTotal, of.expenseYear, of.expense} {
		if strings.Contains(format, "@") {
			f.p.s.none[item] = true
		}
	}
	if strings.Contains(format, "收入") {
		f.p.s.none[of.incomeTotal], f.p.s.none[of.incomeYear] = true, true
	}
	if strings.Contains(format, "结转") {
		f.p.s.none[of.opening], f.p.s.none[of.closing] = true, true
	}
}
