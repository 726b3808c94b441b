package data

import (
	"bytes"
	"compress/gzip"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"mingzhang/internal/audit"
	"mingzhang/internal/fiscal"
)

// DraftState is where a draft is on its way to the public.
type DraftState string

const (
	DraftUnreadable DraftState = "unreadable"
	DraftSame       DraftState = "same" // the same bytes are a draft or an edition already
	DraftOpen       DraftState = "draft"
	DraftSubmitted  DraftState = "submitted"
	DraftReturned   DraftState = "returned"
	DraftApproved   DraftState = "approved"
	DraftPublished  DraftState = "published"
	DraftDiscarded  DraftState = "discarded"
)

// Editable reports whether a draft may be corrected where it is.
func (s DraftState) Editable() bool { return s == DraftOpen || s == DraftReturned }

// Draft is one document on its way to the public, without its content.
type Draft struct {
	ID          int64
	Upload      int64 // 0: made from an edition
	FromEdition int64 // the edition that is corrected, 0 for none
	Blob        int64 // the document byte for byte; 0: that of FromEdition
	SHA256      string
	Name        string
	State       DraftState
	Version     int64
	Problem     string
	Read        bool // it has a content
	By          audit.Actor
	At          time.Time
	ChangedBy   string
	ChangedAt   time.Time
	DraftSummary
	ReaderVersion string
	Reason        string
	Submitted     Step
	Approved      Step
	Due           time.Time // zero: at once
	EditionID     int64
	EditionKey    string
	PublishedAt   time.Time
}

// Step is who did something, and when; zero for what was not done.
type Step struct {
	By audit.Actor
	At time.Time
}

// DraftSummary is what lists show of a draft's content, with its corrections.
type DraftSummary struct {
	Unit        string
	Region      string
	Year        int
	Figures     int
	Unread      int
	Violated    int
	Corrections int
}

// DraftContent is a document as the reader read it.
type DraftContent struct {
	Report     *fiscal.Report
	Text       string
	Layout     []byte // nil when there is none
	Provenance Provenance
}

const draftColumns = `id, coalesce(upload_id, 0), coalesce(from_edition, 0), coalesce(blob_id, 0), sha256, name, state, version, problem, report IS NOT NULL, by_id, by_name, at, changed_by, changed_at,
	unit, region, year, figures, unread, violated, corrections, reader_version, reason,
	submitted_id, submitted_by, submitted_at, approved_id, approved_by, approved_at, due_at, coalesce(edition_id, 0), edition_key, published_at`

func scanDraft(r row) (d Draft, err error) {
	var at, changed, submitted, approved, due, published string
	s := &d.DraftSummary
	if err = r.Scan(&d.ID, &d.Upload, &d.FromEdition, &d.Blob, &d.SHA256, &d.Name, &d.State, &d.Version, &d.Problem, &d.Read, &d.By.ID, &d.By.Name, &at, &d.ChangedBy, &changed,
		&s.Unit, &s.Region, &s.Year, &s.Figures, &s.Unread, &s.Violated, &s.Corrections, &d.ReaderVersion, &d.Reason,
		&d.Submitted.By.ID, &d.Submitted.By.Name, &submitted, &d.Approved.By.ID, &d.Approved.By.Name, &approved, &due, &d.EditionID, &d.EditionKey, &published); err != nil {
		return d, found(err)
	}
	for _, x := range []struct {
		text string
		into *time.Time
	}{{at, &d.At}, {changed, &d.ChangedAt}, {submitted, &d.Submitted.At}, {approved, &d.Approved.At}, {due, &d.Due}, {published, &d.PublishedAt}} {
		if x.text == "" {
			continue
		}
		if *x.into, err = time.Parse(time.RFC3339, x.text); err != nil {
			return d, err
		}
	}
	return d, nil
}

// AddDraft keeps what came of reading one document and records it. The draft's
// id and version are set by the store.
func (s *Store) AddDraft(ctx context.Context, d Draft, c *DraftContent, now time.Time) (id int64, err error) {
	err = s.change(ctx, func(tx *sql.Tx) error {
		id, err = addDraft(ctx, tx, d, c, now)
		return err
	})
	return id, roomy(err)
}

