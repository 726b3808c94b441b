package intake

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mingzhang/internal/data"
	"mingzhang/internal/document"
	"mingzhang/internal/extract"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/specimen"
	"mingzhang/internal/story"
)

const seedFile = "../../seed/000_15c4900d2e5f3cbe.txt"

// undrawn reads a document and makes it ready to be published, without charts.
func undrawn(t testing.TB, name string, content []byte) data.Publication {
	t.Helper()
	doc, err := document.Read(context.Background(), name, content)
	if err != nil {
		t.Fatal(err)
	}
	r, err := extract.Read(doc)
	if err != nil {
		t.Fatal(err)
	}
	layout, err := doc.Layout()
	if err != nil {
		t.Fatal(err)
	}
	x := index(doc, story.Open(r))
	return data.Publication{Report: r, Text: doc.Text, Layout: layout, Original: content, ReaderVersion: "1", Index: &x, Now: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)}
}

func seedIndex(t testing.TB) (data.Publication, []byte) {
	t.Helper()
	b, err := os.ReadFile(seedFile)
	if err != nil {
		t.Fatal(err)
	}
	return undrawn(t, "seed.txt", b), b
}

func opened(t testing.TB) (*data.Store, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "site.db")
	s, err := data.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s, path
}

func put(t testing.TB, s *data.Store, p data.Publication) data.Edition {
	t.Helper()
	e, _, err := s.Publish(context.Background(), p)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// Every paragraph of the seed is one text to be found, of one kind; what its
// tables of 绩效自评 say is found beside them.
func TestIndexSeed(t *testing.T) {
	p, _ := seedIndex(t)
	s, _ := opened(t)
	put(t, s, p)
	for _, tt := range []struct {
		query string
		want  map[data.Kind]int
	}{
		// Four paragraphs of the document name the 馕文化产业园, each in its reason.
		{"馕", map[data.Kind]int{data.AnyKind: 4, data.ParagraphKind: 4, data.ReasonKind: 4}},
		// Five paragraphs and the term “三公”经费; four reasons.
		{"用车", map[data.Kind]int{data.AnyKind: 6, data.ParagraphKind: 5, data.TermKind: 1, data.ReasonKind: 4}},
		{"水磨沟区发展和改革", map[data.Kind]int{data.UnitKind: 1}},
		{"支出决算情况说明", map[data.Kind]int{data.SectionKind: 6}},
		{"满意度", map[data.Kind]int{data.EvaluationKind: 1}},
	} {
		found, err := s.Search(context.Background(), data.Query{Text: tt.query, Limit: 100})
		if err != nil {
			t.Fatal(err)
		}
		for kind, n := range tt.want {
			if found.Kinds[kind] != n {
				t.Errorf("%s: %d of %s, want %d: %+v", tt.query, found.Kinds[kind], kind.Name(), n, found.Hits)
			}
		}
	}
	// No place of the text is found twice, but that reasons stand in paragraphs.
	passages := slices.SortedFunc(slices.Values(p.Index.Passages), func(a, b data.Passage) int { return a.Start - b.Start })
	end := 0
	for _, x := range passages {
		if x.Kind == data.ReasonKind {
			continue
		}
		if x.Start < end {
			t.Errorf("%d–%d is found twice: %q", x.Start, x.End, x.Text)
		}
		end = x.End
	}
}

// The reasons of the seed stand beside what they explain.
func TestCausesSeed(t *testing.T) {
	p, _ := seedIndex(t)
	s, _ := opened(t)
	put(t, s, p)
	all, total, err := s.Reasons(context.Background(), data.CauseQuery{Limit: 100})
	if err != nil || total != len(p.Report.Reasons) || total != 30 {
		t.Fatalf("%d reasons, %v", total, err)
	}
	said := func(f *fiscal.Fact) string {
		if f == nil {
			return "—"
		}
		return string(f.Origin) + " " + f.Measure.With(f.Value.String())
	}
	for _, tt := range []struct {
		item         fiscal.Item
		basis        fiscal.Basis
		class        string
		amount, rate string
	}{
		{fiscal.IncomeTotal, fiscal.Change, "", "stated 1630.51 万元", "stated 20.89%"},
		// 全年预算数29,788.39 against 9,408.39: the document prints the rate alone.
		{fiscal.FiscalIncomeTotal, fiscal.VarianceRate, "", "derived -20380.00 万元", "stated -68.42%"},
		{fiscal.SangongTotal, fiscal.Change, "", "stated 0.89 万元", "stated 71.20%"},
		{fiscal.GeneralExpense, fiscal.Change, "民政管理事务/基层政权建设和社区治理", "stated -1.16 万元", "stated -100.00%"},
		{fiscal.SangongAbroad, fiscal.Change, "", "stated 0.00 万元", "stated 0.00%"},
	} {
		found := false
		for _, x := range all {
			if x.Item != tt.item || x.Basis != tt.basis || !strings.HasSuffix(x.Class.String(), tt.class) || tt.class == "" && x.Class != nil {
				continue
			}
			found = true
			if said(x.Amount) != tt.amount || said(x.Rate) != tt.rate {
				t.Errorf("%s %s %s: %s, %s; want %s, %s", tt.item, tt.class, tt.basis, said(x.Amount), said(x.Rate), tt.amount, tt.rate)
			}
		}
		if !found {
			t.Errorf("no reason for %s %s %s", tt.item, tt.class, tt.basis)
		}
	}
}

// Reports with a reason left out are listed for it, and no others.
func TestUnexplainedPlanted(t *testing.T) {
	s, _ := opened(t)
	var want []string
	n := 50
	if testing.Short() {
		n = 10
	}
	for seed := range n {
		o := specimen.Options{NoForms: true}
		if seed%2 == 0 {
			o.Plant = specimen.PlantReason
		}
		sp := specimen.New(uint64(1000+seed), o)
		p := undrawn(t, sp.Title+".txt", sp.Text())
		p.Report.Unit.Name = fmt.Sprintf("%s%d", p.Report.Unit.Name, seed)
		put(t, s, p)
		planted, ok := sp.Planted()
		if !ok {
			continue
		}
		// A change of nothing needs no reason, and one that was not read has none to miss.
		for _, f := range p.Report.Facts {
			if f.Item == planted.Item && f.Class == nil && f.Basis == fiscal.Change && f.Value != nil && !f.Value.IsZero() {
				want = append(want, p.Report.Unit.Name)
				break
			}
		}
	}
	got := []string{}
	all, _, err := s.Unexplained(context.Background(), data.CauseQuery{Item: fiscal.IncomeTotal, Basis: fiscal.Change, Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range all {
		got = append(got, x.Unit.Name)
	}
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" || len(want) < n/5 {
		t.Errorf("%d planted (-planted +listed):\n%s", len(want), diff)
	}
}

// An edition indexed later is found as one indexed when it was published.
func TestReindex(t *testing.T) {
	p, _ := seedIndex(t)
	s, path := opened(t)
	dump := func() string {
		db, err := sql.Open("sqlite", path)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		var out strings.Builder
		for _, q := range []string{`SELECT * FROM passages`, `SELECT * FROM unexplained`, `SELECT passage, ordinal, item, amount, rate, amount_fact, rate_fact FROM causes`, `SELECT * FROM indexed`} {
			rows, err := db.Query(q)
			if err != nil {
				t.Fatal(err)
			}
			columns, _ := rows.Columns()
			for rows.Next() {
				row := make([]any, len(columns))
				at := make([]any, len(columns))
				for i := range row {
					at[i] = &row[i]
				}
				if err := rows.Scan(at...); err != nil {
					t.Fatal(err)
				}
				fmt.Fprintln(&out, row...)
			}
			if err := rows.Close(); err != nil {
				t.Fatal(err)
			}
		}
		return out.String()
	}
	put(t, s, p)
	want := dump()
	if n, err := Reindex(context.Background(), s); n != 0 || err != nil {
		t.Errorf("%d indexed again, %v", n, err)
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(`UPDATE indexed SET version = '0'`); err != nil {
		t.Fatal(err)
	}
	db.Close()
	if n, err := Reindex(context.Background(), s); n != 1 || err != nil {
		t.Errorf("%d indexed, %v", n, err)
	}
	if diff := cmp.Diff(want, dump()); diff != "" {
		t.Error(diff)
	}
}

func TestWording(t *testing.T) {
	u := fiscal.Unit{Name: "某县教育局", Aliases: []string{"某县体育局"}}
	for text, want := range map[string]string{
		"2024年人员增加1,234.56万元":     "#年人员增加#万元",
		"2021年人员增加3万元。":           "#年人员增加#万元",
		"某县教育局（某县体育局）退休 人员增加;减少,": "本单位（本单位）退休人员增加；减少",
		"２０２４年“人员”增加":             "#年人员增加",
		"1.人员增加":                  "#.人员增加",
		"":                        "",
	} {
		if got := wording(text, u); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestRate(t *testing.T) {
	for _, tt := range []struct{ amount, base, want int64 }{{163051, 780613, 208900}, {-1, 3, -333300}, {1, 800, 1300}, {5, 5, 1000000}, {9e18, 1, 0}} {
		got := rate(tt.amount, tt.base)
		if tt.want == 0 && got != nil || tt.want != 0 && (got == nil || *got != tt.want) {
			t.Errorf("%d of %d: %v, want %d", tt.amount, tt.base, got, tt.want)
		}
	}
	if rate(5, 0) != nil {
		t.Error("a part of nothing has no rate")
	}
}
