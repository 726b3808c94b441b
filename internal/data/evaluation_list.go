package data

import (
	"context"
	"database/sql"
	"math/big"
	"strings"

	"mingzhang/internal/fiscal"
)

// evaluationRule is the check of the cells of a 绩效自评表 with each other.
const evaluationRule = "T15"

// evaluationLists are the tables that list evaluations by unit.
var evaluationLists = []string{"evaluation_list", "evaluation_findings", "evaluation_coverage"}

// listEvaluations enters an edition into the lists of evaluations, in place of
// earlier editions of its unit's year.
func (w *inserter) listEvaluations(id, unit int64, r *fiscal.Report) {
	if w.err != nil {
		return
	}
	for _, list := range evaluationLists {
		if _, w.err = w.tx.ExecContext(w.ctx, `DELETE FROM `+list+` WHERE edition_id IN (SELECT id FROM editions WHERE unit_id = ? AND year = ?)`, unit, r.Year); w.err != nil {
			return
		}
	}
	found := contradictions(r)
	w.into("evaluation_list", "edition_id, evaluation, unit_id, year, kind, name, budget, executed, rate, total_score, indicators, findings", func(row func(...any)) {
		for n, e := range r.Evaluations {
			count := 0
			for _, c := range found {
				if c.evaluation == n {
					count++
				}
			}
			f, m := allMoney(e), e.Money()
			budget := money(f.FullBudget, m)
			if budget == nil {
				budget = money(f.InitialBudget, m)
			}
			row(id, n, unit, r.Year, string(e.Kind), e.Name, budget, money(f.Executed, m), points(f.Rate), points(e.TotalScore), len(e.Indicators), count)
		}
	})
	w.into("evaluation_findings", `edition_id, evaluation, "check", unit_id, year, kind, indicator, cell, words`, func(row func(...any)) {
		for _, c := range found {
			e := r.Evaluations[c.evaluation]
			words := []string{e.Name}
			if n, ok := c.indicator.(int); ok && n < len(e.Indicators) {
				i := e.Indicators[n]
				words = append(words, i.Level1, i.Level2, i.Level3)
			}
			row(id, c.evaluation, c.check, unit, r.Year, string(e.Kind), c.indicator, c.cell, strings.Join(words, "\n"))
		}
	})
	w.coverage(id, unit, r)
}

func (w *inserter) coverage(id, unit int64, r *fiscal.Report) {
	var projects, unstated int
	var executed int64
	for _, e := range r.Evaluations {
		if e.Kind != fiscal.Project {
			continue
		}
		projects++
		if n, ok := money(allMoney(e).Executed, e.Money()).(int64); ok {
			executed += n
		} else {
			unstated++
		}
	}
	if projects == 0 {
		return
	}
	var fact, spending, share any
	for n, f := range r.Facts {
		if f.Item == fiscal.ExpenseProject && f.Basis == fiscal.Final && f.Class == nil && f.EconomicClass == nil && f.Origin == fiscal.Stated {
			fact = n // of several statements the first counts
			if all, ok := fiscal.Canonical(*f.Value, f.Measure); ok {
				spending = all
				if unstated == 0 && all > 0 {
					share = shareOf(executed, all)
				}
			}
			break
		}
	}
	w.into("evaluation_coverage", "edition_id, unit_id, year, projects, unstated, executed, fact, spending, share", func(row func(...any)) {
		row(id, unit, r.Year, projects, unstated, executed, fact, spending, share)
	})
}

// shareOf returns a share in hundred-thousandths, rounded down; nil when it is
// beyond all measure.
func shareOf(of, all int64) any {
	n := new(big.Int).Mul(big.NewInt(of), big.NewInt(100_000))
	if n.Quo(n, big.NewInt(all)).IsInt64() {
		return n.Int64()
	}
	return nil
}

// allMoney returns the row of the funds that is all of them.
func allMoney(e fiscal.Evaluation) fiscal.Fund {
	if len(e.Funds) == 0 {
		return fiscal.Fund{}
	}
	return e.Funds[0]
}

// mostMoney in 分 keeps sums of a report's tables within 64 bits; it is more
// than anybody has.
const mostMoney = 1e14

// money returns a printed amount in 分, nil when the cell is not one amount.
func money(text string, m fiscal.Measure) any {
	f, ok := fiscal.ParseCell(text)
	if !ok || f.Operator != "" {
		return nil
	}
	if u := fiscal.Measure(f.Unit); u.IsMoney() {
		m = u // a cell that prints its own measure means it
	}
	if n, ok := fiscal.Canonical(f.Value, m); ok && -mostMoney <= n && n <= mostMoney {
		return n
	}
	return nil
}

// points returns a printed rate or score in ten-thousandths, nil when the cell
// is not one figure.
func points(text string) any {
	f, ok := fiscal.ParseCell(text)
	if !ok || f.Operator != "" {
		return nil
	}
	if n, ok := fiscal.Canonical(f.Value, ""); ok {
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
func contradictions(r *fiscal.Report) []contradiction {
	var all []contradiction
	for n, c := range r.Checks {
		if c.Rule != evaluationRule || c.Status != fiscal.Violated || len(c.Cells) == 0 || len(c.Facts) > 0 {
			continue
		}
		first := c.Cells[0]
		one, row := first.Evaluation >= 0 && first.Evaluation < len(r.Evaluations), rowOf(first.Cell)
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
	row := fiscal.CellRow(cell)
	if row < 0 || !strings.HasPrefix(cell, "indicators.") {
		return nil
	}
	return row
}

// completeLists enters editions that were published before there were lists.
func (s *Store) completeLists(ctx context.Context) error {
	rows, err := s.read.QueryContext(ctx, `SELECT DISTINCT e.id, e.unit_id FROM evaluations v JOIN editions e ON e.id = v.edition_id
		WHERE NOT EXISTS (SELECT 1 FROM evaluation_list l WHERE l.edition_id = e.id) AND `+currentOnly)
	missing, err := collect(rows, err, func(r *sql.Rows) (v ofUnit[int64], err error) { return v, r.Scan(&v.value, &v.unit) })
	if err != nil {
		return err
	}
	for _, m := range missing {
		if err := s.completeList(ctx, m.value, m.unit); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) completeList(ctx context.Context, id, unit int64) error {
	r, err := s.Report(ctx, id)
	if err != nil {
		return err
	}
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	// Another program may have entered it, or published a newer edition.
	var done bool
	if err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM evaluation_list l JOIN editions e ON e.id = l.edition_id WHERE e.unit_id = ? AND e.year = ?)
		OR (SELECT id FROM current_editions WHERE unit_id = ?1 AND year = ?2) IS NOT ?`, unit, r.Year, id).Scan(&done); err != nil || done {
		return err
	}
	w := &inserter{ctx: ctx, tx: tx}
	if w.listEvaluations(id, unit, r); w.err != nil {
		return w.err
	}
	return tx.Commit()
}
