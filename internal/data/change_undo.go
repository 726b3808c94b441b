package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"mingzhang/internal/fiscal"
)

// Undo takes back what was said to have become of a unit. Editions that were
// handed over, or published under the name that is no longer the unit's, go
// back to a unit of that name.
func (s *Store) Undo(ctx context.Context, id int64, now time.Time) (Change, error) {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return Change{}, fmt.Errorf("数据库正忙，没有写入：%w", err)
	}
	defer tx.Rollback()
	c, err := scanChange(tx.QueryRowContext(ctx, selectChange+`AND c.id = ?`, id))
	if err != nil {
		if errors.Is(err, ErrNotFound) {
			return c, fmt.Errorf("没有第 %d 条变更，或者已经撤销，用 portal unit list 查看", id)
		}
		return c, err
	}
	if c.Kind == Rename {
		if err := undoRename(ctx, tx, c); err != nil {
			return c, err
		}
	}
	if _, err := tx.ExecContext(ctx, `UPDATE unit_changes SET undone_at = ? WHERE id = ?`, now.UTC().Format(time.RFC3339), id); err != nil {
		return c, err
	}
	if err := grow(ctx, tx); err != nil {
		return c, err
	}
	if err := tx.Commit(); err != nil {
		return c, err
	}
	return c, s.derive(ctx)
}

func undoRename(ctx context.Context, tx *sql.Tx, c Change) error {
	var later, back int64
	var other sql.NullInt64
	err := tx.QueryRowContext(ctx, `SELECT back, other_id, (SELECT coalesce(max(id), 0) FROM unit_changes l WHERE l.unit_id = c.unit_id AND l.kind = 'rename' AND l.undone_at IS NULL AND l.id > c.id)
		FROM unit_changes c WHERE id = ?`, c.ID).Scan(&back, &other, &later)
	if err != nil {
		return err
	}
	if later != 0 {
		return fmt.Errorf("第 %d 条之后这个单位又更过名，请先撤销第 %d 条", c.ID, later)
	}
	w := &declaring{ctx: ctx, tx: tx}
	gone, kept := c.Now, c.Was
	if back == 1 {
		gone, kept = c.Was, c.Now
	}
	holder := other.Int64
	if kept != c.Unit.Name {
		if err := w.callUnit(c.Unit, kept, holder); err != nil {
			return err
		}
	}
	printed := `e.unit_id = ?1 AND (EXISTS (SELECT 1 FROM reports r WHERE r.edition_id = e.id AND r.unit_name = ?2)
		OR EXISTS (SELECT 1 FROM handovers h WHERE h.edition_id = e.id AND h.change_id = ?3))`
	if !other.Valid {
		if holder, err = w.ownUnit(c.Unit, gone, printed, c.ID); err != nil {
			return err
		}
	}
	if holder != 0 {
		if _, err := tx.ExecContext(ctx, `UPDATE units SET same_as = CASE id WHEN ?1 THEN NULL ELSE ?1 END
			WHERE id = ?1 OR same_as = ?2 AND id IN (SELECT other_id FROM unit_changes WHERE unit_id = ?1 AND kind = 'rename' AND undone_at IS NULL)`, holder, c.Unit.ID); err != nil {
			return err
		}
		if err := handOver(ctx, tx, c.ID, c.Unit.ID, holder, printed, c.Unit.ID, gone, c.ID); err != nil {
			return err
		}
	}
	// Names that came with the other record are numbered from 100.
	if _, err := tx.ExecContext(ctx, `DELETE FROM unit_names WHERE unit_id = ?1 AND name <> ?3
		AND (name = ?2 OR ordinal >= 100 AND name IN (SELECT name FROM unit_names WHERE unit_id = ?4))`, c.Unit.ID, gone, kept, holder); err != nil {
		return err
	}
	open := `to_year`
	if back == 1 {
		open = `from_year`
	}
	if _, err = tx.ExecContext(ctx, `UPDATE unit_names SET `+open+` = NULL WHERE unit_id = ? AND name = ?`, c.Unit.ID, kept); err != nil {
		return err
	}
	return w.reindex(c.Unit.ID, holder)
}

// ownUnit makes a unit of a name for the editions printed under it; 0 when
// there are none.
func (w *declaring) ownUnit(u Unit, name, printed string, change int64) (id int64, err error) {
	var some bool
	if err := w.tx.QueryRowContext(w.ctx, `SELECT EXISTS (SELECT 1 FROM editions e WHERE `+printed+`)`, u.ID, name, change).Scan(&some); err != nil || !some {
		return 0, err
	}
	own := fiscal.Unit{Name: name, Region: u.Region}
	if id, err = insertUnit(w.ctx, w.tx, own, u.RegionInferred); err != nil {
		return 0, err
	}
	return id, nameUnit(w.ctx, w.tx, id, own)
}
