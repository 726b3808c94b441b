package data

import (
	"database/sql"
	"fmt"

	"mingzhang/internal/fiscal"
)

// part is a row of one of the tables below an evaluation.
type part[T any] struct {
	evaluation int
	value      T
}

// evaluations reads the 绩效自评表 of an edition. Their source is the table as a
// whole; its text stands in the document and is cut from it.
func (q *selector) evaluations() []fiscal.Evaluation {
	all := list(q, `SELECT kind, title, name, department, implementer, year, measure, goal, result, total_weight, total_score, `+placeColumns+`
		FROM evaluations WHERE edition_id = ? ORDER BY ordinal`, func(rows *sql.Rows) (e fiscal.Evaluation, err error) {
		var page sql.NullInt64
		err = rows.Scan(&e.Kind, &e.Title, &e.Name, &e.Department, &e.Implementer, &e.Year, &e.Measure, &e.Goal, &e.Result, &e.TotalWeight, &e.TotalScore,
			&e.Source.Section, &e.Source.Start, &e.Source.End, &page)
		e.Source.Page = readPage(page)
		e.Funds, e.Indicators, e.Cells = []fiscal.Fund{}, []fiscal.Indicator{}, fiscal.CellSources{}
		return e, err
	})
	if len(all) == 0 {
		return all
	}
	for _, f := range list(q, `SELECT evaluation, source, initial_budget, full_budget, executed, weight, rate, score
		FROM evaluation_funds WHERE edition_id = ? ORDER BY evaluation, ordinal`, func(rows *sql.Rows) (p part[fiscal.Fund], err error) {
		f := &p.value
		return p, rows.Scan(&p.evaluation, &f.Source, &f.InitialBudget, &f.FullBudget, &f.Executed, &f.Weight, &f.Rate, &f.Score)
	}) {
		all[f.evaluation].Funds = append(all[f.evaluation].Funds, f.value)
	}
	for _, i := range list(q, `SELECT evaluation, level1, level2, level3, target, basis, prior, weight, rule, evidence, actual, completion, score, deviation
		FROM evaluation_indicators WHERE edition_id = ? ORDER BY evaluation, ordinal`, func(rows *sql.Rows) (p part[fiscal.Indicator], err error) {
		x := &p.value
		return p, rows.Scan(&p.evaluation, &x.Level1, &x.Level2, &x.Level3, &x.Target, &x.Basis, &x.Prior, &x.Weight, &x.Rule, &x.Evidence, &x.Actual, &x.Completion, &x.Score, &x.Deviation)
	}) {
		all[i.evaluation].Indicators = append(all[i.evaluation].Indicators, i.value)
	}
	type placed struct {
		address string
		source  fiscal.Source
	}
	for _, c := range list(q, `SELECT evaluation, address, `+sourceColumns+` FROM evaluation_cells WHERE edition_id = ? ORDER BY evaluation, address`, func(rows *sql.Rows) (p part[placed], err error) {
		return p, scanSource(rows, &p.value.source, &p.evaluation, &p.value.address)
	}) {
		all[c.evaluation].Cells[c.value.address] = c.value.source
	}
	for _, c := range list(q, `SELECT `+cellCorrectionColumns+` FROM evaluation_corrections x WHERE x.edition_id = ? ORDER BY x.evaluation, x.address`, func(rows *sql.Rows) (p part[CorrectedCell], err error) {
		p.value, err = scanCorrectedCell(rows, &p.evaluation)
		return p, err
	}) {
		c.value.into(&all[c.evaluation].Corrected)
	}
	q.cutTexts(all)
	return all
}

// cutTexts gives each evaluation the text of its table.
func (q *selector) cutTexts(all []fiscal.Evaluation) {
	if q.err != nil {
		return
	}
	var text string
	q.err = q.tx.QueryRowContext(q.ctx, `SELECT d.text FROM editions e JOIN documents d ON d.sha256 = e.document WHERE e.id = ?`, q.id).Scan(&text)
	runes := []rune(text)
	for i := range all {
		all[i].Source.Text, _ = cut(runes, all[i].Source)
	}
}

// cut returns the text at a place.
func cut(text []rune, s fiscal.Source) (string, bool) {
	if s.Start < 0 || s.Start > s.End || s.End > len(text) {
		return "", false
	}
	return string(text[s.Start:s.End]), true
}

// placesHold makes sure that the text of each table can be cut from the
// document again, since it is not stored a second time.
func placesHold(text string, all []fiscal.Evaluation) error {
	runes := []rune(text)
	for _, e := range all {
		if printed, ok := cut(runes, e.Source); !ok || printed != e.Source.Text {
			return fmt.Errorf("绩效自评表“%s”的位置与正文对不上", e.Title)
		}
	}
	return nil
}
