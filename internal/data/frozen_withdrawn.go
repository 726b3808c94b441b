package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// statements are the tables with what reports of editions say, those that
// others refer to behind those that refer to them.
var statements = []string{
	"causes", "unexplained", "passages", "evaluation_findings", "evaluation_list", "evaluation_coverage", "restatements", "restated",
	"evaluation_corrections", "evaluation_cells", "evaluation_indicators", "evaluation_funds", "evaluations", "reasons", "facts", "removed", "sections", "forms", "glossary", "declared", "unread",
	"checks", "charts", "charts_drawn", "indexed", "standings", "unread_topics", "stood", "namings", "named", "reports",
}

// dropWithdrawn takes what was withdrawn out of a copy: what reports said, and
// the documents. That there were such editions stays, and their seals.
func dropWithdrawn(ctx context.Context, db *sql.DB) (err error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	var some bool
	if err := conn.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM withdrawn)`).Scan(&some); err != nil || !some {
		return err
	}
	if _, err := conn.ExecContext(ctx, `BEGIN IMMEDIATE`); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_, failed := conn.ExecContext(context.WithoutCancel(ctx), `ROLLBACK`)
			err = errors.Join(err, failed)
		}
	}()
	// What keeps published rows from being changed is put back at the end.
	rows, err := conn.QueryContext(ctx, `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`)
	guards, err := collect(rows, err, func(r *sql.Rows) (g [2]string, err error) { return g, r.Scan(&g[0], &g[1]) })
	if err != nil {
		return err
	}
	run := func(query string) error {
		if _, err := conn.ExecContext(ctx, query); err != nil {
			return fmt.Errorf("%s：%w", query, err)
		}
		return nil
	}
	for _, g := range guards {
		if err := run(`DROP TRIGGER "` + g[0] + `"`); err != nil {
			return err
		}
	}
	const gone = ` IN (SELECT edition_id FROM withdrawn)`
	for _, table := range statements {
		var where string
		switch table {
		case "restatements", "restated":
			where = `before_edition` + gone + ` OR after_edition` + gone
		default:
			where = `edition_id` + gone
		}
		if err := run(`DELETE FROM ` + table + ` WHERE ` + where); err != nil {
			return err
		}
	}
	if err := run(`UPDATE documents SET original = x'', text = '', layout = NULL, parts = NULL, omitted = NULL
		WHERE sha256 IN (SELECT document FROM editions WHERE id` + gone + `) AND sha256 NOT IN (SELECT document FROM standing_editions)`); err != nil {
		return err
	}
	for _, g := range guards {
		if err := run(g[1]); err != nil {
			return err
		}
	}
	return run(`COMMIT`)
}
