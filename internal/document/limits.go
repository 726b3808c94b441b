package document

import (
	"fmt"
	"time"
)

// MaxBytes is the largest input that is read unless other limits are given.
// Published 部门决算 are well under 20 MB even as scanned PDF; the limit keeps
// a mistaken upload cheap.
const MaxBytes = 64 << 20

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

// DefaultLimits are several times what the largest published 部门决算 needs.
var DefaultLimits = Limits{
	Bytes:      MaxBytes,
	Unpacked:   256 << 20,
	Pages:      1000,
	Cells:      400_000,
	Characters: 8 << 20,
	Time:       60 * time.Second,
}

// TooLarge is the error for an input over the limit; size is in bytes.
func TooLarge(name string, size int64) error {
	return &Error{name, fmt.Sprintf("文件有 %.1f MB，超过 %d MB 的上限", float64(size)/(1<<20), MaxBytes>>20),
		"部门决算通常不到 20 MB，请确认没有选错文件"}
}
