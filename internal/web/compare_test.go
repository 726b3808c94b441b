package web_test

import (
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
)

func (s *site) serve(r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	return w
}

// TestCompareIsWhatDocumentsSay: every cell is the figure of the unit's year.
func TestCompareIsWhatDocumentsSay(t *testing.T) {
	s, all := many(t, 3)
	rows := records(t, s.get("/compare.csv?u=1&u=2&u=3&item=expense.year"))
	seen := 0
	for year := 2022; year <= 2024; year++ {
		stated := s.factsOf(year, fiscal.ExpenseYear, fiscal.Final)
		for _, row := range rows {
			if row["year"] != fmt.Sprint(year) {
				continue
			}
			seen++
			if f := stated[row["unit"]]; row["value"] != f.Value.String() || row["origin"] != string(fiscal.Stated) || row["stated_in"] != row["year"] {
				t.Errorf("%s %d: %v, the document says %s", row["unit"], year, row, f.Value)
			}
		}
	}
	if seen != 3*len(all) {
		t.Errorf("%d cells for %d units and 3 years", seen, len(all))
	}
	body := s.get("/compare?u=1&u=2&u=3")
	for _, row := range rows {
		if row["value"] == "" {
			continue
		}
		if digits := strings.ReplaceAll(row["value"], ".", `\.`); !regexp.MustCompile(`>\s*` + digits + `\s*<`).MatchString(strings.ReplaceAll(body, ",", "")) {
			t.Errorf("the page does not show %s of %s in %s", row["value"], row["unit"], row["year"])
		}
	}
}

// TestCompareYearBefore: a year without a document is known from the next
// one's, and marked so; other years without one say so.
func TestCompareYearBefore(t *testing.T) {
	s := seeded(t)
	rows := records(t, s.get("/compare.csv?u=1&item=sangong.total"))
	if len(rows) != 2 || rows[0]["year"] != "2023" || rows[0]["value"] != "1.25" || rows[0]["origin"] != "derived" || rows[0]["stated_in"] != "2024" ||
		rows[1]["value"] != "2.14" || rows[1]["origin"] != "stated" {
		t.Errorf("%v", rows)
	}
	body := s.get("/compare?u=1&item=sangong.total")
	if !strings.Contains(body, "次年文件") || !strings.Contains(body, "再加一个单位") {
		t.Error("the page does not say that the year before is the next document's, or what to do next")
	}
	rows = records(t, s.get("/compare.csv?u=1&item=sangong.total&as=change"))
	if len(rows) != 1 || rows[0]["value"] != "0.89" || !strings.Contains(rows[0]["reason"], "用车次数增加") {
		t.Errorf("%v", rows)
	}
}

// TestCompareSaysWhichNothing: what is not there is told apart.
func TestCompareSaysWhichNothing(t *testing.T) {
	s := seeded(t)
	s.load("b.txt", "水磨沟区发展和改革委员会", "水磨沟区某某委员会工作局", "2024", "2022", "2023", "2021")
	nothing := func(query string) map[string]string {
		words := map[string]string{}
		for _, row := range records(t, s.get("/compare.csv?"+query)) {
			words[row["unit_id"]+"/"+row["year"]] = row["kind_of_nothing"] + row["value"]
		}
		return words
	}
	got := nothing("u=1&u=2&item=sangong.abroad_groups&as=change")
	if got["1/2022"] != "没有文件" || got["2/2024"] != "没有文件" {
		t.Errorf("%v", got)
	}
	if got := nothing("u=1&item=procurement.micro&as=per_staff"); got["1/2024"] == "" {
		t.Errorf("%v", got)
	}
	if got := nothing("u=1&item=income.operating"); got["1/2024"] != "0.00" && got["1/2024"] != "文中说明无" {
		t.Errorf("income.operating is %v", got)
	}
}

