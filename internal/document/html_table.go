package document

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// tableRows returns the cells of a table by rows, its foot last.
func tableRows(table *html.Node) (rows [][]*html.Node) {
	var foot [][]*html.Node
	row := func(tr *html.Node) (cells []*html.Node) {
		for c := tr.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
				cells = append(cells, c)
			}
		}
		return cells
	}
	for part := table.FirstChild; part != nil; part = part.NextSibling {
		for tr := part.FirstChild; tr != nil; tr = tr.NextSibling {
			switch {
			case tr.DataAtom != atom.Tr:
			case part.DataAtom == atom.Tfoot:
				foot = append(foot, row(tr))
			default:
				rows = append(rows, row(tr))
			}
		}
	}
	return append(rows, foot...)
}

// isFrame reports whether a table arranges the page: its cells are not data
// beside each other but texts, headings and tables of their own.
func isFrame(table *html.Node) bool {
	if attr(table, "role") == "presentation" {
		return true
	}
	rows := tableRows(table)
	var widest, data, all, longest int
	var tables, headings, titled bool
	for _, cells := range rows {
		widest = max(widest, len(cells))
		filled, short := 0, true
		for _, c := range cells {
			titled = titled || c.DataAtom == atom.Th
			n := 0
			for d := range c.Descendants() {
				switch d.DataAtom {
				case atom.Table:
					if inner := tableRows(d); len(inner) > 1 && slices.ContainsFunc(inner, func(r []*html.Node) bool { return len(r) > 1 }) {
						tables, short = true, false
					}
				case atom.H1, atom.H2, atom.H3, atom.H4:
					headings = true
				}
				if d.Type == html.TextNode {
					n += utf8.RuneCountInString(strings.TrimSpace(d.Data))
				}
			}
			if n > 0 {
				filled++
			}
			all, longest = all+n, max(longest, n)
		}
		if filled > 1 && short {
			data++
		}
	}
	switch {
	case widest <= 1:
		return true
	case tables:
		return data < 3 || data*2 < len(rows)
	case titled:
		return false
	case headings, longest > 500 && longest*10 > all*7:
		return data < 3
	}
	return false
}

// table reads a table of data.
func (w *htmlWalker) table(table *html.Node) *grid {
	g := &grid{}
	rows := tableRows(table)
	var down [maxColumns]int // rows that a cell above still covers, by column
	for r, cells := range rows {
		var slots []slot
		col := 0
		for _, c := range cells {
			for col < maxColumns && down[col] > 0 {
				col++
			}
			content := w.flow(c)
			if col == maxColumns {
				if n := len(slots); n > 0 {
					slots[n-1].content = append(slots[n-1].content, content...)
				}
				continue
			}
			s := slot{col: col, cols: atoi(attr(c, "colspan"), 1, maxColumns-col), rows: 1, content: content}
			if s.rows = atoi(attr(c, "rowspan"), 1, len(rows)-r); attr(c, "rowspan") == "0" {
				s.rows = len(rows) - r
			}
			for i := range s.cols {
				down[col+i] = max(down[col+i], s.rows)
			}
			col += s.cols
			slots = append(slots, s)
		}
		for i := range down {
			down[i] = max(down[i]-1, 0)
		}
		g.rows = append(g.rows, slots)
	}
	return g
}
