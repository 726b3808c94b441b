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

// Withdrawal says that the editions of a unit's year, up to a number, are not
// shown any more, and why.
type Withdrawal struct {
	ID     int64
	Unit   Unit // that has the editions now; without aliases and years
	Year   int
	UpTo   int // the last edition that is withdrawn
	Reason string
	At     time.Time
	By     string
	Stands bool // a later edition of the unit's year stands
}

// Withdrawn is the error of asking for what was withdrawn. It is a kind of
// ErrNotFound.
type Withdrawn struct{ Withdrawal }

// Error says what was withdrawn, when and why.
func (w *Withdrawn) Error() string {
	return fmt.Sprintf("%s %d 年度部门决算已于 %s 撤回：%s", w.Unit.Name, w.Year, w.At.Format(time.DateOnly), w.Reason)
}

// Is makes it a kind of ErrNotFound.
func (w *Withdrawn) Is(target error) bool { return target == ErrNotFound }

// longestReason is how many characters a reason may have.
const longestReason = 500

// Withdraw takes all that is published of a unit's year off the site; what was
// published stays in the database, and a later edition stands again. seen is the
// number of the newest edition that who asks has seen, 0 for any. entry is
// written into the trail in the same transaction; its subject and detail are
// filled in where they are empty.
func (s *Store) Withdraw(ctx context.Context, unitID int64, year, seen int, reason string, now time.Time, entry audit.Entry) (Withdrawal, error) {
	reason = strings.TrimSpace(reason)
	switch {
	case reason == "":
		return Withdrawal{}, refused(Incomplete, "没有写明撤回的理由。理由会公开显示在撤回页上，请写清楚，例如“附件含不应公开的内容，更正后重新公开”")
	case len([]rune(reason)) > longestReason:
		return Withdrawal{}, refused(Incomplete, "撤回的理由太长：最多 %d 字", longestReason)
	}
	var id int64
	err := s.change(ctx, func(tx *sql.Tx) error {
		var number int
		var current sql.NullString
		if err := tx.QueryRowContext(ctx, `SELECT coalesce(max(e.number), 0), (SELECT key FROM current_editions WHERE unit_id = ?1 AND year = ?2)
			FROM editions e WHERE e.unit_id = ?1 AND e.year = ?2`, unitID, year).Scan(&number, &current); err != nil {
			return err
		}
		if number == 0 {
			return fmt.Errorf("这个单位没有 %d 年度的部门决算：%w", year, ErrNotFound)
		}
		if seen != 0 && seen != number {
			return refused(Stale, "您打开这一页之后，又公开了新的一版（第 %d 版），没有撤回；请看过新的一版再决定", number)
		}
		if !current.Valid {
			w, err := withdrawalOf(ctx, tx, unitID, year)
			if err != nil {
				return err
			}
			return &Withdrawn{w}
		}
		res, err := tx.ExecContext(ctx, `INSERT INTO withdrawals (unit_id, year, up_to_number, reason, at, by_name) VALUES (?, ?, ?, ?, ?, ?)`,
			unitID, year, number, reason, now.UTC().Format(time.RFC3339), entry.Actor.Name)
		if err != nil {
			return err
		}
		if id, err = res.LastInsertId(); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO withdrawn (edition_id, withdrawal) SELECT e.id, ? FROM editions e WHERE e.unit_id = ? AND e.year = ? AND `+standingOnly, id, unitID, year); err != nil {
			return err
		}
		if s.signing.Withdrawal != nil {
			if err := sealWithdrawal(ctx, tx, id, false, s.signing.Withdrawal); err != nil {
				return err
			}
		}
		if err := underive(ctx, tx, unitID, year); err != nil {
			return err
		}
		if entry.Action == "" {
			entry.Action = audit.EditionWithdrawn
		}
		if entry.Subject == "" {
			entry.Subject = "edition:" + current.String
		}
		if entry.Detail == nil {
			entry.Detail = map[string]any{"unit": unitID, "year": year, "up_to": number, "reason": reason}
		}
		if err := record(ctx, tx, now, entry); err != nil {
			return err
		}
		return grow(ctx, tx)
	})
	if err != nil {
		return Withdrawal{}, err
	}
	return scanWithdrawal(s.read.QueryRowContext(ctx, selectWithdrawal+`WHERE w.id = ?`, id))
}

// underive takes a unit's year out of everything that is drawn from its
// editions: standings, what is searched, lists, restatements.
func underive(ctx context.Context, tx *sql.Tx, unitID int64, year int) error {
	if err := dropStandings(ctx, tx, edition{unit: unitID, year: year}); err != nil {
		return err
	}
	if err := forget(ctx, tx, unitID, year); err != nil {
		return err
	}
	const mine = `(SELECT id FROM editions WHERE unit_id = ?1 AND year = ?2)`
	for _, list := range evaluationLists {
		if _, err := tx.ExecContext(ctx, `DELETE FROM `+list+` WHERE edition_id IN `+mine, unitID, year); err != nil {
			return err
		}
	}
	for _, pairs := range []string{"restatements", "restated"} {
		for _, side := range []string{"before_edition", "after_edition"} {
			if _, err := tx.ExecContext(ctx, `DELETE FROM `+pairs+` WHERE `+side+` IN `+mine, unitID, year); err != nil {
				return err
			}
		}
	}
	for _, read := range []string{"namings", "named"} {
		if _, err := tx.ExecContext(ctx, `DELETE FROM `+read+` WHERE edition_id IN `+mine, unitID, year); err != nil {
			return err
		}
	}
	return nil
}

const selectWithdrawal = `SELECT w.id, u.id, u.name, u.region, u.region_inferred, u.slug, w.year, w.up_to_number, w.reason, w.at, w.by_name,
	EXISTS (SELECT 1 FROM current_editions c WHERE c.unit_id = u.id AND c.year = w.year)
	FROM withdrawals w JOIN units u ON u.id = coalesce((SELECT e.unit_id FROM withdrawn x JOIN editions e ON e.id = x.edition_id WHERE x.withdrawal = w.id LIMIT 1), w.unit_id) `

func scanWithdrawal(r row) (w Withdrawal, err error) {
	var at string
	u := &w.Unit
	if err := r.Scan(&w.ID, &u.ID, &u.Name, &u.Region, &u.RegionInferred, &u.Slug, &w.Year, &w.UpTo, &w.Reason, &at, &w.By, &w.Stands); err != nil {
		return w, found(err)
	}
	w.At, err = time.Parse(time.RFC3339, at)
	return w, err
}

// withdrawalOf returns the last withdrawal of a unit's year.
func withdrawalOf(ctx context.Context, q querier, unitID int64, year int) (Withdrawal, error) {
	return scanWithdrawal(q.QueryRowContext(ctx, selectWithdrawal+`WHERE w.id = (SELECT max(x.withdrawal) FROM withdrawn x JOIN editions e ON e.id = x.edition_id
		WHERE e.unit_id = ? AND e.year = ?)`, unitID, year))
}

// unlessWithdrawn returns an edition, or the error that it was withdrawn.
func unlessWithdrawn(ctx context.Context, q querier, e Edition, err error) (Edition, error) {
	if err != nil || !e.Withdrawn {
		return e, err
	}
	w, err := scanWithdrawal(q.QueryRowContext(ctx, selectWithdrawal+`WHERE w.id = (SELECT withdrawal FROM withdrawn WHERE edition_id = ?)`, e.ID))
	if err != nil {
		return e, err
	}
	return e, &Withdrawn{w}
}

// WithdrawalFilter narrows a list of withdrawals; zero values do not.
type WithdrawalFilter struct {
	Unit   int64
	Region string // division code or its first digits
}

// Withdrawals returns the n last withdrawals that pass the filter, the last
// first.
func (s *Store) Withdrawals(ctx context.Context, f WithdrawalFilter, n int) ([]Withdrawal, error) {
	var q clause
	if f.Unit != 0 {
		q.add(`u.id = ?`, f.Unit)
	}
	q.within(`u.region`, leading(f.Region))
	rows, err := s.read.QueryContext(ctx, selectWithdrawal+`WHERE `+q.String()+` ORDER BY w.id DESC LIMIT ?`, append(q.args, n)...)
	return collect(rows, err, func(r *sql.Rows) (Withdrawal, error) { return scanWithdrawal(r) })
}

// WithdrawnDocument says that every edition of a document was withdrawn; nil
// when one stands or there is none.
func (s *Store) WithdrawnDocument(ctx context.Context, sha256 string) (*Withdrawal, error) {
	var stands bool
	if err := s.read.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM standing_editions WHERE document = ?)`, sha256).Scan(&stands); err != nil || stands {
		return nil, err
	}
	w, err := scanWithdrawal(s.read.QueryRowContext(ctx, selectWithdrawal+`WHERE w.id = (SELECT max(x.withdrawal) FROM editions e JOIN withdrawn x ON x.edition_id = e.id WHERE e.document = ?)`, sha256))
	if errors.Is(err, ErrNotFound) {
		return nil, nil
	}
	return &w, err
}
