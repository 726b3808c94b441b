package reconcile

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"mingzhang/internal/fiscal"
)

// caption is a line above the cells of a form.
type caption struct {
	text  string
	start int
}

// How far above and behind the beginning of a form its caption may stand.
const (
	captionAbove = 80
	captionLines = 240
)

// captions returns the lines of the captions of the printed forms that name
// the form, its year, its unit or its measure.
func (l *ledger) captions() []caption {
	var all []caption
	for _, x := range l.forms {
		if x == nil || x.table == nil || len(l.text) == 0 {
			continue
		}
		at := x.table.Source.Start
		start, end := max(0, at-captionAbove), min(len(l.text), at+captionLines)
		if len(x.order) > 0 {
			end = min(end, x.start)
		}
		for i := start; i < end; {
			n := slices.IndexFunc(l.text[i:end], func(r rune) bool { return r == '\n' || r == '\t' })
			if n < 0 {
				n = end - i
			}
			line := string(l.text[i : i+n])
			if aboveForm.MatchString(line) {
				all = append(all, caption{line, i})
			}
			i += n + 1
		}
	}
	return all
}

var (
	// aboveForm is what the lines above a form have.
	aboveForm = regexp.MustCompile(`决算(?:总|公开)?表\s*$|(?:单位|部门)(?:名称)?(?:（公章）)?\s*[：:]|^\s*20\d\d\s*年度?\s*$`)
	// captionUnit is the unit whose form it is.
	captionUnit = regexp.MustCompile(`(?:单位|部门)(?:名称)?(?:（公章）)?\s*[：:]\s*([^\s：:]{4,40})`)
	// titleUnit is the unit whose accounts, or whose profile, a title heads.
	titleUnit = regexp.MustCompile(`^\s*(\S.{2,40}?)\s*(?:20\d\d\s*年|(?:部门|单位)?概况)`)
	// statedUnit is the unit that a statement begins with.
	statedUnit = regexp.MustCompile(`(?:^|[\n。])[ 　]*([\p{Han}（）()]{4,40}?)[ 　]*20\d\d\s*年`)
	// bodyName is how the name of a public body ends.
	bodyName = regexp.MustCompile(`(?:局|委|委员会|室|中心|院|校|学校|厅|部|所|队|馆|处|镇|乡|街道|街道办事处|政府|大学|学院|幼儿园|小学|中学|协会|联合会|总工会)$`)
	// otherBodies are spoken of beside the unit.
	otherBodies = []string{"本", "该", "我", "所属", "下属", "纳入", "各", "由"}
)

// sameUnit reports whether a name is one of the unit's, in full or in short.
func (l *ledger) sameUnit(name string) bool {
	name = bareName(name)
	for _, known := range append([]string{l.report.Unit.Name}, l.report.Unit.Aliases...) {
		known = bareName(known)
		if known != "" && (strings.Contains(name, known) || strings.Contains(known, name)) {
			return true
		}
	}
	return false
}

// find returns where words stand at the beginning of a stretch of text, -1 for
// nowhere.
func (l *ledger) find(words string, start, end int) int {
	if start < 0 || start > len(l.text) {
		return -1
	}
	text := string(l.text[start:max(start, min(end, start+captionAbove, len(l.text)))])
	before, _, ok := strings.Cut(text, words)
	if !ok {
		return -1
	}
	return start + len([]rune(before))
}

// namesUsed compares the names that titles, statements and the captions of
// forms begin with.
func (l *ledger) namesUsed() {
	if bareName(l.report.Unit.Name) == "" || len(l.text) == 0 {
		return
	}
	n := 0
	var other []string
	c := fiscal.Check{Title: "单位名称前后一致", Status: fiscal.Holds, Stated: bareName(l.report.Unit.Name), Computed: bareName(l.report.Unit.Name)}
	look := func(name string, start int) {
		name = strings.TrimSpace(name)
		end := start + len([]rune(name))
		if !bodyName.MatchString(bareName(name)) || leftover.MatchString(name) || slices.ContainsFunc(otherBodies, func(w string) bool { return strings.HasPrefix(name, w) }) {
			return
		}
		n++
		if l.sameUnit(name) {
			return
		}
		if !slices.Contains(other, name) {
			other = append(other, name)
		}
		if start >= 0 {
			c.Sources = append(c.Sources, l.source(start, end))
		}
	}
	for _, s := range l.report.Sections {
		if m := titleUnit.FindStringSubmatch(s.Title); m != nil {
			look(m[1], l.find(m[1], s.Start, s.End))
		}
	}
	for _, f := range search(l.account(), statedUnit, "20") {
		name := f.groups[1]
		words := string(l.text[f.start:f.end])
		look(name, f.start+len([]rune(words[:strings.Index(words, name)])))
	}
	for _, line := range l.captions() {
		if m := captionUnit.FindStringSubmatchIndex(line.text); m != nil {
			look(line.text[m[2]:m[3]], line.start+len([]rune(line.text[:m[2]])))
		}
	}
	switch {
	case n == 0:
		return
	case len(other) > 0:
		c.Status, c.Stated = fiscal.Notice, strings.Join(other, "、")
		c.Note = "有的地方写的单位是“" + strings.Join(other, "”“") + "”，本文件的单位是“" + c.Computed + "”。"
	default:
		c.Note = "标题、叙述和报表里写明单位的 " + strconv.Itoa(n) + " 处都是本单位。"
	}
	l.add(c)
}
