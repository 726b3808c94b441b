package data

import (
	"cmp"
	"context"
	"database/sql"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Query asks for the texts that hold every term of Text; the other fields
// narrow it where they are not zero.
type Query struct {
	Text string
	Kind Kind
	Unit string // the id of a unit, or a part of its name
	Year int

	Offset, Limit int
}

// Found is what a query finds.
type Found struct {
	Total  int
	More   bool // there are more: only the newest 40,000 texts are counted
	Ranked bool // the best first; else the newest year first
	Hits   []Hit

	// How many there are of each kind, year and unit, each without its own
	// filter. AnyKind is the text of documents, each place of it once: without
	// the names of units, and without the reasons, which stand in paragraphs.
	Kinds map[Kind]int
	Years []HitYear
	Units []UnitCount
}

// HitYear is how many hits a year has.
type HitYear struct{ Year, Count int }

// UnitCount is how many hits a unit has.
type UnitCount struct {
	Unit  Unit // its id, name and slug only
	Count int
}

// Hit is one text that was found.
type Hit struct {
	Kind    Kind
	Unit    Unit // its id, name and slug only
	Year    int  // 0 for the name of a unit
	Edition string
	Heading string // the section or evaluation it stands in, or the term it explains
	Text    string
	Start   int    // in the document's text
	Number  int    // which section, reason, evaluation or glossary entry of the report
	Section string // its number: "2.5.3"
}

// Bounds of a query: more hits are not counted, not ranked, not waited for.
const (
	mostCounted = 40_000
	mostRanked  = 1_000
	searchLimit = 3 * time.Second
)

// Search finds the texts of newest editions that hold every term of a query.
// When it takes too long the error is context.DeadlineExceeded.
func (s *Store) Search(ctx context.Context, q Query) (Found, error) {
	found := Found{Kinds: map[Kind]int{}}
	match := matching(q.Text)
	if match == "" {
		return found, nil
	}
	err := s.bounded(ctx, func(ctx context.Context, tx *sql.Tx) (err error) {
		found, err = search(ctx, tx, match, q)
		return err
	})
	return found, err
}

// bounded reads one state of the database, whatever is published meanwhile, for
// no longer than a query may take.
func (s *Store) bounded(ctx context.Context, read func(context.Context, *sql.Tx) error) error {
	ctx, cancel := context.WithTimeout(ctx, searchLimit)
	defer cancel()
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer tx.Rollback()
	err = read(ctx, tx)
	if ctx.Err() != nil { // SQLite says only that it was interrupted
		return ctx.Err()
	}
	return err
}

func search(ctx context.Context, tx *sql.Tx, match string, q Query) (Found, error) {
	texts, moreTexts, err := matches(ctx, tx, "search_text", match)
	if err != nil {
		return Found{}, err
	}
	reasons, moreReasons, err := matches(ctx, tx, "search_reasons", match)
	if err != nil {
		return Found{}, err
	}
	t := newTally(q)
	if t.only, err = unitsLike(ctx, tx, q.Unit); err != nil {
		return Found{}, err
	}
	mine := t.count(texts)
	if of := t.count(reasons); q.Kind == ReasonKind {
		mine = of
	}
	for kind, n := range t.kinds {
		if kind.text() {
			t.kinds[AnyKind] += n
		}
	}
	found := Found{Total: len(mine), More: moreTexts || moreReasons, Kinds: t.kinds, Years: t.perYear()}
	if found.Units, err = t.perUnit(ctx, tx); err != nil {
		return found, err
	}
	if table := tableOf(q.Kind); len(mine) > 1 && len(texts) <= mostRanked && len(reasons) <= mostRanked {
		found.Ranked = true
		if mine, err = ranked(ctx, tx, table, match, mine); err != nil {
			return found, err
		}
	}
	page := mine[min(q.Offset, len(mine)):min(q.Offset+q.Limit, len(mine))]
	found.Hits, err = hits(ctx, tx, page)
	return found, err
}

// unitsLike returns the ids of the units that a filter means, nil for all.
func unitsLike(ctx context.Context, tx *sql.Tx, unit string) (map[int64]bool, error) {
	if unit == "" {
		return nil, nil
	}
	if id, ok := UnitID(unit); ok {
		return map[int64]bool{id: true}, nil
	}
	rows, err := tx.QueryContext(ctx, `SELECT unit_id FROM unit_names WHERE instr(name, ?) > 0`, unit)
	ids, err := collect(rows, err, func(r *sql.Rows) (id int64, err error) { return id, r.Scan(&id) })
	only := map[int64]bool{}
	for _, id := range ids {
		only[id] = true
	}
	return only, err
}

func tableOf(k Kind) string {
	if k == ReasonKind {
		return "search_reasons"
	}
	return "search_text"
}

// matches returns the ids of what matches, the newest first; more says that
// there are others. They come as one string: row by row costs three times as
// much.
func matches(ctx context.Context, tx *sql.Tx, table, match string) (ids []passageID, more bool, err error) {
	var list sql.NullString
	err = tx.QueryRowContext(ctx, `SELECT group_concat(id) FROM (SELECT rowid AS id FROM `+table+` WHERE `+table+` MATCH ? ORDER BY rowid LIMIT ?)`, match, mostCounted+1).Scan(&list)
	if err != nil || list.String == "" {
		return nil, false, err
	}
	ids = make([]passageID, 0, strings.Count(list.String, ",")+1)
	for id := range strings.SplitSeq(list.String, ",") {
		n, err := strconv.ParseInt(id, 10, 64)
		if err != nil {
			return nil, false, err
		}
		ids = append(ids, passageID(n))
	}
	if more = len(ids) > mostCounted; more {
		ids = ids[:mostCounted]
	}
	return ids, more, nil
}

// ranked orders ids by how well they match, of equals the newest first.
func ranked(ctx context.Context, tx *sql.Tx, table, match string, ids []passageID) ([]passageID, error) {
	wanted := make(map[passageID]bool, len(ids))
	for _, id := range ids {
		wanted[id] = true
	}
	rows, err := tx.QueryContext(ctx, `SELECT rowid FROM `+table+` WHERE `+table+` MATCH ? ORDER BY bm25(`+table+`), rowid LIMIT ?`, match, mostRanked)
	all, err := collect(rows, err, func(r *sql.Rows) (id passageID, err error) { return id, r.Scan(&id) })
	return slices.DeleteFunc(all, func(id passageID) bool { return !wanted[id] }), err
}

// tally counts hits by kind, year and unit.
type tally struct {
	q     Query
	only  map[int64]bool // the units that are looked at; nil for all
	kinds map[Kind]int
	years map[int]int
	units map[int64]int
}

func newTally(q Query) *tally {
	return &tally{q: q, kinds: map[Kind]int{}, years: map[int]int{}, units: map[int64]int{}}
}

// count adds ids, which come in order, and returns those that pass every
// filter.
func (t *tally) count(ids []passageID) (mine []passageID) {
	mine = make([]passageID, 0, len(ids))
	for i := 0; i < len(ids); {
		// All of a unit's year at once: there are few of them.
		of, n := ids[i]>>(placeBits+kindBits), len(mine)
		year, unit := ids[i].year(), ids[i].unit()
		sameYear, sameUnit := t.q.Year == 0 || t.q.Year == year, t.only == nil || t.only[unit]
		var byKind [1 << kindBits]int
		sameKind := 0
		for ; i < len(ids) && ids[i]>>(placeBits+kindBits) == of; i++ {
			kind := ids[i].kind()
			if kind == UnitKind && byKind[kind] > 0 {
				continue // found by another of its names
			}
			byKind[kind]++
			if t.q.Kind == kind || t.q.Kind == AnyKind && kind.text() {
				sameKind++
				mine = append(mine, ids[i])
			}
		}
		if !sameYear || !sameUnit {
			mine = mine[:n]
		} else {
			for kind, count := range byKind {
				t.kinds[Kind(kind)] += count
			}
		}
		if sameUnit && year != 0 {
			t.years[year] += sameKind
		}
		if sameYear {
			t.units[unit] += sameKind
		}
	}
	return mine
}

func (t *tally) perYear() []HitYear {
	var all []HitYear
	for _, y := range slices.Backward(slices.Sorted(maps.Keys(t.years))) {
		if t.years[y] > 0 {
			all = append(all, HitYear{y, t.years[y]})
		}
	}
	return all
}

// perUnit returns the units with the most hits first.
func (t *tally) perUnit(ctx context.Context, tx *sql.Tx) ([]UnitCount, error) {
	maps.DeleteFunc(t.units, func(_ int64, n int) bool { return n == 0 })
	ids := slices.Collect(maps.Keys(t.units))
	rows, err := tx.QueryContext(ctx, `SELECT id, name, slug FROM units WHERE id IN (SELECT value FROM json_each(?))`, asJSON(ids))
	all, err := collect(rows, err, func(r *sql.Rows) (u UnitCount, err error) {
		err = r.Scan(&u.Unit.ID, &u.Unit.Name, &u.Unit.Slug)
		u.Count = t.units[u.Unit.ID]
		return u, err
	})
	slices.SortFunc(all, func(a, b UnitCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Unit.ID, b.Unit.ID))
	})
	return all, err
}

