package data

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"mingzhang/internal/fiscal"
)

// Naming is another name that a document gives its unit, or one of those that
// the unit was made of. It is for people to judge: nothing follows from it.
type Naming struct {
	fiscal.Naming
	Year    int // of the accounts
	Edition string
	Other   Unit // the unit here that carries the name, ID 0 when there is none
}

// Name reads the namings of the editions that are not read by this version of
// the rule: of one unit, or (0) of all. It returns how many it has read.
func (s *Store) Name(ctx context.Context, unitID int64, version int, read func(r *fiscal.Report, text string) []fiscal.Naming) (int, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT e.id FROM editions e WHERE (?1 = 0 OR e.unit_id = ?1) AND `+standingOnly+`
		AND NOT EXISTS (SELECT 1 FROM named n WHERE n.edition_id = e.id AND n.rule = ?2) ORDER BY e.id`, unitID, version)
	ids, err := collect(rows, err, func(r *sql.Rows) (id int64, err error) { return id, r.Scan(&id) })
	if err != nil {
		return 0, err
	}
	for n, id := range ids {
		r, text, err := s.headAndText(ctx, id)
		if err != nil {
			return n, err
		}
		if err := s.writeNamings(ctx, id, version, read(r, text)); err != nil {
			return n, err
		}
	}
	return len(ids), nil
}

func (s *Store) headAndText(ctx context.Context, id int64) (*fiscal.Report, string, error) {
	text, err := s.Text(ctx, id)
	if err != nil {
		return nil, "", err
	}
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, "", err
	}
	defer tx.Rollback()
	r, err := (&selector{ctx: ctx, tx: tx, id: id}).head()
	return r, text, err
}

func (s *Store) writeNamings(ctx context.Context, id int64, version int, all []fiscal.Naming) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("数据库正忙，没有写入：%w", err)
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, `DELETE FROM namings WHERE edition_id = ?`, id); err != nil {
		return err
	}
	w := &inserter{ctx: ctx, tx: tx}
	w.into("namings", `edition_id, ordinal, kind, name, year, start, "end", text`, func(row func(...any)) {
		for i, n := range all {
			var year any
			if n.Year != 0 {
				year = n.Year
			}
			row(id, i, string(n.Kind), n.Name, year, n.Source.Start, n.Source.End, n.Source.Text)
		}
	})
	if w.err != nil {
		return w.err
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO named (edition_id, rule) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET rule = ?2`, id, version); err != nil {
		return err
	}
	if len(all) > 0 {
		if err := grow(ctx, tx); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// Namings lists the other names that the newest editions of a unit, or (0) of
// all units, speak of and that nobody has said anything about: neither a name
// that the unit is known to have carried, nor a unit that is known to have
// become part of it. The newest edition that gives a name counts.
func (s *Store) Namings(ctx context.Context, unitID int64) (map[int64][]Naming, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT e.unit_id, n.kind, n.name, coalesce(n.year, 0), n.start, n."end", n.text, e.year, e.key,
			coalesce(o.id, 0), coalesce(o.name, ''), coalesce(o.region, ''), coalesce(o.region_inferred, 0), coalesce(o.slug, '')
		FROM namings n JOIN editions e ON e.id = n.edition_id JOIN units u ON u.id = e.unit_id
		LEFT JOIN units o ON o.id = (SELECT c.id FROM units c WHERE c.region = u.region AND c.same_as IS NULL AND c.id <> u.id
			AND (c.name = n.name OR length(n.name) > 3 AND substr(c.name, -length(n.name)) = n.name) ORDER BY c.name = n.name DESC, c.id LIMIT 1)
		WHERE (?1 = 0 OR e.unit_id = ?1)
		AND `+currentOnly+`
		AND NOT EXISTS (SELECT 1 FROM unit_names k WHERE k.unit_id = e.unit_id AND k.kind = 'main' AND (k.name = n.name OR length(n.name) > 3 AND substr(k.name, -length(n.name)) = n.name))
		AND NOT EXISTS (SELECT 1 FROM unit_changes c WHERE c.undone_at IS NULL AND c.unit_id = e.unit_id AND c.kind <> 'rename' AND (c.was = n.name OR c.other_id = o.id))
		ORDER BY e.unit_id, e.year DESC, n.ordinal`, unitID)
	all, err := collect(rows, err, func(r *sql.Rows) (v ofUnit[Naming], err error) {
		n := &v.value
		return v, r.Scan(&v.unit, &n.Kind, &n.Name, &n.Naming.Year, &n.Source.Start, &n.Source.End, &n.Source.Text, &n.Year, &n.Edition,
			&n.Other.ID, &n.Other.Name, &n.Other.Region, &n.Other.RegionInferred, &n.Other.Slug)
	})
	if err != nil {
		return nil, err
	}
	of := map[int64][]Naming{}
	for _, v := range all {
		if !slices.ContainsFunc(of[v.unit], func(n Naming) bool { return n.Name == v.value.Name && n.Kind == v.value.Kind }) {
			of[v.unit] = append(of[v.unit], v.value)
		}
	}
	return of, nil
}
