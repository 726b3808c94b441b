package document

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/gabriel-vasile/mimetype"
)

const (
	maxParts  = 10_000   // files in a packed file; a docx of 部门决算 has well under 200
	maxRatio  = 200      // of a part's size unpacked to its size packed,
	ratioFrom = 16 << 20 // counted from this size on: small parts of blank cells pack well
	minRemedy = "请用 Word 或 WPS 打开后另存一份，或重新下载后再试"
)

var (
	errParts     = errors.New("too many parts")
	errEncrypted = errors.New("part is encrypted")
	errBomb      = errors.New("part unpacks to too much")
)

// pack is an opened packed file: a docx, an xlsx.
type pack struct {
	parts map[string]*zip.File // by partKey
	left  int64                // bytes that may still be unpacked
}

// partKey is how parts are looked up: some programs write backslashes, or
// capitals other than those that the parts refer to each other by.
func partKey(name string) string {
	return strings.ToLower(strings.TrimLeft(strings.ReplaceAll(name, `\`, "/"), "/"))
}

func openPack(data []byte, unpacked int64) (*pack, error) {
	// Opening costs memory for every entry of the directory, so they are
	// counted before.
	if bytes.Count(data, []byte("PK\x01\x02")) > maxParts {
		return nil, errParts
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // parts are never written anywhere
		return nil, err
	}
	p := &pack{parts: make(map[string]*zip.File, len(z.File)), left: unpacked}
	for _, f := range z.File {
		if _, ok := p.parts[partKey(f.Name)]; !ok {
			p.parts[partKey(f.Name)] = f
		}
	}
	return p, nil
}

func (p *pack) has(name string) bool { return p.parts[partKey(name)] != nil }

// open returns the content of a part; nil, nil when there is no such part.
func (p *pack) open(name string) (io.ReadCloser, error) {
	f := p.parts[partKey(name)]
	switch {
	case f == nil:
		return nil, nil
	case f.Flags&1 != 0:
		return nil, errEncrypted
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	return &part{ReadCloser: r, pack: p, most: max(int64(f.CompressedSize64)*maxRatio, ratioFrom)}, nil
}

// part is a part being unpacked, within the limits of its pack.
type part struct {
	io.ReadCloser
	pack *pack
	n    int64
	most int64
}

func (r *part) Read(b []byte) (int, error) {
	n, err := r.ReadCloser.Read(b)
	r.n += int64(n)
	r.pack.left -= int64(n)
	if r.pack.left < 0 || r.n > r.most {
		return 0, errBomb
	}
	return n, err
}

// zipHas reports whether data is a packed file with such a part. A file whose
// end is missing has no directory of parts; then the name among its bytes is
// taken for the part, so that the reader of the format says what is wrong.
func zipHas(data []byte, name string) bool {
	if !bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return false
	}
	p, err := openPack(data, 0)
	if err != nil {
		return bytes.Contains(data, []byte(name))
	}
	return p.has(name)
}

// isPack recognises a packed format by its type or, for files whose parts come
// in an order that mimetype does not look for, by the part that makes it one.
func isPack(mediaType, name string) func(*mimetype.MIME, *input) bool {
	known := kindIs(mediaType)
	return func(kind *mimetype.MIME, in *input) bool {
		return known(kind, in) || zipHas(in.data, name)
	}
}

// failPack words why a packed file cannot be read; what is the part that was
// being read, "" for the file itself.
func (in *input) failPack(what string, err error) error {
	if ctxErr := in.ctx.Err(); ctxErr != nil {
		return ctxErr
	}
	at := "文件"
	if what != "" {
		at = "文件里的 " + what + " "
	}
	switch {
	case errors.Is(err, errParts):
		return in.fail("请确认没有选错文件", "压缩包里的文件超过 %d 个的上限", maxParts)
	case errors.Is(err, errBomb):
		return in.fail("请确认没有选错文件", "%s解开后过大：超过 %d MB 的上限，或者超过压缩大小的 %d 倍", at, in.limits.Unpacked>>20, maxRatio)
	case errors.Is(err, errEncrypted):
		return in.fail("请去掉密码后另存一份再试", "%s设了密码", at)
	case errors.Is(err, errDeep):
		return in.fail(minRemedy, "%s嵌套超过 %d 层的上限", at, maxDepth)
	case errors.Is(err, errToken):
		return in.fail(minRemedy, "%s有一段超过 %d MB 的内容", at, maxToken>>20)
	case errors.Is(err, errTime):
		return in.fail("请确认没有选错文件", "读取超过 %.0f 秒的上限", in.limits.Time.Seconds())
	case errors.Is(err, errCharacters):
		return in.fail("请确认没有选错文件", "正文超过 %d 字的上限", in.limits.Characters)
	case errors.Is(err, errCells):
		return in.fail("请确认没有选错文件", "表格超过 %d 格的上限", in.limits.Cells)
	}
	return in.fail(minRemedy, "%s不完整或已损坏，读不下去", at)
}
