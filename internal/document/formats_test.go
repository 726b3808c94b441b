package document_test

import (
	"context"
	"html"
	"strings"
	"testing"

	"mingzhang/internal/document"
)

// The document saved as Word or as a web page has the same paragraphs, and the
// same cells in the same places.
func TestSeedInOtherFormats(t *testing.T) {
	doc, err := document.Read(context.Background(), "seed.txt", seed(t))
	if err != nil {
		t.Fatal(err)
	}
	want := outline(doc)
	files := map[string][]byte{
		"docx": wordFile(t, written(doc, func(s string) string { return para(html.EscapeString(s)) },
			`<w:tbl>`, `</w:tbl>`, `<w:tr>`, `</w:tr>`, `<w:tc>`, `</w:tc>`)),
		"html": []byte(webPage("<title>部门决算</title>", `<div class="TRS_Editor">`+written(doc, func(s string) string { return `<p>` + html.EscapeString(s) + `</p>` },
			`<table>`, `</table>`, `<tr>`, `</tr>`, `<td>`, `</td>`)+`</div>`)),
	}
	for name, data := range files {
		t.Run(name, func(t *testing.T) {
			got := strings.Split(outline(read(t, data)), "\n")
			for i, line := range strings.Split(want, "\n") {
				if i >= len(got) || strings.Join(strings.Fields(got[i]), "") != strings.Join(strings.Fields(line), "") {
					t.Fatalf("line %d is\n%s\nthe text has\n%s", i+1, strings.Join(got[i:min(i+1, len(got))], ""), line)
				}
			}
		})
	}
}

// written writes a document with the mark-up of another format.
func written(doc *document.Document, paragraph func(string) string, table, endTable, row, endRow, cell, endCell string) string {
	var out strings.Builder
	runes := []rune(doc.Text)
	for _, b := range doc.Blocks {
		if b.Table == nil {
			out.WriteString(paragraph(string(runes[b.Start:b.End])))
			continue
		}
		out.WriteString(table)
		for _, cells := range b.Table.Rows {
			out.WriteString(row)
			for _, c := range cells {
				out.WriteString(cell)
				for s := range strings.SplitSeq(c.Text, "\n") {
					out.WriteString(paragraph(s))
				}
				out.WriteString(endCell)
			}
			out.WriteString(endRow)
		}
		out.WriteString(endTable)
	}
	return out.String()
}
