package data_test

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"testing"

	"mingzhang/internal/data"
)

// crowd multiplies the first edition of a store into units × years of them,
// past the publishing that would take minutes.
func crowd(t testing.TB, path string, units, years int) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	do := func(query string, args ...any) {
		if _, err := tx.Exec(query, args...); err != nil {
			t.Fatal(query, err)
		}
	}
	for u := range units {
		do(`INSERT INTO units SELECT ?, ?, region, 0, slug FROM units WHERE id = 1`, u+2, fmt.Sprintf("第%04d委员会", u))
		do(`INSERT INTO unit_names (unit_id, name, kind, ordinal) VALUES (?1, ?2, 'main', 0), (?1, ?3, 'alias', 1)`, u+2, fmt.Sprintf("第%04d委员会", u), fmt.Sprintf("又名%d", u))
		for y := range years {
			id := 2 + u*years + y
			key := fmt.Sprintf("%064x", id)
			do(`INSERT INTO documents SELECT ?, name, media_type, bytes, pages, x'', '', layout, parts, omitted FROM documents LIMIT 1`, key)
			do(`INSERT INTO editions SELECT ?, ?, ?, ?, 1, ?, published_at, reader_version, source_title, source_url, disclosed, licence, note, reason FROM editions WHERE id = 1`,
				id, key, u+2, 2019+y, key)
			do(`INSERT INTO facts SELECT ?, ordinal, item, class, class_code, economic_class, economic_code, basis, value, measure, amount, origin, derived_from, section, start, "end", text, page, form
				FROM facts WHERE edition_id = 1 AND class IS NULL`, id)
			do(`INSERT INTO evaluations SELECT ?, ordinal, kind, title, name, department, implementer, year, '', '', total_weight, total_score, section, start, "end", page, measure FROM evaluations WHERE edition_id = 1`, id)
			do(`INSERT INTO evaluation_funds SELECT ?, evaluation, ordinal, source, initial_budget, full_budget, executed, weight, rate, score FROM evaluation_funds WHERE edition_id = 1`, id)
			do(`INSERT INTO evaluation_indicators SELECT ?, evaluation, ordinal, level1, level2, level3, target, basis, prior, weight, rule, evidence, actual, completion, score, deviation
				FROM evaluation_indicators WHERE edition_id = 1`, id)
			do(`INSERT INTO evaluation_cells SELECT ?, evaluation, address, section, start, "end", '', page FROM evaluation_cells WHERE edition_id = 1`, id)
			do(`INSERT INTO checks SELECT ?, ordinal, rule, title, status, stated, computed, formula, difference, tolerance, note, facts, cells, sources FROM checks WHERE edition_id = 1`, id)
			do(`INSERT INTO evaluation_list SELECT ?1, evaluation, ?2, ?3, kind, name, budget + ?1 * 7919 % 1000003, executed, rate, total_score, indicators, findings
				FROM evaluation_list WHERE edition_id = 1`, id, u+2, 2019+y)
			do(`INSERT INTO evaluation_findings SELECT ?, evaluation, "check", ?, ?, kind, indicator, cell, words FROM evaluation_findings WHERE edition_id = 1`, id, u+2, 2019+y)
			do(`INSERT INTO evaluation_coverage SELECT ?, ?, ?, projects, unstated, executed, fact, spending, share FROM evaluation_coverage WHERE edition_id = 1`, id, u+2, 2019+y)
		}
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
}

// Benchmarks of the lists over 500 units × 6 years.
func BenchmarkEvaluations(b *testing.B) {
	s, path := store(b)
	publish(b, s, checked(b))
	crowd(b, path, 500, 6)
	ctx := context.Background()
	run := func(name string, f func() (int, error)) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if n, err := f(); err != nil || n == 0 {
					b.Fatal(n, err)
				}
			}
		})
	}
	for _, f := range []data.EvaluationFilter{{}, {Contradicted: true}, {Query: "0123"}, {Order: data.ByName, Offset: 9000, Ascending: true}} {
		f.Limit = 50
		run(fmt.Sprintf("list %t %s %d", f.Contradicted, f.Query, f.Offset), func() (int, error) {
			rows, err := s.Evaluations(ctx, f)
			return len(rows), err
		})
	}
	run("count", func() (int, error) {
		c, err := s.CountEvaluations(ctx, data.EvaluationFilter{})
		return c.Tables, err
	})
	run("years", func() (int, error) {
		y, err := s.EvaluationYears(ctx)
		return len(y), err
	})
	run("findings", func() (int, error) {
		rows, n, err := s.Findings(ctx, data.EvaluationFilter{Limit: 50})
		return min(n, len(rows)), err
	})
	run("findings named", func() (int, error) {
		rows, n, err := s.Findings(ctx, data.EvaluationFilter{Limit: 50, Query: "补贴"})
		return min(n, len(rows)), err
	})
	run("coverage", func() (int, error) {
		rows, n, err := s.Coverage(ctx, data.EvaluationFilter{Limit: 50}, data.CoverageByShare)
		return min(n, len(rows)), err
	})
}