func addDraft(ctx context.Context, tx *sql.Tx, d Draft, c *DraftContent, now time.Time) (id int64, err error) {
	var report, text, layout []byte
	provenance := "{}"
	if c != nil {
		if report, text, err = packContent(c); err != nil {
			return 0, err
		}
		layout, provenance = c.Layout, asJSON(c.Provenance)
	}
	at := now.UTC().Format(time.RFC3339)
	err = tx.QueryRowContext(ctx, `INSERT INTO desk_drafts (upload_id, from_edition, blob_id, sha256, name, state, problem, by_id, by_name, at, changed_by, changed_at,
		unit, region, year, figures, unread, violated, corrections, report, text, layout, provenance, reader_version)
		VALUES (nullif(?, 0), nullif(?, 0), nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
		d.Upload, d.FromEdition, d.Blob, d.SHA256, d.Name, string(d.State), d.Problem, d.By.ID, d.By.Name, at, d.By.Name, at,
		d.Unit, d.Region, d.Year, d.Figures, d.Unread, d.Violated, d.Corrections, report, text, layout, provenance, d.ReaderVersion).Scan(&id)
	if err != nil {
		return 0, err
	}
	// An upload that gets on is not what ended the process before.
	if _, err := tx.ExecContext(ctx, `UPDATE desk_uploads SET tries = 1 WHERE id = ? AND tries > 1`, d.Upload); err != nil {
		return 0, err
	}
	return id, record(ctx, tx, now, audit.Entry{Actor: d.By, Action: audit.DraftRead, Subject: draftSubject(id), Detail: map[string]any{
		"upload": d.Upload, "document": d.SHA256, "name": d.Name, "state": string(d.State), "unit": d.Unit, "year": d.Year, "figures": d.Figures, "unread": d.Unread, "violated": d.Violated,
	}})
}

func draftSubject(id int64) string { return "draft:" + strconv.FormatInt(id, 10) }

func packContent(c *DraftContent) (report, text []byte, err error) {
	plain, err := json.Marshal(c.Report)
	if err != nil {
		return nil, nil, err
	}
	if report, err = packOriginal(plain); err != nil {
		return nil, nil, err
	}
	text, err = packOriginal([]byte(c.Text))
	return report, text, err
}

func unpacked(b []byte) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

// Draft returns one draft.
func (s *Store) Draft(ctx context.Context, id int64) (Draft, error) {
	return scanDraft(s.read.QueryRowContext(ctx, `SELECT `+draftColumns+` FROM desk_drafts WHERE id = ?`, id))
}

// DraftContent returns the document of a draft as the reader read it.
func (s *Store) DraftContent(ctx context.Context, id int64) (*DraftContent, error) {
	var report, text, layout []byte
	var provenance string
	err := s.read.QueryRowContext(ctx, `SELECT report, text, layout, provenance FROM desk_drafts WHERE id = ? AND report IS NOT NULL`, id).Scan(&report, &text, &layout, &provenance)
	if err != nil {
		return nil, found(err)
	}
	c := &DraftContent{Report: &fiscal.Report{}, Layout: layout}
	plain, err := unpacked(report)
	if err != nil {
		return nil, fmt.Errorf("草稿 %d 的内容损坏：%w", id, err)
	}
	if err := json.Unmarshal(plain, c.Report); err != nil {
		return nil, err
	}
	words, err := unpacked(text)
	if err != nil {
		return nil, fmt.Errorf("草稿 %d 的正文损坏：%w", id, err)
	}
	c.Text = string(words)
	return c, json.Unmarshal([]byte(provenance), &c.Provenance)
}

// DraftFilter chooses drafts; what is empty chooses all.
type DraftFilter struct {
	States []DraftState
	Upload int64
	SHA256 string
	Unit   string // part of the name
	Before int64  // the id of the last one seen
	Limit  int    // 0: 100
}

// Drafts returns the chosen drafts, the newest first.
func (s *Store) Drafts(ctx context.Context, f DraftFilter) ([]Draft, error) {
	where, args := []string{"1"}, []any{}
	if len(f.States) > 0 {
		where, args = append(where, `state IN (SELECT value FROM json_each(?))`), append(args, asJSON(f.States))
	}
	if f.Upload > 0 {
		where, args = append(where, `upload_id = ?`), append(args, f.Upload)
	}
	if f.SHA256 != "" {
		where, args = append(where, `sha256 = ?`), append(args, f.SHA256)
	}
	if f.Unit != "" {
		where, args = append(where, `instr(unit, ?) > 0`), append(args, f.Unit)
	}
	if f.Before > 0 {
		where, args = append(where, `id < ?`), append(args, f.Before)
	}
	limit := f.Limit
	if limit == 0 {
		limit = 100
	}
	rows, err := s.read.QueryContext(ctx, `SELECT `+draftColumns+` FROM desk_drafts WHERE `+strings.Join(where, " AND ")+` ORDER BY id DESC LIMIT ?`, append(args, limit)...)
	return collect(rows, err, func(r *sql.Rows) (Draft, error) { return scanDraft(r) })
}

// DraftCounts counts drafts by state.
func (s *Store) DraftCounts(ctx context.Context) (map[DraftState]int, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT state, count(*) FROM desk_drafts GROUP BY state`)
	type count struct {
		state DraftState
		n     int
	}
	all, err := collect(rows, err, func(r *sql.Rows) (c count, err error) { return c, r.Scan(&c.state, &c.n) })
	counts := map[DraftState]int{}
	for _, c := range all {
		counts[c.state] = c.n
	}
	return counts, err
}

