package web

import (
	"bytes"
	"compress/gzip"
	"io"
	"sync"

	"github.com/andybalholm/brotli"
)

// encoding is how a body is written on the wire.
type encoding int

const (
	identity encoding = iota
	gzipped
	brotlied
	encodings
)

// String returns the encoding's name in HTTP.
func (e encoding) String() string { return [encodings]string{"identity", "gzip", "br"}[e] }

// best returns the smallest encoding that an Accept-Encoding header allows.
func best(accept string) encoding {
	switch {
	case accepts(accept, "br"):
		return brotlied
	case accepts(accept, "gzip"):
		return gzipped
	}
	return identity
}

// effort is how hard a body is compressed.
type effort int

const (
	quick    effort = iota // a few milliseconds, while somebody waits
	thorough               // some tens of milliseconds, while nobody does
	efforts
)

// compressor is a writer that can be used again: it holds a megabyte of tables.
type compressor interface {
	io.WriteCloser
	Reset(io.Writer)
}

// compressors are those that nobody uses just now.
var compressors = [encodings][efforts]*sync.Pool{
	gzipped: {
		quick:    {New: func() any { return newGzip(gzip.DefaultCompression) }},
		thorough: {New: func() any { return newGzip(gzip.BestCompression) }},
	},
	brotlied: {
		quick:    {New: func() any { return brotli.NewWriterLevel(nil, 4) }},
		thorough: {New: func() any { return brotli.NewWriterLevel(nil, 9) }},
	},
}

func newGzip(level int) compressor {
	z, _ := gzip.NewWriterLevel(nil, level) // the level is a valid constant
	return z
}

// compress returns body in an encoding, or as it is for identity.
func compress(e encoding, body []byte, how effort) []byte {
	if e == identity {
		return body
	}
	pool := compressors[e][how]
	w := pool.Get().(compressor)
	defer pool.Put(w)
	var b bytes.Buffer
	b.Grow(len(body)/4 + smallest)
	w.Reset(&b)
	_, _ = w.Write(body) // a bytes.Buffer does not fail
	_ = w.Close()
	w.Reset(io.Discard)
	return b.Bytes()
}

// expand is the reverse of compress.
func expand(e encoding, form []byte) []byte {
	var r io.Reader
	switch e {
	case gzipped:
		z, err := gzip.NewReader(bytes.NewReader(form))
		if err != nil {
			return nil // compress writes what can be read
		}
		r = z
	case brotlied:
		r = brotli.NewReader(bytes.NewReader(form))
	default:
		return form
	}
	body, _ := io.ReadAll(r)
	return body
}
