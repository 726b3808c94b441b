package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	sqlite3 "modernc.org/sqlite/lib"

	"mingzhang/internal/audit"
)

// DeskUser is somebody who may log in on the administrators' side.
type DeskUser struct {
	ID         int64
	Name       string // for logging in
	Display    string // what people see
	Role       string // "entry", "review", "admin"
	Password   string // hash, "" before one is set
	PasswordAt time.Time
	CodeSecret string // of the second step, "" when it is off
	CodeStep   int64  // the last time step whose code was used
	CreatedAt  time.Time
	DisabledAt time.Time // zero: may log in
	Recovery   int       // how many recovery codes are left
	Invited    bool      // a link to set a password is open
	SeenAt     time.Time // last seen in a session that still is there, else zero
}

// ErrTaken means that somebody has the name already.
var ErrTaken = errors.New("这个登录名已经有人用了，请换一个")

// ErrLastAdmin means that nobody would be left to look after the accounts.
var ErrLastAdmin = errors.New("这是最后一个在用的管理员，不能停用，也不能改成别的角色；请先添加另一个管理员")

const selectDeskUser = `SELECT u.id, u.name, u.display, u.role, u.password, u.password_at, u.code_secret, u.code_step, u.created_at, u.disabled_at,
	(SELECT count(*) FROM desk_recovery r WHERE r.user_id = u.id),
	EXISTS (SELECT 1 FROM desk_invites i WHERE i.user_id = u.id AND i.expires_at > unixepoch()),
	(SELECT coalesce(max(seen_at), 0) FROM desk_sessions s WHERE s.user_id = u.id AND s.stage = 'in')
	FROM desk_users u `

func scanDeskUser(r row) (u DeskUser, err error) {
	var set, created, disabled string
	var seen int64
	err = r.Scan(&u.ID, &u.Name, &u.Display, &u.Role, &u.Password, &set, &u.CodeSecret, &u.CodeStep, &created, &disabled, &u.Recovery, &u.Invited, &seen)
	if err != nil {
		return u, found(err)
	}
	for _, t := range []struct {
		at   *time.Time
		text string
	}{{&u.PasswordAt, set}, {&u.CreatedAt, created}, {&u.DisabledAt, disabled}} {
		if t.text == "" {
			continue
		}
		if *t.at, err = time.Parse(time.RFC3339, t.text); err != nil {
			return u, err
		}
	}
	if seen > 0 {
		u.SeenAt = time.Unix(seen, 0)
	}
	return u, nil
}

// DeskUsers returns everybody, who may log in first, by name.
func (s *Store) DeskUsers(ctx context.Context) ([]DeskUser, error) {
	rows, err := s.read.QueryContext(ctx, selectDeskUser+`ORDER BY u.disabled_at <> '', u.name`)
	return collect(rows, err, func(r *sql.Rows) (DeskUser, error) { return scanDeskUser(r) })
}

// DeskUser returns somebody by number.
func (s *Store) DeskUser(ctx context.Context, id int64) (DeskUser, error) {
	return scanDeskUser(s.read.QueryRowContext(ctx, selectDeskUser+`WHERE u.id = ?`, id))
}

// DeskUserNamed returns somebody by the name for logging in.
func (s *Store) DeskUserNamed(ctx context.Context, name string) (DeskUser, error) {
	return scanDeskUser(s.read.QueryRowContext(ctx, selectDeskUser+`WHERE u.name = ?`, name))
}

func userSubject(id int64) string { return fmt.Sprintf("user:%d", id) }

// Invite is a link that works once: only the hash of its token is kept.
type Invite struct {
	Hash    []byte
	Expires time.Time
}

// AddDeskUser adds somebody, with a link to set a password unless the user has
// one, and the entry about it. The subject of the entry is filled in.
func (s *Store) AddDeskUser(ctx context.Context, now time.Time, u DeskUser, link *Invite, e audit.Entry) (id int64, err error) {
	err = s.change(ctx, func(tx *sql.Tx) (err error) {
		id, err = addDeskUser(ctx, tx, now, u, link, e)
		return err
	})
	return id, err
}

