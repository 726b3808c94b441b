package data

import (
	"context"
	"database/sql"
)

// handOver gives editions of one unit to another, by the change that says why.
// What the editions state is not touched; what is drawn by unit is taken away,
// to be drawn anew: standings by derive, what is searched as Unindexed says.
func handOver(ctx context.Context, tx *sql.Tx, change, from, to int64, where string, args ...any) error {
	rows, err := tx.QueryContext(ctx, `SELECT e.id, e.unit_id, e.year FROM editions e WHERE `+where+` ORDER BY e.id`, args...)
	all, err := collect(rows, err, func(r *sql.Rows) (e edition, err error) { return e, r.Scan(&e.id, &e.unit, &e.year) })
	if err != nil || len(all) == 0 {
		return err
	}
	ids := make([]int64, len(all))
	for i, e := range all {
		ids[i] = e.id
		if err := forget(ctx, tx, e.unit, e.year); err != nil {
			return err
		}
	}
	list := asJSON(ids)
	if _, err := tx.ExecContext(ctx, `INSERT INTO handovers (edition_id, from_unit, to_unit, change_id) SELECT value, ?2, ?3, ?4 FROM json_each(?1)`, list, from, to, change); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `UPDATE editions SET unit_id = ?2 WHERE id IN (SELECT value FROM json_each(?1))`, list, to); err != nil {
		return err
	}
	for _, listed := range evaluationLists {
		if _, err := tx.ExecContext(ctx, `UPDATE `+listed+` SET unit_id = ?2 WHERE edition_id IN (SELECT value FROM json_each(?1))`, list, to); err != nil {
			return err
		}
	}
	for _, drawn := range []string{"standings", "unread_topics", "stood"} {
		if _, err := tx.ExecContext(ctx, `DELETE FROM `+drawn+` WHERE edition_id IN (SELECT value FROM json_each(?))`, list); err != nil {
			return err
		}
	}
	for _, keeps := range []string{"evaluation_list", "evaluation_findings", "evaluation_coverage"} {
		if _, err := tx.ExecContext(ctx, `UPDATE `+keeps+` SET unit_id = ?2 WHERE edition_id IN (SELECT value FROM json_each(?1))`, list, to); err != nil {
			return err
		}
	}
	return nil
}
