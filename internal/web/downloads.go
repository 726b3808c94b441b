package web

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"hash"
	"io"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/bulk"
	"mingzhang/internal/data"
	"mingzhang/internal/seal"
)

// The files that hold everything.
const (
	packageFile  = "mingzhang-csv.zip"
	snapshotFile = "mingzhang.sqlite"
)

const (
	downloadLimit = 30 * time.Minute // for all of one download
	pauseLimit    = time.Minute      // that a visitor may take for one piece
	turnLimit     = 5 * time.Second  // to wait for one's turn
	pieceBytes    = 256 << 10
)

// made is a file that was sent whole.
type made struct {
	sum        string // SHA-256 in hex
	bytes      int64
	generation int64
}

// downloads lets one visitor at a time have each of the large files, and
// remembers what they were when last made.
type downloads struct {
	turns map[string]chan struct{}

	mu   sync.Mutex
	last map[string]made
}

func newDownloads() *downloads {
	return &downloads{turns: map[string]chan struct{}{packageFile: make(chan struct{}, 1), snapshotFile: make(chan struct{}, 1)}, last: map[string]made{}}
}

// known returns what the file of a generation is, if it has been made.
func (d *downloads) known(name string, generation int64) (made, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	m, ok := d.last[name]
	return m, ok && m.generation == generation
}

// state changes whenever what is known does.
func (d *downloads) state() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.last[packageFile].sum + d.last[snapshotFile].sum
}

func (d *downloads) remember(name string, m made) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.last[name] = m
}

// download sends one of the large files, when it is the visitor's turn.
func (s *Server) download(name, kind string, send func(ctx context.Context, w *sending) error) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		set := func() {
			h.Set("Content-Type", kind)
			h.Set("Content-Disposition", disposition(name))
			h.Set("Cache-Control", "no-cache")
			h.Set("Accept-Ranges", "none")
		}
		if c.Request().Method == http.MethodHead {
			set()
			return c.NoContent(http.StatusOK)
		}
		ctx, cancel := context.WithTimeout(c.Request().Context(), downloadLimit)
		defer cancel()
		turn := s.downloads.turns[name]
		select {
		case turn <- struct{}{}:
			defer func() { <-turn }()
		case <-time.After(turnLimit):
			h.Set("Retry-After", "60")
			return &failure{http.StatusServiceUnavailable, "正有别人在下载这个文件", "这个文件一次只给一个人做，请过一两分钟再试。"}
		case <-ctx.Done():
			return ctx.Err()
		}
		set()
		w := &sending{to: c.Response(), control: http.NewResponseController(c.Response()), sum: sha256.New()}
		generation, err := s.store.Generation(ctx)
		if err != nil {
			return err
		}
		w.generation = generation
		if err := send(ctx, w); err != nil {
			if w.bytes == 0 {
				for _, name := range []string{"Content-Disposition", "Content-Length", "Trailer", "Accept-Ranges"} {
					h.Del(name)
				}
				return err
			}
			// Ending the answer now would make half a file look whole.
			s.log.Warn("下载没有完成", "file", name, "bytes", w.bytes, "error", err.Error())
			panic(http.ErrAbortHandler)
		}
		s.downloads.remember(name, made{w.hex(), w.bytes, w.generation})
		return nil
	}
}

// sending is an answer that takes long: it gives a visitor more time as long as
// they keep reading, and knows what was sent.
type sending struct {
	to         *echo.Response
	control    *http.ResponseController
	sum        hash.Hash
	bytes      int64
	generation int64
}

func (w *sending) Write(b []byte) (int, error) {
	_ = w.control.SetWriteDeadline(time.Now().Add(pauseLimit)) // not every connection has one
	n, err := w.to.Write(b)
	w.bytes += int64(n)
	w.sum.Write(b[:n])
	return n, err
}

func (w *sending) hex() string { return hex.EncodeToString(w.sum.Sum(nil)) }

// digest writes a hash as RFC 9530 does.
func digest(sum []byte) string { return "sha-256=:" + base64.StdEncoding.EncodeToString(sum) + ":" }

// sendPackage streams the package of tables; its hash follows in a trailer.
func (s *Server) sendPackage(ctx context.Context, w *sending) error {
	frozen, err := s.store.Freeze(ctx)
	if err != nil {
		return err
	}
	defer frozen.Close()
	if w.generation, err = frozen.Generation(ctx); err != nil {
		return err
	}
	w.to.Header().Set("Trailer", "Repr-Digest")
	if err := bulk.WriteSigned(ctx, w, frozen, s.config.BaseURL, seal.FileSigner(ctx, s.store), s.config.Earlier); err != nil {
		return err
	}
	w.to.Header().Set("Repr-Digest", digest(w.sum.Sum(nil)))
	return nil
}

// sendSnapshot makes a copy of the database, and sends it with its length and
// hash ahead.
func (s *Server) sendSnapshot(ctx context.Context, w *sending) error {
	copied, err := s.store.Snapshot(ctx)
	if err != nil {
		return err
	}
	defer copied.Close()
	sum := sha256.New()
	size, err := io.Copy(sum, reading{ctx, copied})
	if err != nil {
		return err
	}
	if _, err := copied.Seek(0, io.SeekStart); err != nil {
		return err
	}
	h := w.to.Header()
	h.Set("Content-Length", strconv.FormatInt(size, 10))
	h.Set("Repr-Digest", digest(sum.Sum(nil)))
	_, err = io.CopyBuffer(struct{ io.Writer }{w}, reading{ctx, copied}, make([]byte, pieceBytes))
	return err
}

// reading is a reader that ends with its context.
type reading struct {
	ctx context.Context
	io.Reader
}

func (r reading) Read(b []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.Reader.Read(b)
}

// sizes counts what is published, once per publication.
type sizes struct {
	mu         sync.Mutex
	generation int64
	data.Sizes
}

func (z *sizes) of(ctx context.Context, store *data.Store) (data.Sizes, int64, error) {
	now, err := store.Generation(ctx)
	if err != nil {
		return data.Sizes{}, 0, err
	}
	z.mu.Lock()
	defer z.mu.Unlock()
	if z.generation != now {
		counted, err := store.Sizes(ctx)
		if err != nil {
			return data.Sizes{}, 0, err
		}
		z.Sizes, z.generation = counted, now
	}
	return z.Sizes, now, nil
}
