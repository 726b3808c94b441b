package data

import (
	"context"
	"database/sql"
	"slices"
	"strings"

	"mingzhang/internal/fiscal"
)

// Unit is 单位 as the store knows it.
type Unit struct {
	ID             int64
	Name           string
	Aliases        []string
	Region         string // GB/T 2260 code, "" when unknown
	RegionInferred bool
	Slug           string // the name, safe within a path segment
	Years          []int  // with a report, the newest first
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

// Unit returns the unit with an id.
func (s *Store) Unit(ctx context.Context, id int64) (Unit, error) {
	return s.scanUnit(ctx, s.read.QueryRowContext(ctx, `SELECT id, name, region, region_inferred, slug FROM units WHERE id = ?`, id))
}

func (s *Store) scanUnit(ctx context.Context, r row) (Unit, error) {
	var u Unit
	if err := r.Scan(&u.ID, &u.Name, &u.Region, &u.RegionInferred, &u.Slug); err != nil {
		return u, found(err)
	}
	return u, s.completeUnit(ctx, &u)
}

func (s *Store) completeUnit(ctx context.Context, u *Unit) (err error) {
	rows, err := s.read.QueryContext(ctx, `SELECT name FROM unit_names WHERE unit_id = ? AND kind = 'alias' ORDER BY ordinal`, u.ID)
	if u.Aliases, err = collect(rows, err, scanString); err != nil {
		return err
	}
	rows, err = s.read.QueryContext(ctx, `SELECT DISTINCT year FROM editions WHERE unit_id = ? ORDER BY year DESC`, u.ID)
	u.Years, err = collect(rows, err, func(r *sql.Rows) (y int, err error) { return y, r.Scan(&y) })
	return err
}

func scanString(r *sql.Rows) (string, error) {
	var s string
	err := r.Scan(&s)
	return s, err
}

// Units returns the units that pass the filter, by region and name.
func (s *Store) Units(ctx context.Context, f UnitFilter) ([]UnitSummary, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT id, name, region, region_inferred, slug FROM units u
		WHERE (?1 = '' OR EXISTS (SELECT 1 FROM unit_names n WHERE n.unit_id = u.id AND instr(n.name, ?1) > 0))
		AND (?2 = '' OR substr(region, 1, length(?2)) = ?2)
		ORDER BY region, name`, f.Query, strings.TrimRight(f.Region, "0"))
	units, err := collect(rows, err, func(r *sql.Rows) (u Unit, err error) {
		return u, r.Scan(&u.ID, &u.Name, &u.Region, &u.RegionInferred, &u.Slug)
	})
	if err != nil {
		return nil, err
	}
	all := make([]UnitSummary, len(units))
	for i, u := range units {
		if err := s.completeUnit(ctx, &u); err != nil {
			return nil, err
		}
		all[i].Unit = u
		if len(u.Years) == 0 {
			continue
		}
		latest, err := s.Series(ctx, u.ID, []fiscal.Item{fiscal.ExpenseYear, fiscal.SangongTotal}, []fiscal.Basis{fiscal.Final})
		if err != nil {
			return nil, err
		}
		for _, p := range slices.Backward(latest) { // of several statements the first stays
			switch {
			case p.Year != u.Years[0]:
			case p.Fact.Item == fiscal.ExpenseYear:
				all[i].Expense = &p.Fact
			default:
				all[i].Sangong = &p.Fact
			}
		}
	}
	return all, nil
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
