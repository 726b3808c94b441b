package export

import (
	"archive/zip"
	"bytes"
	"cmp"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

// sheet is one table of a workbook, the heading first.
type sheet struct {
	name string
	rows [][]string
}

// Limits of the format.
const (
	longestCell  = 32767 // UTF-16 units
	tooLong      = "……（超过 Excel 一格的上限，全文见 CSV 或 JSON）"
	widestColumn = 60
)

// workbook writes tables as one Excel file, with a last sheet that says where
// they come from. Numbers are numbers, shown with the decimals they were
// printed with; codes and everything else are text, never a formula.
func workbook(w io.Writer, about [][2]string, sheets ...sheet) error {
	f := excelize.NewFile()
	defer f.Close()
	styles, err := newStyles(f)
	if err != nil {
		return err
	}
	if len(about) > 0 {
		rows := [][]string{{"项", "内容"}}
		for _, line := range about {
			if line[1] != "" {
				rows = append(rows, []string{line[0], line[1]})
			}
		}
		sheets = append(slices.Clip(sheets), sheet{"说明", rows})
	}
	for i, s := range sheets {
		if i == 0 {
			err = f.SetSheetName("Sheet1", s.name)
		} else {
			_, err = f.NewSheet(s.name)
		}
		if err != nil {
			return err
		}
		if err := write(f, styles, s); err != nil {
			return err
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		return err
	}
	return inOrder(w, b.Bytes())
}

// inOrder writes the parts of a workbook in the order of their names, so that
// the same tables always make the same bytes; its kind of content comes first,
// as programs expect.
func inOrder(w io.Writer, made []byte) error {
	in, err := zip.NewReader(bytes.NewReader(made), int64(len(made)))
	if err != nil {
		return err
	}
	slices.SortFunc(in.File, func(a, b *zip.File) int {
		first := func(f *zip.File) int { return strings.Compare(f.Name, "[Content_Types].xml") }
		if first(a) == 0 || first(b) == 0 {
			return cmp.Compare(abs(first(a)), abs(first(b)))
		}
		return strings.Compare(a.Name, b.Name)
	})
	out := zip.NewWriter(w)
	for _, f := range in.File {
		if err := out.Copy(f); err != nil {
			return err
		}
	}
	return out.Close()
}

func abs(n int) int { return max(n, -n) }

func write(f *excelize.File, styles *styles, s sheet) error {
	out, err := f.NewStreamWriter(s.name)
	if err != nil || len(s.rows) == 0 {
		return err
	}
	for i, width := range widths(s.rows) {
		if err := out.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	heading := s.rows[0]
	text := make([]bool, len(heading))
	for i, column := range heading {
		text[i] = isText(column)
	}
	for n, row := range s.rows {
		cells := make([]any, len(row))
		for i, cell := range row {
			switch number, decimals, ok := asNumber(cell); {
			case n == 0:
				cells[i] = excelize.Cell{StyleID: styles.heading, Value: fitted(cell)}
			case ok && (i >= len(heading) || !text[i]):
				cells[i] = excelize.Cell{StyleID: styles.number(decimals, i < len(heading) && ordinal[heading[i]]), Value: number}
			case cell == "":
				cells[i] = nil
			default:
				cells[i] = excelize.Cell{StyleID: styles.text, Value: fitted(cell)}
			}
		}
		at, err := excelize.CoordinatesToCellName(1, n+1)
		if err != nil {
			return err
		}
		if err := out.SetRow(at, cells); err != nil {
			return err
		}
	}
	return out.Flush()
}

var decimalDigits = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.([0-9]+))?$`)

// asNumber reads a cell that is a plain number and nothing but that. Excel keeps
// numbers as floating point; one that this would change is no number here.
func asNumber(text string) (number float64, decimals int, ok bool) {
	if text == "" || text[0] != '-' && (text[0] < '0' || text[0] > '9') {
		return 0, 0, false // most cells
	}
	m := decimalDigits.FindStringSubmatch(text)
	if m == nil {
		return 0, 0, false
	}
	number, err := strconv.ParseFloat(text, 64)
	if err != nil || strconv.FormatFloat(number, 'f', len(m[3]), 64) != text {
		return 0, 0, false
	}
	whole := strings.TrimLeft(strings.TrimPrefix(m[1], "-"), "0")
	return number, len(m[3]), len(whole)+len(m[3]) <= 15
}

// textColumns hold codes and names, which stay text even when they are digits.
var textColumns = []string{"code", "编码", "代码", "edition", "版本", "region", "sha256", "unit", "单位", "name", "title", "printed", "sentence", "facts", "derived_from",
	"源", "指标", "文中", "推算的列"}

func isText(column string) bool {
	if column == "edition_number" {
		return false
	}
	return slices.ContainsFunc(textColumns, func(word string) bool { return strings.Contains(column, word) }) && column != "unit_id" || column == "章节"
}

// ordinal columns count things or name years: no thousands separators.
var ordinal = map[string]bool{
	"fact": true, "id": true, "unit_id": true, "year": true, "年度": true, "latest_year": true, "stated_in": true, "source_start": true, "source_end": true,
	"class_level": true, "economic_level": true, "level": true, "层级": true, "place": true, "edition_number": true, "行": true, "列": true,
}

// fitted keeps a text within what a cell holds, and says so where it does not fit.
func fitted(text string) string {
	text = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == unicode.ReplacementChar || r == 0xFFFE || r == 0xFFFF {
			return -1 // no XML can hold it
		}
		return r
	}, text)
	if len(text) <= longestCell { // no text has more UTF-16 units than bytes
		return text
	}
	if units := utf16.Encode([]rune(text)); len(units) > longestCell {
		text = string(utf16.Decode(units[:longestCell-len(utf16.Encode([]rune(tooLong)))-1]))
		text = strings.TrimRight(text, "\uFFFD") + tooLong
	}
	return text
}

// widths gives each column the room of its longest cell, within reason.
func widths(rows [][]string) []float64 {
	var all []float64
	for n, row := range rows {
		if n > 200 {
			break
		}
		for i, text := range row {
			for len(all) <= i {
				all = append(all, 8)
			}
			width := 2.0
			for _, r := range text {
				if r > 0x2E80 {
					width += 2
				} else {
					width++
				}
				if width > widestColumn {
					break
				}
			}
			all[i] = min(max(all[i], width), widestColumn)
		}
	}
	return all
}

// styles are the looks of cells, made when first needed.
type styles struct {
	file          *excelize.File
	heading, text int
	numbers       map[[2]int]int
	err           error
}

func newStyles(f *excelize.File) (*styles, error) {
	s := &styles{file: f, numbers: map[[2]int]int{}}
	s.heading = s.style(&excelize.Style{Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"F6F3EB"}},
		Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}, NumFmt: 49})
	s.text = s.style(&excelize.Style{NumFmt: 49, Alignment: &excelize.Alignment{Vertical: "top"}}) // 49: text, so that editing keeps it
	return s, s.err
}

func (s *styles) style(look *excelize.Style) int {
	id, err := s.file.NewStyle(look)
	if err != nil && s.err == nil {
		s.err = err
	}
	return id
}

// number returns the look of a number with as many decimals as were printed.
func (s *styles) number(decimals int, ordinal bool) int {
	key := [2]int{decimals, 0}
	format := "#,##0"
	if ordinal {
		key[1], format = 1, "0"
	}
	if decimals > 0 {
		format += "." + strings.Repeat("0", min(decimals, 30))
	}
	id, ok := s.numbers[key]
	if !ok {
		id = s.style(&excelize.Style{CustomNumFmt: &format, Alignment: &excelize.Alignment{Vertical: "top"}})
		s.numbers[key] = id
	}
	return id
}
