package data

import (
	"context"
	"database/sql"
	"strconv"
	"strings"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

// evaluationRule is the check of the cells of a 绩效自评表 with each other.
const evaluationRule = "T15"

// figures writes what evaluations are found and ordered by.
func (w *inserter) figures(id int64, r *fiscal.Report) {
	found := contradictions(r.Checks)
	w.into("evaluation_figures", "edition_id, evaluation, initial_budget, full_budget, executed, rate, score, total_score, indicators, findings", func(row func(...any)) {
		for n, e := range r.Evaluations {
			var f fiscal.Fund
			if len(e.Funds) > 0 {
				f = e.Funds[0]
			}
			m, count := e.Money(), 0
			for _, c := range found {
				if c.evaluation == n {
					count++
				}
			}
			row(id, n, money(f.InitialBudget, m), money(f.FullBudget, m), money(f.Executed, m), points(f.Rate), points(f.Score), points(e.TotalScore), len(e.Indicators), count)
		}
	})
	w.into("evaluation_findings", `edition_id, evaluation, "check", indicator, cell`, func(row func(...any)) {
		for _, c := range found {
			if c.evaluation < len(r.Evaluations) {
				row(id, c.evaluation, c.check, c.indicator, c.cell)
			}
		}
	})
}

// money returns a printed amount in 分, NULL when the cell is not one amount.
func money(text string, m fiscal.Measure) any {
	f, ok := fiscal.ParseCell(text)
	if !ok || f.Operator != "" {
		return nil
	}
	if u := fiscal.Measure(f.Unit); u.IsMoney() {
		m = u // a cell that prints its own measure means it
	}
	return canonical(f.Value, m)
}

// points returns a printed rate or score in ten-thousandths, NULL when the cell
// is not one figure.
func points(text string) any {
	f, ok := fiscal.ParseCell(text)
	if !ok || f.Operator != "" {
		return nil
	}
	return canonical(f.Value, "")
}

func canonical(v decimal.Decimal, m fiscal.Measure) any {
	if n, ok := fiscal.Canonical(v, m); ok {
		return n
	}
	return nil
}

// contradiction is a violated check of one table alone.
type contradiction struct {
	evaluation, check int
	indicator         any // the row, nil for the funds and totals
	cell              string
}

// contradictions picks the checks that set cells of one table against each
// other and found them apart; what compares tables with the narrative has facts.
func contradictions(checks []fiscal.Check) []contradiction {
	var all []contradiction
	for n, c := range checks {
		if c.Rule != evaluationRule || c.Status != fiscal.Violated || len(c.Cells) == 0 || len(c.Facts) > 0 {
			continue
		}
		first, one := c.Cells[0], true
		row := rowOf(first.Cell)
		for _, ref := range c.Cells {
			one = one && ref.Evaluation == first.Evaluation
			if rowOf(ref.Cell) != row {
				row = nil
			}
		}
		if one {
			all = append(all, contradiction{first.Evaluation, n, row, first.Cell})
		}
	}
	return all
}

// rowOf returns the number of the indicator that a cell belongs to, nil for
// other cells.
func rowOf(cell string) any {
	rest, ok := strings.CutPrefix(cell, "indicators.")
	if !ok {
		return nil
	}
	digits, _, _ := strings.Cut(rest, ".")
	n, err := strconv.Atoi(digits)
	if err != nil {
		return nil
	}
	return n
}

// completeEvaluations works out the figures of editions that were published
// before there were any.
func (s *Store) completeEvaluations(ctx context.Context) error {
	rows, err := s.read.QueryContext(ctx, `SELECT DISTINCT v.edition_id FROM evaluations v
		WHERE NOT EXISTS (SELECT 1 FROM evaluation_figures f WHERE f.edition_id = v.edition_id)`)
	ids, err := collect(rows, err, func(r *sql.Rows) (id int64, err error) { return id, r.Scan(&id) })
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := s.completeEdition(ctx, id); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) completeEdition(ctx context.Context, id int64) error {
	r, err := s.Report(ctx, id)
	if err != nil {
		return err
	}
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	// Another program may have been faster.
	var done bool
	if err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM evaluation_figures WHERE edition_id = ?)`, id).Scan(&done); err != nil || done {
		return err
	}
	w := &inserter{ctx: ctx, tx: tx}
	w.figures(id, r)
	if w.err != nil {
		return w.err
	}
	return tx.Commit()
}
