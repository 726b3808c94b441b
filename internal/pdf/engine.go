package pdf

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// Reasons for which a file is not read.
var (
	ErrPassword = errors.New("pdf: a password is needed")
	ErrBroken   = errors.New("pdf: not a whole PDF file")
	ErrTooLong  = errors.New("pdf: too many pages")
)

// memoryPages bounds what one file may use inside the engine: 64 KiB each.
const memoryPages = 256 << 20 / (64 << 10)

// readers is how many engine instances run at the same time. Each is thrown
// away afterwards, so that nothing of a hostile file stays.
const readers = 2

// idle is how long the compiled engine is kept when no file is read: it takes
// 50 MB, and 0.1 s to load again.
const idle = 2 * time.Minute

// engine is PDFium, compiled in 3 s, or loaded from the cache that it leaves on
// disk; closed again when it is not used.
type engine struct {
	sync.Mutex
	pool  pdfium.Pool
	users int
	timer *time.Timer
}

var shared engine

// open returns the pool for one reader, who must call release.
func (e *engine) open() (pdfium.Pool, error) {
	e.Lock()
	defer e.Unlock()
	if e.pool == nil {
		pool, err := start()
		if err != nil {
			return nil, err
		}
		e.pool = pool
	}
	if e.timer != nil {
		e.timer.Stop()
		e.timer = nil
	}
	e.users++
	return e.pool, nil
}

func (e *engine) release() {
	e.Lock()
	defer e.Unlock()
	if e.users--; e.users == 0 {
		e.timer = time.AfterFunc(idle, e.rest)
	}
}

// rest gives the engine's memory back unless it is used again.
func (e *engine) rest() {
	e.Lock()
	defer e.Unlock()
	if e.users == 0 && e.pool != nil {
		e.pool.Close() // nothing is left to save
		e.pool = nil
	}
}

// start compiles the engine. A cache that cannot be used, because it is broken
// or the disk is full, is given up.
func start() (pdfium.Pool, error) {
	if dir, err := cacheDir(); err == nil {
		if cache, err := wazero.NewCompilationCacheWithDir(dir); err == nil {
			if pool, err := compile(cache); err == nil {
				return pool, nil
			}
		}
		os.RemoveAll(dir) // so that the next start has a sound one
	}
	return compile(nil)
}

func compile(cache wazero.CompilationCache) (pdfium.Pool, error) {
	conf := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(memoryPages).
		WithCloseOnContextDone(true)
	if cache != nil {
		conf = conf.WithCompilationCache(cache)
	}
	return webassembly.Init(webassembly.Config{
		MaxTotal:      2 * readers, // never waited for
		RuntimeConfig: conf,
		FSConfig:      wazero.NewFSConfig(), // no files: the default shows the engine the whole disk
		Stdout:        io.Discard, Stderr: io.Discard,
	})
}

// cacheDir is a folder in MINGZHANG_CACHE, else in the user's cache folder. It
// holds machine code: nobody else may write it.
func cacheDir() (string, error) {
	dir := os.Getenv("MINGZHANG_CACHE")
	if dir == "" {
		base, err := os.UserCacheDir()
		if err != nil {
			return "", err
		}
		dir = filepath.Join(base, "mingzhang")
	}
	dir = filepath.Join(dir, "pdfium")
	return dir, os.MkdirAll(dir, 0o700)
}

// turns lets so many engines run at the same time. The library's own pool may
// forget those that wait.
var turns = make(chan struct{}, readers)

// shortest is how many pages are worth an engine of their own.
const shortest = 8

// Read returns the pages of a PDF file. It fails with ErrPassword, ErrBroken,
// ErrTooLong (more than maxPages pages) or the error of ctx. A long file is
// read by two engines when one is idle: being able to stop them makes them slow.
func Read(ctx context.Context, data []byte, maxPages int) ([]Page, error) {
	select {
	case turns <- struct{}{}:
		defer func() { <-turns }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	var second part
	first := part{from: 0, open: func(pages int) (to int, err error) {
		if pages > maxPages {
			return 0, ErrTooLong
		}
		if pages < 2*shortest {
			return pages, nil
		}
		select {
		case turns <- struct{}{}:
		default:
			return pages, nil
		}
		second = part{from: pages / 2, open: func(int) (int, error) { return pages, nil }, done: make(chan struct{})}
		go func() {
			defer close(second.done)
			defer func() { <-turns }()
			second.read(ctx, data)
		}()
		return pages / 2, nil
	}}
	first.read(ctx, data)
	if second.done != nil {
		<-second.done
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	for _, err := range []error{first.err, second.err} {
		if err != nil {
			return nil, err
		}
	}
	return append(first.pages, second.pages...), nil
}

// part is some of the pages of a file, read by an engine of its own.
type part struct {
	from  int
	open  func(pages int) (to int, err error) // called when it is known how many pages there are
	pages []Page
	err   error
	done  chan struct{}
}

func (p *part) read(ctx context.Context, data []byte) {
	pool, err := shared.open()
	if err != nil {
		p.err = err
		return
	}
	defer shared.release()
	instance, err := pool.GetInstanceWithContext(ctx)
	if err != nil {
		p.err = err
		return
	}
	// Nothing of any file is kept.
	defer instance.Kill()
	n, err := newNative(ctx, instance)
	if err != nil {
		p.err = err
		return
	}
	p.pages, p.err = readAll(n, data, p.from, p.open)
}
