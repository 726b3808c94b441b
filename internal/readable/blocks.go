// Package readable lays a document out for reading: its paragraphs, headings
// and tables, with an anchor at every place that something links to.
package readable

import (
	"slices"
	"strconv"
	"strings"

	"mingzhang/internal/document"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/story"
	"mingzhang/web/templates"
)

// Blocks lays the document out for reading, with an anchor at every place.
// Places are in the order of the text; of two at one start the longer first.
func Blocks(doc *document.Document, r *fiscal.Report, places []story.Place) []templates.SourceBlock {
	m := &marker{runes: []rune(doc.Text), places: places}
	headings := map[int]fiscal.Section{}
	for _, s := range r.Sections {
		headings[s.Start] = s
	}
	var blocks []templates.SourceBlock
	at := 0
	page := func(b document.Block) int { // 0 but where a page begins
		if b.Page == at {
			return 0
		}
		at = b.Page
		return at
	}
	for _, b := range doc.Blocks {
		if b.Table != nil {
			blocks = append(blocks, templates.SourceBlock{Rows: m.table(b.Table), Page: page(b)})
			continue
		}
		block := templates.SourceBlock{Text: m.opening(b.Start, b.End), Page: page(b)}
		if s, ok := headings[b.Start]; ok && s.Title != "" {
			block.Level, block.ID = 2+strings.Count(s.ID, "."), "s"+s.ID
			block.Level = min(block.Level, 4)
		}
		if block.Level == 0 {
			block.ID = "p" + strconv.Itoa(b.Start)
		}
		blocks = append(blocks, block)
	}
	return blocks
}

// marker cuts the text at the places.
type marker struct {
	runes  []rune
	places []story.Place // in text order, nesting
}

// from returns the places that begin in [start:end).
func (m *marker) from(start, end int) []story.Place {
	i, _ := slices.BinarySearchFunc(m.places, start, func(p story.Place, at int) int { return p.Start - at })
	k, _ := slices.BinarySearchFunc(m.places, end, func(p story.Place, at int) int { return p.Start - at })
	return m.places[i:max(i, k)]
}

// spans returns the text of [start:end) with its places as anchors, nested as
// the places nest.
func (m *marker) spans(start, end int) []templates.Span {
	var within []story.Place
	for _, p := range m.from(start, end) {
		if p.End <= end {
			within = append(within, p)
		}
	}
	return m.nest(start, end, within)
}

// opening is spans for a paragraph that a longer place may begin with: a form
// is linked to by its title.
func (m *marker) opening(start, end int) []templates.Span {
	var within []story.Place
	for _, p := range m.from(start, end) {
		p.End = min(p.End, end)
		within = append(within, p)
	}
	return m.nest(start, end, within)
}

func (m *marker) nest(start, end int, places []story.Place) []templates.Span {
	var spans []templates.Span
	at := start
	plain := func(to int) {
		if to > at {
			spans = append(spans, templates.Span{Text: string(m.runes[at:to])})
		}
	}
	for i := 0; i < len(places); {
		p := places[i]
		k := i + 1
		for k < len(places) && places[k].Start < p.End {
			k++
		}
		plain(p.Start)
		inner := places[i+1 : k]
		// Of several places at one start only the outermost carries the
		// anchor: an id stands once.
		for len(inner) > 0 && inner[0].Start == p.Start {
			inner = inner[1:]
		}
		spans = append(spans, templates.Span{Text: string(m.runes[p.Start:p.End]), Place: &p, In: m.nest(p.Start, p.End, inner)})
		at = p.End
		i = k
	}
	plain(end)
	return spans
}

// table lays out the rows. In a table without spans the last cell of a short
// row reaches to the edge.
func (m *marker) table(t *document.Table) [][]templates.SourceCell {
	width := t.Width()
	var rows [][]templates.SourceCell
	for _, row := range t.Rows {
		var cells []templates.SourceCell
		for i, c := range row {
			cell := templates.SourceCell{Cols: c.Cols, Rows: c.Rows, Paragraphs: m.paragraphs(c)}
			if i == len(row)-1 && c.Rows == 1 && c.Col == i {
				cell.Cols = max(cell.Cols, width-c.Col)
			}
			cells = append(cells, cell)
		}
		rows = append(rows, cells)
	}
	return rows
}

// paragraphs returns the paragraphs of a cell. A cell of several is one place
// as a whole, so its anchor stands on the first.
func (m *marker) paragraphs(c document.Cell) [][]templates.Span {
	if c.Start == c.End {
		return nil
	}
	text := string(m.runes[c.Start:c.End])
	if !strings.Contains(text, "\n") {
		return [][]templates.Span{m.spans(c.Start, c.End)}
	}
	var all [][]templates.Span
	at := c.Start
	for line := range strings.SplitSeq(text, "\n") {
		n := len([]rune(line))
		if strings.TrimSpace(line) != "" {
			spans := m.spans(at, at+n)
			if len(all) == 0 {
				spans = m.anchored(c, spans)
			}
			all = append(all, spans)
		}
		at += n + 1
	}
	return all
}

func (m *marker) anchored(c document.Cell, spans []templates.Span) []templates.Span {
	for _, p := range m.from(c.Start, c.End) {
		if p.Start == c.Start && p.End == c.End {
			text := ""
			for _, s := range spans {
				text += s.Text
			}
			p.Kind = story.PassagePlace
			return []templates.Span{{Text: text, Place: &p, In: spans}}
		}
	}
	return spans
}
