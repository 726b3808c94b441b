package specimen

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

// style is how a region words its narrative.
type style struct {
	name  string
	title func(year int) string // behind the unit's name
	words words
	write func(*prose)
}

// words are a style's choices within a sentence.
type words struct {
	up, down         string // 增加, 减少
	upRate, downRate string // 增长, 下降
	level            string // 与上年持平, said instead of figures; "" prints zeros
	compare          string // 比上年, before an amount
	why, whyBudget   string // ，主要原因是： before a reason
	completed        string // 完成年初预算的, before a rate
	places           int    // decimals of a rate
	trim             bool   // 0万元, 6.2万元
	grouped          bool   // 9,436.64
	self             string // 本单位
	brackets         string // of 类, 款 and 项: （） or ()
}

// prose writes a narrative and records what it states.
type prose struct {
	chance
	s *Specimen
	a *accounts
	words
	class   *fiscal.Class // what the paragraph at hand is about
	large   bool          // amounts over a 亿元 are printed in it
	spaced  bool          // 收入总计 9436.64 万元
	wide    bool          // digits of full width
	tail    string        // behind every reason for a difference from the budget
	said    []Statement   // by the paragraph at hand
	measure fiscal.Measure
}

func newProse(c chance, s *Specimen, st style) *prose {
	p := &prose{chance: c, s: s, a: s.books, words: st.words, measure: fiscal.TenThousandYuan}
	p.spaced, p.wide = c.in(1, 8), c.in(1, 16)
	if !s.options.Measured {
		p.large = c.in(1, 15)
		if s.Layout.Measure == fiscal.Yuan && c.in(1, 5) {
			p.measure = fiscal.Yuan
		}
	}
	return p
}

func (p *prose) part(format string)    { p.heading(1, format) }
func (p *prose) section(format string) { p.heading(2, format) }
func (p *prose) sub(format string)     { p.heading(3, format) }

func (p *prose) heading(level int, format string) {
	p.s.Blocks = append(p.s.Blocks, Block{Heading: level, Text: p.text(format)})
}

// say adds a paragraph: format with its placeholders filled in. See fill.
func (p *prose) say(format string) {
	text := p.text(format)
	for i := range p.said {
		p.said[i].Context = text
	}
	p.s.statements = append(p.s.statements, p.said...)
	p.said = nil
	p.s.Blocks = append(p.s.Blocks, Block{Text: text})
}

// sayOf is say about a class.
func (p *prose) sayOf(class fiscal.Class, format string) {
	p.class = &class
	p.say(format)
	p.class = nil
}

// deny adds a paragraph that calls the items nothing.
func (p *prose) deny(format string, items ...fiscal.Item) {
	p.say(format)
	for _, item := range items {
		p.s.none[item] = true
	}
}

var placeholder = regexp.MustCompile(`\{([^{}]*)\}`)

// text fills the placeholders of format.
func (p *prose) text(format string) string {
	return placeholder.ReplaceAllStringFunc(format, func(m string) string { return p.fill(m[1 : len(m)-1]) })
}

// fill returns what stands for a placeholder:
//
//	Y, P                the year, the year before
//	U, N                the unit with its other names, without
//	M                   本单位
//	C, C1               the class at hand, its 类
//	income.total        an amount (or a count, its measure left to the format)
//	a+b                 one amount of two items
//	item prior          another basis: prior, initial_budget, full_budget, share,
//	                    change, change_rate, budget_change, variance_rate, completion_rate
//	item moved          增加…万元，增长…%, or that nothing moved
//	item vs             the same behind 比上年
//	item why            a reason for the change, with its lead
//	item whybudget      a reason for the difference from the budget
//	item completed      ，完成年初预算的…%
func (p *prose) fill(name string) string {
	switch name {
	case "Y":
		return fmt.Sprint(p.s.Year)
	case "P":
		return fmt.Sprint(p.s.Year - 1)
	case "U":
		return fullName(p.s.Unit)
	case "N":
		return p.s.Unit.Name
	case "M":
		return p.self
	case "C":
		return p.className(*p.class)
	case "C1":
		return p.className(fiscal.Class{Path: p.class.Path[:1]})
	}
	items, what, _ := strings.Cut(name, " ")
	var both []fiscal.Item
	for item := range strings.SplitSeq(items, "+") {
		i := fiscal.Item(item)
		if _, ok := i.Info(); !ok {
			panic("specimen: no item " + item)
		}
		both = append(both, i)
	}
	switch what {
	case "":
		return p.state(fiscal.Final, both...)
	case "moved":
		return p.moved(both[0])
	case "vs":
		if text := p.moved(both[0]); text != p.level {
			return p.compare + text
		}
		return p.level
	case "why":
		return p.reason(both[0], fiscal.Change)
	case "whybudget":
		return p.reason(both[0], fiscal.VarianceRate)
	case "completed":
		if p.a.get(both[0], p.class, fiscal.InitialBudget) == 0 && p.a.get(both[0], p.class, fiscal.Final) != 0 {
			return ""
		}
		return "，" + p.completed + p.state(fiscal.CompletionRate, both[0])
	case string(fiscal.Change), string(fiscal.ChangeRate):
		return p.directed(both[0], fiscal.Basis(what), fiscal.Prior)
	case string(fiscal.BudgetChange):
		return p.directed(both[0], fiscal.BudgetChange, fiscal.InitialBudget)
	case "variance":
		return p.directed(both[0], fiscal.VarianceRate, fiscal.InitialBudget)
	}
	return p.state(fiscal.Basis(what), both...)
}

// className prints a class with its level marks.
func (p *prose) className(c fiscal.Class) string {
	open, shut, _ := strings.Cut(p.brackets, "|")
	text := ""
	for i, name := range c.Path {
		text += name + open + []string{"类", "款", "项"}[i] + shut
	}
	return text
}

