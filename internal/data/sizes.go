package data

import "context"

// Sizes are how many rows there are of each thing, over all editions.
type Sizes struct {
	Units, Editions, Facts, Reasons, Checks, Evaluations, Funds, Indicators, Unread, Terms int
	Bytes                                                                                  int64 // of the database
}

// Sizes counts everything.
func (s *Store) Sizes(ctx context.Context) (z Sizes, err error) {
	var pages, size int64
	err = s.read.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM units), (SELECT count(*) FROM editions), (SELECT count(*) FROM facts), (SELECT count(*) FROM reasons),
		(SELECT count(*) FROM checks), (SELECT count(*) FROM evaluations), (SELECT count(*) FROM evaluation_funds), (SELECT count(*) FROM evaluation_indicators),
		(SELECT count(*) FROM unread), (SELECT count(*) FROM glossary), page_count, page_size FROM pragma_page_count(), pragma_page_size()`).
		Scan(&z.Units, &z.Editions, &z.Facts, &z.Reasons, &z.Checks, &z.Evaluations, &z.Funds, &z.Indicators, &z.Unread, &z.Terms, &pages, &size)
	z.Bytes = pages * size
	return z, err
}
