package extract

import "mingzhang/internal/fiscal"

// clause is the state of reading a paragraph: what it speaks of, and what the
// words since the last comma say the next figure is.
type clause struct {
	r       *reader
	section *section
	topic   topic
	scope
	outer []scope     // of the brackets that are open
	stale bool        // see stale
	led   bool        // it has named a sum or balance
	mixed bool        // it has named those of several accounts: bare names are of none
	sums  [3]*subject // by side, the sum of it first named
	class []string    // the classification path last named, for paths that go on below it
}

// scope is what a remark in brackets leaves as it was.
type scope struct {
	subject *subject
	path    *fiscal.Class
	kind    *fiscal.Class // of 支出经济分类, in the section on basic expenditure
	account account
	known   bool // the account is the section's or has been named
	named   bool // the paragraph has named its subject; else it is the section's

	compare  fiscal.Basis // Change or BudgetChange once a comparison is named, until the sentence ends
	against  fiscal.Basis // what a figure directly behind the comparison is
	budget   bool         // the last comparison of the paragraph was with a budget
	told     told         // what the last amount of the sentence is
	listed   fiscal.Basis // what the figures of a list are that do not say it, "" for final
	whole    listWhole    // of the list that is open
	unsure   bool         // the sentence may speak of a list's whole or of its last part
	compared bool         // unsure, but a reason that follows is that part's
	via      account      // the account that the clause says the money is of: 使用政府性基金安排的…
	year     int          // the year that the sentence names, 0 for none

	// Pending within one clause:
	basis      fiscal.Basis
	rate       fiscal.Basis
	share      bool
	completion bool
	meets      fiscal.Basis // the budget that is met
	sign       int
	leftover   bool // the direction is one of two that a template left
	adjacent   bool // only fillers since the word that the next figure belongs to
	bare       bool // only fillers since the clause began
	foreign    bool // a noun of the clause is not understood: what follows is its
	joint      bool // several subjects are named together
	use        bool // what money went to is being told
	counted    bool // the figure before was a count of the subject

	last   int // index of the last fact of this paragraph, -1
	recent int // index of the last fact of this sentence, -1
	// sentence is the index of the first fact that the sentence states.
	sentence int
}

// paragraph reads the figures, reasons and statements of nothing in
// [start:end], a paragraph of section s.
// item is true when it is an item of a numbered list.
func (r *reader) paragraph(s *section, start, end int, item bool) {
	c := &clause{r: r, section: s, topic: s.topic, class: s.class}
	c.account, c.known, c.bare = s.account, s.accountKnown(), true
	c.last, c.recent, c.sentence = -1, -1, len(r.report.Facts)
	if s.overall && (s.topic == topicNone || s.topic == topicNarrative) {
		c.account, c.known = overall, true // a narrative without titles speaks of it since
	}
	c.subject = s.opening(item)
	if s.pending != nil && !item {
		c.subject, c.path, c.named = s.pending, s.pendingClass, true
	}
	toks := c.distribute(r.lex(start, end, s, s.class))
	if level, _, _ := r.ordinalAt(start, end); !item && level == 0 {
		s.listed = ""
	}
	c.listed = s.listed
	c.stale = r.stale(toks)
	for i := 0; i < len(toks); i++ {
		switch tok := toks[i]; tok.role {
		case roleReason:
			if next, ok := c.reason(toks, i); ok {
				i = next - 1
				continue
			}
		case roleNone:
			if next, ok := c.none(toks, i); ok {
				i = next - 1
				continue
			}
		}
		c.step(toks, i)
	}
	s.class, s.pending = c.class, nil
	if c.last < 0 && c.named && c.subject != nil && c.kind == nil && !c.foreign && !r.measured(start, end) {
		s.pending, s.pendingClass = c.subject, c.path // a name on a line of its own
	}
	s.begun, s.left, s.leftClass = true, c.subject, c.path
	if c.kind != nil {
		s.left = nil
	}
	if endsInList(toks) {
		s.listed = c.listed
	}
}

