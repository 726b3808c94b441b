package admin_test

import (
	"net/http"
	"os"
	"strings"
	"testing"

	"mingzhang/internal/account"
)

// A cell of a 绩效自评表 is corrected where it stands; who comes second is told
// and loses nothing; it is taken back where it was made.
func TestTableIsCorrected(t *testing.T) {
	d := newWork(t)
	d.person("甲某", account.Enter)
	d.person("乙某", account.Enter)
	d.person("丙某", account.Review)
	first, second := d.as("甲某"), d.as("乙某")
	b, err := os.ReadFile("../../seed/000_15c4900d2e5f3cbe.txt")
	if err != nil {
		t.Fatal(err)
	}
	first.send(sent{"甲.txt", string(b)})
	d.settle()
	const table = "/admin/drafts/1/evaluations/2"
	const cell = table + "?cell=indicators.2.actual"
	first.get("/admin/drafts/1").says(t, http.StatusOK, `href="/admin/drafts/1/evaluations/1"`)
	first.get(table).says(t, http.StatusOK, "《河马泉新区创新集聚区实施方案》编制", "点表里任何一格", `href="/admin/drafts/1/evaluations/2?cell=indicators.2.actual#c-indicators.2.actual"`)
	first.get("/admin/drafts/1/evaluations/99").says(t, http.StatusNotFound, "没有这张绩效自评表")
	first.get("/admin/drafts/1/evaluations/0").says(t, http.StatusNotFound, "没有这张绩效自评表")
	first.get(table+"?cell=x.y").says(t, http.StatusOK, "点表里任何一格")
	one, other := formOfKind(t, first.get(cell), "cell"), formOfKind(t, second.get(cell), "cell")
	if value(one, "text") != "=98%" {
		t.Fatalf("%q", one)
	}
	first.post("/admin/drafts/1/corrections", with(one, "why", "照原文")...).says(t, http.StatusUnprocessableEntity, "没有改动", "照原文")
	first.post("/admin/drafts/1/corrections", with(one, "text", "=100%")...).says(t, http.StatusUnprocessableEntity, "写明理由", `value="=100%"`)
	first.post("/admin/drafts/1/corrections", with(one, "cell", "1:funds.7.rate", "text", "9", "why", "因")...).says(t, http.StatusUnprocessableEntity, "没有这一格")
	first.post("/admin/drafts/1/corrections", with(one, "cell", "甲", "text", "9", "why", "因")...).says(t, http.StatusUnprocessableEntity, "没有说明是绩效自评表的哪一格")
	if x := d.draft1(); x.Corrections != 0 || x.Version != 1 {
		t.Fatalf("%+v", x)
	}
	a := first.post("/admin/drafts/1/corrections", with(one, "text", "=100%", "why", "扫描件看错")...)
	if a.status != http.StatusSeeOther || a.header.Get("Location") != table+"?done=corrected&cell=indicators.2.actual#c-indicators.2.actual" {
		t.Fatal(a.status, a.header.Get("Location"), text(a.body))
	}
	first.get(cell).says(t, http.StatusOK, "程序读作：", "扫描件看错", "f-corrected")
	first.get("/admin/drafts/1").says(t, http.StatusOK, "改格", "完成项目成果并结题 · 实际完成值：=100%", "=98%")
	first.get(first.get("/admin/drafts/1/preview/").to+"evaluations/2").says(t, http.StatusOK, "人工校正", "扫描件看错", "=100%")
	// The second saw the version before.
	late := second.post("/admin/drafts/1/corrections", with(other, "text", "=99%", "why", "乙的理由")...)
	late.says(t, http.StatusConflict, "已被“甲某”改动", `value="=99%"`, "乙的理由")
	// Whoever reviews sees it and cannot change it.
	shown := d.as("丙某").get(cell)
	shown.says(t, http.StatusOK, "扫描件看错")
	if strings.Contains(shown.body, `name="kind" value="cell"`) {
		t.Error("a reviewer is offered the form")
	}
	// Beside the source the same cell has the same form.
	source := first.get(strings.TrimSuffix(hrefTo(t, first.get(cell).body, "在原文里看"), "#"))
	source.says(t, http.StatusOK, "整张表一起看", "扫描件看错", "实际完成值")
	undo := first.get(cell).form(t, "/admin/drafts/1/corrections/1/undo")
	if a := first.post("/admin/drafts/1/corrections/1/undo", undo...); a.status != http.StatusSeeOther || !strings.HasPrefix(a.header.Get("Location"), table+"?done=undone") {
		t.Fatal(a.status, a.header.Get("Location"), text(a.body))
	}
	if x := d.draft1(); x.Corrections != 0 {
		t.Errorf("%+v", x)
	}
}

// hrefTo is where the first link with a text leads, without its place.
func hrefTo(t testing.TB, body, words string) string {
	t.Helper()
	before, _, ok := strings.Cut(body, ">"+words+"</a>")
	if !ok {
		t.Fatalf("no link %q in %s", words, text(body))
	}
	href := attribute(before[strings.LastIndex(before, "<a"):], "href")
	path, _, _ := strings.Cut(href, "#")
	return path
}
