package web_test

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/govalues/decimal"

	"mingzhang/internal/audit"
	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/intake"
	"mingzhang/internal/reconcile"
	"mingzhang/internal/seal"
)

// correct publishes the seed again with 三公经费 (2.14 in the document)
// corrected by a person.
func (s *site) correct(value string) data.Edition {
	s.t.Helper()
	ctx := context.Background()
	old, err := s.store.EditionByKey(ctx, key)
	if err != nil {
		s.t.Fatal(err)
	}
	r, err := s.store.Report(ctx, old.ID)
	if err != nil {
		s.t.Fatal(err)
	}
	text, layout, err := s.store.Layout(ctx, old.ID)
	if err != nil {
		s.t.Fatal(err)
	}
	for i := range r.Facts {
		if f := &r.Facts[i]; f.Item == fiscal.SangongTotal && f.Basis == fiscal.Final && f.Origin == fiscal.Stated {
			was := fiscal.Reading{Item: f.Item, Basis: f.Basis, Value: f.Value, Measure: f.Measure}
			f.Value = new(decimal.MustParse(value))
			f.Correction = &fiscal.Correction{Kind: "changed", At: "2026-02-01T00:00:00Z", By: "张三 <录入>", Why: "看错一行", Was: &was}
		}
	}
	r.Removed = []fiscal.Removed{{Reading: fiscal.Reading{Item: fiscal.FundExpense, Basis: fiscal.Final, Value: new(decimal.MustParse("77.70")), Measure: fiscal.TenThousandYuan}, At: "2026-02-01T00:00:00Z", By: "李四", Why: "是序号"}}
	e := &r.Evaluations[1]
	e.Corrected = map[string]fiscal.CellCorrection{}
	for address, text := range map[string]string{"indicators.2.actual": "=97%", "funds.0.executed": "147.00"} {
		cell := e.Cell(address)
		e.Corrected[address] = fiscal.CellCorrection{At: "2026-02-01T00:00:00Z", By: "王五", Why: "认错了 <字>", Was: *cell}
		*cell = text
	}
	r.Checks = reconcile.RunText(r, text)
	p := data.Publication{Report: r, Text: text, Layout: layout, ReaderVersion: "1", Again: true, Reason: "校正识别错误", Now: time.Now(),
		Audit: []audit.Entry{{Actor: audit.Shell, Action: audit.EditionPublished}}}
	now, _, err := intake.Publish(ctx, s.store, s.engine, p)
	if err != nil {
		s.t.Fatal(err)
	}
	s.forget()
	return now
}

func (s *site) withdraw(e data.Edition) {
	s.t.Helper()
	if _, err := s.store.Withdraw(context.Background(), e.UnitID, e.Year, 0, "附件含 <个人> 信息", time.Now(), audit.Entry{Actor: audit.Shell}); err != nil {
		s.t.Fatal(err)
	}
	s.forget()
}

// A corrected figure says so wherever it stands, with who, when, why and what
// was read; the source is as it was.
func TestCorrectedFigure(t *testing.T) {
	s := seeded(t)
	e := s.correct("3.21")
	home := "/e/" + e.Key + "/"
	for _, path := range []string{home, home + "checks", home + "forms/7", s.report, "/u/1-" + strings.Split(s.report, "/1-")[1][:strings.Index(strings.Split(s.report, "/1-")[1], "/")] + "/",
		"/compare?u=1&item=sangong.total", "/rank/sangong.total"} {
		body := s.get(path)
		if !strings.Contains(body, "人工校正") || !strings.Contains(body, "3.21") {
			t.Errorf("%s does not say that a figure was corrected", path)
		}
	}
	for _, path := range []string{home + "source", home + "checks", home} {
		body := s.get(path)
		for _, words := range []string{`id="corrections"`, "张三 &lt;录入&gt;", "看错一行", "2.14 万元", "2026-02-01", "77.70 万元", "是序号", "李四"} {
			if !strings.Contains(body, words) {
				t.Errorf("%s does not say %q", path, words)
			}
		}
	}
	if body := s.get("/e/" + key + "/"); strings.Contains(body, "人工校正") {
		t.Error("edition 1 has changed")
	}
	var facts struct {
		Items []struct {
			URL        string
			Correction *struct {
				By  string
				Was struct{ Value string }
			}
		}
	}
	if err := json.Unmarshal([]byte(s.get("/api/v1/facts?edition="+e.Key+"&item=sangong.total&basis=final&origin=stated")), &facts); err != nil || len(facts.Items) == 0 {
		t.Fatal(err)
	}
	if c := facts.Items[0].Correction; c == nil || c.By != "张三 <录入>" || c.Was.Value != "2.14" {
		t.Errorf("the interface says %+v", c)
	}
	card := s.get(strings.TrimPrefix(facts.Items[0].URL, base))
	for _, words := range []string{"人工校正", "看错一行", "<mark>2.14</mark>"} {
		if !strings.Contains(card, words) {
			t.Errorf("the card does not say %q", words)
		}
	}
	if body := s.get("/e/" + e.Key + ".csv"); !strings.Contains(body, "看错一行") {
		t.Error("the CSV does not say that a figure was corrected")
	}
	body := s.get("/corrections")
	for _, words := range []string{"校正识别错误", "2.14 万元", "3.21 万元", "/e/" + e.Key + "/source#corrections"} {
		if !strings.Contains(body, words) {
			t.Errorf("/corrections does not say %q", words)
		}
	}
	if body := s.get("/corrections.atom"); !strings.Contains(body, "由 2.14 万元 改为 3.21 万元") {
		t.Errorf("the feed does not say what was changed: %s", body)
	}
}

