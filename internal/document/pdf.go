package document

import (
	"context"
	"errors"
	"fmt"

	"mingzhang/internal/layout"
	"mingzhang/internal/pdf"
)

// readPDF reads the text and the tables of a PDF file.
func readPDF(in *input) (*Document, error) {
	ctx, cancel := context.WithTimeout(in.ctx, in.limits.Time)
	defer cancel()
	pages, err := pdf.Read(ctx, in.data, in.limits.Pages)
	switch {
	case err == nil:
	case ctx.Err() != nil:
		return nil, in.slow()
	case errors.Is(err, pdf.ErrPassword):
		return nil, in.fail("请去掉密码后另存，再重新选择", "PDF 文件加了密码")
	case errors.Is(err, pdf.ErrTooLong):
		return nil, in.fail("请确认没有选错文件", "PDF 超过 %d 页的上限", in.limits.Pages)
	case errors.Is(err, pdf.ErrBroken):
		return nil, in.fail("请重新下载完整的文件", "PDF 文件打不开，可能不完整或已损坏")
	default:
		return nil, in.fail("请稍后再试，或改用 docx、xlsx", "读 PDF 的程序没有启动起来（%v）", err)
	}
	if err := in.printed(pages); err != nil {
		return nil, err
	}
	shown, err := layout.Read(ctx, pages)
	if err != nil {
		return nil, in.slow()
	}
	b := &builder{}
	for _, block := range shown.Blocks {
		b.page = block.Page
		if block.Table == nil {
			b.paragraph(block.Text)
			continue
		}
		b.table("", block.Table.Continues, boxes(block.Table))
	}
	if shown.Dropped > 0 {
		b.omit(fmt.Sprintf("页码和页眉 %d 行", shown.Dropped), "属于版面，不属于正文")
	}
	slanted := 0
	for _, p := range pages {
		slanted += p.Slanted
	}
	if slanted > 0 {
		b.omit(fmt.Sprintf("斜排的文字 %d 个", slanted), "是水印，不属于正文")
	}
	return in.finish(b, "application/pdf", len(pages))
}

// slow is the error for a file that was not read in time; the end of the
// caller's patience is the caller's own.
func (in *input) slow() error {
	if err := in.ctx.Err(); err != nil {
		return err
	}
	return in.fail("请另存为新的 PDF 或 docx 后再试", "读了 %.0f 秒还没有读完", in.limits.Time.Seconds())
}

// printed refuses a file whose pages are pictures, or whose fonts do not say
// which characters they draw.
func (in *input) printed(pages []pdf.Page) error {
	chars, unmapped, pictures := 0, 0, 0
	for _, p := range pages {
		chars += len(p.Chars)
		unmapped += p.Unmapped
		if p.Images > 0 && len(p.Chars) < 20 {
			pictures++
		}
	}
	switch {
	case chars == 0 && unmapped == 0 && pictures > 0, pictures > 0 && 2*pictures > len(pages):
		return in.fail("请用能选中文字的 PDF、docx 或 xlsx；扫描件需先做文字识别", "这是扫描件：%d 页里有 %d 页是图片，没有文字可读", len(pages), pictures)
	case unmapped > 0 && unmapped*50 > chars:
		return in.fail("请用原来的 docx 或 xlsx，或重新导出 PDF", "PDF 的字体没有标明对应的字，%d 个字认不出来，读出来会是乱码", unmapped)
	case chars == 0:
		return in.fail("请确认上传的是部门决算的正文", "PDF 里没有文字")
	}
	return nil
}

func boxes(t *layout.Table) [][]box {
	rows := make([][]box, len(t.Rows))
	for i, row := range t.Rows {
		for _, c := range row {
			rows[i] = append(rows[i], box{text: c.Text, col: c.Col, cols: c.Cols, rows: c.Rows})
		}
	}
	return rows
}
