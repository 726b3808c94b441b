package document

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// docxParagraph is a paragraph while it is read.
type docxParagraph struct {
	text   strings.Builder
	behind flow // text boxes anchored in it

	style       string
	number      docxNumber
	endDeleted  bool // tracked: goes on in the next paragraph
	styleHidden bool
	endHidden   bool

	hidden     bool // what is read now
	wasHidden  bool // the text before
	anyHidden  bool
	inField    []bool // the fields begun here: true while in the instruction
	anyVisible bool
}

func (r *docxReader) paragraph(out func(piece)) {
	p := &docxParagraph{style: r.normal, number: noNumber}
	carried := r.carry
	r.carry = ""
	p.styleHidden = r.styleHides(p.style)
	p.hidden = p.styleHidden
	r.inline(p)

	text := p.text.String()
	switch {
	case p.endDeleted:
		r.carry = carried + text
	case p.anyHidden && !p.anyVisible && (p.endHidden || p.styleHidden):
		if carried != "" {
			out(piece{text: carried})
		}
	default:
		text = carried + text
		if label := r.label(p); label != "" {
			text = label + numberGap(label, text) + text
		}
		if strings.TrimSpace(text) != "" {
			out(piece{text: text})
		}
	}
	for _, b := range p.behind {
		out(b)
	}
}

// inline reads what stands within a paragraph.
func (r *docxReader) inline(p *docxParagraph) {
	for el := range r.x.children() {
		switch el.name {
		case "pPr":
			r.paragraphProperties(p)
		case "r", "m:r":
			p.hidden = p.styleHidden
			r.inline(p)
			p.hidden = p.styleHidden
		case "rPr":
			r.runProperties(p)
		case "t", "m:t":
			r.write(p, r.x.text())
		case "tab", "ptab":
			r.write(p, " ")
		case "br", "cr":
			r.write(p, "\n")
		case "noBreakHyphen":
			r.write(p, "-")
		case "fldChar":
			p.field(el.attr("fldCharType"))
		case "txbxContent":
			p.behind = append(p.behind, r.content("", nil)...)
		case "mc:AlternateContent":
			r.alternate(func() { r.inline(p) })
		case "object":
			pictures, embedded := r.left.pictures, r.left.embedded
			r.inline(p)
			if r.left.embedded > embedded {
				r.left.pictures = pictures // its preview
			}
		case "o:OLEObject":
			r.left.embedded++
		case "a:blip", "v:imagedata":
			r.left.pictures++
		case "c:chart", "dgm:relIds":
			r.left.drawings++
		case "del", "moveFrom", "delText", "instrText", "delInstrText", "fldData",
			"rt", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "ffData", "m:ctrlPr":
		default:
			r.inline(p)
		}
	}
}

func (r *docxReader) write(p *docxParagraph, s string) {
	if len(p.inField) > 0 && p.inField[len(p.inField)-1] {
		return
	}
	if !p.hidden {
		p.text.WriteString(s)
		r.count(utf8.RuneCountInString(s), 0)
		p.wasHidden = false
		p.anyVisible = p.anyVisible || strings.TrimSpace(s) != ""
		return
	}
	if strings.TrimSpace(s) != "" {
		if !p.wasHidden {
			r.left.hidden++
		}
		p.wasHidden, p.anyHidden = true, true
	}
}

// field follows a field's marks: its instruction is not text, its result is.
// A field whose marks stand in several paragraphs has its instruction in the
// first.
func (p *docxParagraph) field(mark string) {
	last := len(p.inField) - 1
	switch {
	case mark == "begin":
		p.inField = append(p.inField, true)
	case last < 0:
	case mark == "separate":
		p.inField[last] = false
	case mark == "end":
		p.inField = p.inField[:last]
	}
}

func (r *docxReader) paragraphProperties(p *docxParagraph) {
	for el := range r.x.children() {
		switch el.name {
		case "pStyle":
			p.style = el.attr("val")
			p.styleHidden = r.styleHides(p.style)
			p.hidden = p.styleHidden
		case "numPr":
			p.number = readNumPr(r.x)
		case "rPr":
			for mark := range r.x.children() {
				switch mark.name {
				case "del", "moveFrom":
					p.endDeleted = true
				case "vanish":
					p.endHidden = mark.on()
				}
			}
		}
	}
}

func (r *docxReader) runProperties(p *docxParagraph) {
	for el := range r.x.children() {
		switch el.name {
		case "rStyle":
			if s, ok := r.styles[el.attr("val")]; ok && s.hidden != nil {
				p.hidden = *s.hidden
			}
		case "vanish":
			p.hidden = el.on()
		}
	}
}

// numberGap is what stands between a number and the text: nothing behind
// marks such as 、 and ）, a blank where digits would run into each other.
func numberGap(label, text string) string {
	last, _ := utf8.DecodeLastRuneInString(label)
	next, _ := utf8.DecodeRuneInString(text)
	switch {
	case text == "", unicode.IsSpace(last), unicode.IsSpace(next):
		return ""
	case unicode.IsDigit(last), last < utf8.RuneSelf && unicode.IsLetter(last):
		return " "
	case last == '.' && (unicode.IsDigit(next) || next < utf8.RuneSelf && unicode.IsLetter(next)):
		return " "
	case strings.ContainsRune("章节条部分篇", last):
		return " "
	}
	return ""
}

// atoi reads a number of an attribute, bounded: they decide on sizes.
func atoi(s string, least, most int) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return least
	}
	return min(max(n, least), most)
}
