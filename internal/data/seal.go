package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"mingzhang/internal/audit"
	"mingzhang/internal/fiscal"
)

// Manifest is what the store knows of an edition that is about to be sealed.
type Manifest struct {
	Number      int64 // its place in the chain of all seals, from 1
	Edition     Edition
	Report      *fiscal.Report
	File        string // name of the document as it is handed out
	Text        string // that the places of the report count in
	Layout      []byte
	Later       bool   // it was published before it could be signed
	Previous    string // hash of the manifest before it in the chain, "" for the first
	Predecessor string // hash of the manifest of the edition before it of the unit's year, "" when none is sealed
}

// Seal is a signed manifest.
type Seal struct {
	Number    int64
	EditionID int64
	Edition   string // its key
	Manifest  []byte // canonical JSON, what is signed
	Hash      string // SHA-256 of Manifest in hex
	Signature string // Ed25519, base64
	KeyID     string
	Previous  string
}

// ErrUnsigned leaves an edition without a seal: there is no key, or it cannot
// be used now.
var ErrUnsigned = errors.New("没有签名密钥")

// seal has the manifest of an edition signed and keeps it as the last of the
// chain.
func seal(ctx context.Context, tx *sql.Tx, id int64, later bool, sign func(Manifest) (Seal, error)) error {
	m := Manifest{Later: later}
	var err error
	if m.Edition, err = scanEdition(tx.QueryRowContext(ctx, selectEdition+`WHERE e.id = ?`, id)); err != nil {
		return err
	}
	q := &selector{ctx: ctx, tx: tx, id: id}
	if m.Report, err = q.report(); err != nil {
		return err
	}
	err = tx.QueryRowContext(ctx, `SELECT d.name, d.text, d.layout, coalesce((SELECT max(number) FROM seals), 0) + 1,
		coalesce((SELECT hash FROM seals ORDER BY number DESC LIMIT 1), ''),
		coalesce((SELECT s.hash FROM editions b JOIN seals s ON s.edition_id = b.id
			WHERE b.unit_id = e.unit_id AND b.year = e.year AND b.number < e.number ORDER BY b.number DESC LIMIT 1), '')
		FROM editions e JOIN documents d ON d.sha256 = e.document WHERE e.id = ?`, id).Scan(&m.File, &m.Text, &m.Layout, &m.Number, &m.Previous, &m.Predecessor)
	if err != nil {
		return err
	}
	s, err := sign(m)
	if errors.Is(err, ErrUnsigned) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("没有签名：%w", err)
	}
	if err := isNewest(ctx, tx, s.KeyID); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO seals (number, edition_id, manifest, hash, signature, key_id, previous) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		m.Number, id, string(s.Manifest), s.Hash, s.Signature, s.KeyID, m.Previous)
	return err
}

// SealNext seals the edition published first of those that have no seal; done
// says that there is none.
func (s *Store) SealNext(ctx context.Context, sign func(Manifest) (Seal, error)) (done bool, err error) {
	return s.sealNext(ctx, `SELECT e.id FROM editions e WHERE NOT EXISTS (SELECT 1 FROM seals s WHERE s.edition_id = e.id) ORDER BY e.id LIMIT 1`, func(tx *sql.Tx, id int64) error {
		return seal(ctx, tx, id, true, sign)
	})
}

// sealNext seals what a query finds; done says that it finds nothing.
func (s *Store) sealNext(ctx context.Context, query string, seal func(tx *sql.Tx, id int64) error) (done bool, err error) {
	err = s.change(ctx, func(tx *sql.Tx) error {
		var id int64
		err := tx.QueryRowContext(ctx, query).Scan(&id)
		if errors.Is(err, sql.ErrNoRows) {
			done = true
			return nil
		}
		if err != nil {
			return err
		}
		if err := seal(tx, id); err != nil {
			return err
		}
		return grow(ctx, tx)
	})
	return done, err
}

