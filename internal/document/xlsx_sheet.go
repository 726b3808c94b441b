package document

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"time"
)

var errDangling = errors.New("a cell refers to a text that is not there")

// xlsxReader reads one sheet.
type xlsxReader struct {
	*xlsxBook
	*sheet
	d         *xml.Decoder
	hideZeros bool
	row       sheetRow // being read
	column    int      // of the next cell
	columns   int      // elements that describe columns
}

func (b *xlsxBook) sheet(name, part string) (*sheet, error) {
	f, err := b.pkg.open(part)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := &xlsxReader{xlsxBook: b, sheet: &sheet{name: name, budget: b.budget}, d: newXMLDecoder(f)}
	r.row.index = -1
	for n := 0; ; n++ {
		if n%4096 == 0 && b.ctx.Err() != nil {
			return nil, b.ctx.Err()
		}
		t, err := r.d.Token()
		if err == io.EOF {
			return r.sheet, nil
		} else if err != nil {
			return nil, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			err = r.start(t)
		case xml.EndElement:
			if t.Name.Local == "row" {
				r.end(r.row)
			}
		}
		if err != nil {
			return nil, err
		}
	}
}

func (r *xlsxReader) start(e xml.StartElement) error {
	switch e.Name.Local {
	case "sheetView":
		if v := xmlAttr(e, "showZeros"); v != "" {
			r.hideZeros = !xmlTrue(v)
		}
	case "col":
		if r.columns++; r.columns <= sheetCols && xmlTrue(xmlAttr(e, "hidden")) {
			first, err1 := strconv.Atoi(xmlAttr(e, "min"))
			last, err2 := strconv.Atoi(xmlAttr(e, "max"))
			if err1 == nil && err2 == nil {
				r.hide(interval{first - 1, last - 1})
			}
		}
	case "row":
		index := r.row.index + 1
		if n, err := strconv.Atoi(xmlAttr(e, "r")); err == nil && n > 0 && n <= sheetRows {
			index = n - 1
		}
		r.row = sheetRow{index: index, hidden: xmlTrue(xmlAttr(e, "hidden"))}
		r.column = 0
	case "c":
		return r.cell(e)
	case "mergeCell":
		from, to, _ := strings.Cut(xmlAttr(e, "ref"), ":")
		row1, col1, ok1 := parseCellName(from)
		row2, col2, ok2 := parseCellName(to)
		if ok1 && ok2 {
			return r.merge(interval{row1, row2}, interval{col1, col2})
		}
	}
	return nil
}

func xmlAttr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// parseCellName reads a cell's name: C5.
func parseCellName(s string) (row, col int, ok bool) {
	i := 0
	for ; i < len(s) && i < 4; i++ {
		c := s[i] &^ 0x20 // upper case
		if c < 'A' || c > 'Z' {
			break
		}
		col = col*26 + int(c-'A') + 1
	}
	row, err := strconv.Atoi(s[i:])
	ok = err == nil && i > 0 && col <= sheetCols && row >= 1 && row <= sheetRows
	return row - 1, col - 1, ok
}

// cell reads one cell with what is in it.
func (r *xlsxReader) cell(e xml.StartElement) error {
	var kind, value string
	style := 0
	col := r.column
	for _, a := range e.Attr {
		switch a.Name.Local {
		case "r":
			if _, c, ok := parseCellName(a.Value); ok {
				col = c
			}
		case "s":
			style, _ = strconv.Atoi(a.Value)
		case "t":
			kind = a.Value
		}
	}
	r.column = col + 1
	hasValue, hasFormula := false, false
	for {
		t, err := r.d.Token()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "v":
				hasValue = true
				value, err = xlsxChars(r.d)
			case "is":
				hasValue = true
				value, err = xlsxText(r.d)
			case "f":
				hasFormula = true
				err = r.d.Skip()
			default:
				err = r.d.Skip()
			}
			if err != nil {
				return err
			}
		case xml.EndElement:
			if hasFormula && (!hasValue || value == "" && kind != "str") {
				r.formula(r.row.index, col)
			}
			if r.styles.border(style) {
				r.row.box(col)
			}
			text, err := r.shown(kind, value, style)
			if err != nil {
				return err
			}
			return r.put(&r.row, col, text)
		}
	}
}

// shown is what the cell shows of the value that is stored.
func (r *xlsxReader) shown(kind, value string, style int) (string, error) {
	if value == "" {
		return "", nil
	}
	format := r.styles.format(style)
	switch kind {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || i < 0 || i >= len(r.strings) {
			return "", errDangling
		}
		return format.string(r.strings[i]), nil
	case "str":
		return format.string(unescapeXLSX(value)), nil
	case "inlineStr":
		return format.string(value), nil
	case "b":
		if xmlTrue(value) {
			return "TRUE", nil
		}
		return "FALSE", nil
	case "e":
		return value, nil
	case "d":
		return shownDate(format, value, r.base1904), nil
	}
	v, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	switch {
	case err != nil:
		return value, nil
	case v == 0 && r.hideZeros:
		return "", nil
	}
	return format.number(v, r.base1904), nil
}

// shownDate shows a date written as one, by ISO 8601.
func shownDate(format *numberFormat, value string, base1904 bool) string {
	for _, layout := range []string{"2006-01-02T15:04:05.999999999", "2006-01-02T15:04:05Z07:00", "2006-01-02"} {
		t, err := time.Parse(layout, value)
		if err != nil {
			continue
		}
		if format.sections[0].general {
			return strings.TrimSuffix(t.Format("2006-01-02 15:04:05"), " 00:00:00")
		}
		return format.number(timeSerial(t, base1904), base1904)
	}
	return value
}

// xlsxChars reads the rest of an element that holds nothing but characters.
func xlsxChars(d *xml.Decoder) (string, error) {
	out := ""
	for {
		t, err := d.Token()
		if err != nil {
			return "", err
		}
		switch t := t.(type) {
		case xml.CharData:
			out += string(t)
		case xml.StartElement:
			if err := d.Skip(); err != nil {
				return "", err
			}
		case xml.EndElement:
			return out, nil
		}
	}
}
