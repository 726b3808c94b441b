package main

import (
	"context"
	"database/sql"
	"net/netip"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"mingzhang/internal/data"
)

// People are added, changed and shut out from the command line, and the trail
// tells all of it.
func TestUserCommands(t *testing.T) {
	db := filepath.Join(t.TempDir(), "a.db")
	run := func(code int, want string, args ...string) string {
		t.Helper()
		out, errOut, got := portal(t, append(args, "--db", db)...)
		if got != code || !strings.Contains(out+errOut, want) {
			t.Errorf("%v: exit %d: %s %s", args, got, out, errOut)
		}
		return out
	}
	run(exitFound, "没有数据库", "user", "list")
	run(exitFound, "没有数据库", "trail", "check")
	store, err := data.Open(context.Background(), db)
	if err != nil {
		t.Fatal(err)
	}
	store.Close()
	run(exitOK, "还没有人", "user", "list")
	run(exitUsage, "要用 --role", "user", "add", "boss")
	run(exitFound, "没有“国王”这个角色", "user", "add", "boss", "--role", "国王")
	run(exitFound, "登录名要有", "user", "add", "<b>", "--role", "录入")
	run(exitFound, "要在终端里运行", "user", "add", "boss", "--role", "admin", "--prompt")
	link := regexp.MustCompile(`(?m)^https://mingzhang\.example/admin/link/[A-Za-z0-9_-]{43}$`)
	if out := run(exitOK, "已添加王局", "user", "add", "Boss", "--display", "王局", "--role", "管理员", "--base-url", "https://mingzhang.example/"); !link.MatchString(out) {
		t.Error(out)
	}
	run(exitOK, "已添加", "user", "add", "zhangsan", "--role", "entry")
	run(exitFound, "已经有人用了", "user", "add", "ZHANGSAN", "--role", "entry")
	run(exitOK, "角色已是审核", "user", "role", "zhangsan", "审核")
	run(exitOK, "已停用", "user", "disable", "zhangsan")
	run(exitFound, "已停用", "user", "reset", "zhangsan")
	run(exitOK, "已恢复", "user", "enable", "zhangsan")
	if out := run(exitOK, "旧密码已作废", "user", "reset", "zhangsan", "--base-url", "https://mingzhang.example"); !link.MatchString(out) {
		t.Error(out)
	}
	run(exitFound, "最后一个", "user", "disable", "boss")
	run(exitFound, "没有登录名是", "user", "disable", "nobody")
	if out := run(exitOK, "王局", "user", "list"); !strings.Contains(out, "等本人设密码") {
		t.Error(out)
	}
	out := run(exitOK, "完整：共 6 条", "trail", "check")
	last := regexp.MustCompile(`[0-9a-f]{64}`).FindString(out)
	run(exitOK, "还在原处", "trail", "check", "--expect", last)
	run(exitFound, "没有散列是", "trail", "check", "--expect", strings.Repeat("0", 64))
	if out := run(exitOK, "命令行", "trail", "csv"); strings.Count(out, "\n") != 7 || !strings.Contains(out, last) {
		t.Error(out)
	}
	raw, err := sql.Open("sqlite", "file:"+db)
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	for _, q := range []string{`DROP TRIGGER desk_audit_no_delete`, `DELETE FROM desk_audit WHERE number = 3`} {
		if _, err := raw.Exec(q); err != nil {
			t.Fatal(err)
		}
	}
	run(exitFound, "第 3 条：缺了这一条", "trail", "check")
}

func TestProxies(t *testing.T) {
	all, err := parseProxies("10.0.0.1, 172.16.0.0/12,fd00::/8")
	if err != nil || len(all) != 3 || all[0] != netip.MustParsePrefix("10.0.0.1/32") {
		t.Errorf("%v %v", all, err)
	}
	if _, err := parseProxies("nginx"); err == nil {
		t.Error("a name was taken for an address")
	}
}
