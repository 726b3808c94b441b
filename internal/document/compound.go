package document

import (
	"bytes"
	"io"
	"slices"
	"strings"

	"github.com/richardlehane/mscfb"
)

// compound is an OLE compound file: streams of bytes by their names.
type compound struct {
	streams map[string]*mscfb.File
	size    int64
}

// readCompound reads what the compound file holds: a workbook or a document
// of the programs before 2007.
func readCompound(in *input) (*Document, error) {
	c, err := openCompound(in.data)
	if err != nil {
		return nil, in.fail("请重新下载或用原来的程序打开后另存", "文件不完整或已损坏，不能作为 xls 或 doc 文件读取")
	}
	switch {
	case c.has("EncryptedPackage"), c.has("EncryptionInfo"):
		return nil, in.encrypted()
	case c.has("Workbook"):
		return readXLS(in, c)
	case c.has("Book"):
		return nil, in.oldBIFF()
	case c.has("WordDocument"):
		return readDOC(in, c)
	case c.has("PowerPoint Document"):
		return nil, in.fail("请把其中的文字和表格另存为 docx，再试一次", "这是 PowerPoint 演示文稿，不是文档或表格")
	case c.has("HwpSummaryInformation"), c.has("Contents"), c.has("WKS"), c.has("CONTENTS"):
		return nil, in.fail("请用 WPS 或原来的程序打开后另存为 docx 或 xlsx，再试一次", "这是旧版 WPS 或其他程序的文件，不能读取")
	}
	return nil, in.fail("请用原来的程序打开后另存为 docx 或 xlsx，再试一次", "认不出这是什么文件：既不是 xls，也不是 doc")
}

func (in *input) encrypted() error {
	return in.fail("请打开后去掉密码，另存一份再试", "文件加了密码，不能读取")
}

func (in *input) oldBIFF() error {
	return in.fail("请用 Excel 或 WPS 打开后另存为 xlsx，再试一次", "这是 Excel 95 或更早的工作簿，不能读取")
}

func openCompound(data []byte) (*compound, error) {
	r, err := mscfb.New(paddedReader{bytes.NewReader(data)})
	if err != nil {
		return nil, err
	}
	c := &compound{streams: map[string]*mscfb.File{}, size: int64(len(data))}
	for _, f := range r.File {
		if name := strings.ToLower(f.Name); len(f.Path) == 0 && f.Size > 0 && c.streams[name] == nil {
			c.streams[name] = f
		}
	}
	return c, nil
}

func (c *compound) has(name string) bool { return c.streams[strings.ToLower(name)] != nil }

// read returns a stream, nil if the file has none of the name. A stream cannot
// be longer than the file it is in.
func (c *compound) read(name string) ([]byte, error) {
	f := c.streams[strings.ToLower(name)]
	switch {
	case f == nil:
		return nil, nil
	case f.Size > c.size:
		return nil, io.ErrUnexpectedEOF
	}
	// In pieces: the library's time grows with the square of what is read at once.
	out := make([]byte, f.Size)
	for piece := range slices.Chunk(out, 64<<10) {
		if _, err := io.ReadFull(f, piece); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// paddedReader fills the last sector, which some programs do not write out.
type paddedReader struct{ *bytes.Reader }

func (r paddedReader) ReadAt(b []byte, off int64) (int, error) {
	n, err := r.Reader.ReadAt(b, off)
	if err == io.EOF && n > 0 && len(b) <= 4096 {
		clear(b[n:])
		return len(b), nil
	}
	return n, err
}
