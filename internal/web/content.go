package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
)

// Media types of what the portal serves.
const (
	typeHTML    = "text/html; charset=utf-8"
	typeJSON    = "application/json; charset=utf-8"
	typeCSV     = "text/csv; charset=utf-8"
	typeSVG     = "image/svg+xml"
	typeAtom    = "application/atom+xml; charset=utf-8"
	typeXML     = "application/xml; charset=utf-8"
	typeText    = "text/plain; charset=utf-8"
	typeProblem = "application/problem+json; charset=utf-8"
)

// content is a finished answer: the bytes of one page or file, before it is
// known who asks.
type content struct {
	mediaType string
	body      []byte
	filename  string // offered for saving, "" to show it
	fresh     string // Cache-Control, "" for the default of pages
	fixed     bool   // never changes under its address
	passing   bool   // one of so many that few ask for the same: packed quickly
}

// packed is content ready to be sent: compressed once, with its validators.
type packed struct {
	header   http.Header // every header but those of the encoding
	etag     string
	identity []byte // nil where it can be had from gz
	br, gz   []byte // nil for content that does not shrink
}

// Levels of compression for content that is kept: as small as a pause of some
// tens of milliseconds, once per page, can make it.
const (
	brotliLevel = 9
	gzipLevel   = gzip.BestCompression
	smallest    = 512 // bytes below which compressing is no gain

	// A twelfth larger in less than half the time.
	brotliQuick = 5
	gzipQuick   = 5
)

const (
	cachePage  = "public, max-age=60, stale-while-revalidate=600"
	cacheFixed = "public, max-age=31536000, immutable"
)

// pack compresses and labels c.
func pack(c content) *packed {
	sum := sha256.Sum256(c.body)
	p := &packed{etag: `"` + hex.EncodeToString(sum[:9]) + `"`, header: http.Header{}}
	h := p.header
	h.Set("Content-Type", c.mediaType)
	switch {
	case c.fresh != "":
		h.Set("Cache-Control", c.fresh)
	case c.fixed:
		h.Set("Cache-Control", cacheFixed)
	default:
		h.Set("Cache-Control", cachePage)
	}
	h.Set("Etag", p.etag)
	if c.filename != "" {
		h.Set("Content-Disposition", disposition(c.filename))
	}
	if !compressible(c.mediaType) || len(c.body) < smallest {
		p.identity = c.body
		return p
	}
	h.Set("Vary", "Accept-Encoding")
	br, gz := brotliLevel, gzipLevel
	if c.passing {
		br, gz = brotliQuick, gzipQuick
	}
	p.br = compressed(c.body, func(w io.Writer) io.WriteCloser { return brotli.NewWriterLevel(w, br) })
	p.gz = compressed(c.body, func(w io.Writer) io.WriteCloser {
		z, _ := gzip.NewWriterLevel(w, gz) // the level is a valid constant
		return z
	})
	return p
}

func compressible(mediaType string) bool {
	return strings.HasPrefix(mediaType, "text/") || strings.Contains(mediaType, "json") ||
		strings.Contains(mediaType, "xml") || strings.Contains(mediaType, "javascript")
}

func compressed(body []byte, to func(io.Writer) io.WriteCloser) []byte {
	var b bytes.Buffer
	w := to(&b)
	_, _ = w.Write(body) // a bytes.Buffer does not fail
	_ = w.Close()
	return b.Bytes()
}

// size is what p takes in memory, in bytes.
func (p *packed) size() int { return len(p.identity) + len(p.br) + len(p.gz) + 1024 }

// serve answers r with p, in the best encoding that r accepts.
func (p *packed) serve(w http.ResponseWriter, r *http.Request, status int) {
	h := w.Header()
	for name, values := range p.header {
		h[name] = values
	}
	if status == http.StatusOK && matches(r.Header.Get("If-None-Match"), p.etag) {
		h.Del("Content-Type")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	body := p.identity
	if p.br != nil {
		switch accept := r.Header.Get("Accept-Encoding"); {
		case accepts(accept, "br"):
			body, h["Content-Encoding"] = p.br, encodingBR
		case accepts(accept, "gzip"):
			body, h["Content-Encoding"] = p.gz, encodingGzip
		default:
			body = unzip(p.gz)
		}
	}
	h["Content-Length"] = []string{strconv.Itoa(len(body))}
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // a client that has gone needs no answer
	}
}

var (
	encodingBR   = []string{"br"}
	encodingGzip = []string{"gzip"}
)

func unzip(gz []byte) []byte {
	z, err := gzip.NewReader(bytes.NewReader(gz))
	if err != nil {
		return nil
	}
	body, _ := io.ReadAll(z)
	return body
}

// accepts reports whether the Accept-Encoding header allows the encoding.
func accepts(header, encoding string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, params, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.EqualFold(strings.TrimSpace(name), encoding) {
			q := strings.ReplaceAll(params, " ", "")
			return q != "q=0" && q != "q=0.0" && q != "q=0.00" && q != "q=0.000"
		}
	}
	return false
}

// matches reports whether an If-None-Match header names the tag.
func matches(header, etag string) bool {
	for part := range strings.SplitSeq(header, ",") {
		if tag := strings.TrimPrefix(strings.TrimSpace(part), "W/"); tag == etag || tag == "*" {
			return true
		}
	}
	return false
}
