package document

import (
	"iter"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

var blockAtoms = map[atom.Atom]bool{
	atom.Address: true, atom.Article: true, atom.Aside: true, atom.Blockquote: true, atom.Body: true, atom.Caption: true,
	atom.Center: true, atom.Dd: true, atom.Details: true, atom.Dir: true, atom.Div: true, atom.Dl: true, atom.Dt: true,
	atom.Fieldset: true, atom.Figcaption: true, atom.Figure: true, atom.Footer: true, atom.Form: true, atom.H1: true,
	atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Header: true, atom.Hr: true,
	atom.Legend: true, atom.Li: true, atom.Main: true, atom.Nav: true, atom.Ol: true, atom.P: true, atom.Pre: true,
	atom.Section: true, atom.Summary: true, atom.Table: true, atom.Tbody: true, atom.Td: true, atom.Tfoot: true,
	atom.Th: true, atom.Thead: true, atom.Tr: true, atom.Ul: true, atom.Menu: true, atom.Html: true,
}

func isBlock(n *html.Node) bool { return n.Type == html.ElementNode && blockAtoms[n.DataAtom] }

// isContainer reports whether an article may be all of the element.
func isContainer(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Div, atom.Article, atom.Section, atom.Main, atom.Form, atom.Center, atom.Td, atom.Fieldset:
		return true
	}
	return false
}

// blocksOf goes through what stands in an element side by side. Cells of a
// table that arranges the page do so too.
func blocksOf(n *html.Node) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode && strings.TrimSpace(c.Data) != "":
			case c.Type == html.ElementNode && c.DataAtom == atom.Table && isFrame(c):
				for _, row := range tableRows(c) {
					for _, cell := range row {
						if !yield(cell) {
							return
						}
					}
				}
				continue
			case c.Type != html.ElementNode:
				continue
			}
			if !yield(c) {
				return
			}
		}
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

// names returns the classes of an element and its name.
func names(n *html.Node) []string {
	if len(n.Attr) == 0 {
		return nil
	}
	return append(strings.Fields(attr(n, "class")), strings.Fields(attr(n, "id"))...)
}

func within(n *html.Node, atoms ...atom.Atom) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		for _, a := range atoms {
			if p.DataAtom == a {
				return true
			}
		}
	}
	return false
}

// holds reports whether inner is n or stands in it.
func holds(n, inner *html.Node) bool {
	for ; inner != nil; inner = inner.Parent {
		if inner == n {
			return true
		}
	}
	return false
}

// dataTableAround reports whether n stands in a table of data.
func dataTableAround(n *html.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.DataAtom == atom.Table && !isFrame(p) {
			return true
		}
	}
	return false
}

// textOf returns the beginning of an element's text.
func textOf(n *html.Node, most int) string {
	var out strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			if out.WriteString(c.Data); out.Len() > most {
				break
			}
		}
	}
	return out.String()
}

func isHan(r rune) bool { return r >= 0x4E00 && r <= 0x9FFF }

func hanOf(s string) (n int) {
	for _, r := range s {
		if isHan(r) {
			n++
		}
	}
	return n
}
