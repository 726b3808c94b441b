package extract

import (
	"strings"
	"sync"

	"mingzhang/internal/fiscal"
)

// lexicon finds the longest known word at a place. It is a trie over folded
// runes without blanks and quotes.
type lexicon struct {
	next  map[rune]*lexicon
	words []word
}

func (l *lexicon) add(name string, w word) {
	at := l
	for _, r := range squeeze(name) {
		if at.next == nil {
			at.next = map[rune]*lexicon{}
		}
		n := at.next[r]
		if n == nil {
			n = &lexicon{}
			at.next[r] = n
		}
		at = n
	}
	at.words = append(at.words, w)
}

// longest returns the longest word that begins s and has a meaning in topic t,
// and its length; a meaning for that topic goes before one for all.
func (l *lexicon) longest(s []rune, t topic) (w *word, n int) {
	at := l
	for i, r := range s {
		if at = at.next[r]; at == nil {
			break
		}
		if m := at.meaning(t); m != nil {
			w, n = m, i+1
		}
	}
	return w, n
}

func (l *lexicon) meaning(t topic) *word {
	var any *word
	for i := range l.words {
		w := &l.words[i]
		if !w.appliesIn(t) {
			continue
		}
		if w.topics != nil {
			return w
		}
		if any == nil {
			any = w
		}
	}
	return any
}

// words is the vocabulary as one lexicon, built once.
var words = sync.OnceValue(func() *lexicon {
	l := &lexicon{}
	for _, s := range subjects {
		for _, n := range s.names {
			l.add(n, word{role: roleSubject, subject: s.subject, topics: s.topics})
		}
	}
	for _, s := range outside {
		for _, n := range s.names {
			l.add(n, word{role: roleSubject, subject: outsider, topics: s.topics})
		}
	}
	for c, names := range conceptNames {
		for _, n := range names {
			if !strings.Contains(n, "$") {
				l.add(n, word{role: roleSubject, concept: c})
			}
			addNamed(l, n, c)
		}
	}
	for c, names := range namedOnly {
		for _, n := range names {
			addNamed(l, n, c)
		}
	}
	for _, s := range sectionNames {
		for _, n := range s.names {
			l.add(n, word{role: roleSubject, concept: s.concept, topics: []topic{s.topic}})
		}
	}
	for a, names := range accountNames {
		for _, n := range names {
			if a != fiscalA {
				l.add(n, word{role: roleAccount, account: a})
			}
		}
	}
	for _, c := range cues {
		for _, n := range c.names {
			l.add(n, c.word)
		}
	}
	comparisonWords(l.add)
	completionWords(l.add)
	for _, f := range fiscal.Forms {
		l.add(f.Title, word{role: roleForm, form: f.Number})
	}
	return l
})

// addNamed adds the name of a concept with each account's name in it.
func addNamed(l *lexicon, name string, c concept) {
	for a, accounts := range accountNames {
		for _, acc := range accounts {
			full := acc + name
			if strings.Contains(name, "$") {
				full = strings.ReplaceAll(name, "$", acc)
			}
			if full == "财政拨款收入" {
				continue // has a meaning of its own by section
			}
			l.add(full, word{role: roleSubject, subject: accountSubject(a, c)})
		}
	}
}
