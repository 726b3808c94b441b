package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"github.com/pressly/goose/v3"
)

// Frozen is a view of the database as it is at one moment, whatever is
// published meanwhile. Its lists may be read; it must be closed.
type Frozen struct{ *Store }

// Freeze returns a view of the database as it is now. It reads one list at a
// time.
func (s *Store) Freeze(ctx context.Context) (*Frozen, error) {
	db, err := s.another()
	if err != nil {
		return nil, err
	}
	// The pool has this one connection, so all that follows is inside the
	// transaction; its first read fixes the moment.
	f := &Frozen{&Store{read: db, path: s.path}}
	if _, err := db.ExecContext(ctx, `BEGIN`); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if err := f.Ping(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return f, nil
}

// another opens the database once more to be read.
func (s *Store) another() (*sql.DB, error) {
	if !s.replica {
		return openReading(s.path, inUse, 1)
	}
	return openReading(s.path, asItLies, 1)
}

// Close ends the view.
func (f *Frozen) Close() error { return f.read.Close() }

// Snapshot writes a consistent copy of what is public to a new file beside the
// database, opens the copy and takes its name away, so that it is gone when
// closed. Of the administrators' tables not a byte is in it.
func (s *Store) Snapshot(ctx context.Context) (*os.File, error) {
	beside, how := filepath.Dir(s.path), ""
	if s.replica {
		beside, how = os.TempDir(), asItLies
	}
	folder, err := os.MkdirTemp(beside, "."+filepath.Base(s.path)+"-snapshot-")
	if err != nil {
		return nil, fmt.Errorf("数据库旁边写不了临时文件：%w", err)
	}
	defer os.RemoveAll(folder)
	whole, public := filepath.Join(folder, "whole.db"), filepath.Join(folder, "public.db")
	if err := copyOf(ctx, s.path, how, whole, nil); err != nil {
		return nil, fmt.Errorf("没有做成数据库的副本：%w", err)
	}
	// What is dropped leaves its bytes in free pages; the second copy has none.
	if err := copyOf(ctx, whole, "", public, dropAll); err != nil {
		return nil, fmt.Errorf("没有做成只含公开内容的副本：%w", err)
	}
	return os.Open(public)
}

// dropAll drops what is nobody's business, and what was withdrawn.
func dropAll(ctx context.Context, db *sql.DB) error {
	if err := dropPrivate(ctx, db); err != nil {
		return err
	}
	return dropWithdrawn(ctx, db)
}

// copyOf copies a database into a new file, after something was done to it.
func copyOf(ctx context.Context, from, how, copied string, first func(context.Context, *sql.DB) error) error {
	db, err := sql.Open("sqlite", dsn(from, how+"_pragma=busy_timeout(10000)"))
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if first != nil {
		if err := first(ctx, db); err != nil {
			return err
		}
	}
	_, err = db.ExecContext(ctx, `VACUUM INTO ?`, copied)
	return err
}

// private begins the name of every table that is nobody's business.
const private = "desk_"

// dropPrivate drops the tables of the administrators' side, with their indexes
// and triggers, and what else speaks of them.
func dropPrivate(ctx context.Context, db *sql.DB) error {
	rows, err := db.QueryContext(ctx, `SELECT type, name FROM sqlite_schema
		WHERE type IN ('table', 'view', 'trigger') AND substr(name, 1, length(?1)) = ?1
		ORDER BY type = 'table', name`, private)
	type object struct{ kind, name string }
	all, err := collect(rows, err, func(r *sql.Rows) (o object, err error) { return o, r.Scan(&o.kind, &o.name) })
	if err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, o := range all {
		if _, err := tx.ExecContext(ctx, `DROP `+o.kind+` IF EXISTS "`+o.name+`"`); err != nil {
			return fmt.Errorf("%s：%w", o.name, err)
		}
	}
	// Whoever opens the copy gets them anew, empty.
	versions, err := privateMigrations()
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM `+goose.DefaultTablename+` WHERE version_id IN (SELECT value FROM json_each(?))`, listJSON(versions)); err != nil {
		return err
	}
	return tx.Commit()
}

// privateMigrations returns the numbers of the migrations that make private
// tables: their names begin with desk_ too.
func privateMigrations() (versions []int64, err error) {
	files, err := fs.Glob(migrations, "migrations/*_"+private+"*.sql")
	for _, f := range files {
		v, err := goose.NumericComponent(path.Base(f))
		if err != nil {
			return nil, err
		}
		versions = append(versions, v)
	}
	return versions, err
}
