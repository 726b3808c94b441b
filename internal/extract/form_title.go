package extract

import (
	"regexp"
	"strings"

	"mingzhang/internal/fiscal"
)

// formWords decides by its title which standard form a table is: the first row
// all of whose words the title contains. Rows go from the narrow to the wide.
var formWords = []struct {
	words []string
	form  int
}{
	{[]string{"三公"}, 7},
	{[]string{"政府性基金"}, 8},
	{[]string{"国有资本经营"}, 9},
	{[]string{"基本支出"}, 6},
	{[]string{"财政拨款", "收入支出决算总"}, 4},
	{[]string{"财政拨款", "收支决算总"}, 4},
	{[]string{"财政拨款", "收支总"}, 4},
	{[]string{"财政拨款", "收入支出总"}, 4},
	{[]string{"财政拨款", "收、支决算总"}, 4},
	{[]string{"财政拨款", "支出决算"}, 5},
	{[]string{"一般公共预算", "支出决算"}, 5},
	{[]string{"收入支出决算总"}, 1},
	{[]string{"收支决算总"}, 1},
	{[]string{"收入支出总"}, 1},
	{[]string{"收支总"}, 1},
	{[]string{"收、支决算总"}, 1},
	{[]string{"收入决算"}, 2},
	{[]string{"支出决算"}, 3},
	{[]string{"收入总表"}, 2},
	{[]string{"支出总表"}, 3},
}

// otherTables are tables that share words with a standard form but are none.
var otherTables = []string{"项目支出", "明细表", "绩效", "采购", "资产", "机构运行信息", "预算表", "专户", "目录", "说明", "政府经济分类"}

// formTitled returns the standard form that a title names, 0 for none: a short
// line with one of the names of a form that ends in 表.
func formTitled(title string) int {
	s := squeeze(title)
	if n := len([]rune(s)); n < 4 || n > 60 || !strings.Contains(s, "表") || strings.ContainsAny(s, "。;") {
		return 0
	}
	for _, w := range otherTables {
		if strings.Contains(s, w) && !(w == "明细表" && strings.Contains(s, "基本支出决算")) {
			return 0
		}
	}
	for _, row := range formWords {
		if containsAll(s, row.words) {
			return row.form
		}
	}
	return 0
}

// printedMeasure reads what the amounts of a form are printed in.
var printedMeasure = regexp.MustCompile(`单位:?\(?(?:人民币)?(万元|亿元|元)`)

func measureLine(s string) (fiscal.Measure, bool) {
	m := printedMeasure.FindStringSubmatch(squeeze(s))
	if m == nil {
		return "", false
	}
	return fiscal.Measure(m[1]), true
}

// formUnit reads the name of the unit above a form: 编制单位：…, 部门：….
var formUnit = regexp.MustCompile(`^(?:公开部门|编制单位|编制部门|填报单位|单位名称|部门名称|部门|单位|预算单位):([^:,。;0-9]{4,40}?)(?:20\d\d年度?|金额单位.*|单位:.*)?$`)

// captions are lines that stand above a form and are neither its title nor
// text: 公开01表, 单位：万元, 2024年度.
var captions = regexp.MustCompile(`^(?:公开\d+表?|财决公开\d+表|附?表\d+|附件\d.*|20\d\d年度?|编制.*|公开部门.*|部门:.*|填报.*|单位.*|金额单位.*|部门名称.*|\(.{0,20}\))+$`)
