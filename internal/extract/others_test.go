package extract_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingzhang/internal/document"
	"mingzhang/internal/extract"
)

// Accounts of other bodies in the same document are none of the unit's.
func TestOthersAccounts(t *testing.T) {
	const frame = "平河县教育局2023年度部门决算\n第二部分 决算情况说明\n一、收入支出决算总体情况说明\n平河县教育局2023年度收入总计900.00万元。\n"
	for _, tc := range []struct{ name, text string }{
		{"bodies that lead paragraphs", "平河县第一小学2023年度收入总计300.00万元。“三公”经费支出3.00万元。\n平河县第二中学2023年度收入总计500.00万元。\n"},
		{"bodies on lines of their own", "（一）平河县第一小学\n2023年度收入总计300.00万元。\n支出总计300.00万元。\n（二）平河县第二中学\n收入总计500.00万元。\n"},
		{"a section on units below", "二、所属单位决算情况\n1.幼儿园：收入总计300.00万元，支出总计300.00万元。\n"},
		{"a section on the bureau alone", "二、本级决算情况\n2023年度收入总计100.00万元，支出总计100.00万元。\n"},
		{"a part of another body", "第三部分 平河县第一小学2023年度单位决算情况说明\n一、收入支出决算总体情况说明\n2023年度收入总计300.00万元。\n二、收入决算情况说明\n本年收入合计300.00万元。\n"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			doc, err := document.Read(context.Background(), "a.txt", []byte(frame+tc.text))
			if err != nil {
				t.Fatal(err)
			}
			r, err := extract.Read(doc)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]string{"income.total||final|900.00"}, stated(r)); diff != "" {
				t.Errorf("facts (-want +got):\n%s", diff)
			}
			if len(r.Coverage.Unread) == 0 {
				t.Error("the other figures are not listed as unread")
			}
		})
	}
}

// A name for short is the unit's own; so is a single other name that leads
// everything, printed before a reform or by mistake.
func TestOwnByOtherNames(t *testing.T) {
	for _, lead := range []string{"平河县文联", "县文联", "平河县作家协会"} {
		text := "平河县文学艺术界联合会2023年度部门决算\n一、收入支出决算总体情况说明\n" + lead + "2023年度收入总计90.00万元。\n" +
			"二、“三公”经费支出决算情况说明\n" + lead + "2023年度“三公”经费支出3.00万元。\n"
		doc, err := document.Read(context.Background(), "a.txt", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		r, err := extract.Read(doc)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]string{"income.total||final|90.00", "sangong.total||final|3.00"}, stated(r)); diff != "" {
			t.Errorf("%s: facts (-want +got):\n%s", lead, diff)
		}
	}
}

// The forms of another body stay unread, with the narrative under its name.
func TestOthersForms(t *testing.T) {
	form := func(unit, amount string) string {
		return "<p>收入支出决算总表</p><p>部门：" + unit + "</p><p>单位：万元</p><table><tr><td colspan=2>收入</td><td colspan=2>支出</td></tr>" +
			"<tr><td>项目</td><td>决算数</td><td>项目</td><td>决算数</td></tr><tr><td>一、其他收入</td><td>0</td><td>一、教育支出</td><td>" + amount + "</td></tr>" +
			"<tr><td>本年收入合计</td><td>" + amount + "</td><td>本年支出合计</td><td>" + amount + "</td></tr>" +
			"<tr><td>总计</td><td>" + amount + "</td><td>总计</td><td>" + amount + "</td></tr></table>"
	}
	page := "<html><head><meta charset=utf-8></head><body><p>平河县教育局2023年度部门决算</p>" + form("平河县教育局（汇总）", "900") + form("平河县第一小学", "300") +
		"<p>第三部分 平河县第一小学2023年度单位决算情况说明</p><p>一、收入支出决算总体情况说明</p><p>2023年度收入总计300.00万元。</p></body></html>"
	doc, err := document.Read(context.Background(), "a.html", []byte(page))
	if err != nil {
		t.Fatal(err)
	}
	r, err := extract.Read(doc)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"income.other||final|0", "expense.year|教育支出|final|900", "income.total||final|900", "expense.total||final|900", "income.year||final|900", "expense.year||final|900"}
	if diff := cmp.Diff(unique(want), unique(stated(r))); diff != "" {
		t.Errorf("facts (-want +got):\n%s", diff)
	}
}
