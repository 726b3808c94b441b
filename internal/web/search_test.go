package web_test

import (
	"encoding/csv"
	"encoding/json"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

var hitLink = regexp.MustCompile(`href="(/u/[^"#]+)#([^"]+)"`)

// Every hit leads to an anchor that its page has, whatever kind of text it is.
func TestHitsLeadToTheirPlace(t *testing.T) {
	s := seeded(t)
	pages := map[string]string{}
	for _, path := range []string{"/search?q=" + url.QueryEscape("用车"), "/search?q=" + url.QueryEscape("用车") + "&kind=reason", "/search?q=" + url.QueryEscape("项目") + "&kind=evaluation",
		"/search?q=" + url.QueryEscape("说明") + "&kind=section", "/search?q=" + url.QueryEscape("资金") + "&kind=term", "/search?q=1", "/reasons"} {
		links := hitLink.FindAllStringSubmatch(s.get(path), -1)
		if len(links) == 0 {
			t.Errorf("%s leads nowhere", path)
		}
		for _, link := range links {
			if pages[link[1]] == "" {
				pages[link[1]] = s.get(link[1])
			}
			if !strings.Contains(pages[link[1]], ` id="`+link[2]+`"`) {
				t.Errorf("%s leads to %s, which has no #%s", path, link[1], link[2])
			}
		}
	}
}

var mark = regexp.MustCompile(`<mark>\s*([^<]*?)\s*</mark>`)

// What answers the question is marked, and the unit whose name answers comes first.
func TestSearchPage(t *testing.T) {
	s := seeded(t)
	body := s.get("/search?q=" + url.QueryEscape("用车"))
	marks := mark.FindAllStringSubmatch(body, -1)
	if len(marks) < 6 {
		t.Errorf("%d marks", len(marks))
	}
	for _, m := range marks {
		if m[1] != "用车" {
			t.Errorf("marked %q", m[1])
		}
	}
	for _, want := range []string{"找到 6 处", `value="用车"`, "正文 <span class=\"tab-count\">5</span>", "noindex"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page has no %q", want)
		}
	}
	unit := s.get("/search?q=" + url.QueryEscape("水磨沟区发展和改革"))
	if !strings.Contains(unit, `<section class="unit-answers">`) || !strings.Contains(unit, `href="`+strings.TrimSuffix(s.report, "2024/")+`"`) {
		t.Error("the unit is not offered by its name")
	}
	for path, want := range map[string]string{
		"/search": "可以找什么", "/search?q=" + url.QueryEscape("公务用车购置经费"): "怎么找得到", "/search?q=" + url.QueryEscape("用车燃油费"): "用车 燃油费",
		"/search?q=" + url.QueryEscape("！？"): "怎么找得到", "/search?q=" + url.QueryEscape("水磨沟 燃油费"): "unit=" + url.QueryEscape("水磨沟"),
		"/search?q=" + url.QueryEscape("用车") + "&year=2016": "去掉筛选",
		"/reasons?q=" + url.QueryEscape("用车"):               "4 条原因", "/reasons?item=sangong.total": "2 条原因", "/reasons?year=2016": "没有符合的",
		"/reasons/wordings": "种说法", "/reasons/unexplained?amount=0&rate=0": "没有写原因", "/reasons?direction=up&basis=prior": "增加",
	} {
		if body := html.UnescapeString(s.get(path)); !strings.Contains(body, want) {
			t.Errorf("%s has no %q", path, want)
		}
	}
}