// hits reads what is found, in the order of ids.
func hits(ctx context.Context, tx *sql.Tx, ids []passageID) ([]Hit, error) {
	rows, err := tx.QueryContext(ctx, `SELECT p.id, p.start, p.number, u.id, u.name, u.slug,
		coalesce(p.name, substr(d.text, p.start + 1, p."end" - p.start)), coalesce(e.key, ''), g.start,
		coalesce(s.title, ''), coalesce(s.id, ''), coalesce(v.name, ''), coalesce(g.term, '')
		FROM json_each(?1) j JOIN passages p ON p.id = j.value
		JOIN units u ON u.id = p.id >> ?2 & ?3
		LEFT JOIN editions e ON e.id = p.edition_id LEFT JOIN documents d ON d.sha256 = e.document
		LEFT JOIN sections s ON s.edition_id = p.edition_id AND s.ordinal = (SELECT max(o.ordinal) FROM sections o
			WHERE o.edition_id = p.edition_id AND o.start <= p.start AND o.title <> '')
		LEFT JOIN evaluations v ON p.id & ?4 = ?5 AND v.edition_id = p.edition_id AND v.ordinal = p.number
		LEFT JOIN glossary g ON p.id & ?4 = ?6 AND g.edition_id = p.edition_id AND g.ordinal = p.number
		ORDER BY j.key`, asJSON(ids), kindBits+placeBits, 1<<unitBits-1, 1<<kindBits-1, int(EvaluationKind), int(TermKind))
	return collect(rows, err, func(r *sql.Rows) (h Hit, err error) {
		var id passageID
		var evaluation, term string
		var defined sql.NullInt64
		err = r.Scan(&id, &h.Start, &h.Number, &h.Unit.ID, &h.Unit.Name, &h.Unit.Slug, &h.Text, &h.Edition, &defined, &h.Heading, &h.Section, &evaluation, &term)
		h.Kind, h.Year = id.kind(), id.year()
		if defined.Valid {
			h.Start = int(defined.Int64)
		}
		h.Heading = cmp.Or(term, evaluation, h.Heading)
		return h, err
	})
}
