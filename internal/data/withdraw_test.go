package data_test

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"testing"
	"time"

	"mingzhang/internal/audit"
	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
)

var reviewer = audit.Actor{ID: 7, Name: "王五"}

func withdraw(t testing.TB, s *data.Store, unit int64, year int) data.Withdrawal {
	t.Helper()
	w, err := s.Withdraw(context.Background(), unit, year, 0, "附件含个人信息", time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), audit.Entry{Actor: reviewer})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// shown counts what the store shows of a unit, by where.
func shown(t *testing.T, s *data.Store, e data.Edition) map[string]int {
	t.Helper()
	ctx := context.Background()
	n := map[string]int{}
	put := func(name string, found int, err error) {
		t.Helper()
		if err != nil && !errors.Is(err, data.ErrNotFound) {
			t.Fatal(name, err)
		}
		n[name] = found
	}
	page := data.Page{Limit: 1000}
	whole := data.Scope{All: true}
	all, err := s.AllCurrent(ctx)
	put("current", len(all), err)
	latest, err := s.Latest(ctx, 10)
	put("latest", len(latest), err)
	of, err := s.LatestOf(ctx, data.PublicationFilter{}, 10)
	put("latest of", len(of), err)
	reports, err := s.Reports(ctx, whole, page)
	put("reports", len(reports), err)
	facts, err := s.Facts(ctx, data.FactFilter{Scope: whole}, page)
	put("facts", len(facts), err)
	facts, err = s.Facts(ctx, data.FactFilter{Scope: data.Scope{Edition: e.Key}}, page)
	put("facts of edition", len(facts), err)
	terms, err := s.Terms(ctx, whole, page)
	put("terms", len(terms), err)
	unread, err := s.Unread(ctx, whole, page)
	put("unread", len(unread), err)
	defined, err := s.GlossaryTerms(ctx)
	put("glossary", len(defined), err)
	series, err := s.Series(ctx, e.UnitID, []fiscal.Item{fiscal.ExpenseYear}, []fiscal.Basis{fiscal.Final})
	put("series", len(series), err)
	years, err := s.Years(ctx)
	put("years", len(years), err)
	ranking, err := s.Rank(ctx, data.RankQuery{Item: fiscal.ExpenseYear, Year: e.Year, By: data.ByAmount, Order: data.Descending}, 0, 10)
	put("ranking", ranking.Total, err)
	evaluations, err := s.Evaluations(ctx, data.EvaluationFilter{Limit: 10})
	put("evaluations", len(evaluations), err)
	unindexed, err := s.Unindexed(ctx, "no such version")
	put("to be indexed", len(unindexed), err)
	count, err := s.Count(ctx)
	put("count", count.Reports+count.Editions, err)
	sizes, err := s.Sizes(ctx)
	put("sizes", sizes.Facts+sizes.Editions+sizes.Checks+sizes.Terms+sizes.Funds, err)
	text, err := s.TextByKey(ctx, e.Key)
	put("text", len(text), err)
	names, err := s.PrintedNames(ctx, e.UnitID)
	put("printed names", len(names), err)
	editions, err := s.Editions(ctx, e.UnitID, e.Year)
	put("editions", len(editions), err)
	return n
}