// moved says how an item moved against last year.
func (p *prose) moved(item fiscal.Item) string {
	change := p.a.get(item, p.class, fiscal.Final) - p.a.get(item, p.class, fiscal.Prior)
	if change == 0 && p.level != "" {
		return p.level
	}
	return p.directed(item, fiscal.Change, fiscal.Prior) + "，" + p.directed(item, fiscal.ChangeRate, fiscal.Prior)
}

// directed prints a difference or its rate without sign behind a word for its
// direction.
func (p *prose) directed(item fiscal.Item, b, from fiscal.Basis) string {
	word := p.up
	if b == fiscal.ChangeRate || b == fiscal.VarianceRate {
		word = p.upRate
	}
	if p.a.get(item, p.class, fiscal.Final) < p.a.get(item, p.class, from) {
		word = p.down
		if b == fiscal.ChangeRate || b == fiscal.VarianceRate {
			word = p.downRate
		}
	}
	return word + strings.Replace(p.state(b, item), "-", "", 1)
}

// state prints a quantity and records it for each of the items; more than one
// only where a total is stated of both sides at once.
func (p *prose) state(b fiscal.Basis, items ...fiscal.Item) string {
	value, measure := p.quantity(items[0], b)
	value = p.s.spoil(items[0], b, p.class, value)
	for _, item := range items {
		v := value
		p.said = append(p.said, Statement{Fact: fiscal.Fact{
			Item: item, Class: p.class, Basis: b, Value: &v, Measure: measure, Origin: fiscal.Stated,
			Source: &fiscal.Source{Text: p.digits(value)},
		}})
	}
	text := p.digits(value)
	if p.wide {
		text = wideDigits.Replace(text)
	}
	if p.spaced {
		text = " " + text + " "
	}
	if measure == fiscal.Percent || measure.IsMoney() {
		text += string(measure)
	}
	return text
}

var wideDigits = strings.NewReplacer("0", "０", "1", "１", "2", "２", "3", "３", "4", "４", "5", "５", "6", "６", "7", "７", "8", "８", "9", "９", ".", "．", ",", "，")

// quantity returns a quantity as it is to be printed.
func (p *prose) quantity(item fiscal.Item, b fiscal.Basis) (decimal.Decimal, fiscal.Measure) {
	final := p.a.get(item, p.class, fiscal.Final)
	against := func(from fiscal.Basis) decimal.Decimal {
		base := p.a.get(item, p.class, from)
		switch {
		case base != 0:
			return p.trimmed(rate(int64(final-base), int64(base), p.places))
		case final != 0:
			return p.trimmed(decimal.MustNew(100*pow10(p.places), p.places))
		}
		return p.trimmed(decimal.MustNew(0, p.places))
	}
	switch b {
	case fiscal.Final, fiscal.Prior, fiscal.InitialBudget, fiscal.FullBudget:
		return p.amount(item, p.a.get(item, p.class, b))
	case fiscal.Change:
		return p.amount(item, final-p.a.get(item, p.class, fiscal.Prior))
	case fiscal.BudgetChange:
		return p.amount(item, final-p.a.get(item, p.class, fiscal.InitialBudget))
	case fiscal.ChangeRate:
		return against(fiscal.Prior), fiscal.Percent
	case fiscal.VarianceRate:
		return against(fiscal.InitialBudget), fiscal.Percent
	case fiscal.CompletionRate:
		return p.ratio(final, p.a.get(item, p.class, fiscal.InitialBudget)), fiscal.Percent
	case fiscal.Share:
		return p.ratio(final, p.a.get(wholeOf(item, p.class), nil, fiscal.Final)), fiscal.Percent
	}
	panic("specimen: no quantity " + string(b))
}

func (p *prose) ratio(part, whole amount) decimal.Decimal {
	if whole == 0 {
		return p.trimmed(decimal.MustNew(0, p.places))
	}
	return p.trimmed(rate(int64(part), int64(whole), p.places))
}

func (p *prose) amount(item fiscal.Item, v amount) (decimal.Decimal, fiscal.Measure) {
	info, _ := item.Info()
	switch {
	case info.Kind == fiscal.Count:
		return decimal.MustNew(int64(v), 0), ""
	case info.Kind == fiscal.Area:
		return decimal.MustNew(int64(v), 2), ""
	case p.large && (v > 1e10 || v < -1e10):
		return p.trimmed(v.in(fiscal.HundredMillion, 2)), fiscal.HundredMillion
	}
	return p.trimmed(v.in(p.measure, 2)), p.measure
}

func (p *prose) trimmed(v decimal.Decimal) decimal.Decimal {
	if p.trim {
		return v.Trim(0)
	}
	return v
}

func (p *prose) digits(v decimal.Decimal) string {
	if !p.grouped {
		return v.String()
	}
	return strings.Replace(fiscal.Format(v), fiscal.Minus, "-", 1)
}

// wholeOf returns what an item's share is a share of.
func wholeOf(item fiscal.Item, class *fiscal.Class) fiscal.Item {
	if class != nil {
		return item
	}
	name := string(item)
	switch {
	case strings.HasPrefix(name, "income."), strings.HasSuffix(name, ".income_year"):
		return fiscal.IncomeYear
	case strings.HasPrefix(name, "sangong."):
		return fiscal.SangongTotal
	case strings.HasPrefix(name, "procurement."):
		return fiscal.ProcurementTotal
	case item == fiscal.GeneralPersonnel, item == fiscal.GeneralOperation:
		return fiscal.GeneralBasic
	}
	return fiscal.ExpenseYear
}
