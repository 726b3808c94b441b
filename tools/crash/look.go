package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"database/sql"
	"fmt"
	"io"
	"net/url"
	"strings"

	_ "modernc.org/sqlite" // looks at databases without the portal's own code
)

// look opens a database to look at it.
func look(path string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?_pragma=busy_timeout(20000)&_pragma=query_only(1)")
	if err == nil {
		db.SetMaxOpenConns(1)
	}
	return db, err
}

// sound says what SQLite finds wrong with a database.
func sound(ctx context.Context, db *sql.DB) error {
	var state string
	if err := db.QueryRowContext(ctx, `PRAGMA integrity_check(5)`).Scan(&state); err != nil {
		return err
	}
	if state != "ok" {
		return fmt.Errorf("integrity_check：%s", state)
	}
	stray, err := column(ctx, db, `SELECT "table" || ' -> ' || parent FROM pragma_foreign_key_check LIMIT 5`)
	if err == nil && len(stray) > 0 {
		err = fmt.Errorf("foreign_key_check：%s", strings.Join(stray, "，"))
	}
	return err
}

// column returns the one column of a query.
func column(ctx context.Context, db *sql.DB, query string, args ...any) (all []string, err error) {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, rows.Err()
}

// tablesByEdition lists the tables with rows that belong to one edition and
// depend on its document alone.
func tablesByEdition(ctx context.Context, db *sql.DB) ([]string, error) {
	return column(ctx, db, `SELECT m.name || '.' || c.name FROM sqlite_schema m, pragma_table_info(m.name) c
		WHERE m.type = 'table' AND c.name IN ('edition_id', 'edition') AND c.type = 'INTEGER' AND m.name NOT LIKE 'desk\_%' ESCAPE '\'
		AND m.name NOT IN ('withdrawn', 'editions_anew') ORDER BY 1`)
}

func rowsOf(ctx context.Context, db *sql.DB, tables []string, edition int64) (map[string]int, error) {
	n := map[string]int{}
	for _, t := range tables {
		table, name, _ := strings.Cut(t, ".")
		var count int
		if err := db.QueryRowContext(ctx, `SELECT count(*) FROM "`+table+`" WHERE "`+name+`" = ?`, edition).Scan(&count); err != nil {
			return nil, err
		}
		n[t] = count
	}
	return n, nil
}

// uploaded returns the bytes of an upload, unpacked.
func uploaded(ctx context.Context, db *sql.DB, blob int64) ([]byte, error) {
	rows, err := db.QueryContext(ctx, `SELECT packed FROM desk_chunks WHERE blob_id = ? ORDER BY ordinal`, blob)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all bytes.Buffer
	for rows.Next() {
		var packed []byte
		if err := rows.Scan(&packed); err != nil {
			return nil, err
		}
		z, err := gzip.NewReader(bytes.NewReader(packed))
		if err == nil {
			_, err = io.Copy(&all, z)
		}
		if err != nil {
			return nil, err
		}
	}
	return all.Bytes(), rows.Err()
}
