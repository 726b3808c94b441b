package specimen

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
)

const (
	docxTypes = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>`
	docxRels = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
	docxPartRels = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`
	docxStyles = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="3"><w:name w:val="heading 3"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style></w:styles>`
	docxOpen  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" + `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`
	docxClose = `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>`
)

// DOCX writes the specimen as Word writes a document: paragraphs cut into runs,
// tables with gridSpan and vMerge.
func (s *Specimen) DOCX() ([]byte, error) { return s.docx(s.Blocks) }

func (s *Specimen) docx(blocks []Block) ([]byte, error) {
	var b strings.Builder
	b.WriteString(docxOpen)
	for i, block := range blocks {
		switch {
		case block.Form != nil:
			docxForm(&b, block.Form)
		case block.Heading > 0:
			docxParagraph(&b, fmt.Sprintf(`<w:pStyle w:val="%d"/>`, block.Heading), block.Text, i)
		case block.Centre:
			docxParagraph(&b, `<w:jc w:val="center"/>`, block.Text, i)
		default:
			docxParagraph(&b, `<w:ind w:firstLineChars="200" w:firstLine="560"/>`, block.Text, i)
		}
	}
	b.WriteString(docxClose)
	return zipped(
		part{"[Content_Types].xml", []byte(docxTypes)}, part{"_rels/.rels", []byte(docxRels)},
		part{"word/_rels/document.xml.rels", []byte(docxPartRels)}, part{"word/styles.xml", []byte(docxStyles)},
		part{"word/document.xml", []byte(b.String())})
}

// part is a file of an archive.
type part struct {
	name string
	data []byte
}

func zipped(parts ...part) ([]byte, error) {
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for _, p := range parts {
		f, err := w.Create(p.name)
		if err != nil {
			return nil, err
		}
		if _, err := f.Write(p.data); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

func escaped(text string) string {
	var b strings.Builder
	// A strings.Builder takes everything.
	_ = xml.EscapeText(&b, []byte(text))
	return b.String()
}

// docxParagraph writes text in runs that end anywhere, as Word cuts them where
// fonts or spelling change: within figures too.
func docxParagraph(b *strings.Builder, properties, text string, cut int) {
	b.WriteString("<w:p><w:pPr>" + properties + "</w:pPr>")
	runes := []rune(text)
	for n := 5 + cut%9; len(runes) > 0; n = 3 + (n*7+cut)%23 {
		n = min(n, len(runes))
		b.WriteString(`<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">` + escaped(string(runes[:n])) + "</w:t></w:r>")
		runes = runes[n:]
	}
	b.WriteString("</w:p>")
}

func docxForm(b *strings.Builder, f *Form) {
	if f.Title != "" {
		docxParagraph(b, `<w:pageBreakBefore/><w:jc w:val="center"/>`, f.Title, 1)
	}
	if f.Tag != "" {
		docxParagraph(b, `<w:jc w:val="right"/>`, f.Tag, 2)
	}
	if f.Maker+f.Unit != "" {
		b.WriteString(`<w:p><w:r><w:t>` + escaped(f.Maker) + `</w:t><w:tab/><w:t>` + escaped(f.Unit) + "</w:t></w:r></w:p>")
	}
	b.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/></w:tblPr><w:tblGrid>`)
	width := f.width()
	b.WriteString(strings.Repeat(`<w:gridCol w:w="1200"/>`, width) + "</w:tblGrid>")
	for y, row := range f.Grid() {
		b.WriteString("<w:tr>")
		if y < f.Header {
			b.WriteString("<w:trPr><w:tblHeader/></w:trPr>")
		}
		for x := 0; x < len(row); x++ {
			c := row[x]
			b.WriteString("<w:tc><w:tcPr>")
			if c.Cols > 1 {
				fmt.Fprintf(b, `<w:gridSpan w:val="%d"/>`, c.Cols)
			}
			text := c.Text
			if c.Rows > 1 {
				if c.First {
					b.WriteString(`<w:vMerge w:val="restart"/>`)
				} else {
					b.WriteString(`<w:vMerge/>`)
					text = ""
				}
			}
			b.WriteString("</w:tcPr>")
			docxParagraph(b, "", text, x)
			b.WriteString("</w:tc>")
			x += c.Cols - 1
		}
		b.WriteString("</w:tr>")
	}
	b.WriteString("</w:tbl>")
	for _, note := range f.Notes {
		docxParagraph(b, "", note, 3)
	}
}
