package document

import (
	"path"
	"strings"
	"unicode/utf8"
)

// Part is one file of a document that is made of several: a narrative and its
// forms.
type Part struct {
	Name      string
	SHA256    string
	MediaType string
	Bytes     int
	Pages     int
	Start     int // where its text begins, in code points of the whole
}

// Join puts documents together to one, in their order. Spans are moved; pages
// stay those of the file they are in.
func Join(name string, docs []*Document) *Document {
	whole := &Document{Name: name, MediaType: "application/zip"}
	var text strings.Builder
	at := 0
	for i, d := range docs {
		if i > 0 {
			text.WriteString("\n\n")
			at += 2
		}
		whole.Parts = append(whole.Parts, Part{d.Name, d.SHA256, d.MediaType, d.Bytes, d.Pages, at})
		for _, b := range d.Blocks {
			whole.Blocks = append(whole.Blocks, b.moved(at))
		}
		for _, o := range d.Omitted {
			whole.Omitted = append(whole.Omitted, Omission{d.Name + "：" + o.What, o.Why})
		}
		text.WriteString(d.Text)
		at += utf8.RuneCountInString(d.Text)
		whole.Pages += d.Pages
	}
	whole.Text = text.String()
	return whole
}

func (s Span) moved(by int) Span { return Span{s.Start + by, s.End + by} }

func (b Block) moved(by int) Block {
	b.Span = b.Span.moved(by)
	if b.Table == nil {
		return b
	}
	t := *b.Table
	t.Rows = make([][]Cell, len(b.Table.Rows))
	for i, row := range b.Table.Rows {
		for _, c := range row {
			c.Span = c.Span.moved(by)
			t.Rows[i] = append(t.Rows[i], c)
		}
	}
	b.Table = &t
	return b
}

// Before orders the parts of one document: what is read before what is looked
// up. Workbooks hold forms and come last; otherwise names decide.
func Before(a, b *Document) bool {
	if x, y := a.workbook(), b.workbook(); x != y {
		return y
	}
	return path.Base(a.Name) < path.Base(b.Name)
}

func (d *Document) workbook() bool {
	return strings.Contains(d.MediaType, "spreadsheet") || strings.Contains(d.MediaType, "excel")
}
