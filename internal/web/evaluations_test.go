package web_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"mingzhang/internal/intake"
	"mingzhang/internal/specimen"
)

// crowded is a site with the seed and invented units with evaluations.
func crowded(t testing.TB, units int) (*site, []*specimen.Specimen) {
	t.Helper()
	s := newSite(t)
	s.load("seed.txt")
	var all []*specimen.Specimen
	var files []intake.File
	for seed := range uint64(units) {
		x := specimen.New(seed+1, specimen.Options{Style: "xinjiang", Evaluations: 3, Contradictions: int(seed % 3)})
		all = append(all, x)
		name := fmt.Sprintf("%d.txt", seed)
		files = append(files, intake.File{Name: name, Path: name, Open: func() ([]byte, error) { return x.CellText(), nil }})
	}
	if _, err := intake.Load(t.Context(), s.store, s.engine, files, func(l intake.Loaded) {
		if l.Err != nil {
			t.Error(l.Err)
		}
	}); err != nil {
		t.Fatal(err)
	}
	return s, all
}

// The seed's contradictions are listed where they are, each linked to its cell.
func TestEvaluationsOfTheSeed(t *testing.T) {
	s := seeded(t)
	page := s.get("/evaluations")
	for _, want := range []string{
		"共有 3 张项目自评表", "其中 2 张表内有矛盾，一共 2 处", `href="/evaluations?kind=overall"`, "目标是 =100%，实际是 =98%，完成率是 100%",
		s.report + "evaluations/2#c-indicators.2.completion", "旁边的说明写的是 120.96%", s.report + "evaluations/3#c-indicators.3.completion",
		"150.00", "9.87分", "99.87分", "目前只载入了 1 个单位",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("/evaluations does not show %q", want)
		}
	}
	table := s.get(s.report + "evaluations/2")
	if !strings.Contains(table, `id="c-indicators.2.completion"`) {
		t.Error("the link to the cell leads nowhere")
	}
	if page := s.get("/evaluations?kind=overall"); !strings.Contains(page, "9,436.64") || strings.Contains(page, "河马泉") {
		t.Error("kind=overall does not show the table of the whole unit alone")
	}
	if page := s.get("/evaluations/coverage"); !strings.Contains(page, "179.39") || !strings.Contains(page, "9,141.82") || !strings.Contains(page, "1.96%") || !strings.Contains(page, "推算") {
		t.Error("/evaluations/coverage does not give the share of 项目支出")
	}
	if page := s.get("/evaluations/indicators?q=" + url.QueryEscape("补贴发放")); !strings.Contains(page, "符合条件的有 1 处矛盾") || !strings.Contains(page, "=31331.60元") {
		t.Error("/evaluations/indicators does not find an indicator by its name")
	}
	if page := s.get(strings.TrimSuffix(s.report, "2024/")); !strings.Contains(page, `id="evaluations"`) || !strings.Contains(page, "原区劳动服务公司退休人员经费") {
		t.Error("the page of the unit does not show its evaluations")
	}
}

// Exactly the planted contradictions are listed, and pages and files show the
// same rows in the same order.
func TestPlantedContradictions(t *testing.T) {
	s, all := crowded(t, 20)
	want := map[string]bool{}
	for _, x := range all {
		for _, c := range x.Contradictions() {
			want[fmt.Sprintf("%s %d %s", x.Unit.Name, c.Evaluation+1, c.Cell)] = true
		}
	}
	var got struct {
		Total          int `json:"total"`
		Contradictions []struct {
			Unit   string `json:"unit"`
			Number int    `json:"number"`
			Cell   string `json:"cell"`
			URL    string `json:"url"`
		} `json:"contradictions"`
	}
	if err := json.Unmarshal([]byte(s.get("/evaluations/indicators.json")), &got); err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, c := range got.Contradictions {
		if !strings.Contains(c.Unit, "水磨沟") {
			found[fmt.Sprintf("%s %d %s", c.Unit, c.Number, c.Cell)] = true
		}
	}
	if len(want) == 0 || fmt.Sprint(want) != fmt.Sprint(found) {
		t.Errorf("planted %v\nfound   %v", want, found)
	}
	if got.Total != len(got.Contradictions) {
		t.Errorf("%d of %d contradictions", len(got.Contradictions), got.Total)
	}
}

