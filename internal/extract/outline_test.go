package extract_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingzhang/internal/document"
	"mingzhang/internal/extract"
	"mingzhang/internal/fiscal"
)

func readText(t *testing.T, name, text string) *fiscal.Report {
	t.Helper()
	doc, err := document.Read(context.Background(), name, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	r, err := extract.Read(doc)
	if err != nil {
		t.Fatal(err)
	}
	checkSources(t, doc, r)
	return r
}

const body = "2023年度收入总计1.00万元。"

// Headings by number, by name alone, with text behind them, over two lines;
// contents that repeat them are no sections.
func TestHeadings(t *testing.T) {
	for _, tc := range []struct {
		name, text string
		want       []string
	}{
		{"parts, sections, subsections", "某县财政局2023年度部门决算\n第三部分 2023年度部门决算情况说明\n一、收入支出决算总体情况说明\n" + body + "\n五、一般公共预算财政拨款支出决算情况说明\n（一）总体情况\n（二）支出决算结构情况。\n",
			[]string{"0||", "3|2023年度部门决算情况说明|narrative", "3.1|收入支出决算总体情况说明|overall", "3.5|一般公共预算财政拨款支出决算情况说明|general",
				"3.5.1|总体情况|general", "3.5.2|支出决算结构情况|general"}},
		{"chapters and Arabic numbers", "某县财政局2023年度部门决算\n第二章 部门决算情况说明\n1.收入支出决算总体情况说明\n" + body + "\n2、收入决算情况说明\n（3）支出决算情况说明\n",
			[]string{"0||", "2|部门决算情况说明|narrative", "2.1|收入支出决算总体情况说明|overall", "2.2|收入决算情况说明|income", "2.3|支出决算情况说明|expense"}},
		{"text behind the title", "某县财政局2023年度部门决算\n一、收入支出决算总体情况说明：" + body + "\n二、“三公”经费支出决算情况\n（一）“三公”经费财政拨款支出决算总体情况说明。2023年度无变化。\n（二）机关运行经费。2023年度无变化。\n",
			[]string{"0||", "1|收入支出决算总体情况说明|overall", "2|“三公”经费支出决算情况|sangong",
				"2.1|“三公”经费财政拨款支出决算总体情况说明|sangong", "2.2|机关运行经费|agency"}},
		{"no numbers", "某县财政局2023年度部门决算情况说明\n收入支出决算总体情况说明\n" + body + "\n收入决算情况说明\n本年收入合计1.00万元。\n名词解释\n基本支出：指支出。\n",
			[]string{"1|某县财政局2023年度部门决算情况说明|narrative", "1.1|收入支出决算总体情况说明|overall", "1.2|收入决算情况说明|income", "2|名词解释|glossary"}},
		{"titles over two lines", "第一部分\n某县财政局概况\n一、主要职能\n管理。\n第二部分 某县财政局2023年度部门决算情况\n说明\n一、收入支出决算总体情况说\n明\n" + body + "\n",
			[]string{"1|某县财政局概况|profile", "1.1|主要职能|duties", "2|某县财政局2023年度部门决算情况说明|narrative", "2.1|收入支出决算总体情况说明|overall"}},
		{"contents with pages", "某县财政局2023年度部门决算\n目 录\n第一部分 部门概况……………1\n一、主要职能……………………1\n第二部分 部门决算情况说明……5\n一、收入支出决算总体情况说明…5\n第一部分 部门概况\n一、主要职能\n管理。\n第二部分 部门决算情况说明\n一、收入支出决算总体情况说明\n" + body + "\n",
			[]string{"0||", "1|部门概况|profile", "1.1|主要职能|duties", "2|部门决算情况说明|narrative", "2.1|收入支出决算总体情况说明|overall"}},
		{"contents of a word processor", "某县财政局2023年度部门决算\n目录\n第一部分 部门概况 PAGEREF _Toc25831 \\h 3\n一、主要职能 PAGEREF _Toc32310 \\h 3\n第二部分 部门决算情况说明 PAGEREF _Toc2776 \\h 4\n第一部分 部门概况\n一、主要职能\n管理。\n第二部分 部门决算情况说明\n一、收入支出决算总体情况说明\n" + body + "\n",
			[]string{"0||", "1|部门概况|profile", "1.1|主要职能|duties", "2|部门决算情况说明|narrative", "2.1|收入支出决算总体情况说明|overall"}},
		{"a part of another title", "某县财政局2023年度部门决算\n一、概况\n（一）部门职责\n管理。\n二、2023年度部门决算情况说明\n（一）收入支出决算总体情况说明\n" + body + "\n（二）会议费支出决算情况说明\n会议费0.10万元。\n",
			[]string{"0||", "1|概况|profile", "1.1|部门职责|duties", "2|2023年度部门决算情况说明|narrative", "2.1|收入支出决算总体情况说明|overall",
				"2.2|会议费支出决算情况说明|"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := readText(t, "case.txt", tc.text)
			var got []string
			for _, s := range r.Sections {
				got = append(got, fmt.Sprintf("%s|%s|%s", s.ID, s.Title, s.Topic))
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("sections (-want +got):\n%s", diff)
			}
			for _, u := range r.Coverage.Unread {
				t.Errorf("unread %s in %s", u.Text, u.Context)
			}
		})
	}
}

// The figures of contents, pages and word processors are declared for what
// they are.
func TestDeclaredContents(t *testing.T) {
	r := readText(t, "case.txt", "某县财政局2023年度部门决算\n- 1 -\n目录\n一、收入支出决算总体情况说明……12\n二、收入决算情况说明 PAGEREF _Toc25831 \\h 3\n一、收入支出决算总体情况说明\n"+body+"\n二、收入决算情况说明\n本年收入合计1.00万元。\n")
	var got []string
	for _, d := range r.Coverage.Declared {
		got = append(got, d.Text+" "+string(d.Kind))
	}
	want := []string{"2023 date", "1 artifact", "12 contents_page", "25831 artifact", "3 contents_page", "2023 date"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// The unit and the year, where documents print them, and where only the name
// of the file has them.
func TestIdentity(t *testing.T) {
	const text = "一、收入支出决算总体情况说明\n收入总计1.00万元。\n"
	for _, tc := range []struct {
		file, text, unit string
		aliases          []string
		year             int
		inferred         []string
	}{
		{"a.txt", "某县财政局2023年度部门决算\n" + text, "某县财政局", nil, 2023, nil},
		{"a.txt", "2023年度某县财政局部门决算公开\n" + text, "某县财政局", nil, 2023, nil},
		{"a.txt", "关于某县财政局2023年度部门决算的说明\n" + text, "某县财政局", nil, 2023, nil},
		{"a.txt", "附件2：\n某县财政局\n2023年度部门决算\n目录\n" + text, "某县财政局", nil, 2023, nil},
		{"a.txt", "附件2\n2023年度\n某县青山镇人民政府\n部门决算\n" + text, "某县青山镇人民政府", nil, 2023, nil},
		{"a.txt", "2023年度部门决算\n某县第一中学\n" + text, "某县第一中学", nil, 2023, nil},
		{"a.txt", "某县人民医院\n二〇二三年度单位决算\n" + text, "某县人民医院", nil, 2023, nil},
		{"a.txt", "某县发展和改革局（某县粮食和物资储备局、某县能源局）2023年度部门决算\n" + text, "某县发展和改革局", []string{"某县粮食和物资储备局", "某县能源局"}, 2023, nil},
		{"a.txt", "某县教育局（本级）2023年度单位决算\n" + text, "某县教育局（本级）", nil, 2023, nil},
		{"a.txt", "第一部分 某县财政局概况\n一、主要职能\n管理。\n第二部分 2023年度部门决算情况说明\n" + text, "某县财政局", nil, 2023, nil},
		{"a.txt", "2023年度部门决算\n一、收入支出决算总体情况说明\n收入总计1.00万元。\n二、政府采购支出情况\n2023年度，某县财政局政府采购支出总额1.00万元。\n", "某县财政局", nil, 2023, nil},
		{"附件2：某县财政局2022年度部门决算.docx", "部门决算\n" + text, "某县财政局", nil, 2022, []string{"year", "name"}},
		{"03 某县扶贫办公室2022年度部门决算.docx", "部门决算\n" + text, "某县扶贫办公室", nil, 2022, []string{"year", "name"}},
		{"a.txt", "2023年度某县第三中学\n（原某县职业中学）\n单位决算公开说明\n" + text, "某县第三中学", nil, 2023, nil},
		{"某县财政局.pdf", "2023年度部门决算\n" + text, "某县财政局", nil, 2023, []string{"name"}},
		{"a.txt", "2023年度部门决算\n一、收入支出决算总体情况说明\n2023年度收入总计1.00万元。\n", "", nil, 2023, nil},
		{"a.txt", "国家某某管理中心2015年度部门决算\n" + text, "国家某某管理中心", nil, 2015, nil},
		{"a.txt", "上海市普陀区真如镇街道办事处2025年度部门决算\n" + text, "上海市普陀区真如镇街道办事处", nil, 2025, nil},
	} {
		t.Run(tc.text, func(t *testing.T) {
			r := readText(t, tc.file, tc.text)
			if r.Unit.Name != tc.unit || !slices.Equal(r.Unit.Aliases, tc.aliases) || r.Year != tc.year || !slices.Equal(r.Unit.Inferred, tc.inferred) {
				t.Errorf("is %q (%s) of %d, inferred %q", r.Unit.Name, strings.Join(r.Unit.Aliases, "、"), r.Year, r.Unit.Inferred)
			}
		})
	}
}
