package web_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"

	"mingzhang/internal/charts"
	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/intake"
	"mingzhang/internal/web"
)

const (
	seedFile = "../../seed/000_15c4900d2e5f3cbe.txt"
	base     = "https://mingzhang.example"
	key      = "3bb8f38d6749" // the seed document's SHA-256 begins so
)

// site is a website over a database of its own.
type site struct {
	t       testing.TB
	store   *data.Store
	engine  *charts.Engine
	handler http.Handler
	server  *web.Server
	report  string // path of the seed's report
}

func newSite(t testing.TB) *site {
	t.Helper()
	store, err := data.Open(context.Background(), filepath.Join(t.TempDir(), "site.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	engine, err := charts.NewEngine()
	if err != nil {
		t.Fatal(err)
	}
	s := &site{t: t, store: store, engine: engine}
	s.server = web.New(web.Config{BaseURL: base, Version: "测试", Reader: "1", Log: slog.New(slog.NewTextHandler(io.Discard, nil))}, store, engine)
	s.handler = s.server.Handler()
	return s
}

func seeded(t testing.TB) *site {
	t.Helper()
	s := newSite(t)
	s.load("seed.txt")
	s.report = "/u/1-" + url.PathEscape("乌鲁木齐市水磨沟区发展和改革委员会") + "/2024/"
	return s
}

// load publishes the seed with each pair of replacements made in its text.
func (s *site) load(name string, replace ...string) data.Edition {
	s.t.Helper()
	b, err := os.ReadFile(seedFile)
	if err != nil {
		s.t.Fatal(err)
	}
	b = []byte(strings.NewReplacer(replace...).Replace(string(b)))
	file := intake.File{Name: name, Path: name, Open: func() ([]byte, error) { return b, nil }}
	var loaded intake.Loaded
	if _, err := intake.Load(context.Background(), s.store, s.engine, []intake.File{file}, func(l intake.Loaded) { loaded = l }); err != nil {
		s.t.Fatal(err)
	}
	if loaded.Err != nil {
		s.t.Fatal(loaded.Err)
	}
	return loaded.Edition
}

func (s *site) ask(method, path string, header ...string) *httptest.ResponseRecorder {
	s.t.Helper()
	r := httptest.NewRequest(method, path, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	return w
}

func (s *site) get(path string) string {
	s.t.Helper()
	w := s.ask("GET", path)
	if w.Code != http.StatusOK {
		s.t.Fatalf("%s: %d", path, w.Code)
	}
	return w.Body.String()
}

var pages = []string{
	"/", "/units", "/units?q=水磨沟", "/units?q=没有", "/glossary", "/glossary/" + url.PathEscape("机关运行经费"), "/glossary/" + url.PathEscape("预决算差异率"), "/about",
	"/u/1-%E4%B9%8C%E9%B2%81%E6%9C%A8%E9%BD%90%E5%B8%82%E6%B0%B4%E7%A3%A8%E6%B2%9F%E5%8C%BA%E5%8F%91%E5%B1%95%E5%92%8C%E6%94%B9%E9%9D%A9%E5%A7%94%E5%91%98%E4%BC%9A/",
	"/e/" + key + "/", "/e/" + key + "/checks", "/e/" + key + "/source",
	"/compare", "/compare?u=1&item=sangong.total", "/compare?u=1&item=general.personnel&as=per_staff", "/compare?u=1&find=没有", "/rank", "/rank/sangong.total",
	"/rank/general.expense?as=variance", "/rank/sangong.total?as=change&year=2024", "/rank/general.expense?class=20104", "/rank/sangong.total?show=missing",
	"/e/" + key + "/forms/1", "/e/" + key + "/forms/9", "/e/" + key + "/evaluations/1", "/e/" + key + "/evaluations/4", "/nothing",
}

var (
	inlineStyle  = regexp.MustCompile(`<[^>]+\sstyle=|<style`)
	inlineScript = regexp.MustCompile(`<script(?:[^>]*)>`)
	handlerAttr  = regexp.MustCompile(`<[^>]+\son[a-z]+=`)
	elsewhere    = regexp.MustCompile(`(?:src|href|action)="(?:https?:)?//([^/"]+)`)
)

// No page needs what the content security policy forbids, nor another host.
func TestPagesObeyThePolicy(t *testing.T) {
	s := seeded(t)
	for _, path := range pages {
		w := s.ask("GET", path)
		body := w.Body.String()
		if !strings.Contains(w.Header().Get("Content-Security-Policy"), "default-src 'none'") || w.Header().Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s comes without its security headers", path)
		}
		if m := inlineStyle.FindString(body); m != "" {
			t.Errorf("%s has an inline style: %s", path, m)
		}
		if m := handlerAttr.FindString(body); m != "" {
			t.Errorf("%s has an inline handler: %s", path, m)
		}
		for _, tag := range inlineScript.FindAllString(body, -1) {
			if !strings.Contains(tag, ` src="/static/`) && !strings.Contains(tag, "application/ld+json") {
				t.Errorf("%s has an inline script: %s", path, tag)
			}
		}
		for _, m := range elsewhere.FindAllStringSubmatch(body, -1) {
			if m[1] != strings.TrimPrefix(base, "https://") {
				t.Errorf("%s points at another host: %s", path, m[0])
			}
		}
	}
}

// What a document says stays words on every page.
func TestHostileDocument(t *testing.T) {
	s := newSite(t)
	const evil = `</script><img src=x onerror=alert(1)>`
	e := s.load("<b>evil</b>.txt", "原区劳动服务公司退休人员经费", evil, "本年减少民办实事经费", evil)
	for _, path := range []string{"/", "/e/" + e.Key + "/", "/e/" + e.Key + "/source", "/e/" + e.Key + "/evaluations/3", "/e/" + e.Key + "/checks"} {
		body := s.get(path)
		if strings.Contains(body, "<img src=x") || strings.Contains(body, "<b>evil") {
			t.Errorf("%s lets the document's words become markup", path)
		}
	}
}

var figureLink = regexp.MustCompile(`href="([^"]*source)#(o\d+)"`)

// Every figure that links to the source finds its anchor there, once.
func TestFiguresFindTheirAnchors(t *testing.T) {
	s := seeded(t)
	source := s.get(s.report + "source")
	links := 0
	for _, path := range append(pages, s.report) {
		from, err := url.Parse(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range figureLink.FindAllStringSubmatch(s.ask("GET", path).Body.String(), -1) {
			to, err := from.Parse(m[1])
			if err != nil {
				t.Fatal(err)
			}
			if target := to.EscapedPath(); target != s.report+"source" && target != "/e/"+key+"/source" {
				t.Errorf("%s links to %s", path, target)
			}
			if n := strings.Count(source, `id="`+m[2]+`"`); n != 1 {
				t.Errorf("%s links to #%s, which stands %d times", path, m[2], n)
			}
			links++
		}
	}
	if links < 500 {
		t.Errorf("only %d figures link to the source", links)
	}
}

func TestFirstScreen(t *testing.T) {
	s := seeded(t)
	body := s.get(s.report)
	plain := regexp.MustCompile(`<[^>]+>|\s+`).ReplaceAllString(body, "")
	for _, words := range []string{ // read off the document
		"2024年支出9,410.33万元，其中项目支出占97.15%",
		"年初预算数29,788.39万元，到年底决算数9,408.39万元，少了20,380.00万元，预决算差异率−68.42%",
		"年中调减水磨沟区申报中央预算内投资补助项目前期综合咨询服务项目资金",
		"收入支出总计9,436.64万元，比上年增加1,630.51万元，增长20.89%（上年7,806.13万元）",
	} {
		if !strings.Contains(plain, words) {
			t.Errorf("the report does not say %q", words)
		}
	}
}

func TestEncodingsAndValidators(t *testing.T) {
	s := seeded(t)
	for range 2 { // built, then kept
		plain := s.ask("GET", s.report)
		br := s.ask("GET", s.report, "Accept-Encoding", "gzip, br")
		gz := s.ask("GET", s.report, "Accept-Encoding", "gzip, br;q=0")
		unbr, err := io.ReadAll(brotli.NewReader(br.Body))
		if err != nil || br.Header().Get("Content-Encoding") != "br" || !bytes.Equal(unbr, plain.Body.Bytes()) {
			t.Errorf("brotli differs: %v", err)
		}
		z, err := gzip.NewReader(gz.Body)
		if err != nil {
			t.Fatal(err)
		}
		if ungz, err := io.ReadAll(z); err != nil || gz.Header().Get("Content-Encoding") != "gzip" || !bytes.Equal(ungz, plain.Body.Bytes()) {
			t.Errorf("gzip differs: %v", err)
		}
		if plain.Header().Get("Vary") != "Accept-Encoding" || plain.Header().Get("Content-Encoding") != "" {
			t.Errorf("headers %v", plain.Header())
		}
		tag := plain.Header().Get("Etag")
		if w := s.ask("GET", s.report, "If-None-Match", `"other", W/`+tag); w.Code != http.StatusNotModified || w.Body.Len() > 0 {
			t.Errorf("with its tag: %d, %d bytes", w.Code, w.Body.Len())
		}
		if w := s.ask("HEAD", s.report); w.Code != http.StatusOK || w.Body.Len() > 0 || w.Header().Get("Content-Length") == "0" {
			t.Errorf("HEAD: %d, %d bytes", w.Code, w.Body.Len())
		}
	}
	if w := s.ask("GET", s.report, "Accept-Encoding", "br"); w.Body.Len() > 60_000 {
		t.Errorf("the report takes %d bytes compressed, the promise is 60,000", w.Body.Len())
	}
}

func TestNotFoundAndRefused(t *testing.T) {
	s := seeded(t)
	for _, path := range []string{"/x", "/u/99-x/", "/u/x/", "/u/1-x/2019/", "/e/none/", "/e/" + key + "/forms/10", "/e/" + key + "/forms/01", "/e/" + key + "/evaluations/5",
		"/e/" + key + "/evaluations/0", "/e/" + key + "/charts/none.svg", "/glossary/none", "/documents/none", "/static/none.css", "/u/1-x/2024/forms/none"} {
		w := s.ask("GET", path)
		if path == "/u/1-x/2024/forms/none" && w.Code == http.StatusMovedPermanently {
			continue
		}
		if w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), "<h1>") || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d %s", path, w.Code, w.Header().Get("Cache-Control"))
		}
	}
	for _, method := range []string{"POST", "PUT", "DELETE"} {
		if w := s.ask(method, "/units"); w.Code != http.StatusMethodNotAllowed {
			t.Errorf("%s: %d", method, w.Code)
		}
	}
	if w := s.ask("POST", "/units", "Sec-Fetch-Site", "cross-site"); w.Code != http.StatusForbidden {
		t.Errorf("a write from another site: %d", w.Code)
	}
	for from, to := range map[string]string{
		"/u/1": "/u/1-", "/u/1-x/": "/u/1-", "/u/1-x/2024/": s.report, "/u/1-x/2024/checks": s.report + "checks", "/u/1-x/2024.csv": strings.TrimSuffix(s.report, "/") + ".csv",
		"/e/" + key: "/e/" + key + "/",
	} {
		w := s.ask("GET", from)
		if w.Code != http.StatusMovedPermanently || !strings.HasPrefix(w.Header().Get("Location"), to) {
			t.Errorf("%s: %d to %s, want %s", from, w.Code, w.Header().Get("Location"), to)
		}
	}
}

