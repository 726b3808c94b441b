package reconcile

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"mingzhang/internal/fiscal"
)

var (
	// openingYear is the year that a text begins with.
	openingYear = regexp.MustCompile(`^\s*(20\d\d)\s*年`)
	// statedYear is the year that a statement of account begins with.
	statedYear = regexp.MustCompile(`(?:^|[\n。；])\s*(?:\[[^\]]*\]\s*)?(20\d\d)\s*年度?[^，。；\n\d]{0,60}(?:总计|合计|支出|收入|经费|采购)`)
	// asOfYear is the year of a closing date.
	asOfYear = regexp.MustCompile(`截[至止]\s*(20\d\d)\s*年\s*12\s*月\s*31\s*日`)
	// comparedYear is the year that a statement of account compares with.
	comparedYear = regexp.MustCompile(`[与比较同]\s*(20\d\d)\s*年度?(?:决算数?|同期)?(?:相比|相较|增加|减少|增长|下降|上升|降低|持平)`)
	// titleYear is the year of a title.
	titleYear = regexp.MustCompile(`(20\d\d)\s*年度?.{0,20}(?:部门|单位)?决算`)
	// captionYear is the year above a form.
	captionYear = regexp.MustCompile(`^\s*(20\d\d)\s*年度?\s*(?:$|(?:金额)?单位)`)
)

// years looks for another year where the report speaks of its own, and for a
// comparison with another year than the one before. Goals, duties, reasons and
// names may speak of any year and are not looked at.
func years(l *ledger) {
	if l.report.Year == 0 {
		return
	}
	l.titleYears()
	if len(l.text) > 0 {
		account := l.account()
		l.yearsIn("正文说的是决算年度", "正文以决算年度开头的叙述和截止日期", l.report.Year, search(account, statedYear, "20"), search(account, asOfYear, "20"))
		l.yearsIn("比较的是上一个年度", "正文里与某一年比较的地方", l.report.Year-1, search(account, comparedYear, "20"))
	}
	l.evaluationYears()
}

// yearsIn makes one check of all places that must name a year.
func (l *ledger) yearsIn(title, where string, want int, places ...[]found) {
	n, own := 0, strconv.Itoa(want)
	c := fiscal.Check{Title: title, Status: fiscal.Holds, Stated: own + " 年", Computed: own + " 年"}
	for _, all := range places {
		for _, f := range all {
			n++
			if year := f.groups[1]; year != own {
				c.Status, c.Stated = fiscal.Notice, year+" 年"
				c.Note = where + "，有的写的是 " + year + " 年，不是 " + own + " 年。"
				start := f.start + leading(l.text[f.start:f.end])
				c.Sources = append(c.Sources, l.source(start, f.end))
			}
		}
	}
	if n == 0 {
		return
	}
	if c.Status == fiscal.Holds {
		c.Note = where + "共 " + strconv.Itoa(n) + " 处，都是 " + own + " 年。"
	}
	l.add(c)
}

// leading counts the stops and blanks in front of a statement.
func leading(text []rune) int {
	for i, r := range text {
		if r != '\n' && r != '。' && r != '；' && r != ' ' && r != '　' {
			return i
		}
	}
	return 0
}

// titleYears compares the years of the document's title and headings, and of
// the captions of its forms.
func (l *ledger) titleYears() {
	own := strconv.Itoa(l.report.Year)
	type title struct {
		text  string
		start int
	}
	var titles []title
	if len(l.text) > 0 {
		cover := len(l.text)
		if len(l.report.Sections) > 0 {
			cover = min(cover, max(0, l.report.Sections[0].Start))
		}
		for _, f := range search(l.text[:min(cover, 2000)], titleYear, "决算") {
			titles = append(titles, title{f.groups[0], f.start})
		}
	}
	for _, s := range l.report.Sections {
		titles = append(titles, title{s.Title, s.Start})
	}
	for _, c := range l.captions() {
		end := c.start + utf8.RuneCountInString(c.text)
		if !slices.ContainsFunc(titles, func(t title) bool { return c.start <= t.start && t.start < end }) {
			titles = append(titles, title(c))
		}
	}
	n, slips := 0, 0
	for _, t := range titles {
		m := titleYear.FindStringSubmatch(t.text)
		if m == nil {
			m = captionYear.FindStringSubmatch(t.text)
		}
		if m == nil {
			continue
		}
		n++
		if m[1] == own {
			continue
		}
		slips++
		c := fiscal.Check{
			Title: "标题的年度是决算年度", Status: fiscal.Notice, Stated: m[1] + " 年", Computed: own + " 年",
			Note: "标题“" + strings.TrimSpace(t.text) + "”写的是 " + m[1] + " 年，不是 " + own + " 年。",
		}
		if end := t.start + utf8.RuneCountInString(t.text); t.start >= 0 && end <= len(l.text) {
			c.Sources = []fiscal.Source{l.source(t.start, end)}
		}
		l.add(c)
	}
	if n > 0 && slips == 0 {
		l.add(fiscal.Check{
			Title: "标题的年度是决算年度", Status: fiscal.Holds, Stated: own + " 年", Computed: own + " 年",
			Note: "写明年度的 " + strconv.Itoa(n) + " 处标题都是 " + own + " 年。",
		})
	}
}

// evaluationYears compares the year of each 自评表, and the year that its
// account of results begins with.
func (l *ledger) evaluationYears() {
	own := strconv.Itoa(l.report.Year)
	same := 0
	for n, e := range l.report.Evaluations {
		switch {
		case e.Year == l.report.Year:
			same++
		case e.Year != 0:
			l.add(fiscal.Check{
				Title: "自评表的年度是决算年度", Status: fiscal.Notice, Stated: strconv.Itoa(e.Year) + " 年", Computed: own + " 年",
				Note: "自评表写的是 " + strconv.Itoa(e.Year) + " 年度，不是 " + own + " 年度。", Sources: []fiscal.Source{e.Source},
			})
		}
		if m := openingYear.FindStringSubmatch(e.Result); m != nil && m[1] != own {
			l.add(fiscal.Check{
				Title: "自评表的完成情况说的是决算年度", Status: fiscal.Notice, Stated: m[1] + " 年", Computed: own + " 年",
				Note: own + " 年度的完成情况以“" + m[1] + "年”开头。", Cells: []fiscal.CellRef{{Evaluation: n, Cell: "result"}},
			})
		}
	}
	if same > 0 && same == len(l.report.Evaluations) {
		l.add(fiscal.Check{
			Title: "自评表的年度是决算年度", Status: fiscal.Holds, Stated: own + " 年", Computed: own + " 年",
			Note: strconv.Itoa(same) + " 张自评表的表头都是 " + own + " 年度。",
		})
	}
}
