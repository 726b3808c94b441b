package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A backup is made, put in place, exported from; each says what it did.
func TestBackupRestoreExport(t *testing.T) {
	folder := t.TempDir()
	db, copied, other := filepath.Join(folder, "a.db"), filepath.Join(folder, "备份.db"), filepath.Join(folder, "b.db")
	if _, stderr, code := portal(t, "load", "--db", db, "../../seed/000_15c4900d2e5f3cbe.txt"); code != exitOK {
		t.Fatal(stderr)
	}
	for _, c := range []struct {
		args   []string
		code   int
		stdout string
		stderr string
	}{
		{[]string{"backup", "--db", db, copied}, exitOK, "1 个单位，1 版，1 份原件", ""},
		{[]string{"backup", "--db", db, copied}, exitFound, "", "--force"},
		{[]string{"backup", "--db", db}, exitUsage, "", "备份写到哪里"},
		{[]string{"restore", "--db", other, copied}, exitOK, "已恢复到", ""},
		{[]string{"restore", "--db", other, copied}, exitOK, ".replaced-", ""},
		{[]string{"restore", "--db", other, filepath.Join(folder, "没有.db")}, exitFound, "", "没有备份"},
		{[]string{"trail", "check", "--db", other}, exitOK, "完整", ""},
		{[]string{"export", "data", "--db", other, filepath.Join(folder, "数据.zip")}, exitOK, "SHA-256", ""},
		{[]string{"export", "unit", "--db", other, "9", filepath.Join(folder, "九")}, exitFound, "", "没有编号为 9 的单位"},
		{[]string{"export", "unit", "--db", other, "某局", filepath.Join(folder, "某")}, exitUsage, "", "不是单位编号"},
		{[]string{"export", "site", "--db", other, folder}, exitFound, "", "请指定一个空文件夹"},
		{[]string{"export", "site", "--db", filepath.Join(folder, "无.db"), filepath.Join(folder, "副本")}, exitFound, "", "没有数据库"},
		{[]string{"export"}, exitUsage, "", "site、data 或 unit"},
	} {
		stdout, stderr, code := portal(t, c.args...)
		if code != c.code || !strings.Contains(stdout, c.stdout) || !strings.Contains(stderr, c.stderr) {
			t.Errorf("%q: %d\n%s\n%s", c.args, code, stdout, stderr)
		}
	}
	if _, err := os.Stat(filepath.Join(folder, "无.db")); err == nil {
		t.Error("a command that only reads made a database")
	}
}
