package extract

import (
	"strings"

	"mingzhang/internal/fiscal"
)

// capitalClass is the 类 that is called as its whole account is.
const capitalClass = "国有资本经营预算支出"

// nameSubject turns to the item that toks[i] names, unless the name is part of
// something else: the whole of a share, what is compared with, what money went
// to, a longer noun that is not known.
func (c *clause) nameSubject(toks []token, i int) {
	tok := toks[i]
	switch {
	case tok.subject == nil && i > 0 && tok.concept.tail() && toks[i-1].role == roleSubject && c.adjacent && c.subject != nil && c.subject.concept == noConcept:
		return // “三公”经费|支出决算总额: a tail of the name
	case c.share:
		return // the whole of which the figure is a share
	case i+1 < len(toks) && toks[i+1].role == roleReason && c.last >= 0:
		return // 与公务用车保有量差异原因是: compared with, not spoken of
	case c.use && !quantified(toks, i+1):
		return // 主要用于: 在职人员的基本养老保险
	case !c.bounded(toks, i) || c.topic == topicPerformance && tok.topics == nil:
		c.estrange()
		return
	case connected(toks, i):
		c.estrange()
		c.joint = true
		return
	}
	if c.use && c.topic == topicCapital && squeeze(c.r.t.slice(tok.start, tok.end)) == capitalClass {
		c.use = false
		c.class = []string{capitalClass}
		c.name(money(fiscal.CapitalExpense), c.r.class(c.class)) // 主要用于以下方面：国有资本经营预算支出…
		return
	}
	s := c.subjectOf(tok)
	c.use = false
	if s != nil && s.outside && c.nameKind(tok) {
		return
	}
	if c.partOfOther(s) || (s == anyVisitors || s == anyBatches || s == anyVisits) && c.subject == outsider {
		s = outsider
	}
	if s == abroadGroups && c.groupsInPart(toks, i) {
		s = outsider
	}
	if s != nil && s.sangong() && (c.topic == topicAgency || c.topic == topicBasic) {
		s = outsider // a kind of expenditure there: 公用经费包括公务接待费3.00万元
	}
	if s == nil || c.elsewhere(s) {
		c.estrange()
		return
	}
	c.name(s, nil)
	c.leadAccount(s)
	if side := s.sumOf(); side != noSide && c.sums[side] == nil {
		c.sums[side] = s
	}
	if said := squeeze(c.r.t.slice(tok.start, tok.end)); strings.HasSuffix(said, "决算") || strings.HasSuffix(said, "决算数") {
		c.basis = fiscal.Final
	}
	if s.concept != noConcept && !c.section.accountKnown() {
		c.account, c.known = s.account, true
		c.section.overall = s.account == overall && (c.section.overall || whole[s.concept] || s.sumOf() != noSide)
	}
}

// groupsInPart reports whether the groups named at toks[i] are a part of all:
// those of other bodies, or the unit's own beside them.
func (c *clause) groupsInPart(toks []token, i int) bool {
	others := func(k int) bool {
		return k > 0 && strings.Contains(squeeze(c.r.t.slice(toks[k-1].start, toks[k-1].end)), "其他")
	}
	before := false
	for k := i; k > 0 && toks[k].role != roleStop; k-- {
		before = before || k < i && toks[k].role == roleText && strings.Contains(toks[k].text, "其他")
	}
	if i > 0 && toks[i-1].role != roleComma && others(i) || i > 1 && toks[i-2].role == roleText && strings.Contains(toks[i-2].text, "其他") {
		return true
	}
	if before {
		return false // the sum of both comes last
	}
	for k := i + 1; k < len(toks) && toks[k].role != roleStop; k++ {
		if toks[k].role == roleText && strings.Contains(toks[k].text, "其他") {
			return true
		}
	}
	return false
}

// leadAccount takes note of the account that a paragraph in a section on 财政拨款
// begins with: bare names in it are of that account, until it names another.
func (c *clause) leadAccount(s *subject) {
	if c.section.account != fiscalA || s.concept == noConcept {
		return
	}
	switch {
	case !c.led:
		c.account = s.account
	case s.account != c.account && c.account != fiscalA:
		c.mixed = true
	}
	c.led = true
}

// kindNames are the 类 of 支出经济分类 by the names that narratives print.
var kindNames = map[string]string{
	"工资福利支出": "工资福利支出", "商品和服务支出": "商品和服务支出", "资本性支出": "资本性支出", "债务利息及费用支出": "债务利息及费用支出", "其他资本性支出": "其他资本性支出",
	"对个人和家庭的补助": "对个人和家庭的补助", "对个人和家庭的补助支出": "对个人和家庭的补助", "对个人和家庭补助": "对个人和家庭的补助", "对个人和家庭补助支出": "对个人和家庭的补助",
}

// nameKind turns to a 类 of 支出经济分类 of the basic expenditure of 一般公共预算,
// in the section on it. Elsewhere such amounts are of no item that is kept.
func (c *clause) nameKind(tok token) bool {
	name := kindNames[squeeze(c.r.t.slice(tok.start, tok.end))]
	if name == "" || c.topic != topicBasic || c.account != general {
		return false
	}
	kind := &fiscal.Class{Path: []string{name}}
	if code, ok := fiscal.EconomicClass(c.r.classYear(), kind.Path); ok && len(code) == 3 {
		kind.Code = code
	}
	c.name(accountSubject(general, basicExpense), nil)
	c.kind = kind
	return true
}

// estrange says that the clause now speaks of something that is not known.
func (c *clause) estrange() {
	c.foreign, c.adjacent, c.bare = true, false, false
	c.basis, c.sign, c.rate = "", 0, ""
}

