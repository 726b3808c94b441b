package pdf

import (
	"errors"
	"math"
	"unicode"
	"unicode/utf8"
)

// What FPDF_GetLastError tells of a file that cannot be opened.
const (
	lastErrorPassword = 4
	lastErrorSecurity = 5
)

var errPage = errors.New("pdf: a page cannot be read")

// readAll reads the pages of a file from one on, to where open says that has
// been told how many there are.
func readAll(n *native, data []byte, from int, open func(pages int) (to int, err error)) ([]Page, error) {
	doc := n.call("FPDF_LoadMemDocument64", n.file(data), uint64(len(data)), 0)
	if n.err != nil {
		return nil, errors.Join(ErrBroken, n.err)
	}
	if doc == 0 {
		if e := n.call("FPDF_GetLastError"); e == lastErrorPassword || e == lastErrorSecurity {
			return nil, ErrPassword
		}
		return nil, ErrBroken
	}
	to, err := open(n.count("FPDF_GetPageCount", doc))
	if err != nil {
		return nil, err
	}
	var pages []Page
	for i := from; i < to; i++ {
		p, err := readPage(n, doc, i)
		if err == nil {
			err = n.err
		}
		if err != nil {
			return nil, errors.Join(ErrBroken, err)
		}
		pages = append(pages, p)
	}
	return pages, nil
}

// pageReader reads one page.
type pageReader struct {
	*native
	frame frame
	page  Page
}

func readPage(n *native, doc uint64, index int) (Page, error) {
	handle := n.call("FPDF_LoadPage", doc, uint64(index))
	if handle == 0 {
		return Page{}, errPage
	}
	defer n.call("FPDF_ClosePage", handle)
	r := &pageReader{native: n}
	if n.call("FPDF_GetPageBoundingBox", handle, n.at(0, 4)) == 0 {
		return Page{}, errPage
	}
	// The box is written left, top, right, bottom.
	r.frame = frame{n.float(0), n.float(3), n.float(2), n.float(1), n.count("FPDFPage_GetRotation", handle) % 4}
	turn, err := r.chars(handle)
	if err != nil {
		return Page{}, err
	}
	for i := range n.count("FPDFPage_CountObjects", handle) {
		r.object(n.call("FPDFPage_GetObject", handle, uint64(i)), identity, 0)
		if n.err != nil {
			return Page{}, n.err
		}
	}
	r.page.Width, r.page.Height = r.frame.size()
	if turn != 0 {
		r.page.turn(4 - turn)
	}
	return r.page, nil
}

// chars reads the characters, and returns by how many quarter turns clockwise
// most of them are turned.
func (r *pageReader) chars(page uint64) (turn int, err error) {
	text := r.call("FPDFText_LoadPage", page)
	if text == 0 {
		return 0, errPage
	}
	defer r.call("FPDFText_ClosePage", text)
	var turned [4]int
	var at []int             // the engine's number of each character kept
	known := map[rune]bool{} // characters that the page's fonts know
	for i := range r.count("FPDFText_CountChars", text) {
		if r.err != nil {
			return 0, r.err
		}
		u := rune(r.call("FPDFText_GetUnicode", text, uint64(i)))
		if u == hyphen || u == hyphenOld {
			// Taken for a hyphen because it ends a line; it may be a minus.
			u = '-'
		}
		if !unknown(u) && unicode.IsSpace(u) {
			continue
		}
		if unknown(u) || !known[u] && r.count("FPDFText_HasUnicodeMapError", text, uint64(i)) == 1 {
			r.page.Unmapped++
			continue
		}
		known[u] = true
		quarters, upright := quarterTurns(single(r.call("FPDFText_GetCharAngle", text, uint64(i))))
		if !upright {
			r.page.Slanted++
			continue
		}
		char := Char{Rune: plainRune(u), Turn: (quarters + r.frame.turn) % 4}
		r.call("FPDFText_GetCharBox", text, uint64(i), r.at(0, 8), r.at(1, 8), r.at(2, 8), r.at(3, 8)) // left, right, bottom, top
		char.X0, char.Y0, char.X1, char.Y1 = r.frame.box(r.double(0), r.double(2), r.double(1), r.double(3))
		r.call("FPDFText_GetCharOrigin", text, uint64(i), r.at(0, 8), r.at(1, 8))
		char.X, char.Base = r.frame.at(r.double(0), r.double(1))
		turned[char.Turn]++
		at = append(at, i)
		r.page.Chars = append(r.page.Chars, char)
	}
	if overprinted(r.page.Chars) {
		r.clip(text, at)
	}
	for k, n := range turned {
		if n > turned[turn] {
			turn = k
		}
	}
	return turn, r.err
}

// What PDFium puts for a hyphen at the end of a line.
const (
	hyphen    = 0x02
	hyphenOld = 0xFFFE
)

// unknown reports whether u is no character: what fonts without a map give.
func unknown(u rune) bool {
	return u <= 0 || u == utf8.RuneError || u == 0xFFFF || u >= 0xD800 && u <= 0xF8FF || u >= 0xF0000 ||
		u < ' ' && u != '\r' && u != '\n' && u != '\t'
}

// quarterTurns returns by how many quarter turns clockwise text at this angle
// is turned, and whether it is at all near one.
func quarterTurns(angle float64) (int, bool) {
	turns := angle / (math.Pi / 2)
	k := math.Round(turns)
	return (int(k)%4 + 4) % 4, math.Abs(turns-k) < 0.05
}
