package specimen

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

var docxBorders = map[string]string{
	"docx all":   `<w:tblBorders><w:top w:val="single" w:sz="4"/><w:left w:val="single" w:sz="4"/><w:bottom w:val="single" w:sz="4"/><w:right w:val="single" w:sz="4"/><w:insideH w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/></w:tblBorders>`,
	"docx inner": `<w:tblBorders><w:top w:val="single" w:sz="12"/><w:bottom w:val="single" w:sz="12"/><w:insideH w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/></w:tblBorders>`,
	"docx horiz": `<w:tblBorders><w:top w:val="single" w:sz="12"/><w:bottom w:val="single" w:sz="12"/><w:insideH w:val="single" w:sz="4"/></w:tblBorders>`,
	"docx frame": `<w:tblBorders><w:top w:val="single" w:sz="12"/><w:bottom w:val="single" w:sz="12"/><w:left w:val="single" w:sz="4"/><w:right w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/></w:tblBorders>`,
	"docx none":  ``,
	"docx across": `LANDSCAPE<w:tblBorders><w:top w:val="double" w:sz="4"/><w:left w:val="double" w:sz="4"/><w:bottom w:val="double" w:sz="4"/><w:right w:val="double" w:sz="4"/><w:insideH w:val="dotted" w:sz="4"/><w:insideV w:val="dashed" w:sz="4"/></w:tblBorders>`,
}

func redocx(data []byte, f func(string) string) []byte {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		panic(err)
	}
	var parts []part
	for _, e := range r.File {
		rc, _ := e.Open()
		b, _ := io.ReadAll(rc)
		if e.Name == "word/document.xml" {
			b = []byte(f(string(b)))
		}
		parts = append(parts, part{e.Name, b})
	}
	out, _ := zipped(parts...)
	return out
}

func TestZOfficeWrite(t *testing.T) {
	dir := os.Getenv("BULK")
	if dir == "" {
		t.Skip()
	}
	for seed := range uint64(howMany(t)) {
		s := New(seed, Options{Style: Styles()[seed%uint64(len(Styles()))]})
		data, err := s.DOCX()
		if err != nil {
			t.Fatal(err)
		}
		for name, b := range docxBorders {
			b, land := strings.CutPrefix(b, "LANDSCAPE")
			out := redocx(data, func(x string) string {
				x = strings.ReplaceAll(x, `</w:tblPr>`, b+`</w:tblPr>`)
				if land {
					x = strings.ReplaceAll(x, `<w:pgSz w:w="11906" w:h="16838"/>`, `<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>`)
				}
				return x
			})
			os.WriteFile(fmt.Sprintf("%s/%s--%d.docx", dir, name, seed), out, 0o644)
		}
		x, err := s.XLSX()
		if err != nil {
			continue
		}
		for _, name := range []string{"xlsx plain", "xlsx fit", "xlsx fit borders", "xlsx borders"} {
			f, _ := excelize.OpenReader(bytes.NewReader(x))
			for _, sh := range f.GetSheetList() {
				one, zero := 1, 0
				land := "landscape"
				yes := true
				if strings.Contains(name, "fit") {
					f.SetPageLayout(sh, &excelize.PageLayoutOptions{Orientation: &land, FitToWidth: &one, FitToHeight: &zero})
					f.SetSheetProps(sh, &excelize.SheetPropsOptions{FitToPage: &yes})
					w := 18.0
					f.SetColWidth(sh, "A", "Z", w)
				} else {
					f.SetColWidth(sh, "A", "Z", 14)
				}
				if strings.Contains(name, "borders") {
					rows, _ := f.GetRows(sh)
					width := 0
					for _, r := range rows {
						width = max(width, len(r))
					}
					start := 0
					for i, r := range rows {
						for _, c := range r {
							if strings.Contains(c, "单位：") && start == 0 {
								start = i + 2
							}
						}
					}
					side := []excelize.Border{{Type: "left", Style: 1, Color: "000000"}, {Type: "right", Style: 1, Color: "000000"}, {Type: "top", Style: 1, Color: "000000"}, {Type: "bottom", Style: 1, Color: "000000"}}
					nf := "#,##0.00"
					plain, _ := f.NewStyle(&excelize.Style{Border: side, Alignment: &excelize.Alignment{WrapText: true, Vertical: "center"}})
					num, _ := f.NewStyle(&excelize.Style{Border: side, CustomNumFmt: &nf})
					for y := max(start, 1); y <= len(rows); y++ {
						if len(rows[y-1]) > 0 && strings.HasPrefix(rows[y-1][0], "注") || len(rows[y-1]) > 0 && strings.HasPrefix(rows[y-1][0], "说明") {
							break
						}
						f.SetRowHeight(sh, y, 44)
						for c := 1; c <= width; c++ {
							ref, _ := excelize.CoordinatesToCellName(c, y)
							st, _ := f.GetCellStyle(sh, ref)
							if st != 0 {
								f.SetCellStyle(sh, ref, ref, num)
							} else {
								f.SetCellStyle(sh, ref, ref, plain)
							}
						}
					}
				}
			}
			var buf bytes.Buffer
			f.Write(&buf)
			os.WriteFile(fmt.Sprintf("%s/%s--%d.xlsx", dir, name, seed), buf.Bytes(), 0o644)
		}
	}
}

func TestZOfficeRead(t *testing.T) {
	dir := os.Getenv("BULK")
	if dir == "" {
		t.Skip()
	}
	names := []string{"xlsx plain", "xlsx fit", "xlsx fit borders", "xlsx borders"}
	for n := range docxBorders {
		names = append(names, n)
	}
	for _, l := range names {
		for seed := range uint64(howMany(t)) {
			data, err := os.ReadFile(fmt.Sprintf("%s/%s--%d.pdf", dir, l, seed))
			if err != nil {
				continue
			}
			t.Run(fmt.Sprintf("%s/%d", l, seed), func(t *testing.T) {
				s := New(seed, Options{Style: Styles()[seed%uint64(len(Styles()))]})
				sameAsOther(t, s, data, strings.HasPrefix(l, "xlsx"))
			})
		}
	}
}
