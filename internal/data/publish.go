package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"mingzhang/internal/audit"
	"mingzhang/internal/fiscal"
)

// Publication is a document read and checked, ready to be published.
type Publication struct {
	Report        *fiscal.Report
	Text          string // normalised text that the report's places count in
	Layout        []byte // its paragraphs and tables, as document.Layout writes them
	Original      []byte
	Provenance    Provenance
	ReaderVersion string
	Reason        string // why the unit's year is published again; "" when not said
	Charts        []Chart
	DrawnBy       string // version of what drew the charts
	Index         *Index // what can be searched; nil: made later, see Unindexed
	Now           time.Time

	// Again publishes bytes that are published already as a further edition:
	// what was read of them was corrected. Without it they change nothing.
	Again bool
	// Audit is written into the trail in the transaction that publishes.
	Audit []audit.Entry
	// Draft is the administrators' draft that becomes published in the same
	// transaction, 0 for none.
	Draft int64
}

// Outcome is what came of publishing.
type Outcome int

const (
	Unchanged   Outcome = iota // the same bytes are published already
	Published                  // the first edition of the unit's year
	Republished                // a further edition of the unit's year
)

// String returns the outcome as a word for people.
func (o Outcome) String() string { return [...]string{"没有变化", "新公开", "新版"}[o] }

// Publish writes one edition in one transaction: all of it or nothing. The same
// bytes again change nothing.
func (s *Store) Publish(ctx context.Context, p Publication) (Edition, Outcome, error) {
	r := p.Report
	switch {
	case r.Unit.Name == "":
		return Edition{}, 0, fmt.Errorf("%s：没有读到单位名称，不能公开。请确认正文里写明了单位全称", r.Document.Name)
	case r.Year < 2000 || r.Year > 2099:
		return Edition{}, 0, fmt.Errorf("%s：没有读到决算年度，不能公开。请确认正文里写明了年度", r.Document.Name)
	}
	original, err := packOriginal(p.Original)
	if err != nil {
		return Edition{}, 0, err
	}
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return Edition{}, 0, fmt.Errorf("数据库正忙，没有写入：%w", err)
	}
	defer tx.Rollback()
	switch e, err := editionOf(ctx, tx, r.Document.SHA256); {
	case err == nil && !p.Again:
		return e, Unchanged, nil
	case err != nil && !errors.Is(err, ErrNotFound):
		return Edition{}, 0, err
	}
	id, outcome, err := publish(ctx, tx, p, original)
	if err == nil {
		err = s.publishedWith(ctx, tx, id, p)
	}
	if err != nil {
		return Edition{}, 0, fmt.Errorf("%s：没有写入数据库：%w", r.Document.Name, roomy(err))
	}
	e, err := scanEdition(tx.QueryRowContext(ctx, selectEdition+`WHERE e.id = ?`, id))
	if err != nil {
		return Edition{}, 0, err
	}
	if err := tx.Commit(); err != nil { // then there is no edition
		return Edition{}, 0, fmt.Errorf("%s：没有写入数据库：%w", r.Document.Name, roomy(err))
	}
	return e, outcome, nil
}

func publish(ctx context.Context, tx *sql.Tx, p Publication, original []byte) (int64, Outcome, error) {
	r := p.Report
	unitID, err := unitFor(ctx, tx, r.Unit, r.Year)
	if err != nil {
		return 0, 0, err
	}
	d := r.Document
	again, err := writeDocument(ctx, tx, p, original)
	if err != nil {
		return 0, 0, err
	}
	var number int
	if err := tx.QueryRowContext(ctx, `SELECT coalesce(max(number), 0) FROM editions WHERE unit_id = ? AND year = ?`, unitID, r.Year).Scan(&number); err != nil {
		return 0, 0, err
	}
	key, err := editionKey(ctx, tx, r, again, number+1)
	if err != nil {
		return 0, 0, err
	}
	v := p.Provenance
	res, err := tx.ExecContext(ctx, `INSERT INTO editions (key, unit_id, year, number, document, published_at, reader_version,
		source_title, source_url, disclosed, licence, note, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, ''))`,
		key, unitID, r.Year, number+1, d.SHA256, p.Now.UTC().Format(time.RFC3339), p.ReaderVersion, v.Title, v.URL, v.Published, v.Licence, v.Note, p.Reason)
	if err != nil {
		return 0, 0, err
	}
	id, err := res.LastInsertId()
	if err != nil {
		return 0, 0, err
	}
	if err := placesHold(p.Text, r.Evaluations); err != nil {
		return 0, 0, err
	}
	if err := writeReport(ctx, tx, id, unitID, r); err != nil {
		return 0, 0, err
	}
	if err := writeStandings(ctx, tx, edition{id, unitID, r.Year}, r); err != nil {
		return 0, 0, err
	}
	if err := saveCharts(ctx, tx, id, p.DrawnBy, p.Charts); err != nil {
		return 0, 0, err
	}
	if err := writeIndex(ctx, tx, id, unitID, r.Year, p.Index); err != nil {
		return 0, 0, err
	}
	if err := grow(ctx, tx); err != nil {
		return 0, 0, err
	}
	if number > 0 {
		return id, Republished, nil
	}
	return id, Published, nil
}
