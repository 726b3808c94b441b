package extract

import (
	"slices"
	"strings"

	"mingzhang/internal/fiscal"
)

// moreClasses are 类 of 支出功能分类 beside those of the official table.
var moreClasses = []string{"债务还本支出", "债务付息支出", "债务发行费用支出", "抗疫特别国债安排的支出", "转移性支出", "灾害防治及应急管理支出", "国有资本经营预算支出",
	"社会保险基金支出", "粮油物资储备支出", "自然资源海洋气象等支出"}

// classYear is the year whose table decides; accounts of no known year are
// read by the latest.
func (r *reader) classYear() int {
	if r.report.Year == 0 {
		return 2024
	}
	return r.report.Year
}

// outerClasses returns the official names of the 类 of the year.
func (r *reader) outerClasses() []string {
	if r.outer == nil {
		r.outer = append(r.outer, moreClasses...)
		for code := range 40 {
			if path, ok := fiscal.FunctionPath(r.classYear(), "2"+twoDigits(code)); ok {
				r.outer = append(r.outer, path[0])
			}
		}
	}
	return r.outer
}

func twoDigits(n int) string { return string([]byte{'0' + byte(n/10), '0' + byte(n%10)}) }

// knownClass reports whether name is a 类, with or without 支出 at its end.
func (r *reader) knownClass(name string) bool {
	for _, official := range r.outerClasses() {
		if name == official || name == strings.TrimSuffix(official, "支出") || name == strings.TrimSuffix(official, "等支出") {
			return true
		}
	}
	return false
}

// outerClass returns the official name of a 类 printed without its 支出, any
// other name as it is.
func (r *reader) outerClass(name string) string {
	for _, official := range r.outerClasses() {
		if name == strings.TrimSuffix(official, "支出") {
			return official
		}
	}
	return name
}

// countsByClass reports whether sentences of the section state amounts by class.
func (s *section) countsByClass() bool {
	switch s.topic {
	case topicGeneral, topicFiscal, topicFiscalExpense, topicFund, topicCapital, topicExpense, topicOverall, topicNone:
		return true
	}
	return false
}

// code returns the digits at i when they can be a code of 支出功能分类.
func (c *classReader) code(i int) (code string, n int) {
	const tooLong = 8
	runes := c.s.runes
	k := i
	for k < min(len(runes), i+tooLong) && digit(runes[k]) {
		k++
	}
	if (k-i == 3 || k-i == 5 || k-i == 7) && runes[i] == '2' && (i == 0 || !digit(runes[i-1]) && runes[i-1] != '.') {
		return string(runes[i:k]), k - i
	}
	return "", 0
}

// coded reads a path that begins with its code: 2010601 行政运行, 201类06款01项.
func (c *classReader) coded(i int) int {
	if !c.section.countsByClass() {
		return 0
	}
	code, n := c.code(i)
	if code == "" {
		return 0
	}
	end := i + n
	levels := 0
	for levels < len(levelNames) && hasRunes(c.s.runes[end:], levelNames[levels]) {
		levels++
		end++
		if levels < len(levelNames) && end+2 < len(c.s.runes) && digit(c.s.runes[end]) && digit(c.s.runes[end+1]) &&
			hasRunes(c.s.runes[end+2:], levelNames[levels]) {
			code += string(c.s.runes[end : end+2])
			end += 2
			continue
		}
		break
	}
	if f := c.r.figures[c.r.figureAt[c.s.at[i]]]; levels == 0 && (f.measure != "" || f.end-f.start != n) {
		return 0
	}
	if end < len(c.s.runes) && strings.ContainsRune("年月日号", c.s.runes[end]) {
		return 0
	}
	path, ok := fiscal.FunctionPath(c.r.classYear(), code)
	if !ok && levels == 0 {
		if n := c.unlisted(i, end, code); n > 0 {
			return n
		}
	}
	for end < len(c.s.runes) && strings.ContainsRune("-:·/", c.s.runes[end]) {
		end++
	}
	rest := c.s.runes[end:]
	switch {
	case ok && hasRunes(rest, path[len(path)-1]):
		end += len([]rune(path[len(path)-1]))
		if _, m := classMark(c.s.runes[min(end, len(c.s.runes)):]); m > 0 && c.s.runes[end] == '(' {
			end += m
		}
	case levels > 0 && ok:
	case len(code) == 3 || c.markAhead(end):
		return 0 // the marks behind it say more
	default:
		path = nil
	}
	c.add(i, end, path)
	return end - i
}

