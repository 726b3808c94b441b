package document_test

import (
	"testing"
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
	d := read(t, "a.doc", data)
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
