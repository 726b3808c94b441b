package data

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"hash"
	"slices"
	"strings"
)

// MergedUnits returns the records that are part of other units by now: their
// old addresses lead there.
func (s *Store) MergedUnits(ctx context.Context) ([]Unit, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT `+unitColumns+` FROM units u WHERE u.same_as IS NOT NULL ORDER BY u.id`)
	return collect(rows, err, func(r *sql.Rows) (Unit, error) { return scanUnit(r) })
}

// PlainReason is a stated reason with where it stands.
type PlainReason struct {
	UnitName string // as its document prints it
	Year     int
	Edition  string
	Start    int // in code points of the text
	Text     string
}

// EachReason gives every stated reason of the newest editions, in the order in
// which these were published.
func (s *Store) EachReason(ctx context.Context, give func(PlainReason)) error {
	rows, err := s.read.QueryContext(ctx, `SELECT p.unit_name, e.year, e.key, x.start, x.text
		FROM editions e CROSS JOIN reports p CROSS JOIN reasons x
		WHERE p.edition_id = e.id AND x.edition_id = e.id
		AND `+currentOnly+`
		ORDER BY e.id, x.ordinal`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var r PlainReason
		if err := rows.Scan(&r.UnitName, &r.Year, &r.Edition, &r.Start, &r.Text); err != nil {
			return err
		}
		give(r)
	}
	return rows.Err()
}

// unchanging are the tables whose rows of an edition never change once it is
// published, or that only lists across units read: they say nothing of whether
// a page of the unit is still as it was.
var unchanging = []string{
	"documents", "sections", "facts", "reasons", "evaluations", "evaluation_funds", "evaluation_indicators", "evaluation_cells", "evaluation_corrections", "forms",
	"glossary", "declared", "unread", "checks", "charts", "passages", "indexed", "causes", "unexplained", "standings", "unread_topics", "stood",
}

// UnitStates returns, for each unit, a hash of everything that its pages and
// those of its editions are made from, but for what never changes. Tables that
// are added later are part of it by themselves.
func (s *Store) UnitStates(ctx context.Context) (map[int64]string, error) {
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer tx.Rollback()
	sums := map[int64]hash.Hash{}
	sum := func(unit int64) hash.Hash {
		if sums[unit] == nil {
			sums[unit] = sha256.New()
		}
		return sums[unit]
	}
	tables, err := publicTables(ctx, tx)
	if err != nil {
		return nil, err
	}
	for _, t := range tables {
		of := t.ofUnit()
		if of == nil || slices.Contains(unchanging, t.name) {
			continue
		}
		for _, whose := range of {
			if err := t.hashInto(ctx, tx, whose, sum); err != nil {
				return nil, err
			}
		}
	}
	states := make(map[int64]string, len(sums))
	for unit, h := range sums {
		states[unit] = hex.EncodeToString(h.Sum(nil))
	}
	return states, nil
}

// listed is a table with its columns.
type listed struct {
	name    string
	columns []string
}

func publicTables(ctx context.Context, tx *sql.Tx) ([]listed, error) {
	rows, err := tx.QueryContext(ctx, `SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c
		WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY m.name, c.cid`)
	pairs, err := collect(rows, err, func(r *sql.Rows) (p [2]string, err error) { return p, r.Scan(&p[0], &p[1]) })
	var all []listed
	for _, p := range pairs {
		if strings.HasPrefix(p[0], private) {
			continue
		}
		if len(all) == 0 || all[len(all)-1].name != p[0] {
			all = append(all, listed{name: p[0]})
		}
		last := &all[len(all)-1]
		last.columns = append(last.columns, p[1])
	}
	return all, err
}

// ofUnit returns the expressions that give the units which a row is of, nil
// for a table whose rows are of none.
func (t listed) ofUnit() (whose []string) {
	for _, c := range t.columns {
		switch {
		case t.name == "units" && c == "id", c == "unit_id", c == "from_unit", c == "to_unit", c == "other_unit", c == "other_id":
			whose = append(whose, `t."`+c+`"`)
		case c == "edition_id" && !slices.Contains(t.columns, "unit_id"), c == "before_edition", c == "after_edition":
			whose = append(whose, `(SELECT e.unit_id FROM editions e WHERE e.id = t."`+c+`")`)
		}
	}
	return whose
}

func (t listed) hashInto(ctx context.Context, tx *sql.Tx, whose string, sum func(int64) hash.Hash) error {
	rows, err := tx.QueryContext(ctx, `SELECT `+whose+`, t.* FROM "`+t.name+`" t`)
	if err != nil {
		return err
	}
	defer rows.Close()
	values := make([]any, len(t.columns))
	var unit sql.NullInt64
	into := []any{&unit}
	for i := range values {
		into = append(into, &values[i])
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		if unit.Valid {
			fmt.Fprintf(sum(unit.Int64), "%s %q\n", t.name, values)
		}
	}
	return rows.Err()
}
