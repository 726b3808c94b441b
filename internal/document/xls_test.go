package document_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"math"
	"strings"
	"testing"
	"unicode/utf16"

	"mingzhang/internal/document"
)

// The same workbook saved as xls by another program reads the same.
func TestXLSFromOffice(t *testing.T) {
	w := income(newWorkbook(t, "收入"))
	w.sheet("草稿").row("A1", "草稿")
	w.must(w.SetSheetVisible("草稿", false))
	w.sheet("各种").
		row("A1", "项目", "值").row("A2", "百分比", 0.1234).row("A3", "负数", -1234.5).row("A4", "零", 0).
		row("A5", "日期", 45657).row("A6", "文字数字", "0123.40").row("A7", "编码", 6).row("A8", "逻辑", true).
		row("A9", "一般", 9436.6399999999994).row("A10", "藏", 1).row("A11", "多行\n文字", 2).
		format("B2:B2", "0.00%").format("B3:B3", `#,##0.00_);[Red]\(#,##0.00\)`).
		format("B4:B4", `_ * #,##0.00_ ;_ * \-#,##0.00_ ;_ * "-"??_ ;_ @_ `).format("B5:B5", `yyyy"年"m"月"d"日"`).format("B7:B7", "00")
	w.must(w.SetRowVisible("各种", 10, false))
	data := w.bytes()
	want := sheetOutline(readSheets(t, "a.xlsx", data))
	for _, kind := range []string{"xls", "xlsx"} {
		wantOutline(t, readSheets(t, "a."+kind, office(t, data, "xlsx", kind)), want)
	}
}

// biff writes the records of an Excel 97–2003 workbook.
type biff struct{ bytes.Buffer }

// record writes a record of numbers and bytes: int is two bytes, uint32 four,
// float64 eight.
func (b *biff) record(id int, fields ...any) *biff {
	var data []byte
	for _, f := range fields {
		switch f := f.(type) {
		case byte:
			data = append(data, f)
		case int:
			data = binary.LittleEndian.AppendUint16(data, uint16(f))
		case uint32:
			data = binary.LittleEndian.AppendUint32(data, f)
		case float64:
			data = binary.LittleEndian.AppendUint64(data, math.Float64bits(f))
		case []byte:
			data = append(data, f...)
		}
	}
	b.Write(binary.LittleEndian.AppendUint16(nil, uint16(id)))
	b.Write(binary.LittleEndian.AppendUint16(nil, uint16(len(data))))
	b.Write(data)
	return b
}

// wide is text in characters of two bytes.
func wide(text string) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(text)) {
		out = binary.LittleEndian.AppendUint16(out, u)
	}
	return out
}

