package data

import (
	"context"
	"database/sql"

	"mingzhang/internal/fiscal"
)

// RankBy is the quantity that units are ordered by.
type RankBy string

const (
	ByAmount   RankBy = "amount"    // 决算
	ByShare    RankBy = "share"     // of 本年支出合计
	ByStaff    RankBy = "per_staff" // a head of 在职人员
	ByChange   RankBy = "change"    // 比上年增减
	ByGrowth   RankBy = "growth"    // its rate
	ByVariance RankBy = "variance"  // 预决算差异率
)

// rankValues are the columns that units are ordered by. A change that the
// report itself does not give is taken from the report of the year before (p).
var rankValues = map[RankBy]string{
	ByAmount: `s.amount`, ByShare: `s.share`, ByStaff: `s.per_staff`, ByVariance: `s.variance`,
	ByChange: `coalesce(s.change, s.amount - p.amount)`,
	// Split, so that the product of an amount and a million fits; ÷ 1,000,000
	// first where even the rest is too great.
	ByGrowth: `coalesce(s.growth, CASE
		WHEN abs(p.amount) < 9000000000000 THEN (s.amount - p.amount) / nullif(p.amount, 0) * 1000000 + (s.amount - p.amount) % nullif(p.amount, 0) * 1000000 / p.amount
		ELSE (s.amount - p.amount) / (p.amount / 1000000) END)`,
}

// RankOrder is the direction of a ranking.
type RankOrder string

const (
	Descending RankOrder = "desc"
	Ascending  RankOrder = "asc"
	Farthest   RankOrder = "far" // the greatest deviation from zero first
)

var rankOrders = map[RankOrder]string{Descending: `v DESC`, Ascending: `v`, Farthest: `abs(v) DESC`}

// RankQuery says which units are ranked by what. Zero values of the filters do
// not filter.
type RankQuery struct {
	Item   fiscal.Item
	Class  string // key of a class, "" for the total
	Year   int
	By     RankBy
	Order  RankOrder
	Region string          // division code or its first digits
	Kind   fiscal.UnitKind // of unit
	Topics []string        // under which an unread figure may be the one looked for
}

// Ranked is a unit with its place in a ranking.
type Ranked struct {
	Unit     Unit // without its names and years
	Place    int  // units of the same value share one
	Value    int64
	Standing Standing
	Before   *Standing // of the year before, where the change is taken from it
}

// Ranking is a part of an ordered list of units.
type Ranking struct {
	Rows        []Ranked
	Total       int // units with a value
	Least, Most int64
	Missing     Missing
}

// Missing counts the units that pass the filters and have no value, by why.
type Missing struct {
	StatedNone, Unstated, Unread, NoDocument int
	Incomplete                               int // the item is stated; what it is to be set against is not
}

// All counts them together.
func (m Missing) All() int { return m.StatedNone + m.Unstated + m.Unread + m.NoDocument + m.Incomplete }

// rankFrom selects the units that a query ranks, as ranked: unit columns,
// standing columns, v. Its arguments are those of RankQuery.args.
func (q RankQuery) rankFrom() string {
	return `FROM standings s JOIN units u ON u.id = s.unit_id
		LEFT JOIN standings p ON p.item = s.item AND p.class = s.class AND p.year = s.year - 1 AND p.unit_id = s.unit_id`
}

const rankWhere = ` WHERE s.item = ?1 AND s.class = ?2 AND s.year = ?3 AND (?4 = '' OR substr(u.region, 1, length(?4)) = ?4) AND (?5 = '' OR u.kind = ?5) `

func (q RankQuery) args(more ...any) []any {
	return append([]any{string(q.Item), q.Class, q.Year, leading(q.Region), string(q.Kind)}, more...)
}

// Rank returns part of a ranking: limit units from offset on.
func (s *Store) Rank(ctx context.Context, q RankQuery, offset, limit int) (Ranking, error) {
	var r Ranking
	// One transaction sees one state, whatever is published meanwhile.
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return r, err
	}
	defer tx.Rollback()
	value := rankValues[q.By]
	if err := tx.QueryRowContext(ctx, `SELECT count(`+value+`), coalesce(min(`+value+`), 0), coalesce(max(`+value+`), 0) `+q.rankFrom()+rankWhere, q.args()...).
		Scan(&r.Total, &r.Least, &r.Most); err != nil {
		return r, err
	}
	order := rankOrders[q.Order]
	rows, err := tx.QueryContext(ctx, `WITH ranked AS (
		SELECT s.unit_id, `+value+` AS v, rank() OVER (ORDER BY `+rankOrdersOver(value)[q.Order]+`) AS place `+q.rankFrom()+rankWhere+` AND `+value+` IS NOT NULL)
		SELECT `+unitColumns+`, r.place, r.v, `+standingColumns+`
		FROM (SELECT * FROM ranked ORDER BY `+order+`, unit_id LIMIT ?6 OFFSET ?7) r
		JOIN units u ON u.id = r.unit_id
		JOIN standings s ON s.item = ?1 AND s.class = ?2 AND s.year = ?3 AND s.unit_id = r.unit_id`+standingJoins+`
		ORDER BY `+order+`, r.unit_id`, q.args(limit, offset)...)
	found, err := collect(rows, err, func(rows *sql.Rows) (*rankedRow, error) {
		var x rankedRow
		x.row, err = scanStanding(rows, append(x.Unit.columns(), &x.Place, &x.Value)...)
		return &x, err
	})
	if err != nil {
		return r, err
	}
	standings := make([]*standingRow, len(found))
	for i := range found {
		standings[i] = &found[i].row
	}
	if err := fill(ctx, tx, standings, q.Item, q.Class); err != nil {
		return r, err
	}
	if q.By == ByChange || q.By == ByGrowth {
		if err := fillBefore(ctx, tx, q, found); err != nil {
			return r, err
		}
	}
	for _, x := range found {
		x.Standing = x.row.Standing
		r.Rows = append(r.Rows, x.Ranked)
	}
	r.Missing, err = missing(ctx, tx, q)
	return r, err
}

// rankedRow is a row of a ranking being read.
type rankedRow struct {
	Ranked
	row standingRow
}

// rankOrdersOver are the orders with the value written out, as window
// functions need it.
func rankOrdersOver(value string) map[RankOrder]string {
	return map[RankOrder]string{Descending: value + ` DESC`, Ascending: value, Farthest: `abs(` + value + `) DESC`}
}

// fillBefore reads the standings of the year before of units whose report does
// not itself say how the item moved.
func fillBefore(ctx context.Context, tx querier, q RankQuery, found []*rankedRow) error {
	at := map[int64]*rankedRow{}
	var ids []int64
	for _, x := range found {
		if x.row.Change == nil && x.row.Prior == nil && x.row.Growth == nil {
			at[x.Unit.ID] = x
			ids = append(ids, x.Unit.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	rows, err := tx.QueryContext(ctx, `SELECT `+standingColumns+` FROM standings s`+standingJoins+`
		WHERE s.item = ?1 AND s.class = ?2 AND s.year = ?3 AND s.unit_id IN (SELECT value FROM json_each(?4))`, string(q.Item), q.Class, q.Year-1, asJSON(ids))
	before, err := collect(rows, err, func(r *sql.Rows) (*standingRow, error) {
		s, err := scanStanding(r)
		return &s, err
	})
	if err != nil {
		return err
	}
	if err := fill(ctx, tx, before, q.Item, q.Class); err != nil {
		return err
	}
	for _, b := range before {
		at[b.UnitID].Before = &b.Standing
	}
	return nil
}
