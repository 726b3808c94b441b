package extract

import (
	"regexp"
	"strconv"
	"strings"

	"mingzhang/internal/document"
	"mingzhang/internal/fiscal"
)

// summary reads a table that a section sets beside its text: rows with the
// names of items, columns whose headings say what they are. What a heading or
// a name does not say in full stays unread.
func (r *reader) summary(s *section, b document.Block, above []document.Block) {
	if s.other || r.ofOther(s, b.Start, b.Start) {
		return
	}
	switch s.topic {
	case topicDuties, topicOrganisation, topicProfile, topicPerformance, topicGlossary:
		return
	}
	f := &form{r: r, grid: newFormGrid([]*document.Table{b.Table})}
	var lines []string
	const reach = 3
	for k := len(above) - 1; k >= 0 && k >= len(above)-reach && above[k].Table == nil; k-- {
		lines = append(lines, squeeze(r.t.slice(above[k].Start, above[k].End)))
	}
	if !r.ownYear(lines) {
		return
	}
	f.measure = captionMeasure(f.grid, lines)
	topics := []topic{s.topic, topicNone, topicSangong}
	var labels []int
	for col := range f.grid.header {
		if f.namesColumn(col) {
			labels = append(labels, col)
		}
	}
	for k, label := range labels {
		columns := f.summaryColumns(label+1, groupEnd(labels[k:], label, len(f.grid.header)))
		for row := f.grid.body; row < len(f.grid.rows) && len(columns) > 0; row++ {
			text, c, begins := f.grid.cell(row, label)
			if !begins || text == "" {
				continue
			}
			f.ordinals(c)
			name, ok := r.rowName(text, topics, s.account, s.accountKnown())
			if s.topic == topicSangong && (totalLabel(text) || text == "三公经费合计") {
				name, ok = rowName{subject: sangongTotal}, true
			}
			if !ok || name.subject.outside && name.subject.concept != noConcept {
				continue
			}
			f.summaryRow(row, name, columns)
		}
	}
}

// namesColumn reports whether most cells of a column are words.
func (f *form) namesColumn(col int) bool {
	words, others := 0, 0
	for row := f.grid.body; row < len(f.grid.rows); row++ {
		s, _, begins := f.grid.cell(row, col)
		switch {
		case !begins || s == "":
		case hasHan.MatchString(s):
			words++
		default:
			others++
		}
	}
	return words > others
}

var hasHan = regexp.MustCompile(`\p{Han}{2}`)

// ownYear reports whether the lines above a table name no year but the
// accounts' own.
func (r *reader) ownYear(lines []string) bool {
	own, other := false, false
	for _, line := range lines {
		if len([]rune(line)) > maxTitle {
			continue // a paragraph, no caption
		}
		for _, y := range headingYear.FindAllString(chineseYear(line), -1) {
			if y[:4] == strconv.Itoa(r.report.Year) {
				own = true
			} else {
				other = true
			}
		}
	}
	return own || !other
}

func captionMeasure(g *formGrid, lines []string) fiscal.Measure {
	for _, line := range lines {
		if m, ok := measureLine(line); ok && len([]rune(line)) <= maxTitle {
			return m
		}
	}
	for row := 0; row < g.body && row < len(g.rows); row++ {
		for _, s := range g.texts(row) {
			if m, ok := measureLine(s); ok {
				return m
			}
		}
	}
	return ""
}

// summaryColumn is a column of a summary: what its numbers are, and the
// measure that its heading prints.
type summaryColumn struct {
	col     int
	basis   fiscal.Basis
	measure fiscal.Measure
}

