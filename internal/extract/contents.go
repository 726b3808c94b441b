package extract

import (
	"regexp"
	"strings"

	"mingzhang/internal/document"
	"mingzhang/internal/fiscal"
)

// outliner holds the document's blocks with the lines of one title put
// together, and which of them are a table of contents.
type outliner struct {
	r        *reader
	lines    []document.Block
	contents []bool
	count    map[string]int // how often a line occurs, by its squeezed text
}

func newOutliner(r *reader) *outliner {
	o := &outliner{r: r, lines: r.rejoinTitles(r.dropNoise(r.doc.Blocks)), count: map[string]int{}}
	o.contents = make([]bool, len(o.lines))
	for _, b := range o.lines {
		if b.Table == nil && b.End-b.Start <= maxUnitTitle {
			o.count[squeeze(r.t.slice(b.Start, b.End))]++
		}
	}
	o.findContents()
	return o
}

var (
	contentsTitle = regexp.MustCompile(`^目[录次]$`)
	// leader is what leads to the page number of an entry: dots, or what a word
	// processor leaves of the field.
	leader  = regexp.MustCompile(`(?:[.…·⋯・-]{2,}\(?\d{0,3}\)?|[.…·⋯・-]*PAGEREF.*|\t\d{1,3})$`)
	pageEnd = regexp.MustCompile(`\(?\d{1,3}\)?$`)
)

// entry returns the key by which an entry of the table of contents and the
// title it repeats are the same, and whether the line leads to a page number.
func (o *outliner) entry(i int) (key string, led bool) {
	b := o.lines[i]
	if b.Table != nil || b.End-b.Start > maxUnitTitle+60 {
		return "", false
	}
	key = squeeze(o.r.t.slice(b.Start, b.End))
	if cut := leader.FindStringIndex(key); cut != nil && cut[0] > 0 {
		return key[:cut[0]], true
	}
	return strings.TrimRight(key, ":。"), false
}

// findContents marks the tables of contents: runs of titles that occur again
// behind them.
func (o *outliner) findContents() {
	keys := make([]string, len(o.lines))
	led := make([]bool, len(o.lines))
	next := map[string]int{} // the next line with a key, while walking backwards
	again := make([]int, len(o.lines))
	for i := len(o.lines) - 1; i >= 0; i-- {
		keys[i], led[i] = o.entry(i)
		again[i] = -1
		if k, ok := next[pageless(keys[i])]; ok && keys[i] != "" {
			again[i] = k
		}
		if keys[i] != "" {
			next[pageless(keys[i])] = i
		}
	}
	for i := 0; i < len(o.lines); i++ {
		headed := contentsTitle.MatchString(keys[i])
		start := i
		if headed {
			start++
		}
		if !headed && !led[i] && !(again[i] > i+2 && o.listed(i)) {
			continue
		}
		end := o.contentsEnd(start, keys, led, again)
		const fewest = 3
		if end-start < fewest && !headed && !led[i] {
			continue
		}
		for k := i; k < end; k++ {
			o.contents[k] = true
		}
		if end > i {
			i = end - 1
		}
	}
}

// contentsEnd returns the index behind the table of contents that begins at
// start: its first entry that comes again, a sentence, or a table ends it.
func (o *outliner) contentsEnd(start int, keys []string, led []bool, again []int) int {
	seen := map[string]bool{}
	end := start
	const longest = 300
	for k := start; k < min(len(o.lines), start+longest); k++ {
		key := pageless(keys[k])
		if keys[k] == "" || seen[key] || strings.ContainsAny(key, "。;") || o.lines[k].Table != nil || o.r.measured(o.lines[k].Start, o.lines[k].End) {
			break
		}
		if !led[k] && again[k] < 0 && !o.listed(k) {
			break
		}
		if _, _, behind := o.r.ordinalAt(o.lines[k].Start, o.lines[k].End); behind == o.lines[k].End {
			break // an ordinal alone begins the text
		}
		seen[key] = true
		end = k + 1
	}
	// Without an entry that comes again the run is a list of headings of its own.
	for k := start; k < end; k++ {
		if led[k] || again[k] >= end {
			return end
		}
	}
	return start
}

// listed reports whether line i begins with the ordinal of a heading.
func (o *outliner) listed(i int) bool {
	b := o.lines[i]
	if b.Table != nil {
		return false
	}
	level, _, _ := o.r.ordinalAt(b.Start, b.End)
	return level > 0 || strings.HasPrefix(squeeze(o.r.t.slice(b.Start, b.End)), "附件")
}

func pageless(key string) string { return pageEnd.ReplaceAllString(key, "") }

// declareContents declares the figures of an entry: its number, its page, the
// year in its title.
func (r *reader) declareContents(b document.Block) {
	if _, _, behind := r.ordinalAt(b.Start, b.End); behind > b.Start {
		r.declareFigures(b.Start, behind, fiscal.Enumerator)
	}
	if i := strings.Index(r.t.slice(b.Start, b.End), "_Toc"); i >= 0 {
		r.within(b.Start, b.End, func(k int) {
			if at := r.figures[k].start; at > 0 && r.t.folded[at-1] == 'c' {
				r.declare(at, at+1, fiscal.Artifact)
			}
		})
	}
	r.declareFigures(b.Start, b.End, fiscal.ContentsPage)
}
