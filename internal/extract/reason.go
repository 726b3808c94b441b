package extract

import (
	"slices"
	"strings"

	"mingzhang/internal/fiscal"
)

// reason reads the reason that the cue toks[i] begins and returns the index of
// the first token behind it. ok is false when the cue explains no figure:
// 其他用车主要是 names a kind, 主要原因 in a heading names nothing.
func (c *clause) reason(toks []token, i int) (next int, ok bool) {
	if i+1 >= len(toks) {
		return 0, false
	}
	unknown := c.subject == nil || c.foreign
	if toks[i].sign != 0 && (unknown || !c.changed() && !c.unchanged(toks, i) && !c.changedBefore(toks, i)) {
		return 0, false // 其他用车主要是…: no reason of anything
	}
	if next = c.reasonEnd(toks, i+1); next <= i+1 {
		return 0, false
	}
	item, explained := fiscal.Item(""), -1
	unsure := c.unsure && !(c.compared && i > 0 && toks[i-1].role == roleStop)
	if !unknown && !unsure && c.kind == nil {
		item, explained = c.explained()
	}
	if item == "" { // a reason all the same, of something that is not known
		c.r.declareFigures(toks[i+1].start, toks[next-1].end, fiscal.InReason)
		c.pause()
		return c.beforeStop(toks, next), true
	}
	start, end := c.r.t.trim(toks[i+1].start, toks[next-1].end)
	for start < end && strings.ContainsRune(":,是为", c.r.t.folded[start]) {
		start++
	}
	for end > start && strings.ContainsRune("。;,", c.r.t.folded[end-1]) {
		end--
	}
	start, end = c.r.t.trim(start, end)
	if start >= end {
		return 0, false
	}
	reason := fiscal.Reason{
		Item: item, Class: c.path, Basis: fiscal.Change, Direction: fiscal.Flat,
		Text: oneLine(c.r.t.slice(start, end)), Source: *c.r.source(start, end), Fact: explained,
	}
	if explained >= 0 {
		f := c.fact(explained)
		reason.Class = f.Class
		reason.Basis, reason.Direction = explains(f)
	}
	said := squeeze(c.r.t.slice(c.clauseStart(toks, i), toks[i].start))
	if said == "" && explained >= 0 && c.fact(explained).Basis == fiscal.Final {
		said = lastClause(c.sentenceBefore(toks, i)) // 与年初预算持平。主要原因：
	}
	if strings.Contains(said, "预算数") || strings.Contains(said, "年初预算") {
		if explained < 0 || c.fact(explained).Basis == fiscal.Final || against(said) {
			reason.Basis, reason.Direction = fiscal.VarianceRate, saidAgainstBudget(said)
			if !against(said) {
				reason.Direction = c.againstBudget(explained)
			}
		}
	}
	if c.unchanged(toks, i) {
		reason.Basis, reason.Direction = fiscal.Change, fiscal.Flat
	}
	c.r.report.Reasons = append(c.r.report.Reasons, reason)
	turned := turns(toks[i+1 : next])
	c.r.declareFigures(start, end, fiscal.InReason)
	c.pause()
	c.unsure = c.unsure || turned && changes(toks[next:])
	return c.beforeStop(toks, next), true
}

// turns reports whether a clause within a reason begins with the name of an
// item: what follows the reason may be said of that.
func turns(toks []token) bool {
	for i := 1; i < len(toks); i++ {
		if (toks[i-1].role == roleComma || toks[i-1].role == roleStop) && (toks[i].role == roleSubject || toks[i].role == roleClass) {
			return true
		}
	}
	return false
}

// beforeStop leaves the stop behind a reason to end the sentence.
func (c *clause) beforeStop(toks []token, next int) int {
	if next < len(toks) && toks[next-1].role == roleStop {
		next--
	}
	return next
}

// reasonEnd returns the index behind the token that ends the reason begun
// before i: the full stop, unless the next sentence goes on counting (二是), or
// a semicolon with a statement of its own behind it.
func (c *clause) reasonEnd(toks []token, i int) int {
	depth := 0
	for ; i < len(toks); i++ {
		if toks[i].role == roleComma && i+2 < len(toks) && toks[i+1].role == roleAmong && c.states(toks[i+2:]) {
			return i + 1 // 主要原因是…，其中：公务接待费支出0.00万元
		}
		if toks[i].role == roleComma && changes(toks[i+1:]) {
			return i + 1 // 主要原因是…，与上年相比减少0.50万元
		}
		if toks[i].role == roleClose && depth == 0 {
			return i
		}
		switch toks[i].role {
		case roleOpen:
			depth++
		case roleClose:
			depth--
		}
		if toks[i].role != roleStop {
			continue
		}
		if i+1 < len(toks) && c.countsOn(toks[i+1]) {
			continue
		}
		if c.r.t.folded[toks[i].start] == ';' && !c.states(toks[i+1:]) {
			continue
		}
		return i + 1
	}
	return len(toks)
}

