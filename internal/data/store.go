// Package data is the SQLite store: units, documents, editions and what the
// reports of editions state. All SQL of the project is here.
package data

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// ErrNotFound means that the store has no such unit, edition or document.
var ErrNotFound = errors.New("没有找到")

// Store is an open database: one writer and a few readers.
type Store struct {
	write *sql.DB
	read  *sql.DB
	path  string

	replica bool // nothing is ever written
	signing Signing
}

// readers is how many queries run at once; more gain nothing on few cores.
const readers = 4

// Open opens the database at path, creating it and bringing its tables up to
// date. An error says in Chinese what is wrong with the file. A database of an
// older version is copied first; told is told of it.
func Open(ctx context.Context, path string, told ...func(Upgrade)) (*Store, error) {
	if err := usable(path); err != nil {
		return nil, err
	}
	s := &Store{path: path}
	var err error
	if s.write, err = openWriting(path); err != nil {
		return nil, err
	}
	if err := migrate(ctx, s.write, path, func(u Upgrade) {
		for _, tell := range told {
			tell(u)
		}
	}); err != nil {
		s.write.Close()
		return nil, err
	}
	if err := s.derive(ctx); err != nil {
		s.write.Close()
		return nil, unusable(path, err)
	}
	if s.read, err = openReading(path, inUse, readers); err != nil {
		s.write.Close()
		return nil, err
	}
	if err := s.completeLists(ctx); err != nil {
		s.Close()
		return nil, unusable(path, err)
	}
	return s, nil
}

// inUse is how a database is opened that is written to.
const inUse = "_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)&_pragma=foreign_keys(1)&"

func openWriting(path string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", dsn(path, inUse+"_txlock=immediate"))
	if err != nil {
		return nil, fmt.Errorf("打不开数据库 %s：%w", path, err)
	}
	db.SetMaxOpenConns(1)
	return db, nil
}

func dsn(path, pragmas string) string {
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + pragmas
}

// sqliteHeader begins every SQLite database.
const sqliteHeader = "SQLite format 3\x00"

// usable says why path cannot be a database, before SQLite touches it.
func usable(path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if dir, err := os.Stat(filepath.Dir(path)); err != nil || !dir.IsDir() {
			return fmt.Errorf("数据库 %s 所在的文件夹不存在，请先建好文件夹，或用 --db 指定别的位置", path)
		}
		// It will hold passwords' hashes: nobody else reads it. SQLite gives
		// its log the same rights.
		if f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600); err == nil {
			f.Close()
		}
		return nil // SQLite says what is wrong
	case err != nil:
		return fmt.Errorf("打不开数据库 %s：%w", path, err)
	case info.IsDir():
		return fmt.Errorf("数据库 %s 是一个文件夹，请用 --db 指定一个文件", path)
	case info.Size() == 0:
		return nil
	}
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("没有权限读取数据库 %s，请检查文件权限", path)
	}
	defer f.Close()
	head := make([]byte, len(sqliteHeader))
	if _, err := io.ReadFull(f, head); err != nil || !bytes.Equal(head, []byte(sqliteHeader)) {
		return fmt.Errorf("%s 不是 SQLite 数据库，请用 --db 指定别的文件；这个文件没有被改动", path)
	}
	return nil
}

// SignWith has everything signed that is published or withdrawn from now on. It
// is called before the store is used.
func (s *Store) SignWith(signing Signing) { s.signing = signing }

// Path returns where the database is.
func (s *Store) Path() string { return s.path }

// Exists says why there is no database at path to read from.
func Exists(path string) error {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("没有数据库 %s；请用 --db 指明它在哪里，或先用 portal load 载入文件", path)
	}
	return usable(path)
}

// Close closes the database.
func (s *Store) Close() error { return errors.Join(s.read.Close(), s.write.Close()) }

// Ping reports whether the database answers.
func (s *Store) Ping(ctx context.Context) error {
	_, err := s.Generation(ctx)
	return err
}

// Generation returns a number that grows whenever anything that pages are made
// from has changed, whoever changed it.
func (s *Store) Generation(ctx context.Context) (n int64, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT number FROM generation`).Scan(&n)
	if s.replica {
		n ^= s.replaced()
	}
	return n, err
}

func grow(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, `UPDATE generation SET number = number + 1`)
	return err
}

// found turns "no rows" into ErrNotFound.
func found(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return ErrNotFound
	}
	return err
}
