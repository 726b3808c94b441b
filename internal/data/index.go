package data

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
)

// Unindexed returns the newest editions that cannot be searched yet, or by
// other rules than those of a version.
func (s *Store) Unindexed(ctx context.Context, version string) ([]int64, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT e.id FROM editions e
		WHERE `+currentOnly+`
		AND NOT EXISTS (SELECT 1 FROM indexed i WHERE i.edition_id = e.id AND i.version = ?) ORDER BY e.id DESC`, version)
	return collect(rows, err, func(r *sql.Rows) (id int64, err error) { return id, r.Scan(&id) })
}

// SaveIndex replaces what can be searched of an edition. An edition that is
// not the newest of its unit's year is left alone.
func (s *Store) SaveIndex(ctx context.Context, editionID int64, x Index) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	e, err := scanEdition(tx.QueryRowContext(ctx, selectEdition+`WHERE e.id = ?`, editionID))
	if err != nil || !e.Current {
		return err
	}
	if err := writeIndex(ctx, tx, e.ID, e.UnitID, e.Year, &x); err != nil {
		return err
	}
	if err := grow(ctx, tx); err != nil {
		return err
	}
	return tx.Commit()
}

// writeIndex makes an edition the one that is searched of its unit's year; a
// nil index leaves it to be made later.
func writeIndex(ctx context.Context, tx *sql.Tx, edition, unit int64, year int, x *Index) error {
	if unit >= 1<<unitBits {
		return fmt.Errorf("单位太多：编号 %d 放不进检索表", unit)
	}
	if err := forget(ctx, tx, unit, year); err != nil {
		return err
	}
	if err := indexNames(ctx, tx, unit); err != nil || x == nil {
		return err
	}
	// Places follow the order of the document.
	order := slices.SortedStableFunc(slices.Values(x.Passages), func(a, b Passage) int { return cmp.Compare(a.Start, b.Start) })
	if len(order) > maxPlace {
		return fmt.Errorf("可检索的段落超过 %d 段", maxPlace)
	}
	w := &inserter{ctx: ctx, tx: tx}
	of := map[int]passageID{} // of each reason
	w.into("passages", `id, edition_id, start, "end", number`, func(row func(...any)) {
		for i, p := range order {
			id := newPassageID(year, unit, i, p.Kind)
			if p.Kind == ReasonKind {
				of[p.Number] = id
			}
			row(int64(id), edition, p.Start, p.End, p.Number)
		}
	})
	for table, mine := range map[string]func(Kind) bool{
		"search_text":    func(k Kind) bool { return k != ReasonKind },
		"search_reasons": func(k Kind) bool { return k == ReasonKind },
	} {
		w.into(table, "rowid, grams", func(row func(...any)) {
			for i, p := range order {
				if mine(p.Kind) {
					row(int64(newPassageID(year, unit, i, p.Kind)), grams(p.Text))
				}
			}
		})
	}
	if w.err == nil {
		w.err = indexCauses(ctx, tx, edition, of, x.Causes)
	}
	w.into("unexplained", "edition_id, fact, unit_id, year, item, basis, direction, amount_fact, rate_fact, amount, rate, size", func(row func(...any)) {
		for _, c := range x.Silent {
			if c.Amount != nil {
				row(edition, c.fact(), unit, year, string(c.Item), string(c.Basis), string(c.Direction),
					known(c.AmountFact), known(c.RateFact), *c.Amount, c.Rate, size(c.Amount))
			}
		}
	})
	if w.err != nil {
		return w.err
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO indexed (edition_id, version) VALUES (?, ?)`, edition, x.Version)
	return err
}

// fact is the fact that the change is known by.
func (m Moved) fact() int {
	if m.AmountFact >= 0 {
		return m.AmountFact
	}
	return m.RateFact
}

// known returns NULL for no fact.
func known(fact int) any {
	if fact < 0 {
		return nil
	}
	return fact
}

func size(amount *int64) any {
	switch {
	case amount == nil:
		return nil
	case *amount < 0:
		return -*amount
	}
	return *amount
}

