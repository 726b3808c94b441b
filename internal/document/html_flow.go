package document

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// htmlWalker reads elements as they are laid out.
type htmlWalker struct {
	pictures int
}

// htmlFlow is a flow while it is read.
type htmlFlow struct {
	flow
	text  strings.Builder // of the paragraph
	last  rune            // written
	blank rune            // not yet written: ' ', '\n' for a line end in the page's source
	pre   int             // elements around that keep line ends
}

func (w *htmlWalker) flow(n *html.Node) flow {
	f := &htmlFlow{}
	w.walk(n, f)
	f.end()
	return f.flow
}

func (w *htmlWalker) walk(n *html.Node, f *htmlFlow) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			f.write(c.Data)
		case c.Type != html.ElementNode:
		case c.DataAtom == atom.Br:
			f.newline()
		case c.DataAtom == atom.Img:
			w.picture(c)
		case c.DataAtom == atom.Rt, c.DataAtom == atom.Rp:
		case c.DataAtom == atom.Table:
			f.end()
			w.tableOrFrame(c, f)
		case isBlock(c):
			f.end()
			if c.DataAtom == atom.Pre {
				f.pre++
			}
			w.walk(c, f)
			f.end()
			if c.DataAtom == atom.Pre {
				f.pre--
			}
		default:
			w.walk(c, f)
		}
	}
}

func (w *htmlWalker) tableOrFrame(table *html.Node, f *htmlFlow) {
	for c := table.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Caption {
			w.walk(c, f)
			f.end()
		}
	}
	if !isFrame(table) {
		f.flow = append(f.flow, piece{table: w.table(table)})
		return
	}
	for _, row := range tableRows(table) {
		for _, cell := range row {
			w.walk(cell, f)
			f.end()
		}
	}
}

// picture counts pictures that may show a text: no icons, no links.
func (w *htmlWalker) picture(n *html.Node) {
	for _, side := range []string{"width", "height"} {
		if v, err := strconv.Atoi(strings.TrimSuffix(attr(n, side), "px")); err == nil && v < 64 {
			return
		}
	}
	if !within(n, atom.A) {
		w.pictures++
	}
}

func (f *htmlFlow) newline() {
	f.text.WriteByte('\n')
	f.last, f.blank = '\n', 0
}

func (f *htmlFlow) write(s string) {
	for _, r := range s {
		switch {
		case r == '\n' && f.pre > 0:
			f.newline()
		case r == '\n' || r == '\r':
			f.blank = '\n'
		case r == ' ', r == '\t', r == '\f', r == '\u00A0':
			if f.blank == 0 || r == '\u00A0' {
				f.blank = ' '
			}
		default:
			f.gap(r)
			f.text.WriteRune(r)
			f.last = r
		}
	}
}

// gap writes the blank before r. A line end in the page's source is none
// beside Chinese characters: there the line was only getting long.
func (f *htmlFlow) gap(r rune) {
	wide := func(r rune) bool { return isHan(r) || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFFEF }
	if f.blank != 0 && f.last != 0 && f.last != '\n' && !(f.blank == '\n' && (wide(f.last) || wide(r))) {
		f.text.WriteByte(' ')
	}
	f.blank = 0
}

func (f *htmlFlow) end() {
	if text := f.text.String(); strings.TrimSpace(text) != "" {
		f.flow = append(f.flow, piece{text: text})
	}
	f.text.Reset()
	f.last, f.blank = 0, 0
}