// TestFindWithoutScript: a name that is one unit's alone is taken in at once,
// others are offered, several at a time, and the address holds everything.
func TestFindWithoutScript(t *testing.T) {
	s := seeded(t)
	for i, name := range []string{"水磨沟区财政局", "水磨沟区教育和体育局"} {
		s.load(fmt.Sprintf("%d.txt", i), "水磨沟区发展和改革委员会", name)
	}
	goes := func(path string) string {
		t.Helper()
		w := s.ask("GET", path)
		if w.Code != http.StatusSeeOther {
			t.Errorf("%s: %d", path, w.Code)
		}
		return w.Header().Get("Location")
	}
	for text, want := range map[string]string{
		"财政局": "/compare?u=2&item=sangong.total", "fzhgg": "/compare?u=1&item=sangong.total", "发改委": "/compare?u=1&item=sangong.total",
		"财政局、教育": "/compare?u=2&u=3&item=sangong.total", "smgqczj": "/compare?u=2&item=sangong.total",
	} {
		if got := goes("/compare?item=sangong.total&find=" + url.QueryEscape(text)); got != want {
			t.Errorf("%s leads to %s, want %s", text, got, want)
		}
	}
	body := s.get("/compare?u=1&item=sangong.total&find=" + url.QueryEscape("水磨沟"))
	for _, href := range []string{"/compare?u=1&u=2&item=sangong.total", "/compare?u=1&u=3&item=sangong.total"} {
		if !strings.Contains(body, `href="`+html.EscapeString(href)+`"`) {
			t.Errorf("no link to %s", href)
		}
	}
	if got := goes("/compare?as=amount&u=2&u=2&item=" + url.QueryEscape("三公")); got != "/compare?u=2&item=sangong.total" {
		t.Errorf("the address is not made plain: %s", got)
	}
	if body := s.get("/compare?u=1&item=" + url.QueryEscape("政府采购")); !strings.Contains(body, "是哪一个？") || !strings.Contains(body, html.EscapeString("/compare?u=1&item=procurement.goods")) {
		t.Error("of several items none is offered")
	}
	if w := s.ask("GET", "/compare/units.json?u=1&find=smgq"); !strings.Contains(w.Body.String(), `"href":"/compare?u=1\u0026u=2"`) {
		t.Errorf("a script is told %s", w.Body)
	}
}

// TestCompareFiles: the chart's file stands alone, its option is for the browser.
func TestCompareFiles(t *testing.T) {
	s := seeded(t)
	svg := s.get("/compare/chart.svg?u=1&item=sangong.total")
	for _, want := range []string{"<svg", "2.14", "来源：1 个单位的 1 份部门决算", base + "/compare?u=1&amp;item=sangong.total"} {
		if !strings.Contains(svg, want) {
			t.Errorf("the file does not hold %q", want)
		}
	}
	if option := s.get("/compare/chart.json?u=1&item=sangong.total"); !strings.Contains(option, `"series"`) {
		t.Error("the option has no series")
	}
	if w := s.ask("GET", "/compare/chart.svg?u=1&item=evaluation.project_count&as=change"); w.Code != http.StatusNotFound && w.Code != http.StatusOK {
		t.Errorf("%d", w.Code)
	}
}

// TestNothingLoaded: with nothing in the database the pages say what they will
// show and how to load documents.
func TestNothingLoaded(t *testing.T) {
	s := newSite(t)
	for _, path := range []string{"/compare", "/rank", "/rank/sangong.total", "/rank/sangong.total?as=variance"} {
		if body := s.get(path); !strings.Contains(body, "portal load") || !strings.Contains(body, "这里会") {
			t.Errorf("%s does not say what it will show, or how", path)
		}
	}
	one := seeded(t)
	for path, want := range map[string]string{"/compare": "库里现在只有一个单位", "/rank": "只有一个单位", "/rank/sangong.total": "只有一个单位有这个数"} {
		if body := one.get(path); !strings.Contains(body, want) {
			t.Errorf("%s does not say %q", path, want)
		}
	}
}

// TestRenamedUnitIsOne: a unit under two names stands once in a ranking and a
// comparison, the address of its other record leads to it.
func TestRenamedUnitIsOne(t *testing.T) {
	s := seeded(t)
	s.load("later.txt", "水磨沟区发展和改革委员会", "水磨沟区发展改革局", "2024", "2025", "2023", "2024")
	if _, _, err := s.store.Declare(t.Context(), data.Declaration{Kind: data.Rename, Unit: 1, Other: "乌鲁木齐市水磨沟区发展改革局", Year: 2025, Now: time.Now()}); err != nil {
		t.Fatal(err)
	}
	w := s.ask("GET", "/compare?u=1&u=2&item=sangong.total")
	if to := w.Header().Get("Location"); w.Code != http.StatusSeeOther || to != "/compare?u=1&item=sangong.total" && to != "/compare?u=2&item=sangong.total" {
		t.Fatalf("two records of one unit: %d, to %s", w.Code, to)
	}
	rows := records(t, s.get(strings.Replace(w.Header().Get("Location"), "/compare?", "/compare.csv?", 1)))
	if len(rows) != 3 || rows[1]["year"] != "2024" || rows[1]["value"] != "2.14" || rows[2]["year"] != "2025" {
		t.Errorf("%v", rows)
	}
	for _, year := range []string{"2024", "2025"} {
		if rows := records(t, s.get("/rank/sangong.total.csv?year="+year)); len(rows) != 1 || rows[0]["place"] != "1" {
			t.Errorf("%s: %v", year, rows)
		}
	}
	if found, total, err := s.store.FindUnits(t.Context(), "水磨沟区发展和改革委员会", 5); err != nil || total != 1 || len(found) != 1 {
		t.Errorf("the old name finds %v of %d, %v", found, total, err)
	}
}
