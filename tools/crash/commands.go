package main

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"mingzhang/tools/internal/portal"
)

// ran runs a command of the portal that may be killed.
func (w *world) ran(begin func(*portal.Process), args ...string) error {
	var out bytes.Buffer
	cmd := w.at.Command(args...)
	cmd.Stdout, cmd.Stderr = &out, &out
	p, err := portal.Start(cmd)
	if err != nil {
		return err
	}
	begin(p)
	<-p.Ended
	if p.Err != nil {
		return fmt.Errorf("portal %s：%w\n%s", strings.Join(args, " "), p.Err, out.String())
	}
	return nil
}

func loading(_ context.Context, w *world, begin func(*portal.Process)) error {
	args := []string{"load"}
	for _, p := range w.take(3) {
		w.told.loaded[p.sum] = true
		args = append(args, p.path)
	}
	return w.ran(begin, args...)
}

func withdrawing(ctx context.Context, w *world, begin func(*portal.Process)) error {
	s, err := w.somebody(ctx)
	if err != nil {
		return err
	}
	unit := strconv.FormatInt(s.unitID, 10)
	w.told.withdrawn[s.unit] = false
	if err := w.ran(begin, "edition", "withdraw", unit, strconv.Itoa(s.year), "--reason", "附件含不应公开的内容"); err != nil {
		return err
	}
	w.told.withdrawn[s.unit] = true
	return nil
}

func (w *world) copyFolder() string { return filepath.Join(w.folder, "copy") }

func exporting(_ context.Context, w *world, begin func(*portal.Process)) error {
	return w.ran(begin, "export", "site", "--base-url", "https://crash.example", w.copyFolder())
}

// exportedAgain finishes the copy, and compares it with one that nobody
// disturbed.
func exportedAgain(_ context.Context, w *world) error {
	calm := filepath.Join(w.folder, "calm")
	for _, folder := range []string{w.copyFolder(), calm} {
		if _, err := w.at.Call("export", "site", "--base-url", "https://crash.example", folder); err != nil {
			return err
		}
	}
	return errors.Join(sameTrees(w.copyFolder(), calm), os.RemoveAll(calm))
}

// sameTrees says where two folders differ.
func sameTrees(a, b string) error {
	x, err := tree(a)
	if err != nil {
		return err
	}
	y, err := tree(b)
	if err != nil {
		return err
	}
	var wrong []string
	for name, hash := range y {
		if x[name] != hash {
			wrong = append(wrong, "不同或没有："+name)
		}
	}
	for name := range x {
		if _, ok := y[name]; !ok {
			wrong = append(wrong, "多出："+name)
		}
	}
	if len(wrong) > 0 {
		return fmt.Errorf("接着做完的副本与一次做完的有 %d 处不同：%s", len(wrong), strings.Join(wrong[:min(5, len(wrong))], "，"))
	}
	return nil
}

func tree(root string) (map[string]string, error) {
	all := map[string]string{}
	return all, filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, path)
		all[name] = sum(b)
		return err
	})
}

func (w *world) backups() string { return filepath.Join(w.folder, "backups") }

func backingUp(_ context.Context, w *world, begin func(*portal.Process)) error {
	if err := os.MkdirAll(w.backups(), 0o755); err != nil {
		return err
	}
	w.made++
	return w.ran(begin, "backup", filepath.Join(w.backups(), fmt.Sprintf("backup-%d.db", w.made)))
}

// backedUp makes sure that every file that a backup would be taken for is one,
// and that another backup can be made and is what the database is.
func backedUp(ctx context.Context, w *world) error {
	w.made++
	again := filepath.Join(w.backups(), fmt.Sprintf("again-%d.db", w.made))
	if _, err := w.at.Call("backup", again); err != nil {
		return err
	}
	entries, err := os.ReadDir(w.backups())
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := filepath.Join(w.backups(), e.Name())
		if !e.Type().IsRegular() || filepath.Ext(name) != ".db" {
			continue // what a killed backup leaves is under no name that anybody takes it by
		}
		db, err := look(name)
		if err != nil {
			return err
		}
		err = sound(ctx, db)
		db.Close()
		if err != nil {
			w.found("备份 %s 不完整：%v", e.Name(), err)
		}
		if out, err := w.at.Call("verify", "--key", w.key, name); err != nil {
			w.found("备份 %s 没有通过核对：%v", e.Name(), out)
		}
		if err := os.Remove(name); err != nil {
			return err
		}
	}
	return nil
}

