package extract

import (
	"regexp"
	"slices"
	"strings"

	"mingzhang/internal/document"
)

type headingLine struct {
	level   int
	ordinal int // 0 where none is printed
	title   string
	mark    document.Span // the ordinal as printed
	end     int           // behind the title
}

// maxTitle is the longest title; with the unit's name in it it may be longer.
const (
	maxTitle     = 40
	maxUnitTitle = 70
)

// titleEnds are the last words of titles.
var titleEnds = []string{"情况", "说明", "情况说明", "概况", "解释", "职能", "职责", "构成", "报表", "决算表", "公开表", "附表", "附件", "决算", "事项", "绩效"}

// heading reads line i as a heading. In the parts that are lists (名词解释,
// 附表) ordinals number entries, not sections.
func (o *outliner) heading(i int, part topic, cur *section) (headingLine, bool) {
	r, b := o.r, o.lines[i]
	level, ordinal, behind := r.ordinalAt(b.Start, b.End)
	if level == 0 {
		return o.unnumbered(i, part)
	}
	if level > levelPart && (part == topicGlossary || part == topicForms || cur.topic == topicGlossary && level > cur.level) {
		return headingLine{}, false
	}
	if !cur.topic.states() && (level == levelItem || level == levelSection && r.t.folded[b.Start] == '第') {
		return headingLine{}, false // the duties are a numbered list
	}
	start := r.t.skipBlank(behind, b.End)
	h := headingLine{level: level, ordinal: ordinal, mark: document.Span{Start: b.Start, End: behind}, end: b.End}
	h.title = titleText(r.t.slice(start, b.End))
	if end := r.titleEnd(start, b.End, level); end > 0 {
		h.title, h.end = titleText(r.t.slice(start, end)), end
	}
	if !r.isTitle(h, cur) {
		return headingLine{}, false
	}
	return h, true
}

// titleText is a title as printed, on one line and without the stop behind it.
func titleText(s string) string {
	s = strings.ReplaceAll(s, "\n", "")
	return strings.TrimSpace(strings.TrimRight(strings.TrimSpace(s), "。：:；;，"))
}

// isTitle reports whether the words behind an ordinal are a title and no
// numbered sentence.
func (r *reader) isTitle(h headingLine, cur *section) bool {
	title := squeeze(h.title)
	tp, _ := topicOf(h.title)
	longest := maxTitle
	if tp != topicNone {
		longest = maxUnitTitle
	}
	switch {
	case title == "" || len([]rune(title)) > longest || strings.ContainsAny(title, "。;,"):
		return false
	case r.measured(h.mark.End, h.end) || strings.Contains(title, "(类)") || strings.Contains(title, "(款)") || strings.Contains(title, "(项)"):
		return false // it states a figure, or names a class
	case h.level == levelSub && tp == topicNone:
		const longest = 25
		return cur.topic.states() && len([]rune(title)) <= longest && (strings.HasSuffix(title, "情况") || strings.HasSuffix(title, "情况说明"))
	case h.level == levelItem:
		return tp != topicNone && endsLikeTitle(title) && len([]rune(title)) <= maxTitle
	}
	return true
}

func endsLikeTitle(title string) bool {
	title = strings.TrimRight(title, "()0123456789")
	return slices.ContainsFunc(titleEnds, func(end string) bool { return strings.HasSuffix(title, end) })
}

// measured reports whether a figure with a measure stands in [start:end) that
// is no part of a name.
func (r *reader) measured(start, end int) bool {
	found := false
	r.within(start, end, func(i int) { found = found || r.figures[i].measure != "" && r.marks[i].kind != declared })
	return found
}

