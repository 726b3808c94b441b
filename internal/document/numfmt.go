package document

import (
	"strings"

	"github.com/xuri/nfp"
)

// numberFormat is a spreadsheet's number format, parsed: how a stored value
// is shown.
type numberFormat struct {
	sections []formatSection // for numbers, at least one
	text     *formatSection  // for text; nil shows it as it is
}

// formatSection is one of the parts of a number format between semicolons.
type formatSection struct {
	general bool
	date    bool
	op      string // of its condition: "", "<", "<=", ">", ">=", "=", "<>"
	operand digits
	percent int // how often to multiply by 100
	scale   int // how often to divide by 1000
	group   bool
	places  int // after the decimal point
	intLen  int // placeholders before the decimal point
	exp     bool
	items   []formatItem
}

// formatItem is a piece of a section.
type formatItem struct {
	kind itemKind
	text string // the literal, the place holder or the date's letters
}

type itemKind uint8

const (
	itemLiteral itemKind = iota
	itemPlace            // 0, # or ?
	itemPoint
	itemGeneral
	itemText
	itemDate
	itemElapsed
	itemExponent
)

var generalFormat = &numberFormat{sections: []formatSection{{general: true, items: []formatItem{{kind: itemGeneral}}}}}

// parseNumberFormat reads a format code. What it does not understand is shown
// as General: digits as stored are never wrong.
func parseNumberFormat(code string) (f *numberFormat) {
	code = plainCode(code)
	if code == "" || strings.EqualFold(code, "General") || len(code) > 1000 {
		return generalFormat
	}
	defer func() {
		if recover() != nil { // the tokenizer indexes past its end on some malformed codes
			f = generalFormat
		}
	}()
	parser := nfp.NumberFormatParser()
	f = &numberFormat{}
	for _, s := range parser.Parse(code) {
		section := newFormatSection(s)
		if s.Type == nfp.TokenSectionText {
			f.text = &section
		} else {
			f.sections = append(f.sections, section)
		}
	}
	if len(f.sections) == 0 {
		f.sections = generalFormat.sections
	}
	return f
}

// plainCode writes out what only Chinese versions of the programs write: their
// word for General and the mark ! for a literal.
func plainCode(code string) string {
	code = strings.ReplaceAll(code, "G/通用格式", "General")
	if !strings.Contains(code, "!") {
		return code
	}
	var b strings.Builder
	quoted, escaped := false, false
	for _, r := range code {
		switch {
		case escaped:
			escaped = false
		case r == '"':
			quoted = !quoted
		case r == '\\' && !quoted:
			escaped = true
		case r == '!' && !quoted:
			r, escaped = '\\', true
		}
		b.WriteRune(r)
	}
	return b.String()
}

