package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const seedFile = "../../seed/000_15c4900d2e5f3cbe.txt"

// portal runs one command line and returns what it says and its exit code.
func portal(t *testing.T, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	var out, errOut bytes.Buffer
	code = runWith(context.Background(), args, &out, &errOut)
	return out.String(), errOut.String(), code
}

func TestExtract(t *testing.T) {
	out, _, code := portal(t, "extract", seedFile)
	var report struct {
		Unit     struct{ Name, Region string } `json:"unit"`
		Year     int                           `json:"year"`
		Facts    []json.RawMessage             `json:"facts"`
		Coverage struct {
			Unread []any `json:"unread"`
		} `json:"coverage"`
	}
	if err := json.Unmarshal([]byte(out), &report); err != nil {
		t.Fatal(err)
	}
	if code != exitOK || strings.Count(out, "\n") != 1 || report.Year != 2024 || report.Unit.Region != "650105" || len(report.Coverage.Unread) != 0 || len(report.Facts) == 0 {
		t.Errorf("exit %d, %d lines, %+v", code, strings.Count(out, "\n"), report.Unit)
	}
	text, _, code := portal(t, "extract", "--text", seedFile)
	if code != exitOK || !strings.Contains(text, "2024年度收入总计9,436.64万元") {
		t.Errorf("the text: exit %d", code)
	}
	pretty, _, _ := portal(t, "extract", "--pretty", seedFile)
	if !json.Valid([]byte(pretty)) || !strings.Contains(pretty, "\n  \"unit\"") {
		t.Error("--pretty does not indent")
	}
}

// A document that cannot be read has an object of its own with two fields.
func TestExtractUnreadable(t *testing.T) {
	empty := filepath.Join(t.TempDir(), "空.txt")
	if err := os.WriteFile(empty, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	out, errOut, code := portal(t, "extract", empty, seedFile, "没有.txt")
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if code != exitFound || len(lines) != 3 || !strings.Contains(errOut, "空.txt") || !strings.Contains(errOut, "没有.txt") {
		t.Fatalf("exit %d, %d objects, %s", code, len(lines), errOut)
	}
	for _, i := range []int{0, 2} {
		var object map[string]json.RawMessage
		if err := json.Unmarshal([]byte(lines[i]), &object); err != nil || len(object) != 2 || object["document"] == nil || object["error"] == nil {
			t.Errorf("object %d: %s", i, lines[i])
		}
	}
}

func TestCheck(t *testing.T) {
	out, _, code := portal(t, "check", seedFile)
	if code != exitFound { // the document has two contradictions
		t.Errorf("exit %d", code)
	}
	for _, words := range []string{"不符 2", "四舍五入 4", "提示 2", "9,436.65", "268.50", "120.96%"} {
		if !strings.Contains(out, words) {
			t.Errorf("the table does not say %q", words)
		}
	}
}

func TestLoad(t *testing.T) {
	db := filepath.Join(t.TempDir(), "a.db")
	out, errOut, code := portal(t, "load", "--db", db, filepath.Dir(seedFile))
	if code != exitOK || !strings.Contains(out, "新公开 1") {
		t.Errorf("exit %d: %s %s", code, out, errOut)
	}
	if out, _, code = portal(t, "load", "--db", db, seedFile); code != exitOK || !strings.Contains(out, "没有变化 1") {
		t.Errorf("again: exit %d: %s", code, out)
	}
}

// The site answers, and when told to stop it stops in peace.
func TestServe(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	read, write := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		ended <- runWith(ctx, []string{"--addr", "127.0.0.1:0", "--db", filepath.Join(t.TempDir(), "a.db"), "--log", "json"}, io.Discard, write)
		write.Close()
	}()
	lines := json.NewDecoder(read)
	for {
		var line struct{ Msg, URL string }
		if err := lines.Decode(&line); err != nil {
			t.Fatalf("the log is no JSON or ended early: %v", err)
		}
		if line.Msg != "网站已启动" {
			continue
		}
		go io.Copy(io.Discard, read)
		out, errOut, code := portal(t, "health", line.URL)
		if code != exitOK || !strings.Contains(out, "正常") {
			t.Errorf("health: exit %d, %s %s", code, out, errOut)
		}
		stop()
		if code := <-ended; code != exitOK {
			t.Errorf("stopped with exit %d", code)
		}
		break
	}
}

func TestUsage(t *testing.T) {
	for _, tc := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"extract"}, exitUsage, "缺少要读取的文件"},
		{[]string{"check"}, exitUsage, "缺少"},
		{[]string{"nonsense"}, exitUsage, "没有“nonsense”这个命令"},
		{[]string{"serve", "--nonsense"}, exitUsage, "没有这个选项"},
		{[]string{"serve", "extra"}, exitUsage, "多出了"},
		{[]string{"extract", "--pretty", "--text", seedFile}, exitUsage, "只能选一个"},
		{[]string{"serve", "--db", "/no/such/folder/a.db"}, exitFound, "文件夹不存在"},
		{[]string{"serve", "--log", "xml"}, exitUsage, "text 或 json"},
	} {
		_, errOut, code := portal(t, tc.args...)
		if code != tc.code || !strings.Contains(errOut, tc.want) {
			t.Errorf("%v: exit %d, %s", tc.args, code, errOut)
		}
	}
	for _, args := range [][]string{{"--help"}, {"help", "load"}, {"extract", "--help"}, {"check", "-h"}, {"serve", "-h"}} {
		out, _, code := portal(t, args...)
		if code != exitOK || !strings.Contains(out, "用法") || !strings.Contains(out, "示例") {
			t.Errorf("%v: exit %d, %s", args, code, out)
		}
	}
	if out, _, code := portal(t, "version"); code != exitOK || !strings.Contains(out, "明账") {
		t.Errorf("version: exit %d, %s", code, out)
	}
}
