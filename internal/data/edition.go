package data

import (
	"context"
	"database/sql"
	"time"
)

// Edition is one document published for one unit's year.
type Edition struct {
	ID            int64
	Key           string // the first digits of the document's SHA-256: a name that never changes
	UnitID        int64
	Year          int
	Number        int  // 1 for the first document of the unit's year
	Current       bool // no later number exists, and it was not withdrawn
	Withdrawn     bool
	PublishedAt   time.Time
	ReaderVersion string
	Provenance    Provenance
	Reason        string // why the unit's year was published again; "" when not said
	Evaluations   int    // how many 绩效自评表 it has
}

// Provenance is where a document comes from; "" is unknown.
type Provenance struct {
	Title     string
	URL       string
	Published string // 公开日期, YYYY-MM-DD
	Licence   string
	Note      string
}

const selectEdition = `SELECT e.id, e.key, e.unit_id, e.year, e.number, NOT ` + standingOnly + `,
	` + currentOnly + `,
	e.published_at, e.reader_version, e.source_title, e.source_url, e.disclosed, e.licence, e.note, coalesce(e.reason, ''),
	(SELECT count(*) FROM evaluations v WHERE v.edition_id = e.id)
	FROM editions e `

type row interface{ Scan(...any) error }

func scanEdition(r row) (Edition, error) {
	var e Edition
	var at string
	err := r.Scan(&e.ID, &e.Key, &e.UnitID, &e.Year, &e.Number, &e.Withdrawn, &e.Current, &at, &e.ReaderVersion,
		&e.Provenance.Title, &e.Provenance.URL, &e.Provenance.Published, &e.Provenance.Licence, &e.Provenance.Note, &e.Reason, &e.Evaluations)
	if err != nil {
		return e, found(err)
	}
	e.PublishedAt, err = time.Parse(time.RFC3339, at)
	return e, err
}

// Current returns the newest edition of a unit's year; the error is a
// *Withdrawn when that was withdrawn.
func (s *Store) Current(ctx context.Context, unitID int64, year int) (Edition, error) {
	e, err := scanEdition(s.read.QueryRowContext(ctx, selectEdition+`WHERE e.unit_id = ? AND e.year = ? ORDER BY e.number DESC LIMIT 1`, unitID, year))
	return unlessWithdrawn(ctx, s.read, e, err)
}

// EditionByKey returns the edition with a key; the error is a *Withdrawn when
// it was withdrawn.
func (s *Store) EditionByKey(ctx context.Context, key string) (Edition, error) {
	e, err := scanEdition(s.read.QueryRowContext(ctx, selectEdition+`WHERE e.key = ?`, key))
	return unlessWithdrawn(ctx, s.read, e, err)
}

// EditionOf returns the newest edition that a document was published as, by
// the SHA-256 of its bytes.
func (s *Store) EditionOf(ctx context.Context, sha256 string) (Edition, error) {
	return editionOf(ctx, s.read, sha256)
}

// Editions returns every edition of a unit's year that stands, the newest
// first.
func (s *Store) Editions(ctx context.Context, unitID int64, year int) ([]Edition, error) {
	return s.editions(ctx, `WHERE e.unit_id = ? AND e.year = ? AND `+standingOnly+` ORDER BY e.number DESC`, unitID, year)
}

// Latest returns the n editions published last, the newest first.
func (s *Store) Latest(ctx context.Context, n int) ([]Edition, error) {
	return s.editions(ctx, `WHERE `+standingOnly+` ORDER BY e.id DESC LIMIT ?`, n)
}

// AllCurrent returns the newest edition of every unit's year by unit and year.
func (s *Store) AllCurrent(ctx context.Context) ([]Edition, error) {
	return s.editions(ctx, `WHERE `+currentOnly+`
		ORDER BY e.unit_id, e.year DESC`)
}

func (s *Store) editions(ctx context.Context, where string, args ...any) ([]Edition, error) {
	rows, err := s.read.QueryContext(ctx, selectEdition+where, args...)
	return collect(rows, err, func(r *sql.Rows) (Edition, error) { return scanEdition(r) })
}

// collect reads every row of a query.
func collect[T any](rows *sql.Rows, err error, scan func(*sql.Rows) (T, error)) ([]T, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}

// Count is the size of what is published.
type Count struct{ Units, Reports, Editions int }

// Count counts units, unit-years and editions.
func (s *Store) Count(ctx context.Context) (c Count, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM units WHERE same_as IS NULL),
		(SELECT count(*) FROM current_editions), (SELECT count(*) FROM standing_editions)`).Scan(&c.Units, &c.Reports, &c.Editions)
	return c, err
}

// LastPublished returns when something was published or withdrawn last; the zero time
// of the calendar, 1970, when there is none.
func (s *Store) LastPublished(ctx context.Context) (time.Time, error) {
	var at string
	if err := s.read.QueryRowContext(ctx, `SELECT max(coalesce((SELECT max(published_at) FROM editions), ''), coalesce((SELECT max(at) FROM withdrawals), ''), '1970-01-01T00:00:00Z')`).Scan(&at); err != nil {
		return time.Time{}, err
	}
	return time.Parse(time.RFC3339, at)
}

// Edition returns the edition with an id.
func (s *Store) Edition(ctx context.Context, id int64) (Edition, error) {
	return scanEdition(s.read.QueryRowContext(ctx, selectEdition+`WHERE e.id = ?`, id))
}