func newFormatSection(s nfp.Section) formatSection {
	var out formatSection
	commas := 0 // behind the last placeholder before the point
	point := false
	add := func(kind itemKind, text string) { out.items = append(out.items, formatItem{kind, text}) }
	for _, t := range s.Items {
		switch t.TType {
		case nfp.TokenTypeGeneral:
			out.general = true
			add(itemGeneral, "")
		case nfp.TokenTypeZeroPlaceHolder, nfp.TokenTypeHashPlaceHolder, nfp.TokenTypeDigitalPlaceHolder:
			if commas > 0 && !point {
				out.group, commas = true, 0
			}
			for _, r := range t.TValue {
				add(itemPlace, string(r))
				switch {
				case out.exp:
				case point:
					out.places++
				default:
					out.intLen++
				}
			}
		case nfp.TokenTypeThousandsSeparator:
			if out.intLen > 0 || out.places > 0 {
				commas += len(t.TValue)
			}
		case nfp.TokenTypeDecimalPoint:
			if out.date {
				add(itemLiteral, "") // fractions of seconds are not shown
			} else if !point {
				point = true
				out.scale, commas = out.scale+commas, 0
				add(itemPoint, ".")
			}
		case nfp.TokenTypePercent:
			out.percent += len(t.TValue)
			add(itemLiteral, t.TValue)
		case nfp.TokenTypeExponential:
			out.exp = true
			add(itemExponent, t.TValue)
		case nfp.TokenTypeDateTimes:
			out.date = true
			add(itemDate, t.TValue)
		case nfp.TokenTypeElapsedDateTimes:
			out.date = true
			add(itemElapsed, t.TValue)
		case nfp.TokenTypeTextPlaceHolder:
			add(itemText, "")
		case nfp.TokenTypeLiteral:
			if commas > 0 && strings.Trim(t.TValue, ",") == "" { // the tokenizer knows only one comma at the end
				commas += len(t.TValue)
				continue
			}
			add(itemLiteral, t.TValue)
		case nfp.TokenTypeFraction:
			out.general = true
		case nfp.TokenTypeCondition:
			for _, p := range t.Parts {
				switch p.Token.TType {
				case nfp.TokenTypeOperator:
					out.op = p.Token.TValue
				case nfp.TokenTypeOperand:
					if d, ok := parseDigits(p.Token.TValue); ok {
						out.operand = d
					}
				}
			}
		case nfp.TokenTypeCurrencyLanguage:
			for _, p := range t.Parts {
				if p.Token.TType == nfp.TokenSubTypeCurrencyString {
					add(itemLiteral, p.Token.TValue)
				}
			}
		}
	}
	out.scale += commas
	return out
}

// number shows a number; base1904 is the workbook's date system.
func (f *numberFormat) number(value float64, base1904 bool) string {
	d, ok := digitsOf(value)
	if !ok {
		return ""
	}
	s, negative := f.section(d)
	switch {
	case s.date:
		if text, ok := s.formatDate(value, base1904); ok {
			return text
		}
		return d.general()
	case s.general:
		return s.formatGeneral(d, negative)
	}
	return s.formatNumber(d, negative)
}

// section picks the section a number is shown by, and whether a minus sign
// is put before it: not where the section itself says how negatives look.
func (f *numberFormat) section(d digits) (s *formatSection, minus bool) {
	n := len(f.sections)
	if f.sections[0].op != "" || n > 1 && f.sections[1].op != "" {
		for i := range f.sections {
			if s := &f.sections[i]; s.holds(d, i, n) {
				return s, d.negative && !(i > 0 && s.op == "" && i < 2) && !s.negativesOnly()
			}
		}
		return &f.sections[n-1], d.negative
	}
	switch {
	case d.zero() && n > 2:
		return &f.sections[2], false
	case d.negative && n > 1:
		return &f.sections[1], false
	}
	return &f.sections[0], d.negative
}

func (s *formatSection) negativesOnly() bool {
	return s.op == "<" && (s.operand.negative || s.operand.zero()) || s.op == "<=" && s.operand.negative
}

func (s *formatSection) holds(d digits, i, n int) bool {
	c := d.compare(s.operand)
	switch s.op {
	case "<":
		return c < 0
	case "<=":
		return c <= 0
	case ">":
		return c > 0
	case ">=":
		return c >= 0
	case "=":
		return c == 0
	case "<>":
		return c != 0
	}
	return i > 0 || n == 1 || !d.negative && !d.zero()
}

// string shows a text.
func (f *numberFormat) string(text string) string {
	if f.text == nil {
		return text
	}
	var b strings.Builder
	for _, it := range f.text.items {
		switch it.kind {
		case itemText, itemGeneral:
			b.WriteString(text)
		case itemLiteral:
			b.WriteString(it.text)
		}
	}
	return b.String()
}

func (s *formatSection) formatGeneral(d digits, minus bool) string {
	var b strings.Builder
	shown := d
	shown.negative = minus
	done := false
	for _, it := range s.items {
		switch it.kind {
		case itemLiteral:
			b.WriteString(it.text)
		case itemGeneral:
			b.WriteString(shown.general())
			done = true
		}
	}
	if !done {
		return shown.general()
	}
	return b.String()
}
