package data

import (
	"context"
	"database/sql"
	"strings"

	"mingzhang/internal/fiscal"
)

// Statement is a fact of an edition, with where it is printed.
type Statement struct {
	Year    int
	Edition string // its key
	Unit    string // the name that the document gives its unit
	Fact    fiscal.Fact
	Start   int // where the fact, or the first it is computed from, is printed; -1 when nowhere
	// Operands are the facts that a derived one is computed from.
	Operands []fiscal.Fact
}

// Restatement is what one year's report says of the year before beside what
// that year's own report says.
type Restatement struct {
	UnitID int64
	fiscal.Restatement
	Own, Later Statement // of the year itself, and of the year after it
}

// RestatementFilter narrows a list of restatements; zero values do not.
type RestatementFilter struct {
	UnitID  int64
	Year    int // that both statements are about
	Differs bool
	Limit   int // of rows; 0: all of one unit, else DefaultRestatements
}

// DefaultRestatements is how many restatements of all units are listed at once.
const DefaultRestatements = 1000

const restatementFrom = ` FROM restatements x
	JOIN editions b ON b.id = x.before_edition JOIN editions a ON a.id = x.after_edition AND a.unit_id = b.unit_id AND a.year = b.year + 1
	JOIN reports br ON br.edition_id = b.id JOIN reports ar ON ar.edition_id = a.id
	JOIN facts f ON f.edition_id = b.id AND f.ordinal = x.before_fact
	JOIN facts g ON g.edition_id = a.id AND g.ordinal = x.after_fact
	WHERE ` + currentPair

// Restatements lists what the newest editions of consecutive years say of the
// same: the newest year first, within a year in the order of the later report.
func (s *Store) Restatements(ctx context.Context, filter RestatementFilter) ([]Restatement, error) {
	where, args := ``, []any{}
	if filter.UnitID != 0 {
		where, args = where+` AND a.unit_id = ?`, append(args, filter.UnitID)
	}
	if filter.Year != 0 {
		where, args = where+` AND b.year = ?`, append(args, filter.Year)
	}
	if filter.Differs {
		where += ` AND x.kind IN ('adjusted', 'recast')`
	}
	where += ` ORDER BY a.year DESC, a.unit_id, x.ordinal`
	if filter.Limit == 0 && filter.UnitID == 0 {
		filter.Limit = DefaultRestatements
	}
	if filter.Limit != 0 {
		where, args = where+` LIMIT ?`, append(args, filter.Limit)
	}
	const start = `coalesce(%.start, (SELECT o.start FROM facts o WHERE o.edition_id = %.edition_id AND o.ordinal = %.derived_from ->> '$[0]'), -1)`
	rows, err := s.read.QueryContext(ctx, `SELECT a.unit_id, x.rule, x.kind, x.cause, x.before_fact, x.after_fact, x.difference, x.tolerance, x.measure, x.note,
		b.year, b.key, br.unit_name, a.year, a.key, ar.unit_name, `+strings.ReplaceAll(start, "%", "f")+`, `+strings.ReplaceAll(start, "%", "g")+`, `+
		factColumns+`, `+strings.ReplaceAll(factColumns, "f.", "g.")+restatementFrom+where, args...)
	all, err := collect(rows, err, scanRestatement)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	if err := s.operands(ctx, all); err != nil {
		return nil, err
	}
	return all, s.scopes(ctx, filter.UnitID, all)
}

// operands adds what derived statements are computed from.
func (s *Store) operands(ctx context.Context, all []Restatement) error {
	type place struct {
		Edition string `json:"e"`
		Ordinal int    `json:"o"`
	}
	var wanted []place
	for i := range all {
		for _, st := range []*Statement{&all[i].Own, &all[i].Later} {
			for _, o := range st.Fact.From {
				wanted = append(wanted, place{st.Edition, o})
			}
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	rows, err := s.read.QueryContext(ctx, `SELECT e.key, f.ordinal, `+factColumns+` FROM json_each(?) j
		JOIN editions e ON e.key = j.value ->> 'e' JOIN facts f ON f.edition_id = e.id AND f.ordinal = j.value ->> 'o'`, asJSON(wanted))
	found := map[place]fiscal.Fact{}
	_, err = collect(rows, err, func(r *sql.Rows) (p place, err error) {
		f, err := scanFact(r, []any{&p.Edition, &p.Ordinal}, nil)
		found[p] = f
		return p, err
	})
	for i := range all {
		for _, st := range []*Statement{&all[i].Own, &all[i].Later} {
			for _, o := range st.Fact.From {
				if f, ok := found[place{st.Edition, o}]; ok {
					st.Operands = append(st.Operands, f)
				}
			}
		}
	}
	return err
}

func scanRestatement(r *sql.Rows) (x Restatement, err error) {
	own, later := &x.Own, &x.Later
	head := []any{&x.UnitID, &x.Rule, &x.Kind, &x.Cause, &x.Before, &x.After, &x.Difference, &x.Tolerance, &x.Measure, &x.Note,
		&own.Year, &own.Edition, &own.Unit, &later.Year, &later.Edition, &later.Unit, &own.Start, &later.Start}
	var f, g scannedFact
	columns := append(head, f.columns()...)
	if err = r.Scan(append(columns, g.columns()...)...); err != nil {
		return x, err
	}
	if own.Fact, err = f.read(); err != nil {
		return x, err
	}
	later.Fact, err = g.read()
	return x, err
}

// scopes marks the differences of years in which a unit took others in, or let
// a part of it go: the accounts are those of another circle of bodies.
func (s *Store) scopes(ctx context.Context, unitID int64, all []Restatement) error {
	rows, err := s.read.QueryContext(ctx, `SELECT unit_id, year, kind FROM unit_changes WHERE undone_at IS NULL AND kind <> 'rename' AND year IS NOT NULL AND (?1 = 0 OR unit_id = ?1)`, unitID)
	type at struct {
		unit int64
		year int
	}
	changed := map[at]ChangeKind{}
	_, err = collect(rows, err, func(r *sql.Rows) (k at, err error) {
		var kind ChangeKind
		err = r.Scan(&k.unit, &k.year, &kind)
		changed[k] = kind
		return k, err
	})
	if err != nil || len(changed) == 0 {
		return err
	}
	for i := range all {
		x := &all[i]
		if kind, ok := changed[at{x.UnitID, x.Later.Year}]; ok && x.Kind == fiscal.Adjusted {
			x.Kind, x.Cause = fiscal.Recast, fiscal.ScopeChanged
			x.Note = "这一年单位有" + kind.Term() + "，两年的决算范围不同。" + x.Note
		}
	}
	return nil
}
