package data_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"mingzhang/internal/data"
)

// before is the last migration before documents could be published again.
const before = 11

// old makes a database as the version before would have left it: two units,
// one of them with two editions, one renamed.
func old(t *testing.T) (path string, rows map[string]int) {
	t.Helper()
	ctx := context.Background()
	s, now := store(t)
	p := publication(t)
	publish(t, s, renamed(t, p, 1))
	publish(t, s, renamed(t, p, 2))
	publish(t, s, renamed(t, publication(t, "2.14", "2.15"), 2))
	if _, _, err := s.Declare(ctx, data.Declaration{Kind: data.Rename, Unit: 1, Other: "水磨沟区改名后的委员会", Year: 2030, Now: p.Now}); err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "old.db")
	db, err := data.OpenAt(ctx, path, before)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	exec := func(query string, args ...any) {
		t.Helper()
		if _, err := db.Exec(query, args...); err != nil {
			t.Fatal(query, err)
		}
	}
	exec(`PRAGMA foreign_keys = OFF`)
	exec(`ATTACH ? AS now`, now)
	exec(`DELETE FROM generation`)
	rows = map[string]int{}
	for _, table := range strs(t, db, `SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search_%' AND name NOT LIKE 'goose%' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'desk%'`) {
		columns := strings.Join(strs(t, db, `SELECT '"' || name || '"' FROM pragma_table_info(?, 'main')`, table), ", ")
		exec(`INSERT INTO main.` + table + ` (` + columns + `) SELECT ` + columns + ` FROM now.` + table)
		rows[table] = atoi(t, strs(t, db, `SELECT count(*) FROM main.`+table)[0])
	}
	if rows["editions"] != 3 || rows["facts"] == 0 || rows["checks"] == 0 {
		t.Fatal("the old database is empty", rows)
	}
	return path, rows
}

func strs(t *testing.T, db *sql.DB, query string, args ...any) (all []string) {
	t.Helper()
	rows, err := db.Query(query, args...)
	if err != nil {
		t.Fatal(query, err)
	}
	defer rows.Close()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			t.Fatal(err)
		}
		all = append(all, s)
	}
	return all
}

func atoi(t *testing.T, s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// migrated makes sure that nothing of an old database was lost and that it can
// do what is new.
func migrated(t *testing.T, path string, rows map[string]int) {
	t.Helper()
	s, err := data.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for table, n := range rows {
		if got := atoi(t, strs(t, db, `SELECT count(*) FROM `+table)[0]); got != n {
			t.Errorf("%s: %d rows, were %d", table, got, n)
		}
	}
	if state := strs(t, db, `PRAGMA integrity_check`); len(state) != 1 || state[0] != "ok" {
		t.Error(state)
	}
	if lost := strs(t, db, `SELECT "table" FROM pragma_foreign_key_check`); len(lost) > 0 {
		t.Error("rows that point nowhere:", lost)
	}
	if _, err := db.Exec(`UPDATE editions SET note = 'x'`); err == nil || !strings.Contains(err.Error(), "不能改动") {
		t.Error("editions can be changed:", err)
	}
	if _, err := db.Exec(`DELETE FROM editions`); err == nil || !strings.Contains(err.Error(), "不能改动") {
		t.Error("editions can be deleted:", err)
	}
	p := renamed(t, publication(t), 2)
	p.Again = true
	if e, o := publish(t, s, p); o != data.Republished || e.Number != 3 {
		t.Errorf("published again as %v %+v", o, e)
	}
}

func TestMigratesContent(t *testing.T) {
	path, rows := old(t)
	migrated(t, path, rows)
}

// Several programs that are started at once over an old database.
func TestMigratesContentOnce(t *testing.T) {
	path, rows := old(t)
	var g sync.WaitGroup
	errs := make([]error, 4)
	for i := range errs {
		g.Go(func() { errs[i] = data.Migrate(context.Background(), path) })
	}
	g.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
	migrated(t, path, rows)
}

// counted counts how often it is asked whether it is done, which every
// statement of a transaction does, and kills the process at one of them. The
// goroutines that watch queries ask too, at moments of their own.
type counted struct {
	context.Context
	asked  *atomic.Int64
	killAt int64 // never when 0
}

func (c counted) Done() <-chan struct{} {
	if c.asked.Add(1) == c.killAt {
		die()
	}
	return c.Context.Done()
}

// TestMigrateUntilKilled is the process that the test below kills.
func TestMigrateUntilKilled(t *testing.T) {
	path := os.Getenv("MIGRATE_UNTIL_KILLED")
	if path == "" {
		t.Skip("run by the test that kills it")
	}
	at, _ := strconv.ParseInt(os.Getenv("MIGRATE_KILL_AT"), 10, 64)
	asked := &atomic.Int64{}
	if err := data.Migrate(counted{context.Background(), asked, at}, path); err != nil {
		t.Fatal(err)
	}
	fmt.Println("asked", asked.Load())
}

// Killed at any statement, the process leaves a database that the next one
// brings up to date.
func TestMigrationKilled(t *testing.T) {
	path, rows := old(t)
	run := func(round int64) (copied, out string, err error) {
		copied = filepath.Join(t.TempDir(), fmt.Sprint("killed", round, ".db"))
		from, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer from.Close()
		to, err := os.Create(copied)
		if err != nil {
			t.Fatal(err)
		}
		defer to.Close()
		if _, err := io.Copy(to, from); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(os.Args[0], "-test.run", "^TestMigrateUntilKilled$", "-test.v")
		cmd.Env = append(os.Environ(), "MIGRATE_UNTIL_KILLED="+copied, fmt.Sprint("MIGRATE_KILL_AT=", round))
		b, err := cmd.CombinedOutput()
		return copied, string(b), err
	}
	_, out, err := run(0)
	if err != nil {
		t.Fatal(out, err)
	}
	var n int64
	if _, err := fmt.Sscanf(out[strings.Index(out, "asked"):], "asked %d", &n); err != nil || n < 50 {
		t.Fatal(out, err)
	}
	killed := 0
	step := int64(3) // every moment was tried once; all of them take too long for every run
	if os.Getenv("MIGRATE_KILL_ALL") != "" {
		step = 1
	}
	for at := int64(1); at <= n; at += step {
		copied, _, err := run(at)
		var exit *exec.ExitError
		if errors.As(err, &exit) && !exit.Exited() {
			killed++
		}
		if at%9 == 0 { // what was published is compared now and then; that it opens, always
			migrated(t, copied, rows)
		} else if s, err := data.Open(context.Background(), copied); err != nil {
			t.Errorf("killed at %d of %d: %v", at, n, err)
		} else {
			s.Close()
		}
	}
	if killed < int(n/step)*8/10 {
		t.Errorf("killed %d times of %d", killed, n)
	}
	t.Logf("killed at %d of %d moments", killed, n)
}
