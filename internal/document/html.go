package document

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"golang.org/x/net/html"
)

const htmlType = "text/html"

// maxTags of a page; a saved report of nine forms has well under 100 000.
const maxTags = 600_000

var errTags = errors.New("too many tags")

// readHTML reads a saved web page: the article of it, not what stands around.
func readHTML(in *input) (*Document, error) {
	page, err := readPage(in, in.data, "")
	if err != nil {
		return nil, in.failPage(err)
	}
	return page.finish(in, htmlType)
}

// page is a web page with its article found.
type page struct {
	article *html.Node
	titles  []string
	hidden  int // hidden elements with text
	good    int // how much of an article it holds
	around  int // characters that are not the article's
}

func readPage(in *input, data []byte, contentType string) (*page, error) {
	text, err := decodePage(in.name, data, contentType)
	if err != nil {
		return nil, err
	}
	until := time.Now().Add(in.limits.Time)
	s := &scrubber{ctx: in.ctx, until: until}
	clean, err := s.scrub(text)
	if err != nil {
		return nil, err
	}
	root, err := html.Parse(&timedReader{strings.NewReader(clean), in.ctx, until})
	if err != nil {
		return nil, err
	}
	all := body(root)
	a := findArticle(all)
	return &page{
		article: a.node, titles: append(s.titles(), a.headings...), hidden: a.hidden,
		good: a.weight.good(), around: a.around,
	}, nil
}

func (p *page) finish(in *input, mediaType string) (*Document, error) {
	b := &builder{}
	w := &htmlWalker{}
	f := w.flow(p.article)
	text := squeeze(f.all())
	if len(p.titles) > 0 && !strings.Contains(text, squeeze(p.titles[0])) {
		b.paragraph(p.titles[0])
	}
	b.flow(f)
	if p.around > 0 {
		b.omit(fmt.Sprintf("网页上正文以外的内容（约 %d 字）", p.around), "导航、页脚等，不在正文里")
	}
	if p.hidden > 0 {
		b.omit(fmt.Sprintf("隐藏的内容 %d 处", p.hidden), "网页里设为隐藏，浏览时看不到")
	}
	if w.pictures > 0 {
		b.omit(fmt.Sprintf("图片 %d 张", w.pictures), "图片里的文字读不出来")
	}
	if text == "" {
		return nil, in.fail("网页的正文可能要在浏览器里才显示：请在浏览器打开后另存，或下载页面上的附件再试", "网页里没有正文")
	}
	if share := readableShare(text); share < 0.9 {
		return nil, in.fail("请在浏览器打开后另存为 UTF-8 编码的网页再试", "文字像是乱码：可读的字只占 %.0f%%", share*100)
	}
	return in.finish(b, mediaType, 0)
}

// all returns all the text of a flow.
func (f flow) all() string {
	var out strings.Builder
	for _, p := range f {
		out.WriteString(p.text + "\n")
		if p.table == nil {
			continue
		}
		for _, row := range p.table.rows {
			for _, s := range row {
				out.WriteString(s.content.all())
			}
		}
	}
	return out.String()
}

// squeeze takes all blanks out: titles are broken and spaced as they please.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

// body returns the body of a page, or the page where it has none.
func body(root *html.Node) *html.Node {
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == "body" {
			return n
		}
	}
	return root
}

// timedReader stops the parser, which knows no end but that of its input.
type timedReader struct {
	io.Reader
	ctx   context.Context
	until time.Time
}

func (r *timedReader) Read(b []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	if time.Now().After(r.until) {
		return 0, errTime
	}
	return r.Reader.Read(b)
}

func (in *input) failPage(err error) error {
	var known *Error
	switch {
	case in.ctx.Err() != nil:
		return in.ctx.Err()
	case errors.As(err, &known):
		return err
	case errors.Is(err, errTags):
		return in.fail("请确认没有选错文件", "网页的标签超过 %d 个的上限", maxTags)
	case errors.Is(err, errTime):
		return in.fail("请确认没有选错文件", "读取超过 %.0f 秒的上限", in.limits.Time.Seconds())
	}
	return in.fail("请在浏览器打开后另存为 PDF，或把正文复制到 Word 后再试", "网页的结构读不下去（标签嵌套过深或不完整）")
}
