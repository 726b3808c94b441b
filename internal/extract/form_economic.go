package extract

import (
	"strings"

	"mingzhang/internal/fiscal"
)

// economicGroup is one of the lists that form 06 sets side by side: columns of
// codes, of names and of amounts.
type economicGroup struct {
	codes   []int
	name    int
	amounts map[int]fiscal.Item
}

// economic reads form 06: basic expenditure by economic classification.
func (f *form) economic() bool {
	groups := f.economicGroups()
	if len(groups) == 0 {
		return false
	}
	f.countColumns()
	for _, group := range groups {
		var above [2]string // code and name of the 类 that the rows below belong to
		for row := f.grid.body; row < len(f.grid.rows); row++ {
			f.economicRow(group, &above, row)
		}
	}
	return true
}

func (f *form) economicGroups() []economicGroup {
	var out []economicGroup
	g := economicGroup{name: -1, amounts: map[int]fiscal.Item{}}
	flush := func() {
		if g.name >= 0 && len(g.amounts) > 0 {
			out = append(out, g)
		}
		g = economicGroup{name: -1, amounts: map[int]fiscal.Item{}}
	}
	for col, h := range f.grid.header {
		last := h[strings.LastIndex(h, "/")+1:]
		switch {
		case strings.Contains(h, "行次"):
		case f.codeColumn(col):
			if len(g.amounts) > 0 {
				flush()
			}
			g.codes = append(g.codes, col)
		case f.labelColumn(col) || strings.Contains(last, "科目名称") || last == "项目":
			if len(g.amounts) > 0 {
				flush()
			}
			if g.name < 0 {
				g.name = col
			}
		case g.name < 0:
		case last == "人员经费":
			g.amounts[col] = fiscal.GeneralPersonnel
		case last == "公用经费" || last == "日常公用经费":
			g.amounts[col] = fiscal.GeneralOperation
		case strings.Contains(last, "决算数") || strings.Contains(last, "金额") || strings.Contains(last, "合计") || strings.Contains(last, "小计") || strings.Contains(last, "基本支出"):
			g.amounts[col] = fiscal.GeneralBasic
		}
	}
	flush()
	return out
}

func (f *form) economicRow(group economicGroup, above *[2]string, row int) {
	g := f.grid
	var parts []string
	total := fiscal.Item("")
	for _, col := range group.codes {
		s, c, begins := g.cell(row, col)
		if !begins || s == "" {
			continue
		}
		if strings.Trim(s, "0123456789") == "" {
			parts = append(parts, s)
			f.r.declareFigures(c.Start, c.End, fiscal.InTerm)
		} else if t := economicTotal(s); t != "" {
			total = t // the label of a total covers the columns of codes
		}
	}
	name, cell, _ := g.cell(row, group.name)
	if t := economicTotal(name); t != "" {
		total = t
	}
	code := joinCode(parts)
	if m := codeBefore.FindStringSubmatch(name); code == "" && m != nil {
		code, name = m[1], m[2]
		f.r.declareFigures(cell.Start, cell.End, fiscal.InTerm)
	}
	var class *fiscal.Class
	if total == "" {
		if class = f.economicClass(above, code, rowLabel(name)); class == nil {
			return
		}
	}
	for col, item := range group.amounts {
		_, c, begins := g.cell(row, col)
		if !begins {
			continue
		}
		if total != "" && item == fiscal.GeneralBasic {
			item = total
		}
		f.cellFact(c, item, nil, class, fiscal.Final)
	}
}

func economicTotal(s string) fiscal.Item {
	switch {
	case s == "人员经费合计" || s == "人员经费小计":
		return fiscal.GeneralPersonnel
	case s == "公用经费合计" || s == "日常公用经费合计" || s == "公用经费小计":
		return fiscal.GeneralOperation
	case totalLabel(s) || s == "基本支出合计":
		return fiscal.GeneralBasic
	}
	return ""
}

// economicClass returns the class of a row by its printed code and name, and
// keeps the 类 for the rows below it.
func (f *form) economicClass(above *[2]string, code, name string) *fiscal.Class {
	year := f.r.report.Year
	if code == "" {
		c, ok := fiscal.EconomicClass(year, []string{name})
		if !ok {
			return nil
		}
		code = c
	}
	switch len(code) {
	case 3:
		*above = [2]string{code, name}
		return &fiscal.Class{Path: []string{name}, Code: code}
	case 5:
		if above[0] != code[:3] {
			path, ok := fiscal.EconomicPath(year, code[:3])
			if !ok {
				return nil
			}
			*above = [2]string{code[:3], path[0]}
		}
		return &fiscal.Class{Path: []string{above[1], name}, Code: code}
	}
	return nil
}
