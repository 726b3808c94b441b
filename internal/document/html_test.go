package document_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"mime/quotedprintable"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"mingzhang/internal/document"
)

// narrative is enough text to be the article of a page.
const narrative = `<p>一、收入支出决算总体情况说明</p><p>2024年度收入总计1,234.56万元，与上年相比增加12.30万元，增长1.01%，主要原因是人员经费增加，项目支出按照年初预算安排执行。</p>`

const narrativeText = "一、收入支出决算总体情况说明\n2024年度收入总计1,234.56万元，与上年相比增加12.30万元，增长1.01%，主要原因是人员经费增加，项目支出按照年初预算安排执行。"

func webPage(head, body string) string {
	return `<!DOCTYPE html><html><head><meta charset="utf-8">` + head + `</head><body>` + body + `</body></html>`
}

func TestHTMLFlow(t *testing.T) {
	for _, tc := range []struct{ name, body, want string }{
		{"paragraphs, breaks, entities, blanks",
			`<div><p>　　支出&nbsp;&nbsp;<b>1,2</b><font>34</font>.56&#19975;元</p>甲<br>乙<div>丙 &lt;丁&gt;</div><ul><li>戊</li><li>己</ul></div>`,
			"支出 1,234.56万元\n甲\n乙\n丙 <丁>\n戊\n己"},
		{"long lines of the source",
			"<p>一般公共预算\r\n财政拨款\n 100.00\n200.00  元</p>",
			"一般公共预算财政拨款100.00 200.00 元"},
		{"line ends kept",
			"<pre>甲\n乙 1\n</pre>", "甲\n乙 1"},
		{"merged cells",
			`<table><thead><tr><th rowspan=2>项目<th colspan=2>决算数</tr></thead><tr><td>基本<td>项目<tr><td>合计<td>1.00<td>2.00<tr><td rowspan=9>末<td colspan="50">3</table>`,
			"|0+1×2:项目|1+2×1:决算数|\n|基本|项目|\n|合计|1.00|2.00|\n|末|1+2×1:3|"},
		{"the foot of a table comes last, its caption first",
			`<table><caption>收入决算表</caption><tfoot><tr><td>合计<td>9</tfoot><tbody><tr><td>甲<td>1</tbody></table>`,
			"收入决算表\n|甲|1|\n|合计|9|"},
		{"paragraphs of a cell",
			`<table><tr><td><p>（一）规划</p><p>（二）<br/>执行</p></td><td>1</td></tr></table>`,
			"|（一）规划/（二）/执行|1|"},
		{"a title that spans more columns than there are",
			`<table><tr><td colspan=20>总表<tr><td>甲<td>1<tr><td>乙<td>2</table>`,
			"|0+2×1:总表|\n|甲|1|\n|乙|2|"},
		{"hidden rows and texts",
			`<p>见<span style="color:red;DISPLAY: none">不</span>到</p><table><tr><td>甲<td>1</tr><tr style='display:none'><td>乙<td>2</tr></table><p hidden>无</p>`,
			"见到\n|甲|1|"},
		{"a table that arranges the page",
			`<table><tr><td><h2>某局决算</h2><p>甲</p><table><tr><td>子<td>1<tr><td>丑<td>2</table></td><td><p>乙</p></td></tr></table>`,
			"某局决算\n甲\n|子|1|\n|丑|2|\n乙"},
		{"tables in cells of a table of data",
			`<table><tr><td>甲<td>1<tr><td>乙<td>2<tr><td>丙<td>3<tr><td>丁<td><table><tr><td>子<td>4<tr><td>丑<td>5</table></table>`,
			"|甲|1|\n|乙|2|\n|丙|3|\n|丁||\n|子|4|\n|丑|5|"},
		{"a column of figures in a cell stays beside its label",
			`<table><tr><td>甲<td><table><tr><td>1<tr><td>2</table></table>`,
			"|甲|1/2|"},
		{"whole elements as XML writes them", `<p>甲<script src="x"/>乙<style/></p>`, "甲乙"},
		{"scripts, comments, elements that never end",
			`<script>var a="<p>1</p>";</script><!-- 2 --><style>p{}</style><p>甲</p><select><option>3<p>乙</p>`,
			"甲\n3\n乙"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := outline(read(t, []byte(webPage("", tc.body)))); got != tc.want {
				t.Errorf("read\n%s\nthe page shows\n%s", got, tc.want)
			}
		})
	}
}

