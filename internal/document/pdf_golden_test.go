package document_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mingzhang/internal/document"
)

// corpusPDF reads a real document that lies beside the project.
func corpusPDF(t *testing.T, name string) *document.Document {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../../../shared/corpus/pdf", name))
	if err != nil {
		t.Skip("no corpus of real documents beside the project")
	}
	d, err := document.Read(context.Background(), name, data)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// form is a table with the line that stands as its title above it.
type form struct {
	title string
	rows  []string
}

// formsOf returns the tables of a document, those that go on over pages in
// one, with the nearest title above.
func formsOf(d *document.Document) []form {
	var out []form
	title := ""
	runes := []rune(d.Text)
	for _, b := range d.Blocks {
		if b.Table == nil {
			if s := string(runes[b.Start:b.End]); strings.HasSuffix(s, "表") {
				title = s
			}
			continue
		}
		if !b.Table.Continues {
			out = append(out, form{title: title})
		}
		last := &out[len(out)-1]
		for _, row := range b.Table.Rows {
			var cells []string
			for _, c := range row {
				cells = append(cells, c.Text)
			}
			last.rows = append(last.rows, strings.Join(cells, "|"))
		}
	}
	return out
}

// Every cell of the nine forms stands where it is printed.
func TestShanghaiForms(t *testing.T) {
	golden, err := os.ReadFile("testdata/putuo-forms.txt")
	if err != nil {
		t.Fatal(err)
	}
	var want []form
	for block := range strings.SplitSeq(strings.TrimSpace(string(golden)), "\n\n") {
		var lines []string
		for l := range strings.SplitSeq(block, "\n") {
			if !strings.HasPrefix(l, "#") {
				lines = append(lines, l)
			}
		}
		want = append(want, form{lines[0], lines[1:]})
	}
	got := formsOf(corpusPDF(t, "上海市普陀区财政局2024年度部门决算.pdf"))
	if len(got) != 1+len(want) {
		t.Fatalf("%d tables, the document has a list of its units and %d forms", len(got), len(want))
	}
	for i, w := range want {
		g := got[i+1]
		if g.title != w.title {
			t.Errorf("table %d is titled %q, want %q", i+1, g.title, w.title)
		}
		if len(g.rows) != len(w.rows) {
			t.Errorf("%s: %d rows, printed are %d", w.title, len(g.rows), len(w.rows))
		}
		for k := range min(len(g.rows), len(w.rows)) {
			if g.rows[k] != w.rows[k] {
				t.Errorf("%s, row %d:\n got %s\nwant %s", w.title, k+1, g.rows[k], w.rows[k])
			}
		}
	}
}
