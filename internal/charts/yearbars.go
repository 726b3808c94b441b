package charts

import (
	"bytes"
	"errors"
	"fmt"
)

// YearBars are Bars of one series without amounts below zero, a bar a year.
// They are drawn while somebody waits: many units have such a chart each.
type YearBars struct{ Bars }

// barsLeft is where ECharts begins the bars of such a chart.
const barsLeft = 3

func (y YearBars) plan() (plan, error) {
	if len(y.Series) != 1 {
		return plan{}, errors.New("历年图只有一列数")
	}
	for _, v := range y.Series[0].Values {
		if v.below() {
			return plan{}, errors.New("历年图里没有负数")
		}
	}
	return y.Bars.plan()
}

// paint draws what ECharts draws from the option of y; a test holds the two
// together.
func (y YearBars) paint() ([]byte, error) {
	p, err := y.plan()
	if err != nil {
		return nil, err
	}
	lines := 1
	names := make([][]string, len(y.Categories))
	for i, c := range y.Categories {
		names[i] = wrap(c, fontSize, width-8)
		lines = max(lines, len(names[i]))
	}
	nameHeight := lines * lineHeight
	top := float64(topBare + (nameHeight+nameGap-groupGap)/2)
	group := (float64(p.height) - top) / float64(len(names))
	_, to, _ := y.scale()
	unit := (width - edge - barsLeft) / to

	var out bytes.Buffer
	head(&out, p)
	fmt.Fprintf(&out, `<path d="M%[1]s %[2]sL%[1]s %[3]d" fill="none" stroke="%[4]s"/>`, tenth(barsLeft+0.5), tenth(top), p.height, lineColour)
	for i, v := range y.Series[0].Values {
		middle := top + group*(float64(i)+0.5)
		above := middle - barHeight/2 - nameGap
		for k, line := range names[i] {
			words(&out, barsLeft, above-(float64(len(names[i])-k)-0.5)*lineHeight, "start", fontSize, inkColour, line)
		}
		if v.Missing != "" {
			words(&out, barsLeft+labelGap+1, middle, "start", fontSize, softColour, v.Missing)
			continue
		}
		length := v.Amount * unit
		if v.Amount > 0 {
			length = max(length, 1) // the least amount is still to be seen
			y.bar(&out, v, middle, length)
		}
		words(&out, barsLeft+length+labelGap, middle, "start", fontSize, inkColour, v.Label)
	}
	out.WriteString("</svg>")
	return out.Bytes(), nil
}

func (y YearBars) bar(out *bytes.Buffer, v Value, middle, length float64) {
	fill, inset := `fill="`+strongFill+`"`, 0.0
	if v.Pale {
		fill, inset = `fill="`+paleFill+`" stroke="`+strongFill+`" stroke-dasharray="4,2"`, 0.5
	}
	fmt.Fprintf(out, `<rect x="%s" y="%s" width="%s" height="%s" %s/>`,
		tenth(barsLeft+inset), tenth(middle-barHeight/2+inset), tenth(max(length-2*inset, 0.5)), tenth(barHeight-2*inset), fill)
}