// Of a page the article is read, without what the site puts around it.
func TestHTMLArticle(t *testing.T) {
	nav := `<div class="menu"><ul>` + strings.Repeat(`<li><a href="/x.html">政务公开信息公开目录</a></li>`, 30) + `</ul></div>`
	foot := `<div class="foot"><p>主办单位：某市人民政府办公室 版权所有 新ICP备05001234号 网站标识码6501000001</p></div>`
	forms := `<table><tr><td>项目<td>决算数<tr><td>一、财政拨款收入<td>1,200.00<tr><td>二、其他收入<td>34.56</table>`
	formsText := "|项目|决算数|\n|一、财政拨款收入|1,200.00|\n|二、其他收入|34.56|"
	title := `<title>某局2024年度部门决算公开_某市人民政府</title>`
	for _, tc := range []struct{ name, head, body, want string }{
		{"a known container", title,
			nav + `<div class="wrap"><div class="crumb">当前位置：首页 &gt; 财政信息</div><h1>某局2024年度部门决算公开</h1><div class="info">发布时间：2025-09-01 来源：某局 浏览次数：123</div><div class="TRS_Editor">` + narrative + forms + `</div><div>上一篇：<a href="a">无</a></div></div>` + foot,
			"某局2024年度部门决算公开\n" + narrativeText + "\n" + formsText},
		{"no known names", title,
			nav + `<div><div><p>` + narrative + `</p>` + forms + `</div></div>` + foot,
			"某局2024年度部门决算公开\n" + narrativeText + "\n" + formsText},
		{"the article in two blocks is not halved", "",
			nav + `<div class="TRS_Editor">` + strings.Repeat(narrative, 3) + `</div><div class="x">` + narrative + forms + `</div>` + foot,
			strings.Repeat(narrativeText+"\n", 4) + formsText},
		{"sections of a word processor are all read", "",
			`<div class=WordSection1><p>某局2024年度部门决算</p><p>目录</p></div><div class=WordSection2>` + narrative + forms + `</div>`,
			"某局2024年度部门决算\n目录\n" + narrativeText + "\n" + formsText},
		{"the whole page in a form", "",
			`<form id="aspnetForm"><input value="搜索">` + nav + `<div id="zoom">` + narrative + `</div></form>` + foot, narrativeText},
		{"arranged by tables", title,
			`<table><tr><td colspan=2>` + nav + `</td></tr><tr><td>` + nav + `</td><td><table><tr><td>` + narrative + forms + `</td></tr></table></td></tr><tr><td colspan=2>` + foot + `</td></tr></table>`,
			"某局2024年度部门决算公开\n" + narrativeText + "\n" + formsText},
		{"header, footer and side of the page", "",
			`<header><p>某市人民政府门户网站</p></header><main>` + narrative + `</main><aside>热点</aside><footer>联系我们</footer>`, narrativeText},
		{"the article's own header and its contents", "",
			`<article><header><h1>某局决算</h1></header><ul><li><a href="#a">第一部分 概况</a><li><a href="#b">第二部分 情况</a></ul>` + narrative + `</article>`,
			"某局决算\n第一部分 概况\n第二部分 情况\n" + narrativeText},
		{"a paragraph that names a host unit", "",
			`<div id="content">` + narrative + `<p>本次会议主办单位：某局，支出3.00万元。</p></div>`, narrativeText + "\n本次会议主办单位：某局，支出3.00万元。"},
		{"the title from the head", `<meta name="ArticleTitle" content="某局2024年度部门决算"><title>某市人民政府</title>`,
			`<div id="zoom">` + narrative + `</div>`, "某局2024年度部门决算\n" + narrativeText},
		{"the title is there already, spaced otherwise", title,
			`<div id="zoom"><p>某局</p><p>2024年度 部门决算公开</p>` + narrative + `</div>`, "某局\n2024年度 部门决算公开\n" + narrativeText},
		{"only a form", "", nav + forms + foot, formsText},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := outline(read(t, []byte(webPage(tc.head, tc.body)))); got != tc.want {
				t.Errorf("read\n%s\nthe article is\n%s", got, tc.want)
			}
		})
	}
}

