package reconcile_test

import (
	"strings"
	"testing"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
	"mingzhang/internal/reconcile"
)

// said is a statement of a built report; value "" says in words that there is
// nothing.
type said struct {
	item    fiscal.Item
	basis   fiscal.Basis
	value   string
	measure fiscal.Measure
	code    string
	path    []string
}

func saying(year int, unit string, all ...said) *fiscal.Report {
	r := &fiscal.Report{Year: year, Unit: fiscal.Unit{Name: unit}}
	for _, s := range all {
		f := fiscal.Fact{Item: s.item, Basis: s.basis, Measure: s.measure, Origin: fiscal.Stated, Source: &fiscal.Source{}}
		if s.path != nil {
			f.Class = &fiscal.Class{Path: s.path, Code: s.code}
		}
		if s.value == "" {
			f.Origin, f.Measure = fiscal.StatedNone, ""
		} else {
			v := decimal.MustParse(s.value)
			f.Value = &v
		}
		r.Facts = append(r.Facts, f)
	}
	return r
}

const wan, yuan = fiscal.TenThousandYuan, fiscal.Yuan

func TestAcross(t *testing.T) {
	total := func(basis fiscal.Basis, v string, m fiscal.Measure) said {
		return said{item: fiscal.ExpenseYear, basis: basis, value: v, measure: m}
	}
	class := func(basis fiscal.Basis, v, code string, path ...string) said {
		return said{fiscal.GeneralExpense, basis, v, wan, code, path}
	}
	culture := []string{"文化旅游体育与传媒支出", "文化和旅游", "行政运行"}
	formerly := []string{"文化体育与传媒支出", "文化", "行政运行"}
	for name, tc := range map[string]struct {
		before, after []said
		unit          string // of the later report
		kind          fiscal.RestatementKind
		cause         fiscal.RestatementCause
		difference    string
		note          string
	}{
		"equal": {before: []said{total(fiscal.Final, "120.50", wan)}, after: []said{total(fiscal.Prior, "120.50", wan)},
			kind: fiscal.Consistent, difference: "0.00", note: "相同"},
		"equal in another unit": {before: []said{total(fiscal.Final, "1205000.00", yuan)}, after: []said{total(fiscal.Prior, "120.50", wan)},
			kind: fiscal.Consistent, difference: "0.00"},
		"rounded in another unit": {before: []said{total(fiscal.Final, "1205049.99", yuan)}, after: []said{total(fiscal.Prior, "120.50", wan)},
			kind: fiscal.RoundedOff, difference: "-0.004999", note: "四舍五入"},
		"just beyond rounding": {before: []said{total(fiscal.Final, "1205050.02", yuan)}, after: []said{total(fiscal.Prior, "120.50", wan)},
			kind: fiscal.Adjusted, difference: "-0.005002", note: "少"},
		"adjusted": {before: []said{total(fiscal.Final, "120.50", wan)}, after: []said{total(fiscal.Prior, "131.62", wan)},
			kind: fiscal.Adjusted, difference: "11.12", note: "多 11.12 万元"},
		"a slip of the unit": {before: []said{total(fiscal.Final, "1205000.00", wan)}, after: []said{total(fiscal.Prior, "120.50", wan)},
			kind: fiscal.Adjusted, difference: "-1204879.50", note: "混用"},
		"the nearest of several": {before: []said{total(fiscal.Final, "121", wan), total(fiscal.Final, "1205000.00", yuan)}, after: []said{total(fiscal.Prior, "120.50", wan)},
			kind: fiscal.Consistent, difference: "0.00"},
		"none last year": {before: []said{total(fiscal.Final, "", "")}, after: []said{total(fiscal.Prior, "3.20", wan)},
			kind: fiscal.Adjusted, difference: "3.20"},
		"renamed, the same": {before: []said{class(fiscal.Final, "9.00", "2070101", formerly...)}, after: []said{class(fiscal.Prior, "9.00", "2070101", culture...)},
			kind: fiscal.Consistent, cause: fiscal.ClassRenamed, difference: "0.00", note: "编码不变"},
		"renamed, not the same": {before: []said{class(fiscal.Final, "9.00", "2070101", formerly...)}, after: []said{class(fiscal.Prior, "9.50", "2070101", culture...)},
			kind: fiscal.Recast, cause: fiscal.ClassRenamed, difference: "0.50"},
		"moved": {before: []said{class(fiscal.Final, "9.00", "2080109", "社会保障和就业支出", "人力资源", "社会保险经办机构")},
			after: []said{class(fiscal.Prior, "9.00", "2089909", "社会保障和就业支出", "其他", "社会保险经办机构")},
			kind:  fiscal.Recast, cause: fiscal.ClassMoved, difference: "0.00", note: "2080109"},
		"a class without a code": {before: []said{class(fiscal.Final, "9.00", "", "教育支出", "某款")}, after: []said{class(fiscal.Prior, "9.10", "", "教育", "某款")},
			kind: fiscal.Adjusted, difference: "0.10"},
		"another circle of bodies": {before: []said{total(fiscal.Final, "120.50", wan)}, after: []said{total(fiscal.Prior, "90.00", wan)}, unit: "某市某局（本级）",
			kind: fiscal.Recast, cause: fiscal.ScopeChanged, difference: "-30.50", note: "决算范围不同"},
		"counts": {before: []said{{item: fiscal.StaffActive, basis: fiscal.Final, value: "21", measure: fiscal.Persons}},
			after: []said{{item: fiscal.StaffActive, basis: fiscal.Prior, value: "22", measure: fiscal.Persons}}, kind: fiscal.Adjusted, difference: "1"},
		"what was left over": {before: []said{{item: fiscal.ExpenseClosingBalance, basis: fiscal.Final, value: "12.00", measure: wan}},
			after: []said{{item: fiscal.IncomeOpeningBalance, basis: fiscal.Final, value: "11.00", measure: wan}}, kind: fiscal.Adjusted, difference: "-1.00", note: "年末结转"},
		"nothing was left over, something is opened with": {before: []said{{item: fiscal.FundClosingBalance, basis: fiscal.Final}},
			after: []said{{item: fiscal.FundOpeningBalance, basis: fiscal.Final, value: "11.00", measure: wan}}, kind: fiscal.Adjusted, difference: "11.00"},
		"something was left over, nothing is opened with": {before: []said{{item: fiscal.FundClosingBalance, basis: fiscal.Final, value: "11.00", measure: wan}},
			after: []said{{item: fiscal.FundOpeningBalance, basis: fiscal.Final}}, kind: fiscal.Adjusted, difference: "-11.00"},
		"nothing in either":       {before: []said{total(fiscal.Final, "", "")}, after: []said{total(fiscal.Prior, "0.00", wan)}},
		"not mentioned last year": {after: []said{total(fiscal.Prior, "3.20", wan)}},
		"two places to come from": {before: []said{class(fiscal.Final, "9.00", "2080109", "社会保障和就业支出", "人力资源", "行政运行"), class(fiscal.Final, "9.00", "2010301", "一般公共服务支出", "政府", "行政运行")},
			after: []said{class(fiscal.Prior, "9.00", "2050101", "教育支出", "教育管理事务", "行政运行")}},
		"a place that is spoken of itself": {before: []said{class(fiscal.Final, "9.00", "2010301", "一般公共服务支出", "政府", "行政运行")},
			after: []said{class(fiscal.Prior, "9.00", "2010301", "一般公共服务支出", "政府", "行政运行"), class(fiscal.Prior, "7.00", "2050101", "教育支出", "教育管理事务", "行政运行")},
			kind:  fiscal.Consistent, difference: "0.00"},
	} {
		unit := "某市某局"
		if tc.unit != "" {
			unit = tc.unit
		}
		before := saying(2023, "某市某局", tc.before...)
		got := reconcile.Across(before, saying(2024, unit, tc.after...))
		if tc.kind == "" {
			if len(got) != 0 {
				t.Errorf("%s: compared: %+v", name, got)
			}
			continue
		}
		if len(got) != 1 {
			t.Errorf("%s: %d comparisons", name, len(got))
			continue
		}
		r := got[0]
		if r.Kind != tc.kind || r.Cause != tc.cause || r.Difference != tc.difference || !strings.Contains(r.Note, tc.note) {
			t.Errorf("%s: %s %q %s, want %s %q %s: %s", name, r.Kind, r.Cause, r.Difference, tc.kind, tc.cause, tc.difference, r.Note)
		}
	}
}

