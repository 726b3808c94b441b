package data

import (
	"context"
	"database/sql"
)

// RestatementRow is a Restatement of a list, with its two facts. Whose is the
// later report.
type RestatementRow struct {
	Whose
	Ordinal    int
	Compared   Restatement // without its statements
	Own, Later FactRow
}

// Position returns the place of the row in its list.
func (r RestatementRow) Position() Position { return Position{Edition: r.id, Ordinal: r.Ordinal} }

// RestatementPage returns a page of what the newest editions of consecutive
// years say of the same, in the order in which the later ones were published.
// The scope is that of the later report; differs leaves out what agrees.
func (s *Store) RestatementPage(ctx context.Context, scope Scope, differs bool, p Page) ([]RestatementRow, error) {
	q := scope.where()
	if differs {
		q.add(`x.kind IN ('adjusted', 'recast')`)
	}
	if p.After.started() {
		q.add(`e.id >= ? AND (e.id, x.ordinal) > (?, ?)`, p.After.Edition, p.After.Edition, p.After.Ordinal)
	}
	// The earlier report is found by itself, so that the order is that of the
	// loops and nothing is sorted.
	query, args := `SELECT `+whoseColumns+`, x.ordinal, x.rule, x.kind, x.cause, x.before_fact, x.after_fact, x.difference, x.tolerance, x.measure, x.note,
		x.before_edition, e.year
		FROM editions e CROSS JOIN units u CROSS JOIN restatements x
		WHERE u.id = e.unit_id AND x.after_edition = e.id AND x.before_edition =
		(SELECT b.id FROM current_editions b WHERE b.unit_id = e.unit_id AND b.year = e.year - 1 ORDER BY b.number DESC LIMIT 1)
		AND `+q.String()+` ORDER BY e.id, x.ordinal LIMIT ?`, append(q.args, p.Limit)
	rows, err := s.read.QueryContext(ctx, query, args...)
	var before []int64
	all, err := collect(rows, err, func(r *sql.Rows) (row RestatementRow, err error) {
		c := &row.Compared
		var id int64
		err = r.Scan(append(row.columns(), &row.Ordinal, &c.Rule, &c.Kind, &c.Cause, &c.Before, &c.After, &c.Difference, &c.Tolerance, &c.Measure, &c.Note,
			&id, &c.Later.Year)...)
		before = append(before, id)
		c.UnitID = row.Unit.ID
		return row, err
	})
	if err != nil || len(all) == 0 {
		return nil, err
	}
	var wanted []factAt
	compared := make([]Restatement, len(all))
	for i, r := range all {
		wanted = append(wanted, factAt{before[i], r.Compared.Before}, factAt{r.id, r.Compared.After})
		compared[i] = r.Compared
	}
	if err := s.scopes(ctx, 0, compared); err != nil {
		return nil, err
	}
	facts, err := s.factsAt(ctx, wanted)
	for i := range all {
		all[i].Compared = compared[i]
		all[i].Own, all[i].Later = facts[wanted[2*i]], facts[wanted[2*i+1]]
	}
	return all, err
}