func TestHTMLLeftOut(t *testing.T) {
	doc := read(t, []byte(webPage("", `<nav>首页</nav><div><p style="display:none">内部</p>`+narrative+`<img src=a.jpg><img src=icon.gif width=16><a href=b><img src=c></a></div><div class=foot>版权所有</div>`)))
	if got, want := omissions(doc), "隐藏的内容 1 处；图片 1 张"; got != want {
		t.Errorf("declares %q left out, want %q", got, want)
	}
	doc = read(t, []byte(webPage("", `<div><a href=a>政务公开信息公开目录</a></div><div id=zoom>`+narrative+`</div>`)))
	if got, want := omissions(doc), "网页上正文以外的内容（约 10 字）"; got != want {
		t.Errorf("declares %q left out, want %q", got, want)
	}
}

func TestHTMLEncodings(t *testing.T) {
	gbk := func(s string) []byte { return encode(t, simplifiedchinese.GB18030, []byte(s)) }
	meta := func(name string) string {
		return `<html><head><meta http-equiv="Content-Type" content="text/html; charset=` + name + `"></head><body>` + narrative + `</body></html>`
	}
	broken := gbk(strings.Repeat(narrative, 20) + meta("gb2312"))
	broken[len(broken)-30] = 0xFF
	for name, data := range map[string][]byte{
		"GB2312 declared":           gbk(meta("gb2312")),
		"GBK declared":              gbk(meta("GBK")),
		"GB18030, none declared":    gbk("<html><body>" + narrative),
		"GB18030, UTF-8 declared":   gbk(meta("utf-8")),
		"UTF-8, GB2312 declared":    []byte(meta("gb2312")),
		"UTF-8 with mark":           []byte("\xEF\xBB\xBF" + meta("utf-8")),
		"UTF-16 with mark":          encode(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), []byte(meta("utf-16"))),
		"behind a declaration":      []byte(`<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body>` + narrative + `</body></html>`),
		"behind comments":           []byte("\n<!-- saved from url=(0022)http://x/ -->\n" + meta("utf-8")),
		"web archive":               archive(t, "quoted-printable", gbk(meta("gb2312"))),
		"web archive in base64":     archive(t, "base64", []byte(meta("utf-8"))),
		"one damaged byte of 3,000": broken,
	} {
		t.Run(name, func(t *testing.T) {
			if got := outline(read(t, data)); !strings.HasPrefix(got, narrativeText) {
				t.Errorf("read %s", got)
			}
		})
	}
}

func archive(t testing.TB, transfer string, page []byte) []byte {
	t.Helper()
	var body bytes.Buffer
	if transfer == "base64" {
		body.WriteString(base64.StdEncoding.EncodeToString(page))
	} else {
		w := quotedprintable.NewWriter(&body)
		w.Write(page)
		w.Close()
	}
	const edge = "----MultipartBoundary--x----"
	return []byte("From: <Saved by Blink>\r\nSnapshot-Content-Location: http://x/\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"" + edge + "\"\r\n\r\n\r\n--" + edge +
		"\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: " + transfer + "\r\n\r\n" + body.String() + "\r\n--" + edge +
		"\r\nContent-Type: text/html\r\n\r\n<html><body>广告</body></html>\r\n--" + edge + "\r\nContent-Type: image/png\r\n\r\nx\r\n--" + edge + "--\r\n")
}

