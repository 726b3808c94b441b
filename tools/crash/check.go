package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"time"

	"mingzhang/tools/internal/portal"
)

// settleLimit is how long the queue may take on a busy machine.
const settleLimit = 3 * time.Minute

// settled waits until everything that was received is read, everything that was
// approved is published, and what is published was set beside the other years
// of its unit, which follows on publication. A file that two kills have hit is
// taken for their reason, and is read when somebody asks for it: this does.
func (w *world) settled(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, settleLimit)
	defer cancel()
	site := w.site
	for {
		var unread, unpublished, alone int
		var hit []string
		err := w.with(func(db *sql.DB) error {
			err := db.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM desk_uploads WHERE state IN ('waiting', 'reading')),
				(SELECT count(*) FROM desk_drafts WHERE state = 'approved'),
				(SELECT count(*) FROM standing_editions e WHERE NOT EXISTS (SELECT 1 FROM named n WHERE n.edition_id = e.id))`).Scan(&unread, &unpublished, &alone)
			if err == nil {
				hit, err = column(ctx, db, `SELECT id FROM desk_uploads WHERE state = 'unreadable' AND problem LIKE '%意外停止%'`)
			}
			return err
		})
		switch {
		case !site.Alive():
			return errKilled
		case err != nil:
			return err
		case unread+unpublished+alone+len(hit) == 0:
			return nil
		}
		for _, id := range hit {
			if err := w.entry.Post(ctx, "/admin/upload/"+id+"/again"); err != nil {
				return err
			}
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("%s 之后还有 %d 个文件没有识别，%d 份草稿没有公开，%d 版没有与前后年度对照", settleLimit, unread, unpublished, alone)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// check looks whether all is as people were told. What is not is a finding; an
// error is one of the harness.
func (w *world) check(ctx context.Context) error {
	if err := w.settled(ctx); err != nil {
		w.found("重启之后：%v", err)
		return err
	}
	err := w.with(func(db *sql.DB) error {
		if err := sound(ctx, db); err != nil {
			w.found("%v", err)
		}
		if err := w.checkUploads(ctx, db); err != nil {
			return err
		}
		if err := w.checkDrafts(ctx, db); err != nil {
			return err
		}
		return w.checkEditions(ctx, db)
	})
	if out, err := w.at.Call("trail", "check"); err != nil {
		w.found("操作记录：%s", out)
	}
	if out, err := w.at.Call("verify", "--key", w.key, w.at.Database); err != nil {
		w.found("portal verify：%s", out)
	}
	return errors.Join(err, w.checkLog())
}

// checkUploads looks for the files that were received, and what came of them.
func (w *world) checkUploads(ctx context.Context, db *sql.DB) error {
	for _, u := range w.told.uploads {
		var id, blob int64
		var state, problem string
		err := db.QueryRowContext(ctx, `SELECT u.id, u.blob_id, u.state, u.problem FROM desk_uploads u JOIN desk_blobs b ON b.id = u.blob_id WHERE b.sha256 = ? AND u.Name = ?`,
			u.sum, u.Name).Scan(&id, &blob, &state, &problem)
		if errors.Is(err, sql.ErrNoRows) {
			w.found("收下的文件 %s 不见了", u.Name)
			continue
		}
		if err != nil {
			return err
		}
		w.result.of(w.phase).uploads++
		b, err := uploaded(ctx, db, blob)
		if err != nil || sum(b) != u.sum {
			w.found("收下的文件 %s 的字节变了（%v）", u.Name, err)
		}
		if state != "read" {
			w.found("收下的文件 %s 的状态是 %s：%s", u.Name, state, problem)
		}
		for _, p := range u.papers {
			var n int
			if err := db.QueryRowContext(ctx, `SELECT count(*) FROM desk_drafts WHERE upload_id = ? AND sha256 = ?`, id, p.sum).Scan(&n); err != nil {
				return err
			}
			if n != 1 {
				w.found("上传的 %s 有 %d 份草稿，应有 1 份", p.name, n)
			}
		}
	}
	return nil
}

// checkDrafts looks that no draft has fallen behind what was acknowledged, and
// that what is published was published once.
func (w *world) checkDrafts(ctx context.Context, db *sql.DB) error {
	for _, id := range slices.Sorted(maps.Keys(w.told.drafts)) {
		var state, problem string
		if err := db.QueryRowContext(ctx, `SELECT state, problem FROM desk_drafts WHERE id = ?`, id).Scan(&state, &problem); err != nil {
			w.found("草稿 %d：%v", id, err)
		} else if rank[state] < rank[w.told.drafts[id]] {
			w.found("草稿 %d 的状态是 %s（%s），已答复过 %s", id, state, problem, w.told.drafts[id])
		}
	}
	stray, err := column(ctx, db, `SELECT '草稿 ' || d.id || ' 公开了 ' || count(e.id) || ' 版' FROM desk_drafts d LEFT JOIN editions e ON e.id = d.edition_id AND e.key = d.edition_key
		WHERE d.state = 'published' GROUP BY d.id HAVING count(e.id) <> 1`)
	for _, s := range stray {
		w.found("%s", s)
	}
	if err != nil {
		return err
	}
	stray, err = column(ctx, db, `SELECT '草稿 ' || id || ' 公开的记录有 ' || n || ' 条' FROM (SELECT d.id, (SELECT count(*) FROM desk_audit a
		WHERE a.action = 'edition.published' AND json_extract(a.detail, '$.draft') = d.id) n FROM desk_drafts d WHERE d.state = 'published') WHERE n <> 1`)
	for _, s := range stray {
		w.found("%s", s)
	}
	return err
}

// checkEditions looks that every edition is whole: the rows that an undisturbed
// publication has, its seal, its page, and what portal extract says.
func (w *world) checkEditions(ctx context.Context, db *sql.DB) error {
	type edition struct {
		id               int64
		key, sum, unit   string
		withdrawn, newer bool
	}
	rows, err := db.QueryContext(ctx, `SELECT e.id, e.key, e.document, n.name, e.id IN (SELECT edition_id FROM withdrawn),
		EXISTS (SELECT 1 FROM editions l WHERE l.unit_id = e.unit_id AND l.year = e.year AND l.number > e.number)
		FROM editions e JOIN unit_names n ON n.unit_id = e.unit_id AND n.kind = 'main' ORDER BY e.id`)
	if err != nil {
		return err
	}
	var all []edition
	for rows.Next() {
		var e edition
		if err := rows.Scan(&e.id, &e.key, &e.sum, &e.unit, &e.withdrawn, &e.newer); err != nil {
			return err
		}
		all = append(all, e)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	there := map[string]bool{}
	for i, e := range all {
		there[e.key] = true
		w.result.of(w.phase).editions++
		p := w.paper(e.sum)
		if p == nil {
			w.found("版 %s 的文件谁也没有上传过", e.key)
			continue
		}
		have, err := rowsOf(ctx, db, w.stock.tables, e.id)
		if err != nil {
			return err
		}
		for _, t := range w.stock.tables {
			// Lists have rows of the editions in force alone.
			if have[t] != p.rows[t] && !((e.newer || e.withdrawn) && have[t] == 0) {
				w.found("版 %s 在 %s 里有 %d 行，应有 %d 行", e.key, t, have[t], p.rows[t])
			}
		}
		if done, was := w.told.withdrawn[e.unit]; e.withdrawn && !was || done && !e.withdrawn && !e.newer {
			w.found("版 %s 撤回得不对", e.key)
		}
		// What has been compared in full is compared again now and then; portal
		// verify does all of it each time.
		if !w.looked[e.key] || e.withdrawn || (i+w.result.kills)%8 == 0 {
			if err := w.checkPages(ctx, e.key, p, e.withdrawn); err != nil {
				return err
			}
			w.looked[e.key] = true
		}
	}
	for key := range w.told.published {
		if !there[key] {
			w.found("公开过的版 %s 不见了", key)
		}
	}
	return nil
}

func (w *world) paper(sum string) *paper {
	for _, p := range w.stock.papers {
		if p.sum == sum {
			return p
		}
	}
	return nil
}

// noticed is the longest that a page may still be shown after it was withdrawn
// by another process.
const noticed = 2 * time.Second

// checkPages asks for an edition as the public does.
func (w *world) checkPages(ctx context.Context, key string, p *paper, withdrawn bool) error {
	want := http.StatusOK
	if withdrawn {
		want = http.StatusGone
	}
	for _, path := range []string{"/e/" + key + "/", "/e/" + key + "/checks", "/e/" + key + "/source"} {
		status, text, err := w.entry.Get(ctx, path)
		// The website learns within a second of what another process withdrew.
		for began := time.Now(); err == nil && withdrawn && status == http.StatusOK && time.Since(began) < noticed; {
			time.Sleep(noticed / 20)
			status, text, err = w.entry.Get(ctx, path)
		}
		if err != nil {
			return err
		}
		if status != want {
			w.found("%s 答 %d，应答 %d：%s", path, status, want, portal.Plain(text))
		}
	}
	if withdrawn {
		return nil
	}
	status, text, err := w.entry.Get(ctx, "/e/"+key+".json")
	if err != nil {
		return err
	}
	var got map[string]any
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&got); err != nil {
		w.found("/e/%s.json 答 %d，读不出来：%v", key, status, err)
		return nil
	}
	delete(got, "edition")
	for name, value := range p.report {
		if !reflect.DeepEqual(got[name], value) {
			w.found("/e/%s.json 的 %s 与 portal extract 读出的不同", key, name)
		}
	}
	w.told.answered(key)
	return nil
}
