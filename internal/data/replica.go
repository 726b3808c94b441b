package data

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/pressly/goose/v3"
)

// replicaAge is how long a connection to a copy lasts: after that the next one
// opens the file anew, which may have been replaced.
const replicaAge = time.Second

// asItLies opens a file that nobody writes to, and writes nothing beside it.
const asItLies = "mode=ro&immutable=1&"

// OpenReplica opens a copy of a database that is written somewhere else: it is
// read as it lies, and nothing of it or beside it is ever written. When the
// file is replaced by a newer one, that one is read from the next second on.
func OpenReplica(ctx context.Context, path string) (*Store, error) {
	if err := Exists(path); err != nil {
		return nil, err
	}
	if info, err := os.Stat(path + "-wal"); err == nil && info.Size() > 0 {
		return nil, fmt.Errorf("数据库 %s 旁边有正在写的日志（%s-wal），它不是副本：只读副本要用恢复或复制出来的完整文件", path, path)
	}
	db, err := openReading(path, asItLies, readers)
	if err != nil {
		return nil, err
	}
	db.SetConnMaxLifetime(replicaAge)
	s := &Store{read: db, write: db, path: path, replica: true}
	if err := s.readable(ctx); err != nil {
		db.Close()
		return nil, err
	}
	return s, nil
}

// readable says why a copy cannot be served: its tables must be those that
// this program knows.
func (s *Store) readable(ctx context.Context) error {
	newest, err := NewestStep()
	if err != nil {
		return err
	}
	var have int64
	if err := s.read.QueryRowContext(ctx, `SELECT coalesce(max(version_id), 0) FROM `+goose.DefaultTablename).Scan(&have); err != nil {
		return unreadable(s.path, err)
	}
	switch {
	case have < newest:
		return fmt.Errorf("副本 %s 由旧版的明账写成（结构第 %d 版，本程序是第 %d 版），只读副本不能升级：请先升级主站，再复制一份过来", s.path, have, newest)
	case have > newest:
		return fmt.Errorf("副本 %s 由更新版的明账写成（结构第 %d 版，本程序只认到第 %d 版），请升级程序", s.path, have, newest)
	}
	return nil
}

// Replica reports whether the store is a copy that nothing is written to.
func (s *Store) Replica() bool { return s.replica }

// replaced tells one file of a copy from the next one with the same generation.
func (s *Store) replaced() int64 {
	info, err := os.Stat(s.path)
	if err != nil {
		return 0
	}
	return info.ModTime().UnixNano() ^ info.Size()
}
