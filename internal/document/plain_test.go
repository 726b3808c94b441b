package document_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"mingzhang/internal/document"
)

// Tables that stand in plain text a row a line, however they are laid out.
func TestPlainTables(t *testing.T) {
	for _, tc := range []struct{ name, in, want string }{
		{"by tabs",
			"收入决算表\n项目\t本年收入\t其他收入\n合  计\t1,234.56\t\n行政运行\t\t34.00\n\n附件",
			"收入决算表\n|项目|本年收入|其他收入|\n|合  计|1,234.56|\n|行政运行||34.00|\n附件"},
		{"by tabs, blank lines between rows, an empty first cell",
			"\t决算数\t预算数\n\n支出\t1.00\t2.00\n\n合计\t3.00\t4.00",
			"||决算数|预算数|\n|支出|1.00|2.00|\n|合计|3.00|4.00|"},
		{"tabs that only align",
			"项目\t\t决算数\n一般公共服务支出\t1.00\n合计\t\t\t1.00",
			"|项目|决算数|\n|一般公共服务支出|1.00|\n|合计|1.00|"},
		{"a table of contents is none",
			"目录\n第一部分 概况\t1\n一、主要职能\t2\n二、机构设置\t13",
			"目录\n第一部分 概况\t1\n一、主要职能\t2\n二、机构设置\t13"},
		{"a cell a line stays what it was, beside the others",
			"表一\n\n\t甲\n\t1.00\n\n\t乙\n\t2.00\n\n\n表二\n项目\t数\n丙\t3.00",
			"表一\n|甲|1.00|\n|乙|2.00|\n表二\n|项目|数|\n|丙|3.00|"},
		{"drawn, cells that span",
			strings.Join([]string{
				"┌────────┬────────────┐",
				"│ 项目   │  决算数    │",
				"│        ├─────┬──────┤",
				"│        │基本 │项目  │",
				"├────────┼─────┼──────┤",
				"│合计    │1.00 │ 2.00 │",
				"├────────┼─────┼──────┤",
				"│一般公共│     │      │",
				"│服务支出│3.00 │      │",
				"└────────┴─────┴──────┘",
			}, "\n"),
			"|0+1×2:项目|1+2×1:决算数|\n|基本|项目|\n|合计|1.00|2.00|\n|一般公共/服务支出|3.00||"},
		{"drawn with rules around the head only",
			"+------+------+\n| 项目 | 数   |\n+------+------+\n| 甲   | 1.00 |\n| 乙   | -    |\n+------+------+\n完",
			"|项目|数|\n|甲|1.00|\n|乙|-|\n完"},
		{"Markdown",
			"| 项目 | 数 |\n|---|--:|\n| 甲 | 1.00 |\n| 乙 ||\n\n项目 | 预算 | 决算\n--- | --- | ---\n丙 | 1 | 2",
			"|项目|数|\n|甲|1.00|\n|乙||\n|项目|预算|决算|\n|丙|1|2|"},
		{"by blanks",
			strings.Join([]string{
				"单位：万元",
				"项    目              本年支出      基本支出      项目支出",
				"合　　计              1,234.56      1,000.00        234.56",
				"一般公共服务支出        500.00        500.00",
				"  行政运行              500.00                       0.00",
				"社会保障和就业支出      734.56        500.00        234.56",
				"",
				"说明。",
			}, "\n"),
			"单位：万元\n|项目|本年支出|基本支出|项目支出|\n|合计|1,234.56|1,000.00|234.56|\n|一般公共服务支出|500.00|500.00|\n|行政运行|500.00|@3:0.00|\n|社会保障和就业支出|734.56|500.00|234.56|\n说明。"},
		{"sentences and lists with blanks are none",
			"一、收入  支出\n2024年  收入1.00万元。\n二、机构    编制\n三、人员    5人\n主办 | 承办\n甲|乙",
			"一、收入  支出\n2024年  收入1.00万元。\n二、机构    编制\n三、人员    5人\n主办 | 承办\n甲|乙"},
		{"contents with dots", "收入    说明 ........1\n支出    说明 ........2\n三公    说明 ........3", "收入    说明 ........1\n支出    说明 ........2\n三公    说明 ........3"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := outline(read(t, []byte(tc.in))); got != tc.want {
				t.Errorf("read\n%s\nthe text has\n%s", got, tc.want)
			}
		})
	}
}

// Long runs of lines that look like tables and are none cost no more than others.
func TestPlainHostile(t *testing.T) {
	for name, in := range map[string]string{
		"contents":  strings.Repeat("决算说明\t1\n", 100_000),
		"rules":     strings.Repeat("+---+\n", 100_000) + "完",
		"blanks":    strings.Repeat("收入  1\n", 100_000),
		"separated": strings.Repeat("决算\t1\n决算\n", 100_000),
	} {
		t.Run(name, func(t *testing.T) {
			started := time.Now()
			read(t, []byte(in))
			if took := time.Since(started); took > 10*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

func TestPlainTooLong(t *testing.T) {
	limits := document.DefaultLimits
	limits.Characters, limits.Cells = 100, 10
	for want, in := range map[string]string{
		"字的上限": strings.Repeat("决算", 51),
		"格的上限": strings.Repeat("甲\t1.00\n", 6),
	} {
		if _, err := limits.Read(context.Background(), "a.txt", []byte(in)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %s", err, want)
		}
	}
}
