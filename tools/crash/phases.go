package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"mingzhang/tools/internal/portal"
)

// phase is a part of the year's work that is killed.
type phase struct {
	name    string
	papers  int           // that it may use up
	guess   time.Duration // how long it takes, before that was seen
	prepare func(context.Context, *world) error
	// act does the work; it says whom to kill when it begins.
	act   func(ctx context.Context, w *world, begin func(*portal.Process)) error
	after func(context.Context, *world) error
}

func allPhases() []phase {
	return []phase{
		{name: "上传", papers: 5, guess: 300 * time.Millisecond, act: uploading},
		{name: "识别", papers: 5, guess: time.Second, act: reading},
		{name: "送审与批准", papers: 3, guess: 500 * time.Millisecond, prepare: haveDrafts, act: approving},
		{name: "公开", papers: 3, guess: time.Second, prepare: haveSubmitted, act: publishing},
		{name: "更正再版", papers: 3, guess: time.Second, prepare: havePublished, act: correcting},
		{name: "载入", papers: 3, guess: time.Second, act: loading},
		{name: "撤回", papers: 3, guess: 300 * time.Millisecond, prepare: havePublished, act: withdrawing},
		{name: "导出", guess: 3 * time.Second, act: exporting, after: exportedAgain},
		{name: "备份", guess: time.Second, act: backingUp, after: backedUp},
		{name: "恢复", guess: time.Second, prepare: haveBackup, act: restoring, after: restored},
		{name: "启动", guess: 500 * time.Millisecond, act: starting},
		{name: "新建数据库", guess: 500 * time.Millisecond, act: founding, after: founded},
	}
}

func phaseNames() (names []string) {
	for _, p := range allPhases() {
		names = append(names, p.name)
	}
	return names
}

func phasesOf(only []string) (chosen []phase, err error) {
	for _, p := range allPhases() {
		if len(only) == 0 {
			chosen = append(chosen, p)
		}
		for _, name := range only {
			if name == p.name {
				chosen = append(chosen, p)
			}
		}
	}
	if len(chosen) == 0 {
		err = fmt.Errorf("没有这样的环节：%v", only)
	}
	return chosen, err
}

// files makes uploads of n papers: the first two in one archive.
func (w *world) files(n int) (all []parcel, err error) {
	papers := w.take(n)
	if n > 2 {
		b, err := bundle(papers[:2])
		if err != nil {
			return nil, err
		}
		w.made++
		all = append(all, parcel{portal.File{Name: fmt.Sprintf("一批%d.zip", w.made), Bytes: b}, papers[:2]})
		papers = papers[2:]
	}
	for _, p := range papers {
		all = append(all, parcel{portal.File{Name: p.name, Bytes: p.bytes}, []*paper{p}})
	}
	return all, nil
}

// send uploads files, and keeps in mind that they were received.
func (w *world) send(ctx context.Context, files []parcel) error {
	all := make([]portal.File, len(files))
	for i, f := range files {
		all[i] = f.File
	}
	if err := w.entry.Upload(ctx, all); err != nil {
		return err
	}
	w.told.uploaded(files)
	return nil
}

func uploading(ctx context.Context, w *world, begin func(*portal.Process)) error {
	files, err := w.files(5)
	if err != nil {
		return err
	}
	begin(w.site.Process)
	for len(files) > 0 {
		n := min(len(files), 1+w.made%2)
		if err := w.send(ctx, files[:n]); err != nil {
			return err
		}
		files = files[n:]
	}
	return nil
}

func reading(ctx context.Context, w *world, begin func(*portal.Process)) error {
	files, err := w.files(5)
	if err != nil {
		return err
	}
	if err := w.send(ctx, files); err != nil {
		return err
	}
	begin(w.site.Process)
	return w.settled(ctx)
}

// draft is what is on its way to the public.
type draft struct {
	id, version int64
	state       string
}

func (w *world) drafts(ctx context.Context, state string) (all []draft, err error) {
	return all, w.with(func(db *sql.DB) error {
		rows, err := db.QueryContext(ctx, `SELECT id, version, state FROM desk_drafts WHERE state = ? ORDER BY id`, state)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var d draft
			if err := rows.Scan(&d.id, &d.version, &d.state); err != nil {
				return err
			}
			all = append(all, d)
		}
		return rows.Err()
	})
}

// step takes a draft one state on.
func (w *world) step(ctx context.Context, b *portal.Browser, d draft, what, becomes string) error {
	if err := b.Post(ctx, fmt.Sprintf("/admin/drafts/%d/%s", d.id, what), "version", strconv.FormatInt(d.version, 10), "reason", "更正说明"); err != nil {
		return err
	}
	w.told.draft(d.id, becomes)
	return nil
}

func haveDrafts(ctx context.Context, w *world) error {
	all, err := w.drafts(ctx, "draft")
	if err != nil || len(all) >= 2 {
		return err
	}
	files, err := w.files(3)
	if err == nil {
		err = w.send(ctx, files)
	}
	if err == nil {
		err = w.settled(ctx)
	}
	return err
}

