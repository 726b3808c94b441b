package document_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingzhang/internal/document"
)

// outline writes a document down line by line: paragraphs as they are, tables
// as their name and rows, cells with the columns and rows they cover.
func sheetOutline(d *document.Document) string {
	var b strings.Builder
	for _, block := range d.Blocks {
		if block.Table == nil {
			fmt.Fprintln(&b, string([]rune(d.Text)[block.Start:block.End]))
			continue
		}
		fmt.Fprintf(&b, "<%s>\n", block.Table.Name)
		for _, row := range block.Table.Rows {
			for i, c := range row {
				if i > 0 {
					b.WriteString(" | ")
				}
				b.WriteString(strings.ReplaceAll(c.Text, "\n", "⏎"))
				if c.Cols > 1 || c.Rows > 1 {
					fmt.Fprintf(&b, "{%d×%d}", c.Cols, c.Rows)
				}
			}
			b.WriteString("\n")
		}
	}
	for _, o := range d.Omitted {
		fmt.Fprintf(&b, "- %s：%s\n", o.What, o.Why)
	}
	return b.String()
}

func readSheets(t testing.TB, name string, data []byte) *document.Document {
	t.Helper()
	d, err := document.Read(context.Background(), name, data)
	if err != nil {
		t.Fatal(err)
	}
	sheetCheckSpans(t, d)
	return d
}

// checkSpans verifies that every span is the text it stands for.
func sheetCheckSpans(t testing.TB, d *document.Document) {
	t.Helper()
	text := []rune(d.Text)
	for _, block := range d.Blocks {
		if block.Table == nil {
			continue
		}
		for _, row := range block.Table.Rows {
			for _, c := range row {
				if got := string(text[c.Start:c.End]); got != c.Text {
					t.Fatalf("a cell's span holds %q, its text is %q", got, c.Text)
				}
			}
		}
	}
}

func wantOutline(t *testing.T, d *document.Document, want string) {
	t.Helper()
	if diff := cmp.Diff(strings.Split(strings.TrimSpace(want), "\n"), strings.Split(strings.TrimSpace(sheetOutline(d)), "\n")); diff != "" {
		t.Errorf("the document is not as wanted (-want +got):\n%s", diff)
	}
}
