package specimen

import (
	"strings"

	"mingzhang/internal/fiscal"
)

// economicLines lists the 类 and 款 of form 6 whose codes begin with one of the
// prefixes; all of the year's, or those with money and some without.
func (f *sheet) economicLines(prefixes ...string) []fiscal.Class {
	var lines []fiscal.Class
	for _, c := range economicNames(f.p.s.Year) {
		for _, p := range prefixes {
			if strings.HasPrefix(c.Code, p) && (f.layout.AllClasses || f.p.a.economicSum(c.Code) > 0) {
				lines = append(lines, c)
			}
		}
	}
	return lines
}

func (f *sheet) basicForm() {
	groups := [][]fiscal.Class{f.economicLines("301", "302", "303", "310", "312")}
	switch f.layout.BasicGroups {
	case 2:
		groups = [][]fiscal.Class{f.economicLines("301", "303"), f.economicLines("302", "310", "312")}
	case 3:
		groups = [][]fiscal.Class{f.economicLines("301", "303"), f.economicLines("302"), f.economicLines("310", "312")}
		if g := groups[1]; len(g) > 25 { // the official sheet lets the second column run over into the third
			groups[1], groups[2] = g[:25], append(append([]fiscal.Class{}, g[25:]...), groups[2]...)
		}
	}
	rows := 0
	var titles, columns []Cell
	for i, g := range groups {
		rows = max(rows, len(g))
		title := "公用经费"
		if i == 0 {
			title = "人员经费"
		}
		titles = append(titles, span(title, 3, 1))
		columns = append(columns, head("科目编码", "科目名称", pick(f.p.chance, "决算数", "金额", "决算数"))...)
	}
	if len(groups) == 3 {
		titles[1] = span("公用经费", 6, 1)
		titles = titles[:2]
	}
	if len(groups) == 1 {
		f.headers(columns)
	} else {
		f.headers(titles, columns)
	}
	for i := range rows {
		for _, g := range groups {
			if i >= len(g) {
				f.blank(3)
				continue
			}
			c := g[i]
			f.words(c.Code, c.Path[len(c.Path)-1])
			f.money(f.p.a.economicSum(c.Code), fiscal.GeneralBasic, fiscal.Final, nil, &c)
		}
		f.end()
	}
	personnel := func(cols int) {
		f.row = append(f.row, span("人员经费合计", cols, 1))
		f.total(fiscal.GeneralPersonnel, fiscal.Final)
	}
	operation := func(cols int) {
		f.row = append(f.row, span("公用经费合计", cols, 1))
		f.total(fiscal.GeneralOperation, fiscal.Final)
	}
	switch len(groups) {
	case 1:
		personnel(2)
		f.end()
		operation(2)
		f.end()
		f.row = append(f.row, span("合计", 2, 1))
		f.total(fiscal.GeneralBasic, fiscal.Final)
		f.end()
	default:
		personnel(2)
		operation(3*len(groups) - 4)
		f.end()
	}
	f.note("本表反映部门本年度一般公共预算财政拨款基本支出明细情况。")
}

// sangongForm is laid out in one of three ways: budget and final account side
// by side, each kind with its budget and final account, or a kind a line.
func (f *sheet) sangongForm() {
	items := []fiscal.Item{fiscal.SangongTotal, fiscal.SangongAbroad, fiscal.SangongVehicle, fiscal.SangongVehiclePurchase,
		fiscal.SangongVehicleOperation, fiscal.SangongReception}
	const purchase, operation = "公务用车购置费", "公务用车运行维护费"
	switch f.layout.Sangong {
	case 0:
		six := func() []Cell {
			return []Cell{span("合计", 1, 2), span("因公出国（境）费", 1, 2), span("公务用车购置及运行维护费", 3, 1), span("公务接待费", 1, 2)}
		}
		f.headers([]Cell{span(pick(f.p.chance, "预算数", "全年预算数"), 6, 1), span("决算数", 6, 1)},
			append(six(), six()...), head("小计", purchase, operation, "小计", purchase, operation))
		if f.layout.Numbers {
			f.headers(head("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"))
		}
		for _, b := range []fiscal.Basis{fiscal.FullBudget, fiscal.Final} {
			for _, item := range items {
				f.total(item, b)
			}
		}
		f.end()
	case 1:
		f.headers(
			[]Cell{span("财政拨款“三公”经费", 12, 1)},
			[]Cell{span("合计", 2, 2), span("因公出国（境）费", 2, 2), span("公务用车购置及运行费", 6, 1), span("公务接待费", 2, 2)},
			[]Cell{span("小计", 2, 1), span("公务用车购置费", 2, 1), span("公务用车运行费", 2, 1)},
			head("预算数", "决算数", "预算数", "决算数", "预算数", "决算数", "预算数", "决算数", "预算数", "决算数", "预算数", "决算数"))
		for _, item := range items {
			f.total(item, fiscal.FullBudget)
			f.total(item, fiscal.Final)
		}
		f.end()
	default:
		f.headers(head("项目", "全年预算数", "决算数"))
		for i, name := range []string{"合计", "1.因公出国（境）费", "2.公务用车购置及运行维护费", "其中：（1）公务用车购置费", "（2）公务用车运行维护费", "3.公务接待费"} {
			f.words(name)
			f.total(items[i], fiscal.FullBudget)
			f.total(items[i], fiscal.Final)
			f.end()
		}
	}
	f.note("本表反映部门本年度财政拨款“三公”经费支出预决算情况。其中，预算数为全年预算数，反映按规定程序调整后的预算数。")
}
