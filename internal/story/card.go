package story

import (
	"strconv"
	"strings"

	"mingzhang/internal/fiscal"
)

// FactName says in words what a fact is about: its item, and its way through
// the classification.
func FactName(f fiscal.Fact) string {
	name := f.Item.Term()
	for _, c := range []*fiscal.Class{f.Class, f.EconomicClass} {
		if c != nil && len(c.Path) > 0 {
			name += "：" + strings.Join(c.Path, " › ")
		}
	}
	return name
}

// FactValue says a fact's quantity as a reader does: "2.14 万元", "97.15%", or
// the words for its nothing.
func FactValue(f fiscal.Fact) string {
	if f.Value == nil {
		return StatedNone.Term()
	}
	return f.Measure.With(fiscal.Format(*f.Value))
}

// FindingOf returns a check that was read apart from its report, with the
// facts that it is about.
func FindingOf(c fiscal.Check, facts []fiscal.Fact) Finding {
	found := Finding{Check: c}
	for _, f := range facts {
		found.Places = append(found.Places, CheckPlace{Name: shortName(f), Text: FactValue(f), At: sourceStart(&f), Corrected: CorrectionWords(f.Correction)})
	}
	for _, s := range c.Sources {
		found.Places = append(found.Places, CheckPlace{Name: "原文", Text: s.Text, At: s.Start})
	}
	return found
}

// shortName is the last name of a fact's class, or its item, with what tells
// it from the facts beside it.
func shortName(f fiscal.Fact) string {
	name := f.Item.Term()
	for _, c := range []*fiscal.Class{f.EconomicClass, f.Class} {
		if c != nil && len(c.Path) > 0 {
			name = c.Path[len(c.Path)-1]
		}
	}
	switch {
	case f.Basis != fiscal.Final:
		name += "（" + f.Basis.Term() + "）"
	case f.Class != nil || f.EconomicClass != nil:
		name += "（" + f.Item.Term() + "）" // a row of a form has several
	}
	if f.Source != nil && f.Source.Form > 0 {
		name = "表 " + strconv.Itoa(f.Source.Form) + " " + name
	}
	return name
}

// card returns the address of the card of the first of some cells that a fact
// stands behind; "" when none does, or before the report is published.
func (b *Book) card(cells ...Cell) string {
	if b.Edition == "" {
		return ""
	}
	for _, c := range cells {
		if len(c.Facts) > 0 {
			i := c.Facts[0]
			return "/f/" + fiscal.FigureID{Edition: b.Edition, At: max(b.place(i), 0), Tag: b.Report.Facts[i].Tag()}.String()
		}
	}
	return ""
}
