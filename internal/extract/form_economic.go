package extract

import (
	"maps"
	"slices"
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
	names := map[string]string{} // of each 类, by its code: the lists share them
	for _, group := range groups {
		for row := f.grid.body; row < len(f.grid.rows); row++ {
			if !f.totalsRow(row) {
				f.economicRow(group, names, row)
			}
		}
	}
	for row := f.grid.body; row < len(f.grid.rows); row++ {
		if f.totalsRow(row) {
			f.economicTotals(groups, row)
		}
	}
	return true
}

func (f *form) totalsRow(row int) bool {
	for _, s := range f.grid.texts(row) {
		if economicTotal(s) != "" {
			return true
		}
	}
	return false
}

// economicTotals reads a row of totals. Their labels reach over as many columns
// as the page has room for, so a total is the figure next behind its label; in
// a form with a column for each kind the column decides.
func (f *form) economicTotals(groups []economicGroup, row int) {
	amounts := map[int]fiscal.Item{}
	for _, g := range groups {
		for col, item := range g.amounts {
			amounts[col] = item
		}
	}
	total := fiscal.Item("")
	for col := range f.grid.rows[row] {
		s, c, begins := f.grid.cell(row, col)
		if !begins {
			continue
		}
		if t := economicTotal(s); t != "" {
			total = t
			continue
		}
		if _, ok := f.r.number(c); !ok || total == "" {
			continue
		}
		item := total
		if amounts[col] != fiscal.GeneralBasic && amounts[col] != "" {
			item = amounts[col]
		}
		f.cellFact(c, item, nil, nil, fiscal.Final)
		if len(groups) > 1 {
			total = "" // the label's own figure; the next has a label of its own
		}
	}
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
		basis, amounts := f.r.columnBasis(h)
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
		case g.name < 0 || !amounts || basis != fiscal.Final:
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

func (f *form) economicRow(group economicGroup, names map[string]string, row int) {
	g := f.grid
	var parts []string
	for _, col := range group.codes {
		s, c, begins := g.cell(row, col)
		if begins && s != "" && strings.Trim(s, "0123456789") == "" {
			parts = append(parts, s)
			f.r.declareFigures(c.Start, c.End, fiscal.InTerm)
		}
	}
	name, cell, _ := g.cell(row, group.name)
	code := joinCode(parts)
	if m := codeBefore.FindStringSubmatch(name); code == "" && m != nil {
		code, name = m[1], m[2]
		f.r.declareFigures(cell.Start, cell.End, fiscal.InTerm)
	}
	class := f.economicClass(names, code, rowLabel(name))
	if class == nil {
		return
	}
	for _, col := range slices.Sorted(maps.Keys(group.amounts)) { // as printed
		_, c, begins := g.cell(row, col)
		if !begins {
			continue
		}
		f.cellFact(c, group.amounts[col], nil, class, fiscal.Final)
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

// economicClass returns the class of a row by its printed code and name.
func (f *form) economicClass(names map[string]string, code, name string) *fiscal.Class {
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
		names[code] = name
		return &fiscal.Class{Path: []string{name}, Code: code}
	case 5:
		if names[code[:3]] == "" {
			path, ok := fiscal.EconomicPath(year, code[:3])
			if !ok {
				return nil
			}
			names[code[:3]] = path[0]
		}
		return &fiscal.Class{Path: []string{names[code[:3]], name}, Code: code}
	}
	return nil
}
