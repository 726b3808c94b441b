package story

import (
	"strconv"

	"mingzhang/internal/fiscal"
)

// Lead is the first screen of a report: one headline and the sentences under
// it. A sentence whose facts the document does not give is left out.
type Lead struct {
	Headline  Sentence
	Sentences []Sentence
	// Hundred is what each 100 元 of expenditure is made of, largest first;
	// empty when the document does not break its expenditure down.
	Hundred []Share
}

// Share is one part of a whole.
type Share struct {
	Name   string
	Amount Figure
	Rate   Figure // percent, stated or else computed
}

// Lead writes the first screen.
func (b *Book) Lead() Lead {
	lead := Lead{Hundred: b.shares(fiscal.ExpenseKinds, fiscal.ExpenseYear)}
	lead.Headline = b.headline(lead.Hundred)
	for _, write := range []func() (Sentence, bool){
		b.sayBudget, b.sayPrior, b.sayIncome, b.sayBudgets, b.saySangong,
	} {
		if s, ok := write(); ok {
			lead.Sentences = append(lead.Sentences, s)
		}
	}
	return lead
}

var (
	sangongParts = []fiscal.Item{
		fiscal.SangongAbroad, fiscal.SangongVehiclePurchase, fiscal.SangongVehicleOperation, fiscal.SangongReception,
	}
)

// shares returns the parts of whole that are over zero, largest first.
func (b *Book) shares(parts []fiscal.Item, whole fiscal.Item) []Share {
	total, hasTotal := b.Figure(whole, fiscal.Final)
	var shares []Share
	for _, item := range parts {
		amount, ok := b.Figure(item, fiscal.Final)
		if !ok || !amount.Value.IsPos() {
			continue
		}
		rate, ok := b.Figure(item, fiscal.Share)
		if !ok && hasTotal {
			rate, ok = percentage(amount, total)
		}
		if ok {
			shares = append(shares, Share{item.Term(), amount, rate})
		}
	}
	sortByAmount(shares)
	return shares
}

func sortByAmount(shares []Share) {
	for i := range shares { // a handful at most; stable, so that equal parts keep the document's order
		for k := i; k > 0 && shares[k-1].Amount.Value.Less(shares[k].Amount.Value); k-- {
			shares[k-1], shares[k] = shares[k], shares[k-1]
		}
	}
}

func (b *Book) headline(parts []Share) Sentence {
	s := Sentence{Key: "headline"}
	s.say(b.yearWords())
	spent, ok := b.Figure(fiscal.ExpenseYear, fiscal.Final)
	if !ok {
		if spent, ok = b.Figure(fiscal.ExpenseTotal, fiscal.Final); !ok {
			return *s.say("支出：文中未提及总数")
		}
		return *s.say("支出总计").figure(spent)
	}
	s.say("支出").figure(spent)
	if len(parts) == 0 {
		return s
	}
	largest := parts[0]
	s.say("，其中").term(largest.Name).say("占").figure(largest.Rate)
	if yuan, ok := perHundred(largest.Rate); ok {
		s.say("：每 100 元里约").figure(yuan).say("用于" + largest.Name)
	}
	return s
}

// perHundred says a rate as whole yuan of each hundred; ok is false where
// rounding would turn it into nothing or into everything.
func perHundred(rate Figure) (Figure, bool) {
	v := rate.Value.Rescale(0)
	if !v.IsPos() || v.Cmp(hundred) >= 0 {
		return Figure{}, false
	}
	return Figure{
		Text: fiscal.Format(v), Unit: string(fiscal.Yuan), Value: v, At: rate.At, Facts: rate.Facts, Derived: true, Corrected: followed(rate),
		Formula: rate.With() + " 取整，即每 100 元里约 " + v.String() + " 元",
	}, true
}

func (b *Book) yearWords() string {
	if b.Report.Year == 0 {
		return "本年度"
	}
	return strconv.Itoa(b.Report.Year) + " 年"
}

func (b *Book) sayIncome() (Sentence, bool) {
	return b.sayParts("income", "钱从哪来", fiscal.IncomeYear, "本年收入", b.shares(fiscal.IncomeSources, fiscal.IncomeYear))
}

func (b *Book) sayParts(key, label string, whole fiscal.Item, name string, parts []Share) (Sentence, bool) {
	s := Sentence{Key: key, Label: label}
	total, ok := b.Figure(whole, fiscal.Final)
	if !ok {
		return s, false
	}
	s.say(name).figure(total)
	for i, p := range parts {
		if i == 0 {
			s.say("，其中")
		} else {
			s.say("；")
		}
		s.term(p.Name).figure(p.Amount).say("，占").figure(p.Rate)
	}
	return *s.say("。"), true
}

// fiscalBudgets are the three budgets that pay for 财政拨款支出, each with the
// items that may state its expenditure, best first.
var fiscalBudgets = []struct {
	Name  string
	Items []fiscal.Item
}{
	{"一般公共预算", []fiscal.Item{fiscal.GeneralExpense}},
	{"政府性基金预算", []fiscal.Item{fiscal.FundExpenseYear, fiscal.FundExpense, fiscal.FundExpenseTotal}},
	{"国有资本经营预算", []fiscal.Item{fiscal.CapitalExpenseYear, fiscal.CapitalExpense, fiscal.CapitalExpenseTotal}},
}

