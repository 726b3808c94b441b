package data

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"mingzhang/internal/audit"
)

// Submit hands a draft to somebody else to be looked at. reason is why the
// unit's year is published again; it is needed where an edition stands.
func (s *Store) Submit(ctx context.Context, e Edit, reason, note string) error {
	err := s.change(ctx, func(tx *sql.Tx) error {
		d, err := seen(ctx, tx, e.Draft, e.Version, DraftOpen, DraftReturned)
		if err != nil {
			return err
		}
		number, err := publishable(ctx, tx, d, reason)
		if err != nil {
			return err
		}
		if number == 0 {
			reason = "" // it is of a further edition
		}
		if err := stepDraft(ctx, tx, d, e.By, e.Now, `state = 'submitted', reason = ?, submitted_id = ?, submitted_by = ?, submitted_at = ?, approved_id = 0, approved_by = '', approved_at = '', due_at = ''`,
			reason, e.By.ID, e.By.Name, e.Now.UTC().Format(time.RFC3339)); err != nil {
			return err
		}
		if err := addNote(ctx, tx, d.ID, "submitted", note, e.By, e.Now); err != nil {
			return err
		}
		return record(ctx, tx, e.Now, audit.Entry{Actor: e.By, Action: audit.DraftSubmitted, Subject: draftSubject(d.ID), Detail: map[string]any{"reason": reason, "note": note, "version": d.Version}})
	})
	return roomy(err)
}

// publishable says what a draft still lacks to be published, and returns the
// number of the edition that stands.
func publishable(ctx context.Context, tx *sql.Tx, d Draft, reason string) (number int, err error) {
	switch {
	case d.Unit == "":
		return 0, refused(Incomplete, "还没有单位名称，请先在“说明信息”里填写")
	case d.Year < 2000 || d.Year > 2099:
		return 0, refused(Incomplete, "还没有决算年度，请先在“说明信息”里填写")
	}
	if number, err = inForce(ctx, tx, d); err != nil {
		return 0, err
	}
	if number > 0 && reason == "" {
		return number, refused(Incomplete, "%s %d 年度已经公开过（第 %d 版），再公开一版要写明理由", d.Unit, d.Year, number)
	}
	return number, nil
}

// inForce returns the number of the newest edition of the unit-year that a
// draft is of, 0 when there is none.
func inForce(ctx context.Context, tx *sql.Tx, d Draft) (number int, err error) {
	err = tx.QueryRowContext(ctx, `SELECT coalesce(max(e.number), 0) FROM editions e WHERE e.id = ?1 OR e.year = ?2 AND e.unit_id IN
		(SELECT coalesce(u.same_as, u.id) FROM unit_names n JOIN units u ON u.id = n.unit_id WHERE n.name = ?3 AND n.kind = 'main' AND u.region = ?4)`,
		d.FromEdition, d.Year, d.Unit, d.Region).Scan(&number)
	return number, err
}

// Recall takes a draft back that was submitted and not yet decided on.
func (s *Store) Recall(ctx context.Context, e Edit) error {
	return roomy(s.change(ctx, func(tx *sql.Tx) error {
		d, err := seen(ctx, tx, e.Draft, e.Version, DraftSubmitted)
		if err != nil {
			return err
		}
		if err := stepDraft(ctx, tx, d, e.By, e.Now, `state = 'draft'`); err != nil {
			return err
		}
		return record(ctx, tx, e.Now, audit.Entry{Actor: e.By, Action: audit.DraftReturned, Subject: draftSubject(d.ID), Detail: map[string]any{"recalled": true}})
	}))
}

// SendBack returns a submitted draft with a note that says what to do.
func (s *Store) SendBack(ctx context.Context, e Edit, note string) error {
	return roomy(s.change(ctx, func(tx *sql.Tx) error {
		d, err := seen(ctx, tx, e.Draft, e.Version, DraftSubmitted)
		if err != nil {
			return err
		}
		if err := mayReview(ctx, tx, e.By); err != nil {
			return err
		}
		if note == "" {
			return refused(Incomplete, "请写明退回的理由，让对方知道要改什么")
		}
		if err := stepDraft(ctx, tx, d, e.By, e.Now, `state = 'returned'`); err != nil {
			return err
		}
		if err := addNote(ctx, tx, d.ID, "returned", note, e.By, e.Now); err != nil {
			return err
		}
		return record(ctx, tx, e.Now, audit.Entry{Actor: e.By, Action: audit.DraftReturned, Subject: draftSubject(d.ID), Detail: map[string]any{"note": note}})
	}))
}

