package document

import (
	"bytes"
	"context"
	"io"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// scrubber takes out of a page what is not text or structure before it is
// parsed: scripts, styles, comments, and the marks of type faces. The rules
// for unclosed marks of type faces let a small page grow into a huge tree, and
// pages saved by word processors are made of them for the most part.
type scrubber struct {
	ctx   context.Context
	until time.Time

	out      strings.Builder
	face     map[atom.Atom][]bool // open marks of type faces: which are kept
	unclosed map[atom.Atom]bool   // elements to drop that never end
	xml      bool                 // <td/> is a whole element

	article, window []string // titles
}

// dropped elements go with all they hold.
var dropped = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Iframe: true, atom.Object: true, atom.Svg: true,
	atom.Template: true, atom.Select: true, atom.Button: true, atom.Textarea: true, atom.Noframes: true, atom.Canvas: true,
	atom.Audio: true, atom.Video: true, atom.Math: true, atom.Map: true, atom.Xmp: true, atom.Noembed: true,
}

// voids are the elements without content.
var voids = map[atom.Atom]bool{atom.Br: true, atom.Hr: true, atom.Img: true, atom.Input: true, atom.Link: true, atom.Col: true, atom.Wbr: true, atom.Base: true}

// faces are the elements that only say how text looks, and links, which are
// marks of type faces to the parser.
var faces = map[atom.Atom]bool{
	atom.A:    true,
	atom.Span: true, atom.Font: true, atom.B: true, atom.I: true, atom.U: true, atom.S: true, atom.Strong: true, atom.Em: true,
	atom.Big: true, atom.Small: true, atom.Code: true, atom.Nobr: true, atom.Strike: true, atom.Tt: true, atom.Sup: true,
	atom.Sub: true, atom.Ins: true, atom.Mark: true, atom.Label: true, atom.Bdo: true, atom.Abbr: true,
}

// kept attributes.
var kept = map[string]bool{"class": true, "id": true, "colspan": true, "rowspan": true, "role": true, "width": true, "height": true, "type": true}

// Attributes that stand for what was in a tag.
const (
	hiddenMark = "data-hidden"
	linkMark   = "data-link"
)

func (s *scrubber) scrub(text string) (string, error) {
	s.xml = strings.HasPrefix(strings.TrimSpace(text), "<?xml")
	for {
		open, err := s.pass(text)
		if err != nil || open == 0 {
			return s.out.String(), err
		}
		if s.unclosed == nil {
			s.unclosed = map[atom.Atom]bool{}
		}
		s.unclosed[open] = true // would take the rest of the page with it
	}
}

// pass returns the element that was still to be dropped at the end of the text.
func (s *scrubber) pass(text string) (dropping atom.Atom, err error) {
	s.out.Reset()
	s.face, s.article, s.window = map[atom.Atom][]bool{}, nil, nil
	z := html.NewTokenizer(&timedReader{strings.NewReader(text), s.ctx, s.until})
	depth, inTitle := 0, false
	for tokens := 0; ; tokens++ {
		kind := z.Next()
		if kind == html.ErrorToken {
			if err := z.Err(); err != io.EOF {
				return 0, err
			}
			return dropping, nil
		}
		if tokens > 2*maxTags {
			return 0, errTags
		}
		switch kind {
		case html.TextToken:
			switch {
			case inTitle:
				s.window = append(s.window, string(z.Text()))
			case dropping == 0:
				s.out.Write(z.Raw())
			}
			continue
		case html.DoctypeToken:
			s.out.Write(z.Raw())
			continue
		case html.CommentToken:
			continue
		}
		name, more := z.TagName()
		tag := atom.Lookup(name)
		closed := kind == html.SelfClosingTagToken
		if closed {
			z.NextIsNotRawText()
		}
		switch {
		case dropping != 0:
			switch {
			case tag != dropping:
			case kind == html.StartTagToken:
				depth++
			case kind == html.EndTagToken:
				if depth--; depth == 0 {
					dropping = 0
				}
			}
		case tag == atom.Title:
			inTitle = kind == html.StartTagToken
		case tag == atom.Meta:
			s.meta(z, more)
		case dropped[tag]:
			if kind == html.StartTagToken && !s.unclosed[tag] {
				dropping, depth = tag, 1
			}
		case kind == html.EndTagToken:
			s.end(tag, name)
		default:
			s.start(tag, name, s.attributes(tag, z, more), closed)
		}
	}
}

