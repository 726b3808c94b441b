package export

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func reread(t *testing.T, rows [][]string, about [][2]string) *excelize.File {
	t.Helper()
	var b bytes.Buffer
	if err := table(&b, Options{Workbook: true, About: about}, rows); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// Nothing in a workbook is ever a formula, and numbers are as exact as printed.
func TestWorkbookCells(t *testing.T) {
	cells := map[string]struct {
		column, raw, shown string
		number             bool
	}{
		"2.14":                  {"value", "2.14", "2.14", true},
		"9436.640":              {"value", "9436.64", "9,436.640", true},
		"-0.50":                 {"value", "-0.5", "-0.50", true},
		"0.00":                  {"value", "0", "0.00", true},
		"2024":                  {"year", "2024", "2024", true},
		"2010401":               {"class_code", "2010401", "2010401", false},
		"201040100000":          {"edition", "201040100000", "201040100000", false},
		"123456789012345678.90": {"value", "123456789012345678.90", "123456789012345678.90", false},
		"007":                   {"value", "007", "007", false},
		"1,234.50":              {"value", "1,234.50", "1,234.50", false},
		"=100%":                 {"value", "=100%", "=100%", false},
		"=HYPERLINK(\"x\")":     {"note", "=HYPERLINK(\"x\")", "=HYPERLINK(\"x\")", false},
		"+1 人":                  {"note", "+1 人", "+1 人", false},
		"-cmd|' /C calc'!A0":    {"note", "-cmd|' /C calc'!A0", "-cmd|' /C calc'!A0", false},
		"@SUM(A1)":              {"note", "@SUM(A1)", "@SUM(A1)", false},
		"甲\x00乙\x1b丙":           {"note", "甲乙丙", "甲乙丙", false},
		"<b>&\"":                {"note", "<b>&\"", "<b>&\"", false},
		"1e5":                   {"value", "1e5", "1e5", false},
		"NaN":                   {"value", "NaN", "NaN", false},
	}
	for cell, want := range cells {
		f := reread(t, [][]string{{want.column}, {cell}}, nil)
		raw, err := f.GetCellValue("数据", "A2", excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		shown, _ := f.GetCellValue("数据", "A2")
		kind, _ := f.GetCellType("数据", "A2")
		formula, _ := f.GetCellFormula("数据", "A2")
		number := kind == excelize.CellTypeUnset || kind == excelize.CellTypeNumber
		if raw != want.raw || shown != want.shown || number != want.number || formula != "" {
			t.Errorf("%q: raw %q, shown %q, number %v, formula %q", cell, raw, shown, number, formula)
		}
	}
}

// A text that does not fit into a cell says so.
func TestWorkbookOfLongText(t *testing.T) {
	f := reread(t, [][]string{{"note"}, {strings.Repeat("长", 40000)}, {strings.Repeat("𠀀", 20000)}}, [][2]string{{"来源", "某处"}, {"许可", ""}})
	for _, at := range []string{"A2", "A3"} {
		text, err := f.GetCellValue("数据", at)
		if err != nil || !strings.HasSuffix(text, tooLong) || len(text) < 60000 {
			t.Errorf("%s: %d bytes, %v", at, len(text), err)
		}
	}
	about, err := f.GetRows("说明")
	if err != nil || len(about) != 2 || about[1][1] != "某处" {
		t.Errorf("%v %v", about, err)
	}
}

func FuzzWorkbook(f *testing.F) {
	f.Add("value", "2.14")
	f.Add("note", "=1+1\x00")
	f.Fuzz(func(t *testing.T, column, cell string) {
		book := reread(t, [][]string{{column, "x"}, {cell, "1"}}, nil)
		if formula, _ := book.GetCellFormula("数据", "A2"); formula != "" {
			t.Errorf("%q became the formula %q", cell, formula)
		}
	})
}
