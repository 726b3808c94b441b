package reconcile_test

import (
	"strings"
	"testing"

	"mingzhang/internal/fiscal"
	"mingzhang/internal/reconcile"
)

// captioned checks a report whose form 2 has lines above its cells.
func captioned(caption string) []fiscal.Check {
	text := "广源市青江区教育局2024年度部门决算\n第二部分 2024年度部门决算表\n" + caption + "\n合计\t1.00\n"
	at := len([]rune(text[:strings.Index(text, "合计")]))
	r := formReport("2 income.year 1.00")
	heading := len([]rune(text[:strings.Index(text, "第二部分")]))
	r.Sections = []fiscal.Section{{ID: "2", Title: "2024年度部门决算表", Topic: "forms", Start: heading, End: at + 8}}
	r.Unit = fiscal.Unit{Name: "广源市青江区教育局", Aliases: []string{"青江区人民政府教育督导室"}}
	r.Facts[0].Source.Start, r.Facts[0].Source.End = at+3, at+7
	r.Tables[0].Source = fiscal.Source{Start: at, End: at + 8, Text: "合计\t1.00\n"}
	return reconcile.RunText(r, text)
}

func TestCaptions(t *testing.T) {
	for _, tc := range []struct {
		name, caption string
		want          outcome
	}{
		{"its own year", "收入决算表\n2024年度\n部门：广源市青江区教育局\n单位：万元", outcome{"T16", "标题的年度", fiscal.Holds, "3 处"}},
		{"another year", "收入决算表\n2023年度\n部门：广源市青江区教育局\n单位：万元", outcome{"T16", "标题的年度", fiscal.Notice, "“2023年度”写的是 2023 年"}},
		{"another year in the title", "2023年度收入决算表\n单位：万元", outcome{"T16", "标题的年度", fiscal.Notice, "2023"}},
		{"its own name", "收入决算表\n编制单位：广源市青江区教育局\n单位：万元", outcome{"T17", "单位名称前后一致", fiscal.Holds, "1 处"}},
		{"its name in short", "收入决算表\n部门：青江区教育局\t单位：万元", outcome{"T17", "单位名称前后一致", fiscal.Holds, "1 处"}},
		{"its name at its own level", "收入决算表\n部门：广源市青江区教育局（本级）\t单位：万元", outcome{"T17", "单位名称前后一致", fiscal.Holds, ""}},
		{"another of its names", "收入决算表\n部门：青江区人民政府教育督导室", outcome{"T17", "单位名称前后一致", fiscal.Holds, "1 处"}},
		{"another unit", "收入决算表\n编制单位：广源市青江区卫生健康局\n单位：万元", outcome{"T17", "单位名称前后一致", fiscal.Notice, "“广源市青江区卫生健康局”"}},
		{"a measure is no unit", "收入决算表\n单位：万元", outcome{"T17", "单位名称前后一致", "", ""}},
	} {
		t.Run(tc.name, func(t *testing.T) { expect(t, captioned(tc.caption), tc.want) })
	}
}

func TestNamesOfTheText(t *testing.T) {
	const overall = "一、收入支出决算总体情况说明\n"
	for _, tc := range []struct {
		name, text string
		want       outcome
	}{
		{"its own name", overall + "广源市青江区教育局2024年度收、支总计100.00万元。\n", outcome{"T17", "单位名称前后一致", fiscal.Holds, ""}},
		{"another unit's statement", overall + "广源市青江区卫生健康局2024年度收、支总计100.00万元。\n", outcome{"T17", "单位名称前后一致", fiscal.Notice, "“广源市青江区卫生健康局”"}},
		{"this unit", overall + "本局2024年度收、支总计100.00万元。\n", outcome{"T17", "单位名称前后一致", "", ""}},
		{"a unit below it", overall + "2024年度收、支总计100.00万元。\n所属青江区第一小学2024年购置设备。\n", outcome{"T17", "单位名称前后一致", "", ""}},
		{"another unit's title", "第三部分 青江区卫生健康局2024年度部门决算情况说明\n" + overall + "2024年度收、支总计100.00万元。\n", outcome{"T17", "单位名称前后一致", fiscal.Notice, "“青江区卫生健康局”"}},

		{"larger or smaller", overall + "2024年度收、支总计100.00万元。决算数大于（小于）预算数的主要原因是节约。\n", outcome{"T17", "待填", fiscal.Notice, "“大于（小于）”"}},
		{"up or down with a stroke", overall + "2024年度收、支总计100.00万元，增加/减少1.00万元。\n", outcome{"T17", "待填", fiscal.Notice, "“增加/减少”"}},
		{"half-width brackets", overall + "2024年度收、支总计100.00万元，增长(下降)1.00%。\n", outcome{"T17", "待填", fiscal.Notice, "“增长(下降)”"}},
		{"leave out what is not concerned", overall + "2024年度收、支总计100.00万元……（不涉及的不列）。\n", outcome{"T17", "待填", fiscal.Notice, "不涉及的不列"}},
		{"word it as level", overall + "2024年度收、支总计100.00万元。（如持平作持平表述）\n", outcome{"T17", "待填", fiscal.Notice, "如持平"}},
		{"up with an explanation in brackets", overall + "2024年度收、支总计100.00万元，减少（下降部分为公用经费）1.00万元。\n", outcome{"T17", "待填", fiscal.Holds, ""}},
	} {
		t.Run(tc.name, func(t *testing.T) { expect(t, told(t, tc.text), tc.want) })
	}
}
