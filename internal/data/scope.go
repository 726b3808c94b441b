package data

import "strings"

// Scope narrows a list to some publications; zero values do not.
type Scope struct {
	Unit    int64
	Year    int
	Region  string // division code or its first digits
	Edition string // the key of one edition
	All     bool   // older editions as well as the newest of each unit's year
}

// where returns the clause on editions e and units u.
func (s Scope) where() (q clause) {
	if s.Unit != 0 {
		q.add(`e.unit_id = ?`, s.Unit)
	}
	if s.Year != 0 {
		q.add(`+e.year = ?`, s.Year) // by the index of years a whole year would be sorted for one page
	}
	q.within(`u.region`, leading(s.Region))
	if s.Edition != "" {
		q.add(`e.key = ?`, s.Edition)
	}
	if s.Edition != "" || s.All {
		q.add(standingOnly)
	} else {
		q.add(currentOnly)
	}
	return q
}

// clause is a WHERE clause in the making.
type clause struct {
	all  []string
	args []any
}

func (q *clause) add(condition string, args ...any) {
	q.all = append(q.all, condition)
	q.args = append(q.args, args...)
}

// equal asks for a value of a column; "" asks for nothing.
func (q *clause) equal(column, value string) {
	if value != "" {
		q.add(column+` = ?`, value)
	}
}

// within asks for values of a column that begin with prefix.
func (q *clause) within(column, prefix string) {
	if prefix != "" {
		q.add(column+` >= ? AND `+column+` < ?`, prefix, prefix+"\U0010FFFF")
	}
}

// String returns the clause joined by AND.
func (q *clause) String() string {
	if len(q.all) == 0 {
		return "1"
	}
	return strings.Join(q.all, " AND ")
}

// Position is where a page of a list ends: the last row that it showed. The
// zero Position is before the first row.
type Position struct {
	Code    string // of the class, in lists by class
	Edition int64
	Ordinal int
}

// started reports whether p is behind a row.
func (p Position) started() bool { return p.Edition != 0 }

// Page is one page of a list: at most Limit rows behind After.
type Page struct {
	After Position
	Limit int
}

// Whose says which publication a row of a list is part of.
type Whose struct {
	Unit    Unit // without aliases and years
	Edition string
	Number  int
	Year    int
	Current bool
	id      int64
}

const whoseColumns = `u.id, u.name, u.region, u.region_inferred, u.slug, e.id, e.key, e.number, e.year,
	` + currentOnly

// columns are what whoseColumns are read into.
func (w *Whose) columns() []any {
	u := &w.Unit
	return []any{&u.ID, &u.Name, &u.Region, &u.RegionInferred, &u.Slug, &w.id, &w.Edition, &w.Number, &w.Year, &w.Current}
}

// ofEditions begins the query of a list whose rows stand in a table below
// editions, x: editions in the order in which they were published, the rows of
// each in the order of the document.
func ofEditions(columns, table string, q clause, p Page) (query string, args []any) {
	if p.After.started() {
		q.add(`e.id >= ? AND (e.id, x.ordinal) > (?, ?)`, p.After.Edition, p.After.Edition, p.After.Ordinal)
	}
	// CROSS JOIN keeps SQLite from sorting a whole table for one page.
	return `SELECT ` + whoseColumns + `, x.ordinal, ` + columns + ` FROM editions e CROSS JOIN units u CROSS JOIN ` + table + ` x
		WHERE u.id = e.unit_id AND x.edition_id = e.id AND ` + q.String() + ` ORDER BY e.id, x.ordinal LIMIT ?`, append(q.args, p.Limit)
}

// along is ofEditions for a list that walks along an index of its table: by
// code, or when that is empty, in the order of publication.
func along(table, index, code, columns string, q clause, p Page) (query string, args []any) {
	order := `x.edition_id, x.ordinal`
	if code != "" {
		order = code + `, ` + order
	}
	switch {
	case p.After.started() && code != "":
		q.add(code+` >= ? AND (`+order+`) > (?, ?, ?)`, p.After.Code, p.After.Code, p.After.Edition, p.After.Ordinal)
	case p.After.started():
		q.add(`(`+order+`) > (?, ?)`, p.After.Edition, p.After.Ordinal)
	}
	return `SELECT ` + whoseColumns + `, x.ordinal, ` + columns + ` FROM ` + table + ` x INDEXED BY ` + index + ` CROSS JOIN editions e CROSS JOIN units u
		WHERE e.id = x.edition_id AND u.id = e.unit_id AND ` + q.String() + ` ORDER BY ` + order + ` LIMIT ?`, append(q.args, p.Limit)
}
