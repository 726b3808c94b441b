package data

import (
	"context"
	"database/sql"
	"errors"

	"mingzhang/internal/fiscal"
)

// FactFilter narrows a list of facts; zero values do not.
type FactFilter struct {
	Scope
	Item     fiscal.Item
	Basis    fiscal.Basis
	Origin   fiscal.Origin
	Class    string // first digits of a code of 支出功能分类
	Economic string // first digits of a code of 支出经济分类
	Form     *int   // of a standard form, 0 for the narrative
	At       *int   // printed at this place, or computed from what is printed there
}

// FactRow is one fact of a list.
type FactRow struct {
	Whose
	Ordinal int // index into the facts of its report
	fiscal.Fact
	At       int       // where it, or the first fact that it is computed from, is printed; -1 nowhere
	Operands []FactRow // what a derived fact is computed from
	code     string
}

// ID returns the fact's id.
func (r FactRow) ID() fiscal.FigureID {
	return fiscal.FigureID{Edition: r.Edition, At: max(r.At, 0), Tag: r.Tag()}
}

// Position returns the place of the row in its list.
func (r FactRow) Position() Position {
	return Position{Code: r.code, Edition: r.id, Ordinal: r.Ordinal}
}

// FigureIDs returns the ids of the facts of an edition, by ordinal.
func (s *Store) FigureIDs(ctx context.Context, edition string) (map[int]fiscal.FigureID, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT x.ordinal, x.item, x.class, x.class_code, x.economic_class, x.economic_code, x.basis, x.origin, `+factPlace+`
		FROM editions e CROSS JOIN facts x WHERE e.key = ? AND x.edition_id = e.id`, edition)
	all, err := collect(rows, err, func(r *sql.Rows) (row FactRow, err error) {
		var f scannedFact
		err = r.Scan(&row.Ordinal, &f.fact.Item, &f.class, &f.code, &f.economic, &f.economicCode, &f.fact.Basis, &f.fact.Origin, &row.At)
		if err == nil {
			row.Fact, err = f.read()
		}
		row.Edition = edition
		return row, err
	})
	ids := make(map[int]fiscal.FigureID, len(all))
	for _, f := range all {
		ids[f.Ordinal] = f.ID()
	}
	return ids, err
}

const factPlace = `coalesce(x.start, (SELECT o.start FROM facts o WHERE o.edition_id = x.edition_id AND o.ordinal = x.derived_from ->> '$[0]'), -1)`

const factListColumns = `x.item, x.class, x.class_code, x.economic_class, x.economic_code, x.basis, x.value, x.measure, x.origin, x.derived_from,
	x.section, x.start, x."end", x.text, x.page, x.form, x.correction, ` + factPlace

// Facts returns a page of facts. A list narrowed to an item, or to the first
// digits of a code, walks along an index; the order of a list by code is by
// code first.
func (s *Store) Facts(ctx context.Context, f FactFilter, p Page) ([]FactRow, error) {
	q := f.where()
	q.equal(`x.basis`, string(f.Basis))
	q.equal(`x.origin`, string(f.Origin))
	if f.Form != nil {
		q.add(`x.form = ? AND x.start IS NOT NULL`, *f.Form)
	}
	if f.At != nil {
		q.add(factPlace+` = ?`, *f.At)
	}
	few := f.Unit != 0 || f.Edition != ""
	code := `''`
	switch {
	case !few && f.Class != "":
		code = `x.class_code`
	case !few && f.Economic != "" && f.Item == "":
		code = `x.economic_code`
	}
	q.within(`x.class_code`, f.Class)
	q.within(`x.economic_code`, f.Economic)
	q.equal(`x.item`, string(f.Item))
	query, args := ofEditions(code+`, `+factListColumns, `facts`, q, p)
	switch {
	case code != `''`:
		index := `facts_of_class`
		if code == `x.economic_code` {
			index = `facts_of_economic`
		}
		query, args = along(`facts`, index, code, code+`, `+factListColumns, q, p)
	case !few && f.Item != "":
		query, args = along(`facts`, `facts_of_item`, ``, `'', `+factListColumns, q, p)
	}
	rows, err := s.read.QueryContext(ctx, query, args...)
	all, err := collect(rows, err, func(r *sql.Rows) (row FactRow, err error) {
		row.Fact, err = scanFact(r, append(row.columns(), &row.Ordinal, &row.code), []any{&row.At})
		return row, err
	})
	if err != nil {
		return nil, err
	}
	return all, s.withOperands(ctx, all)
}

// withOperands adds to derived facts what they are computed from.
func (s *Store) withOperands(ctx context.Context, all []FactRow) error {
	var wanted []factAt
	for _, f := range all {
		for _, i := range f.From {
			wanted = append(wanted, factAt{f.id, i})
		}
	}
	facts, err := s.factsAt(ctx, wanted)
	for k := range all {
		for _, i := range all[k].From {
			if o, ok := facts[factAt{all[k].id, i}]; ok {
				all[k].Operands = append(all[k].Operands, o)
			}
		}
	}
	return err
}

// mostAtOnePlace bounds how many facts may be printed as one figure.
const mostAtOnePlace = 50

// Figure returns the fact with an id. Without a tag it is the first of what is
// printed at the place. ErrNotFound comes with the facts that are there, if
// the tag is none of theirs.
func (s *Store) Figure(ctx context.Context, id fiscal.FigureID) (row FactRow, there []FactRow, err error) {
	there, err = s.Facts(ctx, FactFilter{Scope: Scope{Edition: id.Edition}, At: &id.At}, Page{Limit: mostAtOnePlace})
	if err != nil {
		return row, nil, err
	}
	if len(there) == 0 {
		if _, err := s.EditionByKey(ctx, id.Edition); err != nil { // it may have been withdrawn
			return row, nil, err
		}
	}
	for _, one := range there {
		if id.Tag == "" || one.Tag() == id.Tag {
			return one, there, nil
		}
	}
	return row, there, ErrNotFound
}

// Sentence returns the sentence around a place of an edition's text, and where
// it begins; "" when the text has no such place.
func (s *Store) Sentence(ctx context.Context, edition string, start, end int) (sentence string, from int, err error) {
	if start < 0 || end < start {
		return "", 0, nil
	}
	// Only as much of a long document as a sentence may have.
	window := max(start-longestSentence, 0)
	var text string
	err = s.read.QueryRowContext(ctx, `SELECT substr(d.text, ?, ?) FROM editions e JOIN documents d ON d.sha256 = e.document WHERE e.key = ?`,
		window+1, end-window+longestSentence, edition).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return "", 0, ErrNotFound
	}
	if err != nil {
		return "", 0, err
	}
	runes := []rune(text)
	a, z, ok := fiscal.SentenceAt(runes, start-window, end-window)
	if !ok {
		return "", 0, nil
	}
	return string(runes[a:z]), window + a, nil
}

const longestSentence = 1000
