package data_test

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/govalues/decimal"

	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
)

// fact states a quantity in the narrative, or in a form.
func fact(item fiscal.Item, basis fiscal.Basis, value string, measure fiscal.Measure, form int) fiscal.Fact {
	v := decimal.MustParse(value)
	return fiscal.Fact{Item: item, Basis: basis, Value: &v, Measure: measure, Origin: fiscal.Stated, Source: &fiscal.Source{Text: value, Start: 10 * form, Form: form}}
}

func final(item fiscal.Item, value string) fiscal.Fact {
	return fact(item, fiscal.Final, value, fiscal.TenThousandYuan, 0)
}

func of(class fiscal.Class, f fiscal.Fact) fiscal.Fact {
	f.Class = &class
	return f
}

func none(item fiscal.Item) fiscal.Fact {
	return fiscal.Fact{Item: item, Basis: fiscal.Final, Origin: fiscal.StatedNone, Source: &fiscal.Source{Text: "无"}}
}

var published = 0

// say publishes a document of a unit's year that states the facts.
func say(t testing.TB, s *data.Store, unit, region string, year int, facts ...fiscal.Fact) data.Edition {
	t.Helper()
	published++
	text := fmt.Sprintf("%s %d %d", unit, year, published)
	r := &fiscal.Report{
		Document: fiscal.Document{Name: "a.txt", SHA256: fmt.Sprintf("%x", sha256.Sum256([]byte(text)))},
		Unit:     fiscal.Unit{Name: unit, Aliases: []string{}, Region: region}, Year: year, Facts: facts,
	}
	e, _ := publish(t, s, data.Publication{Report: r, Text: text, Original: []byte(text), Now: time.Now()})
	return e
}

