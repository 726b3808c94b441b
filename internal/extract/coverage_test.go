package extract_test

import (
	"testing"

	"mingzhang/internal/fiscal"
)

// Numbers of points within a sentence, and of the bodies of a department, are
// no quantities of the accounts; a number that only stands in brackets is not
// taken for one.
func TestNumbersOfPointsAndBodies(t *testing.T) {
	const frame = "平河县教育局2023年度部门决算\n第二部分 决算情况说明\n一、收入支出决算总体情况说明\n2023年度收入总计900.00万元。\n二、一般公共预算财政拨款基本支出决算情况说明\n"
	for text, want := range map[string]struct {
		kind   fiscal.DeclaredKind
		n      int
		unread int
	}{
		"一般公共预算财政拨款基本支出90.00万元，其中，（1）人员经费60.00万元，包括基本工资；（2）公用经费30.00万元，包括办公费。\n": {fiscal.Enumerator, 2, 0},
		"一般公共预算财政拨款基本支出90.00万元，其中（1）人员经费60.00万元。（2）公用经费30.00万元。\n":               {fiscal.Enumerator, 2, 0},
		"一般公共预算财政拨款基本支出90.00万元，支出单位包括本级及所属5家事业单位。\n":                             {fiscal.Narrative, 1, 0},
		"一般公共预算财政拨款基本支出90.00万元，支出单位包括本级及下属12个预算单位。\n":                            {fiscal.Narrative, 1, 0},
		"一般公共预算财政拨款基本支出90.00万元，含某某事项（3）。\n":                                      {fiscal.Enumerator, 0, 1},
		"一般公共预算财政拨款基本支出90.00万元，新增5家企业。\n":                                        {fiscal.Narrative, 0, 1},
	} {
		r := readText(t, "a.txt", frame+text)
		n := 0
		for _, d := range r.Coverage.Declared {
			if d.Kind == want.kind && d.Start > len([]rune(frame))-1 {
				n++
			}
		}
		if n != want.n || len(r.Coverage.Unread) != want.unread {
			t.Errorf("%s%d declared, %d unread: %+v", text, n, len(r.Coverage.Unread), r.Coverage.Unread)
		}
	}
}
