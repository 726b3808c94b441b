package layout

import "mingzhang/internal/pdf"

// upright returns the characters that are turned so many quarters clockwise,
// turned back: text along the side of a page, or upwards in a narrow cell.
func upright(chars []pdf.Char, turn int) []pdf.Char {
	var out []pdf.Char
	for _, c := range chars {
		if c.Turn != turn {
			continue
		}
		x0, y0, x1, y1, x, base := c.X0, c.Y0, c.X1, c.Y1, c.X, c.Base
		switch turn {
		case 1:
			c.X0, c.Y0, c.X1, c.Y1, c.X, c.Base = y0, -x1, y1, -x0, base, -x
		case 2:
			c.X0, c.Y0, c.X1, c.Y1, c.X, c.Base = -x1, -y1, -x0, -y0, -x, -base
		case 3:
			c.X0, c.Y0, c.X1, c.Y1, c.X, c.Base = -y1, x0, -y0, x1, -base, x
		}
		out = append(out, c)
	}
	return out
}

// sideways returns the lines of the characters that do not stand upright.
func sideways(chars []pdf.Char) []line {
	var out []line
	for turn := 1; turn < 4; turn++ {
		for _, l := range linesOf(upright(chars, turn)) {
			l.aside = true
			out = append(out, l)
		}
	}
	return out
}
