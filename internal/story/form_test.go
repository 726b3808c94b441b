package story

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingzhang/internal/document"
	"mingzhang/internal/extract"
	"mingzhang/internal/fiscal"
	"mingzhang/seed"
)

// plain writes a form as the goldens have it: a line a row, derived figures
// with their formula, nothings in 〔〕.
func plain(f Form) string {
	var w strings.Builder
	fmt.Fprintf(&w, "%d %s\n", f.Number, f.Title)
	fmt.Fprintf(&w, "文件所列：%s；只列出表名 %v；空表 %v\n", f.Printed, f.Listed, f.DeclaredEmpty)
	if f.EmptySentence != nil {
		fmt.Fprintf(&w, "空表之说：%s\n", f.EmptySentence.Text)
	}
	fmt.Fprintf(&w, "单位：%s\n", f.Unit)
	for _, row := range f.Columns {
		var heads []string
		for _, h := range row {
			text := h.Text
			if h.Cols > 1 || h.Rows > 1 {
				text += fmt.Sprintf("（%d×%d）", max(h.Cols, 1), max(h.Rows, 1))
			}
			heads = append(heads, text)
		}
		fmt.Fprintf(&w, "# %s\n", strings.Join(heads, " | "))
	}
	for _, row := range f.Rows {
		var cells []string
		for _, c := range row.Cells {
			cells = append(cells, plainCell(c, f.Unit))
		}
		line := strings.Join(cells, " | ")
		if row.Total {
			line = "* " + line
		}
		fmt.Fprintln(&w, strings.TrimRight(line, " "))
	}
	c := f.Count
	fmt.Fprintf(&w, "有数 %d，文中说明无 %d，未提及 %d，未能读出 %d，— %d\n", c.Figures, c.StatedNone, c.NotMentioned, c.Unread, c.Undefined)
	fmt.Fprintln(&w, f.Note)
	return w.String()
}

func plainCell(c FormCell, unit string) string {
	switch {
	case c.Cell == nil:
		return c.Text
	case c.Cell.Figure == nil:
		return "〔" + c.Cell.Nothing.Term() + "〕"
	}
	text := c.Cell.Figure.Text
	if c.Cell.Figure.Unit != unit {
		text = c.Cell.Figure.With()
	}
	if c.Cell.Figure.Derived {
		text += " 推算〔" + c.Cell.Figure.Formula + "〕"
	}
	return text
}

func normalised(t *testing.T, name string, data []byte) (*fiscal.Report, string) {
	t.Helper()
	doc, err := document.Read(context.Background(), name, data)
	if err != nil {
		t.Fatal(err)
	}
	r, err := extract.Read(doc)
	if err != nil {
		t.Fatal(err)
	}
	return r, doc.Text
}

// normalisedOrSkip reads a narrative as a document; what is no document is skipped.
func normalisedOrSkip(t *testing.T, narrative string) (*fiscal.Report, string) {
	t.Helper()
	doc, err := document.Read(context.Background(), "决算.txt", []byte("某市教育局2024年度部门决算\n第二部分 部门决算情况说明\n"+narrative))
	if err != nil {
		t.Skip(err)
	}
	r, err := extract.Read(doc)
	if err != nil {
		t.Skip(err)
	}
	return r, doc.Text
}

func seedWithText(t *testing.T) (*Book, string) {
	t.Helper()
	data, err := seed.Files.ReadFile(seedFile)
	if err != nil {
		t.Fatal(err)
	}
	r, text := normalised(t, seedFile, data)
	return Open(r), text
}

// Every line of the reviewed forms was held against the document by eye: a
// change here needs the same.
func TestFormsOfTheSeed(t *testing.T) {
	b, text := seedWithText(t)
	for _, known := range fiscal.Forms {
		t.Run(known.Title, func(t *testing.T) {
			want, err := os.ReadFile(filepath.Join("testdata", "forms", fmt.Sprintf("%02d.txt", known.Number)))
			if err != nil {
				t.Fatal(err)
			}
			f, ok := b.FormWithText(known.Number, text)
			if !ok {
				t.Fatal("no such form")
			}
			if diff := cmp.Diff(string(want), plain(f)); diff != "" {
				t.Errorf("(-reviewed +built)\n%s", diff)
			}
		})
	}
}