// The files beside the pages say what the pages say.
func TestDataFiles(t *testing.T) {
	s := seeded(t)
	file := strings.TrimSuffix(s.report, "/")
	var report struct {
		fiscal.Report
		Edition struct {
			Key string `json:"edition"`
		} `json:"edition"`
	}
	if err := json.Unmarshal([]byte(s.get(file+".json")), &report); err != nil {
		t.Fatal(err)
	}
	if len(report.Facts) != 222 || report.Unit.Name != "乌鲁木齐市水磨沟区发展和改革委员会" || report.Edition.Key != key || len(report.Checks) == 0 {
		t.Errorf("the JSON has %d facts of %q, edition %q", len(report.Facts), report.Unit.Name, report.Edition.Key)
	}
	body := s.get(file + ".csv")
	if !strings.HasPrefix(body, "\uFEFF") {
		t.Error("the CSV has no byte-order mark")
	}
	if bare := s.get(file + ".csv?bom=0"); bare != strings.TrimPrefix(body, "\uFEFF") {
		t.Error("the CSV without a mark differs")
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(body, "\uFEFF"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 1+len(report.Facts) {
		t.Errorf("%d lines for %d facts", len(rows)-1, len(report.Facts))
	}
	column := map[string]int{}
	for i, name := range rows[0] {
		column[name] = i
	}
	for i, f := range report.Facts {
		row := rows[i+1]
		value := ""
		if f.Value != nil {
			value = f.Value.String()
		}
		if row[column["item"]] != string(f.Item) || row[column["value"]] != value || row[column["origin"]] != string(f.Origin) {
			t.Errorf("line %d is %v, the fact %+v", i+1, row, f)
		}
		if f.Source != nil && f.Value != nil && !strings.Contains(row[column["sentence"]], f.Source.Text) {
			t.Errorf("line %d: the sentence %q does not hold %q", i+1, row[column["sentence"]], f.Source.Text)
		}
	}
	for _, path := range []string{"/units.json", "/glossary.json", "/u/1.json", s.report + "checks.json", s.report + "forms/1.json", s.report + "evaluations/1.json", s.report + "charts/flow.json", "/version.json"} {
		w := s.ask("GET", path)
		if w.Code == http.StatusOK && !json.Valid(w.Body.Bytes()) || w.Code >= 400 {
			t.Errorf("%s: %d, valid %v", path, w.Code, json.Valid(w.Body.Bytes()))
		}
	}
	for _, path := range []string{"/units.csv", "/glossary.csv", s.report + "checks.csv", s.report + "forms/4.csv", s.report + "evaluations/2.csv", s.report + "charts/prior.csv"} {
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(s.get(path), "\uFEFF"))).ReadAll()
		if err != nil || len(rows) < 2 {
			t.Errorf("%s: %d lines, %v", path, len(rows), err)
		}
	}
	original, err := os.ReadFile(seedFile)
	if err != nil {
		t.Fatal(err)
	}
	if got := s.get("/documents/" + report.Document.SHA256); got != string(original) {
		t.Error("the original file is not given back byte for byte")
	}
}

