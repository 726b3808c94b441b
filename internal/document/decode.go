package document

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gabriel-vasile/mimetype"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	xunicode "golang.org/x/text/encoding/unicode"
)

const plainText = "text/plain; charset="

// readable names what can be read instead.
const readable = "可以读取 docx、doc、pdf、xlsx、xls、html 和 txt，请换成其中一种"

// decode returns the text of a plain-text file in UTF-8, UTF-16 with a
// byte-order mark, or GB18030 (GB 18030-2022, the superset of GBK and GB2312).
func decode(name string, data []byte) (text, mediaType string, err error) {
	switch {
	case len(data) == 0:
		return "", "", &Error{name, "文件是空的（0 字节）", "请重新导出或重新下载后再试"}
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}), bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return decodeUTF16(name, data)
	}
	if kind := mimetype.Detect(data); !isText(kind) {
		return "", "", &Error{name, fmt.Sprintf("不能读取 %s 文件", kindName(kind)), readable}
	}
	if bytes.IndexByte(data, 0) >= 0 {
		return "", "", &Error{name, "文件里有二进制内容，不是纯文本", readable}
	}
	data = bytes.TrimPrefix(data, []byte{0xEF, 0xBB, 0xBF})
	if utf8.Valid(data) {
		text, mediaType = string(data), plainText+"utf-8"
	} else if at, cut := cutShort(data); cut {
		return "", "", &Error{name, fmt.Sprintf("文件在末尾（第 %d 字节）断在一个汉字中间，内容不完整", at), "请重新下载完整的文件"}
	} else if text, err = strict(simplifiedchinese.GB18030, data); err == nil {
		mediaType = plainText + "gb18030"
	} else {
		return "", "", &Error{name, fmt.Sprintf("文字编码认不出来：既不是 UTF-8（第 %d 字节起无效），也不是 GB18030", invalidAt(data)), "请另存为 UTF-8 编码的纯文本后再试"}
	}
	if share := readableShare(text); share < 0.9 {
		return "", "", &Error{name, fmt.Sprintf("文字像是乱码：可读的字只占 %.0f%%", share*100), "请确认文件的编码，另存为 UTF-8 后再试"}
	}
	return text, mediaType, nil
}

func decodeUTF16(name string, data []byte) (text, mediaType string, err error) {
	if len(data)%2 != 0 {
		return "", "", &Error{name, "UTF-16 文件的字节数是单数，内容不完整", "请重新下载完整的文件"}
	}
	text, err = strict(xunicode.UTF16(xunicode.BigEndian, xunicode.UseBOM), data)
	if err != nil || readableShare(text) < 0.9 {
		return "", "", &Error{name, "文件标明是 UTF-16 编码，内容却不是", "请另存为 UTF-8 编码的纯文本后再试"}
	}
	return text, plainText + "utf-16", nil
}

// strict decodes without replacing what is invalid.
func strict(enc encoding.Encoding, data []byte) (string, error) {
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return "", err
	}
	if bytes.ContainsRune(out, utf8.RuneError) {
		return "", encoding.ErrInvalidUTF8
	}
	return string(out), nil
}

// cutShort reports whether data is UTF-8 but for an unfinished character at
// its very end. Four-byte text of other encodings fails long before its end.
func cutShort(data []byte) (at int, cut bool) {
	at = invalidAt(data)
	return at, len(data)-at < utf8.UTFMax && at > 0 && !utf8.FullRune(data[at:])
}

func invalidAt(data []byte) int {
	at := 0
	for at < len(data) {
		r, n := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && n <= 1 {
			break
		}
		at += n
	}
	return at
}

// readableShare returns the share of characters that Chinese office text is made of.
func readableShare(text string) float64 {
	var good, all int
	for _, r := range text {
		if r == '\uFEFF' {
			continue
		}
		all++
		switch {
		case r == '\n', r == '\r', r == '\t', r >= ' ' && r < 0x7F,
			r >= 0x4E00 && r <= 0x9FFF, // common Han; rarer planes are what mojibake lands in
			r >= 0x2010 && r <= 0x2027, r >= 0x3000 && r <= 0x301F, r >= 0xFF01 && r <= 0xFF5E,
			r >= 0x2160 && r <= 0x217F, r >= 0x2460 && r <= 0x249B, r >= 0x2500 && r <= 0x25FF, unicode.IsSpace(r):
			good++
		}
	}
	if all == 0 {
		return 0
	}
	return float64(good) / float64(all)
}

func isText(kind *mimetype.MIME) bool {
	for m := kind; m != nil; m = m.Parent() {
		if m.Is("text/plain") {
			return !m.Is("text/html") && !kind.Is("text/html") && !kind.Is("text/rtf")
		}
	}
	// mimetype calls GB18030 text without line breaks octet-stream; decode decides.
	return kind.Is("application/octet-stream")
}

func kindName(kind *mimetype.MIME) string {
	if ext := strings.TrimPrefix(kind.Extension(), "."); ext != "" {
		return ext
	}
	return kind.String()
}
