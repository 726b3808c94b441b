package pdf

import (
	"context"
	"math"
	"unicode"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

func readAll(ctx context.Context, engine pdfium.Pdfium, data []byte, maxPages int) ([]Page, error) {
	doc, err := engine.OpenDocument(&requests.OpenDocument{File: &data})
	if err != nil {
		return nil, broken(err)
	}
	defer engine.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: doc.Document})
	count, err := engine.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc.Document})
	if err != nil {
		return nil, broken(err)
	}
	if count.PageCount > maxPages {
		return nil, ErrTooLong
	}
	pages := make([]Page, 0, count.PageCount)
	for i := range count.PageCount {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p, err := readPage(engine, doc.Document, i)
		if err != nil {
			return nil, broken(err)
		}
		pages = append(pages, p)
	}
	return pages, nil
}

// pageReader reads one page.
type pageReader struct {
	engine pdfium.Pdfium
	frame  frame
	page   Page
}

func readPage(engine pdfium.Pdfium, doc references.FPDF_DOCUMENT, index int) (Page, error) {
	loaded, err := engine.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: doc, Index: index})
	if err != nil {
		return Page{}, err
	}
	defer engine.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page})
	r := &pageReader{engine: engine}
	ref := requests.Page{ByReference: &loaded.Page}
	if err := r.open(ref); err != nil {
		return Page{}, err
	}
	turn, err := r.chars(ref, loaded.Page)
	if err != nil {
		return Page{}, err
	}
	if err := r.objects(ref); err != nil {
		return Page{}, err
	}
	r.page.Width, r.page.Height = r.frame.size()
	if turn != 0 {
		r.page.turn(4 - turn)
	}
	return r.page, nil
}

// open learns the visible box and the rotation of the page.
func (r *pageReader) open(ref requests.Page) error {
	box, err := r.engine.FPDF_GetPageBoundingBox(&requests.FPDF_GetPageBoundingBox{Page: ref})
	if err != nil {
		return err
	}
	rotation, err := r.engine.FPDFPage_GetRotation(&requests.FPDFPage_GetRotation{Page: ref})
	if err != nil {
		return err
	}
	b := box.Rect
	r.frame = frame{float64(b.Left), float64(b.Bottom), float64(b.Right), float64(b.Top), int(rotation.PageRotation) % 4}
	return nil
}

// chars reads the characters, and returns by how many quarter turns clockwise
// most of them are turned.
func (r *pageReader) chars(ref requests.Page, page references.FPDF_PAGE) (turn int, err error) {
	text, err := r.engine.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: ref})
	if err != nil {
		return 0, err
	}
	defer r.engine.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage})
	all, err := r.engine.GetPageTextStructured(&requests.GetPageTextStructured{Page: ref, Mode: requests.GetPageTextStructuredModeChars})
	if err != nil {
		return 0, err
	}
	var turned [4]int
	var at []int // the engine's number of each character kept
	for i, c := range all.Chars {
		u, _ := utf8.DecodeRuneInString(c.Text)
		if u == hyphen || u == hyphenOld {
			// Taken for a hyphen because it ends a line; it may be a minus.
			u = '-'
		}
		unknown := c.Text == "" || unknown(u)
		if !unknown && !unicode.IsSpace(u) {
			bad, err := r.engine.FPDFText_HasUnicodeMapError(&requests.FPDFText_HasUnicodeMapError{TextPage: text.TextPage, Index: i})
			if err != nil {
				return 0, err
			}
			unknown = bad.HasUnicodeMapError
		}
		quarters, upright := quarterTurns(c.Angle)
		switch {
		case unknown:
			r.page.Unmapped++
			continue
		case unicode.IsSpace(u):
			continue
		case !upright:
			r.page.Slanted++
			continue
		}
		origin, err := r.engine.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: text.TextPage, Index: i})
		if err != nil {
			return 0, err
		}
		char := Char{Rune: plainRune(u), Turn: (quarters + r.frame.turn) % 4}
		p := c.PointPosition
		char.X0, char.Y0, char.X1, char.Y1 = r.frame.box(p.Left, p.Bottom, p.Right, p.Top)
		char.X, char.Base = r.frame.at(origin.X, origin.Y)
		turned[char.Turn]++
		at = append(at, i)
		r.page.Chars = append(r.page.Chars, char)
	}
	if overprinted(r.page.Chars) {
		if err := r.clip(text.TextPage, at); err != nil {
			return 0, err
		}
	}
	for k, n := range turned {
		if n > turned[turn] {
			turn = k
		}
	}
	return turn, nil
}

