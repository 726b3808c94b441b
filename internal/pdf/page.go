// Package pdf reads what a PDF file draws: the characters of each page with
// their places, and the straight lines that tables are ruled with. It knows
// nothing of words or tables.
package pdf

// Page is one page as it is seen: x grows to the right and y downwards from
// the upper left corner, in points (1/72 inch), rotation undone.
type Page struct {
	Width, Height float64
	Chars         []Char
	Rules         []Rule
	Images        int
	// Unmapped counts the characters whose font does not say which they are.
	Unmapped int
	// Slanted counts the characters set neither upright nor sideways, which are
	// left out: watermarks.
	Slanted int
}

// Char is one printed character; blanks are left out.
type Char struct {
	Rune           rune
	X0, Y0, X1, Y1 float64 // the box around its ink, Y0 above Y1
	X, Base        float64 // its origin: where the pen stood, on the baseline
	Turn           int     // quarter turns clockwise from upright
	// Clip is set for a character that cannot be seen because it lies outside
	// the box that its text is clipped to: the cell that it is too long for.
	Clip *Box
}

// Box is an upright rectangle.
type Box struct{ X0, Y0, X1, Y1 float64 }

// Rule is a horizontal or vertical line.
type Rule struct {
	Vertical bool
	At       float64 // y of a horizontal rule, x of a vertical one
	From, To float64
}

// frame maps the coordinates of a page's content, y upwards and unrotated, to
// those of the page as it is seen.
type frame struct {
	x0, y0, x1, y1 float64 // the visible box
	turn           int     // quarter turns clockwise
}

func (f frame) size() (width, height float64) {
	if f.turn%2 == 1 {
		return f.y1 - f.y0, f.x1 - f.x0
	}
	return f.x1 - f.x0, f.y1 - f.y0
}

func (f frame) at(x, y float64) (float64, float64) {
	switch f.turn {
	case 1:
		return y - f.y0, x - f.x0
	case 2:
		return f.x1 - x, y - f.y0
	case 3:
		return f.y1 - y, f.x1 - x
	}
	return x - f.x0, f.y1 - y
}

func (f frame) box(l, b, r, t float64) (x0, y0, x1, y1 float64) {
	x0, y0 = f.at(l, b)
	x1, y1 = f.at(r, t)
	return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
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
