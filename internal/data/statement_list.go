package data

import (
	"context"
	"database/sql"

	"mingzhang/internal/fiscal"
)

// ReasonFilter narrows a list of reasons; zero values do not.
type ReasonFilter struct {
	Scope
	Item      fiscal.Item
	Basis     fiscal.Basis
	Direction fiscal.Direction
	Class     string // first digits of a code of 支出功能分类
}

// ReasonRow is one stated reason of a list, with what it explains.
type ReasonRow struct {
	Whose
	Ordinal int
	fiscal.Reason
	Explains *FactRow // the fact that it follows, nil when the document gives none
}

// Position returns the place of the row in its list.
func (r ReasonRow) Position() Position { return Position{Edition: r.id, Ordinal: r.Ordinal} }

// StatedReasons returns a page of stated reasons.
func (s *Store) StatedReasons(ctx context.Context, f ReasonFilter, p Page) ([]ReasonRow, error) {
	q := f.where()
	q.equal(`x.item`, string(f.Item))
	q.equal(`x.basis`, string(f.Basis))
	q.equal(`x.direction`, string(f.Direction))
	q.within(`x.class_code`, f.Class)
	query, args := ofEditions(`x.item, x.class, x.class_code, x.basis, x.direction, x.text, x.fact, coalesce(x.source_text, x.text), x.section, x.start, x."end", x.page`, `reasons`, q, p)
	rows, err := s.read.QueryContext(ctx, query, args...)
	all, err := collect(rows, err, func(r *sql.Rows) (row ReasonRow, err error) {
		row.Reason, err = scanReasonBehind(r, append(row.columns(), &row.Ordinal)...)
		return row, err
	})
	if err != nil {
		return nil, err
	}
	var wanted []factAt
	for _, r := range all {
		wanted = append(wanted, factAt{r.id, r.Fact})
	}
	facts, err := s.factsAt(ctx, wanted)
	for i := range all {
		if f, ok := facts[factAt{all[i].id, all[i].Fact}]; ok {
			all[i].Explains = &f
		}
	}
	return all, err
}

// CheckFilter narrows a list of checks; zero values do not.
type CheckFilter struct {
	Scope
	Rule   string
	Status fiscal.CheckStatus
}

// CheckRow is one check of a list, with the facts that it is about.
type CheckRow struct {
	Whose
	Ordinal int
	fiscal.Check
	About []FactRow
}

// Position returns the place of the row in its list.
func (r CheckRow) Position() Position { return Position{Edition: r.id, Ordinal: r.Ordinal} }

// Checks returns a page of checks.
func (s *Store) Checks(ctx context.Context, f CheckFilter, p Page) ([]CheckRow, error) {
	q := f.where()
	q.equal(`x.rule`, f.Rule)
	q.equal(`x.status`, string(f.Status))
	if f.Status != "" && f.Unit == 0 && f.Edition == "" {
		query, args := along(`checks`, `checks_of_status`, ``, checkColumns, q, p)
		return s.checks(ctx, query, args)
	}
	query, args := ofEditions(checkColumns, `checks`, q, p)
	return s.checks(ctx, query, args)
}

const checkColumns = `x.rule, x.title, x.status, x.stated, x.computed, x.formula, x.difference, x.tolerance, x.note, x.facts, x.cells, x.sources`

// mostChecks bounds how many checks of one fact are shown.
const mostChecks = 200

// ChecksOf returns the checks that a fact is part of.
func (s *Store) ChecksOf(ctx context.Context, fact FactRow) ([]CheckRow, error) {
	var q clause
	q.equal(`e.key`, fact.Edition)
	q.add(`EXISTS (SELECT 1 FROM json_each(x.facts) WHERE value = ?)`, fact.Ordinal)
	query, args := ofEditions(checkColumns, `checks`, q, Page{Limit: mostChecks})
	return s.checks(ctx, query, args)
}

// PlainChecks returns a page of all checks without what they are about:
// FigureIDs gives what Facts name.
func (s *Store) PlainChecks(ctx context.Context, scope Scope, p Page) ([]CheckRow, error) {
	query, args := ofEditions(checkColumns, `checks`, scope.where(), p)
	return s.plainChecks(ctx, query, args)
}

