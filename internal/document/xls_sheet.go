package document

import (
	"fmt"
	"io"
)

// xlsReader reads one sheet.
type xlsReader struct {
	*xlsBook
	*sheet
	stream     *biffStream
	hideZeros  bool
	rowsByNo   map[int]*sheetRow
	hiddenRows map[int]bool
	pending    *pendingString
	notes      int
}

// pendingString is the cell of a formula whose text stands in a later record.
type pendingString struct{ row, col, style int }

func (b *xlsBook) sheet(ref xlsSheetRef) (*xlsReader, error) {
	if ref.at < 0 || ref.at >= len(b.data) {
		return nil, io.ErrUnexpectedEOF
	}
	r := &xlsReader{
		xlsBook: b, sheet: &sheet{name: ref.name, budget: b.budget},
		stream:   &biffStream{data: b.data, at: ref.at},
		rowsByNo: map[int]*sheetRow{}, hiddenRows: map[int]bool{},
	}
	first, err := r.stream.next()
	if err != nil {
		return nil, err
	}
	if first.id != biffBOF {
		return nil, fmt.Errorf("record %#x where a sheet should begin", first.id)
	}
	depth := 1 // of charts within the sheet
	for n := 0; depth > 0; n++ {
		if n%4096 == 0 && b.ctx.Err() != nil {
			return nil, b.ctx.Err()
		}
		rec, err := r.stream.next()
		switch {
		case err == io.EOF:
			return nil, io.ErrUnexpectedEOF
		case err != nil:
			return nil, err
		case rec.id == biffBOF:
			depth++
		case rec.id == biffEOF:
			depth--
		case depth == 1:
			if err := r.record(rec); err != nil {
				return nil, err
			}
		}
	}
	for no, row := range r.rowsByNo {
		row.index, row.hidden = no, r.hiddenRows[no]
		r.end(*row)
	}
	return r, nil
}

func (r *xlsReader) record(rec biffRecord) error {
	row, col, style := rec.u16(0), rec.u16(2), rec.u16(4)
	switch rec.id {
	case biffRow:
		if rec.u16(12)&0x20 != 0 {
			r.hiddenRows[row] = true
		}
	case biffColInfo:
		if rec.u16(8)&1 != 0 {
			r.hide(interval{rec.u16(0), rec.u16(2)})
		}
	case biffWindow2:
		r.hideZeros = rec.u16(0)&0x10 == 0
	case biffMergedCells:
		for i := range rec.u16(0) {
			at := 2 + 8*i
			if at+8 > len(rec.data) {
				break
			}
			err := r.merge(interval{rec.u16(at), rec.u16(at + 2)}, interval{rec.u16(at + 4), rec.u16(at + 6)})
			if err != nil {
				return err
			}
		}
	case biffNote, biffTextObject:
		r.notes++
	case biffNumber:
		return r.number(row, col, style, rec.float(6))
	case biffRK:
		return r.number(row, col, style, rec.rk(6))
	case biffMulRK:
		for at := 4; at+6 <= len(rec.data)-2; at += 6 {
			if err := r.number(row, col, rec.u16(at), rec.rk(at+2)); err != nil {
				return err
			}
			col++
		}
	case biffBlank:
		r.border(row, col, style)
	case biffMulBlank:
		for at := 4; at+2 <= len(rec.data)-2; at += 2 {
			r.border(row, col, rec.u16(at))
			col++
		}
	case biffLabelSST:
		i := rec.u32(6)
		if int64(i) >= int64(len(r.strings)) {
			return errDangling
		}
		return r.text(row, col, style, r.strings[i])
	case biffLabel, biffRString:
		if len(rec.data) < 6 {
			return io.ErrUnexpectedEOF
		}
		text, err := newBIFFText(rec.data[6:]).string(2)
		if err != nil {
			return err
		}
		return r.text(row, col, style, text)
	case biffBoolErr:
		return r.place(row, col, style, boolOrError(rec.u8(6), rec.u8(7) != 0))
	case biffFormula:
		return r.formulaResult(row, col, style, rec)
	case biffString:
		if p := r.pending; p != nil {
			r.pending = nil
			text, err := newBIFFText(r.stream.continued(rec)...).string(2)
			if err != nil {
				return err
			}
			return r.text(p.row, p.col, p.style, text)
		}
	}
	return nil
}

// formulaResult places the result that is kept with a formula.
func (r *xlsReader) formulaResult(row, col, style int, rec biffRecord) error {
	r.pending = nil
	if rec.u16(12) != 0xFFFF {
		return r.number(row, col, style, rec.float(6))
	}
	switch rec.u8(6) {
	case 0:
		r.pending = &pendingString{row, col, style}
	case 1:
		return r.place(row, col, style, boolOrError(rec.u8(8), false))
	case 2:
		return r.place(row, col, style, boolOrError(rec.u8(8), true))
	}
	return nil
}

func boolOrError(v int, isError bool) string {
	if !isError {
		if v != 0 {
			return "TRUE"
		}
		return "FALSE"
	}
	switch v {
	case 0x00:
		return "#NULL!"
	case 0x07:
		return "#DIV/0!"
	case 0x0F:
		return "#VALUE!"
	case 0x17:
		return "#REF!"
	case 0x1D:
		return "#NAME?"
	case 0x24:
		return "#NUM!"
	}
	return "#N/A"
}

func (r *xlsReader) number(row, col, style int, v float64) error {
	if v == 0 && r.hideZeros {
		r.border(row, col, style)
		return nil
	}
	return r.place(row, col, style, r.format(style).number(v, r.base1904))
}

func (r *xlsReader) text(row, col, style int, text string) error {
	return r.place(row, col, style, r.format(style).string(text))
}

func (r *xlsReader) place(row, col, style int, text string) error {
	r.border(row, col, style)
	return r.put(r.row(row), col, text)
}

func (r *xlsReader) row(no int) *sheetRow {
	row, ok := r.rowsByNo[no]
	if !ok {
		row = &sheetRow{}
		r.rowsByNo[no] = row
	}
	return row
}

func (r *xlsReader) border(row, col, style int) {
	if style < len(r.styles) && r.styles[style].border {
		r.row(row).box(col)
	}
}
