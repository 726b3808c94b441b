package document_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"testing"

	"mingzhang/internal/document"
)

// docPage is a page with what published documents have: paragraphs, a table of
// merged cells, hidden and deleted text, a field, a note.
const docHTML = `<html><head><meta charset="utf-8"></head><body>
<h1>第一部分 单位概况</h1>
<p>　　2024年度收、支总计9436.64万元，与上年相比增加“12.5”万元。</p>
<p>收入支出决算总表</p><p>公开01表</p>
<table border="1">
<tr><td colspan="2">收入</td><td colspan="3">支出</td></tr>
<tr><td>项目</td><td>金额</td><td rowspan="2">功能分类<br>科目编码</td><td colspan="2">金额</td></tr>
<tr><td>栏次</td><td>1</td><td>2</td><td>3</td></tr>
<tr><td rowspan="2">一、财政拨款</td><td>9,436.64</td><td>2010301</td><td></td><td>-1.00</td></tr>
<tr><td>0.00</td><td>201</td><td>7</td><td>8</td></tr>
</table>
<p>注：本表反映总收支。</p>
<table border="1"><tr><td>甲</td><td>乙</td></tr><tr><td colspan="2">丙</td></tr></table>
<p>末段</p>
</body></html>`

func TestDOCFromOffice(t *testing.T) {
	data := office(t, []byte(docHTML), "html", "doc:MS Word 97")
	d := readSheets(t, "a.doc", data)
	if d.MediaType != "application/msword" {
		t.Errorf("media type %q", d.MediaType)
	}
	wantOutline(t, d, `
第一部分 单位概况
2024年度收、支总计9436.64万元，与上年相比增加“12.5”万元。
收入支出决算总表
公开01表
<>
收入{2×1} | 支出{3×1}
项目 | 金额 | 功能分类⏎科目编码{1×2} | 金额{2×1}
栏次 | 1 | 2 | 3
一、财政拨款{1×2} | 9,436.64 | 2010301 |  | -1.00
0.00 | 201 | 7 | 8
注：本表反映总收支。
<>
甲 | 乙
丙{2×1}
末段
`)
}

// What is not part of the text of the document is left out and declared.
const docFODT = `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink" office:mimetype="application/vnd.oasis.opendocument.text" office:version="1.2">
<office:automatic-styles><style:style style:name="h" style:family="text"><style:text-properties text:display="none"/></style:style></office:automatic-styles>
<office:body><office:text>
<text:tracked-changes><text:changed-region text:id="c1" xml:id="c1"><text:deletion><office:change-info><dc:creator>甲</dc:creator><dc:date>2024-01-01T00:00:00</dc:date></office:change-info><text:p>删去的话</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:p>收入<text:span text:style-name="h">藏起来</text:span>决算<text:change text:change-id="c1"/>表，见<text:a xlink:href="http://example.com/">网页</text:a>第<text:page-number>1</text:page-number>页。<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>脚注文字</text:p></text:note-body></text:note></text:p>
<text:list><text:list-item><text:p>编了号的段落</text:p></text:list-item></text:list>
<table:table><table:table-column table:number-columns-repeated="2"/><table:table-row><table:table-cell><text:p>外一</text:p><text:p>外二</text:p><table:table><table:table-column/><table:table-row><table:table-cell><text:p>内</text:p></table:table-cell></table:table-row></table:table><text:p>外三</text:p></table:table-cell><table:table-cell><text:p>右</text:p></table:table-cell></table:table-row></table:table>
<text:p>末段</text:p>
</office:text></office:body></office:document>`

func TestDOCOmissions(t *testing.T) {
	wantOutline(t, readSheets(t, "a.doc", office(t, []byte(docFODT), "fodt", "doc:MS Word 97")), `
收入决算表，见网页第1页。
编了号的段落
<>
外一⏎外二⏎内⏎外三 | 右
末段
- 脚注：只读取正文
- 修订中删除的文字（4 字）：文档标明已经删除
- 隐藏的文字（3 字）：在文档里设为隐藏，打开和打印时都看不见
- 自动编号（1 段）：编号由 Word 自动生成，不在文字里
`)
}

