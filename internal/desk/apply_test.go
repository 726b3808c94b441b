package desk_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"mingzhang/internal/audit"
	"mingzhang/internal/desk"
	"mingzhang/internal/document"
	"mingzhang/internal/extract"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/reconcile"
	"mingzhang/internal/specimen"
)

const seedFile = "../../seed/000_15c4900d2e5f3cbe.txt"

var (
	clerk  = audit.Actor{ID: 1, Name: "录入甲"}
	second = audit.Actor{ID: 2, Name: "审核乙"}
	noon   = time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
)

// read reads a document as the queue does.
func read(t testing.TB, name string, data []byte) (*fiscal.Report, string) {
	t.Helper()
	doc, err := document.Read(context.Background(), name, data)
	if err != nil {
		t.Fatal(err)
	}
	r, err := extract.Read(doc)
	if err != nil {
		t.Fatal(err)
	}
	r.Checks = reconcile.RunText(r, doc.Text)
	return r, doc.Text
}

func seed(t testing.TB, replace ...string) (*fiscal.Report, string) {
	t.Helper()
	b, err := os.ReadFile(seedFile)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(replace); i += 2 {
		b = []byte(string(replaceOnce(t, b, replace[i], replace[i+1])))
	}
	return read(t, "seed.txt", b)
}

