package extract

import (
	"slices"

	"mingzhang/internal/fiscal"
)

// figure gives the figure its item and basis, or leaves it unread.
func (c *clause) figure(toks []token, i int) {
	tok := toks[i]
	f := *tok.figure
	measure := f.measure
	if measure == "" && c.percentMissing(toks, i) {
		measure = fiscal.Percent
	}
	switch {
	case c.joint:
		c.lose()
		c.after()
		return
	case c.use || f.broken:
		c.after()
		return
	case c.foreign && !c.share:
		if measure != "" {
			c.lose()
		}
		c.after()
		return
	case c.subject == nil:
		return
	}
	if measure == fiscal.Percent {
		c.percent(tok)
		return
	}
	kind, ok := kindOf(measure)
	if !ok && c.subject.outside && c.adjacent && measure != "" {
		c.r.declare(f.start, f.end, fiscal.OutsideVocabulary) // 平均得分99.43分
	}
	if value := c.subject.parts[partValue]; value != nil && kind == byMoney && c.bare && c.named && i > 0 &&
		squeeze(c.r.t.slice(toks[i-1].start, toks[i-1].end)) == "共计" {
		c.state(tok, measure, value.items[byMoney], fiscal.Final) // 车辆4台，共计88.12万元
		c.after()
		return
	}
	if !ok || !c.belongs(kind) {
		if measure != "" && !c.adjacent && !c.bare && kind == byMoney {
			c.lose()
		}
		return
	}
	items := c.subject.items[kind]
	if items == nil {
		if c.subject.outside {
			c.r.declare(f.start, f.end, fiscal.OutsideVocabulary)
		}
		c.after()
		return
	}
	if basis := c.basisOf(kind); basis != "" {
		c.state(tok, measure, items, basis)
	}
	c.after()
	c.counted = kind != byMoney
}

// after forgets what a figure has used up.
func (c *clause) after() {
	c.sign, c.basis, c.leftover, c.against = 0, "", false, ""
	c.adjacent, c.bare = false, false
}

// belongs reports whether the figure that follows is the subject's: it stands
// next to its name, or next to the word for a basis or a change, or is a
// further count of it behind a comma (0批次，0人次). A figure next to a word
// that is not understood is somebody else's and stays unread.
func (c *clause) belongs(kind measureKind) bool {
	if c.adjacent {
		return c.named || c.basis != "" || c.sign != 0
	}
	return (c.bare || c.counted) && c.named && (kind != byMoney || c.subject.outside)
}

// basisOf says what an amount is to its subject, "" when that is doubtful.
func (c *clause) basisOf(kind measureKind) fiscal.Basis {
	switch {
	case c.sign != 0:
		return c.changeOf()
	case c.against == otherYear || c.against == thisYear:
		return ""
	case c.against != "" && c.basis != fiscal.InitialBudget && c.basis != fiscal.FullBudget:
		return c.against // 较上年决算数3.00万元
	case c.completion:
		return c.meets
	}
	basis := c.basis
	if basis == "" {
		basis = fiscal.Final
	}
	switch {
	case c.year == 0 || c.r.report.Year == 0 || c.year == c.r.report.Year || c.stale:
		return basis
	case c.year == c.r.report.Year-1 && c.basis == fiscal.Final && kind == byMoney:
		return fiscal.Prior // 2022年决算数3.00万元
	case c.basis == fiscal.Prior:
		return basis
	}
	return ""
}

// changeOf says which change an amount behind a direction is.
func (c *clause) changeOf() fiscal.Basis {
	switch {
	case c.leftover || c.compare == otherYear || c.compare == thisYear:
		return ""
	case c.compare != "":
		return c.compare
	case c.budget:
		return "" // the sentence before compared with a budget; this one does not say
	case c.year != 0 && c.r.report.Year != 0 && c.year != c.r.report.Year && !c.stale:
		return ""
	}
	return fiscal.Change
}

func (c *clause) percent(tok token) {
	sign := c.sign
	basis := c.percentBasis()
	if c.leftover {
		basis = c.leftoverRate()
	}
	switch {
	case basis == "":
	case c.subject.outside:
		c.r.declare(tok.figure.start, tok.figure.end, fiscal.OutsideVocabulary)
	default:
		c.sign = sign
		c.state(tok, fiscal.Percent, c.rated(), basis)
	}
	c.sign, c.rate, c.leftover, c.share, c.completion = 0, "", false, false, false
	c.bare = false
}

// rated returns the items that a rate is of: the subject's amount, or its
// count when it has no amount.
func (c *clause) rated() []fiscal.Item {
	for _, kind := range []measureKind{byMoney, byVehicles, byBatches, byPeople, byPieces} {
		if items := c.subject.items[kind]; items != nil {
			return items
		}
	}
	return nil
}

func (c *clause) percentBasis() fiscal.Basis {
	switch {
	case c.rate != "":
		return c.rate
	case c.completion:
		return fiscal.CompletionRate
	case c.share && c.named:
		return fiscal.Share
	case c.sign != 0 && c.adjacent:
		switch c.changeOf() {
		case fiscal.BudgetChange:
			return fiscal.VarianceRate
		case fiscal.Change:
			return fiscal.ChangeRate
		}
	}
	return ""
}

// leftoverRate reads 下降（增长）5%: the template's other direction still stands
// there, and the amount before it says which of the two is meant.
func (c *clause) leftoverRate() fiscal.Basis {
	if c.last < 0 || c.sign == 0 {
		return ""
	}
	f := c.fact(c.last)
	if f.Value == nil || f.Value.IsZero() {
		return ""
	}
	c.sign = f.Value.Sign()
	switch f.Basis {
	case fiscal.Change:
		return fiscal.ChangeRate
	case fiscal.BudgetChange:
		return fiscal.VarianceRate
	}
	return ""
}

// percentMissing reports whether the figure is a rate whose % was forgotten:
// 减少3.00万元，下降13.95。
func (c *clause) percentMissing(toks []token, i int) bool {
	if c.sign == 0 || !c.adjacent || c.last < 0 || c.subject == nil {
		return false
	}
	if i+1 < len(toks) && toks[i+1].role != roleStop && toks[i+1].role != roleComma {
		return false
	}
	f := c.fact(c.last)
	return c.last == c.recent && (f.Basis == fiscal.Change || f.Basis == fiscal.BudgetChange) && slices.Contains(c.rated(), f.Item)
}

// state records the figure as a fact of each item; more than one only for a
// total that is stated of both sides at once.
func (c *clause) state(tok token, measure fiscal.Measure, items []fiscal.Item, basis fiscal.Basis) {
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
		c.recent = c.last
		c.r.report.Facts = append(c.r.report.Facts, fiscal.Fact{
			Item: item, Class: c.path, Basis: basis, Value: &v, Measure: measure,
			Origin: fiscal.Stated, Source: c.r.source(start, end),
		})
	}
	c.r.mark(f.start, inFact)
}
