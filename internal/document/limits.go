package document

import (
	"fmt"
	"time"
)

// Limits bound what reading one file may cost. A file beyond one of them is
// refused whole.
type Limits struct {
	Bytes      int64         // of the file
	Unpacked   int64         // bytes of all parts of a packed file (docx, xlsx) together
	Pages      int           // of a PDF
	Cells      int           // of all tables
	Characters int           // of the text
	Time       time.Duration // for reading
}

// DefaultLimits are several times what the largest published 部门决算 needs:
// those are well under 20 MB even as scanned PDF. A program may set others
// before it reads the first file.
var DefaultLimits = Limits{
	Bytes:      64 << 20,
	Unpacked:   256 << 20,
	Pages:      1000,
	Cells:      400_000,
	Characters: 8 << 20,
	Time:       60 * time.Second,
}

// TooLarge is the error for a file over DefaultLimits.Bytes; size is in bytes.
func TooLarge(name string, size int64) error { return DefaultLimits.tooLarge(name, size) }

func (l Limits) tooLarge(name string, size int64) error {
	return &Error{name, fmt.Sprintf("文件有 %.1f MB，超过 %d MB 的上限", float64(size)/(1<<20), l.Bytes>>20),
		"部门决算通常不到 20 MB，请确认没有选错文件"}
}
