package specimen

import (
	"bytes"
	"fmt"

	"github.com/xuri/excelize/v2"
)

// XLSX writes the forms of the specimen as a workbook with a sheet for each:
// amounts are numbers with a format, header cells are merged.
func (s *Specimen) XLSX() ([]byte, error) {
	x := excelize.NewFile()
	defer x.Close()
	w := &workbook{file: x}
	amount := "#,##0.00"
	if !s.Layout.Grouped {
		amount = "0.00"
	}
	style, err := x.NewStyle(&excelize.Style{CustomNumFmt: &amount})
	if err != nil {
		return nil, err
	}
	n := 0
	for _, block := range s.Blocks {
		if f := block.Form; f != nil {
			n++
			w.sheet(fmt.Sprintf("%02d %s", n, sheetName(f.Number)), f, s.Title, style)
		}
	}
	if n == 0 {
		return nil, fmt.Errorf("specimen: %d has no forms to put on sheets", s.Seed)
	}
	if w.err == nil {
		w.err = x.DeleteSheet("Sheet1")
	}
	if w.err != nil {
		return nil, w.err
	}
	var buf bytes.Buffer
	if err := x.Write(&buf); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

// sheetName is short: a sheet's name has at most 31 characters.
func sheetName(number int) string {
	if number == 0 {
		return "绩效自评"
	}
	return []string{"收支总表", "收入决算", "支出决算", "财拨收支", "一般公共", "基本支出", "三公", "基金", "国资"}[number-1]
}

// workbook writes cells until the first error.
type workbook struct {
	file *excelize.File
	name string
	err  error
}

func (w *workbook) do(err error) {
	if w.err == nil {
		w.err = err
	}
}

func (w *workbook) at(col, row int) string {
	ref, err := excelize.CoordinatesToCellName(col, row)
	w.do(err)
	return ref
}

func (w *workbook) text(col, row int, text string) {
	if text != "" {
		w.do(w.file.SetCellStr(w.name, w.at(col, row), text))
	}
}

func (w *workbook) merge(col, row, cols, rows int) {
	if cols > 1 || rows > 1 {
		w.do(w.file.MergeCell(w.name, w.at(col, row), w.at(col+cols-1, row+rows-1)))
	}
}

func (w *workbook) sheet(name string, f *Form, title string, amount int) {
	w.name = name
	_, err := w.file.NewSheet(name)
	w.do(err)
	width := f.width()
	row := 1
	line := func(left, right string) {
		w.text(1, row, left)
		if right != "" {
			w.text(width, row, right)
		}
		row++
	}
	if f.Title != "" {
		w.merge(1, row, width, 1)
		line(f.Title, "")
	}
	if f.Number == 1 {
		w.merge(1, row, width, 1)
		line(title, "")
	}
	if f.Tag != "" {
		line("", f.Tag)
	}
	if f.Maker+f.Unit != "" {
		line(f.Maker, f.Unit)
	}
	for y, cells := range f.Grid() {
		for x, c := range cells {
			if !c.First {
				continue
			}
			col, at := x+1, row+y
			w.merge(col, at, c.Cols, c.Rows)
			if c.Value == nil {
				w.text(col, at, c.Text)
				continue
			}
			// Spreadsheets hold binary fractions; the format prints the amount.
			v, _ := c.Value.Float64()
			w.do(w.file.SetCellFloat(w.name, w.at(col, at), v, -1, 64))
			w.do(w.file.SetCellStyle(w.name, w.at(col, at), w.at(col, at), amount))
		}
	}
	row += len(f.Rows)
	for _, note := range f.Notes {
		line(note, "")
	}
}

// Zip writes the specimen as units hand it in: the narrative as a document, the
// forms as a workbook, both in one archive.
func (s *Specimen) Zip() ([]byte, error) {
	var narrative []Block
	for _, b := range s.Blocks {
		if b.Form == nil {
			narrative = append(narrative, b)
		}
	}
	document, err := s.docx(narrative)
	if err != nil {
		return nil, err
	}
	forms, err := s.XLSX()
	if err != nil {
		return nil, err
	}
	return zipped(part{s.Title + ".docx", document}, part{"附件：" + s.Title + "报表.xlsx", forms})
}