var (
	headingMeasure = regexp.MustCompile(`\((?:单位:)?(万元|亿元|元|%)\)|(%)`)
	plainHeading   = regexp.MustCompile(`^(?:本年度?|当年|20\d\d年度?|上年度?|去年)?(?:决算数?|决算金额|金额|数额|统计数|决算统计数|支出决算数?|收入决算数?|支出|收入|支出数|收入数|数|实际支出)?$`)
	budgetHeading  = regexp.MustCompile(`^(?:本年度?|20\d\d年度?)?(?:年初|全年|调整|调整后)?(?:支出)?预算数?$`)
	changeHeading  = regexp.MustCompile(`^(?:比|较|与)?(?:上年度?|去年|20\d\d年度?)?(?:相比)?(?:增减|增减额|增减数|增减变动|增减金额|变动额|变化额)$`)
	rateHeading    = regexp.MustCompile(`^(?:比|较|与)?(?:上年度?|去年|20\d\d年度?)?(?:相比)?(?:增减率|增减比例|增减幅度|增减变动率|增长率|变动率|增减变动比例|增减)$`)
	shareHeading   = regexp.MustCompile(`^(?:占比|比重|占总(?:收入|支出|额)的?(?:比例|比重)?|所占比[例重]|占.{2,8}(?:比例|比重))$`)
)

func (f *form) summaryColumns(from, to int) []summaryColumn {
	var out []summaryColumn
	for col := from; col < to; col++ {
		if c, ok := f.summaryColumn(f.grid.header[col]); ok {
			c.col = col
			out = append(out, c)
		}
	}
	return out
}

func (f *form) summaryColumn(h string) (c summaryColumn, ok bool) {
	if m := headingMeasure.FindStringSubmatch(h); m != nil {
		c.measure = fiscal.Measure(m[1] + m[2])
		h = strings.Replace(h, m[0], "", 1)
	}
	last := h[strings.LastIndexByte(h, '/')+1:]
	prior, known := f.r.yearBefore(h)
	switch {
	case h == "" || strings.Count(h, "/") > 1 || !known:
		return c, false
	case c.measure == fiscal.Percent && rateHeading.MatchString(last), c.measure == "" && rateHeading.MatchString(last) && last != "增减":
		c.basis, c.measure = fiscal.ChangeRate, fiscal.Percent
	case shareHeading.MatchString(last):
		c.basis, c.measure = fiscal.Share, fiscal.Percent
	case changeHeading.MatchString(last) && c.measure != fiscal.Percent:
		c.basis = fiscal.Change
	case c.measure == fiscal.Percent:
		return c, false
	case budgetHeading.MatchString(h) && !prior:
		c.basis, _ = f.r.columnBasis(h)
	case plainHeading.MatchString(h):
		c.basis = fiscal.Final
		if prior {
			c.basis = fiscal.Prior
		}
	default:
		return c, false
	}
	return c, c.basis != ""
}

// yearBefore reports whether a heading is of the year before the accounts';
// known is false for any other year but theirs.
func (r *reader) yearBefore(h string) (before, known bool) {
	before = strings.Contains(h, "上年") || strings.Contains(h, "去年")
	for _, y := range headingYear.FindAllString(h, -1) {
		switch y[:4] {
		case strconv.Itoa(r.report.Year):
		case strconv.Itoa(r.report.Year - 1):
			before = true
		default:
			return false, false
		}
	}
	return before, true
}

// summaryRow states the numbers of a row.
func (f *form) summaryRow(row int, name rowName, columns []summaryColumn) {
	for _, col := range columns {
		_, c, begins := f.grid.cell(row, col.col)
		if !begins {
			continue
		}
		if col.measure == fiscal.Percent {
			f.summaryRate(c, name, col.basis)
			continue
		}
		n, measure := name, f.measure
		if col.measure != "" {
			f.measure = col.measure
		}
		f.rowFact(c, n, col.basis)
		f.measure = measure
	}
}

var rateCell = regexp.MustCompile(`^[-+]?\d+(?:\.\d+)?%?$`)

func (f *form) summaryRate(c *document.Cell, name rowName, basis fiscal.Basis) {
	items := name.subject.items[byMoney]
	if len(items) == 0 || !rateCell.MatchString(squeeze(c.Text)) {
		return
	}
	f.r.within(c.Start, c.End, func(i int) {
		fig := f.r.figures[i]
		v, ok := fig.value(f.r.t)
		if !ok {
			return
		}
		start, end := fig.span()
		f.r.formFacts = append(f.r.formFacts, fiscal.Fact{
			Item: items[0], Class: name.class, Basis: basis, Value: &v, Measure: fiscal.Percent,
			Origin: fiscal.Stated, Source: f.r.source(max(start, c.Start), end),
		})
		f.r.mark(fig.start, inFact)
	})
}
