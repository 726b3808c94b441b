package data

import (
	"context"
	"database/sql"
	"strings"

	"mingzhang/internal/fiscal"
	"mingzhang/internal/initials"
)

// derive brings up to date what is drawn from what documents say: the kinds
// and initials of units, the standings of their newest editions. A new
// database has nothing to draw, nor has one that was closed by this version.
func (s *Store) derive(ctx context.Context) error {
	if err := s.deriveUnits(ctx); err != nil {
		return err
	}
	for {
		done, err := s.deriveStandings(ctx)
		if err != nil || done {
			return err
		}
	}
}

// unitName is one name of a unit with what is drawn from it.
type unitName struct {
	unit     int64
	name     string
	initials string
}

func (s *Store) deriveUnits(ctx context.Context) error {
	rows, err := s.write.QueryContext(ctx, `SELECT id, name, kind FROM units`)
	units, err := collect(rows, err, func(r *sql.Rows) (u unitName, err error) { return u, r.Scan(&u.unit, &u.name, &u.initials) })
	if err != nil {
		return err
	}
	rows, err = s.write.QueryContext(ctx, `SELECT unit_id, name, initials FROM unit_names`)
	names, err := collect(rows, err, func(r *sql.Rows) (u unitName, err error) { return u, r.Scan(&u.unit, &u.name, &u.initials) })
	if err != nil {
		return err
	}
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	changed := false
	for _, u := range units {
		if kind := string(fiscal.KindOfUnit(u.name)); kind != u.initials {
			changed = true
			if _, err := tx.ExecContext(ctx, `UPDATE units SET kind = ? WHERE id = ?`, kind, u.unit); err != nil {
				return err
			}
		}
	}
	for _, n := range names {
		if typed := typedAs(n.name); typed != n.initials {
			changed = true
			if _, err := tx.ExecContext(ctx, `UPDATE unit_names SET initials = ? WHERE unit_id = ? AND name = ?`, typed, n.unit, n.name); err != nil {
				return err
			}
		}
	}
	if !changed {
		return nil
	}
	if err := grow(ctx, tx); err != nil {
		return err
	}
	return tx.Commit()
}

// typedAs returns the initials of a name as unit_names keeps them.
func typedAs(name string) string { return strings.Join(initials.Of(name), " ") }

// deriveAtOnce is how many editions are drawn in one transaction: others may
// write between two.
const deriveAtOnce = 50

// deriveStandings draws the standings of some editions; done says that no more
// are left.
func (s *Store) deriveStandings(ctx context.Context) (done bool, err error) {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return false, err
	}
	defer tx.Rollback()
	rows, err := tx.QueryContext(ctx, `SELECT e.id, e.unit_id, e.year FROM editions e
		WHERE NOT EXISTS (SELECT 1 FROM stood s WHERE s.edition_id = e.id AND s.rule = ?)
		AND `+currentOnly+`
		ORDER BY e.id LIMIT ?`, standingRule, deriveAtOnce)
	editions, err := collect(rows, err, func(r *sql.Rows) (e edition, err error) { return e, r.Scan(&e.id, &e.unit, &e.year) })
	if err != nil || len(editions) == 0 {
		return true, err
	}
	for _, e := range editions {
		q := &selector{ctx: ctx, tx: tx, id: e.id}
		r, err := q.head()
		if err != nil {
			return false, err
		}
		r.Facts, r.Sections, r.Coverage.Unread = q.facts(), q.sections(), q.unread()
		if q.err != nil {
			return false, q.err
		}
		if err := writeStandings(ctx, tx, e, r); err != nil {
			return false, err
		}
	}
	if err := grow(ctx, tx); err != nil {
		return false, err
	}
	return len(editions) < deriveAtOnce, tx.Commit()
}
