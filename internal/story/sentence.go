package story

import "mingzhang/internal/fiscal"

// Sentence is one plain statement about a report, in parts.
type Sentence struct {
	Key   string // "spending", "prior" …: what it is about, unique on the page
	Label string // the question it answers, in two to five characters
	Parts []Part
	// Reason is the reason that the document states, nil when it gives none.
	Reason *Quote
}

// Part is a run of words or one figure.
type Part struct {
	Text   string
	Term   string // glossary term that Text names; "" for plain words
	Figure *Figure
}

// Quote is a passage of the document, word for word.
type Quote struct {
	Text string
	At   int // where it starts
}

// Plain returns the sentence as one string, without its reason.
func (s Sentence) Plain() string {
	text := ""
	for _, p := range s.Parts {
		if p.Figure != nil {
			text += " " + p.Figure.With() + " "
			continue
		}
		text += p.Text
	}
	return squeeze(text)
}

// squeeze drops the spaces that would stand next to punctuation or an end.
func squeeze(text string) string {
	in, out := []rune(text), []rune{}
	for i, c := range in {
		if c == ' ' && (i == 0 || i == len(in)-1 || isStop(in[i+1]) || isStop(in[i-1])) {
			continue
		}
		out = append(out, c)
	}
	return string(out)
}

func isStop(c rune) bool {
	for _, s := range "，。；：、（）“”？ " {
		if c == s {
			return true
		}
	}
	return false
}

func (s *Sentence) say(text string) *Sentence {
	s.Parts = append(s.Parts, Part{Text: text})
	return s
}

func (s *Sentence) term(term string) *Sentence {
	s.Parts = append(s.Parts, Part{Text: term, Term: term})
	return s
}

func (s *Sentence) figure(f Figure) *Sentence {
	s.Parts = append(s.Parts, Part{Figure: &f})
	return s
}

func (s *Sentence) because(r *fiscal.Reason) *Sentence {
	if r != nil {
		s.Reason = &Quote{Text: r.Text, At: r.Source.Start}
	}
	return s
}
