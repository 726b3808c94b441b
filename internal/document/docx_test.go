package document_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"mingzhang/internal/document"
)

const wordRoot = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><w:body>`

// packed returns a packed file of parts: name, content, name, content.
func packed(t testing.TB, parts ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func wordFile(t testing.TB, body string, parts ...string) []byte {
	t.Helper()
	return packed(t, append([]string{
		"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"word/document.xml", wordRoot + body + `<w:sectPr/></w:body></w:document>`,
	}, parts...)...)
}

func wordPart(root, content string) string {
	return fmt.Sprintf(`<w:%s xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">%s</w:%s>`, root, content, root)
}

func para(text string) string { return `<w:p><w:r><w:t>` + text + `</w:t></w:r></w:p>` }

func cell(properties, text string) string {
	return `<w:tc><w:tcPr>` + properties + `</w:tcPr>` + para(text) + `</w:tc>`
}

func read(t testing.TB, data []byte) *document.Document {
	t.Helper()
	doc, err := document.Read(context.Background(), "决算", data)
	if err != nil {
		t.Fatal(err)
	}
	checkSpans(t, doc)
	return doc
}

// checkSpans: every block and cell lies in the text, where its text is.
func checkSpans(t testing.TB, doc *document.Document) {
	t.Helper()
	runes := []rune(doc.Text)
	for _, b := range doc.Blocks {
		if b.Start < 0 || b.Start > b.End || b.End > len(runes) {
			t.Fatalf("block %v outside the %d characters of the text", b.Span, len(runes))
		}
		if b.Table == nil {
			continue
		}
		for r, row := range b.Table.Rows {
			for _, c := range row {
				if c.Start < b.Start || c.Start > c.End || c.End > b.End {
					t.Fatalf("cell %v outside its table %v", c.Span, b.Span)
				}
				if c.Cols < 1 || c.Rows < 1 || r+c.Rows > len(b.Table.Rows) {
					t.Fatalf("cell %+v reaches out of the table", c)
				}
			}
		}
	}
}

// outline writes a document down for comparison: a paragraph a line, a row a
// line with its cells as column+columns×rows:text where they are not single.
func outline(doc *document.Document) string {
	var out strings.Builder
	runes := []rune(doc.Text)
	for _, b := range doc.Blocks {
		if b.Table == nil {
			out.WriteString(string(runes[b.Start:b.End]) + "\n")
			continue
		}
		for _, row := range b.Table.Rows {
			out.WriteString("|")
			for _, c := range row {
				if c.Cols > 1 || c.Rows > 1 {
					fmt.Fprintf(&out, "%d+%d×%d:", c.Col, c.Cols, c.Rows)
				}
				out.WriteString(strings.ReplaceAll(c.Text, "\n", "/") + "|")
			}
			out.WriteString("\n")
		}
	}
	return strings.TrimSuffix(out.String(), "\n")
}

func omissions(doc *document.Document) string {
	var out []string
	for _, o := range doc.Omitted {
		out = append(out, o.What)
	}
	return strings.Join(out, "；")
}

