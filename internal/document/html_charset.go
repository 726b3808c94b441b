package document

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/gabriel-vasile/mimetype"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	xunicode "golang.org/x/text/encoding/unicode"
)

// decodePage returns the text of a web page. What is valid UTF-8 is UTF-8
// whatever the page says of itself: browsers save pages in UTF-8 and leave the
// old declaration in. Single damaged characters do not stop a page.
func decodePage(name string, data []byte, contentType string) (string, error) {
	if bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF}) {
		return lenient(xunicode.UTF16(xunicode.BigEndian, xunicode.UseBOM), data), nil
	}
	data = bytes.TrimPrefix(data, []byte{0xEF, 0xBB, 0xBF})
	if utf8.Valid(data) {
		return string(data), nil
	}
	best, fewest := "", len(data)
	for _, e := range []encoding.Encoding{declared(data, contentType), simplifiedchinese.GB18030, xunicode.UTF8} {
		text := lenient(e, data)
		if n := strings.Count(text, string(utf8.RuneError)); n < fewest {
			best, fewest = text, n
		}
	}
	if fewest > utf8.RuneCountInString(best)/200 {
		return "", &Error{name, "网页的文字编码认不出来：既不是 UTF-8，也不是 GB18030", "请在浏览器打开后另存为 UTF-8 编码的网页再试"}
	}
	return strings.ReplaceAll(best, string(utf8.RuneError), ""), nil
}

// declared returns the encoding that the page declares. GB18030 holds all that
// GB2312 and GBK do, and is what browsers read under these names.
func declared(data []byte, contentType string) encoding.Encoding {
	e, name, certain := charset.DetermineEncoding(data[:min(len(data), 1024)], contentType)
	if !certain || name == "gbk" || name == "gb18030" || strings.HasPrefix(name, "windows-") {
		return simplifiedchinese.GB18030
	}
	return e
}

func lenient(e encoding.Encoding, data []byte) string {
	out, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return strings.Repeat(string(utf8.RuneError), 2)
	}
	return string(out)
}

var htmlStart = regexp.MustCompile(`(?is)^\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b`)

// isHTML recognises a web page, in UTF-16 and behind a declaration of XML too.
func isHTML(kind *mimetype.MIME, in *input) bool {
	if kindIs("text/html", "application/xhtml+xml")(kind, in) {
		return true
	}
	head := in.data[:min(len(in.data), 4096)]
	if bytes.HasPrefix(head, []byte{0xFF, 0xFE}) || bytes.HasPrefix(head, []byte{0xFE, 0xFF}) {
		head = []byte(lenient(xunicode.UTF16(xunicode.BigEndian, xunicode.UseBOM), head))
	}
	return htmlStart.Match(bytes.TrimPrefix(head, []byte{0xEF, 0xBB, 0xBF}))
}
