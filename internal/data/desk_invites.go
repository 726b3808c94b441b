package data

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"mingzhang/internal/audit"
)

// ErrLink means that a link is unknown, used or too old.
var ErrLink = errors.New("这个链接已经用过、已经过期，或抄漏了字")

// ErrSetUp means that there is somebody already, so nothing is to be set up.
var ErrSetUp = errors.New("已经设置过了，请直接登录")

// invite replaces the link of a user: one is open at a time.
func invite(ctx context.Context, tx *sql.Tx, id int64, link Invite) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM desk_invites WHERE user_id = ? OR expires_at <= unixepoch()`, id); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO desk_invites (hash, user_id, expires_at) VALUES (?, ?, ?)`, link.Hash, id, link.Expires.Unix())
	return err
}

// ResetDeskUser takes somebody's password and sessions away and opens a link
// to set a new one; withCode takes the second step away too.
func (s *Store) ResetDeskUser(ctx context.Context, now time.Time, id int64, link Invite, withCode bool, e audit.Entry) error {
	return s.changeUser(ctx, now, id, e, func(tx *sql.Tx) error {
		also := []string{endSessions, forgetDevices}
		if withCode {
			also = append(also, dropCode, dropRecovery)
		}
		if err := each(ctx, tx, id, `UPDATE desk_users SET password = ?2 WHERE id = ?1`, "", also...); err != nil {
			return err
		}
		return invite(ctx, tx, id, link)
	})
}

// Invited returns whom an open link is for.
func (s *Store) Invited(ctx context.Context, now time.Time, hash []byte) (DeskUser, error) {
	u, err := scanDeskUser(s.read.QueryRowContext(ctx, selectDeskUser+`JOIN desk_invites i ON i.user_id = u.id WHERE i.hash = ? AND i.expires_at > ? AND u.disabled_at = ''`, hash, now.Unix()))
	if errors.Is(err, ErrNotFound) {
		err = ErrLink
	}
	return u, err
}

// AcceptInvite sets the password of whom a link is for and closes the link;
// what was counted in the bucket of failed logins is forgotten, and the browser
// is known from then on.
func (s *Store) AcceptInvite(ctx context.Context, now time.Time, hash []byte, password string, device []byte, bucket string, e audit.Entry) (id int64, err error) {
	err = s.change(ctx, func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, `SELECT u.id FROM desk_invites i JOIN desk_users u ON u.id = i.user_id
			WHERE i.hash = ? AND i.expires_at > ? AND u.disabled_at = ''`, hash, now.Unix()).Scan(&id)
		if errors.Is(err, sql.ErrNoRows) {
			return ErrLink
		}
		if err != nil {
			return err
		}
		if err := setPassword(ctx, tx, now, id, password, endInvites, endSessions, forgetDevices); err != nil {
			return err
		}
		if err := forgive(ctx, tx, []string{bucket}, nil); err != nil {
			return err
		}
		if err := knowDevice(ctx, tx, now, id, device); err != nil {
			return err
		}
		e.Subject = userSubject(id)
		return record(ctx, tx, now, e)
	})
	return id, err
}

func setPassword(ctx context.Context, tx *sql.Tx, now time.Time, id int64, password string, then ...string) error {
	_, err := tx.ExecContext(ctx, `UPDATE desk_users SET password_at = ? WHERE id = ?`, now.UTC().Format(time.RFC3339), id)
	if err != nil {
		return err
	}
	return each(ctx, tx, id, `UPDATE desk_users SET password = ?2 WHERE id = ?1`, password, then...)
}

// OfferSetUp opens the link of the first set-up, in place of any before; it
// reports false when there is somebody already.
func (s *Store) OfferSetUp(ctx context.Context, link Invite) (offered bool, err error) {
	err = s.change(ctx, func(tx *sql.Tx) error {
		if err := nobody(ctx, tx); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM desk_invites WHERE user_id IS NULL`); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO desk_invites (hash, user_id, expires_at) VALUES (?, NULL, ?)`, link.Hash, link.Expires.Unix())
		return err
	})
	if errors.Is(err, ErrSetUp) {
		return false, nil
	}
	return err == nil, err
}

func nobody(ctx context.Context, tx *sql.Tx) error {
	var some bool
	err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM desk_users)`).Scan(&some)
	if err == nil && some {
		return ErrSetUp
	}
	return err
}

// SetUpOpen reports whether a link of the first set-up is open.
func (s *Store) SetUpOpen(ctx context.Context, now time.Time, hash []byte) (open bool, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM desk_invites WHERE user_id IS NULL AND hash = ? AND expires_at > ?)
		AND NOT EXISTS (SELECT 1 FROM desk_users)`, hash, now.Unix()).Scan(&open)
	return open, err
}

// SetUp makes the first user by the link of the set-up and closes the link.
func (s *Store) SetUp(ctx context.Context, now time.Time, hash []byte, u DeskUser, e audit.Entry) (id int64, err error) {
	err = s.change(ctx, func(tx *sql.Tx) error {
		if err := nobody(ctx, tx); err != nil {
			return err
		}
		res, err := tx.ExecContext(ctx, `DELETE FROM desk_invites WHERE user_id IS NULL AND hash = ? AND expires_at > ?`, hash, now.Unix())
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n != 1 {
			return errors.Join(err, ErrLink)
		}
		id, err = addDeskUser(ctx, tx, now, u, nil, e)
		return err
	})
	return id, err
}
