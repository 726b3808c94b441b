package extract

import "mingzhang/internal/fiscal"

// token is a word, a figure or a mark of a sentence, with its place.
type token struct {
	word
	start, end int
	figure     *figure
	path       []string // roleClass: names from the outermost level inwards
}

// span of squeezed text: runes without blanks and quotes, and where each stands.
type squeezed struct {
	runes []rune
	at    []int
	end   int
}

func (t *text) squeezed(start, end int) squeezed {
	s := squeezed{end: end}
	for i := start; i < end; i++ {
		switch t.folded[i] {
		case ' ', '"', '\n':
			continue
		}
		s.runes = append(s.runes, t.folded[i])
		s.at = append(s.at, i)
	}
	return s
}

// place returns the span of the document that runes [i:j] stand at.
func (s squeezed) place(i, j int) (start, end int) {
	if i >= len(s.at) {
		return s.end, s.end
	}
	return s.at[i], s.at[j-1] + 1
}

// lex splits the paragraph [start:end] into tokens. Words that are not known
// become text tokens between the others.
func (r *reader) lex(start, end int, tp topic) []token {
	s := r.t.squeezed(start, end)
	classes := r.classes(s)
	var out []token
	text := -1
	flush := func(i int) {
		if text >= 0 {
			from, to := s.place(text, i)
			out = append(out, token{word: word{role: roleText}, start: from, end: to})
			text = -1
		}
	}
	emit := func(tok token, i, n int) int {
		flush(i)
		tok.start, tok.end = s.place(i, i+n)
		out = append(out, tok)
		return i + n
	}
	for i := 0; i < len(s.runes); {
		if c, ok := classes[i]; ok {
			i = emit(token{word: word{role: roleClass}, path: c.path}, i, c.n)
			continue
		}
		c := s.runes[i]
		switch {
		case c == '。' || c == ';':
			i = emit(token{word: word{role: roleStop}}, i, 1)
			continue
		case c == ',':
			i = emit(token{word: word{role: roleComma}}, i, 1)
			continue
		case c == '(':
			if n := bracket(s.runes[i:]); n > 0 {
				i = emit(token{word: word{role: roleBracket}}, i, n)
				continue
			}
		case digit(c):
			if tok, n, ok := r.term(s, i); ok {
				i = emit(tok, i, n)
				continue
			}
			tok, n := r.figureToken(s, i)
			i = emit(tok, i, n)
			continue
		case c == ':' || c == '、':
			i = emit(token{word: word{role: roleFiller}}, i, 1)
			continue
		}
		if tok, n, ok := r.term(s, i); ok {
			i = emit(tok, i, n)
			continue
		}
		if tok, n, ok := r.yearComparison(s, i); ok {
			i = emit(tok, i, n)
			continue
		}
		if w, n := words().longest(s.runes[i:], tp); n > 0 && w.role != roleText {
			i = emit(token{word: *w}, i, n)
			continue
		} else if n > 0 {
			if text < 0 {
				text = i
			}
			i += n
			continue
		}
		if text < 0 {
			text = i
		}
		i++
	}
	flush(len(s.runes))
	return out
}

// bracket returns the length of the bracketed remark that begins s, 0 when it
// is not closed. Brackets nest.
func bracket(s []rune) int {
	depth := 0
	for i, c := range s {
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		case '。':
			return 0
		}
	}
	return 0
}

// figureToken reads the figure at i, as a date when a year, month or day
// follows it.
func (r *reader) figureToken(s squeezed, i int) (token, int) {
	f := r.figures[r.figureAt[s.at[i]]]
	n := 1
	for i+n < len(s.runes) && s.at[i+n] < f.end {
		n++
	}
	if i+n < len(s.runes) {
		switch s.runes[i+n] {
		case '年', '月', '日':
			n++
			if i+n < len(s.runes) && s.runes[i+n] == '度' {
				n++
			}
			return token{word: word{role: roleDate}}, n
		}
	}
	for i+n < len(s.runes) && s.at[i+n] < f.after {
		n++
	}
	return token{word: word{role: roleFigure}, figure: &f}, n
}

// term reads a name that has a figure in it: 单价100万元（含）以上设备.
func (r *reader) term(s squeezed, i int) (token, int, bool) {
	rest := s.runes[i:]
	if len(rest) < 3 || rest[0] != '单' || rest[1] != '价' || !digit(rest[2]) {
		return token{}, 0, false
	}
	n := 2
	for n < len(rest) && digit(rest[n]) {
		n++
	}
	amount := string(rest[2:n])
	for _, tail := range []string{"万元(含)以上设备", "万元以上设备", "万元以上专用设备", "万元(含)以上专用设备"} {
		if hasRunes(rest[n:], tail) {
			if amount == "100" {
				from, to := s.place(i+2, i+n)
				r.declare(from, to, fiscal.InTerm)
				return token{word: word{role: roleSubject, subject: equipment}}, n + len([]rune(tail)), true
			}
		}
	}
	return token{}, 0, false
}

// yearComparison reads 与2022年度相比, 比2020年: a comparison with the year
// before by its number.
func (r *reader) yearComparison(s squeezed, i int) (token, int, bool) {
	rest := s.runes[i:]
	switch rest[0] {
	case '与', '比', '较', '同', '和':
	default:
		return token{}, 0, false
	}
	if len(rest) < 6 || !digit(rest[1]) || !digit(rest[4]) || rest[5] != '年' {
		return token{}, 0, false
	}
	n := 6
	for _, tail := range []string{"度", "决算", "数", "相比较", "相比", "比"} {
		if hasRunes(rest[n:], tail) {
			n += len([]rune(tail))
		}
	}
	return token{word: word{role: roleComparison, basis: fiscal.Change}}, n, true
}

func hasRunes(s []rune, prefix string) bool {
	i := 0
	for _, r := range prefix {
		if i >= len(s) || s[i] != r {
			return false
		}
		i++
	}
	return true
}
