package document_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mingzhang/internal/document"
)

// corpusPDF reads a real document that lies beside the project.
func corpusPDF(t *testing.T, name string) *document.Document {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../../../shared/corpus/pdf", name))
	if err != nil {
		t.Skip("no corpus of real documents beside the project")
	}
	d, err := document.Read(context.Background(), name, data)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// form is a table with the line that stands as its title above it.
type form struct {
	title string
	rows  []string
}

// formsOf returns the tables of a document, those that go on over pages in
// one, with the nearest title above.
func formsOf(d *document.Document) []form {
	var out []form
	title := ""
	runes := []rune(d.Text)
	for _, b := range d.Blocks {
		if b.Table == nil {
			if s := string(runes[b.Start:b.End]); strings.HasSuffix(s, "表") {
				title = s
			}
			continue
		}
		if !b.Table.Continues {
			out = append(out, form{title: title})
		}
		last := &out[len(out)-1]
		for _, row := range b.Table.Rows {
			var cells []string
			for _, c := range row {
				cells = append(cells, c.Text)
			}
			last.rows = append(last.rows, strings.Join(cells, "|"))
		}
	}
	return out
}

// Every cell of the nine forms stands where it is printed.
func TestShanghaiForms(t *testing.T) {
	golden, err := os.ReadFile("testdata/putuo-forms.txt")
	if err != nil {
		t.Fatal(err)
	}
	var want []form
	for block := range strings.SplitSeq(strings.TrimSpace(string(golden)), "\n\n") {
		var lines []string
		for l := range strings.SplitSeq(block, "\n") {
			if !strings.HasPrefix(l, "#") {
				lines = append(lines, l)
			}
		}
		want = append(want, form{lines[0], lines[1:]})
	}
	got := formsOf(corpusPDF(t, "上海市普陀区财政局2024年度部门决算.pdf"))
	if len(got) != 1+len(want) {
		t.Fatalf("%d tables, the document has a list of its units and %d forms", len(got), len(want))
	}
	for i, w := range want {
		g := got[i+1]
		if g.title != w.title {
			t.Errorf("table %d is titled %q, want %q", i+1, g.title, w.title)
		}
		if len(g.rows) != len(w.rows) {
			t.Errorf("%s: %d rows, printed are %d", w.title, len(g.rows), len(w.rows))
		}
		for k := range min(len(g.rows), len(w.rows)) {
			if g.rows[k] != w.rows[k] {
				t.Errorf("%s, row %d:\n got %s\nwant %s", w.title, k+1, g.rows[k], w.rows[k])
			}
		}
	}
}

// The paragraphs of the pages of running text, by how they begin and end, read
// off the printed pages: none is cut, none runs into the next.
func TestShanghaiParagraphs(t *testing.T) {
	sameParagraphs(t, corpusPDF(t, "上海市普陀区财政局2024年度部门决算.pdf"), map[int]string{
		1: `上海市普陀区财政局
2024年度部门决算`,
		2: `目录
第一部分上海市…财政局概况
一、主要职能
二、部门决算单位构成
第二部分上海市…2024年度部门决算表
一、收入支出决算总表
二、收入决算表
三、支出决算表
四、财政拨款收入支出决算总表
五、一般公共预算财政拨款支出决算表
六、一般公共预算财政拨款基本支出决算表
七、财政拨款“三公”经费支出决算表
八、政府性基金预算财政拨款收入支出决算表
九、国有资本经营预算财政拨款收入支出决算表
第三部分上海市…2024年度部门决算情况说明
一、收入支出决算总体情况说明
二、收入决算情况说明
三、支出决算情况说明
四、财政拨款收入支出决算总体情况说明
五、一般公共预算财政拨款支出决算情况说明
六、一般公共预算财政拨款基本支出决算情况说明
七、财政拨款“三公”经费支出决算情况说明
八、政府性基金预算财政拨款收入支出决算情况说明`,
		4: `第一部分上海市…财政局概况
一、主要职能
第一条根据《上海市…》，制定本规定。
第二条上海市…，为正处级。
第三条上海市…的主要职责是：
（一）贯彻执行国家…并组织实施。
（二）承担政府各项…准确拨付预算资金。
（三）逐步建立全面…的体制和制度。
（四）参与预测本区…工作经费。
（五）拟订和组织实施…公务车辆控购管理。
（六）全面推进预算…绩效管理体系。
（七）负责本区会计…（八）负责本区暂未…使用国有资本。
（九）拟订和组织实施…定期清理机制。`,
		5: `（十）执行国家和本市…举债融资机制。
（十一）负责政府投资…执行情况管理。
（十二）完成区委、…其他任务。
二、部门决算单位构成
从预算单位构成看，…编制范围的单位包括：`,
		21: `第三部分上海市…情况说明
一、收入支出决算总体情况说明
上海市普陀区财政局2024年度收入支出总计2995.39万元。…减少56.95万元，下降1.87%。…减少支付。
二、收入决算情况说明
本年收入合计2946.25万元，…占99.79%；其他收入6.2万元，占0.21%；
三、支出决算情况说明
本年支出合计2940.05万元，…项目支出603.14万元，占20.51%；
四、财政拨款收入支出决算总体情况说明
上海市普陀区财政局2024年度财政拨款收入支出总计0.3万元。…主要原因：基本支出中人员…减少支付。
五、一般公共预算财政拨款支出决算情况说明
（一）一般公共预算财政拨款支出决算总体情况
一般公共预算财政拨款支出2940.05万元，…与2023年度相比，…下降2.10%。…减少支付。
（二）一般公共预算财政拨款支出决算结构情况
一般公共预算财政拨款支出2940.05万元，主要…住房保障支出（类）445.69万元，占15.16%；
（三）一般公共预算财政拨款支出决算具体情况
一般公共预算财政拨款支出年初预算为2993.92万元，支出决算为2940.05万元，完成年初预算的98.20%。…其中：`,
		22: `1、一般公共服务…年初预算为1560.05万元，支出决算为1511.89万元。…减少人员经费开支。
2、一般公共服务…年初预算为10.00万元，支出决算为10.00万元。…基本持平。
3、一般公共服务…年初预算为135.90万元，支出决算为135.25万元。…调减相关经费。
4、一般公共服务…年初预算为450.52万元，支出决算为449.52万元。…于明年重新申请。
5、社会保障…行政单位离退休（项）。…年初预算为85.55万元，支出决算为84.65万元。…贴合预期。
6、社会保障…基本养老保险缴费支出（项）。…年初预算为161.62万元，支出决算为160.75万元。…贴合预期。
7、社会保障…年初预算为80.81万元，支出决算为80.38万元。…贴合预期。
8、社会保障…年初预算为0.94万元，支出决算为0.94万元。…基本持平。
9、卫生健康…主要用于：在职人员基本医疗保险费。年初预算为62.29万元，支出决算为60.99万元。…贴合预期。
10、住房保障…年初预算为187.75万元，支出决算为187.19万元。…贴合预期。
11、住房保障…年初预算为258.50万元，支出决算为258.50万元。…基本持平。`,
		23: `六、一般公共预算财政拨款基本支出决算情况说明
一般公共预算财政拨款基本支出2336.91万元。…人员经费2152.26万元，…退休费、…公用经费184.65万元，…办公设备购置。
七、财政拨款“三公”经费支出决算情况说明
（一）“三公”经费财政拨款支出决算总体情况说明。
“三公”经费财政拨款支出年初预算为0.95万元，…完成预算的0%，其中：…当年度无“三公”经费支出。
2024年度“三公”经费…持平。…因公出国（境）费支出决算持平；…公务接待费支出决算持平。
（二）“三公”经费财政拨款支出决算具体情况说明。
上海市…无“三公”经费财政拨款支出。
八、政府性基金预算财政拨款收入支出决算情况说明
上海市…收入和支出。
九、国有资本经营预算财政拨款收入支出决算情况说明
上海市…收入和支出。
十、预算绩效管理情况
上海市…涉及预算金额598.42万元；…平均得分99.43分…正在整改的0个）。
十一、其他重要事项的情况说明
（一）机关运行经费支出情况`,
		24: `机关运行经费支出184.65万元，比2023年度增加2.55万元，增长1.40%。…略有增加。
（二）政府采购支出情况
上海市…251.25万元，其中：货物采购金额4.79万元、…服务采购金额246.47万元。
2024年度本部门…采购金额4.79万元。
（三）国有资产占有使用情况说明
截至2024年12月31日，…单价100万元（含）以上设备（不含车辆）2台（套）。`,
		25: `第四部分名词解释
一、财政拨款收入：…国有资本经营预算财政拨款。
二、事业收入：…所取得的收入。
三、经营收入：…取得的收入。
四、其他收入：…以外的收入。
五、年初结转和结余：…继续使用的资金。
六、年末结转和结余：…继续使用的资金。
七、基本支出：…各项支出。
八、项目支出：…各项支出。
九、经营支出：…发生的支出。
十、“三公”经费：…保险费等支出。
十一、机关运行经费：…日常公用经费支出。`,
	})
}

// The blank form of the same district, written by another program: paragraphs
// that are indented alike, one right below the other.
func TestShanghaiBlankForm(t *testing.T) {
	sameParagraphs(t, corpusPDF(t, "附件2：部门决算模板.pdf"), map[int]string{
		19: `按上述格式…变动原因。
无政府性基金预算…作下述说明：
上海市XX局2024年度…收入和支出。
九、国有资本经营预算财政拨款收入支出决算情况说明
国有资本…具体情况如下：
1、XX（类）…（如持平作持平表述）
按上述格式…变动原因。
无国有资本经营预算…作下述说明：
上海市XX局2024年度…收入和支出。
十、预算绩效管理情况
上海市XX局…全过程绩…`,
	})
}

// sameParagraphs compares the paragraphs of pages with a line each: "…" stands
// for any words, and blanks do not count.
func sameParagraphs(t *testing.T, d *document.Document, want map[int]string) {
	t.Helper()
	got := map[int][]string{}
	runes := []rune(d.Text)
	for _, b := range d.Blocks {
		if b.Table == nil {
			got[b.Page] = append(got[b.Page], strings.ReplaceAll(string(runes[b.Start:b.End]), " ", ""))
		}
	}
	for page, text := range want {
		lines := strings.Split(text, "\n")
		if len(got[page]) != len(lines) {
			t.Errorf("page %d: %d paragraphs, printed are %d:\n%s", page, len(got[page]), len(lines), strings.Join(got[page], "\n"))
			continue
		}
		for i, line := range lines {
			rest, ok := got[page][i], true
			pieces := strings.Split(line, "…")
			for k, piece := range pieces {
				at := strings.Index(rest, piece)
				if at < 0 || k == 0 && at > 0 || k == len(pieces)-1 && k > 0 && !strings.HasSuffix(rest, piece) || len(pieces) == 1 && rest != piece {
					ok = false
					break
				}
				rest = rest[at+len(piece):]
			}
			if !ok {
				t.Errorf("page %d, paragraph %d:\n got %s\nwant %s", page, i+1, got[page][i], line)
			}
		}
	}
}
