package data

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"mingzhang/internal/fiscal"
)

// unitFor returns the id of the unit that carries this name in this region,
// first of all in that year; new when there is none.
func unitFor(ctx context.Context, tx *sql.Tx, u fiscal.Unit, year int) (id int64, err error) {
	err = tx.QueryRowContext(ctx, `SELECT coalesce(u.same_as, u.id) FROM unit_names n JOIN units u ON u.id = n.unit_id
		WHERE n.name = ?1 AND n.kind = 'main' AND u.region = ?2
		ORDER BY coalesce(n.from_year, 0) <= ?3 AND ?3 <= coalesce(n.to_year, 9999) DESC, u.name = n.name DESC, u.same_as IS NULL DESC LIMIT 1`, u.Name, u.Region, year).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		id, err = insertUnit(ctx, tx, u, slices.Contains(u.Inferred, "region"))
	}
	if err != nil {
		return 0, err
	}
	return id, nameUnit(ctx, tx, id, u)
}

func insertUnit(ctx context.Context, tx *sql.Tx, u fiscal.Unit, inferred bool) (id int64, err error) {
	name := slug(u.Name)
	if name == "" {
		name = "unit"
	}
	err = tx.QueryRowContext(ctx, `INSERT INTO units (name, region, region_inferred, slug, kind) VALUES (?, ?, ?, ?, ?) RETURNING id`,
		u.Name, u.Region, inferred, name, string(fiscal.KindOfUnit(u.Name))).Scan(&id)
	return id, err
}

// nameUnit keeps the names by which a document calls its unit.
func nameUnit(ctx context.Context, tx *sql.Tx, id int64, u fiscal.Unit) error {
	for i, name := range append([]string{u.Name}, u.Aliases...) {
		kind := "alias"
		if i == 0 {
			kind = "main"
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO unit_names (unit_id, name, kind, ordinal, initials) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
			id, name, kind, i, typedAs(name)); err != nil {
			return err
		}
	}
	return nil
}