func (w *world) restoredTo() string { return filepath.Join(w.folder, "restored.db") }

func (w *world) backupToRestore() string { return filepath.Join(w.folder, "to-restore.db") }

// haveBackup makes a backup to restore from, over a database that is there.
func haveBackup(_ context.Context, w *world) error {
	if _, err := w.at.Call("backup", "--force", w.backupToRestore()); err != nil {
		return err
	}
	if _, err := os.Stat(w.restoredTo()); errors.Is(err, fs.ErrNotExist) {
		_, err = w.at.Call("restore", "--db", w.restoredTo(), w.backupToRestore())
		return err
	}
	return nil
}

func restoring(_ context.Context, w *world, begin func(*portal.Process)) error {
	time.Sleep(time.Until(time.Now().Truncate(time.Second).Add(time.Second))) // what is put aside is named after the second
	return w.ran(begin, "restore", "--db", w.restoredTo(), w.backupToRestore())
}

// restored makes sure that there is a whole database, the old one or the new
// one, and that the same command does it in the end.
func restored(ctx context.Context, w *world) error {
	check := func() error {
		db, err := look(w.restoredTo())
		if err != nil {
			return err
		}
		if err := errors.Join(sound(ctx, db), db.Close()); err != nil {
			return fmt.Errorf("恢复到的数据库：%w", err)
		}
		if out, err := w.at.Call("verify", "--key", w.key, w.restoredTo()); err != nil {
			return fmt.Errorf("恢复到的数据库没有通过核对：%s", out)
		}
		return nil
	}
	if err := check(); err != nil {
		return err
	}
	time.Sleep(time.Second)
	if _, err := w.at.Call("restore", "--db", w.restoredTo(), w.backupToRestore()); err != nil {
		return err
	}
	if err := check(); err != nil {
		return err
	}
	old, err := filepath.Glob(w.restoredTo() + ".replaced-*")
	for _, name := range old {
		err = errors.Join(err, os.Remove(name))
	}
	return err
}

func (w *world) newPortal() portal.Portal {
	return portal.Portal{Program: w.program, Database: w.newDatabase(), Log: w.at.Log}
}

func (w *world) newDatabase() string {
	return filepath.Join(w.folder, fmt.Sprintf("new-%d.db", w.made))
}

// founding starts a website on a database that is not there yet.
func founding(ctx context.Context, w *world, begin func(*portal.Process)) error {
	w.made++
	s, err := w.newPortal().Serve()
	if err != nil {
		return err
	}
	begin(s.Process)
	err = s.Answers(ctx)
	s.Kill()
	return err
}

// founded makes sure that it can be begun anew.
func founded(ctx context.Context, w *world) error {
	s, err := w.newPortal().Serve()
	if err != nil {
		return err
	}
	err = s.Answers(ctx)
	s.Kill()
	if err != nil {
		return fmt.Errorf("新建到一半的数据库用不了：%w", err)
	}
	db, err := look(w.newDatabase())
	if err != nil {
		return err
	}
	var tables, calm int
	err = errors.Join(sound(ctx, db), db.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_schema`).Scan(&tables), db.Close())
	if err != nil {
		return err
	}
	if err := w.with(func(db *sql.DB) error {
		return db.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_schema`).Scan(&calm)
	}); err != nil {
		return err
	}
	if tables != calm {
		return fmt.Errorf("新建到一半又接着建的数据库有 %d 个表与索引，应有 %d 个", tables, calm)
	}
	return nil
}
