package extract

import (
	"slices"
	"strings"

	"mingzhang/internal/fiscal"
)

// classSpan is a classification path as printed:
// 一般公共服务支出(类)发展与改革事务(款)行政运行(项), n runes long.
type classSpan struct {
	path []string
	n    int
}

var classMarks = []string{"(类)", "(款)", "(项)"}

// classes finds the classification paths of a paragraph, by the index of
// their first rune.
func (r *reader) classes(s squeezed) map[int]classSpan {
	out := map[int]classSpan{}
	for i := 0; i < len(s.runes); i++ {
		if !hasRunes(s.runes[i:], classMarks[0]) {
			continue
		}
		start := nameStart(s.runes, i)
		if start == i {
			continue
		}
		path := []string{string(s.runes[start:i])}
		end := i + 3
		if hasRunes(s.runes[end:], "支出") && !strings.HasSuffix(path[0], "支出") {
			path[0] += "支出"
			end += 2
		}
		for _, mark := range classMarks[1:] {
			k := nextMark(s.runes, end, mark)
			if k < 0 {
				break
			}
			path = append(path, string(s.runes[end:k]))
			end = k + 3
		}
		out[start] = classSpan{path, end - start}
		i = end - 1
	}
	return out
}

// nameStart returns where the name that ends at i begins: behind the mark,
// figure or word that cannot be part of a 类.
func nameStart(s []rune, i int) int {
	k := i
	for k > 0 && !strings.ContainsRune(",。;:、.()", s[k-1]) && !digit(s[k-1]) {
		k--
	}
	for _, lead := range []string{"其中", "主要用于", "用于"} {
		if hasRunes(s[k:i], lead) {
			k += len([]rune(lead))
		}
	}
	return k
}

// nextMark returns the index of mark when a name of reasonable length leads up
// to it from i, else -1. Names may hold brackets: 政府办公厅(室)及相关机构事务.
func nextMark(s []rune, i int, mark string) int {
	const longest = 40
	for k := i; k < len(s) && k-i <= longest; k++ {
		if strings.ContainsRune("。;,:", s[k]) {
			return -1
		}
		if hasRunes(s[k:], mark) && k > i {
			return k
		}
	}
	return -1
}

// class returns the path as a class of the year, with its official code where
// the official table knows the path.
func (r *reader) class(path []string) *fiscal.Class {
	c := &fiscal.Class{Path: slices.Clone(path)}
	if code, ok := fiscal.FunctionClass(r.report.Year, path); ok {
		c.Code = code
	}
	return c
}
