package web_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// book reads a workbook as Excel does.
func (s *site) book(path string) *excelize.File {
	s.t.Helper()
	w := s.ask("GET", path, "Accept-Encoding", "br, gzip")
	if w.Code != http.StatusOK || w.Header().Get("Content-Encoding") != "" || !strings.Contains(w.Header().Get("Content-Type"), "spreadsheetml") || !strings.Contains(w.Header().Get("Content-Disposition"), ".xlsx") {
		s.t.Fatalf("%s: %d %v", path, w.Code, w.Header())
	}
	body := w.Body.Bytes()
	f, err := excelize.OpenReader(bytes.NewReader(body))
	if err != nil {
		s.t.Fatalf("%s: %v", path, err)
	}
	s.t.Cleanup(func() { f.Close() })
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		s.t.Fatal(err)
	}
	for _, part := range z.File {
		if strings.HasPrefix(part.Name, "xl/worksheets/") {
			r, err := part.Open()
			if err != nil {
				s.t.Fatal(err)
			}
			xml, _ := io.ReadAll(r)
			if bytes.Contains(xml, []byte("<f>")) || bytes.Contains(xml, []byte("<f ")) {
				s.t.Errorf("%s: %s has a formula", path, part.Name)
			}
		}
	}
	return f
}

// The workbook of every page holds exactly what its CSV holds: numbers as
// numbers with as many decimals as were printed, everything else as text.
func TestWorkbooksEqualCSV(t *testing.T) {
	s := seeded(t)
	home := "/e/" + key
	for _, path := range []string{home, home + "/checks", home + "/forms/1", home + "/forms/5", home + "/evaluations/1", home + "/evaluations/2", "/units", "/glossary",
		"/u/1-" + url.PathEscape("乌鲁木齐市水磨沟区发展和改革委员会"), home + "/charts/flow", "/evaluations", "/evaluations/indicators", "/evaluations/coverage", "/search"} {
		query := ""
		if path == "/search" {
			query = "q=用车"
		}
		f := s.book(path + ".xlsx?" + query)
		sheet := f.GetSheetList()[0]
		shown, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		lines, err := csv.NewReader(strings.NewReader(s.get(path + ".csv?bom=0&" + query))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if len(raw) != len(lines) {
			t.Fatalf("%s: %d rows, %d lines", path, len(raw), len(lines))
		}
		numbers := 0
		for i, line := range lines {
			for k, want := range line {
				got, look := "", ""
				if k < len(raw[i]) {
					got, look = raw[i][k], shown[i][k]
				}
				at, _ := excelize.CoordinatesToCellName(k+1, i+1)
				kind, _ := f.GetCellType(sheet, at)
				if i > 0 && got != "" && kind == excelize.CellTypeUnset || kind == excelize.CellTypeNumber {
					numbers++
					look = strings.ReplaceAll(look, ",", "")
					if look != want {
						t.Errorf("%s %s: the CSV says %q, Excel shows %q", path, at, want, look)
					}
					continue
				}
				if got != strings.TrimPrefix(want, "'") {
					t.Errorf("%s %s: the CSV says %q, the workbook %q", path, at, want, got)
				}
			}
		}
		if numbers == 0 && path != "/glossary" && !strings.Contains(path, "checks") {
			t.Errorf("%s: no number is a number", path)
		}
		if about, err := f.GetRows("说明"); err != nil || len(about) < 2 {
			t.Errorf("%s does not say where it comes from: %v", path, about)
		}
	}
}

// Codes stay text and figures become numbers, read off the seed.
func TestFactsWorkbook(t *testing.T) {
	s := seeded(t)
	f := s.book("/e/" + key + ".xlsx")
	rows, err := f.GetRows("数据", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	column := func(name string) int {
		i := slices.Index(rows[0], name)
		if i < 0 {
			t.Fatalf("no column %s in %v", name, rows[0])
		}
		return i
	}
	found := false
	for i, row := range rows[1:] {
		at := func(name string) string { c, _ := excelize.CoordinatesToCellName(column(name)+1, i+2); return c }
		for _, name := range []string{"class_code", "edition", "region"} {
			if kind, _ := f.GetCellType("数据", at(name)); column(name) < len(row) && row[column(name)] != "" && kind != excelize.CellTypeInlineString && kind != excelize.CellTypeSharedString {
				t.Errorf("row %d: %s is no text", i+2, name)
			}
		}
		if row[column("item")] == "sangong.total" && row[column("basis")] == "final" && !found {
			found = true
			kind, _ := f.GetCellType("数据", at("value"))
			if row[column("value")] != "2.14" || kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber || !strings.Contains(row[column("sentence")], "“三公”经费支出2.14万元") ||
				!strings.HasPrefix(row[column("card")], base+"/f/"+key+"-5696-") {
				t.Errorf("%v %v", kind, row)
			}
		}
	}
	if !found {
		t.Error("no “三公” total")
	}
}

// A form's second sheet says of every cell where it comes from.
func TestFormWorkbookHasSources(t *testing.T) {
	s := seeded(t)
	f := s.book("/e/" + key + "/forms/1.xlsx")
	rows, err := f.GetRows("每格出处")
	if err != nil || len(rows) < 5 {
		t.Fatalf("%v %v", rows, err)
	}
	sourced := 0
	for _, row := range rows[1:] {
		for _, cell := range row {
			if strings.HasPrefix(cell, base+"/e/"+key+"/source#o") {
				sourced++
			}
		}
	}
	if sourced == 0 {
		t.Error("no cell has a source")
	}
}
