package extract

import (
	"mingzhang/internal/fiscal"
)

// clause is the state of reading a paragraph: what it speaks of, and what the
// words since the last comma say the next figure is.
type clause struct {
	r       *reader
	section *section
	topic   topic

	subject *subject
	class   *fiscal.Class
	account account

	compare fiscal.Basis // Change or BudgetChange once a comparison is named, until the sentence ends

	// Pending within one clause:
	basis      fiscal.Basis
	rate       fiscal.Basis
	share      bool
	completion bool
	sign       int
	adjacent   bool // only fillers since the word that the next figure belongs to
	bare       bool // only fillers since the clause began

	named bool // the sentence has named its subject; else it is the section's

	last int // index of the last fact of this paragraph, -1
}

// paragraph reads the figures, reasons and statements of nothing in
// [start:end], a paragraph of section s.
func (r *reader) paragraph(s *section, start, end int) {
	tp := s.topic
	c := &clause{r: r, section: s, topic: tp, account: tp.account(), last: -1}
	c.subject = defaultSubject[tp]
	toks := r.lex(start, end, tp)
	for i := 0; i < len(toks); i++ {
		tok := toks[i]
		if tok.role == roleReason {
			if next, ok := c.reason(toks, i); ok {
				i = next - 1
				continue
			}
		}
		if tok.role == roleNone {
			if next, ok := c.none(toks, i); ok {
				i = next - 1
				continue
			}
		}
		c.step(toks, i)
	}
}

func (c *clause) step(toks []token, i int) {
	tok := toks[i]
	switch tok.role {
	case roleStop:
		c.pause()
		c.compare = ""
	case roleComma:
		c.pause()
	case roleText:
		c.adjacent, c.bare = false, false
	case roleClass:
		c.name(&subject{items: map[measureKind][]fiscal.Item{byMoney: {classItem[c.account]}}}, c.r.class(tok.path))
	case roleSubject:
		if c.share {
			return // the whole of which the figure is a share
		}
		if i+1 < len(toks) && toks[i+1].role == roleReason && c.last >= 0 {
			return // 与公务用车保有量差异原因是: compared with, not spoken of
		}
		c.name(c.subjectOf(tok), nil)
	case rolePart:
		if c.subject != nil && c.subject.parts[tok.part] != nil {
			c.rate, c.basis, c.sign = "", fiscal.Final, 0
			c.adjacent = true
			c.part(tok.part)
		} else {
			c.adjacent = false
		}
	case roleBasis:
		c.basis, c.adjacent = tok.basis, true
	case roleRate:
		c.rate, c.adjacent = tok.basis, true
	case roleShare:
		c.share = true
	case roleCompletion:
		c.completion = true
	case roleDirection:
		c.sign, c.adjacent = tok.sign, true
	case roleComparison:
		c.compare = tok.basis
		c.adjacent = true
	case roleForm:
		c.form(toks, i)
	case roleFigure:
		c.figure(tok)
	}
}

func (c *clause) fact(i int) fiscal.Fact { return c.r.report.Facts[i] }

// pause forgets what a comma ends.
func (c *clause) pause() {
	c.basis, c.rate, c.share, c.completion, c.sign = "", "", false, false, 0
	c.adjacent, c.bare = false, true
}

func (c *clause) name(s *subject, class *fiscal.Class) {
	c.subject, c.class = s, class
	c.basis, c.rate, c.sign = "", "", 0
	c.adjacent, c.named = true, true
}

// part turns to one side of the subject; the whole stays known for the next side.
func (c *clause) part(p part) {
	side := *c.subject.parts[p]
	side.parts = c.subject.parts
	c.subject = &side
}

// subjectOf resolves a bare total or balance by the section's account.
func (c *clause) subjectOf(tok token) *subject {
	if tok.subject != nil {
		return tok.subject
	}
	return accountSubject(c.account, tok.concept)
}

// figure gives the figure its item and basis, or leaves it unread.
func (c *clause) figure(tok token) {
	f := *tok.figure
	if c.subject == nil {
		return
	}
	if f.measure == fiscal.Percent {
		if basis := c.percentBasis(f); basis != "" {
			c.state(tok, c.items(byMoney), basis)
		}
		c.sign, c.rate = 0, ""
		return
	}
	kind, ok := kindOf(f.measure)
	if !ok || !c.belongs(kind) {
		return
	}
	items := c.items(kind)
	if items == nil {
		return
	}
	switch {
	case c.sign != 0 && c.compare == fiscal.BudgetChange:
		c.state(tok, items[:1], fiscal.BudgetChange)
	case c.sign != 0:
		c.state(tok, items[:1], fiscal.Change)
	case c.basis == "" || c.basis == fiscal.Final:
		c.state(tok, items, fiscal.Final)
	default:
		c.state(tok, items[:1], c.basis)
	}
	c.sign, c.basis = 0, ""
	c.adjacent = false
}

// belongs reports whether the figure that follows is the subject's: it stands
// next to its name, or next to the word for a basis or a change, or is a
// further count of it behind a comma (0批次，0人次). A figure next to a word
// that is not understood is somebody else's and stays unread.
func (c *clause) belongs(kind measureKind) bool {
	if c.adjacent {
		return c.named || c.basis != "" || c.sign != 0
	}
	return c.bare && c.named && kind != byMoney
}

// items returns what a figure of this kind is a quantity of. A rate belongs to
// the item of any kind that the sentence has just changed.
func (c *clause) items(kind measureKind) []fiscal.Item {
	if c.subject == nil {
		return nil
	}
	return c.subject.items[kind]
}

func (c *clause) percentBasis(f figure) fiscal.Basis {
	switch {
	case c.rate != "":
		return c.rate
	case c.completion:
		return fiscal.CompletionRate
	case c.sign != 0 && c.adjacent && c.compare == fiscal.BudgetChange:
		return fiscal.VarianceRate
	case c.sign != 0 && c.adjacent:
		return fiscal.ChangeRate
	case c.share && c.named:
		return fiscal.Share
	}
	return ""
}

// state records the figure as a fact of each item; more than one only for a
// total that is stated of both sides at once.
func (c *clause) state(tok token, items []fiscal.Item, basis fiscal.Basis) {
	if len(items) == 0 {
		return
	}
	if basis != fiscal.Final {
		items = items[:1]
	}
	f := *tok.figure
	v, ok := f.value(c.r.t)
	if !ok {
		return
	}
	if c.sign < 0 && !v.IsNeg() && !v.IsZero() {
		v = v.Neg()
	}
	for _, item := range items {
		start, end := f.span()
		c.last = len(c.r.report.Facts)
		c.r.report.Facts = append(c.r.report.Facts, fiscal.Fact{
			Item: item, Class: c.class, Basis: basis, Value: &v, Measure: f.measure,
			Origin: fiscal.Stated, Source: c.r.source(start, end),
		})
	}
	c.r.mark(f.start, inFact)
}
