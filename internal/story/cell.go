package story

import (
	"strings"

	"mingzhang/internal/fiscal"
)

// Nothing is the kind of nothing that an empty cell shows. A stated 0.00 is no
// nothing: it is a figure.
type Nothing string

const (
	StatedNone   Nothing = "none"      // the document says in words that there is nothing
	NotMentioned Nothing = "unstated"  // the document does not speak of it
	Unread       Nothing = "unread"    // something is printed there that could not be read
	NotForCell   Nothing = "undefined" // the form itself has no quantity here

	NoDocument Nothing = "unknown"    // no document of the unit's year is loaded
	Incomplete Nothing = "incomplete" // what the figure would be computed from is not fit for it
	NoWhole    Nothing = "no_whole"   // 本年支出合计 to set it against is not stated
	NoStaff    Nothing = "no_staff"   // nor 在职人员
	NoPrior    Nothing = "no_prior"   // nor the year before
	NoBudget   Nothing = "no_budget"  // nor a budget
)

var nothingTerms = map[Nothing]string{
	StatedNone: "文中说明无", Unread: "未能读出", NotMentioned: "未提及", NotForCell: "—",
	NoDocument: "没有文件", Incomplete: "无法计算", NoWhole: "缺支出合计", NoStaff: "缺在职人数", NoPrior: "缺上年数", NoBudget: "缺预算数",
}

// Term returns the words a page shows for a nothing.
func (n Nothing) Term() string { return nothingTerms[n] }

// Cell is one place of a table: a figure, or the kind of nothing it is.
type Cell struct {
	Figure  *Figure
	Nothing Nothing // "" when Figure is set
	At      int     // where a stated nothing is said; -1 otherwise
	Facts   []int   // the fact that states the nothing
	// Corrected says what a person changed of a stated nothing, as Figure.Corrected.
	Corrected string
}

// filled returns the cell of a figure.
func filled(f Figure) Cell { return Cell{Figure: &f, At: f.At, Facts: f.Facts} }

// empty returns the cell of a nothing that no fact states.
func empty(n Nothing) Cell { return Cell{Nothing: n, At: -1} }

// cell returns what the report says of an item: its figure, or which nothing.
func (b *Book) cell(item fiscal.Item, class *fiscal.Class, basis fiscal.Basis) Cell {
	i := b.find(fiscal.Key{Item: item, Class: class.String(), Basis: basis})
	if i < 0 {
		return empty(b.absence(item))
	}
	if b.Report.Facts[i].Value == nil {
		return Cell{Nothing: StatedNone, At: b.place(i), Facts: []int{i}, Corrected: b.corrected(i)}
	}
	return filled(b.FactFigure(i))
}

// topicsOf names the sections in which an item is spoken of, by the first
// word of the item.
var topicsOf = map[string][]string{
	"income": {"overall", "income"}, "expense": {"overall", "expense"}, "fiscal": {"fiscal"},
	"general": {"general", "basic"}, "fund": {"fund"}, "capital": {"capital"}, "sangong": {"sangong"},
	"agency": {"agency"}, "procurement": {"procurement", "notes"}, "assets": {"assets", "sangong"},
	"staff": {"organisation"}, "evaluation": {"performance"},
}

// absence tells not mentioned from unread: where the section that speaks of the
// item holds a figure that was not understood, the item may be that figure.
func (b *Book) absence(item fiscal.Item) Nothing {
	for _, topic := range TopicsOf(item) {
		if b.topics[topic] {
			return Unread
		}
	}
	return NotMentioned
}

// TopicsOf names the sections in which an item is spoken of: an unread figure
// there may be the one that is missing.
func TopicsOf(item fiscal.Item) []string {
	family, _, _ := strings.Cut(string(item), ".")
	return topicsOf[family]
}

// Cell returns what the report says of a total.
func (b *Book) Cell(item fiscal.Item, basis fiscal.Basis) Cell { return b.cell(item, nil, basis) }

// FactCell returns the cell of one fact read by itself, apart from its report;
// nil gives a cell that is not mentioned.
func FactCell(f *fiscal.Fact) Cell {
	switch {
	case f == nil:
		return empty(NotMentioned)
	case f.Value == nil:
		return Cell{Nothing: StatedNone, At: sourceStart(f), Corrected: CorrectionWords(f.Correction)}
	}
	figure := Figure{Text: fiscal.Format(*f.Value), Unit: string(f.Measure), Value: *f.Value, At: sourceStart(f), Derived: f.Origin == fiscal.Derived, Corrected: CorrectionWords(f.Correction)}
	if figure.Derived {
		figure.Formula = "由当年或次年文件中的数推算"
	}
	return filled(figure)
}

func sourceStart(f *fiscal.Fact) int {
	if f.Source == nil {
		return -1
	}
	return f.Source.Start
}