// A derived prior is as sure as the figures it was computed from.
func TestAcrossDerived(t *testing.T) {
	after := saying(2024, "某市某局", said{item: fiscal.IncomeTotal, basis: fiscal.Final, value: "100.00", measure: wan},
		said{item: fiscal.IncomeTotal, basis: fiscal.Change, value: "-20.00", measure: wan}, said{item: fiscal.IncomeTotal, basis: fiscal.Prior, value: "120.00", measure: wan})
	prior := &after.Facts[2]
	prior.Origin, prior.Source, prior.From = fiscal.Derived, nil, []int{0, 1}
	for value, want := range map[string]fiscal.RestatementKind{
		"1200000.00": fiscal.Consistent, "1200100.00": fiscal.RoundedOff, "1199900.00": fiscal.RoundedOff, "1200100.02": fiscal.Adjusted, "1199899.98": fiscal.Adjusted,
	} {
		before := saying(2023, "某市某局", said{item: fiscal.IncomeTotal, basis: fiscal.Final, value: value, measure: yuan})
		if got := reconcile.Across(before, after); len(got) != 1 || got[0].Kind != want {
			t.Errorf("%s: %+v, want %s", value, got, want)
		}
	}
	prior.From = []int{0, 99, -1}
	if got := reconcile.Across(saying(2023, "某市某局", said{item: fiscal.IncomeTotal, basis: fiscal.Final, value: "1.00", measure: yuan}), after); len(got) != 0 {
		t.Errorf("a broken derivation is compared: %+v", got)
	}
	if got := reconcile.Across(&fiscal.Report{}, &fiscal.Report{}); got != nil {
		t.Errorf("nothing compared with nothing gives %+v", got)
	}
}
