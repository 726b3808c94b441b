package extract

import (
	"regexp"
	"strings"

	"mingzhang/internal/document"
	"mingzhang/internal/fiscal"
)

// sides reads the two forms that set income beside expenditure (01, 04): a
// column of labels, columns of amounts, and again.
func (f *form) sides() bool {
	g := f.grid
	var labels []int
	for col := range g.header {
		if f.labelColumn(col) {
			labels = append(labels, col)
		}
	}
	if len(labels) < 2 {
		return false
	}
	f.countColumns()
	for k := range labels {
		end := len(g.header)
		if k+1 < len(labels) {
			end = labels[k+1]
		}
		f.side(labels, k, end)
	}
	return true
}

// labelColumn reports whether the column holds the labels of rows: more words
// than amounts below headings that are no amounts'.
func (f *form) labelColumn(col int) bool {
	words, amounts := 0, 0
	for row := f.grid.body; row < len(f.grid.rows); row++ {
		s, _, begins := f.grid.cell(row, col)
		switch {
		case !begins || s == "":
		case amount.MatchString(s):
			amounts++
		case len([]rune(s)) > 1:
			words++
		}
	}
	return words > 2 && words > amounts
}

// column is a column of amounts: whose, and on what basis.
type column struct {
	col     int
	account account
	basis   fiscal.Basis
}

func (f *form) amountColumns(from, to int) []column {
	var out []column
	for col := from; col < to; col++ {
		h := f.grid.header[col]
		if strings.Contains(h, "行次") {
			continue
		}
		basis, ok := f.r.columnBasis(h)
		if !ok {
			continue
		}
		c := column{col: col, account: overall, basis: basis}
		if f.number == 4 {
			c.account = fiscalA
			last := h[strings.LastIndex(h, "/")+1:]
			if c.basis != fiscal.Final || strings.Contains(last, "决算数") {
				last = h
			}
			switch {
			case strings.Contains(last, "政府性基金"):
				c.account = fund
			case strings.Contains(last, "国有资本"):
				c.account = capital
			case strings.Contains(last, "一般公共预算"):
				c.account = general
			}
		}
		out = append(out, c)
	}
	return out
}

// side reads one side of the form: the rows of the labels in column labels[k]
// and the amounts in the columns behind it, up to end.
func (f *form) side(labels []int, k, end int) {
	label, right := labels[k], k > 0
	columns := f.amountColumns(label+1, end)
	byKind := k > 1 || strings.Contains(f.grid.header[label], "经济分类") || strings.Contains(f.grid.header[label], "支出性质")
	balance := false // behind 年初财政拨款结转和结余: its parts
	for row := f.grid.body; row < len(f.grid.rows); row++ {
		s, _, begins := f.grid.cell(row, label)
		if !begins || s == "" {
			continue
		}
		name := rowLabel(s)
		if right && f.number == 4 && strings.HasPrefix(name, "年末") || !right && f.number == 4 && strings.HasPrefix(name, "年初") {
			balance = true
		}
		if byKind && rightItems[name] == noConcept && name != "结余分配" && kindItems[name] == "" {
			continue // a kind of expenditure: 工资福利支出
		}
		of := columns
		if cover := f.reaches(row, label); cover >= end {
			of = f.amountColumns(cover+1, groupEnd(labels, cover, len(f.grid.header)))
		}
		for _, col := range of {
			_, c, ok := f.grid.cell(row, col.col)
			if !ok {
				continue
			}
			f.sideFact(c, name, right, balance, col)
		}
	}
}

// reaches returns the last column that the cell at a place covers. The label
// of a total reaches over the groups that it is the total of.
func (f *form) reaches(row, col int) int {
	cells := f.grid.rows[row]
	last := col
	for last+1 < len(cells) && cells[last+1] != nil && cells[last+1] == cells[col] {
		last++
	}
	return last
}

// groupEnd returns where the group of columns ends that col lies in.
func groupEnd(labels []int, col, width int) int {
	for _, l := range labels {
		if l > col {
			return l
		}
	}
	return width
}

func (f *form) sideFact(c *document.Cell, name string, right, balance bool, col column) {
	if _, ok := f.r.number(c); !ok {
		return
	}
	if right {
		if item, ok := rightItem(name, col.account); ok {
			f.cellFact(c, item, nil, nil, col.basis)
			return
		}
		if class, ok := f.topClass(name); ok && !balance {
			f.cellFact(c, classColumnItem[col.account], class, nil, col.basis)
			return
		}
	}
	if f.number == 4 {
		if item, ok := fiscalLeft(name, balance); ok && !right {
			f.cellFact(c, item, nil, nil, col.basis)
		}
		return
	}
	if item, ok := leftItems[name]; ok && !right {
		f.cellFact(c, item, nil, nil, col.basis)
	} else if item, ok := kindItems[name]; ok && right {
		f.cellFact(c, item, nil, nil, col.basis) // a third group: expenditure by kind
	}
}

// topClass returns the 类 that a row's label names. The forms print every 类
// of the year, each with its ordinal.
func (f *form) topClass(name string) (*fiscal.Class, bool) {
	code, ok := fiscal.FunctionClass(f.r.report.Year, []string{name})
	if ok {
		return &fiscal.Class{Path: []string{name}, Code: code}, true
	}
	if _, economic := fiscal.EconomicClass(f.r.report.Year, []string{name}); economic {
		return nil, false
	}
	if strings.HasSuffix(name, "支出") && !strings.Contains(name, "合计") && kindItems[name] == "" {
		return &fiscal.Class{Path: []string{name}}, true
	}
	return nil, false
}