// What was withdrawn is in no list; the rows drawn from it are gone, those that
// state it stay. With edition n+1 everything is back.
func TestWithdraw(t *testing.T) {
	ctx := context.Background()
	s, path := store(t)
	p := publication(t)
	first, _ := publish(t, s, p)
	second, _ := publish(t, s, corrected(t, p, "12.34"))
	before := shown(t, s, second)
	for name, n := range before {
		if n == 0 {
			t.Errorf("%s shows nothing, the test proves nothing", name)
		}
	}
	w := withdraw(t, s, first.UnitID, first.Year)
	if w.UpTo != 2 || w.Reason != "附件含个人信息" || w.By != "王五" || w.Stands {
		t.Errorf("%+v", w)
	}
	for name, n := range shown(t, s, second) {
		if n != 0 {
			t.Errorf("%s still shows %d", name, n)
		}
	}
	db, err := sql.Open("sqlite", "file:"+strings.ReplaceAll(strings.ReplaceAll(path, " ", "%20"), "?", "%3f"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, table := range []string{"standings", "stood", "unread_topics", "passages", "causes", "unexplained", "evaluation_list", "evaluation_findings", "evaluation_coverage", "restatements", "restated"} {
		if n := atoi(t, strs(t, db, `SELECT count(*) FROM `+table+` WHERE `+map[bool]string{true: "after_edition", false: "edition_id"}[strings.HasPrefix(table, "restate")]+` IS NOT NULL`)[0]); n != 0 {
			t.Errorf("%s has %d rows", table, n)
		}
	}
	if n := atoi(t, strs(t, db, `SELECT count(*) FROM facts`)[0]); n != 2*len(p.Report.Facts) {
		t.Errorf("%d facts are kept", n)
	}
	if _, err := db.Exec(`DELETE FROM withdrawn`); err == nil {
		t.Error("a withdrawal could be taken back")
	}
	var gone *data.Withdrawn
	for name, err := range map[string]error{
		"current": one(s.Current(ctx, first.UnitID, first.Year)), "first": one(s.EditionByKey(ctx, first.Key)), "second": one(s.EditionByKey(ctx, second.Key)),
		"again": one(s.Withdraw(ctx, first.UnitID, first.Year, 0, "再撤一次", time.Now(), audit.Entry{Actor: reviewer})),
	} {
		if !errors.As(err, &gone) || gone.Reason != w.Reason || gone.Unit.ID != first.UnitID || !errors.Is(err, data.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, _, err = s.Figure(ctx, fiscal.FigureID{Edition: second.Key, At: 1})
	if !errors.As(err, &gone) {
		t.Error("a figure of it:", err)
	}
	if _, o := publish(t, s, p); o != data.Unchanged {
		t.Error("loading the file again brought it back:", o)
	}

	third, _ := publish(t, s, corrected(t, p, "12.35"))
	if third.Number != 3 || !third.Current {
		t.Errorf("%+v", third)
	}
	after := shown(t, s, third)
	for name, n := range after {
		if n == 0 {
			t.Errorf("%s does not show edition 3", name)
		}
	}
	if after["editions"] != 1 || after["reports"] != 1 {
		t.Errorf("withdrawn editions are back: %v", after)
	}
	if _, err := s.EditionByKey(ctx, first.Key); !errors.As(err, &gone) || !gone.Stands {
		t.Error("edition 1 is not withdrawn any more:", err)
	}
	trail, err := s.Trail(ctx, data.TrailFilter{Action: audit.EditionWithdrawn}, 0, 10)
	if err != nil || len(trail) != 1 || trail[0].Subject != "edition:"+second.Key || trail[0].Actor != reviewer {
		t.Errorf("%+v %v", trail, err)
	}
	if all, err := s.Withdrawals(ctx, data.WithdrawalFilter{Unit: first.UnitID, Region: "650100"}, 10); err != nil || len(all) != 1 || !all[0].Stands {
		t.Errorf("%+v %v", all, err)
	}
}

func one[T any](_ T, err error) error { return err }

func TestWithdrawWithoutReason(t *testing.T) {
	s, _ := store(t)
	e, _ := publish(t, s, publication(t))
	for _, reason := range []string{"", " \n", strings.Repeat("长", 501)} {
		if _, err := s.Withdraw(context.Background(), e.UnitID, e.Year, 0, reason, time.Now(), audit.Entry{Actor: reviewer}); err == nil {
			t.Errorf("%.20q was taken", reason)
		}
	}
	var no *data.Refused
	if _, err := s.Withdraw(context.Background(), e.UnitID, e.Year, 2, "理由", time.Now(), audit.Entry{Actor: reviewer}); !errors.As(err, &no) {
		t.Error("withdrawn what was not seen:", err)
	}
	if _, err := s.Withdraw(context.Background(), e.UnitID, 2001, 0, "理由", time.Now(), audit.Entry{Actor: reviewer}); !errors.Is(err, data.ErrNotFound) {
		t.Error(err)
	}
}

// A unit that was renamed hands its editions over, and they stay withdrawn.
func TestWithdrawnIsHandedOver(t *testing.T) {
	s, path := store(t)
	e, _ := publish(t, s, publication(t))
	withdraw(t, s, e.UnitID, e.Year)
	db, err := sql.Open("sqlite", "file:"+strings.ReplaceAll(strings.ReplaceAll(path, " ", "%20"), "?", "%3f"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, query := range []string{
		`INSERT INTO units (id, name, region, region_inferred, slug) VALUES (99, '新名', '650105', 0, '新名')`,
		`INSERT INTO unit_changes (id, kind, unit_id, was, now, back, note, declared_at) VALUES (1, 'rename', 99, '旧', '新', 0, '', '2026-01-01T00:00:00Z')`,
		`INSERT INTO handovers (edition_id, from_unit, to_unit, change_id) SELECT id, unit_id, 99, 1 FROM editions`,
		`UPDATE editions SET unit_id = 99`,
	} {
		if _, err := db.Exec(query); err != nil {
			t.Fatal(err)
		}
	}
	var gone *data.Withdrawn
	if _, err := s.Current(context.Background(), 99, e.Year); !errors.As(err, &gone) || gone.Unit.ID != 99 {
		t.Error(err)
	}
	all, err := s.Withdrawals(context.Background(), data.WithdrawalFilter{Unit: 99}, 10)
	if err != nil || len(all) != 1 {
		t.Errorf("%+v %v", all, err)
	}
}
