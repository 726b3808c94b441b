package data

import (
	"context"
	"database/sql"

	"mingzhang/internal/fiscal"
)

// EvaluationFilter narrows and orders the 绩效自评表 of all units; zero values
// do not narrow.
type EvaluationFilter struct {
	UnitID       int64
	Query        string // part of a name of the unit, or of the project
	Year         int
	Kind         fiscal.EvaluationKind
	Contradicted bool // only tables in which cells contradict each other
	Order        EvaluationOrder
	Ascending    bool
	Limit        int
	Offset       int
}

// EvaluationOrder is what evaluations are ordered by. What has no figure comes
// last either way.
type EvaluationOrder string

const (
	ByBudget   EvaluationOrder = "budget" // 全年预算数, the initial one where there is none
	ByExecuted EvaluationOrder = "executed"
	ByRate     EvaluationOrder = "rate"
	ByScore    EvaluationOrder = "score"
	ByFindings EvaluationOrder = "findings"
	ByYear     EvaluationOrder = "year"
	ByName     EvaluationOrder = "name"
)

var evaluationOrders = map[EvaluationOrder]string{
	ByBudget: "l.budget", ByExecuted: "l.executed", ByRate: "l.rate", ByScore: "l.total_score", ByFindings: "l.findings", ByYear: "l.year",
}

// EvaluationRow is one 绩效自评表 among those of all units.
type EvaluationRow struct {
	Unit        Unit // without aliases and years
	Year        int  // of the report
	Edition     string
	Number      int // of the table in its report, from 0
	Kind        fiscal.EvaluationKind
	Title       string
	Name        string
	Department  string
	Implementer string
	Measure     fiscal.Measure // of the fund
	Fund        fiscal.Fund    // the row of all money, as printed
	TotalScore  string
	Indicators  int
	Places      map[string]int                   // where cells are printed, by their address
	Corrected   map[string]fiscal.CellCorrection // by the address
	Findings    []EvaluationFinding

	edition int64
}

// EvaluationFinding is a check that found cells of a table apart.
type EvaluationFinding struct {
	Check     fiscal.Check
	Cell      string           // the cell that it is about
	Row       int              // of the indicator, -1 for the funds and totals
	Indicator fiscal.Indicator // as printed; empty when Row is -1
}

// EvaluationCount is the size of a list of evaluations.
type EvaluationCount struct {
	Tables, Overall int
	Units, Reports  int
	Contradicted    int // tables with findings
	Findings        int
}

// ofEvaluations filters the list l; ?1 to ?5 are its args.
const ofEvaluations = ` WHERE (?1 = 0 OR l.unit_id = ?1)
	AND (?2 = '' OR instr(l.name, ?2) > 0 OR l.unit_id IN (SELECT m.unit_id FROM unit_names m WHERE instr(m.name, ?2) > 0))
	AND (?3 = 0 OR l.year = ?3) AND (?4 = '' OR l.kind = ?4) AND (?5 = 0 OR l.findings > 0)`

func (f EvaluationFilter) args() []any {
	return []any{f.UnitID, f.Query, f.Year, string(f.Kind), f.Contradicted}
}

// CountEvaluations counts the evaluations that pass the filter.
func (s *Store) CountEvaluations(ctx context.Context, f EvaluationFilter) (c EvaluationCount, err error) {
	err = s.read.QueryRowContext(ctx, `WITH reports AS (
		SELECT l.unit_id, count(*) AS tables, sum(l.kind = 'overall') AS overall, sum(l.findings > 0) AS contradicted, sum(l.findings) AS findings`+
		` FROM evaluation_list l`+ofEvaluations+` GROUP BY l.edition_id)
		SELECT coalesce(sum(tables), 0), coalesce(sum(overall), 0), count(DISTINCT unit_id), count(*), coalesce(sum(contradicted), 0), coalesce(sum(findings), 0) FROM reports`,
		f.args()...).Scan(&c.Tables, &c.Overall, &c.Units, &c.Reports, &c.Contradicted, &c.Findings)
	return c, err
}

