// Package vault keeps a database safe: it copies it while the website runs,
// reads every copy back before trusting it, and puts one in place again.
package vault

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"syscall"
	"time"

	"mingzhang/internal/data"
)

// Backup says what is to be copied, and where to.
type Backup struct {
	Database string
	To       string // a file, or a folder, which gets a file named after the time
	Force    bool   // an existing file is replaced
	Keep     int    // in a folder: how many are left, the oldest are removed; 0 for all
	Now      time.Time
}

// Made is a copy that was read back and found whole.
type Made struct {
	File    string
	Bytes   int64
	Health  data.Health
	Removed []string // older copies
}

const (
	dated     = "mingzhang-20060102-150405.db"
	privately = 0o700
)

var datedName = regexp.MustCompile(`^mingzhang-[0-9]{8}-[0-9]{6}\.db$`)

// Run makes the copy. Until it was read back it stands under no name that
// anybody would take it by.
func (b Backup) Run(ctx context.Context) (Made, error) {
	m := Made{File: b.To}
	if err := data.Exists(b.Database); err != nil {
		return m, err
	}
	info, err := os.Stat(b.To)
	inFolder := err == nil && info.IsDir()
	switch {
	case b.Keep < 0:
		return m, errors.New("--keep 要大于 0")
	case inFolder:
		m.File = filepath.Join(b.To, b.Now.Format(dated))
	case b.Keep > 0:
		return m, fmt.Errorf("--keep 要和文件夹一起用，%s 不是文件夹", b.To)
	case err == nil && !b.Force:
		return m, fmt.Errorf("%s 已经在了，没有覆盖它；换一个文件名，或用 --force 覆盖", b.To)
	}
	if same(m.File, b.Database) {
		return m, errors.New("备份不能写到数据库自己身上，请换一个文件名")
	}
	folder := filepath.Dir(m.File)
	temporary, err := os.MkdirTemp(folder, ".mingzhang-backup-")
	if err != nil {
		return m, trouble(folder, err)
	}
	defer os.RemoveAll(temporary)
	made := filepath.Join(temporary, "backup.db")
	if err := data.Copy(ctx, b.Database, made); err != nil {
		return m, err
	}
	if m.Health, err = data.Examine(ctx, made); err != nil {
		return m, fmt.Errorf("备份读回来核对没有通过，没有留下它；数据库可能已损坏，请保留以前的备份：%w", err)
	}
	if info, err = os.Stat(made); err != nil {
		return m, err
	}
	m.Bytes = info.Size()
	if err := data.Settle(made, m.File); err != nil {
		return m, trouble(folder, err)
	}
	if inFolder && b.Keep > 0 {
		m.Removed, err = prune(b.To, b.Keep)
	}
	return m, err
}

// prune removes the oldest copies of a folder: of files named after their time
// and no other.
func prune(folder string, keep int) (removed []string, err error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, trouble(folder, err)
	}
	var all []string
	for _, e := range entries {
		if e.Type().IsRegular() && datedName.MatchString(e.Name()) {
			all = append(all, e.Name())
		}
	}
	slices.Sort(all)
	for _, name := range all[:max(0, len(all)-keep)] {
		name = filepath.Join(folder, name)
		if err := os.Remove(name); err != nil {
			return removed, trouble(folder, err)
		}
		removed = append(removed, name)
	}
	return removed, nil
}

// same reports whether two names are of one file.
func same(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// trouble says what to do about an error of the disk.
func trouble(folder string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return fmt.Errorf("文件夹 %s 所在的磁盘写满了，请腾出空间再试（%w）", folder, err)
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("文件夹 %s 不存在，请先建好（%w）", folder, err)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return fmt.Errorf("不能写文件夹 %s，请检查权限（%w）", folder, err)
	}
	return fmt.Errorf("写文件夹 %s 出错：%w", folder, err)
}
