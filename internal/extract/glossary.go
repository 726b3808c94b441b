package extract

import (
	"strings"

	"mingzhang/internal/document"
	"mingzhang/internal/fiscal"
)

// glossaryEntry reads one paragraph of 名词解释: 九、基本支出：指….
// A paragraph without a term of its own continues the entry before it.
func (r *reader) glossaryEntry(b document.Block) {
	r.declareFigures(b.Start, b.End, fiscal.Definition)
	start := r.enumerator(b)
	if _, _, behind := r.ordinalAt(b.Start, b.End); behind > b.Start {
		start = behind
	}
	const longestTerm = 40
	for i := start; i < b.End && i-start <= longestTerm; i++ {
		switch r.t.folded[i] {
		case ':':
			term := strings.TrimSpace(r.t.slice(start, i))
			ds, de := r.t.trim(i+1, b.End)
			if term == "" || ds == de {
				return
			}
			r.report.Glossary = append(r.report.Glossary, fiscal.Term{
				Term: term, Definition: r.t.slice(ds, de), Source: *r.source(ds, de),
			})
			return
		case '。':
			i = b.End
		}
	}
	if n := len(r.report.Glossary); n > 0 {
		g := &r.report.Glossary[n-1]
		g.Source = *r.source(g.Source.Start, b.End)
		g.Definition += "\n" + strings.TrimSpace(r.t.slice(b.Start, b.End))
	}
}
