package reconcile

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"mingzhang/internal/fiscal"
)

// before returns the words in front of a place: at most n code points, none
// before the sentence begins.
func (l *ledger) before(at, n int) string {
	if at < 0 || at > len(l.text) {
		return ""
	}
	words := l.text[max(0, at-n):at]
	for i := len(words) - 1; i >= 0; i-- {
		if strings.ContainsRune("。；\n", words[i]) {
			return string(words[i+1:])
		}
	}
	return string(words)
}

// ofPart reports whether the words in front of a figure narrow its item:
// 国内公务接待支出 is a part of 公务接待费, visits of 外宾 are no 国内 ones.
func (l *ledger) ofPart(i int) bool {
	f := l.report.Facts[i]
	if f.Source == nil || f.Basis != fiscal.Final {
		return false
	}
	switch f.Item {
	case fiscal.SangongReception:
		words := l.before(f.Source.Start, 14)
		return strings.Contains(words, "国内") || strings.Contains(words, "外宾") || strings.Contains(words, "外事")
	case fiscal.SangongReceptionBatches, fiscal.SangongReceptionVisits:
		words := l.before(f.Source.Start, 30)
		return max(strings.LastIndex(words, "外宾"), strings.LastIndex(words, "外事")) > strings.LastIndex(words, "国内")
	}
	return false
}

// place in the text that an expression matched, with its groups.
type found struct {
	groups     []string
	start, end int
}

// search finds an expression in the lines of a part of the text that contain
// a word which every match has. text counts code points.
func search(text []rune, re *regexp.Regexp, word string) []found {
	var all []found
	at := 0
	for line := range strings.Lines(string(text)) {
		if strings.Contains(line, word) {
			for _, f := range searchLine(line, re) {
				f.start, f.end = f.start+at, f.end+at
				all = append(all, f)
			}
		}
		at += utf8.RuneCountInString(line)
	}
	return all
}

func searchLine(s string, re *regexp.Regexp) []found {
	var all []found
	at, bytes := 0, 0
	for _, m := range re.FindAllStringSubmatchIndex(s, -1) {
		at += utf8.RuneCountInString(s[bytes:m[0]])
		bytes = m[0]
		f := found{start: at, end: at + utf8.RuneCountInString(s[m[0]:m[1]])}
		for g := 0; g < len(m); g += 2 {
			if m[g] < 0 {
				f.groups = append(f.groups, "")
				continue
			}
			f.groups = append(f.groups, s[m[g]:m[g+1]])
		}
		all = append(all, f)
	}
	return all
}

// source returns a place of the text as a source.
func (l *ledger) source(start, end int) fiscal.Source {
	s := fiscal.Source{Start: start, End: end, Text: string(l.text[start:end])}
	for _, x := range l.report.Sections {
		if x.Start <= start && start < x.End {
			s.Section = x.ID
		}
	}
	return s
}

// accountTopics are the sections that give account of figures.
var accountTopics = []string{
	"overall", "income", "expense", "fiscal", "general", "basic", "fund", "capital", "sangong", "other", "agency",
	"procurement", "assets", "narrative",
}

// account returns the text with everything blanked out that is no statement of
// account: duties, goals and achievements, reasons, evaluations, definitions.
// They may speak of any year.
func (l *ledger) account() []rune {
	masked := make([]rune, len(l.text))
	fill := func(start, end int, keep bool) {
		for i := max(0, start); i < min(end, len(masked)); i++ {
			masked[i] = 0
			if keep {
				masked[i] = l.text[i]
			}
		}
	}
	for _, s := range l.report.Sections { // outer sections come first
		fill(s.Start, s.End, slices.Contains(accountTopics, s.Topic))
	}
	for _, r := range l.report.Reasons {
		fill(r.Source.Start, r.Source.End, false)
	}
	for _, e := range l.report.Evaluations {
		fill(e.Source.Start, e.Source.End, false)
	}
	return masked
}

// topicText returns the text of the first section of a topic.
func (l *ledger) topicText(topic string) string {
	for _, s := range l.report.Sections {
		if s.Topic == topic && s.Start >= 0 && s.Start <= s.End && s.End <= len(l.text) {
			return string(l.text[s.Start:s.End])
		}
	}
	return ""
}