// What a Word document prints is read in its order, and nothing else.
func TestDOCXText(t *testing.T) {
	for _, tc := range []struct{ name, body, want, omitted string }{
		{"runs, tabs, breaks",
			`<w:p><w:r><w:t xml:space="preserve">支出 </w:t></w:r><w:proofErr w:type="x"/><w:r><w:t>1,234</w:t></w:r><w:r><w:t>.56</w:t><w:tab/><w:t>万元</w:t><w:br/><w:t>二〇二四</w:t><w:noBreakHyphen/><w:t>年</w:t></w:r></w:p>`,
			"支出 1,234.56 万元\n二〇二四-年", ""},
		{"tracked changes accepted",
			`<w:p><w:r><w:t>收入</w:t></w:r><w:del><w:r><w:delText>99</w:delText></w:r></w:del><w:ins><w:r><w:t>100</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>元</w:t></w:r></w:moveTo></w:p>`,
			"收入100元", ""},
		{"the end of a paragraph deleted",
			`<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>本年支出</w:t></w:r></w:p>` + para("12.00万元") + para("完"),
			"本年支出12.00万元\n完", ""},
		{"fields",
			`<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \o "1-3"</w:instrText></w:r><w:r><w:t>9</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:hyperlink w:anchor="a"><w:r><w:t>第一部分</w:t><w:tab/></w:r><w:r><w:rPr><w:webHidden/></w:rPr><w:t>3</w:t></w:r></w:hyperlink></w:p>` +
				`<w:p><w:r><w:t>第二部分</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:fldSimple w:instr="PAGE"><w:r><w:t>5</w:t></w:r></w:fldSimple></w:p>`,
			"第一部分 3\n第二部分5", ""},
		{"controls and tags",
			`<w:sdt><w:sdtPr><w:alias w:val="x"/><w:rPr/></w:sdtPr><w:sdtContent>` + para("甲") + `</w:sdtContent></w:sdt><w:p><w:smartTag><w:smartTagPr/><w:r><w:t>乙</w:t></w:r></w:smartTag><w:sdt><w:sdtContent><w:r><w:t>丙</w:t></w:r></w:sdtContent></w:sdt><w:r><w:ruby><w:rt><w:r><w:t>音</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>字</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>`,
			"甲\n乙丙字", ""},
		{"hidden text",
			`<w:p><w:r><w:t>明</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>白</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="H"/></w:pPr><w:r><w:t>内部数据</w:t></w:r></w:p>`,
			"明白", "隐藏文字 2 处"},
		{"a text box once, behind its paragraph",
			`<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>` + para("单位：万元") + `</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>` + para("单位：万元") + `</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>收入支出决算总表</w:t></w:r></w:p>`,
			"收入支出决算总表\n单位：万元", ""},
		{"an old text box",
			`<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>` + para("公开01表") + `</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>`,
			"公开01表", ""},
		{"only the older way says something",
			`<w:p><w:r><mc:AlternateContent><mc:Choice Requires="x"><w:drawing/></mc:Choice><mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>`,
			"旧", ""},
		{"pictures and objects",
			`<w:p><w:r><w:t>如图</w:t><w:drawing><a:blip/></w:drawing><w:object><v:shape><v:imagedata/></v:shape><o:OLEObject/></w:object></w:r></w:p>`,
			"如图", "图片 1 张；嵌入的对象 1 个"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			doc := read(t, wordFile(t, tc.body, "word/styles.xml", wordPart("styles", `<w:style w:type="paragraph" w:styleId="B"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="H"><w:basedOn w:val="B"/></w:style>`)))
			if got := outline(doc); got != tc.want {
				t.Errorf("read\n%s\nthe document prints\n%s", got, tc.want)
			}
			if got := omissions(doc); got != tc.omitted {
				t.Errorf("declares left out %q, want %q", got, tc.omitted)
			}
		})
	}
}

