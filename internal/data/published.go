package data

import (
	"context"
	"database/sql"
)

// PublishedFilter narrows and pages a list of all that was ever published;
// zero values do not narrow.
type PublishedFilter struct {
	Query  string // part of a name of the unit, or a key
	Year   int
	Limit  int
	Offset int
}

// PublishedEdition is an edition with its unit, whether it stands or not.
type PublishedEdition struct {
	Edition
	Unit            Unit // without aliases and years
	WithdrawnReason string
	Sealed          bool
	Corrections     int // of facts, made by people
}

// where returns the clause on editions e.
func (f PublishedFilter) where() (q clause) {
	if f.Query != "" {
		q.add(`(e.key = ? OR e.unit_id IN (SELECT n.unit_id FROM unit_names n WHERE instr(n.name, ?) > 0))`, f.Query, f.Query)
	}
	if f.Year != 0 {
		q.add(`e.year = ?`, f.Year)
	}
	return q
}

// PublishedEditions lists what was ever published, the last first.
func (s *Store) PublishedEditions(ctx context.Context, f PublishedFilter) ([]PublishedEdition, error) {
	q := f.where()
	return s.published(ctx, q.String()+` ORDER BY e.id DESC LIMIT ? OFFSET ?`, append(q.args, f.Limit, f.Offset)...)
}

// PublishedOf lists the editions of a unit's year, the newest first.
func (s *Store) PublishedOf(ctx context.Context, unitID int64, year int) ([]PublishedEdition, error) {
	return s.published(ctx, `e.unit_id = ? AND e.year = ? ORDER BY e.number DESC`, unitID, year)
}

// PublishedEdition returns the edition with a key, whether it stands or not.
func (s *Store) PublishedEdition(ctx context.Context, key string) (PublishedEdition, error) {
	all, err := s.published(ctx, `e.key = ?`, key)
	if err == nil && len(all) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return PublishedEdition{}, err
	}
	return all[0], nil
}

func (s *Store) published(ctx context.Context, where string, args ...any) ([]PublishedEdition, error) {
	rows, err := s.read.QueryContext(ctx, selectEdition+`WHERE `+where, args...)
	editions, err := collect(rows, err, func(r *sql.Rows) (Edition, error) { return scanEdition(r) })
	if err != nil {
		return nil, err
	}
	ids := make([]int64, len(editions))
	for i, e := range editions {
		ids[i] = e.ID
	}
	type more struct {
		reason      string
		sealed      bool
		corrections int
		unit        Unit
	}
	found := map[int64]more{}
	rows, err = s.read.QueryContext(ctx, `SELECT e.id, coalesce((SELECT w.reason FROM withdrawn x JOIN withdrawals w ON w.id = x.withdrawal WHERE x.edition_id = e.id), ''),
		EXISTS (SELECT 1 FROM seals s WHERE s.edition_id = e.id),
		(SELECT count(*) FROM facts f WHERE f.edition_id = e.id AND f.correction IS NOT NULL) + (SELECT count(*) FROM removed r WHERE r.edition_id = e.id) +
			(SELECT count(DISTINCT x.evaluation || ' ' || coalesce(c.start, x.address)) FROM evaluation_corrections x -- a merged cell is one
				LEFT JOIN evaluation_cells c ON c.edition_id = x.edition_id AND c.evaluation = x.evaluation AND c.address = x.address WHERE x.edition_id = e.id),
		u.id, u.name, u.region, u.region_inferred, u.slug FROM editions e JOIN units u ON u.id = e.unit_id WHERE e.id IN (SELECT value FROM json_each(?))`, asJSON(ids))
	_, err = collect(rows, err, func(r *sql.Rows) (id int64, err error) {
		var m more
		u := &m.unit
		err = r.Scan(&id, &m.reason, &m.sealed, &m.corrections, &u.ID, &u.Name, &u.Region, &u.RegionInferred, &u.Slug)
		found[id] = m
		return id, err
	})
	all := make([]PublishedEdition, len(editions))
	for i, e := range editions {
		m := found[e.ID]
		all[i] = PublishedEdition{Edition: e, Unit: m.unit, WithdrawnReason: m.reason, Sealed: m.sealed, Corrections: m.corrections}
	}
	return all, err
}

// CountPublished counts what PublishedEditions lists.
func (s *Store) CountPublished(ctx context.Context, f PublishedFilter) (n int, err error) {
	q := f.where()
	err = s.read.QueryRowContext(ctx, `SELECT count(*) FROM editions e WHERE `+q.String(), q.args...).Scan(&n)
	return n, err
}
