package data

import (
	"context"
	"database/sql"
	"strconv"
	"time"

	"mingzhang/internal/audit"
)

// Correction is one correction of a draft as it is kept; What is JSON, whose
// meaning the store does not know.
type Correction struct {
	ID     int64
	Kind   string
	What   string
	Why    string
	By     audit.Actor
	At     time.Time
	Undone *Step
}

// Corrections returns the corrections of a draft in their order, those that
// were undone too.
func (s *Store) Corrections(ctx context.Context, draft int64) ([]Correction, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT id, kind, what, why, by_id, by_name, at, undone_id, undone_by, undone_at FROM desk_corrections WHERE draft_id = ? ORDER BY id`, draft)
	return collect(rows, err, func(r *sql.Rows) (c Correction, err error) {
		var at, undoneAt string
		var undone sql.NullInt64
		var step Step
		if err = r.Scan(&c.ID, &c.Kind, &c.What, &c.Why, &c.By.ID, &c.By.Name, &at, &undone, &step.By.Name, &undoneAt); err != nil {
			return c, err
		}
		if undone.Valid {
			step.By.ID = undone.Int64
			c.Undone = &step
			if step.At, err = time.Parse(time.RFC3339, undoneAt); err != nil {
				return c, err
			}
		}
		c.At, err = time.Parse(time.RFC3339, at)
		return c, err
	})
}

// Edit is a change that a person makes to a draft that they saw.
type Edit struct {
	Draft   int64
	Version int64 // that the person saw
	By      audit.Actor
	Now     time.Time
	Summary DraftSummary // of the content with the change
}

// Correct keeps corrections, and their entries in the trail, of the version
// that the person saw: all of them or none.
func (s *Store) Correct(ctx context.Context, e Edit, all ...Correction) error {
	return roomy(s.change(ctx, func(tx *sql.Tx) error {
		d, err := seen(ctx, tx, e.Draft, e.Version, DraftOpen, DraftReturned)
		if err != nil {
			return err
		}
		for _, c := range all {
			id, err := insertCorrection(ctx, tx, e.Draft, c, e.By, e.Now)
			if err != nil {
				return err
			}
			action := audit.DraftCorrected
			if c.Kind == "meta" {
				action = audit.DraftMeta
			}
			if err := record(ctx, tx, e.Now, audit.Entry{Actor: e.By, Action: action, Subject: draftSubject(e.Draft),
				Detail: map[string]any{"correction": id, "kind": c.Kind, "what": c.What, "why": c.Why}}); err != nil {
				return err
			}
		}
		return e.summarise(ctx, tx, d)
	}))
}

func insertCorrection(ctx context.Context, tx *sql.Tx, draft int64, c Correction, by audit.Actor, at time.Time) (id int64, err error) {
	err = tx.QueryRowContext(ctx, `INSERT INTO desk_corrections (draft_id, kind, what, why, by_id, by_name, at) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id`,
		draft, c.Kind, c.What, c.Why, by.ID, by.Name, at.UTC().Format(time.RFC3339)).Scan(&id)
	return id, err
}

// UndoCorrection takes a correction back; it stays in the list as undone.
func (s *Store) UndoCorrection(ctx context.Context, e Edit, correction int64) error {
	err := s.change(ctx, func(tx *sql.Tx) error {
		d, err := seen(ctx, tx, e.Draft, e.Version, DraftOpen, DraftReturned)
		if err != nil {
			return err
		}
		res, err := tx.ExecContext(ctx, `UPDATE desk_corrections SET undone_id = ?, undone_by = ?, undone_at = ? WHERE id = ? AND draft_id = ? AND undone_id IS NULL`,
			e.By.ID, e.By.Name, e.Now.UTC().Format(time.RFC3339), correction, e.Draft)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil {
			return err
		} else if n == 0 {
			return refused(WrongState, "这一条校正不在，或已经撤销过")
		}
		if err := e.summarise(ctx, tx, d); err != nil {
			return err
		}
		return record(ctx, tx, e.Now, audit.Entry{Actor: e.By, Action: audit.DraftCorrected, Subject: draftSubject(e.Draft),
			Detail: map[string]any{"correction": correction, "kind": "undo"}})
	})
	return roomy(err)
}

func (e Edit) summarise(ctx context.Context, tx *sql.Tx, d Draft) error {
	s := e.Summary
	return stepDraft(ctx, tx, d, e.By, e.Now, `unit = ?, region = ?, year = ?, figures = ?, unread = ?, violated = ?, corrections = ?`,
		s.Unit, s.Region, s.Year, s.Figures, s.Unread, s.Violated, s.Corrections)
}

// Note is something said about a draft.
type Note struct {
	Kind string // "note", "submitted", "returned", "approved", "failed"
	Text string
	Step
}

// Notes returns what was said about a draft, in its order.
func (s *Store) Notes(ctx context.Context, draft int64) ([]Note, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT kind, text, by_id, by_name, at FROM desk_notes WHERE draft_id = ? ORDER BY id`, draft)
	return collect(rows, err, func(r *sql.Rows) (n Note, err error) {
		var at string
		if err = r.Scan(&n.Kind, &n.Text, &n.By.ID, &n.By.Name, &at); err != nil {
			return n, err
		}
		n.At, err = time.Parse(time.RFC3339, at)
		return n, err
	})
}

func addNote(ctx context.Context, tx *sql.Tx, draft int64, kind, text string, by audit.Actor, now time.Time) error {
	if text == "" {
		return nil
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO desk_notes (draft_id, kind, text, by_id, by_name, at) VALUES (?, ?, ?, ?, ?, ?)`,
		draft, kind, text, by.ID, by.Name, now.UTC().Format(time.RFC3339))
	return err
}

// CopyDraft makes a new draft of an edition that a draft was published as, with
// the corrections that hold, each still by who made it.
func (s *Store) CopyDraft(ctx context.Context, from int64, by audit.Actor, now time.Time) (id int64, err error) {
	err = s.change(ctx, func(tx *sql.Tx) error {
		at := now.UTC().Format(time.RFC3339)
		err := tx.QueryRowContext(ctx, `INSERT INTO desk_drafts (from_edition, blob_id, sha256, name, state, by_id, by_name, at, changed_by, changed_at,
			unit, region, year, figures, unread, violated, corrections, report, text, layout, provenance, reader_version)
			SELECT edition_id, blob_id, sha256, name, 'draft', ?2, ?3, ?4, ?3, ?4, unit, region, year, figures, unread, violated, corrections, report, text, layout, provenance, reader_version
			FROM desk_drafts WHERE id = ?1 AND state = 'published' RETURNING id`, from, by.ID, by.Name, at).Scan(&id)
		if err != nil {
			return found(err)
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO desk_corrections (draft_id, kind, what, why, by_id, by_name, at)
			SELECT ?, kind, what, why, by_id, by_name, at FROM desk_corrections WHERE draft_id = ? AND undone_id IS NULL ORDER BY id`, id, from); err != nil {
			return err
		}
		return record(ctx, tx, now, audit.Entry{Actor: by, Action: audit.DraftRead, Subject: draftSubject(id), Detail: map[string]any{"copy_of": strconv.FormatInt(from, 10)}})
	})
	return id, roomy(err)
}