// Nothing that can be written into an address breaks a page: the answer is a
// page in Chinese that says what to do.
func TestAbsurdQueries(t *testing.T) {
	s := seeded(t)
	long := strings.Repeat("用车", 1700)
	for path, want := range map[string]int{
		"/search?q=" + url.QueryEscape(long): 400, "/search?q=%ff%fe": 400, "/search?q=" + strings.Repeat("a+", 11): 400,
		"/search?q=a&page=0": 400, "/search?q=a&page=-1": 400, "/search?q=a&page=x": 400, "/search?q=a&page=99999999999999999999": 400, "/search?q=a&page=51": 404,
		"/search?q=" + url.QueryEscape("用车") + "&page=2": 404, "/search?q=a&kind=%3Cscript%3E": 400, "/search?q=a&unit=99": 404,
		"/search?q=a&unit=%ff": 400, "/search?q=a&year=1999": 400, "/search?q=a&year=x": 400, "/search?q=%00": 200, "/search?q=%zz": 200,
		"/search?q=%27%29%3BDROP+TABLE+units%3B--": 200, "/search?q=%22+OR+%22": 200, "/search?q=NEAR%28a+b%29": 200, "/search?q=%3Cscript%3Ealert(1)%3C/script%3E": 200,
		"/search?q=a*&unit=%27+OR+1%3D1--": 200, "/search.json?q=%ff": 400, "/search.csv?q=" + url.QueryEscape(long): 400, "/search.json": 200, "/search.csv": 200,
		"/reasons?item=%27": 400, "/reasons?direction=x": 400, "/reasons?basis=x": 400, "/reasons?sort=x": 400, "/reasons?year=0": 400, "/reasons?page=2000": 404,
		"/reasons?wording=x": 400, "/reasons?wording=0": 400, "/reasons?wording=9999": 200, "/reasons?q=" + url.QueryEscape(long): 400, "/reasons?unit=%27%22%3C": 200,
		"/reasons?direction=up&direction=down&q=%22": 200, "/reasons/unexplained?amount=-1": 400, "/reasons/unexplained?amount=abc": 400, "/reasons/unexplained?amount=1e99": 400,
		"/reasons/unexplained?rate=NaN": 400, "/reasons/unexplained?amount=999999999999": 200, "/reasons/unexplained?amount=&rate=": 200, "/reasons/unexplained?amount=0.0000001": 400,
		"/reasons/wordings?page=40": 404, "/reasons/wordings.csv?item=x": 400, "/reasons/nothing": 404,
	} {
		w := s.ask("GET", path)
		if shown := path[:min(len(path), 80)]; w.Code != want {
			t.Errorf("%s: %d, want %d", shown, w.Code, want)
		} else if body := w.Body.String(); want >= 400 && (!strings.Contains(body, `<html lang="zh-CN">`) || !strings.Contains(body, `class="door"`)) {
			t.Errorf("%s: no page that helps", shown)
		} else if strings.Contains(body, "<script>") || strings.Contains(body, "SQL") || strings.Contains(body, "goroutine") {
			t.Errorf("%s: the answer holds what was asked as markup, or what went wrong inside", shown)
		}
	}
}

// Files hold exactly what the pages show.
func TestSearchFiles(t *testing.T) {
	s := seeded(t)
	q := "?q=" + url.QueryEscape("用车")
	rows := s.rows("/search.csv" + q)
	var found struct {
		Query string
		List  struct{ Total, Rows int }
		Hits  []struct {
			Kind, Unit, Heading, Text string
			Year                      int
			Source                    string `json:"source_url"`
			URL                       string `json:"url"`
		}
	}
	if err := json.Unmarshal([]byte(s.get("/search.json"+q)), &found); err != nil {
		t.Fatal(err)
	}
	if found.List.Total != 6 || found.List.Rows != 6 || len(found.Hits) != 6 || len(rows) != 7 || found.Query != "用车" {
		t.Fatalf("%+v, %d lines of CSV", found.List, len(rows))
	}
	for i, h := range found.Hits {
		row := rows[i+1]
		if row[0] != h.Kind || row[2] != h.Unit || row[6] != h.Text || row[7] != h.Source || row[8] != h.URL || !strings.Contains(h.Text, "用车") {
			t.Errorf("%v\n%+v", row, h)
		}
		if body := s.get(strings.SplitN(strings.TrimPrefix(h.Source, base), "#", 2)[0]); !strings.Contains(body, ` id="`+strings.SplitN(h.Source, "#", 2)[1]+`"`) {
			t.Errorf("%s is no place", h.Source)
		}
	}
	var reasons struct {
		List    struct{ Total, Rows int }
		Reasons []struct {
			Item, Basis, Direction string
			Amount, Rate           *struct {
				Value, Unit string
				Derived     bool
			}
			Reason string
		}
	}
	if err := json.Unmarshal([]byte(s.get("/reasons.json?item=fiscal.income_total")), &reasons); err != nil {
		t.Fatal(err)
	}
	if len(reasons.Reasons) != 2 {
		t.Fatalf("%+v", reasons)
	}
	budget := reasons.Reasons[1]
	if budget.Basis != "variance_rate" || budget.Direction != "down" || budget.Amount.Value != "-20380.00" || !budget.Amount.Derived ||
		budget.Rate.Value != "-68.42" || budget.Rate.Derived || !strings.HasPrefix(budget.Reason, "年中调减水磨沟区") {
		t.Errorf("%+v %+v %+v", budget, budget.Amount, budget.Rate)
	}
	if lines := s.rows("/reasons.csv"); len(lines) != 31 || lines[0][10] != "amount" {
		t.Errorf("%d lines", len(lines))
	}
	if lines := s.rows("/reasons/wordings.csv"); len(lines) < 20 || lines[1][2] == "1" {
		t.Errorf("%d lines, the first said %s times", len(lines), lines[1][2])
	}
}