var ordinalMark = regexp.MustCompile(`^(?:其中:)?(?:[一二三四五六七八九十]+、|\((?:[一二三四五六七八九十]+|\d{1,2})\)|\d+[、.])`)

// rowLabel is a label without its ordinal and its remark in brackets.
func rowLabel(s string) string {
	s = ordinalMark.ReplaceAllString(s, "")
	s = strings.TrimPrefix(s, "其中:")
	if i := strings.IndexRune(s, '('); i > 0 && strings.HasSuffix(s, ")") {
		s = s[:i]
	}
	return s
}

// classColumnItem is the item of a 类 in a column of form 01 or 04.
var classColumnItem = map[account]fiscal.Item{
	overall: fiscal.ExpenseYear, fiscalA: fiscal.FiscalExpenseYear,
	general: fiscal.GeneralExpense, fund: fiscal.FundExpense, capital: fiscal.CapitalExpense,
}

// rightItem is the item of a total or balance on the side of expenditure.
func rightItem(name string, a account) (fiscal.Item, bool) {
	if name == "结余分配" {
		return fiscal.ExpenseBalanceDistribution, a == overall
	}
	if c := rightItems[name]; c != noConcept {
		return accountItems[a][c][0], true
	}
	return "", false
}

var rightItems = map[string]concept{
	"本年支出合计": expenseYear, "本年支出": expenseYear,
	"总计": expenseTotal, "支出总计": expenseTotal,
	"年末结转和结余": closing, "年末财政拨款结转和结余": closing, "结转下年": closing, "年末结转结余": closing,
}

// leftItems are the rows of the side of income of form 01.
var leftItems = map[string]fiscal.Item{
	"政府性基金":          fiscal.FundIncomeYear,
	"政府性基金收入":        fiscal.FundIncomeYear,
	"财政拨款收入":         fiscal.IncomeFiscal,
	"一般公共预算财政拨款收入":   fiscal.GeneralIncomeYear,
	"一般公共预算财政拨款":     fiscal.GeneralIncomeYear,
	"一般公共预算拨款收入":     fiscal.GeneralIncomeYear,
	"政府性基金预算财政拨款收入":  fiscal.FundIncomeYear,
	"政府性基金预算财政拨款":    fiscal.FundIncomeYear,
	"政府性基金财政拨款收入":    fiscal.FundIncomeYear,
	"政府性基金预算拨款收入":    fiscal.FundIncomeYear,
	"国有资本经营预算财政拨款收入": fiscal.CapitalIncomeYear,
	"国有资本经营预算财政拨款":   fiscal.CapitalIncomeYear,
	"国有资本经营预算拨款收入":   fiscal.CapitalIncomeYear,
	"上级补助收入":         fiscal.IncomeSuperiorSubsidy,
	"事业收入":           fiscal.IncomeUndertaking,
	"经营收入":           fiscal.IncomeOperating,
	"事业单位经营收入":       fiscal.IncomeOperating,
	"附属单位上缴收入":       fiscal.IncomeAffiliateRemittance,
	"其他收入":           fiscal.IncomeOther,
	"本年收入合计":         fiscal.IncomeYear,
	"本年收入":           fiscal.IncomeYear,
	"使用非财政拨款结余":      fiscal.IncomeNonfiscalBalanceUsed,
	"使用非财政拨款结余和专用结余": fiscal.IncomeNonfiscalBalanceUsed,
	"用事业基金弥补收支差额":    fiscal.IncomeNonfiscalBalanceUsed,
	"年初结转和结余":        fiscal.IncomeOpeningBalance,
	"上年结转和结余":        fiscal.IncomeOpeningBalance,
	"年初结转结余":         fiscal.IncomeOpeningBalance,
	"总计":             fiscal.IncomeTotal,
	"收入总计":           fiscal.IncomeTotal,
}

// kindItems are the kinds of expenditure in a third group of form 01.
var kindItems = map[string]fiscal.Item{
	"基本支出": fiscal.ExpenseBasic, "项目支出": fiscal.ExpenseProject, "上缴上级支出": fiscal.ExpenseRemittedUp,
	"经营支出": fiscal.ExpenseOperating, "对附属单位补助支出": fiscal.ExpenseAffiliateSubsidy,
}

// fiscalLeft is the item of a row of the side of income of form 04; behind the
// opening balance the three budgets are its parts.
func fiscalLeft(name string, balance bool) (fiscal.Item, bool) {
	c := incomeYear
	if balance {
		c = opening
	}
	switch {
	case strings.HasPrefix(name, "本年收入"):
		return fiscal.FiscalIncomeYear, true
	case strings.HasPrefix(name, "年初"), strings.HasPrefix(name, "上年"):
		return fiscal.FiscalOpeningBalance, true
	case name == "总计", name == "收入总计":
		return fiscal.FiscalIncomeTotal, true
	case strings.HasPrefix(name, "一般公共预算"):
		return accountItems[general][c][0], true
	case strings.HasPrefix(name, "政府性基金"):
		return accountItems[fund][c][0], true
	case strings.HasPrefix(name, "国有资本经营"):
		return accountItems[capital][c][0], true
	case name == "财政拨款收入":
		return fiscal.FiscalIncomeYear, true
	}
	return "", false
}
