package document_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"mingzhang/internal/document"
)

// workbook builds an xlsx file; each step of a test is one call.
type workbook struct {
	testing.TB
	*excelize.File
	at string // the sheet written to
}

func newWorkbook(t testing.TB, sheet string) *workbook {
	w := &workbook{t, excelize.NewFile(), sheet}
	w.must(w.SetSheetName("Sheet1", sheet))
	return w
}

func (w *workbook) must(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

func (w *workbook) sheet(name string) *workbook {
	_, err := w.NewSheet(name)
	w.must(err)
	w.at = name
	return w
}

// row writes values side by side; nil leaves a cell out.
func (w *workbook) row(cell string, values ...any) *workbook {
	w.must(w.SetSheetRow(w.at, cell, &values))
	return w
}

func (w *workbook) merge(areas ...string) *workbook {
	for _, a := range areas {
		from, to, _ := strings.Cut(a, ":")
		w.must(w.MergeCell(w.at, from, to))
	}
	return w
}

func (w *workbook) format(area, code string) *workbook {
	style, err := w.NewStyle(&excelize.Style{CustomNumFmt: &code})
	w.must(err)
	from, to, _ := strings.Cut(area, ":")
	w.must(w.SetCellStyle(w.at, from, to, style))
	return w
}

func (w *workbook) border(area string) *workbook {
	style, err := w.NewStyle(&excelize.Style{Border: []excelize.Border{{Type: "top", Style: 1, Color: "000000"}}})
	w.must(err)
	from, to, _ := strings.Cut(area, ":")
	w.must(w.SetCellStyle(w.at, from, to, style))
	return w
}

func (w *workbook) bytes() []byte {
	buf, err := w.WriteToBuffer()
	w.must(err)
	return buf.Bytes()
}

// income is the form of income by classes: a title, a line of title cells, a
// header of merged cells, a note.
func income(w *workbook) *workbook {
	return w.row("A1", "收入决算表").merge("A1:G1").
		row("G2", "公开02表").
		row("A3", "编制单位：水磨沟区发展和改革委员会", nil, nil, nil, nil, nil, "金额单位：万元").
		row("A4", "项目", nil, nil, nil, "本年收入合计", "财政拨款收入", "其他收入").
		row("A5", "功能分类科目编码", nil, nil, "科目名称").
		row("A6", "栏次", nil, nil, nil, 1, 2, 3).
		row("A7", "合计", nil, nil, nil, 9436.6399999999994, 9436.64, 0).
		row("A8", 201, nil, nil, "一般公共服务支出", 9436.64, 9436.64, 0).
		row("A9", 2010301, nil, nil, "行政运行", 1234.5, 1234.5).
		row("A10", "注：本表反映本年度取得的各项收入情况。").
		merge("A4:D4", "A5:C5", "E4:E5", "F4:F5", "G4:G5", "A6:D6", "A7:D7", "A8:C8", "A9:C9", "A10:G10").
		format("E7:G9", `#,##0.00_ ;-#,##0.00`)
}

const incomeOutline = `收入决算表
公开02表
编制单位：水磨沟区发展和改革委员会
金额单位：万元
<收入>
项目{2×1} | 本年收入合计{1×2} | 财政拨款收入{1×2} | 其他收入{1×2}
功能分类科目编码 | 科目名称
栏次{2×1} | 1 | 2 | 3
合计{2×1} | 9,436.64 | 9,436.64 | 0.00
201 | 一般公共服务支出 | 9,436.64 | 9,436.64 | 0.00
2010301 | 行政运行 | 1,234.50 | 1,234.50 | 
注：本表反映本年度取得的各项收入情况。
`

func TestXLSX(t *testing.T) {
	d := readSheets(t, "决算.xlsx", income(newWorkbook(t, "收入")).bytes())
	wantOutline(t, d, incomeOutline)
	if d.MediaType != "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" || d.Pages != 0 {
		t.Errorf("media type %q, pages %d", d.MediaType, d.Pages)
	}
}

// What the programs do not show is left out and declared.
func TestXLSXHidden(t *testing.T) {
	w := newWorkbook(t, "表").
		row("A1", "项目", "秘密", "金额").row("A2", "甲", "x", 1).row("A3", "乙", "y", 2).row("A4", "丙", "z", 3).
		sheet("草稿").row("A1", "草稿")
	w.must(w.SetSheetVisible("草稿", false, true))
	w.must(w.SetRowVisible("表", 3, false))
	w.must(w.SetColVisible("表", "B", false))
	w.sheet("空")
	wantOutline(t, readSheets(t, "a.xlsx", w.bytes()), `
<表>
项目 | 金额
甲 | 1
丙 | 3
- 工作表“表”里隐藏的 1 行（第 3 行）：在工作表里设为隐藏，打开和打印时都看不见
- 工作表“表”里隐藏的 1 列（B 列）：在工作表里设为隐藏，打开和打印时都看不见
- 隐藏的工作表“草稿”：在工作簿里设为隐藏，打开时看不见
`)
}

// A merged cell shows its text though its corner is hidden, and nothing of
// what it covers.
func TestXLSXMergedCorners(t *testing.T) {
	w := newWorkbook(t, "表").row("A1", "标题甲", nil, "标题乙", "丙").row("A2", "a", "b", "c", "d")
	w.must(w.SetColVisible("表", "A", false))
	data := rewrite(t, w.bytes(), "xl/worksheets/sheet1.xml", func(s string) string { // the library would empty D1
		return strings.Replace(s, "</sheetData>", `</sheetData><mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="C1:D1"/></mergeCells>`, 1)
	})
	wantOutline(t, readSheets(t, "a.xlsx", data), `
<表>
标题甲 | 标题乙{2×1}
b | c | d
- 工作表“表”里 1 个单元格的内容：被合并单元格盖住，打开和打印时都看不见
- 工作表“表”里隐藏的 1 列（A 列）：在工作表里设为隐藏，打开和打印时都看不见
`)
}

// Formulas are read by the results that the file keeps, and never computed.
func TestXLSXFormulas(t *testing.T) {
	w := newWorkbook(t, "表").row("A1", "项目", "金额").row("A2", "甲", 1.5).row("A3", "合计").row("A4", "差额")
	w.must(w.SetCellFloat("表", "B3", 3.25, 2, 64))
	w.must(w.SetCellFormula("表", "B3", "SUM(B2:B2)"))
	w.must(w.SetCellFormula("表", "B4", "B3-B2"))
	data := rewrite(t, w.bytes(), "xl/worksheets/sheet1.xml", func(s string) string {
		return strings.Replace(s, "<f>SUM(B2:B2)</f>", "<f>SUM(B2:B2)</f><v>3.25</v>", 1)
	})
	wantOutline(t, readSheets(t, "a.xlsx", data), `
<表>
项目 | 金额
甲 | 1.5
合计 | 3.25
差额
- 工作表“表”里 1 个公式的结果（B4）：文件里没有保存公式算出的数，这里不代为计算；用表格软件打开后重新保存即可
`)
}

// A sheet that holds several forms gives several tables.
func TestXLSXSeveralForms(t *testing.T) {
	w := newWorkbook(t, "三公").
		row("A1", "财政拨款“三公”经费支出决算表").row("A2", "公开07表").row("A3", "单位：", "发改委", nil, "单位：万元").
		row("A4", "项目", "预算数", "决算数").row("A5", "合计", 1, 2).row("A6", "一、因公出国（境）费").border("A6:C6").
		row("A7", "注：无。").row("A8", "单位负责人：张三", "制表人：李四").
		row("A9", "公开08表").row("A10", "政府性基金预算财政拨款收入支出决算表").
		row("A11", "项目", "收入").row("A12", "合计", 3).row("A13", "本单位没有政府性基金收支，故本表为空表。")
	wantOutline(t, readSheets(t, "a.xlsx", w.bytes()), `
财政拨款“三公”经费支出决算表
公开07表
单位：发改委
单位：万元
<三公>
项目 | 预算数 | 决算数
合计 | 1 | 2
一、因公出国（境）费 |  | 
注：无。
单位负责人：张三
制表人：李四
公开08表
政府性基金预算财政拨款收入支出决算表
<三公>
项目 | 收入
合计 | 3
本单位没有政府性基金收支，故本表为空表。
`)
}

// The two words above the columns of the first form are a header, not a title.
func TestXLSXShortHeader(t *testing.T) {
	w := newWorkbook(t, "总表").row("A1", "收入支出决算总表").row("A2", "收入", nil, "支出").row("A3", "项目", "金额", "项目", "金额").
		row("A4", "一、一般公共预算财政拨款收入", "12.00", "一、一般公共服务支出", 12).merge("A1:D1", "A2:B2", "C2:D2")
	wantOutline(t, readSheets(t, "a.xlsx", w.bytes()), `
收入支出决算总表
<总表>
收入{2×1} | 支出{2×1}
项目 | 金额 | 项目 | 金额
一、一般公共预算财政拨款收入 | 12.00 | 一、一般公共服务支出 | 12
`)
}

// rewrite changes one part of a zip file.
func rewrite(t testing.TB, data []byte, part string, change func(string) string) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		var buf bytes.Buffer
		if _, err := buf.ReadFrom(r); err != nil {
			t.Fatal(err)
		}
		w, err := z.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		text := buf.String()
		if f.Name == part {
			text = change(text)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestXLSXRefused(t *testing.T) {
	good := income(newWorkbook(t, "收入")).bytes()
	sheetXML := func(change func(string) string) []byte {
		return rewrite(t, good, "xl/worksheets/sheet1.xml", change)
	}
	wide := func(s string) string {
		var b strings.Builder
		for i := range 30 {
			fmt.Fprintf(&b, `<row r="%d">`, 100+i)
			for range 16384 {
				b.WriteString(`<c t="str"><v>x</v></c>`)
			}
			b.WriteString(`</row>`)
		}
		return strings.Replace(s, "</sheetData>", b.String()+"</sheetData>", 1)
	}
	for _, tc := range []struct {
		name, want string
		in         []byte
	}{
		{"cut short", "已损坏", good[:len(good)/2]},
		{"part broken", "工作表“收入”", sheetXML(func(s string) string { return s[:len(s)/2] })},
		{"shared text missing", "已损坏", sheetXML(func(s string) string { return strings.Replace(s, "<v>0</v>", "<v>999</v>", 1) })},
		{"too many cells", "上限", sheetXML(wide)},
		{"bomb", "倍", sheetXML(func(s string) string { return s + strings.Repeat(" ", 36<<20) })},
		{"binary", "xlsb", rewrite(t, good, "_rels/.rels", func(s string) string { return strings.Replace(s, "workbook.xml", "workbook.bin", 1) })},
		{"nothing in it", "没有文字", newWorkbook(t, "空").bytes()},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := document.Read(context.Background(), "坏.xlsx", tc.in)
			if err == nil || !strings.Contains(err.Error(), tc.want) || !strings.HasPrefix(err.Error(), "坏.xlsx：") {
				t.Errorf("got %v, want it to say %q", err, tc.want)
			}
			if !errors.As(err, new(*document.Error)) {
				t.Errorf("%T is not an *Error", err)
			}
		})
	}
}

