package data

import (
	"context"
	"database/sql"
	"strings"

	"mingzhang/internal/fiscal"
)

// Point is one fact about a total in one year's newest edition.
type Point struct {
	Year    int
	Fact    fiscal.Fact
	Start   int // where the fact, or the first it is computed from, is printed; -1 when nowhere
	Edition string
}

// Series returns what the newest edition of each year says of the items, in
// the given bases and without classes, by year and in the order of the document.
func (s *Store) Series(ctx context.Context, unitID int64, items []fiscal.Item, bases []fiscal.Basis) ([]Point, error) {
	args := []any{unitID}
	for _, i := range items {
		args = append(args, string(i))
	}
	for _, b := range bases {
		args = append(args, string(b))
	}
	rows, err := s.read.QueryContext(ctx, `SELECT e.year, e.key, `+factColumns+`,
		coalesce(f.start, (SELECT o.start FROM facts o WHERE o.edition_id = f.edition_id AND o.ordinal = f.derived_from ->> '$[0]'), -1)
		FROM editions e CROSS JOIN facts f INDEXED BY facts_of_item ON f.edition_id = e.id
		WHERE e.unit_id = ? AND f.class IS NULL AND f.economic_class IS NULL
		AND f.item IN (`+marks(len(items))+`) AND f.basis IN (`+marks(len(bases))+`)
		AND `+currentOnly+`
		ORDER BY e.year, f.ordinal`, args...)
	return collect(rows, err, func(r *sql.Rows) (p Point, err error) {
		p.Fact, err = scanFact(r, []any{&p.Year, &p.Edition}, []any{&p.Start})
		return p, err
	})
}

// ClassSeries returns what the newest edition of each year says of the classes
// of an item, this year and the year before, by year and in the order of the
// document.
func (s *Store) ClassSeries(ctx context.Context, unitID int64, item fiscal.Item) ([]Point, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT e.year, e.key, `+factColumns+`,
		coalesce(f.start, (SELECT o.start FROM facts o WHERE o.edition_id = f.edition_id AND o.ordinal = f.derived_from ->> '$[0]'), -1)
		FROM editions e CROSS JOIN facts f INDEXED BY facts_of_item ON f.edition_id = e.id
		WHERE e.unit_id = ? AND f.class IS NOT NULL AND f.economic_class IS NULL AND f.item = ? AND f.basis IN (?, ?)
		AND `+currentOnly+`
		ORDER BY e.year, f.ordinal`, unitID, string(item), string(fiscal.Final), string(fiscal.Prior))
	return collect(rows, err, func(r *sql.Rows) (p Point, err error) {
		p.Fact, err = scanFact(r, []any{&p.Year, &p.Edition}, []any{&p.Start})
		return p, err
	})
}

func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?, ", n), ", ") }