// longHTML is a page of the length of a published document, with tables so
// wide that their descriptions do not fit where paragraphs' usually are.
func longHTML() (page, want string) {
	var in, out strings.Builder
	in.WriteString(`<html><head><meta charset="utf-8"></head><body>`)
	for form := range 9 {
		for i := range 60 {
			s := fmt.Sprintf("第%d段：收入%d.%02d万元，%s。", i, i*37, form, strings.Repeat("与上年相比增加", i%7))
			fmt.Fprintf(&in, "<p>%s</p>\n", s)
			fmt.Fprintln(&out, s)
		}
		in.WriteString(`<table border="1">`)
		out.WriteString("<>\n")
		for r := range 30 {
			in.WriteString("<tr>")
			var cells []string
			for c := range 10 + form*2 {
				cells = append(cells, fmt.Sprintf("%d,%03d.%02d", r, form, c))
			}
			in.WriteString("<td>" + strings.Join(cells, "</td><td>") + "</td></tr>\n")
			out.WriteString(strings.Join(cells, " | ") + "\n")
		}
		in.WriteString("</table>")
	}
	in.WriteString("<p>完</p></body></html>")
	out.WriteString("完\n")
	return in.String(), out.String()
}

func TestDOCLong(t *testing.T) {
	page, want := longHTML()
	wantOutline(t, readSheets(t, "a.doc", office(t, []byte(page), "html", "doc:MS Word 97")), want)
}

func BenchmarkDOC(b *testing.B) {
	page, _ := longHTML()
	data := office(b, []byte(page), "html", "doc:MS Word 97")
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		readSheets(b, "a.doc", data)
	}
}

// wordPage writes a page of 512 bytes that says how runs of the text look:
// ends holds where each ends, looks the properties of each.
func wordPage(width int, ends []uint32, looks [][]byte) []byte {
	page := make([]byte, 512)
	page[511] = byte(len(looks))
	at := 510
	for i, end := range ends {
		binary.LittleEndian.PutUint32(page[4*i:], end)
	}
	for i, look := range looks {
		var stored []byte
		if width == 13 { // of a paragraph: in words, behind the number of its style
			stored = append([]byte{0, 0}, look...)
			if len(stored)%2 == 0 {
				stored = append([]byte{0, byte(len(stored) / 2)}, stored...)
			} else {
				stored = append([]byte{byte(len(stored)+1) / 2}, stored...)
			}
		} else {
			stored = append([]byte{byte(len(look))}, look...)
		}
		at = (at - len(stored)) &^ 1
		copy(page[at:], stored)
		page[4*len(ends)+width*i] = byte(at / 2)
	}
	return page
}

// wordFile writes a document of runs of text, each with the looks of its
// characters and of the paragraph it ends. The first run is stored in one
// byte a character.
type wordRun struct {
	text            string
	character, para []byte
}

func docFile(flags uint16, runs ...wordRun) []byte {
	main := make([]byte, 1024)
	count := 0
	ends := []uint32{1024}
	var characters, paragraphs [][]byte
	for i, r := range runs {
		if i == 0 {
			main = append(main, r.text...)
		} else {
			main = append(main, wide(r.text)...)
		}
		count += len([]rune(r.text))
		ends = append(ends, uint32(len(main)))
		characters, paragraphs = append(characters, r.character), append(paragraphs, r.para)
	}
	main = append(main, make([]byte, 512-len(main)%512)...)
	page := uint32(len(main) / 512)
	main = append(main, wordPage(1, ends, characters)...)
	main = append(main, wordPage(13, ends, paragraphs)...)
	u32 := binary.LittleEndian.AppendUint32
	first := uint32(len(runs[0].text))
	looks := func(page uint32) []byte { return u32(u32(u32(nil, 1024), ends[len(ends)-1]), page) }
	clx := append([]byte{1, 2, 0, 9, 9}, u32([]byte{2}, 4*3+8*2)...)
	clx = u32(u32(u32(clx, 0), first), uint32(count))
	clx = append(u32(append(clx, 0, 0), 1<<30|1024*2), 0, 0)
	clx = append(u32(append(clx, 0, 0), ends[1]), 0, 0)
	table := join(looks(page), looks(page+1), clx)
	put := binary.LittleEndian.PutUint16
	put(main, 0xA5EC)
	put(main[2:], 0x00C1)
	put(main[10:], flags)
	binary.LittleEndian.PutUint32(main[0x4C:], uint32(count))
	for i, v := range []uint32{0, 12, 12, 12} {
		binary.LittleEndian.PutUint32(main[0x9A+8*12+4*i:], v)
	}
	binary.LittleEndian.PutUint32(main[0x9A+8*33:], 24)
	binary.LittleEndian.PutUint32(main[0x9A+8*33+4:], uint32(len(clx)))
	return compoundFile(stream{"WordDocument", main}, stream{"1Table", table})
}

