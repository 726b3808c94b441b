package document

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"iter"
	"slices"
	"strings"
	"time"
)

const (
	maxDepth = 300     // of elements; tables in text boxes in tables need some 60
	maxToken = 4 << 20 // bytes of one run of text or one tag
)

var (
	errDeep       = errors.New("elements nested too deeply")
	errUnmatched  = errors.New("end of an element that is not open")
	errToken      = errors.New("token too long")
	errTime       = errors.New("took too long")
	errCharacters = errors.New("too many characters")
	errCells      = errors.New("too many cells")
)

// xmlReader reads a part of a packed file element by element. Elements go by
// their name, with a prefix for those of other vocabularies than the part's
// own. The first error ends all loops over children and is kept in err.
type xmlReader struct {
	d      *xml.Decoder
	bytes  *byteReader
	ctx    context.Context
	until  time.Time
	main   []string // namespaces whose elements go without prefix
	open   []xml.Name
	depth  int // len(open)
	tokens int
	err    error

	// Namespaces are resolved here, where most elements need one look at a
	// map; the decoder's own way takes a fifth of the time.
	prefixes map[string]string // as declared: as elements go by here
	shadowed []shadow
}

// shadow is a declaration that one inside its element takes the place of.
type shadow struct {
	depth            int
	declared, before string
	known            bool
}

var xmlPrefixes = map[string]string{
	"http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
	"http://schemas.openxmlformats.org/officeDocument/2006/math":  "m:",
	"http://purl.oclc.org/ooxml/officeDocument/math":              "m:",
	"http://schemas.openxmlformats.org/drawingml/2006/main":       "a:",
	"http://purl.oclc.org/ooxml/drawingml/main":                   "a:",
	"http://schemas.openxmlformats.org/drawingml/2006/chart":      "c:",
	"http://purl.oclc.org/ooxml/drawingml/chart":                  "c:",
	"http://schemas.openxmlformats.org/drawingml/2006/diagram":    "dgm:",
	"http://purl.oclc.org/ooxml/drawingml/diagram":                "dgm:",
	"urn:schemas-microsoft-com:vml":                               "v:",
	"urn:schemas-microsoft-com:office:office":                     "o:",
}

func newXMLReader(in *input, src io.Reader, until time.Time, main ...string) *xmlReader {
	b := &byteReader{src: src, buf: make([]byte, 32<<10)}
	return &xmlReader{d: xml.NewDecoder(b), bytes: b, ctx: in.ctx, until: until, main: main, prefixes: map[string]string{}}
}

// element is the start of an element.
type element struct {
	name  string
	attrs []xml.Attr
}

// attr returns an attribute by its name without prefix.
func (e element) attr(local string) string {
	for _, a := range e.attrs {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// on reads a switch: an element without val, or with a val that is not "off".
func (e element) on() bool {
	switch e.attr("val") {
	case "0", "false", "off", "none":
		return false
	}
	return true
}

func (x *xmlReader) name(n xml.Name) string {
	p, ok := x.prefixes[n.Space]
	switch {
	case !ok:
		return "?:" + n.Local
	case p == "":
		return n.Local
	}
	return p + n.Local
}

// begin notes an element and the namespaces that it declares.
func (x *xmlReader) begin(t xml.StartElement) error {
	x.open = append(x.open, t.Name)
	if x.depth++; x.depth > maxDepth {
		return errDeep
	}
	for _, a := range t.Attr {
		switch {
		case a.Name.Space == "xmlns":
			x.declare(a.Name.Local, a.Value)
		case a.Name.Space == "" && a.Name.Local == "xmlns":
			x.declare("", a.Value)
		}
	}
	return nil
}

func (x *xmlReader) declare(prefix, namespace string) {
	before, known := x.prefixes[prefix]
	x.shadowed = append(x.shadowed, shadow{x.depth, prefix, before, known})
	as, ok := xmlPrefixes[namespace]
	if !ok {
		as = "?:"
	}
	if slices.Contains(x.main, namespace) {
		as = ""
	}
	x.prefixes[prefix] = as
}

func (x *xmlReader) end(t xml.EndElement) error {
	if x.depth == 0 || x.open[x.depth-1] != t.Name {
		return errUnmatched
	}
	for n := len(x.shadowed) - 1; n >= 0 && x.shadowed[n].depth == x.depth; n-- {
		if s := x.shadowed[n]; s.known {
			x.prefixes[s.declared] = s.before
		} else {
			delete(x.prefixes, s.declared)
		}
		x.shadowed = x.shadowed[:n]
	}
	x.depth--
	x.open = x.open[:x.depth]
	return nil
}

func (x *xmlReader) token() xml.Token {
	if x.err != nil {
		return nil
	}
	if x.tokens++; x.tokens%4096 == 0 {
		switch {
		case x.ctx.Err() != nil:
			x.err = x.ctx.Err()
			return nil
		case time.Now().After(x.until):
			x.err = errTime
			return nil
		}
	}
	x.bytes.token = 0
	t, err := x.d.RawToken()
	switch t := t.(type) {
	case xml.StartElement:
		err = x.begin(t)
	case xml.EndElement:
		err = x.end(t)
	}
	if err != nil {
		if err != io.EOF || x.depth > 0 {
			x.err = err
		}
		return nil
	}
	return t
}

// children goes through the elements directly below the one just begun. What
// the loop does not read of an element is passed over.
func (x *xmlReader) children() iter.Seq[element] {
	return func(yield func(element) bool) {
		depth := x.depth
		for {
			switch t := x.token().(type) {
			case nil:
				return
			case xml.StartElement:
				if !yield(element{x.name(t.Name), t.Attr}) {
					return
				}
				for x.depth > depth && x.token() != nil {
				}
			case xml.EndElement:
				if x.depth < depth {
					return
				}
			}
		}
	}
}

// text returns the characters of the element just begun.
func (x *xmlReader) text() string {
	depth, first := x.depth, ""
	var more strings.Builder
	for {
		switch t := x.token().(type) {
		case nil:
			return first + more.String()
		case xml.CharData:
			if first == "" {
				first = string(t)
			} else {
				more.Write(t)
			}
		case xml.EndElement:
			if x.depth < depth {
				return first + more.String()
			}
		}
	}
}

// byteReader feeds the decoder, which asks for single bytes, and stops it in
// the middle of a token that is longer than any real one.
type byteReader struct {
	src      io.Reader
	buf      []byte
	pos, end int
	token    int // bytes since the last token
	err      error
}

func (r *byteReader) ReadByte() (byte, error) {
	if r.pos == r.end {
		if err := r.fill(); err != nil {
			return 0, err
		}
	}
	c := r.buf[r.pos]
	r.pos++
	return c, nil
}

func (r *byteReader) fill() error {
	if r.token += r.end; r.token > maxToken {
		return errToken
	}
	for r.err == nil {
		var n int
		n, r.err = r.src.Read(r.buf)
		if n > 0 {
			r.pos, r.end = 0, n
			return nil
		}
	}
	return r.err
}

// Read is there for the decoder's sake, which only uses ReadByte.
func (r *byteReader) Read(p []byte) (int, error) {
	if r.pos == r.end {
		if err := r.fill(); err != nil {
			return 0, err
		}
	}
	n := copy(p, r.buf[r.pos:r.end])
	r.pos += n
	return n, nil
}
