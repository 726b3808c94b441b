package data

import (
	"context"
	"database/sql"
	"strings"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

// CauseQuery narrows the stated reasons or the unexplained changes; zero
// values do not.
type CauseQuery struct {
	Text      string // every term stands in the reason
	Unit      string // part of a unit's name, or its id
	Item      fiscal.Item
	Basis     fiscal.Basis
	Direction fiscal.Direction
	Year      int
	Wording   int64 // of reasons: said in these words

	// Of unexplained changes: at least so much, in 分 and ten-thousandths of a
	// percent, whatever the sign. A change from nothing has no rate and passes.
	Amount, Rate int64

	BySize        bool // the greatest change first, else the newest year
	Offset, Limit int
}

// Stated is a stated reason, or a change without one.
type Stated struct {
	Unit      Unit // its id, name and slug only
	Year      int
	Edition   string
	Item      fiscal.Item
	Class     *fiscal.Class
	Basis     fiscal.Basis // Change or VarianceRate, as of a reason
	Direction fiscal.Direction
	Amount    *fiscal.Fact // nil: unknown; Derived: computed
	Rate      *fiscal.Fact
	Text      string // the reason; "" without one
	Start     int    // where the reason, or the change, is printed
	Wording   int64
	Units     int // that give a reason in these words
}

// conditions collects the WHERE clause of a query.
type conditions struct {
	parts []string
	args  []any
}

func (c *conditions) add(wanted bool, part string, args ...any) {
	if wanted {
		c.parts = append(c.parts, part)
		c.args = append(c.args, args...)
	}
}

func (c *conditions) where() string {
	if len(c.parts) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(c.parts, " AND ")
}

// of are the conditions that reasons and unexplained changes share.
func (q CauseQuery) of() *conditions {
	c := &conditions{}
	c.add(q.Item != "", "c.item = ?", string(q.Item))
	c.add(q.Basis != "", "c.basis = ?", string(q.Basis))
	c.add(q.Direction != "", "c.direction = ?", string(q.Direction))
	c.add(q.Year != 0, "c.year = ?", q.Year)
	if id, ok := UnitID(q.Unit); ok {
		c.add(true, "c.unit_id = ?", id)
	} else {
		c.add(q.Unit != "", "c.unit_id IN (SELECT unit_id FROM unit_names WHERE instr(name, ?) > 0)", q.Unit)
	}
	return c
}

// reasons are the conditions on stated reasons.
func (q CauseQuery) reasons() *conditions {
	c := q.of()
	c.add(q.Wording != 0, "c.wording = ?", q.Wording)
	if match := matching(q.Text); match != "" {
		c.add(true, "c.passage IN (SELECT rowid FROM search_reasons WHERE search_reasons MATCH ?)", match)
	}
	return c
}

// The columns of a Stated that reasons and unexplained changes share.
const (
	statedColumns = `u.id, u.name, u.slug, c.year, e.key, c.item, c.basis, c.direction, c.amount, c.rate,
		a.value, a.measure, a.start, b.value, b.measure, b.start`
	statedJoins = ` JOIN editions e ON e.id = c.edition_id JOIN units u ON u.id = c.unit_id
		LEFT JOIN facts a ON a.edition_id = c.edition_id AND a.ordinal = c.amount_fact
		LEFT JOIN facts b ON b.edition_id = c.edition_id AND b.ordinal = c.rate_fact `
)

func scanStated(r *sql.Rows, more ...any) (x Stated, err error) {
	var amount, rate, amountAt, rateAt sql.NullInt64
	var amountText, amountMeasure, rateText, rateMeasure sql.NullString
	err = r.Scan(append([]any{&x.Unit.ID, &x.Unit.Name, &x.Unit.Slug, &x.Year, &x.Edition, &x.Item, &x.Basis, &x.Direction,
		&amount, &rate, &amountText, &amountMeasure, &amountAt, &rateText, &rateMeasure, &rateAt}, more...)...)
	if err != nil {
		return x, err
	}
	if x.Amount, err = quantity(amount, amountText, amountMeasure, amountAt, fiscal.TenThousandYuan, 6); err != nil {
		return x, err
	}
	x.Rate, err = quantity(rate, rateText, rateMeasure, rateAt, fiscal.Percent, 4)
	return x, err
}

// quantity is a printed fact, or one computed to so many places of a measure.
func quantity(computed sql.NullInt64, text, measure sql.NullString, at sql.NullInt64, in fiscal.Measure, places int) (*fiscal.Fact, error) {
	f := &fiscal.Fact{Origin: fiscal.Stated, Measure: fiscal.Measure(measure.String)}
	switch {
	case text.Valid:
		v, err := decimal.Parse(text.String)
		if err != nil {
			return nil, err
		}
		f.Value = &v
		if at.Valid {
			f.Source = &fiscal.Source{Start: int(at.Int64)}
		} else {
			f.Origin = fiscal.Derived
		}
		return f, nil
	case computed.Valid:
		v, err := decimal.New(computed.Int64, places)
		if err != nil {
			return nil, err
		}
		v = v.Trim(2)
		f.Value, f.Origin, f.Measure = &v, fiscal.Derived, in
		return f, nil
	}
	return nil, nil
}

// Reasons returns the stated reasons of newest editions that pass the query,
// and how many there are.
func (s *Store) Reasons(ctx context.Context, q CauseQuery) (all []Stated, total int, err error) {
	err = s.bounded(ctx, func(ctx context.Context, tx *sql.Tx) error {
		c := q.reasons()
		if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM causes c`+c.where(), c.args...).Scan(&total); err != nil {
			return err
		}
		order := "c.passage"
		if q.BySize {
			order = "c.size DESC, c.passage"
		}
		// The page is cut before anything is joined to it.
		rows, err := tx.QueryContext(ctx, `SELECT `+statedColumns+`, r.class, r.class_code, r.text, r.start, c.wording,
			(SELECT count(DISTINCT o.unit_id) FROM causes o WHERE o.wording = c.wording)
			FROM (SELECT * FROM causes c`+c.where()+` ORDER BY `+order+` LIMIT ? OFFSET ?) c`+statedJoins+`
			JOIN reasons r ON r.edition_id = c.edition_id AND r.ordinal = c.ordinal ORDER BY `+order, append(c.args, q.Limit, q.Offset)...)
		all, err = collect(rows, err, func(r *sql.Rows) (Stated, error) {
			var class, code sql.NullString
			var text string
			var start, units int
			var wording int64
			x, err := scanStated(r, &class, &code, &text, &start, &wording, &units)
			if err != nil {
				return x, err
			}
			x.Text, x.Start, x.Wording, x.Units = text, start, wording, units
			x.Class, err = readClass(class, code)
			return x, err
		})
		return err
	})
	return all, total, err
}

// Wording is what several reasons say alike.
type Wording struct {
	ID    int64
	Text  string // the newest of them, as printed
	Units int
	Count int
	Years [2]int // the first and the last
}

// Wordings returns what the reasons that pass the query say, what most units
// say first, and how many wordings that are.
func (s *Store) Wordings(ctx context.Context, q CauseQuery) (all []Wording, total int, err error) {
	err = s.bounded(ctx, func(ctx context.Context, tx *sql.Tx) error {
		c := q.reasons()
		rows, err := tx.QueryContext(ctx, `WITH u AS (SELECT c.wording, count(*) AS n, min(c.year) AS first, max(c.year) AS last, min(c.passage) AS newest
				FROM causes c`+c.where()+` GROUP BY c.wording, c.unit_id),
			g AS MATERIALIZED (SELECT wording, count(*) AS units, sum(n) AS n, min(first) AS first, max(last) AS last, min(newest) AS newest FROM u GROUP BY wording),
			page AS (SELECT *, (SELECT count(*) FROM g) AS total FROM g ORDER BY units DESC, n DESC, newest LIMIT ? OFFSET ?)
			SELECT p.wording, p.units, p.n, p.first, p.last, p.total, r.text FROM page p
			JOIN causes c ON c.passage = p.newest JOIN reasons r ON r.edition_id = c.edition_id AND r.ordinal = c.ordinal
			ORDER BY p.units DESC, p.n DESC, p.newest`, append(c.args, q.Limit, q.Offset)...)
		all, err = collect(rows, err, func(r *sql.Rows) (w Wording, err error) {
			return w, r.Scan(&w.ID, &w.Units, &w.Count, &w.Years[0], &w.Years[1], &total, &w.Text)
		})
		return err
	})
	return all, total, err
}

// Unexplained returns the changes in newest editions that pass the query and
// that no reason is given for, and how many there are.
func (s *Store) Unexplained(ctx context.Context, q CauseQuery) (all []Stated, total int, err error) {
	err = s.bounded(ctx, func(ctx context.Context, tx *sql.Tx) error {
		c := q.of()
		c.add(q.Amount > 0, "c.size >= ?", q.Amount)
		c.add(q.Rate > 0, "(c.rate IS NULL OR abs(c.rate) >= ?)", q.Rate)
		if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM unexplained c`+c.where(), c.args...).Scan(&total); err != nil {
			return err
		}
		order := "c.year DESC, c.edition_id DESC, c.fact"
		if q.BySize {
			order = "c.size DESC, c.year DESC, c.edition_id DESC, c.fact"
		}
		rows, err := tx.QueryContext(ctx, `SELECT `+statedColumns+`, f.class, f.class_code, coalesce(f.start, 0)
			FROM (SELECT * FROM unexplained c`+c.where()+` ORDER BY `+order+` LIMIT ? OFFSET ?) c`+statedJoins+`
			JOIN facts f ON f.edition_id = c.edition_id AND f.ordinal = c.fact ORDER BY `+order, append(c.args, q.Limit, q.Offset)...)
		all, err = collect(rows, err, func(r *sql.Rows) (Stated, error) {
			var class, code sql.NullString
			var start int
			x, err := scanStated(r, &class, &code, &start)
			if err != nil {
				return x, err
			}
			x.Start = start
			x.Class, err = readClass(class, code)
			return x, err
		})
		return err
	})
	return all, total, err
}

// CauseChoices are the items and years that reasons or unexplained changes are
// known of.
type CauseChoices struct {
	Items []fiscal.Item
	Years []int // the newest first
}

// CauseChoices returns what a CauseQuery can choose from.
func (s *Store) CauseChoices(ctx context.Context) (c CauseChoices, err error) {
	var known []string
	for _, info := range fiscal.Items {
		known = append(known, string(info.Item))
	}
	rows, err := s.read.QueryContext(ctx, `SELECT value FROM json_each(?) j WHERE EXISTS (SELECT 1 FROM causes WHERE item = j.value)
		OR EXISTS (SELECT 1 FROM unexplained WHERE item = j.value) ORDER BY j.key`, asJSON(known))
	c.Items, err = collect(rows, err, func(r *sql.Rows) (i fiscal.Item, err error) { return i, r.Scan(&i) })
	if err != nil {
		return c, err
	}
	rows, err = s.read.QueryContext(ctx, `SELECT DISTINCT year FROM standing_editions ORDER BY year DESC`)
	c.Years, err = collect(rows, err, func(r *sql.Rows) (y int, err error) { return y, r.Scan(&y) })
	return c, err
}
