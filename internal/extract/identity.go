package extract

import (
	"regexp"
	"strings"

	"mingzhang/internal/fiscal"
)

// yearOf returns f as a year that accounts can be of.
func (r *reader) yearOf(f figure) (int, bool) {
	if f.end-f.start != 4 {
		return 0, false
	}
	y := 0
	for _, d := range r.t.folded[f.start:f.end] {
		y = y*10 + int(d-'0')
	}
	return y, y >= 2000 && y <= 2099
}

// year returns the 决算年度: the year of the title or cover when there is one,
// else the year that most sentences give with 年度.
func (r *reader) year() int {
	count := map[int]int{}
	for _, f := range r.figures {
		y, ok := r.yearOf(f)
		if !ok || !r.t.has(f.end, "年") {
			continue
		}
		switch {
		case r.t.has(f.end, "年度部门决算"), r.t.has(f.end, "年部门决算"), r.t.has(f.end, "年度单位决算"), r.t.has(f.end, "年单位决算"), r.t.has(f.end, "年度决算"):
			count[y] += 100
		case r.t.has(f.end, "年度"):
			count[y] += 2
		default:
			count[y]++
		}
	}
	best := 0
	for y, n := range count {
		if best == 0 || n > count[best] || n == count[best] && y > best {
			best = y
		}
	}
	return best
}

// The places that name the unit, the surest first. Names are matched in
// squeezed text.
var unitPatterns = []*regexp.Regexp{
	regexp.MustCompile(`(?m)^(?:第.{1,3}部分)?([^\n，。,;:0-9]{4,40}?)(\([^\n()]*\))?20\d\d年(?:度)?(?:部门|单位)?决算`),
	regexp.MustCompile(`(?m)^([^\n，。,;:0-9]{4,40}?)(\([^\n()]*\))?20\d\d年(?:度)?,(?:年末)?实有人数`),
	regexp.MustCompile(`20\d\d年(?:度)?,?([^\n，。,;:0-9()]{4,40}?)(\([^\n()]*\))?(?:\([^\n()]*\))?机关运行经费`),
}

// identify finds the unit's name and the names in brackets behind it.
func (r *reader) identify() {
	for _, e := range r.report.Evaluations {
		if e.Kind == fiscal.Overall && e.Name != "" {
			r.nameUnit(squeeze(e.Name))
			return
		}
	}
	lines := strings.Split(r.doc.Text, "\n")
	for i := range lines {
		lines[i] = squeeze(lines[i])
	}
	squeezed := strings.Join(lines, "\n")
	for _, p := range unitPatterns {
		if m := p.FindStringSubmatch(squeezed); m != nil {
			r.nameUnit(m[1] + m[2])
			return
		}
	}
}

// nameUnit takes 名称(别名、别名) apart.
func (r *reader) nameUnit(s string) {
	name, rest, found := strings.Cut(s, "(")
	r.report.Unit.Name = name
	if !found {
		return
	}
	for alias := range strings.SplitSeq(strings.TrimSuffix(rest, ")"), "、") {
		if alias = strings.TrimSpace(alias); alias != "" {
			r.report.Unit.Aliases = append(r.report.Unit.Aliases, alias)
		}
	}
}