func addDeskUser(ctx context.Context, tx *sql.Tx, now time.Time, u DeskUser, link *Invite, e audit.Entry) (int64, error) {
	set := ""
	if u.Password != "" {
		set = now.UTC().Format(time.RFC3339)
	}
	res, err := tx.ExecContext(ctx, `INSERT INTO desk_users (name, display, role, password, password_at, created_at) VALUES (?, ?, ?, ?, ?, ?)`,
		u.Name, u.Display, u.Role, u.Password, set, now.UTC().Format(time.RFC3339))
	if resultCode(err) == sqlite3.SQLITE_CONSTRAINT {
		return 0, ErrTaken
	}
	if err != nil {
		return 0, err
	}
	id, err := res.LastInsertId()
	if err != nil {
		return 0, err
	}
	if link != nil {
		if err := invite(ctx, tx, id, *link); err != nil {
			return 0, err
		}
	}
	e.Subject = userSubject(id)
	return id, record(ctx, tx, now, e)
}

// changeUser does something to one user, with its entry.
func (s *Store) changeUser(ctx context.Context, now time.Time, id int64, e audit.Entry, do func(*sql.Tx) error) error {
	return s.change(ctx, func(tx *sql.Tx) error {
		var there bool
		if err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM desk_users WHERE id = ?)`, id).Scan(&there); err != nil {
			return err
		}
		if !there {
			return ErrNotFound
		}
		if err := do(tx); err != nil {
			return err
		}
		e.Subject = userSubject(id)
		return record(ctx, tx, now, e)
	})
}

// keepsAdmin says whether somebody who may look after accounts is left
// without one user.
func keepsAdmin(ctx context.Context, tx *sql.Tx, without int64) error {
	var others, is int
	err := tx.QueryRowContext(ctx, `SELECT count(*) FILTER (WHERE id <> ?1), count(*) FILTER (WHERE id = ?1) FROM desk_users
		WHERE role = 'admin' AND disabled_at = ''`, without).Scan(&others, &is)
	if err == nil && is == 1 && others == 0 {
		return ErrLastAdmin
	}
	return err
}

// SetDeskRole gives somebody another role and ends the sessions under the old
// one.
func (s *Store) SetDeskRole(ctx context.Context, now time.Time, id int64, role string, e audit.Entry) error {
	return s.changeUser(ctx, now, id, e, func(tx *sql.Tx) error {
		if role != "admin" {
			if err := keepsAdmin(ctx, tx, id); err != nil {
				return err
			}
		}
		return each(ctx, tx, id, `UPDATE desk_users SET role = ?2 WHERE id = ?1`, role, endSessions)
	})
}

// DisableDeskUser lets somebody in no more.
func (s *Store) DisableDeskUser(ctx context.Context, now time.Time, id int64, e audit.Entry) error {
	return s.changeUser(ctx, now, id, e, func(tx *sql.Tx) error {
		if err := keepsAdmin(ctx, tx, id); err != nil {
			return err
		}
		return each(ctx, tx, id, `UPDATE desk_users SET disabled_at = ?2 WHERE id = ?1`, now.UTC().Format(time.RFC3339), endSessions, endInvites, forgetDevices)
	})
}

// EnableDeskUser lets somebody in again.
func (s *Store) EnableDeskUser(ctx context.Context, now time.Time, id int64, e audit.Entry) error {
	return s.changeUser(ctx, now, id, e, func(tx *sql.Tx) error {
		return each(ctx, tx, id, `UPDATE desk_users SET disabled_at = ?2 WHERE id = ?1`, "")
	})
}

// What is done to all that belongs to user ?1.
const (
	endSessions   = `DELETE FROM desk_sessions WHERE user_id = ?1`
	endInvites    = `DELETE FROM desk_invites WHERE user_id = ?1`
	forgetDevices = `DELETE FROM desk_devices WHERE user_id = ?1`
	dropCode      = `UPDATE desk_users SET code_secret = '', code_step = 0 WHERE id = ?1`
	dropRecovery  = `DELETE FROM desk_recovery WHERE user_id = ?1`
)

// each does a statement with a value, then further ones, about one user.
func each(ctx context.Context, tx *sql.Tx, id int64, first string, value any, then ...string) error {
	if _, err := tx.ExecContext(ctx, first, id, value); err != nil {
		return err
	}
	for _, q := range then {
		if _, err := tx.ExecContext(ctx, q, id); err != nil {
			return err
		}
	}
	return nil
}