// rowLook is the look of the mark that ends a row: the edges of its cells and
// how each is merged.
func rowLook(edges []int, cells ...int) []byte {
	var v []byte
	v = append(v, byte(len(cells)))
	for _, x := range edges {
		v = binary.LittleEndian.AppendUint16(v, uint16(x))
	}
	for _, flags := range cells {
		v = append(binary.LittleEndian.AppendUint16(v, uint16(flags)), make([]byte, 18)...)
	}
	return join([]byte{0x16, 0x24, 1, 0x17, 0x24, 1, 0x08, 0xD6, byte(len(v) + 1), 0}, v)
}

var inTable = []byte{0x16, 0x24, 1}

func docSample() []byte {
	return docFile(0x0200,
		wordRun{text: "Budget 2024\r"},
		wordRun{text: "单位：万元", para: nil},
		wordRun{text: "删", character: []byte{0x00, 0x08, 1}},
		wordRun{text: "\x13 HYPERLINK x \x14链接\x15\r"},
		wordRun{text: "项目\x07金额\r（万元）\x07\x07", para: inTable},
		wordRun{text: "\x07", para: rowLook([]int{0, 1000, 2000, 3000}, 0x60, 1, 2)},
		wordRun{text: "\x07一\x07二\x07", para: inTable},
		wordRun{text: "\x07", para: rowLook([]int{-5, 1010, 1990, 3000}, 0x20, 0, 0)},
		wordRun{text: "末段\r"},
	)
}

func TestDOC(t *testing.T) {
	wantOutline(t, readSheets(t, "a.doc", docSample()), `
Budget 2024
单位：万元链接
<>
项目{1×2} | 金额⏎（万元）{2×1}
一 | 二
末段
- 修订中删除的文字（1 字）：文档标明已经删除
`)
}

func TestDOCRefused(t *testing.T) {
	good := docSample()
	for _, tc := range []struct {
		name, want string
		in         []byte
	}{
		{"with a password", "加了密码", docFile(0x0300, wordRun{text: "x\r"})},
		{"Word 95", "Word 95", compoundFile(stream{"WordDocument", append([]byte{0xDC, 0xA5, 0x65, 0}, make([]byte, 1024)...)})},
		{"without its table", "已损坏", docFile(0, wordRun{text: "x\r"})},
		{"cut short", "不完整", good[:2000]},
		{"no text", "没有文字", docFile(0x0200, wordRun{text: "\r"})},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := document.Read(context.Background(), "坏.doc", tc.in)
			if err == nil || !strings.Contains(err.Error(), tc.want) || !strings.HasPrefix(err.Error(), "坏.doc：") {
				t.Errorf("got %v, want it to say %q", err, tc.want)
			}
		})
	}
}

func FuzzDOC(f *testing.F) {
	f.Add(docSample())
	f.Fuzz(func(t *testing.T, data []byte) {
		data = bytes.Clone(data)
		copy(data, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
		d, err := document.Read(context.Background(), "a.doc", data)
		if err == nil {
			checkSpans(t, d)
		} else if !errors.As(err, new(*document.Error)) {
			t.Errorf("%T is not an *Error", err)
		}
	})
}
