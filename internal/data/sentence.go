package data

import (
	"context"
	"database/sql"
)

// Spot is a place in the text of an edition, in code points.
type Spot struct {
	Edition    string // its key
	Start, End int
}

// Surroundings is the text around a Spot, of which Before code points stand before it.
type Surroundings struct {
	Text   string
	Before int
}

// around is how many code points of text a passage reaches on either side.
const around = 160

// Passages returns the text around each spot.
func (s *Store) Passages(ctx context.Context, spots []Spot) (map[Spot]Surroundings, error) {
	wanted := make([][3]any, len(spots))
	for i, spot := range spots {
		wanted[i] = [3]any{spot.Edition, spot.Start, spot.End}
	}
	rows, err := s.read.QueryContext(ctx, `SELECT e.key, j.value ->> 1, j.value ->> 2, min(j.value ->> 1, ?2),
		substr(d.text, max(j.value ->> 1, ?2) - ?2 + 1, min(j.value ->> 1, ?2) + (j.value ->> 2) - (j.value ->> 1) + ?2)
		FROM json_each(?1) j CROSS JOIN editions e ON e.key = j.value ->> 0 JOIN documents d ON d.sha256 = e.document`, asJSON(wanted), around)
	type read struct {
		Spot
		Surroundings
	}
	all, err := collect(rows, err, func(r *sql.Rows) (x read, err error) {
		return x, r.Scan(&x.Edition, &x.Start, &x.End, &x.Before, &x.Text)
	})
	found := make(map[Spot]Surroundings, len(all))
	for _, x := range all {
		found[x.Spot] = x.Surroundings
	}
	return found, err
}
