// Package litestream runs the real Litestream beside the real portal: what is
// published goes to a replica, and comes back from it.
package litestream

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	_ "modernc.org/sqlite"
)

// program returns the path of a program that make builds before the test.
func program(t *testing.T, variable, otherwise string) string {
	t.Helper()
	name := os.Getenv(variable)
	if name == "" {
		name = otherwise
	}
	name, err := filepath.Abs(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(name); err != nil {
		t.Skipf("没有 %s：请用 make test-litestream 运行", name)
	}
	return name
}

// running starts a program that runs until it is killed, as hard as may be.
func running(t *testing.T, env []string, name string, args ...string) (kill func()) {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), env...)
	log, err := os.CreateTemp(t.TempDir(), "log")
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	over := false
	kill = func() {
		if over {
			return
		}
		over = true
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}
	t.Cleanup(func() {
		kill()
		if t.Failed() {
			b, _ := os.ReadFile(log.Name())
			t.Logf("%s:\n%s", filepath.Base(name), b)
		}
	})
	return kill
}

func run(t *testing.T, env []string, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), env...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", filepath.Base(name), strings.Join(args, " "), err, out)
	}
	return string(out)
}

func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// get waits for a site to answer.
func get(t *testing.T, address string, within time.Duration) (status int, body string) {
	t.Helper()
	deadline := time.Now().Add(within)
	for {
		answer, err := http.Get(address)
		if err == nil {
			defer answer.Body.Close()
			b, err := io.ReadAll(answer.Body)
			if err != nil {
				t.Fatal(err)
			}
			return answer.StatusCode, string(b)
		}
		if time.Now().After(deadline) {
			t.Fatal(err)
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// contents hashes every row of every table that is not Litestream's own.
func contents(t *testing.T, path string) map[string]string {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=query_only(1)&_pragma=busy_timeout(5000)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '\_litestream%' ESCAPE '\' ORDER BY name`)
	if err != nil {
		t.Fatal(err)
	}
	var tables []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		tables = append(tables, name)
	}
	rows.Close()
	sums := map[string]string{}
	for _, name := range tables {
		rows, err := db.Query(`SELECT * FROM "` + name + `"`)
		if err != nil {
			t.Fatal(name, err)
		}
		columns, err := rows.Columns()
		if err != nil {
			t.Fatal(err)
		}
		var lines []string
		for rows.Next() {
			values, into := make([]any, len(columns)), make([]any, len(columns))
			for i := range values {
				into[i] = &values[i]
			}
			if err := rows.Scan(into...); err != nil {
				t.Fatal(err)
			}
			lines = append(lines, fmt.Sprintf("%q", values))
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
		rows.Close()
		slices.Sort(lines)
		sum := sha256.Sum256([]byte(strings.Join(lines, "\n")))
		sums[name] = hex.EncodeToString(sum[:8])
	}
	return sums
}

func TestReplication(t *testing.T) {
	portal := program(t, "PORTAL", "../../bin/portal")
	litestream := program(t, "LITESTREAM", "../../build/litestream")
	specimens := program(t, "SPECIMENS", "../../build/specimens")
	config, err := filepath.Abs("../../docs/litestream.yml")
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	database, replica := filepath.Join(folder, "mingzhang.db"), filepath.Join(folder, "replica")
	env := []string{"PORTAL_DB=" + database, "REPLICA=" + replica}
	address := freeAddress(t)
	site := "http://" + address

	killPortal := running(t, env, portal, "serve", "--addr", address)
	if status, _ := get(t, site+"/healthz", 30*time.Second); status != http.StatusOK {
		t.Fatal(status)
	}
	killLitestream := running(t, env, litestream, "replicate", "-config", config)
	run(t, nil, specimens, "-units", "2", "-years", "2", "-narrative", "-out", filepath.Join(folder, "files"))
	run(t, env, portal, "load", filepath.Join(folder, "files"))
	want := contents(t, database)

	// The replica may be a second behind, and longer on a busy machine.
	restored := filepath.Join(folder, "restored.db")
	ctx, cancel := context.WithTimeout(context.Background(), 45*time.Second)
	defer cancel()
	for killed := false; ; {
		time.Sleep(2 * time.Second)
		_ = os.Remove(restored)
		out, err := exec.CommandContext(ctx, litestream, "restore", "-o", restored, "file://"+replica).CombinedOutput()
		if ctx.Err() != nil {
			t.Fatalf("the replica does not become what was published: %s", out)
		}
		if err != nil || !same(want, contents(t, restored)) {
			continue
		}
		if killed {
			break
		}
		// The power goes; the replica is all that is left.
		killPortal()
		killLitestream()
		killed = true
	}

	out := run(t, nil, portal, "backup", "--db", restored, filepath.Join(folder, "backup.db"))
	if !strings.Contains(out, "都完整") {
		t.Error(out)
	}
	// A public reader of the replica: nothing beside the file is written.
	quiet := filepath.Join(t.TempDir(), "readonly.db")
	run(t, nil, portal, "restore", "--db", quiet, filepath.Join(folder, "backup.db"))
	address = freeAddress(t)
	site = "http://" + address
	running(t, nil, portal, "serve", "--read-only", "--db", quiet, "--addr", address)
	if status, _ := get(t, site+"/units", 30*time.Second); status != http.StatusOK {
		t.Error(status)
	}
	if status, body := get(t, site+"/admin", time.Second); status != http.StatusForbidden || !strings.Contains(body, "只读副本") {
		t.Error(status, body)
	}
	if beside, _ := filepath.Glob(quiet + "*"); len(beside) != 1 {
		t.Error(beside)
	}
}

func same(a, b map[string]string) bool {
	if len(a) != len(b) {
		return false
	}
	for name, sum := range a {
		if b[name] != sum {
			return false
		}
	}
	return true
}
