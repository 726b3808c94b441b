package data

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"mingzhang/internal/audit"
)

// DeskSession is a browser that somebody has logged in with. Only the hash of
// its token is kept.
type DeskSession struct {
	ID      int64
	Hash    []byte
	User    int64
	Stage   string // "code": the second step is not done; "in": all of it
	Created time.Time
	Seen    time.Time
	Address string
	Agent   string
}

// sessionsKept is how many sessions one user may have; more end the oldest.
const sessionsKept = 20

// NewLogin is what a login leaves: a session in place of the one before, and
// a browser that is known from then on.
type NewLogin struct {
	Session  DeskSession
	Replaces []byte // hash of the session it takes the place of, nil for none
	Device   []byte // hash of what the browser is known by, nil for none
	Forgive  []string
	TakeBack []string
	Entry    *audit.Entry // nil: the login is not complete
}

// StartSession writes a new session.
func (s *Store) StartSession(ctx context.Context, n NewLogin) error {
	return s.change(ctx, func(tx *sql.Tx) error {
		if err := startSession(ctx, tx, n); err != nil {
			return err
		}
		if err := forgive(ctx, tx, n.Forgive, n.TakeBack); err != nil || n.Entry == nil {
			return err
		}
		n.Entry.Subject = userSubject(n.Session.User)
		return record(ctx, tx, n.Session.Created, *n.Entry)
	})
}

func startSession(ctx context.Context, tx *sql.Tx, n NewLogin) error {
	v := n.Session
	// Between the check of a password and here somebody may have been disabled.
	res, err := tx.ExecContext(ctx, `INSERT INTO desk_sessions (hash, user_id, stage, created_at, seen_at, address, agent)
		SELECT ?, id, ?, ?, ?, ?, ? FROM desk_users WHERE id = ? AND disabled_at = ''`,
		v.Hash, v.Stage, v.Created.Unix(), v.Created.Unix(), v.Address, v.Agent, v.User)
	if err != nil {
		return err
	}
	if rows, err := res.RowsAffected(); err != nil || rows != 1 {
		return errors.Join(err, ErrNotFound)
	}
	if n.Replaces != nil {
		if _, err := tx.ExecContext(ctx, `DELETE FROM desk_sessions WHERE hash = ?`, n.Replaces); err != nil {
			return err
		}
	}
	if n.Device != nil {
		if err := knowDevice(ctx, tx, v.Created, v.User, n.Device); err != nil {
			return err
		}
	}
	_, err = tx.ExecContext(ctx, `DELETE FROM desk_sessions WHERE user_id = ?1 AND id NOT IN
		(SELECT id FROM desk_sessions WHERE user_id = ?1 ORDER BY id DESC LIMIT ?2)`, v.User, sessionsKept)
	return err
}

// knowDevice makes a browser known as a user's.
func knowDevice(ctx context.Context, tx *sql.Tx, now time.Time, user int64, hash []byte) error {
	if _, err := tx.ExecContext(ctx, `INSERT INTO desk_devices (hash, user_id, seen_at) VALUES (?1, ?2, ?3)
		ON CONFLICT (hash) DO UPDATE SET user_id = ?2, seen_at = ?3`, hash, user, now.Unix()); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `DELETE FROM desk_devices WHERE user_id = ?1 AND hash NOT IN
		(SELECT hash FROM desk_devices WHERE user_id = ?1 ORDER BY seen_at DESC LIMIT ?2)`, user, sessionsKept)
	return err
}

const selectDeskSession = `SELECT id, hash, user_id, stage, created_at, seen_at, address, agent FROM desk_sessions `

func scanDeskSession(r row) (v DeskSession, err error) {
	var created, seen int64
	err = r.Scan(&v.ID, &v.Hash, &v.User, &v.Stage, &created, &seen, &v.Address, &v.Agent)
	v.Created, v.Seen = time.Unix(created, 0), time.Unix(seen, 0)
	return v, found(err)
}

// DeskSession returns a session by the hash of its token, with its user.
func (s *Store) DeskSession(ctx context.Context, hash []byte) (DeskSession, DeskUser, error) {
	v, err := scanDeskSession(s.read.QueryRowContext(ctx, selectDeskSession+`WHERE hash = ?`, hash))
	if err != nil {
		return v, DeskUser{}, err
	}
	u, err := s.DeskUser(ctx, v.User)
	return v, u, err
}

// DeskSessions returns the complete sessions of a user, of everybody for 0, the
// last seen first.
func (s *Store) DeskSessions(ctx context.Context, user int64) ([]DeskSession, error) {
	rows, err := s.read.QueryContext(ctx, selectDeskSession+`WHERE stage = 'in' AND (?1 = 0 OR user_id = ?1) ORDER BY seen_at DESC, id DESC`, user)
	return collect(rows, err, func(r *sql.Rows) (DeskSession, error) { return scanDeskSession(r) })
}

// SeeSession notes that a session was used.
func (s *Store) SeeSession(ctx context.Context, id int64, now time.Time) error {
	_, err := s.write.ExecContext(ctx, `UPDATE desk_sessions SET seen_at = ? WHERE id = ?`, now.Unix(), id)
	return err
}

// EndSession ends a session of a user, of anybody for 0, with its entry.
func (s *Store) EndSession(ctx context.Context, now time.Time, id, user int64, e audit.Entry) error {
	return s.change(ctx, func(tx *sql.Tx) error {
		var of int64
		err := tx.QueryRowContext(ctx, `DELETE FROM desk_sessions WHERE id = ?1 AND (?2 = 0 OR user_id = ?2) RETURNING user_id`, id, user).Scan(&of)
		if err != nil {
			return found(err)
		}
		e.Subject = userSubject(of)
		return record(ctx, tx, now, e)
	})
}

// EndOldSessions ends what was last used before idle, or begun before begun.
func (s *Store) EndOldSessions(ctx context.Context, idle, begun time.Time) error {
	_, err := s.write.ExecContext(ctx, `DELETE FROM desk_sessions WHERE seen_at < ? OR created_at < ?`, idle.Unix(), begun.Unix())
	return err
}

// KnownDevice reports whether a user has logged in with a browser before.
func (s *Store) KnownDevice(ctx context.Context, hash []byte, user int64) (known bool, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM desk_devices WHERE hash = ? AND user_id = ?)`, hash, user).Scan(&known)
	return known, err
}
