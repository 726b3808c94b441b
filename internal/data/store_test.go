package data_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"mingzhang/internal/data"
	"mingzhang/internal/document"
	"mingzhang/internal/extract"
	"mingzhang/internal/fiscal"
)

const seedFile = "../../seed/000_15c4900d2e5f3cbe.txt"

// publication reads the seed, with each pair of replacements made in its text.
func publication(t testing.TB, replace ...string) data.Publication {
	t.Helper()
	b, err := os.ReadFile(seedFile)
	if err != nil {
		t.Fatal(err)
	}
	b = []byte(strings.NewReplacer(replace...).Replace(string(b)))
	doc, err := document.Read(context.Background(), "seed.txt", b)
	if err != nil {
		t.Fatal(err)
	}
	r, err := extract.Read(doc)
	if err != nil {
		t.Fatal(err)
	}
	r.Unit.Region = "650105"
	r.Checks = append(r.Checks, fiscal.Check{Rule: "T0", Title: "甲 = 乙", Status: fiscal.Violated, Facts: []int{1, 2},
		Cells: []fiscal.CellRef{{Evaluation: 1, Cell: "indicators.2.actual"}}, Sources: []fiscal.Source{{Section: "2", Start: 1, End: 3, Text: "某某"}}})
	return data.Publication{
		Report: r, Text: doc.Text, Original: b, Provenance: data.Provenance{Title: "题名", Licence: "许可", Note: "备注"},
		ReaderVersion: "1", Charts: []data.Chart{{Key: "flow", Option: []byte(`{}`), SVG: []byte(`<svg/>`)}}, DrawnBy: "a", Now: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC),
	}
}

func store(t testing.TB) (*data.Store, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "站点 a?b.db")
	s, err := data.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s, path
}

func publish(t testing.TB, s *data.Store, p data.Publication) (data.Edition, data.Outcome) {
	t.Helper()
	e, o, err := s.Publish(context.Background(), p)
	if err != nil {
		t.Fatal(err)
	}
	return e, o
}

// What is read back is what was published, to the last place and empty list.
func TestRoundTrip(t *testing.T) {
	s, _ := store(t)
	p := publication(t)
	e, o := publish(t, s, p)
	if o != data.Published || e.Number != 1 || !e.Current || e.Evaluations != 4 || e.Key != p.Report.Document.SHA256[:12] {
		t.Errorf("published as %v %+v", o, e)
	}
	got, err := s.Report(context.Background(), e.ID)
	if err != nil {
		t.Fatal(err)
	}
	decimals := cmp.Comparer(func(a, b fiscal.Fact) bool {
		same := (a.Value == nil) == (b.Value == nil) && (a.Value == nil || a.Value.String() == b.Value.String())
		a.Value, b.Value = nil, nil
		return same && cmp.Equal(a, b, cmpopts.IgnoreFields(fiscal.Fact{}, "Value"))
	})
	if diff := cmp.Diff(p.Report, got, decimals); diff != "" {
		t.Errorf("published and read differ (-published +read):\n%s", diff)
	}
	original, err := s.Original(context.Background(), p.Report.Document.SHA256)
	if err != nil || !bytes.Equal(original.Bytes, p.Original) {
		t.Errorf("the original file came back changed: %v", err)
	}
	if text, err := s.Text(context.Background(), e.ID); err != nil || text != p.Text {
		t.Errorf("the text came back changed: %v", err)
	}
}

func TestSameBytesAgain(t *testing.T) {
	s, _ := store(t)
	p := publication(t)
	first, _ := publish(t, s, p)
	before, _ := s.Generation(context.Background())
	again, o := publish(t, s, p)
	after, _ := s.Generation(context.Background())
	if o != data.Unchanged || again.ID != first.ID || before != after {
		t.Errorf("the same bytes again: %v, edition %d after %d, generation %d after %d", o, again.ID, first.ID, after, before)
	}
}

func TestRepublish(t *testing.T) {
	s, _ := store(t)
	ctx := context.Background()
	first, _ := publish(t, s, publication(t))
	second, o := publish(t, s, publication(t, "9,410.33", "9,411.33"))
	if o != data.Republished || second.Number != 2 || second.UnitID != first.UnitID {
		t.Fatalf("republished as %v %+v", o, second)
	}
	if now, err := s.Current(ctx, first.UnitID, 2024); err != nil || now.ID != second.ID {
		t.Errorf("the newest edition is %d, not %d (%v)", now.ID, second.ID, err)
	}
	old, err := s.EditionByKey(ctx, first.Key)
	if err != nil || old.Current {
		t.Errorf("the first edition: current %v, %v", old.Current, err)
	}
	r, err := s.Report(ctx, first.ID)
	if err != nil || r.Facts[12].Value.String() != "9410.33" {
		t.Errorf("the first edition says %v (%v), it was published with 9410.33", r.Facts[12].Value, err)
	}
	if all, _ := s.Editions(ctx, first.UnitID, 2024); len(all) != 2 || all[0].Number != 2 {
		t.Errorf("editions %+v", all)
	}
	points, err := s.Series(ctx, first.UnitID, []fiscal.Item{fiscal.SangongTotal}, []fiscal.Basis{fiscal.Prior})
	if err != nil || len(points) != 1 || points[0].Edition != second.Key || points[0].Fact.Value.String() != "1.25" || points[0].Start < 0 {
		t.Errorf("series %+v %v; the document's 2.14 − 0.89 is 1.25", points, err)
	}
}

