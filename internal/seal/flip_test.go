package seal_test

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"mingzhang/internal/seal"
)

// opened opens a copy of a database past the store, with nothing that guards
// its rows.
func opened(t *testing.T, path string) (*sql.DB, string) {
	t.Helper()
	copied := filepath.Join(t.TempDir(), "copy.db")
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(`VACUUM INTO ?`, copied); err != nil {
		t.Fatal(err)
	}
	db.Close()
	db, err = sql.Open("sqlite", copied)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	db.SetMaxOpenConns(1)
	rows, err := db.Query(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for rows.Next() {
		var n string
		if err := rows.Scan(&n); err != nil {
			t.Fatal(err)
		}
		names = append(names, n)
	}
	rows.Close()
	for _, n := range names {
		if _, err := db.Exec(`DROP TRIGGER ` + n); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := db.Exec(`PRAGMA foreign_keys = OFF`); err != nil {
		t.Fatal(err)
	}
	return db, copied
}

// flip changes one byte of a value such that it stays of its kind; ok is false
// where there is nothing to change.
func flip(r *rand.Rand, v any) (any, bool) {
	switch v := v.(type) {
	case int64:
		return v ^ 1<<r.IntN(4), true
	case string:
		b := []byte(v)
		var places []int
		for i, c := range b {
			if c > ' ' && c < 0x7f {
				places = append(places, i)
			}
		}
		if len(places) == 0 {
			if v == "" {
				return nil, false
			}
			runes := []rune(v) // of Chinese words the last changes
			runes[len(runes)-1]++
			return string(runes), true
		}
		at := places[r.IntN(len(places))]
		for {
			if c := byte('!' + r.IntN(94)); c != b[at] {
				b[at] = c
				return string(b), true
			}
		}
	}
	return nil, false
}

// Whatever column of whatever row of the facts is changed, the check names the
// edition, and for what is read back, the very fact.
func TestFlippedFacts(t *testing.T) {
	s, path := signed(t)
	key := public(t, s)
	db, copied := opened(t, path)
	r := rand.New(rand.NewPCG(5, 12))
	columns := []string{"item", "class", "class_code", "economic_class", "economic_code", "basis", "value", "measure", "amount", "origin", "derived_from", "correction",
		"section", "start", "end", "text", "page", "form", "ordinal"}
	tried, want := 0, 30
	if n, err := strconv.Atoi(os.Getenv("SEAL_FLIPS")); err == nil {
		want = n
	}
	for round := 0; tried < want && round < 2000; round++ {
		column := columns[r.IntN(len(columns))]
		if round%3 == 0 {
			column = "value"
		}
		var id int64
		var edition int64
		var ordinal int
		var v any
		if err := db.QueryRow(`SELECT rowid, edition_id, ordinal, "`+column+`" FROM facts WHERE "`+column+`" IS NOT NULL ORDER BY random() LIMIT 1`).Scan(&id, &edition, &ordinal, &v); err != nil {
			if err == sql.ErrNoRows {
				continue
			}
			t.Fatal(err)
		}
		changed, ok := flip(r, v)
		if !ok {
			continue
		}
		if _, err := db.Exec(`UPDATE facts SET "`+column+`" = ? WHERE rowid = ?`, changed, id); err != nil {
			continue // the table refuses it
		}
		tried++
		var e struct {
			key  string
			year int
		}
		if err := db.QueryRow(`SELECT key, year FROM editions WHERE id = ?`, edition).Scan(&e.key, &e.year); err != nil {
			t.Fatal(err)
		}
		found := check(t, copied, key)
		if found.Whole() {
			t.Errorf("%s of fact %d: %v became %v unnoticed", column, ordinal, v, changed)
		}
		for _, a := range found.Altered {
			if a.Key != e.key || a.Year != e.year || !strings.Contains(a.Unit, "水磨沟区") {
				t.Errorf("%s of fact %d of %s was changed, named was %s", column, ordinal, e.key, a)
			}
		}
		if line := found.Altered[0].String(); column != "ordinal" && !strings.Contains(line, fmt.Sprintf("第 %d 条", ordinal+1)) && !strings.Contains(line, fmt.Sprintf("第 %d 行", ordinal+1)) {
			t.Errorf("%s of fact %d: not named by %s", column, ordinal, line)
		}
		if _, err := db.Exec(`UPDATE facts SET "`+column+`" = ? WHERE rowid = ?`, v, id); err != nil {
			t.Fatal(err)
		}
	}
	if tried < want {
		t.Errorf("only %d changes were tried", tried)
	}
	if r := check(t, copied, key); !r.Whole() {
		t.Error("the test left something behind:", r.Altered)
	}
}

// A changed figure is named with what it was.
func TestFigureWas(t *testing.T) {
	s, path := signed(t)
	db, copied := opened(t, path)
	var was string
	if err := db.QueryRow(`SELECT value FROM facts WHERE edition_id = 1 AND ordinal = 3`).Scan(&was); err != nil {
		t.Fatal(err)
	}
	now := "9" + was[1:]
	if was[0] == '9' {
		now = "8" + was[1:]
	}
	if _, err := db.Exec(`UPDATE facts SET value = ? WHERE edition_id = 1 AND ordinal = 3`, now); err != nil {
		t.Fatal(err)
	}
	r := check(t, copied, public(t, s))
	if len(r.Altered) != 1 || !strings.Contains(r.Altered[0].What, "现在是“"+now) || !strings.Contains(r.Altered[0].What, "原来是“"+was) || !strings.HasSuffix(r.Altered[0].Unit, seedUnit) || r.Altered[0].Year != 2024 {
		t.Errorf("%v", r.Altered)
	}
}

// A name of nothing in what was taken out, or a byte behind it, reads the same
// to who does not look.
func TestFlippedName(t *testing.T) {
	s, path := signed(t)
	key := public(t, s)
	for _, change := range []string{`replace(reading, '"class"', '"3lass"')`, `reading || '}'`} {
		db, copied := opened(t, path)
		if _, err := db.Exec(`UPDATE removed SET reading = ` + change); err != nil {
			t.Fatal(err)
		}
		if check(t, copied, key).Whole() {
			t.Errorf("%s: unnoticed", change)
		}
	}
}

// One byte of a document, or of any table of an edition, of a manifest, of a
// key: each is named.
func TestFlippedTables(t *testing.T) {
	s, path := signed(t)
	withdraw(t, s, 2)
	key := public(t, s)
	db, copied := opened(t, path)
	r := rand.New(rand.NewPCG(7, 7))
	tables := map[string][]string{
		"editions": {"key", "year", "number", "document", "published_at", "reader_version", "source_title", "source_url", "disclosed", "reason"},
		"reports":  {"document_name", "unit_name", "figures", "figures_read", "in_facts"},
		"sections": {"id", "title", "start"}, "reasons": {"text", "fact", "start", "direction"}, "evaluations": {"name", "total_score", "goal", "end"},
		"evaluation_funds": {"executed", "score"}, "evaluation_indicators": {"actual", "target", "score"}, "evaluation_cells": {"text", "address", "start"},
		"evaluation_corrections": {"address", "was", "at", "by_name", "why"},
		"forms":                  {"form", "title", "rows", "measure"}, "glossary": {"term", "definition"}, "declared": {"text", "start"}, "checks": {"rule", "status", "stated", "facts", "difference"},
		"removed": {"reading", "by_name", "why", "at"}, "seals": {"manifest", "hash", "signature", "key_id", "previous", "number"},
		"public_keys": {"public", "statement", "signature", "endorsement", "created_at"},
		"documents":   {"name", "media_type", "bytes", "text"},
		"withdrawals": {"year", "up_to_number", "reason", "at", "by_name"}, "withdrawn": {"edition_id", "withdrawal"},
		"withdrawal_seals": {"statement", "hash", "signature", "key_id"},
	}
	for table, columns := range tables {
		for _, column := range columns {
			var id int64
			var v any
			if err := db.QueryRow(`SELECT rowid, "`+column+`" FROM `+table+` WHERE "`+column+`" IS NOT NULL AND "`+column+`" <> '' ORDER BY random() LIMIT 1`).Scan(&id, &v); err != nil {
				if err != sql.ErrNoRows {
					t.Fatal(table, column, err)
				}
				continue
			}
			changed, ok := flip(r, v)
			if !ok {
				continue
			}
			if _, err := db.Exec(`UPDATE `+table+` SET "`+column+`" = ? WHERE rowid = ?`, changed, id); err != nil {
				continue
			}
			if table == "seals" && column == "number" || table == "withdrawn" && column == "edition_id" { // these are its rowid
				id = changed.(int64)
			}
			found, err := seal.Database(t.Context(), copied, seal.Options{Key: key})
			if err == nil && found.Whole() {
				t.Errorf("%s.%s: %.60v became %.60v unnoticed", table, column, v, changed)
			}
			if _, err := db.Exec(`UPDATE `+table+` SET "`+column+`" = ? WHERE rowid = ?`, v, id); err != nil {
				t.Fatal(err)
			}
		}
	}
	for range 5 { // of the packed documents
		var packed []byte
		if err := db.QueryRow(`SELECT original FROM documents WHERE rowid = 1`).Scan(&packed); err != nil {
			t.Fatal(err)
		}
		at := 10 + r.IntN(len(packed)-10) // its head holds the time and the like
		altered := append([]byte{}, packed...)
		altered[at] ^= 1 << r.IntN(8)
		if _, err := db.Exec(`UPDATE documents SET original = ? WHERE rowid = 1`, altered); err != nil {
			t.Fatal(err)
		}
		found := check(t, copied, key)
		if found.Whole() || !strings.Contains(found.Altered[0].Item, "文件原文") || !strings.HasSuffix(found.Altered[0].Unit, seedUnit) {
			t.Errorf("byte %d of a document: %v", at, found.Altered)
		}
		if _, err := db.Exec(`UPDATE documents SET original = ? WHERE rowid = 1`, packed); err != nil {
			t.Fatal(err)
		}
	}
	if r := check(t, copied, key); !r.Whole() {
		t.Error("the test left something behind:", r.Altered)
	}
}

// What is taken out leaves a gap that is named.
func TestTakenOut(t *testing.T) {
	s, path := signed(t)
	key := public(t, s)
	last, err := s.LastSeal(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ query, want string }{
		"a fact":       {`DELETE FROM facts WHERE edition_id = 2 AND ordinal = 7`, "事实第 8 条：缺了"},
		"first seal":   {`DELETE FROM seals WHERE number = 1`, "前面缺了第 1 至 1 份清单"},
		"an edition":   {`DELETE FROM editions WHERE id = 2`, "缺了"},
		"last edition": {`DELETE FROM editions WHERE id = 3; DELETE FROM seals WHERE number = 3`, last.Hash},
		"last seal":    {`DELETE FROM seals WHERE number = 3`, "签名清单"},
	} {
		db, copied := opened(t, path)
		if _, err := db.Exec(c.query); err != nil {
			t.Fatal(name, err)
		}
		r, err := seal.Database(t.Context(), copied, seal.Options{Key: key, Last: last.Hash})
		if err != nil {
			t.Fatal(name, err)
		}
		all := ""
		for _, a := range r.Altered {
			all += a.String() + "\n"
		}
		if !strings.Contains(all, c.want) {
			t.Errorf("%s: %s", name, all)
		}
	}
}

// A database file of which any byte is changed is either refused as damaged,
// or what was altered is named, or what it says is the same.
func TestFlippedFile(t *testing.T) {
	s, path := signed(t)
	key := public(t, s)
	_, copied := opened(t, path)
	whole, err := os.ReadFile(copied)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 3))
	file := filepath.Join(t.TempDir(), "flipped.db")
	named, refused := 0, 0
	for range 10 {
		b := append([]byte{}, whole...)
		b[r.IntN(len(b))] ^= 1 << r.IntN(8)
		if err := os.WriteFile(file, b, 0o600); err != nil {
			t.Fatal(err)
		}
		found, err := seal.Database(t.Context(), file, seal.Options{Key: key})
		switch {
		case err != nil:
			refused++
		case !found.Whole():
			named++
		}
	}
	t.Logf("of 10 bytes: %d named, %d refused", named, refused)
}
