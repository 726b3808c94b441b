package extract

import (
	"regexp"
	"strconv"
	"strings"

	"mingzhang/internal/fiscal"
)

// figureToken reads the figure at i, as a date when a year, month or day
// follows it.
func (r *reader) figureToken(s squeezed, i int) (token, int) {
	f := r.figures[r.figureAt[s.at[i]]]
	n := 1
	for i+n < len(s.runes) && s.at[i+n] < f.end {
		n++
	}
	if i+n < len(s.runes) {
		switch c := s.runes[i+n]; c {
		case '年', '月', '日':
			tok := token{word: word{role: roleDate}}
			if w, _ := words().longest(s.runes[i+n:], topicNone); c == '年' && w != nil && w.role == roleSubject {
				tok.year, _ = r.yearOf(f) // 2023年初结转和结余
				return tok, n
			}
			n++
			if c == '年' {
				tok.year, _ = r.yearOf(f)
			}
			for _, tail := range []string{"度", "末", "底", "期末", "当年"} {
				if hasRunes(s.runes[i+n:], tail) {
					n += len([]rune(tail))
					break
				}
			}
			return tok, n
		}
	}
	for i+n < len(s.runes) && s.at[i+n] < f.after {
		n++
	}
	return token{word: word{role: roleFigure}, figure: &f}, n
}

// A piece of equipment is named by what one of it costs.
var equipmentName = regexp.MustCompile(`^(?:单价|单台价值|单位价值|单件价值|单台\(套\)价值|单位价格|价值|单台单价)(?:在)?(\d+)万元(?:\(含\)|\(不含\))?(?:及)?以上(?:\(含\))?(?:的)?((?:大型)?(?:通用|专用)?(?:仪器)?设备)`)

// term reads a name that has a figure in it: 单价100万元（含）以上设备.
func (r *reader) term(s squeezed, i int) (token, int, bool) {
	switch s.runes[i] {
	case '单', '价':
	default:
		return token{}, 0, false
	}
	const longest = 40
	rest := string(s.runes[i:min(len(s.runes), i+longest)])
	m := equipmentName.FindStringSubmatchIndex(rest)
	if m == nil {
		return token{}, 0, false
	}
	runes := func(b int) int { return len([]rune(rest[:b])) }
	from, to := s.place(i+runes(m[2]), i+runes(m[3]))
	r.declare(from, to, fiscal.InTerm)
	tok := token{word: word{role: roleSubject, subject: outsider}}
	if rest[m[2]:m[3]] == "100" {
		tok.subject = equipment
	}
	return tok, runes(m[1]), true
}

// yearName is a comparison with a year by its number: 与2022年度决算数相比,
// 较2023年初预算数, 在2022年基础上.
var yearName = regexp.MustCompile(`^(?:与|比|较|同|和|在|相比|相较于)(20\d\d)年(?:度)?(.{0,14})`)

var (
	yearTails   = regexp.MustCompile(`^(?:同期|全年|的|实际)*(?:收入支出决算|收支决算|支出决算|收入决算|决算|支出|收入)?(?:数|总额|金额)?(?:相比较|相比|比较|相较|对比|基础上|比)?`)
	yearBudgets = regexp.MustCompile(`^(?:的)?(年?初)?(?:支出|部门|批复|全年|调整|年度)?预算(?:安排|批复)?(?:数)?(?:相比较|相比|比较|相较|对比|比)?`)
)

// yearComparison reads a comparison with a year named by its number. Only the
// year before the accounts' own makes a change on the year.
func (r *reader) yearComparison(s squeezed, i int) (token, int, bool) {
	switch s.runes[i] {
	case '与', '比', '较', '同', '和', '在', '相':
	default:
		return token{}, 0, false
	}
	const longest = 26
	rest := string(s.runes[i:min(len(s.runes), i+longest)])
	m := yearName.FindStringSubmatchIndex(rest)
	if m == nil {
		return token{}, 0, false
	}
	year, _ := strconv.Atoi(rest[m[2]:m[3]])
	tail := rest[m[4]:]
	tok := token{word: word{role: roleComparison}}
	n := len([]rune(rest[:m[4]]))
	if b := yearBudgets.FindStringSubmatchIndex(tail); b != nil {
		if r.report.Year == 0 || year == r.report.Year {
			tok.basis, tok.against = fiscal.BudgetChange, fiscal.FullBudget
			if b[2] >= 0 {
				tok.against = fiscal.InitialBudget
			}
		} else {
			tok.basis, tok.against = otherYear, otherYear
		}
		if closed(tail[:b[1]]) {
			tok.against = ""
		}
		return tok, n + len([]rune(tail[:b[1]])), true
	}
	if strings.HasPrefix(rest, "在") && !strings.Contains(tail, "基础上") {
		return token{}, 0, false
	}
	switch {
	case r.report.Year == 0 || year == r.report.Year-1:
		tok.basis, tok.against = fiscal.Change, fiscal.Prior
	case year == r.report.Year:
		tok.basis, tok.against = thisYear, thisYear
	default:
		tok.basis, tok.against = otherYear, otherYear
	}
	close := yearTails.FindString(tail)
	if closed(close) {
		tok.against = ""
	}
	return tok, n + len([]rune(close)), true
}

// closed reports whether a comparison ends with its closing word: what follows
// is no longer what is compared with.
func closed(s string) bool {
	for _, c := range compareCloses {
		if c != "" && strings.HasSuffix(s, c) {
			return true
		}
	}
	return false
}
