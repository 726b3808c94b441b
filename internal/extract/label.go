package extract

import (
	"regexp"
	"strings"

	"mingzhang/internal/document"
	"mingzhang/internal/fiscal"
)

// rowName is what the label of a table's row names.
type rowName struct {
	subject *subject
	class   *fiscal.Class
	measure fiscal.Measure // of a count, printed in brackets behind its name
}

var labelMeasure = regexp.MustCompile(`\((?:单位:)?(个|人|辆|批次|人次|次|台|万元|元|亿元|平方米)(?:[,/(、]?[台套])*\)*$`)

// labelTails are words that a label may put behind the name of an item.
var labelTails = []string{"", "支出", "决算", "支出决算", "费用", "合计", "总额"}

// rowName reads the label of a row as the name of an item, all of it. The
// topics are asked in turn for what a word means.
func (r *reader) rowName(label string, topics []topic, a account, known bool) (rowName, bool) {
	s := label
	for ordinalMark.MatchString(s) {
		s = ordinalMark.ReplaceAllString(s, "")
	}
	s = strings.TrimPrefix(s, "其中:")
	n := rowName{}
	if m := labelMeasure.FindStringSubmatchIndex(s); m != nil {
		n.measure = fiscal.Measure(s[m[2]:m[3]])
		s = s[:m[0]]
	}
	for _, t := range topics {
		for _, tail := range labelTails {
			name, ok := strings.CutSuffix(s, tail)
			if !ok || name == "" {
				continue
			}
			w, length := words().longest([]rune(name), t)
			if length != len([]rune(name)) || w.role != roleSubject {
				continue
			}
			if n.subject = w.subject; n.subject == nil && (known || whole[w.concept]) {
				n.subject = accountSubject(a, w.concept)
			}
			if n.subject != nil {
				return n, true
			}
		}
	}
	if known && r.knownClass(s) && n.measure == "" {
		n.subject, n.class = money(classItem[a]), r.class([]string{r.outerClass(s)})
		return n, true
	}
	return rowName{}, false
}

// countMeasures are what things are counted in where a label does not say.
var countMeasures = []struct {
	kind    measureKind
	measure fiscal.Measure
}{{byVehicles, fiscal.Vehicles}, {byBatches, fiscal.Batches}, {byPieces, fiscal.Pieces}, {byPeople, fiscal.Persons}}

// rowFact states the number in a cell of the row as an amount or count of what
// the row names, and reports whether the number is understood.
func (f *form) rowFact(c *document.Cell, n rowName, basis fiscal.Basis) bool {
	if _, ok := f.r.number(c); !ok {
		return false
	}
	measure := n.measure
	if measure == "" {
		measure = f.measure
		for _, count := range countMeasures {
			if n.subject.items[byMoney] == nil && n.subject.items[count.kind] != nil {
				measure = count.measure
				break
			}
		}
	}
	kind, ok := kindOf(measure)
	items := n.subject.items[kind]
	switch {
	case !ok:
		return false
	case len(items) > 0:
		f.state(c, items[0], n.class, nil, basis, measure)
		return true
	case n.subject.outside:
		f.r.declareFigures(c.Start, c.End, fiscal.OutsideVocabulary)
		return true
	}
	return false
}
