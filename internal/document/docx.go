package document

import (
	"fmt"
	"io"
	"path"
	"strings"
	"time"
)

const (
	docxType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	docxMain = "word/document.xml"

	wordNS       = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	wordStrictNS = "http://purl.oclc.org/ooxml/wordprocessingml/main"
	relsNS       = "http://schemas.openxmlformats.org/package/2006/relationships"
)

// docxReader reads the parts of a Word document.
type docxReader struct {
	in    *input
	pack  *pack
	until time.Time
	b     builder
	x     *xmlReader // of the main part

	styles    map[string]docxStyle
	normal    string // the style of paragraphs that name none
	numbering docxNumbering

	carry      string // of a paragraph whose end is deleted: goes on in the next
	characters int
	cells      int
	left       docxLeft
}

// readDOCX reads a Word document as it prints, tracked changes accepted.
func readDOCX(in *input) (*Document, error) {
	p, err := openPack(in.data, in.limits.Unpacked)
	if err != nil {
		return nil, in.failPack("", err)
	}
	r := &docxReader{in: in, pack: p, until: time.Now().Add(in.limits.Time)}
	main := docxMain
	if rels := r.relations(""); len(rels["officeDocument"]) > 0 && p.has(rels["officeDocument"][0]) {
		main = rels["officeDocument"][0]
	}
	if !p.has(main) {
		return nil, in.fail("请确认文件是 Word 文档；如果能打开，请另存为 docx 后再试", "压缩包里没有 Word 正文（%s）", docxMain)
	}
	rels := r.relations(main)
	r.readStyles(related(rels, "styles", main))
	r.readNumbering(related(rels, "numbering", main))
	if err := r.body(main); err != nil {
		return nil, in.failPack(main, err)
	}
	r.readLeftOut(rels, main)
	r.left.declare(&r.b)
	return in.finish(&r.b, docxType, 0)
}

// read runs f over the root element of a part. A part that is not there is
// read as an empty one.
func (r *docxReader) read(name string, f func(*xmlReader, element), main ...string) error {
	src, err := r.pack.open(name)
	if src == nil || err != nil {
		return err
	}
	defer src.Close()
	x := newXMLReader(r.in, src, r.until, main...)
	rooted := false
	for el := range x.children() {
		rooted = true
		f(x, el)
	}
	if !rooted && x.err == nil {
		return io.ErrUnexpectedEOF
	}
	return x.err
}

func (r *docxReader) body(main string) error {
	return r.read(main, func(x *xmlReader, _ element) {
		r.x = x
		out := func(p piece) { r.b.flow(flow{p}) }
		r.blocks(out)
		r.flush(out)
	}, wordNS, wordStrictNS)
}

// relations returns the parts that a part (the file for "") refers to, by the
// last word of the relation's type. Damaged relations are none: the usual
// names are tried then.
func (r *docxReader) relations(of string) map[string][]string {
	dir, base := path.Split(of)
	out := map[string][]string{}
	r.read(dir+"_rels/"+base+".rels", func(x *xmlReader, _ element) {
		for el := range x.children() {
			target := el.attr("Target")
			if el.attr("TargetMode") == "External" || target == "" {
				continue
			}
			if !strings.HasPrefix(target, "/") {
				target = dir + target
			}
			kind := path.Base(el.attr("Type"))
			out[kind] = append(out[kind], strings.TrimLeft(path.Clean("/"+target), "/"))
		}
	}, relsNS)
	return out
}

// related returns the part that the main part refers to as kind, or the name
// that such a part usually has.
func related(rels map[string][]string, kind, main string) string {
	if len(rels[kind]) > 0 {
		return rels[kind][0]
	}
	return path.Dir(main) + "/" + kind + ".xml"
}

// blocks reads paragraphs and tables one below the other.
func (r *docxReader) blocks(out func(piece)) {
	for el := range r.x.children() {
		r.block(el, out)
	}
}

func (r *docxReader) block(el element, out func(piece)) {
	switch el.name {
	case "p":
		r.paragraph(out)
	case "tbl":
		r.flush(out)
		r.table(out)
	case "sdtPr", "sdtEndPr", "customXmlPr", "sectPr", "del", "moveFrom":
	case "altChunk":
		r.left.chunks++
	case "mc:AlternateContent":
		r.alternate(func() { r.blocks(out) })
	default:
		r.blocks(out)
	}
}

// content reads the blocks of a cell or a text box; properties gets the
// elements it names instead.
func (r *docxReader) content(properties string, read func()) flow {
	var f flow
	carry := r.carry
	r.carry = ""
	out := func(p piece) { f = append(f, p) }
	for el := range r.x.children() {
		if el.name == properties {
			read()
		} else {
			r.block(el, out)
		}
	}
	r.flush(out)
	r.carry = carry
	return f
}

// flush puts out a paragraph that waits for one to go on in.
func (r *docxReader) flush(out func(piece)) {
	if r.carry != "" {
		out(piece{text: r.carry})
		r.carry = ""
	}
}

// alternate reads the first of several ways to say the same that says
// anything: newer shapes first, then the older ones for older programs.
func (r *docxReader) alternate(read func()) {
	before := r.characters
	for el := range r.x.children() {
		if (el.name == "mc:Choice" || el.name == "mc:Fallback") && r.characters == before {
			read()
		}
	}
}

// count keeps the limits on what is held in memory before it is put out.
func (r *docxReader) count(characters, cells int) {
	r.characters += characters
	r.cells += cells
	switch {
	case r.x.err != nil:
	case r.characters > r.in.limits.Characters:
		r.x.err = errCharacters
	case r.cells > r.in.limits.Cells:
		r.x.err = errCells
	}
}

// docxLeft counts what is left out of the text.
type docxLeft struct {
	hidden, hiddenRows           int // places
	footnotes, endnotes          int
	comments                     int
	headers                      int
	pictures, drawings, embedded int
	chunks                       int
}

func (l *docxLeft) declare(b *builder) {
	for _, o := range []struct {
		n         int
		what, why string
	}{
		{l.hidden, "隐藏文字 %d 处", "Word 里设为隐藏，打印时看不到"},
		{l.hiddenRows, "隐藏的表格行 %d 行", "Word 里设为隐藏，打印时看不到"},
		{l.footnotes, "脚注 %d 条", "不在正文里"},
		{l.endnotes, "尾注 %d 条", "不在正文里"},
		{l.comments, "批注 %d 条", "不在正文里"},
		{l.headers, "页眉、页脚 %d 处", "每页重复，不在正文里"},
		{l.pictures, "图片 %d 张", "图片里的文字读不出来"},
		{l.drawings, "图表、示意图 %d 个", "图里的文字不在正文里"},
		{l.embedded, "嵌入的对象 %d 个", "嵌入的文件没有打开"},
		{l.chunks, "并入的外部内容 %d 处", "另存的片段没有打开"},
	} {
		if o.n > 0 {
			b.omit(fmt.Sprintf(o.what, o.n), o.why)
		}
	}
}