func eachCell(forms []Form, visit func(f Form, row, column int, c *Cell)) {
	for _, f := range forms {
		for r, row := range f.Rows {
			for k, c := range row.Cells {
				if c.Cell != nil {
					visit(f, r, k, c.Cell)
				}
			}
		}
	}
}

// A figure that is not marked as computed is printed where the form says.
func TestFormFiguresStandInTheDocument(t *testing.T) {
	b, text := seedWithText(t)
	runes := []rune(text)
	eachCell(b.Forms(), func(f Form, row, column int, c *Cell) {
		where := fmt.Sprintf("form %d, line %d, column %d", f.Number, row, column)
		switch {
		case c.Figure == nil:
			if c.Nothing == "" {
				t.Errorf("%s: neither a figure nor a nothing", where)
			}
			if c.Nothing == StatedNone && (c.At < 0 || !strings.HasPrefix(string(runes[c.At:]), "本单位本年度无国有资本经营预算")) {
				t.Errorf("%s: says that the document states a nothing, at %d", where, c.At)
			}
		case c.Figure.Derived:
			if c.Figure.Formula == "" || len(c.Figure.Facts) == 0 {
				t.Errorf("%s: %s is computed, nobody knows how", where, c.Figure.Text)
			}
			for _, i := range c.Figure.Facts {
				if o := b.Report.Facts[i].Origin; o != fiscal.Stated {
					t.Errorf("%s: %s is computed from a fact that is %s", where, c.Figure.Text, o)
				}
			}
		case !strings.HasPrefix(string(runes[c.Figure.At:]), c.Figure.Text):
			t.Errorf("%s: %s is not printed at %d", where, c.Figure.Text, c.Figure.At)
		}
	})
}

// Every line of a form is as wide as its heading.
func TestFormsAreRectangular(t *testing.T) {
	empty, text := Open(&fiscal.Report{Year: 2024}), ""
	filled, seedText := seedWithText(t)
	for b, text := range map[*Book]string{empty: text, filled: seedText} {
		for _, known := range fiscal.Forms {
			f, _ := b.FormWithText(known.Number, text)
			for i, row := range f.Rows {
				if len(row.Cells) != f.Width() {
					t.Errorf("form %d, line %d: %d cells under a heading of %d", f.Number, i, len(row.Cells), f.Width())
				}
			}
			spans := 0
			for i, row := range f.Columns {
				for _, h := range row {
					if i+max(h.Rows, 1) > len(f.Columns) {
						t.Errorf("form %d: the heading %s hangs out of it", f.Number, h.Text)
					}
					spans += max(h.Cols, 1) * max(h.Rows, 1)
				}
			}
			if want := f.Width() * len(f.Columns); spans != want {
				t.Errorf("form %d: the heading covers %d places of %d", f.Number, spans, want)
			}
		}
	}
}

func TestFormsOfAnEmptyReport(t *testing.T) {
	forms := Open(&fiscal.Report{}).Forms()
	if len(forms) != len(fiscal.Forms) {
		t.Fatalf("%d forms", len(forms))
	}
	eachCell(forms, func(f Form, row, column int, c *Cell) {
		if c.Figure != nil || c.Nothing != NotMentioned {
			t.Errorf("form %d, line %d, column %d: %+v in a report that says nothing", f.Number, row, column, c)
		}
	})
	for _, f := range forms {
		if f.Count.NotMentioned == 0 || f.Count.Figures != 0 {
			t.Errorf("form %d counts %+v", f.Number, f.Count)
		}
	}
}

func TestNoSuchForm(t *testing.T) {
	for _, n := range []int{-1, 0, 10} {
		if _, ok := theSeed(t).Form(n); ok {
			t.Errorf("there is a form %d", n)
		}
	}
}
