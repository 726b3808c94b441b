package data

import (
	"context"
	"database/sql"
	"strings"

	"mingzhang/internal/fiscal"
)

// Placed is a fact of an edition and the place it is printed at, or the first
// it is computed from; At is -1 when that is nowhere.
type Placed struct {
	Fact fiscal.Fact
	At   int
}

// Standing is what the newest edition of a unit's year says of one item and
// class: the fact that stands for each quantity, nil where it gives none.
type Standing struct {
	UnitID  int64
	Year    int
	Edition string // its key

	Final, Prior, Change, Growth, Initial, Full, Variance, Completion *Placed

	// Whole and Staff are 本年支出合计 and 在职人员 of the same edition.
	Whole, Staff *Placed
	// ChangeReason and VarianceReason are what the document says of why the item
	// moved or differs from its budget, nil when it says nothing.
	ChangeReason, VarianceReason *fiscal.Reason

	edition int64
}

// standingColumns are those that scanStanding reads, of standings s joined by
// standingJoins.
const standingColumns = `s.unit_id, s.year, s.edition_id, e.key, s.final_fact, s.prior_fact, s.change_fact, s.growth_fact, s.initial_fact, s.full_fact,
	s.variance_fact, s.completion_fact, w.final_fact, h.final_fact`

const standingJoins = ` JOIN editions e ON e.id = s.edition_id
	LEFT JOIN standings w ON w.item = '` + string(fiscal.ExpenseYear) + `' AND w.class = '' AND w.year = s.year AND w.unit_id = s.unit_id
	LEFT JOIN standings h ON h.item = '` + string(fiscal.StaffActive) + `' AND h.class = '' AND h.year = s.year AND h.unit_id = s.unit_id `

// quantities is how many facts a standing holds.
const quantities = 10

// standingRow is a standing of which only the ordinals of facts are known.
type standingRow struct {
	Standing
	ordinals [quantities]sql.NullInt64
}

func scanStanding(r *sql.Rows, before ...any) (s standingRow, err error) {
	columns := append(before, &s.UnitID, &s.Year, &s.edition, &s.Edition)
	for i := range s.ordinals {
		columns = append(columns, &s.ordinals[i])
	}
	return s, r.Scan(columns...)
}

// places returns where the facts of a standing go, in the order of the columns.
func (s *Standing) places() [quantities]**Placed {
	return [quantities]**Placed{&s.Final, &s.Prior, &s.Change, &s.Growth, &s.Initial, &s.Full, &s.Variance, &s.Completion, &s.Whole, &s.Staff}
}

// fill reads the facts and the reasons of standings of one item and class.
func fill(ctx context.Context, q querier, rows []*standingRow, item fiscal.Item, class string) error {
	type key struct {
		edition int64
		ordinal int64
	}
	var wanted [][2]int64
	seen := map[key]bool{}
	var editions []int64
	for _, s := range rows {
		editions = append(editions, s.edition)
		for _, o := range s.ordinals {
			if k := (key{s.edition, o.Int64}); o.Valid && !seen[k] {
				seen[k] = true
				wanted = append(wanted, [2]int64{k.edition, k.ordinal})
			}
		}
	}
	if len(rows) == 0 {
		return nil
	}
	found, err := q.QueryContext(ctx, `SELECT f.edition_id, f.ordinal, `+factColumns+`,
		coalesce(f.start, (SELECT o.start FROM facts o WHERE o.edition_id = f.edition_id AND o.ordinal = f.derived_from ->> '$[0]'), -1)
		FROM json_each(?) j CROSS JOIN facts f ON f.edition_id = j.value ->> 0 AND f.ordinal = j.value ->> 1`, asJSON(wanted))
	type read struct {
		key
		Placed
	}
	facts, err := collect(found, err, func(r *sql.Rows) (f read, err error) {
		f.Fact, err = scanFact(r, []any{&f.edition, &f.ordinal}, []any{&f.At})
		return f, err
	})
	if err != nil {
		return err
	}
	at := map[key]*Placed{}
	for i := range facts {
		at[facts[i].key] = &facts[i].Placed
	}
	for _, s := range rows {
		for i, place := range s.places() {
			if o := s.ordinals[i]; o.Valid {
				*place = at[key{s.edition, o.Int64}]
			}
		}
	}
	return fillReasons(ctx, q, rows, editions, item, class)
}

// fillReasons reads the first reason that each edition gives for a change of
// the item and for its difference from the budget.
func fillReasons(ctx context.Context, q querier, rows []*standingRow, editions []int64, item fiscal.Item, class string) error {
	found, err := q.QueryContext(ctx, `SELECT edition_id, item, class, class_code, basis, direction, text, fact, coalesce(source_text, text), `+placeColumns+`
		FROM reasons WHERE edition_id IN (SELECT value FROM json_each(?1)) AND item = ?2 AND basis IN (?3, ?4)
		ORDER BY edition_id, ordinal`, asJSON(editions), string(item), string(fiscal.Change), string(fiscal.VarianceRate))
	reasons, err := collect(found, err, func(r *sql.Rows) (v ofUnit[fiscal.Reason], err error) {
		v.value, err = scanReasonBehind(r, &v.unit) // the edition, here
		return v, err
	})
	if err != nil {
		return err
	}
	for _, reason := range reasons {
		if ClassKey(reason.value.Class) != class {
			continue
		}
		for _, s := range rows {
			if s.edition != reason.unit {
				continue
			}
			into := &s.ChangeReason
			if reason.value.Basis == fiscal.VarianceRate {
				into = &s.VarianceReason
			}
			if *into == nil {
				*into = &reason.value
			}
		}
	}
	return nil
}

// Class returns the class of a key as the newest document prints it, or
// ErrNotFound.
func (s *Store) Class(ctx context.Context, key string) (*fiscal.Class, error) {
	var path string
	if err := s.read.QueryRowContext(ctx, `SELECT path FROM classes WHERE key = ?`, key).Scan(&path); err != nil {
		return nil, found(err)
	}
	return classOfKey(key, path)
}

// Classes returns the classes whose key begins with the text, or in whose name
// it stands, by key, no more than so many.
func (s *Store) Classes(ctx context.Context, text string, most int) ([]*fiscal.Class, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT key, path FROM classes
		WHERE substr(key, 1, length(?1)) = ?1 OR instr(path ->> '$[#-1]', ?1) > 0
		ORDER BY path ->> '$[#-1]' <> ?1, length(key), key LIMIT ?2`, text, most)
	return collect(rows, err, func(r *sql.Rows) (*fiscal.Class, error) {
		var key, path string
		if err := r.Scan(&key, &path); err != nil {
			return nil, err
		}
		return classOfKey(key, path)
	})
}

func classOfKey(key, path string) (*fiscal.Class, error) {
	code := sql.NullString{String: key, Valid: strings.Trim(key, "0123456789") == ""}
	return readClass(sql.NullString{String: path, Valid: true}, code)
}
