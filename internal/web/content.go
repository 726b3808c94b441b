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
	typeHTML = "text/html; charset=utf-8"
	typeJSON = "application/json; charset=utf-8"
	typeCSV  = "text/csv; charset=utf-8"
	typeXLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	typeSVG  = "image/svg+xml"
	typeAtom = "application/atom+xml; charset=utf-8"
	// typeAtomLink is the same in links, where programs look for it bare.
	typeAtomLink = "application/atom+xml"
	typeXML      = "application/xml; charset=utf-8"
	typeText     = "text/plain; charset=utf-8"
	typeProblem  = "application/problem+json; charset=utf-8"
)

// content is a finished answer: the bytes of one page or file, before it is
// known who asks.
type content struct {
	mediaType string
	body      []byte
	filename  string // offered for saving, "" to show it
	fresh     string // Cache-Control, "" for the default of pages
	fixed     bool   // never changes under its address
	framed    bool   // pages of other sites may frame it
}

// packed is content ready to be sent: compressed once, with its validators.
type packed struct {
	header   http.Header // every header but those of the encoding
	etag     string
	identity []byte // nil where it can be had from gz
	br, gz   []byte // nil for content that does not shrink
	framed   bool
}

// Levels of compression for content that is kept: as small as a pause of some
// tens of milliseconds, once per page, can make it.
const (
	brotliLevel = 9
	gzipLevel   = gzip.BestCompression
	smallest    = 512 // bytes below which compressing is no gain

	// For an answer that is made for one visitor alone, time counts more.
	brotliQuick = 4
	gzipQuick   = gzip.DefaultCompression
)

const (
	cachePage  = "public, max-age=60, stale-while-revalidate=600"
	cacheFixed = "public, max-age=31536000, immutable"
)

// pack compresses and labels c.
func pack(c content) *packed {
	p := label(c)
	if p.shrinks(c) {
		p.identity = nil
		p.br, p.gz = brotlied(c.body, brotliLevel), gzipped(c.body, gzipLevel)
	}
	return p
}

// packQuickly is pack for a page that is soon built anew.
func packQuickly(c content) *packed {
	p := label(c)
	if p.shrinks(c) {
		p.identity = nil
		p.br, p.gz = brotlied(c.body, brotliQuick), gzipped(c.body, gzipQuick)
	}
	return p
}

// packFor compresses c only as the one who asks accepts it, and quickly.
func packFor(c content, accept string) *packed {
	p := label(c)
	if p.shrinks(c) {
		switch {
		case accepts(accept, "br"):
			p.br = brotlied(c.body, brotliQuick)
		case accepts(accept, "gzip"):
			p.gz = gzipped(c.body, gzipQuick)
		}
	}
	return p
}

// label gives c its headers, uncompressed.
func label(c content) *packed {
	sum := sha256.Sum256(c.body)
	p := &packed{etag: `"` + hex.EncodeToString(sum[:9]) + `"`, header: http.Header{}, identity: c.body, framed: c.framed}
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
	return p
}

// shrinks reports whether compressing c is worth it, and says in p that the
// answer depends on what is accepted.
func (p *packed) shrinks(c content) bool {
	if !compressible(c.mediaType) || len(c.body) < smallest {
		return false
	}
	p.header.Set("Vary", "Accept-Encoding")
	return true
}

func brotlied(body []byte, level int) []byte {
	return compressed(body, func(w io.Writer) io.WriteCloser { return brotli.NewWriterLevel(w, level) })
}

func gzipped(body []byte, level int) []byte {
	return compressed(body, func(w io.Writer) io.WriteCloser {
		z, _ := gzip.NewWriterLevel(w, level) // the level is a valid constant
		return z
	})
}

func compressible(mediaType string) bool {
	if mediaType == typeXLSX {
		return false // packed already
	}
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
	if p.framed {
		allowFraming(h)
	}
	if status == http.StatusOK && matches(r.Header.Get("If-None-Match"), p.etag) {
		h.Del("Content-Type")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	body := p.identity
	switch accept := r.Header.Get("Accept-Encoding"); {
	case p.br != nil && accepts(accept, "br"):
		body, h["Content-Encoding"] = p.br, encodingBR
	case p.gz != nil && accepts(accept, "gzip"):
		body, h["Content-Encoding"] = p.gz, encodingGzip
	case body == nil && p.gz != nil:
		body = unzip(p.gz)
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