// A change whose reason is taken out of the document is listed for it, from
// the thresholds asked for on.
func TestUnexplained(t *testing.T) {
	s := newSite(t)
	s.load("silent.txt", ",主要原因是：本年减少民办实事经费", "")
	for path, want := range map[string]int{
		"?amount=0&rate=0": 1, "": 0, "?amount=1.16&rate=100": 1, "?amount=1.17&rate=0": 0, "?amount=0&rate=100.01": 0, "?amount=1&rate=1&direction=up": 0,
		"?amount=1&rate=1&basis=prior&item=general.expense&year=2024&unit=" + url.QueryEscape("发展和改革"): 1,
	} {
		lines := s.rows("/reasons/unexplained.csv" + path)
		if len(lines)-1 != want {
			t.Errorf("%s: %d changes, want %d", path, len(lines)-1, want)
		} else if want == 1 && (lines[1][6] != "社会保障和就业支出/民政管理事务/基层政权建设和社区治理" || lines[1][10] != "-1.16" || lines[1][13] != "-100.00" || lines[1][16] != "") {
			t.Errorf("%q", lines[1])
		}
	}
	page := s.get("/reasons/unexplained?amount=0&rate=0")
	link := hitLink.FindStringSubmatch(page)
	if link == nil || !strings.Contains(s.get(link[1]), ` id="`+link[2]+`"`) || !strings.Contains(page, "基层政权建设和社区治理") {
		t.Errorf("the change does not lead to its place: %v", link)
	}
}

// rows reads a CSV file that the site offers.
func (s *site) rows(path string) [][]string {
	s.t.Helper()
	w := s.ask("GET", path)
	if w.Code != http.StatusOK || !strings.HasPrefix(w.Header().Get("Content-Disposition"), "attachment") {
		s.t.Fatalf("%s: %d %s", path, w.Code, w.Header().Get("Content-Disposition"))
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(w.Body.String(), "\uFEFF"))).ReadAll()
	if err != nil {
		s.t.Fatal(path, err)
	}
	return rows
}

// Without any document the pages say what they will show.
func TestEmptySearch(t *testing.T) {
	s := newSite(t)
	for path, want := range map[string]string{
		"/search": "portal load", "/search?q=a": "怎么找得到", "/reasons": "portal load", "/reasons/wordings": "portal load", "/reasons/unexplained": "portal load",
	} {
		if !strings.Contains(s.get(path), want) {
			t.Errorf("%s does not say %q", path, want)
		}
	}
}

// The words of a hostile document stay words in what is found of it.
func TestHostileHits(t *testing.T) {
	s := newSite(t)
	s.load("evil.txt", "本年减少民办实事经费", `</script><img src=x onerror=alert(1)>经费`)
	for _, path := range []string{"/search?q=alert", "/search?q=" + url.QueryEscape(`<img src=x onerror=alert(1)>`), "/reasons?q=alert", "/reasons/wordings"} {
		if body := s.get(path); strings.Contains(body, "<img src=x") || !strings.Contains(body, "alert") {
			t.Errorf("%s lets the document's words become markup, or does not find them", path)
		}
	}
}
