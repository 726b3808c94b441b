package data_test

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
)

// searchable adds to a publication of the seed an index of some of its lines.
func searchable(t testing.TB, p data.Publication, kinds map[string]data.Kind) data.Publication {
	t.Helper()
	x := &data.Index{Version: "1"}
	for line, kind := range kinds {
		at := strings.Index(p.Text, line)
		if at < 0 {
			t.Fatalf("the seed has no %q", line)
		}
		start := len([]rune(p.Text[:at]))
		x.Passages = append(x.Passages, data.Passage{Kind: kind, Start: start, End: start + len([]rune(line)), Text: line})
	}
	p.Index = x
	return p
}

const (
	paragraph = "公用经费2.67万元，包括：办公费、邮电费、培训费、工会经费、公务用车运行维护费。"
	heading   = "三、支出决算情况说明"
	duty      = "（16)承办区委、区人民政府交办的其他事项。"
)

func find(t testing.TB, s *data.Store, q data.Query) data.Found {
	t.Helper()
	if q.Limit == 0 {
		q.Limit = 20
	}
	found, err := s.Search(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// Words of one, two and more characters are found, within words and across
// punctuation, digits with and without separators.
func TestSearch(t *testing.T) {
	s, _ := store(t)
	p := publication(t)
	publish(t, s, searchable(t, p, map[string]data.Kind{paragraph: data.ParagraphKind, heading: data.SectionKind, duty: data.ParagraphKind}))
	for q, want := range map[string]int{
		"费": 1, "用": 1, "用车": 1, "公务用车运行维护费": 1, "办公费、邮电费": 1, "支出": 1, "维护费": 1, "2.67": 1, "2.67万元": 1, "67": 1,
		"办公费 用车": 1, "用车 支出": 0, "车用": 0, "6": 0, "：": 0, "": 0, "16": 1, "事项": 1, "说": 1, "明": 1, "馕": 0, "“用车”": 1,
		"三、支出决算情况说明": 1, "用车*": 1, `") OR 1=1 --`: 0,
	} {
		if found := find(t, s, data.Query{Text: q}); found.Total != want || len(found.Hits) != want {
			t.Errorf("%s: %d hits, want %d", q, found.Total, want)
		}
	}
	found := find(t, s, data.Query{Text: "用车"})
	h := found.Hits[0]
	if h.Text != paragraph || h.Heading != "一般公共预算财政拨款基本支出决算情况说明" || h.Year != 2024 || h.Kind != data.ParagraphKind ||
		h.Unit.Name != "乌鲁木齐市水磨沟区发展和改革委员会" || h.Section != "2.6" || string([]rune(p.Text)[h.Start:h.Start+4]) != "公用经费" {
		t.Errorf("%+v", h)
	}
	// A unit answers by each of its names, once.
	for _, q := range []string{"水磨沟", "发展和改革", "工业和信息化局", "局"} {
		found := find(t, s, data.Query{Text: q, Kind: data.UnitKind})
		if found.Total != 1 || found.Hits[0].Unit.ID != 1 || !strings.Contains(found.Hits[0].Text, q) || found.Hits[0].Year != 0 {
			t.Errorf("%s: %+v", q, found.Hits)
		}
	}
}

// Counts of one facet leave out its own filter; pages cut the list and nothing else.
func TestSearchFacets(t *testing.T) {
	s, _ := store(t)
	for i := range 3 {
		p := renamed(t, publication(t), i)
		p.Report.Year = 2022 + i
		publish(t, s, searchable(t, p, map[string]data.Kind{paragraph: data.ParagraphKind, heading: data.SectionKind}))
	}
	all := find(t, s, data.Query{Text: "费"})
	if all.Total != 3 || fmt.Sprint(all.Years) != "[{2024 1} {2023 1} {2022 1}]" || len(all.Units) != 3 || all.Kinds[data.AnyKind] != 3 {
		t.Errorf("%+v", all)
	}
	narrow := find(t, s, data.Query{Text: "费", Year: 2023})
	if narrow.Total != 1 || len(narrow.Years) != 3 || len(narrow.Units) != 1 || narrow.Hits[0].Year != 2023 {
		t.Errorf("%+v", narrow)
	}
	if one := find(t, s, data.Query{Text: "费", Unit: "0002"}); one.Total != 1 || one.Hits[0].Unit.ID != 3 {
		t.Errorf("0002 is a part of a name, not the id 2: %+v", one)
	}
	if one := find(t, s, data.Query{Text: "费", Unit: "第0002委"}); one.Total != 1 || one.Hits[0].Year != 2024 || len(one.Units) != 3 {
		t.Errorf("%+v", one)
	}
	if none := find(t, s, data.Query{Text: "费", Unit: "第0002委", Year: 2022}); none.Total != 0 || len(none.Hits) != 0 {
		t.Errorf("%+v", none)
	}
	if page := find(t, s, data.Query{Text: "费", Offset: 2, Limit: 2}); page.Total != 3 || len(page.Hits) != 1 {
		t.Errorf("%+v", page)
	}
	if page := find(t, s, data.Query{Text: "费", Offset: 50, Limit: 2}); page.Total != 3 || len(page.Hits) != 0 {
		t.Errorf("%+v", page)
	}
}

// Only the newest edition of a unit's year is found, all of it or nothing.
func TestSearchNewest(t *testing.T) {
	s, path := store(t)
	publish(t, s, searchable(t, publication(t), map[string]data.Kind{paragraph: data.ParagraphKind, duty: data.ParagraphKind}))
	again := publication(t, "承办区委", "承办某区委")
	publish(t, s, searchable(t, again, map[string]data.Kind{paragraph: data.ParagraphKind}))
	if found := find(t, s, data.Query{Text: "用车"}); found.Total != 1 || !strings.HasPrefix(again.Report.Document.SHA256, found.Hits[0].Edition) {
		t.Errorf("%+v", found)
	}
	if found := find(t, s, data.Query{Text: "交办"}); found.Total != 0 {
		t.Errorf("a text of the older edition is found: %+v", found.Hits)
	}
	// Published without an index, it waits to be indexed.
	third := publication(t, "承办区委", "承办另一区委")
	e, _ := publish(t, s, third)
	ctx := context.Background()
	if found := find(t, s, data.Query{Text: "用车"}); found.Total != 0 {
		t.Errorf("a text of the older edition is found: %+v", found.Hits)
	}
	waiting, err := s.Unindexed(ctx, "1")
	if err != nil || !slices.Equal(waiting, []int64{e.ID}) {
		t.Fatalf("%v wait (%v)", waiting, err)
	}
	before, _ := s.Generation(ctx)
	if err := s.SaveIndex(ctx, e.ID, *searchable(t, third, map[string]data.Kind{paragraph: data.ParagraphKind}).Index); err != nil {
		t.Fatal(err)
	}
	after, _ := s.Generation(ctx)
	if waiting, _ := s.Unindexed(ctx, "1"); len(waiting) != 0 || after <= before {
		t.Errorf("%v wait, generation %d after %d", waiting, after, before)
	}
	if waiting, _ := s.Unindexed(ctx, "2"); !slices.Equal(waiting, []int64{e.ID}) {
		t.Errorf("%v wait for other rules", waiting)
	}
	if err := s.SaveIndex(ctx, 1, data.Index{Version: "1"}); err != nil {
		t.Error(err)
	}
	if found := find(t, s, data.Query{Text: "用车"}); found.Total != 1 {
		t.Errorf("an old edition was indexed: %+v", found)
	}
	if err := s.SaveIndex(ctx, 99, data.Index{}); !errors.Is(err, data.ErrNotFound) {
		t.Error(err)
	}
	db, err := sql.Open("sqlite", "file:"+strings.NewReplacer(" ", "%20", "?", "%3f").Replace(path))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, table := range []string{"search_text", "search_reasons"} {
		if _, err := db.Exec(`INSERT INTO ` + table + `(` + table + `) VALUES ('integrity-check')`); err != nil {
			t.Errorf("%s: %v", table, err)
		}
	}
	var strays int
	if err := db.QueryRow(`SELECT (SELECT count(*) FROM passages) - (SELECT count(*) FROM search_text) - (SELECT count(*) FROM search_reasons)`).Scan(&strays); err != nil || strays != 0 {
		t.Errorf("%d passages cannot be found, or are found twice (%v)", strays, err)
	}
}

// A query that nobody waits for any more ends.
func TestSearchEnds(t *testing.T) {
	s, _ := store(t)
	publish(t, s, searchable(t, publication(t), map[string]data.Kind{paragraph: data.ParagraphKind}))
	ctx, cancel := context.WithDeadline(context.Background(), time.Now().Add(-time.Second))
	defer cancel()
	if _, err := s.Search(ctx, data.Query{Text: "用车", Limit: 1}); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	if _, _, err := s.Wordings(ctx, data.CauseQuery{Limit: 1}); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
}

// What is done to one unit's year leaves its neighbours alone.
func TestReasonsOfNeighbours(t *testing.T) {
	s, _ := store(t)
	with := func(i, year int, text string) data.Publication {
		p := renamed(t, publication(t, "本年减少民办实事经费", text), i)
		p.Report.Year = year
		p.Report.Document.SHA256 = fmt.Sprintf("%x", sha256.Sum256(fmt.Append(p.Original, year)))
		for n, r := range p.Report.Reasons {
			if r.Text == text {
				amount := int64(-1_500_000_00) * int64(i+1)
				p.Index = &data.Index{Version: "1",
					Passages: []data.Passage{{Kind: data.ReasonKind, Start: r.Source.Start, End: r.Source.End, Number: n, Text: text}},
					Causes:   []data.Cause{{Reason: n, Wording: "说法" + text, Moved: data.Moved{AmountFact: -1, RateFact: -1, Amount: &amount}}},
					Silent:   []data.Silent{{Item: fiscal.ExpenseYear, Basis: fiscal.Change, Direction: fiscal.Down, Moved: data.Moved{AmountFact: 1, RateFact: -1, Amount: &amount}}},
				}
			}
		}
		if p.Index == nil {
			t.Fatal("the seed has lost a reason")
		}
		return p
	}
	publish(t, s, with(0, 2023, "本年减少甲项经费"))
	publish(t, s, with(0, 2024, "本年减少甲项经费"))
	publish(t, s, with(1, 2024, "本年减少甲项经费"))
	publish(t, s, with(2, 2024, "本年减少乙项经费"))
	ctx := context.Background()
	reasons := func(q data.CauseQuery) []data.Stated {
		t.Helper()
		q.Limit = 20
		all, total, err := s.Reasons(ctx, q)
		if err != nil || total != len(all) {
			t.Fatalf("%d of %d, %v", len(all), total, err)
		}
		return all
	}
	all := reasons(data.CauseQuery{})
	if len(all) != 4 || all[0].Year != 2024 || all[3].Year != 2023 || all[3].Units != 2 || all[2].Units != 1 {
		t.Errorf("%+v", all)
	}
	if v := all[2].Amount.Value.String(); v != "-450.00" || all[2].Amount.Origin != fiscal.Derived || all[2].Amount.Measure != fiscal.TenThousandYuan || all[2].Rate != nil {
		t.Errorf("%s %+v", v, all[2].Amount)
	}
	for name, q := range map[string]struct {
		data.CauseQuery
		want int
	}{
		"text": {data.CauseQuery{Text: "甲项"}, 3}, "one character": {data.CauseQuery{Text: "乙"}, 1}, "two words": {data.CauseQuery{Text: "减少 乙项"}, 1},
		"unit": {data.CauseQuery{Unit: "第0000委"}, 2}, "id": {data.CauseQuery{Unit: "2"}, 1}, "year": {data.CauseQuery{Year: 2024}, 3},
		"item": {data.CauseQuery{Item: fiscal.GeneralExpense}, 4}, "another": {data.CauseQuery{Item: fiscal.IncomeTotal}, 0},
		"down": {data.CauseQuery{Direction: fiscal.Down}, 4}, "up": {data.CauseQuery{Direction: fiscal.Up}, 0},
		"budget": {data.CauseQuery{Basis: fiscal.VarianceRate}, 0}, "wording": {data.CauseQuery{Wording: all[3].Wording}, 3},
	} {
		if got := reasons(q.CauseQuery); len(got) != q.want {
			t.Errorf("%s: %d, want %d", name, len(got), q.want)
		}
	}
	if bySize := reasons(data.CauseQuery{BySize: true}); bySize[0].Text != "本年减少乙项经费" {
		t.Errorf("%+v", bySize[0])
	}
	alike, total, err := s.Wordings(ctx, data.CauseQuery{Limit: 20})
	if err != nil || total != 2 || alike[0].Units != 2 || alike[0].Count != 3 || alike[0].Years != [2]int{2023, 2024} || alike[0].Text != "本年减少甲项经费" {
		t.Errorf("%d %+v %v", total, alike, err)
	}
	silent, total, err := s.Unexplained(ctx, data.CauseQuery{Amount: 3_000_000_00, Rate: 100, BySize: true, Limit: 20})
	if err != nil || total != 2 || silent[0].Unit.ID != 3 || silent[0].Rate != nil {
		t.Errorf("%d %+v %v", total, silent, err)
	}
	// A further edition takes the place of the first, and only of it.
	next := with(0, 2024, "本年减少丙项经费")
	publish(t, s, next)
	if got := reasons(data.CauseQuery{Unit: "1"}); len(got) != 2 || got[0].Text != "本年减少丙项经费" || got[1].Year != 2023 {
		t.Errorf("%+v", got)
	}
	if _, total, _ := s.Unexplained(ctx, data.CauseQuery{Limit: 1}); total != 4 {
		t.Errorf("%d unexplained changes, want 4", total)
	}
}
