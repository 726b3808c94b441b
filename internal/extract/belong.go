package extract

import (
	"slices"

	"mingzhang/internal/fiscal"
)

// figure gives the figure its item and basis, or leaves it unread.
func (c *clause) figure(toks []token, i int) {
	tok := toks[i]
	f := *tok.figure
	if c.leftover { // 增加（减少）0万元: either is the same
		if v, ok := f.value(c.r.t); ok && v.IsZero() {
			c.leftover = false
		}
	}
	measure := f.measure
	if measure == "" && c.percentMissing(toks, i) {
		measure = fiscal.Percent
	}
	if measure.IsMoney() {
		c.tell()
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
	if basis := c.basisOf(toks, i, kind); basis != "" {
		c.state(tok, measure, items, basis)
		c.told.final = c.told.final || kind == byMoney && basis == fiscal.Final
		c.budget = c.budget || basis == fiscal.InitialBudget && c.compare == ""
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
	if c.unsure && kind == byMoney {
		return false
	}
	if c.adjacent {
		return c.named || c.basis != "" || c.sign != 0
	}
	if c.bare && c.named && c.subject == domesticReception && c.recent >= 0 && c.recent == c.last && c.fact(c.last).Item == fiscal.SangongReceptionVisits {
		return true // 国内公务接待8批次、60人、0.50万元
	}
	return (c.bare || c.counted) && c.named && (kind != byMoney || c.subject.outside)
}

// basisOf says what an amount is to its subject, "" when that is doubtful.
func (c *clause) basisOf(toks []token, i int, kind measureKind) fiscal.Basis {
	negative := toks[i].figure.negative
	switch {
	case c.sign < 0 && negative, c.against != "" && negative, c.basis == otherYear:
		return "" // 减少-3.00万元: the sign is printed twice; 较上年-3.00万元 is no amount of last year's
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
		basis = c.unsaid(toks, i)
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

// ofBothSides reports whether a change is told behind the sums of both sides,
// which are not the same, without saying of which: 收入9.00万元，支出8.00万元，比上年增加1.00万元.
func (c *clause) ofBothSides() bool {
	side := c.subject.sumOf()
	if side == noSide || c.recent < 0 || c.recent != c.last {
		return false
	}
	own := c.fact(c.recent)
	for i := c.recent - 1; i >= c.sentence; i-- {
		f := c.fact(i)
		if f.Basis != fiscal.Final || f.Measure != own.Measure || own.Basis != fiscal.Final {
			return false // each with its own comparison
		}
		if s := sideOf(f.Item); s != noSide && s != side {
			return f.Value != nil && own.Value != nil && f.Value.Cmp(*own.Value) != 0
		}
	}
	return false
}

// sideOf is the side of the accounts that an item is the sum of.
func sideOf(item fiscal.Item) side {
	for _, of := range accountItems {
		for concept, items := range of {
			if len(items) == 1 && items[0] == item {
				return (&subject{concept: concept}).sumOf()
			}
		}
	}
	return noSide
}

// changeOf says which change an amount behind a direction is.
func (c *clause) changeOf() fiscal.Basis {
	switch {
	case c.leftover || c.compare == otherYear || c.compare == thisYear:
		return ""
	case c.ofBothSides():
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
	if c.unsure || c.sign < 0 && tok.figure.negative {
		c.after()
		return
	}
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
			Item: item, Class: c.path, EconomicClass: c.kind, Basis: basis, Value: &v, Measure: measure,
			Origin: fiscal.Stated, Source: c.r.source(start, end),
		})
	}
	c.r.mark(f.start, inFact)
}
