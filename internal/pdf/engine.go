package pdf

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"

	"github.com/klippa-app/go-pdfium"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
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

// readers is how many files are read at the same time. Each has an engine
// instance of its own, thrown away afterwards, so that nothing of a hostile
// file stays.
const readers = 2

// pool is PDFium, compiled once: in 3 s, or in 0.1 s from the cache that it
// leaves on disk.
var pool = sync.OnceValues(start)

func start() (pdfium.Pool, error) {
	conf := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(memoryPages).
		WithCloseOnContextDone(true)
	if dir, err := cacheDir(); err == nil {
		if cache, err := wazero.NewCompilationCacheWithDir(dir); err == nil {
			conf = conf.WithCompilationCache(cache)
		}
	}
	return webassembly.Init(webassembly.Config{
		MaxTotal: readers, RuntimeConfig: conf,
		FSConfig: wazero.NewFSConfig(), // no files: the default shows the engine the whole disk
		Stdout:   io.Discard, Stderr: io.Discard,
	})
}

// cacheDir is MINGZHANG_CACHE, else the user's cache folder.
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
	return dir, os.MkdirAll(dir, 0o755)
}

// Read returns the pages of a PDF file. It fails with ErrPassword, ErrBroken,
// ErrTooLong (more than maxPages pages) or the error of ctx.
func Read(ctx context.Context, data []byte, maxPages int) ([]Page, error) {
	p, err := pool()
	if err != nil {
		return nil, err
	}
	instance, err := p.GetInstanceWithContext(ctx)
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, err
	}
	// A file that keeps the engine busy is stopped from outside.
	stop := context.AfterFunc(ctx, func() { instance.Kill() })
	pages, err := readAll(ctx, instance, data, maxPages)
	if !stop() {
		return nil, ctx.Err()
	}
	instance.Close()
	return pages, err
}

func broken(err error) error {
	if errors.Is(err, pdfiumerrors.ErrPassword) || errors.Is(err, pdfiumerrors.ErrSecurity) {
		return ErrPassword
	}
	return errors.Join(ErrBroken, err)
}