func haveSubmitted(ctx context.Context, w *world) error {
	all, err := w.drafts(ctx, "submitted")
	if err != nil || len(all) >= 2 {
		return err
	}
	if err := haveDrafts(ctx, w); err != nil {
		return err
	}
	return w.submit(ctx, 3)
}

func (w *world) submit(ctx context.Context, most int) error {
	all, err := w.drafts(ctx, "draft")
	if err != nil {
		return err
	}
	for _, d := range all[:min(most, len(all))] {
		if err := w.step(ctx, w.entry, d, "submit", "submitted"); err != nil {
			return err
		}
	}
	return nil
}

func (w *world) approve(ctx context.Context, most int) error {
	all, err := w.drafts(ctx, "submitted")
	if err != nil {
		return err
	}
	for _, d := range all[:min(most, len(all))] {
		if err := w.step(ctx, w.review, d, "approve", "approved"); err != nil {
			return err
		}
	}
	return nil
}

// approving hands drafts in and approves them; the publishing begins beside it.
func approving(ctx context.Context, w *world, begin func(*portal.Process)) error {
	begin(w.site.Process)
	if err := w.submit(ctx, 4); err != nil {
		return err
	}
	return w.approve(ctx, 4)
}

// publishing approves drafts and waits until the public has them.
func publishing(ctx context.Context, w *world, begin func(*portal.Process)) error {
	begin(w.site.Process)
	if err := w.approve(ctx, 4); err != nil {
		return err
	}
	if err := w.settled(ctx); err != nil {
		return err
	}
	return w.visit(ctx)
}

// visit asks as the public for every edition that there is.
func (w *world) visit(ctx context.Context) error {
	var keys []string
	if err := w.with(func(db *sql.DB) (err error) {
		keys, err = column(ctx, db, `SELECT key FROM editions WHERE id NOT IN (SELECT edition_id FROM withdrawn) ORDER BY id`)
		return err
	}); err != nil {
		return err
	}
	for _, key := range keys {
		if w.told.published[key] {
			continue
		}
		status, text, err := w.entry.Get(ctx, "/e/"+key+"/")
		if err != nil {
			return err
		}
		if status != http.StatusOK {
			return fmt.Errorf("/e/%s/ 答 %d：%s", key, status, portal.Plain(text))
		}
		w.told.answered(key)
	}
	return nil
}

func havePublished(ctx context.Context, w *world) error {
	if _, err := w.somebody(ctx); !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if err := haveSubmitted(ctx, w); err != nil {
		return err
	}
	if err := w.approve(ctx, 4); err != nil {
		return err
	}
	return w.settled(ctx)
}

// standing is an edition in force.
type standing struct {
	key, unit string
	unitID    int64
	year      int
}

// somebody chooses a unit's year that is published and not withdrawn.
func (w *world) somebody(ctx context.Context) (s standing, err error) {
	return s, w.with(func(db *sql.DB) error {
		return db.QueryRowContext(ctx, `SELECT e.key, n.name, e.unit_id, e.year FROM editions e JOIN unit_names n ON n.unit_id = e.unit_id AND n.kind = 'main'
			WHERE e.id NOT IN (SELECT edition_id FROM withdrawn)
			AND NOT EXISTS (SELECT 1 FROM editions l WHERE l.unit_id = e.unit_id AND l.year = e.year AND l.number > e.number)
			AND NOT EXISTS (SELECT 1 FROM desk_drafts d WHERE d.unit = n.name AND d.state NOT IN ('published', 'discarded', 'same'))
			ORDER BY (e.id * ?) % 97 LIMIT 1`, 1+w.result.kills).Scan(&s.key, &s.unit, &s.unitID, &s.year)
	})
}

// correcting publishes a correction of what is published.
func correcting(ctx context.Context, w *world, begin func(*portal.Process)) error {
	s, err := w.somebody(ctx)
	if err != nil {
		return err
	}
	begin(w.site.Process)
	if err := w.entry.Post(ctx, "/admin/editions/"+s.key+"/correct"); err != nil {
		return err
	}
	all, err := w.drafts(ctx, "draft")
	if err != nil || len(all) == 0 {
		return errors.Join(err, errors.New("没有更正用的草稿"))
	}
	d := all[len(all)-1]
	w.made++
	if err := w.entry.Post(ctx, fmt.Sprintf("/admin/drafts/%d/meta", d.id), "version", strconv.FormatInt(d.version, 10), "note", fmt.Sprintf("第 %d 次更正的附注", w.made), "why", "附注写漏了"); err != nil {
		return err
	}
	d.version++
	if err := w.step(ctx, w.entry, d, "submit", "submitted"); err != nil {
		return err
	}
	d.version++
	if err := w.step(ctx, w.review, d, "approve", "approved"); err != nil {
		return err
	}
	if err := w.settled(ctx); err != nil {
		return err
	}
	return w.visit(ctx)
}

func starting(ctx context.Context, w *world, begin func(*portal.Process)) (err error) {
	w.site.Kill()
	if w.site, err = w.at.Serve(); err != nil {
		return err
	}
	begin(w.site.Process)
	return w.site.Answers(ctx)
}
