package extract_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingzhang/internal/document"
	"mingzhang/internal/extract"
)

func factsOfPage(t *testing.T, body string) []string {
	t.Helper()
	page := `<html><head><meta charset="utf-8"></head><body>` + body + `</body></html>`
	doc, err := document.Read(context.Background(), "a.html", []byte(page))
	if err != nil {
		t.Fatal(err)
	}
	r, err := extract.Part(doc)
	if err != nil {
		t.Fatal(err)
	}
	return unique(stated(r))
}

// Rows of form 07 may be the bases.
func TestSangongByRows(t *testing.T) {
	got := factsOfPage(t, `<p>云岭县农业局2021年度部门决算</p><p>财政拨款“三公”经费、会议费支出决算表</p><p>单位：元</p><table>
<tr><td rowspan=2></td><td colspan=3>“三公”经费</td><td rowspan=2>会议费</td></tr><tr><td>合计</td><td>因公出国（境）费</td><td>公务接待费</td></tr>
<tr><td>全年预算数</td><td>50</td><td>40</td><td>10</td><td>3</td></tr><tr><td>决算数</td><td>45</td><td>36</td><td>9</td><td>3</td></tr>
<tr><td>上年决算数</td><td>48</td><td>38</td><td>10</td><td>3</td></tr><tr><td>增减</td><td>-3</td><td>-2</td><td>-1</td><td>0</td></tr></table>`)
	want := []string{"sangong.total||full_budget|50", "sangong.abroad||full_budget|40", "sangong.reception||full_budget|10",
		"sangong.total||final|45", "sangong.abroad||final|36", "sangong.reception||final|9",
		"sangong.total||prior|48", "sangong.abroad||prior|38", "sangong.reception||prior|10"}
	if diff := cmp.Diff(unique(want), got); diff != "" {
		t.Errorf("facts (-want +got):\n%s", diff)
	}
}

// A column of a part says 其中 and is none of the whole's.
func TestPartOfColumn(t *testing.T) {
	got := factsOfPage(t, `<p>云岭县农业局2021年度部门决算</p><p>收入决算表</p><p>单位：元</p><table>
<tr><td rowspan=2>科目编码</td><td rowspan=2>科目名称</td><td rowspan=2>本年收入合计</td><td colspan=2>事业收入</td></tr><tr><td>小计</td><td>其中：教育收费</td></tr>
<tr><td colspan=2>合计</td><td>100</td><td>60</td><td>10</td></tr><tr><td>205</td><td>教育支出</td><td>100</td><td>60</td><td>10</td></tr></table>`)
	want := []string{"income.year||final|100", "income.undertaking||final|60", "income.year|教育支出|final|100", "income.undertaking|教育支出|final|60"}
	if diff := cmp.Diff(unique(want), got); diff != "" {
		t.Errorf("facts (-want +got):\n%s", diff)
	}
}

// The label of a total reaches over the groups whose total it is; its amount
// stands behind the last of them.
func TestTotalOverGroups(t *testing.T) {
	const page = `<html><head><meta charset="utf-8"></head><body><p>云岭县农业局2016年度部门决算</p><p>收入支出决算总表</p><p>单位：万元</p><table>
<tr><td colspan=3>收入</td><td colspan=6>支出</td></tr>
<tr><td>项目</td><td>行次</td><td>决算数</td><td>项目(按功能分类)</td><td>行次</td><td>决算数</td><td>项目(按支出性质和经济分类)</td><td>行次</td><td>决算数</td></tr>
<tr><td>一、财政拨款收入</td><td>1</td><td>90.00</td><td>一、农林水支出</td><td>10</td><td>88.00</td><td>一、基本支出</td><td>40</td><td>50.00</td></tr>
<tr><td>二、其他收入</td><td>2</td><td>0.00</td><td>二、其他支出</td><td>11</td><td>2.00</td><td>二、项目支出</td><td>41</td><td>40.00</td></tr>
<tr><td></td><td></td><td></td><td></td><td></td><td></td><td>工资福利支出</td><td>42</td><td>35.00</td></tr>
<tr><td></td><td></td><td></td><td></td><td></td><td></td><td>其他支出</td><td>43</td><td>5.00</td></tr>
<tr><td>本年收入合计</td><td>8</td><td>90.00</td><td colspan=4>本年支出合计</td><td>50</td><td>90.00</td></tr>
<tr><td>总计</td><td>9</td><td>90.00</td><td colspan=4>总计</td><td>51</td><td>90.00</td></tr></table></body></html>`
	doc, err := document.Read(context.Background(), "a.html", []byte(page))
	if err != nil {
		t.Fatal(err)
	}
	r, err := extract.Read(doc)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"income.fiscal||final|90.00", "income.other||final|0.00", "income.year||final|90.00", "income.total||final|90.00",
		"expense.year|农林水支出|final|88.00", "expense.year|其他支出|final|2.00", "expense.basic||final|50.00", "expense.project||final|40.00",
		"expense.year||final|90.00", "expense.total||final|90.00"}
	if diff := cmp.Diff(unique(want), unique(stated(r))); diff != "" {
		t.Errorf("facts (-want +got):\n%s", diff)
	}
}