// countsOn reports whether a sentence begins with 二是, 三是 …
func (c *clause) countsOn(tok token) bool {
	n, k := c.r.t.chineseNumber(tok.start, len(c.r.t.folded))
	return n > 1 && c.r.t.has(k, "是")
}

// states reports whether the clause that begins toks states a figure of a
// named item: a name, then a figure, with no reason in between. A name behind
// words that are not known is part of what they tell: ；追加项目支出5.00万元.
func (c *clause) states(toks []token) bool {
	if changes(toks) {
		return true // ；比2020年增加5.50万元
	}
	named := false
	for i, t := range toks {
		switch t.role {
		case roleText:
			if !named && !c.r.isPlain(t.text) && (i+1 >= len(toks) || !c.introduces(toks, i+1)) {
				return false
			}
		case roleSubject, roleClass:
			named = true
		case roleComparison:
			if named {
				return true // ；公务接待费比预算无增减变化，比上年增加0.50万元
			}
		case roleFigure:
			return named
		case roleStop, roleComma, roleReason:
			return false
		}
	}
	return false
}

// introduces reports whether the words before toks[i] only say whose toks[i]
// is: they end in the unit's name or in 用于, 其中 and the like.
func (c *clause) introduces(toks []token, i int) bool {
	text := toks[i-1].text
	for _, name := range c.r.unitNames {
		if strings.HasSuffix(text, name) {
			return true
		}
	}
	return toks[i].role != roleSubject && toks[i].role != roleClass
}

// changes reports whether toks begin with a comparison and its amount.
func changes(toks []token) bool {
	if len(toks) > 1 && toks[0].role == roleFiller && toks[0].side != noSide {
		switch toks[1].role {
		case roleCompletion, roleComparison, roleDirection:
			return quantified(toks, 2) // ；支出完成预算99.00%
		}
	}
	if len(toks) > 1 && (toks[0].role == roleCompletion || toks[0].role == roleBasis) {
		return figureNext(toks, 1)
	}
	if len(toks) == 0 || toks[0].role != roleComparison {
		return false
	}
	i := 1
	for i < len(toks) && (toks[i].role == roleFiller || toks[i].role == roleComma) {
		i++
	}
	return i+1 < len(toks) && toks[i].role == roleDirection && toks[i+1].role == roleFigure && toks[i+1].figure.measure.IsMoney()
}

// changed reports whether the last figure stated is a change of the subject.
func (c *clause) changed() bool {
	if c.recent < 0 {
		return false
	}
	switch f := c.fact(c.recent); f.Basis {
	case fiscal.Change, fiscal.ChangeRate, fiscal.BudgetChange, fiscal.VarianceRate, fiscal.CompletionRate:
		return slices.Contains(c.rated(), f.Item)
	}
	return false
}

// sentenceBefore returns the words of the sentence that ends before toks[i]: the
// one that toks[i] goes on, or, where toks[i] begins a sentence, the one before.
func (c *clause) sentenceBefore(toks []token, i int) string {
	end := i
	if end > 0 && toks[end-1].role == roleStop {
		end--
	}
	start := end
	for start > 0 && toks[start-1].role != roleStop {
		start--
	}
	if start == end {
		return ""
	}
	return squeeze(c.r.t.slice(toks[start].start, toks[end-1].end))
}

// lastClause is what stands behind the last comma of a sentence.
func lastClause(s string) string {
	s = strings.TrimRight(s, ",。;的")
	if k := strings.LastIndexAny(s, ",。;"); k >= 0 {
		s = s[k+1:]
	}
	return s
}

// unchanged reports whether the words before the cue end by saying that a
// quantity is the year before's: 与上年持平.
func (c *clause) unchanged(toks []token, i int) bool {
	said := lastClause(c.sentenceBefore(toks, i))
	if strings.Contains(said, "预算") {
		return false
	}
	for _, w := range []string{"持平", "无增减", "无变化", "没有变化", "无增减变化", "一致", "相同"} {
		if strings.HasSuffix(said, w) {
			return true
		}
	}
	return false
}

