package extract

import (
	"regexp"
	"strings"
)

// A document may give the accounts of other bodies beside its unit's: of the
// schools of a bureau of education, of the bureau without them. Their figures
// are none of the unit's and stay unread.

// leadName is a paragraph that begins with a body and the year, or is no more
// than its name.
var leadName = regexp.MustCompile(`^(?:其中)?[:,]?([\p{Han}]{3,30}?[` + unitEnds + `])((?:\([^()]{1,12}\))?)(?:20\d\d年|:|$)`)

// otherTitle is a title that announces the accounts of other bodies.
var otherTitle = regexp.MustCompile(`^(?:所属|下属|直属|二级|各|各所属|各下属)(?:预算|事业|二级)*单位.{0,6}决算|^(?:部门|单位|局|委|厅|机关|镇|乡)?本级(?:20\d\d年(?:度)?)?(?:单位)?决算`)

// lead returns the body that a text begins with, "" when it names none.
func (r *reader) lead(start, end int) string {
	_, _, behind := r.ordinalAt(start, end)
	const longest = 60
	line := squeeze(r.t.slice(behind, min(end, behind+longest)))
	if behind+longest < end {
		line += "…"
	}
	m := leadName.FindStringSubmatch(line)
	if m == nil || strings.ContainsAny(m[1][:len("本")], "本我全各该") || !isUnitName(m[1]) {
		return ""
	}
	return m[1]
}

// own reports whether name is one of the unit's, or short for one: 县文联 for
// 青河县文学艺术界联合会.
func (r *reader) own(name string) bool {
	for _, n := range r.unitNames {
		if shortFor(name, n) || shortFor(n, name) {
			return true
		}
	}
	return len(r.unitNames) == 0
}

// shortFor reports whether all characters of short stand in long in their order.
func shortFor(short, long string) bool {
	rest := []rune(long)
	for _, c := range short {
		k := 0
		for k < len(rest) && rest[k] != c {
			k++
		}
		if k == len(rest) {
			return false
		}
		rest = rest[k+1:]
	}
	return true
}

// findOthers finds the other bodies whose accounts the document gives: those
// that lead paragraphs with figures, or stand above them. A single name that
// leads them all is the unit's own, misprinted or of before a reform.
func (r *reader) findOthers() {
	others := map[string]bool{}
	own := false
	for _, s := range r.sections {
		if !s.topic.states() || s.topic == topicOrganisation || s.topic == topicProfile {
			continue
		}
		for i, b := range s.blocks {
			if b.Table != nil {
				continue
			}
			name := r.lead(b.Start, b.End)
			alone := i+1 < len(s.blocks) && s.blocks[i+1].Table == nil && r.measured(s.blocks[i+1].Start, s.blocks[i+1].End)
			switch {
			case name == "" || !alone && !r.measured(b.Start, b.End):
			case r.own(name):
				own = true
			default:
				others[name] = true
			}
		}
	}
	if own || len(others) > 1 {
		r.others = others
	}
}

// ofOther reports whether the paragraph [start:end) of section s gives the
// accounts of another body: its own lead says so, or the line above it.
func (r *reader) ofOther(s *section, start, end int) bool {
	if s.other {
		return true
	}
	name := r.lead(start, end)
	switch {
	case r.others[name]:
		s.under = !r.measured(start, end)
		return true
	case name != "":
		s.under = false
	}
	return s.under
}

// markOthers marks the sections on the accounts of other bodies, with what
// lies below them: of those that stand behind the unit's own, and of bodies
// that the document is known to give the accounts of.
func (r *reader) markOthers(bodies map[string]bool) {
	level, seen := 0, false
	for _, s := range r.sections {
		if level > 0 && s.level > level {
			s.other = true
			continue
		}
		level = 0
		title := squeeze(s.Title)
		whole := otherTitle.MatchString(title)
		if strings.Contains(title, "本级") && r.bodyOnly {
			whole = false
		}
		if name := leadName.FindStringSubmatch(title); name != nil && strings.Contains(title, "决算") && (seen || bodies[name[1]]) && isUnitName(name[1]) && !r.own(name[1]) {
			whole = true
		}
		if whole {
			s.other, level = true, s.level
			continue
		}
		switch s.topic {
		case topicOverall, topicIncome, topicExpense, topicFiscal, topicGeneral:
			seen = true
		}
	}
}

// ofUnit returns the forms of the unit itself. Those of other bodies, by the
// name above them or the section they stand in, are not read.
func (r *reader) ofUnit(found []foundForm) []foundForm {
	names := make([]string, len(found))
	unit := ""
	for i, ff := range found {
		names[i] = r.unitAbove(ff)
		if name := names[i]; name != "" && (unit == "" || r.own(name) && !r.own(unit)) {
			unit = name
		}
	}
	kept, bodies := found[:0], map[string]bool{}
	for i, ff := range found {
		at := ff.blocks[0].Start
		if len(ff.caption) > 0 {
			at = ff.caption[0].Start
		}
		name := names[i]
		if r.otherAt(at) || name != "" && name != unit && !shortFor(name, unit) && !shortFor(unit, name) && !r.own(name) {
			bodies[name] = name != ""
			for _, b := range append(ff.blocks, ff.caption...) {
				r.taken[b.Start] = true
			}
			continue
		}
		kept = append(kept, ff)
	}
	if len(bodies) > 0 {
		r.markOthers(bodies)
	}
	return kept
}

// otherAt reports whether the place lies in a section on another body.
func (r *reader) otherAt(at int) bool {
	other := false
	for _, s := range r.sections {
		if s.Start > at {
			break
		}
		other = s.other
	}
	return other
}

// unitAbove returns the unit that is named above a form or in its first rows.
func (r *reader) unitAbove(ff foundForm) string {
	for _, b := range ff.caption {
		if m := formUnit.FindStringSubmatch(squeeze(r.t.slice(b.Start, b.End))); m != nil {
			return m[1]
		}
	}
	const top = 4
	for i, row := range ff.blocks[0].Table.Rows {
		for _, c := range row {
			if m := formUnit.FindStringSubmatch(squeeze(c.Text)); m != nil && i < top {
				return m[1]
			}
		}
	}
	return ""
}