func (c *clause) name(s *subject, class *fiscal.Class) {
	c.subject, c.path, c.kind = s, class, nil
	c.whole.parts++
	c.unsure, c.compared = false, false
	c.basis, c.rate, c.sign, c.share, c.completion = "", "", 0, false, false
	c.adjacent, c.named, c.foreign, c.joint, c.counted = true, true, false, false, false
}

// lose forgets the subject: a figure of something unknown was stated, and what
// follows may be said of that.
func (c *clause) lose() {
	c.subject, c.path, c.kind, c.named, c.adjacent = nil, nil, nil, true, false
}

// part turns to one side of the subject; the whole stays known for the next side.
func (c *clause) part(p part) {
	side := *c.subject.parts[p]
	side.parts = c.subject.parts
	c.subject = &side
}

// subjectOf resolves a bare total or balance by the account that is spoken of,
// nil where that is not known.
func (c *clause) subjectOf(tok token) *subject {
	if tok.subject != nil {
		if c.via != overall && c.via != general && tok.subject.concept == noConcept {
			return nil // 使用政府性基金安排的“三公”经费
		}
		return tok.subject
	}
	switch {
	case c.mixed:
		return nil
	case c.via != overall:
		return accountSubject(c.via, tok.concept)
	case c.known:
		if !c.section.accountKnown() && c.account == fiscalA {
			switch tok.concept {
			case basicExpense, projectExpense, personnel, operation:
				return nil // 财政拨款 may stand for any budget where the title does not say
			}
		}
		return accountSubject(c.account, tok.concept)
	case whole[tok.concept], tok.concept == incomeYear || tok.concept == expenseYear:
		if tok.concept == incomeYear || tok.concept == expenseYear {
			if said := squeeze(c.r.t.slice(tok.start, tok.end)); !strings.HasSuffix(said, "合计") {
				return nil
			}
		}
		return accountSubject(overall, tok.concept)
	}
	return nil
}

// partOfOther reports whether an account's quantity named in a remark is the
// part of something else that the account paid for:
// 机关运行经费9.00万元（其中：一般公共预算支出9.00万元）.
func (c *clause) partOfOther(s *subject) bool {
	if s == nil || s.concept == noConcept || s.account == overall || len(c.outer) == 0 {
		return false
	}
	outer := c.outer[len(c.outer)-1].subject
	return outer != nil && outer.concept == noConcept && !outer.same(fiscalIncome)
}

// elsewhere reports whether an account's quantity is named in a section on
// something else, where it may be a part of that.
func (c *clause) elsewhere(s *subject) bool {
	switch c.topic {
	case topicSangong, topicProcurement, topicAssets:
		return s.concept != noConcept
	case topicAgency:
		return s.concept != noConcept
	}
	return false
}

// nameAccount turns to the account's quantity of the kind being spoken of:
// 财政拨款收入9.00万元，其中：一般公共预算8.00万元.
func (c *clause) nameAccount(toks []token, i int) {
	if c.share || !figureNext(toks, i+1) {
		if !c.share {
			if quantified(toks, i+1) && toks[i].account != c.account {
				c.estrange()
			}
			c.via = toks[i].account
		}
		return
	}
	of := noConcept
	if s := c.subject; s != nil && c.named && !c.foreign && c.topic != topicPerformance {
		switch of = s.concept; {
		case of == noConcept && s.same(fiscalIncome):
			of = incomeYear
		case of == bothTotal, of == basicExpense, of == projectExpense, of == personnel, of == operation:
			of = noConcept
		}
	}
	if of == noConcept && len(c.outer) > 0 && c.named && !c.foreign {
		c.name(outsider, nil) // the part that an account paid of it
		return
	}
	if of == noConcept || !c.bounded(toks, i) {
		c.estrange()
		return
	}
	c.name(accountSubject(toks[i].account, of), nil)
}

// nameClass turns to a functional class, of the account that is spoken of.
func (c *clause) nameClass(toks []token, i int) {
	tok := toks[i]
	if c.share || c.use && !quantified(toks, i+1) {
		return
	}
	c.use = false
	item := classItem[c.account]
	if c.topic == topicIncome {
		item = fiscal.IncomeYear
	}
	if c.topic == topicBasic {
		item = accountItems[c.account][basicExpense][0]
	}
	if !c.section.accountKnown() && (c.account == overall || c.account == fiscalA) {
		c.lose()
		c.estrange()
		return
	}
	if tok.path == nil || !c.known || c.topic == topicPerformance || connected(toks, i) {
		c.lose()
		c.estrange()
		return
	}
	c.class = tok.path
	c.name(money(item), c.r.class(tok.path))
}

// quantified reports whether the name before toks[i] is followed by a figure
// of its own, directly or behind the word for its basis.
func quantified(toks []token, i int) bool {
	for ; i < len(toks); i++ {
		switch toks[i].role {
		case roleFiller, roleBracket, roleBasis, roleDirection, roleComparison, roleOpen:
		case roleFigure:
			return true
		default:
			return false
		}
	}
	return false
}

// connected reports whether the name toks[i] is one of several named together
// whose figure is of all of them: 会议费和培训费共计3.00万元.
func connected(toks []token, i int) bool {
	k := i - 1
	if k < 1 || !joins(toks[k]) {
		return false
	}
	for k--; k >= 0 && (toks[k].role == roleFiller || toks[k].role == roleBracket); k-- {
	}
	return k >= 0 && (toks[k].role == roleSubject || toks[k].role == roleClass)
}

func joins(tok token) bool {
	switch tok.role {
	case roleText:
		return tok.text == "和" || tok.text == "与" || tok.text == "及" || tok.text == "以及" || tok.text == "或" || tok.text == "加"
	case roleFiller:
		return tok.list
	}
	return false
}