// changedBefore reports whether toks[i] begins a sentence behind one that ends
// with a change of the subject.
func (c *clause) changedBefore(toks []token, i int) bool {
	if i == 0 || toks[i-1].role != roleStop || c.last < 0 {
		return false
	}
	switch f := c.fact(c.last); f.Basis {
	case fiscal.Change, fiscal.ChangeRate, fiscal.BudgetChange, fiscal.VarianceRate:
		return slices.Contains(c.rated(), f.Item) && f.Source.Start >= toks[max(0, i-12)].start
	}
	return false
}

// againstBudget returns which way the amount explained went from the budget
// stated with it, when the words do not say.
func (c *clause) againstBudget(explained int) fiscal.Direction {
	if explained < 0 {
		return fiscal.Flat
	}
	f := c.fact(explained)
	if f.Basis != fiscal.Final {
		_, direction := explains(f)
		return direction
	}
	for i := explained - 1; i >= 0 && i >= explained-4; i-- {
		b := c.fact(i)
		if b.Item != f.Item || b.Class.String() != f.Class.String() || b.Value == nil || f.Value == nil {
			continue
		}
		if b.Basis == fiscal.InitialBudget || b.Basis == fiscal.FullBudget {
			spent, ok1 := fiscal.Canonical(*f.Value, f.Measure)
			planned, ok2 := fiscal.Canonical(*b.Value, b.Measure)
			switch {
			case ok1 && ok2 && spent > planned:
				return fiscal.Up
			case ok1 && ok2 && spent < planned:
				return fiscal.Down
			}
			return fiscal.Flat
		}
	}
	return fiscal.Flat
}

// against reports whether a clause compares with the budget in so many words.
func against(said string) bool {
	for _, w := range []string{"小于", "低于", "少于", "大于", "高于", "超过", "等于"} {
		if strings.Contains(said, w) {
			return true
		}
	}
	return false
}

// saidAgainstBudget reads 决算数小于预算数.
func saidAgainstBudget(said string) fiscal.Direction {
	switch {
	case strings.Contains(said, "小于") || strings.Contains(said, "低于") || strings.Contains(said, "少于"):
		return fiscal.Down
	case strings.Contains(said, "大于") || strings.Contains(said, "高于") || strings.Contains(said, "超过"):
		return fiscal.Up
	}
	return fiscal.Flat
}

// explained returns the item whose figure a reason explains, and that figure:
// the amount or rate last stated of the subject, in this sentence or the one
// before it. The index is -1 when no figure of the subject was stated.
func (c *clause) explained() (fiscal.Item, int) {
	item := fiscal.Item("")
	for _, kind := range []measureKind{byMoney, byPeople, byVehicles} {
		if items := c.subject.items[kind]; len(items) > 0 {
			item = items[0]
			break
		}
	}
	if c.last < 0 || c.fact(c.last).Item != item || c.fact(c.last).Class.String() != c.path.String() {
		return item, -1
	}
	f := c.fact(c.last)
	// The amount says the direction more surely than the rate printed behind it.
	if c.last > 0 {
		before := c.fact(c.last - 1)
		if before.Item == f.Item && before.Class == f.Class &&
			(f.Basis == fiscal.ChangeRate && before.Basis == fiscal.Change ||
				f.Basis == fiscal.VarianceRate && before.Basis == fiscal.BudgetChange) {
			return f.Item, c.last - 1
		}
	}
	return f.Item, c.last
}

// explains returns what a reason behind fact f explains, and which way it went.
func explains(f fiscal.Fact) (fiscal.Basis, fiscal.Direction) {
	basis := f.Basis
	switch basis {
	case fiscal.ChangeRate:
		basis = fiscal.Change
	case fiscal.BudgetChange, fiscal.CompletionRate:
		basis = fiscal.VarianceRate
	}
	if f.Basis == fiscal.Final || f.Value == nil {
		return basis, fiscal.Flat
	}
	sign := f.Value.Sign()
	if f.Basis == fiscal.CompletionRate {
		sign = f.Value.Cmp(hundred)
	}
	switch {
	case sign > 0:
		return basis, fiscal.Up
	case sign < 0:
		return basis, fiscal.Down
	}
	return basis, fiscal.Flat
}
