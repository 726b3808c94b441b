package reconcile

import (
	"regexp"
	"strings"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

// guestsPart finds what was spent on domestic or on foreign guests alone: it
// is stated beside 公务接待费 and no item of its own.
var guestsPart = regexp.MustCompile(`(?:国内公务接待|外宾接待|外事接待)(?:费用|费)?(?:支出)?(?:决算)?(?:数)?(?:为|共计|：)?\s*([\d,]+(?:\.\d+)?)\s*(万元|亿元|元)`)

// guests checks that what was spent on some guests is no more than what was
// spent on all.
func (l *ledger) guests(whole operand) {
	const title = "国内或外宾接待 ≤ 公务接待费"
	for _, i := range l.within[key(fiscal.SangongReception, nil, fiscal.Final)] {
		if p, ok := l.operand(i); ok {
			l.partOf(p, whole, title)
		}
	}
	for _, m := range search(l.account(), guestsPart) {
		v, err := decimal.Parse(strings.ReplaceAll(m.groups[1], ",", ""))
		if err != nil || l.factIn(m.start, m.end) {
			continue
		}
		measure := fiscal.Measure(m.groups[2])
		value, err1 := v.Mul(scale(measure))
		half, err2 := halfUnit(v, measure).Mul(scale(measure))
		if err1 != nil || err2 != nil {
			continue
		}
		p := operand{fact: -1, term: "接待", value: value, half: half, printed: fiscal.Format(v), measure: measure}
		l.partOf(p, whole, title)
		c := &l.checks[len(l.checks)-1]
		c.Facts = []int{whole.fact}
		c.Sources = append(c.Sources, l.source(m.start, m.end))
	}
}

// factIn reports whether a fact is read from [start:end).
func (l *ledger) factIn(start, end int) bool {
	for _, f := range l.report.Facts {
		if f.Source != nil && f.Source.Start >= start && f.Source.End <= end {
			return true
		}
	}
	return false
}
