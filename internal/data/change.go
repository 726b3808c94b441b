package data

import (
	"context"
	"database/sql"
	"time"
)

// ChangeKind is what became of a unit.
type ChangeKind string

const (
	Rename ChangeKind = "rename" // 更名
	Merge  ChangeKind = "merge"  // 并入
	Split  ChangeKind = "split"  // 分设
)

// Term returns the Chinese word for the kind.
func (k ChangeKind) Term() string {
	return map[ChangeKind]string{Rename: "更名", Merge: "合并", Split: "分设"}[k]
}

// Change is what somebody said became of a unit.
type Change struct {
	ID    int64
	Kind  ChangeKind
	Year  int    // the first 决算年度 after it, 0 when unknown
	Unit  Unit   // that goes on; names and years are not filled in
	Other Unit   // merge: what went into it; split: what came out of it. ID is 0 where there is no such unit here
	Was   string // rename: the old name; else the name of Other as it was given
	Now   string // rename: the new name; else the name of Unit as it was then
	Note  string
	At    time.Time
}

const selectChange = `SELECT c.id, c.kind, coalesce(c.year, 0), c.was, c.now, c.note, c.declared_at,
	u.id, u.name, u.region, u.region_inferred, u.slug,
	coalesce(o.id, 0), coalesce(o.name, ''), coalesce(o.region, ''), coalesce(o.region_inferred, 0), coalesce(o.slug, '')
	FROM unit_changes c JOIN units u ON u.id = c.unit_id
	LEFT JOIN units o ON c.kind <> 'rename' AND o.id = coalesce(
		(SELECT coalesce(same_as, id) FROM units WHERE id = c.other_id), (SELECT coalesce(same_as, id) FROM units WHERE name = c.was AND region = u.region))
	WHERE c.undone_at IS NULL `

func scanChange(r row) (c Change, err error) {
	var at string
	err = r.Scan(&c.ID, &c.Kind, &c.Year, &c.Was, &c.Now, &c.Note, &at,
		&c.Unit.ID, &c.Unit.Name, &c.Unit.Region, &c.Unit.RegionInferred, &c.Unit.Slug,
		&c.Other.ID, &c.Other.Name, &c.Other.Region, &c.Other.RegionInferred, &c.Other.Slug)
	if err != nil {
		return c, found(err)
	}
	c.At, err = time.Parse(time.RFC3339, at)
	return c, err
}

// Changes returns what is said to have become of a unit, and what it became a
// part of, the oldest first.
func (s *Store) Changes(ctx context.Context, unitID int64) ([]Change, error) {
	return changes(ctx, s.read, `AND (c.unit_id = ?1 OR o.id = ?1) ORDER BY coalesce(c.year, 0), c.id`, unitID)
}

// AllChanges returns what is said to have become of all units, the last said
// first.
func (s *Store) AllChanges(ctx context.Context) ([]Change, error) {
	return changes(ctx, s.read, `ORDER BY c.id DESC`)
}

func changes(ctx context.Context, q querier, where string, args ...any) ([]Change, error) {
	rows, err := q.QueryContext(ctx, selectChange+where, args...)
	return collect(rows, err, func(r *sql.Rows) (Change, error) { return scanChange(r) })
}

// FormerName is a name that a unit no longer carries.
type FormerName struct {
	Name     string
	From, To int // years of accounts, 0 when unknown
}

// formerNames adds the former names of units.
func formerNames(ctx context.Context, q querier, all []UnitSummary) error {
	ids, at := idsOf(all)
	rows, err := q.QueryContext(ctx, `SELECT n.unit_id, n.name, coalesce(n.from_year, 0), coalesce(n.to_year, 0) FROM unit_names n JOIN units u ON u.id = n.unit_id
		WHERE n.unit_id IN (SELECT value FROM json_each(?)) AND n.kind = 'main' AND n.name <> u.name ORDER BY n.unit_id, coalesce(n.to_year, 0), n.ordinal, n.name`, ids)
	names, err := collect(rows, err, func(r *sql.Rows) (v ofUnit[FormerName], err error) {
		return v, r.Scan(&v.unit, &v.value.Name, &v.value.From, &v.value.To)
	})
	for _, n := range names {
		at[n.unit].Former = append(at[n.unit].Former, n.value)
	}
	return err
}

// PrintedNames returns the name that the newest edition of each year gives the
// unit.
func (s *Store) PrintedNames(ctx context.Context, unitID int64) (map[int]string, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT e.year, r.unit_name FROM editions e JOIN reports r ON r.edition_id = e.id WHERE e.unit_id = ?
		AND `+currentOnly, unitID)
	names := map[int]string{}
	_, err = collect(rows, err, func(r *sql.Rows) (year int, err error) {
		var name string
		err = r.Scan(&year, &name)
		names[year] = name
		return year, err
	})
	return names, err
}
