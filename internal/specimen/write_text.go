package specimen

import (
	"strings"
)

// Text writes the specimen as plain text, the cells of a row with tabs between
// them.
func (s *Specimen) Text() []byte { return s.text(tabbedForm) }

// CellText writes the specimen as word processors save tables as text: each
// cell on a line of its own behind a tab, a blank line between rows.
func (s *Specimen) CellText() []byte { return s.text(cellForm) }

func (s *Specimen) text(form func(*strings.Builder, *Form)) []byte {
	var b strings.Builder
	for _, block := range s.Blocks {
		switch {
		case block.Form != nil:
			b.WriteString("\n")
			for _, line := range block.Form.above() {
				b.WriteString(line + "\n")
			}
			form(&b, block.Form)
			for _, note := range block.Form.Notes {
				b.WriteString(note + "\n")
			}
			b.WriteString("\n")
		case block.Heading == 1:
			b.WriteString("\n" + block.Text + "\n")
		default:
			b.WriteString(block.Text + "\n")
		}
	}
	return []byte(b.String())
}

// above lists the lines above the header.
func (f *Form) above() []string {
	var lines []string
	for _, line := range []string{f.Title, f.Tag} {
		if line != "" {
			lines = append(lines, line)
		}
	}
	if f.Maker+f.Unit != "" {
		lines = append(lines, f.Maker+"\t"+f.Unit)
	}
	return lines
}

func tabbedForm(b *strings.Builder, f *Form) {
	for _, row := range f.Grid() {
		var texts []string
		for _, c := range row {
			text := ""
			if c.First {
				text = c.Text
			}
			texts = append(texts, text)
		}
		b.WriteString(strings.Join(texts, "\t") + "\n")
	}
}

func cellForm(b *strings.Builder, f *Form) {
	b.WriteString("\n")
	for _, row := range f.Grid() {
		for _, c := range row {
			text := ""
			if c.First {
				text = c.Text
			}
			b.WriteString("\t" + text + "\n")
		}
		b.WriteString("\n")
	}
	b.WriteString("\n")
}
