package data

import (
	"context"
	"database/sql"
)

// UnitPage returns at most limit units that pass the filter and whose id is
// greater than after, by id.
func (s *Store) UnitPage(ctx context.Context, f UnitFilter, after int64, limit int) ([]Unit, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT `+unitColumns+` FROM units u WHERE u.id > ?1
		AND (?2 = '' OR EXISTS (SELECT 1 FROM unit_names n WHERE n.unit_id = u.id AND instr(n.name, ?2) > 0))
		AND (?3 = '' OR substr(u.region, 1, length(?3)) = ?3)
		ORDER BY u.id LIMIT ?4`, after, f.Query, leading(f.Region), limit)
	found, err := collect(rows, err, func(r *sql.Rows) (u UnitSummary, err error) {
		u.Unit, err = scanUnit(r)
		return u, err
	})
	if err != nil || len(found) == 0 {
		return nil, err
	}
	if err := namesAndYears(ctx, s.read, found); err != nil {
		return nil, err
	}
	units := make([]Unit, len(found))
	for i := range found {
		units[i] = found[i].Unit
	}
	return units, nil
}