// titleEnd returns where a title ends that has its text on the same line:
// （一）支出决算总体情况说明。2024年度…, 0 when the line is no such title.
func (r *reader) titleEnd(start, end, level int) int {
	limit := min(end, start+maxUnitTitle)
	for i := start; i < limit; i++ {
		switch r.t.folded[i] {
		case '。', ':', ' ', '\n':
		case ',', ';':
			return 0
		default:
			continue
		}
		rest := r.t.skipBlank(i+1, end)
		if n := r.t.digits(rest); n > rest && n != rest+4 {
			return 0 // 公务用车运行维护费支出决算 1.47 万元
		}
		title := squeeze(r.t.slice(start, i))
		if rest >= end || title == "" {
			return 0
		}
		tp, _ := topicOf(title)
		if tp != topicNone && endsLikeTitle(title) && !r.measured(start, i) && (r.t.folded[i] != ' ' && r.t.folded[i] != '\n' || end-rest > maxTitle) {
			return i + 1
		}
		if r.t.folded[i] == '。' {
			const shortest = 12
			if tp != topicNone && level <= levelSub && len([]rune(title)) <= shortest && !r.measured(start, i) {
				return i + 1 // （一）机关运行经费。
			}
			return 0
		}
	}
	return 0
}

// unnumbered reads a title without an ordinal: a line of its own that ends
// like one and has known words.
func (o *outliner) unnumbered(i int, part topic) (headingLine, bool) {
	r, b := o.r, o.lines[i]
	title := titleText(r.t.slice(b.Start, b.End))
	key := squeeze(title)
	if n := len([]rune(key)); n < 4 || n > maxTitle || strings.ContainsAny(key, "。;,:、") || r.measured(b.Start, b.End) || o.count[key] > 2 {
		return headingLine{}, false
	}
	h := headingLine{level: levelSection, title: title, mark: document.Span{Start: b.Start, End: b.Start}, end: b.End}
	switch tp, _ := topicOf(title); tp {
	case topicGlossary:
		h.level = levelPart
		return h, strings.HasSuffix(key, "解释")
	case topicNarrative:
		h.level = levelPart
		return h, strings.HasSuffix(key, "说明")
	case topicProfile:
		h.level = levelPart
		return h, strings.HasSuffix(key, "概况")
	case topicNone, topicForms, topicDuties, topicOrganisation, topicPerformance, topicNotes, topicOther:
		return headingLine{}, false
	}
	if part == topicGlossary || part == topicForms {
		return headingLine{}, false
	}
	return h, strings.HasSuffix(key, "情况说明") || strings.HasSuffix(key, "情况")
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

var partWords = regexp.MustCompile(`^(?:部分|章|篇)`)

// ordinalAt reads the ordinal of a heading at i: 第二部分, 五、, （三）, 1.
// level is 0 when there is none.
func (r *reader) ordinalAt(i, end int) (level, ordinal, behind int) {
	t := r.t
	at := func(k int) rune {
		if k < end {
			return t.folded[k]
		}
		return 0
	}
	switch c := at(i); {
	case c == '第':
		n, k := t.number(t.skipBlank(i+1, end), end)
		k = t.skipBlank(k, end)
		if n > 0 {
			if m := partWords.FindString(string(t.folded[k:min(end, k+2)])); m != "" {
				k += len([]rune(m))
				if at(k) == ':' || at(k) == '、' {
					k++
				}
				return levelPart, n, k
			}
			if at(k) == '条' || at(k) == '节' {
				return levelSection, n, k + 1
			}
		}
	case c == '(':
		n, k := t.number(i+1, end)
		if n > 0 && at(k) == ')' {
			level := levelSub
			if digit(at(i + 1)) {
				level = levelItem
			}
			k++
			if at(k) == '、' || at(k) == '.' {
				k++
			}
			return level, n, k
		}
	case digit(c):
		n, k := t.number(i, end)
		if n > 0 && k-i <= 2 && (at(k) == '、' || at(k) == '.' && !digit(at(k+1))) {
			return levelItem, n, k + 1
		}
	default:
		n, k := t.chineseNumber(i, end)
		k = t.skipBlank(k, end)
		if n > 0 && (at(k) == '、' || at(k) == '.' || at(k) == ',') {
			return levelSection, n, k + 1
		}
	}
	return 0, 0, i
}

// number reads a small number in Chinese or Arabic digits at i.
func (t *text) number(i, end int) (n, behind int) {
	if i >= end || !digit(t.folded[i]) {
		return t.chineseNumber(i, end)
	}
	for behind = i; behind < end && digit(t.folded[behind]) && n < 1000; behind++ {
		n = n*10 + int(t.folded[behind]-'0')
	}
	return n, behind
}
