package charts

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
)

// Frame is what a downloaded chart says of itself. What is empty is not said.
type Frame struct {
	Headline string
	Subtitle string // measure, unit, period
	Source   string
	Date     string // when the source was published or the chart drawn
	Licence  string
	Address  string // where the chart stands
}

const (
	frameMargin = 16
	frameTitle  = 16
	frameSmall  = 11
)

// Standalone returns a drawing as a file of its own: with its headline, its
// source and its address inside, on white, readable wherever it is pasted.
func Standalone(svg []byte, f Frame) []byte {
	w, h := size(svg)
	var out bytes.Buffer
	inner := float64(w)
	y := frameMargin
	var lines bytes.Buffer
	say := func(text string, size int, colour, weight string) {
		if text == "" {
			return
		}
		for _, line := range wrap(text, float64(size), inner) {
			y += size + size/3
			fmt.Fprintf(&lines, `<text x="%d" y="%d" font-size="%d" font-weight="%s" fill="%s">`, frameMargin, y, size, weight, colour)
			_ = xml.EscapeText(&lines, []byte(line))
			lines.WriteString("</text>")
		}
	}
	say(f.Headline, frameTitle, inkColour, "700")
	say(f.Subtitle, frameSmall+1, softColour, "400")
	above := lines.Len()
	top := y + frameMargin
	y = top + h
	for _, text := range []string{f.Source, f.Date, f.Licence, f.Address} {
		say(text, frameSmall, softColour, "400")
	}
	total := y + frameMargin
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" lang="zh-CN" viewBox="0 0 %d %d" width="%d" height="%d" font-family="system-ui, 'PingFang SC', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif">`,
		w+2*frameMargin, total, 2*(w+2*frameMargin), 2*total)
	fmt.Fprintf(&out, `<rect width="%d" height="%d" fill="#fff"/>`, w+2*frameMargin, total)
	out.Write(lines.Bytes()[:above])
	out.WriteString(strings.Replace(string(svg), "<svg ", fmt.Sprintf(`<svg x="%d" y="%d" width="%d" height="%d" `, frameMargin, top, w, h), 1))
	out.Write(lines.Bytes()[above:])
	out.WriteString("</svg>\n")
	return out.Bytes()
}

// size reads the viewBox of a drawing.
func size(svg []byte) (w, h int) {
	_, rest, ok := strings.Cut(string(svg), `viewBox="0 0 `)
	if !ok {
		return width, width
	}
	box, _, _ := strings.Cut(rest, `"`)
	first, second, _ := strings.Cut(box, " ")
	w, _ = strconv.Atoi(first)
	h, _ = strconv.Atoi(second)
	return w, h
}
