package specimen

import (
	"fmt"
	"html"
	"strings"
)

// htmlStyle prints a report as its PDF looks: A4, forms ruled.
const htmlStyle = `body{font-family:"Noto Serif CJK SC","SimSun",serif;font-size:14px;line-height:1.7}
h1{font-size:18px;text-align:center}h2{font-size:16px}h3{font-size:14px}
.centre{text-align:center}p{text-indent:2em;margin:4px 0}
table.form{border-collapse:collapse;width:100%;font-size:10px;line-height:1.3}
table.form td,table.form th{border:1px solid #000;padding:2px 3px;font-weight:normal}
table.form td.n{text-align:right}
.form-title{text-align:center;text-indent:0;font-size:16px;margin-top:14px}
.form-line{display:flex;justify-content:space-between;font-size:11px}
section.form{break-before:page}`

// HTML writes the specimen as an article of a government site, with what such
// pages have around it.
func (s *Specimen) HTML() []byte {
	var b strings.Builder
	title := html.EscapeString(s.Title)
	fmt.Fprintf(&b, `<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>%s_政府信息公开</title>
<meta name="ColumnName" content="部门决算"><meta name="PubDate" content="%d-09-18 10:22">
<style>%s</style><script>var siteId = 4405, views = 1024;</script></head>
<body>
<div class="top"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk">政务公开</a></li><li><a href="/zwfw">政务服务</a></li><li><a href="/hdjl">互动交流</a></li></ul>
<form action="/search"><input name="q" placeholder="请输入关键字"><button>搜索</button></form></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk">政务公开</a> &gt; <a href="/zwgk/js">财政预决算</a></div>
<div class="article"><h1 class="article-title">%s</h1>
<div class="info"><span>发布时间：%d-09-18 10:22</span> <span>浏览次数：<i>1024</i>次</span> <a href="javascript:window.print()">打印</a></div>
<div class="content">
`, title, s.Year+1, htmlStyle, title, s.Year+1)
	s.article(&b)
	b.WriteString(`</div></div>
<div class="share">分享到：微信 微博</div>
<div class="footer"><p>主办单位：人民政府办公室　网站标识码：6501050001</p><p>ICP备05001234号　公安备案 65010502000123号</p></div>
</body></html>
`)
	return []byte(b.String())
}

// printHTML is the page that a PDF is printed from. Pages differ from specimen
// to specimen: forms lie across, names wrap in narrow columns, pages are
// numbered, rows are high.
func (s *Specimen) printHTML() []byte {
	look := "@page{size:A4}"
	if s.Seed%3 == 0 {
		look += "@page across{size:A4 landscape}section.form{page:across}"
	}
	if s.Seed%2 == 0 {
		look += `@page{@bottom-center{content:"— " counter(page) " —"}}`
	}
	if s.Seed%5 == 1 {
		look += "table.form td{word-break:break-all}table.form td:not(.n){max-width:6.5em}"
	}
	if s.Seed%4 == 2 {
		look += "table.form tr{height:34px}table.form td.n{vertical-align:bottom}"
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>%s</title><style>%s%s</style></head><body>`,
		html.EscapeString(s.Title), htmlStyle, look)
	s.article(&b)
	b.WriteString("</body></html>\n")
	return []byte(b.String())
}

func (s *Specimen) article(b *strings.Builder) {
	for _, block := range s.Blocks {
		text := html.EscapeString(block.Text)
		switch {
		case block.Form != nil:
			htmlForm(b, block.Form)
		case block.Heading > 0:
			fmt.Fprintf(b, "<h%d>%s</h%d>\n", block.Heading, text, block.Heading)
		case block.Centre:
			fmt.Fprintf(b, `<p class="centre"><strong>%s</strong></p>`+"\n", text)
		default:
			fmt.Fprintf(b, "<p>%s</p>\n", text)
		}
	}
}

func htmlForm(b *strings.Builder, f *Form) {
	b.WriteString(`<section class="form">` + "\n")
	if f.Title != "" {
		fmt.Fprintf(b, `<p class="form-title">%s</p>`+"\n", html.EscapeString(f.Title))
	}
	if f.Tag != "" {
		fmt.Fprintf(b, `<div class="form-line"><span></span><span>%s</span></div>`+"\n", html.EscapeString(f.Tag))
	}
	if f.Maker+f.Unit != "" {
		fmt.Fprintf(b, `<div class="form-line"><span>%s</span><span>%s</span></div>`+"\n", html.EscapeString(f.Maker), html.EscapeString(f.Unit))
	}
	b.WriteString(`<table class="form">` + "\n")
	for y, row := range f.Rows {
		tag := "td"
		if y < f.Header {
			tag = "th"
		}
		b.WriteString("<tr>")
		for _, c := range row {
			fmt.Fprintf(b, "<%s", tag)
			if c.Value != nil {
				b.WriteString(` class="n"`)
			}
			if c.Cols > 1 {
				fmt.Fprintf(b, ` colspan="%d"`, c.Cols)
			}
			if c.Rows > 1 {
				fmt.Fprintf(b, ` rowspan="%d"`, c.Rows)
			}
			text := html.EscapeString(c.Text)
			if text == "" {
				text = "&nbsp;"
			}
			fmt.Fprintf(b, ">%s</%s>", text, tag)
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</table>\n")
	for _, note := range f.Notes {
		fmt.Fprintf(b, "<p>%s</p>\n", html.EscapeString(note))
	}
	b.WriteString("</section>\n")
}
