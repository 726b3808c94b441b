package document

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"strings"

	"github.com/gabriel-vasile/mimetype"
)

const mhtmlType = "multipart/related"

// isMHTML recognises a page saved with its pictures as one file, a message as
// e-mail has them.
func isMHTML(_ *mimetype.MIME, in *input) bool {
	head := bytes.ToLower(in.data[:min(len(in.data), 4096)])
	return bytes.Contains(head, []byte("mime-version:")) && bytes.Contains(head, []byte("multipart/related"))
}

// readMHTML reads the page of a file that holds most of an article: the others
// are frames.
func readMHTML(in *input) (*Document, error) {
	m, err := mail.ReadMessage(bytes.NewReader(bytes.TrimLeft(in.data, "\r\n \t")))
	if err != nil {
		return nil, in.failMHTML()
	}
	_, parameters, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || parameters["boundary"] == "" {
		return nil, in.failMHTML()
	}
	var best *page
	var failed error // why the page could not be read, if no page can
	parts := multipart.NewReader(m.Body, parameters["boundary"])
	for range maxParts {
		part, err := parts.NextPart() // quoted-printable is undone by it
		if err != nil {
			break
		}
		kind := part.Header.Get("Content-Type")
		if media, _, err := mime.ParseMediaType(kind); err != nil || media != "text/html" && media != "application/xhtml+xml" {
			continue
		}
		var src io.Reader = part
		if strings.EqualFold(strings.TrimSpace(part.Header.Get("Content-Transfer-Encoding")), "base64") {
			src = base64.NewDecoder(base64.StdEncoding, part)
		}
		data, err := io.ReadAll(src)
		if err != nil {
			continue
		}
		p, err := readPage(in, data, kind)
		switch {
		case in.ctx.Err() != nil:
			return nil, in.ctx.Err()
		case err != nil:
			failed = err
		case best == nil || p.good > best.good:
			best = p
		}
	}
	switch {
	case best != nil:
		return best.finish(in, mhtmlType)
	case failed != nil:
		return nil, in.failPage(failed)
	}
	return nil, in.failMHTML()
}

func (in *input) failMHTML() error {
	return in.fail("请在浏览器打开后重新保存，或另存为 PDF 后再试", "网页存档（mht）不完整，里面没有可读的网页")
}