// mayReview says whether a person may decide on drafts now, whatever the page
// said that they came from.
func mayReview(ctx context.Context, tx *sql.Tx, by audit.Actor) error {
	var role, disabled string
	err := tx.QueryRowContext(ctx, `SELECT role, disabled_at FROM desk_users WHERE id = ?`, by.ID).Scan(&role, &disabled)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if role != "review" && role != "admin" || disabled != "" {
		return refused(NoRight, "您的角色不能审核；请由负责审核的同事登录来做")
	}
	return nil
}

// contributed says whether a person has had a hand in a draft: brought it,
// corrected it, undid a correction or submitted it.
func contributed(ctx context.Context, tx *sql.Tx, d Draft, by audit.Actor) (what string, err error) {
	if d.By.ID == by.ID {
		return "上传", nil
	}
	if d.Submitted.By.ID == by.ID {
		return "提交", nil
	}
	var n, uploaded int
	err = tx.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM desk_corrections WHERE draft_id = ?1 AND (by_id = ?2 OR undone_id = ?2)),
		(SELECT count(*) FROM desk_uploads WHERE id = ?3 AND by_id = ?2)`, d.ID, by.ID, d.Upload).Scan(&n, &uploaded)
	switch {
	case err != nil:
		return "", err
	case uploaded > 0:
		return "上传", nil
	case n > 0:
		return "校正", nil
	}
	return "", nil
}

// Contributed says by what a person has had a hand in a draft, "" when they
// have not: who has may not approve it.
func (s *Store) Contributed(ctx context.Context, draft Draft, by audit.Actor) (what string, err error) {
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return "", err
	}
	defer tx.Rollback()
	return contributed(ctx, tx, draft, by)
}

// Approve lets a draft be published at a time, or at once when due is zero. It
// asks in its own transaction that the person may review, has had no hand in
// the draft, and saw it as it is.
func (s *Store) Approve(ctx context.Context, e Edit, note string, due time.Time) error {
	return roomy(s.change(ctx, func(tx *sql.Tx) error {
		d, err := seen(ctx, tx, e.Draft, e.Version, DraftSubmitted)
		if err != nil {
			return err
		}
		if err := mayReview(ctx, tx, e.By); err != nil {
			return err
		}
		what, err := contributed(ctx, tx, d, e.By)
		if err != nil {
			return err
		}
		if what != "" {
			return refused(SamePerson, "这份草稿由您%s，不能再由您审核。请由另一位“审核”同事来审", what)
		}
		if _, err := publishable(ctx, tx, d, d.Reason); err != nil {
			return err
		}
		when := ""
		if !due.IsZero() {
			when = due.UTC().Format(time.RFC3339)
		}
		if err := stepDraft(ctx, tx, d, e.By, e.Now, `state = 'approved', approved_id = ?, approved_by = ?, approved_at = ?, due_at = ?, problem = ''`,
			e.By.ID, e.By.Name, e.Now.UTC().Format(time.RFC3339), when); err != nil {
			return err
		}
		if err := addNote(ctx, tx, d.ID, "approved", note, e.By, e.Now); err != nil {
			return err
		}
		return record(ctx, tx, e.Now, audit.Entry{Actor: e.By, Action: audit.EditionApproved, Subject: draftSubject(d.ID), Detail: map[string]any{"note": note, "due": when, "version": d.Version}})
	}))
}

// Revoke takes an approval back that has not been published yet.
func (s *Store) Revoke(ctx context.Context, e Edit, note string) error {
	return roomy(s.change(ctx, func(tx *sql.Tx) error {
		d, err := seen(ctx, tx, e.Draft, e.Version, DraftApproved)
		if err != nil {
			return err
		}
		if err := mayReview(ctx, tx, e.By); err != nil {
			return err
		}
		if err := stepDraft(ctx, tx, d, e.By, e.Now, `state = 'submitted', approved_id = 0, approved_by = '', approved_at = '', due_at = ''`); err != nil {
			return err
		}
		if err := addNote(ctx, tx, d.ID, "note", note, e.By, e.Now); err != nil {
			return err
		}
		return record(ctx, tx, e.Now, audit.Entry{Actor: e.By, Action: audit.EditionRevoked, Subject: draftSubject(d.ID), Detail: map[string]any{"note": note}})
	}))
}

// Discard puts a draft aside that will not be published.
func (s *Store) Discard(ctx context.Context, e Edit, why string) error {
	return roomy(s.change(ctx, func(tx *sql.Tx) error {
		d, err := seen(ctx, tx, e.Draft, e.Version, DraftOpen, DraftReturned, DraftUnreadable, DraftSame)
		if err != nil {
			return err
		}
		if err := stepDraft(ctx, tx, d, e.By, e.Now, `state = 'discarded'`); err != nil {
			return err
		}
		if err := addNote(ctx, tx, d.ID, "note", why, e.By, e.Now); err != nil {
			return err
		}
		return record(ctx, tx, e.Now, audit.Entry{Actor: e.By, Action: audit.DraftDiscarded, Subject: draftSubject(d.ID), Detail: map[string]any{"why": why}})
	}))
}

// Due returns the approved drafts whose time has come, the oldest first.
func (s *Store) Due(ctx context.Context, now time.Time) ([]Draft, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT `+draftColumns+` FROM desk_drafts WHERE state = 'approved' AND due_at <= ? ORDER BY approved_at, id`, now.UTC().Format(time.RFC3339))
	return collect(rows, err, func(r *sql.Rows) (Draft, error) { return scanDraft(r) })
}

