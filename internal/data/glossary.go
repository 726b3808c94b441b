package data

import (
	"context"
	"database/sql"
)

// Definition is how one report defines a term.
type Definition struct {
	Term    string
	Text    string
	Unit    Unit // its id, name and slug only
	Year    int
	Edition string // key
	Start   int    // where the definition is printed, in code points
}

const selectDefinition = `SELECT g.term, g.definition, g.start, e.year, e.key, u.id, u.name, u.slug, g.ordinal
	FROM glossary g JOIN editions e ON e.id = g.edition_id JOIN units u ON u.id = e.unit_id
	WHERE ` + currentOnly + ` `

// GlossaryTerms returns one definition of every term that newest editions
// define: that of the newest year, in the order in which documents have them.
func (s *Store) GlossaryTerms(ctx context.Context) ([]Definition, error) {
	// The newest of a term is chosen in an index; only what was chosen is read.
	// Of the rows of a group, SQLite gives the columns of the one with the maximum.
	rows, err := s.read.QueryContext(ctx, `WITH current AS MATERIALIZED (SELECT id, year, unit_id FROM current_editions),
		chosen AS MATERIALIZED (SELECT g.edition_id, g.ordinal, max(c.year * 1000000000000 - c.unit_id)
			FROM glossary g INDEXED BY glossary_by_term CROSS JOIN current c ON c.id = g.edition_id GROUP BY g.term)
		SELECT g.term, g.definition, g.start, e.year, e.key, u.id, u.name, u.slug, g.ordinal
		FROM chosen x CROSS JOIN glossary g ON g.edition_id = x.edition_id AND g.ordinal = x.ordinal
		JOIN editions e ON e.id = g.edition_id JOIN units u ON u.id = e.unit_id ORDER BY g.ordinal, g.term`)
	return collect(rows, err, scanDefinition)
}

// GlossaryTerm returns how newest editions define a term, the newest year first,
// no more than so many, and how many do in all.
func (s *Store) GlossaryTerm(ctx context.Context, term string, most int) (defined []Definition, all int, err error) {
	rows, err := s.read.QueryContext(ctx, selectDefinition+`AND g.term = ? ORDER BY e.year DESC, u.region, u.name LIMIT ?`, term, most)
	if defined, err = collect(rows, err, scanDefinition); err != nil || len(defined) < most {
		return defined, len(defined), err
	}
	err = s.read.QueryRowContext(ctx, `SELECT count(*) FROM (`+selectDefinition+`AND g.term = ?)`, term).Scan(&all)
	return defined, all, err
}

func scanDefinition(r *sql.Rows) (d Definition, err error) {
	var ordinal int
	return d, r.Scan(&d.Term, &d.Text, &d.Start, &d.Year, &d.Edition, &d.Unit.ID, &d.Unit.Name, &d.Unit.Slug, &ordinal)
}
