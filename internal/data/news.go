package data

import (
	"context"
	"strconv"
)

// News is what was published behind an edition.
type News struct {
	Edition    int64           // the newest one
	Withdrawal int64           // the newest one, 0 for none
	Units      map[string]bool // that published since, by their number
	Keys       map[string]bool // of all editions of these
}

// NewsSince returns what was published behind an edition; behind none, it
// names no unit.
func (s *Store) NewsSince(ctx context.Context, edition int64) (n News, err error) {
	n = News{Units: map[string]bool{}, Keys: map[string]bool{}}
	if err := s.read.QueryRowContext(ctx, `SELECT (SELECT coalesce(max(id), 0) FROM editions), (SELECT coalesce(max(id), 0) FROM withdrawals)`).Scan(&n.Edition, &n.Withdrawal); err != nil {
		return n, err
	}
	if edition == 0 || edition == n.Edition {
		return n, nil
	}
	rows, err := s.read.QueryContext(ctx, `SELECT coalesce(u.same_as, u.id), e.key FROM editions e JOIN units u ON u.id = e.unit_id
		WHERE e.unit_id IN (SELECT unit_id FROM editions WHERE id > ?)`, edition)
	if err != nil {
		return n, err
	}
	defer rows.Close()
	for rows.Next() {
		var unit int64
		var key string
		if err := rows.Scan(&unit, &key); err != nil {
			return n, err
		}
		n.Units[strconv.FormatInt(unit, 10)], n.Keys[key] = true, true
	}
	return n, rows.Err()
}
