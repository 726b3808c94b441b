// Package site writes the whole public website as files: a static copy that
// any web server, or a disk, serves. Every file comes from the handlers of the
// website itself, asked in this process; links lead from file to file.
package site

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"runtime"

	"mingzhang/internal/bulk"
	"mingzhang/internal/charts"
	"mingzhang/internal/data"
	"mingzhang/internal/web"
)

// Options say what is copied, and how.
type Options struct {
	Folder  string
	BaseURL string // under which the copy, or what it is a copy of, is on the net; "" when it is not
	Version string
	Commit  string
	Built   string
	Reader  string
	Unit    int64 // only this unit, with what its pages need; 0 for everything
	Log     *slog.Logger
	// Progress is told after each part how many of how many are done, and how
	// many files they have; it may be nil.
	Progress func(Progress)
	// Sign signs the list of files, when there is a key; it may be nil.
	Sign func(manifest []byte) ([]byte, error)

	within func(ask string) bool // leaves addresses out; nil for none
}

// Progress is how far a copy has come.
type Progress struct {
	Done, Parts int
	Files       int
}

// Result sums up a copy.
type Result struct {
	Files     int // in the copy
	Bytes     int64
	Asked     int // pages and files that were made anew
	Written   int // of these, files that were new or different
	Removed   int
	Units     int // whose pages were as they are before
	UnitsMade int
}

// standIn is the address that stands for a site which is not on the net, where
// a file must name one.
const standIn = "http://localhost:8080"

// mostTurns bounds how often a copy begins again because something was
// published meanwhile.
const mostTurns = 5

// Export writes the copy of a store, or brings an older one up to date. It may
// be stopped, or killed, at any moment: the next one goes on from there.
func Export(ctx context.Context, store *data.Store, engine *charts.Engine, o Options) (Result, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	base := o.BaseURL
	if base == "" {
		base = standIn
	}
	folder, err := openFolder(o.Folder)
	if err != nil {
		return Result{}, err
	}
	defer folder.close()
	var sum Result
	for range mostTurns {
		before, err := store.Generation(ctx)
		if err != nil {
			return sum, err
		}
		earlier := &bulk.Earlier{}
		server := web.New(web.Config{BaseURL: base, Version: o.Version, Commit: o.Commit, Built: o.Built, Reader: o.Reader, Log: o.Log, Copy: true, Earlier: earlier}, store, engine)
		c := &copying{options: o, earlier: earlier, store: store, server: server, handler: server.Handler(), folder: folder, workers: max(2, runtime.GOMAXPROCS(0)), generation: before}
		c.turns = make(chan struct{}, c.workers)
		if err := c.run(ctx); err != nil {
			return sum, c.stopped(ctx, err)
		}
		sum.Asked, sum.Written, sum.Removed = sum.Asked+int(c.asked.Load()), sum.Written+int(c.written.Load()), sum.Removed+c.removed
		sum.Files, sum.Bytes, sum.Units, sum.UnitsMade = c.files, c.bytes, c.kept, c.made
		after, err := store.Generation(ctx)
		if err != nil {
			return sum, err
		}
		if after == before {
			return sum, nil
		}
	}
	return sum, fmt.Errorf("导出时一直有新的公开，没有得到同一时刻的副本；请等载入或发布完了再运行同一条命令，会接着做")
}

// answer is what the website says at one address.
type answer struct {
	status int
	header http.Header
	body   []byte
}

func (a *answer) Header() http.Header    { return a.header }
func (a *answer) WriteHeader(status int) { a.status = status }
func (a *answer) Write(b []byte) (int, error) {
	a.body = append(a.body, b...)
	return len(b), nil
}

// ask asks the website, in this process and for nothing but the bytes.
func (c *copying) ask(ctx context.Context, address string) (*answer, error) {
	c.turns <- struct{}{}
	defer func() { <-c.turns }()
	a := &answer{header: http.Header{}, status: http.StatusOK}
	return a, c.serve(ctx, address, a)
}

func (c *copying) serve(ctx context.Context, address string, w http.ResponseWriter) (err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://copy"+address, nil)
	if err != nil {
		return err
	}
	r.RequestURI = address
	defer func() {
		// So a handler says that it cannot end what it began to send.
		if p := recover(); p == http.ErrAbortHandler {
			err = cmp.Or(ctx.Err(), fmt.Errorf("%s 做到一半停下了，请看日志", address))
		} else if p != nil {
			panic(p)
		}
	}()
	c.handler.ServeHTTP(w, r)
	c.asked.Add(1)
	return ctx.Err()
}