func TestDOCXTables(t *testing.T) {
	row := func(cells ...string) string { return `<w:tr>` + strings.Join(cells, "") + `</w:tr>` }
	table := func(rows ...string) string {
		return `<w:tbl><w:tblPr/><w:tblGrid/>` + strings.Join(rows, "") + `</w:tbl>`
	}
	for _, tc := range []struct{ name, body, want string }{
		{"merged cells",
			table(
				row(cell(`<w:vMerge w:val="restart"/>`, "项目"), cell(`<w:gridSpan w:val="2"/>`, "决算数")),
				row(cell(`<w:vMerge/>`, ""), cell("", "基本"), cell("", "项目")),
				row(cell("", "合计"), cell("", "1.00"), cell("", "2.00"))),
			"|0+1×2:项目|1+2×1:决算数|\n|基本|项目|\n|合计|1.00|2.00|"},
		{"a cell that goes on from none",
			table(row(cell("", "甲"), cell("", "1")), row(cell(`<w:vMerge/>`, "乙"), cell("", "2"))),
			"|甲|1|\n|乙|2|"},
		{"two merges one behind the other",
			table(row(cell(`<w:vMerge w:val="restart"/>`, "甲"), cell("", "1")), row(cell(`<w:vMerge/>`, ""), cell("", "2")),
				row(cell(`<w:vMerge w:val="restart"/>`, "乙"), cell("", "3")), row(cell(`<w:vMerge/>`, ""), cell("", "4"))),
			"|0+1×2:甲|1|\n|2|\n|0+1×2:乙|3|\n|4|"},
		{"merged to the left, rows that begin later",
			table(row(cell(`<w:hMerge w:val="restart"/>`, "合计"), cell(`<w:hMerge/>`, ""), cell("", "3")),
				`<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>`+cell("", "4")+`</w:tr>`),
			"|0+2×1:合计|3|\n|4|"},
		{"deleted and hidden rows, a deleted cell",
			table(row(cell("", "甲"), cell(`<w:cellDel/>`, "x"), cell("", "1")),
				`<w:tr><w:trPr><w:del/></w:trPr>`+cell("", "乙")+cell("", "2")+`</w:tr>`,
				`<w:tr><w:trPr><w:hidden/></w:trPr>`+cell("", "丙")+cell("", "3")+`</w:tr>`),
			"|甲|1|"},
		{"paragraphs of a cell",
			table(row(`<w:tc>`+para("（一）规划")+para("")+para("（二）执行")+`</w:tc>`, cell("", "1"))),
			"|（一）规划/（二）执行|1|"},
		{"a table in a table stands behind it; a column of figures stays beside its labels",
			table(row(cell("", "基本支出"), `<w:tc>`+table(row(cell("", "人员"), cell("", "1")), row(cell("", "公用"), cell("", "2")))+`<w:p/></w:tc>`),
				row(cell("", "项目支出"), `<w:tc>`+table(row(cell("", "3")), row(cell("", "4")))+`<w:p/></w:tc>`)) + para("完"),
			"|基本支出||\n|项目支出|3/4|\n|人员|1|\n|公用|2|\n完"},
		{"a frame around everything is no table",
			table(row(`<w:tc>` + para("一、收入") + table(row(cell("", "甲"), cell("", "1"))) + para("二、支出") + `</w:tc>`)),
			"一、收入\n|甲|1|\n二、支出"},
		{"rows in controls",
			`<w:tbl><w:sdt><w:sdtContent>` + row(cell("", "甲"), `<w:sdt><w:sdtContent>`+cell("", "1")+`</w:sdtContent></w:sdt>`) + `</w:sdtContent></w:sdt></w:tbl>`,
			"|甲|1|"},
		{"a text box in a cell",
			table(row(`<w:tc><w:p><w:r><w:t>甲</w:t><w:pict><v:textbox><w:txbxContent>`+para("注")+`</w:txbxContent></v:textbox></w:pict></w:r></w:p></w:tc>`, cell("", "1"))),
			"|甲/注|1|"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := outline(read(t, wordFile(t, para("表")+tc.body))); got != "表\n"+tc.want {
				t.Errorf("read\n%s\nthe document has\n%s", got, tc.want)
			}
		})
	}
}

