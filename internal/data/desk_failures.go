package data

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"mingzhang/internal/audit"
)

// Bucket counts logins that went wrong for one name, address or browser.
type Bucket struct {
	Key   string
	Delay func(count int) time.Duration // before the next attempt, after so many
}

// Attempt is what is known of an attempt to log in before it is looked at.
type Attempt struct {
	Wait    time.Duration // not looked at; try again after
	Refused int           // looked at; so many were not since the one before
}

// How long a bucket is remembered after its last attempt, in what time of quiet
// its count halves, and how many there are at most.
const (
	halfLife    = time.Hour
	bucketsFor  = 24 * time.Hour
	bucketsKept = 20_000
)

// TryLogin counts an attempt in all buckets before it is looked at, so that
// many at once are counted too; a right one is taken back, see NewLogin. Of
// attempts that are not looked at the first is recorded, the others counted.
func (s *Store) TryLogin(ctx context.Context, now time.Time, buckets []Bucket, refused audit.Entry) (a Attempt, err error) {
	err = s.change(ctx, func(tx *sql.Tx) error {
		if err := forgetBuckets(ctx, tx, now); err != nil {
			return err
		}
		first := false
		counts := make([]int, len(buckets))
		for i, b := range buckets {
			var until, last int64
			var before int
			err := tx.QueryRowContext(ctx, `SELECT count, last_at, until_at, refused FROM desk_failures WHERE bucket = ?`, b.Key).Scan(&counts[i], &last, &until, &before)
			if err != nil && !errors.Is(err, sql.ErrNoRows) {
				return err
			}
			counts[i] >>= min(max(now.Unix()-last, 0)/int64(halfLife/time.Second), 60)
			a.Refused = max(a.Refused, before)
			if wait := time.Unix(until, 0).Sub(now); wait > 0 {
				a.Wait = max(a.Wait, wait)
				first = first || before == 0
				if _, err := tx.ExecContext(ctx, `UPDATE desk_failures SET refused = refused + 1 WHERE bucket = ?`, b.Key); err != nil {
					return err
				}
			}
		}
		if a.Wait > 0 {
			if first {
				return record(ctx, tx, now, refused)
			}
			return nil
		}
		for i, b := range buckets {
			until := now.Add(b.Delay(counts[i] + 1))
			if _, err := tx.ExecContext(ctx, `INSERT INTO desk_failures (bucket, count, last_at, until_at, refused) VALUES (?1, ?4, ?2, ?3, 0)
				ON CONFLICT (bucket) DO UPDATE SET count = ?4, last_at = ?2, until_at = ?3, refused = 0`, b.Key, now.Unix(), until.Unix(), counts[i]+1); err != nil {
				return err
			}
		}
		return nil
	})
	return a, err
}

func forgetBuckets(ctx context.Context, tx *sql.Tx, now time.Time) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM desk_failures WHERE last_at < ?`, now.Add(-bucketsFor).Unix()); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `DELETE FROM desk_failures WHERE (SELECT count(*) FROM desk_failures) > ?1
		AND bucket IN (SELECT bucket FROM desk_failures ORDER BY last_at LIMIT ?1 / 10)`, bucketsKept)
	return err
}

// forgive empties the buckets of drop, and takes one attempt out of those of
// back: whoever knows one password does not get more guesses at others.
func forgive(ctx context.Context, tx *sql.Tx, drop, back []string) error {
	for _, key := range drop {
		if _, err := tx.ExecContext(ctx, `DELETE FROM desk_failures WHERE bucket = ?`, key); err != nil {
			return err
		}
	}
	for _, key := range back {
		if _, err := tx.ExecContext(ctx, `UPDATE desk_failures SET count = max(count - 1, 0), until_at = 0 WHERE bucket = ?`, key); err != nil {
			return err
		}
	}
	return nil
}

// Forgive takes back what was counted for an attempt that was right.
func (s *Store) Forgive(ctx context.Context, drop, back []string) error {
	return s.change(ctx, func(tx *sql.Tx) error { return forgive(ctx, tx, drop, back) })
}