// Unsealed counts the editions and withdrawals without a seal.
func (s *Store) Unsealed(ctx context.Context) (n int, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM editions e WHERE NOT EXISTS (SELECT 1 FROM seals s WHERE s.edition_id = e.id))
		+ (SELECT count(*) FROM withdrawals w `+unsealedWithdrawal+`)`).Scan(&n)
	return n, err
}

const selectSeal = `SELECT s.number, s.edition_id, e.key, s.manifest, s.hash, s.signature, s.key_id, s.previous FROM seals s JOIN editions e ON e.id = s.edition_id `

func scanSeal(r row) (s Seal, err error) {
	return s, found(r.Scan(&s.Number, &s.EditionID, &s.Edition, &s.Manifest, &s.Hash, &s.Signature, &s.KeyID, &s.Previous))
}

// SealOf returns the seal of an edition, ErrNotFound when it has none.
func (s *Store) SealOf(ctx context.Context, editionID int64) (Seal, error) {
	return scanSeal(s.read.QueryRowContext(ctx, selectSeal+`WHERE s.edition_id = ?`, editionID))
}

// Seals returns up to n seals behind a number in the chain, in its order.
func (s *Store) Seals(ctx context.Context, after int64, n int) ([]Seal, error) {
	rows, err := s.read.QueryContext(ctx, selectSeal+`WHERE s.number > ? ORDER BY s.number LIMIT ?`, after, n)
	return collect(rows, err, func(r *sql.Rows) (Seal, error) { return scanSeal(r) })
}

// LastSeal returns the newest seal, ErrNotFound when there is none.
func (s *Store) LastSeal(ctx context.Context) (Seal, error) {
	return scanSeal(s.read.QueryRowContext(ctx, selectSeal+`ORDER BY s.number DESC LIMIT 1`))
}

// PublicKey is a key that manifests are checked by.
type PublicKey struct {
	ID        string // first digits of the SHA-256 of the key
	Public    string // base64
	CreatedAt string // RFC 3339, UTC
	Statement string // canonical JSON that was signed
	Signature string // of the statement by the key itself, base64
	SignedBy  string // id of the key before it, "" for the first
	// Endorsement is the signature of the statement by the key before it,
	// base64; "" for the first.
	Endorsement string
}

// AddKey adds a public key behind those there are, with the entry that says who
// did it. sign is told the last seal there is, zero for none, in the same
// transaction.
func (s *Store) AddKey(ctx context.Context, now time.Time, e audit.Entry, sign func(last Seal) (PublicKey, error)) error {
	return s.change(ctx, func(tx *sql.Tx) error {
		last, err := scanSeal(tx.QueryRowContext(ctx, selectSeal+`ORDER BY s.number DESC LIMIT 1`))
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		k, err := sign(last)
		if err != nil {
			return err
		}
		// Of two that make the first key, or replace the same one, one comes late.
		newest, err := newestKey(ctx, tx)
		if err != nil {
			return err
		}
		if newest != k.SignedBy {
			return errors.New("密钥刚刚被别人换过，没有再换。请用 portal key show 看现在的密钥")
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO public_keys (ordinal, id, public, created_at, statement, signature, signed_by, endorsement)
			SELECT coalesce(max(ordinal), 0) + 1, ?, ?, ?, ?, ?, ?, ? FROM public_keys`, k.ID, k.Public, k.CreatedAt, k.Statement, k.Signature, k.SignedBy, k.Endorsement); err != nil {
			return err
		}
		if err := record(ctx, tx, now, e); err != nil {
			return err
		}
		return grow(ctx, tx)
	})
}

func newestKey(ctx context.Context, tx *sql.Tx) (id string, err error) {
	return id, tx.QueryRowContext(ctx, `SELECT coalesce((SELECT id FROM public_keys ORDER BY ordinal DESC LIMIT 1), '')`).Scan(&id)
}

// isNewest says that what was just signed was signed by a key that is none any
// more.
func isNewest(ctx context.Context, tx *sql.Tx, id string) error {
	newest, err := newestKey(ctx, tx)
	if err == nil && id != newest {
		err = fmt.Errorf("签名密钥 %s 已经更换为 %s", id, newest)
	}
	return err
}

// Keys returns the public keys, the oldest first.
func (s *Store) Keys(ctx context.Context) ([]PublicKey, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT id, public, created_at, statement, signature, signed_by, endorsement FROM public_keys ORDER BY ordinal`)
	return collect(rows, err, func(r *sql.Rows) (k PublicKey, err error) {
		return k, r.Scan(&k.ID, &k.Public, &k.CreatedAt, &k.Statement, &k.Signature, &k.SignedBy, &k.Endorsement)
	})
}
