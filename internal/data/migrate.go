package data

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	slashed "path"
	"path/filepath"
	"time"

	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

//go:embed migrations/*.sql
var migrations embed.FS

// patience is how long a program waits for another one that brings the tables
// of the same database up to date.
const patience = 15 * time.Second

// migrate brings the tables up to date. Of several programs that try at once
// one does each step; the others find it done and go on.
func migrate(ctx context.Context, db *sql.DB, path string, told func(Upgrade)) error {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db, files, goose.WithLogger(goose.NopLogger()),
		goose.WithAllowOutofOrder(true)) // a public copy lacks the private ones, see dropPrivate
	if err != nil {
		return fmt.Errorf("数据库 %s 的升级脚本有错：%w", path, err)
	}
	deadline := time.Now().Add(patience)
	for {
		again, err := step(ctx, db, p, path, told)
		if err == nil || !again || time.Now().After(deadline) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// step tries once; again says that another program was at it, and that trying
// again may find it done.
func step(ctx context.Context, db *sql.DB, p *goose.Provider, path string, told func(Upgrade)) (again bool, err error) {
	var foreign bool
	err = db.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM sqlite_schema)
		AND NOT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = ?)`, goose.DefaultTablename).Scan(&foreign)
	if err != nil {
		return busy(err), unusable(path, err)
	}
	if foreign {
		return false, fmt.Errorf("%s 是别的程序的数据库，请用 --db 指定别的文件；这个文件里的内容没有被改动", path)
	}
	have, err := p.GetDBVersion(ctx)
	if err != nil {
		return busy(err), unusable(path, err)
	}
	sources := p.ListSources()
	if newest := sources[len(sources)-1].Version; have > newest {
		return false, fmt.Errorf("数据库 %s 由更新版的明账写成（结构第 %d 版，本程序只认到第 %d 版），请升级程序", path, have, newest)
	}
	u := Upgrade{From: have}
	if u.To, err = outdated(ctx, p, have); err != nil {
		return busy(err), unusable(path, err)
	}
	if u.To > 0 {
		if err := u.keep(ctx, path, freeBytes); err != nil {
			return false, err
		}
		told(u)
	}
	if _, err := p.Up(ctx); err != nil {
		// A step with a transaction of its own leaves it open when it fails.
		_, _ = db.ExecContext(ctx, `ROLLBACK`)
		_, _ = db.ExecContext(ctx, `PRAGMA foreign_keys = ON`)
		now, failed := p.GetDBVersion(ctx)
		if u.To > 0 {
			return busy(err) || failed == nil && now > have, fmt.Errorf("%w（升级前的备份在 %s）", unusable(path, err), u.Backup)
		}
		return busy(err) || failed == nil && now > have, unusable(path, err)
	}
	return false, nil
}

// resultCode returns SQLite's primary result code of an error, 0 when it is none of
// SQLite's.
func resultCode(err error) int {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return 0
	}
	return e.Code() & 0xff
}

func busy(err error) bool {
	code := resultCode(err)
	return code == sqlite3.SQLITE_BUSY || code == sqlite3.SQLITE_LOCKED
}

// unusable says in a sentence why SQLite cannot work with the file.
func unusable(path string, err error) error {
	switch resultCode(err) {
	case sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH:
		return fmt.Errorf("不能写数据库 %s：请检查文件和文件夹 %s 的写权限，或用 --db 指定别的位置：%w", path, filepath.Dir(path), err)
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return fmt.Errorf("数据库 %s 已损坏，请从备份恢复：%w", path, err)
	case sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR:
		return fmt.Errorf("数据库 %s 读写失败，请检查磁盘是否已满或有故障：%w", path, err)
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return fmt.Errorf("数据库 %s 正被别的程序占用，请稍后再试：%w", path, err)
	}
	return fmt.Errorf("数据库 %s 升级失败，没有改动已公开的内容：%w", path, err)
}

// NewestStep is the number of the newest step that this program knows.
func NewestStep() (newest int64, err error) {
	files, err := fs.Glob(migrations, "migrations/*.sql")
	for _, f := range files {
		v, err := goose.NumericComponent(slashed.Base(f))
		if err != nil {
			return 0, err
		}
		newest = max(newest, v)
	}
	return newest, err
}