// ForgetUnreadable drops the drafts of documents of an upload that could not
// be read, before it is read again.
func (s *Store) ForgetUnreadable(ctx context.Context, upload int64) error {
	_, err := s.write.ExecContext(ctx, `DELETE FROM desk_drafts WHERE upload_id = ? AND state IN ('unreadable', 'same')`, upload)
	return err
}

// seen takes a draft to be changed within a transaction: it must be in one of
// the states, and be the version that the person saw.
func seen(ctx context.Context, tx *sql.Tx, id, version int64, states ...DraftState) (Draft, error) {
	d, err := scanDraft(tx.QueryRowContext(ctx, `SELECT `+draftColumns+` FROM desk_drafts WHERE id = ?`, id))
	if err != nil {
		return d, err
	}
	if d.Version != version {
		return d, refused(Stale, "这份草稿在您打开之后已被“%s”改动（%s），您这一次没有保存，也没有盖掉别人的改动。请看过新的内容再做一次", d.ChangedBy, d.ChangedAt.In(china).Format("2006-01-02 15:04"))
	}
	for _, s := range states {
		if d.State == s {
			return d, nil
		}
	}
	return d, refused(WrongState, "这份草稿现在是“%s”，不能这样做", d.State.Label())
}

var china = time.FixedZone("UTC+8", 8*60*60)

var stateLabels = map[DraftState]string{
	DraftUnreadable: "读不了", DraftSame: "重复", DraftOpen: "待校", DraftSubmitted: "待审", DraftReturned: "退回", DraftApproved: "已审，等待公开",
	DraftPublished: "已公开", DraftDiscarded: "已作废",
}

// Label returns the Chinese word for the state.
func (s DraftState) Label() string { return stateLabels[s] }

// stepDraft writes columns of a draft and counts its version on.
func stepDraft(ctx context.Context, tx *sql.Tx, d Draft, by audit.Actor, now time.Time, set string, args ...any) error {
	all := append(append([]any{}, args...), by.Name, now.UTC().Format(time.RFC3339), d.ID, d.Version)
	res, err := tx.ExecContext(ctx, `UPDATE desk_drafts SET `+set+`, version = version + 1, changed_by = ?, changed_at = ? WHERE id = ? AND version = ?`, all...)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n != 1 {
		return errors.Join(err, refused(Stale, "这份草稿刚刚被改动，请重新打开再试"))
	}
	return nil
}