func TestHTMLRefused(t *testing.T) {
	limits := document.DefaultLimits
	limits.Cells, limits.Characters = 1000, 10_000
	for _, tc := range []struct{ name, want, in string }{
		{"nothing but a script", "没有正文", webPage("", `<div id="app"></div><script>load()</script>`)},
		{"nested too deeply", "结构读不下去", webPage("", strings.Repeat("<div>", 5000)+"甲")},
		{"too many tags", "标签超过", webPage("", strings.Repeat("<p>", 1_300_000))},
		{"a wide grid", "格的上限", webPage("", `<table>`+strings.Repeat("<tr>"+strings.Repeat("<td>1", 90), 3)+strings.Repeat("<tr><td>1", 50)+`</table>`)},
		{"too many characters", "字的上限", webPage("", strings.Repeat("决算", 6000))},
		{"mojibake", "乱码", webPage("", "<p>"+strings.Repeat("å†³ç®—", 100)+"</p>")},
		{"another encoding", "编码认不出来", "<html><body>" + strings.Repeat("\xFF\x13\xC3\x28\x81\x20", 300)},
		{"an archive cut short", "网页存档", "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-"},
		{"an archive without parts", "网页存档", "MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := limits.Read(context.Background(), "某局决算.html", []byte(tc.in))
			if err == nil {
				t.Fatal("was read")
			}
			if !strings.Contains(err.Error(), "某局决算.html") || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("error %q does not name the file and the reason %q", err, tc.want)
			}
		})
	}
}

// Pages that browsers' rules for unclosed elements would blow up are read in
// about the time of others.
func TestHTMLHostile(t *testing.T) {
	var fonts strings.Builder
	for i := range 400 {
		fmt.Fprintf(&fonts, "<font color=%d><b id=%d>", i, i)
	}
	for name, body := range map[string]string{
		"unclosed marks of type faces": fonts.String() + strings.Repeat("<p>甲", 50_000),
		"texts between rows":           "<table>" + strings.Repeat("甲<tr>", 100_000),
		"tables in tables":             strings.Repeat("<table><tr><td>甲", 100),
		"many attributes":              "<p " + strings.Repeat("a ", 1<<20) + ">甲",
	} {
		t.Run(name, func(t *testing.T) { read(t, []byte(webPage("", body))) })
	}
}

func htmlReport() string {
	const face = `<span style='font-size:16.0pt;font-family:仿宋_GB2312;mso-hansi-font-family:宋体'>`
	return webPage("<title>某局2024年度部门决算</title>", `<div class=WordSection1>`+report(
		func(s string) string {
			return `<p class=MsoNormal style='text-indent:32.0pt;line-height:28.0pt'>` + face + string([]rune(s)[:4]) + `<span lang=EN-US>` + string([]rune(s)[4:]) + `</span></span></p>`
		},
		func(rows [][]string) string {
			var out strings.Builder
			out.WriteString(`<table class=MsoNormalTable border=0 cellspacing=0 cellpadding=0>`)
			for _, row := range rows {
				out.WriteString(`<tr style='height:15.0pt'>`)
				for _, c := range row {
					out.WriteString(`<td width=84 nowrap style='border:solid windowtext 1.0pt;padding:0cm 5.4pt 0cm 5.4pt'><p class=MsoNormal align=right style='text-align:right'>` + face + `<span lang=EN-US>` + c + `<o:p></o:p></span></span></p></td>`)
				}
				out.WriteString(`</tr>`)
			}
			return out.String() + `</table>`
		})+`</div>`)
}

func BenchmarkHTML(b *testing.B) {
	data := []byte(htmlReport())
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := document.Read(context.Background(), "a.html", data); err != nil {
			b.Fatal(err)
		}
	}
}

// FuzzHTML: no page crashes or hangs the reader.
func FuzzHTML(f *testing.F) {
	f.Add(webPage("<title>某局决算</title>", `<div class=TRS_Editor>`+narrative+`<table><tr><td rowspan=2>甲<td colspan=9>1<tr><td>2</table></div>`))
	f.Add(`<html><table><tr><td><table><tr><td>1<td>2<tr><td>3</table><td hidden>4</table><pre>a` + "\n" + `b<select>`)
	f.Add(string(archive(f, "base64", []byte("<html><body>决算"))))
	f.Fuzz(func(t *testing.T, data string) {
		doc, err := document.Read(context.Background(), "fuzz", []byte(data))
		if err == nil {
			checkSpans(t, doc)
		}
	})
}
