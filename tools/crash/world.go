package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"mingzhang/internal/data"
	"mingzhang/internal/intake"
	"mingzhang/internal/specimen"
)

// world is what was promised so far, to be found again after every kill.
type world struct {
	portal, folder, database string
	random                   *rand.Rand

	made      int               // invented documents so far
	facts     map[string]int    // that each document states, by its SHA-256
	published map[string]bool   // SHA-256 of documents that were said to be published
	uploaded  map[string]string // names of uploads that were said to be kept, with their SHA-256
	approved  map[int64]bool    // drafts that were said to be approved
	desk      *desk
}

// paper is an invented document.
type paper struct {
	name string
	body []byte
	sum  string
}

// next invents a document that nobody has seen before, and knows what it
// states.
func (w *world) next(ctx context.Context) (paper, error) {
	seed := uint64(w.made + 1)
	w.made++
	r := specimen.Years(seed, specimen.Course{From: 2020 + int(seed%5), Years: 1, Options: specimen.Options{Style: []string{"xinjiang", "hunan"}[seed%2], NoForms: true}}).Reports[0]
	p := paper{name: fmt.Sprintf("第%d份.txt", seed), body: r.Text()}
	read := intake.Read(ctx, intake.File{Name: p.name, Path: p.name, Open: func() ([]byte, error) { return p.body, nil }})
	if read.Err != nil {
		return p, read.Err
	}
	p.sum = read.Report.Document.SHA256
	w.facts[p.sum] = len(read.Report.Facts)
	return p, os.WriteFile(filepath.Join(w.folder, p.name), p.body, 0o644)
}

func (w *world) begin(ctx context.Context) error {
	w.published, w.uploaded, w.approved = map[string]bool{}, map[string]string{}, map[int64]bool{}
	for range 2 {
		p, err := w.next(ctx)
		if err != nil {
			return err
		}
		if _, err := w.command(ctx, "load", filepath.Join(w.folder, p.name)); err != nil {
			return err
		}
		w.published[p.sum] = true
	}
	return w.openDesk(ctx)
}

// command runs the portal to its end.
func (w *world) command(ctx context.Context, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, w.portal, args...)
	cmd.Env = append(os.Environ(), "PORTAL_DB="+w.database)
	out, err := cmd.CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("portal %s：%w\n%s", strings.Join(args, " "), err, out)
	}
	return string(out), nil
}

// during starts the portal and kills it after a while, with its last breath
// taken; out is what it had said, killed that it had not come to its end.
func (w *world) during(ctx context.Context, most time.Duration, args ...string) (out string, killed bool, err error) {
	cmd := exec.CommandContext(ctx, w.portal, args...)
	cmd.Env = append(os.Environ(), "PORTAL_DB="+w.database)
	said, err := os.CreateTemp(w.folder, "said-")
	if err != nil {
		return "", false, err
	}
	defer os.Remove(said.Name())
	defer said.Close()
	cmd.Stdout, cmd.Stderr = said, said
	if err := cmd.Start(); err != nil {
		return "", false, err
	}
	time.Sleep(w.moment(most))
	_ = cmd.Process.Kill()
	err = cmd.Wait()
	var exit *exec.ExitError
	killed = errors.As(err, &exit) && !exit.Exited()
	b, failed := os.ReadFile(said.Name())
	if failed == nil && err != nil && !killed {
		failed = fmt.Errorf("portal %s：%w\n%s", strings.Join(args, " "), err, b)
	}
	return string(b), killed, failed
}

// moment is some time from now: mostly soon, now and then late enough for the
// work to come to its end.
func (w *world) moment(most time.Duration) time.Duration {
	if w.random.IntN(4) == 0 {
		most *= 4
	}
	return time.Duration(w.random.Int64N(int64(most)))
}

// check opens the database as the next start does, and finds everything there.
func (w *world) check(ctx context.Context) error {
	if _, err := w.command(ctx, "trail", "check"); err != nil {
		return err
	}
	// A backup is read back: integrity, hashes of documents and uploads, trail.
	to := filepath.Join(w.folder, "check.db")
	if _, err := w.command(ctx, "backup", "--force", to); err != nil {
		return err
	}
	defer os.Remove(to)
	return w.complete(ctx)
}

// complete looks for what was promised, and for editions that are not whole.
func (w *world) complete(ctx context.Context) error {
	store, err := data.Open(ctx, w.database)
	if err != nil {
		return err
	}
	defer store.Close()
	there := map[string]bool{}
	page := data.Page{Limit: 1000}
	for {
		rows, err := store.Reports(ctx, data.Scope{All: true}, page)
		if err != nil {
			return err
		}
		for _, r := range rows {
			there[r.SHA256] = true
			if want := w.facts[r.SHA256]; r.Facts != want {
				return fmt.Errorf("版本 %s 有 %d 个数字，文件里有 %d 个：只有半版", r.Key, r.Facts, want)
			}
			report, err := store.Report(ctx, r.ID)
			if err != nil || len(report.Facts) != w.facts[r.SHA256] {
				return fmt.Errorf("版本 %s 读不全：%w", r.Key, err)
			}
		}
		if len(rows) < page.Limit {
			break
		}
		page.After = rows[len(rows)-1].Position()
	}
	for sum := range w.published {
		if !there[sum] {
			return fmt.Errorf("已说公开的文件 %s 不见了", sum[:12])
		}
	}
	for sum := range there {
		w.published[sum] = true // from now on it must stay
	}
	return w.uploadsKept(ctx, store)
}

// uploadsKept looks for every upload that was said to be kept.
func (w *world) uploadsKept(ctx context.Context, store *data.Store) error {
	kept := map[string]string{}
	before := int64(0)
	for {
		all, err := store.Uploads(ctx, before, 500)
		if err != nil {
			return err
		}
		for _, u := range all {
			kept[u.Name] = u.SHA256
			before = u.ID
		}
		if len(all) < 500 {
			break
		}
	}
	for name, sum := range w.uploaded {
		if kept[name] != sum {
			return fmt.Errorf("已说收下的上传 %s 不见了", name)
		}
	}
	return nil
}
