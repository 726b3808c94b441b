package data

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"

	"mingzhang/internal/fiscal"
)

// ofEdition reads parts of an edition in one transaction: it sees one state,
// whatever is published meanwhile.
func ofEdition[T any](ctx context.Context, s *Store, id int64, read func(*selector) (T, error)) (v T, err error) {
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return v, err
	}
	defer tx.Rollback()
	return read(&selector{ctx: ctx, tx: tx, id: id})
}

// Report returns what was published as an edition, exactly.
func (s *Store) Report(ctx context.Context, editionID int64) (*fiscal.Report, error) {
	return ofEdition(ctx, s, editionID, (*selector).report)
}

// FactsOf returns the facts of an edition.
func (s *Store) FactsOf(ctx context.Context, editionID int64) ([]fiscal.Fact, error) {
	return ofEdition(ctx, s, editionID, func(q *selector) ([]fiscal.Fact, error) { return q.facts(), q.err })
}

// EvaluationsOf returns the 绩效自评表 of an edition.
func (s *Store) EvaluationsOf(ctx context.Context, editionID int64) ([]fiscal.Evaluation, error) {
	return ofEdition(ctx, s, editionID, func(q *selector) ([]fiscal.Evaluation, error) { return q.evaluations(), q.err })
}

// Stated returns the report of an edition with its document, unit, year and
// facts, and nothing else of it.
func (s *Store) Stated(ctx context.Context, editionID int64) (*fiscal.Report, error) {
	return ofEdition(ctx, s, editionID, func(q *selector) (*fiscal.Report, error) {
		r, err := q.head()
		if err != nil {
			return nil, err
		}
		r.Facts = q.facts()
		return r, q.err
	})
}

// report reads all of an edition's report.
func (q *selector) report() (*fiscal.Report, error) {
	r, err := q.head()
	if err != nil {
		return nil, err
	}
	r.Sections = q.sections()
	r.Facts = q.facts()
	r.Reasons = list(q, `SELECT item, class, class_code, basis, direction, text, fact, coalesce(source_text, text), `+placeColumns+` FROM reasons WHERE edition_id = ? ORDER BY ordinal`, scanReason)
	r.Evaluations = q.evaluations()
	r.Tables = list(q, `SELECT form, title, empty, listed, measure, rows, headings, note, `+sourceColumns+` FROM forms WHERE edition_id = ? ORDER BY ordinal`, scanForm)
	r.Glossary = list(q, `SELECT term, definition, `+sourceColumns+` FROM glossary WHERE edition_id = ? ORDER BY ordinal`, func(rows *sql.Rows) (x fiscal.Term, err error) {
		return x, scanSource(rows, &x.Source, &x.Term, &x.Definition)
	})
	r.Coverage.Declared = list(q, `SELECT kind, text, start, "end" FROM declared WHERE edition_id = ? ORDER BY ordinal`, func(rows *sql.Rows) (x fiscal.Declared, err error) {
		return x, rows.Scan(&x.Kind, &x.Text, &x.Start, &x.End)
	})
	r.Coverage.Unread = q.unread()
	r.Checks = list(q, `SELECT rule, title, status, stated, computed, formula, difference, tolerance, note, facts, cells, sources
		FROM checks WHERE edition_id = ? ORDER BY ordinal`, func(rows *sql.Rows) (fiscal.Check, error) { return scanCheck(rows) })
	r.Removed = q.removed()
	return r, q.err
}

// selector reads the tables of one edition; after the first failure it reads
// no more.
type selector struct {
	ctx context.Context
	tx  *sql.Tx
	id  int64
	err error
}

// list reads rows of a table; it returns an empty list, never nil.
func list[T any](q *selector, query string, scan func(*sql.Rows) (T, error)) []T {
	all := []T{}
	if q.err != nil {
		return all
	}
	rows, err := q.tx.QueryContext(q.ctx, query, q.id)
	n := 0
	found, err := collect(rows, err, func(r *sql.Rows) (T, error) {
		n++
		return scan(r)
	})
	if err != nil && q.ctx.Err() == nil {
		_, from, _ := strings.Cut(query, " FROM ")
		table, _, _ := strings.Cut(from, " ")
		err = fmt.Errorf("表 %s 第 %d 行读不出来：%w", table, n, err)
	}
	q.err = err
	return append(all, found...)
}

func (q *selector) sections() []fiscal.Section {
	return list(q, `SELECT id, title, topic, start, "end" FROM sections WHERE edition_id = ? ORDER BY ordinal`, func(rows *sql.Rows) (x fiscal.Section, err error) {
		return x, rows.Scan(&x.ID, &x.Title, &x.Topic, &x.Start, &x.End)
	})
}

func (q *selector) facts() []fiscal.Fact {
	return list(q, `SELECT `+factColumns+` FROM facts f WHERE f.edition_id = ? ORDER BY f.ordinal`, func(rows *sql.Rows) (fiscal.Fact, error) {
		return scanFact(rows, nil, nil)
	})
}

