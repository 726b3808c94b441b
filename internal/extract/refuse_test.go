package extract_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"mingzhang/internal/document"
	"mingzhang/internal/extract"
)

// Documents that are no whole 部门决算 are refused with the reason.
func TestRefused(t *testing.T) {
	seed, err := os.ReadFile(seedFile)
	if err != nil {
		t.Fatal(err)
	}
	text := string(seed)
	upTo := func(mark string) string {
		i := strings.Index(text, mark)
		if i < 0 {
			t.Fatalf("the document has no %q", mark)
		}
		return text[:i]
	}
	for _, tc := range []struct{ name, text, want string }{
		{"a novel", strings.Repeat("甄士隐梦幻识通灵，贾雨村风尘怀闺秀。此开卷第一回也。\n", 40), "没有“决算”"},
		{"a budget", "某区财政局2025年部门预算公开\n一、收入预算情况说明\n2025年收入预算120.00万元，比上年预算增加3.00万元。\n二、部门预算支出\n本部门预算支出120.00万元。\n", "部门预算，不是部门决算"},
		{"a budget that names last year's accounts", "某区财政局2025年部门预算公开\n部门预算收入120.00万元，上年决算为110.00万元。部门预算支出120.00万元。\n", "部门预算，不是部门决算"},
		{"an article about accounts", "关于做好部门决算编制工作的通知\n各单位应当认真做好部门决算编制工作。\n", "没有读到收入、支出决算总数"},
		{"an empty template", "XX单位XX年度部门决算\n一、收入支出决算总体情况说明\nXX年度收入总计XX万元，其中：本年收入合计XX万元。\n", "没有读到收入、支出决算总数"},
		{"a template by its placeholders", "XX局2024年度部门决算\n一、收入支出决算总体情况说明\n2024年度收入总计XX万元，比上年增加（减少）XX万元，增长（下降）XX%。单价100万元（含）以上设备XX台。\n", "这是空白模板"},
		{"a template with lines to fill in", "____局2024年度部门决算\n一、收入支出决算总体情况说明\n2024年度收入总计____万元，支出总计____万元。\n", "这是空白模板"},
		{"a template with crosses", "××县××局2024年度部门决算\n一、收入支出决算总体情况说明\n2024年度收入总计×××万元，支出总计×××万元，占××％。\n" + strings.Repeat("财政拨款收入指本级财政当年拨付的资金。\n", 20), "这是空白模板"},
		{"cut in a sentence", upTo("元，比上年增加0.89万元"), "文件不完整"},
		{"cut behind a comma", "某县财政局2024年度部门决算\n一、收入支出决算总体情况说明\n2024年度收入总计10.00万元，支出总计10.00万元，\n", "文件不完整"},
		{"cut in a figure", "某县财政局2024年度部门决算\n一、收入支出决算总体情况说明\n2024年度收入总计10.00万元，支出总计10.\n", "文件不完整"},
		{"cut in brackets", "某县财政局2024年度部门决算\n一、收入支出决算总体情况说明\n2024年度收入总计10.00万元，支出总计10.00万元。单价100万元（含\n", "文件不完整"},
		{"cut before a part that the contents name", "某县财政局2024年度部门决算\n第一部分 概况\t1\n第二部分 决算情况说明\t3\n第三部分 名词解释\t9\n第一部分 概况\n第二部分 决算情况说明\n一、收入支出决算总体情况说明\n2024年度收入总计10.00万元，支出总计10.00万元，主要原因是业务\n", "文件不完整"},
		{"cut in a table", upTo("发挥院士优势"), "文件不完整"},
		{"no year", "部门决算\n一、收入支出决算总体情况说明\n收入总计10.00万元。\n", "没有读到决算年度"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			doc, err := document.Read(context.Background(), "来件.txt", []byte(tc.text))
			if err != nil {
				t.Fatal(err)
			}
			r, err := extract.Read(doc)
			if err == nil {
				t.Fatalf("was read: %d facts of %q %d", len(r.Facts), r.Unit.Name, r.Year)
			}
			if !strings.Contains(err.Error(), tc.want) || !strings.Contains(err.Error(), "来件.txt") {
				t.Errorf("error %q does not name the file and say %q", err, tc.want)
			}
		})
	}
}

// What ends like a sentence cut short may be no sentence; a name that looks
// like a placeholder may be one.
func TestNotRefused(t *testing.T) {
	const text = "某县财政局2024年度部门决算\n一、收入支出决算总体情况说明\n2024年度收入总计10.00万元，支出总计10.00万元。\n"
	for _, tail := range []string{"咨询电话：0991-4613226\n", "（联系人：王某，联系电话：010-87654321）\n", "2025年9月12日\n", "- 12 -\n", "第 12 页 共 12 页\n", "附件：2024年度项目支出绩效自评表3张\n",
		"XX项目资金XX万元不在此列。\n", "注：本单位没有国有资本经营预算财政拨款支出，故本表无数据\n", "第四部分 名词解释\n一、年末结转和结余：指需延迟到以后年度，继续使用的资金\n",
		"本说明由某县财政局负责解释，咨询电话0871-1234567\n", "主办：某县人民政府办公室，网站标识码5301240001\n", "公开时间：2025年9月20日，公开单位：某县财政局\n",
		"第二部分 附件\n整体支出绩效自评报告，见附件\n"} {
		r := readText(t, "来件.txt", text+tail)
		if r.Year != 2024 || len(r.Facts) != 2 {
			t.Errorf("with %q: %d facts of %d", tail, len(r.Facts), r.Year)
		}
	}
}

// BenchmarkSeed is the way from bytes to report.
func BenchmarkSeed(b *testing.B) {
	seed, err := os.ReadFile(seedFile)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		doc, err := document.Read(context.Background(), "seed.txt", seed)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := extract.Read(doc); err != nil {
			b.Fatal(err)
		}
	}
}
