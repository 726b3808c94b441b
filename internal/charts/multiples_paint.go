package charts

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strconv"
)

// paint draws what ECharts draws from the option of m; a test holds the two
// together.
func (m Multiples) paint() ([]byte, error) {
	l, err := m.layout()
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	head(&out, plan{width: width, height: l.height, name: m.Name, about: m.About})
	for i, p := range m.Panels {
		top, unit := float64(l.tops[i]), panelPlot/(l.to[i]-l.from[i])
		zero, foot := top+l.to[i]*unit, top+panelPlot+l.below
		for k, line := range l.names[i] {
			y := top - panelHead - (float64(len(l.names[i])-k)-0.5)*lineHeight
			words(&out, edge, y, "start", fontSize, inkColour, line)
		}
		fmt.Fprintf(&out, `<path d="M%d %[2]sL%[3]d %[2]s" fill="none" stroke="%[4]s"/>`, edge, tenth(zero+0.5), width-edge, lineColour)
		for k, v := range p.Values {
			middle := edge + l.slot*(float64(k)+0.5)
			words(&out, middle, foot+yearGap+panelFont/2.0, "middle", panelFont, softColour, m.Categories[k])
			m.column(&out, v, middle, zero, l.column, unit)
			if !l.shown[i][k] {
				continue
			}
			switch y := zero - v.Amount*unit; {
			case v.Missing != "":
				words(&out, middle, zero-figureGap-panelFont/2.0, "middle", panelFont, softColour, v.Missing)
			case v.below():
				words(&out, middle, y+figureGap+panelFont/2.0, "middle", panelFont, inkColour, v.Label)
			default:
				words(&out, middle, y-figureGap-panelFont/2.0, "middle", panelFont, inkColour, v.Label)
			}
		}
	}
	out.WriteString("</svg>")
	return out.Bytes(), nil
}

// column draws one amount; there is nothing to draw of zero or of what is not
// known.
func (m Multiples) column(out *bytes.Buffer, v Value, middle, zero, breadth, unit float64) {
	if v.Missing != "" || v.Amount == 0 {
		return
	}
	y, height := zero-v.Amount*unit, v.Amount*unit
	if height < 0 {
		y, height = zero, -height
	}
	if height < 1 { // the least amount is still to be seen
		if v.Amount > 0 {
			y = zero - 1
		}
		height = 1
	}
	fill := `fill="` + strongFill + `"`
	inset := 0.0
	if v.Pale {
		fill, inset = `fill="`+paleFill+`" stroke="`+strongFill+`" stroke-dasharray="4,2"`, 0.5
	}
	fmt.Fprintf(out, `<rect x="%s" y="%s" width="%s" height="%s" %s/>`,
		tenth(middle-breadth/2+inset), tenth(y+inset), tenth(breadth-2*inset), tenth(max(height-2*inset, 0.5)), fill)
}

// words writes one line of text, its middle at the height y.
func words(out *bytes.Buffer, x, y float64, anchor string, size int, colour, text string) {
	fmt.Fprintf(out, `<text x="%s" y="%s" dominant-baseline="central" text-anchor="%s" font-size="%d" fill="%s">`, tenth(x), tenth(y), anchor, size, colour)
	_ = xml.EscapeText(out, []byte(text)) // a bytes.Buffer does not fail
	out.WriteString("</text>")
}

// tenth writes a coordinate to a tenth.
func tenth(v float64) string {
	return strconv.FormatFloat(float64(int64(v*10+0.5))/10, 'f', -1, 64)
}
