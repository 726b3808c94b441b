package data

import (
	"context"
	"database/sql"

	"mingzhang/internal/fiscal"
)

// FindingRow is a finding of an evaluation among those of all units.
type FindingRow struct {
	EvaluationFinding
	Unit    Unit // without aliases and years
	Year    int
	Edition string
	Number  int // of the table in its report, from 0
	Kind    fiscal.EvaluationKind
	Project string
	Places  map[string]int // where the cells of the row are printed, by their address

	Corrected map[string]fiscal.CellCorrection // by the address

	edition int64
}

// findingColumns are those of a finding f, with ofFinding.
const findingColumns = `coalesce(f.indicator, -1), f.cell, coalesce(i.level1, ''), coalesce(i.level2, ''), coalesce(i.level3, ''), coalesce(i.target, ''),
	coalesce(i.actual, ''), coalesce(i.completion, ''), coalesce(i.weight, ''), coalesce(i.score, ''), coalesce(i.deviation, ''),
	k.rule, k.title, k.status, k.stated, k.computed, k.formula, k.difference, k.tolerance, k.note, k.facts, k.cells, k.sources`

const ofFinding = ` JOIN checks k ON k.edition_id = f.edition_id AND k.ordinal = f."check"
	LEFT JOIN evaluation_indicators i ON i.edition_id = f.edition_id AND i.evaluation = f.evaluation AND i.ordinal = f.indicator`

// scanFinding reads findingColumns behind other columns.
func scanFinding(r *sql.Rows, before ...any) (x EvaluationFinding, err error) {
	i := &x.Indicator
	x.Check, err = scanCheckBehind(r, append(before, &x.Row, &x.Cell, &i.Level1, &i.Level2, &i.Level3, &i.Target, &i.Actual, &i.Completion, &i.Weight, &i.Score, &i.Deviation)...)
	return x, err
}

const fromFindings = ` FROM evaluation_findings f WHERE (?1 = 0 OR f.unit_id = ?1)
	AND (?2 = '' OR instr(f.words, ?2) > 0 OR f.unit_id IN (SELECT m.unit_id FROM unit_names m WHERE instr(m.name, ?2) > 0))
	AND (?3 = 0 OR f.year = ?3) AND (?4 = '' OR f.kind = ?4)`

const findingOrder = ` ORDER BY f.year DESC, f.unit_id, f.evaluation, f."check"`

// Findings returns what checks found apart within the evaluations that pass
// the filter, the newest year first, at most f.Limit, and how many there are.
// The query also finds the names of indicators. The order of the filter is not
// looked at.
func (s *Store) Findings(ctx context.Context, f EvaluationFilter) (all []FindingRow, count int, err error) {
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, 0, err
	}
	defer tx.Rollback()
	args := f.args()[:4]
	if err := tx.QueryRowContext(ctx, `SELECT count(*)`+fromFindings, args...).Scan(&count); err != nil {
		return nil, 0, err
	}
	rows, err := tx.QueryContext(ctx, `WITH page AS MATERIALIZED (SELECT f.*`+fromFindings+findingOrder+` LIMIT ?5 OFFSET ?6)
		SELECT e.id, e.key, `+unitYear+`, f.evaluation, f.kind, v.name,
		(SELECT json_group_object(c.address, c.start) FROM evaluation_cells c WHERE c.edition_id = f.edition_id AND c.evaluation = f.evaluation
			AND c.address >= 'indicators.' || f.indicator || '.' AND c.address < 'indicators.' || f.indicator || '/'), `+findingColumns+`
		FROM page f JOIN editions e ON e.id = f.edition_id JOIN units u ON u.id = e.unit_id
		JOIN evaluations v ON v.edition_id = f.edition_id AND v.ordinal = f.evaluation`+ofFinding+findingOrder, append(args, f.Limit, f.Offset)...)
	all, err = collect(rows, err, func(r *sql.Rows) (x FindingRow, err error) {
		var places sql.NullString
		columns := append([]any{&x.edition, &x.Edition}, intoUnitYear(&x.Year, &x.Unit)...)
		if x.EvaluationFinding, err = scanFinding(r, append(columns, &x.Number, &x.Kind, &x.Project, &places)...); err != nil {
			return x, err
		}
		return x, readList(places, &x.Places)
	})
	if err != nil {
		return nil, 0, err
	}
	pairs := make([][2]int64, len(all))
	rowsOf := map[table][]*FindingRow{}
	for i := range all {
		x := &all[i]
		pairs[i] = [2]int64{x.edition, int64(x.Number)}
		rowsOf[table{x.edition, x.Number}] = append(rowsOf[table{x.edition, x.Number}], x)
	}
	err = correctedCells(ctx, tx, asJSON(pairs), func(edition int64, number int, c CorrectedCell) {
		for _, x := range rowsOf[table{edition, number}] {
			c.into(&x.Corrected)
		}
	})
	return all, count, err
}