// What PDFium puts for a hyphen at the end of a line.
const (
	hyphen    = 0x02
	hyphenOld = 0xFFFE
)

// unknown reports whether u is no character: what fonts without a map give.
func unknown(u rune) bool {
	return u == utf8.RuneError || u == 0xFFFF || u >= 0xE000 && u <= 0xF8FF || u >= 0xF0000 ||
		u < ' ' && u != '\r' && u != '\n' && u != '\t'
}

// quarterTurns returns by how many quarter turns clockwise text at this angle
// is turned, and whether it is at all near one.
func quarterTurns(angle float64) (int, bool) {
	turns := angle / (math.Pi / 2)
	k := math.Round(turns)
	return (int(k)%4 + 4) % 4, math.Abs(turns-k) < 0.05
}

// turn turns the page clockwise by quarter turns, so that text written
// sideways stands upright.
func (p *Page) turn(quarters int) {
	f := frame{0, 0, p.Width, p.Height, quarters}
	up := func(x, y float64) (float64, float64) { return f.at(x, p.Height-y) }
	for i := range p.Chars {
		c := &p.Chars[i]
		c.X0, c.Y0, c.X1, c.Y1 = f.box(c.X0, p.Height-c.Y1, c.X1, p.Height-c.Y0)
		c.X, c.Base = up(c.X, c.Base)
		if b := c.Clip; b != nil {
			x0, y0, x1, y1 := f.box(b.X0, p.Height-b.Y1, b.X1, p.Height-b.Y0)
			c.Clip = &Box{x0, y0, x1, y1}
		}
		c.Turn = (c.Turn + quarters) % 4
	}
	for i := range p.Rules {
		l := &p.Rules[i]
		x0, y0, x1, y1 := l.From, l.At, l.To, l.At
		if l.Vertical {
			x0, y0, x1, y1 = l.At, l.From, l.At, l.To
		}
		x0, y0, x1, y1 = f.box(x0, p.Height-y1, x1, p.Height-y0)
		if quarters%2 == 1 {
			l.Vertical = !l.Vertical
		}
		if l.Vertical {
			l.At, l.From, l.To = x0, y0, y1
		} else {
			l.At, l.From, l.To = y0, x0, x1
		}
	}
	p.Width, p.Height = f.size()
}

// objects reads the rules among the page's objects.
func (r *pageReader) objects(ref requests.Page) error {
	count, err := r.engine.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: ref})
	if err != nil {
		return err
	}
	for i := range count.Count {
		o, err := r.engine.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: ref, Index: i})
		if err != nil {
			return err
		}
		if err := r.object(o.PageObject, identity, 0); err != nil {
			return err
		}
	}
	return nil
}

// deepest bounds drawings within drawings.
const deepest = 8

func (r *pageReader) object(o references.FPDF_PAGEOBJECT, outer matrix, depth int) error {
	kind, err := r.engine.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: o})
	if err != nil {
		return err
	}
	switch kind.Type {
	case enums.FPDF_PAGEOBJ_IMAGE:
		r.page.Images++
	case enums.FPDF_PAGEOBJ_PATH:
		m, err := r.matrix(o)
		if err != nil {
			return err
		}
		return r.path(o, m.then(outer))
	case enums.FPDF_PAGEOBJ_FORM:
		if depth == deepest {
			return nil
		}
		m, err := r.matrix(o)
		if err != nil {
			return err
		}
		n, err := r.engine.FPDFFormObj_CountObjects(&requests.FPDFFormObj_CountObjects{PageObject: o})
		if err != nil {
			return err
		}
		for i := range n.Count {
			in, err := r.engine.FPDFFormObj_GetObject(&requests.FPDFFormObj_GetObject{PageObject: o, Index: uint64(i)})
			if err != nil {
				return err
			}
			if err := r.object(in.PageObject, m.then(outer), depth+1); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *pageReader) matrix(o references.FPDF_PAGEOBJECT) (matrix, error) {
	m, err := r.engine.FPDFPageObj_GetMatrix(&requests.FPDFPageObj_GetMatrix{PageObject: o})
	if err != nil {
		return identity, err
	}
	return matrix{float64(m.Matrix.A), float64(m.Matrix.B), float64(m.Matrix.C), float64(m.Matrix.D), float64(m.Matrix.E), float64(m.Matrix.F)}, nil
}