// Limits hold for what a file unpacks to, not for its size.
func TestXLSXLimits(t *testing.T) {
	data := nineForms(t).bytes()
	for _, tc := range []struct {
		want   string
		change func(*document.Limits)
	}{
		{"解开后过大", func(l *document.Limits) { l.Unpacked = int64(len(data)) }},
		{"超过 2000 格", func(l *document.Limits) { l.Cells = 2000 }},
		{"超过 900 字", func(l *document.Limits) { l.Characters = 900 }},
		{"还没有读完", func(l *document.Limits) { l.Time = 1 }},
	} {
		l := document.DefaultLimits
		tc.change(&l)
		if _, err := l.Read(context.Background(), "a.xlsx", data); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("got %v, want it to say %q", err, tc.want)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := document.Read(ctx, "a.xlsx", data); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// A cell at the far corner and a million formatted rows cost next to nothing.
func TestXLSXFarCorner(t *testing.T) {
	data := rewrite(t, income(newWorkbook(t, "收入")).bytes(), "xl/worksheets/sheet1.xml", func(s string) string {
		var b strings.Builder
		for i := 100; i < 200_000; i++ {
			fmt.Fprintf(&b, `<row r="%d" s="1" customFormat="1"/>`, i)
		}
		b.WriteString(`<row r="1048576"><c r="XFD1048576" t="str"><v> </v></c><c r="XFC1048576" t="str"><v>角</v></c></row>`)
		return strings.Replace(s, "</sheetData>", b.String()+"</sheetData>", 1)
	})
	wantOutline(t, readSheets(t, "a.xlsx", data), incomeOutline+"角")
}

// FuzzXLSX changes the sheet within a workbook: of a changed zip file little
// would be read at all.
func FuzzXLSX(f *testing.F) {
	const sheet = "xl/worksheets/sheet1.xml"
	good := income(newWorkbook(f, "收入")).bytes()
	rewrite(f, good, sheet, func(s string) string {
		f.Add(s)
		return s
	})
	f.Fuzz(func(t *testing.T, changed string) {
		data := rewrite(t, good, sheet, func(string) string { return changed })
		d, err := document.Read(context.Background(), "a.xlsx", data)
		if err == nil {
			sheetCheckSpans(t, d)
		} else if !errors.As(err, new(*document.Error)) {
			t.Errorf("%T is not an *Error", err)
		}
	})
}

// nineForms is a workbook of the size of a published one.
func nineForms(t testing.TB) *workbook {
	w := newWorkbook(t, "1")
	for form := range 9 {
		if form > 0 {
			w.sheet(fmt.Sprint(form + 1))
		}
		w.row("A1", "支出决算表").row("J2", fmt.Sprintf("公开%02d表", form+1)).row("A3", "单位：", "发改委", nil, nil, nil, nil, nil, nil, nil, "金额单位：万元")
		w.row("A4", "项目", nil, nil, nil, "a", "b", "c", "d", "e", "f").merge("A1:J1", "A4:D4")
		for r := 5; r < 35; r++ {
			w.row(fmt.Sprintf("A%d", r), 2010301, nil, nil, "行政运行", 1234.5, 0.1, 2345.67, 0, 12, 9436.64)
			w.merge(fmt.Sprintf("A%d:C%d", r, r))
			w.format(fmt.Sprintf("E%d:J%d", r, r), "#,##0.00")
		}
	}
	return w
}

func BenchmarkXLSX(b *testing.B) {
	data := nineForms(b).bytes()
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		readSheets(b, "a.xlsx", data)
	}
}