func TestDOCXNumbers(t *testing.T) {
	level := func(i int, format, text, more string) string {
		return fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/>%s</w:lvl>`, i, format, text, more)
	}
	numbering := wordPart("numbering",
		`<w:abstractNum w:abstractNumId="7">`+level(0, "chineseCountingThousand", "%1、", `<w:pStyle w:val="T1"/>`)+level(1, "chineseCounting", "（%2）", "")+level(2, "decimal", "%3.", "")+level(3, "decimalEnclosedCircle", "%4", "")+`</w:abstractNum>`+
			`<w:abstractNum w:abstractNumId="8">`+level(0, "chineseCounting", "第%1部分", "")+level(1, "decimal", "%1.%2", "<w:isLgl/>")+`</w:abstractNum>`+
			`<w:abstractNum w:abstractNumId="9">`+level(0, "bullet", "-", "")+`</w:abstractNum>`+
			`<w:abstractNum w:abstractNumId="10"><w:lvl w:ilvl="0"><w:start w:val="9"/><w:numFmt w:val="japaneseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>`+
			`<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="9"/></w:num>`+
			`<w:num w:numId="4"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="5"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`+
			`<w:num w:numId="6"><w:abstractNumId w:val="10"/></w:num>`)
	styles := wordPart("styles", `<w:style w:type="paragraph" w:styleId="T1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="T1a"><w:basedOn w:val="T1"/></w:style>`)
	in := func(list, level int, text string) string {
		return fmt.Sprintf(`<w:p><w:pPr><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr></w:pPr><w:r><w:t>%s</w:t></w:r></w:p>`, level, list, text)
	}
	styled := func(style, text string) string {
		return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p>`
	}
	body := in(2, 0, "概况") + styled("T1", "收入") + in(1, 1, "总体") + in(1, 2, "财政") + in(1, 2, "12.00万元") + in(1, 3, "其中") + in(1, 1, "构成") + in(1, 2, "事业") +
		styled("T1a", "支出") + in(4, 0, "三公") + in(2, 0, "情况") + in(2, 1, "2024年") + in(3, 0, "100") + in(5, 0, "另起") + in(0, 0, "没有") +
		in(6, 0, "九") + in(6, 0, "十") + in(6, 0, "十一") +
		`<w:tbl><w:tr><w:tc>` + in(6, 0, "") + `</w:tc>` + cell("", "甲") + `</w:tr></w:tbl>`
	want := `第一部分 概况
一、收入
（一）总体
1.财政
2. 12.00万元
①其中
（二）构成
1.事业
二、支出
三、三公
第二部分 情况
2.1 2024年
100
一、另起
没有
九、九
十、十
十一、十一
|十二、|甲|`
	if got := outline(read(t, wordFile(t, body, "word/numbering.xml", numbering, "word/styles.xml", styles))); got != want {
		t.Errorf("read\n%s\nthe document prints\n%s", got, want)
	}
}

// What stands beside the text is declared, where it says anything.
func TestDOCXLeftOut(t *testing.T) {
	rels := `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://x/header" Target="header1.xml"/><Relationship Id="b" Type="http://x/footer" Target="/word/footer1.xml"/></Relationships>`
	doc := read(t, wordFile(t, para("正文"),
		"word/_rels/document.xml.rels", rels,
		"word/footnotes.xml", wordPart("footnotes", `<w:footnote w:type="separator">`+para("x")+`</w:footnote><w:footnote w:id="2">`+para("注一")+`</w:footnote><w:footnote w:id="3">`+para("")+`</w:footnote>`),
		"word/comments.xml", wordPart("comments", `<w:comment>`+para("请核对")+`</w:comment><w:comment>`+para("已核")+`</w:comment>`),
		"word/header1.xml", wordPart("hdr", para("某局")),
		"word/footer1.xml", wordPart("ftr", para("- 1 -"))))
	if got, want := omissions(doc), "脚注 1 条；批注 2 条；页眉、页脚 1 处"; got != want {
		t.Errorf("declares %q left out, want %q", got, want)
	}
	if doc.Text != "正文\n" {
		t.Errorf("text %q", doc.Text)
	}
}

func TestDOCXOtherBuilds(t *testing.T) {
	main := wordRoot + para("正文") + `</w:body></w:document>`
	for name, data := range map[string][]byte{
		"parts in an unusual order": packed(t, "a/b.bin", "x", "c.txt", "y", "d.txt", "z", "e.txt", "z", "word/document.xml", main),
		"backslashes":               packed(t, `word\document.xml`, main),
		"strict":                    packed(t, "word/document.xml", strings.ReplaceAll(main, "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")),
		"another name for the text": packed(t, "[Content_Types].xml", "<x/>", "_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Type="http://x/officeDocument" Target="word/document2.xml"/></Relationships>`, "word/document2.xml", main, "word/document.xml", wordRoot+`</w:body></w:document>`),
	} {
		t.Run(name, func(t *testing.T) {
			if doc := read(t, data); doc.Text != "正文\n" {
				t.Errorf("text %q", doc.Text)
			}
		})
	}
}

func TestDOCXRefused(t *testing.T) {
	whole := wordFile(t, strings.Repeat(para("决算数 1,234.56 万元"), 400))
	damaged := bytes.Clone(whole)
	for i := range 40 {
		damaged[bytes.Index(damaged, []byte("word/document.xml"))+60+i] ^= 0xA5
	}
	small := document.DefaultLimits
	small.Unpacked, small.Cells, small.Characters = 1<<20, 1000, 10_000
	many := &bytes.Buffer{}
	z := zip.NewWriter(many)
	for i := range 10_001 {
		z.CreateHeader(&zip.FileHeader{Name: fmt.Sprintf("word/%d", i)})
	}
	z.Create("word/document.xml")
	z.Close()
	for _, tc := range []struct {
		name, want string
		in         []byte
	}{
		{"cut short", "不完整或已损坏", whole[:len(whole)*2/3]},
		{"damaged", "已损坏", damaged},
		{"without text part", "没有 Word 正文", packed(t, "[Content_Types].xml", "<x/>", "word/styles.xml", "<x/>", "word/settings.xml", "<x/>", "docProps/a.xml", "")},
		{"nothing in it", "没有文字", wordFile(t, para(""))},
		{"not XML", "已损坏", packed(t, "word/document.xml", "决算")},
		{"elements not closed", "已损坏", packed(t, "word/document.xml", wordRoot+para("一")+"<w:p>")},
		{"own entities", "已损坏", packed(t, "word/document.xml", `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>`+strings.Replace(wordRoot, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`, "", 1)+para("&b;")+`</w:body></w:document>`)},
		{"nested too deeply", "层的上限", wordFile(t, strings.Repeat("<w:sdt>", 5000)+strings.Repeat("</w:sdt>", 5000))},
		{"too many bytes unpacked", "解开后过大", wordFile(t, strings.Repeat("<w:p/>", 1<<20))},
		{"one endless text", "的内容", wordFileLimit(t, strings.Repeat("9", 8<<20))},
		{"too many parts", "超过 10000 个", many.Bytes()},
		{"too many cells", "格的上限", wordFile(t, `<w:tbl>`+strings.Repeat(`<w:tr><w:tc><w:p/></w:tc></w:tr>`, 1001)+`</w:tbl>`)},
		{"a wide grid", "格的上限", wordFile(t, `<w:tbl>`+strings.Repeat(`<w:tr>`+cell(`<w:gridSpan w:val="2000000000"/>`, "1")+`</w:tr>`, 10)+`</w:tbl>`)},
		{"too many characters", "字的上限", wordFile(t, strings.Repeat(para("决算决算决算决算决算"), 1001))},
	} {
		t.Run(tc.name, func(t *testing.T) {
			limits := small
			if tc.name == "one endless text" {
				limits = document.DefaultLimits
			}
			_, err := limits.Read(context.Background(), "某局决算.docx", tc.in)
			if err == nil {
				t.Fatal("was read")
			}
			if !strings.Contains(err.Error(), "某局决算.docx") || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("error %q does not name the file and the reason %q", err, tc.want)
			}
		})
	}
}

func wordFileLimit(t testing.TB, text string) []byte { return wordFile(t, para(text)) }

func TestDOCXCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := document.Read(ctx, "a.docx", wordFile(t, para("一"))); err != context.Canceled {
		t.Errorf("error %v", err)
	}
	limits := document.DefaultLimits
	limits.Time = 1
	if _, err := limits.Read(context.Background(), "a.docx", wordFile(t, strings.Repeat(para("一"), 5000))); err == nil || !strings.Contains(err.Error(), "秒的上限") {
		t.Errorf("error %v", err)
	}
}

// report writes a document of a report's size with mark-up of a format.
func report(paragraph func(string) string, table func(rows [][]string) string) string {
	var out strings.Builder
	for i := range 400 {
		out.WriteString(paragraph(fmt.Sprintf("（%d）2024年度财政拨款支出决算%d.%02d万元，比上年增加%d.%02d万元，增长3.21%%，主要原因是：人员经费、公用经费和项目支出按照年初预算安排执行，完成年初预算的98.76%%，决算数小于预算数。", i, 1000+i, i%100, i, i%100)))
	}
	for range 9 {
		var rows [][]string
		for r := range 45 {
			row := []string{fmt.Sprintf("20103%02d", r), "一般公共服务支出"}
			for c := range 7 {
				row = append(row, fmt.Sprintf("%d,%03d.%02d", r+1, r*7+c, c))
			}
			rows = append(rows, row)
		}
		out.WriteString(paragraph("收入支出决算总表") + table(rows))
	}
	return out.String()
}

func wordReport() string {
	run := `<w:r w:rsidR="00A77B3E"><w:rPr><w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:hint="eastAsia"/><w:color w:val="000000"/><w:kern w:val="0"/><w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr><w:t>`
	paragraph := func(s string) string {
		half := len(s) / 6 * 3
		return `<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E"><w:pPr><w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/><w:rPr><w:rFonts w:ascii="仿宋_GB2312"/><w:sz w:val="32"/></w:rPr></w:pPr>` +
			run + strings.ToValidUTF8(s[:half], "") + `</w:t></w:r>` + run + strings.ToValidUTF8(s[half:], "") + `</w:t></w:r></w:p>`
	}
	return report(paragraph, func(rows [][]string) string {
		var out strings.Builder
		out.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/></w:tblPr><w:tblGrid/>`)
		for _, row := range rows {
			out.WriteString(`<w:tr><w:trPr><w:trHeight w:val="300"/></w:trPr>`)
			for _, c := range row {
				out.WriteString(`<w:tc><w:tcPr><w:tcW w:w="1000" w:type="dxa"/><w:tcBorders><w:top w:val="nil"/><w:left w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:tcBorders><w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:widowControl/><w:jc w:val="right"/></w:pPr>` + run + c + `</w:t></w:r></w:p></w:tc>`)
			}
			out.WriteString(`</w:tr>`)
		}
		return out.String() + `</w:tbl>`
	})
}

func BenchmarkDOCX(b *testing.B) {
	body := wordReport()
	data := wordFile(b, body)
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := document.Read(context.Background(), "a.docx", data); err != nil {
			b.Fatal(err)
		}
	}
}

// FuzzDOCX: no content of the parts crashes or hangs the reader.
func FuzzDOCX(f *testing.F) {
	f.Add(para("决算")+`<w:tbl><w:tr>`+cell(`<w:vMerge w:val="restart"/>`, "1")+cell(`<w:gridSpan w:val="3"/>`, "2")+`</w:tr><w:tr>`+cell("<w:vMerge/>", "3")+`</w:tr></w:tbl>`, "", "")
	f.Add(`<w:p><w:pPr><w:pStyle w:val="a"/><w:numPr><w:ilvl w:val="8"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:fldChar w:fldCharType="end"/><w:t>1</w:t></w:r></w:p>`,
		`<w:style w:styleId="a"><w:basedOn w:val="a"/></w:style>`, `<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="8"><w:lvlText w:val="%9%1%"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>`)
	limits := document.DefaultLimits
	limits.Unpacked, limits.Characters, limits.Cells = 1<<20, 1<<16, 1<<12
	f.Fuzz(func(t *testing.T, body, styles, numbering string) {
		doc, err := limits.Read(context.Background(), "fuzz", wordFile(t, body, "word/styles.xml", wordPart("styles", styles), "word/numbering.xml", wordPart("numbering", numbering)))
		if err == nil {
			checkSpans(t, doc)
		}
	})
}
