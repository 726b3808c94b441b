package data

import (
	"context"
	"database/sql"
	"strconv"
	"strings"

	"mingzhang/internal/fiscal"
)

// Unit is 单位 as the store knows it.
type Unit struct {
	ID             int64
	Name           string
	Aliases        []string
	Former         []FormerName // names it no longer carries, the oldest first
	Region         string       // GB/T 2260 code, "" when unknown
	RegionInferred bool
	Slug           string // the name, safe within a path segment
	Kind           fiscal.UnitKind
	Years          []int // with a report, the newest first
}

// UnitSummary is a unit with two quantities of its latest report, nil where
// that report does not speak of them.
type UnitSummary struct {
	Unit
	Expense *fiscal.Fact // 本年支出合计
	Sangong *fiscal.Fact // “三公”经费
}

// UnitFilter narrows a list of units; zero values do not.
type UnitFilter struct {
	Query  string // part of a name or alias
	Region string // division code or its first digits
}

const unitColumns = `u.id, u.name, u.region, u.region_inferred, u.slug, u.kind`

// columns are where unitColumns go.
func (u *Unit) columns() []any {
	return []any{&u.ID, &u.Name, &u.Region, &u.RegionInferred, &u.Slug, &u.Kind}
}

func scanUnit(r row) (u Unit, err error) {
	return u, r.Scan(u.columns()...)
}

// Unit returns the unit with an id, or the one that its record is part of by
// now, or ErrNotFound.
func (s *Store) Unit(ctx context.Context, id int64) (Unit, error) {
	u, err := scanUnit(s.read.QueryRowContext(ctx, `SELECT `+unitColumns+` FROM units u WHERE u.id = (SELECT coalesce(same_as, id) FROM units WHERE id = ?)`, id))
	if err != nil {
		return u, found(err)
	}
	all := []UnitSummary{{Unit: u}}
	err = namesAndYears(ctx, s.read, all)
	return all[0].Unit, err
}

// Units returns the units that pass the filter, by region and name.
func (s *Store) Units(ctx context.Context, f UnitFilter) ([]UnitSummary, error) {
	// One transaction sees one state, whatever is published meanwhile.
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer tx.Rollback()
	rows, err := tx.QueryContext(ctx, `SELECT `+unitColumns+` FROM units u
		WHERE u.same_as IS NULL AND (?1 = '' OR EXISTS (SELECT 1 FROM unit_names n WHERE n.unit_id = u.id AND instr(n.name, ?1) > 0))
		AND (?2 = '' OR substr(u.region, 1, length(?2)) = ?2)
		ORDER BY u.region, u.name`, f.Query, leading(f.Region))
	all, err := collect(rows, err, func(r *sql.Rows) (u UnitSummary, err error) {
		u.Unit, err = scanUnit(r)
		return u, err
	})
	if err != nil || len(all) == 0 {
		return nil, err
	}
	if err := namesAndYears(ctx, tx, all); err != nil {
		return nil, err
	}
	return all, latestTotals(ctx, tx, all)
}

// UnitID returns the id that a filter by unit gives; ok is false when it gives
// a part of a name instead.
func UnitID(word string) (id int64, ok bool) {
	id, err := strconv.ParseInt(word, 10, 64)
	return id, err == nil && id > 0 && strconv.FormatInt(id, 10) == word
}

// leading returns the digits of a division code that name its level: 650000 is
// all of 65, 650100 all of 6501, 650110 only itself.
func leading(region string) string {
	for len(region) > 2 && len(region)%2 == 0 && strings.HasSuffix(region, "00") {
		region = region[:len(region)-2]
	}
	return region
}

type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// ofUnit is a value that belongs to a unit.
type ofUnit[T any] struct {
	unit  int64
	value T
}

func scanOfUnit[T any](r *sql.Rows) (v ofUnit[T], err error) { return v, r.Scan(&v.unit, &v.value) }

// idsOf returns the ids of units as a JSON list, and where each unit stands.
func idsOf(all []UnitSummary) (ids string, at map[int64]*UnitSummary) {
	list := make([]int64, len(all))
	at = make(map[int64]*UnitSummary, len(all))
	for i := range all {
		list[i] = all[i].ID
		at[all[i].ID] = &all[i]
	}
	return asJSON(list), at
}

func namesAndYears(ctx context.Context, q querier, all []UnitSummary) error {
	ids, at := idsOf(all)
	rows, err := q.QueryContext(ctx, `SELECT unit_id, name FROM unit_names
		WHERE unit_id IN (SELECT value FROM json_each(?)) AND kind = 'alias' ORDER BY unit_id, ordinal, name`, ids)
	aliases, err := collect(rows, err, scanOfUnit[string])
	if err != nil {
		return err
	}
	for _, a := range aliases {
		at[a.unit].Aliases = append(at[a.unit].Aliases, a.value)
	}
	if err := formerNames(ctx, q, all); err != nil {
		return err
	}
	rows, err = q.QueryContext(ctx, `SELECT DISTINCT unit_id, year FROM standing_editions
		WHERE unit_id IN (SELECT value FROM json_each(?)) ORDER BY unit_id, year DESC`, ids)
	years, err := collect(rows, err, scanOfUnit[int])
	for _, y := range years {
		at[y.unit].Years = append(at[y.unit].Years, y.value)
	}
	return err
}

func latestTotals(ctx context.Context, q querier, all []UnitSummary) error {
	ids, at := idsOf(all)
	rows, err := q.QueryContext(ctx, `SELECT e.unit_id, `+factColumns+` FROM editions e CROSS JOIN facts f INDEXED BY facts_of_item ON f.edition_id = e.id
		WHERE e.unit_id IN (SELECT value FROM json_each(?1))
		AND `+latestOnly+`
		AND f.item IN (?2, ?3) AND f.basis = ?4 AND f.class IS NULL AND f.economic_class IS NULL
		ORDER BY e.unit_id, f.ordinal`, ids, string(fiscal.ExpenseYear), string(fiscal.SangongTotal), string(fiscal.Final))
	facts, err := collect(rows, err, func(r *sql.Rows) (v ofUnit[fiscal.Fact], err error) {
		v.value, err = scanFact(r, []any{&v.unit}, nil)
		return v, err
	})
	for _, f := range facts {
		total := &at[f.unit].Expense
		if f.value.Item == fiscal.SangongTotal {
			total = &at[f.unit].Sangong
		}
		if *total == nil { // of several statements the first counts
			*total = &f.value
		}
	}
	return err
}

// slug returns a name as it may stand in a path segment.
func slug(name string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\n/\\?#%&.:;\"'<>|*", r) {
			return -1
		}
		return r
	}, name)
}