func (s *Store) plainChecks(ctx context.Context, query string, args []any) ([]CheckRow, error) {
	rows, err := s.read.QueryContext(ctx, query, args...)
	return collect(rows, err, func(r *sql.Rows) (row CheckRow, err error) {
		row.Check, err = scanCheckBehind(r, append(row.columns(), &row.Ordinal)...)
		return row, err
	})
}

func (s *Store) checks(ctx context.Context, query string, args []any) ([]CheckRow, error) {
	all, err := s.plainChecks(ctx, query, args)
	if err != nil {
		return nil, err
	}
	var wanted []factAt
	for _, c := range all {
		for _, i := range c.Facts {
			wanted = append(wanted, factAt{c.id, i})
		}
	}
	facts, err := s.factsAt(ctx, wanted)
	for i := range all {
		c := &all[i]
		for _, k := range c.Facts {
			if f, ok := facts[factAt{c.id, k}]; ok {
				c.About = append(c.About, f)
			}
		}
	}
	return all, err
}

// factAt is where a fact stands: its edition and its ordinal there.
type factAt struct {
	edition int64
	ordinal int
}

// factsAt returns the facts at some places.
func (s *Store) factsAt(ctx context.Context, places []factAt) (map[factAt]FactRow, error) {
	if len(places) == 0 {
		return nil, nil
	}
	list := make([][2]int64, len(places))
	for i, p := range places {
		list[i] = [2]int64{p.edition, int64(p.ordinal)}
	}
	rows, err := s.read.QueryContext(ctx, `SELECT `+whoseColumns+`, x.ordinal, `+factListColumns+`
		FROM (SELECT DISTINCT value ->> '$[0]' AS edition, value ->> '$[1]' AS ordinal FROM json_each(?)) w CROSS JOIN facts x CROSS JOIN editions e CROSS JOIN units u
		WHERE x.edition_id = w.edition AND x.ordinal = w.ordinal AND e.id = x.edition_id AND u.id = e.unit_id`, asJSON(list))
	all, err := collect(rows, err, func(r *sql.Rows) (row FactRow, err error) {
		row.Fact, err = scanFact(r, append(row.columns(), &row.Ordinal), []any{&row.At})
		return row, err
	})
	found := make(map[factAt]FactRow, len(all))
	for _, f := range all {
		found[factAt{f.id, f.Ordinal}] = f
	}
	return found, err
}

// UnreadRow is a figure that nobody understood.
type UnreadRow struct {
	Whose
	Ordinal int
	fiscal.Unread
}

// Position returns the place of the row in its list.
func (r UnreadRow) Position() Position { return Position{Edition: r.id, Ordinal: r.Ordinal} }

// Unread returns a page of the figures that were seen and not understood.
func (s *Store) Unread(ctx context.Context, scope Scope, p Page) ([]UnreadRow, error) {
	query, args := ofEditions(`x.text, x.start, x.context`, `unread`, scope.where(), p)
	rows, err := s.read.QueryContext(ctx, query, args...)
	return collect(rows, err, func(r *sql.Rows) (row UnreadRow, err error) {
		return row, r.Scan(append(row.columns(), &row.Ordinal, &row.Text, &row.Start, &row.Context)...)
	})
}

// TermRow is an entry of 名词解释.
type TermRow struct {
	Whose
	Ordinal int
	fiscal.Term
}

// Position returns the place of the row in its list.
func (r TermRow) Position() Position { return Position{Edition: r.id, Ordinal: r.Ordinal} }

// Terms returns a page of the terms that documents define.
func (s *Store) Terms(ctx context.Context, scope Scope, p Page) ([]TermRow, error) {
	query, args := ofEditions(`x.term, x.definition, x.section, x.start, x."end", x.text, x.page`, `glossary`, scope.where(), p)
	rows, err := s.read.QueryContext(ctx, query, args...)
	return collect(rows, err, func(r *sql.Rows) (row TermRow, err error) {
		return row, scanSource(r, &row.Source, append(row.columns(), &row.Ordinal, &row.Term.Term, &row.Definition)...)
	})
}
