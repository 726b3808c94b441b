package data

import "slices"

// Mark is a part of a text that answers a query, in code points.
type Mark struct{ Start, End int }

// Marks returns where a text holds the terms of a query, in order and apart
// from each other: what Search finds, it marks.
func Marks(text, query string) []Mark {
	where := stretches([]rune(text))
	var all []Mark
	for _, term := range terms(query) {
		all = append(all, occurrences(where, term)...)
	}
	slices.SortFunc(all, func(a, b Mark) int { return a.Start - b.Start })
	var merged []Mark
	for _, m := range all {
		if n := len(merged); n > 0 && m.Start <= merged[n-1].End {
			merged[n-1].End = max(merged[n-1].End, m.End)
			continue
		}
		merged = append(merged, m)
	}
	return merged
}

func occurrences(where, term []stretch) []Mark {
	var all []Mark
	for i := 0; i+len(term) <= len(where); i++ {
		for from := 0; from < len(where[i].runes); from++ {
			if end, ok := follows(where[i:], from, term); ok {
				all = append(all, Mark{where[i].at[from], end})
			}
		}
	}
	return all
}

// follows reports whether the term stands at a character of the first stretch,
// and where it ends.
func follows(where []stretch, from int, term []stretch) (end int, ok bool) {
	for k, t := range term {
		w := where[k]
		last := k+1 == len(term)
		if w.script != t.script || from+len(t.runes) > len(w.runes) || from > 0 && t.script != chinese {
			return 0, false
		}
		if !slices.Equal(w.runes[from:from+len(t.runes)], t.runes) {
			return 0, false
		}
		whole := from+len(t.runes) == len(w.runes)
		if !whole && (!last || t.script == digits) {
			return 0, false
		}
		end = w.at[from+len(t.runes)-1] + 1
		from = 0
	}
	return end, true
}
