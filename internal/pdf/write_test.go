package pdf_test

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// file is a PDF under construction: its objects, the first numbered 1.
type file struct{ objects []string }

func (f *file) add(body string) int {
	f.objects = append(f.objects, body)
	return len(f.objects)
}

func (f *file) stream(dict, body string) int {
	return f.add(fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(body), body))
}

// bytes writes the file; root is the number of the catalog.
func (f *file) bytes(root int) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	at := make([]int, len(f.objects))
	for i, o := range f.objects {
		at[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, root, xref)
	return b.Bytes()
}

const toUnicode = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange
%d beginbfchar
%sendbfchar
endcmap CMapName currentdict /CMap defineresource pop end end`

// firstCode is the code of the first character of a font. A character has the
// shape of a letter: which does not matter, but it needs one.
const firstCode = 33

// font adds a font that shows up to 90 characters: Chinese ones a square wide,
// others half of it.
func (f *file) font(runes []rune) int {
	var chars, widths strings.Builder
	for i, r := range runes {
		fmt.Fprintf(&chars, "<%02X> <%04X>\n", firstCode+i, r)
		if r < 0x2E80 {
			widths.WriteString("500 ")
		} else {
			widths.WriteString("1000 ")
		}
	}
	m := f.stream("", fmt.Sprintf(toUnicode, len(runes), chars.String()))
	return f.add(fmt.Sprintf("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/FirstChar %d/LastChar %d/Widths[%s]/ToUnicode %d 0 R>>",
		firstCode, firstCode+len(runes)-1, widths.String(), m))
}

// unmappedFont adds a Chinese font of which nothing says what its codes mean.
func (f *file) unmappedFont() int {
	descriptor := f.add("<</Type/FontDescriptor/FontName/ABCDEF+Song/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 859/Descent -141/CapHeight 700/StemV 80>>")
	child := f.add(fmt.Sprintf("<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+Song/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor %d 0 R/DW 1000>>", descriptor))
	return f.add(fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Song/Encoding/Identity-H/DescendantFonts[%d 0 R]>>", child))
}

// sheet is a page to write.
type sheet struct {
	content string
	extra   string // entries of the page's dictionary: /Rotate 90
	xobject string // the content of a form XObject named X
	size    string // "595 842" unless given
}

// write writes a PDF of the pages.
func write(sheets ...sheet) []byte { return writeFont(true, sheets...) }

func writeFont(mapped bool, sheets ...sheet) []byte {
	f := &file{}
	root, tree := f.add(""), f.add("") // written below
	var runes []rune
	encode := func(content string) string {
		return shown.ReplaceAllStringFunc(content, func(s string) string {
			var b strings.Builder
			for _, r := range shown.FindStringSubmatch(s)[1] {
				if !mapped {
					fmt.Fprintf(&b, "%04X", r%997) // glyph numbers
					continue
				}
				i := slices.Index(runes, r)
				if i < 0 {
					i = len(runes)
					runes = append(runes, r)
				}
				fmt.Fprintf(&b, "%02X", firstCode+i)
			}
			return "<" + b.String() + "> Tj"
		})
	}
	for i := range sheets {
		sheets[i].content, sheets[i].xobject = encode(sheets[i].content), encode(sheets[i].xobject)
	}
	font := 0
	if mapped {
		font = f.font(runes)
	} else {
		font = f.unmappedFont()
	}
	var kids []string
	for _, s := range sheets {
		if s.size == "" {
			s.size = "595 842"
		}
		resources := fmt.Sprintf("/Font<</F %d 0 R>>", font)
		if s.xobject != "" {
			x := f.stream(fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[0 0 1000 1000]/Matrix[1 0 0 1 5 5]/Resources<<%s>>", resources), s.xobject)
			resources += fmt.Sprintf("/XObject<</X %d 0 R>>", x)
		}
		if strings.Contains(s.content, "/Im Do") {
			im := f.stream("/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", "\x80")
			resources += fmt.Sprintf("/XObject<</Im %d 0 R>>", im)
		}
		body := f.stream("", s.content)
		kids = append(kids, fmt.Sprintf("%d 0 R", f.add(fmt.Sprintf("<</Type/Page/Parent %d 0 R/MediaBox[0 0 %s]/Resources<<%s>>/Contents %d 0 R%s>>", tree, s.size, resources, body, s.extra))))
	}
	f.objects[root-1] = fmt.Sprintf("<</Type/Catalog/Pages %d 0 R>>", tree)
	f.objects[tree-1] = fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(kids), strings.Join(kids, " "))
	return f.bytes(root)
}

// show is the operator that shows s; write puts its codes for it.
func show(s string) string { return "[[" + s + "]]" }

var shown = regexp.MustCompile(`\[\[(.*?)\]\]`)

// text writes s at a place; the matrix of the text may turn it.
func text(x, y, size float64, s string) string { return turned(1, 0, 0, 1, x, y, size, s) }

func turned(a, b, c, d, x, y, size float64, s string) string {
	return fmt.Sprintf("BT /F %g Tf %g %g %g %g %g %g Tm %s ET\n", size, a, b, c, d, x, y, show(s))
}
