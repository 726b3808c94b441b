package data

import (
	"context"
	"database/sql"

	"mingzhang/internal/fiscal"
)

// YearCount is how many units have something in a year.
type YearCount struct{ Year, Units int }

// RankYears returns the years in which units have an item and class, the
// newest first.
func (s *Store) RankYears(ctx context.Context, item fiscal.Item, class string) ([]YearCount, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT year, count(*) FROM standings WHERE item = ? AND class = ? GROUP BY year ORDER BY year DESC`, string(item), class)
	return collect(rows, err, func(r *sql.Rows) (y YearCount, err error) { return y, r.Scan(&y.Year, &y.Units) })
}

// ItemYears returns what RankYears does for every item, without class.
func (s *Store) ItemYears(ctx context.Context) (map[fiscal.Item][]YearCount, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT item, year, count(*) FROM standings WHERE class = '' GROUP BY item, year ORDER BY item, year DESC`)
	type counted struct {
		item fiscal.Item
		YearCount
	}
	all, err := collect(rows, err, func(r *sql.Rows) (c counted, err error) { return c, r.Scan(&c.item, &c.Year, &c.Units) })
	years := map[fiscal.Item][]YearCount{}
	for _, c := range all {
		years[c.item] = append(years[c.item], c.YearCount)
	}
	return years, err
}

// ItemCounts returns how many units have an amount of each item in a year, and
// of how many the report says how it differs from the budget.
func (s *Store) ItemCounts(ctx context.Context, year int) (amounts, variances map[fiscal.Item]int, err error) {
	items := make([]string, len(fiscal.Items))
	for i, info := range fiscal.Items {
		items[i] = string(info.Item)
	}
	rows, err := s.read.QueryContext(ctx, `SELECT item, count(amount), count(variance) FROM standings
		WHERE item IN (SELECT value FROM json_each(?)) AND class = '' AND year = ? GROUP BY item`, asJSON(items), year)
	type counted struct {
		item              fiscal.Item
		amounts, variance int
	}
	all, err := collect(rows, err, func(r *sql.Rows) (c counted, err error) { return c, r.Scan(&c.item, &c.amounts, &c.variance) })
	amounts, variances = map[fiscal.Item]int{}, map[fiscal.Item]int{}
	for _, c := range all {
		amounts[c.item], variances[c.item] = c.amounts, c.variance
	}
	return amounts, variances, err
}

// Years returns the years of which there are documents, the newest first, with
// how many units have one.
func (s *Store) Years(ctx context.Context) ([]YearCount, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT year, count(DISTINCT unit_id) FROM standing_editions GROUP BY year ORDER BY year DESC`)
	return collect(rows, err, func(r *sql.Rows) (y YearCount, err error) { return y, r.Scan(&y.Year, &y.Units) })
}

// RegionCount is how many units lie in a division.
type RegionCount struct {
	Code  string // six digits
	Units int
}

// RegionsBelow returns the divisions directly below a code that have units, by
// code; "" gives the provinces. Units that lie in the division itself are not
// among them.
func (s *Store) RegionsBelow(ctx context.Context, region string) ([]RegionCount, error) {
	above := leading(region)
	digits := len(above) + 2
	if region == "" {
		above, digits = "", 2
	}
	if digits > 6 {
		return nil, nil
	}
	rows, err := s.read.QueryContext(ctx, `SELECT substr(substr(region, 1, ?2) || '000000', 1, 6) AS code, count(*) FROM units
		WHERE same_as IS NULL AND region <> '' AND substr(region, 1, length(?1)) = ?1 AND substr(region || '00', length(?1) + 1, 2) <> '00' GROUP BY code ORDER BY code`, above, digits)
	return collect(rows, err, func(r *sql.Rows) (c RegionCount, err error) { return c, r.Scan(&c.Code, &c.Units) })
}

// KindCounts returns how many units there are of each kind.
func (s *Store) KindCounts(ctx context.Context) (map[fiscal.UnitKind]int, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT kind, count(*) FROM units WHERE same_as IS NULL GROUP BY kind`)
	type counted struct {
		kind fiscal.UnitKind
		n    int
	}
	all, err := collect(rows, err, func(r *sql.Rows) (c counted, err error) { return c, r.Scan(&c.kind, &c.n) })
	counts := map[fiscal.UnitKind]int{}
	for _, c := range all {
		counts[c.kind] = c.n
	}
	return counts, err
}
