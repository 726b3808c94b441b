package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"mingzhang/internal/fiscal"
)

// Declaration is what somebody says became of a unit.
type Declaration struct {
	Kind  ChangeKind
	Unit  int64  // that goes on
	Other string // rename: the other name; else the other unit's name
	// Back says that Other is the name before and the unit's own the one after.
	Back bool
	Year int // the first 决算年度 after it, 0 when unknown
	Note string
	Now  time.Time
}

// Declare writes down what became of a unit. A unit that was renamed has one
// identity from then on: where both names had a record, the editions of both
// stand under one, and the other's address leads there. Units that were merged
// or split keep their own accounts. To say the same again changes nothing; made
// is false then.
func (s *Store) Declare(ctx context.Context, d Declaration) (c Change, made bool, err error) {
	if d.Other = strings.TrimSpace(d.Other); slug(d.Other) == "" {
		return c, false, errors.New("没有写明名称")
	}
	if d.Year != 0 && (d.Year < 1900 || d.Year > 2099) {
		return c, false, fmt.Errorf("年度 %d 不对：要四位数字的决算年度，例如 2024", d.Year)
	}
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return c, false, fmt.Errorf("数据库正忙，没有写入：%w", err)
	}
	defer tx.Rollback()
	w := &declaring{ctx: ctx, tx: tx, d: d}
	id, made, err := w.declare()
	if err != nil {
		return c, false, err
	}
	if c, err = scanChange(tx.QueryRowContext(ctx, selectChange+`AND c.id = ?`, id)); err != nil || !made {
		return c, false, err
	}
	if err := grow(ctx, tx); err != nil {
		return c, false, err
	}
	if err := tx.Commit(); err != nil {
		return c, false, err
	}
	return c, true, s.derive(ctx)
}

// declaring is a declaration being written.
type declaring struct {
	ctx context.Context
	tx  *sql.Tx
	d   Declaration
}

func (w *declaring) declare() (id int64, made bool, err error) {
	u, err := scanUnit(w.tx.QueryRowContext(w.ctx, `SELECT `+unitColumns+` FROM units u WHERE u.id = (SELECT coalesce(same_as, id) FROM units WHERE id = ?)`, w.d.Unit))
	if err != nil {
		if errors.Is(err, sql.ErrNoRows) {
			return 0, false, fmt.Errorf("没有编号为 %d 的单位，用 portal unit list 查编号", w.d.Unit)
		}
		return 0, false, err
	}
	if w.d.Kind == Rename {
		return w.rename(u)
	}
	return w.join(u)
}

// recorded returns the record of a name in the same region, 0 when there is none.
func (w *declaring) recorded(name, region string) (id int64, err error) {
	err = w.tx.QueryRowContext(w.ctx, `SELECT id FROM units WHERE name = ? AND region = ?`, name, region).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return id, err
}

// said returns the change that says the same, 0 when there is none. A year that
// was not known is filled in.
func (w *declaring) said(unit int64, was, now string) (id int64, changed bool, err error) {
	var year int
	err = w.tx.QueryRowContext(w.ctx, `SELECT id, coalesce(year, 0) FROM unit_changes WHERE undone_at IS NULL AND kind = ? AND unit_id = ? AND was = ? AND now = ?`,
		string(w.d.Kind), unit, was, now).Scan(&id, &year)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return 0, false, nil
	case err != nil, w.d.Year == 0, w.d.Year == year:
		return id, false, err
	case year != 0:
		return 0, false, fmt.Errorf("已经写明“%s”与“%s”从 %d 年度起%s；要改成 %d 年度，请先用 portal unit undo %d 撤销", was, now, year, w.d.Kind.Term(), w.d.Year, id)
	}
	if _, err = w.tx.ExecContext(w.ctx, `UPDATE unit_changes SET year = ? WHERE id = ?`, w.d.Year, id); err == nil && w.d.Kind == Rename {
		err = w.dateNames(unit, was, now)
	}
	return id, true, err
}

