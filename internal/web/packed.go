package web

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
	"sync"
)

// packed is content ready to be sent: with its headers and validators, and
// compressed once for all who accept the same.
type packed struct {
	header  http.Header // every header but those of the encoding
	etag    string
	framed  bool
	shrinks bool // compressing it is worth it

	mu    sync.Mutex
	forms [encodings][]byte // of the body; one at least is there, others are made when they are asked for
	small bool              // compressed as small as can be
}

// smallest is how many bytes a body has for compressing to be a gain.
const smallest = 512

// label gives c its headers, uncompressed.
func label(c content) *packed {
	sum := sha256.Sum256(c.body)
	p := &packed{etag: `"` + hex.EncodeToString(sum[:9]) + `"`, header: http.Header{}, framed: c.framed}
	p.forms[identity] = c.body
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

// pack labels c and compresses it for one who accepts accept. It is done
// quickly: most pages of a large site are asked for once.
func pack(c content, accept string) *packed {
	p := label(c)
	p.press(accept)
	return p
}

// press compresses what shrinks, for one who accepts accept, and leaves nothing
// else.
func (p *packed) press(accept string) {
	body := p.forms[identity]
	if !compressible(p.header.Get("Content-Type")) || len(body) < smallest {
		return
	}
	p.shrinks = true
	p.header.Set("Vary", "Accept-Encoding")
	e := best(accept)
	if e == identity {
		e = gzipped // what is kept is kept small
	}
	p.forms = [encodings][]byte{}
	p.forms[e] = compress(e, body, quick)
}

// squeeze compresses p as small as can be, for all who come after many.
func (p *packed) squeeze() {
	if !p.shrinks {
		return
	}
	body := p.form(identity)
	var forms [encodings][]byte
	for _, e := range []encoding{gzipped, brotlied} {
		forms[e] = compress(e, body, thorough)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.forms, p.small = forms, true
}

// form returns the body in an encoding.
func (p *packed) form(e encoding) []byte {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.forms[e] != nil {
		return p.forms[e]
	}
	body := p.forms[identity]
	for from, form := range p.forms {
		if body == nil && form != nil {
			body = expand(encoding(from), form)
		}
	}
	if e == identity {
		return body // not kept beside its compressed forms
	}
	p.forms[e] = compress(e, body, quick)
	return p.forms[e]
}

// size is about what p takes in memory, in bytes, with the forms that it may
// get later.
func (p *packed) size() int {
	n := 1024
	for _, form := range p.forms {
		n += len(form)
		if p.shrinks {
			n += len(form)
		}
	}
	return n
}

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
	e := identity
	if p.shrinks {
		if e = best(r.Header.Get("Accept-Encoding")); e != identity {
			h["Content-Encoding"] = []string{e.String()}
		}
	}
	body := p.form(e)
	h["Content-Length"] = []string{strconv.Itoa(len(body))}
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // a client that has gone needs no answer
	}
}
