package document

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// maxFiles is how many files one document may be made of.
const maxFiles = 64

// readZIP reads an archive as one document: its files together are one unit's
// year, narrative and forms.
func readZIP(in *input) (*Document, error) {
	z, err := zip.NewReader(bytes.NewReader(in.data), int64(len(in.data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, in.fail("请重新压缩或重新下载后再试", "这个 zip 压缩包打不开，可能不完整")
	}
	var docs []*Document
	left := in.limits.Unpacked
	for _, f := range z.File {
		name := ZipName(f)
		if f.FileInfo().IsDir() || Ignored(name) {
			continue
		}
		if unsafePath(name) {
			return nil, in.fail("请重新压缩后再试", "压缩包里有不安全的文件名“%s”", name)
		}
		if len(docs) == maxFiles {
			return nil, in.fail("请按单位和年度分开压缩", "压缩包里的文件超过 %d 个，不像一个单位一年的决算", maxFiles)
		}
		data, err := in.unpack(f, name, &left)
		if err != nil {
			return nil, err
		}
		if isArchive(data) {
			return nil, in.fail("请先解开里面的压缩包", "压缩包里还有压缩包“%s”", name)
		}
		l := in.limits
		d, err := l.Read(in.ctx, path.Base(name), data)
		if err != nil {
			return nil, err
		}
		docs = append(docs, d)
	}
	if len(docs) == 0 {
		return nil, in.fail("请确认没有选错文件", "压缩包里没有可读的文件")
	}
	slices.SortStableFunc(docs, func(a, b *Document) int {
		switch {
		case Before(a, b):
			return -1
		case Before(b, a):
			return 1
		}
		return 0
	})
	return Join(in.name, docs), nil
}

func (in *input) unpack(f *zip.File, name string, left *int64) ([]byte, error) {
	if f.Flags&1 != 0 {
		return nil, in.fail("请先解压，或去掉密码后重新压缩", "压缩包里的“%s”加了密码", name)
	}
	tooMuch := in.fail("请确认没有选错文件", "压缩包解开后超过 %d MB 的上限", in.limits.Unpacked>>20)
	if f.UncompressedSize64 > uint64(*left) {
		return nil, tooMuch
	}
	r, err := f.Open()
	if err != nil {
		return nil, in.fail("请重新压缩后再试", "压缩包里的“%s”解不开", name)
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, *left+1))
	if err != nil {
		return nil, in.fail("请重新压缩或重新下载后再试", "压缩包里的“%s”已损坏", name)
	}
	if *left -= int64(len(data)); *left < 0 {
		return nil, tooMuch
	}
	return data, nil
}

// isArchive reports whether data are a zip archive and no packed document.
func isArchive(data []byte) bool {
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) && !zipHas(data, docxMain) && !zipHas(data, "xl/workbook.xml")
}

// unsafePath reports whether a name would lead out of the folder an archive is
// unpacked in.
func unsafePath(name string) bool {
	name = strings.ReplaceAll(name, `\`, "/")
	return strings.HasPrefix(name, "/") || slices.Contains(strings.Split(name, "/"), "..") || len(name) > 1 && name[1] == ':'
}

// Ignored reports whether a file of a folder or archive is no document: hidden
// files, manifests, lock files of office programs.
func Ignored(name string) bool {
	for part := range strings.SplitSeq(strings.ReplaceAll(name, `\`, "/"), "/") {
		if strings.HasPrefix(part, ".") && part != "." && part != ".." || part == "__MACOSX" {
			return true
		}
	}
	base := path.Base(name)
	return base == "manifest.json" || strings.HasPrefix(base, "~$") || strings.HasSuffix(base, ".go") // the seed folder is a Go package
}

// longestEntry is how much of the name of an entry is kept.
const longestEntry = 300

// ZipName returns the name of an entry as CleanName does; archives made on
// Chinese Windows hold names in GBK without saying so.
func ZipName(f *zip.File) string {
	name := f.Name
	if f.NonUTF8 || !utf8.ValidString(name) {
		if decoded, err := simplifiedchinese.GB18030.NewDecoder().String(name); err == nil {
			name = decoded
		}
	}
	return CleanName(name, longestEntry)
}
