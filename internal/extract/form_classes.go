package extract

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"mingzhang/internal/document"
	"mingzhang/internal/fiscal"
)

// columnItem gives a column of a form by classes its item, by the words of its
// headings; the first row that fits decides.
type columnItem struct {
	words []string
	item  fiscal.Item // of a row with a class
	total fiscal.Item // of the row 合计, when it differs
}

var classColumns = map[int][]columnItem{
	2: {
		{[]string{"财政拨款"}, fiscal.IncomeFiscal, ""},
		{[]string{"上级补助"}, fiscal.IncomeSuperiorSubsidy, ""},
		{[]string{"附属单位"}, fiscal.IncomeAffiliateRemittance, ""},
		{[]string{"事业单位经营"}, fiscal.IncomeOperating, ""},
		{[]string{"经营收入"}, fiscal.IncomeOperating, ""},
		{[]string{"事业收入"}, fiscal.IncomeUndertaking, ""},
		{[]string{"其他收入"}, fiscal.IncomeOther, ""},
		{[]string{"本年收入"}, fiscal.IncomeYear, ""},
		{[]string{"合计"}, fiscal.IncomeYear, ""},
	},
	3: {
		{[]string{"基本支出"}, fiscal.ExpenseBasic, ""},
		{[]string{"项目支出"}, fiscal.ExpenseProject, ""},
		{[]string{"上缴上级"}, fiscal.ExpenseRemittedUp, ""},
		{[]string{"附属单位"}, fiscal.ExpenseAffiliateSubsidy, ""},
		{[]string{"经营支出"}, fiscal.ExpenseOperating, ""},
		{[]string{"本年支出"}, fiscal.ExpenseYear, ""},
		{[]string{"合计"}, fiscal.ExpenseYear, ""},
	},
	5: {
		{[]string{"基本支出"}, fiscal.GeneralBasic, ""},
		{[]string{"项目支出"}, fiscal.GeneralProject, ""},
		{[]string{"本年支出"}, fiscal.GeneralExpense, ""},
		{[]string{"合计"}, fiscal.GeneralExpense, ""},
		{[]string{"小计"}, fiscal.GeneralExpense, ""},
		{[]string{"决算数"}, fiscal.GeneralExpense, ""},
		{[]string{"预算数"}, fiscal.GeneralExpense, ""},
	},
	8: {
		{[]string{"年初"}, fiscal.FundOpeningBalance, ""},
		{[]string{"上年结转"}, fiscal.FundOpeningBalance, ""},
		{[]string{"年末"}, fiscal.FundClosingBalance, ""},
		{[]string{"本年收入"}, fiscal.FundIncomeYear, ""},
		{[]string{"基本支出"}, fiscal.FundBasic, ""},
		{[]string{"项目支出"}, fiscal.FundProject, ""},
		{[]string{"本年支出"}, fiscal.FundExpense, fiscal.FundExpenseYear},
		{[]string{"合计"}, fiscal.FundExpense, fiscal.FundExpenseYear},
		{[]string{"小计"}, fiscal.FundExpense, fiscal.FundExpenseYear},
	},
	9: {
		{[]string{"年初"}, fiscal.CapitalOpeningBalance, ""},
		{[]string{"上年结转"}, fiscal.CapitalOpeningBalance, ""},
		{[]string{"年末"}, fiscal.CapitalClosingBalance, ""},
		{[]string{"本年收入"}, fiscal.CapitalIncomeYear, ""},
		{[]string{"基本支出"}, fiscal.CapitalBasic, ""},
		{[]string{"项目支出"}, fiscal.CapitalProject, ""},
		{[]string{"本年支出"}, fiscal.CapitalExpense, fiscal.CapitalExpenseYear},
		{[]string{"合计"}, fiscal.CapitalExpense, fiscal.CapitalExpenseYear},
		{[]string{"小计"}, fiscal.CapitalExpense, fiscal.CapitalExpenseYear},
	},
}

// classLayout is which columns of the form hold codes, names and amounts.
type classLayout struct {
	codes []int
	name  int
	items map[int]columnItem
	bases map[int]fiscal.Basis
}

// classes reads the forms that have one row for each class (02, 03, 05, 08, 09).
func (f *form) classes() bool {
	l, ok := f.classLayout()
	if !ok {
		return false
	}
	f.countColumns()
	path := &classPath{r: f.r}
	for row := f.grid.body; row < len(f.grid.rows); row++ {
		f.classRow(l, path, row)
	}
	return true
}

func (f *form) classLayout() (classLayout, bool) {
	g := f.grid
	l := classLayout{name: -1, items: map[int]columnItem{}, bases: map[int]fiscal.Basis{}}
	for col, h := range g.header {
		switch {
		case f.codeColumn(col):
			l.codes = append(l.codes, col)
			continue
		case l.name < 0 && (strings.Contains(h, "科目名称") || strings.HasSuffix(h, "名称") || f.nameColumn(col)):
			l.name = col
			continue
		case strings.Contains(h, "行次"):
			continue
		}
		basis, amounts := f.r.columnBasis(h)
		if item, ok := f.columnItem(h); ok && amounts && l.name >= 0 {
			l.items[col], l.bases[col] = item, basis
		}
	}
	if l.name < 0 && len(l.codes) > 0 && len(l.items) == 0 {
		return l, false
	}
	return l, l.name >= 0 && len(l.items) > 0
}

// columnItem finds the item of a column; the innermost heading is asked first.
func (f *form) columnItem(h string) (columnItem, bool) {
	parts := strings.Split(h, "/")
	if last := parts[len(parts)-1]; strings.Contains(last, "其中") || strings.Contains(last, "教育收费") {
		return columnItem{}, false // a part of the column before it
	}
	for i := len(parts) - 1; i >= 0; i-- {
		for _, c := range classColumns[f.number] {
			if containsAll(parts[i], c.words) {
				return c, true
			}
		}
	}
	return columnItem{}, false
}

