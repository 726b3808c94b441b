package document

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/gabriel-vasile/mimetype"
)

// isSpreadsheetML reports whether the file is an XML Spreadsheet 2003, which
// old accounting programs write under the name xls.
func isSpreadsheetML(_ *mimetype.MIME, in *input) bool {
	head := in.data[:min(len(in.data), 2048)]
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF")), " \r\n\t")
	return bytes.HasPrefix(head, []byte("<?xml")) &&
		(bytes.Contains(head, []byte(`progid="Excel.Sheet"`)) || bytes.Contains(head, []byte("urn:schemas-microsoft-com:office:spreadsheet")))
}

// smlReader reads an XML Spreadsheet 2003.
type smlReader struct {
	ctx    context.Context
	d      *xml.Decoder
	out    *builder
	cells  int // limit
	budget *sheetBudget
	styles map[string]*smlStyle
	style  *smlStyle // being read
	sheet  *sheet
	hidden bool // the sheet
	row    sheetRow
	next   int // row
	col    int // next one
	column int // next one described
}

type smlStyle struct {
	parent string
	format *numberFormat
	border bool
}

func readSpreadsheetML(in *input) (*Document, error) {
	ctx, cancel := context.WithTimeout(in.ctx, in.limits.Time)
	defer cancel()
	b := &builder{}
	r := &smlReader{
		ctx: ctx, d: newXMLDecoder(bytes.NewReader(in.data)), out: b,
		cells: in.limits.Cells, budget: newSheetBudget(in.limits), styles: map[string]*smlStyle{},
	}
	err := r.read()
	switch {
	case err == nil:
		return in.finish(b, xlsType, 0)
	case in.ctx.Err() != nil:
		return nil, in.ctx.Err()
	}
	return nil, in.sheetError(err, "XML 表格")
}

func (r *smlReader) read() error {
	for n := 0; ; n++ {
		if n%4096 == 0 && r.ctx.Err() != nil {
			return r.ctx.Err()
		}
		t, err := r.d.Token()
		if err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			err = r.start(t)
		case xml.EndElement:
			err = r.end(t.Name.Local)
		}
		if err != nil {
			return err
		}
	}
}

func (r *smlReader) start(e xml.StartElement) error {
	switch name := e.Name.Local; {
	case name == "Style":
		r.style = &smlStyle{parent: xmlAttr(e, "Parent")}
		r.styles[xmlAttr(e, "ID")] = r.style
	case name == "NumberFormat" && r.style != nil:
		r.style.format = parseNumberFormat(smlFormat(xmlAttr(e, "Format")))
	case name == "Border" && r.style != nil:
		r.style.border = true
	case name == "Worksheet":
		r.sheet = &sheet{name: xmlAttr(e, "Name"), budget: r.budget}
		r.hidden, r.next, r.column = false, 0, 0
	case r.sheet == nil:
	case name == "Column":
		r.columns(e)
	case name == "Row":
		index := smlIndex(e, r.next, sheetRows)
		r.row = sheetRow{index: index, hidden: xmlAttr(e, "Hidden") == "1"}
		r.next, r.col = index+1+smlCount(e, "Span", sheetRows), 0
	case name == "Cell":
		return r.cell(e)
	case name == "Visible":
		text, err := xlsxChars(r.d)
		r.hidden = strings.HasPrefix(text, "SheetHidden") || strings.HasPrefix(text, "SheetVeryHidden")
		return err
	}
	return nil
}

func (r *smlReader) end(name string) error {
	switch {
	case name == "Style":
		r.style = nil
	case r.sheet == nil:
	case name == "Row":
		r.sheet.end(r.row)
	case name == "Worksheet":
		s := r.sheet
		r.sheet = nil
		if r.hidden {
			r.out.omit(fmt.Sprintf("隐藏的工作表“%s”", s.name), hiddenWhy)
			return nil
		}
		return inSheet(s.name, s.add(r.out, r.cells))
	}
	return nil
}

