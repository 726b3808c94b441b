package charts

import "strings"

// textWidth estimates the width of text set in size: a Chinese character and
// the punctuation that goes with it are one em, a Latin one a little over half.
func textWidth(text string, size float64) float64 {
	width := 0.0
	for _, r := range text {
		switch {
		case strings.ContainsRune(zeroWidth, r):
		case r < 0x2E80 && !strings.ContainsRune("“”‘’…—·", r):
			width += 0.58
		default:
			width++
		}
	}
	return width * size
}

const (
	zeroWidth  = inSide + outSide
	neverFirst = "，。、；：！？）】》〉”’％·…"
	neverLast  = "（【《〈“‘"
)

// wrap breaks text into lines no wider than limit. A figure or a Latin word
// stays whole, and punctuation stays with the word it belongs to, as long as a
// line can hold them.
func wrap(text string, size, limit float64) []string {
	var lines []string
	line := ""
	for _, p := range pieces(text) {
		if line != "" && textWidth(line+p, size) > limit {
			lines, line = append(lines, strings.TrimRight(line, " ")), ""
			p = strings.TrimLeft(p, " ")
		}
		for _, r := range p {
			if line != "" && textWidth(line+string(r), size) > limit { // a piece longer than a line
				lines, line = append(lines, line), ""
			}
			line += string(r)
		}
	}
	return append(lines, line)
}

// pieces cuts text into the parts between which a line may be broken.
func pieces(text string) []string {
	var all []string
	last := rune(-1)
	for _, r := range text {
		together := last > ' ' && last < 0x2E80 && r > ' ' && r < 0x2E80 ||
			strings.ContainsRune(neverFirst, r) || strings.ContainsRune(neverLast, last)
		if len(all) > 0 && together {
			all[len(all)-1] += string(r)
		} else {
			all = append(all, string(r))
		}
		last = r
	}
	return all
}
