package extract

import (
	"slices"
	"strings"

	"mingzhang/internal/fiscal"
)

// none reads a statement of nothing (本单位无国有资本经营预算财政拨款收入、支出)
// that the word 无 at toks[i] begins, and returns the index behind it.
func (c *clause) none(toks []token, i int) (next int, ok bool) {
	const reach = 60 // a clause
	first := i + 1
	for first < min(len(toks), i+reach) && (toks[first].role == roleFiller && toks[first].side == noSide || toks[first].role == roleBracket ||
		toks[first].role == roleNone || toks[first].role == roleText && c.r.isPlain(toks[first].text)) {
		first++
	}
	if first >= len(toks) || toks[first].role != roleSubject && toks[first].role != roleAccount || c.foreign || c.use {
		return 0, false
	}
	next = first
	for next < min(len(toks), i+reach) && toks[next].role != roleComma && toks[next].role != roleStop && toks[next].role != roleClose {
		switch toks[next].role {
		case roleFigure, roleDirection, roleReason:
			return 0, false
		}
		next++
	}
	if next == i+reach {
		return 0, false
	}
	start, end := c.r.t.trim(c.clauseStart(toks, i), toks[next-1].end)
	for _, item := range c.denied(toks, first, next) {
		c.r.nothing = append(c.r.nothing, fiscal.Fact{
			Item: item, Basis: fiscal.Final, Origin: fiscal.StatedNone, Source: c.r.source(start, end),
		})
	}
	return next, true
}

func (c *clause) clauseStart(toks []token, i int) int {
	for i > 0 && toks[i-1].role != roleComma && toks[i-1].role != roleStop {
		i--
	}
	return toks[i].start
}

// denied returns the items that a statement of nothing is about. One that
// denies an account's 收入, 支出 and 结转 denies each quantity of it.
func (c *clause) denied(toks []token, first, next int) []fiscal.Item {
	var items []fiscal.Item
	kept := 0
	add := func(of []fiscal.Item) {
		for _, item := range of {
			if !slices.Contains(items, item) {
				items = append(items, item)
			}
		}
	}
	for k := first; k < next; k++ {
		switch tok := toks[k]; tok.role {
		case roleText:
			if !c.r.isPlain(tok.text) && tok.text != "、" {
				if toks[k-1].role == roleSubject {
					return items[:kept] // 无车辆|租赁费: the name is part of a longer one
				}
				return items // 无公务用车购置费安排|的任务: what follows is something else
			}
		case roleAccount:
			add(c.deniedAccount(tok.account, squeeze(c.r.t.slice(toks[k].start, toks[next-1].end))))
			return items
		case roleSubject:
			kept = len(items)
			s := c.subjectOf(tok)
			switch {
			case s == nil:
			case s.concept != noConcept && s.account != overall:
				add(c.deniedAccount(s.account, squeeze(c.r.t.slice(toks[k].start, toks[next-1].end))))
				return items
			default:
				for _, kind := range []measureKind{byMoney, byVehicles, byPieces, byBatches, bySets} {
					if kind == byMoney && s.counts {
						continue
					}
					if of := s.items[kind]; of != nil {
						add(of)
						break
					}
				}
			}
		}
	}
	return items
}

// deniedAccount returns the quantities of an account that the printed words
// name: 收入, 支出, 结转.
func (c *clause) deniedAccount(a account, printed string) []fiscal.Item {
	var items []fiscal.Item
	of := accountItems[a]
	add := func(cs ...concept) {
		for _, k := range cs {
			items = append(items, of[k]...)
		}
	}
	if strings.Contains(printed, "基本支出") || strings.Contains(printed, "项目支出") {
		return nil
	}
	income, expense := strings.Contains(printed, "收入"), strings.Contains(printed, "支出")
	if strings.Contains(printed, "收支") || strings.Contains(printed, "收、支") {
		income, expense = true, true
	}
	if income {
		add(incomeTotal, incomeYear)
	}
	if expense {
		add(expenseTotal, expenseYear)
		if byClass := classItem[a]; byClass != of[expenseYear][0] {
			items = append(items, byClass)
		}
	}
	if strings.Contains(printed, "结转") {
		add(opening, closing)
	}
	return items
}

// form reads what is said of a standard form: 国有资本经营预算…决算表为空表.
func (c *clause) form(toks []token, i int) {
	tok := toks[i]
	end := tok.end
	for k := i + 1; k < len(toks) && toks[k].role != roleStop && toks[k].role != roleComma; k++ {
		end = toks[k].end
	}
	said := squeeze(c.r.t.slice(tok.end, end))
	if strings.Contains(said, "空表") || strings.Contains(said, "无数据") || strings.Contains(said, "为空") ||
		strings.HasPrefix(said, "无收") || strings.HasPrefix(said, "无相关") || strings.HasPrefix(said, "没有") {
		c.r.emptyForm(tok.form, tok.start, end)
	}
}

// keepNothing adds the statements of nothing for which no figure is stated:
// 支出0.00万元 beside 本单位无因公出国（境）费 is a stated zero.
func (r *reader) keepNothing() {
	stated := map[fiscal.Item]bool{}
	for _, f := range r.report.Facts {
		if f.Basis == fiscal.Final && f.Origin == fiscal.Stated {
			stated[f.Item] = true
		}
	}
	for _, f := range r.nothing {
		if !stated[f.Item] {
			stated[f.Item] = true
			r.report.Facts = append(r.report.Facts, f)
		}
	}
}
