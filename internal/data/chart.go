package data

import (
	"context"
	"database/sql"
)

// Chart is a drawn chart of an edition.
type Chart struct {
	Key     string
	DrawnBy string // version of what drew it
	Option  []byte // JSON for the browser
	SVG     []byte
}

// Charts returns the charts of an edition by key.
func (s *Store) Charts(ctx context.Context, editionID int64) ([]Chart, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT key, drawn_by, option, svg FROM charts WHERE edition_id = ? ORDER BY key`, editionID)
	return collect(rows, err, func(r *sql.Rows) (c Chart, err error) { return c, r.Scan(&c.Key, &c.DrawnBy, &c.Option, &c.SVG) })
}

// SaveCharts replaces the charts of an edition; drawnBy is the version of what
// drew them and holds for all. ErrNotFound when there is no such edition.
func (s *Store) SaveCharts(ctx context.Context, editionID int64, drawnBy string, charts []Chart) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := tx.QueryRowContext(ctx, `SELECT id FROM editions WHERE id = ?`, editionID).Scan(&editionID); err != nil {
		return found(err)
	}
	if err := saveCharts(ctx, tx, editionID, drawnBy, charts); err != nil {
		return err
	}
	if err := grow(ctx, tx); err != nil {
		return err
	}
	return tx.Commit()
}

func saveCharts(ctx context.Context, tx *sql.Tx, editionID int64, drawnBy string, charts []Chart) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM charts WHERE edition_id = ?`, editionID); err != nil {
		return err
	}
	for _, c := range charts {
		if _, err := tx.ExecContext(ctx, `INSERT INTO charts (edition_id, key, drawn_by, option, svg) VALUES (?, ?, ?, ?, ?)`,
			editionID, c.Key, drawnBy, string(c.Option), string(c.SVG)); err != nil {
			return err
		}
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO charts_drawn (edition_id, drawn_by) VALUES (?1, ?2)
		ON CONFLICT (edition_id) DO UPDATE SET drawn_by = ?2`, editionID, drawnBy)
	return err
}

// StaleCharts returns the editions whose charts were drawn by another version.
func (s *Store) StaleCharts(ctx context.Context, drawnBy string) ([]int64, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT e.id FROM editions e
		WHERE NOT EXISTS (SELECT 1 FROM charts_drawn d WHERE d.edition_id = e.id AND d.drawn_by = ?) ORDER BY e.id DESC`, drawnBy)
	return collect(rows, err, func(r *sql.Rows) (id int64, err error) { return id, r.Scan(&id) })
}
