package data

import (
	"context"
	"database/sql"
	"fmt"

	"mingzhang/internal/fiscal"
)

// Comparer says how the reports of two consecutive years of a unit compare.
type Comparer func(before, after *fiscal.Report) []fiscal.Restatement

// Restate compares the newest editions of consecutive years that are not
// compared yet by this version of the rule: of one unit, or (0) of all. It
// returns how many pairs it has compared.
func (s *Store) Restate(ctx context.Context, unitID int64, version int, compare Comparer) (int, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT b.id, a.id FROM editions a JOIN editions b ON b.unit_id = a.unit_id AND b.year = a.year - 1
		WHERE (?1 = 0 OR a.unit_id = ?1)
		AND `+currentPair+`
		AND NOT EXISTS (SELECT 1 FROM restated r WHERE r.before_edition = b.id AND r.after_edition = a.id AND r.rule = ?2)
		ORDER BY a.unit_id, a.year`, unitID, version)
	pairs, err := collect(rows, err, func(r *sql.Rows) (p [2]int64, err error) { return p, r.Scan(&p[0], &p[1]) })
	if err != nil {
		return 0, err
	}
	var last *fiscal.Report // of lastID: the later report of a pair is the earlier one of the next
	var lastID int64
	for n, p := range pairs {
		before := last
		if p[0] != lastID {
			if before, err = s.Stated(ctx, p[0]); err != nil {
				return n, err
			}
		}
		after, err := s.Stated(ctx, p[1])
		if err != nil {
			return n, err
		}
		if err := s.writeRestatements(ctx, p, version, compare(before, after)); err != nil {
			return n, err
		}
		last, lastID = after, p[1]
	}
	return len(pairs), nil
}

func (s *Store) writeRestatements(ctx context.Context, pair [2]int64, version int, all []fiscal.Restatement) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("数据库正忙，没有写入：%w", err)
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, `DELETE FROM restatements WHERE before_edition = ? AND after_edition = ?`, pair[0], pair[1]); err != nil {
		return err
	}
	w := &inserter{ctx: ctx, tx: tx}
	w.into("restatements", "before_edition, after_edition, ordinal, rule, kind, cause, before_fact, after_fact, difference, tolerance, measure, note", func(row func(...any)) {
		for i, x := range all {
			row(pair[0], pair[1], i, x.Rule, string(x.Kind), string(x.Cause), x.Before, x.After, x.Difference, x.Tolerance, string(x.Measure), x.Note)
		}
	})
	if w.err != nil {
		return w.err
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO restated (before_edition, after_edition, rule) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET rule = ?3`, pair[0], pair[1], version); err != nil {
		return err
	}
	if err := grow(ctx, tx); err != nil {
		return err
	}
	return tx.Commit()
}
