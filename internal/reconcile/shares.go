package reconcile

import (
	"strings"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

// wholes names what a share is of, by the item that has the share, where the
// document does not say.
var wholes = map[fiscal.Item]fiscal.Item{
	fiscal.IncomeFiscal: fiscal.IncomeYear, fiscal.IncomeSuperiorSubsidy: fiscal.IncomeYear, fiscal.IncomeUndertaking: fiscal.IncomeYear,
	fiscal.IncomeOperating: fiscal.IncomeYear, fiscal.IncomeAffiliateRemittance: fiscal.IncomeYear, fiscal.IncomeOther: fiscal.IncomeYear,
	fiscal.GeneralIncomeYear: fiscal.IncomeYear, fiscal.FundIncomeYear: fiscal.IncomeYear, fiscal.CapitalIncomeYear: fiscal.IncomeYear,
	fiscal.ExpenseBasic: fiscal.ExpenseYear, fiscal.ExpenseProject: fiscal.ExpenseYear, fiscal.ExpenseRemittedUp: fiscal.ExpenseYear,
	fiscal.ExpenseOperating: fiscal.ExpenseYear, fiscal.ExpenseAffiliateSubsidy: fiscal.ExpenseYear,
	fiscal.GeneralExpense: fiscal.ExpenseYear,
	fiscal.SangongAbroad:  fiscal.SangongTotal, fiscal.SangongVehicle: fiscal.SangongTotal, fiscal.SangongReception: fiscal.SangongTotal,
	fiscal.ProcurementSme: fiscal.ProcurementTotal, fiscal.ProcurementMicro: fiscal.ProcurementTotal,
}

// saidWholes names what a share is of by the words behind 占, the narrow ones
// first.
var saidWholes = []struct {
	words string
	item  fiscal.Item
}{
	{"中小企业", fiscal.ProcurementSme}, {"采购", fiscal.ProcurementTotal}, {"三公", fiscal.SangongTotal},
	{"本年支出", fiscal.ExpenseYear}, {"支出合计", fiscal.ExpenseYear}, {"支出总计", fiscal.ExpenseTotal},
	{"本年收入", fiscal.IncomeYear}, {"收入合计", fiscal.IncomeYear}, {"收入总计", fiscal.IncomeTotal},
}

// wholeOf returns what a share is of; sure is false where the document names
// something that is not understood.
func (l *ledger) wholeOf(item fiscal.Item, class *fiscal.Class, at int) (k fiscal.Key, sure bool) {
	k = key(wholes[item], nil, fiscal.Final)
	if class != nil {
		k = key(item, nil, fiscal.Final)
	}
	_, said, ok := strings.Cut(l.before(at, 40), "占")
	if i := strings.LastIndex(said, "占"); i >= 0 {
		said = said[i+len("占"):]
	}
	said = strings.TrimSuffix(strings.TrimSpace(said), "的")
	if !ok || said == "" || class != nil {
		return k, true
	}
	for _, w := range saidWholes {
		if strings.Contains(said, w.words) {
			return key(w.item, nil, fiscal.Final), true
		}
	}
	return k, false
}

// share checks one stated share.
func (l *ledger) share(item fiscal.Item, class *fiscal.Class) {
	rate, ok := l.get(key(item, class, fiscal.Share), -1)
	if !ok {
		return
	}
	at := l.place(rate.fact)
	wholeKey, sure := l.wholeOf(item, class, at)
	part, ok1 := l.get(key(item, class, fiscal.Final), at)
	whole, ok2 := l.get(wholeKey, at)
	if !ok1 || !ok2 || whole.value.IsZero() {
		return // nothing of nothing has no share
	}
	r, ok := ratioOf(rate, part, whole)
	if !ok {
		return
	}
	c := fiscal.Check{Title: part.term + "占" + whole.term + "的比例", Facts: []int{rate.fact, part.fact, whole.fact}}
	judgeRate(&c, r)
	if !sure && c.Status != fiscal.Holds {
		c.Status, c.Note = fiscal.NotApplicable, "文中写的占比对着另一个合计，没有可以比较的数。"
	}
	l.add(c)
}

// sharesSum checks that the shares of a whole add up to 100%.
func (l *ledger) sharesSum(title string, keys []fiscal.Key) {
	sum, half := decimal.Decimal{}, decimal.Decimal{}
	var digits []string
	c := fiscal.Check{Title: title, Stated: "100%"}
	for _, k := range keys {
		s, ok := l.get(k, -1)
		if !ok {
			continue
		}
		sum, half = more(sum, s.value), largest(half, s.half)
		digits = append(digits, s.printed)
		c.Facts = append(c.Facts, s.fact)
	}
	if len(digits) < 2 || sum.IsZero() {
		return
	}
	c.Computed = fiscal.Format(sum) + "%"
	c.Formula = strings.Join(digits, " + ") + " = " + c.Computed
	diff := less(hundred, sum)
	allowed, err := tolerance(half, len(digits))
	if err != nil {
		return
	}
	c.Difference, c.Tolerance = fiscal.Format(diff)+" 个百分点", fiscal.Format(allowed)+" 个百分点"
	switch {
	case diff.IsZero():
		c.Status, c.Note = fiscal.Holds, "各项占比加起来正好 100%。"
	case diff.CmpAbs(allowed) <= 0:
		c.Status, c.Note = fiscal.Rounding, "各项占比分别四舍五入，加起来差 "+fiscal.Format(diff.Abs())+" 个百分点，在容差之内。"
	default:
		c.Status, c.Note = fiscal.Violated, "各项占比加起来是 "+c.Computed+"，与 100% 的差超过四舍五入能解释的范围。"
	}
	l.add(c)
}
