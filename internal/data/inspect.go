package data

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"slices"
)

// Inspect opens a database to be checked: it is read as it is, by one query at
// a time, and nothing of it is changed or brought up to date.
func Inspect(ctx context.Context, path string) (*Frozen, error) {
	if err := usable(path); err != nil {
		return nil, err
	}
	if info, err := os.Stat(path); err != nil || info.Size() == 0 {
		return nil, fmt.Errorf("没有数据库 %s，请检查文件名", path)
	}
	var failed error
	// A database that somebody works on has its log beside it; one that lies
	// where nothing may be written is read as it lies.
	for _, how := range []string{"mode=ro&", "immutable=1&"} {
		db, err := sql.Open("sqlite", dsn(path, how+"_pragma=busy_timeout(10000)&_pragma=query_only(1)"))
		if err != nil {
			return nil, err
		}
		db.SetMaxOpenConns(1)
		var has bool
		err = db.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'seals')`).Scan(&has)
		if err == nil && has {
			return &Frozen{&Store{read: db, path: path}}, nil
		}
		db.Close()
		if err == nil {
			return nil, fmt.Errorf("数据库 %s 由没有签名的旧版明账写成，或不是明账的数据库，无从核对", path)
		}
		failed = err
	}
	return nil, unreadable(path, failed)
}

func unreadable(path string, err error) error {
	return fmt.Errorf("数据库 %s 读不出来，可能已损坏：%w", path, err)
}

// FactColumns are the columns of the table of facts as rows hold them.
var FactColumns = []string{"edition_id", "ordinal", "item", "class", "class_code", "economic_class", "economic_code", "basis", "value", "measure", "amount", "origin", "derived_from",
	"correction", "section", "start", "end", "text", "page", "form"}

// Stray is a column of a fact's row that does not follow from the fact: what
// is read back is right, what is looked up or added up by it is not.
type Stray struct {
	Ordinal int
	Column  string
	Is      string
	Want    string
}

// Strays returns the columns of an edition's facts that do not follow from the
// facts that they hold.
func (s *Store) Strays(ctx context.Context, editionID int64) ([]Stray, error) {
	columns := ""
	for _, c := range FactColumns {
		columns += `f."` + c + `", `
	}
	rows, err := s.read.QueryContext(ctx, `SELECT `+columns+factColumns+` FROM facts f WHERE f.edition_id = ? ORDER BY f.ordinal`, editionID)
	var all []Stray
	n := 0
	_, err = collect(rows, err, func(r *sql.Rows) (struct{}, error) {
		raw := make([]sql.NullString, len(FactColumns))
		into := make([]any, len(raw))
		for i := range raw {
			into[i] = &raw[i]
		}
		f, err := scanFact(r, into, nil)
		if err != nil {
			return struct{}{}, err
		}
		for i, want := range factRow(editionID, n, f) {
			is, ought := shownAs(raw[i]), shownAs(nullable(want))
			if is != ought && !slices.Contains([]string{"class", "economic_class", "derived_from", "correction"}, FactColumns[i]) { // JSON may be written in many ways
				all = append(all, Stray{n, FactColumns[i], is, ought})
			}
		}
		n++
		return struct{}{}, nil
	})
	return all, err
}

func nullable(v any) sql.NullString {
	switch v := v.(type) {
	case nil:
		return sql.NullString{}
	case *int:
		if v == nil {
			return sql.NullString{}
		}
		return sql.NullString{String: fmt.Sprint(*v), Valid: true}
	}
	return sql.NullString{String: fmt.Sprint(v), Valid: true}
}

func shownAs(s sql.NullString) string {
	if !s.Valid {
		return "空"
	}
	return s.String
}

// Emptied reports whether nothing of what an edition's report said is there,
// and returns the SHA-256 of its document.
func (s *Store) Emptied(ctx context.Context, editionID int64) (empty bool, sha256 string, err error) {
	said := ""
	for _, table := range statements {
		if table == "restatements" || table == "restated" {
			continue // of two editions
		}
		said += ` AND NOT EXISTS (SELECT 1 FROM ` + table + ` WHERE edition_id = e.id)`
	}
	err = s.read.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM documents WHERE sha256 = e.document)`+said+`, e.document FROM editions e WHERE e.id = ?`, editionID).Scan(&empty, &sha256)
	return empty, sha256, found(err)
}

// HasTrail says whether the database holds the administrators' trail: a public
// copy does not.
func (s *Store) HasTrail(ctx context.Context) (has bool, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'desk_audit')`).Scan(&has)
	return has, err
}

// UnsealedEditions returns the editions without a seal.
func (s *Store) UnsealedEditions(ctx context.Context) ([]Edition, error) {
	return s.editions(ctx, `WHERE NOT EXISTS (SELECT 1 FROM seals s WHERE s.edition_id = e.id) ORDER BY e.id`)
}
