package data

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"
)

// TestKeptStatements asks one connection the same query in every way that could
// leave a kept statement in another state than a new one, and then again.
func TestKeptStatements(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "kept.db")
	write, err := openWriting(path)
	if err != nil {
		t.Fatal(err)
	}
	defer write.Close()
	exec := func(query string, args ...any) {
		t.Helper()
		if _, err := write.ExecContext(ctx, query, args...); err != nil {
			t.Fatal(err)
		}
	}
	exec(`CREATE TABLE numbers (n INTEGER)`)
	exec(`WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 1000) INSERT INTO numbers SELECT n FROM c`)
	db, err := openReading(path, inUse, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	const query = `SELECT n FROM numbers WHERE n >= ? ORDER BY n`
	read := func(q querier, from int) (n int) {
		t.Helper()
		rows, err := q.QueryContext(ctx, query, from)
		all, err := collect(rows, err, func(r *sql.Rows) (n int, err error) { return n, r.Scan(&n) })
		if err != nil || len(all) > 0 && all[0] != from {
			t.Fatal(err, all)
		}
		return len(all)
	}
	want := func(from, n int) {
		t.Helper()
		if got := read(db, from); got != n {
			t.Fatalf("%d rows from %d, want %d", got, from, n)
		}
	}
	want(1, 1000)
	want(991, 10)

	// Rows that are not read to their end hold nothing open.
	if err := db.QueryRowContext(ctx, query, 5).Scan(new(int)); err != nil {
		t.Fatal(err)
	}
	exec(`INSERT INTO numbers VALUES (1001)`)
	want(991, 11)

	// A reading that is stopped, and one that never begins.
	stopped, stop := context.WithCancel(ctx)
	rows, err := db.QueryContext(stopped, query, 1)
	if err != nil {
		t.Fatal(err)
	}
	rows.Next()
	stop()
	for rows.Next() {
	}
	rows.Close()
	want(1, 1001)
	if _, err := db.QueryContext(stopped, query, 1); err == nil {
		t.Fatal("a query was asked for nobody")
	}
	want(1, 1001)

	// A query within itself, in a transaction that has one connection.
	tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	if rows, err = tx.QueryContext(ctx, query, 998); err != nil {
		t.Fatal(err)
	}
	sum := 0
	for rows.Next() {
		var n int
		if err := rows.Scan(&n); err != nil {
			t.Fatal(err)
		}
		sum += n * read(tx, n)
	}
	rows.Close()
	if want := 998*4 + 999*3 + 1000*2 + 1001; sum != want {
		t.Errorf("nested: %d, want %d", sum, want)
	}
	// What the transaction has begun to read stays, afterwards it is new.
	exec(`DELETE FROM numbers WHERE n > 500`)
	if n := read(tx, 1); n != 1001 {
		t.Errorf("a transaction reads %d rows, of 1001 when it began", n)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	want(1, 500)

	// An argument that fails while rows are read; a query that is none; another
	// shape of the table.
	const fails = `SELECT abs(n) FROM (SELECT ? AS n)`
	for range 2 {
		if err := db.QueryRowContext(ctx, fails, int64(-1<<63)).Scan(new(int)); err == nil {
			t.Fatal("no error of an integer too large")
		}
		var n int
		if err := db.QueryRowContext(ctx, fails, -7).Scan(&n); err != nil || n != 7 {
			t.Fatal(n, err)
		}
		if _, err := db.QueryContext(ctx, `SELECT nothing FROM nowhere`); err == nil {
			t.Fatal("no error of a query that is none")
		}
	}
	exec(`ALTER TABLE numbers ADD COLUMN word TEXT NOT NULL DEFAULT 'a'`)
	want(1, 500)

	// More queries than are kept.
	for i := range mostPrepared + 20 {
		var n int
		if err := db.QueryRowContext(ctx, fmt.Sprint(`SELECT `, i)).Scan(&n); err != nil || n != i {
			t.Fatal(n, err)
		}
	}
	want(1, 500)
}
