package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Frozen is a view of the database as it is at one moment, whatever is
// published meanwhile. Its lists may be read; it must be closed.
type Frozen struct{ *Store }

// Freeze returns a view of the database as it is now. It reads one list at a
// time.
func (s *Store) Freeze(ctx context.Context) (*Frozen, error) {
	db, err := open(s.path, 1, "_pragma=query_only(1)")
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

// Close ends the view.
func (f *Frozen) Close() error { return f.read.Close() }

// Snapshot writes a consistent copy of the whole database to a new file beside
// it, opens the copy and takes its name away, so that it is gone when closed.
// The database holds nothing but what is published.
func (s *Store) Snapshot(ctx context.Context) (*os.File, error) {
	folder, err := os.MkdirTemp(filepath.Dir(s.path), "."+filepath.Base(s.path)+"-snapshot-")
	if err != nil {
		return nil, fmt.Errorf("数据库旁边写不了临时文件：%w", err)
	}
	defer os.RemoveAll(folder)
	db, err := sql.Open("sqlite", dsn(s.path, "_pragma=busy_timeout(10000)"))
	if err != nil {
		return nil, err
	}
	defer db.Close()
	copied := filepath.Join(folder, "snapshot.db")
	if _, err := db.ExecContext(ctx, `VACUUM INTO ?`, copied); err != nil {
		return nil, fmt.Errorf("没有做成数据库的副本：%w", err)
	}
	return os.Open(copied)
}
