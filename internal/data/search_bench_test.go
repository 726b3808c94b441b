package data_test

import (
	"context"
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/specimen"
)

var paragraphs = flag.Int("paragraphs", 200_000, "how many paragraphs BenchmarkSearch searches")

// BenchmarkSearch searches paragraphs of specimens, as many as of 500 units in
// six years. It prints how many hits each query has.
func BenchmarkSearch(b *testing.B) {
	s := manyParagraphs(b, *paragraphs)
	for _, q := range []struct{ name, text string }{
		{"1 common", "支"}, {"1 rare", "馕"}, {"2 common", "支出"}, {"2 rare", "信访"}, {"4 common", "财政拨款"}, {"4 rare", "信息化建"},
		{"10 common", "一般公共预算财政拨款"}, {"10 rare", "公务用车老化维修费用"}, {"two words", "公务用车 维修"}, {"digits", "2021"},
	} {
		b.Run(q.name+" "+q.text, func(b *testing.B) {
			var found data.Found
			for b.Loop() {
				var err error
				if found, err = s.Search(context.Background(), data.Query{Text: q.text, Limit: 20}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N), "ms/query")
			b.ReportMetric(float64(found.Total), "hits")
		})
	}
}

// BenchmarkReasons asks for the lists around 主要原因 of as many documents.
func BenchmarkReasons(b *testing.B) {
	s := manyParagraphs(b, *paragraphs)
	ctx := context.Background()
	page := func(q data.CauseQuery) data.CauseQuery {
		q.Limit = 40
		return q
	}
	reasons := func(q data.CauseQuery) func() (int, error) {
		return func() (int, error) { _, n, err := s.Reasons(ctx, page(q)); return n, err }
	}
	wordings := func(q data.CauseQuery) func() (int, error) {
		return func() (int, error) { _, n, err := s.Wordings(ctx, page(q)); return n, err }
	}
	for _, q := range []struct {
		name string
		ask  func() (int, error)
	}{
		{"all", reasons(data.CauseQuery{})}, {"by size", reasons(data.CauseQuery{BySize: true})}, {"year", reasons(data.CauseQuery{Year: 2021})},
		{"unit", reasons(data.CauseQuery{Unit: "教育"})}, {"common text", reasons(data.CauseQuery{Text: "增加"})}, {"rare text", reasons(data.CauseQuery{Text: "绩效考核奖励"})},
		{"wordings", wordings(data.CauseQuery{})}, {"wordings of a common text", wordings(data.CauseQuery{Text: "增加"})},
		{"unexplained", func() (int, error) {
			_, n, err := s.Unexplained(ctx, page(data.CauseQuery{Amount: 1, BySize: true}))
			return n, err
		}},
		{"choices", func() (int, error) { c, err := s.CauseChoices(ctx); return len(c.Items), err }},
	} {
		b.Run(q.name, func(b *testing.B) {
			n := 0
			for b.Loop() {
				var err error
				if n, err = q.ask(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N), "ms/query")
			b.ReportMetric(float64(n), "hits")
		})
	}
}

// manyParagraphs is a store with so many paragraphs to be found. It is kept
// between runs when SEARCH_BENCH names a file for it.
func manyParagraphs(b *testing.B, wanted int) *data.Store {
	b.Helper()
	path := os.Getenv("SEARCH_BENCH")
	if path == "" {
		path = filepath.Join(b.TempDir(), "many.db")
	}
	_, missing := os.Stat(path)
	s, err := data.Open(context.Background(), path)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	if missing == nil {
		return s
	}
	start, n := time.Now(), 0
	for seed := uint64(0); n < wanted; seed++ {
		p := proseOf(seed)
		n += len(p.Index.Passages)
		publish(b, s, p)
	}
	info, _ := os.Stat(path)
	b.Logf("%d passages indexed in %s, %d MB", n, time.Since(start).Round(time.Millisecond), info.Size()>>20)
	return s
}

// proseOf publishes the headings and paragraphs of a specimen as one of six
// years of a unit.
func proseOf(seed uint64) data.Publication {
	sp := specimen.New(seed, specimen.Options{NoForms: true})
	unit := specimen.New(seed/6, specimen.Options{NoForms: true}).Unit.Name
	r := &fiscal.Report{Unit: fiscal.Unit{Name: fmt.Sprintf("%s第%d分局", unit, seed/6)}, Year: 2018 + int(seed%6)}
	x := &data.Index{Version: "1"}
	var text strings.Builder
	at := 0
	for _, block := range sp.Blocks {
		n := len([]rune(block.Text))
		p := data.Passage{Kind: data.ParagraphKind, Start: at, End: at + n, Text: block.Text}
		if block.Heading > 0 {
			p.Kind, p.Number = data.SectionKind, len(r.Sections)
			r.Sections = append(r.Sections, fiscal.Section{ID: fmt.Sprint(len(r.Sections) + 1), Title: block.Text, Start: at, End: at + n})
		} else if _, why, ok := strings.Cut(block.Text, "主要原因"); ok {
			r.Reasons = append(r.Reasons, fiscal.Reason{Item: fiscal.ExpenseYear, Basis: fiscal.Change, Direction: fiscal.Up, Text: why, Fact: -1,
				Source: fiscal.Source{Start: at, End: at + n}})
			x.Passages = append(x.Passages, data.Passage{Kind: data.ReasonKind, Start: at, End: at + n, Number: len(r.Reasons) - 1, Text: why})
			amount := int64(seed%97) * 1_000_000
			x.Causes = append(x.Causes, data.Cause{Reason: len(r.Reasons) - 1, Wording: why, Moved: data.Moved{AmountFact: -1, RateFact: -1, Amount: &amount}})
		}
		x.Passages = append(x.Passages, p)
		text.WriteString(block.Text + "\n")
		at += n + 1
	}
	original := []byte(text.String())
	r.Document = fiscal.Document{Name: "a.txt", SHA256: fmt.Sprintf("%x", sha256.Sum256(fmt.Appendf(original, "%d", seed)))}
	return data.Publication{Report: r, Text: text.String(), Original: original, ReaderVersion: "1", Index: x, Now: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)}
}
