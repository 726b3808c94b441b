package extract

import "strings"

// token is a word, a figure or a mark of a sentence, with its place.
type token struct {
	word
	start, end int
	figure     *figure
	path       []string // roleClass: names from the outermost level inwards, nil when they are not known
	year       int      // roleDate: the year named, 0 for a month or day
	text       string   // roleText: the words, folded
	list       bool     // roleFiller: 、
	leftover   bool     // roleDirection: the other direction still stands behind it in brackets
}

// span of squeezed text: runes without blanks and quotes, and where each stands.
type squeezed struct {
	runes []rune
	at    []int
	end   int
}

func (r *reader) squeezed(start, end int) squeezed {
	t := r.t
	s := squeezed{end: end}
	for i := start; i < end; i++ {
		if behind := r.noisy(i); behind > i {
			i = behind - 1
			continue
		}
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

// lexer splits a paragraph into tokens. Words that are not known become text
// tokens between the others.
type lexer struct {
	r    *reader
	s    squeezed
	tp   topic
	out  []token
	text int // where the current run of unknown words begins, -1 for none
	open int // brackets with figures that are open
}

func (r *reader) lex(start, end int, s *section, context []string) []token {
	l := &lexer{r: r, s: r.squeezed(start, end), tp: s.topic, text: -1}
	classes := r.classes(l.s, s, context)
	for i := 0; i < len(l.s.runes); {
		if c, ok := classes[i]; ok {
			i = l.emit(token{word: word{role: roleClass}, path: c.path}, i, c.n)
			continue
		}
		i = l.next(i)
	}
	l.flush(len(l.s.runes))
	return l.out
}

func (l *lexer) flush(i int) {
	if l.text >= 0 {
		from, to := l.s.place(l.text, i)
		l.out = append(l.out, token{word: word{role: roleText}, start: from, end: to, text: string(l.s.runes[l.text:i])})
		l.text = -1
	}
}

func (l *lexer) emit(tok token, i, n int) int {
	l.flush(i)
	tok.start, tok.end = l.s.place(i, i+n)
	l.out = append(l.out, tok)
	return i + n
}

func (l *lexer) unknown(i, n int) int {
	if l.text < 0 {
		l.text = i
	}
	return i + n
}

// next reads the token at i and returns the index behind it.
func (l *lexer) next(i int) int {
	rest := l.s.runes[i:]
	switch c := rest[0]; {
	case c == '。' || c == ';' || c == '!' || c == '?':
		return l.emit(token{word: word{role: roleStop}}, i, 1)
	case c == ',':
		return l.emit(token{word: word{role: roleComma}}, i, 1)
	case c == '(':
		if n := bracket(rest); n > 0 {
			if l.r.statesWithin(l.s, i, i+n) {
				l.open++
				return l.emit(token{word: word{role: roleOpen}}, i, 1)
			}
			return l.emit(token{word: word{role: roleBracket}}, i, n)
		}
		return l.unknown(i, 1)
	case c == ')' && l.open > 0:
		l.open--
		return l.emit(token{word: word{role: roleClose}}, i, 1)
	case c == '、' && l.text < 0 && len(l.out) > 0 && behindFigure(l.out):
		return l.emit(token{word: word{role: roleComma}}, i, 1)
	case c == ':' || c == '、':
		return l.emit(token{word: word{role: roleFiller}, list: c == '、'}, i, 1)
	}
	for _, name := range l.r.unitNames {
		if hasRunes(rest, name) { // words within the name mean nothing
			l.flush(i)
			l.unknown(i, 1)
			l.flush(i + len([]rune(name)))
			return i + len([]rune(name))
		}
	}
	if tok, n, ok := l.r.term(l.s, i); ok {
		return l.emit(tok, i, n)
	}
	if digit(rest[0]) {
		tok, n := l.r.figureToken(l.s, i)
		return l.emit(tok, i, n)
	}
	if tok, n, ok := l.r.yearComparison(l.s, i); ok {
		return l.emit(tok, i, n)
	}
	w, n := words().longest(rest, l.tp)
	switch {
	case n == 0:
		return l.unknown(i, 1)
	case w.role == roleText:
		return l.unknown(i, n)
	}
	tok := token{word: *w}
	if w.role == roleDirection {
		if k := otherDirection(rest[n:]); k > 0 {
			tok.leftover = true
			n += k
		}
	}
	return l.emit(tok, i, n)
}

// behindFigure reports whether toks end in a figure, with or without a remark
// behind it.
func behindFigure(toks []token) bool {
	for i := len(toks) - 1; i >= 0; i-- {
		switch toks[i].role {
		case roleBracket:
			continue
		case roleFigure, roleClose:
			return true
		}
		return false
	}
	return false
}

// otherDirection returns the length of the bracket （增长） that a template left
// behind a direction, 0 when there is none.
func otherDirection(s []rune) int {
	n := bracket(s)
	if n == 0 {
		return 0
	}
	for _, part := range strings.FieldsFunc(string(s[1:n-1]), func(r rune) bool { return r == '/' || r == '、' || r == '或' }) {
		w, k := words().longest([]rune(part), topicNone)
		if w == nil || w.role != roleDirection || k != len([]rune(part)) {
			return 0
		}
	}
	return n
}

// bracket returns the length of the bracketed remark that begins s, 0 when it
// is not closed. Brackets nest.
func bracket(s []rune) int {
	const longest = 1000 // a remark; and brackets that nobody closes are not searched to the end each time
	depth := 0
	for i, c := range s[:min(len(s), longest)] {
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
		if depth == 0 {
			return 0
		}
	}
	return 0
}

// statesWithin reports whether a figure with a measure stands in [i:j) of s.
func (r *reader) statesWithin(s squeezed, i, j int) bool {
	for ; i < j; i++ {
		if k, ok := r.figureAt[s.at[i]]; ok && r.figures[k].measure != "" {
			return true
		}
	}
	return false
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
