package data

import "mingzhang/internal/fiscal"

// Kind is a kind of text that can be searched.
type Kind int

const (
	AnyKind        Kind = iota
	UnitKind            // the name of a unit
	SectionKind         // the title of a section
	ParagraphKind       // a paragraph of the narrative
	ReasonKind          // a stated reason; its paragraph is one by itself
	EvaluationKind      // a goal, a result or an indicator of a 绩效自评表
	TermKind            // an entry of 名词解释
)

// kinds lists the kinds of text in the order of pages.
var kinds = []struct {
	Kind Kind
	Word string // in addresses
	Name string
}{
	{UnitKind, "unit", "单位"}, {ParagraphKind, "paragraph", "正文"}, {ReasonKind, "reason", "原因"},
	{EvaluationKind, "evaluation", "绩效自评"}, {SectionKind, "section", "章节"}, {TermKind, "term", "名词解释"},
}

// Kinds returns the kinds of text in the order of pages.
func Kinds() []Kind {
	var all []Kind
	for _, k := range kinds {
		all = append(all, k.Kind)
	}
	return all
}

// Word returns what addresses call the kind, "" for AnyKind.
func (k Kind) Word() string {
	for _, one := range kinds {
		if one.Kind == k {
			return one.Word
		}
	}
	return ""
}

// Name returns what pages call the kind.
func (k Kind) Name() string {
	for _, one := range kinds {
		if one.Kind == k {
			return one.Name
		}
	}
	return "全部"
}

// text reports whether texts of the kind are what documents are made of, each
// place once.
func (k Kind) text() bool { return k != AnyKind && k != UnitKind && k != ReasonKind }

// KindOf returns the kind that addresses call by a word.
func KindOf(word string) (Kind, bool) {
	for _, one := range kinds {
		if one.Word == word {
			return one.Kind, true
		}
	}
	return AnyKind, word == ""
}

// Index is what can be searched of one report, for Publish and SaveIndex.
type Index struct {
	Version  string // of the rules that made it: another one is to be made anew
	Passages []Passage
	Causes   []Cause
	Silent   []Silent
}

// Passage is one text that can be found.
type Passage struct {
	Kind       Kind
	Start, End int    // in the document's text
	Number     int    // which section, reason, evaluation or glossary entry of the report
	Text       string // the words to be found
}

// Cause is a stated reason with what it explains.
type Cause struct {
	Reason  int    // index in the report's reasons
	Wording string // the reason without figures and names
	Moved
}

// Silent is a change that no reason is given for.
type Silent struct {
	Item      fiscal.Item
	Basis     fiscal.Basis // Change or VarianceRate, as of a reason
	Direction fiscal.Direction
	Moved
}

// Moved is how far something moved.
type Moved struct {
	AmountFact, RateFact int    // indices of the facts that print it; -1: computed or unknown
	Amount, Rate         *int64 // 分, ten-thousandths of a percent; nil: unknown, or a rate from nothing
}

// passageID orders what is found: names of units, then the newest year first,
// and within a unit's year the order of the document. FTS5 is quick upwards
// alone.
type passageID int64

const (
	kindBits  = 4
	placeBits = 20
	unitBits  = 24
	// namesYear stands for the year of what belongs to none, above all years.
	namesYear = 2127
	maxPlace  = 1<<placeBits - 1
)

func newPassageID(year int, unit int64, place int, kind Kind) passageID {
	least, _ := passagesOf(year, unit)
	return least | passageID(place)<<kindBits | passageID(kind)
}

// passagesOf returns the least and the greatest id of a unit's year.
func passagesOf(year int, unit int64) (least, greatest passageID) {
	least = passageID(int64(namesYear-year)<<unitBits|unit) << (placeBits + kindBits)
	return least, least | (1<<(placeBits+kindBits) - 1)
}

func (p passageID) kind() Kind { return Kind(p & (1<<kindBits - 1)) }

func (p passageID) unit() int64 { return int64(p>>(kindBits+placeBits)) & (1<<unitBits - 1) }

// year returns 0 for what belongs to no year.
func (p passageID) year() int {
	if y := namesYear - int(p>>(kindBits+placeBits+unitBits)); y != namesYear {
		return y
	}
	return 0
}
