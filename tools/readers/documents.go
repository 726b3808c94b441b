package main

import (
	"archive/zip"
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"time"

	_ "modernc.org/sqlite" // sees how far the queue is

	"mingzhang/internal/specimen"
	"mingzhang/tools/internal/portal"
)

// documents are what is loaded: some in a folder, others in archives that are
// uploaded.
type documents struct {
	folder   string
	archives []portal.File
}

// archived is how many documents one archive holds.
const archived = 250

// prepare fills the database and writes the documents.
func prepare(ctx context.Context, o options, p portal.Portal, folder string) (d documents, err error) {
	d.folder = filepath.Join(folder, "load")
	made := 0
	names := map[string]bool{}
	seed := o.seed
	next := func() (*specimen.Specimen, string) {
		for ; ; seed++ {
			c := specimen.Course{From: 2024, Years: 1}
			c.Style = specimen.Styles()[seed%uint64(len(specimen.Styles()))]
			s := specimen.Years(seed, c).Reports[0]
			if !names[s.Unit.Name] {
				names[s.Unit.Name] = true
				made++
				return s, fmt.Sprintf("%04d/%s%d年部门决算.txt", made, s.Unit.Name, s.Year)
			}
		}
	}
	write := func(root string, n int) error {
		for range n {
			s, name := next()
			name = filepath.Join(root, name)
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				return err
			}
			if err := os.WriteFile(name, s.CellText(), 0o644); err != nil {
				return err
			}
		}
		return ctx.Err()
	}
	first := filepath.Join(folder, "first")
	if err := write(first, o.reports); err != nil { // their names are taken
		return d, err
	}
	if o.database != "" {
		err = copyFile(p.Database, o.database)
	} else {
		_, err = p.Call("load", first)
	}
	if err != nil {
		return d, err
	}
	if err := write(d.folder, o.load); err != nil {
		return d, err
	}
	for left := o.load; left > 0; left -= archived {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for range min(left, archived) {
			s, name := next()
			w, err := z.Create(name)
			if err == nil {
				_, err = w.Write(s.CellText())
			}
			if err != nil {
				return d, err
			}
		}
		if err := z.Close(); err != nil {
			return d, err
		}
		d.archives = append(d.archives, portal.File{Name: fmt.Sprintf("第%d批.zip", len(d.archives)+1), Bytes: b.Bytes()})
	}
	return d, nil
}

func copyFile(to, from string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, in); err != nil {
		return err
	}
	return out.Close()
}

// queue uploads the archives and waits until everything is read.
func (d documents) queue(ctx context.Context, p portal.Portal, entry *portal.Browser) error {
	if err := entry.Upload(ctx, d.archives); err != nil {
		return err
	}
	return until(ctx, p, `SELECT count(*) FROM desk_uploads WHERE state IN ('waiting', 'reading')`)
}

// publish has everything that was read approved, and waits until it is public.
func (d documents) publish(ctx context.Context, p portal.Portal, entry, review *portal.Browser) error {
	for _, step := range []struct {
		from, to string
		by       *portal.Browser
	}{{"draft", "submit", entry}, {"submitted", "approve", review}} {
		drafts, err := ask(ctx, p, `SELECT id, version FROM desk_drafts WHERE state = '`+step.from+`'`)
		if err != nil {
			return err
		}
		for _, one := range drafts {
			if err := step.by.Post(ctx, fmt.Sprintf("/admin/drafts/%d/%s", one[0], step.to), "version", strconv.FormatInt(one[1], 10), "reason", "再公开"); err != nil {
				return err
			}
		}
	}
	return until(ctx, p, `SELECT count(*) FROM desk_drafts WHERE state = 'approved'`)
}

// until waits until a count is nothing.
func until(ctx context.Context, p portal.Portal, query string) error {
	for {
		n, err := ask(ctx, p, `SELECT (`+query+`), 0`)
		if err != nil || n[0][0] == 0 {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(300 * time.Millisecond):
		}
	}
}

// ask asks the database for pairs of numbers.
func ask(ctx context.Context, p portal.Portal, query string) (all [][2]int64, err error) {
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: p.Database}).EscapedPath()+"?_pragma=busy_timeout(20000)&_pragma=query_only(1)")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var pair [2]int64
		if err := rows.Scan(&pair[0], &pair[1]); err != nil {
			return nil, err
		}
		all = append(all, pair)
	}
	return all, rows.Err()
}
