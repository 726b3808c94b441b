package data

import (
	"context"
	"database/sql"
)

// MissingUnit is a unit that a ranking leaves out, and why.
type MissingUnit struct {
	Unit Unit // without its names and years
	Why  MissingWhy
}

// MissingWhy is why a ranking leaves a unit out.
type MissingWhy string

const (
	WhyStatedNone MissingWhy = "none"       // its document says in words that there is nothing
	WhyUnstated   MissingWhy = "unstated"   // its document does not speak of the item
	WhyUnread     MissingWhy = "unread"     // its document holds a figure there that nobody understood
	WhyNoDocument MissingWhy = "unknown"    // no document of the year is loaded
	WhyIncomplete MissingWhy = "incomplete" // the item is stated; what it is to be set against is not
)

// missingSelect lists the units that pass the filters and have no value, and
// why; ?6 are topics.
func (q RankQuery) missingSelect() string {
	return `SELECT u.id, CASE
		WHEN e.id IS NULL THEN 'unknown'
		WHEN s.amount IS NOT NULL THEN 'incomplete'
		WHEN f.origin = 'stated_none' THEN 'none'
		WHEN EXISTS (SELECT 1 FROM unread_topics t WHERE t.edition_id = e.id AND t.topic IN (SELECT value FROM json_each(?6))) THEN 'unread'
		ELSE 'unstated' END AS why
		FROM units u
		LEFT JOIN editions e ON e.unit_id = u.id AND e.year = ?3
			AND ` + currentOnly + `
		LEFT JOIN standings s ON s.item = ?1 AND s.class = ?2 AND s.year = ?3 AND s.unit_id = u.id
		LEFT JOIN standings p ON p.item = s.item AND p.class = s.class AND p.year = s.year - 1 AND p.unit_id = s.unit_id
		LEFT JOIN facts f ON f.edition_id = s.edition_id AND f.ordinal = s.final_fact
		WHERE u.same_as IS NULL AND (?4 = '' OR substr(u.region, 1, length(?4)) = ?4) AND (?5 = '' OR u.kind = ?5) AND ` + rankValues[q.By] + ` IS NULL`
}

func missing(ctx context.Context, tx querier, q RankQuery) (m Missing, err error) {
	rows, err := tx.QueryContext(ctx, `SELECT why, count(*) FROM (`+q.missingSelect()+`) GROUP BY why`, q.args(asJSON(q.Topics))...)
	type counted struct {
		why MissingWhy
		n   int
	}
	all, err := collect(rows, err, func(r *sql.Rows) (c counted, err error) { return c, r.Scan(&c.why, &c.n) })
	for _, c := range all {
		switch c.why {
		case WhyStatedNone:
			m.StatedNone = c.n
		case WhyUnstated:
			m.Unstated = c.n
		case WhyUnread:
			m.Unread = c.n
		case WhyNoDocument:
			m.NoDocument = c.n
		case WhyIncomplete:
			m.Incomplete = c.n
		}
	}
	return m, err
}

// Unranked returns the units that a ranking leaves out, by why and name: limit
// of them from offset on.
func (s *Store) Unranked(ctx context.Context, q RankQuery, offset, limit int) ([]MissingUnit, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT `+unitColumns+`, m.why FROM (`+q.missingSelect()+`) m JOIN units u ON u.id = m.id
		ORDER BY m.why, u.region, u.name LIMIT ?7 OFFSET ?8`, q.args(asJSON(q.Topics), limit, offset)...)
	return collect(rows, err, func(r *sql.Rows) (m MissingUnit, err error) {
		return m, r.Scan(append(m.Unit.columns(), &m.Why)...)
	})
}
