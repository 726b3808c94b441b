package data

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"mingzhang/internal/audit"
)

// WithdrawnEditions is what the store knows of a withdrawal: what is signed of
// it.
type WithdrawnEditions struct {
	Withdrawal int64 // its number
	Unit       string
	Year, UpTo int
	Editions   []string // keys, the oldest first
	Reason     string
	At         time.Time
	By         string
	Later      bool   // it was made before it could be signed
	Seals      int64  // how many manifests there were
	Previous   string // hash of the statement before it, "" for the first
}

// WithdrawalSeal is a signed statement of a withdrawal.
type WithdrawalSeal struct {
	Statement []byte // canonical JSON, what is signed
	Hash      string // SHA-256 of Statement in hex
	Signature string // Ed25519, base64
	KeyID     string
}

// Signing is how what is published, and what is withdrawn, is signed; a nil
// part is not. ErrUnsigned leaves one without a signature.
type Signing struct {
	Edition    func(Manifest) (Seal, error)
	Withdrawal func(WithdrawnEditions) (WithdrawalSeal, error)
}

const selectWithdrawn = `SELECT w.id, u.name, w.year, w.up_to_number, w.reason, w.at, w.by_name,
	(SELECT json_group_array(key) FROM (SELECT e.key FROM withdrawn x JOIN editions e ON e.id = x.edition_id WHERE x.withdrawal = w.id ORDER BY e.id)),
	coalesce((SELECT max(number) FROM seals), 0), coalesce((SELECT b.hash FROM withdrawal_seals b WHERE b.withdrawal < w.id ORDER BY b.withdrawal DESC LIMIT 1), '')
	FROM withdrawals w JOIN units u ON u.id = w.unit_id `

func scanWithdrawn(r row, more ...any) (w WithdrawnEditions, err error) {
	var at, editions string
	if err := r.Scan(append([]any{&w.Withdrawal, &w.Unit, &w.Year, &w.UpTo, &w.Reason, &at, &w.By, &editions, &w.Seals, &w.Previous}, more...)...); err != nil {
		return w, found(err)
	}
	if w.At, err = time.Parse(time.RFC3339, at); err != nil {
		return w, err
	}
	return w, json.Unmarshal([]byte(editions), &w.Editions)
}

// sealWithdrawal has a withdrawal signed and keeps the statement.
func sealWithdrawal(ctx context.Context, tx *sql.Tx, id int64, later bool, sign func(WithdrawnEditions) (WithdrawalSeal, error)) error {
	w, err := scanWithdrawn(tx.QueryRowContext(ctx, selectWithdrawn+`WHERE w.id = ?`, id))
	if err != nil {
		return err
	}
	w.Later = later
	s, err := sign(w)
	if errors.Is(err, ErrUnsigned) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("撤回没有签名：%w", err)
	}
	if err := isNewest(ctx, tx, s.KeyID); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO withdrawal_seals (withdrawal, statement, hash, signature, key_id) VALUES (?, ?, ?, ?, ?)`,
		id, string(s.Statement), s.Hash, s.Signature, s.KeyID)
	return err
}

const unsealedWithdrawal = `WHERE NOT EXISTS (SELECT 1 FROM withdrawal_seals s WHERE s.withdrawal = w.id)`

// SealNextWithdrawal signs the first withdrawal that is not signed; done says
// that there is none.
func (s *Store) SealNextWithdrawal(ctx context.Context, sign func(WithdrawnEditions) (WithdrawalSeal, error)) (done bool, err error) {
	return s.sealNext(ctx, `SELECT w.id FROM withdrawals w `+unsealedWithdrawal+` ORDER BY w.id LIMIT 1`, func(tx *sql.Tx, id int64) error {
		return sealWithdrawal(ctx, tx, id, true, sign)
	})
}

// WithdrawnAndSealed is a withdrawal as it stands in the tables, with what was
// signed of it; Seal is zero when nothing was.
type WithdrawnAndSealed struct {
	WithdrawnEditions
	Seal WithdrawalSeal
}

// WithdrawalSeals returns every withdrawal, the oldest first.
func (s *Store) WithdrawalSeals(ctx context.Context) ([]WithdrawnAndSealed, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT a.*, coalesce(s.statement, ''), coalesce(s.hash, ''), coalesce(s.signature, ''), coalesce(s.key_id, '')
		FROM (`+selectWithdrawn+`) a LEFT JOIN withdrawal_seals s ON s.withdrawal = a.id ORDER BY a.id`)
	return collect(rows, err, func(r *sql.Rows) (w WithdrawnAndSealed, err error) {
		w.WithdrawnEditions, err = scanWithdrawn(r, &w.Seal.Statement, &w.Seal.Hash, &w.Seal.Signature, &w.Seal.KeyID)
		return w, err
	})
}

// WithdrawalsRecorded counts the withdrawals in the trail of a database that
// has one.
func (s *Store) WithdrawalsRecorded(ctx context.Context) (n int, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT count(*) FROM desk_audit WHERE action = ?`, string(audit.EditionWithdrawn)).Scan(&n)
	return n, err
}
