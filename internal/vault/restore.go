package vault

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"mingzhang/internal/data"
)

// Restored says what was put in place.
type Restored struct {
	Health   data.Health
	Replaced string // where the database is that was there before, "" for none
}

// Restore puts a copy in the place of a database: after reading it back, only
// while nobody has the database open, and keeping the one that was there.
func Restore(ctx context.Context, file, database string, now time.Time) (Restored, error) {
	var r Restored
	if err := data.Exists(file); err != nil {
		return r, fmt.Errorf("没有备份 %s，请检查文件名", file)
	}
	if same(file, database) {
		return r, errors.New("备份和数据库是同一个文件")
	}
	var err error
	if r.Health, err = data.Examine(ctx, file); err != nil {
		return r, fmt.Errorf("备份没有通过核对，数据库没有动：%w", err)
	}
	folder := filepath.Dir(database)
	temporary, err := os.MkdirTemp(folder, ".mingzhang-restore-")
	if err != nil {
		return r, trouble(folder, err)
	}
	defer os.RemoveAll(temporary)
	made := filepath.Join(temporary, "restored.db")
	if err := copyFile(made, file); err != nil {
		return r, trouble(folder, err)
	}
	// What was read back is what is put in place.
	if _, err := data.Examine(ctx, made); err != nil {
		return r, fmt.Errorf("备份复制过来后没有通过核对，数据库没有动：%w", err)
	}
	was, err := os.Stat(database)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return r, trouble(folder, data.Settle(made, database))
	case err != nil:
		return r, trouble(folder, err)
	}
	if err := released(ctx, database); err != nil {
		return r, err
	}
	r.Replaced = database + ".replaced-" + now.Format("20060102-150405")
	if err := aside(database, r.Replaced); err != nil {
		return r, trouble(folder, err)
	}
	if err := data.Settle(made, database); err != nil {
		return r, trouble(folder, err)
	}
	// Whoever could read the database before can now.
	if err := os.Chmod(database, was.Mode().Perm()); err != nil {
		return r, trouble(folder, err)
	}
	return r, own(database, was)
}

// released makes sure that nobody has a database open. One that is damaged
// cannot be asked; the locks on its file still can.
func released(ctx context.Context, database string) error {
	inUse := func() error {
		return fmt.Errorf("数据库 %s 正被别的程序打开着（网站还在运行？），没有动它；请先停下网站，再运行同一条命令", database)
	}
	if locked(database) {
		return inUse()
	}
	if err := data.Release(ctx, database); errors.Is(err, data.ErrInUse) {
		return inUse()
	}
	return nil // released, or damaged and open to nobody
}

// aside keeps a database under another name, with what lies beside it. The
// name stays until the new file takes it: at no moment is there none.
func aside(database, name string) error {
	for _, end := range []string{"-wal", "-shm"} {
		if err := os.Rename(database+end, name+end); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if os.Link(database, name) == nil {
		return nil
	}
	return os.Rename(database, name) // a file system without links
}

func copyFile(to, from string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Sync(), out.Close())
}