// What was withdrawn answers 410 with the reason everywhere, and is nowhere
// else; the next edition stands.
func TestTombstone(t *testing.T) {
	s := seeded(t)
	first, err := s.store.EditionByKey(context.Background(), key)
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.store.Report(context.Background(), first.ID)
	if err != nil {
		t.Fatal(err)
	}
	card := s.cardIDs("item=sangong.total&basis=final")[0]
	s.withdraw(first)
	for _, path := range []string{s.report, s.report + "source", s.report + "checks.csv", "/e/" + key + "/", "/e/" + key + ".json", "/e/" + key + "/forms/1", "/e/" + key + "/charts/flow.svg",
		"/f/" + card, "/f/" + card + "/embed", "/documents/" + r.Document.SHA256} {
		w := s.ask("GET", path)
		body := w.Body.String()
		if w.Code != http.StatusGone || !strings.Contains(body, "附件含 &lt;个人&gt; 信息") || !strings.Contains(body, "noindex") {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
	for _, path := range []string{"/api/v1/facts?edition=" + key, "/api/v1/facts/" + card, "/api/v1/reports/" + key, "/f/" + card + ".json"} {
		w := s.ask("GET", path)
		if w.Code != http.StatusGone && !strings.HasPrefix(path, "/f/") || !strings.Contains(w.Body.String(), "撤回") {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
		if strings.HasPrefix(path, "/api") && w.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %s", path, w.Header())
		}
	}
	for _, path := range []string{"/", "/feed.atom", "/sitemap.xml", "/search?q=机关运行经费", "/glossary", "/rank/sangong.total", "/compare?u=1&item=sangong.total", "/evaluations", "/reasons"} {
		body := s.get(path)
		if strings.Contains(body, "/e/"+key) || strings.Contains(body, s.report) || strings.Contains(body, "2.14") {
			t.Errorf("%s still speaks of it", path)
		}
	}
	for _, path := range []string{"/corrections", "/corrections.atom"} {
		if body := s.get(path); !strings.Contains(body, "附件含 &lt;个人&gt; 信息") {
			t.Errorf("%s does not list the withdrawal", path)
		}
	}
	third := s.load("更正.txt", "2.14", "2.15")
	s.forget()
	if body := s.get(s.report); third.Number != 2 || !strings.Contains(body, "2.15") {
		t.Error("the next edition does not stand")
	}
	if w := s.ask("GET", "/e/"+key+"/"); w.Code != http.StatusGone || !strings.Contains(w.Body.String(), "看重新公开的版本") {
		t.Errorf("edition 1: %d", w.Code)
	}
}

// Keys, manifests and how to check are for everybody to see.
func TestVerifyPage(t *testing.T) {
	s := seeded(t)
	if body := s.get("/verify"); !strings.Contains(body, "还没有建立签名密钥") {
		t.Error("nothing says that there is no key")
	}
	if w := s.ask("GET", "/e/"+key+"/manifest.json"); w.Code != http.StatusNotFound {
		t.Errorf("a manifest without a key: %d", w.Code)
	}
	signer, err := seal.Create(context.Background(), s.store, audit.Shell, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := seal.SealAll(context.Background(), s.store, signer, nil); err != nil {
		t.Fatal(err)
	}
	s.forget()
	keys, err := seal.ReadKeys([]byte(s.get("/keys.json")))
	if err != nil || len(keys) != 1 {
		t.Fatal(err)
	}
	last, err := s.store.LastSeal(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if body := s.get("/verify"); !strings.Contains(body, keys[0].Public) || !strings.Contains(body, last.Hash) {
		t.Error("the page shows neither key nor chain")
	}
	files := map[string]string{
		"manifest.json": s.get("/e/" + key + "/manifest.json"), "2024.json": s.get("/e/" + key + ".json"), "checks.json": s.get("/e/" + key + "/checks.json"),
		"1.json": s.get("/e/" + key + "/forms/1.json"), "e.json": s.get("/e/" + key + "/evaluations/1.json"), "year.json": s.get(strings.TrimSuffix(s.report, "/") + ".json"),
		"source.txt": s.get("/e/" + key + "/source.txt"),
	}
	var names []string
	for name := range files {
		names = append(names, name)
	}
	check := func() *seal.Result {
		r, err := seal.Downloads(context.Background(), names, func(n string) ([]byte, error) { return []byte(files[n]), nil }, nil, seal.Options{Key: keys[0].Public})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	if r := check(); !r.Whole() || r.Files != len(files)-1 {
		t.Errorf("%+v", r)
	}
	files["1.json"] = strings.Replace(files["1.json"], "9436.64", "9436.65", 1)
	if r := check(); len(r.Altered) != 1 || r.Altered[0].File != "1.json" {
		t.Errorf("%+v", r)
	}
	if body := s.get("/verify/manifests.jsonl"); strings.Count(body, "\n") != 1 || !strings.Contains(body, last.Hash) {
		t.Error(body)
	}
	if body := s.get("/e/" + key + "/"); !strings.Contains(body, "/e/"+key+"/manifest.json") {
		t.Error("the report does not lead to its manifest")
	}
}

// A corrected cell of a 绩效自评表 says so on the page of the table, in every
// list that shows it, in files and in the interface.
func TestCorrectedCell(t *testing.T) {
	s := seeded(t)
	e := s.correct("3.21")
	home := "/e/" + e.Key + "/"
	for path, words := range map[string][]string{
		home:                                  {`href="evaluations/2#c-funds.0.executed"`, "147.00", "<del>148.00</del>", "认错了 &lt;字&gt;", "王五"},
		home + "evaluations/2":                {`id="corrections"`, "=97%", "<del>=98%</del>", "147.00", "2026-02-01", "王五"},
		home + "source":                       {"绩效自评 · 实际完成值（人工校正）", "<del>=98%</del>"},
		home + "evaluations/2.csv":            {"实际完成值，人工校正：王五，2026-02-01，认错了 <字>。识别程序原来读成“=98%”"},
		home + "evaluations/2.json":           {`"indicators.2.actual":{"at":"2026-02-01T00:00:00Z","by":"王五"`, `"was":"=98%"`},
		"/evaluations":                        {"147.00", "识别程序原来读成“148.00”"},
		"/evaluations.csv":                    {"全年执行数，人工校正：王五"},
		"/evaluations/indicators":             {"=97%", "识别程序原来读成“=98%”"},
		"/evaluations/indicators.csv":         {"实际完成值，人工校正：王五"},
		"/evaluations/indicators.json":        {`"was":"=98%"`},
		"/corrections":                        {"完成项目成果并结题 · 实际完成值", "=98%", "=97%", "148.00", "147.00"},
		"/corrections.atom":                   {"由 148.00 改为 147.00"},
		"/api/v1/evaluations/" + e.Key + "/2": {`"cell":"funds.0.executed","at":"2026-02-01T00:00:00Z","by":"王五"`, `"measure":"万元"`},
	} {
		body := s.get(path)
		if strings.HasSuffix(path, ".json") {
			body = strings.NewReplacer(": ", ":", "\n", "", "  ", "").Replace(body)
		}
		for _, w := range words {
			if !strings.Contains(body, w) {
				t.Errorf("%s does not say %q", path, w)
			}
		}
	}
	if body := s.get("/e/" + key + "/evaluations/2"); strings.Contains(body, "人工校正") || !strings.Contains(body, "148.00") {
		t.Error("edition 1 has changed")
	}
}
