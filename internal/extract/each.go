package extract

import "slices"

// distribute rewrites sentences that name several items and then give each its
// figure (基本支出、项目支出分别为3.00万元、2.00万元) as if each had been named with
// its own. What does not come out even stays as it is.
func (c *clause) distribute(toks []token) []token {
	inherit(toks)
	if !slices.ContainsFunc(toks, c.each) {
		return toks
	}
	var out, names []token
	clause := 0 // where the clause begins in out
	for i := 0; i < len(toks); i++ {
		switch tok := toks[i]; tok.role {
		case roleStop:
			names = nil
		case roleSubject, roleAccount, roleClass:
			if group, next := listedNames(toks, i); len(group) > 0 {
				names = group
				if next > i {
					out = append(out, toks[i:next]...)
					i = next
				}
			} else {
				names = nil
			}
		case roleEach, roleFiller:
			if !c.each(tok) {
				break
			}
			figures, mid, next := eachFigure(toks, i+1)
			if len(figures) < 2 || len(figures) != len(names) {
				break
			}
			lead := slices.Clone(out[clause:])
			lead = slices.DeleteFunc(lead, func(t token) bool {
				return t.role == roleSubject || t.role == roleFiller || t.role == roleText && t.joins()
			})
			out = out[:clause]
			for k, f := range figures {
				out = append(out, names[k])
				out = append(out, lead...)
				out = append(append(out, mid...), f)
				if k+1 < len(figures) {
					out = append(out, token{word: word{role: roleComma}, start: f.end, end: f.end})
				}
			}
			i = next - 1
			continue
		}
		out = append(out, toks[i])
		switch toks[i].role {
		case roleComma, roleStop, roleOpen, roleClose:
			clause = len(out)
		}
	}
	return out
}

// each reports whether a token is 分别, or the 各 that may mean it.
func (c *clause) each(t token) bool {
	return t.role == roleEach || t.role == roleFiller && t.end == t.start+1 && c.r.t.folded[t.start] == '各'
}

// inherit gives a figure without a measure that of the change behind it:
// 较上年2.08减少0.03万元.
func inherit(toks []token) {
	for i := 1; i+2 < len(toks); i++ {
		f := toks[i].figure
		if f == nil || f.measure != "" || toks[i-1].role != roleComparison || toks[i-1].against == "" ||
			toks[i+1].role != roleDirection || toks[i+2].figure == nil || !toks[i+2].figure.measure.IsMoney() {
			continue
		}
		g := *f
		g.measure = toks[i+2].figure.measure
		toks[i].figure = &g
	}
}

// listedNames returns the names that are listed together from toks[i] on, and the
// index of the last. A name of both sides is those of each.
func listedNames(toks []token, i int) (group []token, last int) {
	for last = i; ; {
		group = append(group, bothSides(toks[last])...)
		k := last + 1
		if k+1 < len(toks) && toks[k].joins() && toks[k+1].role == roleSubject {
			last = k + 1
			continue
		}
		break
	}
	if len(group) < 2 {
		return nil, i
	}
	return group, last
}

// joins reports whether a token stands between names that are listed.
func (t token) joins() bool { return joins(t) }

func bothSides(t token) []token {
	side := func(of concept) token {
		s := t
		s.concept = of
		if t.subject != nil {
			s.subject = accountSubject(t.subject.account, of)
		}
		return s
	}
	if t.concept == bothTotal || t.subject != nil && t.subject.concept == bothTotal {
		return []token{side(incomeTotal), side(expenseTotal)}
	}
	return []token{t}
}

// eachFigure returns the figures that are listed behind 分别, the words before
// the first, and the index behind the last.
func eachFigure(toks []token, i int) (figures, mid []token, next int) {
	for ; i < len(toks) && toks[i].role != roleFigure; i++ {
		switch toks[i].role {
		case roleFiller, roleBasis, roleDirection, roleShare, roleComparison, roleCompletion:
			mid = append(mid, toks[i])
		default:
			return nil, nil, i
		}
	}
	for next = i; i < len(toks) && toks[i].role == roleFigure; {
		figures = append(figures, toks[i])
		next = i + 1
		if next+1 >= len(toks) || toks[next].role != roleComma && !toks[next].joins() || toks[next+1].role != roleFigure {
			break
		}
		i = next + 1
	}
	if len(figures) > 0 {
		last := figures[len(figures)-1].figure
		for k := range figures {
			if figures[k].figure.measure == "" {
				f := *figures[k].figure
				f.measure = last.measure
				figures[k].figure = &f
			}
			if figures[k].figure.measure != last.measure {
				return nil, nil, next
			}
		}
	}
	return figures, mid, next
}
