package document

import (
	"strings"
	"unicode"
)

// normalise gives text the form that all spans count in.
func normalise(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t':
			return r
		case r == '\r', r == '\f', r == '\v', r == '\u2028', r == '\u2029', r == '\u0085':
			return '\n'
		case r == '\u200B', r == '\u200C', r == '\u200D', r == '\u2060', r == '\uFEFF', r == '\u00AD':
			return -1 // zero-width: invisible in print, in the way of every match
		case unicode.IsControl(r):
			return ' '
		}
		return r
	}, text)
}

// line is one line of the text without its LF.
type line struct {
	Span
	text string
}

func splitLines(text string) []line {
	var out []line
	at := 0
	for s := range strings.SplitSeq(text, "\n") {
		n := len([]rune(s))
		out = append(out, line{Span{at, at + n}, s})
		at += n + 1
	}
	return out
}

func (l line) blank() bool {
	return strings.TrimSpace(l.text) == "" && !strings.HasPrefix(l.text, "\t")
}
func (l line) cell() bool { return strings.HasPrefix(l.text, "\t") }

// plainBlocks splits plain text into paragraphs and tables. A table is what
// word processors leave of one when they save as text: one line a cell, each
// led by a tab; an empty line between rows; lines without a tab continue the
// cell above them. Two empty lines end it.
func plainBlocks(text string) []Block {
	lines := splitLines(text)
	var blocks []Block
	for i := 0; i < len(lines); {
		switch {
		case lines[i].cell():
			end := tableEnd(lines, i)
			if t := cellTable(lines[i:end]); t != nil {
				blocks = append(blocks, Block{Span: Span{lines[i].Start, lines[end-1].End}, Table: t})
			}
			i = end
		case lines[i].blank():
			i++
		default:
			blocks = append(blocks, Block{Span: trim(lines[i])})
			i++
		}
	}
	return blocks
}

// tableEnd returns the index behind the last line of the table that starts at i.
func tableEnd(lines []line, i int) int {
	end, blanks := i, 0
	for j := i; j < len(lines) && blanks < 2; j++ {
		switch {
		case lines[j].cell():
			end, blanks = j+1, 0
		case lines[j].blank():
			blanks++
		default:
			blanks = 0 // part of a cell only if another cell follows
		}
	}
	return end
}

func cellTable(lines []line) *Table {
	t := &Table{}
	var row []Cell
	flush := func() {
		if len(row) > 0 {
			t.Rows = append(t.Rows, row)
			row = nil
		}
	}
	for k := 0; k < len(lines); k++ {
		l := lines[k]
		switch {
		case l.cell():
			row = append(row, newCell(l, len(row)))
		case l.blank():
			if nextIsCell(lines, k) {
				flush()
			}
		default: // a further paragraph of the cell above
			if len(row) == 0 {
				row = append(row, Cell{Span: l.Span, Cols: 1, Rows: 1})
			}
			c := &row[len(row)-1]
			c.End = l.End
			c.Text = strings.TrimLeft(c.Text+"\n"+strings.TrimSpace(l.text), "\n")
		}
	}
	flush()
	return t
}

func nextIsCell(lines []line, k int) bool {
	for _, l := range lines[k+1:] {
		if !l.blank() {
			return l.cell()
		}
	}
	return true
}

func newCell(l line, col int) Cell {
	s := trim(l)
	text := strings.TrimSpace(l.text)
	return Cell{Span: s, Text: text, Col: col, Cols: 1, Rows: 1, Continued: text == ""}
}

// trim returns the span of the line without the white space around its text.
func trim(l line) Span {
	left := len([]rune(l.text)) - len([]rune(strings.TrimLeftFunc(l.text, unicode.IsSpace)))
	n := len([]rune(strings.TrimSpace(l.text)))
	return Span{l.Start + left, l.Start + left + n}
}

// Lines returns text, in the form that Document.Text has, as a document of one
// paragraph a line.
func Lines(text string) *Document {
	d := &Document{Text: text}
	for _, l := range splitLines(text) {
		if s := trim(l); s.Start < s.End {
			d.Blocks = append(d.Blocks, Block{Span: s})
		}
	}
	return d
}