func TestUnits(t *testing.T) {
	s, _ := store(t)
	ctx := context.Background()
	publish(t, s, publication(t))
	for query, want := range map[string]int{"": 1, "水磨沟": 1, "粮食和物资": 1, "教育局": 0, "%": 0} {
		got, err := s.Units(ctx, data.UnitFilter{Query: query})
		if err != nil || len(got) != want {
			t.Errorf("%d units for %q, want %d (%v)", len(got), query, want, err)
		}
	}
	for region, want := range map[string]int{"650000": 1, "650105": 1, "310000": 0} {
		if got, err := s.Units(ctx, data.UnitFilter{Region: region}); err != nil || len(got) != want {
			t.Errorf("%d units in %s, want %d (%v)", len(got), region, want, err)
		}
	}
	all, _ := s.Units(ctx, data.UnitFilter{})
	if u := all[0]; u.Expense.Value.String() != "9410.33" || u.Sangong.Value.String() != "2.14" || len(u.Aliases) != 2 || u.Years[0] != 2024 {
		t.Errorf("unit %+v", u)
	}
}

func TestGlossary(t *testing.T) {
	s, _ := store(t)
	ctx := context.Background()
	publish(t, s, publication(t))
	all, err := s.GlossaryTerms(ctx)
	if err != nil || len(all) != 14 || all[0].Term != "财政拨款收入" {
		t.Fatalf("%d terms, the document defines 14 (%v)", len(all), err)
	}
	one, err := s.GlossaryTerm(ctx, "机关运行经费")
	if err != nil || len(one) != 1 || !strings.HasPrefix(one[0].Text, "行政单位和参照公务员法管理") {
		t.Errorf("%+v %v", one, err)
	}
}

func TestCharts(t *testing.T) {
	s, _ := store(t)
	ctx := context.Background()
	e, _ := publish(t, s, publication(t))
	if stale, _ := s.StaleCharts(ctx, "a"); len(stale) != 0 {
		t.Errorf("stale %v", stale)
	}
	if stale, _ := s.StaleCharts(ctx, "b"); len(stale) != 1 {
		t.Errorf("stale %v", stale)
	}
	if err := s.SaveCharts(ctx, e.ID, "b", []data.Chart{{Key: "new", Option: []byte("1"), SVG: []byte("2")}}); err != nil {
		t.Fatal(err)
	}
	got, err := s.Charts(ctx, e.ID)
	if err != nil || len(got) != 1 || got[0].Key != "new" || string(got[0].SVG) != "2" {
		t.Errorf("%+v %v", got, err)
	}
}

