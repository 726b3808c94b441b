package extract

import (
	"slices"
	"strings"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

// sumsOf are the sums of each side.
var sumsOf = map[side][]concept{sideIncome: {incomeTotal, incomeYear}, sideExpense: {expenseTotal, expenseYear}}

// sameSum returns the sum of a side that a bare 收入 or 支出 with the figure that
// follows is: the only one that the document has stated with the same amount.
func (c *clause) sameSum(side side, toks []token) *subject {
	var v decimal.Decimal
	var measure fiscal.Measure
	for _, t := range toks {
		if t.figure != nil {
			measure = t.figure.measure
			if of, ok := t.figure.value(c.r.t); ok {
				v = of
			}
			break
		}
	}
	of := sumsOf[side]
	var found *subject
	for _, k := range of {
		s := accountSubject(overall, k)
		same := func(f fiscal.Fact) bool {
			return f.Item == s.items[byMoney][0] && f.Class == nil && f.Basis == fiscal.Final && f.Measure == measure && f.Value != nil && f.Value.Cmp(v) == 0
		}
		if measure.IsMoney() && !v.IsZero() && slices.ContainsFunc(c.r.report.Facts, same) {
			if found != nil {
				return nil // both are, and their changes may differ
			}
			found = s
		}
	}
	return found
}

// sideChange turns to the side of the accounts whose change is told: to the
// sum of it that the paragraph has named.
func (c *clause) sideChange(side side) {
	switch {
	case c.sums[side] != nil:
		c.name(c.sums[side], nil)
	case c.named && c.subject != nil && c.subject.account != overall && c.subject.sumOf() != noSide:
		of := map[concept]concept{incomeYear: expenseYear, expenseYear: incomeYear, incomeTotal: expenseTotal, expenseTotal: incomeTotal}[c.subject.concept]
		if c.subject.sumOf() == side {
			of = c.subject.concept
		}
		c.name(accountSubject(c.subject.account, of), nil)
	case c.topic == topicOverall || c.topic == topicFiscal:
		of := incomeTotal
		if side == sideExpense {
			of = expenseTotal
		}
		c.name(accountSubject(c.account, of), nil)
	case !c.named && (c.topic == topicIncome && side == sideIncome || c.topic == topicExpense && side == sideExpense):
		c.name(defaultSubject(c.section), nil)
	case side == sideExpense && c.subject != nil && c.subject.sumOf() == noSide && (c.topic == topicSangong || c.topic == topicAgency):
		// 公务接待费2.10万元。费用支出比上年减少0.30万元: still of it
	default:
		c.lose()
		c.estrange()
	}
}

// adjustedLater reports whether the sentence goes on with an adjusted budget,
// so that the budget at toks[i] is the one before: 预算数5.00万元，调整数6.00万元.
func (c *clause) adjustedLater(toks []token, i int) bool {
	adjusted := func(t token) bool { return strings.Contains(squeeze(c.r.t.slice(t.start, t.end)), "调整") }
	if adjusted(toks[i]) {
		return false
	}
	for k := i + 1; k < len(toks); k++ {
		switch toks[k].role {
		case roleStop, roleSubject, roleClass, roleComparison:
			return false
		case roleBasis:
			return toks[k].basis == fiscal.FullBudget && adjusted(toks[k])
		}
	}
	return false
}

// otherSide turns to the other side of the accounts where the word for a basis
// names it: 收入9.00万元，支出决算8.00万元.
func (c *clause) otherSide(tok token) {
	if c.subject == nil || c.foreign || c.share {
		return
	}
	said := squeeze(c.r.t.slice(tok.start, tok.end))
	switch of := c.subject.sumOf(); {
	case of == sideIncome && strings.HasPrefix(said, "支出"):
		c.sideChange(sideExpense)
	case of == sideExpense && strings.HasPrefix(said, "收入"):
		c.sideChange(sideIncome)
	}
}

// sumOf is the side of the accounts that a subject is a sum of.
func (s *subject) sumOf() side {
	switch s.concept {
	case incomeTotal, incomeYear:
		return sideIncome
	case expenseTotal, expenseYear:
		return sideExpense
	}
	return noSide
}
