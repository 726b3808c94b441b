package extract

import (
	"testing"

	"mingzhang/internal/fiscal"
)

func TestColumnBasis(t *testing.T) {
	r := &reader{report: &fiscal.Report{Year: 2023}}
	for _, tc := range []struct {
		heading string
		want    fiscal.Basis
		ok      bool
	}{
		{"本年支出合计", fiscal.Final, true},
		{"2023年决算数/基本支出", fiscal.Final, true},
		{"年初预算数", fiscal.InitialBudget, true},
		{"全年预算数/合计", fiscal.FullBudget, true},
		{"上年决算数/小计", fiscal.Prior, true},
		{"2022年决算数", fiscal.Prior, true},
		{"年初结转和结余", fiscal.Final, true},
		{"上年结转和结余", fiscal.Final, true},
		{"2021年决算数", "", false},
		{"2022年预算数", "", false},
		{"决算数比上年增减", "", false},
		{"增减%", "", false},
		{"占本年支出的比重", "", false},
		{"预算数/人次", "", false},
	} {
		if got, ok := r.columnBasis(tc.heading); got != tc.want || ok != tc.ok {
			t.Errorf("%s: %q %v, want %q %v", tc.heading, got, ok, tc.want, tc.ok)
		}
	}
}

// Columns of other years, budgets and differences beside the accounts.
func TestFormWithOtherColumns(t *testing.T) {
	got, _ := formsOf(t, `一般公共预算财政拨款支出决算表
单位：万元
科目编码	科目名称	年初预算数	上年决算数	本年决算数	比上年增减
合计		85.00	79.00	88.00	9.00
205	教育支出	85.00	79.00	88.00	9.00
`)
	wantFacts(t, got,
		"general.expense|||initial_budget|85.00万元", "general.expense|||prior|79.00万元", "general.expense|||final|88.00万元",
		"general.expense|教育支出|205|initial_budget|85.00万元", "general.expense|教育支出|205|prior|79.00万元", "general.expense|教育支出|205|final|88.00万元")
}

// Form 01 of before 2019 has a third group, by kind and by economic class;
// the labels of the totals reach over the groups.
func TestFormOfThreeGroups(t *testing.T) {
	got, _ := formsOf(t, `收入支出决算总表
单位：万元
收入			支出
项目	行次	决算数	项目(按功能分类)	行次	决算数	项目(按支出性质和经济分类)	行次	决算数
一、财政拨款收入	1	90.00	一、一般公共服务支出	10	0.00	一、基本支出	40	50.00
其中：政府性基金	2	2.00	二、教育支出	11	88.00	二、项目支出	41	40.00
二、其他收入	3	0.00	三、其他支出	12	2.00	支出经济分类	42	90.00
						其他支出	44	5.00
本年收入合计	8	90.00	本年支出合计	45	90.00
`)
	for _, w := range []string{"expense.basic|||final|50.00万元", "expense.project|||final|40.00万元", "fund.income_year|||final|2.00万元"} {
		if !got[w] {
			t.Errorf("not read: %s", w)
		}
	}
	if got["expense.year|其他支出|229|final|5.00万元"] {
		t.Error("an economic class is read as a functional one")
	}
}
