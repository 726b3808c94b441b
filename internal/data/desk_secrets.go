package data

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"mingzhang/internal/audit"
)

// ErrChanged means that something was changed meanwhile by somebody else.
var ErrChanged = errors.New("刚才已经被别处改过了，请重新打开页面再试")

// ChangePassword puts a new password in the place of the one that was checked,
// ends every session of the user and begins a new one.
func (s *Store) ChangePassword(ctx context.Context, now time.Time, id int64, was, password string, n NewLogin, e audit.Entry) error {
	return s.changeUser(ctx, now, id, e, func(tx *sql.Tx) error {
		var is string
		if err := tx.QueryRowContext(ctx, `SELECT password FROM desk_users WHERE id = ?`, id).Scan(&is); err != nil {
			return err
		}
		if is != was {
			return ErrChanged
		}
		if err := setPassword(ctx, tx, now, id, password, endSessions, endInvites, forgetDevices); err != nil {
			return err
		}
		return startSession(ctx, tx, n)
	})
}

// SetPassword gives somebody a password from the command line and ends every
// session.
func (s *Store) SetPassword(ctx context.Context, now time.Time, id int64, password string, withCode bool, e audit.Entry) error {
	return s.changeUser(ctx, now, id, e, func(tx *sql.Tx) error {
		also := []string{endSessions, endInvites, forgetDevices}
		if withCode {
			also = append(also, dropCode, dropRecovery)
		}
		return setPassword(ctx, tx, now, id, password, also...)
	})
}

// TurnCodeOn begins the second step: its secret, the step of the code that was
// shown to work, and the hashes of its recovery codes. Every session but the
// one of keep ends.
func (s *Store) TurnCodeOn(ctx context.Context, now time.Time, id int64, secret string, step int64, recovery [][]byte, keep int64, e audit.Entry) error {
	return s.changeUser(ctx, now, id, e, func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, `UPDATE desk_users SET code_secret = ?, code_step = ? WHERE id = ? AND code_secret = ''`, secret, step, id)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n != 1 {
			return errors.Join(err, ErrChanged)
		}
		if err := each(ctx, tx, id, `DELETE FROM desk_sessions WHERE user_id = ?1 AND id <> ?2`, keep); err != nil {
			return err
		}
		return setRecovery(ctx, tx, id, recovery)
	})
}

// TurnCodeOff ends the second step.
func (s *Store) TurnCodeOff(ctx context.Context, now time.Time, id int64, e audit.Entry) error {
	return s.changeUser(ctx, now, id, e, func(tx *sql.Tx) error {
		return each(ctx, tx, id, `UPDATE desk_users SET code_secret = ?2, code_step = 0 WHERE id = ?1`, "", dropRecovery)
	})
}

// SetRecovery replaces the recovery codes.
func (s *Store) SetRecovery(ctx context.Context, now time.Time, id int64, recovery [][]byte, e audit.Entry) error {
	return s.changeUser(ctx, now, id, e, func(tx *sql.Tx) error { return setRecovery(ctx, tx, id, recovery) })
}

func setRecovery(ctx context.Context, tx *sql.Tx, id int64, recovery [][]byte) error {
	if _, err := tx.ExecContext(ctx, dropRecovery, id); err != nil {
		return err
	}
	for _, hash := range recovery {
		if _, err := tx.ExecContext(ctx, `INSERT INTO desk_recovery (user_id, hash) VALUES (?, ?)`, id, hash); err != nil {
			return err
		}
	}
	return nil
}

// UseCode notes that the code of a step was used; false: it, or a later one,
// was used before.
func (s *Store) UseCode(ctx context.Context, id, step int64) (bool, error) {
	return s.once(ctx, `UPDATE desk_users SET code_step = ?2 WHERE id = ?1 AND code_step < ?2 AND code_secret <> ''`, id, step)
}

// UseRecovery uses a recovery code up; false: there is none such.
func (s *Store) UseRecovery(ctx context.Context, id int64, hash []byte) (bool, error) {
	return s.once(ctx, `DELETE FROM desk_recovery WHERE user_id = ? AND hash = ?`, id, hash)
}

// once does a statement and reports whether it changed a row.
func (s *Store) once(ctx context.Context, q string, args ...any) (bool, error) {
	res, err := s.write.ExecContext(ctx, q, args...)
	if err != nil {
		return false, err
	}
	n, err := res.RowsAffected()
	return n == 1, err
}