func TestMachineSide(t *testing.T) {
	s := seeded(t)
	var urls struct {
		Loc []string `xml:"url>loc"`
	}
	if err := xml.Unmarshal([]byte(s.get("/sitemap.xml")), &urls); err != nil {
		t.Fatal(err)
	}
	if len(urls.Loc) < 20 {
		t.Errorf("the site map has %d pages", len(urls.Loc))
	}
	for _, loc := range urls.Loc {
		body := s.get(strings.TrimPrefix(loc, base))
		if !strings.Contains(body, `<link rel="canonical" href="`+loc+`"`) {
			t.Errorf("%s does not call itself so", loc)
		}
	}
	var feed struct {
		Entries []struct {
			ID      string `xml:"id"`
			Updated string `xml:"updated"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal([]byte(s.get("/feed.atom")), &feed); err != nil || len(feed.Entries) != 1 || feed.Entries[0].ID != base+"/e/"+key+"/" {
		t.Errorf("feed %+v %v", feed, err)
	}
	for _, path := range []string{s.report, s.report + "checks", s.report + "forms/4", s.report + "evaluations/1", strings.TrimSuffix(s.report, "2024/")} {
		_, ld, _ := strings.Cut(s.get(path), `<script type="application/ld+json">`)
		ld, _, _ = strings.Cut(ld, "</script>")
		var dataset struct {
			Type  string `json:"@type"`
			URL   string `json:"url"`
			Files []struct {
				URL string `json:"contentUrl"`
			} `json:"distribution"`
		}
		if err := json.Unmarshal([]byte(ld), &dataset); err != nil || dataset.Type != "Dataset" || dataset.URL != base+path || len(dataset.Files) != 2 {
			t.Errorf("%s describes itself as %+v: %v", path, dataset, err)
		}
		for _, f := range dataset.Files {
			if w := s.ask("GET", strings.TrimPrefix(f.URL, base)); w.Code != http.StatusOK {
				t.Errorf("%s names %s: %d", path, f.URL, w.Code)
			}
		}
	}
	if s.get("/healthz") != "正常\n" {
		t.Error("the site does not call itself healthy")
	}
}

// A correction is a new edition; the old one stays where it was.
func TestRepublish(t *testing.T) {
	s := seeded(t)
	old := s.get("/e/" + key + "/")
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	go s.server.Watch(ctx, time.Millisecond)
	time.Sleep(20 * time.Millisecond)
	e := s.load("corrected.txt", "本年支出9,410.33万元", "本年支出9,411.33万元")
	for deadline := time.Now().Add(5 * time.Second); !strings.Contains(s.get(s.report), "第 2 版"); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("the report still shows the first edition")
		}
	}
	if e.Number != 2 {
		t.Errorf("edition %d", e.Number)
	}
	now := s.get("/e/" + key + "/")
	if now == old || !strings.Contains(now, "已有更新的版本") || !strings.Contains(now, "9,410.33") {
		t.Error("the first edition does not say that there is a newer one")
	}
	if !strings.Contains(now, `rel="canonical" href="`+base+"/e/"+key+`/"`) {
		t.Error("the first edition calls itself the current one")
	}
}

// HEAD answers as GET does, whether or not anybody has asked before.
func TestHead(t *testing.T) {
	s := seeded(t)
	for _, path := range []string{"/", s.report, s.report + "source", "/units.csv", "/healthz", "/feed.atom", "/e/" + key + "/forms/2.json"} {
		if w := s.ask("HEAD", path); w.Code != http.StatusOK {
			t.Errorf("HEAD %s: %d", path, w.Code)
		}
	}
}

func TestEmptySite(t *testing.T) {
	s := newSite(t)
	for _, path := range []string{"/", "/units", "/glossary", "/about", "/feed.atom", "/sitemap.xml", "/units.csv", "/units.json", "/version.json"} {
		s.get(path)
	}
	if !strings.Contains(s.get("/"), "portal load") {
		t.Error("an empty site does not say how to fill it")
	}
}

func BenchmarkReportPage(b *testing.B) {
	s := seeded(b)
	b.Run("kept", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			s.ask("GET", "/e/"+key+"/", "Accept-Encoding", "br")
		}
	})
	b.Run("built", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() { // a query keeps the page from being kept
			s.ask("GET", "/e/"+key+"/?again=1", "Accept-Encoding", "br")
		}
	})
}
