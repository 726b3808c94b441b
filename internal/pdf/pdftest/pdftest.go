// Package pdftest writes small PDF files for tests: text at given places in a
// font that says which characters it shows, lines, and whatever else the
// operators of PDF draw. Nothing that cmd/portal is built of imports it.
package pdftest

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// File is a PDF under construction: its objects, the first numbered 1.
type File struct{ objects []string }

// Add adds an object and returns its number.
func (f *File) Add(body string) int {
	f.objects = append(f.objects, body)
	return len(f.objects)
}

// Stream adds a stream with these entries in its dictionary.
func (f *File) Stream(entries, body string) int {
	return f.Add(fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", entries, len(body), body))
}

// Put writes the object of a number that Add has given.
func (f *File) Put(number int, body string) { f.objects[number-1] = body }

// Bytes writes the file; root is the number of its catalog and trailer what
// else stands in the trailer.
func (f *File) Bytes(root int, trailer string) []byte {
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
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root %d 0 R%s>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, root, trailer, xref)
	return b.Bytes()
}

const toUnicode = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange
%d beginbfchar
%sendbfchar
endcmap CMapName currentdict /CMap defineresource pop end end`

// codes are the codes of a font for what is not ASCII, which has its own. A
// character has the shape of the letter of its code: which does not matter, but
// it needs one.
var codes = func() []int {
	var all []int
	for c := 192; c < 256; c++ {
		all = append(all, c)
	}
	return all
}()

// font adds a font that shows ASCII, half a square wide, and these characters.
func (f *File) font(runes []rune) int {
	var chars strings.Builder
	widths := slices.Repeat([]string{"500"}, 256-' ')
	for i, r := range runes {
		fmt.Fprintf(&chars, "<%02X> <%04X>\n", codes[i], r)
		if !Half(r) {
			widths[codes[i]-' '] = "1000"
		}
	}
	for c := '!'; c <= '~'; c++ {
		fmt.Fprintf(&chars, "<%02X> <%04X>\n", c, c)
	}
	m := f.Stream("", fmt.Sprintf(toUnicode, len(runes)+'~'-'!'+1, chars.String()))
	return f.Add(fmt.Sprintf("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/FirstChar 32/LastChar 255/Widths[%s]/ToUnicode %d 0 R>>",
		strings.Join(widths, " "), m))
}

// Half reports whether a character is half a square wide.
func Half(r rune) bool { return r < 0x2000 && r != '·' }

// Width is how wide a text of a size is set.
func Width(s string, size float64) float64 {
	w := 0.0
	for _, r := range s {
		if Half(r) {
			w += size / 2
		} else {
			w += size
		}
	}
	return w
}

// unmappedFont adds a Chinese font of which nothing says what its codes mean.
func (f *File) unmappedFont() int {
	descriptor := f.Add("<</Type/FontDescriptor/FontName/ABCDEF+Song/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 859/Descent -141/CapHeight 700/StemV 80>>")
	child := f.Add(fmt.Sprintf("<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+Song/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor %d 0 R/DW 1000>>", descriptor))
	return f.Add(fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Song/Encoding/Identity-H/DescendantFonts[%d 0 R]>>", child))
}

// Page is a page to write.
type Page struct {
	Content string // operators, with Show for text
	Form    string // the content of a form XObject named X
	Size    string // "595 842" unless given
	Entries string // of the page's dictionary: /Rotate 90
}

// Write writes a PDF of the pages.
func Write(pages ...Page) []byte {
	fonts := [][]rune{nil}
	return write(pages, func(size, text string) string {
		var b strings.Builder
		last := -1
		for _, r := range text {
			font, code := -1, 0
			if r > ' ' && r <= '~' {
				font, code = max(last, 0), int(r)
			}
			for i, runes := range fonts {
				if at := slices.Index(runes, r); at >= 0 {
					font, code = i, codes[at]
				}
			}
			if font < 0 {
				font = len(fonts) - 1
				if len(fonts[font]) == len(codes) {
					font++
					fonts = append(fonts, nil)
				}
				code = codes[len(fonts[font])]
				fonts[font] = append(fonts[font], r)
			}
			if font != last {
				if last >= 0 {
					b.WriteString("> Tj ")
				}
				fmt.Fprintf(&b, "/F%d %s Tf <", font, size)
				last = font
			}
			fmt.Fprintf(&b, "%02X", code)
		}
		return b.String() + "> Tj"
	}, func(f *File) (numbers []int) {
		for _, runes := range fonts {
			numbers = append(numbers, f.font(runes))
		}
		return numbers
	})
}

// WriteUnmapped writes a PDF of the pages whose font does not say which
// characters it shows.
func WriteUnmapped(pages ...Page) []byte {
	return write(pages, func(size, text string) string {
		var b strings.Builder
		for _, r := range text {
			fmt.Fprintf(&b, "%04X", r%997) // numbers of glyphs
		}
		return "/F0 " + size + " Tf <" + b.String() + "> Tj"
	}, func(f *File) []int { return []int{f.unmappedFont()} })
}

func write(pages []Page, encode func(size, text string) string, fonts func(*File) []int) []byte {
	f := &File{}
	root, tree := f.Add(""), f.Add("")
	texts := func(content string) string {
		return shown.ReplaceAllStringFunc(content, func(s string) string {
			parts := shown.FindStringSubmatch(s)
			return encode(parts[1], parts[2])
		})
	}
	var contents, forms []string
	for _, p := range pages {
		contents, forms = append(contents, texts(p.Content)), append(forms, texts(p.Form))
	}
	resources := "/Font<<"
	for i, n := range fonts(f) {
		resources += fmt.Sprintf("/F%d %d 0 R", i, n)
	}
	resources += ">>"
	var kids []string
	for i, p := range pages {
		if p.Size == "" {
			p.Size = "595 842"
		}
		objects := ""
		if p.Form != "" {
			objects += fmt.Sprintf("/X %d 0 R", f.Stream(fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[0 0 1000 1000]/Matrix[1 0 0 1 5 5]/Resources<<%s>>", resources), forms[i]))
		}
		if strings.Contains(p.Content, "/Im Do") {
			objects += fmt.Sprintf("/Im %d 0 R", f.Stream("/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", "\x80"))
		}
		body := f.Stream("", contents[i])
		kids = append(kids, fmt.Sprintf("%d 0 R", f.Add(fmt.Sprintf("<</Type/Page/Parent %d 0 R/MediaBox[0 0 %s]/Resources<<%s/XObject<<%s>>>>/Contents %d 0 R%s>>", tree, p.Size, resources, objects, body, p.Entries))))
	}
	f.Put(root, fmt.Sprintf("<</Type/Catalog/Pages %d 0 R>>", tree))
	f.Put(tree, fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(kids), strings.Join(kids, " ")))
	return f.Bytes(root, "")
}

// Show is the operators that show a text; Write puts fonts and codes for it.
func Show(size float64, text string) string {
	return "[[" + strconv.FormatFloat(size, 'f', -1, 64) + "|" + text + "]]"
}

var shown = regexp.MustCompile(`\[\[([\d.]+)\|(.*?)\]\]`)

// Text shows a text at a place.
func Text(x, y, size float64, text string) string { return Turned(1, 0, 0, 1, x, y, size, text) }

// Turned shows a text with a matrix.
func Turned(a, b, c, d, x, y, size float64, text string) string {
	if text == "" {
		return ""
	}
	return fmt.Sprintf("BT %g %g %g %g %g %g Tm %s ET\n", a, b, c, d, x, y, Show(size, text))
}
