package reconcile

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"mingzhang/internal/fiscal"
)

// leftover is what a template leaves when it is not filled in.
var leftover = regexp.MustCompile(`[XxＸｘ×]{2,}|某某|○{2,}|（\s*）|\(\s*\)|_{2,}万元|…\s*万元` +
	`|(?:` + goingUp + `)(?:[（(](?:` + goingDown + `)[）)]|/(?:` + goingDown + `))` +
	`|(?:` + goingDown + `)(?:[（(](?:` + goingUp + `)[）)]|/(?:` + goingUp + `))` +
	`|…*[（(](?:不涉及的不列|如持平作持平表述)[）)]`)

// A template gives both of these for the writer to choose.
const (
	goingUp   = `增加|增长|上升|提高|大于|高于|多于`
	goingDown = `减少|下降|降低|小于|低于|少于`
)

// leftoverMark is in every leftover, and leftoverReach is how far one may go on
// behind its first mark. Looking at the marks alone is many times faster than
// to search the whole text.
const (
	leftoverMark  = "XxＸｘ×某○_…（(/"
	leftoverReach = 24
)

// blanks returns where the leftovers of a template begin and end.
func blanks(text []rune) [][2]int {
	var all [][2]int
	done := 0
	for i, r := range text {
		if i < done || !strings.ContainsRune(leftoverMark, r) {
			continue
		}
		start, end := max(done, i-2), min(len(text), i+leftoverReach)
		for end < len(text) && text[end] == text[end-1] {
			end++
		}
		window := string(text[start:end])
		m := leftover.FindStringIndex(window)
		if m == nil {
			continue
		}
		from := start + utf8.RuneCountInString(window[:m[0]])
		to := from + utf8.RuneCountInString(window[m[0]:m[1]])
		if from > i || to <= i {
			continue // its own mark comes later
		}
		done = to
		if !inWord(text, from, to) {
			all = append(all, [2]int{from, to})
		}
	}
	return all
}

// inWord reports whether what stands at [start:end) goes on in Latin letters
// on a side: XXL is a size.
func inWord(text []rune, start, end int) bool {
	return start > 0 && unicode.Is(unicode.Latin, text[start-1]) || end < len(text) && unicode.Is(unicode.Latin, text[end])
}

// names looks for leftovers of a template, and for another unit's name in
// titles, statements and forms and at the head of the unit's own evaluation.
func names(l *ledger) {
	l.leftovers()
	l.namesUsed()
	l.evaluatedUnit()
}

func (l *ledger) leftovers() {
	seen := map[string]int{} // index of the check of each leftover
	report := func(text string, s fiscal.Source) {
		i, ok := seen[text]
		if !ok {
			i = len(l.checks)
			seen[text] = i
			l.add(fiscal.Check{
				Title: "没有模板里待填的字样", Status: fiscal.Notice, Stated: "“" + text + "”",
				Note: "文中有“" + text + "”，这类字样在模板里是待填的地方。",
			})
		}
		l.checks[i].Sources = append(l.checks[i].Sources, s)
	}
	if len(l.text) > 0 {
		for _, f := range blanks(l.text) {
			report(string(l.text[f[0]:f[1]]), l.source(f[0], f[1]))
		}
	} else {
		for _, r := range l.report.Reasons {
			text := []rune(r.Text)
			for _, f := range blanks(text) {
				report(string(text[f[0]:f[1]]), r.Source)
			}
		}
	}
	if len(seen) == 0 && len(l.text)+len(l.report.Reasons) > 0 {
		l.add(fiscal.Check{Title: "没有模板里待填的字样", Status: fiscal.Holds, Note: "文中没有 XX、××、下降（增长）之类待填的字样。"})
	}
}

// brackets finds bracketed words, which names carry or leave out.
var brackets = regexp.MustCompile(`（[^（）]*）|\([^()]*\)`)

func bareName(name string) string {
	return strings.Join(strings.Fields(brackets.ReplaceAllString(name, "")), "")
}

// evaluatedUnit compares the name on the unit's overall evaluation with the
// unit's own.
func (l *ledger) evaluatedUnit() {
	unit := bareName(l.report.Unit.Name)
	if unit == "" {
		return
	}
	for n, e := range l.report.Evaluations {
		name := bareName(e.Name)
		if e.Kind != fiscal.Overall || name == "" {
			continue
		}
		c := fiscal.Check{
			Title: "整体支出自评表的单位是本单位", Status: fiscal.Holds, Stated: name, Computed: unit, Note: "两处的单位名称一致。",
			Cells: []fiscal.CellRef{{Evaluation: n, Cell: "name"}},
		}
		if !l.sameUnit(name) {
			c.Status, c.Note = fiscal.Notice, "自评表写的单位是“"+name+"”，本文件的单位是“"+unit+"”。"
		}
		l.add(c)
	}
}