func (c *clause) step(toks []token, i int) {
	tok := toks[i]
	switch tok.role {
	case roleStop:
		c.pause()
		c.use = false
		if c.r.t.folded[tok.start] != ';' {
			c.compare, c.year = "", 0
			c.recent, c.sentence = -1, len(c.r.report.Facts)
			c.sentenceTold()
		}
	case roleComma:
		c.pause()
	case roleText:
		c.text(toks, i)
	case roleClass:
		c.nameClass(toks, i)
	case roleSubject:
		c.nameSubject(toks, i)
	case roleAccount:
		c.nameAccount(toks, i)
	case rolePart:
		if c.subject != nil && c.subject.parts[tok.part] != nil && !c.foreign {
			c.rate, c.basis, c.sign = "", fiscal.Final, 0
			c.adjacent, c.foreign = true, false
			c.part(tok.part)
		} else {
			c.adjacent = false
		}
	case roleBasis:
		c.otherSide(tok)
		c.basis, c.adjacent = tok.basis, true
		if tok.basis == fiscal.FullBudget && c.adjustedLater(toks, i) {
			c.basis = fiscal.InitialBudget
		}
		if c.compare == thisYear && (tok.basis == fiscal.InitialBudget || tok.basis == fiscal.FullBudget) {
			c.compare, c.against, c.budget = fiscal.BudgetChange, tok.basis, true
		}
		c.use = c.use && !figureNext(toks, i+1)
	case roleRate:
		c.rate, c.adjacent = tok.basis, true
	case roleShare:
		c.share = !c.foreign
		c.completion = false
	case roleCompletion:
		c.completion, c.meets, c.adjacent, c.use = true, tok.against, true, false
	case roleDirection:
		c.sign, c.leftover, c.adjacent, c.against = tok.sign, tok.leftover, true, ""
		if tok.basis != "" {
			c.compare, c.budget = tok.basis, true
		}
	case roleComparison:
		c.compare, c.against = tok.basis, tok.against
		c.budget = tok.basis == fiscal.BudgetChange
		c.sign, c.basis, c.adjacent, c.use = 0, "", true, false
	case roleUse:
		c.use, c.adjacent = true, false
	case roleAmong:
		c.among()
	case roleEach: // what comes out even is rewritten, see distribute
		c.adjacent, c.bare, c.foreign = false, false, true
	case roleDate:
		c.dated(tok)
	case roleForm:
		c.form(toks, i)
	case roleFiller:
		c.filler(toks, i)
	case roleOpen:
		c.outer = append(c.outer, c.scope)
		c.pause()
		c.among()
	case roleClose:
		if n := len(c.outer); n > 0 {
			c.scope, c.outer = c.outer[n-1], c.outer[:n-1]
		}
	case roleFigure:
		c.figure(toks, i)
	}
}

// What a comparison may be with beside last year and the budget.
const (
	otherYear fiscal.Basis = "other_year" // a year that is not the one before: no quantity of these accounts
	thisYear  fiscal.Basis = "this_year"  // the accounts' own year, whose budget is named next: 比2022年度“三公”经费年初预算
)

func (c *clause) fact(i int) fiscal.Fact { return c.r.report.Facts[i] }

// pause forgets what a comma ends.
func (c *clause) pause() {
	c.basis, c.rate, c.share, c.completion, c.meets, c.sign, c.leftover = "", "", false, false, "", 0, false
	c.adjacent, c.bare, c.foreign, c.joint, c.counted = false, true, false, false, false
	c.against, c.via = "", overall
}

// stale reports whether a paragraph speaks of the year before as if it were
// the accounts' own: a year that nobody changed in last year's text. One that
// names both years means what it says.
func (r *reader) stale(toks []token) bool {
	before, own, led := false, false, false
	for _, tok := range toks {
		led = led || tok.role == roleSubject || tok.role == roleFigure
		if tok.role == roleDate && tok.year == r.report.Year-1 && !before && led {
			return false // it does not open the paragraph
		}
		before = before || tok.role == roleDate && tok.year == r.report.Year-1
		own = own || tok.role == roleDate && tok.year == r.report.Year
		if tok.role == roleDate && tok.year != 0 && tok.year != r.report.Year && tok.year != r.report.Year-1 {
			return false
		}
	}
	return before && !own
}

// dated takes note of the year that the sentence speaks of.
func (c *clause) dated(tok token) {
	if tok.year != 0 {
		c.year = tok.year
	}
}

// filler passes a word that may stand between a name and its figure. 收入 and
// 支出 alone may be the name themselves.
func (c *clause) filler(toks []token, i int) {
	side := toks[i].side
	if side == noSide || c.foreign || c.use || c.share {
		return
	}
	lead := c.bare && !c.adjacent // 收入5.00万元，支出4.00万元
	if lead {
		next := i + 1
		for next < len(toks) && toks[next].role == roleFiller {
			next++
		}
		if next < len(toks) && (toks[next].role == roleComparison || toks[next].role == roleDirection || toks[next].role == roleCompletion) {
			c.sideChange(side) // 收入合计比上年减少1.00万元
			return
		}
	}
	if !figureNext(toks, i+1) {
		return
	}
	if lead && c.topic == topicOverall {
		if s := c.sameSum(side, toks[i+1:]); s != nil {
			c.name(s, nil)
			return
		}
	}
	switch {
	case !c.named && c.subject != nil && side == c.section.side():
		c.named, c.adjacent = true, true
	case !lead || c.subject == nil:
	case c.known && c.account != overall && c.subject.concept != noConcept && side == sideIncome && c.subject.account == c.account:
		c.name(accountSubject(c.account, incomeYear), nil)
	case c.known && c.account != overall && side == sideExpense && c.subject.account == c.account && c.subject.concept != noConcept:
		c.name(accountSubject(c.account, expenseYear), nil)
	case side == sideExpense && c.named && c.subject.concept == noConcept:
		c.adjacent, c.basis = true, fiscal.Final // 公务接待费预算2.00万元，支出1.65万元
	}
}

// figureNext reports whether a figure follows toks[i:] behind fillers only.
func figureNext(toks []token, i int) bool {
	for ; i < len(toks); i++ {
		switch toks[i].role {
		case roleFiller, roleBracket:
		case roleFigure:
			return true
		default:
			return false
		}
	}
	return false
}
