package data

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
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
	return s.states(ctx, unchanging, listed.ofUnit)
}

// unranked are the tables that no ranking shows, and nothing that is said of
// one edition alone, though their rows change with what is published of other
// years.
var unranked = append([]string{"generation", "wordings", "restated", "restatements", "withdrawal_seals"}, unchanging...)

// YearStates returns, for each year, a hash of everything that its rankings are
// made from, but for what never changes; under 0 of what those of all years
// are. Tables that are added later are part of it by themselves.
func (s *Store) YearStates(ctx context.Context) (map[int64]string, error) {
	return s.states(ctx, unranked, listed.ofYear)
}

// UnitYear is a year of a unit.
type UnitYear struct {
	Unit int64
	Year int
}

// UnitYearStates returns, for each year of each unit, a hash of everything that
// what is said of its editions alone is made from, but for what never changes:
// cards of figures, rows of tables. Tables that are added later are part of it
// by themselves.
func (s *Store) UnitYearStates(ctx context.Context) (map[UnitYear]string, error) {
	rows, err := s.states(ctx, unranked, listed.ofUnitYear)
	return ofUnitYears(rows), err
}

// UnitYearStates is that of the store, at the moment of the view.
func (f *Frozen) UnitYearStates(ctx context.Context) (map[UnitYear]string, error) {
	rows, err := states(ctx, f.read, unranked, listed.ofUnitYear)
	return ofUnitYears(rows), err
}

func ofUnitYears(rows map[int64]string) map[UnitYear]string {
	states := map[UnitYear]string{}
	for of, state := range rows {
		if y := (UnitYear{of / years, int(of % years)}); y.Year != 0 {
			states[y] = state + rows[y.Unit*years]
		}
	}
	return states
}

func (s *Store) states(ctx context.Context, but []string, whose func(listed) []string) (map[int64]string, error) {
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer tx.Rollback()
	return states(ctx, tx, but, whose)
}

// states hashes the rows of all public tables but some, each under what whose
// says it is of. The order of rows makes no difference.
func states(ctx context.Context, q querier, but []string, whose func(listed) []string) (map[int64]string, error) {
	tables, err := publicTables(ctx, q)
	if err != nil {
		return nil, err
	}
	rows := map[int64][][sha256.Size]byte{}
	for _, t := range tables {
		if slices.Contains(but, t.name) {
			continue
		}
		for _, of := range whose(t) {
			if err := t.hashInto(ctx, q, of, rows); err != nil {
				return nil, err
			}
		}
	}
	states := make(map[int64]string, len(rows))
	for of, all := range rows {
		slices.SortFunc(all, func(a, b [sha256.Size]byte) int { return bytes.Compare(a[:], b[:]) })
		sum := sha256.New()
		for _, row := range all {
			sum.Write(row[:])
		}
		states[of] = hex.EncodeToString(sum.Sum(nil))
	}
	return states, nil
}

// listed is a table with its columns.
type listed struct {
	name    string
	columns []string
}

func publicTables(ctx context.Context, q querier) ([]listed, error) {
	// Neither the tables of full-text indexes nor those behind them.
	rows, err := q.QueryContext(ctx, `SELECT l.name, c.name FROM pragma_table_list l JOIN pragma_table_info(l.name) c
		WHERE l.schema = 'main' AND l.type = 'table' AND l.name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY l.name, c.cid`)
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

// ofYear returns the expressions that give the years which a row is of, 0 for
// a table whose rows are of all.
func (t listed) ofYear() (whose []string) {
	for _, c := range t.columns {
		switch c {
		case "edition_id", "before_edition", "after_edition":
			whose = append(whose, `(SELECT e.year FROM editions e WHERE e.id = t."`+c+`")`)
		}
	}
	switch {
	case whose != nil:
		return whose
	case t.name == "editions", t.name == "withdrawals":
		return []string{"t.year"}
	}
	return []string{"0"}
}

// years are more than any year is: a unit's year is written as one number, the
// unit itself as its year 0.
const years = 10_000

// ofUnitYear returns the expressions that give the years of units which a row
// is of, nil for a table whose rows are of none.
func (t listed) ofUnitYear() (whose []string) {
	switch {
	case t.name == "editions", t.name == "withdrawals":
		return []string{fmt.Sprint(`t.unit_id * `, years, ` + t.year`)}
	case slices.Contains(t.columns, "edition_id"):
		return []string{fmt.Sprint(`(SELECT e.unit_id * `, years, ` + e.year FROM editions e WHERE e.id = t.edition_id)`)}
	}
	for _, of := range t.ofUnit() {
		whose = append(whose, fmt.Sprint(of, ` * `, years))
	}
	return whose
}

func (t listed) hashInto(ctx context.Context, q querier, whose string, into map[int64][][sha256.Size]byte) error {
	rows, err := q.QueryContext(ctx, `SELECT `+whose+`, t.* FROM "`+t.name+`" t`)
	if err != nil {
		return err
	}
	defer rows.Close()
	values := make([]any, len(t.columns))
	var of sql.NullInt64
	scanned := []any{&of}
	for i := range values {
		scanned = append(scanned, &values[i])
	}
	for rows.Next() {
		if err := rows.Scan(scanned...); err != nil {
			return err
		}
		if of.Valid {
			into[of.Int64] = append(into[of.Int64], sha256.Sum256(fmt.Appendf(nil, "%s %q", t.name, values)))
		}
	}
	return rows.Err()
}
