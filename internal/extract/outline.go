package extract

import (
	"fmt"
	"slices"
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
	levelItem    = 4 // 1.
)

// section is a heading with the blocks under it, up to the next heading.
type section struct {
	fiscal.Section
	level   int
	topic   topic
	account account
	part    topic // topic of the part it lies in
	aside   bool  // its title names something that is not known, in the section on its topic
	blocks  []document.Block

	// What its paragraphs so far leave to the next:
	class []string // the classification path last named
	begun bool
	left  *subject // what the last paragraph spoke of, nil when that is not known
	// leftClass is the class it spoke of, nil for none.
	leftClass *fiscal.Class
	// overall: the last account named, where the section is of none, is the whole.
	overall bool
	// listed is what the items are of a list that a paragraph has begun.
	listed fiscal.Basis
	// other: the section gives the accounts of another body; under: its lines
	// from the last name of a body on do.
	other, under bool
	// pending is what a line that states no figure names: the next speaks of it.
	pending      *subject
	pendingClass *fiscal.Class
}

// above is what a heading passes on to those below it.
type above struct {
	topic   topic
	account account
	unknown bool // a heading of which nothing is known
}

// outline cuts the document into its sections. Text before the first heading
// is a section of its own with the id "0".
func (r *reader) outline() []*section {
	cur := &section{Section: fiscal.Section{ID: "0"}}
	secs := []*section{cur}
	var ord [levelItem + 1]int
	var parents [levelItem + 1]above
	part := topicNone
	ids := map[string]int{"0": 1}
	o := newOutliner(r)
	for i := 0; i < len(o.lines); i++ {
		b := o.lines[i]
		h, ok := headingLine{}, false
		if b.Table == nil && !o.contents[i] {
			h, ok = o.heading(i, part, cur)
		}
		switch {
		case o.contents[i]:
			r.declareContents(b)
			continue
		case !ok:
			cur.blocks = append(cur.blocks, b)
			cur.End = b.End
			continue
		}
		if h.ordinal == 0 {
			h.ordinal = ord[h.level] + 1
		}
		ord[h.level] = h.ordinal
		clear(ord[h.level+1:])
		tp, acc := topicOf(h.title)
		aside := false
		if h.level == levelPart {
			part = tp
		} else if up := parents[h.level-1]; slices.Contains(wide, tp) && slices.Contains(narrow, up.topic) ||
			tp == topicNone && h.level > levelSection && up.topic != topicNarrative && up.topic != topicProfile {
			aside = tp == topicNone && !generic.MatchString(squeeze(h.title))
			tp, acc = up.topic, up.account
		}
		if h.level > levelSection && parents[h.level-1].unknown && slices.Contains(sides, tp) {
			tp, acc = topicNone, overall // 支出决算结构情况, of what?
		}
		for l := h.level; l <= levelItem; l++ {
			parents[l] = above{tp, acc, tp == topicNone && h.level > levelPart}
		}
		cur = &section{level: h.level, topic: tp, account: acc, part: part, aside: aside}
		cur.Section = fiscal.Section{ID: newID(ids, sectionID(ord[1:h.level+1])), Title: h.title, Topic: string(tp), Start: b.Start, End: h.end}
		secs = append(secs, cur)
		r.declare(h.mark.Start, h.mark.End, fiscal.Enumerator)
		if h.end < b.End { // text goes on behind the title
			cur.blocks = append(cur.blocks, document.Block{Span: document.Span{Start: h.end, End: b.End}, Page: b.Page})
			cur.End = b.End
		}
	}
	closeSections(secs)
	if len(secs[0].blocks) == 0 && len(secs) > 1 {
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
	for _, n := range ords {
		if n == 0 {
			continue // a document without parts, a level left out
		}
		parts = append(parts, strconv.Itoa(n))
	}
	return strings.Join(parts, ".")
}

// newID returns id, told apart from the sections of the same numbers before.
func newID(ids map[string]int, id string) string {
	if ids[id]++; ids[id] > 1 {
		id = fmt.Sprintf("%s~%d", id, ids[id])
	}
	return id
}