// unlisted reads a class whose code the official table does not have, although
// it has the level above: 2012604档案馆6.00万元. Its name ends at the figure.
func (c *classReader) unlisted(i, end int, code string) int {
	if len(code) < 5 {
		return 0
	}
	above, ok := fiscal.FunctionPath(c.r.classYear(), code[:len(code)-2])
	if !ok {
		return 0
	}
	const longest = 30
	runes := c.s.runes
	k := end
	for k < len(runes) && k-end <= longest && !digit(runes[k]) && !strings.ContainsRune("。;,:()、", runes[k]) {
		k++
	}
	if k >= len(runes) || !digit(runes[k]) || k-end < 2 || k-end > longest {
		return 0
	}
	name := string(runes[end:k])
	for _, w := range []string{"决算", "预算", "年初", "万元"} {
		if strings.Contains(name, w) {
			return 0
		}
	}
	c.add(i, k, append(slices.Clone(above), name))
	return k - i
}

// markAhead reports whether a name with a level mark begins at i.
func (c *classReader) markAhead(i int) bool {
	for level := 1; level <= len(levelNames); level++ {
		if k, _ := c.nextMark(i, level); k >= 0 {
			return true
		}
	}
	return false
}

// plain reads the official name of a 类, and of the 款 and 项 below it, that is
// printed without marks: 教育支出22,101.55万元，占81.35%.
func (c *classReader) plain(i int) int {
	runes := c.s.runes
	if !c.section.countsByClass() || c.section.topic == topicNone || i > c.free && !c.boundary(i) {
		return 0
	}
	name := ""
	for _, official := range c.r.outerClasses() {
		if len(official) > len(name) && strings.HasSuffix(official, "支出") && hasRunes(runes[i:], official) {
			name = official
		}
	}
	if name == "" || name == "其他支出" && c.section.account == overall || c.section.topic == topicCapital && name == "国有资本经营预算支出" {
		return 0
	}
	end := i + len([]rune(name))
	if hasRunes(runes[end:], "类") {
		end++
	}
	if end < len(runes) && runes[end] == '(' {
		if level, _ := c.mark(end); level > 0 {
			return 0 // marked, read at its mark
		}
	}
	path := []string{name}
	code, ok := fiscal.FunctionClass(c.r.classYear(), path)
	for ok && len(path) < len(levelNames) {
		k := end
		for k < len(runes) && strings.ContainsRune("-·/>", runes[k]) {
			k++
		}
		child, below, found := c.child(code, k)
		if !found {
			break
		}
		path, code = append(path, child), below
		end = k + len([]rune(child))
	}
	if c.markAhead(end) {
		return 0
	}
	c.add(i, end, path)
	return end - i
}

// child finds the official name below code that stands at k.
func (c *classReader) child(code string, k int) (name, below string, ok bool) {
	for n := range 100 {
		path, known := fiscal.FunctionPath(c.r.classYear(), code+twoDigits(n))
		if !known {
			continue
		}
		if last := path[len(path)-1]; len(last) > len(name) && hasRunes(c.s.runes[min(k, len(c.s.runes)):], last) {
			name, below, ok = last, code+twoDigits(n), true
		}
	}
	return name, below, ok
}

// boundary reports whether a name may begin at i.
func (c *classReader) boundary(i int) bool {
	if i == 0 {
		return true
	}
	if before := c.s.runes[i-1]; strings.ContainsRune(",。;:、.()", before) {
		return true
	}
	for _, lead := range []string{"其中", "用于", "包括", "元", "%"} {
		if k := i - len([]rune(lead)); k >= 0 && hasRunes(c.s.runes[k:i], lead) {
			return true
		}
	}
	return false
}
