package document

import (
	"context"
	"errors"
	"fmt"
	"io"
)

const xlsType = "application/vnd.ms-excel"

// xlsBook is what all sheets of an Excel 97–2003 workbook share.
type xlsBook struct {
	ctx      context.Context
	data     []byte
	budget   *sheetBudget
	base1904 bool
	strings  []string
	formats  *formatTable
	styles   []cellStyle
	sheets   []xlsSheetRef
}

type xlsSheetRef struct {
	name   string
	at     int // of its first record
	hidden bool
	kind   int // 0 for a worksheet
}

// readXLS reads a workbook of Excel 97–2003, or of WPS, in the format BIFF8.
func readXLS(in *input, c *compound) (*Document, error) {
	ctx, cancel := context.WithTimeout(in.ctx, in.limits.Time)
	defer cancel()
	data, err := c.read("Workbook")
	b := &builder{}
	if err == nil {
		book := &xlsBook{ctx: ctx, data: data, budget: newSheetBudget(in.limits), formats: newFormatTable()}
		err = book.add(b, in.limits)
	}
	switch {
	case err == nil:
		return in.finish(b, xlsType, 0)
	case in.ctx.Err() != nil:
		return nil, in.ctx.Err()
	case errors.Is(err, errEncrypted):
		return nil, in.encrypted()
	case errors.Is(err, errOldBIFF):
		return nil, in.oldBIFF()
	}
	return nil, in.sheetError(err, "xls")
}

func (b *xlsBook) add(out *builder, limits Limits) error {
	if err := b.globals(limits); err != nil {
		return err
	}
	notes := 0
	for _, ref := range b.sheets {
		switch {
		case ref.hidden:
			out.omit(fmt.Sprintf("隐藏的工作表“%s”", ref.name), hiddenWhy)
		case ref.kind != 0:
			out.omit(fmt.Sprintf("图表或宏工作表“%s”", ref.name), noCellsWhy)
		default:
			r, err := b.sheet(ref)
			if err == nil {
				err = r.sheet.add(out, limits.Cells)
			}
			if err != nil {
				return inSheet(ref.name, err)
			}
			notes += r.notes
		}
	}
	if notes > 0 {
		out.omit(fmt.Sprintf("工作簿里的批注和文本框（%d 处）", notes), "只读取单元格里的内容")
	}
	return nil
}

var errOldBIFF = errors.New("a version before Excel 97")

// globals reads the records in front of the sheets.
func (b *xlsBook) globals(limits Limits) error {
	s := &biffStream{data: b.data}
	r, err := s.next()
	switch {
	case err != nil:
		return err
	case r.id != biffBOF:
		return errOldBIFF
	case r.u16(0) != 0x0600:
		return errOldBIFF
	}
	for {
		r, err := s.next()
		switch {
		case err == io.EOF:
			return io.ErrUnexpectedEOF
		case err != nil:
			return err
		case b.ctx.Err() != nil:
			return b.ctx.Err()
		}
		switch r.id {
		case biffEOF:
			return nil
		case biffFilePass:
			return errEncrypted
		case biffDate1904:
			b.base1904 = r.u16(0) == 1
		case biffFormat:
			if len(r.data) > 2 {
				code, err := newBIFFText(r.data[2:]).string(2)
				if err != nil {
					return err
				}
				b.formats.codes[r.u16(0)] = code
			}
		case biffXF:
			b.styles = append(b.styles, cellStyle{format: r.u16(2), border: r.u16(10) != 0})
		case biffBoundSheet:
			if len(r.data) > 6 {
				name, err := newBIFFText(r.data[6:]).string(1)
				if err != nil {
					return err
				}
				b.sheets = append(b.sheets, xlsSheetRef{name, int(r.u32(0)), r.u8(4)&3 != 0, r.u8(5)})
			}
		case biffSST:
			if b.strings, err = newBIFFText(s.continued(r)...).sharedStrings(4 * limits.Characters); err != nil {
				return err
			}
		}
	}
}

func (b *xlsBook) format(style int) *numberFormat {
	if style >= len(b.styles) {
		return generalFormat
	}
	return b.formats.format(b.styles[style].format)
}
