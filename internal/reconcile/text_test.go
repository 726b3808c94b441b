package reconcile_test

import (
	"context"
	"strings"
	"testing"

	"mingzhang/internal/document"
	"mingzhang/internal/extract"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/reconcile"
)

const heading = "广源市青江区教育局2024年度部门决算\n第二部分 2024年度部门决算情况说明\n"

// told reads and checks a narrative.
func told(t *testing.T, text string) []fiscal.Check {
	t.Helper()
	if !strings.Contains(text, "总计") { // no document is without its totals
		text = "一、收入支出决算总体情况说明\n2024年度收、支总计900.00万元。\n" + text
	}
	text = heading + text
	doc, err := document.Read(context.Background(), "a.txt", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	r, err := extract.Read(doc)
	if err != nil {
		t.Fatal(err)
	}
	checks := reconcile.RunText(r, doc.Text)
	runes := []rune(doc.Text)
	for _, c := range checks {
		for _, s := range c.Sources {
			if string(runes[s.Start:s.End]) != s.Text {
				t.Errorf("%s: the text at %d is not %q", c.Title, s.Start, s.Text)
			}
		}
	}
	return checks
}

func TestWordsOfTheText(t *testing.T) {
	for _, tc := range []struct {
		name, text string
		want       outcome
	}{
		{"smaller than the budget", "五、一般公共预算财政拨款支出决算情况说明\n2024年度一般公共预算财政拨款支出年初预算为300.00万元，支出决算为200.00万元，完成年初预算的66.67%。决算数小于年初预算数的主要原因是延期。\n",
			outcome{"T14", "与文字相符", fiscal.Holds, ""}},
		{"said to be larger", "五、一般公共预算财政拨款支出决算情况说明\n2024年度一般公共预算财政拨款支出年初预算为300.00万元，支出决算为200.00万元，完成年初预算的66.67%。决算数大于年初预算数的主要原因是延期。\n",
			outcome{"T14", "与文字相符", fiscal.Violated, "决算数大于年初预算数"}},
		{"said to be larger, by the rate", "七、财政拨款“三公”经费支出决算情况说明\n2024年“三公”经费财政拨款支出决算为6.75万元，完成预算84.38%。决算数大于预算数的主要原因是增加。\n",
			outcome{"T14", "与文字相符", fiscal.Violated, ""}},
		{"a printed 100% may be a little less", "七、财政拨款“三公”经费支出决算情况说明\n2024年“三公”经费财政拨款支出决算为6.75万元，完成预算100%。决算数小于预算数的主要原因是节约。\n",
			outcome{"T14", "与文字相符", "", ""}},
		{"nothing of nothing", "七、财政拨款“三公”经费支出决算情况说明\n2024年“三公”经费财政拨款支出决算为0万元，完成预算0%。决算数等于预算数。\n",
			outcome{"T14", "与文字相符", "", ""}},
		{"amounts that rounding makes equal", "七、财政拨款“三公”经费支出决算情况说明\n2024年“三公”经费财政拨款支出年初预算为6.75万元，支出决算为6.75万元。决算数小于年初预算数的主要原因是节约。\n",
			outcome{"T14", "与文字相符", "", ""}},
		{"amounts that print alike to the cent", "七、财政拨款“三公”经费支出决算情况说明\n2024年“三公”经费财政拨款支出年初预算为67500.00元，支出决算为67500.00元。决算数小于年初预算数的主要原因是节约。\n",
			outcome{"T14", "与文字相符", fiscal.Violated, "决算数小于年初预算数"}},

		{"small ones' share of the small and middle ones", "（二）政府采购支出情况\n2024年度政府采购支出总额400.00万元，其中：政府采购货物支出400.00万元、政府采购工程支出0.00万元、政府采购服务支出0.00万元。授予中小企业合同金额200.00万元，占政府采购支出总额的50.00%，其中：授予小微企业合同金额100.00万元，占授予中小企业合同金额的50.00%。\n",
			outcome{"T11", "授予小微企业合同金额占授予中小企业", fiscal.Holds, ""}},
		{"visits of guests from abroad", "七、财政拨款“三公”经费支出决算情况说明\n公务接待费支出6.14万元。其中：\n国内公务接待支出4.94万元。国内公务接待22批次，180人次。外事接待支出1.20万元，外事接待3批次，18人次。\n",
			outcome{"X2", "", "", ""}},
		{"a part of reception", "七、财政拨款“三公”经费支出决算情况说明\n公务接待费支出6.14万元。其中：\n国内公务接待支出4.94万元。\n",
			outcome{"T9", "≤ 公务接待费", fiscal.Holds, ""}},
		{"a part larger than reception", "七、财政拨款“三公”经费支出决算情况说明\n公务接待费支出6.14万元。其中：\n国内公务接待支出9.44万元。\n",
			outcome{"T9", "≤ 公务接待费", fiscal.Violated, ""}},

		{"compared with the year before", "一、收入支出决算总体情况说明\n2024年度收、支总计100.00万元。与2023年度相比，收、支总计各减少10.00万元，下降9.09%。\n",
			outcome{"T16", "比较的是", fiscal.Holds, ""}},
		{"compared with another year", "一、收入支出决算总体情况说明\n2024年度收、支总计100.00万元。与2022年度相比，收、支总计各减少10.00万元，下降9.09%。\n",
			outcome{"T16", "比较的是", fiscal.Notice, "2022"}},
		{"a statement of another year", "一、收入支出决算总体情况说明\n2023年度收、支总计100.00万元。2024年度本年收入合计90.00万元。\n", outcome{"T16", "正文", fiscal.Notice, "2023"}},
		{"years in a reason", "一、收入支出决算总体情况说明\n2024年度收、支总计100.00万元，与上年相比，减少10.00万元，下降9.09%，主要原因是：与2021年相比减少2022年考核奖励金。\n",
			outcome{"T16", "比较的是", "", ""}},
		{"a later year in the duties", "第一部分 部门概况\n一、主要职能\n2025年起负责全区支出管理。\n第二部分 2024年度部门决算情况说明\n一、收入支出决算总体情况说明\n2024年度收、支总计100.00万元。\n",
			outcome{"T16", "正文", fiscal.Holds, ""}},

		{"a blank", "一、收入支出决算总体情况说明\n2024年度收、支总计100.00万元，较上年增加XX万元。\n", outcome{"T17", "待填", fiscal.Notice, "“XX”"}},
		{"a choice", "一、收入支出决算总体情况说明\n2024年度收、支总计100.00万元，下降（增长）1%。\n", outcome{"T17", "待填", fiscal.Notice, "“下降（增长）”"}},
		{"empty brackets", "一、收入支出决算总体情况说明\n广源市青江区教育局（ ）2024年度收、支总计100.00万元。\n", outcome{"T17", "待填", fiscal.Notice, ""}},
		{"a size is no blank", "一、收入支出决算总体情况说明\n2024年度收、支总计100.00万元，购置XXL服装。\n", outcome{"T17", "待填", fiscal.Holds, ""}},

		{"an agency alone", "二、机构设置\n本单位无下属预算单位。\n六、一般公共预算财政拨款基本支出决算情况说明\n2024年度一般公共预算财政拨款基本支出20.00万元，其中：人员经费10.00万元，公用经费10.00万元。\n（一）机关运行经费支出情况\n2024年度本单位（行政单位）机关运行经费支出9.00万元。\n",
			outcome{"T10", "", fiscal.Violated, "1.00 万元"}},
	} {
		t.Run(tc.name, func(t *testing.T) { expect(t, told(t, tc.text), tc.want) })
	}
}
