package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// writeYear writes the seed as the accounts of another year and name.
func writeYear(t *testing.T, dir, year string, replace ...string) {
	t.Helper()
	b, err := os.ReadFile(seedFile)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.NewReplacer(append([]string{"2024年", year + "年"}, replace...)...).Replace(string(b))
	if err := os.WriteFile(filepath.Join(dir, year+".txt"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

const oldUnit, newUnitName = "水磨沟区发展计划委员会", "水磨沟区发展和改革委员会"

// An administrator is told what documents say of former names, says what is so,
// and can take it back.
func TestUnitCommands(t *testing.T) {
	dir := t.TempDir()
	db := filepath.Join(dir, "a.db")
	files := filepath.Join(dir, "files")
	if err := os.Mkdir(files, 0o755); err != nil {
		t.Fatal(err)
	}
	writeYear(t, files, "2022", newUnitName, oldUnit)
	writeYear(t, files, "2024", "一、主要职能", "2023年机构改革后，乌鲁木齐市"+oldUnit+"更名为乌鲁木齐市"+newUnitName+"。\n一、主要职能")
	run := func(code int, want string, args ...string) string {
		t.Helper()
		out, errOut, got := portal(t, append(args, "--db", db)...)
		if got != code || !strings.Contains(out+errOut, want) {
			t.Errorf("%v: exit %d: %s %s", args, got, out, errOut)
		}
		return out
	}
	run(exitOK, "提示：", "load", files)
	run(exitOK, "portal unit rename 2 --was 乌鲁木齐市"+oldUnit+" --from 2023", "unit", "suggest")
	run(exitFound, "没有编号为 9", "unit", "rename", "9", "新局")
	run(exitOK, "已写明", "unit", "rename", "2", "--was", "1", "--from", "2023", "--note", "机构改革")
	run(exitOK, "没有变化", "unit", "rename", "2", "--was", "乌鲁木齐市"+oldUnit, "--from", "2023")
	run(exitOK, "没有：", "unit", "suggest")
	if out := run(exitOK, "2022 2024", "unit", "list", "发展计划"); !strings.Contains(out, "更名为") || strings.Contains(out, "│    1 │") {
		t.Error(out)
	}
	run(exitOK, "先记下名称", "unit", "merge", "某区粮食局", "--into", "2", "--from", "2021")
	run(exitFound, "哪个决算年度", "unit", "split", "2", "某区数据中心")
	run(exitOK, "分设“某区数据中心”", "unit", "split", "2", "某区数据中心", "--from", "2024")
	run(exitOK, "已撤销", "unit", "undo", "1")
	if out := run(exitOK, "", "unit", "list"); !strings.Contains(out, oldUnit) || strings.Contains(out, "更名为") {
		t.Error(out)
	}
	run(exitFound, "已经撤销", "unit", "undo", "1")
}

func TestUnitUsage(t *testing.T) {
	for _, tc := range []struct {
		args []string
		want string
	}{
		{[]string{"unit"}, "缺少子命令"},
		{[]string{"unit", "join"}, "没有“join”"},
		{[]string{"unit", "rename", "1"}, "单位和新名称"},
		{[]string{"unit", "rename", "1", "甲局", "--was", "乙局"}, "--was"},
		{[]string{"unit", "merge", "--into", "1"}, "缺少被并入的单位"},
		{[]string{"unit", "merge", "甲局"}, "--into"},
		{[]string{"unit", "split", "甲局"}, "分出的单位"},
		{[]string{"unit", "undo"}, "编号"},
		{[]string{"unit", "undo", "甲"}, "数字"},
		{[]string{"unit", "list", "甲", "乙"}, "多出了"},
		{[]string{"unit", "rename", "--nonsense"}, "没有这个选项"},
	} {
		_, errOut, code := portal(t, tc.args...)
		if code != exitUsage || !strings.Contains(errOut, tc.want) {
			t.Errorf("%v: exit %d, %s", tc.args, code, errOut)
		}
	}
	for _, args := range [][]string{{"unit", "--help"}, {"help", "unit", "rename"}, {"unit", "merge", "-h"}} {
		if out, _, code := portal(t, args...); code != exitOK || !strings.Contains(out, "用法") || !strings.Contains(out, "示例") {
			t.Errorf("%v: exit %d, %s", args, code, out)
		}
	}
}