func join(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

// wideString is a string with its length in two bytes.
func wideString(text string) []byte {
	n := len(utf16.Encode([]rune(text)))
	return join([]byte{byte(n), byte(n >> 8), 1}, wide(text))
}

const (
	bofGlobals, bofSheet = 0x0005, 0x0010
)

// biffWorkbook puts a workbook together: records in front of the sheets, and
// the records of one sheet called 表, behind a hidden one.
func biffWorkbook(globals func(*biff), sheet func(*biff)) []byte {
	bound := func(at uint32, state byte, name string) []byte {
		text := wide(name)
		return join(binary.LittleEndian.AppendUint32(nil, at), []byte{state, 0, byte(len(text) / 2), 1}, text)
	}
	build := func(hiddenAt, at uint32) *biff {
		b := &biff{}
		b.record(0x809, 0x600, bofGlobals, 0, 0, uint32(0), uint32(6))
		globals(b)
		b.record(0x85, bound(hiddenAt, 2, "暗"))
		b.record(0x85, bound(at, 0, "表"))
		b.record(0x0A)
		return b
	}
	hidden := &biff{}
	hidden.record(0x809, 0x600, bofSheet, 0, 0, uint32(0), uint32(6)).record(0x0A)
	head := uint32(build(0, 0).Len())
	b := build(head, head+uint32(hidden.Len()))
	b.Write(hidden.Bytes())
	b.record(0x809, 0x600, bofSheet, 0, 0, uint32(0), uint32(6))
	sheet(b)
	b.record(0x0A)
	return compoundFile(stream{"Workbook", b.Bytes()})
}

// xf is a style: the number of its number format, and whether it has borders.
func xf(format, borders int) []byte {
	out := make([]byte, 20)
	binary.LittleEndian.PutUint16(out[2:], uint16(format))
	binary.LittleEndian.PutUint16(out[10:], uint16(borders))
	return out
}

func biffSample() []byte {
	return biffWorkbook(func(b *biff) {
		b.record(0x42, 1200)
		b.record(0x22, 0)
		b.record(0x41E, 164, wideString(`#,##0.00_ ;[红色]\-#,##0.00\ `))
		b.record(0xE0, xf(0, 0)).record(0xE0, xf(2, 0x1111)).record(0xE0, xf(164, 0)).record(0xE0, xf(31, 0)).record(0xE0, xf(10, 0))
		// Four texts: one byte a character; with runs of looks and a phonetic
		// guide; broken off within, going on in one byte; broken off at its end.
		b.record(0xFC, uint32(4), uint32(4),
			[]byte{4, 0, 0}, []byte("Form"),
			[]byte{2, 0, 1 | 8 | 4}, 1, uint32(6), wide("合计"), []byte{0, 0, 1, 0}, []byte{1, 2, 3, 4, 5, 6},
			[]byte{6, 0, 1}, wide("公开"))
		b.record(0x3C, []byte{0}, []byte("02AB"), wideString("科目"))
	}, func(b *biff) {
		b.record(0x7D, 5, 5, 2000, 0, 1, 0)                // column F is hidden
		b.record(0x208, 8, 0, 4, 300, 0, 0, 0x20, 0)       // row 9 is hidden
		b.record(0xFD, 0, 0, 0, uint32(2))                 // A1
		b.record(0x204, 1, 0, 0, wideString("单位：万元"))      // A2
		b.record(0xFD, 2, 0, 0, uint32(3))                 // A3
		b.record(0xD6, 2, 1, 0, wideString("金额"), 1, 0, 1) // B3
		b.record(0xFD, 2, 4, 0, uint32(0))                 // E3
		b.record(0xFD, 3, 0, 0, uint32(1))                 // A4
		b.record(0x203, 3, 1, 1, 9436.6399999999994)
		b.record(0xBD, 3, 2, 2, rk(12345678, true, true), 2, rk(-5, true, false), 4, rk2(0.1234), 4)
		b.record(0x27E, 4, 1, 0, rk(2010301, true, false))
		b.record(0x203, 4, 2, 3, 45657.0)
		b.record(0x06, 5, 1, 2, -1.5, 0, uint32(0), 0)
		b.record(0x06, 5, 2, 0, []byte{0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, 0, uint32(0), 0).record(0x207, wideString("结果"))
		b.record(0x06, 5, 3, 0, []byte{2, 0, 0x07, 0, 0, 0, 0xFF, 0xFF}, 0, uint32(0), 0)
		b.record(0x06, 5, 4, 0, []byte{1, 0, 1, 0, 0, 0, 0xFF, 0xFF}, 0, uint32(0), 0)
		b.record(0x205, 6, 1, 0, []byte{0, 0})
		b.record(0x205, 6, 2, 0, []byte{0x2A, 1})
		b.record(0x809, 0x600, 0x20, 0, 0, uint32(0), uint32(6)).record(0x203, 0, 9, 0, 7.0).record(0x0A) // a chart
		b.record(0x204, 7, 0, 0, wideString("末行")).record(0xBE, 7, 1, 1, 1, 2)
		b.record(0x204, 8, 0, 0, wideString("藏"))
		b.record(0x203, 3, 5, 0, 8.0)
		b.record(0xE5, 1, 3, 4, 0, 0)
	})
}

// rk is a number in the short form: whole numbers, or hundredths of them.
func rk(n int32, whole, hundredth bool) uint32 {
	v := uint32(n) << 2
	if whole {
		v |= 2
	}
	if hundredth {
		v |= 1
	}
	return v
}

// rk2 is a number in the short form of the upper half of a binary number.
func rk2(v float64) uint32 { return uint32(math.Float64bits(v)>>32) &^ 3 }

func TestXLS(t *testing.T) {
	d := readSheets(t, "决算.xls", biffSample())
	wantOutline(t, d, `
公开02AB
单位：万元
<表>
科目 | 金额 |  |  | Form
合计{1×2} | 9436.64 | 123,456.78 | -5.00 | 12.34%
2010301 | 2024年12月31日 |  | 
 | -1.50 | 结果 | #DIV/0! | TRUE
 | FALSE | #N/A |  | 
末行 |  |  |  | 
- 隐藏的工作表“暗”：在工作簿里设为隐藏，打开时看不见
- 工作表“表”里隐藏的 1 行（第 9 行）：在工作表里设为隐藏，打开和打印时都看不见
- 工作表“表”里隐藏的 1 列（F 列）：在工作表里设为隐藏，打开和打印时都看不见
`)
}

func TestCompoundRefused(t *testing.T) {
	nothing := func(*biff) {}
	good := biffSample()
	for _, tc := range []struct {
		name, want string
		in         []byte
	}{
		{"with a password", "加了密码", biffWorkbook(func(b *biff) { b.record(0x2F, 1, 1) }, nothing)},
		{"xlsx with a password", "加了密码", compoundFile(stream{"EncryptedPackage", []byte("x")}, stream{"EncryptionInfo", []byte("x")})},
		{"Excel 95", "Excel 95", compoundFile(stream{"Book", []byte("x")})},
		{"Excel 5 in a new stream", "Excel 95", compoundFile(stream{"Workbook", new(biff).record(0x809, 0x500, 5).Bytes()})},
		{"slides", "PowerPoint", compoundFile(stream{"PowerPoint Document", []byte("x")})},
		{"something else", "认不出", compoundFile(stream{"x", []byte("x")})},
		{"cut in the header", "不完整", good[:300]},
		{"cut in the middle", "不完整", good[:1500]},
		{"text that is not there", "工作表“表”", biffWorkbook(nothing, func(b *biff) { b.record(0xFD, 0, 0, 0, uint32(9)) })},
		{"record too long", "已损坏", compoundFile(stream{"Workbook", append(new(biff).record(0x809, 0x600, 5).Bytes(), 0xFC, 0, 0xFF, 0xFF)})},
		{"no cells", "没有文字", biffWorkbook(nothing, nothing)},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := document.Read(context.Background(), "坏.xls", tc.in)
			if err == nil || !strings.Contains(err.Error(), tc.want) || !strings.HasPrefix(err.Error(), "坏.xls：") {
				t.Errorf("got %v, want it to say %q", err, tc.want)
			}
			if !errors.As(err, new(*document.Error)) {
				t.Errorf("%T is not an *Error", err)
			}
		})
	}
}

func FuzzXLS(f *testing.F) {
	f.Add(biffSample())
	f.Fuzz(func(t *testing.T, data []byte) {
		data = append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), data[min(8, len(data)):]...)
		d, err := document.Read(context.Background(), "a.xls", data)
		if err == nil {
			sheetCheckSpans(t, d)
		} else if !errors.As(err, new(*document.Error)) {
			t.Errorf("%T is not an *Error", err)
		}
	})
}

func BenchmarkXLS(b *testing.B) {
	data := office(b, nineForms(b).bytes(), "xlsx", "xls")
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		readSheets(b, "a.xls", data)
	}
}