func (q *selector) unread() []fiscal.Unread {
	return list(q, `SELECT text, start, context FROM unread WHERE edition_id = ? ORDER BY ordinal`, func(rows *sql.Rows) (x fiscal.Unread, err error) {
		return x, rows.Scan(&x.Text, &x.Start, &x.Context)
	})
}

func (q *selector) head() (*fiscal.Report, error) {
	r := &fiscal.Report{}
	var aliases, inferred string
	var parts, omitted sql.NullString
	d, u, c := &r.Document, &r.Unit, &r.Coverage
	err := q.tx.QueryRowContext(q.ctx, `SELECT e.year, p.document_name, d.sha256, d.media_type, d.bytes, d.pages, p.unit_name, p.aliases, p.region, p.inferred,
		p.figures, p.figures_read, p.in_facts, p.in_evaluations, d.parts, d.omitted
		FROM editions e JOIN reports p ON p.edition_id = e.id JOIN documents d ON d.sha256 = e.document WHERE e.id = ?`, q.id).Scan(
		&r.Year, &d.Name, &d.SHA256, &d.MediaType, &d.Bytes, &d.Pages, &u.Name, &aliases, &u.Region, &inferred, &c.Figures, &c.Read, &c.InFacts, &c.InEvaluations, &parts, &omitted)
	if err != nil {
		return nil, found(err)
	}
	if err := readList(parts, &d.Parts); err != nil {
		return nil, err
	}
	if err := readList(omitted, &d.Omitted); err != nil {
		return nil, err
	}
	if err := json.Unmarshal([]byte(aliases), &u.Aliases); err != nil {
		return nil, err
	}
	return r, json.Unmarshal([]byte(inferred), &u.Inferred)
}

// readList reads what listJSON wrote.
func readList(text sql.NullString, into any) error {
	if !text.Valid {
		return nil
	}
	return json.Unmarshal([]byte(text.String), into)
}

// scanSource reads sourceColumns behind other columns.
func scanSource(rows *sql.Rows, s *fiscal.Source, before ...any) error {
	var page sql.NullInt64
	err := rows.Scan(append(before, &s.Section, &s.Start, &s.End, &s.Text, &page)...)
	s.Page = readPage(page)
	return err
}

func scanReason(rows *sql.Rows) (fiscal.Reason, error) { return scanReasonBehind(rows) }

// scanReasonBehind reads a reason behind other columns.
func scanReasonBehind(rows *sql.Rows, before ...any) (x fiscal.Reason, err error) {
	var class, code sql.NullString
	var page sql.NullInt64
	if err = rows.Scan(append(before, &x.Item, &class, &code, &x.Basis, &x.Direction, &x.Text, &x.Fact, &x.Source.Text, &x.Source.Section, &x.Source.Start, &x.Source.End, &page)...); err != nil {
		return x, err
	}
	x.Source.Page = readPage(page)
	x.Class, err = readClass(class, code)
	return x, err
}

func scanForm(rows *sql.Rows) (x fiscal.Table, err error) {
	var printed, note sql.NullString
	if err = scanSource(rows, &x.Source, &x.Form, &x.Title, &x.Empty, &x.Listed, &x.Measure, &printed, &x.Headings, &note); err != nil || !printed.Valid {
		return x, err
	}
	if note.Valid {
		if err = json.Unmarshal([]byte(note.String), &x.Note); err != nil {
			return x, err
		}
	}
	if err = json.Unmarshal([]byte(printed.String), &x.Rows); err != nil {
		return x, err
	}
	// The source is the form itself, or a sentence elsewhere that calls it empty.
	if at := firstCell(x.Rows); !x.Empty || at < 0 || x.Source.Start <= at && at < x.Source.End {
		x.Source.Form = x.Form
	}
	return x, nil
}

// firstCell returns where the cells of a form begin, -1 when it has none.
func firstCell(rows [][]fiscal.TableCell) int {
	for _, row := range rows {
		for _, c := range row {
			return c.Start
		}
	}
	return -1
}

func scanCheck(rows *sql.Rows) (fiscal.Check, error) { return scanCheckBehind(rows) }

// scanCheckBehind reads the columns of a check behind other columns.
func scanCheckBehind(rows *sql.Rows, before ...any) (x fiscal.Check, err error) {
	var facts, cells, sources string
	if err = rows.Scan(append(before, &x.Rule, &x.Title, &x.Status, &x.Stated, &x.Computed, &x.Formula, &x.Difference, &x.Tolerance, &x.Note, &facts, &cells, &sources)...); err != nil {
		return x, err
	}
	for _, column := range []struct {
		text string
		into any
	}{{facts, &x.Facts}, {cells, &x.Cells}, {sources, &x.Sources}} {
		if err = json.Unmarshal([]byte(column.text), column.into); err != nil {
			return x, err
		}
	}
	return x, nil
}