func indexCauses(ctx context.Context, tx *sql.Tx, edition int64, of map[int]passageID, causes []Cause) error {
	for _, c := range causes {
		id, ok := of[c.Reason]
		if !ok {
			continue
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO wordings (text) VALUES (?) ON CONFLICT DO NOTHING`, c.Wording); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO causes (passage, edition_id, ordinal, unit_id, year, item, basis, direction,
			amount_fact, rate_fact, amount, rate, size, wording)
			SELECT ?, r.edition_id, r.ordinal, e.unit_id, e.year, r.item, r.basis, r.direction, ?, ?, ?, ?, ?, w.id
			FROM reasons r JOIN editions e ON e.id = r.edition_id JOIN wordings w ON w.text = ?
			WHERE r.edition_id = ? AND r.ordinal = ?`,
			int64(id), known(c.AmountFact), known(c.RateFact), c.Amount, c.Rate, size(c.Amount), c.Wording, edition, c.Reason); err != nil {
			return err
		}
	}
	return nil
}

// forget takes a unit's year out of everything that is searched.
func forget(ctx context.Context, tx *sql.Tx, unit int64, year int) error {
	least, greatest := passagesOf(year, unit)
	var there bool
	err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM indexed WHERE edition_id IN (SELECT id FROM editions WHERE unit_id = ? AND year = ?))`,
		unit, year).Scan(&there)
	if err != nil || !there {
		return err
	}
	var failed []error
	run := func(query string, args ...any) {
		_, err := tx.ExecContext(ctx, query, args...)
		failed = append(failed, err)
	}
	run(`DELETE FROM causes WHERE passage BETWEEN ? AND ?`, int64(least), int64(greatest))
	run(`DELETE FROM search_text WHERE rowid IN (SELECT id FROM passages WHERE id BETWEEN ? AND ?)`, int64(least), int64(greatest))
	run(`DELETE FROM search_reasons WHERE rowid IN (SELECT id FROM passages WHERE id BETWEEN ? AND ?)`, int64(least), int64(greatest))
	run(`DELETE FROM passages WHERE id BETWEEN ? AND ?`, int64(least), int64(greatest))
	run(`DELETE FROM unexplained WHERE edition_id IN (SELECT id FROM editions WHERE unit_id = ? AND year = ?)`, unit, year)
	run(`DELETE FROM indexed WHERE edition_id IN (SELECT id FROM editions WHERE unit_id = ? AND year = ?)`, unit, year)
	return errors.Join(failed...)
}

// renameIndexed makes a unit be found by the names that it has now.
func renameIndexed(ctx context.Context, tx *sql.Tx, unit int64) error {
	least, greatest := passagesOf(namesYear, unit)
	for _, query := range []string{
		`DELETE FROM search_text WHERE rowid IN (SELECT id FROM passages WHERE id BETWEEN ? AND ?)`, `DELETE FROM passages WHERE id BETWEEN ? AND ?`,
	} {
		if _, err := tx.ExecContext(ctx, query, int64(least), int64(greatest)); err != nil {
			return err
		}
	}
	var part bool // of another unit by now
	if err := tx.QueryRowContext(ctx, `SELECT same_as IS NOT NULL FROM units WHERE id = ?`, unit).Scan(&part); err != nil || part {
		return err
	}
	return indexNames(ctx, tx, unit)
}

// indexNames adds the names of a unit that cannot be found yet.
func indexNames(ctx context.Context, tx *sql.Tx, unit int64) error {
	least, greatest := passagesOf(namesYear, unit)
	var place int
	if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM passages WHERE id BETWEEN ? AND ?`, int64(least), int64(greatest)).Scan(&place); err != nil {
		return err
	}
	rows, err := tx.QueryContext(ctx, `SELECT name FROM unit_names WHERE unit_id = ?
		AND name NOT IN (SELECT name FROM passages WHERE id BETWEEN ? AND ?) ORDER BY kind = 'alias', ordinal`, unit, int64(least), int64(greatest))
	names, err := collect(rows, err, func(r *sql.Rows) (name string, err error) { return name, r.Scan(&name) })
	if err != nil {
		return err
	}
	for i, name := range names {
		id := int64(newPassageID(namesYear, unit, place+i, UnitKind))
		if _, err := tx.ExecContext(ctx, `INSERT INTO passages (id, start, "end", number, name) VALUES (?, 0, 0, 0, ?)`, id, name); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO search_text (rowid, grams) VALUES (?, ?)`, id, grams(name)); err != nil {
			return err
		}
	}
	return nil
}