func (s *scrubber) start(tag atom.Atom, name []byte, attrs string, closed bool) {
	keep := !faces[tag]
	if !keep {
		keep = attrs != ""
		if closed {
			return
		}
		s.face[tag] = append(s.face[tag], keep)
		name = []byte("span")
		if tag == atom.A {
			name = []byte("a")
		}
	}
	if !keep {
		return
	}
	s.out.WriteByte('<')
	s.out.Write(name)
	s.out.WriteString(attrs)
	s.out.WriteByte('>')
	if closed && s.xml && !voids[tag] {
		s.out.WriteString("</")
		s.out.Write(name)
		s.out.WriteByte('>')
	}
}

func (s *scrubber) end(tag atom.Atom, name []byte) {
	if faces[tag] {
		open := s.face[tag]
		n := len(open) - 1
		if n < 0 {
			return
		}
		s.face[tag] = open[:n]
		if !open[n] {
			return
		}
		if tag != atom.A {
			name = []byte("span")
		}
	}
	s.out.WriteString("</")
	s.out.Write(name)
	s.out.WriteByte('>')
}

// attributes returns those that matter, as they stand in a tag.
func (s *scrubber) attributes(tag atom.Atom, z *html.Tokenizer, more bool) string {
	var out strings.Builder
	hidden, link := false, false
	for n := 0; more && n < 200; n++ {
		var key, value []byte
		key, value, more = z.TagAttr()
		switch k := string(key); {
		case k == "hidden":
			hidden = true
		case k == "style":
			hidden = hidden || hides(value)
		case k == "href":
			// Links within the page are its table of contents.
			link = tag == atom.A && len(value) > 0 && value[0] != '#'
		case kept[k] && !faces[tag] && len(value) < 500:
			out.WriteString(" " + k + `="` + html.EscapeString(string(value)) + `"`)
		}
	}
	if hidden && tag != atom.Body && tag != atom.Html { // there scripts show it
		out.WriteString(" " + hiddenMark)
	}
	if link {
		out.WriteString(" " + linkMark)
	}
	return out.String()
}

// hides reports whether a style hides what has it.
func hides(style []byte) bool {
	for rule := range bytes.SplitSeq(style, []byte(";")) {
		name, value, ok := bytes.Cut(rule, []byte(":"))
		if !ok {
			continue
		}
		name = bytes.TrimSpace(name)
		value, _, _ = bytes.Cut(value, []byte("!"))
		is := func(n, v string) bool {
			return bytes.EqualFold(name, []byte(n)) && bytes.EqualFold(bytes.TrimSpace(value), []byte(v))
		}
		if is("display", "none") || is("visibility", "hidden") || is("mso-hide", "all") {
			return true
		}
	}
	return false
}

// meta reads what the page's head calls the article: pages of government
// sites carry it under this name.
func (s *scrubber) meta(z *html.Tokenizer, more bool) {
	var name, content string
	for n := 0; more && n < 20; n++ {
		var key, value []byte
		key, value, more = z.TagAttr()
		switch string(key) {
		case "name":
			name = strings.ToLower(string(value))
		case "content":
			content = string(value)
		}
	}
	if name == "articletitle" {
		s.article = append(s.article, content)
	}
}

// titles returns of each title the part that names the final accounts: the
// rest is the site's name.
func (s *scrubber) titles() (out []string) {
	for _, t := range append(s.article, s.window...) {
		for _, part := range strings.FieldsFunc(strings.ReplaceAll(t, " - ", "|"), func(r rune) bool { return strings.ContainsRune("_|｜—", r) }) {
			if part = strings.Join(strings.Fields(part), " "); strings.Contains(part, "决算") && len(part) < 300 {
				out = append(out, part)
			}
		}
	}
	return out
}
