package data

import (
	"context"
	"database/sql"

	"mingzhang/internal/fiscal"
)

// DocumentYear is a year of a unit of which there is a document.
type DocumentYear struct {
	UnitID  int64
	Year    int
	Edition string // key of the newest edition
	Unread  bool   // it holds figures under one of the topics asked about that nobody understood
}

// Comparison is what the documents of some units say of one item over all
// years, by unit and year.
type Comparison struct {
	Standings []Standing
	Published []DocumentYear
}

// Compare reads what the newest edition of every year of the units says of an
// item and a class ("" for the total). topics are those under which an unread
// figure may be the one looked for.
func (s *Store) Compare(ctx context.Context, units []int64, item fiscal.Item, class string, topics []string) (Comparison, error) {
	var c Comparison
	// One transaction sees one state, whatever is published meanwhile.
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return c, err
	}
	defer tx.Rollback()
	ids := asJSON(units)
	rows, err := tx.QueryContext(ctx, `SELECT e.unit_id, e.year, e.key,
		EXISTS (SELECT 1 FROM unread_topics t WHERE t.edition_id = e.id AND t.topic IN (SELECT value FROM json_each(?2)))
		FROM editions e WHERE e.unit_id IN (SELECT value FROM json_each(?1))
		AND `+currentOnly+`
		ORDER BY e.unit_id, e.year`, ids, asJSON(topics))
	c.Published, err = collect(rows, err, func(r *sql.Rows) (p DocumentYear, err error) {
		return p, r.Scan(&p.UnitID, &p.Year, &p.Edition, &p.Unread)
	})
	if err != nil {
		return c, err
	}
	rows, err = tx.QueryContext(ctx, `SELECT `+standingColumns+` FROM standings s`+standingJoins+`
		WHERE s.item = ?2 AND s.class = ?3 AND s.unit_id IN (SELECT value FROM json_each(?1))
		AND s.year IN (SELECT DISTINCT year FROM standing_editions WHERE unit_id IN (SELECT value FROM json_each(?1)))
		ORDER BY s.unit_id, s.year`, ids, string(item), class)
	found, err := collect(rows, err, func(r *sql.Rows) (*standingRow, error) {
		s, err := scanStanding(r)
		return &s, err
	})
	if err != nil {
		return c, err
	}
	if err := fill(ctx, tx, found, item, class); err != nil {
		return c, err
	}
	for _, f := range found {
		c.Standings = append(c.Standings, f.Standing)
	}
	return c, nil
}

// UnitIDs returns the ids of the units that records are part of by now, each
// once, in their order; a record that does not exist keeps its id.
func (s *Store) UnitIDs(ctx context.Context, ids []int64) ([]int64, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT coalesce(u.same_as, j.value) FROM json_each(?) j LEFT JOIN units u ON u.id = j.value
		GROUP BY 1 ORDER BY min(j.key)`, asJSON(ids))
	return collect(rows, err, func(r *sql.Rows) (id int64, err error) { return id, r.Scan(&id) })
}

// UnitsByID returns the units with these ids in their order; one that does not
// exist is left out.
func (s *Store) UnitsByID(ctx context.Context, ids []int64) ([]Unit, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT `+unitColumns+` FROM json_each(?) j CROSS JOIN units u ON u.id = j.value WHERE u.same_as IS NULL ORDER BY j.key`, asJSON(ids))
	all, err := collect(rows, err, func(r *sql.Rows) (u UnitSummary, err error) {
		u.Unit, err = scanUnit(r)
		return u, err
	})
	if err != nil || len(all) == 0 {
		return nil, err
	}
	if err := namesAndYears(ctx, s.read, all); err != nil {
		return nil, err
	}
	units := make([]Unit, len(all))
	for i := range all {
		units[i] = all[i].Unit
	}
	return units, nil
}

// ClassesOf returns the classes that the newest document of each of the units
// has an amount of the item in, by code, no more than so many.
func (s *Store) ClassesOf(ctx context.Context, units []int64, item fiscal.Item, most int) ([]*fiscal.Class, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT DISTINCT c.key, c.path FROM editions e
		CROSS JOIN facts f INDEXED BY facts_of_item ON f.edition_id = e.id AND f.item = ?2 AND f.basis = ?3
		JOIN classes c ON c.key = coalesce(f.class_code, f.economic_code)
		WHERE e.unit_id IN (SELECT value FROM json_each(?1))
		AND `+latestOnly+`
		ORDER BY c.key LIMIT ?4`, asJSON(units), string(item), string(fiscal.Final), most)
	return collect(rows, err, func(r *sql.Rows) (*fiscal.Class, error) {
		var key, path string
		if err := r.Scan(&key, &path); err != nil {
			return nil, err
		}
		return classOfKey(key, path)
	})
}
