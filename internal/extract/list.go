package extract

import "mingzhang/internal/fiscal"

// doubtful is the basis of figures that a list gives without saying what they
// are, behind an amount that is a change: 比上年增加9.00万元，其中：公务接待费5.00万元.
const doubtful fiscal.Basis = "doubtful"

// told takes note of what the last amount of a sentence is, for a list of its
// parts that may follow.
type told struct {
	basis fiscal.Basis
	named bool // the basis was named with the amount: 年初预算为9.00万元
	final bool // the sentence has stated an amount of the accounts themselves
}

func (c *clause) tell() {
	switch {
	case c.completion || c.against != "":
	case c.sign != 0:
		c.told.basis, c.told.named = fiscal.Change, false
	default:
		c.told.basis, c.told.named = c.basis, c.basis != ""
	}
}

// sentenceTold forgets at the end of a sentence what a list cannot go on from.
func (c *clause) sentenceTold() {
	c.closeList()
	c.told.final = false
	if c.told.basis == fiscal.Change {
		c.told.basis = ""
	}
	c.listed = ""
}

// among begins a list: its amounts are of the basis of the whole before it.
// A list of the parts of a budget is one of budgets.
func (c *clause) among() {
	c.listed = ""
	switch {
	case c.whole.subject != nil || c.whole.open:
	case c.subject == nil || c.foreign:
		c.whole = listWhole{open: true}
	case c.named:
		c.whole = listWhole{subject: c.subject, path: c.path, kind: c.kind, facts: len(c.r.report.Facts)}
	}
	switch c.told.basis {
	case fiscal.InitialBudget, fiscal.FullBudget, fiscal.Prior:
		if c.told.named {
			c.listed = c.told.basis
		}
	case fiscal.Change:
		if !c.told.final {
			c.listed = doubtful
		}
	}
}

// unsaid is the basis of a figure that names none.
func (c *clause) unsaid(toks []token, i int) fiscal.Basis {
	switch {
	case c.listed == "", c.listed == doubtful && sharedNext(toks, i+1):
		return fiscal.Final
	case c.listed == doubtful:
		return ""
	}
	return c.listed
}

// endsInList reports whether a paragraph ends in 其中：, so that the list stands
// in paragraphs of its own.
func endsInList(toks []token) bool {
	for i := len(toks) - 1; i >= 0; i-- {
		switch toks[i].role {
		case roleFiller:
		case roleAmong:
			return true
		default:
			return false
		}
	}
	return false
}

// sharedNext reports whether the share of the figure before toks[i] follows:
// 5.00万元，占60.00%. Only a part of the accounts themselves has one.
func sharedNext(toks []token, i int) bool {
	for ; i < len(toks); i++ {
		switch toks[i].role {
		case roleComma, roleFiller:
		case roleShare:
			return true
		default:
			return false
		}
	}
	return false
}

// listWhole is what a list of parts is of: 收入总计9.00万元，其中：….
type listWhole struct {
	subject *subject
	path    *fiscal.Class
	kind    *fiscal.Class
	open    bool // the list is of something that is not known
	parts   int
	facts   int // how many there were before the list
}

// comparesPart reports whether the only part of a list says of itself how it
// changed, as a sentence of its own does: 其中：公务接待费决算5.00万元，比上年增加
// 1.00万元。主要原因：….
func (c *clause) comparesPart(w listWhole) bool {
	for _, f := range c.r.report.Facts[w.facts:] {
		switch f.Basis {
		case fiscal.Change, fiscal.ChangeRate, fiscal.VarianceRate, fiscal.BudgetChange, fiscal.CompletionRate:
			return true
		}
	}
	return false
}

// closeList ends a list with its sentence. What the next sentence says without
// a name is said of the whole, unless the list has one part only.
func (c *clause) closeList() {
	w := c.whole
	c.whole = listWhole{}
	switch {
	case w.parts == 0 || w.subject == nil && !w.open:
	case w.open:
		c.lose()
	case w.parts == 1:
		c.unsure, c.compared = true, c.comparesPart(w)
	default:
		c.subject, c.path, c.kind = w.subject, w.path, w.kind
	}
}
