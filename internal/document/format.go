package document

import (
	"bytes"
	"context"
	"fmt"

	"github.com/gabriel-vasile/mimetype"
)

// input is a file to be read.
type input struct {
	ctx    context.Context
	name   string
	data   []byte
	limits Limits
}

// fail returns the error that refuses the file.
func (in *input) fail(remedy, reason string, args ...any) error {
	return &Error{in.name, fmt.Sprintf(reason, args...), remedy}
}

// finish returns the document that b has put together, unless it is over a limit.
func (in *input) finish(b *builder, mediaType string, pages int) (*Document, error) {
	switch {
	case b.n > in.limits.Characters:
		return nil, in.fail("请确认没有选错文件", "正文超过 %d 字的上限", in.limits.Characters)
	case b.cells > in.limits.Cells:
		return nil, in.fail("请确认没有选错文件", "表格超过 %d 格的上限", in.limits.Cells)
	}
	return &Document{MediaType: mediaType, Pages: pages, Text: b.text.String(), Blocks: b.blocks, Omitted: b.omitted}, nil
}

// format is a file format: how its files begin, and its reader.
type format struct {
	name string
	is   func(kind *mimetype.MIME, in *input) bool
	read func(in *input) (*Document, error)
}

// formats returns the formats in the order in which they are tried; what none
// of them is, is plain text or nothing.
func formats() []format {
	return []format{
		{"pdf", kindIs("application/pdf"), readPDF},
		{"docx", isPack("application/vnd.openxmlformats-officedocument.wordprocessingml.document", docxMain), readDOCX},
		{"xlsx", isPack("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xl/workbook.xml"), readXLSX},
		{"zip", func(_ *mimetype.MIME, in *input) bool { return isArchive(in.data) }, readZIP},
		{"compound", isCompound, readCompound},
		{"spreadsheetml", isSpreadsheetML, readSpreadsheetML},
		{"html", kindIs("text/html", "application/xhtml+xml"), readHTML},
	}
}

func kindIs(types ...string) func(*mimetype.MIME, *input) bool {
	return func(kind *mimetype.MIME, _ *input) bool {
		for m := kind; m != nil; m = m.Parent() {
			for _, t := range types {
				if m.Is(t) {
					return true
				}
			}
		}
		return false
	}
}

// isCompound reports whether the file is an OLE compound file: xls, doc, an
// encrypted docx or xlsx.
func isCompound(_ *mimetype.MIME, in *input) bool {
	return bytes.HasPrefix(in.data, []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1})
}

// format decides by the first bytes what the file is.
func (in *input) format() (format, error) {
	if len(in.data) == 0 {
		return format{}, in.fail("请重新导出或重新下载后再试", "文件是空的（0 字节）")
	}
	kind := mimetype.Detect(in.data)
	for _, f := range formats() {
		if f.is(kind, in) {
			return f, nil
		}
	}
	return format{"txt", nil, readPlain}, nil
}

func readPlain(in *input) (*Document, error) {
	text, mediaType, err := decode(in.name, in.data)
	if err != nil {
		return nil, err
	}
	d := &Document{MediaType: mediaType, Text: normalise(text)}
	d.Blocks = plainBlocks(d.Text)
	return d, nil
}
