package data

import (
	"context"
	"database/sql"
)

// ReportRow is one publication of a list with the size of what it states.
type ReportRow struct {
	Edition
	Whose       Whose
	UnitName    string // as the document prints it, which a later name does not change
	Document    string // file name
	SHA256      string
	MediaType   string
	Bytes       int
	Facts       int
	Reasons     int
	Checks      int
	Figures     int // of its text
	FiguresRead int
}

// Position returns the place of the row in its list.
func (r ReportRow) Position() Position { return Position{Edition: r.ID} }

// Reports returns a page of publications in the order in which they were
// published.
func (s *Store) Reports(ctx context.Context, scope Scope, p Page) ([]ReportRow, error) {
	q := scope.where()
	if p.After.started() {
		q.add(`e.id > ?`, p.After.Edition)
	}
	rows, err := s.read.QueryContext(ctx, `SELECT `+whoseColumns+`, r.unit_name, d.name, d.sha256, d.media_type, d.bytes,
		(SELECT count(*) FROM facts x WHERE x.edition_id = e.id), (SELECT count(*) FROM reasons x WHERE x.edition_id = e.id),
		(SELECT count(*) FROM checks x WHERE x.edition_id = e.id), r.figures, r.figures_read
		FROM editions e CROSS JOIN units u CROSS JOIN documents d CROSS JOIN reports r
		WHERE u.id = e.unit_id AND d.sha256 = e.document AND r.edition_id = e.id AND `+q.String()+` ORDER BY e.id LIMIT ?`, append(q.args, p.Limit)...)
	all, err := collect(rows, err, func(r *sql.Rows) (row ReportRow, err error) {
		return row, r.Scan(append(row.Whose.columns(), &row.UnitName, &row.Document, &row.SHA256, &row.MediaType, &row.Bytes,
			&row.Facts, &row.Reasons, &row.Checks, &row.Figures, &row.FiguresRead)...)
	})
	if err != nil || len(all) == 0 {
		return nil, err
	}
	ids := make([]int64, len(all))
	at := map[int64]*ReportRow{}
	for i := range all {
		ids[i] = all[i].Whose.id
		at[ids[i]] = &all[i]
	}
	editions, err := s.editions(ctx, `WHERE e.id IN (SELECT value FROM json_each(?))`, asJSON(ids))
	for _, e := range editions {
		at[e.ID].Edition = e
	}
	return all, err
}