func (w *declaring) insert(unit int64, other any, was, now string) (id int64, err error) {
	err = w.tx.QueryRowContext(w.ctx, `INSERT INTO unit_changes (kind, year, unit_id, other_id, was, now, back, note, declared_at) VALUES (?, nullif(?, 0), ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
		string(w.d.Kind), w.d.Year, unit, other, was, now, w.d.Back, w.d.Note, w.d.Now.UTC().Format(time.RFC3339)).Scan(&id)
	return id, err
}

// join writes a merger or a split down. The accounts of either unit stay its own.
func (w *declaring) join(u Unit) (int64, bool, error) {
	if w.d.Other == u.Name {
		return 0, false, fmt.Errorf("“%s”不能与自己%s", u.Name, w.d.Kind.Term())
	}
	if w.d.Year == 0 {
		return 0, false, errors.New("没有写明从哪个决算年度起")
	}
	if id, changed, err := w.said(u.ID, w.d.Other, u.Name); id != 0 || err != nil {
		return id, changed, err
	}
	var other any
	switch id, err := w.recorded(w.d.Other, u.Region); {
	case err != nil:
		return 0, false, err
	case id != 0:
		other = id
	}
	id, err := w.insert(u.ID, other, w.d.Other, u.Name)
	return id, true, err
}

// rename gives the unit another name, or an earlier one.
func (w *declaring) rename(u Unit) (int64, bool, error) {
	was, now := u.Name, w.d.Other
	if !w.d.Back && now == u.Name { // said already, or there is nothing to say
		was = w.lastName(u.ID)
	}
	if w.d.Back {
		was, now = w.d.Other, u.Name
	}
	if id, changed, err := w.said(u.ID, was, now); id != 0 || err != nil {
		return id, changed, err
	}
	if was == now || was == "" {
		return 0, false, fmt.Errorf("“%s”已经是这个名称", now)
	}
	other, err := w.recorded(w.d.Other, u.Region)
	if err != nil {
		return 0, false, err
	}
	var taken any
	var same sql.NullInt64
	if other != 0 {
		if err := w.tx.QueryRowContext(w.ctx, `SELECT same_as FROM units WHERE id = ?`, other).Scan(&same); err != nil {
			return 0, false, err
		}
		switch {
		case same.Valid && same.Int64 != u.ID:
			return 0, false, fmt.Errorf("“%s”已经并在另一个单位（编号 %d）名下，请先用 portal unit undo 撤销", w.d.Other, same.Int64)
		case !same.Valid:
			taken = other
			if err := w.apart(u, other); err != nil {
				return 0, false, err
			}
		}
	}
	id, err := w.insert(u.ID, taken, was, now)
	if err != nil {
		return 0, false, err
	}
	if taken != nil {
		if err := w.takeOver(id, u.ID, other); err != nil {
			return 0, false, err
		}
	}
	if !w.d.Back {
		if err := w.callUnit(u, now, other); err != nil {
			return 0, false, err
		}
	}
	if err := w.dateNames(u.ID, was, now); err != nil {
		return 0, false, err
	}
	return id, true, w.reindex(u.ID, other)
}

// reindex makes units be found by the names that they have now.
func (w *declaring) reindex(units ...int64) error {
	for _, id := range units {
		if id == 0 {
			continue
		}
		if err := renameIndexed(w.ctx, w.tx, id); err != nil {
			return err
		}
	}
	return nil
}

// lastName returns the name that the unit had before its present one.
func (w *declaring) lastName(unit int64) (name string) {
	err := w.tx.QueryRowContext(w.ctx, `SELECT was FROM unit_changes WHERE undone_at IS NULL AND kind = 'rename' AND back = 0 AND unit_id = ? ORDER BY id DESC LIMIT 1`, unit).Scan(&name)
	if err != nil {
		return ""
	}
	return name
}

// apart refuses to make one of two units that have accounts of the same year.
func (w *declaring) apart(u Unit, other int64) error {
	var year sql.NullInt64
	err := w.tx.QueryRowContext(w.ctx, `SELECT min(a.year) FROM editions a JOIN editions b ON b.year = a.year AND b.unit_id = ? WHERE a.unit_id = ?`, other, u.ID).Scan(&year)
	if err != nil || !year.Valid {
		return err
	}
	return fmt.Errorf("“%s”（编号 %d）与“%s”（编号 %d）都有 %d 年度的决算，不会是同一个单位前后的两个名称。如果是合并，请用 portal unit merge", u.Name, u.ID, w.d.Other, other, year.Int64)
}

// takeOver makes the record other part of the unit: its editions, names and
// what was said of it.
func (w *declaring) takeOver(change, unit, other int64) error {
	if err := handOver(w.ctx, w.tx, change, other, unit, `e.unit_id = ?`, other); err != nil {
		return err
	}
	for _, q := range []string{
		`UPDATE units SET same_as = ?1 WHERE id = ?2 OR same_as = ?2`,
		`INSERT INTO unit_names (unit_id, name, kind, ordinal, from_year, to_year, initials) SELECT ?1, name, kind, ordinal + 100, from_year, to_year, initials FROM unit_names WHERE unit_id = ?2 ON CONFLICT DO NOTHING`,
	} {
		if _, err := w.tx.ExecContext(w.ctx, q, unit, other); err != nil {
			return err
		}
	}
	return nil
}

// callUnit gives the unit its new name; the record that has it so far gets the
// unit's old one.
func (w *declaring) callUnit(u Unit, name string, holder int64) error {
	set := func(id int64, name string) error {
		_, err := w.tx.ExecContext(w.ctx, `UPDATE units SET name = ?, slug = ?, kind = ? WHERE id = ?`, name, slug(name), string(fiscal.KindOfUnit(name)), id)
		return err
	}
	if holder != 0 {
		if err := set(holder, u.Name+"\n"); err != nil { // out of the way of the name it is to give up
			return err
		}
	}
	if err := set(u.ID, name); err != nil {
		return err
	}
	if holder != 0 {
		return set(holder, u.Name)
	}
	return nil
}

// dateNames writes down from when to when the unit carries two names.
func (w *declaring) dateNames(unit int64, was, now string) error {
	for _, n := range []struct {
		name     string
		from, to int
	}{{was, 0, max(0, w.d.Year-1)}, {now, w.d.Year, 0}} {
		if _, err := w.tx.ExecContext(w.ctx, `INSERT INTO unit_names (unit_id, name, kind, ordinal, from_year, to_year, initials) VALUES (?1, ?2, 'main', 0, nullif(?3, 0), nullif(?4, 0), ?5)
			ON CONFLICT (unit_id, name) DO UPDATE SET kind = 'main', from_year = coalesce(excluded.from_year, from_year), to_year = coalesce(excluded.to_year, to_year)`,
			unit, n.name, n.from, n.to, typedAs(n.name)); err != nil {
			return err
		}
	}
	return nil
}
