package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	"mingzhang/tools/internal/portal"
)

// world is one database with its website, its people, and what they have been
// told.
type world struct {
	options
	folder, key string
	at          portal.Portal
	stock       *stock
	next        int // the first paper that nobody has used
	chance      *rand.Rand
	result      *result
	phases      []phase
	typical     map[string]time.Duration // how long a phase takes

	site          *portal.Site
	entry, review *portal.Browser
	told          told
	looked        map[string]bool // editions compared in full
	phase         string
	made          int   // names for what is made
	read          int64 // of the log
}

func (w *world) run(ctx context.Context, kills int) error {
	w.at = portal.Portal{Program: w.program, Database: filepath.Join(w.folder, "portal.db"), Log: filepath.Join(w.folder, "portal.log")}
	w.told, w.looked = newTold(), map[string]bool{}
	if err := os.MkdirAll(w.folder, 0o755); err != nil {
		return err
	}
	if err := w.people(ctx); err != nil {
		return err
	}
	defer func() {
		if w.site != nil {
			w.site.Kill()
		}
	}()
	began := w.result.kills
	for w.result.kills-began < kills {
		if err := ctx.Err(); err != nil {
			return err
		}
		var able []phase
		for _, p := range w.phases {
			if w.next+p.papers <= len(w.stock.papers) {
				able = append(able, p)
			}
		}
		if len(able) == 0 {
			break
		}
		p := able[(w.result.kills)%len(able)]
		if err := w.once(ctx, p); err != nil {
			return fmt.Errorf("%s：%w", p.name, err)
		}
	}
	return nil
}

// people makes the key and the accounts through the command line, and logs in.
func (w *world) people(ctx context.Context) (err error) {
	if w.site, err = w.at.Serve(); err != nil {
		return err
	}
	if err := w.site.Answers(ctx); err != nil {
		return err
	}
	base := func() string { return w.site.Base }
	if w.entry, err = w.at.LogIn(ctx, "luru", "录入", base); err != nil {
		return err
	}
	if w.review, err = w.at.LogIn(ctx, "shenhe", "审核", base); err != nil {
		return err
	}
	if _, err := w.at.Call("key", "create"); err != nil {
		return err
	}
	return w.with(func(db *sql.DB) error {
		return db.QueryRowContext(ctx, `SELECT public FROM public_keys`).Scan(&w.key)
	})
}

// with looks at the database.
func (w *world) with(do func(*sql.DB) error) error {
	db, err := look(w.at.Database)
	if err != nil {
		return err
	}
	return errors.Join(do(db), db.Close())
}

// take gives n papers that nobody has used in this world.
func (w *world) take(n int) []*paper {
	p := w.stock.papers[w.next : w.next+n]
	w.next += n
	return p
}

// once does one phase, kills it at a random moment, and looks after it.
func (w *world) once(ctx context.Context, p phase) error {
	w.phase = p.name
	if p.prepare != nil {
		if err := p.prepare(ctx, w); err != nil {
			return err
		}
	}
	typical, known := w.typical[p.name]
	if !known {
		typical = p.guess
	}
	delay := time.Duration(w.chance.Float64() * 1.1 * float64(typical))
	acting, stop := context.WithCancel(ctx)
	defer stop()
	victim := make(chan *portal.Process, 1)
	ended := make(chan error, 1)
	began := time.Now()
	go func() { ended <- p.act(acting, w, func(v *portal.Process) { began = time.Now(); victim <- v }) }()
	var v *portal.Process
	select {
	case v = <-victim:
	case err := <-ended:
		return fmt.Errorf("没有做起来：%w", err)
	}
	midway := true
	var err error
	select {
	case <-time.After(delay):
		v.Kill()
		stop()
		<-ended
		w.typical[p.name] = max(typical, delay) + typical/50
	case err = <-ended:
		midway = false
		if v == w.site.Process { // it has nothing to do: also a moment
			v.Kill()
		}
		if err != nil {
			w.found("还没有杀就出错：%v", err)
		}
		w.typical[p.name] = (typical + time.Since(began)) / 2
	}
	w.result.kills++
	t := w.result.of(p.name)
	t.kills++
	if midway {
		t.midway++
	}
	if t.earliest < 0 || delay < t.earliest {
		t.earliest = delay
	}
	t.latest = max(t.latest, delay)
	before := time.Now()
	if err := w.recover(ctx); err != nil {
		w.found("杀掉以后：%v", err)
		return err // without a website there is nothing to go on with
	}
	took := time.Since(before)
	t.recovered, t.slowest = t.recovered+took, max(t.slowest, took)
	if err := w.check(ctx); err != nil {
		return err
	}
	if p.after != nil {
		if err := p.after(ctx, w); err != nil {
			w.found("%v", err)
		}
	}
	fmt.Fprintf(w.log, "第 %d 次　%s　%d 毫秒%s　发现 %d\n", w.result.kills, p.name, delay.Milliseconds(), map[bool]string{false: "（已做完）"}[midway], t.findings)
	return nil
}

func (w *world) found(format string, args ...any) {
	f := finding{w.result.kills, w.phase, fmt.Sprintf(format, args...)}
	w.result.findings = append(w.result.findings, f)
	w.result.of(w.phase).findings++
	fmt.Fprintf(w.log, "发现（第 %d 次，%s）：%s\n", f.kill, f.phase, f.text)
}

// recover starts the website again if it is gone.
func (w *world) recover(ctx context.Context) (err error) {
	if !w.site.Alive() {
		if w.site, err = w.at.Serve(); err != nil {
			return err
		}
	}
	return w.site.Answers(ctx)
}