// No statement of a published edition can be changed, even past this package.
func TestImmutable(t *testing.T) {
	s, path := store(t)
	publish(t, s, publication(t))
	db, err := sql.Open("sqlite", "file:"+strings.ReplaceAll(strings.ReplaceAll(path, " ", "%20"), "?", "%3f"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, table := range []string{"documents", "editions", "reports", "sections", "facts", "reasons", "evaluations", "evaluation_funds",
		"evaluation_indicators", "evaluation_cells", "forms", "glossary", "declared", "checks"} {
		var n int
		if err := db.QueryRow(`SELECT count(*) FROM ` + table).Scan(&n); err != nil || n == 0 {
			t.Errorf("%s is empty, the test proves nothing (%v)", table, err)
		}
		if _, err := db.Exec(`DELETE FROM ` + table); err == nil || !strings.Contains(err.Error(), "不能改动") {
			t.Errorf("rows of %s could be deleted: %v", table, err)
		}
	}
	if _, err := db.Exec(`UPDATE facts SET value = '1'`); err == nil {
		t.Error("a fact could be changed")
	}
}

func TestPublishAtOnce(t *testing.T) {
	s, _ := store(t)
	p := publication(t)
	var wg sync.WaitGroup
	outcomes := make(chan data.Outcome, 8)
	for range cap(outcomes) {
		wg.Go(func() {
			_, o, err := s.Publish(context.Background(), p)
			if err != nil {
				t.Error(err)
			}
			outcomes <- o
		})
	}
	wg.Wait()
	close(outcomes)
	count := map[data.Outcome]int{}
	for o := range outcomes {
		count[o]++
	}
	if count[data.Published] != 1 || count[data.Unchanged] != 7 {
		t.Errorf("outcomes %v", count)
	}
}

func TestRefused(t *testing.T) {
	s, _ := store(t)
	for name, spoil := range map[string]func(*fiscal.Report){
		"单位名称": func(r *fiscal.Report) { r.Unit.Name = "" },
		"决算年度": func(r *fiscal.Report) { r.Year = 0 },
	} {
		p := publication(t)
		spoil(p.Report)
		if _, _, err := s.Publish(context.Background(), p); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("without %s: %v", name, err)
		}
	}
	if c, err := s.Count(context.Background()); err != nil || c != (data.Count{}) {
		t.Errorf("something was written: %+v %v", c, err)
	}
	if _, err := s.EditionByKey(context.Background(), "nothing"); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("an unknown edition: %v", err)
	}
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "notes.db")
	if err := os.WriteFile(text, []byte("这不是数据库，是一段长一点的文字"), 0o644); err != nil {
		t.Fatal(err)
	}
	newer := filepath.Join(dir, "newer.db")
	s, err := data.Open(context.Background(), newer)
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	db, _ := sql.Open("sqlite", newer)
	if _, err := db.Exec(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)`); err != nil {
		t.Fatal(err)
	}
	db.Close()
	for path, want := range map[string]string{
		text: "不是 SQLite 数据库", dir: "文件夹", filepath.Join(dir, "no/such/a.db"): "文件夹不存在", newer: "升级程序",
	} {
		if _, err := data.Open(context.Background(), path); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v, want %q", path, err, want)
		}
	}
	if b, _ := os.ReadFile(text); !strings.HasPrefix(string(b), "这不是数据库") {
		t.Error("the refused file was changed")
	}
}

// A process killed while it publishes leaves whole editions only.
func TestKilledHalfWay(t *testing.T) {
	if path := os.Getenv("PUBLISH_UNTIL_KILLED"); path != "" {
		s, err := data.Open(context.Background(), path)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; ; i++ {
			publish(t, s, publication(t, "水磨沟区发展和改革委员会", "水磨沟区"+string(rune(0x4E00+i))+"委员会"))
			fmt.Println("published")
		}
	}
	path := filepath.Join(t.TempDir(), "killed.db")
	for range 3 {
		cmd := exec.Command(os.Args[0], "-test.run", "^TestKilledHalfWay$")
		cmd.Env = append(os.Environ(), "PUBLISH_UNTIL_KILLED="+path)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		for range 5 { // well into its work
			if _, err := out.Read(make([]byte, 10)); err != nil {
				t.Fatal(err)
			}
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait()
	}
	s, err := data.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	editions, err := s.AllCurrent(context.Background())
	if err != nil || len(editions) < 3 {
		t.Fatalf("%d editions survived (%v)", len(editions), err)
	}
	want := publication(t).Report
	for _, e := range editions {
		r, err := s.Report(context.Background(), e.ID)
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Facts) != len(want.Facts) || len(r.Reasons) != len(want.Reasons) || len(r.Evaluations) != 4 || len(r.Checks) == 0 || len(r.Coverage.Declared) != len(want.Coverage.Declared) {
			t.Errorf("edition %s is half there: %d facts, %d reasons, %d checks", e.Key, len(r.Facts), len(r.Reasons), len(r.Checks))
		}
	}
	db, _ := sql.Open("sqlite", path)
	defer db.Close()
	var state string
	if err := db.QueryRow(`PRAGMA integrity_check`).Scan(&state); err != nil || state != "ok" {
		t.Errorf("integrity: %s %v", state, err)
	}
	rows, err := db.Query(`PRAGMA foreign_key_check`)
	if err != nil || rows.Next() {
		t.Errorf("rows that point nowhere (%v)", err)
	}
	rows.Close()
}

func BenchmarkPublish(b *testing.B) {
	s, _ := store(b)
	p := publication(b)
	sha := p.Report.Document.SHA256
	for i := 0; b.Loop(); i++ {
		p.Report.Document.SHA256 = fmt.Sprintf("%012x%s", i, sha[12:])
		publish(b, s, p)
	}
}

func BenchmarkReport(b *testing.B) {
	s, _ := store(b)
	e, _ := publish(b, s, publication(b))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.Report(context.Background(), e.ID); err != nil {
			b.Fatal(err)
		}
	}
}
