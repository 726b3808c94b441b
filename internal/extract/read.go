// Package extract reads a document into a report: its sections, what each
// sentence states, its evaluation tables, and the account of every figure.
//
// It is a grammar, not a list of sentences: a vocabulary (vocabulary.go,
// cues.go) of what items and quantities are called, and a clause reader
// (clause.go) that keeps what is being spoken of from word to word. Another
// region's wording is another word or another shape of clause.
package extract

import (
	"slices"
	"sort"

	"github.com/govalues/decimal"

	"mingzhang/internal/document"
	"mingzhang/internal/fiscal"
)

// Version names the reading rules. It is stored with every edition, so that it
// is known which reader a published figure came from.
const Version = "3"

var hundred = decimal.MustNew(100, 0)

// reader is the state of reading one document.
type reader struct {
	doc      *document.Document
	t        *text
	report   *fiscal.Report
	sections []*section
	figures  []figure
	figureAt map[int]int // index into figures by first digit
	marks    []mark
	nothing  []fiscal.Fact
	taken    map[int]bool // blocks, by their start, that belong to a standard form
	// formFacts are kept apart until the narrative is read: what the narrative
	// says comes first, with its sentences.
	formFacts []fiscal.Fact
	formUnit  string // the unit named above a form

	unitNames []string // what the document calls its unit, as far as known before reading
	outer     []string // the 类 of the year, see outerClasses
	width     int      // see pageWidth

	others   map[string]bool // other bodies whose accounts the document gives too
	bodyOnly bool            // the accounts are those of the body without its units: (本级)
	noise    []document.Span
}

// Read reads the document. The error is an *document.Error when the document
// is no 部门决算 or is not whole; what is understood only in part is reported in
// Coverage instead.
func Read(doc *document.Document) (*fiscal.Report, error) {
	report, err := Part(doc)
	if err == nil {
		err = Whole(report)
	}
	if err != nil {
		return nil, err
	}
	return report, nil
}

// Part reads a document that may be one of several that make a report
// together, such as a workbook of its forms: unlike Read it does not ask for
// the totals and the year.
func Part(doc *document.Document) (*fiscal.Report, error) {
	r := newReader(doc)
	if err := r.refuse(); err != nil {
		return nil, err
	}
	r.width = r.pageWidth()
	r.nameEarly()
	r.sections = r.outline()
	for _, s := range r.sections {
		r.report.Sections = append(r.report.Sections, s.Section)
	}
	r.report.Year = r.year()
	r.markOthers(nil)
	r.findOthers()
	r.readForms()
	for _, s := range r.sections {
		r.readSection(s)
	}
	r.report.Facts = append(r.report.Facts, r.formFacts...)
	r.codesOfForms()
	r.keepNothing()
	r.identify()
	r.account()
	r.derivePriors()
	return r.report, nil
}

func newReader(doc *document.Document) *reader {
	r := &reader{doc: doc, t: newText(doc.Text), figureAt: map[int]int{}, taken: map[int]bool{}}
	r.report = &fiscal.Report{
		Document: fiscal.Document{Name: doc.Name, SHA256: doc.SHA256, MediaType: doc.MediaType, Bytes: doc.Bytes, Pages: doc.Pages},
		Unit:     fiscal.Unit{Aliases: []string{}},
		Sections: []fiscal.Section{}, Facts: []fiscal.Fact{}, Reasons: []fiscal.Reason{},
		Evaluations: []fiscal.Evaluation{}, Tables: []fiscal.Table{}, Glossary: []fiscal.Term{}, Checks: []fiscal.Check{},
	}
	d := &r.report.Document
	for _, p := range doc.Parts {
		d.Parts = append(d.Parts, fiscal.DocumentPart(p))
	}
	for _, o := range doc.Omitted {
		d.Omitted = append(d.Omitted, fiscal.Omission(o))
	}
	r.figures = r.t.figures()
	r.marks = make([]mark, len(r.figures))
	for i, f := range r.figures {
		r.figureAt[f.start] = i
	}
	return r
}

func (r *reader) readSection(s *section) {
	free := slices.DeleteFunc(slices.Clone(s.blocks), func(b document.Block) bool { return r.taken[b.Start] })
	blocks := r.rejoin(free)
	for i, b := range blocks {
		switch {
		case b.Table != nil && b.Table.Continues && i > 0 && blocks[i-1].Table != nil:
			// read with the table that it continues
		case b.Table != nil:
			r.table(s, wholeTable(blocks[i:]), blocks[:i])
		case s.part == topicGlossary || s.topic == topicGlossary:
			r.glossaryEntry(b)
		case s.part == topicForms || s.topic == topicForms:
			r.listedForm(b)
		case !s.topic.states():
			r.enumerator(b)
			r.declareFigures(b.Start, b.End, fiscal.Narrative)
		default:
			start := r.enumerator(b)
			if r.ofOther(s, start, b.End) {
				continue
			}
			end := r.storyStart(s, start, b.End)
			r.paragraph(s, start, end, start > b.Start)
			r.declareFigures(end, b.End, fiscal.Narrative)
			if s.topic == topicOrganisation || s.topic == topicProfile || s.part == topicProfile && s.topic == topicNone {
				r.declareFigures(start, end, fiscal.Narrative) // 下设4个科室
			}
		}
	}
}

// stories are the words behind which a paragraph on performance tells of
// achievements and plans and states no accounts any more.
var stories = []string{"取得的成效", "取得的成绩", "发现的问题", "存在的问题", "改进措施"}

func (r *reader) storyStart(s *section, start, end int) int {
	if s.topic != topicPerformance {
		return end
	}
	for i := start; i < end; i++ {
		for _, w := range stories {
			if r.t.has(i, w) {
				return i
			}
		}
	}
	return end
}

// enumerator skips and declares the number a paragraph begins with: 1. (2) 3、
func (r *reader) enumerator(b document.Block) int {
	t, i := r.t, b.Start
	open := i < b.End && t.folded[i] == '('
	k := i
	if open {
		k++
	}
	j := t.digits(k)
	if j == k || j-k > 2 || j >= b.End {
		return b.Start
	}
	closed := t.folded[j] == ')'
	point := t.folded[j] == '、' || t.folded[j] == '.' && (j+1 >= b.End || !digit(t.folded[j+1]) || r.figures[r.figureAt[i]].end == j)
	if open && closed || !open && (closed || point) {
		r.declareFigures(i, j, fiscal.Enumerator)
		return j + 1
	}
	return b.Start
}

// source returns the place [start:end] with the innermost section around it.
func (r *reader) source(start, end int) *fiscal.Source {
	s := &fiscal.Source{Section: r.sectionAt(start), Start: start, End: end, Text: r.t.slice(start, end)}
	if page := r.pageAt(start); page > 0 {
		s.Page = &page
	}
	return s
}

func (r *reader) sectionAt(at int) string {
	i := sort.Search(len(r.sections), func(i int) bool { return r.sections[i].Start > at })
	if i == 0 {
		return ""
	}
	return r.sections[i-1].ID
}

func (r *reader) pageAt(at int) int {
	blocks := r.doc.Blocks
	i := sort.Search(len(blocks), func(i int) bool { return blocks[i].Start > at })
	if i == 0 {
		return 0
	}
	return blocks[i-1].Page
}
