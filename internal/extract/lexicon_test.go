package extract

import (
	"fmt"
	"testing"
)

// Every word means one thing in every section: where a name is listed twice,
// both entries say the same.
func TestVocabularyIsUnambiguous(t *testing.T) {
	var walk func(l *lexicon, name string)
	walk = func(l *lexicon, name string) {
		meanings := map[string]string{}
		for _, w := range l.words {
			topics := w.topics
			if topics == nil {
				topics = []topic{"everywhere"}
			}
			said := fmt.Sprint(w.role, w.concept, w.part, w.basis, w.sign, w.form, w.account, w.against, w.side)
			if w.subject != nil {
				said += fmt.Sprint(w.subject.items, w.subject.outside)
			}
			for _, tp := range topics {
				if before, ok := meanings[string(tp)]; ok && before != said {
					t.Errorf("%q means two things in %q: %s and %s", name, tp, before, said)
				}
				meanings[string(tp)] = said
			}
		}
		for r, next := range l.next {
			walk(next, name+string(r))
		}
	}
	walk(words(), "")
}
