package data

import "context"

// Sizes are how many rows there are of each thing, over all editions that
// stand.
type Sizes struct {
	Units, Editions, Facts, Reasons, Checks, Evaluations, Funds, Indicators, CellCorrections, Unread, Terms int
	Bytes                                                                                                   int64 // of the database
}

// Sizes counts everything.
func (s *Store) Sizes(ctx context.Context) (z Sizes, err error) {
	var pages, size int64
	err = s.read.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM units), (SELECT count(*) FROM standing_editions), `+standingRows("facts")+`, `+standingRows("reasons")+`,
		`+standingRows("checks")+`, `+standingRows("evaluations")+`, `+standingRows("evaluation_funds")+`, `+standingRows("evaluation_indicators")+`, `+standingRows("evaluation_corrections")+`,
		`+standingRows("unread")+`, `+standingRows("glossary")+`, page_count, page_size FROM pragma_page_count(), pragma_page_size()`).
		Scan(&z.Units, &z.Editions, &z.Facts, &z.Reasons, &z.Checks, &z.Evaluations, &z.Funds, &z.Indicators, &z.CellCorrections, &z.Unread, &z.Terms, &pages, &size)
	z.Bytes = pages * size
	return z, err
}

// standingRows counts the rows of a table, without those of editions that were
// withdrawn: those are few, and their rows are found by their key.
func standingRows(table string) string {
	return `((SELECT count(*) FROM ` + table + `) - (SELECT count(*) FROM withdrawn w CROSS JOIN ` + table + ` x WHERE x.edition_id = w.edition_id))`
}
