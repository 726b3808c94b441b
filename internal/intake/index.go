package intake

import (
	"context"
	"strconv"
	"strings"

	"mingzhang/internal/data"
	"mingzhang/internal/document"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/story"
)

// IndexVersion names the rules by which texts are made ready to be searched:
// another one means that stored editions are indexed anew.
const IndexVersion = "1"

// Reindex indexes the newest editions that were published without an index, or
// with one by other rules, and returns how many that were.
func Reindex(ctx context.Context, store *data.Store) (int, error) {
	stale, err := store.Unindexed(ctx, IndexVersion)
	if err != nil {
		return 0, err
	}
	for n, id := range stale {
		r, err := store.Report(ctx, id)
		if err != nil {
			return n, err
		}
		text, layout, err := store.Layout(ctx, id)
		if err != nil {
			return n, err
		}
		doc := document.Lines(text)
		if layout != nil {
			if doc, err = document.Restore(text, layout); err != nil {
				return n, err
			}
		}
		if err := store.SaveIndex(ctx, id, index(doc, story.Open(r))); err != nil {
			return n, err
		}
	}
	return len(stale), nil
}

// index returns what can be searched of a report.
func index(doc *document.Document, b *story.Book) data.Index {
	x := indexer{runes: []rune(doc.Text), doc: doc, report: b.Report}
	x.sections()
	x.terms()
	x.paragraphs()
	x.reasons()
	x.evaluations()
	causes, silent := causes(b)
	return data.Index{Version: IndexVersion, Passages: x.passages, Causes: causes, Silent: silent}
}

// indexer collects the passages of a report, each text once; but a reason
// stands in its paragraph as well.
type indexer struct {
	runes    []rune
	doc      *document.Document
	report   *fiscal.Report
	passages []data.Passage
	taken    map[int]bool // starts of paragraphs that are something else
}

func (x *indexer) add(kind data.Kind, start, end, number int) {
	if start < 0 || end > len(x.runes) || start >= end {
		return // a place outside the text cannot be shown
	}
	x.passages = append(x.passages, data.Passage{Kind: kind, Start: start, End: end, Number: number, Text: string(x.runes[start:end])})
}

// blockAt returns the paragraph that holds a place.
func (x *indexer) blockAt(at int) (document.Block, bool) {
	for _, b := range x.doc.Blocks {
		if b.Start <= at && at < b.End {
			return b, b.Table == nil
		}
	}
	return document.Block{}, false
}

func (x *indexer) sections() {
	x.taken = map[int]bool{}
	for i, s := range x.report.Sections {
		if b, ok := x.blockAt(s.Start); ok && s.Title != "" && b.Start == s.Start {
			x.taken[b.Start] = true
			x.add(data.SectionKind, b.Start, b.End, i)
		}
	}
}

// terms adds the entries of 名词解释, each with the term in front of it where
// both are one paragraph.
func (x *indexer) terms() {
	for i, t := range x.report.Glossary {
		start, end := t.Source.Start, t.Source.End
		if b, ok := x.blockAt(start); ok && !x.taken[b.Start] {
			x.taken[b.Start] = true
			start, end = b.Start, max(b.End, end)
		}
		x.add(data.TermKind, start, end, i)
	}
}

// paragraphs adds the running text, without what is printed around the forms.
func (x *indexer) paragraphs() {
	for _, b := range x.doc.Blocks {
		if b.Table == nil && !x.taken[b.Start] && x.topicAt(b.Start) != "forms" {
			x.add(data.ParagraphKind, b.Start, b.End, 0)
		}
	}
}

// topicAt returns the topic of the innermost section at a place.
func (x *indexer) topicAt(at int) string {
	topic := ""
	for _, s := range x.report.Sections {
		if s.Start <= at && at < s.End {
			topic = s.Topic
		}
	}
	return topic
}

func (x *indexer) reasons() {
	for i, r := range x.report.Reasons {
		x.add(data.ReasonKind, r.Source.Start, r.Source.End, i)
	}
}

// evaluations adds goals, results, and of each indicator its name and what is
// said of its deviation.
func (x *indexer) evaluations() {
	for n, e := range x.report.Evaluations {
		addresses := []string{"goal", "result"}
		for i := range e.Indicators {
			at := "indicators." + strconv.Itoa(i) + "."
			addresses = append(addresses, at+"level3", at+"deviation")
		}
		seen := map[int]bool{} // a merged cell stands in several rows
		for _, address := range addresses {
			s, ok := e.Cells[address]
			if !ok || seen[s.Start] || strings.TrimSpace(s.Text) == "" {
				continue
			}
			seen[s.Start] = true
			x.add(data.EvaluationKind, s.Start, s.End, n)
		}
	}
}
