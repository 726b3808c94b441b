package data

import (
	"context"
	"database/sql"

	"mingzhang/internal/fiscal"
)

// EvaluationTableFilter narrows a list of 绩效自评表; zero values do not.
type EvaluationTableFilter struct {
	Scope
	Kind   fiscal.EvaluationKind
	Number int // of the table in its report, from 1
}

// EvaluationTable is one 绩效自评表 of a list: all of it but the texts around it.
type EvaluationTable struct {
	Whose
	Ordinal int
	fiscal.Evaluation
}

// Position returns the place of the row in its list.
func (r EvaluationTable) Position() Position { return Position{Edition: r.id, Ordinal: r.Ordinal} }

// EvaluationTables returns a page of 绩效自评表 with their funds and indicators;
// their Cells are left out.
func (s *Store) EvaluationTables(ctx context.Context, f EvaluationTableFilter, p Page) ([]EvaluationTable, error) {
	q := f.where()
	q.equal(`x.kind`, string(f.Kind))
	if f.Number != 0 {
		q.add(`x.ordinal = ?`, f.Number-1)
	}
	query, args := ofEditions(`x.kind, x.title, x.name, x.department, x.implementer, x.year, x.measure, x.goal, x.result, x.total_weight, x.total_score,
		x.section, x.start, x."end", x.page`, `evaluations`, q, p)
	rows, err := s.read.QueryContext(ctx, query, args...)
	all, err := collect(rows, err, func(r *sql.Rows) (row EvaluationTable, err error) {
		x := &row.Evaluation
		var page sql.NullInt64
		err = r.Scan(append(row.columns(), &row.Ordinal, &x.Kind, &x.Title, &x.Name, &x.Department, &x.Implementer, &x.Year, &x.Measure, &x.Goal, &x.Result,
			&x.TotalWeight, &x.TotalScore, &x.Source.Section, &x.Source.Start, &x.Source.End, &page)...)
		x.Source.Page = readPage(page)
		x.Funds, x.Indicators = []fiscal.Fund{}, []fiscal.Indicator{}
		return row, err
	})
	if err != nil || len(all) == 0 {
		return nil, err
	}
	at := map[factAt]*fiscal.Evaluation{}
	places := make([][2]int64, len(all))
	for i := range all {
		at[factAt{all[i].id, all[i].Ordinal}] = &all[i].Evaluation
		places[i] = [2]int64{all[i].id, int64(all[i].Ordinal)}
	}
	below := func(columns, table string, scan func(r *sql.Rows) error) error {
		rows, err := s.read.QueryContext(ctx, `SELECT x.edition_id, x.evaluation, `+columns+`
			FROM (SELECT value ->> '$[0]' AS edition, value ->> '$[1]' AS evaluation FROM json_each(?)) w CROSS JOIN `+table+` x
			WHERE x.edition_id = w.edition AND x.evaluation = w.evaluation ORDER BY x.edition_id, x.evaluation, x.ordinal`, asJSON(places))
		_, err = collect(rows, err, func(r *sql.Rows) (none struct{}, err error) {
			return none, scan(r)
		})
		return err
	}
	var place factAt
	if err := below(`x.source, x.initial_budget, x.full_budget, x.executed, x.weight, x.rate, x.score`, `evaluation_funds`, func(r *sql.Rows) error {
		var f fiscal.Fund
		err := r.Scan(&place.edition, &place.ordinal, &f.Source, &f.InitialBudget, &f.FullBudget, &f.Executed, &f.Weight, &f.Rate, &f.Score)
		at[place].Funds = append(at[place].Funds, f)
		return err
	}); err != nil {
		return nil, err
	}
	if err := correctedCells(ctx, s.read, asJSON(places), func(edition int64, number int, c CorrectedCell) {
		c.into(&at[factAt{edition, number}].Corrected)
	}); err != nil {
		return nil, err
	}
	return all, below(`x.level1, x.level2, x.level3, x.target, x.basis, x.prior, x.weight, x.rule, x.evidence, x.actual, x.completion, x.score, x.deviation`, `evaluation_indicators`,
		func(r *sql.Rows) error {
			var i fiscal.Indicator
			err := r.Scan(&place.edition, &place.ordinal, &i.Level1, &i.Level2, &i.Level3, &i.Target, &i.Basis, &i.Prior, &i.Weight, &i.Rule, &i.Evidence,
				&i.Actual, &i.Completion, &i.Score, &i.Deviation)
			at[place].Indicators = append(at[place].Indicators, i)
			return err
		})
}
