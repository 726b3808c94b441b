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

	"modernc.org/sqlite"

	"mingzhang/internal/data"
)

// rows counts the rows that this process changed, and kills it at one of them
// or, when all are written, at the commit.
type rows struct {
	changed  atomic.Int64
	killAt   atomic.Int64 // never when 0
	atCommit atomic.Bool
}

func (r *rows) watch(conn sqlite.ExecQuerierContext, _ string) error {
	hooks, ok := conn.(sqlite.HookRegisterer)
	if !ok {
		return fmt.Errorf("the driver's connection %T takes no hooks", conn)
	}
	hooks.RegisterPreUpdateHook(func(sqlite.SQLitePreUpdateData) {
		if r.changed.Add(1) == r.killAt.Load() && !r.atCommit.Load() {
			die()
		}
	})
	hooks.RegisterCommitHook(func() int32 {
		if r.atCommit.Load() && r.changed.Load() >= r.killAt.Load() {
			die()
		}
		return 0
	})
	return nil
}

func die() {
	if p, err := os.FindProcess(os.Getpid()); err == nil {
		_ = p.Kill()
	}
	select {}
}

// TestPublishUntilKilled is the process that the tests below kill: it publishes
// units from a number on, announcing each, and dies within the second when told
// so: after so many hundredths of the rows that the first one changed, or at
// the commit when that is all of them.
func TestPublishUntilKilled(t *testing.T) {
	path := os.Getenv("PUBLISH_UNTIL_KILLED")
	if path == "" {
		t.Skip("run by the tests that kill it")
	}
	from, _ := strconv.Atoi(os.Getenv("PUBLISH_FROM"))
	part, _ := strconv.ParseInt(os.Getenv("PUBLISH_KILL_AT"), 10, 64)
	var written rows
	sqlite.RegisterConnectionHook(written.watch)
	s, err := data.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	p := publication(t)
	for i := from; i < from+1000; i++ {
		if i == from+1 && part > 0 {
			first := written.changed.Swap(0)
			fmt.Println("rows of one publication:", first)
			// One less than all: the number in the name may write a row less.
			written.killAt.Store(max(1, first*part/100-1))
			written.atCommit.Store(part == 100)
		} else {
			written.changed.Store(0)
		}
		next := renamed(t, p, i)
		fmt.Println("publishing", i)
		if _, _, err := s.Publish(context.Background(), next); err != nil {
			t.Fatal(err)
		}
	}
}

// start starts that process; lines gives what it announces.
func start(t *testing.T, path string, from, killAt int) (cmd *exec.Cmd, lines *bufio.Scanner) {
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

// Killed at a row within the transaction, or at its commit when all rows are
// written, the process leaves nothing of that edition and all of the one before.
func TestKilledAtStatement(t *testing.T) {
	path := filepath.Join(t.TempDir(), "killed.db")
	for round, part := range []int{1, 33, 50, 99, 100} {
		cmd, lines := start(t, path, round*10, part)
		published, rows := 0, 0
		for lines.Scan() {
			if strings.HasPrefix(lines.Text(), "publishing") {
				published++
			}
			_, _ = fmt.Sscanf(lines.Text(), "rows of one publication: %d", &rows)
		}
		var exit *exec.ExitError
		if err := cmd.Wait(); !errors.As(err, &exit) || exit.Exited() || published != 2 {
			t.Fatalf("the process was to be killed in its second publication, after %d%% of %d rows: %v in the %d.", part, rows, err, published)
		}
		if rows < 100 {
			t.Fatalf("%d rows of one publication: the hooks do not see them", rows)
		}
		if got := whole(t, path); got != round+1 {
			t.Errorf("killed after %d%% of %d rows: %d editions, want %d", part, rows, got, round+1)
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