// codeColumn reports whether the column holds class codes or parts of them.
func (f *form) codeColumn(col int) bool {
	g := f.grid
	h := g.header[col]
	codes, others := 0, 0
	for row := g.body; row < len(g.rows); row++ {
		s, _, begins := g.cell(row, col)
		switch {
		case !begins || s == "" || totalLabel(s):
		case classCode.MatchString(s) || len(s) == 2 && amount.MatchString(s):
			codes++
		case s != "类" && s != "款" && s != "项" && s != "…":
			others++
		}
	}
	if others > codes {
		return false
	}
	named := strings.Contains(h, "编码") || strings.Contains(h, "代码") || strings.HasSuffix(h, "类") || strings.HasSuffix(h, "款") || strings.HasSuffix(h, "项")
	return named || codes > 0 && others == 0 && codes >= 2 && col < 4 && !strings.Contains(h, "支出") && !strings.Contains(h, "收入")
}

// nameColumn reports whether the column holds the names of classes.
func (f *form) nameColumn(col int) bool {
	if len(f.grid.header) < 2 || col > 3 {
		return false
	}
	return f.labelColumn(col)
}

func (f *form) classRow(l classLayout, path *classPath, row int) {
	g := f.grid
	name, _, _ := g.cell(row, l.name)
	var parts []string
	var cells []*document.Cell
	total := totalLabel(name)
	for _, col := range l.codes {
		s, c, begins := g.cell(row, col)
		switch {
		case totalLabel(s):
			total = true
		case begins && s != "" && strings.Trim(s, "0123456789") == "":
			parts = append(parts, s)
			cells = append(cells, c)
		}
	}
	code := joinCode(parts)
	if m := codeBefore.FindStringSubmatch(name); code == "" && m != nil {
		// code and name in one cell
		_, c, _ := g.cell(row, l.name)
		code, name = m[1], m[2]
		cells = append(cells, c)
	}
	var class *fiscal.Class
	if !total {
		if name == "" || name == "…" {
			return
		}
		class = path.enter(code, rowLabel(name))
		if class == nil {
			return
		}
	}
	for _, col := range slices.Sorted(maps.Keys(l.items)) { // as printed
		item := l.items[col]
		_, c, begins := g.cell(row, col)
		if !begins {
			continue
		}
		is := item.item
		if total && item.total != "" {
			is = item.total
		}
		f.cellFact(c, is, class, nil, l.bases[col])
	}
	for _, c := range cells {
		f.r.declareFigures(c.Start, c.End, fiscal.InTerm)
	}
}

var codeBefore = regexp.MustCompile(`^(\d{3}(?:\d\d){0,2})([^\d].*)$`)

// joinCode joins a code printed in parts: 201|06|01, or 201|20106|2010601.
func joinCode(parts []string) string {
	code := ""
	for _, p := range parts {
		if strings.HasPrefix(p, code) && len(p) > len(code) && len(p) != 2 {
			code = p
			continue
		}
		code += p
	}
	if !classCode.MatchString(code) {
		return ""
	}
	return code
}

// codesOfForms gives the classes of the narrative the codes that a form prints
// beside the same names, where the official table does not know them.
func (r *reader) codesOfForms() {
	codes := map[string]string{}
	for _, f := range r.formFacts {
		if f.Class != nil && f.Class.Code != "" {
			codes[f.Class.String()] = f.Class.Code
		}
	}
	for _, f := range r.report.Facts {
		if f.Class != nil && f.Class.Code == "" {
			f.Class.Code = codes[f.Class.String()]
		}
	}
}

// classPath keeps the names of the levels above the row that is read.
type classPath struct {
	r     *reader
	codes []string // of the levels entered, outermost first
	names []string
}

// enter returns the class of a row by its printed code and name, nil when its
// place in the classification is not certain.
func (p *classPath) enter(code, name string) *fiscal.Class {
	year := p.r.report.Year
	if code == "" {
		return p.enterName(name)
	}
	level := (len(code) - 3) / 2
	for len(p.codes) > 0 && (len(p.codes) > level || !strings.HasPrefix(code, p.codes[len(p.codes)-1])) {
		p.codes, p.names = p.codes[:len(p.codes)-1], p.names[:len(p.names)-1]
	}
	if len(p.codes) < level {
		// Levels that the form does not print: their official names.
		above, ok := fiscal.FunctionPath(year, code[:len(code)-2])
		if !ok {
			return nil
		}
		for k := len(p.codes); k < level; k++ {
			p.codes, p.names = append(p.codes, code[:3+2*k]), append(p.names, above[k])
		}
	}
	p.codes, p.names = append(p.codes, code), append(p.names, name)
	return &fiscal.Class{Path: append([]string(nil), p.names...), Code: code}
}

// enterName finds the place of a row without a code by the official names: a
// 类, else a class below the nearest level above it.
func (p *classPath) enterName(name string) *fiscal.Class {
	year := p.r.report.Year
	for keep := min(len(p.names), 2); keep >= 0; keep-- {
		path := append(append([]string(nil), p.names[:keep]...), name)
		if code, ok := fiscal.FunctionClass(year, path); ok {
			p.names = path
			p.codes = nil
			for n := 3; n <= len(code); n += 2 {
				p.codes = append(p.codes, code[:n])
			}
			return &fiscal.Class{Path: append([]string(nil), path...), Code: code}
		}
	}
	return nil
}
