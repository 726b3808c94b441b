package specimen

import (
	"strings"

	"mingzhang/internal/fiscal"
)

// oldestTable is the first year of which the table of classes has the 项.
// Earlier reports are made of the same 项 under the names of 类 of their year.
const oldestTable = 2021

// functionClasses lists the 项 of 支出功能分类 that reports of a year may use.
func functionClasses(year int) []fiscal.Class {
	var all []fiscal.Class
	for _, c := range fiscal.FunctionClasses(max(year, oldestTable)) {
		if len(c.Code) != 7 {
			continue
		}
		for _, n := range []int{3, 5} {
			if path, ok := fiscal.FunctionPath(year, c.Code[:n]); ok {
				copy(c.Path, path)
			}
		}
		all = append(all, c)
	}
	return all
}

// isFund reports whether a 项 is paid for by the 政府性基金预算.
func isFund(code string) bool {
	return strings.HasPrefix(code, "21208") || strings.HasPrefix(code, "22904")
}

// capitalClasses are 项 of the 国有资本经营预算.
var capitalClasses = []fiscal.Class{
	{Path: []string{"国有资本经营预算支出", "解决历史遗留问题及改革成本支出", "国有企业退休人员社会化管理补助支出"}, Code: "2230105"},
	{Path: []string{"国有资本经营预算支出", "其他国有资本经营预算支出", "其他国有资本经营预算支出"}, Code: "2239999"},
}

// commonClasses are the 项 that nearly every unit has.
var commonClasses = []string{"2080501", "2080502", "2080505", "2080506", "2089999", "2101101", "2101102", "2101103", "2210201", "2210203"}

// byPrefix lists the classes whose code begins with prefix.
func byPrefix(all []fiscal.Class, prefix string) []fiscal.Class {
	var out []fiscal.Class
	for _, c := range all {
		if strings.HasPrefix(c.Code, prefix) {
			out = append(out, c)
		}
	}
	return out
}

// economicNames gives 支出经济分类 of a year; reports before the classification
// of 2018 are printed with its names too.
func economicNames(year int) []fiscal.Class {
	return fiscal.EconomicClasses(max(year, 2018))
}