// FailPublishing says on a draft why it could not be published. One that no
// further try would help goes back to be corrected.
func (s *Store) FailPublishing(ctx context.Context, d Draft, why string, back bool, now time.Time) error {
	return s.change(ctx, func(tx *sql.Tx) error {
		d, err := seen(ctx, tx, d.ID, d.Version, DraftApproved)
		if err != nil {
			return err
		}
		if !back {
			_, err := tx.ExecContext(ctx, `UPDATE desk_drafts SET problem = ? WHERE id = ?`, why, d.ID)
			return err
		}
		if err := stepDraft(ctx, tx, d, audit.System, now, `state = 'returned', problem = ?, approved_id = 0, approved_by = '', approved_at = '', due_at = ''`, why); err != nil {
			return err
		}
		if err := addNote(ctx, tx, d.ID, "failed", why, audit.System, now); err != nil {
			return err
		}
		return record(ctx, tx, now, audit.Entry{Actor: audit.System, Action: audit.DraftReturned, Subject: draftSubject(d.ID), Detail: map[string]any{"note": why}})
	})
}

// draftPublished marks the draft that an edition is published from, within the
// transaction that publishes it. A draft that is not approved any more keeps
// the edition from being published.
func draftPublished(ctx context.Context, tx *sql.Tx, draft, edition int64, key string, now time.Time) error {
	res, err := tx.ExecContext(ctx, `UPDATE desk_drafts SET state = 'published', version = version + 1, edition_id = ?, edition_key = ?, published_at = ?, problem = ''
		WHERE id = ? AND state = 'approved'`, edition, key, now.UTC().Format(time.RFC3339), draft)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n != 1 {
		return errors.Join(err, refused(WrongState, "草稿 %d 已经不是审核通过的状态，没有公开", draft))
	}
	return nil
}

// DraftOfEdition returns the draft that an edition was published from.
func (s *Store) DraftOfEdition(ctx context.Context, edition int64) (Draft, error) {
	return scanDraft(s.read.QueryRowContext(ctx, `SELECT `+draftColumns+` FROM desk_drafts WHERE edition_id = ? AND state = 'published'`, edition))
}
