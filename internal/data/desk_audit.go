package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"mingzhang/internal/audit"
)

// Record writes an entry into the trail. What changes something writes its
// entry in the transaction of the change, see record.
func (s *Store) Record(ctx context.Context, e audit.Entry) error {
	return s.change(ctx, func(tx *sql.Tx) error { return record(ctx, tx, time.Now(), e) })
}

// change does something in a transaction: all of it or nothing.
func (s *Store) change(ctx context.Context, do func(*sql.Tx) error) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("数据库正忙，没有写入：%w", err)
	}
	defer tx.Rollback()
	if err := do(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// record writes an entry into the trail within the transaction of what it
// tells of: the two are done together or not at all.
func record(ctx context.Context, tx *sql.Tx, now time.Time, e audit.Entry) error {
	e = e.Clean()
	detail, err := e.Canonical()
	if err != nil {
		return err
	}
	r := audit.Recorded{At: now.UTC().Format(time.RFC3339Nano), Actor: e.Actor, Action: e.Action, Subject: e.Subject, Detail: detail}
	err = tx.QueryRowContext(ctx, `SELECT number, hash FROM desk_audit ORDER BY number DESC LIMIT 1`).Scan(&r.Number, &r.Previous)
	if errors.Is(err, sql.ErrNoRows) {
		r.Previous, err = audit.Genesis, nil
	}
	if err != nil {
		return err
	}
	r.Number++
	if r.Hash, err = r.Sum(); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO desk_audit (number, at, actor_id, actor_name, action, subject, detail, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		r.Number, r.At, r.Actor.ID, r.Actor.Name, string(r.Action), r.Subject, r.Detail, r.Previous, r.Hash)
	if err != nil {
		return fmt.Errorf("操作记录没有写成，操作也没有做：%w", err)
	}
	return nil
}

// TrailFilter chooses entries of the trail; what is empty chooses all.
type TrailFilter struct {
	Actor    *int64 // the id of who did it, 0 for the command line
	Action   audit.Action
	Subject  string // all of it, or its kind: "user:3", "draft:"
	From, To time.Time
}

func (f TrailFilter) where() (string, []any) {
	var all []string
	var args []any
	add := func(condition string, more ...any) { all, args = append(all, condition), append(args, more...) }
	if f.Actor != nil {
		add(`actor_id = ?`, *f.Actor)
	}
	if f.Action != "" {
		add(`action = ?`, string(f.Action))
	}
	if kind, ok := strings.CutSuffix(f.Subject, ":"); ok {
		add(`subject >= ? AND subject < ?`, kind+":", kind+";") // ; follows : in ASCII
	} else if f.Subject != "" {
		add(`subject = ?`, f.Subject)
	}
	if !f.From.IsZero() {
		add(`at >= ?`, f.From.UTC().Format(sortable))
	}
	if !f.To.IsZero() {
		add(`at < ?`, f.To.UTC().Format(sortable))
	}
	if len(all) == 0 {
		return "1", nil
	}
	return strings.Join(all, " AND "), args
}

// sortable has whole seconds without a zone: it sorts before every moment of
// its second.
const sortable = "2006-01-02T15:04:05"

const selectTrail = `SELECT number, at, actor_id, actor_name, action, subject, detail, previous, hash FROM desk_audit `

func scanRecorded(r *sql.Rows) (e audit.Recorded, err error) {
	return e, r.Scan(&e.Number, &e.At, &e.Actor.ID, &e.Actor.Name, &e.Action, &e.Subject, &e.Detail, &e.Previous, &e.Hash)
}

// Trail returns up to limit entries, the newest first. before is the number of
// the last entry that was seen, 0 to begin.
func (s *Store) Trail(ctx context.Context, f TrailFilter, before int64, limit int) ([]audit.Recorded, error) {
	where, args := f.where()
	if before > 0 {
		where, args = where+` AND number < ?`, append(args, before)
	}
	rows, err := s.read.QueryContext(ctx, selectTrail+`WHERE `+where+` ORDER BY number DESC LIMIT ?`, append(args, limit)...)
	return collect(rows, err, scanRecorded)
}

// EachRecorded hands the chosen entries on, the oldest first.
func (s *Store) EachRecorded(ctx context.Context, f TrailFilter, do func(audit.Recorded) error) error {
	where, args := f.where()
	rows, err := s.read.QueryContext(ctx, selectTrail+`WHERE `+where+` ORDER BY number`, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		r, err := scanRecorded(rows)
		if err != nil {
			return err
		}
		if err := do(r); err != nil {
			return err
		}
	}
	return rows.Err()
}

// CheckTrail follows the whole trail. A *audit.Broken says where it was
// altered.
func (s *Store) CheckTrail(ctx context.Context) (*audit.Check, error) {
	var c audit.Check
	err := s.EachRecorded(ctx, TrailFilter{}, c.Next)
	return &c, err
}

// TrailHas reports whether an entry has this hash: a hash that was noted down
// shows later that nothing before it was taken away.
func (s *Store) TrailHas(ctx context.Context, hash string) (number int64, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT number FROM desk_audit WHERE hash = ?`, hash).Scan(&number)
	return number, found(err)
}

// TrailActors returns everybody who is in the trail, by number.
func (s *Store) TrailActors(ctx context.Context) ([]audit.Actor, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT actor_id, actor_name FROM desk_audit WHERE number IN
		(SELECT max(number) FROM desk_audit GROUP BY actor_id) ORDER BY actor_id, actor_name`)
	return collect(rows, err, func(r *sql.Rows) (a audit.Actor, err error) { return a, r.Scan(&a.ID, &a.Name) })
}