// smlIndex returns the place, from 0, of a row, column or cell: the next one
// unless it says otherwise.
func smlIndex(e xml.StartElement, next, limit int) int {
	if n, err := strconv.Atoi(xmlAttr(e, "Index")); err == nil && n > 0 && n <= limit {
		return n - 1
	}
	return next
}

func smlCount(e xml.StartElement, name string, limit int) int {
	n, err := strconv.Atoi(xmlAttr(e, name))
	if err != nil || n < 0 {
		return 0
	}
	return min(n, limit)
}

func (r *smlReader) columns(e xml.StartElement) {
	first := smlIndex(e, r.column, sheetCols)
	last := first + smlCount(e, "Span", sheetCols)
	if r.column = last + 1; xmlAttr(e, "Hidden") == "1" && first < sheetCols {
		r.sheet.hide(interval{first, last})
	}
}

func (r *smlReader) cell(e xml.StartElement) error {
	col := smlIndex(e, r.col, sheetCols)
	across, down := smlCount(e, "MergeAcross", sheetCols), smlCount(e, "MergeDown", sheetRows)
	r.col = col + 1 + across
	if across > 0 || down > 0 {
		if err := r.sheet.merge(interval{r.row.index, r.row.index + down}, interval{col, col + across}); err != nil {
			return err
		}
	}
	format, border := r.look(xmlAttr(e, "StyleID"))
	if border {
		r.row.box(col)
	}
	hasData := false
	for {
		t, err := r.d.Token()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if t.Name.Local != "Data" {
				if err := r.d.Skip(); err != nil { // comments, names
					return err
				}
				continue
			}
			hasData = true
			text, err := smlText(r.d)
			if err != nil {
				return err
			}
			if err := r.sheet.put(&r.row, col, smlShown(format, xmlAttr(t, "Type"), text)); err != nil {
				return err
			}
		case xml.EndElement:
			if !hasData && xmlAttr(e, "Formula") != "" {
				r.sheet.formula(r.row.index, col)
			}
			return nil
		}
	}
}

// look follows a style and those it is derived from.
func (r *smlReader) look(id string) (format *numberFormat, border bool) {
	for range 8 {
		s := r.styles[id]
		if s == nil {
			break
		}
		border = border || s.border
		if s.format != nil {
			return s.format, border
		}
		id = s.parent
	}
	return generalFormat, border
}

// smlText reads the text of a cell, which may be in runs of different looks.
func smlText(d *xml.Decoder) (string, error) {
	var b strings.Builder
	for depth := 1; depth > 0; {
		t, err := d.Token()
		if err != nil {
			return "", err
		}
		switch t := t.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		case xml.CharData:
			b.Write(t)
		}
	}
	return b.String(), nil
}

func smlShown(format *numberFormat, kind, text string) string {
	switch kind {
	case "Number":
		if v, err := strconv.ParseFloat(strings.TrimSpace(text), 64); err == nil {
			return format.number(v, false)
		}
	case "DateTime":
		return shownDate(format, strings.TrimSpace(text), false)
	case "Boolean":
		if text == "1" {
			return "TRUE"
		}
		return "FALSE"
	case "String":
		return format.string(text)
	}
	return text
}

// smlFormat writes out the formats that have names.
func smlFormat(name string) string {
	switch name {
	case "Fixed":
		return "0.00"
	case "Standard":
		return "#,##0.00"
	case "Percent":
		return "0.00%"
	case "Scientific":
		return "0.00E+00"
	case "Currency", "Euro Currency":
		return builtinFormats[7]
	case "Short Date":
		return builtinFormats[14]
	case "General Date":
		return builtinFormats[22]
	case "Long Date":
		return builtinFormats[31]
	case "Short Time":
		return builtinFormats[20]
	case "Long Time", "Medium Time":
		return builtinFormats[21]
	case "Medium Date":
		return builtinFormats[15]
	case "General Number":
		return ""
	}
	return name
}