func ranked(t testing.TB, s *data.Store, q data.RankQuery) (lines []string, r data.Ranking) {
	t.Helper()
	if q.Order == "" {
		q.Order = data.Descending
	}
	r, err := s.Rank(context.Background(), q, 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range r.Rows {
		lines = append(lines, fmt.Sprintf("%d %s %d", x.Place, x.Unit.Name, x.Value))
	}
	return lines, r
}

func sameLines(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n%s\nwant\n%s", what, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestRankAcrossMeasures: 元, 万元 and 亿元 are ordered by what they are worth,
// equal amounts share a place.
func TestRankAcrossMeasures(t *testing.T) {
	s, _ := store(t)
	say(t, s, "甲局", "650105", 2024, fact(fiscal.ExpenseYear, fiscal.Final, "99.50", fiscal.TenThousandYuan, 0))
	say(t, s, "乙局", "650105", 2024, fact(fiscal.ExpenseYear, fiscal.Final, "995000.00", fiscal.Yuan, 0))
	say(t, s, "丙局", "650105", 2024, fact(fiscal.ExpenseYear, fiscal.Final, "0.02", fiscal.HundredMillion, 0))
	say(t, s, "丁局", "650105", 2023, fact(fiscal.ExpenseYear, fiscal.Final, "7.00", fiscal.HundredMillion, 0))
	q := data.RankQuery{Item: fiscal.ExpenseYear, Year: 2024, By: data.ByAmount}
	lines, r := ranked(t, s, q)
	sameLines(t, "descending", lines, "1 丙局 200000000", "2 甲局 99500000", "2 乙局 99500000")
	if r.Total != 3 || r.Most != 200000000 || r.Least != 99500000 || r.Missing.NoDocument != 1 || r.Missing.All() != 1 {
		t.Errorf("%d units from %d to %d, missing %+v", r.Total, r.Least, r.Most, r.Missing)
	}
	q.Order = data.Ascending
	lines, _ = ranked(t, s, q)
	sameLines(t, "ascending", lines, "1 甲局 99500000", "1 乙局 99500000", "3 丙局 200000000")
	part, err := s.Rank(context.Background(), q, 2, 1)
	if err != nil || len(part.Rows) != 1 || part.Rows[0].Unit.Name != "丙局" || part.Rows[0].Place != 3 || part.Total != 3 {
		t.Errorf("the third of three: %+v %v", part, err)
	}
	if beyond, err := s.Rank(context.Background(), q, 1000, 50); err != nil || len(beyond.Rows) != 0 || beyond.Total != 3 {
		t.Errorf("beyond the end: %+v %v", beyond, err)
	}
}

// TestRankBy: shares, heads, changes and deviations from the budget are what
// the figures give, the printed ones first.
func TestRankBy(t *testing.T) {
	s, _ := store(t)
	say(t, s, "甲局", "650105", 2024, final(fiscal.ExpenseYear, "200.00"), final(fiscal.SangongTotal, "5.00"),
		fact(fiscal.StaffActive, fiscal.Final, "25", fiscal.Persons, 0),
		fact(fiscal.SangongTotal, fiscal.Change, "-1.25", fiscal.TenThousandYuan, 0),
		fact(fiscal.SangongTotal, fiscal.ChangeRate, "-20.00", fiscal.Percent, 0),
		fact(fiscal.SangongTotal, fiscal.InitialBudget, "10.00", fiscal.TenThousandYuan, 0))
	say(t, s, "乙局", "650105", 2023, final(fiscal.SangongTotal, "2.00"))
	say(t, s, "乙局", "650105", 2024, fact(fiscal.ExpenseYear, fiscal.Final, "3000000.00", fiscal.Yuan, 0), final(fiscal.SangongTotal, "3.00"),
		fact(fiscal.SangongTotal, fiscal.VarianceRate, "12.50", fiscal.Percent, 0))
	say(t, s, "丙局", "650105", 2024, final(fiscal.SangongTotal, "1.00"), fact(fiscal.SangongTotal, fiscal.CompletionRate, "30.00", fiscal.Percent, 0))
	say(t, s, "丁局", "650105", 2024, none(fiscal.SangongTotal), final(fiscal.ExpenseYear, "1.00"))
	say(t, s, "戊局", "650105", 2024, final(fiscal.ExpenseYear, "1.00"))
	q := data.RankQuery{Item: fiscal.SangongTotal, Year: 2024, By: data.ByShare}
	lines, r := ranked(t, s, q)
	sameLines(t, "share", lines, "1 甲局 25000", "2 乙局 10000")
	if want := (data.Missing{StatedNone: 1, Unstated: 1, Incomplete: 1}); r.Missing != want {
		t.Errorf("missing %+v, want %+v", r.Missing, want)
	}
	q.By = data.ByStaff
	lines, _ = ranked(t, s, q)
	sameLines(t, "a head", lines, "1 甲局 200000")
	q.By = data.ByChange
	lines, r = ranked(t, s, q)
	sameLines(t, "change", lines, "1 乙局 1000000", "2 甲局 -1250000")
	if b := r.Rows[0].Before; b == nil || b.Year != 2023 || b.Final.Fact.Value.String() != "2.00" || r.Rows[1].Before != nil {
		t.Errorf("before %+v %+v", r.Rows[0].Before, r.Rows[1].Before)
	}
	q.By = data.ByGrowth
	lines, _ = ranked(t, s, q)
	sameLines(t, "growth", lines, "1 乙局 500000", "2 甲局 -200000")
	q.By, q.Order = data.ByVariance, data.Farthest
	lines, _ = ranked(t, s, q)
	sameLines(t, "variance", lines, "1 丙局 -700000", "2 甲局 -500000", "3 乙局 125000")
	left, err := s.Unranked(context.Background(), q, 0, 10)
	if err != nil || len(left) != 2 || left[0].Why != data.WhyStatedNone || left[0].Unit.Name != "丁局" || left[1].Why != data.WhyUnstated {
		t.Errorf("left out: %+v %v", left, err)
	}
}

// TestRankFilters: by place and kind of unit.
func TestRankFilters(t *testing.T) {
	s, _ := store(t)
	for i, u := range []struct{ name, region string }{{"甲区教育局", "650105"}, {"甲区第三中学", "650105"}, {"乙市人民医院", "650200"}, {"丙省财政厅", "310000"}} {
		say(t, s, u.name, u.region, 2024, final(fiscal.ExpenseYear, fmt.Sprint(i+1)))
	}
	q := data.RankQuery{Item: fiscal.ExpenseYear, Year: 2024, By: data.ByAmount, Region: "650000"}
	lines, _ := ranked(t, s, q)
	sameLines(t, "in 650000", lines, "1 乙市人民医院 3000000", "2 甲区第三中学 2000000", "3 甲区教育局 1000000")
	q.Region, q.Kind = "650105", fiscal.SchoolUnit
	lines, _ = ranked(t, s, q)
	sameLines(t, "schools", lines, "1 甲区第三中学 2000000")
	q.Kind = "' OR 1=1 --"
	if lines, r := ranked(t, s, q); lines != nil || r.Total != 0 {
		t.Errorf("a strange kind gives %v", lines)
	}
}

// TestWhichFactStands: the narrative goes before the form, a stated figure
// before a derived one and that before words of nothing.
func TestWhichFactStands(t *testing.T) {
	s, _ := store(t)
	derived := final(fiscal.IncomeYear, "9.00")
	derived.Origin, derived.Source, derived.From = fiscal.Derived, nil, []int{0}
	code := fiscal.Class{Path: []string{"社会保障和就业支出"}, Code: "208"}
	e := say(t, s, "甲局", "650105", 2024,
		fact(fiscal.ExpenseYear, fiscal.Final, "10.01", fiscal.TenThousandYuan, 1), fact(fiscal.ExpenseYear, fiscal.Final, "10.00", fiscal.TenThousandYuan, 0),
		none(fiscal.IncomeYear), derived,
		of(code, final(fiscal.GeneralExpense, "4.00")), of(fiscal.Class{Path: []string{"别的"}}, final(fiscal.GeneralExpense, "5.00")))
	get := func(item fiscal.Item, class string) *data.Placed {
		t.Helper()
		c, err := s.Compare(context.Background(), []int64{e.UnitID}, item, class, nil)
		if err != nil || len(c.Standings) != 1 || len(c.Published) != 1 {
			t.Fatalf("%s %s: %+v %v", item, class, c, err)
		}
		return c.Standings[0].Final
	}
	for _, want := range []struct {
		item         fiscal.Item
		class, value string
	}{
		{fiscal.ExpenseYear, "", "10.00"}, {fiscal.IncomeYear, "", "9.00"}, {fiscal.GeneralExpense, "208", "4.00"}, {fiscal.GeneralExpense, "别的", "5.00"},
	} {
		if got := get(want.item, want.class); got == nil || got.Fact.Value.String() != want.value {
			t.Errorf("%s %s is %+v, want %s", want.item, want.class, got, want.value)
		}
	}
	if c, err := s.Class(context.Background(), "208"); err != nil || c.Code != "208" || c.String() != "社会保障和就业支出" {
		t.Errorf("class 208 is %+v %v", c, err)
	}
	if found, err := s.Classes(context.Background(), "社会保障", 5); err != nil || len(found) != 1 || found[0].Code != "208" {
		t.Errorf("社会保障 finds %v %v", found, err)
	}
}

// TestNewestEditionStands: a republished year stands as its newest edition says.
func TestNewestEditionStands(t *testing.T) {
	s, _ := store(t)
	say(t, s, "甲局", "650105", 2024, final(fiscal.ExpenseYear, "1.00"), final(fiscal.SangongTotal, "0.50"))
	say(t, s, "乙局", "650105", 2024, final(fiscal.ExpenseYear, "1.50"), final(fiscal.SangongTotal, "0.70"))
	say(t, s, "甲局", "650105", 2024, final(fiscal.ExpenseYear, "2.00"))
	lines, _ := ranked(t, s, data.RankQuery{Item: fiscal.ExpenseYear, Year: 2024, By: data.ByAmount})
	sameLines(t, "支出", lines, "1 甲局 2000000", "2 乙局 1500000")
	lines, r := ranked(t, s, data.RankQuery{Item: fiscal.SangongTotal, Year: 2024, By: data.ByAmount})
	sameLines(t, "三公", lines, "1 乙局 700000")
	if r.Missing.Unstated != 1 {
		t.Errorf("missing %+v", r.Missing)
	}
}

// TestStandingsDrawnAnew: a database of before they were kept gets them when
// it is opened, the same as those kept at publishing.
func TestStandingsDrawnAnew(t *testing.T) {
	s, path := store(t)
	publish(t, s, publication(t))
	for i := range 3 {
		say(t, s, fmt.Sprintf("第%d中学", i), "650105", 2023, final(fiscal.ExpenseYear, fmt.Sprint(i)), none(fiscal.SangongTotal))
	}
	dump := func() string {
		db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath())
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		var all strings.Builder
		for _, query := range []string{
			`SELECT json_array(item, class, year, unit_id, edition_id, amount, prior, change, growth, variance, share, per_staff, final_fact, variance_fact) FROM standings ORDER BY 1`,
			`SELECT json_array(key, path, year) FROM classes ORDER BY 1`, `SELECT json_array(edition_id, topic) FROM unread_topics ORDER BY 1`,
			`SELECT json_array(id, kind) FROM units ORDER BY 1`, `SELECT json_array(name, initials) FROM unit_names ORDER BY 1`,
		} {
			rows, err := db.Query(query)
			if err != nil {
				t.Fatal(err)
			}
			for rows.Next() {
				var line string
				if err := rows.Scan(&line); err != nil {
					t.Fatal(err)
				}
				all.WriteString(line + "\n")
			}
			rows.Close()
		}
		return all.String()
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	kept := dump()
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath())
	if err != nil {
		t.Fatal(err)
	}
	for _, change := range []string{`DELETE FROM standings`, `DELETE FROM classes`, `DELETE FROM unread_topics`, `DELETE FROM stood`, `UPDATE units SET kind = ''`, `UPDATE unit_names SET initials = ''`} {
		if _, err := db.Exec(change); err != nil {
			t.Fatal(err)
		}
	}
	db.Close()
	again, err := data.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	again.Close()
	if drawn := dump(); drawn != kept {
		t.Errorf("drawn anew:\n%s\nkept:\n%s", drawn, kept)
	}
	if strings.Count(kept, "\n") < 100 {
		t.Errorf("only %d lines are kept", strings.Count(kept, "\n"))
	}
}

func TestFindUnits(t *testing.T) {
	s, _ := store(t)
	for i, name := range []string{"乌鲁木齐市水磨沟区发展和改革委员会", "乌鲁木齐市水磨沟区财政局", "重庆市渝中区财政局", "百分之100%乡"} {
		say(t, s, name, fmt.Sprintf("65010%d", i), 2024, final(fiscal.ExpenseYear, "1"))
	}
	for text, want := range map[string][]string{
		"水磨沟":       {"乌鲁木齐市水磨沟区发展和改革委员会", "乌鲁木齐市水磨沟区财政局"},
		"smg":       {"乌鲁木齐市水磨沟区发展和改革委员会", "乌鲁木齐市水磨沟区财政局"},
		"SMGQczj":   {"乌鲁木齐市水磨沟区财政局"},
		"水磨沟 财政":    {"乌鲁木齐市水磨沟区财政局"},
		"财政　渝中":     {"重庆市渝中区财政局"},
		"cqs":       {"重庆市渝中区财政局"},
		"发改委":       {"乌鲁木齐市水磨沟区发展和改革委员会"},
		"smgfgw":    {"乌鲁木齐市水磨沟区发展和改革委员会"},
		"１００％":      {"百分之100%乡"},
		"%":         {"百分之100%乡"},
		"":          nil,
		"_":         nil,
		"没有":        nil,
		"' OR 1=1 ": nil,
		"\xff\x00":  nil,
	} {
		found, total, err := s.FindUnits(context.Background(), text, 10)
		var names []string
		for _, f := range found {
			names = append(names, f.Name)
		}
		if err != nil || !slices.Equal(names, want) || total != len(want) {
			t.Errorf("%q finds %v of %d, %v; want %v", text, names, total, err, want)
		}
	}
	if found, total, err := s.FindUnits(context.Background(), "市", 1); err != nil || len(found) != 1 || total != 3 {
		t.Errorf("the first of %d: %v %v", total, found, err)
	}
	if _, _, err := s.FindUnits(context.Background(), strings.Repeat("财 ", 10_000), 10); err != nil {
		t.Error(err)
	}
}
