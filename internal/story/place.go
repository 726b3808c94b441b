package story

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"mingzhang/internal/fiscal"
)

// Place is a spot of the readable source that pages link to, and what stands there.
type Place struct {
	Start, End int    // code points of the document's text
	Title      string // what the words are: 项目支出 · 占比
	Back       string // where the report shows it, relative to the report's address: "#spending", "evaluations/2"
	Kind       PlaceKind
}

// PlaceKind tells figures from the passages around them.
type PlaceKind int

const (
	FigurePlace    PlaceKind = iota // a fact's figure
	CellPlace                       // a cell of an evaluation
	ReasonPlace                     // a stated reason
	NothingPlace                    // a statement of nothing
	UnreadPlace                     // a figure that was not understood
	PassagePlace                    // a glossary entry, a listed form, a place a check points at
	DeclaredPlace                   // a figure that is no quantity of the accounts
	CorrectedPlace                  // a figure whose meaning a person gave
)

// sectionsOf names the question of the report page that shows an item, by the
// first word of the item.
var sectionsOf = map[string]string{
	"income": "flow", "expense": "flow", "fiscal": "budget", "general": "spending", "fund": "spending", "capital": "spending",
	"sangong": "sangong", "agency": "other", "procurement": "other", "assets": "other", "staff": "other", "evaluation": "performance",
}

func sectionOf(f fiscal.Item, basis fiscal.Basis) string {
	family, _, _ := strings.Cut(string(f), ".")
	if family != "sangong" {
		switch basis {
		case fiscal.Change, fiscal.ChangeRate, fiscal.Prior:
			return "#prior"
		case fiscal.InitialBudget, fiscal.FullBudget, fiscal.VarianceRate, fiscal.BudgetChange, fiscal.CompletionRate:
			return "#budget"
		}
	}
	return "#" + sectionsOf[family]
}

// FormPath is the page of a standard form below the report's address.
func FormPath(number int) string { return "forms/" + strconv.Itoa(number) }

// Places returns every place that the pages of the report may link to, in the
// order of the text; of two at the same start the longer comes first.
func (b *Book) Places() []Place {
	r := b.Report
	var all []Place
	for _, f := range r.Facts {
		if f.Source == nil {
			continue
		}
		p := Place{Start: f.Source.Start, End: f.Source.End, Title: b.name(f.Item, f.Class) + " · " + f.Basis.Term(), Back: sectionOf(f.Item, f.Basis)}
		if f.Value == nil {
			p.Kind, p.Title = NothingPlace, f.Item.Term()+"：文中说明无"
		}
		if f.Correction != nil {
			p.Kind, p.Title = CorrectedPlace, p.Title+"（人工校正）"
		}
		if f.Source.Form > 0 {
			p.Back = FormPath(f.Source.Form)
		}
		all = append(all, p)
	}
	for _, why := range b.Whys() {
		s := why.Reason.Source
		all = append(all, Place{Start: s.Start, End: s.End, Title: why.Name + why.Basis + "的原因", Back: "#why", Kind: ReasonPlace})
	}
	for n, e := range r.Evaluations {
		for _, address := range slices.Sorted(maps.Keys(e.Cells)) {
			s := e.Cells[address]
			p := Place{Start: s.Start, End: s.End, Title: CellName(address), Back: EvaluationPath(n) + "#c-" + shownAt(address), Kind: CellPlace}
			if _, ok := e.Corrected[address]; ok {
				p.Kind, p.Title = CorrectedPlace, p.Title+"（人工校正）"
			}
			all = append(all, p)
		}
	}
	for _, u := range r.Coverage.Unread {
		all = append(all, Place{Start: u.Start, End: u.Start + len([]rune(u.Text)), Title: "程序未能读懂的数字", Back: "checks#unread", Kind: UnreadPlace})
	}
	for _, t := range r.Glossary {
		all = append(all, Place{Start: t.Source.Start, End: t.Source.End, Title: t.Term, Back: "", Kind: PassagePlace})
	}
	for _, t := range r.Tables {
		all = append(all, Place{Start: t.Source.Start, End: t.Source.End, Title: t.Title, Back: "#forms", Kind: PassagePlace})
		if t.Note != nil {
			all = append(all, Place{Start: t.Note.Start, End: t.Note.End, Title: t.Title, Back: FormPath(t.Form), Kind: PassagePlace})
		}
	}
	for _, c := range r.Checks {
		for _, s := range c.Sources {
			all = append(all, Place{Start: s.Start, End: s.End, Title: "核对：" + c.Title, Back: "checks", Kind: PassagePlace})
		}
	}
	return ordered(all)
}
