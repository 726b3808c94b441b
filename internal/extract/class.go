package extract

import (
	"slices"
	"strings"

	"mingzhang/internal/fiscal"
)

// classSpan is a classification path as printed:
// 一般公共服务支出(类)发展与改革事务(款)行政运行(项), n runes long. The path is
// nil where a class is named that cannot be placed.
type classSpan struct {
	path []string
	n    int
}

// classReader finds the classification paths of a paragraph, by the index of
// their first rune. context is the path last named: a paragraph may go on
// below it (普通教育(款)小学教育(项) under 教育支出(类)).
type classReader struct {
	r       *reader
	s       squeezed
	section *section
	context []string
	out     map[int]classSpan
	free    int // what is before it belongs to a path already
}

func (r *reader) classes(s squeezed, section *section, context []string) map[int]classSpan {
	c := &classReader{r: r, s: s, section: section, context: context, out: map[int]classSpan{}}
	for i := 0; i < len(s.runes); {
		if n := c.at(i); n > 0 {
			i += n
			c.free = i
			continue
		}
		i++
	}
	return c.out
}

// at reads the path whose mark, code or name stands at i, and returns how much
// of the text from i on it takes.
func (c *classReader) at(i int) int {
	switch r := c.s.runes[i]; {
	case r == '(':
		if level, n := c.mark(i); level > 0 {
			return c.marked(i, level, n)
		}
	case digit(r):
		return c.coded(i)
	}
	return c.plain(i)
}

var levelNames = []string{"类", "款", "项"}

// classMark reads (类), (款), (项), with or without a code in it: (201类).
func classMark(s []rune) (level, n int) {
	const longest = 8
	s = s[:min(len(s), 2*longest)]
	k := 1
	for k < len(s) && digit(s[k]) {
		k++
	}
	for l, name := range levelNames {
		if hasRunes(s[min(k, len(s)):], name) {
			k++
			for k < len(s) && digit(s[k]) {
				k++
			}
			if k < len(s) && s[k] == ')' {
				return l + 1, k + 1
			}
		}
	}
	return 0, 0
}

// mark reads a level mark at i, or the code in brackets that stands for one:
// 审计事务(20108).
func (c *classReader) mark(i int) (level, n int) {
	if level, n = classMark(c.s.runes[i:]); level > 0 || !c.section.countsByClass() {
		return level, n
	}
	if n = c.trailingCode(i); n > 0 {
		if code, m := c.code(i + 1); code != "" && m == n-2 {
			return (m - 1) / 2, n
		}
	}
	return 0, 0
}

// marked reads a path of which the first mark stands at i.
func (c *classReader) marked(i, level, n int) int {
	runes := c.s.runes
	start := c.nameStart(i, level)
	end := i + n
	name := c.name(start, i)
	if name == "" {
		return 0
	}
	var path []string
	switch {
	case level == 1:
		if hasRunes(runes[end:], "支出") && !strings.HasSuffix(name, "支出") {
			name += "支出"
			end += 2
		}
		path = []string{c.r.outerClass(name)}
	case c.coding(i):
		code, _ := c.code(i + 1)
		if official, ok := fiscal.FunctionPath(c.r.classYear(), code); ok {
			path = official
		}
	case len(c.context) >= level-1:
		path = append(slices.Clone(c.context[:level-1]), name)
	}
	end += c.codeBehind(end)
	for level < len(levelNames) {
		k, m := c.nextMark(end, level+1)
		if k < 0 {
			break
		}
		if path != nil {
			path = append(path, c.name(end, k))
		}
		level++
		end = k + m
		end += c.codeBehind(end)
	}
	c.add(start, end, path)
	return end - i
}

func (c *classReader) add(start, end int, path []string) {
	c.out[start] = classSpan{path, end - start}
	from, to := c.s.place(start, end)
	c.r.declare(from, to, fiscal.InTerm)
	if path != nil {
		c.context = path
	}
}

// name returns runes [start:i) as the name of a class, without the code and
// the dashes around it.
func (c *classReader) name(start, i int) string {
	name := strings.TrimLeft(string(c.s.runes[start:i]), "0123456789-—·/>、:")
	if k := strings.LastIndexByte(name, '('); k > 0 && strings.Trim(name[k:], "()0123456789") == "" {
		name = name[:k]
	}
	return strings.TrimRight(name, "-—·/>0123456789")
}

// coding reports whether the mark at i is a whole code and no level's name.
func (c *classReader) coding(i int) bool {
	_, n := c.code(i + 1)
	return n > 0 && c.trailingCode(i) == n+2
}

// codeBehind returns the length of the code in brackets behind a mark at end:
// 审计事务(款)(20108).
func (c *classReader) codeBehind(end int) int {
	if end > 1 && c.s.runes[end-1] == ')' && !digit(c.s.runes[end-2]) {
		return c.trailingCode(end)
	}
	return 0
}

// trailingCode returns the length of a code in brackets at end: (20106).
func (c *classReader) trailingCode(end int) int {
	if end >= len(c.s.runes) || c.s.runes[end] != '(' {
		return 0
	}
	const tooLong = 9
	k := end + 1
	for k < min(len(c.s.runes), end+tooLong) && digit(c.s.runes[k]) {
		k++
	}
	if k > end+2 && k < len(c.s.runes) && c.s.runes[k] == ')' {
		return k + 1 - end
	}
	return 0
}

// longestName is the longest name of a class, in characters.
const longestName = 40

// nameStart returns where the name that ends at i begins: behind the mark,
// figure or word that cannot be part of it. A known 类 begins where its name
// does: 我单位|教育支出(类).
func (c *classReader) nameStart(i, level int) int {
	runes := c.s.runes
	k := i
	for k > c.free && !strings.ContainsRune(",。;:、.", runes[k-1]) && !digit(runes[k-1]) {
		if runes[k-1] == ')' {
			const remark = 5 // (室)
			open := k - 2
			for open > c.free && runes[open] != '(' && k-open <= remark {
				open--
			}
			if level == 1 || k-open > remark {
				break
			}
			k = open
			continue
		}
		if runes[k-1] == '(' {
			break
		}
		k--
	}
	for _, lead := range []string{"其中", "主要用于", "用于", "包括", "主要是"} {
		if hasRunes(runes[k:i], lead) {
			k += len([]rune(lead))
		}
	}
	k = max(k, i-longestName)
	if level == 1 {
		for j := k; j < i; j++ {
			if c.r.knownClass(string(runes[j:i])) {
				return j
			}
		}
	}
	return k
}

// nextMark returns the index of the mark of a level when a name of reasonable
// length leads up to it from i, and the mark's length, else -1. Names may hold
// brackets: 政府办公厅(室)及相关机构事务.
func (c *classReader) nextMark(i, level int) (at, n int) {
	runes := c.s.runes
	for k := i; k < len(runes) && k-i <= longestName; k++ {
		if strings.ContainsRune("。;,:", runes[k]) {
			return -1, 0
		}
		if runes[k] == '(' && k > i {
			if l, n := c.mark(k); l == level {
				return k, n
			} else if l > 0 {
				return -1, 0
			}
		}
	}
	return -1, 0
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
