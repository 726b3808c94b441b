package data_test

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"mingzhang/internal/data"
)

// counted counts how often it is asked whether it is done, which every
// statement of a transaction does, and kills the process at one of them.
type counted struct {
	context.Context
	asked  *atomic.Int64
	killAt int64 // never when 0
}

func (c counted) Done() <-chan struct{} {
	if c.asked.Add(1) == c.killAt {
		if p, err := os.FindProcess(os.Getpid()); err == nil {
			_ = p.Kill()
		}
		select {}
	}
	return c.Context.Done()
}

// TestPublishUntilKilled is the process that the tests below kill: it publishes
// units from a number on, announcing each, and dies at a statement of the
// second when told so.
func TestPublishUntilKilled(t *testing.T) {
	path := os.Getenv("PUBLISH_UNTIL_KILLED")
	if path == "" {
		t.Skip("run by the tests that kill it")
	}
	from, _ := strconv.Atoi(os.Getenv("PUBLISH_FROM"))
	killAt, _ := strconv.ParseInt(os.Getenv("PUBLISH_KILL_AT"), 10, 64)
	s, err := data.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	p := publication(t)
	for i := from; i < from+1000; i++ {
		ctx := counted{context.Background(), &atomic.Int64{}, 0}
		if i == from+1 {
			ctx.killAt = killAt
		}
		next := renamed(t, p, i)
		fmt.Println("publishing", i)
		if _, _, err := s.Publish(ctx, next); err != nil {
			t.Fatal(err)
		}
	}
}

// start starts that process; lines gives what it announces.
func start(t *testing.T, path string, from int, killAt int64) (cmd *exec.Cmd, lines *bufio.Scanner) {
	t.Helper()
	cmd = exec.Command(os.Args[0], "-test.run", "^TestPublishUntilKilled$")
	cmd.Env = append(os.Environ(), "PUBLISH_UNTIL_KILLED="+path, fmt.Sprint("PUBLISH_FROM=", from), fmt.Sprint("PUBLISH_KILL_AT=", killAt))
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, bufio.NewScanner(out)
}

// whole makes sure that the database is sound and that everything in it is
// what was published; it returns how many editions there are.
func whole(t *testing.T, path string) int {
	t.Helper()
	s, err := data.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	editions, err := s.AllCurrent(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	p := publication(t)
	for _, e := range editions {
		r, err := s.Report(context.Background(), e.ID)
		if err != nil {
			t.Fatal(err)
		}
		var i int
		if _, err := fmt.Sscanf(r.Unit.Name[strings.Index(r.Unit.Name, "第"):], "第%d", &i); err != nil {
			t.Fatal(r.Unit.Name, err)
		}
		sameReport(t, renamed(t, p, i).Report, r)
		if charts, err := s.Charts(context.Background(), e.ID); err != nil || len(charts) != len(p.Charts) {
			t.Errorf("%d charts (%v)", len(charts), err)
		}
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var state string
	if err := db.QueryRow(`PRAGMA integrity_check`).Scan(&state); err != nil || state != "ok" {
		t.Errorf("integrity: %s %v", state, err)
	}
	rows, err := db.Query(`PRAGMA foreign_key_check`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	if rows.Next() {
		t.Error("there are rows that point nowhere")
	}
	var strays int
	if err := db.QueryRow(`SELECT (SELECT count(*) FROM units) + (SELECT count(*) FROM documents) - 2 * (SELECT count(*) FROM editions)`).Scan(&strays); err != nil || strays != 0 {
		t.Errorf("%d units or documents without an edition (%v)", strays, err)
	}
	return len(editions)
}

// Killed at a statement within the transaction, the process leaves nothing of
// that edition and all of the one before.
func TestKilledAtStatement(t *testing.T) {
	s, _ := store(t)
	// The goroutines that watch queries ask too, or come too late to: the least
	// of several counts is what the statements themselves ask.
	var n int64
	p := publication(t)
	for i := range 5 {
		asked := &atomic.Int64{}
		if _, _, err := s.Publish(counted{context.Background(), asked, 0}, renamed(t, p, i)); err != nil {
			t.Fatal(err)
		}
		if n == 0 || asked.Load() < n {
			n = asked.Load()
		}
	}
	path := filepath.Join(t.TempDir(), "killed.db")
	for round, killAt := range []int64{n / 100, n / 3, n / 2, n - 2} {
		cmd, _ := start(t, path, round*10, killAt)
		var exit *exec.ExitError
		if err := cmd.Wait(); !errors.As(err, &exit) || exit.Exited() {
			t.Fatalf("the process was to be killed at %d of %d: %v", killAt, n, err)
		}
		if got := whole(t, path); got != round+1 {
			t.Errorf("killed at %d of %d: %d editions, want %d", killAt, n, got, round+1)
		}
	}
}

// Killed from outside at any moment, it leaves whole editions: all but the one
// it was at, and that one or not.
func TestKilledFromOutside(t *testing.T) {
	path := filepath.Join(t.TempDir(), "killed.db")
	least, most := 0, 0
	for round, delay := range []time.Duration{0, 2, 4, 6, 8} {
		cmd, lines := start(t, path, round*1000, 0)
		announced := 0
		for announced < 5 && lines.Scan() {
			if strings.HasPrefix(lines.Text(), "publishing") {
				announced++
			}
		}
		time.Sleep(delay * time.Millisecond)
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		for lines.Scan() {
			if strings.HasPrefix(lines.Text(), "publishing") {
				announced++
			}
		}
		_ = cmd.Wait()
		least, most = least+announced-1, most+announced
		if got := whole(t, path); got < least || got > most {
			t.Errorf("%d editions, want %d to %d", got, least, most)
		} else {
			least, most = got, got
		}
	}
}