// sayBudgets says which of the three budgets paid, and where in the
// classification most of it stands.
func (b *Book) sayBudgets() (Sentence, bool) {
	s := Sentence{Key: "budgets", Label: "哪本账"}
	var paid []Share
	var none []string
	for _, budget := range fiscalBudgets {
		for _, item := range budget.Items {
			c := b.cell(item, nil, fiscal.Final)
			if c.Nothing == StatedNone {
				none = append(none, budget.Name)
				break
			}
			if c.Figure != nil {
				paid = append(paid, Share{Name: budget.Name, Amount: *c.Figure})
				break
			}
		}
	}
	if len(paid) == 0 {
		return s, false
	}
	sortByAmount(paid)
	if total, ok := b.Figure(fiscal.FiscalExpenseYear, fiscal.Final); ok {
		s.say("财政拨款支出").figure(total).say("，其中")
	}
	for i, p := range paid {
		if i > 0 {
			s.say("，")
		}
		s.term(p.Name).figure(p.Amount)
	}
	for _, name := range none {
		s.say("；").term(name).say("文中说明无")
	}
	s.say("。")
	if name, amount, ok := b.largestClass(); ok {
		s.say("最大一项是“" + name + "”").figure(amount).say("。")
	}
	return s, true
}

// largestClass returns the 项 that most of the 财政拨款支出 stands under.
func (b *Book) largestClass() (string, Figure, bool) {
	var name string
	var largest Figure
	found := false
	for i, f := range b.Report.Facts {
		if f.Class == nil || len(f.Class.Path) < 3 || f.Basis != fiscal.Final || f.Value == nil ||
			f.Item != fiscal.GeneralExpense && f.Item != fiscal.FundExpense && f.Item != fiscal.CapitalExpense {
			continue
		}
		if figure := b.FactFigure(i); !found && figure.Value.IsPos() || found && largest.Unit == figure.Unit && largest.Value.Less(figure.Value) {
			name, largest, found = f.Class.Path[len(f.Class.Path)-1], figure, true
		}
	}
	return name, largest, found
}

func (b *Book) sayPrior() (Sentence, bool) {
	s := Sentence{Key: "prior", Label: "比上年"}
	for _, item := range []fiscal.Item{fiscal.IncomeTotal, fiscal.ExpenseTotal, fiscal.ExpenseYear, fiscal.FiscalIncomeTotal} {
		c := b.compareYears(item, nil)
		if c.Change.Figure == nil && c.Rate.Figure == nil {
			continue
		}
		s.say(c.Name).say(" ")
		if c.Now.Figure != nil {
			s.figure(*c.Now.Figure).say("，")
		}
		s.say("比上年")
		sayChange(&s, c)
		if c.Prior.Figure != nil {
			s.say("（上年").figure(*c.Prior.Figure).say("）")
		}
		return *s.say("。").because(c.Reason), true
	}
	return s, false
}

// sayChange says "增加 0.89 万元，增长 71.20%" of what is at hand.
func sayChange(s *Sentence, c YearComparison) {
	if c.Direction == fiscal.Flat {
		s.say("持平")
		return
	}
	up := c.Direction == fiscal.Up
	if c.Change.Figure != nil {
		s.say(pick(up, "增加", "减少")).figure(c.Change.Figure.Magnitude())
	}
	if c.Rate.Figure != nil {
		if c.Change.Figure != nil {
			s.say("，")
		}
		s.say(pick(up, "增长", "下降")).figure(c.Rate.Figure.Magnitude())
	}
}

func pick(first bool, a, b string) string {
	if first {
		return a
	}
	return b
}

func (b *Book) sayBudget() (Sentence, bool) {
	s := Sentence{Key: "budget", Label: "比预算"}
	for _, item := range []fiscal.Item{fiscal.FiscalIncomeTotal, fiscal.FiscalExpenseTotal, fiscal.FiscalExpenseYear, fiscal.ExpenseTotal, fiscal.GeneralExpense} {
		c, ok := b.compareBudget(item, nil)
		if !ok || c.Budget.Figure == nil || c.Final.Figure == nil {
			continue
		}
		s.term(c.Basis.Term()).figure(*c.Budget.Figure).say("，到年底").term("决算数").figure(*c.Final.Figure)
		if c.Difference.Figure != nil {
			switch c.Difference.Figure.Value.Sign() {
			case 1:
				s.say("，多了").figure(c.Difference.Figure.Magnitude())
			case -1:
				s.say("，少了").figure(c.Difference.Figure.Magnitude())
			}
		}
		if c.Rate.Figure != nil {
			s.say("，").term("预决算差异率").figure(*c.Rate.Figure)
		}
		s.say("（" + c.Name + "）")
		return *s.say("。").because(c.Reason), true
	}
	return s, false
}

func (b *Book) saySangong() (Sentence, bool) {
	s := Sentence{Key: "sangong", Label: "三公经费"}
	c := b.compareYears(fiscal.SangongTotal, nil)
	if c.Now.Nothing == StatedNone {
		return *s.term("“三公”经费").say("：文中说明无。"), true
	}
	if c.Now.Figure == nil {
		return s, false
	}
	s.term("“三公”经费").figure(*c.Now.Figure)
	if c.Change.Figure != nil || c.Rate.Figure != nil {
		s.say("，比上年")
		sayChange(&s, c)
	}
	first := true
	for _, item := range sangongParts {
		amount, ok := b.Figure(item, fiscal.Final)
		if !ok || !amount.Value.IsPos() {
			continue
		}
		s.say(pick(first, "；其中", "、")).say(item.Term()).figure(amount)
		first = false
	}
	return *s.say("。").because(c.Reason), true
}
