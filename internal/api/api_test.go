package api_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mingzhang/internal/api"
	"mingzhang/internal/data"
	"mingzhang/internal/document"
	"mingzhang/internal/extract"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/intake"
	"mingzhang/internal/reconcile"
)

const (
	seedFile = "../../seed/000_15c4900d2e5f3cbe.txt"
	seedKey  = "3bb8f38d6749" // the seed document's SHA-256 begins so
)

// site is the interface to a store of its own.
type site struct {
	t     testing.TB
	store *data.Store
	api   *api.API
	fails []error
}

func newSite(t testing.TB) *site {
	t.Helper()
	store, err := data.Open(context.Background(), filepath.Join(t.TempDir(), "site.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	s := &site{t: t, store: store}
	s.api = api.New(api.Config{
		BaseURL: "https://mingzhang.example", Version: "测试",
		Unit:   func(u data.Unit) string { return fmt.Sprintf("/u/%d/", u.ID) },
		Report: func(u data.Unit, year int) string { return fmt.Sprintf("/u/%d/%d/", u.ID, year) },
		Failed: func(_ *http.Request, err error) { s.fails = append(s.fails, err) },
	}, store)
	return s
}

// load publishes the seed with each pair of replacements made in its text.
func (s *site) load(region string, replace ...string) data.Edition {
	s.t.Helper()
	b, err := os.ReadFile(seedFile)
	if err != nil {
		s.t.Fatal(err)
	}
	b = []byte(strings.NewReplacer(replace...).Replace(string(b)))
	doc, err := document.Read(context.Background(), "seed.txt", b)
	if err != nil {
		s.t.Fatal(err)
	}
	r, err := extract.Read(doc)
	if err != nil {
		s.t.Fatal(err)
	}
	r.Unit.Region = region
	r.Checks = reconcile.RunText(r, doc.Text)
	e, _, err := s.store.Publish(context.Background(), data.Publication{
		Report: r, Text: doc.Text, Original: b, Provenance: data.Provenance{Title: "题名"}, ReaderVersion: "1", DrawnBy: "a", Now: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC),
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return e
}

func seeded(t testing.TB) *site {
	s := newSite(t)
	s.load("650105")
	return s
}

func (s *site) ask(method, path string, header ...string) *httptest.ResponseRecorder {
	s.t.Helper()
	target, err := url.Parse(path)
	if err != nil {
		target = &url.URL{Path: "/facts", RawQuery: path}
	}
	r := httptest.NewRequest(method, "/", nil)
	r.URL.Path, r.URL.RawQuery = target.Path, target.RawQuery
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.api.ServeHTTP(w, r)
	return w
}

// get reads the answer of a path into v.
func (s *site) get(path string, v any) {
	s.t.Helper()
	w := s.ask("GET", path)
	if w.Code != http.StatusOK {
		s.t.Fatalf("%s: %d %s", path, w.Code, w.Body)
	}
	if err := json.Unmarshal(w.Body.Bytes(), v); err != nil {
		s.t.Fatalf("%s: %v", path, err)
	}
}

// page is one page of a list as a program takes it.
type page[T any] struct {
	Items []T
	Next  *string
}

// all walks through a list to its end.
func all[T any](s *site, path string) (items []T) {
	s.t.Helper()
	for range 1000 {
		var p page[T]
		s.get(path, &p)
		items = append(items, p.Items...)
		if p.Next == nil {
			return items
		}
		path = strings.TrimPrefix(*p.Next, "https://mingzhang.example/api/v1")
	}
	s.t.Fatalf("%s has no end", path)
	return nil
}

// The list of facts is the report's facts, page by page, each once.
func TestFactsAreTheReport(t *testing.T) {
	s := seeded(t)
	e, err := s.store.EditionByKey(context.Background(), seedKey)
	if err != nil {
		t.Fatal(err)
	}
	report, err := s.store.Report(context.Background(), e.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, query := range []string{"limit=7", "limit=500", "edition=" + seedKey + "&limit=100", "unit=1&limit=33", "year=2024&region=65"} {
		facts := all[api.Fact](s, "/facts?"+query)
		if len(facts) != len(report.Facts) {
			t.Fatalf("%s: %d facts of %d", query, len(facts), len(report.Facts))
		}
		for i, f := range facts {
			want := report.Facts[i]
			value := "<nil>"
			if want.Value != nil {
				value = want.Value.String()
			}
			if string(f.Item) != string(want.Item) || string(f.Basis) != string(want.Basis) || fmt.Sprint(deref(f.Value)) != value || f.Term != want.Item.Term() {
				t.Fatalf("%s: fact %d is %+v, want %+v", query, i, f, want)
			}
			if want.Source != nil && (f.Source.Value.Start != want.Source.Start || f.Source.Value.Text != want.Source.Text) {
				t.Fatalf("%s: fact %d comes from %+v", query, i, f.Source)
			}
		}
	}
}

func deref(s *string) any {
	if s == nil {
		return "<nil>"
	}
	return *s
}

// Every fact is found again by its id, which no other fact has.
func TestEveryFactHasItsID(t *testing.T) {
	s := seeded(t)
	seen := map[string]api.Fact{}
	for _, f := range all[api.Fact](s, "/facts?limit=500") {
		if other, ok := seen[f.ID]; ok {
			t.Errorf("%s is both %+v and %+v", f.ID, other, f)
		}
		seen[f.ID] = f
	}
	for id, f := range seen {
		var got api.Fact
		s.get("/facts/"+id, &got)
		if got.ID != id || got.Item != f.Item || got.Basis != f.Basis || deref(got.Value) != deref(f.Value) {
			t.Fatalf("%s is %+v", id, got)
		}
		if got.Source.Value != nil && (got.Sentence == nil || !strings.Contains(*got.Sentence, got.Source.Value.Text)) {
			t.Errorf("%s stands in %v", id, got.Sentence)
		}
		if got.Origin == "derived" && len(got.DerivedFrom) < 2 {
			t.Errorf("%s is derived from %v", id, got.DerivedFrom)
		}
		for _, o := range got.DerivedFrom {
			if _, ok := seen[o]; !ok {
				t.Errorf("%s is derived from %s, which is nowhere", id, o)
			}
		}
	}
}

// Each condition gives exactly the facts that meet it.
func TestFactFilters(t *testing.T) {
	s := seeded(t)
	s.load("110101", "水磨沟区发展和改革委员会", "东城区发展和改革委员会零")
	everything := all[api.Fact](s, "/facts?limit=500")
	for query, want := range map[string]func(api.Fact) bool{
		"item=sangong.total":                       func(f api.Fact) bool { return f.Item == "sangong.total" },
		"item=general.expense&basis=final":         func(f api.Fact) bool { return f.Item == "general.expense" && f.Basis == "final" },
		"item=general.expense&class=201":           func(f api.Fact) bool { return f.Item == "general.expense" && coded(f.Class, "201") },
		"class=201":                                func(f api.Fact) bool { return coded(f.Class, "201") },
		"class=2010401":                            func(f api.Fact) bool { return coded(f.Class, "2010401") },
		"economic=302":                             func(f api.Fact) bool { return coded(f.EconomicClass, "302") },
		"economic=302&item=general.basic":          func(f api.Fact) bool { return coded(f.EconomicClass, "302") && f.Item == "general.basic" },
		"unit=2&class=20":                          func(f api.Fact) bool { return f.Unit.ID == 2 && coded(f.Class, "20") },
		"region=11&origin=stated_none":             func(f api.Fact) bool { return f.Unit.Region == "110101" && f.Origin == "stated_none" },
		"region=650100&origin=derived":             func(f api.Fact) bool { return f.Unit.Region == "650105" && f.Origin == "derived" },
		"form=0&basis=share":                       func(f api.Fact) bool { return f.Source.Value != nil && f.Source.Value.Form == 0 && f.Basis == "share" },
		"year=2023":                                func(api.Fact) bool { return false },
		"item=staff.active&unit=1&year=2024":       func(f api.Fact) bool { return f.Item == "staff.active" && f.Unit.ID == 1 },
		"item=sangong.total&region=65&basis=final": func(f api.Fact) bool { return f.Item == "sangong.total" && f.Unit.ID == 1 && f.Basis == "final" },
	} {
		expected := map[string]bool{}
		for _, f := range everything {
			if want(f) {
				expected[f.ID] = true
			}
		}
		for _, limit := range []string{"3", "500"} {
			got := all[api.Fact](s, "/facts?"+query+"&limit="+limit)
			if len(got) != len(expected) {
				t.Errorf("%s, %s a page: %d facts, want %d", query, limit, len(got), len(expected))
			}
			for _, f := range got {
				if !expected[f.ID] {
					t.Errorf("%s: %+v", query, f)
				}
			}
		}
		if len(expected) == 0 && query != "year=2023" && query[:4] != "econ" {
			t.Errorf("%s: the seed has none", query)
		}
	}
}

func coded(c api.OrNull[api.Class], prefix string) bool {
	return c.Value != nil && strings.HasPrefix(c.Value.Code, prefix)
}

// A page that was begun is finished without gaps while others publish.
func TestPagesHoldWhilePublishing(t *testing.T) {
	s := seeded(t)
	var first page[api.Fact]
	s.get("/facts?limit=100", &first)
	s.load("110101", "水磨沟区发展和改革委员会", "东城区发展和改革委员会零")
	rest := all[api.Fact](s, strings.TrimPrefix(*first.Next, "https://mingzhang.example/api/v1"))
	ids := map[string]int{}
	for _, f := range append(first.Items, rest...) {
		ids[f.ID]++
	}
	want := all[api.Fact](s, "/facts?limit=500")
	if len(ids) != len(want) || len(first.Items)+len(rest) != len(want) {
		t.Errorf("%d facts, %d different, want %d", len(first.Items)+len(rest), len(ids), len(want))
	}
}

// Without history=true a superseded edition is in no list.
func TestHistory(t *testing.T) {
	s := seeded(t)
	second := s.load("650105", "2.14", "2.15")
	if now := all[api.Report](s, "/reports"); len(now) != 1 || now[0].Edition != second.Key || !now[0].Current || now[0].Number != 2 {
		t.Errorf("%+v", now)
	}
	both := all[api.Report](s, "/reports?history=true&limit=1")
	if len(both) != 2 || both[0].Edition != seedKey || both[0].Current {
		t.Errorf("%+v", both)
	}
	var old api.Report
	s.get("/reports/"+seedKey, &old)
	if old.Counts.Facts == 0 || old.Counts.Evaluations == 0 || old.FixedURL != "https://mingzhang.example/e/"+seedKey+"/" || old.Disclosed != nil {
		t.Errorf("%+v", old)
	}
}

// Reasons and checks name the facts that they are about.
func TestReasonsAndChecks(t *testing.T) {
	s := seeded(t)
	facts := map[string]api.Fact{}
	for _, f := range all[api.Fact](s, "/facts?limit=500") {
		facts[f.ID] = f
	}
	explained := 0
	for _, r := range all[api.Reason](s, "/reasons?limit=5") {
		if r.Explains.Value != nil {
			explained++
			if f := facts[r.Explains.Value.ID]; f.Item != r.Item || deref(f.Value) != deref(r.Explains.Value.Value) {
				t.Errorf("%+v explains %+v", r, f)
			}
		}
	}
	if explained == 0 {
		t.Error("no reason explains anything")
	}
	about := 0
	for _, c := range all[api.Check](s, "/checks?limit=50&status=holds") {
		if c.Status != "holds" {
			t.Errorf("%+v", c)
		}
		for _, id := range c.Facts {
			about++
			if _, ok := facts[id]; !ok {
				t.Errorf("%s of %s is nowhere", id, c.Title)
			}
		}
	}
	if about == 0 {
		t.Error("no check is about a fact")
	}
	down := all[api.Reason](s, "/reasons?direction=down&basis=change")
	for _, r := range down {
		if r.Direction != "down" || r.Basis != "change" {
			t.Errorf("%+v", r)
		}
	}
	if len(down) == 0 {
		t.Error("nothing went down")
	}
}

func TestEvaluations(t *testing.T) {
	s := seeded(t)
	every := all[api.Evaluation](s, "/evaluations?limit=3")
	projects := all[api.Evaluation](s, "/evaluations?kind=project")
	if len(every) != len(projects)+1 || every[0].Kind != "overall" || len(every[0].Indicators) == 0 || len(every[0].Funds) == 0 {
		t.Fatalf("%d, of these %d projects: %+v", len(every), len(projects), every[0])
	}
	for i, want := range every {
		var got api.Evaluation
		s.get(fmt.Sprintf("/evaluations/%s/%d", seedKey, i+1), &got)
		if got.Title != want.Title || got.Name != want.Name || len(got.Indicators) != len(want.Indicators) {
			t.Errorf("%d is %+v", i+1, got)
		}
	}
}

func TestVocabulary(t *testing.T) {
	s := newSite(t)
	var v api.Vocabulary
	s.get("/vocabulary", &v)
	if len(v.Items) != len(fiscal.Items) || len(v.Bases) != 10 || v.Bases[0].Term != "决算数" {
		t.Errorf("%+v", v)
	}
}

// A search finds what the document says, page by page, each text once.
func TestSearch(t *testing.T) {
	s := seeded(t)
	if _, err := intake.Reindex(context.Background(), s.store); err != nil {
		t.Fatal(err)
	}
	hits := all[api.Hit](s, "/search?q=用车&limit=2")
	if len(hits) < 3 {
		t.Fatalf("%d hits", len(hits))
	}
	seen := map[string]bool{}
	for _, h := range hits {
		if !strings.Contains(h.Text+h.Heading, "用车") || seen[h.Kind+h.URL] || h.Edition == nil || *h.Edition != seedKey {
			t.Errorf("%+v", h)
		}
		seen[h.Kind+h.URL] = true
	}
	for _, h := range all[api.Hit](s, "/search?q=用车&kind=reason") {
		if h.Kind != "reason" {
			t.Errorf("%+v", h)
		}
	}
	if units := all[api.Hit](s, "/search?q=改革&kind=unit"); len(units) != 1 || units[0].Year != nil || units[0].Unit.ID != 1 {
		t.Errorf("%+v", units)
	}
	var first page[api.Hit]
	s.get("/search?q=用车&limit=1", &first)
	s.load("110101", "水磨沟区发展和改革委员会", "东城区发展和改革委员会零")
	s.checkProblem(strings.TrimPrefix(*first.Next, "https://mingzhang.example/api/v1"), 400)
	for _, path := range []string{"/search", "/search?q=", "/search?q=%20", "/search?q=a+b+c+d+e+f+g+h+i+j+k", "/search?q=用车&limit=101", "/search?q=用车&cursor=e30", "/search?q=用车&kind=all"} {
		s.checkProblem(path, 400)
	}
	s.checkProblem("/search?q=没有这样的话&unit=99", 404)
}

// What two years say of the same is listed as the store compares it, with both
// facts.
func TestRestatements(t *testing.T) {
	s := newSite(t)
	before := s.load("650105", "2024", "2023", "“三公”经费支出2.14万元", "“三公”经费支出9.14万元")
	s.load("650105")
	if _, err := intake.Relate(context.Background(), s.store, before.UnitID); err != nil {
		t.Fatal(err)
	}
	want, err := s.store.Restatements(context.Background(), data.RestatementFilter{UnitID: before.UnitID})
	if err != nil || len(want) < 10 {
		t.Fatalf("%d %v", len(want), err)
	}
	got := all[api.Restatement](s, "/restatements?limit=7")
	if len(got) != len(want) {
		t.Fatalf("%d, want %d", len(got), len(want))
	}
	for i, g := range got {
		w := want[i]
		if string(g.Kind) != string(w.Kind) || g.Difference != w.Difference || g.Own.Year != 2023 || g.Later.Year != 2024 || g.Year != 2024 ||
			deref(g.Own.Value) != w.Own.Fact.Value.String() || deref(g.Later.Value) != w.Later.Fact.Value.String() {
			t.Errorf("%+v, want %+v", g, w)
		}
	}
	differ := all[api.Restatement](s, "/restatements?differs=true&limit=3")
	if len(differ) == 0 || len(differ) == len(got) {
		t.Errorf("%d of %d differ", len(differ), len(got))
	}
	s.checkProblem("/restatements?history=true", 400)
}

// Changes without a reason are those that the store knows, each once.
func TestUnexplained(t *testing.T) {
	s := newSite(t)
	s.load("650105", "，主要原因是：", "。") // a document that explains nothing
	if _, err := intake.Reindex(context.Background(), s.store); err != nil {
		t.Fatal(err)
	}
	want, total, err := s.store.Unexplained(context.Background(), data.CauseQuery{BySize: true, Limit: 1000})
	if err != nil || total == 0 {
		t.Fatalf("%d %v", total, err)
	}
	got := all[api.Unexplained](s, "/unexplained?limit=2")
	if len(got) != total {
		t.Fatalf("%d of %d", len(got), total)
	}
	for i, g := range got {
		if w := want[i]; string(g.Item) != string(w.Item) || g.Edition != w.Edition || (w.Amount != nil) != (g.Amount.Value != nil) || w.Amount != nil && g.Amount.Value.Value != w.Amount.Value.String() {
			t.Errorf("%+v, want %+v", g, w)
		}
	}
	if large := all[api.Unexplained](s, "/unexplained?amount=100000000"); len(large) != 0 {
		t.Errorf("%+v", large)
	}
	s.checkProblem("/unexplained?amount=-1", 400)
	s.checkProblem("/unexplained?unit=99", 404)
}