// Every row of the file stands on the pages, in its order, and the pages say
// how many there are.
func TestEvaluationPagesEqualTheFile(t *testing.T) {
	s, _ := crowded(t, 20)
	for _, query := range []string{"", "?sort=rate-asc", "?sort=score&kind=all", "?contradicted=1&sort=findings", "?sort=name-desc"} {
		file := s.get("/evaluations.csv" + query)
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(file, "\uFEFF"))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		rows = rows[1:]
		var onPages []string
		pages := (len(rows) + 49) / 50
		for n := 1; n <= pages; n++ {
			u, _ := url.Parse("/evaluations" + query)
			q := u.Query()
			q.Set("page", fmt.Sprint(n))
			page := s.get("/evaluations?" + q.Encode())
			if !strings.Contains(page, fmt.Sprintf("共 %d 张", len(rows))) {
				t.Errorf("%s, page %d does not say that there are %d", query, n, len(rows))
			}
			for rest := page[strings.Index(page, "<tbody"):]; ; {
				i := strings.Index(rest, `<th scope="row" role="rowheader"><a href="`)
				if i < 0 {
					break
				}
				rest = rest[i+len(`<th scope="row" role="rowheader"><a href="`):]
				onPages = append(onPages, base+rest[:strings.IndexByte(rest, '"')])
			}
		}
		var inFile []string
		for _, r := range rows {
			inFile = append(inFile, r[len(r)-1])
		}
		if strings.Join(onPages, "\n") != strings.Join(inFile, "\n") {
			t.Errorf("%s: %d rows on pages, %d in the file, or in another order", query, len(onPages), len(inFile))
		}
		var whole struct {
			Evaluations []struct {
				URL string `json:"url"`
			} `json:"evaluations"`
		}
		if err := json.Unmarshal([]byte(s.get("/evaluations.json"+query)), &whole); err != nil || len(whole.Evaluations) != len(rows) {
			t.Errorf("%s: %d in JSON, %d in CSV (%v)", query, len(whole.Evaluations), len(rows), err)
		}
	}
}

// Whatever is asked, the answer is a page that helps, never a failure.
func TestBadQueriesOfEvaluations(t *testing.T) {
	s := seeded(t)
	for query, want := range map[string]int{
		"year=abc": 400, "year=1": 400, "year=20245": 400, "year=02024": 400, "year=2024&year=2023": 400, "kind=x": 400, "contradicted=yes": 400,
		"sort=x": 400, "sort=rate-up": 400, "sort=budget;DROP": 400, "page=0": 400, "page=-1": 400, "page=1e9": 400, "page=99999999999999999999": 400, "page=2": 404, "page=100000": 404,
		"q=%ff%fe": 400, "q=%00": 400, "q=%zz": 400, "q=" + strings.Repeat("a", 61): 400, "q=" + strings.Repeat("%E4%B8%80", 1200): 400,
		"q=' OR 1=1 --": 200, "q=<script>alert(1)</script>": 200, "q=%25": 200, "q=_": 200, "year=2000": 200, "unknown=1": 200, "q=": 200, "sort=": 200,
		"contradicted=1&kind=overall&year=2024&q=没有&sort=score-asc": 200,
	} {
		for _, path := range []string{"/evaluations", "/evaluations/indicators", "/evaluations/coverage", "/evaluations.csv", "/evaluations.json", "/evaluations/indicators.csv", "/evaluations/coverage.json"} {
			want := want
			if strings.HasPrefix(query, "contradicted=1&") && path != "/evaluations" && !strings.HasPrefix(path, "/evaluations.") {
				want = 400 // these lists have no such order
			}
			if want == 404 && strings.Contains(path, ".") {
				want = 200 // files hold all pages
			}
			w := s.ask("GET", path+"?"+strings.NewReplacer(" ", "%20", "<", "%3C", ">", "%3E", ";", "%3B").Replace(query))
			body := w.Body.String()
			if w.Code != want {
				t.Errorf("%s?%.60s: %d, want %d", path, query, w.Code, want)
			}
			if strings.Contains(body, "<script>alert") || strings.Contains(body, "goroutine ") {
				t.Errorf("%s?%.60s: the answer repeats what it must not", path, query)
			}
			if w.Code == http.StatusBadRequest && !strings.Contains(body, "<h1") {
				t.Errorf("%s?%.60s: no page explains what is wrong", path, query)
			}
		}
	}
}

// With nothing published the lists say what they will show and how to fill them.
func TestEmptyEvaluations(t *testing.T) {
	s := newSite(t)
	for _, path := range []string{"/evaluations", "/evaluations/indicators", "/evaluations/coverage"} {
		if page := s.get(path); !strings.Contains(page, "portal load") {
			t.Errorf("%s does not say how to fill it", path)
		}
	}
	for _, path := range []string{"/evaluations.csv", "/evaluations/indicators.csv", "/evaluations/coverage.csv"} {
		if lines := strings.Count(s.get(path), "\r\n"); lines != 1 {
			t.Errorf("%s has %d lines", path, lines)
		}
	}
	for _, path := range []string{"/evaluations.json", "/evaluations/indicators.json", "/evaluations/coverage.json"} {
		if b := []byte(s.get(path)); !json.Valid(b) || bytes.Contains(b, []byte("null")) {
			t.Errorf("%s is %s", path, b)
		}
	}
}
