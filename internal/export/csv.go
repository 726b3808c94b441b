package export

import (
	"encoding/csv"
	"io"
	"regexp"
	"unicode/utf8"
)

// Options of a table.
type Options struct {
	WithoutBOM bool // leave out the byte-order mark that Excel needs to read Chinese
	Workbook   bool // write an Excel file instead of CSV
	// About says in a workbook where it comes from, a line each; what is "" is
	// left out.
	About [][2]string
}

// bom tells spreadsheet programs that what follows is UTF-8.
const bom = "\uFEFF"

// table writes rows, the heading first, as CSV: RFC 4180 with its CRLF, UTF-8,
// led by a byte-order mark unless the options leave it out, no cell a formula;
// or as the workbook that the options ask for.
func table(w io.Writer, o Options, rows [][]string) error {
	if o.Workbook {
		return workbook(w, o.About, sheet{"数据", rows})
	}
	if !o.WithoutBOM {
		if _, err := io.WriteString(w, bom); err != nil {
			return err
		}
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	for _, row := range rows {
		safe := make([]string, len(row))
		for i, cell := range row {
			safe[i] = harmless(cell)
		}
		if err := out.Write(safe); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// Harmless writes a cell as every table does: never a formula.
func Harmless(cell string) string { return harmless(cell) }

var plainNumber = regexp.MustCompile(`^[+-]?[0-9][0-9,]*(\.[0-9]+)?%?$`)

// harmless keeps a spreadsheet from taking a cell of a document for a formula:
// targets of 绩效自评表 do begin with "=" (=100%). A leading apostrophe makes
// the cell text; who reads the file with a program takes it off again. Numbers
// with a sign stay numbers, and a lone "-", which tables print for no value, is
// no formula.
func harmless(cell string) string {
	switch first, _ := utf8.DecodeRuneInString(cell); first {
	case '=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n', 0:
		if cell != "-" && !plainNumber.MatchString(cell) {
			return "'" + cell
		}
	}
	return cell
}
