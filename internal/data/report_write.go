package data

import (
	"context"
	"database/sql"
	"maps"
	"slices"
	"strings"

	"mingzhang/internal/fiscal"
)

// inserter writes rows of tables; after the first failure it writes no more.
type inserter struct {
	ctx context.Context
	tx  *sql.Tx
	err error
}

// into returns a function that inserts one row of a table, and closes it.
func (w *inserter) into(table, columns string, insert func(row func(...any))) {
	if w.err != nil {
		return
	}
	stmt, err := w.tx.PrepareContext(w.ctx, `INSERT INTO `+table+` (`+columns+`) VALUES (`+marks(strings.Count(columns, ",")+1)+`)`)
	if err != nil {
		w.err = err
		return
	}
	defer stmt.Close()
	insert(func(values ...any) {
		if w.err == nil {
			_, w.err = stmt.ExecContext(w.ctx, values...)
		}
	})
}

const (
	sourceColumns = `section, start, "end", text, page`
	placeColumns  = `section, start, "end", page`
)

func writeReport(ctx context.Context, tx *sql.Tx, id, unit int64, r *fiscal.Report) error {
	w := &inserter{ctx: ctx, tx: tx}
	c := r.Coverage
	w.into("reports", "edition_id, document_name, unit_name, aliases, region, inferred, figures, figures_read, in_facts, in_evaluations", func(row func(...any)) {
		row(id, r.Document.Name, r.Unit.Name, asJSON(r.Unit.Aliases), r.Unit.Region, asJSON(r.Unit.Inferred), c.Figures, c.Read, c.InFacts, c.InEvaluations)
	})
	w.into("sections", `edition_id, ordinal, id, title, topic, start, "end"`, func(row func(...any)) {
		for i, s := range r.Sections {
			row(id, i, s.ID, s.Title, s.Topic, s.Start, s.End)
		}
	})
	w.into("facts", `edition_id, ordinal, item, class, class_code, economic_class, economic_code, basis, value, measure, amount, origin, derived_from, correction, `+sourceColumns+", form", func(row func(...any)) {
		for i, f := range r.Facts {
			row(factRow(id, i, f)...)
		}
	})
	w.into("reasons", "edition_id, ordinal, item, class, class_code, basis, direction, text, fact, source_text, "+placeColumns, func(row func(...any)) {
		for i, x := range r.Reasons {
			class, code := writeClass(x.Class)
			var printed any // NULL: the reason word for word
			if x.Source.Text != x.Text {
				printed = x.Source.Text
			}
			row(id, i, string(x.Item), class, code, string(x.Basis), string(x.Direction), x.Text, x.Fact, printed, x.Source.Section, x.Source.Start, x.Source.End, x.Source.Page)
		}
	})
	w.evaluations(id, r.Evaluations)
	w.into("forms", "edition_id, ordinal, form, title, empty, listed, measure, rows, headings, note, "+sourceColumns, func(row func(...any)) {
		for i, t := range r.Tables {
			var note any
			if t.Note != nil {
				note = asJSON(t.Note)
			}
			row(append([]any{id, i, t.Form, t.Title, t.Empty, t.Listed, string(t.Measure), listJSON(t.Rows), t.Headings, note}, sourceRow(t.Source)...)...)
		}
	})
	w.into("glossary", "edition_id, ordinal, term, definition, "+sourceColumns, func(row func(...any)) {
		for i, t := range r.Glossary {
			row(append([]any{id, i, t.Term, t.Definition}, sourceRow(t.Source)...)...)
		}
	})
	w.into("declared", `edition_id, ordinal, kind, text, start, "end"`, func(row func(...any)) {
		for i, d := range c.Declared {
			row(id, i, string(d.Kind), d.Text, d.Start, d.End)
		}
	})
	w.into("unread", "edition_id, ordinal, text, start, context", func(row func(...any)) {
		for i, u := range c.Unread {
			row(id, i, u.Text, u.Start, u.Context)
		}
	})
	w.into("checks", "edition_id, ordinal, rule, title, status, stated, computed, formula, difference, tolerance, note, facts, cells, sources", func(row func(...any)) {
		for i, k := range r.Checks {
			row(id, i, k.Rule, k.Title, string(k.Status), k.Stated, k.Computed, k.Formula, k.Difference, k.Tolerance, k.Note,
				asJSON(k.Facts), asJSON(k.Cells), asJSON(k.Sources))
		}
	})
	w.into("removed", "edition_id, ordinal, reading, at, by_name, why, "+sourceColumns+", form", func(row func(...any)) {
		for i, x := range r.Removed {
			row(append([]any{id, i, asJSON(x.Reading), x.At, x.By, x.Why}, placeOf(x.Source)...)...)
		}
	})
	w.listEvaluations(id, unit, r)
	return w.err
}

func sourceRow(s fiscal.Source) []any { return []any{s.Section, s.Start, s.End, s.Text, s.Page} }

func (w *inserter) evaluations(id int64, all []fiscal.Evaluation) {
	w.into("evaluations", "edition_id, ordinal, kind, title, name, department, implementer, year, measure, goal, result, total_weight, total_score, "+placeColumns, func(row func(...any)) {
		for i, e := range all {
			row(id, i, string(e.Kind), e.Title, e.Name, e.Department, e.Implementer, e.Year, string(e.Measure), e.Goal, e.Result, e.TotalWeight, e.TotalScore,
				e.Source.Section, e.Source.Start, e.Source.End, e.Source.Page)
		}
	})
	w.into("evaluation_funds", "edition_id, evaluation, ordinal, source, initial_budget, full_budget, executed, weight, rate, score", func(row func(...any)) {
		for n, e := range all {
			for i, f := range e.Funds {
				row(id, n, i, f.Source, f.InitialBudget, f.FullBudget, f.Executed, f.Weight, f.Rate, f.Score)
			}
		}
	})
	w.into("evaluation_indicators", `edition_id, evaluation, ordinal, level1, level2, level3, target, basis, prior, weight, rule, evidence,
		actual, completion, score, deviation`, func(row func(...any)) {
		for n, e := range all {
			for i, x := range e.Indicators {
				row(id, n, i, x.Level1, x.Level2, x.Level3, x.Target, x.Basis, x.Prior, x.Weight, x.Rule, x.Evidence, x.Actual, x.Completion, x.Score, x.Deviation)
			}
		}
	})
	w.into("evaluation_cells", "edition_id, evaluation, address, "+sourceColumns, func(row func(...any)) {
		for n, e := range all {
			for _, address := range slices.Sorted(maps.Keys(e.Cells)) {
				row(append([]any{id, n, address}, sourceRow(e.Cells[address])...)...)
			}
		}
	})
	w.into("evaluation_corrections", "edition_id, evaluation, address, was, at, by_name, why", func(row func(...any)) {
		for n, e := range all {
			for _, address := range slices.Sorted(maps.Keys(e.Corrected)) {
				c := e.Corrected[address]
				row(id, n, address, c.Was, c.At, c.By, c.Why)
			}
		}
	})
}