// EvaluationYears returns the years that have evaluations, the newest first.
func (s *Store) EvaluationYears(ctx context.Context) ([]int, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT DISTINCT year FROM evaluation_list ORDER BY year DESC`)
	return collect(rows, err, func(r *sql.Rows) (year int, err error) { return year, r.Scan(&year) })
}

// Evaluations returns the evaluations that pass the filter, at most f.Limit of
// them, each with its findings.
func (s *Store) Evaluations(ctx context.Context, f EvaluationFilter) ([]EvaluationRow, error) {
	// One transaction sees one state, whatever is published meanwhile.
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer tx.Rollback()
	// The page is chosen in the list; only its rows are read whole.
	from := ` FROM evaluation_list l`
	if f.Order == ByName {
		from = ` FROM units u CROSS JOIN evaluation_list l ON l.unit_id = u.id`
	}
	rows, err := tx.QueryContext(ctx, `WITH page AS MATERIALIZED (SELECT l.*`+from+ofEvaluations+f.order()+` LIMIT ?6 OFFSET ?7)
		SELECT e.id, e.key, `+unitYear+`, v.ordinal, v.kind, v.title, v.name, v.department, v.implementer, v.measure, v.total_score, l.indicators,
		coalesce(m.source, ''), coalesce(m.initial_budget, ''), coalesce(m.full_budget, ''), coalesce(m.executed, ''), coalesce(m.weight, ''), coalesce(m.rate, ''), coalesce(m.score, '')
		FROM page l JOIN editions e ON e.id = l.edition_id JOIN units u ON u.id = e.unit_id
		JOIN evaluations v ON v.edition_id = l.edition_id AND v.ordinal = l.evaluation
		LEFT JOIN evaluation_funds m ON m.edition_id = l.edition_id AND m.evaluation = l.evaluation AND m.ordinal = 0`+f.order(), append(f.args(), f.Limit, f.Offset)...)
	all, err := collect(rows, err, scanEvaluationRow)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	at := newTables(all)
	if err := at.places(ctx, tx); err != nil {
		return nil, err
	}
	if err := correctedCells(ctx, tx, at.keys, func(edition int64, number int, c CorrectedCell) {
		c.into(&at.at[table{edition, number}].Corrected)
	}); err != nil {
		return nil, err
	}
	return all, at.findings(ctx, tx)
}

// order returns the ORDER BY of a list; equals stand by unit, year and number.
func (f EvaluationFilter) order() string {
	column, ok := evaluationOrders[f.Order]
	if !ok {
		column = evaluationOrders[ByBudget]
	}
	if f.Order == ByName { // in the order of an index
		way := ` DESC`
		if f.Ascending {
			way = ` ASC`
		}
		return ` ORDER BY u.name` + way + `, u.region` + way + `, l.year DESC, l.evaluation`
	}
	return ordered(column, f.Ascending) + `, l.unit_id, l.year DESC, l.evaluation`
}

// ordered returns an ORDER BY in which NULL comes last either way.
func ordered(column string, ascending bool) string {
	if ascending {
		return ` ORDER BY ` + column + ` ASC NULLS LAST`
	}
	return ` ORDER BY ` + column + ` DESC NULLS LAST`
}

// unitYear names the unit and the year of an edition e of a unit u.
const unitYear = `e.year, u.id, u.name, u.region, u.region_inferred, u.slug`

func intoUnitYear(year *int, u *Unit) []any {
	return []any{year, &u.ID, &u.Name, &u.Region, &u.RegionInferred, &u.Slug}
}

func scanEvaluationRow(r *sql.Rows) (x EvaluationRow, err error) {
	f := &x.Fund
	columns := append([]any{&x.edition, &x.Edition}, intoUnitYear(&x.Year, &x.Unit)...)
	return x, r.Scan(append(columns, &x.Number, &x.Kind, &x.Title, &x.Name, &x.Department, &x.Implementer, &x.Measure, &x.TotalScore, &x.Indicators,
		&f.Source, &f.InitialBudget, &f.FullBudget, &f.Executed, &f.Weight, &f.Rate, &f.Score)...)
}

// table names one evaluation of an edition.
type table struct {
	edition int64
	number  int
}

// tables finds the rows of a list by edition and number.
type tables struct {
	keys string // as a JSON list of pairs
	at   map[table]*EvaluationRow
}

func newTables(all []EvaluationRow) tables {
	pairs := make([][2]int64, len(all))
	t := tables{at: make(map[table]*EvaluationRow, len(all))}
	for i := range all {
		x := &all[i]
		x.Places = map[string]int{}
		pairs[i] = [2]int64{x.edition, int64(x.Number)}
		t.at[table{x.edition, x.Number}] = x
	}
	t.keys = asJSON(pairs)
	return t
}

// shownCells are the cells whose places a list opens.
const shownCells = `'funds.0.initial_budget', 'funds.0.full_budget', 'funds.0.executed', 'funds.0.weight', 'funds.0.rate', 'funds.0.score', 'total_score'`

func (t tables) places(ctx context.Context, q querier) error {
	type place struct {
		table
		address string
		start   int
	}
	rows, err := q.QueryContext(ctx, `SELECT c.edition_id, c.evaluation, c.address, c.start FROM json_each(?) k
		CROSS JOIN evaluation_cells c ON c.edition_id = k.value ->> 0 AND c.evaluation = k.value ->> 1 AND c.address IN (`+shownCells+`)`, t.keys)
	all, err := collect(rows, err, func(r *sql.Rows) (p place, err error) { return p, r.Scan(&p.edition, &p.number, &p.address, &p.start) })
	for _, p := range all {
		t.at[p.table].Places[p.address] = p.start
	}
	return err
}

func (t tables) findings(ctx context.Context, q querier) error {
	type found struct {
		table
		EvaluationFinding
	}
	rows, err := q.QueryContext(ctx, `SELECT f.edition_id, f.evaluation, `+findingColumns+` FROM json_each(?) t
		CROSS JOIN evaluation_findings f ON f.edition_id = t.value ->> 0 AND f.evaluation = t.value ->> 1`+ofFinding+`
		ORDER BY f.edition_id, f.evaluation, f."check"`, t.keys)
	all, err := collect(rows, err, func(r *sql.Rows) (x found, err error) {
		x.EvaluationFinding, err = scanFinding(r, &x.edition, &x.number)
		return x, err
	})
	for _, x := range all {
		row := t.at[x.table]
		row.Findings = append(row.Findings, x.EvaluationFinding)
	}
	return err
}
