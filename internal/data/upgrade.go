package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/pressly/goose/v3"
	sqlite3 "modernc.org/sqlite/lib"
)

// Upgrade is what was done before the tables of an older version were brought
// up to date.
type Upgrade struct {
	From, To int64  // numbers of the newest steps
	Backup   string // the database as it was
}

// outdated says which steps a database lacks. Steps that only make the
// administrators' tables, empty, change nothing that could be lost.
func outdated(ctx context.Context, p *goose.Provider, have int64) (to int64, err error) {
	if have == 0 {
		return 0, nil // a new one
	}
	states, err := p.Status(ctx)
	if err != nil {
		return 0, err
	}
	for _, s := range states {
		if s.State == goose.StatePending && s.Source.Version > have {
			to = s.Source.Version
		}
	}
	return to, nil
}

// spare is left of the disk, whatever is copied.
const spare = 16 << 20

// keep copies the database before it is brought up to date: to a file beside
// it that is never written over. Without room for the copy and for the work
// nothing is touched.
func (u *Upgrade) keep(ctx context.Context, path string, free func(folder string) (uint64, bool)) error {
	u.Backup = fmt.Sprintf("%s.before-%02d.bak", path, u.To)
	if _, err := os.Stat(u.Backup); err == nil {
		return nil // of an upgrade that did not come to its end: that is the older one
	}
	folder := filepath.Dir(path)
	var size uint64
	for _, name := range []string{path, path + "-wal"} {
		if info, err := os.Stat(name); err == nil {
			size += uint64(info.Size())
		}
	}
	if left, known := free(folder); known && left < 2*size+spare {
		return fmt.Errorf("数据库 %s 要升级（结构第 %d 版到第 %d 版），升级前要先备份，磁盘空间不够：需要约 %d MB，只剩 %d MB。数据库没有动；请腾出空间再启动",
			path, u.From, u.To, (2*size+spare)>>20, left>>20)
	}
	temporary, err := os.MkdirTemp(folder, "."+filepath.Base(path)+"-backup-")
	if err != nil {
		return fmt.Errorf("数据库 %s 要升级，升级前的备份写不了：请检查文件夹 %s 的写权限；数据库没有动：%w", path, folder, err)
	}
	defer os.RemoveAll(temporary)
	made := filepath.Join(temporary, "backup.db")
	if err := copyOf(ctx, path, "", made, nil); err != nil {
		if full(err) {
			return fmt.Errorf("数据库 %s 要升级，升级前的备份写满了磁盘；数据库没有动，请腾出空间再启动：%w", path, err)
		}
		return fmt.Errorf("数据库 %s 要升级，升级前的备份没有做成；数据库没有动：%w", path, err)
	}
	if have, err := stepOf(ctx, made); err != nil || have != u.From {
		return err // another program has brought it up to date meanwhile, and keeps its own copy
	}
	if err := Settle(made, u.Backup); err != nil {
		return fmt.Errorf("数据库 %s 升级前的备份没有写好；数据库没有动：%w", path, err)
	}
	return nil
}

// stepOf returns the number of the newest step of a copy.
func stepOf(ctx context.Context, path string) (have int64, err error) {
	db, err := sql.Open("sqlite", dsn(path, "immutable=1"))
	if err != nil {
		return 0, err
	}
	defer db.Close()
	return have, db.QueryRowContext(ctx, `SELECT coalesce(max(version_id), 0) FROM `+goose.DefaultTablename).Scan(&have)
}

// Settle gives a finished file its name such that it survives a loss of power:
// readable by its owner alone, since a database holds what is not public.
func Settle(made, name string) error {
	f, err := os.OpenFile(made, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	if err := errors.Join(f.Chmod(0o600), f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(made, name); err != nil {
		return err
	}
	if dir, err := os.Open(filepath.Dir(name)); err == nil {
		_ = dir.Sync() // not every file system can
		_ = dir.Close()
	}
	return nil
}

// full reports whether SQLite found the disk full.
func full(err error) bool {
	code := resultCode(err)
	return code == sqlite3.SQLITE_FULL
}
