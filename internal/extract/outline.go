package extract

import (
	"strconv"
	"strings"

	"mingzhang/internal/document"
	"mingzhang/internal/fiscal"
)

// heading levels of a 部门决算, outermost first.
const (
	levelPart    = 1 // 第二部分
	levelSection = 2 // 五、
	levelSub     = 3 // （三）
)

// section is a heading with the blocks under it, up to the next heading.
type section struct {
	fiscal.Section
	level  int
	topic  topic
	part   topic // topic of the part it lies in
	blocks []document.Block
}

// outline cuts the document into its sections. Text before the first heading
// is a section of its own with the id "0".
func (r *reader) outline() []*section {
	cur := &section{Section: fiscal.Section{ID: "0"}}
	secs := []*section{cur}
	var ord [4]int
	var part topic
	var parent [4]topic
	for _, b := range r.doc.Blocks {
		if b.Table == nil {
			if h, ok := r.heading(b, part); ok {
				ord[h.level] = h.ordinal
				for l := h.level + 1; l <= levelSub; l++ {
					ord[l] = 0
				}
				tp := topicOf(h.title)
				if h.level == levelPart {
					part = tp
				}
				if tp == "" && h.level > levelSection {
					tp = parent[h.level-1]
				}
				for l := h.level; l <= levelSub; l++ {
					parent[l] = tp
				}
				cur = &section{level: h.level, topic: tp, part: part}
				cur.Section = fiscal.Section{ID: sectionID(ord[1 : h.level+1]), Title: h.title, Topic: string(tp), Start: b.Start, End: b.End}
				secs = append(secs, cur)
				r.declare(h.mark.Start, h.mark.End, fiscal.Enumerator)
				continue
			}
		}
		cur.blocks = append(cur.blocks, b)
		cur.End = b.End
	}
	closeSections(secs)
	if len(secs[0].blocks) == 0 {
		secs = secs[1:]
	}
	return secs
}

// closeSections lets every section reach to the end of its last subsection.
func closeSections(secs []*section) {
	for i, s := range secs {
		for _, sub := range secs[i+1:] {
			if s.level == 0 || sub.level <= s.level {
				break
			}
			s.End = sub.End
		}
	}
}

func sectionID(ords []int) string {
	parts := make([]string, 0, len(ords))
	for i, n := range ords {
		if n == 0 && i == 0 {
			continue // a document without parts
		}
		parts = append(parts, strconv.Itoa(n))
	}
	return strings.Join(parts, ".")
}

type headingLine struct {
	level   int
	ordinal int
	title   string
	mark    document.Span // the ordinal as printed
}

// maxTitle is the longest title; the longest official one has 31 characters.
const maxTitle = 40

// heading reads b as a heading. In the parts that are lists (名词解释, 附表)
// ordinals number entries, not sections.
func (r *reader) heading(b document.Block, part topic) (headingLine, bool) {
	level, ordinal, behind := r.ordinalAt(b.Start, b.End)
	if level == 0 {
		return headingLine{}, false
	}
	if level > levelPart && (part == topicGlossary || part == topicForms) {
		return headingLine{}, false
	}
	start := r.t.skipBlank(behind, b.End)
	title := strings.TrimRight(strings.TrimSpace(r.t.slice(start, b.End)), "。：:；;")
	h := headingLine{level: level, ordinal: ordinal, title: title, mark: document.Span{Start: b.Start, End: behind}}
	switch {
	case title == "" || len([]rune(title)) > maxTitle || strings.ContainsAny(squeeze(title), "。;,"):
		return headingLine{}, false
	case level == levelSub && topicOf(title) == "":
		return headingLine{}, false // a numbered sentence
	}
	return h, true
}

var chineseDigits = map[rune]int{'一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}

// chineseNumber reads 一 … 九十九 at i and returns the index behind it.
func (t *text) chineseNumber(i, end int) (n, behind int) {
	tens, seen := 0, false
	for ; i < end; i++ {
		if d, ok := chineseDigits[t.folded[i]]; ok {
			n, seen = d, true
		} else if t.folded[i] == '十' {
			if !seen {
				n = 1
			}
			tens, n, seen = n*10, 0, true
		} else {
			break
		}
	}
	if !seen {
		return 0, i
	}
	return tens + n, i
}

// ordinalAt reads the ordinal of a heading at i: 第二部分, 五、, （三）.
// level is 0 when there is none.
func (r *reader) ordinalAt(i, end int) (level, ordinal, behind int) {
	t := r.t
	at := func(k int) rune {
		if k < end {
			return t.folded[k]
		}
		return 0
	}
	switch at(i) {
	case '第':
		n, k := t.chineseNumber(i+1, end)
		if n > 0 && t.has(k, "部分") {
			return levelPart, n, k + 2
		}
	case '(':
		n, k := t.chineseNumber(i+1, end)
		if n > 0 && at(k) == ')' {
			return levelSub, n, k + 1
		}
	default:
		n, k := t.chineseNumber(i, end)
		if n > 0 && (at(k) == '、' || at(k) == '.') {
			return levelSection, n, k + 1
		}
	}
	return 0, 0, i
}
