package extract

import (
	"regexp"
	"sort"
	"strings"

	"mingzhang/internal/fiscal"
)

// mark says what became of a figure.
type mark struct {
	kind markKind
	why  fiscal.DeclaredKind
}

type markKind int

const (
	unread markKind = iota
	inFact
	inEvaluation
	declared
)

func (r *reader) mark(start int, kind markKind) {
	if i, ok := r.figureAt[start]; ok {
		r.marks[i] = mark{kind: kind}
	}
}

// within calls f with the index of each figure that begins in [start:end).
func (r *reader) within(start, end int, f func(i int)) {
	for i := sort.Search(len(r.figures), func(i int) bool { return r.figures[i].start >= start }); i < len(r.figures) && r.figures[i].start < end; i++ {
		f(i)
	}
}

// declare marks the figures of [start:end) that nothing has read as no
// quantities of the accounts.
func (r *reader) declare(start, end int, why fiscal.DeclaredKind) {
	r.within(start, end, func(i int) {
		if r.marks[i].kind == unread {
			r.marks[i] = mark{declared, why}
		}
	})
}

// declareFigures declares the figures of [start:end), dates as dates.
func (r *reader) declareFigures(start, end int, why fiscal.DeclaredKind) {
	r.within(start, end, func(i int) {
		if r.marks[i].kind != unread {
			return
		}
		if r.isDate(r.figures[i]) {
			r.marks[i] = mark{declared, fiscal.Date}
			return
		}
		r.marks[i] = mark{declared, why}
	})
}

func (r *reader) evaluated(start, end int) {
	r.within(start, end, func(i int) { r.marks[i] = mark{kind: inEvaluation} })
}

// account settles what is left, and counts.
func (r *reader) account() {
	cov := fiscal.Coverage{Figures: len(r.figures), Declared: []fiscal.Declared{}, Unread: []fiscal.Unread{}}
	for i, f := range r.figures {
		m := r.marks[i]
		if m.kind == unread {
			if why, ok := r.nonFigure(f); ok {
				m = mark{declared, why}
			}
		}
		switch m.kind {
		case inFact:
			cov.InFacts++
		case inEvaluation:
			cov.InEvaluations++
		case declared:
			cov.Declared = append(cov.Declared, fiscal.Declared{Kind: m.why, Text: r.t.slice(f.start, f.end), Start: f.start, End: f.end})
		default:
			cov.Unread = append(cov.Unread, fiscal.Unread{Text: r.t.slice(f.start, f.end), Start: f.start, Context: r.around(f)})
		}
	}
	cov.Read = cov.Figures - len(cov.Unread)
	r.report.Coverage = cov
}

// nonFigure recognises dates and document numbers wherever they stand.
func (r *reader) nonFigure(f figure) (fiscal.DeclaredKind, bool) {
	if r.isDate(f) {
		return fiscal.Date, true
	}
	t := r.t
	if f.end-f.start == 4 && f.start > 0 && (t.runes[f.start-1] == '〔' || t.runes[f.start-1] == '[') {
		return fiscal.DocumentNumber, true
	}
	if r.numbersThing(f) {
		return fiscal.Enumerator, true
	}
	if bodiesBefore.MatchString(string(t.folded[max(0, f.start-bodiesReach):f.start])) && bodiesBehind.MatchString(string(t.folded[f.end:min(len(t.folded), f.end+bodiesReach)])) {
		return fiscal.Narrative, true
	}
	if contact.MatchString(string(t.folded[max(0, f.start-contactReach):f.start])) {
		return fiscal.DocumentNumber, true
	}
	if t.has(f.end, "号") && f.start > 0 && (t.runes[f.start-1] == '〕' || t.runes[f.start-1] == ']' || t.runes[f.start-1] == '第') {
		return fiscal.DocumentNumber, true
	}
	return "", false
}

// Around the number of bodies that belong to a department: 所属5家事业单位.
var (
	bodiesBefore = regexp.MustCompile(`(?:所属|下属|直属|下辖)$`)
	bodiesBehind = regexp.MustCompile(`^ ?[家个](?:所属|下属|直属|二级|财政|全额|差额|独立核算)?(?:拨款)?(?:事业|行政|企业|预算)?单位`)
)

const bodiesReach = 12

// contact is what leads up to a telephone number or a postcode.
var contact = regexp.MustCompile(`(?:电话|联系方式|传真|邮编|邮政编码|监督索引号|索引号)[:为是]?[^,。;\n]{0,32}$`)

const contactReach = 48

// numbersThing reports whether f is the number of a figure, an annex or a point
// of a list that goes on within a paragraph: 图1, 附件2, ；3、公务接待费, 其中，（1）人员经费.
func (r *reader) numbersThing(f figure) bool {
	t := r.t
	if f.end-f.start > 2 {
		return false
	}
	if f.start >= 2 && (t.has(f.start-2, "附件") || t.has(f.start-2, "附表")) {
		return true
	}
	before, behind := rune('\n'), rune(0)
	if f.start > 0 {
		before = t.folded[f.start-1]
	}
	if f.end < len(t.folded) {
		behind = t.folded[f.end]
	}
	if behind == '表' && f.start >= 2 && (t.has(f.start-2, "公开") || t.has(f.start-2, "财决")) {
		return true
	}
	if before == '(' && behind == ')' {
		return f.start < 2 || strings.ContainsRune(",;:。、\n中", t.folded[f.start-2])
	}
	switch before {
	case '图':
		return strings.ContainsRune(":)、. \n", behind)
	case ';', '。', '\n':
		return behind == '、'
	}
	return false
}

// isDate reports whether f is a year, month or day: 2024年, 12月, 31日.
func (r *reader) isDate(f figure) bool {
	t, n := r.t, f.end-f.start
	k := t.skipBlank(f.end, len(t.folded))
	if r.printedTime(f) {
		return true
	}
	switch {
	case n == 4 && (t.has(f.start, "19") || t.has(f.start, "20")):
		return t.has(k, "年") || t.has(k, "-") || t.has(k, "至")
	case n <= 2 && t.has(k, "月"):
		return true
	case n <= 2 && (t.has(k, "日") || t.has(k, "号")):
		_, end := t.trim(max(0, f.start-3), f.start)
		return end > 0 && t.folded[end-1] == '月'
	}
	return false
}

var timeBefore = regexp.MustCompile(`(?:19|20)\d\d[-/.]\d{0,2}[-/.]?(?:\d{1,2} ?(?:\d{1,2}:){0,2})?$`)

// printedTime reports whether f is part of a date or time in figures:
// 2024-09-24 16:08:34.
func (r *reader) printedTime(f figure) bool {
	const reach = 20
	return f.measure == "" && f.end-f.start <= 2 && timeBefore.MatchString(string(r.t.folded[max(0, f.start-reach):f.start]))
}

// around returns the clause that f stands in, at most 60 characters.
func (r *reader) around(f figure) string {
	const reach = 30
	start, end := f.start, f.end
	for start > 0 && f.start-start < reach && !sentenceEnd(r.t.folded[start-1]) {
		start--
	}
	for end < len(r.t.folded) && end-f.end < reach && !sentenceEnd(r.t.folded[end]) {
		end++
	}
	return r.t.slice(start, end)
}

func sentenceEnd(r rune) bool { return r == '。' || r == ';' || r == '\n' }
