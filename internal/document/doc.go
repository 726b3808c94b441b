package document

import (
	"context"
	"errors"
	"fmt"
)

const docType = "application/msword"

var errOldWord = errors.New("a version before Word 97")

// readDOC reads a document of Word 97–2003, or of WPS.
func readDOC(in *input, c *compound) (*Document, error) {
	ctx, cancel := context.WithTimeout(in.ctx, in.limits.Time)
	defer cancel()
	b := &builder{}
	err := addDOC(ctx, in, c, b)
	switch {
	case err == nil:
		return in.finish(b, docType, 0)
	case in.ctx.Err() != nil:
		return nil, in.ctx.Err()
	case errors.Is(err, errEncrypted):
		return nil, in.encrypted()
	case errors.Is(err, errOldWord):
		return nil, in.fail("请用 Word 或 WPS 打开后另存为 docx，再试一次", "这是 Word 95 或更早的文档，不能读取")
	case errors.Is(err, errCharacters):
		return nil, in.fail(wrongFile, "正文超过 %d 字的上限", in.limits.Characters)
	case errors.Is(err, errCells):
		return nil, in.fail(wrongFile, "表格超过 %d 格的上限", in.limits.Cells)
	case errors.Is(err, context.DeadlineExceeded):
		return nil, in.fail("请另存为 docx 后再试", "用 %d 秒还没有读完", int(in.limits.Time.Seconds()))
	}
	return nil, in.fail("请用 Word 或 WPS 打开原文件，另存为 docx 后再试；打不开的，请重新下载", "内容不完整或已损坏，不能作为 doc 文件读取")
}

func addDOC(ctx context.Context, in *input, c *compound, b *builder) error {
	f, err := openDOC(c)
	if err != nil {
		return err
	}
	if f.parts[docBody] > in.limits.Characters {
		return errCharacters
	}
	r := &docReader{ctx: ctx, docFile: f, b: b, cells: in.limits.Cells, limit: in.limits.Characters}
	if err := r.read(); err != nil {
		return err
	}
	for i, what := range docParts {
		if what != "" && f.parts[i] > 2 { // two characters are an empty part's paragraph marks
			b.omit(what, "只读取正文")
		}
	}
	if r.deleted > 0 {
		b.omit(fmt.Sprintf("修订中删除的文字（%d 字）", r.deleted), "文档标明已经删除")
	}
	if r.hidden > 0 {
		b.omit(fmt.Sprintf("隐藏的文字（%d 字）", r.hidden), "在文档里设为隐藏，打开和打印时都看不见")
	}
	return nil
}

// docReader goes through the characters of the body.
type docReader struct {
	*docFile
	ctx   context.Context
	b     *builder
	cells int // limit
	limit int // of characters

	text   []uint16 // of the paragraph being read
	fields []bool   // open fields, true while in the instruction of one
	table  docTable

	deleted, hidden int
}

func (r *docReader) read() error {
	left := r.parts[docBody]
	for _, p := range r.pieces {
		for i := 0; i < p.n && left > 0; i++ {
			left--
			c, fc := p.at(i)
			if err := r.character(c, fc); err != nil {
				return err
			}
		}
	}
	if left > 0 {
		return errors.New("the text ends early")
	}
	if err := r.table.end(r); err != nil {
		return err
	}
	r.b.paragraph(r.take()) // a last one without its mark
	return nil
}

func (r *docReader) character(c uint16, fc uint32) error {
	switch c {
	case '\r', '\f', 0x07:
		return r.mark(c, fc)
	case 0x13:
		r.fields = append(r.fields, true)
		return nil
	case 0x14:
		if n := len(r.fields); n > 0 {
			r.fields[n-1] = false
		}
		return nil
	case 0x15:
		if n := len(r.fields); n > 0 {
			r.fields = r.fields[:n-1]
		}
		return nil
	}
	for _, instruction := range r.fields {
		if instruction {
			return nil
		}
	}
	switch look := r.characters.look(fc); {
	case look.deleted:
		r.deleted++
	case look.hidden:
		r.hidden++
	case c == 0x0B, c == 0x0E: // breaks of a line, of a column
		r.text = append(r.text, '\n')
	case c == 0x1E: // a hyphen that does not break
		r.text = append(r.text, '-')
	case c < ' ' && c != '\t', c == 0x1F: // places of pictures, notes, hyphens between lines
	default:
		r.text = append(r.text, c)
	}
	return nil
}

// mark ends a paragraph, a cell or a row.
func (r *docReader) mark(c uint16, fc uint32) error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	if r.b.n > r.limit {
		return errCharacters
	}
	// An instruction ends with its paragraph: an unclosed one must not
	// swallow the rest of the text.
	for i := range r.fields {
		r.fields[i] = false
	}
	if len(r.fields) > 100 {
		r.fields = nil
	}
	look := r.paragraphs.look(fc)
	text := r.take()
	if !look.rowEnd {
		if label := r.numbering.label(r.styles.number(look, &r.numbering)); label != "" {
			text = label + numberGap(label, text) + text
		}
	}
	switch {
	case look.rowEnd && look.depth <= 1:
		return r.table.endRow(r, look)
	case c == 0x07 && look.depth <= 1:
		r.table.endCell(text)
	case look.depth > 0:
		r.table.add(text)
	default:
		if err := r.table.end(r); err != nil {
			return err
		}
		r.b.paragraph(text)
	}
	return nil
}

// take returns the text read since the last mark.
func (r *docReader) take() string {
	text := decodeUTF16Units(r.text)
	r.text = r.text[:0]
	return text
}
