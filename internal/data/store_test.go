package data_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/govalues/decimal"

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
	r.Coverage.Unread = append(r.Coverage.Unread, fiscal.Unread{Text: "3.50", Start: 7, Context: "某处3.50"})
	r.Evaluations[1].Corrected = map[string]fiscal.CellCorrection{"indicators.2.actual": {At: "2026-01-01T00:00:00Z", By: "录入甲", Why: "照原文", Was: "=89%"}}
	r.Checks = append(r.Checks, fiscal.Check{Rule: "T1", Status: fiscal.NotApplicable, Facts: []int{}}, fiscal.Check{Rule: "T0", Title: "甲 = 乙", Status: fiscal.Violated, Facts: []int{1, 2},
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

// renamed is the publication of another unit: the same document under another
// name as long as its own, so that every place still holds.
func renamed(t testing.TB, p data.Publication, i int) data.Publication {
	t.Helper()
	rename := func(text string) string {
		return strings.ReplaceAll(text, "水磨沟区发展和改革委员会", fmt.Sprintf("水磨沟区第%04d委员会", i))
	}
	b, err := json.Marshal(p.Report)
	if err != nil {
		t.Fatal(err)
	}
	r := &fiscal.Report{}
	if err := json.Unmarshal([]byte(rename(string(b))), r); err != nil {
		t.Fatal(err)
	}
	p.Report, p.Text, p.Original = r, rename(p.Text), []byte(rename(string(p.Original)))
	r.Document.SHA256 = fmt.Sprintf("%x", sha256.Sum256(p.Original))
	return p
}

// decimals compares figures by their digits: 1.20 is not 1.2.
var decimals = cmp.Comparer(func(a, b *decimal.Decimal) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.String() == b.String()
})

// sameReport tells where two reports differ, also as JSON, where an empty list
// is not null.
func sameReport(t *testing.T, published, read *fiscal.Report) {
	t.Helper()
	if diff := cmp.Diff(published, read, decimals, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("published and read differ (-published +read):\n%s", diff)
	}
	a, _ := json.Marshal(published)
	b, _ := json.Marshal(read)
	if !bytes.Equal(a, b) {
		t.Error("published and read differ as JSON")
	}
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
	sameReport(t, p.Report, got)
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
	changed := publication(t, "9,410.33", "9,411.33")
	changed.Reason = "原文件有误"
	second, o := publish(t, s, changed)
	if first.Reason != "" || second.Reason != "原文件有误" {
		t.Errorf("reasons %q and %q", first.Reason, second.Reason)
	}
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
	for region, want := range map[string]int{"650000": 1, "650100": 1, "650105": 1, "650110": 0, "310000": 0} {
		if got, err := s.Units(ctx, data.UnitFilter{Region: region}); err != nil || len(got) != want {
			t.Errorf("%d units in %s, want %d (%v)", len(got), region, want, err)
		}
	}
	all, _ := s.Units(ctx, data.UnitFilter{})
	if u := all[0]; u.Expense.Value.String() != "9410.33" || u.Sangong.Value.String() != "2.14" || len(u.Aliases) != 2 || u.Years[0] != 2024 {
		t.Errorf("unit %+v", u)
	}
}

// The list shows the newest year, and within it the newest edition.
func TestUnitsLatestYear(t *testing.T) {
	s, _ := store(t)
	ctx := context.Background()
	p := publication(t)
	for i, x := range []struct {
		year   int
		stated []string
	}{{2024, []string{"1.00"}}, {2024, []string{"8.00", "8.01"}}, {2023, []string{"7.00"}}} {
		other := renamed(t, p, i)
		other.Report.Unit, other.Report.Year, other.Report.Facts = p.Report.Unit, x.year, []fiscal.Fact{}
		for _, v := range x.stated {
			other.Report.Facts = append(other.Report.Facts, fiscal.Fact{Item: fiscal.ExpenseYear, Basis: fiscal.Final, Value: new(decimal.MustParse(v)),
				Measure: fiscal.TenThousandYuan, Origin: fiscal.Stated, Source: &fiscal.Source{}})
		}
		publish(t, s, other)
	}
	all, err := s.Units(ctx, data.UnitFilter{})
	if err != nil || len(all) != 1 {
		t.Fatalf("%d units, %v", len(all), err)
	}
	u := all[0]
	if !slices.Equal(u.Years, []int{2024, 2023}) || u.Expense.Value.String() != "8.00" || u.Sangong != nil {
		t.Errorf("years %v, expense %v, 三公 %v", u.Years, u.Expense.Value, u.Sangong)
	}
	latest, err := s.Latest(ctx, 2)
	if err != nil || len(latest) != 2 || latest[0].Year != 2023 || latest[1].Number != 2 {
		t.Errorf("latest %+v %v", latest, err)
	}
}

// Two documents whose hashes begin alike keep names of their own.
func TestKeyCollision(t *testing.T) {
	s, _ := store(t)
	p := publication(t)
	first, _ := publish(t, s, p)
	other := renamed(t, p, 1)
	other.Report.Document.SHA256 = first.Key + "0123" + other.Report.Document.SHA256[16:]
	second, _ := publish(t, s, other)
	if second.Key != first.Key+"0123" {
		t.Errorf("keys %s and %s", first.Key, second.Key)
	}
	if e, err := s.EditionByKey(context.Background(), first.Key); err != nil || e.ID != first.ID {
		t.Errorf("the first key now finds %+v %v", e, err)
	}
}

func TestGlossary(t *testing.T) {
	s, _ := store(t)
	ctx := context.Background()
	e, _ := publish(t, s, publication(t))
	all, err := s.GlossaryTerms(ctx)
	if err != nil || len(all) != 14 || all[0].Term != "财政拨款收入" || all[0].Edition != e.Key {
		t.Fatalf("%d terms, the document defines 14 (%v)", len(all), err)
	}
	one, _, err := s.GlossaryTerm(ctx, "机关运行经费", 10)
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
	before, _ := s.Generation(ctx)
	if err := s.SaveCharts(ctx, e.ID+1, "b", nil); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("charts of no edition: %v", err)
	}
	if err := s.SaveCharts(ctx, e.ID, "b", []data.Chart{{Key: "new", Option: []byte("1"), SVG: []byte("2")}}); err != nil {
		t.Fatal(err)
	}
	got, err := s.Charts(ctx, e.ID)
	if err != nil || len(got) != 1 || got[0].Key != "new" || string(got[0].SVG) != "2" {
		t.Errorf("%+v %v", got, err)
	}
	if after, _ := s.Generation(ctx); after <= before {
		t.Errorf("generation %d after %d: others would go on showing the old drawing", after, before)
	}
}

func TestRefused(t *testing.T) {
	s, _ := store(t)
	for name, spoil := range map[string]func(*fiscal.Report){
		"单位名称": func(r *fiscal.Report) { r.Unit.Name = "" },
		"决算年度": func(r *fiscal.Report) { r.Year = 0 },
		"对不上":  func(r *fiscal.Report) { r.Evaluations[0].Source.Start++ },
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
