package extract

import (
	"slices"
	"strings"

	"mingzhang/internal/document"
	"mingzhang/internal/fiscal"
)

// rejoinTitles puts titles together that are printed over two lines: an
// ordinal alone (第一部分) with the title below it, and a title cut before its
// last words (…决算情况|说明).
func (r *reader) rejoinTitles(blocks []document.Block) []document.Block {
	out := make([]document.Block, 0, len(blocks))
	for i := 0; i < len(blocks); i++ {
		b := blocks[i]
		if b.Table == nil && i+1 < len(blocks) && blocks[i+1].Table == nil && r.titleGoesOn(b, blocks[i+1]) {
			b.End = blocks[i+1].End
			i++
		}
		out = append(out, b)
	}
	return out
}

// titleTails are the ends of titles that a line may break before.
var titleTails = []string{"说明", "明", "情况说明", "况说明", "情况", "况", "算情况说明", "决算情况说明", "表", "算表", "决算表", "解释", "概况", "支出决算情况说明", "情况的说明"}

func (r *reader) titleGoesOn(b, next document.Block) bool {
	level, _, behind := r.ordinalAt(b.Start, b.End)
	if level == 0 {
		return false
	}
	if n, _, _ := r.ordinalAt(next.Start, next.End); n != 0 {
		return false
	}
	below := squeeze(r.t.slice(next.Start, next.End))
	if strings.ContainsAny(below, "。;,") {
		return false
	}
	if behind == b.End {
		return level <= levelSection && len([]rune(below)) <= maxTitle
	}
	title := squeeze(r.t.slice(behind, b.End))
	return level <= levelSub && len([]rune(title)) > 8 && !strings.ContainsAny(title, "。;,:") && slices.Contains(titleTails, below)
}

// rejoin puts paragraphs together that are one: a text saved with the line
// ends of its pages has a paragraph a line. The lines of one paragraph follow
// each other in the text, so its span is theirs together.
func (r *reader) rejoin(blocks []document.Block) []document.Block {
	out := make([]document.Block, 0, len(blocks))
	for _, b := range blocks {
		if n := len(out); n > 0 && b.Table == nil && out[n-1].Table == nil && r.goesOn(out[n-1], b) {
			out[n-1].End = b.End
			continue
		}
		out = append(out, b)
	}
	return out
}

// goesOn reports whether next goes on with the sentence that ends b.
func (r *reader) goesOn(b, next document.Block) bool {
	t := r.t
	start, end := t.trim(b.Start, b.End)
	ns, ne := t.trim(next.Start, next.End)
	if start >= end || ns >= ne {
		return false
	}
	last, first := t.folded[end-1], t.folded[ns]
	if strings.ContainsRune("。;!?", last) {
		return false
	}
	if level, _, _ := r.ordinalAt(ns, ne); level > 0 || r.pageLine(ns, ne) || r.pageLine(lineStart(t, end), end) {
		return false
	}
	if strings.ContainsRune(",。;、)%", first) || t.has(ns, "万元") || t.has(ns, "元") || last == ',' || last == '、' || last == '(' {
		return true
	}
	if first == '.' && digit(last) && ns+1 < ne && digit(t.folded[ns+1]) {
		return true
	}
	// A line that is as long as the page is wide goes on; a shorter one is a
	// paragraph of its own.
	// What cannot be broken, a figure, goes to the next line whole.
	whole := 0
	for i := ns; i < ne && (digit(t.folded[i]) || t.folded[i] == ',' || t.folded[i] == '.' || t.folded[i] == '%'); i++ {
		whole++
	}
	return r.width > 0 && (end-lineStart(t, end) >= r.width || whole > 0 && end-lineStart(t, end)+whole >= r.width*5/4)
}

// lineStart returns where the line of the text that end stands in begins.
func lineStart(t *text, end int) int {
	for i := end; i > 0; i-- {
		if t.folded[i-1] == '\n' {
			return i
		}
	}
	return 0
}

// pageLine reports whether a line is the number of a page: - 12 -, 第12页.
func (r *reader) pageLine(start, end int) bool {
	line := squeeze(r.t.slice(start, end))
	if len(line) > 24 {
		return false
	}
	line = strings.Trim(line, "-—·/ ")
	line = strings.NewReplacer("第", "", "页", "", "共", "", "/", "", "-", "", ",", "").Replace(line)
	return line != "" && strings.Trim(line, "0123456789") == ""
}

// dropNoise takes out what print puts between the lines of a text on every
// page: its number, a running title. A sentence may go on behind it.
func (r *reader) dropNoise(blocks []document.Block) []document.Block {
	count := map[string]int{}
	line := func(b document.Block) string { return squeeze(r.t.slice(b.Start, b.End)) }
	for _, b := range blocks {
		if b.Table == nil && b.End-b.Start <= maxTitle {
			count[line(b)]++
		}
	}
	out := make([]document.Block, 0, len(blocks))
	for i, b := range blocks {
		const often = 3
		running := i > 0 && b.Table == nil && b.End-b.Start <= maxTitle && count[line(b)] >= often && strings.HasSuffix(line(b), "决算") && !r.measured(b.Start, b.End)
		numbered := b.Table == nil && r.pageLine(b.Start, b.End) && strings.Trim(line(b), "0123456789") != ""
		if !running && !numbered {
			out = append(out, b)
			continue
		}
		r.noise = append(r.noise, b.Span)
		r.declareFigures(b.Start, b.End, fiscal.Artifact)
	}
	return out
}

// noisy returns the end of the noise that stands at i, i when there is none.
func (r *reader) noisy(i int) int {
	k, found := slices.BinarySearchFunc(r.noise, i, func(s document.Span, i int) int { return s.Start - i })
	if !found {
		return i
	}
	return r.noise[k].End
}

// pageWidth returns how long a line must be to be cut by the page's edge, 0
// when the document's paragraphs are not cut into lines.
func (r *reader) pageWidth() int {
	const shortest = 20
	var long []int
	cut := 0
	for _, b := range r.doc.Blocks {
		n := b.End - b.Start
		if b.Table != nil || n < shortest {
			continue
		}
		long = append(long, n)
		if !strings.ContainsRune("。;:!?", r.t.folded[b.End-1]) {
			cut++
		}
	}
	const fewest = 12
	if len(long) < fewest || cut*2 < len(long) {
		return 0
	}
	slices.Sort(long)
	if long[len(long)*9/10] > 2*long[len(long)/2] {
		return 0 // lines of every length: paragraphs
	}
	return long[len(long)/2] * 4 / 5
}
