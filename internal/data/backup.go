package data

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"os"

	"github.com/pressly/goose/v3"

	"mingzhang/internal/audit"
)

// Copy writes the whole database at path, as it is at one moment, to a new
// file, whoever reads and writes it meanwhile.
func Copy(ctx context.Context, path, to string) error {
	if err := usable(path); err != nil {
		return err
	}
	if err := copyOf(ctx, path, "", to, nil); err != nil {
		if full(err) {
			return fmt.Errorf("磁盘写满了，没有做成数据库 %s 的副本，原来的数据库没有动；请腾出空间再试：%w", path, err)
		}
		return fmt.Errorf("没有做成数据库 %s 的副本：%w", path, err)
	}
	return nil
}

// Health is what reading a whole database back has found.
type Health struct {
	Schema    int64 // number of the newest step of its tables
	Units     int
	Editions  int
	Documents int
	Facts     int
	Uploads   int // files that administrators have handed in
	Trail     int // entries of the administrators' trail
}

// Examine reads a whole database back that nobody works on: that SQLite finds
// it sound, that no row points nowhere, that every document and every upload
// has the bytes its hash says, and that the trail is unbroken.
func Examine(ctx context.Context, path string) (Health, error) {
	var h Health
	if err := usable(path); err != nil {
		return h, err
	}
	if info, err := os.Stat(path); err != nil || info.Size() == 0 {
		return h, fmt.Errorf("%s 是空的，不是数据库", path)
	}
	db, err := sql.Open("sqlite", dsn(path, "immutable=1&_pragma=query_only(1)"))
	if err != nil {
		return h, err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if err := h.sound(ctx, db); err != nil {
		return h, fmt.Errorf("%s 不完整：%w", path, err)
	}
	s := &Store{read: db, path: path}
	if err := s.eachDocument(ctx, func(sum string, body []byte) error {
		if hashed(body) != sum {
			return fmt.Errorf("原件 %s 的字节与它的 SHA-256 不符", sum[:12])
		}
		h.Documents++
		return nil
	}); err != nil {
		return h, fmt.Errorf("%s 不完整：%w", path, err)
	}
	if err := h.private(ctx, s); err != nil {
		return h, fmt.Errorf("%s 不完整：%w", path, err)
	}
	return h, nil
}

func (h *Health) sound(ctx context.Context, db *sql.DB) error {
	var state string
	if err := db.QueryRowContext(ctx, `PRAGMA integrity_check(1)`).Scan(&state); err != nil {
		return err
	}
	if state != "ok" {
		return errors.New("SQLite 检查出：" + state)
	}
	rows, err := db.QueryContext(ctx, `SELECT "table" FROM pragma_foreign_key_check LIMIT 1`)
	strays, err := collect(rows, err, func(r *sql.Rows) (name string, err error) { return name, r.Scan(&name) })
	if err != nil {
		return err
	}
	if len(strays) > 0 {
		return errors.New("表 " + strays[0] + " 里有找不到上级的行")
	}
	if err := db.QueryRowContext(ctx, `SELECT coalesce(max(version_id), 0) FROM `+goose.DefaultTablename).Scan(&h.Schema); err != nil {
		return errors.New("它不是明账的数据库")
	}
	return db.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM units), (SELECT count(*) FROM editions), (SELECT count(*) FROM facts)`).Scan(&h.Units, &h.Editions, &h.Facts)
}

// private examines the administrators' side, where the database has one.
func (h *Health) private(ctx context.Context, s *Store) error {
	var uploads, trail bool
	if err := s.read.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'desk_blobs'),
		EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'desk_audit')`).Scan(&uploads, &trail); err != nil {
		return err
	}
	if uploads {
		rows, err := s.read.QueryContext(ctx, `SELECT id, sha256 FROM desk_blobs WHERE sha256 IS NOT NULL ORDER BY id`)
		type blob struct {
			id  int64
			sum string
		}
		all, err := collect(rows, err, func(r *sql.Rows) (b blob, err error) { return b, r.Scan(&b.id, &b.sum) })
		if err != nil {
			return err
		}
		for _, b := range all {
			sum := sha256.New()
			if err := s.CopyBlob(ctx, sum, b.id); err != nil {
				return fmt.Errorf("上传的文件 %s 读不出来：%w", b.sum[:12], err)
			}
			if hex.EncodeToString(sum.Sum(nil)) != b.sum {
				return fmt.Errorf("上传的文件 %s 的字节与它的 SHA-256 不符", b.sum[:12])
			}
			h.Uploads++
		}
	}
	if trail {
		c, err := s.CheckTrail(ctx)
		var broken *audit.Broken
		if errors.As(err, &broken) {
			return fmt.Errorf("操作记录被改动过：%w", broken)
		}
		if err != nil {
			return err
		}
		h.Trail = int(c.Count())
	}
	return nil
}

func hashed(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

// eachDocument gives every published file with the hash it is known by.
func (s *Store) eachDocument(ctx context.Context, give func(sum string, body []byte) error) error {
	rows, err := s.read.QueryContext(ctx, `SELECT sha256 FROM documents ORDER BY sha256`)
	all, err := collect(rows, err, func(r *sql.Rows) (sum string, err error) { return sum, r.Scan(&sum) })
	if err != nil {
		return err
	}
	for _, sum := range all {
		o, err := s.Original(ctx, sum)
		if err != nil {
			return fmt.Errorf("原件 %s 读不出来：%w", sum[:12], err)
		}
		if err := give(sum, o.Bytes); err != nil {
			return err
		}
	}
	return nil
}

// Release makes sure that nobody has the database at path open, and writes
// what stands in its log into it, so that the file alone is the database.
// ErrInUse says that somebody has it open.
func Release(ctx context.Context, path string) error {
	db, err := sql.Open("sqlite", dsn(path, "_pragma=busy_timeout(200)&_pragma=locking_mode(EXCLUSIVE)"))
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	var mode string
	err = db.QueryRowContext(ctx, `PRAGMA journal_mode = DELETE`).Scan(&mode)
	switch {
	case busy(err):
		return ErrInUse
	case err != nil:
		return err
	case mode != "delete":
		return ErrInUse
	}
	return nil
}

// ErrInUse says that a program has the database open.
var ErrInUse = errors.New("数据库正被别的程序打开着")