func asJSON(t testing.TB, v any) string {
	t.Helper()
	b, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func apply(t testing.TB, base *fiscal.Report, text string, all ...desk.Correction) *fiscal.Report {
	t.Helper()
	r, err := desk.Apply(base, text, all)
	if err != nil {
		t.Fatal(err)
	}
	balanced(t, r, text)
	return r
}

// balanced says whether the account of the figures adds up.
func balanced(t testing.TB, r *fiscal.Report, text string) {
	t.Helper()
	c := r.Coverage
	if c.Figures != c.Read+len(c.Unread) || c.Read != c.InFacts+c.InEvaluations+len(c.Declared) {
		t.Fatalf("account: figures %d, read %d, unread %d, in facts %d, in evaluations %d, declared %d",
			c.Figures, c.Read, len(c.Unread), c.InFacts, c.InEvaluations, len(c.Declared))
	}
	runes := []rune(text)
	for i, f := range r.Facts {
		if f.Source != nil && string(runes[f.Source.Start:f.Source.End]) != f.Source.Text {
			t.Fatalf("fact %d: source is not its text", i)
		}
		for _, k := range f.From {
			if k < 0 || k >= len(r.Facts) || r.Facts[k].Origin != fiscal.Stated {
				t.Fatalf("fact %d follows from %v", i, f.From)
			}
		}
	}
	for _, c := range r.Checks {
		for _, k := range c.Facts {
			if k < 0 || k >= len(r.Facts) {
				t.Fatalf("check %s names fact %d of %d", c.Rule, k, len(r.Facts))
			}
		}
	}
	for i, why := range r.Reasons {
		if why.Fact >= len(r.Facts) || why.Fact >= 0 && r.Facts[why.Fact].Item != why.Item && r.Facts[why.Fact].Correction == nil {
			t.Fatalf("reason %d of %s explains fact %d", i, why.Item, why.Fact)
		}
	}
}

// samples are the seed and reports of several regions, some with a slip.
func samples(t testing.TB) map[string]struct {
	report *fiscal.Report
	text   string
} {
	t.Helper()
	all := map[string]struct {
		report *fiscal.Report
		text   string
	}{}
	r, text := seed(t)
	all["seed"] = struct {
		report *fiscal.Report
		text   string
	}{r, text}
	for i, style := range specimen.Styles()[:4] {
		s := specimen.New(uint64(i+11), specimen.Options{Style: style, Evaluations: i % 2, Plant: specimen.Plants[i]})
		r, text := read(t, style+".txt", []byte(s.Text()))
		all[style] = struct {
			report *fiscal.Report
			text   string
		}{r, text}
	}
	return all
}

// What nobody has corrected is what the reader read, byte for byte.
func TestApplyNothing(t *testing.T) {
	for name, s := range samples(t) {
		if got, want := asJSON(t, apply(t, s.report, s.text)), asJSON(t, s.report); got != want {
			t.Errorf("%s: an uncorrected report has changed", name)
		}
	}
}

// correctionsOf makes up corrections of every kind at random.
func correctionsOf(chance *rand.Rand, r *fiscal.Report, text string) []desk.Correction {
	printed := extract.Printing(text)
	var all []desk.Correction
	add := func(k desk.Kind, w desk.What) {
		all = append(all, desk.Correction{ID: int64(len(all) + 1), Kind: k, What: w, Why: fmt.Sprint("理由", len(all)), By: clerk, At: noon})
	}
	means := func() *desk.Meaning {
		m := &desk.Meaning{Item: fiscal.Items[chance.IntN(len(fiscal.Items))].Item, Basis: desk.Bases[chance.IntN(len(desk.Bases))], Value: fmt.Sprintf("%d.%02d", chance.IntN(9999), chance.IntN(100))}
		m.Measure = desk.Measures(m.Item, m.Basis)[0]
		if chance.IntN(3) == 0 {
			m.Class = []string{"一般公共服务支出"}
		}
		return m
	}
	var stated []fiscal.Fact
	for _, f := range r.Facts {
		if f.Source != nil {
			stated = append(stated, f)
		}
	}
	for range 3 + chance.IntN(12) {
		at := printed[chance.IntN(len(printed))].At
		f := stated[chance.IntN(len(stated))]
		ref := &desk.FactRef{At: f.Source.Start, Tag: f.Tag()}
		switch chance.IntN(5) {
		case 0:
			add(desk.Read, desk.What{Figure: &at, Means: means()})
		case 1:
			add(desk.Change, desk.What{Fact: ref, Means: means()})
		case 2:
			add(desk.Remove, desk.What{Fact: ref, As: []fiscal.DeclaredKind{"", fiscal.Narrative}[chance.IntN(2)]})
		case 3:
			add(desk.Declare, desk.What{Figure: &at, As: fiscal.Artifact})
		case 4:
			field := []desk.Field{desk.FieldName, desk.FieldAliases, desk.FieldRegion, desk.FieldYear, desk.FieldURL}[chance.IntN(5)]
			add(desk.Meta, desk.What{Field: field, Text: map[desk.Field]string{desk.FieldName: "某局", desk.FieldAliases: "甲\n乙", desk.FieldRegion: "110000", desk.FieldYear: "2021", desk.FieldURL: "https://example.cn/a"}[field]})
		}
	}
	return all
}

// Whatever is corrected, taking it back gives the same bytes, in any order;
// and the account always adds up.
func TestApplyAndUndo(t *testing.T) {
	for name, s := range samples(t) {
		before := asJSON(t, s.report)
		for i := range uint64(12) {
			chance := rand.New(rand.NewPCG(i, 7))
			all := correctionsOf(chance, s.report, s.text)
			with := asJSON(t, apply(t, s.report, s.text, all...))
			if again := asJSON(t, apply(t, s.report, s.text, all...)); again != with {
				t.Fatalf("%s, %d: the same corrections give two reports", name, i)
			}
			if asJSON(t, s.report) != before {
				t.Fatalf("%s, %d: the reader's report has been changed", name, i)
			}
			// One more and back.
			extra := correctionsOf(chance, s.report, s.text)[0]
			extra.Undone = &desk.Undoing{By: second, At: noon}
			at := chance.IntN(len(all) + 1)
			if got := asJSON(t, apply(t, s.report, s.text, slices.Insert(slices.Clone(all), at, extra)...)); got != with {
				t.Fatalf("%s, %d: an undone correction has left a trace", name, i)
			}
			for k := range all {
				all[k].Undone = &desk.Undoing{By: second, At: noon}
			}
			if asJSON(t, apply(t, s.report, s.text, all...)) != before {
				t.Fatalf("%s, %d: undoing everything does not give the reader's report", name, i)
			}
		}
	}
}
