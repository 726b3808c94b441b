package specimen

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// print has LibreOffice print files, named in the map, to PDF.
func printOffice(t *testing.T, files map[string][]byte) map[string][]byte {
	t.Helper()
	program, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("soffice (LibreOffice) is not installed")
	}
	dir := t.TempDir()
	args := []string{"-env:UserInstallation=file://" + dir + "/profile", "--headless", "--convert-to", "pdf", "--outdir", dir}
	for name, data := range files {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	if out, err := exec.CommandContext(t.Context(), program, args...).CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
	printed := map[string][]byte{}
	for name := range files {
		data, err := os.ReadFile(filepath.Join(dir, strings.TrimSuffix(name, filepath.Ext(name))+".pdf"))
		if err != nil {
			t.Fatal(err)
		}
		printed[name] = data
	}
	return printed
}

func border(kinds ...string) string {
	var b strings.Builder
	for i, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		if kind := kinds[min(i, len(kinds)-1)]; kind != "" {
			fmt.Fprintf(&b, `<w:%s w:val="%s" w:sz="4"/>`, side, kind)
		}
	}
	return "<w:tblBorders>" + b.String() + "</w:tblBorders>"
}

// wordLooks are the ways in which tables of a Word file are ruled; all columns
// are equally wide, so that names and figures wrap and pages cut rows.
var wordLooks = []struct {
	name, borders string
	across, loose bool
}{
	{name: "all", borders: border("single")},
	{name: "open at the sides", borders: border("single", "", "single", "", "single", "single")},
	{name: "double, dotted, dashed, across", borders: border("double", "double", "double", "double", "dotted", "dashed"), across: true},
	{name: "rows", borders: border("single", "", "single", "", "single", ""), loose: true},
	{name: "columns", borders: border("single", "single", "single", "single", "", "single"), loose: true},
	{name: "none", borders: border(""), loose: true},
}

// redocx changes the main part of a Word file.
func redocx(t *testing.T, data []byte, change func(string) string) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var parts []part
	for _, e := range r.File {
		f, err := e.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(f)
		if err != nil {
			t.Fatal(err)
		}
		if e.Name == "word/document.xml" {
			content = []byte(change(string(content)))
		}
		parts = append(parts, part{e.Name, content})
	}
	out, err := zipped(parts...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Reports printed by LibreOffice from Word files and from workbooks.
func TestOfficePrints(t *testing.T) {
	n := uint64(1)
	if *specimens != defaultSpecimens {
		n = uint64(howMany(t))
	}
	type print struct {
		s     *Specimen
		loose bool
		forms bool
	}
	files, prints := map[string][]byte{}, map[string]print{}
	for i, look := range wordLooks {
		for seed := range n {
			seed += uint64(i) * n
			s := New(seed, Options{Style: Styles()[seed%uint64(len(Styles()))]})
			data, err := s.DOCX()
			if err != nil {
				t.Fatal(err)
			}
			name := fmt.Sprintf("%s %d.docx", look.name, seed)
			files[name] = redocx(t, data, func(x string) string {
				x = strings.ReplaceAll(x, `</w:tblPr>`, look.borders+`</w:tblPr>`)
				if look.across {
					x = strings.ReplaceAll(x, `<w:pgSz w:w="11906" w:h="16838"/>`, `<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>`)
				}
				return x
			})
			prints[name] = print{s: s, loose: look.loose}
		}
	}
	for seed := range n + 1 {
		s := New(seed, Options{Style: Styles()[seed%uint64(len(Styles()))]})
		name := fmt.Sprintf("workbook %d.xlsx", seed)
		files[name] = ruledWorkbook(t, s)
		prints[name] = print{s: s, forms: true}
	}
	for name, pdf := range printOffice(t, files) {
		t.Run(name, func(t *testing.T) {
			p := prints[name]
			noneButWord(t, p.s, pdf, func(d Difference) bool {
				return p.forms && !strings.HasPrefix(d.Where, "form") || p.loose && d.Kind == "missing"
			})
		})
	}
}

// ruledWorkbook writes the forms of the specimen as a workbook that is set up
// to be printed: forms are ruled, and fit the width of a page laid across.
func ruledWorkbook(t *testing.T, s *Specimen) []byte {
	t.Helper()
	data, err := s.XLSX()
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	do := func(err error) {
		if err != nil {
			t.Helper()
			t.Fatal(err)
		}
	}
	var side []excelize.Border
	for _, at := range []string{"left", "right", "top", "bottom"} {
		side = append(side, excelize.Border{Type: at, Style: 1, Color: "000000"})
	}
	grouped := "#,##0.00"
	words, err := f.NewStyle(&excelize.Style{Border: side, Alignment: &excelize.Alignment{WrapText: true, Vertical: "center"}})
	do(err)
	money, err := f.NewStyle(&excelize.Style{Border: side, CustomNumFmt: &grouped})
	do(err)
	one, zero, fit, landscape := 1, 0, true, "landscape"
	for _, sheet := range f.GetSheetList() {
		do(f.SetPageLayout(sheet, &excelize.PageLayoutOptions{Orientation: &landscape, FitToWidth: &one, FitToHeight: &zero}))
		do(f.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}))
		do(f.SetColWidth(sheet, "A", "Z", 18))
		rows, err := f.GetRows(sheet)
		do(err)
		width, begun := 0, false
		for _, r := range rows {
			width = max(width, len(r))
		}
		for y, r := range rows {
			first := ""
			if len(r) > 0 {
				first = r[0]
			}
			if strings.HasPrefix(first, "注") || strings.HasPrefix(first, "说明") {
				break
			}
			if begun {
				do(f.SetRowHeight(sheet, y+1, 44))
				for x := range width {
					ref, err := excelize.CoordinatesToCellName(x+1, y+1)
					do(err)
					style, err := f.GetCellStyle(sheet, ref)
					do(err)
					if style != 0 {
						style = money
					} else {
						style = words
					}
					do(f.SetCellStyle(sheet, ref, ref, style))
				}
			}
			begun = begun || strings.Contains(strings.Join(r, " "), "单位") && strings.Contains(strings.Join(r, " "), "元")
		}
	}
	var buf bytes.Buffer
	do(f.Write(&buf))
	return buf.Bytes()
}
