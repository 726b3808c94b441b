package reconcile

import (
	"strconv"
	"strings"

	"mingzhang/internal/fiscal"
)

// family is a number of checks of one kind. Those that hold are shown as one.
type family struct {
	title   string // of the check that stands for those that hold
	counter string // what one of them is about: "行"
	checks  []fiscal.Check
}

func (f *family) take(c fiscal.Check) { f.checks = append(f.checks, c) }

// addFamily adds the checks that do not hold one by one, and those that hold
// as a single one that lists the figure each of them is about.
func (l *ledger) addFamily(f family) {
	if len(f.checks) == 1 {
		l.add(f.checks[0])
		return
	}
	var facts []int
	var silent, rest []fiscal.Check
	held, told := 0, 0
	for _, c := range f.checks {
		switch c.Status {
		case fiscal.Holds:
		case fiscal.NotApplicable:
			silent = append(silent, c)
			continue
		default:
			if told++; told > toldSingly {
				rest = append(rest, c)
			} else {
				l.add(c)
			}
			continue
		}
		held++
		facts = append(facts, c.Facts[:min(1, len(c.Facts))]...)
	}
	l.addRest(f, rest)
	l.addSilent(f, silent)
	if held == 0 {
		return
	}
	n := strconv.Itoa(held) + " " + f.counter
	c := fiscal.Check{Title: f.title, Status: fiscal.Holds, Stated: n, Computed: n, Note: n + "全部相符。", Facts: facts}
	if held < len(f.checks) {
		c.Note = "其余 " + n + "相符。"
	}
	l.add(c)
}

// toldSingly is how many checks of a family that do not hold are shown one by
// one: where more fail, it is the form as a whole that a reader has to look at.
const toldSingly = 30

// addRest makes one check of those beyond toldSingly, as grave as the gravest.
func (l *ledger) addRest(f family, rest []fiscal.Check) {
	if len(rest) == 0 {
		return
	}
	n := strconv.Itoa(len(rest)) + " " + f.counter
	c := fiscal.Check{Title: f.title, Status: rest[0].Status, Stated: n, Note: "另有 " + n + "不相符，没有逐条列出。"}
	for _, r := range rest {
		if r.Status == fiscal.Violated {
			c.Status = fiscal.Violated
		}
		c.Facts = append(c.Facts, r.Facts[:min(1, len(r.Facts))]...)
	}
	l.add(c)
}

// addSilent makes one check of those that cannot be carried out.
func (l *ledger) addSilent(f family, silent []fiscal.Check) {
	if len(silent) == 0 {
		return
	}
	c := silent[0]
	if n := strconv.Itoa(len(silent)) + " " + f.counter; len(silent) > 1 {
		c.Title, c.Note = f.title, "有 "+n+"无法比较，第一处是“"+c.Title+"”："+c.Note
		for _, s := range silent[1:] {
			c.Facts = append(c.Facts, s.Facts[:min(1, len(s.Facts))]...)
		}
	}
	l.add(c)
}

// explained turns a contradiction of a form into one that cannot be judged
// where a figure of that form, seen and not understood, is just what is missing.
func (l *ledger) explained(c *fiscal.Check, number int) {
	x := l.forms[number]
	if c.Status != fiscal.Violated || x == nil || len(x.unread) == 0 {
		return
	}
	apart, _, _ := strings.Cut(trimSign(c.Difference), " ")
	apart = strings.ReplaceAll(apart, ",", "")
	for _, u := range x.unread {
		if strings.ReplaceAll(u.Text, ",", "") == apart {
			c.Status = fiscal.NotApplicable
			c.Note = "相差的 " + u.Text + " 正是" + x.title + "里没有读懂的一个数，无法比较。"
			return
		}
	}
}
