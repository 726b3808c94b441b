// Package specimen makes 部门决算 of invented units with known truth: reports
// as different regions word and lay them out, consistent to the cent, together
// with every fact they state. It is test support: the tests of the readers and
// of the checks use it, and nothing that cmd/portal is built of imports it.
package specimen

import (
	"math/rand/v2"
	"slices"

	"mingzhang/internal/fiscal"
)

// Options fixes what would otherwise be left to chance.
type Options struct {
	Style    string  // the name of a style of the narrative, see Styles
	Layout   *Layout // how the forms are laid out
	NoForms  bool    // the narrative alone
	Measured bool    // money in 万元 everywhere, to the same two decimals
	Plant    Plant   // an error to make, see Planted; "" for none

	Evaluations    int // 绩效自评表 of projects; one of the whole unit comes with them
	Contradictions int // how many cells of them contradict others, see Contradictions
}

// Specimen is one invented report: its content and what it states.
type Specimen struct {
	Seed   uint64
	Style  string
	Layout Layout
	Unit   fiscal.Unit
	Year   int
	Title  string

	Blocks []Block

	former     string // the unit's name until this year
	books      *accounts
	options    Options
	statements []Statement
	reasons    []fiscal.Reason
	none       map[fiscal.Item]bool // called nothing in words
	emptyForms map[int]bool
	planted    Planted

	tables         []fiscal.Evaluation
	contradictions []fiscal.CellRef
}

// Statement is one fact of a specimen, with the words or the row it stands in.
type Statement struct {
	fiscal.Fact
	Context string
}

// New makes the specimen of a seed: the same seed and options give the same
// specimen.
func New(seed uint64, o Options) *Specimen {
	c := chanceOf(seed, 0x9e3779b97f4a7c15)
	m := draw(c, o)
	return m.report(c, seed, o, m.year, newAccounts(c, m.unit, m.year, grainOf(m.layout.Measure), nil))
}

func chanceOf(seed, stream uint64) chance { return chance{rand.New(rand.NewPCG(seed, stream))} }

// manner is what chance decides of a report before its books.
type manner struct {
	style  style
	year   int
	layout Layout
	unit   unit
	former string // the unit's name until this year, said in the narrative; "" when it did not change
}

func draw(c chance, o Options) manner {
	m := manner{style: pick(c, styles...)}
	for _, named := range styles {
		if named.name == o.Style {
			m.style = named
		}
	}
	m.year = 2016 + c.IntN(10)
	m.layout = newLayout(c)
	if o.Layout != nil {
		m.layout = *o.Layout
	}
	if o.Measured {
		m.layout.Measure = fiscal.TenThousandYuan
	}
	m.unit = newUnit(c)
	return m
}

// report writes the report of a year with these books.
func (m manner) report(c chance, seed uint64, o Options, year int, books *accounts) *Specimen {
	s := &Specimen{
		Seed: seed, Style: m.style.name, Layout: m.layout, Unit: m.unit.Unit, Year: year, former: m.former, books: books,
		options: o, none: map[fiscal.Item]bool{}, emptyForms: map[int]bool{},
	}
	s.Title = fullName(s.Unit) + m.style.title(year)
	m.style.write(newProse(c, s, m.style))
	s.spoilYear()
	s.evaluations()
	return s
}

// grainOf is what every amount is a multiple of: reports whose forms are in
// 万元 are made of amounts that are whole in the last printed digit.
func grainOf(m fiscal.Measure) amount {
	if m == fiscal.Yuan {
		return 1
	}
	return 100_00
}

// Statements lists what the specimen states: narrative first, then the forms,
// then what its words call nothing and no figure states.
func (s *Specimen) Statements() []Statement {
	stated := map[fiscal.Item]bool{}
	for _, f := range s.statements {
		if f.Basis == fiscal.Final {
			stated[f.Item] = true
		}
	}
	all := append([]Statement{}, s.statements...)
	for _, info := range fiscal.Items {
		if s.none[info.Item] && !stated[info.Item] {
			all = append(all, Statement{fiscal.Fact{
				Item: info.Item, Basis: fiscal.Final, Origin: fiscal.StatedNone, Source: &fiscal.Source{},
			}, "无"})
		}
	}
	return all
}

// Facts lists what the specimen states as the facts a reader is to find.
// Source gives only the form (0 for the narrative) and the figure as printed.
func (s *Specimen) Facts() []fiscal.Fact {
	var facts []fiscal.Fact
	for _, st := range s.Statements() {
		facts = append(facts, st.Fact)
	}
	return facts
}

// States reports whether the narrative prints a figure of an item's total in a
// basis.
func (s *Specimen) States(item fiscal.Item, b fiscal.Basis) bool {
	return slices.ContainsFunc(s.statements, func(st Statement) bool {
		f := st.Fact
		return f.Item == item && f.Basis == b && f.Class == nil && f.Source.Form == 0
	})
}

// Denied reports whether words of the specimen say that there is nothing of the
// item, whether or not a figure says so too.
func (s *Specimen) Denied(item fiscal.Item) bool { return s.none[item] }

// Reasons lists the reasons that the narrative gives.
func (s *Specimen) Reasons() []fiscal.Reason { return s.reasons }

// EmptyForms lists the numbers of the standard forms that the specimen calls empty.
func (s *Specimen) EmptyForms() []int {
	var all []int
	for n := 1; n <= len(fiscal.Forms); n++ {
		if s.emptyForms[n] {
			all = append(all, n)
		}
	}
	return all
}

// Block is one piece of a specimen in its order: a heading, a paragraph or a form.
type Block struct {
	Heading int // 1 for 第一部分, 2 for 一、, 3 for （一）; 0 for a paragraph
	Centre  bool
	Text    string
	Form    *Form
}
