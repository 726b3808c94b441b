package data

import (
	"context"
	"database/sql"

	"mingzhang/internal/fiscal"
)

// EvaluationCoverage sets the project spending that a report's tables evaluate
// beside all that the report states.
type EvaluationCoverage struct {
	Unit     Unit // without aliases and years
	Year     int
	Edition  string
	Projects int          // tables of projects
	Unstated int          // of them, those whose executed amount is not one figure
	Executed int64        // of the others, in 分
	Stated   *fiscal.Fact // 项目支出, nil where the report does not state it
	Spending *int64       // the same in 分, nil also where it does not fit
}

// CoverageOrder is what coverage is ordered by; what has no figure comes last
// either way.
type CoverageOrder string

const (
	CoverageByShare CoverageOrder = "share"
	BySpending      CoverageOrder = "spending"
	ByCovered       CoverageOrder = "executed"
	ByUnit          CoverageOrder = "name"
)

var coverageOrders = map[CoverageOrder]string{
	CoverageByShare: "c.share", BySpending: "c.spending", ByCovered: "iif(c.unstated = 0, c.executed, NULL)", ByUnit: "(SELECT name FROM units WHERE id = c.unit_id)",
}

const fromCoverage = ` FROM evaluation_coverage c WHERE (?1 = 0 OR c.unit_id = ?1)
	AND (?2 = '' OR c.unit_id IN (SELECT m.unit_id FROM unit_names m WHERE instr(m.name, ?2) > 0)) AND (?3 = 0 OR c.year = ?3)`

// Coverage returns for each report with evaluations of projects how much of
// its project spending they cover, at most f.Limit reports, and how many there
// are. Of the filter it looks at unit, query (of the unit), year and direction.
func (s *Store) Coverage(ctx context.Context, f EvaluationFilter, by CoverageOrder) (all []EvaluationCoverage, count int, err error) {
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, 0, err
	}
	defer tx.Rollback()
	args := f.args()[:3]
	if err := tx.QueryRowContext(ctx, `SELECT count(*)`+fromCoverage, args...).Scan(&count); err != nil {
		return nil, 0, err
	}
	column, ok := coverageOrders[by]
	if !ok {
		column = coverageOrders[CoverageByShare]
	}
	order := ordered(column, f.Ascending) + `, c.unit_id, c.year DESC`
	rows, err := tx.QueryContext(ctx, `WITH page AS MATERIALIZED (SELECT c.*`+fromCoverage+order+` LIMIT ?4 OFFSET ?5)
		SELECT e.key, `+unitYear+`, c.projects, c.unstated, c.executed, c.spending, f.value, f.measure, f.section, f.start, f."end", f.text, f.form
		FROM page c JOIN editions e ON e.id = c.edition_id JOIN units u ON u.id = c.unit_id
		LEFT JOIN facts f ON f.edition_id = c.edition_id AND f.ordinal = c.fact`+order, append(args, f.Limit, f.Offset)...)
	all, err = collect(rows, err, scanCoverage)
	return all, count, err
}

func scanCoverage(r *sql.Rows) (x EvaluationCoverage, err error) {
	var value, measure, section, text sql.NullString
	var spending, start, end, form sql.NullInt64
	columns := append([]any{&x.Edition}, intoUnitYear(&x.Year, &x.Unit)...)
	if err = r.Scan(append(columns, &x.Projects, &x.Unstated, &x.Executed, &spending, &value, &measure, &section, &start, &end, &text, &form)...); err != nil || !value.Valid {
		return x, err
	}
	if spending.Valid {
		x.Spending = &spending.Int64
	}
	v, err := parseDecimal(value.String)
	x.Stated = &fiscal.Fact{
		Item: fiscal.ExpenseProject, Basis: fiscal.Final, Value: v, Measure: fiscal.Measure(measure.String), Origin: fiscal.Stated,
		Source: &fiscal.Source{Section: section.String, Start: int(start.Int64), End: int(end.Int64), Text: text.String, Form: int(form.Int64)},
	}
	return x, err
}
